/*
 * Layouts kept for a view that draws the same lines at every key. What they
 * were made of is kept beside them and compared, so that nobody has to say
 * when a line has changed. What it must not do: lay out.
 */
#include "adref/text/layout.h"

#include <stdlib.h>

#include "adref/base/mem.h"

enum { SLOTS = 256 };	/* a screen's lines several times over */

/* All of a style but what its functions answer. */
struct shape {
	enum lens lens;
	size_t width, hang, first;
	bool mark, names, slip;
};

struct slot {
	bool holds;
	struct buf line;
	struct shape shape;
	struct layout layout;
};

struct layout_kept {
	struct slot at[SLOTS];
};

static struct shape
shape_of(const struct layout_style *style)
{
	return (struct shape){
		.lens = style->lens, .width = style->width,
		.hang = style->hang, .first = style->first,
		.mark = style->mark != NULL, .names = style->names != NULL,
		.slip = style->slip != NULL
	};
}

static bool
same_shape(const struct shape *a, const struct shape *b)
{
	return a->lens == b->lens && a->width == b->width &&
		a->hang == b->hang && a->first == b->first &&
		a->mark == b->mark && a->names == b->names &&
		a->slip == b->slip;
}

/*
 * Some of the bytes are enough: all are compared. A line is often tried in two
 * widths before it is drawn, so each has its slot.
 */
static struct slot *
slot_of(struct layout_kept *kept, struct str line, size_t width)
{
	size_t hash = line.len + width;

	for (size_t i = 0; i < line.len; i += 3)
		hash = hash * 31 + (unsigned char)line.at[i];
	return &kept->at[(hash ^ hash >> 8) % SLOTS];
}

const struct layout *
layout_keep(struct layout_kept **kept, struct str line,
	const struct layout_style *style)
{
	struct shape shape = shape_of(style);
	struct slot *slot;

	if (!*kept)
		*kept = mem_new(1, sizeof(**kept));
	slot = slot_of(*kept, line, style->width);
	if (slot->holds && same_shape(&slot->shape, &shape) &&
	    str_same(buf_str(&slot->line), line))
		return &slot->layout;
	layout_line(&slot->layout, line, style);
	buf_clear(&slot->line);
	buf_add_str(&slot->line, line);
	slot->shape = shape;
	slot->holds = !slot->layout.asked;
	return &slot->layout;
}

void
layout_kept_free(struct layout_kept *kept)
{
	if (!kept)
		return;
	for (size_t i = 0; i < SLOTS; i++) {
		buf_release(&kept->at[i].line);
		layout_release(&kept->at[i].layout);
	}
	free(kept);
}
