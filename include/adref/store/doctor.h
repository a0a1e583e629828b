/*
 * Looking a repository over and mending what can be mended, also one that
 * cannot be opened any more. What was readable before is readable after:
 * nothing goes but what is there twice, locks that nobody holds, and what a
 * killed program left half written.
 */
#ifndef ADREF_STORE_DOCTOR_H
#define ADREF_STORE_DOCTOR_H

#include "adref/store/store.h"

enum ill_state {
	ILL_NAMED,	/* nothing here can mend it: `what` says what would */
	ILL_CURABLE,	/* it would be mended */
	ILL_CURED	/* it was */
};
struct store_ill {
	enum ill_state state;
	char *what;		/* what is wrong, where, and what to do; safe
				 * to show but for names of files */
};
struct store_ills {
	struct store_ill *at;
	size_t n, cap;
	size_t looked;		/* objects that were read */
};
enum doctor_flags {
	DOCTOR_DEEP = 1,	/* read every object, not only the text as it is
				 * and the line of changes */
	DOCTOR_MEND = 2		/* and mend */
};
/*
 * Look at the repository at path, as store_open_git() finds it; also when that
 * says that there is none. -1 when there is nothing to look at, or it is not
 * ours to look at. Others may write meanwhile.
 */
int store_examine(const char *path, unsigned flags, struct store_ills *out,
	struct err *err);
void store_ills_release(struct store_ills *ills);

#endif
