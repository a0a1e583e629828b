/*
 * A letter received beside the text it is about: what became of each of its
 * paragraphs, and the place that the words at the cursor name. On a wide
 * screen the text stands at the right; else its place is in the panel.
 */
#include <string.h>

#include "adref/base/utf8.h"
#include "adref/doc/address.h"
#include "adref/record/letters.h"
#include "adref/text/words.h"
#include "view_paint.h"

enum {
	WIDE_FROM = 130,	/* columns for both side by side */
	WORDS_FROM = 70,	/* below, marks are signs */
	ADDRESS = 9,		/* columns of an address */
	PANEL_ROWS = 4,		/* of the place, at most */
	ABOVE = 3		/* rows of the text above the place, one of so
				 * many of all */
};

static const struct letter_part *
part_of(const struct paint *paint, const struct node *node)
{
	const struct letter *letter = paint->session->beside.letter;

	return letter ? letter_part_of(letter, &node->id) : NULL;
}

bool
letter_is_wide(const struct paint *paint)
{
	const struct letter_beside *beside = &paint->session->beside;

	return beside->letter && beside->text && paint->cols >= WIDE_FROM;
}

bool
letter_add_name(struct buf *out, const struct paint *paint)
{
	if (!paint->session->beside.letter)
		return false;
	letter_add_said(out, paint->session->beside.letter);
	return true;
}

/* `IND/3 +1`: the first one filed, and how many more. */
static void
add_filed(struct buf *out, const char *filed)
{
	struct str names = str_of(filed);
	size_t more = str_count(names, str_of(","));

	buf_add_str(out, str_part(names, 0, str_find(names, 0, str_of(","))));
	if (more)
		buf_add_format(out, " +%zu", more);
}

void
letter_add_mark(struct buf *out, const struct paint *paint,
	const struct node *node)
{
	const struct letter_part *part = part_of(paint, node);
	bool words = paint->cols >= WORDS_FROM;

	if (!part)
		return;
	if (part->state == LETTER_FILED)
		add_filed(out, part->filed);
	else if (words)
		buf_add_text(out, letter_state_said(part->state));
	else
		buf_add_char(out, part->state == LETTER_UNREAD ? '?' : '-');
}

void
letter_add_counts(struct buf *out, const struct paint *paint)
{
	const struct letter *letter = paint->session->beside.letter;

	if (!letter)
		return;
	buf_add_format(out, "%zu of %zu paragraphs unread%s%zu filed%s%zu ask "
		"nothing", letter->counts[LETTER_UNREAD], letter->parts_n,
		paint_dot(paint), letter->counts[LETTER_FILED],
		paint_dot(paint), letter->counts[LETTER_NOTHING]);
}

/* The next row of words that fit; false when none are left. */
static bool
next_row(struct str *rest, size_t columns, struct buf *out)
{
	struct str before = *rest, word;

	buf_clear(out);
	while (str_word(rest, &word)) {
		size_t wish = paint_columns(buf_str(out)) + (out->len > 0) +
			paint_columns(word);

		if (out->len && wish > columns) {
			*rest = before;
			return true;
		}
		if (out->len)
			buf_add_char(out, ' ');
		buf_add_str(out, word);
		before = *rest;
	}
	return out->len > 0;
}

static void
add_text(struct buf *out, const struct node *node)
{
	if (node_is_placeholder(node))
		buf_add_text(out, PLACEHOLDER_WORDS);
	else
		words_add_plain(out, node_str(node));
}

/* `A.1.3    Training of keepers …` in a few rows. */
static void
add_place(struct panel *panel, const struct node *node)
{
	struct buf text = BUF_INIT, row = BUF_INIT, line = BUF_INIT;
	size_t columns = panel->paint->cols > 2 * ADDRESS
		? panel->paint->cols - ADDRESS - 3 : ADDRESS;
	struct str rest;

	add_text(&text, node);
	rest = buf_str(&text);
	for (int i = 0; i < PANEL_ROWS && next_row(&rest, columns, &row);
	     i++) {
		if (!i)
			address_add(&line, node);
		buf_add_fill(&line, ' ', line.len < ADDRESS
			? ADDRESS - line.len : 1);
		buf_add_str(&line, buf_str(&row));
		if (i + 1 == PANEL_ROWS && str_trim(rest).len)
			buf_add_text(&line, paint_ellipsis(panel->paint));
		panel_add(panel, &line, ROLE_PANEL);
	}
	buf_release(&text);
	buf_release(&row);
	buf_release(&line);
}

