/*
 * Choosing among the changes, newest first, as a reader asks: for whom, in
 * which meeting, what was done, where, since when, by whose hands, and by words
 * in what they say or in what they changed. All that is asked must hold.
 *
 * What the index knows is asked first, and reads nothing; a subject is read
 * when it decides; only what all this leaves is compared by its text. It is
 * done a piece at a time, so that a person sees what was found so far, and may
 * stop.
 */
#ifndef ADREF_RECORD_PICK_H
#define ADREF_RECORD_PICK_H

#include "adref/record/history.h"

enum pick_hands { HANDS_ANY, HANDS_MINE, HANDS_OTHERS };

/* What is asked; borrowed for the call. What is NULL is not asked. */
struct pick_wish {
	const store_id *point;	/* up to it, it too; NULL: the tip */
	const store_id *since;	/* only what came behind it */
	bool dated;
	int64_t from;		/* dated: not before this moment */
	const node_id *node;
	bool below;		/* node, and what stands or stood below it */
	const char *doc;	/* that it is in; NULL: the main one */
	const char *party;	/* for whom: a code; CHAIR: for nobody */
	const char *meeting;	/* its key, or the day that it begins with */
	const char *act;	/* in the name of what was done: `bracket` */
	enum pick_hands hands;
	const char *by;		/* in the name of whose hands */
	const char *words;	/* each in who, meeting, act, hands, number or
				 * subject, case and accents not minded */
	const char *subject;	/* a pattern, of the subject */
	const char *changed;	/* a pattern, of words that went or came, or
				 * that brackets were put to or lifted from */
};
/* `since` and `from` of a wish as a person says them: a point, or a day. */
struct pick_since {
	store_id revision;
	bool dated;
	int64_t from;
};
int pick_since_read(struct pick_since *out, struct record *record,
	const char *said, struct err *err);

struct pick;
/* -1 for a bad pattern (it says where), and what history cannot be read for.
 * The caller frees *out with pick_free(), before the record is closed. */
int pick_new(struct pick **out, struct record *record,
	const struct pick_wish *wish, struct err *err);
void pick_free(struct pick *pick);
/*
 * Look on, until about so many revisions were read: one that is compared by
 * its text counts for several, one that the index answers for nothing; or until
 * so many are found in all (0: no matter how many). 1 when there is more to
 * look at, 0 at the end; -1 with ERR_STOPPED when a limit of a pattern was
 * reached. What was found so far stays.
 */
int pick_go(struct pick *pick, size_t reads, size_t enough, struct err *err);
/* How many were looked at, of how many. */
size_t pick_looked(const struct pick *pick, size_t *of);

/* Those found so far, newest first. */
size_t pick_n(const struct pick *pick);
/* What is known of the n-th without reading it. */
struct picked {
	store_id revision;
	int64_t time;
	int zone;
	const char *meeting;	/* a key, or "" */
};
void pick_at(const struct pick *pick, size_t n, struct picked *out);
/* All of it; what cannot be read is told by record_notice(), too. */
int pick_read(const struct pick *pick, size_t n, struct history_entry *out,
	struct err *err);
void history_entry_release(struct history_entry *entry);
/* All drafts, borrowed. */
const struct drafts *pick_drafts(const struct pick *pick);

/* What words the changes have, for a question that completes them: each kind
 * of act, each name of hands; the caller's, freed with words_known_release(). */
struct words_known {
	char **acts, **hands;
	size_t acts_n, hands_n;
};
int record_words_known(struct record *record, struct words_known *out,
	struct err *err);
void words_known_release(struct words_known *known);

#endif
