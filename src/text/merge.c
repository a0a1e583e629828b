/*
 * Two changes of a line merged: the door, and the pieces in a row. What comes
 * out is read once more before it is believed: a bracket put beside foreign
 * text may read as a mark or a link.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "merge_inside.h"

static void
add_piece(struct pieces *pieces, const struct piece *piece, struct str text)
{
	struct piece *out;

	pieces->at = mem_grow(pieces->at, &pieces->cap, pieces->n + 1,
		sizeof(*pieces->at));
	out = &pieces->at[pieces->n++];
	*out = *piece;
	out->out.from = pieces->words.len;
	buf_add_str(&pieces->words, text);
	out->out.to = pieces->words.len;
}

static struct str
words_in(const struct parted *line, const struct range *range)
{
	return str_part(buf_str(&line->words), range->from,
		range->to - range->from);
}

/*
 * What nobody changed, up to a place. False when brackets in it have another
 * meaning on one side: they came to be a link's, or ceased to be.
 */
static bool
add_same(struct pieces *pieces, const struct merging *merging,
	struct piece *at, const struct range *until)
{
	size_t loose;

	size_t len = until->from - at->base.from;
	struct piece piece = *at;

	piece.kind = PIECE_SAME;
	piece.base.to = piece.base.from + len;
	piece.ours.to = piece.ours.from + len;
	piece.theirs.to = piece.theirs.from + len;
	if (len)
		add_piece(pieces, &piece, words_in(&merging->base,
			&piece.base));
	loose = parted_loose(&merging->ours.line, piece.ours.from,
		piece.ours.to);
	pieces->loose += loose;
	return loose == parted_loose(&merging->theirs.line,
		piece.theirs.from, piece.theirs.to);
}

/* False when no group can be written there. */
static bool
add_place(struct pieces *pieces, struct merging *merging,
	const struct place *place)
{
	struct piece piece = { .base = place->base, .ours = place->ours,
		.theirs = place->theirs };
	const struct half *half = place->ours_is ? &merging->ours
		: &merging->theirs;
	const struct range *range = place->ours_is ? &place->ours
		: &place->theirs;
	struct buf group = BUF_INIT;
	bool written = true;

	if (place->meet) {
		piece.kind = PIECE_MEET;
		written = beside_write(&group, merging, place);
		add_piece(pieces, &piece, buf_str(&group));
		buf_release(&group);
		return written;
	}
	piece.kind = !place->ours_is ? PIECE_THEIRS : !place->theirs_is
		? PIECE_OURS : PIECE_BOTH;
	add_piece(pieces, &piece, words_in(&half->line, range));
	pieces->loose += parted_loose(&half->line, range->from, range->to);
	return true;
}

static void
go_behind(struct piece *at, const struct place *place)
{
	at->base.from = place->base.to;
	at->ours.from = place->ours.to;
	at->theirs.from = place->theirs.to;
}

static bool
list_pieces(struct pieces *pieces, struct merging *merging)
{
	size_t all = merging->base.words.len;
	struct range end = { all, all };
	struct piece at = { .kind = PIECE_SAME };

	for (size_t i = 0; i < merging->places_n; i++) {
		const struct place *place = &merging->places[i];

		if (!add_same(pieces, merging, &at, &place->base) ||
		    !add_place(pieces, merging, place))
			return false;
		go_behind(&at, place);
	}
	return add_same(pieces, merging, &at, &end);
}

static void
pieces_release(struct pieces *pieces)
{
	free(pieces->at);
	buf_release(&pieces->words);
	*pieces = (struct pieces){ NULL, 0, 0, BUF_INIT, 0 };
}

/* The words that the merged line must have, and how many pairs. */
static size_t
add_expected(struct buf *out, const struct pieces *pieces)
{
	struct parted group = PARTED_INIT;
	size_t spans = 0;

	for (size_t i = 0; i < pieces->n; i++) {
		struct str text = str_part(buf_str(&pieces->words),
			pieces->at[i].out.from, pieces->at[i].out.to -
			pieces->at[i].out.from);

		if (pieces->at[i].kind == PIECE_MEET) {
			parted_read(&group, text);
			text = buf_str(&group.words);
			spans += group.n;
		}
		parted_add_seamless(out, text);
	}
	parted_release(&group);
	return spans;
}

/* Whether the line reads as what was put together. */
static bool
reads_so(struct str line, const struct pieces *pieces, size_t spans)
{
	struct parted read = PARTED_INIT;
	struct buf expected = BUF_INIT, words = BUF_INIT;
	bool so;

	spans += add_expected(&expected, pieces);
	parted_read(&read, line);
	parted_add_seamless(&words, buf_str(&read.words));
	so = read.n == spans && read.loose_n == pieces->loose &&
		str_same(buf_str(&expected), buf_str(&words));
	parted_release(&read);
	buf_release(&expected);
	buf_release(&words);
	return so;
}

