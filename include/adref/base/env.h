/*
 * What comes from outside: clock, chance, who sits at the keyboard. Everything
 * else asks here, so that a test that sets it gets the same revision ids on
 * every machine.
 */
#ifndef ADREF_BASE_ENV_H
#define ADREF_BASE_ENV_H

#include <stddef.h>
#include <stdint.h>

struct env {
	/* Seconds since 1970 UTC. */
	int64_t (*clock)(void *ctx);
	/* Fill len bytes with chance. */
	void (*chance)(void *ctx, unsigned char *bytes, size_t len);
	void *ctx;
	int zone;		/* minutes east of UTC for new revisions */
	/* Whose hands these are, when that is known better than the
	 * environment and git's settings can; else NULL. Borrowed. */
	const char *name, *email;
};

/* The system's clock, getrandom(2), local zone. */
void env_system(struct env *env);
/*
 * For tests: a clock that starts at `start` and goes on by one second at each
 * look, chance from a counter that starts at `seed`. Static storage behind
 * ctx: one such environment at a time.
 */
void env_fixed(struct env *env, int64_t start, uint64_t seed);

int64_t env_clock(const struct env *env);
void env_chance(const struct env *env, unsigned char *bytes, size_t len);

#endif
