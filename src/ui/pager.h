/*
 * Showing what is longer than the screen a screen at a time, in the person's
 * pager. This starts another program (program.h): main() gives it to the
 * command line.
 */
#ifndef ADREF_UI_PAGER_H
#define ADREF_UI_PAGER_H

#include <stdbool.h>

#include "adref/base/str.h"

/*
 * Show the bytes in the pager that PAGER names (a program with its options,
 * blanks between; no shell reads it), or in less, and come back when it is
 * left. False, and nothing was shown, when they fit on the screen or there is
 * no pager.
 */
bool pager_show(struct str bytes);

#endif
