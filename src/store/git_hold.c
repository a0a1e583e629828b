/*
 * Holding a repository: one flock for all of adref's writers, the signals kept
 * away, the group's umask. The lock file says what its holder is doing, so
 * that the next one can clean up after a holder that died: its lock on a
 * branch or on git's index, and a work tree that could not follow. What it
 * must not do: touch a lock that is not ours.
 *
 * The file holds at most three lines: `saving BRANCH ACT-ID`, `behind
 * REVISION`, what the work tree still shows, and `index` while git's index is
 * being written.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include <git2.h>

#include "adref/base/mem.h"
#include "git.h"

enum {
	NOTE_MAX = 1000,
	/* Microseconds between looks at a lock: at first, at most, and how
	 * long until the looks become fewer. */
	OFTEN = 200, SELDOM = 5000, PATIENT = 50000
};

void
gitstore_pause(int ms)
{
	struct timespec pause = { ms / 1000, (long)(ms % 1000) * 1000000 };

	nanosleep(&pause, NULL);
}

bool
gitstore_wait_gone(const char *path, int *waited_ms)
{
	struct stat is;

	while (lstat(path, &is) == 0) {
		if (*waited_ms >= git_waits.lock_ms)
			return false;
		gitstore_pause(5);
		*waited_ms += 5;
	}
	return true;
}

/* All but those that a fault of our own raises: they cannot wait. */
static void
hold_signals(struct git_hold *hold)
{
	static const int faults[] = {
		SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP, SIGSYS
	};
	sigset_t all;
	size_t i;

	sigfillset(&all);
	for (i = 0; i < sizeof(faults) / sizeof(faults[0]); i++)
		sigdelset(&all, faults[i]);
	sigprocmask(SIG_BLOCK, &all, &hold->signals);
}

static int
open_lock(const struct git_store *git, const char *name, struct err *err)
{
	char *path = gitstore_path(git, "adref");
	int fd = -1;

	if (mkdir(path, 0777) == 0 || errno == EEXIST) {
		free(path);
		path = gitstore_path(git, name);
		fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW,
			0666);
	}
	if (fd < 0)
		err_set(err, ERR_SYSTEM, "%s cannot be opened: %s", path,
			strerror(errno));
	free(path);
	return fd;
}

/* Wait for the flock, looking again after `pause` microseconds, and after a
 * while less often. */
static int
take_lock(const struct git_store *git, int fd, long pause, struct err *err)
{
	long waited = 0;

	while (flock(fd, LOCK_EX | LOCK_NB) < 0) {
		struct timespec nap = { 0, pause * 1000 };

		if (errno == EINTR)
			continue;
		if (errno != EWOULDBLOCK)
			return err_set(err, ERR_SYSTEM,
				"%s/adref/lock cannot be locked: %s",
				git->folder, strerror(errno));
		if (waited >= (long)git_waits.hold_ms * 1000)
			return err_set(err, ERR_SYSTEM,
				"another adref has been holding "
				"%s/adref/lock for %ld seconds", git->folder,
				waited / 1000000);
		nanosleep(&nap, NULL);
		waited += pause;
		if (waited > PATIENT && pause < SELDOM)
			pause += OFTEN;
	}
	return 0;
}

/*
 * The flock, in turn: whoever waits for it holds `turn`, so that one who lets
 * go and comes back at once finds another before him. flock itself is unfair.
 */
int
gitstore_lock(const struct git_store *git, struct err *err)
{
	int turn = open_lock(git, "adref/turn", err);
	int lock = turn < 0 ? -1 : open_lock(git, "adref/lock", err);

	if (lock >= 0 && (take_lock(git, turn, SELDOM / 4, err) < 0 ||
	    take_lock(git, lock, OFTEN, err) < 0)) {
		close(lock);
		lock = -1;
	}
	if (turn >= 0)
		close(turn);
	return lock;
}

static void
read_line(struct str line, struct git_hold *hold)
{
	struct str verb, word;
	bool saving, behind;

	if (!str_word(&line, &verb) || !str_word(&line, &word))
		return;
	saving = str_is(verb, "saving") && !hold->branch;
	behind = str_is(verb, "behind") && !hold->is_behind;
	if (saving) {
		hold->branch = mem_text_len(word.at, word.len);
	} else if (behind) {
		char *text = mem_text_len(word.at, word.len);

		hold->is_behind =
			store_id_read(&hold->behind, text) == STORE_HEX;
		free(text);
	}
}

