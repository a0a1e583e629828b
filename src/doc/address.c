/*
 * What a node is called. Start with place_node(): it makes one node's address
 * from the frame of its parent, and both the walk over a document and the
 * address of a single node go through it, so that they cannot differ. Finding
 * a node by its address is in address_find.c.
 */
#include "adref/doc/address.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "adref/doc/notes.h"
#include "adref/text/number.h"
#include "adref/text/words.h"
#include "address_walk.h"

enum { TITLE_MAX = 40 };	/* bytes of a line that may say `Preamble` */

/* A node on the way down, and what its children were called so far. */
struct address_frame {
	const struct node *node;
	struct buf shown, key;
	size_t number;		/* offset in key of its own number, or none */
	size_t base;		/* the frame that numbered children go by */
	size_t sections, paragraphs, others;
	bool preamble;
};

#define NO_NUMBER ((size_t)-1)

static bool
read_number(struct number *out, const struct node *node)
{
	out->n = 0;
	if (node->kind == NODE_TABLE || node->kind == NODE_ROW)
		return false;
	return number_read(out, node_str(node));
}

static bool
is_preamble(const struct node *node)
{
	static const char *const titles[] = {
		"preamble", "preambule", "preambulo"
	};
	struct buf clean = BUF_INIT, bare = BUF_INIT;
	bool found = false;

	if (node->kind != NODE_SECTION || node->len > TITLE_MAX)
		return false;
	words_add_clean(&clean, node_str(node));
	utf8_add_bare(&bare, str_trim(buf_str(&clean)));
	for (size_t i = 0; i < 3; i++)
		found |= str_is(buf_str(&bare), titles[i]);
	buf_release(&clean);
	buf_release(&bare);
	return found;
}

/* The label without blanks, parentheses and stop. */
static void
add_number_shown(struct buf *out, struct str line, const struct number *number)
{
	struct buf label = BUF_INIT;
	size_t from = out->len;

	number_add_label(&label, line, number);
	for (size_t i = 0; i < label.len; i++)
		if (!strchr(" \t():", label.data[i]))
			buf_add_char(out, label.data[i]);
	while (out->len > from && out->data[out->len - 1] == '.')
		buf_cut(out, out->len - 1);
	buf_release(&label);
}

/* A key of digits alone as a place, 0 for any other or one beyond max. */
static size_t
place_of_key(struct str key, size_t max)
{
	size_t place = 0;

	for (size_t i = 0; i < key.len; i++) {
		if (!utf8_is_digit((unsigned char)key.at[i]))
			return 0;
		place = place * 10 + (size_t)(key.at[i] - '0');
		if (place > max)
			return 0;
	}
	return place;
}

/*
 * Mark the places whose names numbered nodes have: the children, and through
 * sections without a number, which their addresses pass over. Kept with the
 * node until names_changed().
 */
static void
mark_taken(struct node *node)
{
	const struct node *end = node_skip(node), *at;
	struct buf key = BUF_INIT;
	struct number number;

	node->taken_n = 1;
	for (at = node->first; at; at = at->next)
		node->taken_n++;
	node->taken = mem_new(node->taken_n, sizeof(*node->taken));
	for (at = node->first; at && at != end;) {
		if (read_number(&number, at)) {
			buf_clear(&key);
			number_add_key(&key, node_str(at), &number);
			node->taken[place_of_key(buf_str(&key),
				node->taken_n - 1)] = true;
		}
		at = !number.n && at->kind == NODE_SECTION ? node_next(at)
			: node_skip(at);
	}
	buf_release(&key);
}

static bool
is_taken(struct address_walk *walk, size_t parent, size_t place)
{
	struct address_frame *frame = &walk->frames[parent];
	struct node *node = (struct node *)frame->node;

	if (frame->base != parent)
		return false;	/* numbers are called by what is above it */
	if (!node->taken)
		mark_taken(node);
	return place < node->taken_n && node->taken[place];
}

