/*
 * How the number of brackets goes down from draft to draft: pairs by section
 * and by party at several points.
 */
#ifndef ADREF_RECORD_CONVERGE_H
#define ADREF_RECORD_CONVERGE_H

#include "adref/record/history.h"

struct converge_row {
	char *name;		/* `A.`, `PP`; a party's code */
	char *title;		/* of a section; a party's name in the room */
	node_id node;		/* the section, or none */
	size_t *counts;		/* for each point */
};
struct convergence {
	char **points;		/* `Draft 1`, …, `now` */
	size_t points_n;
	struct converge_row *sections, *parties;
	size_t sections_n, sections_cap, parties_n, parties_cap;
	size_t *total;		/* for each point */
};
/*
 * At each draft of a document (NULL: the main one) and now; `now` is left out
 * when it is the last draft. Sections are those at the top, in the order they
 * first come in; parties are those that asked for brackets, by code.
 */
int record_converge(struct record *record, const char *name,
	struct convergence *out, struct err *err);
void convergence_release(struct convergence *convergence);

#endif
