/*
 * The panel below the text: what is known of the place, in words. What
 * matters most comes first and stays when the panel is small; the counts of
 * the whole text keep the last row, so that they do not jump.
 */
#include "view_paint.h"

#include <stdlib.h>

#include "adref/base/mem.h"
#include "adref/doc/address.h"
#include "adref/doc/lint.h"
#include "adref/doc/notes.h"
#include "adref/doc/placeholder.h"
#include "adref/text/token.h"
#include "adref/text/words.h"

/* More notes and slips than these are not looked at. */
enum { NOTES_MAX = 12, SLIPS_MAX = 10, MISSPELT_MAX = 6 };

void
panel_add(struct panel *panel, struct buf *text, enum role role)
{
	panel->at = mem_grow(panel->at, &panel->cap, panel->n + 1,
		sizeof(*panel->at));
	panel->at[panel->n++] = (struct panel_line){ .text = buf_take(text),
		.role = role };
}

static void
add_selected_words(struct panel *panel, size_t from, size_t to)
{
	struct buf text = BUF_INIT;

	buf_add_text(&text, "selected: \"");
	notes_add_plain(&text, panel->paint->session->doc, str_part(
		panel->line, from, to > from ? to - from : 0));
	buf_add_char(&text, '"');
	panel_add(panel, &text, ROLE_PANEL);
}

static void
add_selected_typing(struct panel *panel, const struct typing *typing)
{
	if (!typing->marking || typing->mark == typing->cursor)
		return;
	if (typing->mark < typing->cursor)
		add_selected_words(panel, typing->mark, typing->cursor);
	else
		add_selected_words(panel, typing->cursor, typing->mark);
}

/* What is selected: without colour nothing else on the screen says it. */
static void
add_selection(struct panel *panel)
{
	const struct session *session = panel->paint->session;
	const struct selection *what = &session->selection;
	struct buf text = BUF_INIT;

	if (panel->typing) {
		add_selected_typing(panel, &session->typing);
		return;
	}
	if (!what->is)
		return;
	if (what->whole || !node_id_same(&what->node, &panel->node->id)) {
		buf_add_text(&text, node_id_same(&what->node, &what->to_node)
			? "selected: this paragraph"
			: "selected: several paragraphs, to here");
		panel_add(panel, &text, ROLE_PANEL);
		return;
	}
	add_selected_words(panel, what->from, what->to);
}

/* Of a paragraph of several rows the mark at its edge has no room. */
static void
add_marked(struct panel *panel)
{
	struct buf text = BUF_INIT;

	if (panel->typing || !session_is_marked(panel->paint->session,
		panel->node))
		return;
	buf_add_text(&text, "marked");
	panel_add(panel, &text, ROLE_PANEL);
}

enum { BEFORE = 20 };

/* The words that went and came, with a few before the first of them. */
static void
add_changed(struct buf *out, const struct paint *paint, struct str from,
	struct str to)
{
	struct buf words = BUF_INIT;
	size_t gone, come, at;

	words_add_marked(&words, from, to);
	gone = str_find(buf_str(&words), 0, str_of("{-"));
	come = str_find(buf_str(&words), 0, str_of("{+"));
	at = gone < come ? gone : come;
	if (at > 2 * BEFORE) {
		at = str_find(buf_str(&words), at - BEFORE, str_of(" "));
		buf_add_text(out, paint_ellipsis(paint));
		buf_add_str(out, str_from(buf_str(&words), at));
	} else {
		buf_add_str(out, buf_str(&words));
	}
	buf_release(&words);
}

/* What is new to the reader: what it was and has become. */
static void
add_new(struct panel *panel)
{
	const struct node *old;
	struct buf text = BUF_INIT;

	if (panel->typing || !session_is_new(panel->paint->session,
		panel->node, &old))
		return;
	buf_add_text(&text, "new to you");
	if (!old) {
		buf_add_text(&text, ": put in since");
	} else if (panel->paint->session->seen == SEEN_TEXT) {
		buf_add_text(&text, ": ");
		diff_add_what(&text, &(struct diff_entry){ old, panel->node,
			doc_diff_node(old, panel->node) });
		add_changed(&text, panel->paint, node_str(old),
			node_str(panel->node));
	}
	panel_add(panel, &text, ROLE_PANEL);
	panel->at[panel->n - 1].compares = old != NULL;
	buf_add_text(&text, "watched: ");
	if (session_add_watched(&text, panel->paint->session, panel->node))
		panel_add(panel, &text, ROLE_STRONG);
	buf_release(&text);
}

