/*
 * Clock and chance, the system's or a test's. Only this file asks the system
 * for either of them on behalf of a document.
 */
#include "adref/base/env.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/random.h>
#include <time.h>

#include "adref/base/zone.h"

static int64_t
system_clock(void *ctx)
{
	(void)ctx;
	return (int64_t)time(NULL);
}

/* Without chance two editors would draw the same ids: better no program. */
static void
system_chance(void *ctx, unsigned char *bytes, size_t len)
{
	(void)ctx;
	while (len) {
		ssize_t got = getrandom(bytes, len, 0);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0) {
			fputs("adref: the system has no random numbers\n",
				stderr);
			abort();
		}
		bytes += got;
		len -= (size_t)got;
	}
}

void
env_system(struct env *env)
{
	env->clock = system_clock;
	env->chance = system_chance;
	env->ctx = NULL;
	env->zone = zone_here((int64_t)time(NULL));
	env->name = env->email = NULL;
}

struct fixed {
	int64_t next;
	uint64_t counter;
};

static int64_t
fixed_clock(void *ctx)
{
	struct fixed *fixed = ctx;
	int64_t now = fixed->next;

	fixed->next += 1;
	return now;
}

/* The finisher of SplitMix64 (Steele, Lea, Flood 2014) over a counter. */
static uint64_t
scatter(uint64_t value)
{
	value *= 0x9E3779B97F4A7C15ULL;
	value = (value ^ value >> 30) * 0xBF58476D1CE4E5B9ULL;
	value = (value ^ value >> 27) * 0x94D049BB133111EBULL;
	return value ^ value >> 31;
}

static void
fixed_chance(void *ctx, unsigned char *bytes, size_t len)
{
	struct fixed *fixed = ctx;
	uint64_t word = 0;
	size_t i;

	for (i = 0; i < len; i++) {
		if (i % 8 == 0)
			word = scatter(++fixed->counter);
		bytes[i] = (unsigned char)(word >> (i % 8 * 8));
	}
}

void
env_fixed(struct env *env, int64_t start, uint64_t seed)
{
	static struct fixed fixed;

	fixed.next = start;
	fixed.counter = seed;
	env->clock = fixed_clock;
	env->chance = fixed_chance;
	env->ctx = &fixed;
	env->zone = 0;
	env->name = env->email = NULL;
}

int64_t
env_clock(const struct env *env)
{
	return env->clock(env->ctx);
}

void
env_chance(const struct env *env, unsigned char *bytes, size_t len)
{
	env->chance(env->ctx, bytes, len);
}
