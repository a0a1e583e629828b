/*
 * Watching files: with inotify the kernel tells; without it each is asked for
 * its time and size. What it must not do: wait.
 */
#include "adref/base/watch.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/inotify.h>
#endif

#include "adref/base/mem.h"

/* What is known of a path: of its file, or which watch it has. */
struct watched {
	char *path;
	int id;			/* of inotify; -1: none */
	bool named;		/* since watch_begin() */
	bool there;
	struct stat was;
};

struct watch {
	int fd;			/* -1: by times */
	struct watched *at;
	size_t n, cap;
};

static bool
is_same(const struct watched *watched, bool there, const struct stat *is)
{
	const struct stat *was = &watched->was;

	if (!there || !watched->there)
		return there == watched->there;
	return is->st_ino == was->st_ino && is->st_size == was->st_size &&
		is->st_mtim.tv_sec == was->st_mtim.tv_sec &&
		is->st_mtim.tv_nsec == was->st_mtim.tv_nsec;
}

/* Whether a path is another than it was. */
static bool
look(struct watched *watched)
{
	struct stat is;
	bool there = stat(watched->path, &is) == 0;
	bool same = is_same(watched, there, &is);

	watched->there = there;
	if (there)
		watched->was = is;
	return !same;
}

#ifdef __linux__

static int
open_notices(void)
{
	return inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
}

/* A file that is closed may have been a program's that has ended. */
static void
ask_for(const struct watch *watch, struct watched *watched)
{
	if (watched->id < 0)
		watched->id = inotify_add_watch(watch->fd, watched->path,
			IN_MODIFY | IN_MOVED_TO | IN_CREATE | IN_DELETE |
			IN_CLOSE_WRITE | IN_DELETE_SELF);
}

static void
ask_no_more(const struct watch *watch, const struct watched *watched)
{
	if (watched->id >= 0)
		inotify_rm_watch(watch->fd, watched->id);
}

/* A watch that is over is asked for again when its path is named again. */
static void
note_end(struct watch *watch, const struct inotify_event *event)
{
	for (size_t i = 0; i < watch->n && event->mask & IN_IGNORED; i++)
		if (watch->at[i].id == event->wd)
			watch->at[i].id = -1;
}

static bool
take_notices(struct watch *watch)
{
	union {
		struct inotify_event first;
		char bytes[4096];
	} block;
	bool any = false;
	ssize_t n;

	while ((n = read(watch->fd, block.bytes, sizeof(block))) > 0) {
		const char *at = block.bytes;

		while (at < block.bytes + n) {
			struct inotify_event event;

			memcpy(&event, at, sizeof(event));
			note_end(watch, &event);
			at += sizeof(event) + event.len;
		}
		any = true;
	}
	return any;
}

#else

static int
open_notices(void)
{
	return -1;
}

static void
ask_for(const struct watch *watch, struct watched *watched)
{
	(void)watch;
	(void)watched;
}

static void
ask_no_more(const struct watch *watch, const struct watched *watched)
{
	(void)watch;
	(void)watched;
}

static bool
take_notices(struct watch *watch)
{
	(void)watch;
	return false;
}

#endif

struct watch *
watch_new(bool polled)
{
	struct watch *watch = mem_new(1, sizeof(*watch));

	watch->fd = polled ? -1 : open_notices();
	return watch;
}

void
watch_free(struct watch *watch)
{
	if (!watch)
		return;
	for (size_t i = 0; i < watch->n; i++)
		free(watch->at[i].path);
	free(watch->at);
	if (watch->fd >= 0)
		close(watch->fd);
	free(watch);
}

void
watch_begin(struct watch *watch)
{
	for (size_t i = 0; i < watch->n; i++)
		watch->at[i].named = false;
}

static struct watched *
find(struct watch *watch, const char *path)
{
	for (size_t i = 0; i < watch->n; i++)
		if (strcmp(watch->at[i].path, path) == 0)
			return &watch->at[i];
	watch->at = mem_grow(watch->at, &watch->cap, watch->n + 1,
		sizeof(*watch->at));
	watch->at[watch->n] = (struct watched){ .path = mem_text(path),
		.id = -1 };
	if (watch->fd < 0)
		look(&watch->at[watch->n]);
	return &watch->at[watch->n++];
}

void
watch_add(struct watch *watch, const char *path)
{
	struct watched *watched = find(watch, path);

	watched->named = true;
	if (watch->fd >= 0)
		ask_for(watch, watched);
}

void
watch_end(struct watch *watch)
{
	size_t kept = 0;

	for (size_t i = 0; i < watch->n; i++) {
		if (watch->at[i].named) {
			watch->at[kept++] = watch->at[i];
			continue;
		}
		ask_no_more(watch, &watch->at[i]);
		free(watch->at[i].path);
	}
	watch->n = kept;
}

int
watch_fd(const struct watch *watch)
{
	return watch->fd;
}

bool
watch_changed(struct watch *watch)
{
	bool changed = false;

	if (watch->fd >= 0)
		return take_notices(watch);
	for (size_t i = 0; i < watch->n; i++)
		changed |= look(&watch->at[i]);
	return changed;
}
