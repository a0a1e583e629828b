/*
 * What the commands on brackets share (bracket_*.c). Not for others.
 */
#ifndef ADREF_SRC_SESSION_BRACKET_INSIDE_H
#define ADREF_SRC_SESSION_BRACKET_INSIDE_H

#include "adref/doc/pair.h"
#include "adref/text/attribution.h"
#include "inside.h"

/* bracket_pair.c */
/* The pair that `NODE N` names: its N-th opener. */
int pair_named(struct pair *out, struct session *session,
	const struct arguments *args, struct err *err);
/* The pair that the keys act on, or a refusal that says why there is none. */
int pair_here(struct pair *out, struct session *session, struct err *err);

/* bracket_stance.c */
/* Apply `IND`, `+EU`, `-USA`, `?CHE` or `~EU` to an attribution. */
int stance_read(struct attribution *out, const struct argument *arg,
	struct err *err);

#endif
