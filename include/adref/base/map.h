/*
 * A hash map from bytes to a pointer. Keys are copied; values are the
 * caller's. Keys from hostile text cannot make it slow (seeded SipHash is not
 * needed: the map grows by load and probes by a 64-bit mix with a seed drawn
 * once per run). The order of the slots is therefore another one in each run:
 * who lists the keys sorts them.
 */
#ifndef ADREF_BASE_MAP_H
#define ADREF_BASE_MAP_H

#include <stddef.h>

#include "adref/base/str.h"

struct map_slot {
	char *key;		/* owned; NULL: free slot */
	size_t len;
	void *value;
	unsigned long long hash;
};

struct map {
	struct map_slot *slots;
	size_t cap;		/* a power of two, or 0 */
	size_t n;		/* keys in it */
};

#define MAP_INIT { NULL, 0, 0 }

/* The value of key, NULL when it is not there. */
void *map_get(const struct map *map, struct str key);
/* Set the value of key (not NULL); returns the value it had, or NULL. */
void *map_put(struct map *map, struct str key, void *value);
/* Take key out; returns the value it had, or NULL. */
void *map_drop(struct map *map, struct str key);
void map_release(struct map *map);
/* And the values, which were allocated. */
void map_release_all(struct map *map);

#endif
