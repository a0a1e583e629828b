/*
 * Days and times as they are said: `17 June`, `17 June 10:42`. A zone is
 * minutes east of Greenwich.
 */
#ifndef ADREF_BASE_DAY_H
#define ADREF_BASE_DAY_H

#include <stdint.h>
#include <time.h>

#include "adref/base/buf.h"

/* A month's name, from 1; "" when there is none. */
const char *day_month(unsigned month);
/* Leaves tm as it is for a time that no calendar has. */
void day_local(int64_t seconds, int zone, struct tm *tm);
/* Append `2021-06-17`; the clock of no calendar is its first day. */
void day_add(struct buf *out, int64_t seconds, int zone);
/* Append `17 June 10:42`. */
void day_add_time(struct buf *out, int64_t seconds, int zone);

#endif