static bool
key_is_preambular(struct str key)
{
	return str_starts(key, "pp") && key.len > 2 &&
		utf8_is_digit((unsigned char)key.at[2]);
}

/* Go on counting the children of parent by one. */
static void
count_child(struct address_frame *parent, const struct node *node,
	const struct number *number)
{
	struct buf key = BUF_INIT;

	if (!number->n && node->kind == NODE_SECTION) {
		parent->sections++;
	} else if (!number->n) {
		parent->others++;
		parent->paragraphs += node->kind == NODE_PARAGRAPH;
	} else if (parent->preamble && node->kind == NODE_PARAGRAPH) {
		number_add_key(&key, node_str(node), number);
		parent->paragraphs += key_is_preambular(buf_str(&key));
	}
	buf_release(&key);
}

static struct address_frame *
push_frame(struct address_walk *walk, const struct node *node)
{
	struct address_frame *frame;
	size_t cap = walk->cap;

	walk->frames = mem_grow(walk->frames, &walk->cap, walk->n + 1,
		sizeof(*walk->frames));
	if (walk->cap > cap)
		memset(walk->frames + cap, 0,
			(walk->cap - cap) * sizeof(*walk->frames));
	frame = &walk->frames[walk->n++];
	buf_clear(&frame->shown);
	buf_clear(&frame->key);
	*frame = (struct address_frame){
		.node = node, .shown = frame->shown, .key = frame->key,
		.number = NO_NUMBER, .base = walk->n - 1,
	};
	return frame;
}

static void
add_prefix(struct address_frame *frame, const struct address_frame *above)
{
	buf_add_str(&frame->shown, buf_str(&above->shown));
	buf_add_str(&frame->key, buf_str(&above->key));
	if (above->key.len) {
		buf_add_char(&frame->shown, '.');
		buf_add_char(&frame->key, '.');
	}
}

static void
add_place(struct address_frame *frame, const char *word, size_t place)
{
	buf_add_format(&frame->shown, "%s%zu", word, place);
	buf_add_format(&frame->key, "%s%zu", word, place);
}

static void
name_numbered(struct address_walk *walk, struct address_frame *frame,
	const struct address_frame *parent, const struct number *number)
{
	struct str line = node_str(frame->node);
	struct buf key = BUF_INIT;

	number_add_key(&key, line, number);
	if (!key_is_preambular(buf_str(&key)))
		add_prefix(frame, &walk->frames[parent->base]);
	frame->number = frame->key.len;
	buf_add_str(&frame->key, buf_str(&key));
	add_number_shown(&frame->shown, line, number);
	buf_release(&key);
}

static void
name_placed(struct address_walk *walk, struct address_frame *frame,
	size_t parent)
{
	const struct address_frame *above = &walk->frames[parent];

	if (above->preamble && frame->node->kind == NODE_PARAGRAPH) {
		buf_add_format(&frame->shown, "PP%zu", above->paragraphs);
		buf_add_format(&frame->key, "pp%zu", above->paragraphs);
		return;
	}
	add_prefix(frame, above);
	if (frame->node->kind == NODE_SECTION) {
		add_place(frame, "s", above->sections);
		frame->base = above->base;
	} else {
		add_place(frame, is_taken(walk, parent, above->others)
			? "p" : "", above->others);
	}
}

/* Push node, the next child of the frame on top, with its address. */
static void
place_node(struct address_walk *walk, const struct node *node)
{
	size_t parent = walk->n - 1;
	struct address_frame *frame = push_frame(walk, node);
	struct number number;

	read_number(&number, node);
	count_child(&walk->frames[parent], node, &number);
	if (number.n)
		name_numbered(walk, frame, &walk->frames[parent], &number);
	else
		name_placed(walk, frame, parent);
	frame->preamble = is_preamble(node);
}

/* Keep with every child how many stand before it, by how they are called. */
static void
count_children(struct address_frame *parent)
{
	struct node *above = (struct node *)parent->node;
	struct number number;

	for (struct node *at = above->first; at; at = at->next) {
		at->sections_before = (unsigned)parent->sections;
		at->paragraphs_before = (unsigned)parent->paragraphs;
		at->others_before = (unsigned)parent->others;
		read_number(&number, at);
		count_child(parent, at, &number);
	}
	above->counted = true;
}

