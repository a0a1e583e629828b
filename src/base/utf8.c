/*
 * Bytes to code points and back: RFC 3629, nothing overlong, no surrogates,
 * nothing past U+10FFFF. Clusters are in utf8_cluster.c, what is shown in
 * utf8_show.c, what is compared in utf8_fold.c. What it must not do: decide
 * anything about a character beyond its number.
 */
#include "adref/base/utf8.h"

#include <string.h>

#define LOW_BITS 0x0101010101010101ULL
#define HIGH_BITS 0x8080808080808080ULL

static bool
continues(unsigned char byte)
{
	return (byte & 0xC0) == 0x80;
}

/*
 * Length of the character at `at` (left >= 1 bytes are there) and its code
 * point; 0 when the bytes are no character.
 */
static size_t
decode(const unsigned char *at, size_t left, uint32_t *point)
{
	uint32_t value = at[0], least;
	size_t len, i;

	if (value < 0x80) {
		*point = value;
		return 1;
	}
	if (value < 0xC2 || value > 0xF4)
		return 0;
	len = value < 0xE0 ? 2 : value < 0xF0 ? 3 : 4;
	least = len == 2 ? 0x80 : len == 3 ? 0x800 : 0x10000;
	if (len > left)
		return 0;
	value &= 0x7FU >> len;
	for (i = 1; i < len; i++) {
		if (!continues(at[i]))
			return 0;
		value = value << 6 | (at[i] & 0x3FU);
	}
	if (value < least || value > 0x10FFFF ||
	    (value >= 0xD800 && value <= 0xDFFF))
		return 0;
	*point = value;
	return len;
}

/* How many bytes at the beginning are ASCII other than NUL, eight a step. */
static size_t
count_ascii(const unsigned char *at, size_t len)
{
	uint64_t word;
	size_t n = 0;

	for (; len - n >= sizeof(word); n += sizeof(word)) {
		memcpy(&word, at + n, sizeof(word));
		/* A zero byte borrows from its own high bit. */
		if ((word | (word - LOW_BITS)) & HIGH_BITS)
			break;
	}
	while (n < len && at[n] && at[n] < 0x80)
		n++;
	return n;
}

bool
utf8_is_ascii(struct str str)
{
	return count_ascii((const unsigned char *)str.at, str.len) == str.len;
}

size_t
utf8_check(struct str str)
{
	const unsigned char *at = (const unsigned char *)str.at;
	size_t off = 0, len;
	uint32_t point;

	while (off < str.len) {
		if (at[off] < 0x80) {
			off += count_ascii(at + off, str.len - off);
			if (off == str.len || !at[off])
				break;
		}
		len = decode(at + off, str.len - off, &point);
		if (!len)
			break;
		off += len;
	}
	return off;
}

struct str
utf8_cut(struct str str, size_t most)
{
	str = str_part(str, 0, most);
	str.len = utf8_check(str);
	return str;
}

uint32_t
utf8_at(struct str str, size_t off, size_t *next)
{
	const unsigned char *at = (const unsigned char *)str.at + off;
	uint32_t point = UTF8_BAD;
	size_t len = decode(at, str.len - off, &point);

	if (next)
		*next = off + (len ? len : 1);
	return point;
}

void
utf8_add(struct buf *buf, uint32_t point)
{
	char bytes[4];
	size_t len, i;

	if (point < 0x80) {
		buf_add_char(buf, (char)point);
		return;
	}
	if (point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF))
		point = UTF8_BAD;
	len = point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
	for (i = len - 1; i > 0; i--) {
		bytes[i] = (char)(0x80 | (point & 0x3F));
		point >>= 6;
	}
	bytes[0] = (char)((0xF00U >> len & 0xF0U) | point);
	buf_add(buf, bytes, len);
}

size_t
utf8_points_before(struct str str, size_t off)
{
	size_t at = 0, n = 0;

	while (at < str.len && at < off) {
		utf8_at(str, at, &at);
		n++;
	}
	return n;
}
