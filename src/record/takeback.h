/*
 * Taking one act back, whichever it is; which one it is, is undo.c's.
 */
#ifndef ADREF_SRC_RECORD_TAKEBACK_H
#define ADREF_SRC_RECORD_TAKEBACK_H

#include "inside.h"

/*
 * Save `act`, filled but for its changes, as what takes the entry back.
 * *nothing: nothing of it stood any more. ERR_STALE names the act in the way.
 */
int takeback_save(struct record *record, const struct history_entry *entry,
	struct act *act, bool *nothing, struct err *err);
/*
 * The one document that an act touched, NULL: none; false when it touched
 * several. Where `since` is told, only those that were touched since: the
 * files of others go back as they were.
 */
bool takeback_document(struct record *record,
	const struct store_differences *acted,
	const struct store_differences *since, const char **only);
/*
 * The document as it would be, the caller's, and as it is; ERR_REFUSED when
 * the act touched several, or none.
 */
int takeback_try(struct record *record, const struct history_entry *entry,
	struct doc **without, struct doc **now, struct err *err);

#endif
