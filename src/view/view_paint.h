/*
 * What the files of this folder that draw share: where they draw, the few ways
 * of putting text there, and one function for each part of the screen. Nobody
 * outside the folder includes this.
 */
#ifndef ADREF_SRC_VIEW_PAINT_H
#define ADREF_SRC_VIEW_PAINT_H

#include <stdbool.h>
#include <stddef.h>

#include "adref/base/buf.h"
#include "adref/base/str.h"
#include "adref/doc/node.h"
#include "adref/session/session.h"
#include "adref/view/frame.h"
#include "adref/view/view.h"

struct paint {
	struct view *view;
	const struct session *session;
	struct frame *frame;
	size_t rows, cols;	/* of the frame */
	size_t margin;		/* columns left free beside the text */
};

/* Cells [col, end) of a row. */
struct span {
	size_t row, col, end;
};
/* Rows [row, row + rows) of the screen. */
struct band {
	size_t row, rows;
};

/* view_paint.c: text into a span; each returns the column behind it. */
size_t paint_put(const struct paint *paint, struct span span, struct str text,
	enum role role);
/* The same; what is too long ends with an ellipsis. */
size_t paint_cut(const struct paint *paint, struct span span, struct str text,
	enum role role);
/* At the span's right end. Returns the column where the text begins. */
size_t paint_right(const struct paint *paint, struct span span,
	struct str text, enum role role);
/* Text in which words gone and come are marked with {- -} and {+ +}. *part is
 * where it begins in, PART_SAME at first, and becomes where it ends in. */
enum paint_part { PART_SAME, PART_ADDED, PART_DELETED };
size_t paint_compared(const struct paint *paint, struct span span,
	struct str text, enum paint_part *part);
/* The same in one row; what is too long ends with an ellipsis. */
void paint_cut_compared(const struct paint *paint, struct span span,
	struct str text);
void paint_fill(const struct paint *paint, struct span span, const char *with,
	enum role role);
/* A row of line drawing. */
void paint_rule(const struct paint *paint, size_t row, enum role role);
/* The span of a whole row, a blank left at both edges when there is room. */
struct span paint_row(const struct paint *paint, size_t row);
/* Columns of text as it is shown. */
size_t paint_columns(struct str text);
void paint_cursor(const struct paint *paint, size_t row, size_t col);
/* `…`, ` · ` and the cursor's bar, or their stand-ins with view->ascii. */
const char *paint_ellipsis(const struct paint *paint);
const char *paint_dot(const struct paint *paint);
const char *paint_bar(const struct paint *paint);
/* What the keys act on: the mode under a prompt, else the mode. */
enum session_mode paint_mode(const struct paint *paint);

/* view_head.c */
void head_draw(const struct paint *paint, size_t row);
/* The headings that node stands under, in one row. */
void head_section(const struct paint *paint, size_t row,
	const struct node *node);
/* The section node stands in, itself left out; NULL: none. */
struct node *head_above(const struct node *node);
/* Append `for INDIA`, `for G77 (Brazil)`, `for the Chair`. */
void head_add_party(struct buf *out, const struct session *session);

/* view_marks.c: append the marks of a node, nothing when it has none. */
void marks_add(struct buf *out, const struct paint *paint,
	const struct node *node);
size_t marks_slips(const struct node *node);
/* The word for a node's status among them, "" when open, and its role. */
const char *marks_status(const struct node *node);
enum role marks_status_role(const struct node *node);

/* view_panel.c: what is known of the place, `rows` rows of it. */
void panel_draw(const struct paint *paint, struct band band);
/* Lines of a panel, the important ones first. */
struct panel_line {
	char *text;
	enum role role;
	const char *command, *word;	/* whose key stands at the right, and
					 * what it does; or NULL */
	bool compares;		/* words gone and come are marked in it */
};
struct panel {
	const struct paint *paint;
	const struct node *node;
	struct str line;	/* as it stands on the screen */
	size_t off;		/* the cursor's byte of it */
	bool typing;		/* line is not yet the node's */
	struct panel_line *at;
	size_t n, cap;
};
/* Fill it with what is known of the session's place; panel->paint is set. */
void panel_read(struct panel *panel);
void panel_release(struct panel *panel);
void panel_add(struct panel *panel, struct buf *text, enum role role);
/* view_bracket.c: the bracket under the cursor and who stands how to it. */
void panel_add_bracket(struct panel *panel);
/* view_proposals.c: the proposals on the place. */
void panel_add_proposals(struct panel *panel);
/* Append an attribution in words: `asked for by  US    keep  Arab Group`. */
void stances_add(struct buf *out, struct str attribution);

/*
 * view_letter.c: a letter received, and the text it is about. Whether there is
 * room for both side by side; then the text is drawn from a column on.
 */
bool letter_is_wide(const struct paint *paint);
void letter_draw_beside(const struct paint *paint, struct band band,
	size_t col);
/* Append what became of a node, `unread` or `IND/3`; nothing where the
 * document is no letter. */
void letter_add_mark(struct buf *out, const struct paint *paint,
	const struct node *node);
/* Of the panel: what became of the place, and the text it names. */
void letter_add_panel(struct panel *panel);
/* Append the counts of a letter; nothing where the document is none. */
void letter_add_counts(struct buf *out, const struct paint *paint);
/* Append `India's letter of 28 May 2021`; false where it is none. */
bool letter_add_name(struct buf *out, const struct paint *paint);

/* view_room.c: the text, large, for a room. */
void room_draw(const struct paint *paint, struct band band);

/*
 * view_room_words.c: what a room may not read. Whether the screen is for a
 * room that sees no names.
 */
bool room_hides(const struct paint *paint);
/* Whether words name a party. */
bool room_names_anybody(struct str words);
/* Whether a list may be shown; of its rows only what names nobody is. */
bool room_may_list(const struct paint *paint);
struct str room_row(const struct paint *paint, struct str row);
/* Whether what is asked, and what is typed there, may be shown. */
bool room_may_ask(const struct paint *paint);
/* The message as it may be shown. */
struct str room_message(const struct paint *paint);

/* view_keys.c: the key lines, as many hints as there is room for. */
void keys_draw(const struct paint *paint, struct band band);

/* view_prompt.c: the message line, or the prompt's in its place. */
void message_draw(const struct paint *paint, struct band band);
/* The look of the message that a session has. */
enum role message_role(const struct session *session);
/* Rows that the message would fill, at most max. */
size_t message_rows(const struct paint *paint, size_t max);

/* view_list.c */
void list_draw(const struct paint *paint, struct band band);
void list_draw_title(const struct paint *paint, size_t row);

#endif
