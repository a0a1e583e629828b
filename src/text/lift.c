/*
 * Lifting brackets, over the tokens of one line. Whose brackets go is for the
 * caller to say.
 */
#include "adref/text/lift.h"

#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/text/bracket.h"
#include "reading.h"

enum { WORD_MAX = 64 };	/* longer ones are more than a word */

struct lifting {
	struct str line;
	struct tokens tokens;
	struct brackets brackets;
	struct reading reading;
	const char **apart;	/* what goes before each token, or NULL */
	const enum lift *lifts;
	size_t inside;
};

/* Whether the i-th token, a bracket or what hangs on it, goes. */
static bool
bracket_goes(struct lifting *lifting, size_t i, size_t bracket)
{
	bool opens = lifting->tokens.at[i].kind == TOKEN_OPEN;
	enum lift lift = lifting->lifts[bracket];
	bool goes = lifting->inside > 0;

	if (lift == LIFT_WORDS && opens)
		lifting->inside++;
	else if (lift == LIFT_WORDS && lifting->inside)
		lifting->inside--;
	return goes || lift >= LIFT_BRACKET;
}

static void
mark_gone(struct lifting *lifting)
{
	size_t next = 0;	/* the bracket that comes next */
	bool closer_gone = false;

	for (size_t i = 0; i < lifting->tokens.n; i++) {
		enum token_kind kind = lifting->tokens.at[i].kind;
		bool goes = lifting->inside > 0;

		if (kind == TOKEN_OPEN || kind == TOKEN_CLOSE)
			goes = closer_gone = bracket_goes(lifting, i, next++);
		else if (kind == TOKEN_ATTRIBUTION)
			goes = closer_gone ||
				lifting->lifts[next - 1] == LIFT_NAMES;
		if (goes)
			lifting->reading.look[i] |= READING_GONE;
	}
}

static bool
is_gone(const struct lifting *lifting, size_t i)
{
	return lifting->reading.look[i] & READING_GONE;
}

/* The words of an alternative, by either of its brackets; of one without a
 * mate, all there are. */
static struct str
words_of(const struct lifting *lifting, size_t bracket)
{
	const struct bracket *one = &lifting->brackets.at[bracket], *mate;
	size_t from = one->off + one->len;

	if (one->mate == BRACKET_NONE)
		return one->opens ? str_from(lifting->line, from)
			: str_part(lifting->line, 0, one->off);
	mate = &lifting->brackets.at[one->mate];
	if (!one->opens)
		return words_of(lifting, one->mate);
	return str_part(lifting->line, from, mate->off - from);
}

static bool
is_wide(struct str words)
{
	words = str_trim(words);
	return words.len > WORD_MAX || (words.len && memchr(words.at, ' ',
		words.len));
}

/* The opener right behind this closer, or BRACKET_NONE. */
static size_t
next_opener(const struct lifting *lifting, size_t closer)
{
	const struct bracket *all = lifting->brackets.at;
	const struct bracket *end = &all[closer];

	return !end->opens && closer + 1 < lifting->brackets.n &&
		all[closer + 1].opens && end->off + end->len +
		end->attr_len == all[closer + 1].off ? closer + 1
		: BRACKET_NONE;
}

/* What sets all alternatives of this closer's row apart. */
static const char *
sign_of(const struct lifting *lifting, size_t closer)
{
	bool wide = is_wide(words_of(lifting, closer));

	for (size_t at; closer != BRACKET_NONE && !wide &&
	     (at = next_opener(lifting, closer)) != BRACKET_NONE;
	     closer = lifting->brackets.at[at].mate)
		wide = is_wide(words_of(lifting, at));
	return wide ? " / " : "/";
}

/* The token that stays and is next to each one, blanks aside: from the left,
 * or from the right. n: there is none. */
static size_t *
find_kept(const struct lifting *lifting, bool behind)
{
	size_t n = lifting->tokens.n, last = n;
	size_t *kept = mem_new(n, sizeof(*kept));

	for (size_t k = 0; k < n; k++) {
		size_t i = behind ? n - 1 - k : k;

		if (!is_gone(lifting, i) &&
		    lifting->tokens.at[i].kind != TOKEN_BLANK)
			last = i;
		kept[i] = last;
	}
	return kept;
}

