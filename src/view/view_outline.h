/*
 * The outline in two steps: laying out the node under the cursor, which says
 * how many rows it wants; then drawing into the rows it gets.
 */
#ifndef ADREF_SRC_VIEW_OUTLINE_H
#define ADREF_SRC_VIEW_OUTLINE_H

#include "view_paint.h"

struct outline;

struct outline *outline_new(const struct paint *paint);
void outline_free(struct outline *outline);
/* Rows that show the place whole, with the heading it stands under. */
size_t outline_wish(const struct outline *outline);
/* Draw, scrolled as little as can be; sets the cursor. */
void outline_draw(struct outline *outline, struct band band);

#endif
