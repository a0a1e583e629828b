/*
 * What a store is made of inside: a struct of verbs, and what both stores
 * share. Only files of this floor include it.
 *
 * The contract of each verb is that of the store_* function of the same name
 * in store.h; store.c has checked the arguments (names, paths, "not read
 * only") before a verb is called.
 */
#ifndef ADREF_STORE_BACKEND_H
#define ADREF_STORE_BACKEND_H

#include "adref/store/store.h"

struct store_verbs {
	void (*close)(struct store *store);
	const char *(*folder)(const struct store *store);
	const char *(*work_tree)(const struct store *store);
	const char *(*behind)(const struct store *store);
	int (*tip)(struct store *store, store_id *out, struct err *err);
	int (*list)(struct store *store, const store_id *revision,
		const char *path, struct store_entries *out, struct err *err);
	int (*read)(struct store *store, const store_id *revision,
		const char *path, struct buf *out, struct err *err);
	int (*read_blob)(struct store *store, const store_id *blob,
		struct buf *out, struct err *err);
	int (*compare)(struct store *store, const store_id *from,
		const store_id *to, struct store_differences *out,
		struct err *err);
	int (*save)(struct store *store, const struct store_save *save,
		store_id *out, struct err *err);
	int (*keep)(struct store *store, bool keep, struct err *err);
						/* may be NULL */
	int (*pack)(struct store *store, const struct store_pack_watch *watch,
		struct store_packed *out, struct err *err);
						/* may be NULL */
	size_t (*loose)(struct store *store);	/* may be NULL */
	const char *(*busy)(struct store *store);
	int (*outside)(struct store *store, const char *const *folders,
		struct store_paths *out, struct err *err);
	int (*outside_read)(struct store *store, const char *path,
		struct buf *out, struct err *err);
	int (*revision)(struct store *store, const store_id *id,
		struct store_revision *out, struct err *err);
	int (*resolve)(struct store *store, const char *name, store_id *out,
		struct err *err);
	int (*tags)(struct store *store, struct store_tags *out,
		struct err *err);
	int (*tag)(struct store *store, const char *name,
		const store_id *revision, const struct store_person *tagger,
		const char *message, struct err *err);
	void (*in_passing)(bool on);	/* may be NULL */
	void (*git_user)(struct store *store, char **name, char **email);
};

/* The first member of every store. */
struct store {
	const struct store_verbs *verbs;
	bool read_only;
	char *below, *email, *why;	/* store_limit(); NULL: none */
	bool caches;		/* derived files may be written */
};

enum {
	STORE_PATH_MAX = 4000,
	STORE_PART_MAX = 255,
	STORE_DEEP_MAX = 64,		/* folders inside folders */
	STORE_FILE_MAX = 64 << 20,	/* bytes of one file that is read */
	STORE_LIST_MAX = 1 << 20	/* files of one comparison */
};

/* Each 0, or -1 and ERR_REFUSED with what is wrong. */
int store_check_path(const char *path, struct err *err);
int store_check_person(const struct store_person *person, const char *what,
	struct err *err);
int store_check_save(const struct store_save *save, struct err *err);
/* limit.c: whether a store that is limited takes a save that was checked; a
 * tag. */
int store_check_limit(const struct store *store,
	const struct store_save *save, struct err *err);
int store_check_limit_tag(const struct store *store, struct err *err);
void store_limit_release(struct store *store);
int store_check_tag_name(const char *name, struct err *err);

/*
 * The puts by path, of several with one path the last only: indexes into
 * save->puts, *n of them. The caller frees.
 */
size_t *store_puts_sorted(const struct store_save *save, size_t *n);

/* As read(2), but whole and not interrupted; fewer at the file's end. */
ssize_t store_read_whole(int fd, void *at, size_t len);

/* Growing the lists; names and paths are copied. */
void store_entries_add(struct store_entries *entries, struct str name,
	enum store_kind kind, const store_id *id);
void store_differences_add(struct store_differences *differences,
	struct str path, const store_id *from, const store_id *to);
void store_paths_add(struct store_paths *paths, struct str path);
/* The new tag, all but its name still empty. */
struct store_tag *store_tags_add(struct store_tags *tags, const char *name);
void store_tags_sort(struct store_tags *tags);

#endif
