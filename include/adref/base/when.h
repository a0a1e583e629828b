/*
 * Days and times of day as people write and say them: `2021-06-17T08:45`,
 * `Thursday, 17th June, 8.45am to 10.45am`, `June 17, 2021`, `9-10.30am`,
 * `15h30`. What is not said stays open; nothing here asks a clock.
 */
#ifndef ADREF_BASE_WHEN_H
#define ADREF_BASE_WHEN_H

#include <stdbool.h>
#include <stddef.h>

#include "adref/base/buf.h"
#include "adref/base/str.h"

enum { WHEN_OPEN = -1 };

struct when {
	int year;		/* WHEN_OPEN: not said */
	int month, day;		/* from 1; a day that some year has */
	int weekday;		/* 0 is Sunday, or WHEN_OPEN */
	int from, to;		/* minutes of the day, or WHEN_OPEN */
};
#define WHEN_INIT { WHEN_OPEN, 0, 0, WHEN_OPEN, WHEN_OPEN, WHEN_OPEN }

/*
 * The day that text begins with; its bytes, or 0 when it begins with none.
 * Leaves the times open.
 */
size_t when_read_day(struct when *out, struct str text);
/*
 * The time, or two with `to` or a dash between, that text begins with; its
 * bytes, or 0. Of `9-10.30am` both are in the morning. A number alone is no
 * time.
 */
size_t when_read_time(struct when *out, struct str text);
/* A day, and the time behind it if there is one. */
size_t when_read(struct when *out, struct str text);

/* Whether the calendar has this day of this year. */
bool when_is_day(int year, int month, int day);
/* 0 is Sunday. The day must be one. */
int when_weekday(int year, int month, int day);
const char *when_weekday_name(int weekday);
/* Whether the weekday that is said, if one is, is the day's. The year must be
 * said. */
bool when_fits_weekday(const struct when *when);
/* Days since 1970-01-01, negative before it. */
long when_days(int year, int month, int day);

/* Append `2021-06-17T08:45`, or the day alone. The year must be said. */
void when_add_key(struct buf *out, const struct when *when);
/* Append `8.45` of minutes of the day. */
void when_add_clock(struct buf *out, int minutes);
/* Append `17 June 8.45–10.45`, as much of it as is said, without the year. */
void when_add_said(struct buf *out, const struct when *when);

#endif
