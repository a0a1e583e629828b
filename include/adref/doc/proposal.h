/*
 * Proposals: what a party asks for, in which words, who stands with it, and
 * what became of it. A proposal's name is its party's code and a number that
 * is never used again: IND/3.
 *
 * What a party filed is never changed: another wording is another version, and
 * the old one stays. What became of it is kept apart from what was filed, since
 * others decide it. At all times a proposal is open, placed, merged with
 * others, withdrawn, or not taken up for a reason.
 */
#ifndef ADREF_DOC_PROPOSAL_H
#define ADREF_DOC_PROPOSAL_H

#include <stdbool.h>
#include <stddef.h>

#include "adref/base/buf.h"
#include "adref/base/err.h"
#include "adref/base/str.h"
#include "adref/doc/node.h"

/* Filed as ADD, MOD, SUP, NOC; a person reads add, change, delete, keep. */
enum proposal_verb { PROPOSAL_ADD, PROPOSAL_MOD, PROPOSAL_SUP, PROPOSAL_NOC };
/* How it came: `floor`, `writing`, `bilateral`, `informal`. */
enum proposal_how { HOW_FLOOR, HOW_WRITING, HOW_BILATERAL, HOW_INFORMAL };
/* `open`, `placed`, `merged`, `withdrawn`, `declined` in files and JSON. */
enum proposal_fate {
	FATE_OPEN, FATE_PLACED, FATE_MERGED, FATE_WITHDRAWN, FATE_DECLINED
};
/* How it was placed: `alternative`, `bracketed`, `clean`. */
enum proposal_form { FORM_ALTERNATIVE, FORM_BRACKETED, FORM_CLEAN };

const char *proposal_verb_word(enum proposal_verb verb);	/* `MOD` */
const char *proposal_verb_said(enum proposal_verb verb);	/* `change` */
/* Either of the two, in any case. */
bool proposal_verb_of(struct str word, enum proposal_verb *out);
const char *proposal_how_word(enum proposal_how how);
const char *proposal_how_said(enum proposal_how how);	/* `from the floor` */
bool proposal_how_of(struct str word, enum proposal_how *out);
const char *proposal_fate_word(enum proposal_fate fate);
const char *proposal_fate_said(enum proposal_fate fate); /* `not taken up` */
bool proposal_fate_of(struct str word, enum proposal_fate *out);
const char *proposal_form_word(enum proposal_form form);
const char *proposal_form_said(enum proposal_form form); /* `in brackets` */
bool proposal_form_of(struct str word, enum proposal_form *out);

struct proposal_version {
	char *wording;		/* native source; lines of several paragraphs
				 * between line ends; "" for SUP and NOC */
	char *reasons;		/* or "" */
	char *filed;		/* `2021-06-17T08:52+00:00` */
};

/* One party that speaks for or against it. */
struct proposal_stand {
	char *party;		/* code */
	bool against;
	char *on;		/* when, as `filed` */
	char *meeting;		/* or "" */
};

/*
 * All texts are never NULL: "" is none. They are owned, unless they are lent:
 * then they lie in what the list holds that the proposal is in, to be read only
 * until proposal_own(). Stands without a cap are lent, too.
 */
struct proposal {
	bool lent;
	char *party;		/* code of the principal */
	unsigned number;
	enum proposal_verb verb;
	enum proposal_how how;
	char *doc;		/* the document */
	node_id node;
	char *where;		/* ADD: `before`, `after`, `under` the node */
	char *words;		/* only these words of it */
	unsigned nth;		/* which of several such words; 0: there was
				 * one place */
	char *was;		/* its line when this was filed */
	char *address;		/* and how it was called: `A.1.6` */
	char *speaker;		/* code of who spoke for the party */
	char *role;		/* in which its party filed it: `facilitator`;
				 * or "", as a delegation */
	char *meeting;
	char *letter;		/* document it was read from; and there */
	node_id letter_node;
	char *paper, *paper_title, *paper_date, *paper_parties;
	struct proposal_version *versions;	/* the last one counts */
	size_t versions_n, versions_cap;
	char *withdrawn;	/* when; "" while it stands */
	char *withdrawn_reason;
	char *circulated;	/* taken in from the circulated text, where
				 * this is its name: `IND/3`; or "" */
	char *moved;		/* `FRA/1`: it was another party's, and goes
				 * by this name; or "" */
	char *filed_as;		/* and the name that one was filed by first */
	char *rest;		/* header lines that this program does not
				 * know, kept */

	/* What became of it: fates/PARTY.tsv. */
	enum proposal_fate fate;
	enum proposal_form form;
	node_id at;		/* where it was placed or merged */
	char *with;		/* `FRA/1,USA/4`: those merged with it */
	char *decided_by, *decided_on, *decided_in, *reason, *note;

	/* Who stands with it: proposals/PARTY/stands.tsv. */
	struct proposal_stand *stands;
	size_t stands_n, stands_cap;
};

void proposal_init(struct proposal *proposal);
void proposal_release(struct proposal *proposal);
/* Give an owned text another. */
void proposal_set(char **field, struct str text);
/* Where each text of it is, for who keeps them all. */
enum { PROPOSAL_TEXTS = 26 };
void proposal_texts(struct proposal *proposal, char **out[PROPOSAL_TEXTS]);
/* Its texts are its own from now on. */
void proposal_own(struct proposal *proposal);
/* A copy that owns all it has: the caller's to proposal_release(). */
void proposal_copy(struct proposal *out, const struct proposal *from);
/* What became of it is as it was when it was filed, or withdrawn. */
void proposal_undecide(struct proposal *proposal);
struct proposal_version *proposal_add_version(struct proposal *proposal);
/* Add what the same proposal has elsewhere: versions, and that it is
 * withdrawn; false when there is nothing new. */
bool proposal_take(struct proposal *now, const struct proposal *there);
void proposal_add_stand(struct proposal *proposal, struct str party,
	bool against, struct str on, struct str meeting);
/* The version that counts; NULL when there is none. */
const struct proposal_version *proposal_last(const struct proposal *proposal);
const char *proposal_wording(const struct proposal *proposal);
/* Append `IND/3`. */
void proposal_add_name(struct buf *out, const struct proposal *proposal);
size_t proposal_for(const struct proposal *proposal);
size_t proposal_against(const struct proposal *proposal);
/* `IND/3` in any case; false when it is no name. */
bool proposal_name_read(struct str name, char party[13], unsigned *number);

/* All proposals of a negotiation by party and number. */
struct proposals {
	struct proposal *at;
	size_t n, cap;
	void *lender;		/* what lent texts lie in, or NULL */
	void (*release)(void *lender);
};
void proposals_release(struct proposals *proposals);
/* A new one, set up, at the end; call proposals_sort() after the last. */
struct proposal *proposals_add(struct proposals *proposals);
void proposals_sort(struct proposals *proposals);
/* The one of this name (`IND/3`, in any case), or NULL. */
struct proposal *proposals_find(const struct proposals *proposals,
	struct str name);
/* Whether it stands on this node: filed there, or placed there. */
bool proposal_is_on(const struct proposal *proposal, const char *doc,
	const node_id *node);
/* How many are open in a document; on one node. */
size_t proposals_open(const struct proposals *proposals, const char *doc);
size_t proposals_on(const struct proposals *proposals, const char *doc,
	const node_id *node);

#endif
