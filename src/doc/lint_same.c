/*
 * Findings about texts that stand twice: headings that drifted from their
 * agenda items, and those whose item is gone.
 */
#include "adref/base/mem.h"
#include "adref/doc/address.h"
#include "adref/doc/same.h"

static struct finding *
add(struct findings *out, const struct node *node, struct buf *hint)
{
	struct finding *finding;

	out->at = mem_grow(out->at, &out->cap, out->n + 1, sizeof(*out->at));
	finding = &out->at[out->n++];
	*finding = (struct finding){ .kind = FIND_DIFFERS_FROM_AGENDA,
		.node = node, .len = node->len, .hint = buf_take(hint) };
	return finding;
}

static void
add_name(struct buf *out, const struct doc *doc, const struct node *node)
{
	buf_add_format(out, "%s ", doc->name);
	address_add(out, node);
}

/* A heading of the document, and the item it is tied to. */
static void
look_up(struct findings *out, const struct node *heading,
	struct doc *const *docs, size_t n)
{
	const struct doc *in = NULL;
	const struct node *item = same_find(docs, n, &heading->same_as, &in);
	struct buf hint = BUF_INIT;
	struct finding *finding;

	if (!item) {
		buf_add_format(&hint, "the agenda item it is tied to (%s) is "
			"gone", heading->same_as.text);
		add(out, heading, &hint);
		return;
	}
	if (same_words(heading, item))
		return;
	buf_add_text(&hint, "differs from ");
	add_name(&hint, in, item);
	buf_add_text(&hint, ": ");
	same_add_differences(&hint, heading, item);
	finding = add(out, heading, &hint);
	finding->like = item;
	finding->like_doc = in;
}

/* An item of the document, and a heading elsewhere that is tied to it. */
static void
look_back(struct findings *out, const struct node *item,
	const struct doc *in, const struct node *heading)
{
	struct buf hint = BUF_INIT;
	struct finding *finding;

	if (same_words(heading, item))
		return;
	buf_add_text(&hint, "differs from ");
	add_name(&hint, in, heading);
	buf_add_text(&hint, ": ");
	same_add_differences(&hint, item, heading);
	finding = add(out, item, &hint);
	finding->like = heading;
	finding->like_doc = in;
}

void
doc_lint_same(struct findings *out, const struct doc *doc,
	struct doc *const *docs, size_t n)
{
	for (struct node *at = doc_first(doc); at; at = node_next(at))
		if (!node_id_is_none(&at->same_as))
			look_up(out, at, docs, n);
	for (size_t i = 0; i < n; i++)
		for (struct node *at = doc_first(docs[i]); at;
		     at = node_next(at)) {
			const struct node *item = node_id_is_none(
				&at->same_as) ? NULL : doc_find(doc,
				&at->same_as);

			if (item)
				look_back(out, item, docs[i], at);
		}
}
