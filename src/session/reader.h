/*
 * What the person who reads has read (reader*.c). Not for other floors.
 *
 * What always holds: nothing of it is written to the negotiation; where its
 * file cannot be read one reads as for the first time, and that is said.
 */
#ifndef ADREF_SRC_SESSION_READER_H
#define ADREF_SRC_SESSION_READER_H

#include "adref/record/bookmark.h"
#include "inside.h"

struct watched;
struct reader {
	char *file;		/* NULL: nothing is kept */
	bool keeps;		/* how far one comes is kept, too */
	bool asked;		/* one stands where --since says, not where the
				 * file does */
	bool is_new;		/* for the first time: all is old to them */
	struct bookmark bookmark;
	struct map looked;	/* names of the documents that were shown */
	/* reader_new.c: a document as of when all of it was read, */
	struct doc *was;
	char *was_name;
	store_id was_at;
	/* and the paragraph that is looked at, since when. */
	node_id place;
	char *place_name;	/* of its document; NULL: none is */
	int64_t came;
	struct watched *watched;	/* reader_watch.c: the patterns, read */
	size_t watched_n;
};

/* The file is read, --since looked up: -1 when that is no point. */
int reader_start(struct session *session,
	const struct session_options *options, struct err *err);
/* After a key: what is shown is looked at. */
void reader_look(struct session *session);
/* Nothing is looked at any more: what was is read, if it was long enough. */
void reader_leave(struct session *session);
/* How many paragraphs of a document are new. */
size_t reader_count_new(const struct session *session, const char *name);
/* Whether there is anything that one who read before should be told first. */
bool reader_has_news(const struct session *session);
void reader_forget_text(struct reader *reader);
/* The patterns of the bookmark are others now. */
void reader_watch_again(struct reader *reader);
/* Add rows for what is new, or gone since, and matches what is watched. */
void reader_add_watched(struct session *session, struct list *list,
	const struct diff *since);
/* Change the patterns of the file, as it is now. */
int reader_change_file(struct session *session,
	bool (*change)(struct bookmark *bookmark, const char *pattern),
	const char *pattern, struct err *err);
/* Keep how far one came, where that is wanted. */
void reader_keep(struct session *session);
void reader_release(struct reader *reader);
/*
 * As of which revision one looked at the document last; false where nobody
 * knows, and for whom it is the first time.
 */
bool reader_seen(const struct session *session, store_id *out);

#endif
