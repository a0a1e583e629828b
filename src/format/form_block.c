/*
 * One paragraph of a form: its printed text, and the words to fill with what
 * was put behind them. A word to fill is one where a line begins with it; when
 * a program has joined the lines, it is one where all six stand in their
 * order. Where a line of somebody's text was broken before such a word, it is
 * a part of the text.
 */
#include <string.h>

#include "form_inside.h"

enum { CANDIDATES = 200 };

/* Where a word to fill may stand. */
struct candidate {
	enum form_label label;
	size_t off, end;	/* of the flat text; end behind the colon */
	bool begins;		/* a line */
	bool broken;		/* the line before seems to be full */
};

struct block {
	struct form_reader *reader;
	size_t from, to;
	struct candidate at[CANDIDATES];
	size_t n;
	bool printed[CANDIDATES];	/* in the chain of those printed */
	struct buf inserted;	/* words written into the printed text */
};

static struct str
flat(const struct block *block)
{
	return str_part(buf_str(&block->reader->flat), 0, block->to);
}

static size_t
skip_blanks(struct str text, size_t off)
{
	while (off < text.len && (text.at[off] == ' ' ||
	       text.at[off] == '\n'))
		off++;
	return off;
}

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* The end of a label that stands at off, behind its colon; 0: none does. A
 * blank in it may have become a line end. */
static size_t
label_end(struct str text, size_t off, const char *label)
{
	for (; *label; label++) {
		size_t next = skip_blanks(text, off);

		if (*label == ' ' ? next == off : off >= text.len ||
		    lower(text.at[off]) != *label)
			return 0;
		off = *label == ' ' ? next : off + 1;
	}
	while (off < text.len && text.at[off] == ' ')
		off++;
	return off < text.len && text.at[off] == ':' ? off + 1 : 0;
}

/* Bullets that programs put before a line do not count. */
static bool
begins_line(struct str text, size_t off)
{
	while (off > 0 && strchr(" *-", text.at[off - 1]))
		off--;
	return off == 0 || text.at[off - 1] == '\n';
}

static void
add_candidate(struct block *block, enum form_label label, size_t off,
	size_t end)
{
	struct candidate *at = &block->at[block->n++];

	at->label = label;
	at->off = off;
	at->end = end;
	at->begins = begins_line(flat(block), off);
	at->broken = at->begins && form_seems_broken(block->reader,
		off);
}

static void
find_candidates(struct block *block)
{
	struct str text = flat(block);

	for (size_t off = block->from; off < text.len; off++) {
		if (off > block->from && !strchr(" \n", text.at[off - 1]))
			continue;
		for (int i = 0; i < FORM_LABELS; i++) {
			size_t end = label_end(text, off, form_labels[i]);

			if (end && !strchr(" \n", text.at[off]) &&
			    block->n < CANDIDATES)
				add_candidate(block, (enum form_label)i, off,
					end);
		}
	}
}

/* How sure one is that it was printed; 0: it cannot have been. */
static unsigned
weight(const struct candidate *at, bool joined)
{
	if (!at->begins)
		return joined ? 2 : 0;
	return at->broken ? 3 : 4;
}

/*
 * Mark those that were most likely printed: of all runs in the printed order
 * the one that weighs most. Returns how many they are.
 */
static size_t
find_printed(struct block *block, bool joined)
{
	unsigned best[CANDIDATES];
	size_t before[CANDIDATES], last = block->n, n = 0;

	for (size_t i = 0; i < block->n; i++) {
		unsigned own = weight(&block->at[i], joined);

		best[i] = own;
		before[i] = block->n;
		block->printed[i] = false;
		for (size_t k = 0; own && k < i; k++)
			if (best[k] && block->at[k].label <
				block->at[i].label && best[k] + own > best[i]) {
				best[i] = best[k] + own;
				before[i] = k;
			}
		if (own && (last == block->n || best[i] > best[last]))
			last = i;
	}
	for (; last < block->n; last = before[last], n++)
		block->printed[last] = true;
	return n;
}

/* Those that are no words to fill are taken out. */
static void
settle(struct block *block)
{
	bool joined = false;
	size_t kept = 0;

	if (find_printed(block, false) < FORM_LABELS) {
		joined = find_printed(block, true) == FORM_LABELS;
		if (!joined)
			find_printed(block, false);
	}
	for (size_t i = 0; i < block->n; i++) {
		const struct candidate *at = &block->at[i];

		if (block->printed[i] || (!joined && at->begins &&
		    !at->broken))
			block->at[kept++] = *at;
		else if (at->begins)
			form_name(block->reader, at->off, str_part(flat(block),
				at->off, at->end - at->off), "taken as words "
				"of the text it stands in: with an empty line "
				"before it, it is one to fill");
	}
	block->n = kept;
}

static void
tell_inserted(void *ctx, size_t off, struct str words)
{
	struct block *block = ctx;

	if (block->inserted.len)
		buf_add_char(&block->inserted, ' ');
	buf_add_str(&block->inserted, words);
	form_name(block->reader, block->from + off, words, "this was written "
		"into the paragraph itself: what is to be changed goes behind "
		"change:");
}

/*
 * What was done to the printed text itself. Where it is another paragraph's,
 * the line between the two is gone.
 */
static void
read_text(struct block *block, size_t end)
{
	struct form_reader *reader = block->reader;
	const struct form_teller teller = { tell_inserted, block };
	struct str text = str_part(flat(block), block->from,
		end - block->from);
	bool missing = str_trim(text).len && form_compare(
		buf_str(&reader->typed), text, &teller);

	if (block->inserted.len)
		reader->astray = map_get(&reader->texts,
			buf_str(&block->inserted)) != NULL;
	else if (missing)
		form_name(reader, block->from, text, "words of the paragraph "
			"were taken out: those to go stand behind delete:");
	buf_release(&block->inserted);
}

void
form_read_block(struct form_reader *reader, size_t from, size_t to)
{
	struct block block = { .reader = reader, .from = from, .to = to };
	struct str text = flat(&block);
	size_t printed = form_skip(str_from(text, from),
		buf_str(&reader->typed));

	reader->astray = false;
	reader->first_filing = reader->out->filings_n;
	block.from += printed;
	find_candidates(&block);
	settle(&block);
	block.from = from;
	read_text(&block, block.n ? block.at[0].off : to);
	for (size_t i = 0; i < block.n; i++) {
		size_t end = i + 1 < block.n ? block.at[i + 1].off : to;

		form_take_field(reader, block.at[i].label, block.at[i].end,
			str_part(text, block.at[i].end,
				end - block.at[i].end));
	}
}
