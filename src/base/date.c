/*
 * Days of the calendar. What it must not do: know today.
 */
#include "adref/base/date.h"

#include <stddef.h>

/* The digits of text from off on as a number; 0 when one is none. */
static unsigned
number_at(struct str text, size_t off, size_t len)
{
	unsigned number = 0;

	for (size_t i = off; i < off + len; i++) {
		if (text.at[i] < '0' || text.at[i] > '9')
			return 0;
		number = number * 10 + (unsigned)(text.at[i] - '0');
	}
	return number;
}

static unsigned
days_in(unsigned month, unsigned year)
{
	static const unsigned char days[] = {
		31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31
	};
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	return days[month - 1] + (month == 2 && leap ? 1u : 0u);
}

bool
date_is_day(struct str text)
{
	unsigned year, month, day;

	if (text.len != 10 || text.at[4] != '-' || text.at[7] != '-')
		return false;
	year = number_at(text, 0, 4);
	month = number_at(text, 5, 2);
	day = number_at(text, 8, 2);
	return year && month && month <= 12 && day &&
		day <= days_in(month, year);
}
