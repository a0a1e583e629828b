/*
 * What publishing and collecting share. Not for other floors.
 */
#ifndef ADREF_SRC_RECORD_CIRCULATED_H
#define ADREF_SRC_RECORD_CIRCULATED_H

#include "adref/record/circulated.h"
#include "inside.h"

/* What the tip's adref.conf says, the caller's; NULL: nothing. */
char *circulated_place(struct record *record);
/* Open it, making nothing; ERR_REFUSED when it is a negotiation of its own. */
int circulated_open(struct record **out, struct record *record,
	const char *path, unsigned flags, struct err *err);
/* Open it for writing; made where there is none, if it may. Its place is kept
 * in the working repository's adref.conf. */
int circulated_make(struct record **out, struct record *record,
	const char *path, bool may, struct err *err);

/* publish_files.c: the texts as of a point. */
struct edition {
	struct record *record;
	store_id point;
	bool unnamed;
	struct doc **docs;
	size_t docs_n, docs_cap;
	struct buf conf;
};
int edition_read(struct edition *edition, struct err *err);
void edition_release(struct edition *edition);
/* The files that make it of what is at the tip there; fates apart. */
int edition_add(struct puts *puts, const struct edition *edition,
	struct record *there, struct err *err);
int edition_add_fates(struct puts *puts, const struct edition *edition,
	struct record *there, struct err *err);

/* collect_read.c: what is filed there and can be taken in, by party and
 * number; whom the parties stand with, by names there. */
struct filed_stand {
	char party[13], of[13];
	unsigned number;
	bool against;
	char *on, *meeting;
	size_t line;
};
struct filed {
	struct proposals all;
	struct filed_stand *stands;
	size_t stands_n, stands_cap;
};
int filed_read(struct filed *out, struct record *there,
	struct collected *told, struct err *err);
void filed_release(struct filed *filed);
/* One more line of what is taken in, released; of what is left there. */
void collected_take(struct collected *told, struct buf *line);
void collected_leave(struct collected *told, const char *path,
	const char *why);

#endif
