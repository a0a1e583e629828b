/*
 * What went wrong, in words for the person at the keyboard.
 *
 * A function that can fail returns 0, or -1 with err filled where the matter
 * is known: what happened, to which file and line, and what would help. Codes
 * are few: those a caller acts on.
 */
#ifndef ADREF_BASE_ERR_H
#define ADREF_BASE_ERR_H

enum err_code {
	ERR_NONE = 0,
	ERR_REFUSED,	/* the request is understood and not carried out */
	ERR_USAGE,	/* the request is not understood */
	ERR_KEPT,	/* not applied, kept as an open proposal */
	ERR_MOVED,	/* somebody else was first: read again, retry */
	ERR_STALE,	/* the text is not what the change expects */
	ERR_MISSING,	/* a thing that was named is not there */
	ERR_DAMAGED,	/* what is stored cannot be read */
	ERR_NO_BRANCH,	/* nothing can be written: there is no branch */
	ERR_SYSTEM,	/* the system said no: disk, permission, locks */
	ERR_STOPPED,	/* the person stopped it */
	ERR_ASKED	/* it waits for the answer to a question */
};

enum { ERR_TEXT_MAX = 1000 };

struct err {
	enum err_code code;
	char text[ERR_TEXT_MAX];	/* valid UTF-8, one line, no full stop */
};

#define ERR_INIT { ERR_NONE, "" }

/*
 * Fill err (which may be NULL) and return -1, so that a caller can write
 * `return err_set(err, ERR_REFUSED, "…")`. What does not fit is cut at a
 * character.
 */
int err_set(struct err *err, enum err_code code, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* Put "words: " before the text that is there; returns -1. */
int err_prefix(struct err *err, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void err_clear(struct err *err);

#endif
