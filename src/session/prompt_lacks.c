/*
 * What an answer lacks when Enter is pressed. Where it would only be refused
 * the question stays open with what was typed: the keys that follow are typed
 * too, and not acts for another party or at another place than was meant.
 */
#include <string.h>

#include "adref/doc/address.h"
#include "filter_words.h"

#define PLACE "say the place as it is spoken: 14bis, a1.3, pp9"
#define WORDS "type the words; first..last goes from one to the other"
#define PARTY "name the party: its code, or as the room calls it"

/* Questions to which nothing is no answer. */
static const struct {
	const char *command, *says;
} needs[] = {
	{ "go", PLACE }, { "node-move-to", PLACE },
	{ "find", WORDS }, { "replace", WORDS }, { "count", WORDS },
	{ "party-drop", PARTY }, { "view-wanted", PARTY },
	{ "view-without", PARTY },
	{ "party-add", "type its code, a blank, and its name" },
	{ "footnote-add", "type what the note is to say" },
	{ "footnote-share", "type the number of the note" },
	{ "footnote-start", "type the number of the first" },
	{ "draft", "type its number: 2" },
};

/* What was looked for before is looked for again. */
static bool
has_words(const struct session *session)
{
	return session->prompt.text.len || (session->prompt.kind ==
		PROMPT_WORDS && session->search.words.len);
}

static const char *
need_of(const struct session *session)
{
	const char *command = session->prompt.command;

	if (letter_is_asked(&session->prompt))
		return session->prompt.text.len || session->prompt.suggestion
			? NULL : PLACE;
	if (str_starts(str_of(command), "letter-propose "))
		return session->prompt.text.len ? NULL : "type the wording";
	if (str_starts(str_of(command), "footnote-provenance "))
		return session->prompt.text.len ? NULL
			: "type what the note is to say";
	if (str_starts(str_of(command), "act-for ") &&
	    !session->prompt.text.len)
		return PARTY;
	for (size_t i = 0; i < sizeof(needs) / sizeof(needs[0]); i++)
		if (strcmp(needs[i].command, command) == 0)
			return has_words(session) ? NULL : needs[i].says;
	return NULL;
}

static int
check_party(const struct session *session, struct err *err)
{
	const struct prompt *prompt = &session->prompt;
	struct voice voice;

	if (!prompt->text.len || prompt->suggestion)
		return 0;
	return voice_read(&voice, buf_str(&prompt->text), err);
}

static int
check_place(const struct session *session, struct err *err)
{
	struct str spoken = buf_str(&session->prompt.text);
	struct doc *doc = prompt_doc(session);

	if ((!spoken.len && session->prompt.suggestion) || address_near(doc,
		spoken, doc == session->doc ? session_place(session) : NULL))
		return 0;
	return err_set(err, ERR_REFUSED, "there is no place called %.80s",
		spoken.at);
}

/* Whether the words are nowhere, or the pattern is none. Nothing to count is an
 * answer, and words that only notes have are told of by the command. */
static int
check_words(struct session *session, struct err *err)
{
	struct prompt *prompt = &session->prompt;
	struct str words = buf_str(&prompt->text);
	struct find_counts counts = { 0 };
	struct seek seek;
	int rc;

	if (!words.len)
		return 0;
	rc = seek_begin(&seek, session, words, &prompt->options, err);
	if (rc < 0)
		err_set(err, ERR_REFUSED, "mend the pattern first");
	seek.range.notes = true;
	seek.range.max = 1;
	if (rc == 0)
		rc = find_count(seek.find, &seek.range, &counts, err);
	seek_end(&seek);
	if (rc < 0 || counts.hits || strcmp(prompt->command, "count") == 0)
		return rc;
	return err_set(err, ERR_REFUSED, "\"%.200s\" is nowhere in %s",
		buf_text(&prompt->text), prompt->options.section
		? "this section" : "this text");
}

static int
check(struct session *session, struct err *err)
{
	if (filter_is_asked(session))
		return filter_check(session, err);
	switch (session->prompt.kind) {
	case PROMPT_PLACE:
		return check_place(session, err);
	case PROMPT_PARTY:
		return check_party(session, err);
	case PROMPT_WORDS:
		return check_words(session, err);
	default:
		return 0;
	}
}

static bool
finds_no_command(const struct session *session)
{
	const struct list *list = session->list;

	return session->prompt.kind == PROMPT_FILTER && list &&
		list->kind == LIST_PALETTE && !list_shows(list, list->cursor);
}

bool
prompt_lacks(struct session *session)
{
	struct err err = ERR_INIT;
	const char *need = need_of(session);

	if (finds_no_command(session))
		need = "no command has these words; fewer of them may do";
	if (need)
		session_say(session, MESSAGE_HINT, "%s", need);
	else if (check(session, &err) < 0)
		session_refuse(session, &err);
	return need || err.code;
}
