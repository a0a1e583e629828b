/*
 * Who stands how to a bracket: `{IND +EU -USA ?CHE}` right after its closer.
 * No sign: at whose request the brackets stand; + wants the words kept (or
 * proposed them); - wants them out; ? reserves.
 */
#ifndef ADREF_TEXT_ATTRIBUTION_H
#define ADREF_TEXT_ATTRIBUTION_H

#include <stdbool.h>
#include <stddef.h>

#include "adref/base/buf.h"
#include "adref/base/str.h"

enum { CODE_MAX = 12 };

struct stance {
	char sign;			/* 0, '+', '-', '?' */
	char code[CODE_MAX + 1];
};

struct attribution {
	struct stance *at;
	size_t n, cap;
};

#define ATTRIBUTION_INIT { NULL, 0, 0 }

/* Whether str is a party's code: [A-Z][A-Z0-9-]{1,11}. */
bool code_is_valid(struct str str);

/* Length of the attribution str begins with, 0 when it begins with none. */
size_t attribution_len(struct str str);
/*
 * Read `{…}` (braces included). False, and nothing in it, when str is no
 * attribution.
 */
bool attribution_read(struct attribution *out, struct str str);
/* Append `{…}`, or nothing when there is no stance. */
void attribution_write(const struct attribution *attribution,
	struct buf *out);
/*
 * Add a stance; the same party's other stance of the same kind goes. True
 * when something changed. A party may ask for brackets and want words kept.
 * It goes before the first that sorts behind it (no sign, +, -, ?; then by
 * code), so that the order of two acts does not show. A code that is not
 * valid, or a sign that is none, changes nothing.
 */
bool attribution_add(struct attribution *attribution, char sign,
	struct str code);
bool attribution_drop(struct attribution *attribution, char sign,
	struct str code);
/* Every stance of a party goes. */
bool attribution_forget(struct attribution *attribution, struct str code);
bool attribution_has(const struct attribution *attribution, char sign,
	struct str code);
/* How many have this stance. */
size_t attribution_count(const struct attribution *attribution, char sign);
void attribution_release(struct attribution *attribution);

#endif
