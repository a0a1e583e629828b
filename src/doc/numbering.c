/*
 * The next suffix for what is put in behind a numbered node. Looks at the
 * siblings only: numbers are frozen elsewhere.
 */
#include "adref/doc/numbering.h"

#include "adref/text/number.h"
#include "adref/text/suffix.h"

static struct str
core_of(const struct node *node, const struct number *number)
{
	return str_part(node_str(node), number->part[0].core_off,
		number->part[0].core_len);
}

/* The place of a number's suffix in the Latin row; 1 without one. */
static size_t
place_of(const struct node *node, const struct number *number)
{
	struct str suffix = str_trim(str_part(node_str(node),
		number->part[0].suffix_off, number->part[0].suffix_len));
	size_t place;

	while (suffix.len && (suffix.at[0] == '.' || suffix.at[0] == ' '))
		suffix = str_from(suffix, 1);
	place = suffix_place(suffix);
	return place ? place : 1;
}

/* The first place behind `from` that no sibling with this core has. */
static size_t
free_place(const struct node *by, struct str core, size_t from)
{
	for (size_t place = from + 1; place <= SUFFIX_LAST; place++) {
		bool taken = false;

		for (const struct node *at = by->parent->first; at && !taken;
		     at = at->next) {
			struct number number;

			taken = number_read(&number, node_str(at)) &&
				str_same(core_of(at, &number), core) &&
				place_of(at, &number) == place;
		}
		if (!taken)
			return place;
	}
	return 0;
}

void
number_after(struct buf *out, const struct node *by)
{
	const struct number_part *part;
	struct number number;
	struct str line = node_str(by);
	size_t place, end;

	if (!number_read(&number, line))
		return;
	part = &number.part[0];
	place = free_place(by, core_of(by, &number), place_of(by, &number));
	if (!place || !suffix_name(place))
		return;
	end = part->suffix_len ? part->suffix_off + part->suffix_len
		: part->core_off + part->core_len;
	buf_add_str(out, str_part(line, part->off,
		part->core_off + part->core_len - part->off));
	buf_add_format(out, " %s", suffix_name(place));
	if (end < part->off + part->len)
		buf_add_str(out, str_part(line, end,
			part->off + part->len - end));
	buf_add_char(out, ' ');
}
