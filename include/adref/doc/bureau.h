/*
 * The Bureau: the States that regional groups have nominated. Each group has
 * three places, the group of the Chair, who stands beside them, two.
 */
#ifndef ADREF_DOC_BUREAU_H
#define ADREF_DOC_BUREAU_H

#include <stdbool.h>
#include <stddef.h>

#include "adref/base/str.h"

enum bureau_field {
	BUREAU_PARTY,		/* a code */
	BUREAU_NAME,		/* the person, or "" */
	BUREAU_GROUP,		/* regional group, as parties have it */
	BUREAU_ROLE,		/* `Chair`, `Rapporteur`, or "" */
	BUREAU_FIELDS
};
struct bureau_member {
	char *at[BUREAU_FIELDS];	/* never NULL */
};
struct bureau {
	struct bureau_member *at;	/* in the order of the table */
	size_t n, cap;
};
/* Take a copy in; an empty group is that of the party; false, and nothing is
 * done, when the party is in it already. */
bool bureau_add(struct bureau *bureau, const char *const fields[BUREAU_FIELDS]);
void bureau_release(struct bureau *bureau);
const struct bureau_member *bureau_find(const struct bureau *bureau,
	struct str code);
bool bureau_is_chair(const struct bureau_member *member);

enum { BUREAU_GROUPS = 5 };
/* The regional groups in the order of their names. */
const char *bureau_group(size_t n);
/* How many places a group has, and how many are taken: the Chair takes none. */
size_t bureau_places(const struct bureau *bureau, const char *group);
size_t bureau_taken(const struct bureau *bureau, const char *group);

#endif
