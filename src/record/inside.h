/*
 * What the files of the record floor share: the struct itself, messages with
 * their trailers, lists of files to write, notices. Not for other floors.
 */
#ifndef ADREF_SRC_RECORD_INSIDE_H
#define ADREF_SRC_RECORD_INSIDE_H

#include "adref/base/buf.h"
#include "adref/base/map.h"
#include "adref/doc/parties.h"
#include "adref/doc/voice.h"
#include "adref/format/native.h"
#include "adref/record/history.h"
#include "adref/record/letters.h"
#include "adref/record/proposals.h"
#include "adref/record/record.h"
#include "proposal_numbers.h"

/* What a person is to be told, each once. */
struct notices {
	char **at;
	size_t n, cap;		/* all there were */
	size_t told;		/* how many of them were told */
	struct map said;
};
void notices_release(struct notices *notices);

/*
 * A document at the tip, and which files it is made of: a file below its
 * folder that was not read has words that stand nowhere else.
 */
struct held {
	struct doc *doc;
	struct map read;	/* paths below its folder */
	struct native_troubles troubles;
};

/* The registries that parties.tsv gave, the last one in force. */
struct own_parties {
	struct parties **all;
	size_t n, cap;
	char *text;		/* of the file */
	store_id tip;		/* where it was looked for last */
};
void own_parties_release(struct own_parties *own);

struct index;

/* For whom acts were, by their ids, where that was corrected. */
struct corrections {
	struct map by_act;	/* struct voice */
	store_id tip;		/* where they were looked for last */
	bool read;
};
void corrections_release(struct corrections *corrections);
/* For whom an act was, when that was corrected; NULL: as it was recorded. */
const struct voice *corrected_voice(struct record *record,
	const char *act_id);

/* How far the text was from which draft, when that was last asked. */
struct standing_known {
	store_id tip;		/* none: never */
	store_id draft;		/* none: before the first one */
	size_t drafts_n;	/* there were then */
	size_t since, reopened;
};

struct record {
	struct store *store;
	struct index *index;	/* of revisions, when it was asked for */
	const struct env *env;
	store_id tip;
	char **names;		/* of the documents at the tip, main first */
	size_t names_n, names_cap;
	bool names_read;
	struct held *held;	/* those that were read */
	size_t held_n, held_cap;
	struct doc **former;	/* as they were read last, forgotten since */
	size_t former_n, former_cap;
	struct held_proposals *proposals;	/* as last read, or NULL */
	struct proposal_numbers numbers;
	struct letters letters;		/* at the tip, when read */
	bool letters_read;
	char *main;
	char *zone;		/* adref.conf's, or NULL, as */
	store_id zone_at;	/* this revision has it */
	char *person, *email;	/* the committer */
	struct notices notices;
	struct own_parties own;
	struct corrections corrections;
	struct standing_known standing;
	char *delegate;		/* the code, when open for a delegation */
	bool read_only;
	bool as_it_is;		/* opened so */
	bool caches;		/* derived files may be written */
	bool quiet;		/* troubles are told later, when they stay */
};

/* delegate.c: the store takes only what the delegation may write. */
void delegate_limit(struct record *record);
/* Refuse an act that is another's than the delegation's; and to take back
 * what stays once it is filed. */
int delegate_check(const struct record *record, const char *party,
	const char *speaker, struct err *err);
int delegate_check_undo(const struct record *record,
	const struct history_entry *entry, struct err *err);

/* Forget what was read: the tip has moved, or an act was not saved. */
void record_forget(struct record *record);
void docs_forget(struct record *record);
void docs_release(struct record *record);
/*
 * Bring the documents that are held from one revision to another. False when
 * they cannot be: they are not to be used any more.
 */
bool docs_follow(struct record *record, const store_id *from,
	const store_id *to);
