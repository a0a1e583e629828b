/*
 * The brackets of one line and their pairs, from its tokens.
 *
 * Knows one line only: what is left over here is paired across nodes by the
 * doc floor. Cutting a range so that brackets can be put around it is in
 * bracket_cut.c.
 */
#include "adref/text/bracket.h"

#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"

static struct bracket *
add(struct brackets *brackets, const struct token *token)
{
	struct bracket *bracket;

	brackets->at = mem_grow(brackets->at, &brackets->cap,
		brackets->n + 1, sizeof(*brackets->at));
	bracket = brackets->at + brackets->n++;
	*bracket = (struct bracket){
		.off = token->off, .len = token->len, .mate = BRACKET_NONE,
		.depth = 1, .opens = token->kind == TOKEN_OPEN,
		.wide = token->len > 1
	};
	return bracket;
}

/*
 * Pair what is there. The stack is threaded through the mates of openers
 * still open: each holds the opener below it.
 */
static void
pair(struct brackets *brackets)
{
	size_t top = BRACKET_NONE, below;

	for (size_t i = 0; i < brackets->n; i++) {
		struct bracket *here = brackets->at + i;

		if (here->opens) {
			if (top != BRACKET_NONE)
				here->depth = brackets->at[top].depth + 1;
			here->mate = top;
			top = i;
		} else if (top == BRACKET_NONE) {
			brackets->closers++;
		} else {
			below = brackets->at[top].mate;
			here->mate = top;
			here->depth = brackets->at[top].depth;
			brackets->at[top].mate = i;
			top = below;
		}
	}
	for (; top != BRACKET_NONE; top = below) {
		below = brackets->at[top].mate;
		brackets->at[top].mate = BRACKET_NONE;
		brackets->openers++;
	}
}

void
brackets_read(struct brackets *brackets, const struct tokens *tokens,
	struct str line)
{
	(void)line;
	brackets->n = brackets->closers = brackets->openers = 0;
	for (size_t i = 0; i < tokens->n; i++) {
		const struct token *token = tokens->at + i;

		if (token->kind == TOKEN_ATTRIBUTION)
			brackets->at[brackets->n - 1].attr_len = token->len;
		else if (token->kind == TOKEN_OPEN ||
			 token->kind == TOKEN_CLOSE)
			add(brackets, token);
	}
	pair(brackets);
}

void
brackets_read_line(struct brackets *brackets, struct str line)
{
	struct tokens tokens = TOKENS_INIT;

	tokens_read(&tokens, line);
	brackets_read(brackets, &tokens, line);
	tokens_release(&tokens);
}

void
brackets_release(struct brackets *brackets)
{
	free(brackets->at);
	*brackets = (struct brackets)BRACKETS_INIT;
}

static size_t
end_of(const struct bracket *bracket)
{
	return bracket->off + bracket->len + bracket->attr_len;
}

size_t
brackets_around(const struct brackets *brackets, size_t off)
{
	size_t found = BRACKET_NONE;

	for (size_t i = 0; i < brackets->n; i++) {
		const struct bracket *here = brackets->at + i;

		if (here->off > off)
			break;
		if (here->opens && here->mate != BRACKET_NONE &&
		    off < end_of(brackets->at + here->mate))
			found = i;
	}
	return found;
}

size_t
brackets_opener(const struct brackets *brackets, size_t n)
{
	for (size_t i = 0; i < brackets->n; i++)
		if (brackets->at[i].opens && n && !--n)
			return i;
	return BRACKET_NONE;
}

/* Whether the brackets at closer and behind it are `][` of two whole pairs. */
static bool
is_seam(const struct brackets *brackets, size_t closer)
{
	const struct bracket *a = brackets->at + closer, *b = a + 1;

	return closer + 1 < brackets->n && !a->opens && b->opens &&
		a->mate != BRACKET_NONE && b->mate != BRACKET_NONE &&
		end_of(a) == b->off;
}

size_t
brackets_alternatives(const struct brackets *brackets, size_t opener,
	size_t *first)
{
	size_t n = 1, here = opener;

	*first = opener;
	if (brackets->at[opener].mate == BRACKET_NONE)
		return 1;
	while (*first > 0 && is_seam(brackets, *first - 1)) {
		*first = brackets->at[*first - 1].mate;
		n++;
	}
	while (is_seam(brackets, brackets->at[here].mate)) {
		here = brackets->at[here].mate + 1;
		n++;
	}
	return n;
}

static bool
holds_only(struct str str, const char *points)
{
	struct str set = str_of(points);
	size_t off = 0, next;

	for (; off < str.len; off = next) {
		utf8_at(str, off, &next);
		if (str_find(set, 0, str_part(str, off, next - off)) ==
		    set.len)
			return false;
	}
	return true;
}

static bool
begins_folded(struct str str, const char *word)
{
	size_t len = strlen(word);
	struct buf folded = BUF_INIT;
	bool begins;

	utf8_add_folded(&folded, str_part(str, 0, len));
	begins = str_is(buf_str(&folded), word);
	buf_release(&folded);
	if (!begins || str.len == len)
		return begins;
	return utf8_class_of(utf8_at(str, len, NULL)) != UTF8_WORD;
}

bool
bracket_is_blank(struct str inside)
{
	struct str text = str_trim(inside);

	while (str_starts(text, "*"))
		text = str_from(text, 1);
	while (str_ends(text, "*"))
		text = str_part(text, 0, text.len - 1);
	text = str_trim(text);
	if (holds_only(text, " .-_#/–—…●•\xC2\xA0") ||
	    holds_only(text, "X") || holds_only(text, "x"))
		return true;
	if (begins_folded(text, "placeholder"))
		return true;
	return text.len == 3 && (begins_folded(text, "tbd") ||
		begins_folded(text, "tbc"));
}
