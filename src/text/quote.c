/*
 * Backslashes where foreign text would otherwise be read as something else.
 *
 * What is quoted is always the second character of a construct (`^` of a mark,
 * `(` of a link, `{` of an attribution), so that brackets stay brackets.
 */
#include "adref/text/quote.h"

#include "adref/text/attribution.h"
#include "adref/text/token.h"

enum { ID_LEN = 8 };

static bool
is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool
is_punctuation(char c)
{
	return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') ||
		(c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}

static bool
is_label_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
}

/* Length of the `^label]` str begins with, or 0. */
static size_t
mark_tail(struct str str)
{
	size_t end = 1;

	if (!str_starts(str, "^"))
		return 0;
	while (end < str.len && is_label_char(str.at[end]))
		end++;
	return end > 1 && end < str.len && str.at[end] == ']' ? end + 1 : 0;
}

/* Whether rest, which stands behind what is in out, has to be quoted. */
static bool
needs_quote(const struct buf *out, struct str rest)
{
	struct str before = buf_str(out);

	switch (rest.at[0]) {
	case '*':
		return true;
	case '\\':
		return rest.len == 1 || is_punctuation(rest.at[1]);
	case '^':
		return str_ends(before, "[") && mark_tail(rest);
	case '(':
		return str_ends(before, "]") && token_is_destination(rest);
	case '{':
		return (str_ends(before, "]") || str_ends(before, "］")) &&
			attribution_len(rest);
	default:
		return false;
	}
}

static void
add_folded(struct buf *out, struct str plain)
{
	for (size_t off = 0; off < plain.len; off++) {
		bool blank = is_blank(plain.at[off]);

		if (!blank || !off || !is_blank(plain.at[off - 1]))
			buf_add_char(out, blank ? ' ' : plain.at[off]);
	}
}

/* Folded first: `{IND  EU}` is an attribution when it has one blank. */
void
quote_add_plain(struct buf *out, struct str plain)
{
	struct buf folded = BUF_INIT;
	struct str rest;

	add_folded(&folded, plain);
	rest = buf_str(&folded);
	for (; rest.len; rest = str_from(rest, 1)) {
		if (needs_quote(out, rest))
			buf_add_char(out, '\\');
		buf_add_char(out, *rest.at);
	}
	buf_release(&folded);
}

/* Where the character is that makes another block of source; len if none. */
static size_t
block_mark(struct str source)
{
	size_t off = 0;

	if (str_starts(source, "[^")) {
		size_t colon = 1 + mark_tail(str_from(source, 1));

		return colon > 1 && colon < source.len &&
			source.at[colon] == ':' ? colon : source.len;
	}
	if (str_starts(source, "|"))
		return 0;
	if (str_starts(source, "-"))
		off = 1;
	while (!str_starts(source, "-") && off < source.len &&
	       source.at[off] == '#')
		off++;
	return off && (off == source.len || is_blank(source.at[off])) ?
		0 : source.len;
}

static bool
is_id(struct str str)
{
	for (size_t i = 0; i < str.len; i++) {
		char c = str.at[i];

		if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z')) ||
		    c == 'i' || c == 'l' || c == 'o' || c == 'u')
			return false;
	}
	return str.len == ID_LEN;
}

static bool
is_status(struct str str)
{
	if (str.len < 2 || str.at[0] != '.')
		return false;
	for (size_t i = 1; i < str.len; i++)
		if (!is_label_char(str.at[i]))
			return false;
	return true;
}

/* Whether str is what an id looks like: `{#ID( .STATUS)?( same-as=ID)?}`. */
static bool
is_id_block(struct str str)
{
	struct str rest = str_part(str, 2, str.len - 3);
	size_t blank;

	if (!str_starts(str, "{#") || !is_id(str_part(rest, 0, ID_LEN)))
		return false;
	rest = str_from(rest, ID_LEN);
	if (str_starts(rest, " .")) {
		blank = str_find(rest, 1, str_of(" "));
		if (!is_status(str_part(rest, 1, blank - 1)))
			return false;
		rest = str_from(rest, blank);
	}
	if (str_starts(rest, " same-as="))
		return is_id(str_from(rest, 9));
	return !rest.len;
}

/* Where the id block at the end of source begins; len when there is none. */
static size_t
id_block(struct str source)
{
	size_t off = source.len;

	if (!str_ends(source, "}"))
		return source.len;
	while (off > 0 && source.at[off - 1] != '{')
		off--;
	if (!off || (off > 1 && source.at[off - 2] != ' '))
		return source.len;
	return is_id_block(str_from(source, off - 1)) ? off - 1 : source.len;
}

static bool
is_line_end(char c)
{
	return c == '\n' || c == '\r';
}

/* Append source with each line end, and the blanks around it, as a blank. */
static void
add_joined(struct buf *out, struct str source)
{
	for (size_t off = 0; off < source.len;) {
		size_t end = off;
		bool joins = false;

		while (end < source.len && is_blank(source.at[end]))
			joins |= is_line_end(source.at[end++]);
		if (joins)
			buf_add_char(out, ' ');
		else
			buf_add(out, source.at + off, end - off);
		if (end < source.len)
			buf_add_char(out, source.at[end++]);
		off = end;
	}
}

void
quote_add_line(struct buf *out, struct str source)
{
	struct buf joined = BUF_INIT;
	struct str line;
	size_t block, id;

	add_joined(&joined, str_trim(source));
	line = buf_str(&joined);
	block = block_mark(line);
	id = id_block(line);
	if (block < line.len) {
		buf_add_str(out, str_part(line, 0, block));
		buf_add_char(out, '\\');
	} else {
		block = 0;
	}
	buf_add_str(out, str_part(line, block, id - block));
	if (id < line.len)
		buf_add_char(out, '\\');
	buf_add_str(out, str_from(line, id));
	buf_release(&joined);
}
