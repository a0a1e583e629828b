/*
 * Nodes and the tree they stand in: making, naming, finding, walking. Start
 * with doc_add() and node_next(). Nothing here changes a document in use; that
 * is change.c, through the few verbs of tree.h.
 */
#include "adref/doc/node.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "adref/text/number.h"
#include "tree.h"

static const char *const status_words[] = {
	[STATUS_OPEN] = "open",
	[STATUS_RESERVED] = "reserved",
	[STATUS_AD_REF] = "ad-ref",
	[STATUS_AGREED] = "agreed",
};

const char *
status_word(enum node_status status)
{
	return status_words[status];
}

bool
status_of(struct str word, enum node_status *out)
{
	for (size_t i = 0; i < 4; i++)
		if (str_is(word, status_words[i])) {
			*out = (enum node_status)i;
			return true;
		}
	return false;
}

const char *
node_kind_word(const struct node *node)
{
	static const char *const words[] = {
		[NODE_SECTION] = "section",
		[NODE_PARAGRAPH] = "paragraph",
		[NODE_ITEM] = "item",
		[NODE_TABLE] = "table",
		[NODE_ROW] = "row",
		[NODE_NOTE] = "note",
	};

	if (node_is_placeholder(node))
		return "placeholder";
	return words[node->kind];
}

struct doc *
doc_new(const char *name)
{
	struct doc *doc = mem_new(1, sizeof(*doc));

	doc->name = mem_text(name);
	doc->root = mem_new(1, sizeof(*doc->root));
	doc->notes = mem_new(1, sizeof(*doc->notes));
	return doc;
}

void
doc_free(struct doc *doc)
{
	if (!doc)
		return;
	node_free(doc->root);
	node_free(doc->notes);
	free(doc->ids);
	free(doc->shown);
	free(doc->name);
	map_release_all(&doc->reasons);
	buf_release(&doc->heard);
	free(doc->heard_from);
	free(doc->heard_beyond);
	tokens_release(&doc->tokens);
	brackets_release(&doc->brackets);
	free(doc);
}

struct node *
doc_add(struct doc *doc, struct node *parent, enum node_kind kind,
	struct str line)
{
	struct node *node = mem_new(1, sizeof(*node));

	if (!parent)
		parent = doc->root;
	node->kind = kind;
	node->line = mem_text_len(line.at ? line.at : "", line.len);
	node->len = line.len;
	node_link(doc, node, parent, parent->last);
	return node;
}

struct node *
doc_last_section(const struct doc *doc)
{
	struct node *section = doc->root;

	while (section->last && section->last->kind == NODE_SECTION)
		section = section->last;
	return section;
}

struct node *
doc_add_section(struct doc *doc, unsigned level, struct str line)
{
	struct node *parent = doc_last_section(doc);
	struct node *node;

	while (parent->level >= level)
		parent = parent->parent;
	node = doc_add(doc, parent, NODE_SECTION, line);
	node->level = level;
	return node;
}

/* Labels in the order people count: `9` before `10`, `a-2` before `a-10`. */
int
label_order(struct str a, struct str b)
{
	size_t i = 0, j = 0;

	while (i < a.len && j < b.len) {
		size_t from = i, to = j;

		while (i < a.len && utf8_is_digit((unsigned char)a.at[i]))
			i++;
		while (j < b.len && utf8_is_digit((unsigned char)b.at[j]))
			j++;
		if (i > from && j > to && i - from != j - to)
			return i - from < j - to ? -1 : 1;
		if (i == from || j == to)
			i = from, j = to;
		else if (memcmp(a.at + from, b.at + to, i - from) != 0)
			return memcmp(a.at + from, b.at + to, i - from);
		else
			continue;
		if (a.at[i] != b.at[j])
			return (unsigned char)a.at[i] < (unsigned char)b.at[j]
				? -1 : 1;
		i++;
		j++;
	}
	return (i < a.len) - (j < b.len);
}

/* The note behind which one with this label is to stand; NULL: the first. */
struct node *
note_before(const struct doc *doc, struct str label)
{
	struct node *at = doc->notes->last;

	while (at && label_order(str_of(at->label), label) > 0)
		at = at->prev;
	return at;
}

