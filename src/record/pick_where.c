/*
 * What stands below a place, or stood there before it went. The text as it is
 * now knows most of it; of a node that is gone the files of the change that
 * touched it tell where it stood.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/doc/files.h"
#include "pick_inside.h"

enum { READS_OF_FILES = 16 };	/* what comparing costs */

static void
mark(struct map *map, const node_id *id)
{
	map_put(map, str_of(id->text), map);
}

static bool
is_marked(const struct map *map, const node_id *id)
{
	return map_get(map, str_of(id->text)) != NULL;
}

/* The folder or file that holds only what stands below a section. */
static void
read_folder(struct pick_where *where, const struct node *node)
{
	static const char heading[] = "section.md";
	struct buf path = BUF_INIT;

	if (node->kind != NODE_SECTION || !node->file)
		return;
	buf_add_text(&path, where->prefix);
	file_path(&path, node);
	if (str_ends(buf_str(&path), heading))
		buf_cut(&path, path.len - strlen(heading));
	where->folder = buf_take(&path);
}

static void
mark_below(struct pick_where *where, const struct node *node)
{
	const struct node *end = node->kind == NODE_NOTE ? node
		: node_skip(node);

	mark(&where->in, &node->id);
	for (const struct node *at = node->kind == NODE_NOTE ? NULL
	     : node_next(node); at && at != end; at = node_next(at))
		mark(&where->in, &at->id);
}

int
pick_where_read(struct pick *pick, const struct pick_wish *wish,
	struct err *err)
{
	struct pick_where *where = &pick->where;
	const char *name = wish->doc ? wish->doc : record_main(pick->record);
	const struct node *node;
	struct buf prefix = BUF_INIT;
	struct doc *doc;

	if (!wish->node)
		return 0;
	where->node = *wish->node;
	where->below = wish->below;
	mark(&where->in, wish->node);
	if (!wish->below)
		return 0;
	if (record_doc(pick->record, name, &doc, err) < 0)
		return -1;
	buf_add_format(&prefix, "%s/", name);
	where->prefix = buf_take(&prefix);
	where->doc = doc_copy(doc);
	node = doc_find(where->doc, wish->node);
	if (node) {
		mark_below(where, node);
		read_folder(where, node);
	}
	return 0;
}

void
pick_where_release(struct pick_where *where)
{
	doc_free(where->doc);
	map_release(&where->in);
	map_release(&where->out);
	free(where->folder);
	free(where->prefix);
}

static bool
stood_in(const struct pick_where *where, const struct changed_file *file,
	const struct node *node)
{
	if (where->folder && str_starts(str_of(file->path), where->folder))
		return true;
	for (; node && node->parent; node = node->parent)
		if (is_marked(&where->in, &node->id))
			return true;
	return false;
}

/* Nodes of a side of a file that are not in the text any more. */
static void
learn_side(struct pick_where *where, const struct changed_file *file,
	const struct doc *doc)
{
	for (struct node *at = doc_first(doc); at; at = node_next(at)) {
		if (doc_find(where->doc, &at->id))
			continue;
		mark(stood_in(where, file, at) ? &where->in : &where->out,
			&at->id);
	}
}

static int
learn(struct pick *pick, const struct index_revision *revision,
	struct err *err)
{
	struct pick_where *where = &pick->where;
	struct changed_files files;
	int rc = changed_files_read(&files, pick, revision, err);

	for (size_t i = 0; i < files.n && rc == 0; i++) {
		if (!str_starts(str_of(files.at[i].path), where->prefix))
			continue;
		learn_side(where, &files.at[i], files.at[i].from);
		learn_side(where, &files.at[i], files.at[i].to);
	}
	changed_files_release(&files, pick);
	return rc;
}

/* 1: it stands or stood there; 0: it does not; -1: nobody knows yet. */
static int
known(const struct pick_where *where, const node_id *id)
{
	if (is_marked(&where->in, id))
		return 1;
	return doc_find(where->doc, id) || is_marked(&where->out, id) ? 0
		: -1;
}

static int
known_of(const struct pick *pick, size_t at,
	const struct index_revision *revision)
{
	int all = 0;

	for (size_t i = 0; i < revision->nodes_n && all <= 0; i++) {
		node_id id = index_node(pick->index, at, i);
		int one = known(&pick->where, &id);

		if (one)
			all = one;
	}
	return all;
}

int
pick_where_fits(struct pick *pick, size_t at,
	const struct index_revision *revision, size_t *reads,
	struct err *err)
{
	int fits;

	if (node_id_is_none(&pick->where.node))
		return 1;
	if (!pick->where.below)
		return index_has_node(pick->index, at, &pick->where.node);
	fits = known_of(pick, at, revision);
	if (fits >= 0)
		return fits;
	*reads -= *reads < READS_OF_FILES ? *reads : READS_OF_FILES;
	if (learn(pick, revision, err) < 0)
		return -1;
	return known_of(pick, at, revision) > 0;
}
