/*
 * The key lines: a few commands that make sense now, each with the key that
 * the keymap gives it. No key is named here; a command that has none is left
 * out. They change with the mode, not at every move.
 */
#include "view_paint.h"

#include <string.h>

#include "adref/base/utf8.h"
#include "adref/session/command.h"
#include "adref/session/key.h"
#include "adref/session/keymap.h"

struct key_hint {
	const char *command;
	const char *word;	/* NULL: what the list or prompt says */
	bool edits;		/* left out where nothing may be written */
	bool last;		/* shown before all others, at the end */
};

/*
 * What the room asks for first: 80 columns show as many as come first and
 * fit, 200 all. Taking back stands early although an act says its key: a hand
 * that slipped looks here.
 */
static const struct key_hint outline_hints[] = {
	{ "bracket-add", "Bracket", true, false },
	{ "bracket-drop", "Lift", true, false },
	{ "alternative-add", "Other wording", true, false },
	{ "party-set", "Who speaks", false, false },
	{ "propose", "Propose", true, false },
	{ "proposals", "Proposals", false, false },
	{ "go", "Go", false, false },
	{ "text-edit", "Edit", true, false },
	{ "find", "Find", false, false },
	{ "bracket-next", "Next bracket", false, false },
	{ "new-after", "New", true, false },
	{ "footnote-add", "Footnote", true, false },
	{ "undo", "Undo", true, false },
	{ "view", "View", false, false },
	{ "brackets", "Brackets", false, false },
	{ "compare", "Compare", false, false },
	{ "mark", "Mark", true, false },
	{ "history", "History", false, false },
	{ "bracket-stance", "Who wants what", true, false },
	{ "alternatives", "Wordings", true, false },
	{ "node-move-to", "Move to", true, false },
	{ "node-drop", "Drop", true, false },
	{ "new-under", "New below", true, false },
	{ "status-set", "Status", true, false },
	{ "blank-next", "Next to fill", false, false },
	{ "slips", "Slips", false, false },
	{ "footnotes", "Footnotes", false, false },
	{ "renumber-look", "Renumber", true, false },
	{ "fold", "Fold", false, false },
	{ "documents", "Documents", false, false },
	{ "drafts", "Drafts", false, false },
	{ "tour", "Tour", false, false },
	{ "palette", "All", false, true },
	{ "help", "Help", false, true },
	{ NULL, NULL, false, false }
};
/* The same for who reads. */
static const struct key_hint reading_hints[] = {
	{ "unread-next", "Next new", false, false },
	{ "our-proposals", "Our proposals", false, false },
	{ "compare", "What changed", false, false },
	{ "proposals", "Proposals", false, false },
	{ "brackets", "Brackets", false, false },
	{ "history", "History", false, false },
	{ "go", "Go", false, false },
	{ "find", "Find", false, false },
	{ "bracket-next", "Next bracket", false, false },
	{ "view", "View", false, false },
	{ "read-all", "All read", false, false },
	{ "watches", "Watched", false, false },
	{ "party-set", "For whom", false, false },
	{ "footnotes", "Footnotes", false, false },
	{ "fold", "Fold", false, false },
	{ "documents", "Documents", false, false },
	{ "drafts", "Drafts", false, false },
	{ "palette", "All", false, true },
	{ "help", "Help", false, true },
	{ NULL, NULL, false, false }
};
/* While paragraphs are marked: what can be done to all of them. */
static const struct key_hint marked_hints[] = {
	{ "mark", "Mark", false, false },
	{ "node-move-to", "Move to", true, false },
	{ "node-up", "Up", true, false },
	{ "node-down", "Down", true, false },
	{ "node-demote", "Further in", true, false },
	{ "node-promote", "Further out", true, false },
	{ "node-duplicate", "Duplicate", true, false },
	{ "node-drop", "Drop", true, false },
	{ "undo", "Undo", true, false },
	{ "select-none", "Forget the marks", false, false },
	{ "palette", "All", false, true },
	{ "help", "Help", false, true },
	{ NULL, NULL, false, false }
};
/* In a letter received. */
static const struct key_hint letter_hints[] = {
	{ "letter-propose", "File what it asks", true, false },
	{ "letter-nothing", "Nothing asked", true, false },
	{ "letter-next", "Next unread", false, false },
	{ "find", "Find words", false, false },
	{ "select-sentence", "Sentence", false, false },
	{ "letter-place", "Go to the text", false, false },
	{ "undo", "Undo", true, false },
	{ "letters", "Letters", false, false },
	{ "letter-leave", "Back", false, true },
	{ "palette", "All", false, true },
	{ "help", "Help", false, true },
	{ NULL, NULL, false, false }
};
static const struct key_hint typing_hints[] = {
	{ "type-save", "Keep and leave", true, false },
	{ "type-leave", "Leave as it was", true, false },
	{ "type-split", "New paragraph", true, false },
	{ "type-mark", "Select", true, false },
	{ "type-cut", "Cut", true, false },
	{ "type-paste", "Put in", true, false },
	{ "type-undo", "Take back", true, false },
	{ "type-word-right", "Word", true, false },
	{ "type-rub-word", "Rub out word", true, false },
	{ "help", "Help", false, true },
	{ NULL, NULL, false, false }
};
static const struct key_hint prompt_hints[] = {
	{ "prompt-enter", NULL, false, false },
	{ "prompt-next", NULL, false, false },
	{ "prompt-down", NULL, false, false },
	{ "prompt-clear", "Clear", false, false },
	{ "prompt-leave", NULL, false, true },
	{ "prompt-drop", NULL, false, true },
	{ NULL, NULL, false, false }
};
static const struct key_hint choice_hints[] = {
	{ "prompt-leave", "Never mind", false, true },
	{ NULL, NULL, false, false }
};
static const struct key_hint list_hints[] = {
	{ "list-enter", NULL, false, false },
	{ "list-filter", "Only with words", false, false },
	{ "list-page-down", "Page down", false, false },
	{ "list-last", "Last", false, false },
	{ "list-leave", "Back", false, true },
	{ NULL, NULL, false, false }
};
/* Of changes and drafts: two are compared. */
static const struct key_hint points_hints[] = {
	{ "list-enter", NULL, false, false },
	{ "list-filter", "Only", false, false },
	{ "compare", "Compare with now", false, false },
	{ "list-mark", "Mark", false, false },
	{ "list-last", "Last", false, false },
	{ "list-leave", "Back", false, true },
	{ NULL, NULL, false, false }
};
static const struct key_hint left_hints[] = {
	{ "list-enter", NULL, false, false },
	{ "list-drop", "Throw away", true, false },
	{ "list-leave", "Later", false, true },
	{ NULL, NULL, false, false }
};
static const struct key_hint spelling_hints[] = {
	{ "list-enter", NULL, false, false },
	{ "word-learn", "Take as known", false, false },
	{ "list-filter", "Only with words", false, false },
	{ "list-leave", "Back", false, true },
	{ NULL, NULL, false, false }
};

