/*
 * Asking for what a command lacks: a label, what was typed, a hint that
 * follows each key, and the line that waits.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "adref/doc/address.h"
#include "adref/doc/party.h"
#include "filter_words.h"

enum { PLACES_MAX = 500 };	/* more are not counted while one types */

/* What is asked when a command comes from a key without arguments. */
static const struct asking {
	const char *command;
	enum prompt_kind kind;
	const char *label;
} askings[] = {
	{ "go", PROMPT_PLACE, "go to" },
	{ "find", PROMPT_WORDS, "find" },
	{ "replace", PROMPT_WORDS, "replace" },
	{ "count", PROMPT_WORDS, "count" },
	{ "party-set", PROMPT_PARTY, "who speaks?" },
	{ "party-add", PROMPT_TEXT, "new party: its code, then its name" },
	{ "party-drop", PROMPT_PARTY, "take out which party of ours?" },
	{ "view-wanted", PROMPT_PARTY, "as who wants it?" },
	{ "view-without", PROMPT_PARTY, "without whose brackets?" },
	{ "bracket-add", PROMPT_WORDS, "bracket which words?" },
	{ "node-move-to", PROMPT_PLACE, "move to" },
	{ "footnote-add", PROMPT_TEXT, "footnote, or ^8 for note 8 again:" },
	{ "footnote-share", PROMPT_TEXT, "another mark of which note?" },
	{ "footnote-start", PROMPT_TEXT, "number the footnotes from" },
	{ "reopen", PROMPT_PARTY, "reopen at whose request?" },
	{ "placeholder-reason", PROMPT_TEXT, "why is it left empty?" },
	{ "draft", PROMPT_TEXT, "tag the text as draft number" },
	{ "meeting-add", PROMPT_TEXT, "day and time of the meeting:" },
	{ "meeting-drop", PROMPT_TEXT, "take which meeting off the list?" },
	{ "zone-set", PROMPT_TEXT, "time zone of the meetings:" },
	{ "watch", PROMPT_TEXT, "watch which pattern?" },
	{ "bureau-add", PROMPT_PARTY, "whom has its group nominated?" },
	{ "bureau-drop", PROMPT_PARTY, "who leaves the Bureau?" },
};

static bool
has_selection(const struct session *session, const char *command)
{
	return strcmp(command, "bracket-add") == 0 &&
		(session->selection.is || session->marked.n);
}

bool
prompt_for(struct session *session, const char *command)
{
	if (strcmp(command, "undo") == 0)
		return undo_ask(session);
	if (strcmp(command, "status-set") == 0)
		return status_ask(session);
	if (strcmp(command, "view") == 0)
		return ask_view(session);
	if (strcmp(command, "renumber-look") == 0)
		return ask_renumber(session);
	if (strcmp(command, "meeting-set") == 0)
		return meeting_asks(session);
	if (letter_asks(session, command) || syncing_asks(session, command) ||
	    structure_asks(session, command, NULL) ||
	    bracket_asks(session, command) || proposal_asks(session, command))
		return true;
	for (size_t i = 0; i < sizeof(askings) / sizeof(askings[0]); i++)
		if (strcmp(askings[i].command, command) == 0 &&
		    !has_selection(session, command)) {
			prompt_open(session, askings[i].kind,
				askings[i].label, command);
			return true;
		}
	return false;
}

void
prompt_open(struct session *session, enum prompt_kind kind,
	const char *label, const char *command)
{
	struct prompt *prompt = &session->prompt;

	prompt_close(session);
	prompt->kind = kind;
	prompt->label = mem_text(label);
	prompt->command = mem_text(command);
	session->mode_under = session->mode;
	session->mode = SESSION_PROMPT;
	prompt_hint(session);
}

