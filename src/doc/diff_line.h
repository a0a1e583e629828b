/*
 * How one line became another; for diff.c.
 */
#ifndef ADREF_SRC_DOC_DIFF_LINE_H
#define ADREF_SRC_DOC_DIFF_LINE_H

#include "adref/doc/diff.h"

/* The kinds of difference between the lines of two states of one node; 0 only
 * when the lines are the same bytes. */
unsigned diff_line(const struct node *from, const struct node *to);

#endif