static void
add_slips(struct panel *panel)
{
	size_t n = panel->typing ? 0 : marks_slips(panel->node);

	for (size_t i = 0, turn = 0; turn < n && turn < SLIPS_MAX; i++) {
		struct buf text = BUF_INIT;

		if (panel->node->residue[i].mate)
			continue;
		if (!turn++)
			buf_add_format(&text, "%zu slip%s: ", n,
				n == 1 ? "" : "s");
		else
			buf_add_text(&text, "  ");
		slip_add_hint(&text, panel->node,
			panel->node->residue[i].index);
		panel_add(panel, &text, ROLE_SLIP);
		if (turn == 1) {
			panel->at[panel->n - 1].command = "slip-repair";
			panel->at[panel->n - 1].word = "Repair";
		}
	}
}

static void
add_status(struct panel *panel)
{
	const struct session *session = panel->paint->session;
	struct buf text = BUF_INIT;

	if (panel->node->status == STATUS_OPEN)
		return;
	if (session->agreed.len && node_id_same(&session->agreed_of,
		&panel->node->id))
		buf_add_str(&text, buf_str(&session->agreed));
	else
		buf_add_text(&text, marks_status(panel->node));
	panel_add(panel, &text, marks_status_role(panel->node));
}

/* How a heading stands to its agenda item. */
static void
add_same(struct panel *panel)
{
	const struct session *session = panel->paint->session;
	struct buf text = BUF_INIT;

	if (panel->typing || !session->same.len)
		return;
	buf_add_str(&text, buf_str(&session->same));
	panel_add(panel, &text, ROLE_PANEL);
}

/* `7 of 12 agreed, 5 of them ad ref` below this. */
static void
add_agreed_below(struct panel *panel)
{
	struct agreed_counts counts;
	struct buf text = BUF_INIT;

	if (!panel->node->first || !doc_count_agreed(&counts, panel->node,
		panel->paint->session->doc->n) || !counts.agreed)
		return;
	buf_add_format(&text, "%zu of %zu agreed%s", counts.agreed,
		counts.total, counts.ad_ref == counts.agreed ? " ad ref" : "");
	if (counts.ad_ref && counts.ad_ref < counts.agreed)
		buf_add_format(&text, ", %zu of them ad ref", counts.ad_ref);
	panel_add(panel, &text, ROLE_AGREED);
}

/* `facilitated by Belgium (25 June 10.00–12.00)` at a heading. */
static void
add_facilitator(struct panel *panel)
{
	const struct meeting *meeting = panel->node->kind == NODE_SECTION
		? meetings_facilitated(&panel->paint->session->meetings,
			panel->node) : NULL;
	struct buf text = BUF_INIT;

	if (!meeting)
		return;
	meeting_add_who(&text, meeting, true);
	buf_add_text(&text, " (");
	meeting_add_when(&text, meeting);
	buf_add_char(&text, ')');
	panel_add(panel, &text, ROLE_PANEL);
}

/* Where the text calls the footnote that is the place. */
static void
add_marks_of(struct panel *panel)
{
	struct doc *doc = panel->paint->session->doc;
	struct buf text = BUF_INIT;
	struct node *at;
	size_t off;

	if (panel->node->kind != NODE_NOTE)
		return;
	at = notes_find_mark(doc_first(doc), panel->node, 0, &off);
	if (!at) {
		buf_add_text(&text, "nothing in the text has its mark");
	} else {
		buf_add_format(&text, panel->node->marked > 1
			? "%u marks, the first in " : "marked in ",
			panel->node->marked);
		address_add(&text, at);
	}
	panel_add(panel, &text, at ? ROLE_MARK : ROLE_SLIP);
}

static void
add_note(struct panel *panel, struct str label)
{
	const struct node *note = doc_find_note(panel->paint->session->doc,
		label);
	struct buf text = BUF_INIT;

	if (!note)
		buf_add_text(&text, "there is no note for the mark ^");
	notes_add_mark(&text, panel->paint->session->doc, label);
	buf_add_text(&text, note ? "  " : "");
	if (note)
		words_add_plain(&text, node_str(note));
	panel_add(panel, &text, note ? ROLE_MARK : ROLE_SLIP);
}

static void
add_notes(struct panel *panel)
{
	struct tokens tokens = TOKENS_INIT;
	size_t n = 0;

	if (str_find(panel->line, 0, str_of("[^")) == panel->line.len)
		return;
	tokens_read(&tokens, panel->line);
	for (size_t i = 0; i < tokens.n && n < NOTES_MAX; i++)
		if (tokens.at[i].kind == TOKEN_MARK) {
			add_note(panel, token_label(panel->line,
				&tokens.at[i]));
			n++;
		}
	tokens_release(&tokens);
}

static void
add_count(struct buf *out, const struct paint *paint, size_t n,
	const char *words)
{
	if (!n)
		return;
	buf_add_text(out, out->len ? paint_dot(paint) : "");
	buf_add_format(out, "%zu %s", n, words);
}

