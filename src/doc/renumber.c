/*
 * Planning new numbers. One walk in reading order; start with visit(). What is
 * counted together is a series; whether it goes on in a new place is decided
 * when its first number there is met, from the numbers that stand there.
 */
#include "renumber.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"

enum { SEEN_MAX = 100000 };

/* Numbers that are counted together. */
struct series {
	const struct node *parent;	/* of those met last */
	char *above;		/* what the 3 of 3.2 is now, of those met
				 * last */
	size_t count;		/* the last number given */
	unsigned *seen;		/* by value: in which turn it was met */
	size_t seen_n, seen_cap;
	unsigned turn;		/* how often it began again */
	size_t most;		/* the highest value of this turn */
	bool began;		/* it began again where it was met last */
};

struct planning {
	struct renumbering *out;
	const struct node *below, *end;
	bool inside;		/* of what is renumbered */
	struct map series;	/* by key */
	struct map rows;	/* parent and shape: letters or numerals */
	struct map bases;	/* parent, series and number without alt: the
				 * new core; NULL value never */
	struct map cores;	/* parent and old core: the new one of who had
				 * it last there */
	struct map by;		/* id: index + 1 in out */
};

static bool
is_plain(const struct reading *reading)
{
	return reading->valued && !reading->items_n;
}

static struct series *
series_of(struct planning *planning, const struct reading *reading)
{
	struct series *series = map_get(&planning->series,
		buf_str(&reading->key));

	if (!series) {
		series = mem_new(1, sizeof(*series));
		series->turn = 1;
		map_put(&planning->series, buf_str(&reading->key), series);
	}
	return series;
}

static bool
was_seen(const struct series *series, size_t value)
{
	return value < series->seen_n && series->seen[value] == series->turn;
}

static void
note_seen(struct series *series, const struct reading *reading)
{
	size_t value = reading->value;

	if (!is_plain(reading) || value > SEEN_MAX)
		return;
	if (value >= series->seen_n) {
		series->seen = mem_grow(series->seen, &series->seen_cap,
			value + 1, sizeof(*series->seen));
		memset(series->seen + series->seen_n, 0, (value + 1 -
			series->seen_n) * sizeof(*series->seen));
		series->seen_n = value + 1;
	}
	series->seen[value] = series->turn;
	if (value > series->most)
		series->most = value;
}

/*
 * Whether numbers begin again under this parent: one of them was there before;
 * or 1 comes first and nothing that would go on.
 */
static bool
begins_again(struct planning *planning, const struct series *series,
	const struct reading *first)
{
	bool higher = false, again = false;

	if (first->runs)
		return is_plain(first) && first->value <= 1 &&
			was_seen(series, first->value);
	for (struct node *at = first->node; at && !again; at = at->next) {
		struct reading one;

		if (reading_of(&one, &planning->rows, at) && is_plain(&one) &&
		    str_same(buf_str(&one.key), buf_str(&first->key))) {
			again = was_seen(series, one.value);
			higher |= one.value > series->most;
		}
		buf_release(&one.key);
	}
	return again || (first->valued && first->value <= 1 && !higher);
}

static struct str
above_of(const struct reading *reading)
{
	return str_part(reading->core, 0, core_above(reading->core));
}

/* The value of the next plain number of the series behind this one; 0. */
static size_t
next_value(struct planning *planning, const struct reading *reading)
{
	struct reading one;

	for (struct node *at = reading->node->next; at; at = at->next)
		if (reading_same_series(&one, &planning->rows,
			reading, at) &&
		    is_plain(&one))
			return one.value;
	return 0;
}

/*
 * Whether a list begins again among its siblings, as each of several options
 * has paragraphs 1, 2, 3: so did the one before, something else stands in front
 * of this one, and 2 comes next. A 1 that was moved in brings no 2.
 */
static bool
begins_here(struct planning *planning, const struct series *series,
	const struct reading *reading)
{
	struct node *before = reading->node->prev;
	struct reading one;

	return series->began && is_plain(reading) && reading->value <= 1 &&
		was_seen(series, reading->value) && before &&
		!reading_same_series(&one, &planning->rows, reading, before) &&
		next_value(planning, reading) == reading->value + 1;
}

/* Where a series begins to count. */
static size_t
start_of(const struct reading *reading)
{
	return is_plain(reading) && !reading->value ? (size_t)-1
		: reading_option(reading, reading->node->parent);
}

static void add_above(struct buf *out, const struct planning *planning,
	const struct reading *reading);