/* `JPN/1: change A.1.1 "inspection" to "…"`, as it was filed. */
static void
add_filed_line(struct panel *panel, const struct proposal *proposal)
{
	struct buf text = BUF_INIT;

	proposal_add_name(&text, proposal);
	buf_add_format(&text, ": %s%s%s %s",
		proposal_verb_said(proposal->verb), *proposal->where ? " " : "",
		proposal->where, proposal->address);
	if (*proposal->words) {
		buf_add_text(&text, " \"");
		words_add_plain(&text, str_of(proposal->words));
		buf_add_char(&text, '"');
	}
	if (*proposal_wording(proposal)) {
		buf_add_text(&text, proposal->verb == PROPOSAL_MOD
			? " to \"" : " \"");
		words_add_plain(&text, str_of(proposal_wording(proposal)));
		buf_add_char(&text, '"');
	}
	panel_add(panel, &text, ROLE_PANEL);
}

static void
add_filed_lines(struct panel *panel, const struct letter_part *part)
{
	const struct proposals *all;
	const struct proposal *proposal;
	struct err ignored = ERR_INIT;
	struct str rest = str_of(part->filed);

	if (record_proposals(panel->paint->session->record, &all, &ignored)
	    < 0)
		return;
	while (rest.len) {
		size_t comma = str_find(rest, 0, str_of(","));

		proposal = proposals_find(all, str_part(rest, 0, comma));
		rest = str_from(rest, comma + 1);
		if (proposal)
			add_filed_line(panel, proposal);
	}
}

static const char *
says_of_place(const struct paint *paint)
{
	switch (paint->session->beside.named) {
	case NAMED_HERE:
		return "it names:";
	case NAMED_BEFORE:
		return "just before, it names:";
	case NAMED_NOWHERE:
		break;
	}
	return "it names no place; the last one was:";
}

void
letter_add_panel(struct panel *panel)
{
	const struct paint *paint = panel->paint;
	const struct letter_beside *beside = &paint->session->beside;
	const struct letter_part *part = part_of(paint, panel->node);
	const struct node *node = beside->text && !letter_is_wide(paint)
		? doc_find(beside->text, &beside->node) : NULL;
	struct buf text = BUF_INIT;

	if (!beside->letter)
		return;
	if (part && part->state == LETTER_FILED) {
		add_filed_lines(panel, part);
	} else {
		buf_add_text(&text, part ? letter_state_said(part->state)
			: "empty");
		panel_add(panel, &text, part && part->state == LETTER_UNREAD
			? ROLE_STRONG : ROLE_PANEL);
	}
	if (!node)
		return;
	buf_add_text(&text, says_of_place(paint));
	panel_add(panel, &text, ROLE_DIM);
	add_place(panel, node);
}

/* One row of the text that is not the place. */
static void
draw_row(const struct paint *paint, struct span span,
	const struct node *node)
{
	struct buf text = BUF_INIT, address = BUF_INIT;
	struct span at = span;

	address_add(&address, node);
	paint_cut(paint, at, buf_str(&address), ROLE_DIM);
	at.col += ADDRESS + node_depth(node);
	add_text(&text, node);
	paint_cut(paint, at, buf_str(&text), node->kind == NODE_SECTION
		? ROLE_SECTION : ROLE_PLAIN);
	buf_release(&text);
	buf_release(&address);
}

/* The place, whole; returns its rows. */
static size_t
draw_place(const struct paint *paint, struct span span, size_t rows,
	const struct node *node)
{
	struct buf text = BUF_INIT, row = BUF_INIT, address = BUF_INIT;
	size_t left = span.col + ADDRESS + node_depth(node), n = 0;
	struct str rest;

	address_add(&address, node);
	paint_put(paint, (struct span){ span.row, span.col - 1, span.end },
		str_of(paint_bar(paint)), ROLE_STRONG);
	paint_cut(paint, span, buf_str(&address), ROLE_STRONG);
	add_text(&text, node);
	rest = buf_str(&text);
	span.col = left;
	while (n < rows && left < span.end && next_row(&rest,
	       span.end - left, &row)) {
		paint_cut(paint, span, buf_str(&row), ROLE_STRONG);
		span.row++;
		n++;
	}
	buf_release(&text);
	buf_release(&row);
	buf_release(&address);
	return n ? n : 1;
}

void
letter_draw_beside(const struct paint *paint, struct band band, size_t col)
{
	const struct letter_beside *beside = &paint->session->beside;
	const struct node *place = doc_find(beside->text, &beside->node);
	const struct node *top = place;
	struct span span = { band.row, col + 2, paint->cols - 1 };
	size_t end = band.row + band.rows;

	for (size_t row = band.row; row < end; row++)
		paint_put(paint, (struct span){ row, col, col + 1 },
			str_of(paint->view->ascii ? "|" : "\u2502"),
			ROLE_RULE);
	for (size_t i = 0; top && i < band.rows / ABOVE && node_prev(top);
	     i++)
		top = node_prev(top);
	for (; top && span.row < end; top = node_next(top)) {
		if (top == place) {
			span.row += draw_place(paint, span, end - span.row,
				top);
			continue;
		}
		draw_row(paint, span, top);
		span.row++;
	}
}
