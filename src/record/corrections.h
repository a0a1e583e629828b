/*
 * The register of corrected attributions, attributions.tsv.
 */
#ifndef ADREF_SRC_RECORD_CORRECTIONS_H
#define ADREF_SRC_RECORD_CORRECTIONS_H

#include "inside.h"

#define ATTRIBUTIONS_FILE "attributions.tsv"

/*
 * Append the register with a row: this act was the party's (its code, or
 * CHAIR). was: `IND`, `BRA/G77`, as it was recorded; the row goes when that is
 * what it was.
 */
struct correction_row {
	const char *act_id, *change;
	const struct voice *voice, *was;
};
void corrections_put(struct buf *out, struct str table,
	const struct correction_row *row);
/* A subject in which the one party is the other, outside of quoted words; the
 * caller's. */
char *correction_resay(const char *subject, const char *was,
	const char *now);
/* Append `BRA/G77`, `IND`, `CHAIR`. */
void correction_add_voice(struct buf *out, const struct voice *voice);

#endif
