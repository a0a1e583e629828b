/*
 * For tests: the text of a document drawn by chance, as build_doc.h reads it,
 * and the brackets of a document with their mates.
 */
#ifndef ADREF_TESTS_RANDOM_TEXT_H
#define ADREF_TESTS_RANDOM_TEXT_H

#include <stdlib.h>

#include "adref/base/mem.h"
#include "adref/doc/pair.h"

static uint32_t random_seed = 5;

static uint32_t
random_pick(uint32_t below)
{
	random_seed = random_seed * 1664525 + 1013904223;
	return (random_seed >> 8) % below;
}

/* Up to 12 nodes, some of them headings, most lines with stray brackets. */
static void
random_text(struct buf *out)
{
	static const char *const bits[] = {
		"aa", "b", "cc", " ", " ", " ", "[", "]", "[", "]", "[^4]",
		"{IND}", "(#c)", "\\", ",", "^8", "］", "3. ", "4 bis. ",
		") ", "⟧",
	};
	static const char *const marks[] = {
		"- ", "- ", "  - ", "", "", "  ", "# ", "## ",
	};

	for (uint32_t n = 2 + random_pick(11); n; n--) {
		buf_add_text(out, marks[out->len ? random_pick(8) : 0]);
		for (uint32_t i = random_pick(10); i; i--)
			buf_add_text(out, bits[random_pick(sizeof(bits) /
				sizeof(*bits))]);
		buf_add_text(out, random_pick(4) ? " d\n" : "\n");
	}
}

/* Each bracket in reading order: where its mate is among them, or
 * BRACKET_NONE. */
struct all_brackets {
	size_t *mate;
	size_t n, cap;
};

static size_t
count_before(const struct doc *doc, const struct node *node)
{
	size_t n = 0;
	struct brackets all = BRACKETS_INIT;

	for (struct node *at = doc_first(doc); at != node;
	     at = node_next(at)) {
		brackets_read_line(&all, node_str(at));
		n += all.n;
	}
	brackets_release(&all);
	return n;
}

static size_t
place_of(const struct doc *doc, const struct node *node, size_t off)
{
	struct brackets all = BRACKETS_INIT;
	size_t index = 0;

	brackets_read_line(&all, node_str(node));
	while (all.at[index].off != off)
		index++;
	brackets_release(&all);
	return count_before(doc, node) + index;
}

__attribute__((unused)) static void
read_all(struct all_brackets *out, struct doc *doc)
{
	struct brackets all = BRACKETS_INIT;

	doc_pair(doc);
	out->n = 0;
	for (struct node *at = doc_first(doc); at; at = node_next(at)) {
		brackets_read_line(&all, node_str(at));
		for (size_t i = 0; i < all.n; i++) {
			struct pair pair;

			out->mate = mem_grow(out->mate, &out->cap, out->n + 1,
				sizeof(size_t));
			pair_of(&pair, at, &all, i);
			out->mate[out->n++] = !pair.open || !pair.close
				? BRACKET_NONE : all.at[i].opens
				? place_of(doc, pair.close, pair.closer.off)
				: place_of(doc, pair.open, pair.opener.off);
		}
	}
	brackets_release(&all);
}

#endif
