/*
 * A document whose files differ from the tip, and where each has its place.
 * Paths are below its folder; a folder's ends with `/`, the top one is ``.
 */
#ifndef ADREF_SRC_RECORD_OUTSIDE_PLACE_H
#define ADREF_SRC_RECORD_OUTSIDE_PLACE_H

#include "outside.h"

struct judging {
	struct outside *outside;
	const char *name;	/* of the document */
	struct store_paths tip;	/* its files at the tip */
	struct store_paths folders; /* in it that have to do with what differs */
	struct map known;	/* paths in tip, and their folders */
};

/* What differs at a path, or NULL. */
struct found *place_found(const struct judging *judging, struct str path);
/* The path of what differs; NULL when it is another document's. */
const char *place_below(const struct judging *judging,
	const struct found *found);
/* Whether a file, or anything in a folder, will be there. */
bool place_has(const struct judging *judging, struct str path);

/* The ORDER of a folder when it differs, or NULL. */
struct found *place_order(const struct judging *judging, struct str folder);
/* Append the ORDER of a folder as it is at the tip. */
void place_add_tip_order(const struct judging *judging, struct str folder,
	struct buf *out);
/* The line of an ORDER's text that names the path; 0 when none does. */
size_t place_line_naming(struct str order, struct str folder,
	struct str path);
/* The same of the ORDER of a folder as it will be. */
size_t place_line_of(const struct judging *judging, struct str folder,
	struct str path);
/*
 * The line that gives a file its place, 0 when there is none; *order is the
 * folder of its ORDER. Where a file needs no line *is_free is set.
 */
size_t place_line(const struct judging *judging, struct str path,
	struct str *order, bool *is_free);

#endif