static void
write_line(struct buf *out, const struct pieces *pieces,
	const struct merged_spans *spans)
{
	struct span *plain = mem_new(spans->n + 1, sizeof(*plain));

	for (size_t i = 0; i < spans->n; i++)
		plain[i] = spans->at[i].is;
	spans_write(out, buf_str(&pieces->words), plain, spans->n, 0,
		pieces->words.len);
	free(plain);
}

/* One attempt; *again: a place was forced to meet. False: not to be done. */
static bool
try_merge(struct buf *out, struct merging *merging, bool *again)
{
	struct pieces pieces = { NULL, 0, 0, BUF_INIT, 0 };
	struct merged_spans spans = { NULL, 0, 0 };
	struct buf line = BUF_INIT;
	bool done;

	merge_met_release(merging->met);
	done = places_find(merging) && list_pieces(&pieces, merging);

	*again = done && !spans_merge(&spans, merging, &pieces);
	if (done && !*again) {
		write_line(&line, &pieces, &spans);
		done = reads_so(buf_str(&line), &pieces, spans.n);
	}
	if (done && !*again)
		buf_add_str(out, buf_str(&line));
	buf_release(&line);
	merged_spans_release(&spans);
	pieces_release(&pieces);
	return done;
}

static void
merging_release(struct merging *merging)
{
	parted_release(&merging->base);
	half_release(&merging->ours);
	half_release(&merging->theirs);
	free(merging->in_ours);
	free(merging->in_theirs);
	free(merging->places);
	free(merging->forced);
}

static size_t *
twins_of(const struct parted *base)
{
	size_t *out = mem_new(base->n + 1, sizeof(*out));

	for (size_t i = 0; i < base->n; i++)
		out[i] = base->at[i].twin;
	return out;
}

/* Whether the words of a span of the base went on a side. */
static bool
words_went(const struct half *half, const struct span *span)
{
	return half_place(half, span->from).from ==
		half_place(half, span->to).to;
}

/* Brackets that one side took out with their words. */
static void
mark_gone(struct merging *merging)
{
	for (size_t i = 0; i < merging->base.n; i++) {
		const struct span *span = &merging->base.at[i];
		size_t ours = merging->in_ours[i];
		size_t theirs = merging->in_theirs[i];

		if (ours == PARTED_NONE && theirs != PARTED_NONE)
			merging->theirs.line.at[theirs].inner =
				words_went(&merging->ours, span);
		if (theirs == PARTED_NONE && ours != PARTED_NONE)
			merging->ours.line.at[ours].inner =
				words_went(&merging->theirs, span);
	}
}

static bool
read_halves(struct merging *merging, struct str ours, struct str theirs)
{
	const struct merge_lines *lines = merging->lines;
	bool read;

	parted_read(&merging->base, lines->base);
	read = half_read(&merging->ours, &merging->base, &lines->ours, ours);
	merging->in_ours = twins_of(&merging->base);
	read = half_read(&merging->theirs, &merging->base, &lines->theirs,
		theirs) && read;
	merging->in_theirs = twins_of(&merging->base);
	if (read)
		mark_gone(merging);
	return read;
}

/* Both changed it: word by word. */
static enum merged_how
merge_words(struct buf *out, struct merging *merging, struct str ours,
	struct str theirs)
{
	bool again = true, done = read_halves(merging, ours, theirs);

	for (int i = 0; done && again; i++)
		done = i < MERGE_ROUNDS_MAX && try_merge(out, merging,
			&again);
	if (!done) {
		buf_add_str(out, ours);
		return MERGED_NOT;
	}
	return merging->met->places ? MERGED_BESIDE : MERGED;
}

static enum merged_how
merge_with(struct buf *out, struct merging *merging)
{
	const struct merge_lines *lines = merging->lines;
	struct str ours = merge_side_line(&lines->ours, lines->base);
	struct str theirs = merge_side_line(&lines->theirs, lines->base);
	enum merged_how how = MERGED;

	if (str_same(theirs, lines->base) || str_same(ours, theirs)) {
		buf_add_str(out, ours);
	} else if (str_same(ours, lines->base)) {
		buf_add_str(out, theirs);
	} else {
		how = merge_words(out, merging, ours, theirs);
		merging_release(merging);
	}
	return how;
}

void
merge_met_release(struct merge_met *met)
{
	buf_release(&met->ours);
	buf_release(&met->theirs);
	*met = (struct merge_met)MERGE_MET_INIT;
}

enum merged_how
words_merge(struct buf *out, const struct merge_lines *lines,
	struct merge_met *met)
{
	struct merge_met ignored = MERGE_MET_INIT;
	struct merging merging = { .lines = lines,
		.met = met ? met : &ignored };
	enum merged_how how;

	*merging.met = (struct merge_met)MERGE_MET_INIT;
	how = merge_with(out, &merging);
	merge_met_release(&ignored);
	return how;
}

enum merged_how
merge_picking(struct buf *out, const struct merge_lines *lines, char pick,
	int deep)
{
	struct merge_met met = MERGE_MET_INIT;
	struct merging merging = { .lines = lines, .met = &met,
		.pick = pick, .deep = deep };
	enum merged_how how = merge_with(out, &merging);

	merge_met_release(&met);
	return how;
}
