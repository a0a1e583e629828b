/*
 * Other words in the place of those that are found (find.h): worked out for
 * all places before anything is changed, so that a person may look at each.
 *
 * What is overlooked in finding stays: the brackets inside `[Export]{IND}
 * controls` stand around the words that come for theirs. Where they would have
 * to go, because all the words around them do, the place is left as it is.
 *
 * Where case is not minded, words that read just as those looked for give way
 * to what is to come as it was typed; others are followed in their case:
 * `should` for `shall` comes as `Should` for `Shall`, as `SHOULD` for `SHALL`.
 */
#ifndef ADREF_DOC_REPLACE_H
#define ADREF_DOC_REPLACE_H

#include <stdbool.h>
#include <stddef.h>

#include "adref/base/err.h"
#include "adref/base/str.h"
#include "adref/doc/find.h"

enum { REPLACE_MAX = 20000 };	/* places */

struct replace_wish {
	struct str what;
	unsigned flags;		/* enum find_flags */
	/* Native source. For a pattern `$1`, `${1}` and `${name}` are groups
	 * of it, `$$` is a dollar, as in pcre2_substitute(). */
	struct str with;
};

/* Where words go and others come. */
struct replace_place {
	node_id node;
	size_t from, to;	/* bytes of its line */
	char *come;
};
struct replace_plan {
	struct replace_place *at;	/* in reading order */
	size_t n, cap;
	size_t left;		/* places that stay, because of brackets */
	node_id first_left;	/* where the first of them is */
	size_t same;		/* places that read so already */
};

/*
 * All places in range that would change. -1 when the pattern or what is to
 * come is bad (the text says where), a limit was reached, or there are more
 * than REPLACE_MAX. replace_plan_release() all the same.
 */
int replace_plan(struct replace_plan *out, const struct replace_wish *wish,
	const struct find_range *range, struct err *err);
void replace_plan_release(struct replace_plan *plan);
/* In how many nodes n places stand. */
size_t replace_nodes(const struct replace_place *places, size_t n);

#endif
