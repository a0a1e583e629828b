/*
 * Forms for those who answer by e-mail: a draft as plain text with lines to
 * fill below each paragraph, and reading it back. What comes back may have
 * been wrapped anew, quoted with `>`, had its quotes and dashes turned and its
 * blanks made hard, with a covering text before and a signature behind.
 *
 * What always holds: whatever was put into the form is filed, or it is among
 * what is left, with the line it stands on.
 */
#ifndef ADREF_FORMAT_FORM_H
#define ADREF_FORMAT_FORM_H

#include <stddef.h>

#include "adref/base/buf.h"
#include "adref/base/err.h"
#include "adref/base/str.h"
#include "adref/doc/node.h"
#include "adref/doc/proposal.h"

/* What a form says it is about: `[form IND outcome draft-1]`. */
struct form_about {
	char *party;		/* code */
	char *document;
	char *draft;		/* the draft's name, or a revision */
};

/*
 * Append the form of a draft. title: what stands behind the party's name on
 * its first line, `Draft 1, MSA/CONF.3/2026/CRP.1, 9 March 2026`.
 */
void form_print(struct buf *out, const struct doc *draft,
	const struct form_about *about, const char *title);

/*
 * Find in prepared text (import_decode) what it is about. ERR_REFUSED when it
 * does not say, or says several things. Release it in either case.
 */
int form_about_read(struct form_about *out, struct str text,
	struct err *err);
void form_about_release(struct form_about *about);

/* A proposal that the form makes. Texts are owned and never NULL. */
struct form_filing {
	enum proposal_verb verb;
	node_id node;
	char *words;		/* only these words of it, as one reads them */
	char *wording;		/* native source; of what is added a line for
				 * each paragraph */
	char *reasons;
	size_t line;		/* of the text, from 1 */
};
/* Support of a proposal by its name. */
struct form_support {
	char *proposal;		/* `FRA/1` */
	size_t line;
	node_id node;		/* where it was said */
};
/* Words that are not filed, and why. */
struct form_left {
	size_t line;
	node_id node;		/* of the paragraph they stand at, or none */
	char *text;
	char *why;
};
struct form {
	struct form_filing *filings;
	size_t filings_n, filings_cap;
	struct form_support *supports;
	size_t supports_n, supports_cap;
	struct form_left *left;	/* by line */
	size_t left_n, left_cap;
};
/*
 * Read prepared text against the draft it was printed from. title as above.
 * Of what stands twice, as when a reply quotes the whole, one is taken.
 */
void form_read(struct form *out, struct str text, const struct doc *draft,
	const struct form_about *about, const char *title);
void form_release(struct form *form);
/* Say that words of a line are not filed after all. */
void form_leave(struct form *form, size_t line, const node_id *node,
	struct str text, const char *why);

#endif
