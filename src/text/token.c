/*
 * A line of native source into tokens: the one place where characters get a
 * meaning.
 *
 * One pass from left to right. Whether a `[` opens a link is known only at its
 * `](dest)`, so the open ones are kept on a stack and the nearest is renamed
 * then. Must stay linear for any line: nothing is looked for from a place that
 * was looked from before.
 */
#include "adref/text/token.h"

#include <assert.h>
#include <stdlib.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "adref/text/attribution.h"

/* One `(` and where its `)` is, 0 when a blank or the end comes first. */
struct paren {
	size_t open, close;
};

struct reader {
	struct tokens *out;
	struct str line;
	size_t off;
	size_t *open;		/* tokens: brackets without a mate so far */
	size_t open_n, open_cap;
	struct paren *paren;	/* those behind the first `](` */
	size_t paren_n, paren_cap, paren_at;
	bool parens_known;
};

static bool
is_punctuation(char c)
{
	return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') ||
		(c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}

static bool
is_alnum(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		(c >= '0' && c <= '9');
}

static bool
is_ascii(char c)
{
	return (unsigned char)c < 0x80;
}

static bool
is_wide_bracket(struct str line, size_t off)
{
	return line.len - off >= 3 && line.at[off] == '\xEF' &&
		line.at[off + 1] == '\xBC' &&
		(line.at[off + 2] == '\xBB' || line.at[off + 2] == '\xBD');
}

static enum utf8_class
class_at(struct str line, size_t off, size_t *next)
{
	char c = line.at[off];

	if (!is_ascii(c))
		return utf8_class_of(utf8_at(line, off, next));
	*next = off + 1;
	if (is_alnum(c))
		return UTF8_WORD;
	return c == ' ' || (c >= '\t' && c <= '\r') ? UTF8_BLANK : UTF8_SIGN;
}

/*
 * The end of the cluster at off. A sign that joins what follows it (U+0600)
 * must not take a bracket with it, so a cluster ends before such characters.
 */
static size_t
cluster_end(struct str line, size_t off)
{
	size_t end;

	if (is_ascii(line.at[off]) &&
	    (off + 1 == line.len || is_ascii(line.at[off + 1])))
		return off + 1;
	end = utf8_next(line, off);
	for (size_t i = off + 1; i < end; i++)
		if (is_ascii(line.at[i]) || is_wide_bracket(line, i))
			return i;
	return end;
}

static void
push(struct reader *reader, enum token_kind kind, size_t len)
{
	struct tokens *out = reader->out;

	out->at = mem_grow(out->at, &out->cap, out->n + 1, sizeof(*out->at));
	out->at[out->n++] = (struct token){ kind, reader->off, len };
	reader->off += len;
}

static void
open_push(struct reader *reader, size_t len)
{
	reader->open = mem_grow(reader->open, &reader->open_cap,
		reader->open_n + 1, sizeof(*reader->open));
	reader->open[reader->open_n++] = reader->out->n;
	push(reader, TOKEN_OPEN, len);
}

static size_t
label_len(struct str str, size_t off)
{
	size_t end = off;

	while (end < str.len && (str.at[end] == '-' ||
	       (str.at[end] >= 'a' && str.at[end] <= 'z') ||
	       (str.at[end] >= '0' && str.at[end] <= '9')))
		end++;
	return end - off;
}

/* Length of the `[^label]` at off, or 0. */
static size_t
mark_len(struct str line, size_t off)
{
	size_t len;

	if (off + 1 >= line.len || line.at[off + 1] != '^')
		return 0;
	len = label_len(line, off + 2);
	if (!len || off + 2 + len >= line.len || line.at[off + 2 + len] != ']')
		return 0;
	return len + 3;
}

/* A blank ends every destination begun: none of these has an end. */
static void
parens_forget(struct reader *reader, size_t *top)
{
	while (*top != (size_t)-1) {
		struct paren *paren = reader->paren + *top;

		*top = paren->close;
		paren->close = 0;
	}
}

/*
 * Find the mates of all parentheses from off on, in one pass; until its mate
 * is found, `close` of each holds the one below it on the stack.
 */
static void
parens_read(struct reader *reader, size_t off)
{
	struct str line = reader->line;
	size_t top = (size_t)-1, next;

	reader->parens_known = true;
	for (; off < line.len; off = next) {
		if (class_at(line, off, &next) == UTF8_BLANK) {
			parens_forget(reader, &top);
		} else if (line.at[off] == '\\' && next < line.len &&
			   is_punctuation(line.at[next])) {
			next++;
		} else if (line.at[off] == '(') {
			reader->paren = mem_grow(reader->paren,
				&reader->paren_cap, reader->paren_n + 1,
				sizeof(*reader->paren));
			reader->paren[reader->paren_n] =
				(struct paren){ off, top };
			top = reader->paren_n++;
		} else if (line.at[off] == ')' && top != (size_t)-1) {
			size_t below = reader->paren[top].close;

			reader->paren[top].close = off;
			top = below;
		}
	}
	parens_forget(reader, &top);
}

bool
token_is_destination(struct str str)
{
	return str_starts(str, "(#") || str_starts(str, "(/") ||
		str_starts(str, "(http:") || str_starts(str, "(https:") ||
		str_starts(str, "(mailto:");
}

/* Length of the `(dest)` at off, or 0. Asked for rising offsets only. */
static size_t
destination_len(struct reader *reader, size_t off)
{
	if (!token_is_destination(str_from(reader->line, off)))
		return 0;
	if (!reader->parens_known)
		parens_read(reader, off);
	while (reader->paren_at < reader->paren_n &&
	       reader->paren[reader->paren_at].open < off)
		reader->paren_at++;
	if (reader->paren_at == reader->paren_n ||
	    reader->paren[reader->paren_at].open != off ||
	    !reader->paren[reader->paren_at].close)
		return 0;
	return reader->paren[reader->paren_at].close - off + 1;
}

static void
read_close(struct reader *reader, size_t len)
{
	size_t tail = 0;

	if (reader->open_n) {
		struct token *mate = reader->out->at +
			reader->open[--reader->open_n];

		if (len == 1 && mate->len == 1)
			tail = destination_len(reader, reader->off + 1);
		if (tail)
			mate->kind = TOKEN_LINK_OPEN;
	}
	push(reader, tail ? TOKEN_LINK_CLOSE : TOKEN_CLOSE, len + tail);
	if (tail)
		return;
	len = attribution_len(str_from(reader->line, reader->off));
	if (len)
		push(reader, TOKEN_ATTRIBUTION, len);
}

/* Length of the apostrophe or hyphen at off that may stand in a word, or 0. */
static size_t
joiner_len(struct str line, size_t off)
{
	char c = line.at[off];

	if (c == '\'' || c == '-')
		return 1;
	if (c == '\xE2' && line.len - off >= 3 && line.at[off + 1] == '\x80' &&
	    (line.at[off + 2] == '\x99' || line.at[off + 2] == '\x90' ||
	     line.at[off + 2] == '\x91'))
		return 3;
	return 0;
}

/* Whether a word may go on with the character at off. */
static bool
goes_on(struct str line, size_t off)
{
	size_t next;

	if (off >= line.len || class_at(line, off, &next) != UTF8_WORD)
		return false;
	return is_ascii(line.at[off]) ||
		!utf8_is_ideograph(utf8_at(line, off, NULL));
}

static void
read_word(struct reader *reader)
{
	struct str line = reader->line;
	size_t end = cluster_end(line, reader->off);
	size_t joiner;

	if (!goes_on(line, reader->off)) {	/* an ideograph */
		push(reader, TOKEN_WORD, end - reader->off);
		return;
	}
	while (end < line.len) {
		/* Most of a word: nothing joins a letter but what follows. */
		while (end + 1 < line.len && is_alnum(line.at[end]) &&
		       is_ascii(line.at[end + 1]))
			end++;
		joiner = joiner_len(line, end);
		if (!goes_on(line, end + joiner))
			break;
		end = cluster_end(line, end + joiner);
	}
	push(reader, TOKEN_WORD, end - reader->off);
}

static void
read_blank(struct reader *reader)
{
	size_t end = reader->off, next;

	while (end < reader->line.len &&
	       class_at(reader->line, end, &next) == UTF8_BLANK)
		end = next;
	push(reader, TOKEN_BLANK, end - reader->off);
}

/* Words, blanks and signs. */
static void
read_text(struct reader *reader)
{
	size_t next;

	switch (class_at(reader->line, reader->off, &next)) {
	case UTF8_WORD:
		read_word(reader);
		break;
	case UTF8_BLANK:
		read_blank(reader);
		break;
	default:
		push(reader, TOKEN_SIGN,
			cluster_end(reader->line, reader->off) - reader->off);
	}
}

/* A full-width bracket, the one non-ASCII character with a meaning. */
static void
read_wide(struct reader *reader)
{
	if (reader->line.at[reader->off + 2] == '\xBB')
		open_push(reader, 3);
	else
		read_close(reader, 3);
}

static void
read_token(struct reader *reader)
{
	struct str line = reader->line;
	char c = line.at[reader->off];
	char next = reader->off + 1 < line.len ? line.at[reader->off + 1] : 0;
	size_t mark;

	if (c == '\\' && is_punctuation(next)) {
		push(reader, TOKEN_ESCAPE, 2);
	} else if (c == '[') {
		mark = mark_len(line, reader->off);
		if (mark)
			push(reader, TOKEN_MARK, mark);
		else
			open_push(reader, 1);
	} else if (c == ']') {
		read_close(reader, 1);
	} else if (c == '*') {
		push(reader, TOKEN_STAR, next == '*' ? 2 : 1);
	} else if (is_wide_bracket(line, reader->off)) {
		read_wide(reader);
	} else {
		read_text(reader);
	}
}

void
tokens_read(struct tokens *tokens, struct str line)
{
	struct reader reader = { .out = tokens, .line = line };

	tokens->n = 0;
	/* A word and its blank are six bytes: room for all, mostly. */
	tokens->at = mem_grow(tokens->at, &tokens->cap, line.len / 3 + 1,
		sizeof(*tokens->at));
	while (reader.off < line.len)
		read_token(&reader);
	assert(reader.off == line.len);
	free(reader.open);
	free(reader.paren);
}

void
tokens_release(struct tokens *tokens)
{
	free(tokens->at);
	*tokens = (struct tokens)TOKENS_INIT;
}

struct str
token_label(struct str line, const struct token *token)
{
	assert(token->kind == TOKEN_MARK);
	return str_part(line, token->off + 2, token->len - 3);
}

bool
label_is_valid(struct str str)
{
	return str.len && label_len(str, 0) == str.len;
}
