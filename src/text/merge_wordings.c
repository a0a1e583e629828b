/*
 * What a side says in a place where two changes meet: one wording; or, where
 * it has a group of wordings there that the base had not, each of them. A
 * group that is a part of the place only is told apart by who wants what: the
 * place as it reads for each party. Who wants the words of a new pair out says
 * nothing there.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "merge_inside.h"

enum { VOICES_MAX = 16 };

struct wording *
merge_wordings_add(struct wordings *all, struct str text)
{
	for (size_t i = 0; i < all->n; i++)
		if (str_same(buf_str(&all->at[i].text), text))
			return &all->at[i];
	all->at = mem_grow(all->at, &all->cap, all->n + 1, sizeof(*all->at));
	all->at[all->n] = (struct wording){ .text = BUF_INIT };
	buf_add_str(&all->at[all->n].text, text);
	return &all->at[all->n++];
}

void
merge_add_stance(struct attribution *to, const struct stance *stance)
{
	struct str code = str_of(stance->code);

	if (stance->sign != '+' || !attribution_has(to, '-', code))
		attribution_add(to, stance->sign, code);
}

void
merge_add_stances(struct attribution *to, const struct attribution *from)
{
	for (size_t i = 0; i < from->n; i++)
		merge_add_stance(to, &from->at[i]);
}

void
merge_wordings_add_like(struct wordings *all, const struct wording *from,
	struct str text)
{
	struct wording *to = merge_wordings_add(all, text);

	merge_add_stances(&to->who, &from->who);
	to->bracketed |= from->bracketed;
	to->stays |= from->stays;
	to->of |= from->of;
}

static void
wording_release(struct wording *wording)
{
	buf_release(&wording->text);
	attribution_release(&wording->who);
}

void
merge_wordings_drop(struct wordings *all, size_t i)
{
	wording_release(&all->at[i]);
	memmove(&all->at[i], &all->at[i + 1],
		(all->n - i - 1) * sizeof(*all->at));
	all->n--;
}

void
merge_wordings_release(struct wordings *all)
{
	for (size_t i = 0; i < all->n; i++)
		wording_release(&all->at[i]);
	free(all->at);
	*all = (struct wordings){ NULL, 0, 0 };
}

/* The pairs that stand in a place. */
static struct span *
spans_inside(const struct voice *voice, size_t *n)
{
	const struct parted *line = &voice->half->line;
	struct span *out = mem_new(line->n + 1, sizeof(*out));

	*n = 0;
	for (size_t i = 0; i < line->n; i++)
		if (span_is_inside(&line->at[i], &voice->range))
			out[(*n)++] = line->at[i];
	return out;
}

static void
write_range(struct buf *out, const struct voice *voice, size_t from,
	size_t to)
{
	size_t n;
	struct span *spans = spans_inside(voice, &n);

	spans_write(out, buf_str(&voice->half->line.words), spans, n, from,
		to);
	free(spans);
}

/* What a pair holds, without the pair. */
static void
write_inside(struct buf *out, const struct voice *voice,
	const struct span *span)
{
	size_t n;
	struct span *spans = spans_inside(voice, &n);

	for (size_t i = 0; i < n; i++)
		if (spans[i].from == span->from && spans[i].to == span->to) {
			spans[i].from = spans[i].to = PARTED_NONE;
			break;
		}
	spans_write(out, buf_str(&voice->half->line.words), spans, n,
		span->from, span->to);
	free(spans);
}

/* Those whose acts changed the words of the place want what is there. */
static void
add_hands(struct attribution *who, const struct voice *voice, uint64_t hands)
{
	for (size_t i = 0; i < voice->half->hands.n; i++) {
		size_t hand = i < MERGE_STEPS_MAX ? i : MERGE_STEPS_MAX - 1;
		const char *party = voice->half->hands.steps[i].party;

		if (hands >> hand & 1)
			attribution_add(who, '+',
				str_of(party && *party ? party : "CHAIR"));
	}
}

/* Whose acts changed the words of a span. */
static uint64_t
hands_in(const struct half *half, const struct span *span)
{
	uint64_t hands = 0;

	for (size_t i = 0; i < half->edits.n; i++)
		if (half->edits.at[i].at < span->to &&
		    half->edits.at[i].end > span->from)
			hands |= half->edits.at[i].hands;
	return hands;
}

