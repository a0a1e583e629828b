/*
 * Other repositories: what may be asked of a store, before it is. They are no
 * verbs of a store, so that a program which speaks to nobody is linked without
 * them; one in memory knows no other.
 */
#include "adref/store/remote.h"

#include <stdlib.h>
#include <string.h>

#include "git_remote.h"

static int
check_writer(const struct store *store, struct err *err)
{
	if (store->read_only)
		return err_set(err, ERR_REFUSED,
			"the repository is open for reading only");
	if (store->verbs != &gitstore_verbs)
		return err_set(err, ERR_REFUSED, "a text in memory has no "
			"other repository");
	return store_check_limit_tag(store, err);
}

int
store_fetch(struct store *store, const char *remote,
	const struct store_going *going, struct store_fetched *out,
	struct err *err)
{
	*out = (struct store_fetched){ .called = NULL };
	if (check_writer(store, err) == 0 &&
	    gitstore_fetch(store, remote, going, out, err) == 0) {
		store_tags_sort(&out->tags);
		return 0;
	}
	store_fetched_release(out);
	return -1;
}

void
store_fetched_release(struct store_fetched *fetched)
{
	free(fetched->called);
	free(fetched->branch);
	store_tags_release(&fetched->tags);
	*fetched = (struct store_fetched){ .called = NULL };
}

int
store_push(struct store *store, const char *remote,
	const struct store_gift *gift, const struct store_going *going,
	struct err *err)
{
	if (check_writer(store, err) < 0)
		return -1;
	return gitstore_push(store, remote, gift, going, err);
}

int
store_part(struct store *store, const store_id *a, const store_id *b,
	struct store_parting *out, struct err *err)
{
	*out = (struct store_parting){ .a = 0 };
	if (store_id_is_none(a) || store_id_is_none(b))
		return 0;
	if (store_id_same(a, b)) {
		out->base = *a;
		return 0;
	}
	if (store->verbs != &gitstore_verbs)
		return check_writer(store, err);
	return gitstore_part(store, a, b, out, err);
}

int
store_forward(struct store *store, const store_id *from, const store_id *to,
	struct err *err)
{
	if (check_writer(store, err) < 0)
		return -1;
	return gitstore_forward(store, from, to, err);
}

int
store_take_tag(struct store *store, const struct store_tag *tag,
	struct err *err)
{
	if (check_writer(store, err) < 0 ||
	    store_check_tag_name(tag->name, err) < 0)
		return -1;
	return gitstore_take_tag(store, tag->name, &tag->object, err);
}
