/*
 * Days as they are written in drafts and tags: `2021-06-10`.
 */
#ifndef ADREF_BASE_DATE_H
#define ADREF_BASE_DATE_H

#include <stdbool.h>

#include "adref/base/str.h"

/* Whether text is a day of the calendar, from the year 1 to 9999. */
bool date_is_day(struct str text);

#endif
