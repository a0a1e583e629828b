/*
 * Writing objects. What was written is looked for again: libgit2 has calls
 * that answer 0 for an object that is not there, and an object that a power
 * cut left empty would pass for one that need not be written. What it must not
 * do: flush; that is done once for all of them.
 */
#include <stdlib.h>
#include <unistd.h>

#include <git2.h>

#include "adref/base/mem.h"
#include "git.h"

/* Whether the object can be read: its bytes have the name they claim. */
static bool
is_sound(struct git_store *git, const git_oid *oid)
{
	git_odb_object *object;

	if (git_odb_read(&object, git->odb, oid) < 0)
		return false;
	git_odb_object_free(object);
	return true;
}

char *
gitstore_object_path(const struct git_store *git, const store_id *id)
{
	struct buf path = BUF_INIT;
	char text[STORE_HEX + 1];

	store_id_text(id, text);
	buf_add_format(&path, "%s/objects/%.2s/%s", git->folder, text,
		text + 2);
	return buf_take(&path);
}

/* Take a damaged object's file away, so that it is written afresh. */
static void
drop_damaged(struct git_store *git, const store_id *id)
{
	char *path = gitstore_object_path(git, id);

	unlink(path);
	free(path);
}

static void
remember(struct git_store *git, const store_id *id, bool fresh)
{
	struct git_written_list *list = &git->written;

	list->at = mem_grow(list->at, &list->cap, list->n + 1,
		sizeof(*list->at));
	list->at[list->n].id = *id;
	list->at[list->n++].fresh = fresh;
}

int
gitstore_write(struct git_store *git, int type, struct str bytes,
	store_id *out, struct err *err)
{
	const void *data = bytes.len ? bytes.at : "";
	bool damaged = false;
	git_oid oid;

	if (git_odb_hash(&oid, data, bytes.len, (git_object_t)type) < 0)
		goto fail;
	*out = gitstore_id(&oid);
	if (git_odb_exists_ext(git->odb, &oid, GIT_ODB_LOOKUP_NO_REFRESH)) {
		if (is_sound(git, &oid)) {
			remember(git, out, false);
			return 0;
		}
		damaged = true;
		drop_damaged(git, out);
	}
	remember(git, out, true);
	if (git_odb_write(&oid, git->odb, data, bytes.len,
	    (git_object_t)type) < 0)
		goto fail;
	git_error_clear();
	if (!git_odb_exists_ext(git->odb, &oid, GIT_ODB_LOOKUP_NO_REFRESH) ||
	    (damaged && !is_sound(git, &oid)))
		goto fail;
	return 0;
fail:
	return gitstore_fail(err, ERR_SYSTEM,
		"the change could not be written to %s/objects", git->folder);
}
