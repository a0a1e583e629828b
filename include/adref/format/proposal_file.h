/*
 * Proposals as files. What a party filed is proposals/PARTY/NUMBER.md: header
 * lines, then a version under each `## TIME`: its wording behind `>`, its
 * reasons below. Whom a party stands with is proposals/PARTY/stands.tsv; what
 * became of its proposals, which is not the party's to write, is
 * fates/PARTY.tsv. The grammar is in adref-format(5).
 */
#ifndef ADREF_FORMAT_PROPOSAL_FILE_H
#define ADREF_FORMAT_PROPOSAL_FILE_H

#include "adref/base/buf.h"
#include "adref/base/err.h"
#include "adref/base/tsv.h"
#include "adref/doc/proposal.h"

/*
 * Read what was filed into out, which is set up and has its party and number.
 * ERR_REFUSED names the line when there is no verb, document or node; lines
 * that are not known are kept.
 */
int proposal_file_read(struct proposal *out, struct str text,
	struct err *err);
/* write(read(x)) = x for what this has written. */
void proposal_file_write(struct buf *out, const struct proposal *proposal);

/* Append the path of its file, `proposals/IND/3.md`. */
void proposal_add_path(struct buf *out, const struct proposal *proposal);
/* The number that a file in its party's folder gives it; false when it is no
 * proposal's. */
bool proposal_file_number(struct str file, unsigned *out);
/* Append `fates/IND.tsv`; `proposals/IND/stands.tsv`. */
void fates_add_path(struct buf *out, const char *party);
void stands_add_path(struct buf *out, const char *party);

/* The first row of each table, with its line end. */
extern const char fates_header[], stands_header[];
/* The row of what became of it; nothing when it is open and has no note. */
void fate_add_row(struct buf *out, const struct proposal *proposal);
/* The row of a stand of its party on a proposal. */
void stand_add_row(struct buf *out, const struct proposal *proposal,
	const struct proposal_stand *stand);

/*
 * Give the proposals what a table of fates says. Rows of no proposal there is,
 * or that cannot be read, are told to `trouble` with the number of the line;
 * the rest is taken.
 */
struct table_trouble {
	void (*tell)(void *ctx, size_t line, const char *why);
	void *ctx;
};
void fates_read(struct proposals *proposals, struct str text,
	const struct table_trouble *trouble);
/*
 * A row of a party's table: how it stands on a proposal. *row is all zero
 * before the first; texts are borrowed from *rest. False at the end.
 */
struct stand_row {
	char party[13];		/* of the proposal */
	unsigned number;
	bool against;
	struct str on, meeting;
	size_t line;
};
bool stands_next(struct str *rest, struct tsv_row *row,
	struct stand_row *out, const struct table_trouble *trouble);

#endif
