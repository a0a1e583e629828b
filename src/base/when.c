/*
 * Days as they are written and said. Start with when_read(); times of day are
 * in when_time.c. What it must not do: guess a year.
 */
#include "when_read.h"

#include <assert.h>
#include <ctype.h>
#include <string.h>

#include "adref/base/day.h"

static const char *const weekdays[] = {
	"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday",
	"Saturday"
};

struct str
when_letters(struct str text)
{
	size_t n = 0;

	while (n < text.len && isalpha((unsigned char)text.at[n]))
		n++;
	return str_part(text, 0, n);
}

int
when_number(struct str text, size_t off, size_t *len)
{
	int value = 0;

	for (*len = 0; off + *len < text.len && *len < 5; (*len)++) {
		char c = text.at[off + *len];

		if (c < '0' || c > '9')
			break;
		value = value * 10 + (c - '0');
	}
	return value;
}

size_t
when_skip(struct str text, size_t off, const char *what)
{
	while (off < text.len && strchr(what, text.at[off]))
		off++;
	return off;
}

/* Whether word is name, or its first letters: at least three. */
static bool
is_name(struct str word, const char *name)
{
	for (size_t i = 0; i < word.len; i++)
		if (!name[i] || tolower((unsigned char)word.at[i]) !=
		    tolower((unsigned char)name[i]))
			return false;
	return word.len >= 3;
}

static int
month_of(struct str word)
{
	for (unsigned i = 1; i <= 12; i++)
		if (is_name(word, day_month(i)))
			return (int)i;
	return 0;
}

static int
weekday_of(struct str word)
{
	for (int i = 0; i < 7; i++)
		if (is_name(word, weekdays[i]))
			return i;
	return WHEN_OPEN;
}

/* `st`, `nd`, `rd`, `th` behind a day. */
static size_t
skip_ordinal(struct str text, size_t off)
{
	struct str word = when_letters(str_from(text, off));
	bool is = str_is_any_case(word, "st") || str_is_any_case(word, "nd") ||
		str_is_any_case(word, "rd") || str_is_any_case(word, "th");

	return is ? off + word.len : off;
}

static bool
is_leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

bool
when_is_day(int year, int month, int day)
{
	static const int days[] = {
		31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31
	};

	return year > 0 && year <= 9999 && month >= 1 && month <= 12 &&
		day >= 1 && day <= days[month - 1] +
		(month == 2 && is_leap(year));
}

/* The years before this one, then the days of this one before its month. */
long
when_days(int year, int month, int day)
{
	static const int before[] = {
		0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334
	};
	long past = year - 1;

	assert(month >= 1 && month <= 12);
	return past * 365 + past / 4 - past / 100 + past / 400 +
		before[month - 1] + (month > 2 && is_leap(year)) + day - 1 -
		719162;
}

int
when_weekday(int year, int month, int day)
{
	return (int)(((when_days(year, month, day) + 4) % 7 + 7) % 7);
}

const char *
when_weekday_name(int weekday)
{
	return weekday >= 0 && weekday < 7 ? weekdays[weekday] : "";
}

bool
when_fits_weekday(const struct when *when)
{
	return when->weekday == WHEN_OPEN || when->weekday ==
		when_weekday(when->year, when->month, when->day);
}

/* A day that is in the calendar of its year, or of some year. */
static bool
is_possible(const struct when *when)
{
	return when_is_day(when->year == WHEN_OPEN ? 2000 : when->year,
		when->month, when->day);
}

/* `2021-06-17`. */
static size_t
read_iso(struct when *out, struct str text)
{
	size_t y, m, d;

	out->year = when_number(text, 0, &y);
	if (y != 4 || text.len < 10 || text.at[4] != '-' || text.at[7] != '-')
		return 0;
	out->month = when_number(text, 5, &m);
	out->day = when_number(text, 8, &d);
	return m == 2 && d == 2 ? 10 : 0;
}

/* A year behind a day: four digits, with a comma or blank before. */
static size_t
read_year(struct when *out, struct str text, size_t off)
{
	size_t at = when_skip(text, off, " ,"), len;
	int year = when_number(text, at, &len);

	if (at == off || len != 4 || year < 1900 || year > 2199)
		return off;
	out->year = year;
	return at + len;
}

/* `17th June`, `17 of June`, `17 Jun.`. */
static size_t
read_day_first(struct when *out, struct str text)
{
	size_t len, off;
	struct str word;

	out->day = when_number(text, 0, &len);
	if (!len || len > 2)
		return 0;
	off = when_skip(text, skip_ordinal(text, len), " ");
	word = when_letters(str_from(text, off));
	if (str_is_any_case(word, "of")) {
		off = when_skip(text, off + word.len, " ");
		word = when_letters(str_from(text, off));
	}
	out->month = month_of(word);
	off += word.len;
	if (off < text.len && text.at[off] == '.' && word.len == 3)
		off++;
	return out->month ? read_year(out, text, off) : 0;
}

/* `June 17th, 2021`. */
static size_t
read_month_first(struct when *out, struct str text)
{
	struct str word = when_letters(text);
	size_t off, len;

	out->month = month_of(word);
	off = when_skip(text, word.len, ". ");
	out->day = when_number(text, off, &len);
	if (!out->month || off == word.len || !len || len > 2)
		return 0;
	return read_year(out, text, skip_ordinal(text, off + len));
}

size_t
when_read_day(struct when *out, struct str text)
{
	struct when found = WHEN_INIT;
	struct str word = when_letters(text);
	size_t off = 0, len;

	found.weekday = weekday_of(word);
	if (found.weekday != WHEN_OPEN)
		off = when_skip(text, word.len, "., ");
	text = str_from(text, off);
	len = read_iso(&found, text);
	if (!len) {
		found.year = WHEN_OPEN;
		len = read_day_first(&found, text);
	}
	if (!len)
		len = read_month_first(&found, text);
	if (!len || !is_possible(&found) ||
	    (len < text.len && isdigit((unsigned char)text.at[len])))
		return 0;
	*out = found;
	return off + len;
}

size_t
when_read(struct when *out, struct str text)
{
	size_t off = when_read_day(out, text), at, len;
	struct str word;

	if (!off)
		return 0;
	at = off < text.len && text.at[off] == 'T' ? off + 1
		: when_skip(text, off, " ,;");
	word = when_letters(str_from(text, at));
	if (str_is_any_case(word, "at") || str_is_any_case(word, "from"))
		at = when_skip(text, at + word.len, " ");
	len = at > off ? when_read_time(out, str_from(text, at)) : 0;
	return len ? at + len : off;
}

void
when_add_key(struct buf *out, const struct when *when)
{
	buf_add_format(out, "%04d-%02d-%02d", when->year, when->month,
		when->day);
	if (when->from != WHEN_OPEN)
		buf_add_format(out, "T%02d:%02d", when->from / 60,
			when->from % 60);
}

void
when_add_clock(struct buf *out, int minutes)
{
	buf_add_format(out, "%d.%02d", minutes / 60, minutes % 60);
}

void
when_add_said(struct buf *out, const struct when *when)
{
	buf_add_format(out, "%d %s", when->day,
		day_month((unsigned)when->month));
	if (when->from == WHEN_OPEN)
		return;
	buf_add_char(out, ' ');
	when_add_clock(out, when->from);
	if (when->to == WHEN_OPEN)
		return;
	buf_add_text(out, "\u2013");
	when_add_clock(out, when->to);
}
