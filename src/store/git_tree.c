/*
 * Building the trees of a save, without git's index: from the tree it starts
 * from, folder by folder, only where something changes: a put of what is there
 * already writes nothing. A folder that becomes empty goes. What it must not
 * do: change an entry that no put names, however odd it is.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <git2.h>

#include "adref/base/map.h"
#include "adref/base/mem.h"
#include "git.h"

enum { ASKED_FEW = 8 };		/* so often a folder is gone through */

struct entry {
	char *name;		/* NULL: it went */
	unsigned mode;
	store_id id;
};
struct level {
	struct entry *at;
	size_t n, cap;
	size_t left;		/* those that did not go */
	struct map by_name;	/* entry + 1; empty until asked often */
	size_t asked;
	bool changed;		/* otherwise its tree is there */
	bool mixed;		/* the entries are not in order any more */
};

/* The puts of one folder: puts[index[from … to)], names from off on. */
struct part {
	const struct store_put *puts;
	const size_t *index;
	size_t from, to;
	size_t off;
};

struct builder {
	struct git_store *git;
	struct err *err;
};

static int
level_read(struct builder *builder, const store_id *id, const char *path,
	struct level *level)
{
	struct git_folder folder;
	struct git_entry from;

	memset(level, 0, sizeof(*level));
	if (gitstore_open_folder(builder->git, id, path, &folder,
		builder->err) < 0)
		return -1;
	while (gitstore_next_entry(&folder, &from)) {
		level->at = mem_grow(level->at, &level->cap, level->n + 1,
			sizeof(*level->at));
		level->at[level->n++] = (struct entry){
			mem_text(from.name), from.mode, from.id };
	}
	level->left = level->n;
	gitstore_close_folder(&folder);
	return 0;
}

static void
level_release(struct level *level)
{
	size_t i;

	for (i = 0; i < level->n; i++)
		free(level->at[i].name);
	free(level->at);
	map_release(&level->by_name);
}

static void
level_name(struct level *level, size_t i)
{
	if (level->at[i].name)
		map_put(&level->by_name, str_of(level->at[i].name),
			(void *)(uintptr_t)(i + 1));
}

/* An act asks for few names of many, an import for many. */
static struct entry *
level_find(struct level *level, struct str name)
{
	uintptr_t found;
	size_t i;

	if (level->asked++ < ASKED_FEW) {
		for (i = 0; i < level->n; i++)
			if (level->at[i].name && str_is(name,
			    level->at[i].name))
				return &level->at[i];
		return NULL;
	}
	for (i = 0; level->asked == ASKED_FEW + 1 && i < level->n; i++)
		level_name(level, i);
	found = (uintptr_t)map_get(&level->by_name, name);
	return found ? &level->at[found - 1] : NULL;
}

static void
level_set(struct level *level, struct str name, unsigned mode,
	const store_id *id)
{
	struct entry *entry = level_find(level, name);

	if (!entry) {
		level->at = mem_grow(level->at, &level->cap, level->n + 1,
			sizeof(*level->at));
		entry = &level->at[level->n++];
		*entry = (struct entry){ .name = mem_text_len(name.at,
			name.len) };
		level->left++;
		if (level->asked > ASKED_FEW)
			level_name(level, level->n - 1);
	}
	level->mixed |= entry->mode != mode;
	level->changed |= entry->mode != mode ||
		!store_id_same(&entry->id, id);
	entry->mode = mode;
	entry->id = *id;
}

static void
level_drop(struct level *level, struct entry *entry)
{
	map_drop(&level->by_name, str_of(entry->name));
	free(entry->name);
	entry->name = NULL;
	level->left--;
	level->changed = true;
}

/* Close the gaps of those that went. */
static void
level_close(struct level *level)
{
	size_t i, n = 0;

	for (i = 0; i < level->n; i++)
		if (level->at[i].name)
			level->at[n++] = level->at[i];
	level->n = n;
}

static bool
is_folder(const struct entry *entry)
{
	return (entry->mode & MODE_KIND) == MODE_FOLDER;
}

/* Git's order: as if a folder's name ended with a slash. */
static int
entry_order(const void *a, const void *b)
{
	const struct entry *one = a, *two = b;
	size_t len = strlen(one->name), other = strlen(two->name);
	size_t least = len < other ? len : other;
	int order = memcmp(one->name, two->name, least);

	if (order)
		return order;
	return (int)(unsigned char)(len > least ? one->name[least] :
		is_folder(one) ? '/' : 0) -
		(int)(unsigned char)(other > least ? two->name[least] :
		is_folder(two) ? '/' : 0);
}

/* As git writes it: octal. */
static void
add_mode(struct buf *out, unsigned mode)
{
	unsigned shift = 15;

	while (shift && !(mode >> shift & 7))
		shift -= 3;
	for (;; shift -= 3) {
		buf_add_char(out, (char)('0' + (mode >> shift & 7)));
		if (!shift)
			break;
	}
}

static int
level_write(struct builder *builder, struct level *level, store_id *out)
{
	struct buf bytes = BUF_INIT;
	size_t i;
	int rc;

	level_close(level);
	if (level->mixed)
		qsort(level->at, level->n, sizeof(*level->at), entry_order);
	for (i = 0; i < level->n; i++) {
		const struct entry *entry = &level->at[i];

		add_mode(&bytes, entry->mode);
		buf_add_char(&bytes, ' ');
		buf_add(&bytes, entry->name, strlen(entry->name) + 1);
		buf_add(&bytes, entry->id.bytes, sizeof(entry->id.bytes));
	}
	rc = gitstore_write(builder->git, GIT_OBJECT_TREE, buf_str(&bytes),
		out, builder->err);
	if (rc == 0)
		gitstore_keep_folder(builder->git, out, &bytes);
	buf_release(&bytes);
	return rc;
}

