/*
 * Who sits at the keyboard: whom the surroundings are sure of (env.h), else
 * ADREF_NAME, else git's user.name and user.email, else the account.
 */
#ifndef ADREF_SRC_RECORD_PERSON_H
#define ADREF_SRC_RECORD_PERSON_H

#include "adref/base/buf.h"
#include "adref/base/env.h"
#include "adref/store/store.h"

/* The caller frees both. */
void person_find(struct store *store, const struct env *env, char **name,
	char **email);
/* Append the name as it may stand in a revision: no `<`, `>`, controls. */
void person_add_clean(struct buf *out, const char *name);

#endif
