/*
 * Numbers as renumbering reads them: what is counted together with what,
 * whether letters are roman numerals, which only those beside them tell, and
 * what a number goes along with instead of being counted.
 */
#include "renumber.h"

#include <string.h>

#include "adref/text/mention.h"

bool
renumber_read(struct number *out, const struct node *node)
{
	return node->kind != NODE_TABLE && node->kind != NODE_ROW &&
		number_read(out, node_str(node));
}

static struct str
core_of(const struct node *node, const struct number *number)
{
	return str_part(node_str(node), number->part[0].core_off,
		number->part[0].core_len);
}

/* What stands around the core, blanks and case aside: `article`, `()`. */
static void
add_shape(struct buf *out, const struct node *node,
	const struct number *number)
{
	const struct number_part *part = &number->part[0];

	for (size_t off = part->off; off < part->core_off; off++) {
		char c = node->line[off];

		if (c != ' ' && c != '\t')
			buf_add_char(out, c >= 'A' && c <= 'Z'
				? (char)(c - 'A' + 'a') : c);
	}
	if (memchr(node->line + part->core_off, ')', part->off + part->len -
		part->core_off))
		buf_add_char(out, ')');
}

static bool
is_lower(struct str core)
{
	return core.len && core.at[0] >= 'a';
}

/* Of one kind: sections of one level, or no sections. */
static unsigned
kind_of(const struct node *node)
{
	return node->kind == NODE_SECTION ? node->level : 0;
}

/* A letter or numeral of this shape and case beside node, in at; or none. */
static struct str
letters_beside(const struct node *node, const struct buf *shape, bool lower,
	const struct node *at)
{
	struct number number;
	struct buf own = BUF_INIT;
	struct str core = { "", 0 };

	if (kind_of(at) != kind_of(node) || !renumber_read(&number, at))
		return core;
	add_shape(&own, at, &number);
	if (str_same(buf_str(&own), buf_str(shape)))
		core = core_of(at, &number);
	buf_release(&own);
	return core.len && core.at[0] > '9' && is_lower(core) == lower ? core
		: str_of("");
}

/*
 * Whether the letters of this shape and case under one parent are roman
 * numerals: all of them could be, and one has several letters or the first is
 * i.
 */
static bool
look_for_roman(const struct node *node, const struct buf *shape, bool lower)
{
	bool first = true, starts = false, several = false;

	for (const struct node *at = node->parent->first; at; at = at->next) {
		struct str core = letters_beside(node, shape, lower, at);

		if (!core.len)
			continue;
		if (core_row_of(core, true) < CORE_ROMAN_LOWER ||
		    core_row_of(core, true) == CORE_OTHER)
			return false;
		starts |= first && (core.at[0] | 0x20) == 'i';
		several |= core.len > 1;
		first = false;
	}
	return several || starts;
}

static bool
is_roman(struct map *rows, const struct node *node, const struct buf *shape,
	bool lower)
{
	static char yes, no;
	struct buf key = BUF_INIT;
	void *known;

	buf_add_format(&key, "%p %u %d %s", (void *)node->parent,
		kind_of(node), lower, buf_text(shape));
	known = map_get(rows, buf_str(&key));
	if (!known) {
		known = look_for_roman(node, shape, lower) ? &yes : &no;
		map_put(rows, buf_str(&key), known);
	}
	buf_release(&key);
	return known == &yes;
}

unsigned
reading_depth(const struct node *node)
{
	unsigned depth = 0;

	if (node->kind == NODE_SECTION)
		return 0;
	for (node = node->parent; node->parent && node->kind != NODE_SECTION;
	     node = node->parent)
		depth++;
	return depth;
}

static void
read_suffix(struct reading *reading)
{
	const struct number_part *part = &reading->number.part[0];

	reading->suffix = str_part(node_str(reading->node), part->suffix_off,
		part->suffix_len);
	reading->items_n = suffix_read(reading->items, SUFFIX_ITEMS,
		reading->suffix);
	for (reading->alt = 0; reading->alt < reading->items_n;
	     reading->alt++)
		if (str_is(str_of(reading->items[reading->alt].name), "alt"))
			break;
}