/* Append ` (F9)`, the key of a command; nothing when none is bound. */
static void
add_key_of(struct buf *out, const struct paint *paint, const char *command)
{
	const struct binding *key = keymap_key_of(&paint->session->keymap,
		KEYS_OUTLINE, command);

	if (!key)
		return;
	buf_add_text(out, " (");
	key_add_name(out, key->key);
	buf_add_char(out, ')');
}

static void
add_text_counts(struct buf *out, const struct paint *paint)
{
	const struct doc *doc = paint->session->doc;
	const struct proposal_places *places = session_proposals(
		paint->session);
	size_t brackets = doc->pairs + doc->spans;
	size_t open = places ? places->open : 0;
	size_t left = placeholders_explained(doc);
	size_t others = paint->session->others.n;

	add_count(out, paint, brackets, brackets == 1
		? "bracket in the text" : "brackets in the text");
	add_count(out, paint, open, open == 1 ? "proposal open"
		: "proposals open");
	add_count(out, paint, doc->blanks + doc->placeholders - left,
		"to fill");
	add_count(out, paint, left, "left empty");
	add_count(out, paint, doc->slips, doc->slips == 1 ? "slip"
		: "slips");
	if (!out->len)
		buf_add_text(out, "no brackets in the text");
	add_count(out, paint, others, others == 1 ? "other here"
		: "others here");
	if (others)
		add_key_of(out, paint, "others");
	if (paint->session->packing.thread)
		buf_add_format(out, "%spacking %u %%", paint_dot(paint),
			paint->session->packing.percent);
}

static void
draw_counts(const struct paint *paint, size_t row)
{
	struct buf text = BUF_INIT;

	letter_add_counts(&text, paint);
	if (!text.len)
		add_text_counts(&text, paint);
	paint_cut(paint, paint_row(paint, row), buf_str(&text), ROLE_DIM);
	buf_release(&text);
}

/* Without colour or underlining nothing else on the screen says it. */
static void
add_misspelt(struct panel *panel)
{
	struct misspelt at[MISSPELT_MAX];
	struct buf text = BUF_INIT;
	size_t n = spelling_look(panel->paint->session, panel->line,
		panel->typing ? (long)panel->off : MISSPELT_NO_CURSOR, at,
		MISSPELT_MAX);

	for (size_t i = 0; i < n; i++) {
		buf_add_text(&text, i ? ", " : "in no dictionary: ");
		buf_add_str(&text, str_part(panel->line, at[i].off,
			at[i].len));
	}
	if (n)
		panel_add(panel, &text, ROLE_DIM);
}

static void
panel_fill(struct panel *panel)
{
	add_selection(panel);
	add_marked(panel);
	add_new(panel);
	letter_add_panel(panel);
	panel_add_bracket(panel);
	add_slips(panel);
	panel_add_proposals(panel);
	add_status(panel);
	add_agreed_below(panel);
	add_same(panel);
	add_facilitator(panel);
	add_marks_of(panel);
	add_notes(panel);
	add_misspelt(panel);
}

void
panel_release(struct panel *panel)
{
	for (size_t i = 0; i < panel->n; i++)
		free(panel->at[i].text);
	free(panel->at);
}

void
panel_read(struct panel *panel)
{
	const struct session *session = panel->paint->session;

	panel->node = session_place(session);
	panel->typing = paint_mode(panel->paint) == SESSION_TYPING;
	panel->off = panel->typing ? session->typing.cursor : session->off;
	if (!panel->node)
		return;
	panel->line = panel->typing ? buf_str(&session->typing.line)
		: node_str(panel->node);
	panel_fill(panel);
}

/* A line; its key, when it has one, stands at the right. */
static void
draw_line(const struct paint *paint, size_t row, const struct panel_line *line)
{
	const struct session *session = paint->session;
	const struct binding *binding = line->command && !session->read_only
		? keymap_key_of(&session->keymap, KEYS_OUTLINE, line->command)
		: NULL;
	struct span span = paint_row(paint, row);
	struct buf key = BUF_INIT;

	if (binding) {
		key_add_name(&key, binding->key);
		buf_add_format(&key, " %s", line->word);
		span.end = paint_right(paint, span, buf_str(&key),
			ROLE_KEY_TEXT) - 2;
	}
	if (line->compares)
		paint_cut_compared(paint, span, str_of(line->text));
	else
		paint_cut(paint, span, str_of(line->text), line->role);
	buf_release(&key);
}

void
panel_draw(const struct paint *paint, struct band band)
{
	struct panel panel = { .paint = paint };

	if (!band.rows || !paint->session->doc)
		return;
	panel_read(&panel);
	for (size_t i = 0; i < panel.n && i + (band.rows > 1) < band.rows; i++)
		draw_line(paint, band.row + i, &panel.at[i]);
	if (band.rows > 1 || !panel.n)
		draw_counts(paint, band.row + band.rows - 1);
	panel_release(&panel);
}