static const struct key_hint meetings_hints[] = {
	{ "list-enter", NULL, false, false },
	{ "list-filter", "Only with words", false, false },
	{ "list-drop", "Off the list", true, false },
	{ "list-leave", "Back", false, true },
	{ NULL, NULL, false, false }
};

static const struct key_hint first_hints[] = {
	{ "list-enter", NULL, false, false },
	{ "compare", "What changed", false, false },
	{ "proposals", "Proposals", false, false },
	{ "brackets", "Brackets", false, false },
	{ "history", "History", false, false },
	{ "unread-next", "Next new", false, false },
	{ "list-leave", "To the text", false, false },
	{ "list-filter", "Only with words", false, false },
	{ "list-quit", "Quit", false, true },
	{ NULL, NULL, false, false }
};
static const struct key_hint ours_hints[] = {
	{ "list-enter", NULL, false, false },
	{ "compare", "What changed", false, false },
	{ "proposals", "Proposals", false, false },
	{ "brackets", "Brackets", false, false },
	{ "history", "History", false, false },
	{ "unread-next", "Next new", false, false },
	{ "list-filter", "Only with words", false, false },
	{ "list-leave", "To the text", false, true },
	{ NULL, NULL, false, false }
};
static const struct key_hint watches_hints[] = {
	{ "list-enter", NULL, false, false },
	{ "list-drop", "Watch no more", false, false },
	{ "list-leave", "Back", false, true },
	{ NULL, NULL, false, false }
};
static const struct key_hint convergence_hints[] = {
	{ "list-enter", NULL, false, false },
	{ "ledger", "Every bracket, lifted ones too", false, false },
	{ "list-filter", "Only with words", false, false },
	{ "list-leave", "Back", false, true },
	{ NULL, NULL, false, false }
};
static const struct key_hint wordings_hints[] = {
	{ "list-enter", NULL, true, false },
	{ "list-drop", "Drop it", true, false },
	{ "list-raise", "Up", true, false },
	{ "list-lower", "Down", true, false },
	{ "list-leave", "Back", false, true },
	{ NULL, NULL, false, false }
};

