/*
 * What the files of merging share. The order of the work, and of reading:
 * merge_edits.c (what each side did to the words), merge_items.c and
 * merge_places.c (where they meet, grown until balanced), merge.c (all pieces
 * in a row, the door), merge_wordings.c and merge_beside.c (wordings side by
 * side), merge_spans.c and merge_nest.c (the brackets).
 */
#ifndef TEXT_MERGE_INSIDE_H
#define TEXT_MERGE_INSIDE_H

#include <stdint.h>

#include "adref/text/attribution.h"
#include "adref/text/merge.h"
#include "parted.h"

/* Beyond these a line is nobody's prose: nothing is merged in it. */
enum { MERGE_SPANS_MAX = 2048, MERGE_STEPS_MAX = 64, MERGE_ROUNDS_MAX = 64,
	MERGE_DEEP_MAX = 4 };

/* A range of bytes. */
struct range {
	size_t from, to;
};

/* One place of the base's words that a side changed. */
struct edit {
	size_t from, to;	/* bytes of the base's words */
	size_t at, end;		/* and of the side's */
	uint64_t hands;		/* a bit for each step that changed it */
	bool soft;		/* nothing but blanks and loose brackets */
};
struct edits {
	struct edit *at;
	size_t n, cap;
};

struct hands_of {
	const struct merge_step *steps;
	size_t n;
};

struct half {
	struct parted line;
	struct edits edits;
	struct hands_of hands;
};

/*
 * Read a side: its last line taken apart, its edits in order, none touching
 * another; and which of its spans the base has. False when it is beyond what
 * is merged.
 */
bool half_read(struct half *half, struct parted *base,
	const struct merge_side *side, struct str line);
void half_release(struct half *half);
struct str half_words(const struct half *half, const struct range *range);
/* Where a place between two bytes of the base may be in the side's words. */
struct range half_place(const struct half *half, size_t off);

/* A place of the base's words that was changed: by one, or both. */
struct place {
	struct range base, ours, theirs;
	uint64_t our_hands, their_hands;
	bool ours_is, theirs_is;	/* who changed it */
	bool meet;
};

struct merging {
	const struct merge_lines *lines;
	struct parted base;
	struct half ours, theirs;
	/* The spans of the base and which of each side they are; the twins of
	 * a side's spans are the base's. */
	size_t *in_ours, *in_theirs;
	struct place *places;
	size_t places_n, places_cap;
	struct forced {		/* these meet, too */
		struct range base;
		bool greedy;	/* with all that is put in at the edges */
	} *forced;
	size_t forced_n, forced_cap;
	char pick;		/* in the place of a group: 'o' ours, 't' theirs
				 * alone; 0: the group */
	int deep;		/* merges inside merges */
	struct merge_met *met;
};

/* merge_items.c: the places as they are; false when too many of them meet. */
bool places_list(struct merging *merging);
/* merge_places.c: grown; false when one cannot be balanced. */
bool places_find(struct merging *merging);
/* Whether a span of a side belongs to what stands in a place. */
bool span_is_inside(const struct span *span, const struct range *place);
/* Have the range of the base meet, from the next places_find() on. False when
 * it does already. */
bool places_force(struct merging *merging, size_t from, size_t to);

/* merge_wordings.c: what a side says in a place where the two meet. */
struct wording {
	struct buf text;
	struct attribution who;
	bool bracketed;		/* it stood in brackets of its own */
	bool stays;		/* it is kept beside all others */
	uint64_t of;		/* of which wordings of the sides it is made */
};
struct wordings {
	struct wording *at;
	size_t n, cap;
};
struct voice {
	const struct half *half;
	struct range range;	/* of its words */
	uint64_t hands;
	struct buf text;	/* as it stands */
	struct wordings all;
};
/* One that is there is not put twice. */
struct wording *merge_wordings_add(struct wordings *all, struct str text);
/* With the stances, too, of another. */
void merge_wordings_add_like(struct wordings *all, const struct wording *from,
	struct str text);
void merge_wordings_drop(struct wordings *all, size_t i);
void merge_wordings_release(struct wordings *all);
/* Who wants words out and is said to want them, too, wants them out. */
void merge_add_stance(struct attribution *to, const struct stance *stance);
void merge_add_stances(struct attribution *to, const struct attribution *from);
/* Its text, and one wording or those of the groups in it. */
void merge_voice_read(struct voice *voice, const struct half *half,
	const struct range *range, uint64_t hands);
void merge_voice_list(struct voice *voice);
void merge_voice_release(struct voice *voice);

/* merge_beside.c: append what stands in a place where the two meet. */
bool beside_write(struct buf *out, struct merging *merging,
	const struct place *place);

/* The pieces of the merged words, in a row. */
struct piece {
	struct range base, ours, theirs, out;
	enum piece_kind { PIECE_SAME, PIECE_OURS, PIECE_THEIRS, PIECE_BOTH,
		PIECE_MEET } kind;
};
struct pieces {
	struct piece *at;
	size_t n, cap;
	struct buf words;
	size_t loose;		/* brackets without a mate among them */
};

/* merge_spans.c: the brackets of the merged words. */
struct merged_span {
	struct span is;
	struct buf who;		/* what is.who borrows */
	bool fresh;		/* the base does not have it */
	size_t base, ours, theirs;	/* which it is there, or PARTED_NONE */
};
struct merged_spans {
	struct merged_span *at;
	size_t n, cap;
};
/*
 * All that stand in the merged words, nested. False when a request would be
 * lost, as its words went: then that place is forced to meet.
 */
bool spans_merge(struct merged_spans *out, struct merging *merging,
	const struct pieces *pieces);
struct merged_span *merged_spans_add(struct merged_spans *spans);
void merged_spans_release(struct merged_spans *spans);
/* merge_nest.c: cut where they cross, and parted where they would touch. */
void spans_nest(struct merged_spans *spans, const struct merging *merging,
	const struct pieces *pieces);

/* The door once more, for wordings in a group: one side where the two meet. */
enum merged_how merge_picking(struct buf *out, const struct merge_lines *lines,
	char pick, int deep);

#endif
