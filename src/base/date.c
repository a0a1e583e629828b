/*
 * Days of the calendar. What it must not do: know today.
 */
#include "adref/base/date.h"

#include "adref/base/when.h"

bool
date_is_day(struct str text)
{
	struct when when;

	return text.len == 10 && text.at[4] == '-' &&
		when_read_day(&when, text) == text.len &&
		when_is_day(when.year, when.month, when.day);
}
