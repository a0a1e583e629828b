/*
 * Trees of bytes, revisions, tags, and one compare-and-swap. The store knows
 * no document. Two stores stand behind one struct of verbs: git (libgit2, the
 * only file that includes <git2.h>) and memory (tests, a read-only look).
 *
 * What always holds:
 * - store_save() returns 0 only when the revision and all it needs are on the
 *   disk and the branch points to it. There is no other way to write.
 * - the branch that is written is HEAD's, and nothing else but tags.
 * - what is read from the repository is hostile: sizes are checked, and no
 *   name or message is trusted to be printable.
 */
#ifndef ADREF_STORE_STORE_H
#define ADREF_STORE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "adref/base/buf.h"
#include "adref/base/err.h"
#include "adref/base/str.h"

/* A revision or a blob or a tree: 20 bytes; all zero means none. */
typedef struct { unsigned char bytes[20]; } store_id;

enum { STORE_HEX = 40 };

bool store_id_is_none(const store_id *id);
bool store_id_same(const store_id *a, const store_id *b);
/* 40 lower-case hexadecimal digits and a NUL. */
void store_id_text(const store_id *id, char out[STORE_HEX + 1]);
/* Read 4 to 40 hexadecimal digits; their number, or 0 when it is not that. */
size_t store_id_read(store_id *out, const char *text);

struct store;

enum store_flags {
	STORE_READ_ONLY = 1,	/* open nothing for writing, take no lock */
	STORE_CACHES = 2	/* but derived files: store_cache_write() */
};

/*
 * Make a repository at path (made when missing; an existing empty folder is
 * taken, and a repository of plain git without a revision): bare, or with a
 * work tree. First branch `main`. Refused (ERR_REFUSED) when path holds
 * anything already.
 */
int store_make(const char *path, bool bare, struct err *err);
/*
 * Open the repository at path, or the one whose work tree path is in (upward
 * search). Refused when another user owns it, (ERR_NO_BRANCH) when HEAD is detached (only for
 * writing), when the file system cannot lock. The caller closes.
 */
int store_open_git(struct store **out, const char *path, unsigned flags,
	struct err *err);
/* An empty store in memory. */
int store_open_memory(struct store **out);
void store_close(struct store *store);

/* The repository's own folder (for locks and cache); NULL for memory. */
const char *store_folder(const struct store *store);
/* The work tree's folder, or NULL when bare or in memory. */
const char *store_work_tree(const struct store *store);
bool store_is_read_only(const struct store *store);
/*
 * From here on the store takes only what one author may write: saves on the
 * tip's own tree whose puts all lie below a folder (`proposals/IND/`), by an
 * author of this address; and no tags. Anything else is ERR_REFUSED with why,
 * which says who may write what.
 */
struct store_limit {
	const char *below;	/* a path that ends with a slash */
	const char *email;	/* of the author */
	const char *why;	/* `who files for India writes only …` */
};
void store_limit(struct store *store, const struct store_limit *limit);

/* The revision the branch points to; none while it is unborn. */
int store_tip(struct store *store, store_id *out, struct err *err);

enum store_kind { STORE_FILE, STORE_FOLDER, STORE_OTHER };

struct store_entry {
	char *name;
	enum store_kind kind;
	store_id id;
};
struct store_entries {
	struct store_entry *at;
	size_t n, cap;
};
/*
 * Names in a folder ("" is the top) of a revision, in git's order. ERR_MISSING
 * when the folder is not there, ERR_DAMAGED when it cannot be read.
 */
int store_list(struct store *store, const store_id *revision,
	const char *path, struct store_entries *out, struct err *err);
void store_entries_release(struct store_entries *entries);
/* Append the bytes of a file. ERR_MISSING, ERR_DAMAGED (names the file). */
int store_read(struct store *store, const store_id *revision,
	const char *path, struct buf *out, struct err *err);
/* Append the bytes of a blob by its id. */
int store_read_blob(struct store *store, const store_id *blob,
	struct buf *out, struct err *err);

