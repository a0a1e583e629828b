/*
 * What the files of the record floor share: the struct itself, messages with
 * their trailers, and lists of files to write. Not for other floors.
 */
#ifndef ADREF_SRC_RECORD_INSIDE_H
#define ADREF_SRC_RECORD_INSIDE_H

#include "adref/base/buf.h"
#include "adref/record/history.h"
#include "adref/record/record.h"

struct record {
	struct store *store;
	const struct env *env;
	store_id tip;
	char **names;		/* of the documents at the tip, main first */
	size_t names_n, names_cap;
	bool names_read;
	struct doc **docs;	/* those that were read */
	size_t docs_n, docs_cap;
	char *main;
	char *person, *email;	/* the committer */
	char *told;		/* the notice not told yet */
	char *telling;		/* the one told last */
	bool read_only;
};

/* Forget what was read: the tip has moved, or an act was not saved. */
void record_forget(struct record *record);
void record_tell(struct record *record, const char *text);
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

/*
 * Save puts as the act's revision on the tip; the record then stands on it.
 * nodes: what the Node: trailers name.
 */
struct saving {
	const struct act *act;
	const struct puts *puts;
	const node_id *nodes;
	size_t nodes_n;
	store_id *revision;
};
int record_save(struct record *record, const struct saving *saving,
	struct err *err);

/* A trailer of a message: the first one of this name; empty when none. */
struct str message_trailer(struct str message, const char *name);
/* The next one after `*at` (0 at first); false when there is none. */
bool message_next(struct str message, const char *name, size_t *at,
	struct str *value);
struct str message_subject(struct str message);
/* A copy of what was read from a revision, as it may be shown. */
char *safe_text(struct str str);

/* A document of any revision through the store; path prefix is its name. */
int read_doc_at(struct record *record, const store_id *revision,
	const char *name, struct doc **out, struct err *err);
/* All paths of a document's files at a revision, below its folder. */
int list_doc_files(struct record *record, const store_id *revision,
	const char *name, struct store_paths *out, struct err *err);

/* Files edited outside become a change of their own. */
int record_take_up(struct record *record, struct err *err);

/* One revision as a history entry; nodes from its trailers. */
int entry_read(struct record *record, const store_id *revision,
	struct history_entry *out, struct err *err);
void entry_release(struct history_entry *entry);
/* Append the tag's name of a draft as a person says it: `Draft 1`. */
void draft_add_name(struct buf *out, struct str wish);
/* The draft (of the main document) on a revision, or NULL. */
const struct draft *drafts_on(const struct drafts *drafts,
	const store_id *revision);

#endif
