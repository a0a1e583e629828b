/*
 * What address_find.c needs of a walk beyond its text.
 */
#ifndef ADREF_SRC_DOC_ADDRESS_WALK_H
#define ADREF_SRC_DOC_ADDRESS_WALK_H

#include "adref/doc/address.h"

/* The address as it is compared: keys of numbers, lower case, `.` between. */
struct str address_walk_key(const struct address_walk *walk);
/* The last part of it, empty when that is only a place. */
struct str address_walk_number(const struct address_walk *walk);

#endif