/* Files that differ between two revisions (either may be none = empty). */
struct store_difference {
	char *path;
	store_id from, to;	/* blobs; none when the file is not there */
};
struct store_differences {
	struct store_difference *at;
	size_t n, cap;
};
int store_compare(struct store *store, const store_id *from,
	const store_id *to, struct store_differences *out, struct err *err);
void store_differences_release(struct store_differences *differences);

/* Name and time of an author or committer. Names are checked: no control
 * character, no `<` `>`, not empty. */
struct store_person {
	const char *name;
	const char *email;
	int64_t time;		/* seconds since 1970 UTC */
	int zone;		/* minutes east of UTC */
};

/* One file to write (bytes.at not NULL) or to take out (bytes.at NULL). */
struct store_put {
	const char *path;	/* `outcome/ORDER`; no `..`, no empty parts */
	struct str bytes;
};

struct store_save {
	store_id parent;	/* what the branch must point to: none = unborn */
	store_id also;		/* a second parent, or none */
	store_id tree_of;	/* start from this revision's tree; none = empty */
	const struct store_put *puts;
	size_t n;
	struct store_person author, committer;
	const char *message;	/* UTF-8; ends with a newline */
	const char *act_id;	/* for the flock file; printable, short */
};
/*
 * Write the files over the tree of `tree_of`, write the revision, move the
 * branch from `parent` to it, let the work tree and git's index follow.
 * Durable when it returns 0; *out is the revision. ERR_MOVED when the branch is
 * not at `parent`: nothing has changed. ERR_SYSTEM when the disk said no: the
 * branch has not moved. Signals are held meanwhile.
 *
 * Work-tree files that were edited outside are not overwritten: if a put's
 * path has content in the work tree that differs from `parent`'s tree, it is
 * left alone and store_behind() tells.
 */
int store_save(struct store *store, const struct store_save *save,
	store_id *out, struct err *err);
/*
 * Keep other writers away over several calls, for one who was second and has to
 * read what the first wrote: else many who write could hold up one for ever.
 * Short, and let go by keep = false, which does not fail. ERR_SYSTEM when
 * another one holds on.
 */
int store_keep(struct store *store, bool keep, struct err *err);
/* Whether the work tree could not follow the last save, and why. */
const char *store_behind(const struct store *store);

/*
 * What git itself is in the middle of in this work tree (`a merge`), or NULL.
 * Until that is ended nothing is saved: the commit that ends it would take
 * back what adref did meanwhile.
 */
const char *store_busy(struct store *store);

/*
 * Files of the work tree that differ from the tip (edited, new, gone, a link
 * or a folder in their place, not to be read), for taking up from outside:
 * paths relative to the top, only *.md, *.tsv, ORDER, adref.conf. Nothing for
 * bare and memory stores.
 */
struct store_paths {
	char **at;
	size_t n, cap;
};
int store_outside(struct store *store, struct store_paths *out,
	struct err *err);
/*
 * The same at a glance, for who writes nothing: folders at the top (their
 * names, NULL behind) that nothing was put into, taken out of or renamed in
 * since git's index was written are passed over; a file in them that was
 * overwritten where it lies is not seen.
 */
int store_outside_glance(struct store *store, const char *const *folders,
	struct store_paths *out, struct err *err);
void store_paths_release(struct store_paths *paths);
/*
 * Append the bytes of such a file; no link is followed. ERR_MISSING when it is
 * gone, else ERR_REFUSED or ERR_SYSTEM with what is there, as a clause: `it is
 * a link`.
 */
int store_outside_read(struct store *store, const char *path,
	struct buf *out, struct err *err);

/* One revision as it is stored. Strings may hold anything but NUL. */
struct store_revision {
	store_id id;
	store_id parents[2];	/* none when there are fewer */
	size_t parents_n;	/* may be more than 2 */
	char *author, *author_email, *committer, *committer_email;
	int64_t time;		/* the committer's */
	int zone;
	char *message;
};
int store_revision(struct store *store, const store_id *id,
	struct store_revision *out, struct err *err);
