/*
 * Looking for words. Counting and finding first ask what each node keeps of
 * what is heard of it, one plain search; only a line that has the words is
 * heard again with the places of its characters.
 */
#include "adref/doc/find.h"

#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "find_inside.h"

static void
phrase_release(struct phrase *phrase)
{
	buf_release(&phrase->text);
}

/* False when there are no words. */
static bool
phrase_set(struct phrase *phrase, struct str what, bool cased)
{
	struct str text, first, last = { "", 0 };
	size_t dots;

	buf_clear(&phrase->text);
	if (cased)
		utf8_add_typed(&phrase->text, str_trim(what));
	else
		utf8_add_folded(&phrase->text, str_trim(what));
	text = buf_str(&phrase->text);
	dots = str_find(text, 0, str_of(".."));
	phrase->ranges = dots < text.len;
	first = str_trim(str_part(text, 0, dots));
	if (phrase->ranges)
		last = str_trim(str_from(text, dots + 2));
	if (!first.len || (phrase->ranges && !last.len))
		return false;
	needle_set(&phrase->first, first);
	if (phrase->ranges)
		needle_set(&phrase->last, last);
	return true;
}

static int
set_up(struct find *find, struct str what, struct err *err)
{
	bool cased = find->flags & FIND_CASE;

	if (find->flags & (FIND_PATTERN | FIND_SOURCE))
		return rx_new(&find->rx, what, (cased ? 0u : RX_FOLD) |
			(find->flags & FIND_PATTERN ? 0u : RX_LITERAL) |
			(find->flags & FIND_WORDS ? RX_WORDS : 0u), err);
	if (!phrase_set(&find->folded, what, false) ||
	    (cased && !phrase_set(&find->cased, what, true)))
		return err_set(err, ERR_REFUSED, "there are no words to look "
			"for");
	find->beyond = !utf8_is_ascii(buf_str(&find->folded.text));
	return 0;
}

int
find_new(struct find **out, struct str what, unsigned flags,
	struct err *err)
{
	*out = mem_new(1, sizeof(**out));
	(*out)->flags = flags;
	if (set_up(*out, what, err) == 0)
		return 0;
	find_free(*out);
	*out = NULL;
	return -1;
}

void
find_free(struct find *find)
{
	if (!find)
		return;
	phrase_release(&find->folded);
	phrase_release(&find->cased);
	rx_free(find->rx);
	heard_release(&find->heard);
	free(find);
}

void
find_start(struct find *find)
{
	if (find->rx)
		rx_start(find->rx);
}

/* A table's line is drawn, not said. */
static struct str
said_of(const struct node *node)
{
	return node->kind == NODE_TABLE ? str_make("", 0) : node_str(node);
}

struct str
find_heard_of(struct find *find, struct node *node)
{
	if (!node->heard) {
		heard_read_text(&find->heard, said_of(node), false);
		node->heard_len = find->heard.text.len;
		node->heard = mem_text_len(buf_text(&find->heard.text),
			node->heard_len);
		node->heard_own = true;
	}
	return str_make(node->heard, node->heard_len);
}

static bool
is_word_at(struct str text, size_t off)
{
	return off < text.len &&
		utf8_class_of(utf8_at(text, off, NULL)) == UTF8_WORD;
}

static bool
is_word_before(struct str text, size_t off)
{
	return off && is_word_at(text, utf8_prev(str_part(text, 0, off),
		off));
}

/* Whether a letter does not go on at either end. */
static bool
is_whole(struct str text, size_t from, size_t to)
{
	return !(is_word_at(text, from) && is_word_before(text, from)) &&
		!(is_word_before(text, to) && is_word_at(text, to));
}

static size_t
find_needle(const struct needle *needle, struct str text, size_t off,
	bool whole)
{
	size_t at = needle_find(needle, text, off);

	while (whole && at < text.len &&
	       !is_whole(text, at, at + needle->words.len))
		at = needle_find(needle, text, at + 1);
	return at;
}

bool
find_phrase(const struct phrase *phrase, struct str text, size_t off,
	bool whole, size_t *from, size_t *to)
{
	size_t last;

	*from = find_needle(&phrase->first, text, off, whole);
	if (*from >= text.len)
		return false;
	*to = *from + phrase->first.words.len;
	if (!phrase->ranges)
		return true;
	last = find_needle(&phrase->last, text, *to, whole);
	*to = last + phrase->last.words.len;
	return last < text.len;
}

/* In the text that is heard now: 1, 0 or -1. */
static int
find_words(struct find *find, struct str text, size_t off, size_t *from,
	size_t *to, struct err *err)
{
	if (find->rx)
		return rx_find(find->rx, text, off, from, to, err);
	return find_phrase(find->flags & FIND_CASE ? &find->cased
		: &find->folded, text, off, find->flags & FIND_WORDS, from,
		to);
}