/* The series as it is at a number: gone on, or begun again. */
static void
enter(struct planning *planning, struct series *series,
	const struct reading *reading)
{
	bool always = (reading_depth(reading->node) > 0 && !reading->runs) ||
		above_of(reading).len > 0;
	struct buf above = BUF_INIT;

	add_above(&above, planning, reading);
	if (series->parent == reading->node->parent && series->above &&
	    str_is(buf_str(&above), series->above)) {
		if (!begins_here(planning, series, reading)) {
			buf_release(&above);
			return;
		}
		always = true;
	}
	series->began = !series->parent || always ||
		begins_again(planning, series, reading);
	if (series->began) {
		series->count = start_of(reading);
		series->turn++;
		series->most = 0;
	}
	series->parent = reading->node->parent;
	free(series->above);
	series->above = buf_take(&above);
}

/* Where a core is kept that alternatives take over. */
static void
add_base_key(struct buf *out, const struct reading *reading, size_t items)
{
	buf_add_format(out, "%p %s ", (void *)reading->node->parent,
		buf_text(&reading->key));
	buf_add_str(out, reading->core);
	for (size_t i = 0; i < items; i++)
		buf_add_format(out, " %s %zu", reading->items[i].name,
			reading->items[i].digit);
}

static void
keep_text(struct map *map, struct str key, const char *text)
{
	free(map_put(map, key, mem_text(text)));
}

static void
add_core_key(struct buf *out, const struct node *parent, struct str core)
{
	buf_clear(out);
	buf_add_format(out, "%p ", (const void *)parent);
	buf_add_str(out, core);
}

/* `3` of `3.2` as it is now: of a sibling, or of what this stands under; else
 * as it was. */
static void
add_above(struct buf *out, const struct planning *planning,
	const struct reading *reading)
{
	struct str above = above_of(reading);
	struct buf key = BUF_INIT;
	const char *now = NULL;

	for (const struct node *at = reading->node->parent; above.len && at &&
	     !now; at = at->parent) {
		add_core_key(&key, at, str_part(above, 0, above.len - 1));
		now = map_get(&planning->cores, buf_str(&key));
	}
	buf_release(&key);
	if (now)
		buf_add_format(out, "%s.", now);
	else
		buf_add_str(out, above);
}

static char *
label_of(struct str line)
{
	struct number number;
	struct buf label = BUF_INIT;

	number_read(&number, line);
	number_add_said(&label, line, &number);
	return buf_take(&label);
}

/* The line with another core and suffix. */
static void
add_line(struct buf *out, const struct renumbered *one)
{
	struct str line = node_str(one->node);
	size_t core_end = one->core_off + one->core_len;
	size_t suffix = one->suffix_len ? one->suffix_off : core_end;

	buf_add_str(out, str_part(line, 0, one->core_off));
	buf_add_text(out, one->core);
	buf_add_str(out, str_part(line, core_end, suffix - core_end));
	buf_add_text(out, one->suffix);
	buf_add_str(out, str_from(line, suffix + one->suffix_len));
}

/* Without its suffix `3bis Text` would have no number at all: a stop makes it
 * one. */
static void
keep_a_number(struct renumbered *one)
{
	struct buf line = BUF_INIT;
	struct number number;

	add_line(&line, one);
	if (!number_read(&number, buf_str(&line)) ||
	    number.part[0].core_off != one->core_off) {
		free(one->suffix);
		one->suffix = mem_text(".");
	}
	buf_release(&line);
}

static void
add_renumbered(struct planning *planning, const struct reading *reading,
	const char *core, const char *suffix)
{
	const struct number_part *part = &reading->number.part[0];
	struct renumbering *out = planning->out;
	struct renumbered one = { .node = reading->node,
		.core_off = part->core_off, .core_len = part->core_len,
		.suffix_off = part->suffix_off,
		.suffix_len = part->suffix_len,
		.from = label_of(node_str(reading->node)) };
	struct buf line = BUF_INIT;

	if (core) {
		one.core = mem_text(core);
		one.suffix = mem_text(suffix);
		keep_a_number(&one);
		add_line(&line, &one);
		one.to = label_of(buf_str(&line));
	}
	out->stuck += !core;
	out->at = mem_grow(out->at, &out->cap, out->n + 1, sizeof(*out->at));
	out->at[out->n++] = one;
	map_put(&planning->by, str_make(reading->node->id.text, 8),
		(void *)(uintptr_t)out->n);
	buf_release(&line);
}

/* The `alt` and what follows it, as it stands. */
static struct str
tail_of(const struct reading *reading)
{
	size_t from = reading->alt ? reading->items[reading->alt - 1].end : 0;

	return reading->alt < reading->items_n
		? str_from(reading->suffix, from) : str_of("");
}