static const struct key_hint life_hints[] = {
	{ "list-enter", NULL, false, false },
	{ "list-put-back", "Put it back", true, false },
	{ "list-filter", "Only with words", false, false },
	{ "list-leave", "Back", false, true },
	{ NULL, NULL, false, false }
};

static const struct key_hint compare_hints[] = {
	{ "list-enter", NULL, false, false },
	{ "list-filter", "Only", false, false },
	{ "compare-apart", "Side by side", false, false },
	{ "compare-points", "Points", false, false },
	{ "compare-kind 5", "Numbers", false, false },
	{ "list-leave", "Back", false, true },
	{ NULL, NULL, false, false }
};

static const struct key_hint proposals_hints[] = {
	{ "list-enter", NULL, false, false },
	{ "list-mark", "Mark", true, false },
	{ "proposal-support", "For", true, false },
	{ "proposal-oppose", "Against", true, false },
	{ "proposal-place", "Place", true, false },
	{ "proposal-merge", "Merge", true, false },
	{ "proposal-decline", "Not taken up", true, false },
	{ "proposal-show", "In full", false, false },
	{ "undo", "Undo", true, false },
	{ "proposal-withdraw", "Withdrawn", true, false },
	{ "proposal-note", "Note", true, false },
	{ "proposal-reword", "Reword", true, false },
	{ "proposal-reopen", "Open again", true, false },
	{ "list-filter", "Only", false, true },
	{ "list-leave", "Back", false, true },
	{ NULL, NULL, false, false }
};

static const struct {
	const struct key_hint *hints;
	enum key_mode mode;
} modes[] = {
	[SESSION_OUTLINE] = { outline_hints, KEYS_OUTLINE },
	[SESSION_TYPING] = { typing_hints, KEYS_TYPING },
	[SESSION_PROMPT] = { prompt_hints, KEYS_PROMPT },
	[SESSION_LIST] = { list_hints, KEYS_LIST },
};

/* What a key does in the question that is asked; "" when nothing. Where leaving
 * keeps what was written, another key does not. */
static struct str
prompt_word(const struct prompt *prompt, const char *command)
{
	bool keeps = prompt_keeps(prompt);

	if (strcmp(command, "prompt-leave") == 0)
		return str_of(keeps ? "Keep it" : "Never mind");
	if (strcmp(command, "prompt-drop") == 0)
		return str_of(keeps ? "Never mind" : "");
	if (strcmp(command, "prompt-next") == 0)
		return str_of(prompt->turns ? prompt->turns : "");
	if (strcmp(command, "prompt-down") == 0)
		return str_of(prompt->other ? prompt->other : "");
	return prompt->takes.len ? buf_str(&prompt->takes)
		: str_of("Take it");
}

