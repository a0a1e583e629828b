/*
 * Slices of bytes: comparing, searching, cutting into lines and words. What
 * it must not do: allocate, write to the bytes, or know about characters
 * beyond ASCII (that is utf8.c).
 */
#include "adref/base/str.h"

#include <ctype.h>
#include <string.h>

struct str
str_of(const char *text)
{
	return str_make(text, text ? strlen(text) : 0);
}

struct str
str_make(const char *at, size_t len)
{
	struct str str = { at, len };

	return str;
}

struct str
str_from(struct str str, size_t off)
{
	return str_part(str, off, str.len);
}

struct str
str_part(struct str str, size_t off, size_t len)
{
	if (off > str.len)
		off = str.len;
	if (len > str.len - off)
		len = str.len - off;
	/* NULL + 0 is undefined, and an empty slice may be NULL. */
	return str_make(off ? str.at + off : str.at, len);
}

/* memcmp() may not be given NULL, not even for no bytes. */
static bool
same_bytes(const char *a, const char *b, size_t len)
{
	return !len || !memcmp(a, b, len);
}

bool
str_is(struct str str, const char *text)
{
	return str_same(str, str_of(text));
}

bool
str_is_any_case(struct str str, const char *text)
{
	struct str other = str_of(text);

	if (str.len != other.len)
		return false;
	for (size_t i = 0; i < str.len; i++)
		if (tolower((unsigned char)str.at[i]) !=
		    tolower((unsigned char)other.at[i]))
			return false;
	return true;
}

bool
str_same(struct str a, struct str b)
{
	return a.len == b.len && same_bytes(a.at, b.at, a.len);
}

int
str_order(struct str a, struct str b)
{
	size_t len = a.len < b.len ? a.len : b.len;
	int order = len ? memcmp(a.at, b.at, len) : 0;

	if (order)
		return order;
	return (a.len > b.len) - (a.len < b.len);
}

uint64_t
str_hash(struct str str)
{
	uint64_t hash = 14695981039346656037ULL;

	for (size_t i = 0; i < str.len; i++)
		hash = (hash ^ (unsigned char)str.at[i]) * 1099511628211ULL;
	return hash;
}

bool
str_starts(struct str str, const char *with)
{
	struct str head = str_of(with);

	return str.len >= head.len && same_bytes(str.at, head.at, head.len);
}

bool
str_ends(struct str str, const char *with)
{
	struct str tail = str_of(with);

	return str.len >= tail.len &&
		str_same(str_from(str, str.len - tail.len), tail);
}

size_t
str_find(struct str str, size_t off, struct str what)
{
	const char *at, *last;

	if (off > str.len || what.len > str.len - off)
		return str.len;
	if (!what.len)
		return off;
	last = str.at + (str.len - what.len);
	for (at = str.at + off; at <= last; at++) {
		at = memchr(at, what.at[0], (size_t)(last - at) + 1);
		if (!at)
			break;
		if (!memcmp(at, what.at, what.len))
			return (size_t)(at - str.at);
	}
	return str.len;
}

size_t
str_count(struct str str, struct str what)
{
	size_t n = 0, off = 0;

	if (!what.len)
		return 0;
	while ((off = str_find(str, off, what)) < str.len) {
		off += what.len;
		n++;
	}
	return n;
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

struct str
str_trim(struct str str)
{
	size_t off = 0;

	while (off < str.len && is_blank(str.at[off]))
		off++;
	while (str.len > off && is_blank(str.at[str.len - 1]))
		str.len--;
	return str_from(str, off);
}

bool
str_line(struct str *rest, struct str *line)
{
	const char *end;

	if (!rest->len)
		return false;
	end = memchr(rest->at, '\n', rest->len);
	if (!end) {
		*line = *rest;
		*rest = str_from(*rest, rest->len);
		return true;
	}
	*line = str_make(rest->at, (size_t)(end - rest->at));
	*rest = str_from(*rest, line->len + 1);
	if (line->len && line->at[line->len - 1] == '\r')
		line->len--;
	return true;
}

bool
str_word(struct str *rest, struct str *word)
{
	size_t from = 0, to;

	while (from < rest->len && is_blank(rest->at[from]))
		from++;
	for (to = from; to < rest->len && !is_blank(rest->at[to]); to++)
		;
	*word = str_part(*rest, from, to - from);
	*rest = str_from(*rest, to);
	return word->len > 0;
}
