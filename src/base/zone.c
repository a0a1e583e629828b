/*
 * Time zones by name. The C library has one zone at a time, that of TZ: it is
 * set for the question and put back, so only the main thread may ask.
 */
#include "adref/base/zone.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "adref/base/buf.h"
#include "adref/base/mem.h"

#define ZONES "/usr/share/zoneinfo"

enum { NAME_LONGEST = 64, HALF_DAYS_MAX = 14 * 60 };

/* `+05:30`, `-4`, `UTC`, `Z`; false for what has a name of its own. */
static bool
read_fixed(struct str name, int *minutes)
{
	int hour = 0, minute = 0;
	char sign, colon;
	size_t n = 0;

	*minutes = 0;
	if (str_is_any_case(name, "utc") || str_is_any_case(name, "gmt") ||
	    str_is_any_case(name, "z"))
		return true;
	if (str_starts(name, "UTC") || str_starts(name, "GMT"))
		name = str_from(name, 3);
	if (name.len < 2 || name.len > 6 || !strchr("+-", name.at[0]))
		return false;
	sign = name.at[0];
	for (n = 1; n < name.len && n < 3 && isdigit((unsigned char)name.at[n]);
	     n++)
		hour = hour * 10 + (name.at[n] - '0');
	colon = n < name.len ? name.at[n] : '\0';
	if (n == 1 || (colon && (colon != ':' || name.len != n + 3 ||
	    !isdigit((unsigned char)name.at[n + 1]) ||
	    !isdigit((unsigned char)name.at[n + 2]))))
		return false;
	if (colon)
		minute = (name.at[n + 1] - '0') * 10 + name.at[n + 2] - '0';
	*minutes = (hour * 60 + minute) * (sign == '-' ? -1 : 1);
	return minute < 60 && hour * 60 + minute <= HALF_DAYS_MAX;
}

/* A name that leads nowhere but into the database, and is there. */
static bool
is_named(struct str name)
{
	struct buf path = BUF_INIT;
	bool is = name.len && name.len <= NAME_LONGEST &&
		isupper((unsigned char)name.at[0]);

	for (size_t i = 0; is && i < name.len; i++)
		is = isalnum((unsigned char)name.at[i]) ||
			strchr("/_-+", name.at[i]);
	if (!is)
		return false;
	buf_add_format(&path, "%s/%.*s", ZONES, (int)name.len, name.at);
	is = access(buf_text(&path), R_OK) == 0;
	buf_add_text(&path, "/.");
	is = is && access(buf_text(&path), F_OK) != 0;
	buf_release(&path);
	return is;
}

bool
zone_is(struct str name)
{
	int ignored;

	return read_fixed(name, &ignored) || is_named(name);
}

/* tm_gmtoff is not in POSIX.1-2008. */
int
zone_here(int64_t seconds)
{
	time_t time = (time_t)seconds;
	struct tm here, utc;
	int days;

	if (!localtime_r(&time, &here) || !gmtime_r(&time, &utc))
		return 0;
	days = here.tm_yday - utc.tm_yday;
	if (here.tm_year != utc.tm_year)
		days = here.tm_year > utc.tm_year ? 1 : -1;
	return (days * 24 + here.tm_hour - utc.tm_hour) * 60 +
		here.tm_min - utc.tm_min;
}

static void
set_zone(const char *name)
{
	if (name)
		setenv("TZ", name, 1);
	else
		unsetenv("TZ");
	tzset();
}

bool
zone_at(struct str name, int64_t seconds, int *minutes)
{
	const char *set = getenv("TZ");
	char *before;
	struct buf path = BUF_INIT;

	if (read_fixed(name, minutes))
		return true;
	*minutes = 0;
	if (!is_named(name))
		return false;
	before = set ? mem_text(set) : NULL;
	buf_add_format(&path, ":%s/%.*s", ZONES, (int)name.len, name.at);
	set_zone(buf_text(&path));
	*minutes = zone_here(seconds);
	set_zone(before);
	free(before);
	buf_release(&path);
	return true;
}

/* As if it were UTC; then by the zone around that moment, twice, for the
 * zone may change in between. */
int64_t
zone_moment(struct str name, const struct when *when)
{
	int64_t local = (int64_t)when_days(when->year, when->month,
		when->day) * 86400 + (when->from == WHEN_OPEN ? 0
		: when->from) * 60, moment = local;
	int minutes;

	for (int i = 0; i < 2; i++)
		if (zone_at(name, moment, &minutes))
			moment = local - (int64_t)minutes * 60;
	return moment;
}