/* Whether the words, but for their case, are in the node at all. */
static bool
may_have(struct find *find, struct node *node)
{
	size_t from, to;

	return find->rx || find_phrase(&find->folded, find_heard_of(find, node),
		0, find->flags & FIND_WORDS, &from, &to);
}

static bool
hears_case(const struct find *find)
{
	return find->rx || find->flags & FIND_CASE;
}

/* What is heard of a node, with the places of its characters. */
static void
hear(struct find *find, const struct node *node)
{
	if (find->flags & FIND_SOURCE)
		heard_read_source(&find->heard, said_of(node));
	else
		heard_read(&find->heard, said_of(node), hears_case(find));
}

int
find_in(struct find *find, struct node *node, size_t off, struct hit *out,
	struct err *err)
{
	const struct heard *heard = &find->heard;
	int found;

	if (!may_have(find, node))
		return 0;
	hear(find, node);
	found = find_words(find, buf_str(&heard->text), heard_at(heard, off),
		&find->from, &find->to, err);
	if (found > 0)
		*out = (struct hit){ node, heard->from[find->from],
			heard->to[find->to - 1] };
	return found;
}

int
find_last_in(struct find *find, struct node *node, size_t before,
	struct hit *out, struct err *err)
{
	struct hit hit;
	size_t off = 0;
	int found, any = 0;

	while ((found = find_in(find, node, off, &hit, err)) > 0 &&
	       hit.from < before) {
		*out = hit;
		any = 1;
		off = hit.from + 1;
	}
	return found < 0 ? -1 : any;
}

/* The text to count in: as it is kept when that will do. */
static struct str
text_of(struct find *find, struct node *node)
{
	if (!hears_case(find))
		return find_heard_of(find, node);
	if (find->flags & FIND_SOURCE)
		return said_of(node);
	heard_read_text(&find->heard, said_of(node), true);
	return buf_str(&find->heard.text);
}

static int
count_in(struct find *find, struct node *node, size_t max, size_t *n,
	struct err *err)
{
	struct str text;
	size_t from, to, off = 0;
	int found = 0;

	*n = 0;
	if (find->flags & FIND_CASE && !may_have(find, node))
		return 0;
	text = text_of(find, node);
	while ((!max || *n < max) && (found = find_words(find, text, off,
		&from, &to, err)) > 0) {
		++*n;
		off = to;
	}
	return found < 0 ? -1 : 0;
}

struct node *
find_next_node(const struct find_range *range, const struct node *node)
{
	struct node *next;

	if (node && node->kind == NODE_NOTE)
		return node == range->within ? NULL : node->next;
	if (!node)
		next = range->within ? (struct node *)range->within
			: doc_first(range->doc);
	else
		next = node_next(node);
	if (next && (!range->within || next != node_skip(range->within)))
		return next;
	return range->notes ? range->doc->notes->first : NULL;
}

static struct node *
last_of_body(const struct find_range *range)
{
	struct node *behind = range->within ? node_skip(range->within) : NULL;

	return behind ? node_prev(behind) : doc_last(range->doc);
}

struct node *
find_prev_node(const struct find_range *range, const struct node *node)
{
	if (node && node == range->within)
		return NULL;
	if (!node && range->within && range->within->kind == NODE_NOTE)
		return (struct node *)range->within;
	if (!node && range->notes && range->doc->notes->last)
		return range->doc->notes->last;
	if (!node)
		return last_of_body(range);
	if (node->kind == NODE_NOTE)
		return node->prev ? node->prev : last_of_body(range);
	return node_prev(node);
}

int
find_count(struct find *find, const struct find_range *range,
	struct find_counts *out, struct err *err)
{
	struct node *at = NULL;
	size_t n;

	*out = (struct find_counts){ 0 };
	if (!hears_case(find) && !range->within) {
		find_count_heard(find, range, out);
		return 0;
	}
	find_start(find);
	while (!out->more && (at = find_next_node(range, at))) {
		if (count_in(find, at, range->max ? range->max - out->hits
			: 0, &n, err) < 0)
			return -1;
		out->hits += n;
		out->nodes += n > 0;
		out->more = range->max && out->hits >= range->max;
	}
	return 0;
}

const struct heard *
find_match_heard(const struct find *find, size_t *from, size_t *to)
{
	*from = find->from;
	*to = find->to;
	return &find->heard;
}

bool
find_match_group(const struct find *find, size_t group, size_t *from, size_t *to)
{
	return find->rx && rx_group(find->rx, group, from, to);
}

size_t
find_match_groups(const struct find *find)
{
	return find->rx ? rx_groups(find->rx) : 0;
}

bool
find_match_named(const struct find *find, struct str name, size_t *group)
{
	return find->rx && rx_group_named(find->rx, name, group);
}