static struct str
hint_word(const struct session *session, const struct key_hint *hint)
{
	static const char *const rows[] = {
		[LIST_HISTORY] = "Show", [LIST_CHANGE] = "Go there",
		[LIST_DRAFTS] = "Show", [LIST_HELP] = "",
		[LIST_PALETTE] = "Do it", [LIST_DOCUMENTS] = "Open",
		[LIST_LETTERS] = "Read it",
		[LIST_SLIPS] = "Go there", [LIST_LEFT] = "Take up again",
		[LIST_WORDINGS] = "Take this one",
		[LIST_HITS] = "Go there", [LIST_UNDO] = "Show what goes",
		[LIST_TAKE_BACK] = "Take back",
		[LIST_SPELLING] = "Go there",
		[LIST_REPAIRS] = "Do it",
		[LIST_BRACKETS] = "Go there", [LIST_RENUMBER] = "Renumber",
		[LIST_NOTES] = "Go to the mark",
		[LIST_ALIKE] = "Go there",
		[LIST_OURS] = "Go there", [LIST_AUDIT] = "Go there",
		[LIST_CONVERGENCE] = "Go there", [LIST_LEDGER] = "Go there",
		[LIST_WATCHES] = "Its places",
		[LIST_MEETINGS] = "We are in it", [LIST_BUREAU] = "",
		[LIST_LIFE] = "Show the change", [LIST_BLAME] = "Go there",
		[LIST_COMPARE] = "Show the change",
		[LIST_PROPOSALS] = "Go there", [LIST_PROPOSAL] = "Go there",
		[LIST_OTHERS] = "Go there",
	};

	if (strcmp(hint->command, "list-leave") == 0 && session_works(session))
		return str_of("Stop");
	if (hint->word)
		return str_of(hint->word);
	if (session->mode == SESSION_PROMPT)
		return prompt_word(&session->prompt, hint->command);
	return str_of(session->list ? rows[session->list->kind] : "");
}

static const struct key_hint *
hints_now(const struct session *session)
{
	if (session->mode == SESSION_OUTLINE && session->beside.letter)
		return letter_hints;
	if (session->mode == SESSION_OUTLINE && session->marked.n)
		return marked_hints;
	if (session->mode == SESSION_OUTLINE && session->read_only)
		return reading_hints;
	if (session->mode == SESSION_PROMPT &&
	    session->prompt.kind == PROMPT_CHOICE)
		return choice_hints;
	if (session->mode == SESSION_LIST && session->list &&
	    session->list->kind == LIST_LEFT)
		return left_hints;
	if (session->mode == SESSION_LIST && session->list &&
	    session->list->kind == LIST_WORDINGS)
		return wordings_hints;
	if (session->mode == SESSION_LIST && session->list &&
	    session->list->kind == LIST_SPELLING)
		return spelling_hints;
	if (session->mode == SESSION_LIST && session->list &&
	    session->list->kind == LIST_OURS)
		return list_is_first(session) ? first_hints : ours_hints;
	if (session->mode == SESSION_LIST && session->list &&
	    session->list->kind == LIST_WATCHES)
		return watches_hints;
	if (session->mode == SESSION_LIST && session->list &&
	    session->list->kind == LIST_CONVERGENCE)
		return convergence_hints;
	if (session->mode == SESSION_LIST && session->list &&
	    (session->list->kind == LIST_MEETINGS ||
	     session->list->kind == LIST_BUREAU))
		return meetings_hints;
	if (session->mode == SESSION_LIST && session->list &&
	    (session->list->kind == LIST_HISTORY ||
	     session->list->kind == LIST_DRAFTS))
		return points_hints;
	if (session->mode == SESSION_LIST && session->list &&
	    session->list->kind == LIST_LIFE)
		return life_hints;
	if (session->mode == SESSION_LIST && session->list &&
	    session->list->kind == LIST_COMPARE)
		return compare_hints;
	if (session->mode == SESSION_LIST && session->list &&
	    session->list->listed)
		return proposals_hints;
	return modes[session->mode].hints;
}

/* The keys of a letter, and those of the outline that hold there too. */
static const struct binding *
find_key(const struct session *session, const char *command)
{
	const struct binding *binding = session->beside.letter &&
		session->mode == SESSION_OUTLINE ? keymap_key_of(
		&session->keymap, KEYS_LETTER, command) : NULL;

	return binding ? binding : keymap_key_of(&session->keymap,
		session->mode == SESSION_LIST ? session_list_keys(session)
		: modes[session->mode].mode, command);
}

/* The command may have arguments behind its name. */
static bool
is_closed(const struct session *session, const char *line)
{
	struct str rest = str_of(line), name = rest;
	const struct command *command;

	str_word(&rest, &name);
	command = command_find(name);
	return command && command_closed(session, command);
}

