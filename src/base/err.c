/*
 * Filling a struct err with words that are valid UTF-8, on one line, and fit.
 * What it must not do: print, or allocate (an error about memory or a full
 * disk has to come through).
 */
#include "adref/base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "adref/base/utf8.h"

/*
 * One line of valid UTF-8 in place: controls become blanks, bad bytes question
 * marks (U+FFFD is longer and might not fit), and where the cut went through a
 * character its beginning goes too.
 */
static void
make_clean(char *text, bool cut)
{
	struct str rest = str_of(text);
	size_t off = 0, bad, i;

	while ((bad = utf8_check(str_from(rest, off))) < rest.len - off) {
		off += bad;
		if (cut && rest.len - off < 4) {
			text[off] = '\0';
			break;
		}
		text[off++] = '?';
	}
	for (i = 0; text[i]; i++) {
		if ((unsigned char)text[i] < ' ' || text[i] == 0x7f)
			text[i] = ' ';
	}
}

int
err_set(struct err *err, enum err_code code, const char *format, ...)
{
	char text[ERR_TEXT_MAX];
	va_list args;
	int len;

	if (!err)
		return -1;
	/* By way of a copy: the arguments may contain the present text. */
	va_start(args, format);
	len = vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	if (len < 0)
		text[0] = '\0';
	err->code = code;
	memcpy(err->text, text, strlen(text) + 1);
	make_clean(err->text, len >= ERR_TEXT_MAX);
	return -1;
}

int
err_prefix(struct err *err, const char *format, ...)
{
	char text[ERR_TEXT_MAX];
	va_list args;
	int len;

	if (!err)
		return -1;
	va_start(args, format);
	len = vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	if (len < 0)
		return -1;
	make_clean(text, len >= ERR_TEXT_MAX);
	return err_set(err, err->code, "%s: %s", text, err->text);
}

void
err_clear(struct err *err)
{
	err->code = ERR_NONE;
	err->text[0] = '\0';
}
