/*
 * The text as it would be with the words that are typed and not kept yet: one
 * point later than now.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/buf.h"
#include "adref/doc/change.h"
#include "adref/record/journal.h"
#include "adref/text/join.h"

bool
point_is_unsaved(const char *point)
{
	return str_is(str_trim(str_of(point)), "unsaved");
}

/* What the line becomes: others' words stay where they can. */
static void
add_line(struct buf *out, const struct node *node,
	const struct journal_entry *entry)
{
	struct str line = str_trim(str_of(entry->line));

	if (!words_join(out, str_of(entry->before), node_str(node), line,
		&(struct words_clash){ 0, 0 }))
		buf_add_str(out, line);
}

/* A paragraph that is new stands behind the one that it was typed behind, or
 * below the one it was typed under. */
static struct change
new_node(const struct doc *doc, const struct journal_entry *entry,
	const char *line)
{
	const struct node *after = doc_find(doc, &entry->after);
	struct change add = { .kind = CHANGE_ADD, .node = entry->node,
		.parent = entry->parent, .after = entry->after,
		.as = entry->kind, .level = entry->level, .come = line };

	if (after)
		add.parent = after->parent->parent ? after->parent->id
			: (node_id){ "" };
	return add;
}

/* False where the text has no place for it any more. */
static bool
put(struct doc *doc, const struct journal_entry *entry,
	const struct env *env)
{
	const struct node *node = doc_find(doc, &entry->node);
	struct err ignored = ERR_INIT;
	struct buf line = BUF_INIT;
	struct change change = { .kind = CHANGE_TEXT };
	int rc = -1;

	if (node) {
		add_line(&line, node, entry);
		change.node = node->id;
		change.gone = node->line;
		change.come = buf_text(&line);
		rc = doc_apply(doc, &change, 1, env, NULL, &ignored);
	} else if (entry->is_new) {
		buf_add_str(&line, str_trim(str_of(entry->line)));
		change = new_node(doc, entry, buf_text(&line));
		rc = doc_apply(doc, &change, 1, env, NULL, &ignored);
	}
	buf_release(&line);
	return rc == 0;
}

/* What the journal has of the committer, of this document. */
static int
put_left(struct record *record, const char *name, struct doc *doc, size_t *n,
	struct err *err)
{
	struct journal_list found = { 0 };

	if (journal_find(record, &found, err) < 0)
		return -1;
	for (size_t i = 0; i < found.n; i++) {
		const struct journal_found *at = &found.at[i];

		if (!at->damaged && strcmp(at->entry.doc, name) == 0 &&
		    strcmp(at->entry.person, record_committer(record)) == 0)
			*n += put(doc, &at->entry, record_env(record));
	}
	journal_list_release(&found);
	return 0;
}

int
record_doc_unsaved(struct record *record, const char *name,
	const struct journal_entry *typed, struct doc **out, size_t *n,
	struct err *err)
{
	struct doc *doc;

	*n = 0;
	name = name ? name : record_main(record);
	if (record_doc(record, name, &doc, err) < 0)
		return -1;
	*out = doc_copy(doc);
	if (typed)
		*n += put(*out, typed, record_env(record));
	else if (put_left(record, name, *out, n, err) < 0)
		goto fail;
	if (*n)
		return 0;
	err_set(err, ERR_REFUSED, "nothing that %s typed is unsaved",
		record_committer(record));
fail:
	doc_free(*out);
	*out = NULL;
	return -1;
}