void
prompt_close(struct session *session)
{
	struct prompt *prompt = &session->prompt;

	if (session->mode == SESSION_PROMPT)
		session->mode = session->mode_under;
	free(prompt->label);
	free(prompt->command);
	free(prompt->then);
	free(prompt->suggestion);
	free(prompt->about);
	prompt->about = NULL;
	prompt->label = prompt->command = prompt->suggestion = NULL;
	prompt->then = NULL;
	choices_release(prompt);
	prompt_drop_offers(prompt);
	prompt->compares = prompt->fresh = prompt->may_be_empty = false;
	prompt->edits = false;
	prompt->behind = 0;
	buf_clear(&prompt->text);
	buf_clear(&prompt->hint);
	buf_clear(&prompt->takes);
	buf_clear(&prompt->near);
	prompt->turns = prompt->other = NULL;
	prompt->turn = 0;
	buf_clear(&prompt->stem);
	prompt->options = (struct search_options){ .flags = 0 };
	prompt->choosing = false;
}

static struct node *
place_named(const struct session *session)
{
	struct doc *doc = prompt_doc(session);

	return address_near(doc, buf_str(&session->prompt.text),
		doc == session->doc ? session_place(session) : NULL);
}

/* Tab turns between after, before and under the place named. */
static bool
is_move(const struct session *session)
{
	return strcmp(session->prompt.command, "node-move-to") == 0;
}

static bool
is_merge(const struct session *session)
{
	return str_starts(str_of(session->prompt.command), "proposal-merge ");
}

/* Which side of a place: what is merged goes into it, or beside it. NULL: the
 * command has no sides. */
static const char *
side_of(const struct session *session, const struct node *node, size_t turn)
{
	static const char *const sides[] = {
		"into", "after", "before", "under"
	};

	if (is_move(session))
		return structure_move_word(session, node, turn);
	return is_merge(session) ? sides[turn % 4] : NULL;
}

static void
hint_place(struct session *session)
{
	struct prompt *prompt = &session->prompt;
	struct node *node;
	const char *side;

	if (letter_is_asked(prompt)) {
		letter_hint_place(session);
		return;
	}
	if (!prompt->text.len) {
		buf_add_text(&prompt->hint, is_merge(session)
			? "nothing: where the first stands"
			: "14bis, a1.3, pp9");
		return;
	}
	node = place_named(session);
	if (!node) {
		buf_add_text(&prompt->hint, "no place is called so");
		return;
	}
	address_add(&prompt->hint, node);
	prompt_near(session, &(struct hit){ node, 0, 0 });
	side = side_of(session, node, prompt->turn);
	if (side) {
		buf_add_format(&prompt->takes, "%s %s ", is_move(session)
			? "Move it" : "Merge them", side);
		address_add(&prompt->takes, node);
		prompt->turns = side_of(session, node, prompt->turn + 1);
		return;
	}
	buf_add_text(&prompt->takes, "Go there");
}

/* How the one who speaks stands to brackets to come; Tab turns them. */
static const struct manner {
	const char *sign, *says;
} manners[] = {
	{ "", "asks for the brackets" }, { "-", "wants them out" },
	{ "+", "wants them kept" }, { "?", "reserves" },
};

enum { MANNERS = sizeof(manners) / sizeof(manners[0]) };

static const struct manner *
manner_of(const struct session *session)
{
	return &manners[session->prompt.turn % MANNERS];
}

static const struct manner *
manner_after(const struct session *session)
{
	return &manners[(session->prompt.turn + 1) % MANNERS];
}

static bool
has_manner(const struct session *session)
{
	return *session->party &&
		strcmp(session->prompt.command, "bracket-add") == 0;
}

/* What Enter would do with the words found, what Tab would make of it. */
static void
say_manner(struct session *session)
{
	struct prompt *prompt = &session->prompt;
	const char *room = party_room_name(session->party);
	const struct manner *manner = manner_of(session);

	buf_add_text(&prompt->takes, "Bracket");
	if (!has_manner(session))
		return;
	prompt->turns = manner_after(session)->says;
	if (!*manner->sign) {
		deed_add_request(&prompt->takes, session->party);
		return;
	}
	buf_add_format(&prompt->takes, ", %s %s", room, manner->says);
	buf_add_format(&prompt->hint, "%s%s", prompt->hint.len ? "; " : "",
		manner->says);
}

