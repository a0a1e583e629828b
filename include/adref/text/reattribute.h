/*
 * A line in which what was put down to one party is put down to another.
 */
#ifndef ADREF_TEXT_REATTRIBUTE_H
#define ADREF_TEXT_REATTRIBUTE_H

#include "adref/base/buf.h"
#include "adref/base/str.h"

/* What becomes of brackets that came and that nobody has a stance to, when
 * they were nobody's: `from` is empty. */
enum reattribute_new {
	REATTRIBUTE_NONE,	/* nothing */
	REATTRIBUTE_ASKS,	/* `to` asks for them */
	REATTRIBUTE_WORDING	/* of a wording that came with them, `to` wants
				 * it kept */
};
struct reattribution {
	const char *from, *to;	/* codes; "": nobody has a stance */
	enum reattribute_new new_ones;
};

/*
 * Append `after`, where the stances of `from` that came with it (they are not
 * in `before`) are those of `to`. One that `to` has to the same brackets
 * already stays its own.
 */
void reattribute_add(struct buf *out, struct str before, struct str after,
	const struct reattribution *how);

#endif
