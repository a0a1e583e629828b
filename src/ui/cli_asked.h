/*
 * The proposals that a call is about, chosen and in reading order: what the
 * call `proposals` prints, as lines, JSON or a matrix.
 */
#ifndef ADREF_SRC_UI_CLI_ASKED_H
#define ADREF_SRC_UI_CLI_ASKED_H

#include "adref/doc/proposal_order.h"
#include "cli.h"

/* A text that proposals are about, at the point. */
struct asked_text {
	char *name;
	struct doc *doc;
};
struct asked {
	struct cli *cli;
	const struct proposals *all;
	struct asked_text *texts;
	size_t texts_n;
	struct proposal_order order;
	size_t *kept;		/* of order.at: those that are meant */
	size_t n, open;
};

/* Those at --at that --document, --party, --section, --fate, --meeting and
 * --words leave; released in any case. */
int asked_read(struct asked *out, struct cli *cli, struct err *err);
void asked_release(struct asked *asked);
const struct proposal_ordered *asked_at(const struct asked *asked, size_t n);
/* The node it stands on; NULL: it is not there. */
const struct node *asked_node(const struct asked *asked, size_t spot);
/* Append where that is: `A.1.3`, `agenda A`, `(A.1.3)` when it is gone. */
void asked_add_where(struct buf *out, const struct asked *asked, size_t spot);

/* cli_matrix.c: node by party. ERR_USAGE when format is none of csv, md and
 * text. */
int asked_add_matrix(const struct asked *asked, const char *format,
	struct err *err);

#endif
