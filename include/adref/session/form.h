/*
 * Forms and the record: which draft a form is of, and what it makes when it
 * comes back. Everything is planned and can be shown before anything is filed;
 * what was filed before is not filed again.
 */
#ifndef ADREF_SESSION_FORM_H
#define ADREF_SESSION_FORM_H

#include <stdbool.h>
#include <stddef.h>

#include "adref/base/err.h"
#include "adref/format/form.h"
#include "adref/record/record.h"

struct session;

/* The draft a form is printed from. */
struct form_source {
	struct doc *doc;
	char *name;		/* `draft-1`, or a revision */
	char *title;		/* `Draft 1, MSA/CONF.3/2026/CRP.1, …` */
};
/*
 * document: NULL for the main one; point: NULL for its last draft.
 * ERR_MISSING when there is none.
 */
int form_source_open(struct form_source *out, struct record *record,
	const char *document, const char *point, struct err *err);
void form_source_release(struct form_source *source);

/* A proposal that a form makes. */
struct form_plan_filing {
	struct proposal proposal;	/* its number is not known yet */
	size_t line;
	char *already;		/* `IND/3`: it was filed before; or NULL */
	bool gone;		/* the paragraph is not in the text any more */
	bool changed;		/* it reads otherwise since the draft */
};
struct form_plan_support {
	char *proposal;
	size_t line;
	bool already;
};
struct form_plan {
	struct form_plan_filing *filings;
	size_t filings_n, filings_cap;
	struct form_plan_support *supports;
	size_t supports_n, supports_cap;
	size_t news;		/* how many of both are to be filed */
	struct doc *rest;	/* what is not, to be kept as a letter of this
				 * day; or NULL */
	char *dated, *received, *rest_name;
};
/*
 * What a form that was read makes now. What cannot be filed is left: it is
 * added to form->left.
 */
int form_plan_make(struct form_plan *out, struct record *record,
	struct form *form, const struct form_about *about,
	const struct form_source *source, struct err *err);
/*
 * Plan to keep what is left as a letter of the party, unread, so that it is
 * accounted for; nothing when a letter of theirs says the same already.
 */
struct form_rest {
	const struct form *form;
	const struct doc *draft;
	const char *party, *dated, *received;
};
int form_plan_rest(struct form_plan *plan, struct record *record,
	const struct form_rest *wish, struct err *err);
void form_plan_release(struct form_plan *plan);
/*
 * File all of it as one act of the session, whose party and document are the
 * form's, and keep the text that came beside them. The message says under
 * which names.
 */
int form_plan_file(struct session *session, struct form_plan *plan,
	const struct form_about *about, struct str text, struct err *err);

#endif
