/*
 * Time zones: a name of the tz database (`America/New_York`), `UTC`, or hours
 * and minutes east of Greenwich (`-04:00`).
 */
#ifndef ADREF_BASE_ZONE_H
#define ADREF_BASE_ZONE_H

#include <stdbool.h>
#include <stdint.h>

#include "adref/base/str.h"
#include "adref/base/when.h"

/* Whether this machine knows the zone. */
bool zone_is(struct str name);
/* Minutes east of UTC there at a moment; false when zone_is() is. */
bool zone_at(struct str name, int64_t seconds, int *minutes);
/* The same where the program runs. */
int zone_here(int64_t seconds);
/* The moment at which clocks there show a day and its `from` (else midnight);
 * the year must be said. */
int64_t zone_moment(struct str name, const struct when *when);

#endif
