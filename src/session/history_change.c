/*
 * One change: its words before and after.
 */
#include <string.h>

#include "adref/doc/address.h"
#include "adref/record/change_parts.h"
#include "adref/text/words.h"
#include "inside.h"

enum {
	CHANGE_NODES = 500,
	WHOLE_NODES = 20000	/* of more, no text of the past is read */
};

static struct str
side(const struct node *node)
{
	return node ? node_str(node) : str_of("");
}

/* Where nodes of a diff stand in the whole texts; NULL: the diff's are whole.
 * A node that is in neither has no address. */
struct whole {
	const struct doc *from, *to;
};

static void
add_address(struct buf *out, const struct diff_entry *entry,
	const struct whole *whole)
{
	const struct node *node = entry->to ? entry->to : entry->from;

	if (whole)
		node = doc_find(entry->to ? whole->to : whole->from,
			&node->id);
	if (node)
		address_add(out, node);
	else
		buf_add_text(out, "(gone since)");
}

static void
add_entry(struct list *list, const struct diff_entry *entry,
	const struct whole *whole)
{
	struct buf text = BUF_INIT;

	add_address(&text, entry, whole);
	for (unsigned bit = 0; bit < DIFF_KINDS; bit++)
		if (entry->kinds & 1u << bit)
			buf_add_format(&text, "  %s",
				diff_kind_word((enum diff_kind)(1u << bit)));
	list_add(list, buf_text(&text))->heading = true;
	buf_clear(&text);
	words_add_marked(&text, side(entry->from), side(entry->to));
	list_add(list, buf_text(&text))->node = entry->to ? entry->to->id
		: entry->from->id;
	buf_release(&text);
}

static void
add_diff(struct list *list, const struct diff *diff,
	const struct whole *whole)
{
	struct buf text = BUF_INIT;

	for (size_t i = 0; i < diff->n && i < CHANGE_NODES; i++)
		add_entry(list, &diff->at[i], whole);
	if (diff->n > CHANGE_NODES) {
		buf_add_format(&text, "and %zu more", diff->n - CHANGE_NODES);
		list_add(list, buf_text(&text))->heading = true;
	}
	buf_release(&text);
}

void
list_add_diff(struct list *list, const struct diff *diff)
{
	add_diff(list, diff, NULL);
}

static bool
has_gone(const struct diff *diff)
{
	for (size_t i = 0; i < diff->n; i++)
		if (!diff->at[i].to)
			return true;
	return false;
}

/* The text at a revision; a very long one as it is now, which is at hand, and
 * in which nearly every paragraph is called as it was. */
static struct doc *
whole_at(struct session *session, const store_id *revision, const char *name)
{
	struct err ignored = ERR_INIT;
	struct doc *now = NULL, *out = NULL;

	if (record_has(session->record, name) && record_doc(session->record,
		name, &now, &ignored) == 0 && (now->n > WHOLE_NODES ||
		store_id_same(revision, record_tip(session->record))))
		return doc_copy(now);
	if (!store_id_is_none(revision))
		record_doc_at(session->record, revision, name, &out,
			&ignored);
	return out;
}

static void
add_document(struct session *session, struct list *list,
	const struct history_entry *entry, const struct change_part *part)
{
	struct doc *from = NULL, *to = NULL;
	struct diff diff = { 0 };

	doc_diff(&diff, part->from, part->to);
	if (diff.n) {
		to = whole_at(session, &entry->revision, part->name);
		if (has_gone(&diff))
			from = whole_at(session, &entry->parent, part->name);
		if (strcmp(part->name, session->doc_name) != 0)
			list_add(list, part->name)->heading = true;
		add_diff(list, &diff, &(struct whole){ from, to });
	}
	diff_release(&diff);
	doc_free(from);
	doc_free(to);
}

/* One entry by its revision. */
static int
find_entry(struct session *session, const store_id *revision,
	struct history *out, struct err *err)
{
	if (record_history(session->record, revision, NULL, 1, out, err) < 0)
		return -1;
	return out->n ? 0 : err_set(err, ERR_MISSING,
		"this change cannot be read");
}

int
list_change(struct session *session, const store_id *revision,
	struct err *err)
{
	struct change_parts parts = { 0 };
	struct history history = { 0 };
	struct buf title = BUF_INIT;
	struct list *list;

	if (find_entry(session, revision, &history, err) < 0 ||
	    record_change_parts(session->record, &history.at[0].parent,
		revision, &parts, err) < 0) {
		history_release(&history);
		return -1;
	}
	buf_add_format(&title, "%s  %s", history.at[0].change,
		history.at[0].subject);
	if (*history.at[0].speaker) {
		buf_add_text(&title, ", for ");
		entry_add_for(&title, &history.at[0]);
	}
	list = list_open(session, LIST_CHANGE, buf_text(&title));
	for (size_t i = 0; i < parts.n; i++)
		add_document(session, list, &history.at[0], &parts.at[i]);
	if (!list->n)
		list_add(list, "no text was changed")->heading = true;
	list_settle(session);
	change_parts_release(&parts);
	history_release(&history);
	buf_release(&title);
	return 0;
}
