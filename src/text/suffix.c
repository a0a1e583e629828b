/*
 * The table of suffixes and looking things up in it.
 *
 * Knows nothing of numbers: where a suffix may stand is number.c's matter.
 */
#include "adref/text/suffix.h"

struct suffix {
	const char *read;	/* lower case */
	const char *written;
	size_t place;		/* in the Latin row, 0: not in it */
};

/* The written form of a place comes before its other spellings. */
static const struct suffix suffixes[] = {
	{ "bis", "bis", 2 },
	{ "ter", "ter", 3 },
	{ "quater", "quater", 4 },
	{ "quarter", "quater", 4 },
	{ "quat", "quater", 4 },
	{ "quinquies", "quinquies", 5 },
	{ "quinties", "quinquies", 5 },
	{ "quinquiens", "quinquies", 5 },
	{ "sexies", "sexies", 6 },
	{ "sexties", "sexies", 6 },
	{ "septies", "septies", 7 },
	{ "octies", "octies", 8 },
	{ "nonies", "nonies", 9 },
	{ "novies", "nonies", 9 },
	{ "decies", "decies", 10 },
	{ "undecies", "undecies", 11 },
	{ "duodecies", "duodecies", 12 },
	{ "terdecies", "terdecies", 13 },
	{ "tredecies", "terdecies", 13 },
	{ "quaterdecies", "quaterdecies", 14 },
	{ "quarterdecies", "quaterdecies", 14 },
	{ "quattuordecies", "quaterdecies", 14 },
	{ "quindecies", "quindecies", 15 },
	{ "quinquiesdecies", "quindecies", 15 },
	{ "sexdecies", "sexdecies", 16 },
	{ "sedecies", "sexdecies", 16 },
	{ "septdecies", "septdecies", 17 },
	{ "septendecies", "septdecies", 17 },
	{ "septemdecies", "septdecies", 17 },
	{ "octodecies", "octodecies", 18 },
	{ "duodevicies", "octodecies", 18 },
	{ "novodecies", "novodecies", 19 },
	{ "novendecies", "novodecies", 19 },
	{ "undevicies", "novodecies", 19 },
	{ "vicies", "vicies", 20 },
	{ "unvicies", "unvicies", 21 },
	{ "duovicies", "duovicies", 22 },
	{ "tervicies", "tervicies", 23 },
	{ "quatervicies", "quatervicies", 24 },
	{ "quartervicies", "quatervicies", 24 },
	{ "quinvicies", "quinvicies", 25 },
	{ "quinquiesvicies", "quinvicies", 25 },
	{ "sexvicies", "sexvicies", 26 },
	{ "alt", "alt", 0 },
	{ "supra", "supra", 0 },
};

enum { SUFFIXES = sizeof(suffixes) / sizeof(suffixes[0]) };

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* Length of name when str begins with it in any case, else 0. */
static size_t
begins_with(struct str str, const char *name)
{
	size_t i;

	for (i = 0; name[i]; i++)
		if (i == str.len || lower(str.at[i]) != name[i])
			return 0;
	return i;
}

static const struct suffix *
longest(struct str str, size_t *len)
{
	const struct suffix *found = NULL;

	*len = 0;
	for (size_t i = 0; i < SUFFIXES; i++) {
		size_t here = begins_with(str, suffixes[i].read);

		if (here > *len) {
			*len = here;
			found = &suffixes[i];
		}
	}
	return found;
}

const char *
suffix_name(size_t n)
{
	for (size_t i = 0; n && i < SUFFIXES; i++)
		if (suffixes[i].place == n)
			return suffixes[i].written;
	return NULL;
}

size_t
suffix_match(struct str str, const char **name)
{
	size_t len;
	const struct suffix *found = longest(str, &len);

	if (found && name)
		*name = found->written;
	return len;
}

size_t
suffix_place(struct str str)
{
	size_t len;
	const struct suffix *found = longest(str, &len);

	return found && len == str.len ? found->place : 0;
}

static size_t
skip_gap(struct str suffix, size_t off)
{
	while (off < suffix.len && (suffix.at[off] == ' ' ||
	       suffix.at[off] == '.' || suffix.at[off] == '\t'))
		off++;
	return off + (str_starts(str_from(suffix, off), "\xC2\xA0") ? 2 : 0);
}

size_t
suffix_read(struct suffix_item *out, size_t max, struct str suffix)
{
	size_t off = skip_gap(suffix, 0), n = 0;

	while (n < max && off < suffix.len) {
		struct suffix_item *item = &out[n];
		size_t len = suffix_match(str_from(suffix, off), &item->name);

		if (!len)
			break;
		item->place = suffix_place(str_part(suffix, off, len));
		item->off = off;
		item->digit = 0;
		item->end = off + len;
		for (off = skip_gap(suffix, item->end); off < suffix.len &&
		     suffix.at[off] >= '0' && suffix.at[off] <= '9' &&
		     item->digit < 100000; off++) {
			item->digit = item->digit * 10 +
				(size_t)(suffix.at[off] - '0');
			item->end = off + 1;
		}
		off = skip_gap(suffix, item->end);
		n++;
	}
	return n;
}