/* The name in this folder of put i, and whether the put lies deeper. */
static struct str
part_name(const struct part *part, size_t i, bool *deeper)
{
	struct str path = str_of(part->puts[part->index[i]].path);
	size_t end = str_find(path, part->off, str_of("/"));

	*deeper = end < path.len;
	return str_part(path, part->off, end - part->off);
}

/* Files that go, first: a folder may come in their place. */
static void
drop_files(struct level *level, const struct part *part)
{
	size_t i;

	for (i = part->from; i < part->to; i++) {
		bool deeper;
		struct str name = part_name(part, i, &deeper);
		struct entry *entry;

		if (deeper || part->puts[part->index[i]].bytes.at)
			continue;
		entry = level_find(level, name);
		if (entry && !is_folder(entry))
			level_drop(level, entry);
	}
}

static int
refuse_kind(struct builder *builder, const struct part *part, size_t i,
	const char *why)
{
	return err_set(builder->err, ERR_REFUSED, "%s cannot be written: %s",
		part->puts[part->index[i]].path, why);
}

static int build(struct builder *builder, const store_id *base,
	const struct part *part, store_id *out);

/* One folder inside this one, with all puts that lie in it. */
static int
put_folder(struct builder *builder, struct level *level,
	const struct part *part)
{
	bool deeper;
	struct str name = part_name(part, part->from, &deeper);
	struct entry *entry = level_find(level, name);
	struct part inner = *part;
	store_id base, made;

	memset(&base, 0, sizeof(base));
	if (entry && !is_folder(entry))
		return refuse_kind(builder, part, part->from,
			"what should be a folder is a file");
	if (entry)
		base = entry->id;
	inner.off += name.len + 1;
	if (build(builder, &base, &inner, &made) < 0)
		return -1;
	if (!store_id_is_none(&made))
		level_set(level, name, MODE_FOLDER, &made);
	else if (entry)
		level_drop(level, entry);
	return 0;
}

/* The puts lie sorted by path: those of one folder are together. */
static int
put_folders(struct builder *builder, struct level *level,
	const struct part *part)
{
	size_t i = part->from;

	while (i < part->to) {
		struct part inner = *part;
		bool deeper;
		struct str name = part_name(part, i, &deeper);

		inner.from = i++;
		if (!deeper)
			continue;
		while (i < part->to) {
			bool too;
			struct str next = part_name(part, i, &too);

			if (!too || !str_same(name, next))
				break;
			i++;
		}
		inner.to = i;
		if (put_folder(builder, level, &inner) < 0)
			return -1;
	}
	return 0;
}

/* Whether a file is there as it is to be: then nothing is written. */
static bool
is_there(const struct entry *entry, struct str bytes)
{
	git_oid oid;
	store_id id;

	if (!entry || entry->mode != GIT_FILEMODE_BLOB || git_odb_hash(&oid,
	    bytes.len ? bytes.at : "", bytes.len, GIT_OBJECT_BLOB) < 0)
		return false;
	id = gitstore_id(&oid);
	return store_id_same(&id, &entry->id);
}

static int
put_files(struct builder *builder, struct level *level,
	const struct part *part)
{
	size_t i;

	for (i = part->from; i < part->to; i++) {
		const struct store_put *put = &part->puts[part->index[i]];
		bool deeper;
		struct str name = part_name(part, i, &deeper);
		struct entry *entry;
		store_id id;

		if (deeper || !put->bytes.at)
			continue;
		entry = level_find(level, name);
		if (entry && is_folder(entry))
			return refuse_kind(builder, part, i,
				"it is a folder");
		if (is_there(entry, put->bytes))
			continue;
		if (gitstore_write(builder->git, GIT_OBJECT_BLOB, put->bytes,
		    &id, builder->err) < 0)
			return -1;
		level_set(level, name, GIT_FILEMODE_BLOB, &id);
	}
	return 0;
}

/* The tree of a folder after its puts; none when nothing is left in it. */
static int
build(struct builder *builder, const store_id *base, const struct part *part,
	store_id *out)
{
	struct level level;
	char *path;
	int rc;

	memset(out, 0, sizeof(*out));
	path = mem_text_len(part->puts[part->index[part->from]].path,
		part->off);
	rc = level_read(builder, base, path, &level);
	free(path);
	if (rc < 0)
		return -1;
	drop_files(&level, part);
	rc = put_folders(builder, &level, part);
	if (rc == 0)
		rc = put_files(builder, &level, part);
	if (rc == 0 && !level.changed && !store_id_is_none(base))
		*out = *base;
	else if (rc == 0 && (level.left || part->off == 0))
		rc = level_write(builder, &level, out);
	level_release(&level);
	return rc;
}

int
gitstore_build(struct git_store *git, const struct store_save *save,
	store_id *tree, struct err *err)
{
	struct builder builder = { git, err };
	struct part part = { .puts = save->puts };
	struct str nothing = { NULL, 0 };
	store_id base;
	size_t *index;
	int rc;

	if (gitstore_tree_of(git, &save->tree_of, &base, err) < 0)
		return -1;
	if (save->n == 0) {
		*tree = base;
		if (!store_id_is_none(&base))
			return 0;
		return gitstore_write(git, GIT_OBJECT_TREE, nothing, tree,
			err);
	}
	index = store_puts_sorted(save, &part.to);
	part.index = index;
	rc = build(&builder, &base, &part, tree);
	free(index);
	return rc;
}
