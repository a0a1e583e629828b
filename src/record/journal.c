/*
 * Noting what is typed. The one who types only leaves bytes here; a thread
 * writes them, waits for the disk, and puts the file in place of the one
 * before, not oftener than PACE says. In a crash the bytes that were left last
 * are written by the signal handler itself: so there are two rooms for them,
 * and the one that is pointed to is always whole.
 */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "adref/base/mem.h"
#include "journal.h"

/*
 * Milliseconds between two writes: what is typed is on the disk within a
 * second, and on the screens of those who follow it.
 */
enum { PACE = 600 };

struct journal {
	struct record *record;
	int folder, lock;	/* descriptors, -1: not yet */
	char name[JOURNAL_NAME + 1];
	mode_t mode;
	struct buf rooms[2];
	struct buf *volatile noted;	/* one of the rooms, or NULL */

	pthread_t thread;
	bool runs;
	pthread_mutex_t mutex;
	pthread_cond_t woken;	/* something to do, or done */
	bool pending, urgent, writing, ends;
	bool again;		/* the last write failed: it is tried anew */
	struct timespec next;	/* not before, unless it is urgent */
	int error;		/* errno of the last write, 0: it went well */
	bool told;
	char trouble[200];
};

static struct journal *volatile open_journal;

static bool
write_all(int fd, const char *at, size_t len)
{
	while (len) {
		ssize_t n = write(fd, at, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		at += n;
		len -= (size_t)n;
	}
	return true;
}

/* A file with the bytes, on the disk. Calls only what a signal handler may. */
static bool
write_file(const struct journal *journal, const char *file, const char *at,
	size_t len)
{
	int fd = openat(journal->folder, file, O_WRONLY | O_CREAT | O_TRUNC |
		O_CLOEXEC | O_NOFOLLOW, 0600);
	bool good;

	if (fd < 0)
		return false;
	good = fchmod(fd, journal->mode) == 0 && write_all(fd, at, len) &&
		fsync(fd) == 0;
	return close(fd) == 0 && good;
}

/* The text as a whole takes the place of the one before. */
static bool
put_text(const struct journal *journal, struct str bytes)
{
	char new[JOURNAL_FILE], text[JOURNAL_FILE];

	journal_file(new, journal->name, "new");
	journal_file(text, journal->name, "text");
	return write_file(journal, new, bytes.at, bytes.len) &&
		renameat(journal->folder, new, journal->folder, text) == 0 &&
		fsync(journal->folder) == 0;
}

/* The folder was taken away, and this program's place in it: another one. */
static bool
begin_again(struct journal *journal)
{
	struct err ignored = ERR_INIT;
	int was[] = { journal->folder, journal->lock };
	int folder = live_folder(journal->record, JOURNAL_FOLDER, true,
		&ignored);
	int lock = folder < 0 ? -1 : journal_lock(folder, journal->name,
		live_mode(folder), &ignored);

	if (lock < 0) {
		if (folder >= 0)
			close(folder);
		errno = ENOENT;
		return false;
	}
	journal->folder = folder;
	journal->lock = lock;
	close(was[0]);
	close(was[1]);
	return true;
}

static bool
put_somehow(struct journal *journal, struct str bytes)
{
	errno = 0;
	return put_text(journal, bytes) || (errno == ENOENT &&
		begin_again(journal) && put_text(journal, bytes));
}

/* One write, the mutex held before and after but not meanwhile. */
static void
write_noted(struct journal *journal)
{
	struct buf bytes = BUF_INIT;
	bool good;

	buf_add_str(&bytes, buf_str(journal->noted));
	journal->pending = journal->urgent = false;
	journal->writing = true;
	pthread_mutex_unlock(&journal->mutex);
	good = put_somehow(journal, buf_str(&bytes));
	pthread_mutex_lock(&journal->mutex);
	journal->error = good ? 0 : errno ? errno : EIO;
	journal->again = !good && journal->noted;
	journal->writing = false;
	clock_gettime(CLOCK_MONOTONIC, &journal->next);
	journal->next.tv_nsec += PACE * 1000000L;
	journal->next.tv_sec += journal->next.tv_nsec / 1000000000L;
	journal->next.tv_nsec %= 1000000000L;
	pthread_cond_broadcast(&journal->woken);
	buf_release(&bytes);
}

static bool
is_due(const struct journal *journal)
{
	const struct timespec *next = &journal->next;
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return journal->urgent || (int64_t)(now.tv_sec - next->tv_sec) *
		1000000000 + (now.tv_nsec - next->tv_nsec) >= 0;
}

static void *
work(void *ctx)
{
	struct journal *journal = ctx;

	pthread_mutex_lock(&journal->mutex);
	while (!journal->ends || journal->pending) {
		if (!journal->pending && !journal->again)
			pthread_cond_wait(&journal->woken, &journal->mutex);
		else if (is_due(journal) || journal->ends)
			write_noted(journal);
		else
			pthread_cond_timedwait(&journal->woken,
				&journal->mutex, &journal->next);
	}
	pthread_mutex_unlock(&journal->mutex);
	return NULL;
}

/* Signals are for the thread that sits at the terminal. */
static int
start_thread(struct journal *journal)
{
	pthread_condattr_t monotonic;
	sigset_t all, before;
	int error;

	pthread_mutex_init(&journal->mutex, NULL);
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&journal->woken, &monotonic);
	pthread_condattr_destroy(&monotonic);
	sigfillset(&all);
	pthread_sigmask(SIG_BLOCK, &all, &before);
	error = pthread_create(&journal->thread, NULL, work, journal);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	journal->runs = error == 0;
	return error;
}

