/*
 * What keys pass over as one while typing: a character, the mark of a
 * footnote, a closer with the names on it, an escape. So nobody types inside
 * a mark, and no names are left without their bracket.
 */
#include "adref/base/utf8.h"
#include "adref/doc/party.h"
#include "adref/text/token.h"
#include "typing.h"

/* The unit that off is inside of, or at the beginning of. */
struct unit {
	size_t from, to;
};

static bool
is_unit(const struct tokens *tokens, size_t i)
{
	switch (tokens->at[i].kind) {
	case TOKEN_MARK:
	case TOKEN_ESCAPE:
		return true;
	case TOKEN_CLOSE:
		return i + 1 < tokens->n &&
			tokens->at[i + 1].kind == TOKEN_ATTRIBUTION;
	default:
		return false;
	}
}

/* The unit of several characters around off, its end left out; or none. */
static bool
find_unit(struct unit *out, struct str line, size_t off)
{
	struct tokens tokens = TOKENS_INIT;
	bool found = false;

	tokens_read(&tokens, line);
	for (size_t i = 0; i < tokens.n && tokens.at[i].off <= off; i++) {
		const struct token *last = tokens.at + i;

		if (!is_unit(&tokens, i))
			continue;
		last += last->kind == TOKEN_CLOSE;
		*out = (struct unit){ tokens.at[i].off,
			last->off + last->len };
		if ((found = off < out->to))
			break;
	}
	tokens_release(&tokens);
	return found;
}

/* All units end in such a character, and begin with one. */
static bool
may_be_edge(struct str line, size_t off)
{
	return off < line.len && utf8_class_of(utf8_at(line, off, NULL)) ==
		UTF8_SIGN;
}

size_t
typing_prev(struct str line, size_t off)
{
	size_t prev = utf8_prev(line, off);
	struct unit unit;

	return may_be_edge(line, prev) && find_unit(&unit, line, prev)
		? unit.from : prev;
}

size_t
typing_next(struct str line, size_t off)
{
	struct unit unit;

	return may_be_edge(line, off) && find_unit(&unit, line, off)
		? unit.to : utf8_next(line, off);
}

size_t
typing_edge(struct str line, size_t off, bool behind)
{
	struct unit unit;

	if (!find_unit(&unit, line, off) || off == unit.from)
		return off;
	return behind ? unit.to : unit.from;
}

void
typing_say_names(struct session *session, struct str gone)
{
	struct tokens tokens = TOKENS_INIT;
	struct buf names = BUF_INIT, key = BUF_INIT;

	tokens_read(&tokens, gone);
	for (size_t i = 0; i < tokens.n; i++) {
		if (tokens.at[i].kind != TOKEN_ATTRIBUTION)
			continue;
		buf_add_text(&names, names.len ? "; " : "");
		party_add_stances(&names, str_part(gone, tokens.at[i].off,
			tokens.at[i].len));
	}
	keymap_add_key(&key, &session->keymap, KEYS_TYPING, "type-undo");
	if (names.len)
		session_say(session, MESSAGE_HINT, "the names on the brackets "
			"went with them: %s. %s brings them back",
			buf_text(&names), buf_text(&key));
	tokens_release(&tokens);
	buf_release(&names);
	buf_release(&key);
}
