/*
 * Painting: the bytes that turn what the terminal shows into the next frame.
 * Nothing is written here, the bytes are collected in `out`.
 *
 * Always: the same frame again costs no byte. `painted` is what the terminal
 * shows; until it is known, the next frame is painted in full.
 *
 * Why not curses' own painting: it lays out text by the C library's widths,
 * while frames have widths by cluster, and it cannot be told to place the
 * cursor anew behind a cluster whose width terminals disagree on.
 */
#ifndef ADREF_UI_TERMINAL_PAINT_H
#define ADREF_UI_TERMINAL_PAINT_H

#include <stdbool.h>

#include "adref/base/buf.h"
#include "adref/view/frame.h"
#include "terminal_info.h"
#include "terminal_look.h"

struct painter {
	const struct terminal_info *info;	/* borrowed */
	bool utf8;		/* else what is not ASCII is `?` */
	struct look looks[ROLE_COUNT];
	struct buf out;		/* bytes to send; the caller clears it */
	struct frame painted;
	bool known;		/* painted is what the terminal shows */
	bool placed;		/* row, col is where its cursor stands */
	size_t row, col;
	struct look look;	/* that is switched on */
	bool shown;		/* the cursor */
};

void painter_init(struct painter *painter, const struct terminal_info *info,
	bool utf8, enum look_set looks);
void painter_release(struct painter *painter);
void painter_paint(struct painter *painter, const struct frame *frame);
/* Somebody else wrote to the terminal, or it is another: paint in full. */
void painter_forget(struct painter *painter);

/* For terminal_scroll.c. */
void painter_place(struct painter *painter, size_t row, size_t col);
void painter_look(struct painter *painter, struct look look);
/* Whether two cells look the same; their flags may differ. */
bool painter_cell_same(const struct painter *painter, const struct cell *a,
	const struct cell *b);
/* Rows [first, end), the first and the last of which changed. */
struct rows {
	size_t first, end;
};
/*
 * Move rows that only changed their place, where that is cheaper: what
 * changed is then somewhere in *changed, which grows.
 */
void painter_scroll(struct painter *painter, const struct frame *frame,
	struct rows *changed);

#endif
