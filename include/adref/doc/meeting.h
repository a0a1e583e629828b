/*
 * Meetings: the sittings in which a text is negotiated. A meeting's key is its
 * day and beginning, `2021-06-17T08:45`, or the day alone. All that is known of
 * it is text, one field each; what is not known is "".
 *
 * What always holds: the meetings of a list stand in the order of their keys,
 * each key once; fields are as meeting_add_value() makes them, but for those
 * that a person wrote otherwise by hand.
 */
#ifndef ADREF_DOC_MEETING_H
#define ADREF_DOC_MEETING_H

#include <stdbool.h>
#include <stddef.h>

#include "adref/base/buf.h"
#include "adref/base/err.h"
#include "adref/base/str.h"
#include "adref/base/when.h"
#include "adref/doc/node.h"

enum meeting_field {
	MEETING_KEY,
	MEETING_END,		/* `10:45` */
	MEETING_ZONE,		/* zone.h; "": the negotiation's */
	MEETING_FORM,		/* in person, virtual, hybrid */
	MEETING_PLACE,
	MEETING_LANGUAGES,
	MEETING_KIND,		/* open informal, informal-informal, Bureau,
				 * plenary */
	MEETING_CHAIR,		/* who presides: `KEN`, `KEN, A. Person`,
				 * `A. Person`; of several `BEL; URY` */
	MEETING_FACILITATOR,	/* the same */
	MEETING_ITEMS,		/* addresses: `A`, `B.3, C` */
	MEETING_ABOUT,		/* what it is on, in the letter's words */
	MEETING_FIELDS
};

struct meeting {
	char *at[MEETING_FIELDS];	/* never NULL */
};
struct meetings {
	struct meeting *at;
	size_t n, cap;
};

/* `meeting`, `end`, `zone` …; MEETING_FIELDS for a word that names none. */
const char *meeting_field_word(enum meeting_field field);
enum meeting_field meeting_field_of(struct str word);
/*
 * Append a value as it is kept: `in-person` is `in person`, `Belgium` is `BEL`,
 * `items B and C` is `B, C`, `17 June 2021, 8.45am` is `2021-06-17T08:45`. An
 * empty one is always right, but for the key. ERR_REFUSED says what a value
 * can be.
 */
int meeting_add_value(struct buf *out, enum meeting_field field,
	struct str value, struct err *err);

/* The day and the times of its key and end; false for a key that has none. */
bool meeting_when(const struct meeting *meeting, struct when *out);
bool meeting_key_when(struct str key, struct when *out);
/* Append `17 June 8.45–10.45`; of a key that is in no list what it says. */
void meeting_add_when(struct buf *out, const struct meeting *meeting);
void meeting_add_key_when(struct buf *out, const char *key);
/* Append `item A`, `items B.3 and C`; nothing when there are none. */
void meeting_add_items(struct buf *out, const struct meeting *meeting);
/* Append `facilitated by Belgium`, else `chaired by Kenya (A. Person)`, else
 * nothing; persons: those beside a party, too. */
void meeting_add_who(struct buf *out, const struct meeting *meeting,
	bool persons);
/* One of several persons or parties of a field: code and person, either of
 * which may be empty, and *rest moved past them; false at the end. */
bool meeting_next_who(struct str *rest, struct str *code, struct str *person);

/* Whether a party facilitates a meeting. */
bool meeting_is_facilitated_by(const struct meeting *meeting,
	const char *party);

/* The next of the items, and *rest moved past it; false at the end. */
bool meeting_next_item(struct str *rest, struct str *item);

/* Take a copy of fields (NULL is "") in; false, and nothing is done, when the
 * list has a meeting of that key. */
bool meetings_add(struct meetings *meetings,
	const char *const fields[MEETING_FIELDS]);
void meetings_release(struct meetings *meetings);
/* The meeting of exactly this key, or NULL. */
const struct meeting *meetings_of_key(const struct meetings *meetings,
	struct str key);
/*
 * The meeting that is meant: its key, the day when there is one meeting on it,
 * `17 June`, `17 June 8.45`. NULL with ERR_MISSING and the likely ones, or
 * ERR_REFUSED and those between which it has to be said.
 */
const struct meeting *meetings_find(const struct meetings *meetings,
	struct str said, struct err *err);
/*
 * The latest meeting with a facilitator that has the section node stands in,
 * or is, among its items; NULL: none has.
 */
const struct meeting *meetings_facilitated(const struct meetings *meetings,
	const struct node *node);

#endif
