/*
 * Times of day as they are written and said. What it must not do: take a
 * number that could be anything for a time.
 */
#include "when_read.h"

#include <ctype.h>
#include <string.h>

/* One time of day: how it was written matters for the other one. */
struct clock {
	int minutes;
	bool exact;		/* it has minutes, or says the half of the day */
	bool half;		/* it says the half of the day */
	bool pm;
};

/* `am`, `a.m.`, `pm`, `noon` behind a time; *off moved past it. */
static void
read_half(struct clock *clock, struct str text, size_t *off)
{
	static const char *const words[] = {
		"am", "a.m.", "a.m", "pm", "p.m.", "p.m", "noon"
	};
	size_t at = when_skip(text, *off, " ");

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		size_t len = strlen(words[i]);

		if (!str_is_any_case(str_part(text, at, len), words[i]) ||
		    (at + len < text.len &&
		     isalpha((unsigned char)text.at[at + len])))
			continue;
		clock->half = clock->exact = true;
		clock->pm = i >= 3;
		*off = at + len;
		return;
	}
}

/* `.45`, `:45`, `h45`, `h` behind the hour. */
static size_t
read_minutes(struct clock *clock, struct str text, size_t off)
{
	bool hour = off < text.len && tolower((unsigned char)text.at[off]) ==
		'h';
	size_t len = 0;
	int minutes = 0;

	if (off < text.len && (hour || strchr(".:", text.at[off])))
		minutes = when_number(text, off + 1, &len);
	if (len != 2 || minutes > 59) {
		if (!hour || len || (off + 1 < text.len &&
		    isalpha((unsigned char)text.at[off + 1])))
			return off;
		clock->exact = true;
		return off + 1;
	}
	clock->minutes += minutes;
	clock->exact = true;
	return off + 3;
}

/* Bytes of the time at text's beginning, or 0. */
static size_t
read_clock(struct clock *out, struct str text)
{
	size_t len, off;
	int hour = when_number(text, 0, &len);

	*out = (struct clock){ 0 };
	if (str_is_any_case(when_letters(text), "noon")) {
		*out = (struct clock){ 720, true, true, true };
		return 4;
	}
	if (!len || len > 2 || hour > 24)
		return 0;
	out->minutes = hour * 60;
	off = read_minutes(out, text, len);
	read_half(out, text, &off);
	if (out->half && (!hour || hour > 12))
		return 0;
	if (out->half && (hour == 12) != out->pm)
		out->minutes += out->pm ? 720 : -720;
	return out->minutes < 24 * 60 ? off : 0;
}

/* `to`, `until`, `-`, `–`, `—` between two times; bytes with blanks. */
static size_t
read_between(struct str text)
{
	static const char *const words[] = {
		"to", "until", "till", "-", "\u2013", "\u2014"
	};
	size_t at = when_skip(text, 0, " ");

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		size_t len = strlen(words[i]);

		if (str_is_any_case(str_part(text, at, len), words[i]))
			return when_skip(text, at + len, " ");
	}
	return 0;
}

/* What the end says of the half of the day holds for the beginning. */
static void
share_half(struct clock *from, const struct clock *to)
{
	if (from->half || !to->half || from->minutes >= 12 * 60)
		return;
	if (to->pm && from->minutes + 720 < to->minutes)
		from->minutes += 720;
	from->exact = true;
}

size_t
when_read_time(struct when *out, struct str text)
{
	struct clock from, to;
	size_t off = read_clock(&from, text), between, len = 0;

	if (!off)
		return 0;
	between = read_between(str_from(text, off));
	if (between)
		len = read_clock(&to, str_from(text, off + between));
	if (len && (to.exact || from.exact)) {
		share_half(&from, &to);
		out->from = from.minutes;
		out->to = to.minutes;
		return off + between + len;
	}
	if (!from.exact)
		return 0;
	out->from = from.minutes;
	out->to = WHEN_OPEN;
	return off;
}
