/*
 * The git store inside: what its files share. libgit2's own types are only
 * named here, so that <git2.h> stays in git*.c.
 *
 * The order of a save, which no file may change: hold (signals, umask, flock),
 * mend what a dead holder left, write objects, flush them, move the branch
 * (compare-and-swap, flushed), read the tip again, work tree, git's index,
 * release. Start reading in git_save.c.
 */
#ifndef ADREF_STORE_GIT_H
#define ADREF_STORE_GIT_H

#include <signal.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <time.h>

#include "backend.h"

struct git_oid;
struct git_odb;
struct git_repository;
struct git_tree;

/* What a tree's entry is, from its mode. */
enum {
	MODE_KIND = 0170000,
	MODE_FOLDER = 0040000,
	MODE_FILE = 0100000
};

/* The objects of one save. */
struct git_written {
	store_id id;
	bool fresh;		/* was not there before */
};
struct git_written_list {
	struct git_written *at;
	size_t n, cap;
};

/* Trees as they were written last: git_folder.c. */
enum { GIT_KEPT = 8, GIT_KEPT_LEN = 64 * 1024 };
struct git_kept {
	store_id id;
	struct buf bytes;	/* empty: none */
};

struct git_store {
	struct store base;
	struct git_repository *repo;
	struct git_odb *odb;
	char *folder;		/* the git folder, no slash behind */
	char *work;		/* the work tree, or NULL; no slash behind */
	char *branch;		/* that HEAD named when it was opened, or NULL */
	bool shared;		/* its group may write: umask 0002 */
	struct timespec index_time;	/* of the index as read */
	struct buf behind;	/* why it could not follow */
	struct git_hold *hold;	/* while it is held */
	int kept_lock;		/* ours, kept over several saves, or -1 */
	struct git_written_list written; /* not flushed yet */
	struct git_kept kept[GIT_KEPT];
	size_t kept_next;	/* whose turn it is to go */
};

/* How long the store waits for others; tests shorten it. */
struct git_waits {
	int hold_ms;		/* for our own lock */
	int lock_ms;		/* for a foreign lock: branch or index */
	int stale_s;		/* age of a foreign lock that is dead */
};
extern struct git_waits git_waits;

