/*
 * The door of the store: each call checks its arguments and goes on to the
 * verb of the store at hand. Start here, then git_save.c. What it must not do:
 * know git or memory.
 */
#include "adref/store/store.h"

#include <assert.h>
#include <string.h>

#include "backend.h"

bool
store_id_is_none(const store_id *id)
{
	static const store_id none;

	return store_id_same(id, &none);
}

bool
store_id_same(const store_id *a, const store_id *b)
{
	return memcmp(a->bytes, b->bytes, sizeof(a->bytes)) == 0;
}

void
store_id_text(const store_id *id, char out[STORE_HEX + 1])
{
	static const char digits[] = "0123456789abcdef";
	size_t i;

	for (i = 0; i < sizeof(id->bytes); i++) {
		out[2 * i] = digits[id->bytes[i] >> 4];
		out[2 * i + 1] = digits[id->bytes[i] & 15];
	}
	out[STORE_HEX] = '\0';
}

static int
hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

size_t
store_id_read(store_id *out, const char *text)
{
	size_t len;

	memset(out, 0, sizeof(*out));
	for (len = 0; text[len]; len++) {
		int value = hex_value(text[len]);

		if (value < 0 || len >= STORE_HEX)
			return 0;
		out->bytes[len / 2] |=
			(unsigned char)(len % 2 ? value : value << 4);
	}
	return len < 4 ? 0 : len;
}

void
store_close(struct store *store)
{
	if (!store)
		return;
	store_limit_release(store);
	store->verbs->close(store);
}

const char *
store_folder(const struct store *store)
{
	return store->verbs->folder(store);
}

const char *
store_work_tree(const struct store *store)
{
	return store->verbs->work_tree(store);
}

bool
store_is_read_only(const struct store *store)
{
	return store->read_only;
}

const char *
store_behind(const struct store *store)
{
	return store->verbs->behind(store);
}

int
store_tip(struct store *store, store_id *out, struct err *err)
{
	memset(out, 0, sizeof(*out));
	return store->verbs->tip(store, out, err);
}

int
store_list(struct store *store, const store_id *revision, const char *path,
	struct store_entries *out, struct err *err)
{
	memset(out, 0, sizeof(*out));
	return store->verbs->list(store, revision, path, out, err);
}

int
store_read(struct store *store, const store_id *revision, const char *path,
	struct buf *out, struct err *err)
{
	return store->verbs->read(store, revision, path, out, err);
}

int
store_read_blob(struct store *store, const store_id *blob, struct buf *out,
	struct err *err)
{
	return store->verbs->read_blob(store, blob, out, err);
}

int
store_compare(struct store *store, const store_id *from, const store_id *to,
	struct store_differences *out, struct err *err)
{
	memset(out, 0, sizeof(*out));
	if (store_id_same(from, to))
		return 0;
	if (store->verbs->compare(store, from, to, out, err) == 0)
		return 0;
	store_differences_release(out);
	return -1;
}

static int
refuse_read_only(const struct store *store, struct err *err)
{
	if (!store->read_only)
		return 0;
	return err_set(err, ERR_REFUSED,
		"the repository is open for reading only");
}

int
store_save(struct store *store, const struct store_save *save, store_id *out,
	struct err *err)
{
	memset(out, 0, sizeof(*out));
	if (refuse_read_only(store, err) < 0 ||
	    store_check_save(save, err) < 0 ||
	    store_check_limit(store, save, err) < 0)
		return -1;
	return store->verbs->save(store, save, out, err);
}

int
store_outside_glance(struct store *store, const char *const *folders,
	struct store_paths *out, struct err *err)
{
	memset(out, 0, sizeof(*out));
	if (store->verbs->outside(store, folders, out, err) == 0)
		return 0;
	store_paths_release(out);
	return -1;
}

int
store_outside(struct store *store, struct store_paths *out, struct err *err)
{
	return store_outside_glance(store, NULL, out, err);
}

int
store_outside_read(struct store *store, const char *path, struct buf *out,
	struct err *err)
{
	if (store_check_path(path, err) < 0)
		return -1;
	return store->verbs->outside_read(store, path, out, err);
}

int
store_keep(struct store *store, bool keep, struct err *err)
{
	if (!store->verbs->keep || store->read_only)
		return 0;
	return store->verbs->keep(store, keep, err);
}

const char *
store_busy(struct store *store)
{
	return store->verbs->busy(store);
}

int
store_revision(struct store *store, const store_id *id,
	struct store_revision *out, struct err *err)
{
	memset(out, 0, sizeof(*out));
	return store->verbs->revision(store, id, out, err);
}

int
store_pack(struct store *store, const struct store_pack_watch *watch,
	struct store_packed *out, struct err *err)
{
	*out = (struct store_packed){ 0 };
	if (refuse_read_only(store, err) < 0)
		return -1;
	if (store->below)
		return err_set(err, ERR_REFUSED, "%s", store->why);
	return store->verbs->pack ? store->verbs->pack(store, watch, out, err)
		: 0;
}

size_t
store_loose(struct store *store)
{
	return store->verbs->loose && !store->read_only && !store->below
		? store->verbs->loose(store) : 0;
}

void
store_in_passing(struct store *store, bool on)
{
	if (store->verbs->in_passing)
		store->verbs->in_passing(on);
}

int
store_resolve(struct store *store, const char *name, store_id *out,
	struct err *err)
{
	memset(out, 0, sizeof(*out));
	return store->verbs->resolve(store, name, out, err);
}

int
store_tags(struct store *store, struct store_tags *out, struct err *err)
{
	memset(out, 0, sizeof(*out));
	if (store->verbs->tags(store, out, err) < 0) {
		store_tags_release(out);
		return -1;
	}
	store_tags_sort(out);
	return 0;
}

int
store_tag(struct store *store, const char *name, const store_id *revision,
	const struct store_person *tagger, const char *message,
	struct err *err)
{
	if (refuse_read_only(store, err) < 0 ||
	    store_check_limit_tag(store, err) < 0 ||
	    store_check_tag_name(name, err) < 0 ||
	    store_check_person(tagger, "tagger", err) < 0)
		return -1;
	if (store_id_is_none(revision))
		return err_set(err, ERR_REFUSED,
			"there is no revision to give the name %s to", name);
	return store->verbs->tag(store, name, revision, tagger,
		message ? message : "", err);
}

void
store_git_user(struct store *store, char **name, char **email)
{
	*name = NULL;
	*email = NULL;
	store->verbs->git_user(store, name, email);
}