static void
give(struct planning *planning, const struct reading *reading,
	const char *core, struct str tail)
{
	struct buf suffix = BUF_INIT;

	buf_add_str(&suffix, tail);
	if (planning->inside && (!str_is(reading->core, core) ||
	    !str_same(reading->suffix, buf_str(&suffix))))
		add_renumbered(planning, reading, core, buf_text(&suffix));
	buf_release(&suffix);
}

/* The next number of its series, or none at the end of the letters. */
static void
count_on(struct planning *planning, struct series *series,
	const struct reading *reading)
{
	const struct node *node = reading->node;
	struct buf core = BUF_INIT, key = BUF_INIT;
	size_t next = series->count + 1;

	if (!planning->inside && reading->valued)
		next = reading->value;
	add_above(&core, planning, reading);
	if (core_add(&core, reading->row, next)) {
		series->count = next;
		add_base_key(&key, reading, reading->alt);
		keep_text(&planning->bases, buf_str(&key), buf_text(&core));
		add_core_key(&key, node->parent, reading->core);
		if (!reading->items_n)
			keep_text(&planning->cores, buf_str(&key),
				buf_text(&core));
		give(planning, reading, buf_text(&core), str_of(""));
	} else if (planning->inside) {
		add_renumbered(planning, reading, NULL, NULL);
	}
	buf_release(&core);
	buf_release(&key);
}

static void
go_along(struct planning *planning, const struct reading *reading,
	const struct node *above)
{
	uintptr_t index = (uintptr_t)map_get(&planning->by,
		str_make(above->id.text, 8));
	const struct renumbered *one = index
		? &planning->out->at[index - 1] : NULL;
	char *core, *suffix;

	if (!one || !one->core)
		return;
	core = mem_text(one->core);
	suffix = reading_is_alike(reading, above) ? mem_text(one->suffix)
		: mem_text_len(reading->suffix.at, reading->suffix.len);
	give(planning, reading, core, str_of(suffix));
	free(core);
	free(suffix);
}

static void
visit(struct planning *planning, struct node *node)
{
	const struct node *above;
	struct reading reading;
	struct series *series;
	struct buf key = BUF_INIT;
	const char *base = NULL;

	if (!reading_of(&reading, &planning->rows, node)) {
		buf_release(&reading.key);
		return;
	}
	above = reading_above(&reading, &planning->rows);
	if (above) {
		go_along(planning, &reading, above);
		buf_release(&reading.key);
		return;
	}
	series = series_of(planning, &reading);
	enter(planning, series, &reading);
	if (node->prev && reading_option(&reading, node->prev))
		series->count = reading_option(&reading, node->prev);
	if (reading.alt < reading.items_n) {
		add_base_key(&key, &reading, reading.alt);
		base = map_get(&planning->bases, buf_str(&key));
	}
	if (base)
		give(planning, &reading, base, tail_of(&reading));
	else
		count_on(planning, series, &reading);
	note_seen(series, &reading);
	buf_release(&key);
	buf_release(&reading.key);
}

static void
release_values(struct map *map)
{
	for (size_t i = 0; i < map->cap; i++)
		if (map->slots[i].key)
			free(map->slots[i].value);
	map_release(map);
}

static void
planning_release(struct planning *planning)
{
	for (size_t i = 0; i < planning->series.cap; i++)
		if (planning->series.slots[i].key) {
			struct series *series =
				planning->series.slots[i].value;

			free(series->above);
			free(series->seen);
		}
	release_values(&planning->series);
	release_values(&planning->bases);
	release_values(&planning->cores);
	map_release(&planning->rows);
	map_release(&planning->by);
}

void
doc_renumber(struct renumbering *out, const struct doc *doc,
	const struct node *below)
{
	struct planning planning = { .out = out, .below = below,
		.end = below ? node_skip(below) : NULL, .inside = !below };

	*out = (struct renumbering){ NULL, 0, 0, 0, NULL, 0, 0, 0 };
	for (struct node *at = doc_first(doc); at; at = node_next(at)) {
		if (at == planning.end && below)
			planning.inside = false;
		visit(&planning, at);
		planning.inside |= at == below;
	}
	renumber_mentions(out, doc, &planning.by, !below);
	planning_release(&planning);
}

void
renumbering_release(struct renumbering *renumbering)
{
	for (size_t i = 0; i < renumbering->n; i++) {
		free(renumbering->at[i].core);
		free(renumbering->at[i].suffix);
		free(renumbering->at[i].from);
		free(renumbering->at[i].to);
	}
	for (size_t i = 0; i < renumbering->mentions_n; i++) {
		free(renumbering->mentions[i].come);
		free(renumbering->mentions[i].said);
		free(renumbering->mentions[i].becomes);
	}
	free(renumbering->at);
	free(renumbering->mentions);
	*renumbering = (struct renumbering){ NULL, 0, 0, 0, NULL, 0, 0, 0 };
}
