/*
 * Packing inside: what the files git_pack*.c share. First all that is to go
 * into the new pack is listed (git_pack_list.c), then it is written
 * (git_pack.c), then each object is read from the new pack alone, and only
 * what can be read there is taken away elsewhere (git_pack_drop.c).
 */
#ifndef ADREF_STORE_GIT_PACK_H
#define ADREF_STORE_GIT_PACK_H

#include "adref/base/map.h"
#include "git.h"

/* An object that goes into the pack. */
struct packing_object {
	store_id id;
	char *name;		/* of the file or folder, as one tree has it;
				 * NULL: of a revision, or not known */
	bool loose;		/* in a file of its own */
	bool unread;		/* it cannot be read: it stays */
};

/* A pack that the new one takes the place of. */
struct packing_old {
	char *path;		/* without its ending */
	size_t n;		/* objects */
};

struct packing {
	struct git_repository *repo;
	struct git_odb *odb;
	char *objects;		/* the folder */
	const struct store_pack_watch *watch;
	struct packing_object *at;
	size_t n, cap;
	struct map by_id;	/* id in hexadecimal -> index + 1 */
	struct packing_old *old;
	size_t old_n, old_cap;
	char *pack;		/* the new one's path, without its ending */
};

/* Tell how far it is; false: stop. */
bool packing_goes_on(const struct packing *packing, const char *what,
	size_t done, size_t of);
/* List what lies loose, and the small packs of earlier calls. */
int packing_list(struct packing *packing, struct err *err);
/* Take away what can be read from the new pack. */
int packing_drop(struct packing *packing, struct git_store *git,
	struct store_packed *out, struct err *err);

#endif
