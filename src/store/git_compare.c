/*
 * What files differ between two revisions: two trees in git's order, walked
 * side by side; what has the same id is not entered. What it must not do:
 * enter anything without a limit, for a small hostile tree can stand for more
 * files than there is memory.
 */
#include <string.h>

#include <git2.h>

#include "git.h"

struct walk {
	struct git_store *git;
	struct store_differences *out;
	const char *const *without;	/* folders at the top; or NULL */
	struct buf path;	/* of the folder, with its slash, or empty */
	size_t deep;
	struct err *err;
};

/* One entry of either tree; kind STORE_OTHER counts as not there. */
struct side {
	git_tree *tree;
	size_t at;
};

static const git_tree_entry *
side_entry(const struct side *side)
{
	if (!side->tree || side->at >= git_tree_entrycount(side->tree))
		return NULL;
	return git_tree_entry_byindex(side->tree, side->at);
}

static bool
is_folder(const git_tree_entry *entry)
{
	return git_tree_entry_filemode_raw(entry) == GIT_FILEMODE_TREE;
}

static bool
is_file(const git_tree_entry *entry)
{
	return ((unsigned)git_tree_entry_filemode_raw(entry) & MODE_KIND) ==
		MODE_FILE;
}

/* Git's order: as if a folder's name ended with a slash. */
static int
entry_order(const git_tree_entry *a, const git_tree_entry *b)
{
	const char *one = git_tree_entry_name(a);
	const char *two = git_tree_entry_name(b);

	for (; *one && *one == *two; one++, two++)
		;
	return (int)(unsigned char)(*one || !is_folder(a) ? *one : '/') -
		(int)(unsigned char)(*two || !is_folder(b) ? *two : '/');
}

static int walk_trees(struct walk *walk, const store_id *from,
	const store_id *to);

static int
walk_folder(struct walk *walk, const char *name, const store_id *from,
	const store_id *to)
{
	size_t len = walk->path.len;
	int rc;

	buf_add_format(&walk->path, "%s/", name);
	if (++walk->deep > STORE_DEEP_MAX || walk->path.len > STORE_PATH_MAX)
		rc = err_set(walk->err, ERR_DAMAGED,
			"the folder %.100s… is too deep", walk->path.data);
	else
		rc = walk_trees(walk, from, to);
	walk->deep--;
	buf_cut(&walk->path, len);
	return rc;
}

static int
walk_file(struct walk *walk, const char *name, const store_id *from,
	const store_id *to)
{
	size_t len = walk->path.len;

	if (walk->out->n >= STORE_LIST_MAX)
		return err_set(walk->err, ERR_DAMAGED,
			"there are more than %d files", STORE_LIST_MAX);
	buf_add_text(&walk->path, name);
	store_differences_add(walk->out, buf_str(&walk->path), from, to);
	buf_cut(&walk->path, len);
	return 0;
}

/* One name: in the first tree (a), in the second (b), or in both. */
static int
walk_entry(struct walk *walk, const git_tree_entry *a,
	const git_tree_entry *b)
{
	const char *name = git_tree_entry_name(a ? a : b);
	store_id from, to;

	memset(&from, 0, sizeof(from));
	memset(&to, 0, sizeof(to));
	if (a && (is_folder(a) || is_file(a)))
		from = gitstore_id(git_tree_entry_id(a));
	if (b && (is_folder(b) || is_file(b)))
		to = gitstore_id(git_tree_entry_id(b));
	if (store_id_same(&from, &to) || (!walk->deep &&
	    gitstore_is_named(walk->without, name)))
		return 0;
	if (is_folder(a ? a : b))
		return walk_folder(walk, name, &from, &to);
	return walk_file(walk, name, &from, &to);
}

static int
walk_sides(struct walk *walk, struct side *a, struct side *b)
{
	int rc = 0;

	while (rc == 0) {
		const git_tree_entry *one = side_entry(a);
		const git_tree_entry *two = side_entry(b);
		int order;

		if (!one && !two)
			break;
		order = !one ? 1 : !two ? -1 : entry_order(one, two);
		rc = walk_entry(walk, order <= 0 ? one : NULL,
			order >= 0 ? two : NULL);
		a->at += order <= 0;
		b->at += order >= 0;
	}
	return rc;
}

static int
walk_trees(struct walk *walk, const store_id *from, const store_id *to)
{
	struct side a = { NULL, 0 }, b = { NULL, 0 };
	const char *path = buf_text(&walk->path);
	int rc;

	rc = gitstore_tree(walk->git, from, path, &a.tree, walk->err);
	if (rc == 0)
		rc = gitstore_tree(walk->git, to, path, &b.tree, walk->err);
	if (rc == 0)
		rc = walk_sides(walk, &a, &b);
	git_tree_free(a.tree);
	git_tree_free(b.tree);
	return rc;
}

bool
gitstore_is_named(const char *const *names, const char *name)
{
	for (; names && *names; names++)
		if (strcmp(*names, name) == 0)
			return true;
	return false;
}

int
gitstore_files(struct git_store *git, const store_id *revision,
	const char *const *without, struct store_differences *out,
	struct err *err)
{
	struct walk walk = { .git = git, .out = out, .err = err,
		.without = without };
	const store_id none = { { 0 } };
	store_id tree;
	int rc;

	if (gitstore_tree_of(git, revision, &tree, err) < 0)
		return -1;
	rc = store_id_is_none(&tree) ? 0 : walk_trees(&walk, &none, &tree);
	buf_release(&walk.path);
	return rc;
}

int
gitstore_compare(struct store *store, const store_id *from,
	const store_id *to, struct store_differences *out, struct err *err)
{
	struct git_store *git = (struct git_store *)store;
	struct walk walk = { .git = git, .out = out, .err = err };
	store_id one, two;
	int rc = 0;

	if (gitstore_tree_of(git, from, &one, err) < 0 ||
	    gitstore_tree_of(git, to, &two, err) < 0)
		return -1;
	if (!store_id_same(&one, &two))
		rc = walk_trees(&walk, &one, &two);
	buf_release(&walk.path);
	return rc;
}