/* The siblings before node, where its own name depends on them. */
static void
count_before(struct address_walk *walk, const struct node *node)
{
	struct address_frame *parent = &walk->frames[walk->n - 1];

	if (!parent->node->counted)
		count_children(parent);
	parent->sections = node->sections_before;
	parent->paragraphs = node->paragraphs_before;
	parent->others = node->others_before;
}

void
address_add(struct buf *out, const struct node *node)
{
	struct address_walk walk = { .doc = NULL };
	const struct node **path;
	size_t n = 0, depth = node_depth(node) + 1;

	if (node->kind == NODE_NOTE) {
		buf_add_text(out, "note ");
		note_add_name(out, node);
		return;
	}
	path = mem_new(depth + 1, sizeof(*path));
	for (; node; node = node->parent)
		path[n++] = node;
	push_frame(&walk, path[--n]);
	while (n--) {
		count_before(&walk, path[n]);
		place_node(&walk, path[n]);
	}
	buf_add_str(out, buf_str(&walk.frames[walk.n - 1].shown));
	address_walk_release(&walk);
	free(path);
}

void
address_add_told(struct buf *out, const struct node *node)
{
	const struct node *above = node;
	struct buf base = BUF_INIT, all = BUF_INIT;
	struct str rest;

	while (above && above->kind == NODE_ITEM)
		above = above->parent;
	address_add(&all, node);
	if (above && above->parent)
		address_add(&base, above);
	rest = buf_str(&all);
	if (above != node && str_starts(rest, buf_text(&base))) {
		rest = str_from(rest, base.len);
		if (str_starts(rest, "."))
			rest = str_from(rest, 1);
		buf_add_str(out, buf_str(&base));
		buf_add_format(out, "%sbullet ", base.len ? " " : "");
	}
	buf_add_str(out, rest);
	buf_release(&base);
	buf_release(&all);
}

void
address_walk_init(struct address_walk *walk, const struct doc *doc)
{
	*walk = (struct address_walk){ .doc = doc };
	push_frame(walk, doc->root);
}

static struct node *
walk_note(struct address_walk *walk, struct node *note)
{
	struct address_frame *frame;

	walk->node = note;
	walk->n = 1;
	if (!note)
		return NULL;
	frame = push_frame(walk, note);
	buf_add_text(&frame->shown, "note ");
	note_add_name(&frame->shown, note);
	buf_add_text(&frame->key, "note");
	note_add_name(&frame->key, note);
	return note;
}

struct node *
address_walk_next(struct address_walk *walk)
{
	struct node *node = walk->node;

	if (node && node->kind == NODE_NOTE)
		return walk_note(walk, notes_next(walk->doc, node));
	node = node ? node_next(node) : doc_first(walk->doc);
	if (!node)
		return walk_note(walk, notes_first(walk->doc));
	while (walk->frames[walk->n - 1].node != node->parent)
		walk->n--;
	place_node(walk, node);
	walk->node = node;
	return node;
}

struct str
address_walk_text(const struct address_walk *walk)
{
	return buf_str(&walk->frames[walk->n - 1].shown);
}

struct str
address_walk_key(const struct address_walk *walk)
{
	return buf_str(&walk->frames[walk->n - 1].key);
}

struct str
address_walk_number(const struct address_walk *walk)
{
	const struct address_frame *frame = &walk->frames[walk->n - 1];

	if (frame->number == NO_NUMBER)
		return str_make("", 0);
	return str_from(buf_str(&frame->key), frame->number);
}

void
address_walk_release(struct address_walk *walk)
{
	for (size_t i = 0; i < walk->cap; i++) {
		buf_release(&walk->frames[i].shown);
		buf_release(&walk->frames[i].key);
	}
	free(walk->frames);
	*walk = (struct address_walk){ .doc = NULL };
}
