/*
 * For tests: documents of build_doc.h whose nodes are told apart by a letter.
 */
#ifndef ADREF_TESTS_BUILD_NAMED_H
#define ADREF_TESTS_BUILD_NAMED_H

#include "adref/base/buf.h"
#include "build_doc.h"

/*
 * Lines end in `@x`: the same letter, the same node; `@x!` is one that is
 * agreed, `@x?` ad ref.
 */
static void
set_id(struct doc *doc, struct node *node)
{
	struct str line = node_str(node);
	size_t at = str_find(line, 0, str_of("@"));
	node_id id = { "0000000" };
	struct buf kept = BUF_INIT;

	assert_true(at + 1 < line.len);
	id.text[7] = line.at[at + 1];
	if (line.at[line.len - 1] == '!')
		node->status = STATUS_AGREED;
	if (line.at[line.len - 1] == '?')
		node->status = STATUS_AD_REF;
	assert_true(doc_set_id(doc, node, &id));
	buf_add_str(&kept, str_trim(str_part(line, 0, at)));
	doc_set_line(doc, node, buf_str(&kept));
	buf_release(&kept);
}

static struct doc *
build(const char *text)
{
	struct doc *doc = build_doc(text);

	for (struct node *at = doc_first(doc); at; at = node_next(at))
		set_id(doc, at);
	for (struct node *at = doc->notes->first; at; at = at->next)
		set_id(doc, at);
	return doc;
}

static inline void
add_node(struct buf *out, const struct node *node)
{
	buf_add_fill(out, ' ', 2 * node_depth(node));
	buf_add_fill(out, '#', node->level);
	if (node->kind == NODE_NOTE)
		buf_add_format(out, "[^%s]: ", node->label);
	buf_add_format(out, "%s@%c%s\n", node->line, node->id.text[7],
		node->status == STATUS_AGREED ? "!" :
		node->status == STATUS_AD_REF ? "?" : "");
}

static inline void
add_doc(struct buf *out, const struct doc *doc)
{
	for (struct node *at = doc_first(doc); at; at = node_next(at))
		add_node(out, at);
	for (struct node *at = doc->notes->first; at; at = at->next)
		add_node(out, at);
}

#endif