/* Append the key's name; false when the command has no key or no use now. */
static bool
add_key(struct buf *out, const struct session *session,
	const struct key_hint *hint)
{
	const struct binding *binding;

	buf_clear(out);
	if (is_closed(session, hint->command) || (hint->edits &&
	    (session->read_only || session->seen != SEEN_TEXT || session_is_then(session))) ||
	    !hint_word(session, hint).len)
		return false;
	binding = find_key(session, hint->command);
	if (binding)
		key_add_name(out, binding->key);
	return binding != NULL;
}

static size_t
hint_columns(const struct session *session, const struct buf *key,
	const struct key_hint *hint)
{
	return paint_columns(buf_str(key)) + 1 +
		utf8_columns(hint_word(session, hint));
}

/* Columns of those that come last, with the blanks before them. */
static size_t
last_columns(const struct session *session, const struct key_hint *hints)
{
	struct buf key = BUF_INIT;
	size_t columns = 0;

	for (; hints->command; hints++)
		if (hints->last && add_key(&key, session, hints))
			columns += hint_columns(session, &key, hints) + 2;
	buf_release(&key);
	return columns;
}

static size_t
draw_hint(const struct paint *paint, struct span span, const struct buf *key,
	const struct key_hint *hint)
{
	span.col = paint_put(paint, span, buf_str(key), ROLE_KEY);
	span.col = paint_put(paint, span, str_of(" "), ROLE_KEY_TEXT);
	return paint_put(paint, span, hint_word(paint->session, hint),
		ROLE_KEY_TEXT) + 2;
}

/* Draw the hints that are last or not, as long as there is room. */
static void
draw_hints(const struct paint *paint, struct band band, struct span *span,
	bool last)
{
	const struct session *session = paint->session;
	const struct key_hint *hint = hints_now(session);
	size_t kept = last ? 0 : last_columns(session, hint);
	size_t end = band.row + band.rows - 1;
	size_t first = paint_row(paint, band.row).col;
	struct buf key = BUF_INIT;

	for (; hint->command; hint++) {
		size_t room, wish;

		if (hint->last != last || !add_key(&key, session, hint))
			continue;
		wish = hint_columns(session, &key, hint);
		room = span->row == end && span->end > kept
			? span->end - kept : span->end;
		if (span->col + wish > room && span->row < end &&
		    span->col > first) {
			span->row++;
			span->col = first;
			room = span->row == end && span->end > kept
				? span->end - kept : span->end;
		}
		if (span->col + wish <= room)
			span->col = draw_hint(paint, *span, &key, hint);
	}
	buf_release(&key);
}

/* The words that a question has found, those that Enter takes marked. */
static void
draw_near(const struct paint *paint, size_t row)
{
	const struct prompt *prompt = &paint->session->prompt;
	struct str near = buf_str(&prompt->near);
	struct span span = paint_row(paint, row);
	size_t found = prompt->near_to - prompt->near_from;

	span.col += 2;
	span.col = paint_put(paint, span, str_part(near, 0,
		prompt->near_from), ROLE_DIM);
	span.col = paint_cut(paint, span, str_part(near, prompt->near_from,
		found), ROLE_STRONG);
	paint_cut(paint, span, str_from(near, prompt->near_to), ROLE_DIM);
}

/*
 * Above the keys of a question: what is wrong with the key or the answer, for
 * which there is no other row; else what was found. True when there is any.
 */
static bool
draw_above(const struct paint *paint, struct band band)
{
	const struct session *session = paint->session;
	bool said = session->message_kind != MESSAGE_NONE &&
		session->message.len;

	if (session->mode != SESSION_PROMPT || room_hides(paint))
		return false;
	if (said)
		paint_cut(paint, paint_row(paint, band.row),
			buf_str(&session->message), message_role(session));
	else if (band.rows > 1 && session->prompt.near.len)
		draw_near(paint, band.row);
	else
		return false;
	return true;
}

void
keys_draw(const struct paint *paint, struct band band)
{
	struct span span;

	if (!band.rows || (paint->session->mode == SESSION_PROMPT &&
	    room_hides(paint)))
		return;
	if (draw_above(paint, band)) {
		band.row++;
		band.rows--;
	}
	if (!band.rows)
		return;
	span = paint_row(paint, band.row);
	draw_hints(paint, band, &span, false);
	draw_hints(paint, band, &span, true);
}
