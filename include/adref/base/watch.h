/*
 * Waiting until files change without asking for them all the time: by
 * inotify(7) where the system has it, else by looking at their times. A
 * change may be told that is none, and where inotify is short of room one may
 * be missed: whoever waits looks once in a while all the same.
 */
#ifndef ADREF_BASE_WATCH_H
#define ADREF_BASE_WATCH_H

#include <stdbool.h>
#include <stddef.h>

struct watch;

/* Watching nothing yet. polled: by their times in any case. */
struct watch *watch_new(bool polled);
void watch_free(struct watch *watch);

/*
 * Between watch_begin() and watch_end() all paths are named that are watched
 * from now on; one may be missing, a folder stands for what comes and goes in
 * it and, with inotify, for what is written there.
 */
void watch_begin(struct watch *watch);
void watch_add(struct watch *watch, const char *path);
void watch_end(struct watch *watch);

/* A descriptor that can be read when something has changed; -1: there is none,
 * and watch_changed() has to be asked now and then. */
int watch_fd(const struct watch *watch);
/* Whether something has changed since the last call. */
bool watch_changed(struct watch *watch);

#endif
