/*
 * What a node put in beside a numbered one is called. Candidates are made one
 * after the other and compared, as keys, with what the neighbours have.
 */
#include "adref/doc/numbering.h"

#include "adref/base/map.h"
#include "adref/text/core.h"
#include "adref/text/number.h"
#include "adref/text/suffix.h"

enum {
	NEIGHBOURS = 400,	/* siblings looked at on each side */
	ITEMS = 8,		/* suffixes of one number */
	DIGIT_MAX = 1000	/* `alt 1000` */
};

/* The number that is continued, and how its suffix is written. */
struct model {
	struct str line;
	struct number number;
	struct suffix_item items[ITEMS];
	size_t n;		/* how many of them stay */
	struct str gap;		/* before a suffix */
	bool upper;		/* `3 Bis` */
};

static struct str
suffix_of(const struct model *model)
{
	return str_part(model->line, model->number.part[0].suffix_off,
		model->number.part[0].suffix_len);
}

static bool
model_read(struct model *model, const struct node *by)
{
	struct str suffix;

	*model = (struct model){ .line = node_str(by) };
	if (by->kind == NODE_TABLE || by->kind == NODE_ROW ||
	    !number_read(&model->number, model->line))
		return false;
	suffix = suffix_of(model);
	model->n = suffix_read(model->items, ITEMS, suffix);
	model->gap = str_of(" ");
	if (model->n) {
		char first = suffix.at[model->items[0].off];

		model->gap = str_part(suffix, 0, model->items[0].off);
		model->upper = first >= 'A' && first <= 'Z';
	}
	return true;
}

/* The suffixes that say where this one stands go: the next replaces them. */
static void
model_settle(struct model *model, enum number_way way)
{
	if (way == NUMBER_SUPRA)
		return;
	while (model->n && !model->items[model->n - 1].place &&
	       str_is(str_of(model->items[model->n - 1].name), "alt"))
		model->n--;
}

/* The suffix as it is written: `Bis`, `alt 2`. */
static void
add_suffix(struct buf *out, const struct model *model, const char *name,
	size_t digit)
{
	buf_add_str(out, model->gap);
	buf_add_char(out, model->upper ? (char)(name[0] - 'a' + 'A')
		: name[0]);
	buf_add_text(out, name + 1);
	if (digit > 1)
		buf_add_format(out, " %zu", digit);
}

/* What stands behind core and suffix: `.`, `)`, the stop behind a bracket. */
static void
add_stop(struct buf *out, const struct model *model, size_t from)
{
	const struct number_part *part = &model->number.part[0];
	size_t end = part->off + part->len;
	struct buf label = BUF_INIT;

	if (from < end) {
		buf_add_str(out, str_part(model->line, from, end - from));
		return;
	}
	number_add_label(&label, model->line, &model->number);
	if (label.len && (label.data[label.len - 1] == '.' ||
	    label.data[label.len - 1] == ':'))
		buf_add_char(out, label.data[label.len - 1]);
	buf_release(&label);
}

/* `3` or `(a)`, the first `kept` suffixes, one more, and the stop. */
static void
add_number(struct buf *out, const struct model *model, size_t kept,
	const char *name, size_t digit)
{
	const struct number_part *part = &model->number.part[0];
	size_t core = part->core_off + part->core_len;
	size_t from = part->suffix_len ? part->suffix_off : core;

	buf_add_str(out, str_part(model->line, part->off, from - part->off));
	buf_add_str(out, str_part(suffix_of(model), 0, kept
		? model->items[kept - 1].end : 0));
	add_suffix(out, model, name, digit);
	add_stop(out, model, from + part->suffix_len);
}

static void
take_key(struct map *taken, const struct node *node)
{
	struct number number;
	struct buf key = BUF_INIT;

	if (node->kind != NODE_TABLE && node->kind != NODE_ROW &&
	    number_read(&number, node_str(node))) {
		number_add_key(&key, node_str(node), &number);
		map_put(taken, buf_str(&key), taken);
	}
	buf_release(&key);
}