struct node *
doc_add_note(struct doc *doc, struct str label, struct str line, bool *again)
{
	struct node *node;
	struct buf free_label = BUF_INIT;

	buf_add_str(&free_label, label);
	if (again)
		*again = doc_find_note(doc, label) != NULL;
	for (unsigned k = 2; doc_find_note(doc, buf_str(&free_label)); k++) {
		buf_clear(&free_label);
		buf_add_str(&free_label, label);
		buf_add_format(&free_label, "-%u", k);
	}
	node = mem_new(1, sizeof(*node));
	node->kind = NODE_NOTE;
	node->line = mem_text_len(line.at ? line.at : "", line.len);
	node->len = line.len;
	node->label = buf_take(&free_label);
	node_link(doc, node, doc->notes, note_before(doc,
		str_of(node->label)));
	return node;
}

/* Whether two lines are numbered differently. */
static bool
other_number(struct str a, struct str b)
{
	struct number one, two;

	number_read(&one, a);
	number_read(&two, b);
	if (!one.n || !two.n)
		return one.n != two.n;
	return !str_same(str_part(a, 0, one.end), str_part(b, 0, two.end));
}

void
doc_set_line(struct doc *doc, struct node *node, struct str line)
{
	char *copy = mem_text_len(line.at ? line.at : "", line.len);

	if (node->kind == NODE_SECTION || other_number(node_str(node), line))
		names_changed(node);
	node_count(doc, node, false);
	free(node->line);
	node->line = copy;
	node->len = line.len;
	node_read_line(doc, node);
	node_count(doc, node, true);
}

struct node *
doc_find_note(const struct doc *doc, struct str label)
{
	for (struct node *at = doc->notes->last; at; at = at->prev)
		if (str_is(label, at->label))
			return at;
	return NULL;
}

struct node *
node_skip(const struct node *node)
{
	while (node && !node->next)
		node = node->parent;
	return node ? node->next : NULL;
}

struct node *
node_next(const struct node *node)
{
	return node->first ? node->first : node_skip(node);
}

struct node *
node_prev(const struct node *node)
{
	struct node *at = node->prev;

	if (!at)
		return node->parent && node->parent->parent
			? node->parent : NULL;
	while (at->last)
		at = at->last;
	return at;
}

struct node *
doc_first(const struct doc *doc)
{
	return doc->root->first;
}

struct node *
doc_last(const struct doc *doc)
{
	struct node *at = doc->root;

	while (at->last)
		at = at->last;
	return at == doc->root ? NULL : at;
}

struct str
node_str(const struct node *node)
{
	return str_make(node->line, node->len);
}

bool
node_is_placeholder(const struct node *node)
{
	return node->kind == NODE_ITEM && node->len == 0;
}

bool
node_is_under(const struct node *node, const struct node *above)
{
	while (node && node != above)
		node = node->parent;
	return node != NULL;
}

/* Of two siblings; looks both ways at once, so it is quick when they are
 * near. */
static bool
stands_before(const struct node *a, const struct node *b)
{
	const struct node *down = a, *up = a;

	while (down != b && up != b) {
		down = down ? down->next : NULL;
		up = up ? up->prev : NULL;
	}
	return down == b && a != b;
}

bool
node_comes_before(const struct node *a, const struct node *b)
{
	size_t depth_a = node_depth(a), depth_b = node_depth(b);
	bool above = depth_a < depth_b;

	/* They stand under a root of their own. */
	if ((a->kind == NODE_NOTE) != (b->kind == NODE_NOTE))
		return b->kind == NODE_NOTE;
	for (; depth_a > depth_b; depth_a--)
		a = a->parent;
	for (; depth_b > depth_a; depth_b--)
		b = b->parent;
	if (a == b)
		return above;
	while (a->parent != b->parent) {
		a = a->parent;
		b = b->parent;
	}
	return stands_before(a, b);
}

struct node *
node_section(const struct node *node)
{
	while (node->parent && node->kind != NODE_SECTION)
		node = node->parent;
	return node->parent ? (struct node *)node : NULL;
}

size_t
node_depth(const struct node *node)
{
	size_t depth = 0;

	for (node = node->parent; node && node->parent; node = node->parent)
		depth++;
	return depth;
}
