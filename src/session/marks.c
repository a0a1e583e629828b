/*
 * Marked paragraphs: a set that one act is done to. Marks stay where they are
 * put until they are dropped or the act has moved or taken out what had them;
 * a mark whose paragraph is gone counts for nothing.
 */
#include <stdlib.h>

#include "adref/base/mem.h"
#include "inside.h"

void
nodes_add(struct nodes *nodes, struct node *node)
{
	nodes->at = mem_grow(nodes->at, &nodes->cap, nodes->n + 1,
		sizeof(struct node *));
	nodes->at[nodes->n++] = node;
}

void
nodes_release(struct nodes *nodes)
{
	free(nodes->at);
	*nodes = (struct nodes){ NULL, 0, 0 };
}

static int
reading_order(const void *left, const void *right)
{
	const struct node *a = *(struct node *const *)left;
	const struct node *b = *(struct node *const *)right;

	if (a == b)
		return 0;
	return node_comes_before(a, b) ? -1 : 1;
}

void
nodes_sort(struct nodes *nodes, bool tops)
{
	size_t n = 0;

	if (nodes->n > 1)
		qsort(nodes->at, nodes->n, sizeof(struct node *),
			reading_order);
	for (size_t i = 0; i < nodes->n; i++)
		if (!n || (tops ? !node_is_under(nodes->at[i],
			nodes->at[n - 1]) : nodes->at[i] != nodes->at[n - 1]))
			nodes->at[n++] = nodes->at[i];
	nodes->n = n;
}

bool
session_is_marked(const struct session *session, const struct node *node)
{
	return session->marked.n && map_get(&session->marked,
		str_make(node->id.text, 8)) != NULL;
}

void
marks_clear(struct session *session)
{
	if (!session->marked.n)
		return;
	guard_keep_marks(session);
	map_release(&session->marked);
	session->marked = (struct map)MAP_INIT;
}

void
marks_take(struct nodes *out, const struct session *session, bool tops)
{
	for (size_t i = 0; i < session->marked.cap; i++) {
		const struct map_slot *slot = &session->marked.slots[i];
		node_id id = slot->key ? node_id_of(str_make(slot->key,
			slot->len)) : (node_id){ "" };
		struct node *node = doc_find(session->doc, &id);

		if (node && node->kind != NODE_NOTE)
			nodes_add(out, node);
	}
	nodes_sort(out, tops);
}

/* Whole paragraphs from one to another. */
static void
take_selection(struct nodes *out, const struct session *session)
{
	struct node *from = doc_find(session->doc, &session->selection.node);
	struct node *to = doc_find(session->doc, &session->selection.to_node);
	struct node *at;

	if (!from || !to)
		return;
	if (from != to && node_comes_before(to, from)) {
		at = from;
		from = to;
		to = at;
	}
	for (at = from; at; at = node_next(at)) {
		nodes_add(out, at);
		if (at == to)
			break;
	}
	nodes_sort(out, true);
}

void
targets_take(struct nodes *out, const struct session *session)
{
	marks_take(out, session, true);
	if (!out->n && session->selection.is && session->selection.whole)
		take_selection(out, session);
	if (!out->n && session_place(session))
		nodes_add(out, session_place(session));
}

int
run_mark(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct node *node = session_place(session);
	struct str id = str_make(node->id.text, 8);
	struct nodes marked = { NULL, 0, 0 };

	(void)args;
	(void)err;
	guard_keep_marks(session);
	if (!map_drop(&session->marked, id))
		map_put(&session->marked, id, session);
	marks_take(&marked, session, false);
	if (marked.n)
		session_say(session, MESSAGE_HINT, "%zu marked: what you do "
			"next is done to %s", marked.n, marked.n == 1 ? "it"
			: "them together");
	else
		session_say(session, MESSAGE_HINT, "nothing is marked");
	nodes_release(&marked);
	return 0;
}
