/*
 * Looking for one string in many. memchr() is the fastest loop there is, so
 * the byte it looks for is the one that stops it least often.
 */
#include "adref/base/needle.h"

#include <assert.h>
#include <string.h>

/* How often a byte is met, in folded text: the higher the more. */
static unsigned
commonness(unsigned char byte)
{
	/* Letters of European languages, the most frequent last. */
	static const char order[] = "qjxzk;:'\"()-wyvbg.,fpmuhcdlsrniaote ";
	const char *at = byte ? strchr(order, byte) : NULL;

	if (at)
		return (unsigned)(at - order) + 2;
	/* Of a longer character the first byte is shared by a whole script. */
	return byte >= 0xC0 ? sizeof(order) : byte >= 0x80 ? 1 : 0;
}

void
needle_set(struct needle *needle, struct str words)
{
	size_t rare = 0;

	assert(words.len);
	for (size_t i = 1; i < words.len; i++)
		if (commonness((unsigned char)words.at[i]) <
		    commonness((unsigned char)words.at[rare]))
			rare = i;
	*needle = (struct needle){ words, rare, rare ? rare - 1
		: words.len > 1 };
}

size_t
needle_find(const struct needle *needle, struct str str, size_t off)
{
	struct str words = needle->words;
	const char *at, *end;
	char rare = words.at[needle->rare], beside = words.at[needle->beside];
	ptrdiff_t next = (ptrdiff_t)needle->beside - (ptrdiff_t)needle->rare;

	if (off > str.len || words.len > str.len - off)
		return str.len;
	at = str.at + off + needle->rare;
	end = str.at + str.len - words.len + needle->rare + 1;
	while (at < end) {
		at = memchr(at, rare, (size_t)(end - at));
		if (!at)
			break;
		if (at[next] == beside && memcmp(at - needle->rare, words.at,
			words.len) == 0)
			return (size_t)(at - needle->rare - str.at);
		at++;
	}
	return str.len;
}
