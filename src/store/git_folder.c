/*
 * The entries of a folder. The trees that were written last are kept as they
 * were written: the next act begins with them, and libgit2 would read each
 * from its file, inflate it and take its hash again. Nothing is kept that was
 * not written here, and read where it lies by who wants it verified.
 */
#include <stdlib.h>
#include <string.h>

#include <git2.h>

#include "adref/base/mem.h"
#include "git.h"

void
gitstore_keep_folder(struct git_store *git, const store_id *id,
	struct buf *bytes)
{
	struct git_kept *kept = &git->kept[git->kept_next];

	if (bytes->len > GIT_KEPT_LEN) {
		buf_release(bytes);
		return;
	}
	git->kept_next = (git->kept_next + 1) % GIT_KEPT;
	buf_release(&kept->bytes);
	*kept = (struct git_kept){ *id, *bytes };
	*bytes = (struct buf)BUF_INIT;
}

void
gitstore_release_kept(struct git_store *git)
{
	for (size_t i = 0; i < GIT_KEPT; i++)
		buf_release(&git->kept[i].bytes);
}

int
gitstore_open_folder(struct git_store *git, const store_id *id,
	const char *path, struct git_folder *out, struct err *err)
{
	*out = (struct git_folder){ .tree = NULL };
	for (size_t i = 0; i < GIT_KEPT && !store_id_is_none(id); i++)
		if (git->kept[i].bytes.len &&
		    store_id_same(&git->kept[i].id, id)) {
			out->bytes = buf_str(&git->kept[i].bytes);
			return 0;
		}
	return gitstore_tree(git, id, path, &out->tree, err);
}

/* `100644 name`, a NUL and the id, as git writes it. */
static bool
next_kept(struct git_folder *folder, struct git_entry *out)
{
	const char *at = folder->bytes.at;

	if (!folder->bytes.len)
		return false;
	for (out->mode = 0; *at != ' '; at++)
		out->mode = out->mode << 3 | (unsigned)(*at - '0');
	out->name = ++at;
	at += strlen(at) + 1;
	memcpy(out->id.bytes, at, sizeof(out->id.bytes));
	at += sizeof(out->id.bytes);
	folder->bytes = str_from(folder->bytes, (size_t)(at -
		folder->bytes.at));
	return true;
}

/* One of libgit2's; false when there is none. */
static bool
take_entry(struct git_entry *out, const git_tree_entry *entry)
{
	if (!entry)
		return false;
	out->name = git_tree_entry_name(entry);
	out->mode = (unsigned)git_tree_entry_filemode_raw(entry);
	out->id = gitstore_id(git_tree_entry_id(entry));
	return true;
}

bool
gitstore_next_entry(struct git_folder *folder, struct git_entry *out)
{
	const git_tree_entry *entry;

	if (!folder->tree)
		return next_kept(folder, out);
	entry = git_tree_entry_byindex(folder->tree, folder->at++);
	return take_entry(out, entry);
}

bool
gitstore_find_entry(struct git_folder *folder, const char *name,
	struct git_entry *out)
{
	const git_tree_entry *entry;

	if (!folder->tree) {
		while (next_kept(folder, out))
			if (strcmp(out->name, name) == 0)
				return true;
		return false;
	}
	entry = git_tree_entry_byname(folder->tree, name);
	return take_entry(out, entry);
}

void
gitstore_close_folder(struct git_folder *folder)
{
	git_tree_free(folder->tree);
	*folder = (struct git_folder){ .tree = NULL };
}
