/*
 * Places of a line when words of it go: carrying one over to what the line
 * became, where only words that both have say where it is; and what goes with
 * words that are cut.
 */
#include "adref/text/words.h"

/* Where a byte of `was` stands in `now`; false when it is gone. */
static bool
carry_byte(const struct words_diff *diff, size_t byte, size_t *out)
{
	size_t was = 0, now = 0;

	for (size_t i = 0; i < diff->n; i++) {
		const struct words_run *run = &diff->at[i];

		if (run->op == '+') {
			now += run->len;
			continue;
		}
		if (byte < was + run->len) {
			*out = now + (byte - was);
			return run->op == '=';
		}
		was += run->len;
		if (run->op == '=')
			now += run->len;
	}
	return false;
}

/* A place between two bytes: both neighbours stay, and stay neighbours. */
static bool
carry_point(const struct words_diff *diff, struct str was, struct str now,
	size_t off, size_t *out)
{
	size_t before = 0, behind = 0;
	bool has_before = off > 0 && carry_byte(diff, off - 1, &before);
	bool has_behind = off < was.len && carry_byte(diff, off, &behind);

	if (off > 0 && !has_before)
		return false;
	if (off < was.len && !has_behind)
		return false;
	if (off > 0 && off < was.len && before + 1 != behind)
		return false;
	if (off == 0 && off < was.len && behind != 0)
		return false;
	if (off == was.len && off > 0 && before + 1 != now.len)
		return false;
	*out = off < was.len ? behind : now.len;
	return was.len || !now.len;
}

bool
words_carry(struct str was, struct str now, size_t off, size_t len,
	size_t *out)
{
	struct words_diff diff = WORDS_DIFF_INIT;
	size_t last = 0;
	bool stays;

	if (off > was.len || len > was.len - off)
		return false;
	words_diff(&diff, was, now);
	stays = len ? carry_byte(&diff, off, out) &&
		carry_byte(&diff, off + len - 1, &last) &&
		last - *out == len - 1 : carry_point(&diff, was, now, off,
			out);
	for (size_t i = 1; stays && i + 1 < len; i++) {
		size_t at;

		stays = carry_byte(&diff, off + i, &at) && at == *out + i;
	}
	words_diff_release(&diff);
	return stays;
}

size_t
words_cut_end(struct str line, size_t from, size_t to)
{
	bool before = !from || line.at[from - 1] == ' ';

	return before && to < line.len && line.at[to] == ' ' ? to + 1 : to;
}