/* What Enter does with words that are looked for; what no words are: NULL:
 * those that were looked for last. */
static const struct looking {
	const char *command, *takes, *none;
} lookings[] = {
	{ "find", "Select it", "first..last" },
	{ "replace", "With what?", NULL },
	{ "count", "Count them", NULL },
	{ NULL, NULL, "nothing: the whole paragraph" },
};

static const struct looking *
looking_of(const struct prompt *prompt)
{
	const struct looking *at = lookings;

	while (at->command && strcmp(at->command, prompt->command) != 0)
		at++;
	return at;
}

/* How many places there are, and the first one from here. */
static void
hint_places(struct session *session, struct seek *seek)
{
	struct prompt *prompt = &session->prompt;
	struct find_counts counts = { 0 };
	struct err why = ERR_INIT;
	struct hit hit;

	seek->range.max = PLACES_MAX;
	if (find_count(seek->find, &seek->range, &counts, &why) < 0) {
		buf_add_text(&prompt->hint, why.text);
		return;
	}
	buf_add_format(&prompt->hint, "%zu%s place%s", counts.hits,
		counts.more ? "+" : "", counts.hits == 1 ? "" : "s");
	if (counts.hits && seek_place(seek, session, true, &hit, &why) > 0) {
		buf_add_text(&prompt->hint, ", ");
		address_add(&prompt->hint, hit.node);
		prompt_near(session, &hit);
	}
	search_add_options(&prompt->hint, &prompt->options);
}

static void
hint_none(struct session *session, const struct looking *looking)
{
	struct buf *hint = &session->prompt.hint;

	if (!looking->none && session->search.words.len) {
		buf_add_text(hint, "nothing: ");
		deed_add_sought(hint, buf_str(&session->search.words));
		buf_add_text(hint, " again");
	} else {
		buf_add_text(hint, looking->none ? looking->none
			: "first..last");
	}
}

static void
hint_words(struct session *session)
{
	struct prompt *prompt = &session->prompt;
	const struct looking *looking = looking_of(prompt);
	struct str words = buf_str(&prompt->text);
	struct err why = ERR_INIT;
	struct seek seek;

	if (search_has_options(prompt))
		prompt->turns = prompt->choosing ? "Back" : "How";
	if (looking->command)
		buf_add_text(&prompt->takes, words.len ||
			!looking->none || !session->search.words.len ? looking->takes
			: "The next one of before");
	if (prompt->choosing) {
		search_hint_options(session);
		return;
	}
	if (!words.len) {
		hint_none(session, looking);
		search_add_options(&prompt->hint, &prompt->options);
		return;
	}
	if (seek_begin(&seek, session, words, &prompt->options, &why) == 0)
		hint_places(session, &seek);
	else
		buf_add_text(&prompt->hint, why.text);
	seek_end(&seek);
}

/* What is to come for words that are replaced. */
static void
hint_with(struct prompt *prompt)
{
	buf_add_text(&prompt->takes, "Show each place");
	if (!prompt->text.len)
		buf_add_text(&prompt->hint, "nothing: the words go");
}

void
prompt_hint(struct session *session)
{
	struct prompt *prompt = &session->prompt;

	buf_clear(&prompt->hint);
	buf_clear(&prompt->takes);
	buf_clear(&prompt->near);
	prompt->turns = prompt->other = NULL;
	switch (prompt->kind) {
	case PROMPT_PARTY:
		party_hint(session);
		break;
	case PROMPT_PLACE:
		hint_place(session);
		break;
	case PROMPT_WORDS:
		hint_words(session);
		if (strcmp(prompt->command, "bracket-add") == 0)
			say_manner(session);
		break;
	case PROMPT_CHOICE:
		choice_hint(session);
		break;
	case PROMPT_FILTER:
		if (filter_is_asked(session)) {
			filter_hint(session);
			break;
		}
		if (session->list && session->list->listed)
			buf_add_text(&prompt->hint, "party: section: fate: "
				"meeting: words:");
		buf_add_text(&prompt->takes, session->list &&
			session->list->kind == LIST_PALETTE ? "Do it"
			: "Only these lines");
		break;
	case PROMPT_TEXT:
		if (strcmp(prompt->command, "compare-points") == 0)
			points_hint(session);
		if (str_starts(str_of(prompt->command), "replace "))
			hint_with(prompt);
		break;
	case PROMPT_WORDING:
		wording_hint(session);
		break;
	}
}