/* Whether the holder before us died while it wrote git's index. */
static bool
read_note(int fd, struct git_hold *hold)
{
	char bytes[NOTE_MAX + 1];
	ssize_t len = pread(fd, bytes, NOTE_MAX, 0);
	struct str rest, line;

	if (len <= 0)
		return false;
	rest = str_make(bytes, (size_t)len);
	while (str_line(&rest, &line)) {
		if (str_is(line, "index")) {
			hold->note_len = (off_t)(line.at - bytes);
			return true;
		}
		read_line(line, hold);
	}
	hold->note_len = (off_t)len;
	return false;
}

/* The holder before us died while writing this branch: its lock is stale. */
static void
drop_own_lock(const struct git_store *git, const char *branch)
{
	struct buf path = BUF_INIT;
	int valid = 0;

	if (git_reference_name_is_valid(&valid, branch) < 0 || !valid ||
	    !str_starts(str_of(branch), "refs/"))
		return;
	buf_add_format(&path, "%s/%s.lock", git->folder, branch);
	unlink(path.data);
	buf_release(&path);
}

static void
drop_own_index_lock(const struct git_store *git)
{
	struct buf path = BUF_INIT;

	buf_add_format(&path, "%sindex.lock", git_repository_path(git->repo));
	unlink(path.data);
	buf_release(&path);
}

int
gitstore_hold(struct git_store *git, struct git_hold *hold, struct err *err)
{
	memset(hold, 0, sizeof(*hold));
	hold_signals(hold);
	hold->umask = umask(022);
	umask(git->shared ? 0002 : hold->umask);
	hold->lock = git->kept_lock >= 0 ? fcntl(git->kept_lock, F_DUPFD_CLOEXEC, 0)
		: gitstore_lock(git, err);
	if (hold->lock < 0) {
		gitstore_hold_release(git, hold);
		return -1;
	}
	git->hold = hold;
	if (read_note(hold->lock, hold)) {
		drop_own_index_lock(git);
		gitstore_hold_index(hold, false);
	}
	if (hold->branch)
		drop_own_lock(git, hold->branch);
	return 0;
}

/* A save meanwhile uses the same lock: it is let go with the last of them. */
int
gitstore_keep(struct store *store, bool keep, struct err *err)
{
	struct git_store *git = (struct git_store *)store;

	if (!keep && git->kept_lock >= 0) {
		close(git->kept_lock);
		git->kept_lock = -1;
	}
	if (!keep || git->kept_lock >= 0)
		return 0;
	git->kept_lock = gitstore_lock(git, err);
	return git->kept_lock < 0 ? -1 : 0;
}

static int
write_all(int fd, const char *at, size_t len, off_t off)
{
	size_t done = 0;

	while (done < len) {
		ssize_t n = pwrite(fd, at + done, len - done,
			off + (off_t)done);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return -1;
		done += (size_t)n;
	}
	return 0;
}

int
gitstore_hold_note(struct git_hold *hold, const char *branch,
	const char *act_id, const store_id *behind, struct err *err)
{
	struct buf note = BUF_INIT;
	char text[STORE_HEX + 1];
	int rc = 0;

	if (branch)
		buf_add_format(&note, "saving %s %s\n", branch,
			act_id && *act_id ? act_id : "-");
	if (behind) {
		store_id_text(behind, text);
		buf_add_format(&note, "behind %s\n", text);
	}
	/* The lines first: no moment is without one of them. */
	if (write_all(hold->lock, buf_text(&note), note.len, 0) < 0 ||
	    ftruncate(hold->lock, (off_t)note.len) < 0)
		rc = err_set(err, ERR_SYSTEM,
			"the repository's adref/lock cannot be written: %s",
			strerror(errno));
	hold->note_len = (off_t)note.len;
	buf_release(&note);
	return rc;
}

/* When it cannot be noted, a kill at the wrong time needs a hand: no more. */
void
gitstore_hold_index(struct git_hold *hold, bool writing)
{
	static const char line[] = "index\n";
	int rc;

	if (!hold)
		return;
	if (writing)
		rc = write_all(hold->lock, line, sizeof(line) - 1,
			hold->note_len);
	else
		rc = ftruncate(hold->lock, hold->note_len);
	(void)rc;
}

void
gitstore_hold_release(struct git_store *git, struct git_hold *hold)
{
	git->hold = NULL;
	if (hold->lock >= 0)
		close(hold->lock);
	hold->lock = -1;
	free(hold->branch);
	hold->branch = NULL;
	umask(hold->umask);
	sigprocmask(SIG_SETMASK, &hold->signals, NULL);
}

bool
gitstore_hold_peek(struct git_store *git, store_id *behind)
{
	char *path = gitstore_path(git, "adref/lock");
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	struct git_hold hold;

	free(path);
	if (fd < 0)
		return false;
	memset(&hold, 0, sizeof(hold));
	read_note(fd, &hold);
	close(fd);
	free(hold.branch);
	*behind = hold.behind;
	return hold.is_behind;
}