int
journal_open(struct journal **out, struct record *record, struct err *err)
{
	struct journal *journal;
	int error;

	*out = NULL;
	if (record_is_read_only(record) ||
	    !store_folder(record_store(record)))
		return 0;
	journal = mem_new(1, sizeof(*journal));
	journal->record = record;
	journal->folder = journal->lock = -1;
	error = start_thread(journal);
	if (error) {
		journal_close(journal);
		return err_set(err, ERR_SYSTEM, "what is typed cannot be "
			"journaled: %s", strerror(error));
	}
	*out = journal;
	return 0;
}

/* The files get their name with the first note. */
static int
begin(struct journal *journal, struct err *err)
{
	if (journal->lock >= 0)
		return 0;
	if (journal->folder < 0)
		journal->folder = live_folder(journal->record, JOURNAL_FOLDER,
			true, err);
	if (journal->folder < 0)
		return -1;
	live_name(journal->name, record_env(journal->record));
	journal->mode = live_mode(journal->folder);
	journal->lock = journal_lock(journal->folder, journal->name,
		journal->mode, err);
	if (journal->lock < 0)
		return -1;
	open_journal = journal;
	return 0;
}

static void
set_trouble(struct journal *journal, const char *text)
{
	if (!*journal->trouble)
		journal->told = false;
	/* A long reason is cut: it stands in one row. */
	snprintf(journal->trouble, sizeof(journal->trouble), "%.*s",
		(int)sizeof(journal->trouble) - 1, text);
}

void
journal_note(struct journal *journal, const struct journal_entry *entry)
{
	struct err err = ERR_INIT;
	struct buf *room;

	if (!journal)
		return;
	if (begin(journal, &err) < 0) {
		set_trouble(journal, err.text);
		return;
	}
	room = journal->noted == &journal->rooms[0] ? &journal->rooms[1]
		: &journal->rooms[0];
	buf_clear(room);
	journal_write(room, entry);
	pthread_mutex_lock(&journal->mutex);
	journal->noted = room;
	/* One that is pending has a time already: let the thread sleep. */
	if (!journal->pending)
		pthread_cond_broadcast(&journal->woken);
	journal->pending = true;
	pthread_mutex_unlock(&journal->mutex);
}

static void
wait_written(struct journal *journal)
{
	while (journal->writing)
		pthread_cond_wait(&journal->woken, &journal->mutex);
}

const char *
journal_name(const struct journal *journal)
{
	return journal ? journal->name : "";
}

void
journal_clear(struct journal *journal)
{
	char text[JOURNAL_FILE];

	if (!journal || !journal->noted)
		return;
	pthread_mutex_lock(&journal->mutex);
	journal->pending = journal->again = false;
	wait_written(journal);
	journal->again = false;
	journal->noted = NULL;
	journal->error = 0;
	*journal->trouble = '\0';
	pthread_mutex_unlock(&journal->mutex);
	journal_file(text, journal->name, "text");
	unlinkat(journal->folder, text, 0);
}

void
journal_sync(struct journal *journal)
{
	if (!journal)
		return;
	pthread_mutex_lock(&journal->mutex);
	journal->urgent = journal->pending |= journal->again;
	pthread_cond_broadcast(&journal->woken);
	while (journal->pending || journal->writing)
		pthread_cond_wait(&journal->woken, &journal->mutex);
	pthread_mutex_unlock(&journal->mutex);
}

static void
set_write_trouble(struct journal *journal, int error)
{
	struct buf text = BUF_INIT;

	buf_add_format(&text, "%s/adref/" JOURNAL_FOLDER ": %s",
		store_folder(record_store(journal->record)), strerror(error));
	set_trouble(journal, buf_text(&text));
	buf_release(&text);
}

bool
journal_is_safe(struct journal *journal)
{
	int error;

	if (!journal)
		return true;
	pthread_mutex_lock(&journal->mutex);
	error = journal->error;
	pthread_mutex_unlock(&journal->mutex);
	if (!error && journal->lock >= 0)
		*journal->trouble = '\0';
	else if (error && !*journal->trouble)
		set_write_trouble(journal, error);
	return !*journal->trouble;
}

const char *
journal_trouble(struct journal *journal)
{
	if (journal_is_safe(journal) || journal->told)
		return NULL;
	journal->told = true;
	return journal->trouble;
}

/* The lock file goes unless something stays behind beside it. */
static void
leave_folder(struct journal *journal)
{
	char live[JOURNAL_FILE];

	if (journal->lock >= 0) {
		journal_file(live, journal->name, "live");
		if (!journal->noted)
			unlinkat(journal->folder, live, 0);
		close(journal->lock);
	}
	if (journal->folder >= 0)
		close(journal->folder);
}

void
journal_close(struct journal *journal)
{
	if (!journal)
		return;
	if (journal->runs) {
		pthread_mutex_lock(&journal->mutex);
		journal->ends = true;
		journal->pending |= journal->again;
		pthread_cond_broadcast(&journal->woken);
		pthread_mutex_unlock(&journal->mutex);
		pthread_join(journal->thread, NULL);
	}
	if (open_journal == journal)
		open_journal = NULL;
	leave_folder(journal);
	pthread_cond_destroy(&journal->woken);
	pthread_mutex_destroy(&journal->mutex);
	buf_release(&journal->rooms[0]);
	buf_release(&journal->rooms[1]);
	free(journal);
}

/*
 * Into a file of its own: the thread may be about to put an older text in
 * place, and nothing could stop it here.
 */
void
journal_abandon(void)
{
	struct journal *journal = open_journal;
	struct buf *noted = journal ? journal->noted : NULL;
	char last[JOURNAL_FILE];

	if (!noted)
		return;
	journal_file(last, journal->name, "last");
	write_file(journal, last, noted->data, noted->len);
}
