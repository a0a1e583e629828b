/*
 * The states of a node's line between two revisions: which acts changed it is
 * the index's to say, what they made of it is read from their revisions. A
 * node that many acts changed is told as one act of all.
 */
#include "node_past.h"

#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "index.h"

/* So many states are read; with more, who was the last is all that is told. */
enum { STEPS_MAX = 12 };

void
node_past_init(struct node_past *past, struct record *record,
	const char *name, const store_id *from, const store_id *to)
{
	*past = (struct node_past){ .record = record, .name = name,
		.from = *from, .to = *to };
}

static void
forget(struct node_past *past)
{
	for (size_t i = 0; i < past->n; i++) {
		free(past->texts[2 * i]);
		free(past->texts[2 * i + 1]);
	}
	past->n = 0;
}

void
node_past_release(struct node_past *past)
{
	forget(past);
	free(past->steps);
	free(past->texts);
	free(past->before);
	free(past->reached);
}

/* The index over both ends, and which places lead to which. */
static struct index *
look_up(struct node_past *past)
{
	struct index *index;
	struct err ignored = ERR_INIT;

	if (record_index_to(past->record, &past->from, &index, &ignored) < 0
	    || record_index_to(past->record, &past->to, &index, &ignored) < 0)
		return NULL;
	if (!past->reached) {
		past->before = index_reach(index, &past->from);
		past->reached = index_reach(index, &past->to);
	}
	return index;
}

static bool
is_between(const struct node_past *past, size_t at)
{
	return past->reached[at] && !past->before[at];
}

/* What the line reads at a revision; "" when the node is not there. */
static char *
read_line(const struct node_past *past, const store_id *revision,
	const node_id *node)
{
	struct err ignored = ERR_INIT;
	const struct node *there;
	struct doc *doc;
	char *line;

	if (record_doc_at(past->record, revision, past->name, &doc,
		&ignored) < 0)
		return mem_text("");
	there = doc_find(doc, node);
	line = there ? mem_text_len(there->line, there->len) : mem_text("");
	doc_free(doc);
	return line;
}

static void
add_step(struct node_past *past, const struct index *index,
	const struct index_revision *revision, const node_id *node)
{
	size_t i = past->n;

	if (past->cap < i + 1) {
		past->steps = mem_grow(past->steps, &past->cap, i + 1,
			sizeof(*past->steps));
		past->texts = mem_resize(past->texts, 2 * past->cap,
			sizeof(*past->texts));
	}
	past->texts[2 * i] = read_line(past, &revision->revision, node);
	past->texts[2 * i + 1] = mem_text(index_party(past->record, index,
		revision));
	past->steps[i] = (struct merge_step){ str_of(past->texts[2 * i]),
		past->texts[2 * i + 1] };
	past->n++;
}

static size_t
steps(void *ctx, const node_id *node, const struct merge_step **out)
{
	struct node_past *past = ctx;
	struct index *index = look_up(past);
	size_t count = 0;

	forget(past);
	for (size_t at = 0; index && at < index_n(index); at++)
		count += is_between(past, at) && index_has_node(index, at,
			node);
	for (size_t at = 0; count && at < index_n(index); at++) {
		struct index_revision revision;

		if (!is_between(past, at) || !index_has_node(index, at, node))
			continue;
		if (count > STEPS_MAX) {
			count--;
			continue;
		}
		index_at(index, at, &revision);
		add_step(past, index, &revision, node);
	}
	*out = past->steps;
	return past->n;
}

struct doc_hands
node_past_hands(struct node_past *past)
{
	return (struct doc_hands){ .party = past->party, .steps = steps,
		.ctx = past };
}
