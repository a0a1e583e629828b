/*
 * Lifting brackets, over the tokens of one line. Whose brackets go is for the
 * caller to say.
 */
#include "adref/text/lift.h"

#include "reading.h"

struct lifting {
	struct tokens tokens;
	struct reading reading;
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

void
lift_add(struct buf *out, struct str line, const enum lift *lifts,
	size_t *inside)
{
	struct lifting lifting = {
		.tokens = TOKENS_INIT, .reading = READING_INIT,
		.lifts = lifts, .inside = *inside,
	};

	tokens_read(&lifting.tokens, line);
	reading_read(&lifting.reading, &lifting.tokens);
	mark_gone(&lifting);
	reading_close_seams(&lifting.reading, &lifting.tokens, line);
	for (size_t i = 0; i < lifting.tokens.n; i++)
		if (!(lifting.reading.look[i] & READING_GONE))
			buf_add_str(out, str_part(line,
				lifting.tokens.at[i].off,
				lifting.tokens.at[i].len));
	*inside = lifting.inside;
	reading_release(&lifting.reading);
	tokens_release(&lifting.tokens);
}