/* git_open.c, git_user.c */
extern const struct store_verbs gitstore_verbs;
/* -1, err filled with the words given and libgit2's reason behind. */
int gitstore_fail(struct err *err, enum err_code code,
	const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* Start libgit2, for nobody's settings but the repository's; counted: each has
 * its own git_libgit2_shutdown(). */
int gitstore_start(struct err *err);
/* git_loose.c: the repository's objects, read so that damage is an error and
 * never a loop; for the repository from here on. git_odb_free() it. */
int gitstore_objects(struct git_repository *repo, const char *folder,
	struct git_odb **out);
/* Path below the git folder (the name may be ""); the caller frees. */
char *gitstore_path(const struct git_store *git, const char *name);
/* Whether libgit2 flushes what it writes: off but for references. */
void gitstore_flushing(bool on);
void gitstore_user(struct store *store, char **name, char **email);
/* ERR_REFUSED when folder belongs to somebody we do not share it with. */
int gitstore_check_owner(const char *folder, struct err *err);
int gitstore_check_disk(const char *folder, struct err *err);

/* git_read.c */
void gitstore_oid(struct git_oid *out, const store_id *id);
store_id gitstore_id(const struct git_oid *oid);
/*
 * The branch that HEAD names, with its tip (none while unborn). *branch is
 * NULL when HEAD is detached; the caller frees it; branch may be NULL. Refused
 * (ERR_NO_BRANCH) when HEAD names another one than when this was opened.
 */
int gitstore_head(struct git_store *git, char **branch, store_id *tip,
	struct err *err);
/* The tree of a revision; none for none. */
int gitstore_tree_of(struct git_store *git, const store_id *revision,
	store_id *out, struct err *err);
/* Open a tree (of the folder path, for messages); none opens as NULL. */
int gitstore_tree(struct git_store *git, const store_id *id,
	const char *path, struct git_tree **out, struct err *err);
int gitstore_tip(struct store *store, store_id *out, struct err *err);
int gitstore_list(struct store *store, const store_id *revision,
	const char *path, struct store_entries *out, struct err *err);
int gitstore_read(struct store *store, const store_id *revision,
	const char *path, struct buf *out, struct err *err);
int gitstore_read_blob(struct store *store, const store_id *blob,
	struct buf *out, struct err *err);
int gitstore_revision(struct store *store, const store_id *id,
	struct store_revision *out, struct err *err);
/* The blob at path in a revision; none when there is no file. */
int gitstore_blob_at(struct git_store *git, const store_id *revision,
	const char *path, store_id *out, struct err *err);

/* git_folder.c: the entries of a folder, one after the other or by name. */
struct git_folder {
	struct git_tree *tree;	/* NULL: it is kept, */
	struct str bytes;	/* and this is left of it */
	size_t at;
};
struct git_entry {
	const char *name;	/* borrowed until the folder is closed, or */
	unsigned mode;		/* the next save */
	store_id id;
};
/* Close it in any case. */
int gitstore_open_folder(struct git_store *git, const store_id *id,
	const char *path, struct git_folder *out, struct err *err);
bool gitstore_next_entry(struct git_folder *folder, struct git_entry *out);
/* Of a folder that was just opened. */
bool gitstore_find_entry(struct git_folder *folder, const char *name,
	struct git_entry *out);
void gitstore_close_folder(struct git_folder *folder);
/* Keep the bytes of a tree that was written, which are taken over. */
void gitstore_keep_folder(struct git_store *git, const store_id *id,
	struct buf *bytes);
void gitstore_release_kept(struct git_store *git);

/* git_compare.c */
int gitstore_compare(struct store *store, const store_id *from,
	const store_id *to, struct store_differences *out, struct err *err);
/* The files of a revision as what differs from nothing, without those in
 * these folders at the top; NULL: all. */
int gitstore_files(struct git_store *git, const store_id *revision,
	const char *const *without, struct store_differences *out,
	struct err *err);
/* Whether a name is in a list with NULL behind; the list may be NULL. */
bool gitstore_is_named(const char *const *names, const char *name);

/* git_object.c: objects are verified, git_flush.c: and flushed together. */
int gitstore_write(struct git_store *git, int type, struct str bytes,
	store_id *out, struct err *err);
/* Where a loose object lies; the caller frees. */
char *gitstore_object_path(const struct git_store *git, const store_id *id);
int gitstore_flush(struct git_store *git, struct err *err);
/* Flush one folder; 0 or -1 with errno. */
int gitstore_flush_folder(const char *path);

/* git_tree.c: the tree of save->tree_of with the puts. */
int gitstore_build(struct git_store *git, const struct store_save *save,
	store_id *tree, struct err *err);

/* git_hold.c */
struct git_hold {
	int lock;		/* descriptor of the lock file */
	sigset_t signals;	/* as they were */
	mode_t umask;		/* as it was */
	off_t note_len;		/* of what it says */
	/* What the holder before us left, when it died or had to leave: */
	char *branch;		/* it was writing this; NULL */
	bool is_behind;		/* files may be as old as this: */
	store_id behind;
};
/* Keep writers away and no more; the descriptor is let go by close(). -1. */
int gitstore_lock(const struct git_store *git, struct err *err);
/* Hold the repository; remove the lock of a holder that died. */
int gitstore_hold(struct git_store *git, struct git_hold *hold,
	struct err *err);
/*
 * Write down what is being done: branch and act (NULL: nothing any more), and
 * the revision that the work tree shows (NULL: it is as the tip).
 */
int gitstore_hold_note(struct git_hold *hold, const char *branch,
	const char *act_id, const store_id *behind, struct err *err);
/* Note that git's index is being written, and that it no longer is. */
void gitstore_hold_index(struct git_hold *hold, bool writing);
void gitstore_hold_release(struct git_store *git, struct git_hold *hold);
int gitstore_keep(struct store *store, bool keep, struct err *err);
/* For readers: the revision the work tree shows, false when it is the tip. */
bool gitstore_hold_peek(struct git_store *git, store_id *behind);
/* Wait up to git_waits.lock_ms for a lock file to go; true when it went. */
bool gitstore_wait_gone(const char *path, int *waited_ms);
void gitstore_pause(int ms);

/* git_branch.c */
/*
 * Move a reference from old (none: it must not exist) to id, flushed. ERR_MOVED
 * when it is elsewhere. Call under the hold.
 */
int gitstore_move(struct git_store *git, const char *name,
	const store_id *old, const store_id *id, struct err *err);

/* git_save.c, git_tags.c */
int gitstore_save(struct store *store, const struct store_save *save,
	store_id *out, struct err *err);
int gitstore_forward(struct store *store, const store_id *from,
	const store_id *to, struct err *err);
/* The revision behind any object; false when there is none. */
bool gitstore_peel(struct git_store *git, const struct git_oid *oid,
	store_id *out);
int gitstore_take_tag(struct store *store, const char *name,
	const store_id *object, struct err *err);
int gitstore_resolve(struct store *store, const char *name, store_id *out,
	struct err *err);
int gitstore_tags(struct store *store, struct store_tags *out,
	struct err *err);
int gitstore_tag(struct store *store, const char *name,
	const store_id *revision, const struct store_person *tagger,
	const char *message, struct err *err);

/* git_pack.c */
int gitstore_pack(struct store *store, const struct store_pack_watch *watch,
	struct store_packed *out, struct err *err);
size_t gitstore_loose(struct store *store);

/* git_place.c: files of the work tree, no link is ever followed. */
enum work_state {
	WORK_GONE,	/* nothing there */
	WORK_FILE,
	WORK_ODD,	/* a link, a folder, a device */
	WORK_UNREAD	/* the system would not say, or not read it */
};
/* What is at path; its stat data, unless it is WORK_GONE or WORK_UNREAD. */
enum work_state work_look(const struct git_store *git, const char *path,
	struct stat *stat);
/* The same, and for a file its bytes are appended; errno when UNREAD. */
enum work_state work_read(const struct git_store *git, const char *path,
	struct stat *stat, struct buf *out);
/* The same with the id that its bytes would have as a blob. */
enum work_state work_look_id(const struct git_store *git, const char *path,
	struct stat *stat, store_id *id);
/* Each 0, or -1 with errno. */
int work_write(const struct git_store *git, const char *path,
	struct str bytes);
int work_drop(const struct git_store *git, const char *path);

/* git_work.c */
enum {
	FOLLOW_FILES = 1,	/* a file could not be brought up to date */
	FOLLOW_INDEX = 2	/* git's index could not */
};
/*
 * Let the work tree and the index go from one revision to the other; `oldest`
 * is the revision that files may still be at. Returns what has to be tried
 * again, 0 when nothing; git->behind tells why. A file that somebody edited is
 * not tried again.
 */
unsigned gitstore_follow(struct git_store *git, const store_id *from,
	const store_id *to, const store_id *oldest);
/* Mend the index entries that differ from the tip for no reason. */
unsigned gitstore_mend_index(struct git_store *git, const store_id *tip);
/*
 * Whether a blob (none: no file) was at path in one of the revisions from
 * `tip` back to `oldest`: then it is an older text of ours, and no edit.
 */
bool gitstore_was_at(struct git_store *git, const char *path,
	const store_id *blob, const store_id *oldest, const store_id *tip);

/* git_index.c: git's index. */
struct git_index;
/* Read it afresh; NULL when it cannot be used, git->behind says why. */
struct git_index *gitstore_index_open(struct git_store *git);
/* Write and close it; false when it is locked or cannot be written. */
bool gitstore_index_close(struct git_store *git, struct git_index *index);
/* Close it without writing. */
void gitstore_index_free(struct git_index *index);
/* Whether git has stages of it side by side, as it could not merge it. */
bool gitstore_index_is_torn(struct git_index *index, const char *path);
/*
 * Set or take out one entry; without stat git will look at the file itself.
 * One that git could not merge stays as it is: it is somebody's to settle.
 */
void gitstore_index_set(struct git_index *index, const char *path,
	const store_id *id, const struct stat *stat);
/* The blob of an entry (none: no entry), and whether stat is its file's. */
store_id gitstore_index_get(const struct git_store *git,
	struct git_index *index, const char *path, const struct stat *stat,
	bool *same);
/* All entries, as files that differ from nothing: `to` is the blob. */
void gitstore_index_list(struct git_index *index,
	struct store_differences *out);

/* git_outside.c */
/* folders: those at the top that may be passed over; or NULL. */
int gitstore_outside(struct store *store, const char *const *folders,
	struct store_paths *out, struct err *err);
int gitstore_outside_read(struct store *store, const char *path,
	struct buf *out, struct err *err);
/* What git is in the middle of, as in `in the middle of a merge`; NULL. */
const char *gitstore_busy(struct store *store);

#endif
