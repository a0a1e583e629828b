/*
 * What the commands on brackets share (bracket_*.c, alternative_*.c). Not for
 * others.
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
/* Append `COMMAND ID N`, which names the pair from a key; it has an opener. */
void pair_add_command(struct buf *out, const char *command,
	const struct pair *pair);

/* bracket_names.c */
/* Whether somebody asked for the brackets, wants the words out or reserves. */
bool stances_hold(const struct attribution *who);
/* Append those with a stance, `India, EU and US`; returns how many. */
size_t names_add(struct buf *out, const struct attribution *who, char sign);
/* Append who holds them: `India and EU asked for these; US wants the words
 * out`; still: `India still asks for them`. */
void holders_add(struct buf *out, const struct attribution *who, bool still);

/* bracket_since.c */
/* Append all pairs of the document in reading order, those of notes behind. */
void pairs_take(struct pairs *out, const struct session *session);
/*
 * The drafts, and for each pair which is the oldest that it stands in since:
 * drafts->n: none. *since is the caller's to free.
 */
int brackets_since(struct session *session, const struct pairs *pairs,
	struct drafts *drafts, size_t **since, struct err *err);
/* What a filter finds a row by and the row may have cut: the codes and names
 * of all who stand to brackets. The caller frees. */
char *brackets_who(struct str attribution);

/* bracket_drop.c: add the changes that take both ends of a pair out. */
void lift_changes(struct changes *changes, const struct pair *pair);

/* bracket_stance.c */
/* Apply `IND`, `+EU`, `-USA`, `?CHE` or `~EU` to an attribution. */
int stance_read(struct attribution *out, const struct argument *arg,
	struct err *err);
/*
 * Save who stands how to a pair from now on, and lift it when nobody is left
 * who holds it but somebody was, unless wordings stand side by side. subject
 * and done say what was said; what became of the brackets is put behind.
 */
struct stance_act {
	const char *kind, *party;
	struct buf subject, done;
	bool gives_up;		/* somebody takes something back */
};
int stances_save(struct session *session, const struct pair *pair,
	const struct attribution *now, struct stance_act *act,
	struct err *err);

#endif
