/*
 * Packing beside the work: a thread of its own puts loose objects together
 * while the editor goes on. What it must not do: touch the record; it has the
 * store only, which allows it.
 */
#include "adref/record/pack.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "adref/base/mem.h"

enum {
	MANY = 1000,		/* loose objects, then it is time */
	KIND = 10		/* how far the thread stands back */
};

struct packing_thread {
	pthread_t thread;
	struct store *store;
	atomic_size_t done, of;
	atomic_bool stops, ended;
};

static bool
goes_on(void *ctx, const char *what, size_t done, size_t of)
{
	struct packing_thread *packing = ctx;

	(void)what;
	atomic_store(&packing->done, done);
	atomic_store(&packing->of, of);
	return !atomic_load(&packing->stops);
}

/* A failure is no news: all is where it was, and it is tried again later. */
static void *
run(void *ctx)
{
	struct packing_thread *packing = ctx;
	struct store_pack_watch watch = { goes_on, packing };
	struct store_packed packed;
	struct err ignored = ERR_INIT;

	/* Linux knows threads by themselves here. */
	setpriority(PRIO_PROCESS, 0, KIND);
	store_pack(packing->store, &watch, &packed, &ignored);
	atomic_store(&packing->ended, true);
	return NULL;
}

bool
pack_is_due(struct record *record)
{
	return store_loose(record_store(record)) >= MANY;
}

struct packing_thread *
pack_begin(struct record *record)
{
	struct packing_thread *packing = mem_new(1, sizeof(*packing));
	sigset_t all, were;
	int rc;

	packing->store = record_store(record);
	sigfillset(&all);
	pthread_sigmask(SIG_BLOCK, &all, &were);
	rc = pthread_create(&packing->thread, NULL, run, packing);
	pthread_sigmask(SIG_SETMASK, &were, NULL);
	if (rc == 0)
		return packing;
	free(packing);
	return NULL;
}

bool
pack_look(struct packing_thread *packing, unsigned *percent)
{
	size_t of = atomic_load(&packing->of);

	*percent = of ? (unsigned)(atomic_load(&packing->done) * 100 / of) : 0;
	return !atomic_load(&packing->ended);
}

void
pack_end(struct packing_thread *packing)
{
	if (!packing)
		return;
	atomic_store(&packing->stops, true);
	pthread_join(packing->thread, NULL);
	free(packing);
}