/* Those who changed the words of a pair want them, where nobody does yet and
 * they say nothing else of it. */
static void
add_hands_of_words(struct attribution *who, const struct voice *voice,
	const struct span *span)
{
	struct attribution hands = ATTRIBUTION_INIT;

	add_hands(&hands, voice, voice->hands & hands_in(voice->half, span));
	for (size_t i = 0; i < hands.n && !attribution_count(who, '+'); i++) {
		bool says = false;

		for (size_t k = 0; k < who->n; k++)
			says |= strcmp(who->at[k].code, hands.at[i].code) == 0;
		if (says)
			attribution_drop(&hands, '+',
				str_of(hands.at[i--].code));
	}
	if (!attribution_count(who, '+'))
		merge_add_stances(who, &hands);
	attribution_release(&hands);
}

/* Pairs one behind the other: at[from … to) of the outermost of a place. */
struct run {
	size_t from, to;
};

struct outermost {
	struct span *at;
	size_t n;
};

static struct outermost
list_outermost(const struct voice *voice)
{
	struct outermost out;
	size_t n, kept = 0, end = 0;

	out.at = spans_inside(voice, &n);
	for (size_t i = 0; i < n; i++) {
		if (kept && out.at[i].to <= end)
			continue;
		end = out.at[i].to;
		out.at[kept++] = out.at[i];
	}
	out.n = kept;
	return out;
}

static struct run
next_run(const struct voice *voice, const struct outermost *spans,
	size_t from)
{
	struct str words = buf_str(&voice->half->line.words);
	struct run run = { from, from + 1 };

	while (run.to < spans->n && parted_is_seam(words,
		spans->at[run.to - 1].to, spans->at[run.to].from))
		run.to++;
	return run;
}

/* Of a new pair, who wants its words out says nothing there. */
static void
take_pair(struct voice *voice, const struct span *span)
{
	struct attribution who = ATTRIBUTION_INIT;
	struct buf text = BUF_INIT;
	struct wording *wording;

	write_inside(&text, voice, span);
	if (span->who.len)
		attribution_read(&who, span->who);
	add_hands_of_words(&who, voice, span);
	for (size_t i = 0; i < who.n && span->twin == PARTED_NONE;) {
		struct str code = str_of(who.at[i].code);

		if (who.at[i].sign != '-') {
			i++;
			continue;
		}
		wording = merge_wordings_add(&voice->all, str_of(""));
		attribution_add(&wording->who, '+', code);
		attribution_drop(&who, '-', code);
	}
	wording = merge_wordings_add(&voice->all, str_trim(buf_str(&text)));
	merge_add_stances(&wording->who, &who);
	wording->bracketed = true;
	attribution_release(&who);
	buf_release(&text);
}

static void
take_plain(struct voice *voice)
{
	struct wording *wording = merge_wordings_add(&voice->all,
		str_trim(buf_str(&voice->text)));

	add_hands(&wording->who, voice, voice->hands);
}

/* Who says what in a group. */
struct saying {
	char code[CODE_MAX + 1];
	size_t run;		/* which group */
	size_t span;		/* PARTED_NONE: nothing */
};
struct sayings {
	struct saying *at;
	size_t n, cap;
	bool mixed;		/* one says two things, or somebody is not
				 * known: they cannot be told apart */
};

static const struct saying *
find_saying(const struct sayings *all, const char *code, size_t run)
{
	for (size_t i = 0; i < all->n; i++)
		if (all->at[i].run == run &&
		    strcmp(all->at[i].code, code) == 0)
			return &all->at[i];
	return NULL;
}

static void
add_saying(struct sayings *all, const char *code, size_t run, size_t span)
{
	const struct saying *there = find_saying(all, code, run);
	struct saying *saying;

	if (there) {
		all->mixed |= there->span != span;
		return;
	}
	all->at = mem_grow(all->at, &all->cap, all->n + 1, sizeof(*all->at));
	saying = &all->at[all->n++];
	*saying = (struct saying){ .run = run, .span = span };
	memcpy(saying->code, code, sizeof(saying->code));
}