/*
 * Put the files of single objects together in one pack, and small packs of
 * earlier calls with them; what is stored stays as it is. Others may write
 * meanwhile, they wait for a few milliseconds at most. It may be called from a
 * thread of its own, as long as the store is not closed. Stopped, killed or
 * failed (-1), it has taken away nothing that is not in the pack; what of two
 * who call it comes second does nothing. Refused for who may write only a part.
 */
struct store_pack_watch {
	/* Asked often, with what was done to how many objects of how many:
	 * false stops. */
	bool (*goes_on)(void *ctx, const char *what, size_t done, size_t of);
	void *ctx;
};
struct store_packed {
	size_t objects;		/* files that went; 0: nothing was done */
	size_t before, after;	/* bytes, of files that went and of the pack */
};
int store_pack(struct store *store, const struct store_pack_watch *watch,
	struct store_packed *out, struct err *err);
/* About how many objects lie in files of their own, from a sample; 0 where
 * store_pack() would do nothing. */
size_t store_loose(struct store *store);
/*
 * Whether what is read from here on is read in passing, each object once and
 * for a derived file: then revisions are not kept in memory, and that the bytes
 * of an object give its name is not worked out (that they were not damaged,
 * still). Reading 100,000 revisions takes three quarters of the time. The
 * caller puts it off again.
 */
void store_in_passing(struct store *store, bool on);
void store_revision_release(struct store_revision *revision);

/* `draft-1`, a full or unique short id, `HEAD`; a tag is peeled. */
int store_resolve(struct store *store, const char *name, store_id *out,
	struct err *err);

struct store_tag {
	char *name;		/* `draft-1`, `agenda/draft-1` */
	store_id revision;	/* peeled; none when it points to nothing */
	store_id object;	/* what the name itself stands at */
	char *message;		/* "" for a plain tag */
	int64_t time;
};
struct store_tags {
	struct store_tag *at;
	size_t n, cap;
};
/* All tags, by name. A broken one is listed with no revision. */
int store_tags(struct store *store, struct store_tags *out, struct err *err);
void store_tags_release(struct store_tags *tags);
/* An annotated tag; ERR_REFUSED when the name is taken (never moved). */
int store_tag(struct store *store, const char *name,
	const store_id *revision, const struct store_person *tagger,
	const char *message, struct err *err);

/*
 * Copy all branches and tags of the repository at one path, with what they
 * stand on, to the bare one at another, made when it is missing, and read all
 * of it back there. ERR_REFUSED, and nothing is changed, when that one holds
 * what this one never had under the same name.
 */
struct store_copied {
	size_t names;		/* branches and tags */
	size_t revisions, objects;	/* that were read back */
};
int store_copy(const char *from, const char *to, struct store_copied *out,
	struct err *err);

/*
 * Make adref/NAME in the repository's folder, and adref when it is missing (a
 * clone has none): both for those who may use the repository's folder, NAME
 * for no more than `most` of it (permission bits). True when it is there, made
 * now or before; else errno says why. A store in memory has none (ENOENT).
 */
bool store_make_folder(const struct store *store, const char *name,
	mode_t most);

/*
 * Files derived from what is stored, so that it need not be read again; they
 * may be deleted at any time. Reading gives their bytes, the caller's to
 * free(), or NULL when there are none or they are not those that were written:
 * cut, changed, half a file. What they mean is not checked. A store in memory
 * has none. name: one part of a path.
 */
char *store_cache_read(const struct store *store, const char *name,
	size_t *len);
/* False when it was not written: for reading only, a full disk. */
bool store_cache_write(const struct store *store, const char *name,
	struct str bytes);

/*
 * user.name and user.email as git would have them (repository, then the
 * person's, then the system's file), the only two settings read. NULL when
 * not set. The caller frees both.
 */
void store_git_user(struct store *store, char **name, char **email);

#endif
