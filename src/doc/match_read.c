/*
 * What nodes are compared by, worked out once for each: the folded words, the
 * number, and hashes of the words, so that most pairs are ruled out by
 * counting.
 */
#include <stdlib.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "adref/text/number.h"
#include "adref/text/words.h"
#include "match.h"

static int
order_words(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

static uint32_t
hash_word(struct str word)
{
	uint32_t hash = 2166136261u;

	for (size_t i = 0; i < word.len; i++)
		hash = (hash ^ (unsigned char)word.at[i]) * 16777619u;
	return hash;
}

static void
add_hash(struct match_side *side, struct str word)
{
	side->words = mem_grow(side->words, &side->words_cap,
		side->words_n + 1, sizeof(*side->words));
	side->words[side->words_n++] = hash_word(word);
}

/* Hash each run of letters and digits, and each ideograph. */
static void
add_hashes(struct match_side *side, struct str text)
{
	size_t start = 0, off = 0, next;
	bool in_word = false;

	for (; off < text.len; off = next) {
		uint32_t point = utf8_at(text, off, &next);
		bool alone = utf8_is_ideograph(point);
		bool word = utf8_class_of(point) == UTF8_WORD && !alone;

		if (in_word && !word)
			add_hash(side, str_part(text, start, off - start));
		if (alone)
			add_hash(side, str_part(text, off, next - off));
		if (word && !in_word)
			start = off;
		in_word = word;
	}
	if (in_word)
		add_hash(side, str_from(text, start));
}

/* Offsets stand in for addresses until the buffers have stopped growing. */
struct extent {
	size_t clean, key, end, words;
};

static void
read_one(struct match_side *side, const struct node *node,
	struct extent *extent)
{
	struct buf rest = BUF_INIT, clean = BUF_INIT;
	struct number number;
	bool numbered = node->kind != NODE_ROW && node->kind != NODE_TABLE &&
		number_read(&number, node_str(node));

	if (numbered)
		number_add_rest(&rest, node_str(node), &number);
	else
		buf_add_str(&rest, node_str(node));
	words_add_clean(&clean, buf_str(&rest));
	extent->clean = side->text.len;
	utf8_add_folded(&side->text, str_trim(buf_str(&clean)));
	extent->key = side->text.len;
	if (numbered)
		number_add_key(&side->text, node_str(node), &number);
	extent->end = side->text.len;
	extent->words = side->words_n;
	add_hashes(side, str_part(buf_str(&side->text), extent->clean,
		extent->key - extent->clean));
	buf_release(&rest);
	buf_release(&clean);
}

static void
settle(struct match_side *side, const struct extent *extents)
{
	struct str text = buf_str(&side->text);

	for (size_t i = 0; i < side->n; i++) {
		const struct extent *extent = &extents[i];
		struct match_node *node = &side->at[i];
		size_t end = i + 1 < side->n ? extents[i + 1].words
			: side->words_n;

		node->clean = str_part(text, extent->clean,
			extent->key - extent->clean);
		node->key = str_part(text, extent->key,
			extent->end - extent->key);
		node->words_n = end - extent->words;
		if (!node->words_n)
			continue;
		node->words = side->words + extent->words;
		qsort(node->words, node->words_n, sizeof(*node->words),
			order_words);
	}
}

void
match_read(struct match_side *side, struct node *first, size_t n)
{
	struct extent *extents = mem_new(n, sizeof(*extents));
	struct node *node = first;

	side->at = mem_new(n, sizeof(*side->at));
	for (; node && side->n < n; node = node_next(node)) {
		struct match_node *at = &side->at[side->n];

		at->node = node;
		at->mate = MATCH_NONE;
		read_one(side, node, &extents[side->n++]);
		map_put(&side->index, str_make((const char *)&node,
			sizeof(node)), (void *)(uintptr_t)side->n);
	}
	settle(side, extents);
	free(extents);
}

size_t
match_parent(const struct match_side *side, size_t index)
{
	const struct node *parent = side->at[index].node->parent;
	uintptr_t found = (uintptr_t)map_get(&side->index,
		str_make((const char *)&parent, sizeof(parent)));

	return found ? (size_t)found - 1 : MATCH_NONE;
}

void
match_side_release(struct match_side *side)
{
	buf_release(&side->text);
	map_release(&side->index);
	free(side->words);
	free(side->at);
}