static void
read_span(struct sayings *all, const struct outermost *spans, size_t index,
	size_t run)
{
	const struct span *span = &spans->at[index];
	struct attribution who = ATTRIBUTION_INIT;
	bool wanted = false;

	if (span->who.len)
		attribution_read(&who, span->who);
	for (size_t i = 0; i < who.n; i++) {
		if (who.at[i].sign == '+')
			add_saying(all, who.at[i].code, run, index);
		else if (who.at[i].sign == '-')
			add_saying(all, who.at[i].code, run, PARTED_NONE);
		wanted |= who.at[i].sign == '+';
	}
	all->mixed |= !wanted;
	attribution_release(&who);
}

/* Several beside each other, or one that somebody wants out; and new. */
static bool
is_group(const struct outermost *spans, const struct run *run)
{
	bool group = run->to - run->from > 1;

	for (size_t i = run->from; i < run->to; i++) {
		if (spans->at[i].twin != PARTED_NONE)
			return false;
		for (size_t k = 0; k < spans->at[i].who.len; k++)
			group |= spans->at[i].who.at[k] == '-' &&
				strchr("{ ", spans->at[i].who.at[k - 1]);
	}
	return group;
}

static void
read_sayings(struct sayings *out, const struct voice *voice,
	const struct outermost *spans)
{
	struct run run;

	for (size_t i = 0; i < spans->n; i = run.to) {
		run = next_run(voice, spans, i);
		for (size_t k = run.from; is_group(spans, &run) &&
		     k < run.to; k++)
			read_span(out, spans, k, run.from);
	}
}

/* The place as it reads for one party. */
static void
write_as(struct buf *out, const struct voice *voice,
	const struct outermost *spans, const struct sayings *sayings,
	const char *code)
{
	struct str words = buf_str(&voice->half->line.words);
	size_t at = voice->range.from;
	struct run run;

	for (size_t i = 0; i < spans->n; i = run.to) {
		const struct saying *saying = find_saying(sayings, code, i);

		run = next_run(voice, spans, i);
		if (!saying)
			continue;
		write_range(out, voice, at, spans->at[i].from);
		at = spans->at[run.to - 1].to;
		if (saying->span != PARTED_NONE)
			write_inside(out, voice, &spans->at[saying->span]);
		else if (at < voice->range.to && words.at[at] == ' ' &&
			 (!out->len || str_ends(buf_str(out), " ")))
			at++;
	}
	write_range(out, voice, at, voice->range.to);
}

static bool
take_sayings(struct voice *voice, const struct outermost *spans)
{
	struct sayings sayings = { NULL, 0, 0, false };
	bool taken;

	read_sayings(&sayings, voice, spans);
	taken = sayings.n && sayings.n <= VOICES_MAX && !sayings.mixed;
	for (size_t i = 0; taken && i < sayings.n; i++) {
		struct buf text = BUF_INIT;
		struct wording *wording;

		write_as(&text, voice, spans, &sayings, sayings.at[i].code);
		wording = merge_wordings_add(&voice->all,
			str_trim(buf_str(&text)));
		attribution_add(&wording->who, '+',
			str_of(sayings.at[i].code));
		buf_release(&text);
	}
	free(sayings.at);
	return taken;
}

/* Whether pairs in a row, and blanks around them, are all there is. */
static bool
is_all_group(const struct voice *voice, const struct outermost *spans)
{
	struct str words = buf_str(&voice->half->line.words);
	struct range all = voice->range;

	while (all.from < all.to && parted_is_blank(words.at[all.from]))
		all.from++;
	while (all.from < all.to && parted_is_blank(words.at[all.to - 1]))
		all.to--;
	return spans->n && next_run(voice, spans, 0).to == spans->n &&
		spans->at[0].from == all.from &&
		spans->at[spans->n - 1].to == all.to;
}

void
merge_voice_list(struct voice *voice)
{
	struct outermost spans = list_outermost(voice);

	if (is_all_group(voice, &spans))
		for (size_t i = 0; i < spans.n; i++)
			take_pair(voice, &spans.at[i]);
	else if (!take_sayings(voice, &spans))
		take_plain(voice);
	free(spans.at);
}

void
merge_voice_read(struct voice *voice, const struct half *half,
	const struct range *range, uint64_t hands)
{
	*voice = (struct voice){ .half = half, .range = *range,
		.hands = hands };
	write_range(&voice->text, voice, range->from, range->to);
}

void
merge_voice_release(struct voice *voice)
{
	buf_release(&voice->text);
	merge_wordings_release(&voice->all);
}
