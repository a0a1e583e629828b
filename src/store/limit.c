/*
 * The store of somebody who may write in one place only. It is refused here,
 * below whatever asks for it, so that no command that forgot to look, and no
 * call that was added later, writes elsewhere. What it must not do: know what
 * a delegation is.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "backend.h"

void
store_limit(struct store *store, const struct store_limit *limit)
{
	store_limit_release(store);
	store->below = mem_text(limit->below);
	store->email = mem_text(limit->email);
	store->why = mem_text(limit->why);
}

void
store_limit_release(struct store *store)
{
	free(store->below);
	free(store->email);
	free(store->why);
	store->below = store->email = store->why = NULL;
}

static int
refuse(const struct store *store, const char *what, struct err *err)
{
	return err_set(err, ERR_REFUSED, "%s: not %s; nothing was changed",
		store->why, what);
}

/*
 * A path that was checked has no `..` in it and no slash at its end: what
 * begins so lies below it.
 */
static bool
is_below(const struct store *store, const char *path)
{
	return strncmp(path, store->below, strlen(store->below)) == 0;
}

int
store_check_limit(const struct store *store, const struct store_save *save,
	struct err *err)
{
	if (!store->below)
		return 0;
	if (strcmp(save->author.email, store->email) != 0)
		return refuse(store, "in another's name", err);
	if (!store_id_is_none(&save->also) ||
	    !store_id_same(&save->tree_of, &save->parent))
		return refuse(store, "another state of the text", err);
	for (size_t i = 0; i < save->n; i++)
		if (!is_below(store, save->puts[i].path))
			return refuse(store, save->puts[i].path, err);
	return save->n ? 0 : refuse(store, "a change of nothing", err);
}

int
store_check_limit_tag(const struct store *store, struct err *err)
{
	return store->below ? refuse(store, "a draft", err) : 0;
}