/* Once: what was told before is not told again. */
void record_tell(struct record *record, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
/* Read the tip from the store and forget what was read before. */
int record_reread(struct record *record, struct err *err);

/* Files to write in one revision; owns paths and bytes. */
struct puts {
	struct store_put *at;
	size_t n, cap;
};
/* The bytes are copied; bytes.at NULL takes the file out. */
void puts_add(struct puts *puts, const char *folder, const char *path,
	struct str bytes);
void puts_release(struct puts *puts);
/* Every file of doc, and the taking out of those it no longer has. */
int puts_add_doc(struct puts *puts, struct record *record,
	struct doc *doc, struct err *err);
/* Refuse to write over a file of the document that is no text. */
int puts_check(const struct puts *puts, const struct record *record,
	const char *name, struct err *err);

/* The text of a file; false when there is none to be read, which is told if
 * wanted. */
bool record_read_text(struct record *record, const store_id *revision,
	const char *path, bool tells, struct buf *out);

/* The file of this path among those of an act, with what it holds. */
struct act_file *edits_file(struct proposal_edits *edits,
	struct record *record, const char *path, struct err *err);
/* What it is to hold, released; an empty file is none. */
void edits_set(struct act_file *file, struct buf *now);
/* A table, and the row of this key in it; an empty row is taken out. */
struct table_row {
	struct buf path, row;
	const char *key, *header;
};
/* Put the row where it belongs; releases it. */
int edits_row(struct proposal_edits *edits, struct record *record,
	struct table_row *put, struct err *err);

/* The files of an act beside what it changes of a document. */
int puts_add_files(struct puts *puts, struct record *record,
	const struct act_file *files, size_t n, struct err *err);

/*
 * Save puts as the act's revision on the tip; the record then stands on it.
 * nodes: what the Node: trailers name.
 */
struct saving {
	const struct act *act;
	const struct puts *puts;
	const store_id *also;	/* a second parent, or NULL */
	const char *trailers;	/* further ones, each with its end; or NULL */
	const node_id *nodes;
	size_t nodes_n;
	store_id *revision;
};
int record_save(struct record *record, const struct saving *saving,
	struct err *err);

/* docs.c: whether name is that of a folder that path lies in. */
bool path_lies_in(const char *path, const char *name);
/* Append `NAME: value`, one line; nothing of an empty value or NULL. */
void message_add_trailer(struct buf *out, const char *name,
	const char *value);
/* A trailer of a message: the first one of this name; empty when none. */
struct str message_trailer(struct str message, const char *name);
/* The next one after `*at` (0 at first); false when there is none. */
bool message_next(struct str message, const char *name, size_t *at,
	struct str *value);
struct str message_subject(struct str message);
/* A copy of what was read from a revision, as it may be shown. */
char *safe_text(struct str str);

/* The document of this name that was read, or NULL. */
struct held *docs_held(const struct record *record, const char *name);
void proposals_forget(struct record *record);
void letters_forget(struct record *record);
/* Files are saved: so are the letters, and the documents they are. */
void letters_saved(struct record *record, const struct puts *puts);
/* placeholders.c: tell a document of a revision why bullets of it are left
 * empty; files are saved, so that has to be told again. */
void placeholders_tell(struct record *record, const store_id *revision,
	struct doc *doc);
void placeholders_saved(struct record *record, const struct puts *puts);
/* Files are saved: the documents that are held are made of these now. */
void docs_saved(const struct record *record, const struct puts *puts);
/*
 * The texts and ORDERs in a document's folder at the tip that it is not made
 * of, below the folder. held: the document there, or NULL.
 */
int list_unread(struct record *record, const char *name,
	const struct held *held, struct store_paths *out, struct err *err);
/* The last revision up to the tip that has path; false when none has. */
bool record_find_last(struct record *record, const char *path,
	store_id *out);
/* Tell what is wrong with the files of a document that was just read. */
void record_tell_troubles(struct record *record, const struct held *held);
/*
 * Counting what was reopened, the newest revision first: look at each message
 * in turn.
 */
struct looking {
	struct record *record;
	struct reopened out;
	struct map seen;	/* ids in out */
	struct map gone;	/* acts that were taken back */
};
void reopened_look(struct looking *looking, struct str message);
void looking_release(struct looking *looking);

/*
 * The files that a change made otherwise. When what was before it is not here
 * (a shallow clone, a missing object), that is told, and all files are new.
 */
int compare_with_before(struct record *record,
	const struct history_entry *entry, struct store_differences *out,
	struct err *err);

/* Names of the documents at a revision, the main one that of then. */
int record_names_at(struct record *record, const store_id *revision,
	const char *main_name, struct store_paths *out, struct err *err);
/* A document at a revision, the caller's to doc_free(); refused when a file
 * of it could not be read. */
int record_doc_whole(struct record *record, const store_id *revision,
	const char *name, struct doc **out, struct err *err);
/* An act's id, drawn on the tip. */
enum { ACT_ID_TEXT = 16 };
void draw_act_id(const struct record *record, char out[ACT_ID_TEXT + 1]);
/* All paths of a document's files at a revision, below its folder. */
int list_doc_files(struct record *record, const store_id *revision,
	const char *name, struct store_paths *out, struct err *err);

/* Files edited outside become a change of their own. */
int record_take_up(struct record *record, struct err *err);
/* For readers: say what was edited outside and is not in the text yet. */
void record_tell_outside(struct record *record);
/* What is not canonical becomes a change of its own with this subject. */
int record_put_in_order(struct record *record, const char *subject,
	struct err *err);

/* One revision as a history entry; nodes from its trailers. */
int entry_read(struct record *record, const store_id *revision,
	struct history_entry *out, struct err *err);
void entry_release(struct history_entry *entry);
/* Put in for whom it was, when that was corrected (corrections.c). */
void entry_correct(struct record *record, struct history_entry *entry);
/* Append the tag's name of a draft as a person says it: `Draft 1`. */
void draft_add_name(struct buf *out, struct str wish);
/* The draft (of the main document) on a revision, or NULL. */
const struct draft *drafts_on(const struct drafts *drafts,
	const store_id *revision);

#endif