int
run_prompt_next(struct session *session, const struct arguments *args,
	struct err *err)
{
	(void)args;
	(void)err;
	if (search_has_options(&session->prompt))
		session->prompt.choosing = !session->prompt.choosing;
	else if (session->prompt.kind == PROMPT_PARTY)
		party_next(session);
	else if (filter_is_asked(session))
		filter_complete(session);
	else if (session->prompt.kind == PROMPT_WORDING)
		wording_next(session);
	else
		session->prompt.turn++;
	prompt_changed(session);
	return 0;
}

int
run_prompt_drop(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct list *list = session->list;
	bool palette = session->prompt.kind == PROMPT_FILTER && list &&
		list->kind == LIST_PALETTE;

	(void)args;
	(void)err;
	if (session->prompt.kind == PROMPT_FILTER && list)
		list_filter(session, str_of(session->prompt.about
			? session->prompt.about : ""));
	prompt_close(session);
	replace_leave(session);
	if (palette)
		list_close(session);
	return 0;
}

/* As in a paragraph, what was written of a wording is kept. */
int
run_prompt_leave(struct session *session, const struct arguments *args,
	struct err *err)
{
	return prompt_keeps(&session->prompt)
		? run_prompt_enter(session, args, err)
		: run_prompt_drop(session, args, err);
}

/* The waiting line with what was typed as a quoted last argument. */
static void
add_answer(struct buf *line, const struct prompt *prompt)
{
	bool suggested = prompt->suggestion && (prompt->kind == PROMPT_PARTY ||
		(prompt->kind == PROMPT_PLACE && !prompt->text.len));
	const char *text = suggested ? prompt->suggestion
		: buf_text(&prompt->text);

	buf_add_text(line, prompt->command);
	argument_add(line, text);
}

/* ` after`, where that is said of a place; `into` is not. */
static void
add_side(struct buf *line, const struct session *session)
{
	const struct node *node = session->prompt.kind == PROMPT_PLACE
		? place_named(session) : NULL;
	const char *side = node ? side_of(session, node,
		session->prompt.turn) : NULL;

	if (side && strcmp(side, "into") != 0)
		buf_add_format(line, " %s", side);
}

int
run_prompt_enter(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct prompt *prompt = &session->prompt;
	struct buf line = BUF_INIT;
	bool filter = prompt->kind == PROMPT_FILTER;
	char *then;
	int rc = 0;

	(void)args;
	if (prompt->kind == PROMPT_CHOICE) {
		choice_answer(session, str_of("no"));
		return 0;
	}
	if (prompt_lacks(session))
		return 0;
	add_answer(&line, prompt);
	if (search_has_options(prompt))
		search_add_arguments(&line, &prompt->options);
	if (has_manner(session) && manner_of(session)->sign[0])
		buf_add_format(&line, " %s%s", manner_of(session)->sign,
			session->party);
	add_side(&line, session);
	then = prompt->then;
	prompt->then = NULL;
	prompt_close(session);
	if (filter && session->list && session->list->kind == LIST_PALETTE)
		rc = list_run_row(session, err);
	else if (!filter)
		rc = command_run(session, buf_str(&line), err);
	else
		past_go_on(session);
	if (rc == 0 && then)
		rc = command_run(session, str_of(then), err);
	free(then);
	buf_release(&line);
	return rc;
}
