/*
 * Days and times as they are said. Nothing here asks a clock, or where the
 * program runs: the zone comes with the time.
 */
#include "adref/base/day.h"

const char *
day_month(unsigned month)
{
	static const char *const months[] = {
		"January", "February", "March", "April", "May", "June",
		"July", "August", "September", "October", "November",
		"December",
	};

	return month && month <= 12 ? months[month - 1] : "";
}

void
day_local(int64_t seconds, int zone, struct tm *tm)
{
	time_t local = (time_t)(seconds + (int64_t)zone * 60);
	struct tm found;

	if (gmtime_r(&local, &found))
		*tm = found;
}

void
day_add(struct buf *out, int64_t seconds, int zone)
{
	struct tm tm = { .tm_year = 70, .tm_mday = 1 };

	day_local(seconds, zone, &tm);
	buf_add_format(out, "%04d-%02d-%02d", tm.tm_year + 1900,
		tm.tm_mon + 1, tm.tm_mday);
}

void
day_add_time(struct buf *out, int64_t seconds, int zone)
{
	struct tm tm = { .tm_mday = 1 };

	day_local(seconds, zone, &tm);
	buf_add_format(out, "%d %s %02d:%02d", tm.tm_mday,
		day_month((unsigned)tm.tm_mon + 1), tm.tm_hour, tm.tm_min);
}
