/*
 * Agreed text, ad ref or for good: what an act would change of it. Words,
 * brackets and footnotes are guarded; places and numbers are not.
 */
#ifndef ADREF_DOC_GUARD_H
#define ADREF_DOC_GUARD_H

#include <stdbool.h>
#include <stddef.h>

#include "adref/doc/change.h"
#include "adref/doc/node.h"

/* A node whose text the parties have agreed. */
struct guarded {
	node_id id;
	enum node_status was;
	bool goes;		/* it is dropped */
};
struct guarded_list {
	struct guarded *at;
	size_t n, cap;
};

bool status_is_agreed(enum node_status status);
/* Whether two lines differ in their numbers at most. */
bool guard_same(struct str a, struct str b);
/*
 * The agreed nodes that these changes reopen, each once: those whose words or
 * brackets they change (a number may change), those that go, those with a mark
 * of a footnote that changes or goes, and those set back to open or reserved.
 */
void guard_find(struct guarded_list *out, const struct doc *doc,
	const struct change *changes, size_t n);
void guarded_release(struct guarded_list *list);

#endif
