/*
 * Meetings of a letter, between finding them (import_meetings.c) and reading
 * what words say of them (import_meeting_words.c).
 */
#ifndef ADREF_SRC_FORMAT_IMPORT_MEETINGS_H
#define ADREF_SRC_FORMAT_IMPORT_MEETINGS_H

#include "adref/base/when.h"
#include "adref/doc/meeting.h"
#include "import_letter.h"

/* One meeting as it is found: its fields are the struct's own; NULL: nothing
 * is said of it. */
struct found_meeting {
	struct when when;
	char *at[MEETING_FIELDS];
	size_t line;		/* of the letter */
};
void found_release(struct found_meeting *found);

/* The search through a letter. */
struct seeking {
	struct letter *letter;
	struct found_meeting *at;
	size_t n, cap;
	int year, month;	/* of the letter; 0: not known */
	size_t line;		/* where one is */
};
/* A year for the day; false when there is none, or no such day. A weekday that
 * is not the day's is told. */
bool seeking_is_sound(struct seeking *seeking, struct when *when);
/* The meeting then, a new one if need be; valid until the next one. */
struct found_meeting *seeking_take(struct seeking *seeking,
	const struct when *when);
/* Append text without emphasis and tags. */
void seeking_add_bare(struct buf *out, struct str text);
/* import_meeting_prose.c: the letter's own sentences, and its zone. */
void seeking_read_prose(struct seeking *seeking);

/*
 * What a sentence or a cell says of a meeting: form and place, languages,
 * kind, items, who facilitates; the words that are left are what it is about.
 * What is said already stays.
 */
void found_read(struct found_meeting *found, struct str text);
/* The same of prose: only the form, and over what it is held. */
void found_read_prose(struct found_meeting *found, struct str text);
void found_set(struct found_meeting *found, enum meeting_field field,
	struct str value);
/* Offset of a word or words in text, whole and in either case; text.len: they
 * are not there. */
size_t words_find(struct str text, size_t off, const char *words);

/* Whether words are of a meeting: a day alone may be a deadline. */
bool words_are_of_meeting(struct str text);

/* import_meeting_topic.c: the item whose heading has the words that a meeting
 * with a facilitator is on; false when none has, or several. */
bool found_topic(struct found_meeting *found, const struct doc *doc,
	struct buf *words);
/* The zone of a place where the United Nations meet, or NULL. */
const char *zone_of_place(struct str text);

#endif