/* Whether it is of an alternative's words, or a bracket of it that stays. */
static bool
lies_in(const struct lifting *lifting, size_t token, size_t bracket)
{
	const struct bracket *one = &lifting->brackets.at[bracket];
	struct str words = words_of(lifting, bracket);
	size_t from = (size_t)(words.at - lifting->line.at);
	size_t to = from + words.len;
	size_t off;

	if (token >= lifting->tokens.n || !str_trim(words).len)
		return false;
	off = lifting->tokens.at[token].off;
	if (one->opens)
		from = one->off;
	else
		to = one->off + one->len + one->attr_len;
	return off >= from && off < to;
}

/* No blank is left beside what sets two apart. */
static void
drop_blanks(struct lifting *lifting, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (lifting->tokens.at[i].kind == TOKEN_BLANK)
			lifting->reading.look[i] |= READING_GONE;
}

/* Whether one of the two goes, and neither with its words. */
static bool
run_together(const struct lifting *lifting, size_t closer, size_t opener)
{
	enum lift a = lifting->lifts[closer], b = lifting->lifts[opener];

	return a != LIFT_WORDS && b != LIFT_WORDS &&
		(a == LIFT_BRACKET || b == LIFT_BRACKET);
}

static bool
has_slash(const struct lifting *lifting, size_t before, size_t behind)
{
	const struct token *a = &lifting->tokens.at[before];
	const struct token *b = &lifting->tokens.at[behind];

	return lifting->line.at[a->off + a->len - 1] == '/' ||
		lifting->line.at[b->off] == '/';
}

/*
 * Alternatives, `][`, of which the brackets go: what stood in them would run
 * together. Those of one row are set apart alike.
 */
static void
set_apart(struct lifting *lifting)
{
	size_t *before = find_kept(lifting, false);
	size_t *behind = find_kept(lifting, true), bracket = 0;
	size_t row = BRACKET_NONE;	/* the next opener of the row */
	const char *sign = NULL;

	for (size_t i = 0; i < lifting->tokens.n; i++) {
		enum token_kind kind = lifting->tokens.at[i].kind;
		size_t closer = bracket - 1;

		if (kind != TOKEN_OPEN && kind != TOKEN_CLOSE)
			continue;
		if (!bracket++ || next_opener(lifting, closer) != closer + 1)
			continue;
		if (row != closer + 1)
			sign = sign_of(lifting, closer);
		row = lifting->brackets.at[closer + 1].mate;
		row = row == BRACKET_NONE ? row : row + 1;
		if (!run_together(lifting, closer, closer + 1) ||
		    !lies_in(lifting, before[i - 1], closer) ||
		    !lies_in(lifting, behind[i], closer + 1) ||
		    has_slash(lifting, before[i - 1], behind[i]))
			continue;
		drop_blanks(lifting, before[i - 1], behind[i]);
		lifting->apart[i] = sign;
	}
	free(before);
	free(behind);
}

void
lift_add(struct buf *out, struct str line, const enum lift *lifts,
	size_t *inside)
{
	struct lifting lifting = {
		.line = line, .tokens = TOKENS_INIT, .reading = READING_INIT,
		.brackets = BRACKETS_INIT, .lifts = lifts, .inside = *inside,
	};

	tokens_read(&lifting.tokens, line);
	brackets_read(&lifting.brackets, &lifting.tokens, line);
	reading_read(&lifting.reading, &lifting.tokens);
	lifting.apart = mem_new(lifting.tokens.n, sizeof(*lifting.apart));
	mark_gone(&lifting);
	set_apart(&lifting);
	reading_close_seams(&lifting.reading, &lifting.tokens, line);
	for (size_t i = 0; i < lifting.tokens.n; i++) {
		buf_add_text(out, lifting.apart[i] ? lifting.apart[i] : "");
		if (!is_gone(&lifting, i))
			buf_add_str(out, str_part(line,
				lifting.tokens.at[i].off,
				lifting.tokens.at[i].len));
	}
	*inside = lifting.inside;
	free(lifting.apart);
	reading_release(&lifting.reading);
	brackets_release(&lifting.brackets);
	tokens_release(&lifting.tokens);
}