static void
take_neighbours(struct map *taken, const struct node *by)
{
	size_t n = 0;

	for (const struct node *at = by; at && n < NEIGHBOURS; at = at->prev) {
		take_key(taken, at);
		n++;
	}
	n = 0;
	for (const struct node *at = by->next; at && n < NEIGHBOURS;
	     at = at->next) {
		take_key(taken, at);
		n++;
	}
}

static bool
is_free(const struct map *taken, const struct buf *number)
{
	struct buf key = BUF_INIT;
	bool is;

	number_key_of(&key, buf_str(number));
	is = !map_get(taken, buf_str(&key));
	buf_release(&key);
	return is;
}

/* `bis`, `ter` … behind what the number has last. */
static bool
next_latin(struct buf *out, const struct model *model,
	const struct map *taken)
{
	size_t kept = model->n, from = 1;

	if (kept && model->items[kept - 1].place)
		from = model->items[--kept].place;
	for (size_t place = from + 1; place <= SUFFIX_LAST; place++) {
		buf_clear(out);
		add_number(out, model, kept, suffix_name(place), 0);
		if (is_free(taken, out))
			return true;
	}
	return false;
}

/* `alt`, `alt 2` …; `supra`, `supra 2` …. */
static bool
next_digit(struct buf *out, const struct model *model, const char *name,
	const struct map *taken)
{
	size_t kept = model->n;

	if (kept && str_is(str_of(model->items[kept - 1].name), name))
		kept--;
	for (size_t digit = 1; digit < DIGIT_MAX; digit++) {
		buf_clear(out);
		add_number(out, model, kept, name, digit);
		if (is_free(taken, out))
			return true;
	}
	return false;
}

static bool
is_supra(const struct model *model)
{
	return model->n && str_is(str_of(model->items[model->n - 1].name),
		"supra");
}

bool
number_beside(struct buf *out, const struct node *by, enum number_way way)
{
	struct model model;
	struct map taken = MAP_INIT;
	struct buf number = BUF_INIT;
	bool found;

	if (!model_read(&model, by))
		return false;
	model_settle(&model, way);
	take_neighbours(&taken, by);
	if (way == NUMBER_ALT)
		found = next_digit(&number, &model, "alt", &taken);
	else if (way == NUMBER_SUPRA || is_supra(&model))
		found = next_digit(&number, &model, "supra", &taken);
	else
		found = next_latin(&number, &model, &taken);
	if (found) {
		buf_add_str(out, buf_str(&number));
		buf_add_char(out, ' ');
	}
	map_release(&taken);
	buf_release(&number);
	return found;
}

bool
number_is_option(const struct node *node)
{
	struct number number;
	struct buf key = BUF_INIT;
	bool is = false;

	if (number_read(&number, node_str(node))) {
		number_add_key(&key, node_str(node), &number);
		is = str_starts(buf_str(&key), "option");
	}
	buf_release(&key);
	return is;
}

static bool
read_core(const struct node *node, enum core_row row, size_t *value)
{
	struct number number;
	struct str line = node_str(node);

	return number_is_option(node) && number_read(&number, line) &&
		core_value(str_part(line, number.part[0].core_off,
			number.part[0].core_len), row, value);
}

void
number_option(struct buf *out, const struct node *like)
{
	const struct number_part *part;
	struct model model;
	size_t highest = 0, value;
	enum core_row row;

	if (!like || !model_read(&model, like)) {
		buf_add_text(out, "Option 1: ");
		return;
	}
	part = &model.number.part[0];
	row = core_row_of(str_part(model.line, part->core_off,
		part->core_len), true);
	for (const struct node *at = like->parent->first; at; at = at->next)
		if (read_core(at, row, &value) && value > highest)
			highest = value;
	buf_add_str(out, str_part(model.line, part->off,
		part->core_off - part->off));
	if (!core_add(out, row, highest + 1))
		buf_add_format(out, "%zu", highest + 1);
	add_stop(out, &model, part->suffix_len
		? part->suffix_off + part->suffix_len
		: part->core_off + part->core_len);
	buf_add_char(out, ' ');
}
