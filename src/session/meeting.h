/*
 * The meeting that acts are made in. For the session floor alone.
 */
#ifndef ADREF_SRC_SESSION_MEETING_H
#define ADREF_SRC_SESSION_MEETING_H

#include "adref/record/meetings.h"
#include "inside.h"

/* meeting.c */
/* At the start: the meeting given, else the one kept. */
int meeting_start(struct session *session,
	const struct session_options *options, struct err *err);
void meeting_release(struct session *session);
/* Acts are made in this one from now on; takes key, NULL is none. */
void meeting_become(struct session *session, char *key);
/* Read the register again: it may have changed. */
void meeting_look(struct session *session);
/* Before a key: after a night's pause the meeting is no longer the current one.
 * The key it had, which the caller frees; NULL: all is as it was. */
char *meeting_pause(struct session *session);
/* The message is added to, or is, that the meeting has passed. */
void meeting_say_passed(struct session *session, const char *key);
/* Append `17 June 8.45–10.45, item A`. */
void meeting_add_words(struct buf *out, const struct meeting *meeting);

/* meeting_kept.c: which meeting a person was in, beside the negotiation. */
enum { MEETING_PAUSE = 6 * 3600 };	/* seconds */
/* The meeting kept in this text for the person and negotiation, not longer
 * than a night ago; the caller frees; NULL: none. */
char *kept_read(const struct session *session, struct str text, int64_t now);
/* Keep the current one, or that there is none, in session->meeting_file. */
void kept_write(const struct session *session, int64_t now);

/* meeting_now.c */
bool meeting_is_on(struct session *session, const struct meeting *meeting,
	int64_t now);
bool meeting_is_over(struct session *session, const struct meeting *meeting,
	int64_t now);
/* Say which one is on, to a person who is in none. */
void meeting_offer(struct session *session);

/* meeting_list.c */
int meetings_open(struct session *session, struct err *err);
/* bureau.c */
int bureau_open(struct session *session, struct err *err);
/* register.c: an act on the file of a register: `now` takes the place of `was`
 * (NULL: there was none). */
struct register_act {
	const char *kind;
	const char *path;
	struct buf subject, done;
	struct buf was, now;
	bool there;
};
int register_begin(struct register_act *act, struct session *session,
	const char *path, struct err *err);
/* Make it, when rc is 0; release it all; returns how it went. */
int register_end(struct register_act *act, struct session *session, int rc,
	struct err *err);

#endif
