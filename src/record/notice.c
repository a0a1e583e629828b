/*
 * What a person is to be told of what was met on the way: gathered by those
 * who met it, told by whoever can.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "adref/base/mem.h"
#include "inside.h"

enum { NOTICE_MAX = 2000, NOTICES_MAX = 1000 };

void
record_tell(struct record *record, const char *format, ...)
{
	struct notices *notices = &record->notices;
	char text[NOTICE_MAX];
	va_list args;
	int len;

	va_start(args, format);
	len = vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	if (len < 0 || notices->n >= NOTICES_MAX ||
	    map_put(&notices->said, str_of(text), notices))
		return;
	notices->at = mem_grow(notices->at, &notices->cap, notices->n + 1,
		sizeof(*notices->at));
	notices->at[notices->n++] = safe_text(str_of(text));
}

const char *
record_notice(struct record *record)
{
	struct notices *notices = &record->notices;

	return notices->told < notices->n ? notices->at[notices->told++]
		: NULL;
}

size_t
record_notices(const struct record *record)
{
	return record->notices.n - record->notices.told;
}

void
notices_release(struct notices *notices)
{
	for (size_t i = 0; i < notices->n; i++)
		free(notices->at[i]);
	free(notices->at);
	map_release(&notices->said);
}
