/*
 * Counting words through a whole document at once: what is heard of all nodes
 * stands in one text, so that looking through it fetches no node. Most of it
 * is ASCII, and what else there is stands in few nodes: words with an accent
 * are looked for in those alone, for looking through memory takes as long as
 * fetching it.
 */
#include <stdlib.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "find_inside.h"

/* Fetching a node here and there takes as long as going through so many. */
enum { FEW = 32 };

static void
keep_in(struct node *node, const char *at)
{
	if (node->heard_own)
		free((char *)node->heard);
	node->heard = at;
	node->heard_own = false;
}

/* The n-th part is added; note whether it is more than ASCII. */
static void
add_part(struct doc *doc, struct buf *text, size_t n, struct str heard)
{
	doc->heard_from[n] = text->len;
	buf_add_str(text, heard);
	buf_add_char(text, '\n');
	if (utf8_is_ascii(heard))
		return;
	doc->heard_beyond = mem_grow(doc->heard_beyond, &doc->beyond_cap,
		doc->beyond_n + 1, sizeof(size_t));
	doc->heard_beyond[doc->beyond_n++] = n;
}

/* One text of what is heard of all nodes, which then keep their parts of
 * it. */
static void
line_up(struct find *find, struct doc *doc)
{
	const struct find_range all = { .doc = doc, .notes = true };
	struct buf text = BUF_INIT;
	struct node *at = NULL;
	size_t n = 0;

	if (doc->heard_n == doc->n)
		return;
	doc->heard_body = doc->beyond_n = 0;
	doc->heard_from = mem_resize(doc->heard_from, doc->n + 1,
		sizeof(size_t));
	while ((at = find_next_node(&all, at))) {
		doc->heard_body += at->kind != NODE_NOTE;
		add_part(doc, &text, n++, find_heard_of(find, at));
	}
	doc->heard_from[n] = text.len;
	for (n = 0; (at = find_next_node(&all, at)); n++)
		keep_in(at, text.data + doc->heard_from[n]);
	buf_release(&doc->heard);
	doc->heard = text;
	doc->heard_n = n;
}

/* Which node's part of the text a byte is in; not before `from`. */
static size_t
part_at(const struct doc *doc, size_t from, size_t byte)
{
	size_t step = 1, to = from + 1;

	while (to < doc->heard_n && doc->heard_from[to] <= byte) {
		from = to;
		step *= 2;
		to = step < doc->heard_n - from ? from + step : doc->heard_n;
	}
	while (to - from > 1) {
		size_t middle = from + (to - from) / 2;

		if (doc->heard_from[middle] <= byte)
			from = middle;
		else
			to = middle;
	}
	return from;
}

/* All places of a part from a byte of it on, as many as are wanted. */
static void
count_part(const struct find *find, const struct find_range *range,
	size_t part, size_t off, struct find_counts *out)
{
	const struct doc *doc = range->doc;
	size_t begin = doc->heard_from[part], before = out->hits, from, to;
	struct str text = str_part(buf_str(&doc->heard), begin,
		doc->heard_from[part + 1] - begin - 1);

	while (!out->more && find_phrase(&find->folded, text, off,
		find->flags & FIND_WORDS, &from, &to)) {
		out->hits++;
		out->more = range->max && out->hits >= range->max;
		off = to;
	}
	out->nodes += out->hits > before;
}

static void
count_through(const struct find *find, const struct find_range *range,
	size_t parts, struct find_counts *out)
{
	const struct doc *doc = range->doc;
	struct str all = str_part(buf_str(&doc->heard), 0,
		doc->heard_from[parts]);
	size_t part = 0, at = 0;

	while (!out->more && (at = needle_find(&find->folded.first, all,
		at)) < all.len) {
		part = part_at(doc, part, at);
		count_part(find, range, part, at - doc->heard_from[part], out);
		at = doc->heard_from[part + 1];
	}
}

void
find_count_heard(struct find *find, const struct find_range *range,
	struct find_counts *out)
{
	const struct doc *doc = range->doc;
	size_t parts;

	line_up(find, range->doc);
	parts = range->notes ? doc->heard_n : doc->heard_body;
	if (!find->beyond || doc->beyond_n > doc->heard_n / FEW) {
		count_through(find, range, parts, out);
		return;
	}
	for (size_t i = 0; i < doc->beyond_n && !out->more; i++)
		if (doc->heard_beyond[i] < parts)
			count_part(find, range, doc->heard_beyond[i], 0, out);
}
