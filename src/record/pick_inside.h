/*
 * What the files that choose among changes share: pick.c goes through them,
 * pick_index.c asks the index, pick_where.c knows what stands below a node,
 * pick_text.c reads what a change did to the text. For nobody else.
 */
#ifndef ADREF_SRC_RECORD_PICK_INSIDE_H
#define ADREF_SRC_RECORD_PICK_INSIDE_H

#include "adref/base/rx.h"
#include "adref/doc/find.h"
#include "adref/record/pick.h"
#include "change_names.h"

enum { WANTED_MAX = 16 };	/* words; more are not looked at */

/* Words of the index, by their numbers: whether each will do. NULL: any. */
struct pick_words {
	size_t n;
	bool *party, *meeting, *act, *hands;
	/* And which of the wanted words each has, a bit each. */
	unsigned *has;
	char *wanted[WANTED_MAX];
	size_t wanted_n;
};

/* A place in the text, and all that is known to stand or have stood below. */
struct pick_where {
	node_id node;		/* none: anywhere */
	bool below;
	struct doc *doc;	/* the text now, the caller's copy */
	struct map in, out;	/* ids that do, and that do not */
	char *folder;		/* files below this path do; or NULL */
	char *prefix;		/* of the document's files: `outcome/` */
};

/*
 * Files as they were before a change that was looked at: an older change of the
 * same file has made it so, and need not read it again.
 */
enum { KEPT_FILES = 512 };
struct kept_file {
	store_id blob;
	struct doc *doc;	/* NULL: nothing is kept here */
};

struct pick {
	struct record *record;
	struct index *index;
	unsigned char *reached, *before;	/* before: NULL: none */
	struct change_names names;
	bool dated;
	int64_t from;
	char *party;		/* or NULL */
	struct pick_words words;
	struct pick_where where;
	struct rx *subject;
	struct find *changed;
	struct kept_file *kept;	/* KEPT_FILES, by blob; NULL: none yet */
	size_t at;		/* places from here on were looked at */
	size_t *found;
	size_t n, cap;
	size_t looked, all;
};

/* pick_index.c: what the wish comes to in words of the index. */
void pick_words_read(struct pick *pick, const struct pick_wish *wish);
void pick_words_release(struct pick_words *words);
/*
 * Whether what the index knows of a place will do; *missing: the wanted words
 * that it has not seen, which the subject may have.
 */
bool pick_index_fits(struct pick *pick, size_t at,
	const struct index_revision *revision, unsigned *missing);
/* Which of the wanted words a text has. */
unsigned pick_words_in(const struct pick_words *words, struct str text);

/* pick_where.c. */
int pick_where_read(struct pick *pick, const struct pick_wish *wish,
	struct err *err);
void pick_where_release(struct pick_where *where);
/* Whether a revision touched it; 1, 0, -1. *reads goes down by what it had to
 * read. */
int pick_where_fits(struct pick *pick, size_t at,
	const struct index_revision *revision, size_t *reads,
	struct err *err);

/*
 * pick_text.c: the documents' files that a revision changed, each as it was
 * and as it is.
 */
struct changed_file {
	char *path;
	store_id was;		/* the blob that from is read from */
	struct doc *from, *to;	/* a part of a document each */
};
struct changed_files {
	struct changed_file *at;
	size_t n, cap;
};
int changed_files_read(struct changed_files *out, struct pick *pick,
	const struct index_revision *revision, struct err *err);
void changed_files_release(struct changed_files *files, struct pick *pick);
void kept_files_release(struct pick *pick);
/* Whether the pattern is in what it changed: 1, 0, -1. */
int pick_text_fits(struct pick *pick, const struct index_revision *revision,
	struct err *err);

#endif