bool
reading_of(struct reading *reading, struct map *rows, struct node *node)
{
	struct buf shape = BUF_INIT;
	size_t dots = 0;

	*reading = (struct reading){ .node = node };
	if (!renumber_read(&reading->number, node))
		return false;
	reading->core = core_of(node, &reading->number);
	read_suffix(reading);
	add_shape(&shape, node, &reading->number);
	reading->row = core_row_of(reading->core, reading->core.at[0] > '9' &&
		is_roman(rows, node, &shape, is_lower(reading->core)));
	reading->valued = core_value(reading->core, reading->row,
		&reading->value);
	for (size_t i = 0; i < reading->core.len; i++)
		dots += reading->core.at[i] == '.';
	reading->runs = str_starts(buf_str(&shape), "article") ||
		str_starts(buf_str(&shape), "annex");
	buf_add_format(&reading->key, "%u %u %d %zu %s",
		reading->runs ? 0 : kind_of(node),
		reading->runs ? 0 : reading_depth(node),
		(int)reading->row, dots, buf_text(&shape));
	reading->shape = str_from(buf_str(&reading->key), reading->key.len -
		shape.len);
	buf_release(&shape);
	return true;
}

bool
reading_same_series(struct reading *out, struct map *rows,
	const struct reading *reading, struct node *at)
{
	bool is = reading_of(out, rows, at) &&
		str_same(buf_str(&out->key), buf_str(&reading->key));

	buf_release(&out->key);
	return is;
}

size_t
reading_option(const struct reading *reading, const struct node *node)
{
	struct mentions all = { NULL, 0, 0 };
	struct number number;
	struct str line = node_str(node);
	size_t value = 0;

	if (!str_starts(reading->shape, "option") || !node->parent)
		return 0;
	mentions_read(&all, line, renumber_read(&number, node) ? number.end
		: 0);
	if (all.n && all.at[0].begins && all.at[0].titles &&
	    all.at[0].word == MENTION_OPTION)
		core_value(str_part(line, all.at[0].part[0].core_off,
			all.at[0].part[0].core_len), reading->row, &value);
	mentions_release(&all);
	return value;
}

static bool
has_core(const struct reading *reading, const struct node *at)
{
	struct number number;

	return renumber_read(&number, at) && str_same(reading->core,
		str_part(node_str(at), number.part[0].core_off,
			number.part[0].core_len));
}

/* Whether it stands among numbers of its series that are called otherwise:
 * then it counts with them. */
static bool
is_of_siblings(const struct reading *reading, struct map *rows)
{
	bool others = false;

	for (struct node *at = reading->node->parent->first; at && !others;
	     at = at->next) {
		struct reading one;

		others = reading_same_series(&one, rows, reading, at) &&
			(!str_same(one.core, reading->core) || !one.items_n !=
			!reading->items_n);
	}
	return others;
}

bool
reading_is_alike(const struct reading *reading, const struct node *above)
{
	struct buf a = BUF_INIT, b = BUF_INIT;
	struct number number;
	bool alike = reading->runs && renumber_read(&number, above);

	number_add_key(&a, node_str(reading->node), &reading->number);
	number_add_key(&b, node_str(above), &number);
	alike = alike && str_same(buf_str(&a), buf_str(&b));
	buf_release(&a);
	buf_release(&b);
	return alike;
}

const struct node *
reading_above(const struct reading *reading, struct map *rows)
{
	const struct node *above = reading->node->parent;
	struct number number;

	while (above->parent && !reading_is_alike(reading, above))
		above = above->parent;
	if (!above->parent && reading->items_n &&
	    reading->alt == reading->items_n) {
		above = reading->node->parent;
		while (above->parent && !renumber_read(&number, above))
			above = above->parent;
		if (above->kind == NODE_SECTION || !has_core(reading, above))
			return NULL;
	}
	return above->parent && !is_of_siblings(reading, rows) ? above
		: NULL;
}
