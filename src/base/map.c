/*
 * The hash map: open addressing, linear probing, no tombstones (taking a key
 * out moves those behind it up). What it must not do: own or look at values.
 */
#include "adref/base/map.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "adref/base/env.h"
#include "adref/base/mem.h"

enum { SMALLEST = 16 };

/* Two secrets of this run; the second is odd and so never zero. */
static uint64_t seed[2];

static void
draw_seed(void)
{
	struct env env;

	env_system(&env);
	env_chance(&env, (unsigned char *)seed, sizeof(seed));
	seed[1] |= 1;
}

/*
 * The factors are secret, so that nobody can choose words that meet in one
 * slot: a difference in the highest bit alone would pass a known factor.
 */
static uint64_t
mix(uint64_t hash, uint64_t word)
{
	hash = (hash ^ word) * seed[1];
	hash ^= hash >> 29;
	hash *= 0x9E3779B97F4A7C15ULL ^ (seed[0] << 1);
	return hash ^ hash >> 32;
}

static uint64_t
hash_of(struct str key)
{
	uint64_t hash = seed[0], word;
	size_t off, len;

	for (off = 0; off < key.len; off += len) {
		len = key.len - off < sizeof(word) ?
			key.len - off : sizeof(word);
		word = 0;
		memcpy(&word, key.at + off, len);
		hash = mix(hash, word);
	}
	return mix(hash, key.len);
}

/* The slot that holds key, or the free one where it would go; cap > 0. */
static size_t
slot_of(const struct map *map, struct str key, uint64_t hash)
{
	size_t at = hash & (map->cap - 1);

	while (map->slots[at].key) {
		const struct map_slot *slot = &map->slots[at];

		if (slot->hash == hash &&
		    str_same(str_make(slot->key, slot->len), key))
			break;
		at = (at + 1) & (map->cap - 1);
	}
	return at;
}

static void
resize(struct map *map, size_t cap)
{
	struct map_slot *old = map->slots;
	size_t i, at, n = map->cap;

	map->slots = mem_new(cap, sizeof(*map->slots));
	map->cap = cap;
	for (i = 0; i < n; i++) {
		if (!old[i].key)
			continue;
		at = old[i].hash & (cap - 1);
		while (map->slots[at].key)
			at = (at + 1) & (cap - 1);
		map->slots[at] = old[i];
	}
	free(old);
}

void *
map_get(const struct map *map, struct str key)
{
	if (!map->n)
		return NULL;
	return map->slots[slot_of(map, key, hash_of(key))].value;
}

void *
map_put(struct map *map, struct str key, void *value)
{
	struct map_slot *slot;
	uint64_t hash;
	void *had;

	assert(value);
	if (!seed[1])
		draw_seed();
	/* At most three quarters full. */
	if (map->n >= map->cap / 4 * 3)
		resize(map, map->cap ? map->cap * 2 : SMALLEST);
	hash = hash_of(key);
	slot = &map->slots[slot_of(map, key, hash)];
	had = slot->value;
	if (!slot->key) {
		slot->key = mem_text_len(key.at, key.len);
		slot->len = key.len;
		slot->hash = hash;
		map->n++;
	}
	slot->value = value;
	return had;
}

/* Fill the hole at `hole` from behind, so that no search stops there. */
static void
close_hole(struct map *map, size_t hole)
{
	size_t mask = map->cap - 1, at = hole, home;

	for (;;) {
		at = (at + 1) & mask;
		if (!map->slots[at].key)
			break;
		home = map->slots[at].hash & mask;
		/* Its own place lies behind the hole: it has to stay. */
		if (((at - home) & mask) < ((at - hole) & mask))
			continue;
		map->slots[hole] = map->slots[at];
		hole = at;
	}
	memset(&map->slots[hole], 0, sizeof(map->slots[hole]));
}

void *
map_drop(struct map *map, struct str key)
{
	struct map_slot *slot;
	void *had;
	size_t at;

	if (!map->n)
		return NULL;
	at = slot_of(map, key, hash_of(key));
	slot = &map->slots[at];
	if (!slot->key)
		return NULL;
	had = slot->value;
	free(slot->key);
	close_hole(map, at);
	map->n--;
	return had;
}

void
map_release(struct map *map)
{
	size_t i;

	for (i = 0; i < map->cap; i++)
		free(map->slots[i].key);
	free(map->slots);
	memset(map, 0, sizeof(*map));
}

void
map_release_all(struct map *map)
{
	for (size_t i = 0; i < map->cap; i++)
		if (map->slots[i].key)
			free(map->slots[i].value);
	map_release(map);
}
