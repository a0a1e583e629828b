/*
 * Counts over drafts as a table with a small plot, as CSV, Markdown, JSON or
 * SVG.
 */
#ifndef ADREF_SRC_UI_CLI_PLOT_H
#define ADREF_SRC_UI_CLI_PLOT_H

#include "adref/record/converge.h"

/* ERR_USAGE when format is none of table, csv, md, json, svg. */
int plot_add(struct buf *out, const struct convergence *counts,
	const char *format, bool ascii, struct err *err);

#endif
