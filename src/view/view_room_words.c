/*
 * What a room may read of lists, questions and messages: nothing that names a
 * party, no proposal, no reason, nothing of how old a thing is. Lists and
 * questions that are made of such are not shown at all; of the others, rows
 * and words in which a party's name occurs are not. Rather too much is hidden
 * than too little.
 */
#include "view_paint.h"

#include <string.h>

#include "adref/base/utf8.h"
#include "adref/doc/party.h"

bool
room_hides(const struct paint *paint)
{
	return paint->session->room == ROOM_UNNAMED;
}

static bool
is_word_at(struct str words, size_t off)
{
	return off < words.len && utf8_class_of(utf8_at(words, off, NULL)) ==
		UTF8_WORD;
}

/* Whether a name stands there as a word or words of its own. */
static bool
has_word(struct str words, struct str name)
{
	for (size_t off = 0; name.len > 1 && (off = str_find(words, off,
	     name)) < words.len; off++)
		if (!is_word_at(words, off + name.len) && !(off &&
		    is_word_at(words, utf8_prev(words, off))))
			return true;
	return false;
}

static bool
has_alias(struct str words, struct str aliases)
{
	while (aliases.len) {
		size_t end = str_find(aliases, 0, str_of("|"));

		if (has_word(words, str_part(aliases, 0, end)))
			return true;
		aliases = str_from(aliases, end + 1);
	}
	return false;
}

bool
room_names_anybody(struct str words)
{
	for (size_t i = 0; words.len && i < party_count(); i++) {
		const struct party *party = party_at(i);

		if (party->kind != PARTY_OFFICE && (
		    has_word(words, str_of(party->code)) ||
		    has_word(words, str_of(party->room)) ||
		    has_word(words, str_of(party->name)) ||
		    has_alias(words, str_of(party->aliases))))
			return true;
	}
	return false;
}

bool
room_may_list(const struct paint *paint)
{
	if (!room_hides(paint) || !paint->session->list)
		return true;
	switch (paint->session->list->kind) {
	case LIST_HELP:
	case LIST_PALETTE:
	case LIST_DOCUMENTS:
	case LIST_DRAFTS:
	case LIST_SLIPS:
	case LIST_REPAIRS:
	case LIST_WORDINGS:
	case LIST_SPELLING:
	case LIST_RENUMBER:
	case LIST_NOTES:
	case LIST_ALIKE:
	case LIST_HITS:
		return true;
	default:
		return false;
	}
}

struct str
room_row(const struct paint *paint, struct str row)
{
	struct str begin = str_part(row, 0, str_find(row, 0,
		str_of("      ")));

	if (!room_hides(paint) || !room_names_anybody(row))
		return row;
	return room_names_anybody(begin) ? str_of("(not for the room)")
		: begin;
}

/* Questions whose answers are a proposal or a reason. */
static bool
is_private(const char *command)
{
	static const char *const begins[] = {
		"proposal", "propose", "reopen", "placeholder-reason",
		"letter", "party-", "act-for", "bracket-stance", "bureau",
		"our-", "view-", "meeting"
	};

	for (size_t i = 0; i < sizeof(begins) / sizeof(begins[0]); i++)
		if (command && str_starts(str_of(command), begins[i]))
			return true;
	return false;
}

bool
room_may_ask(const struct paint *paint)
{
	const struct prompt *prompt = &paint->session->prompt;

	return !room_hides(paint) || (prompt->kind != PROMPT_PARTY &&
		!is_private(prompt->command) &&
		!room_names_anybody(str_of(prompt->label)) &&
		!room_names_anybody(buf_str(&prompt->hint)));
}

struct str
room_message(const struct paint *paint)
{
	struct str message = buf_str(&paint->session->message);

	if (!room_hides(paint) || !room_names_anybody(message))
		return message;
	return str_of(paint->session->message_kind == MESSAGE_REFUSED
		? "That was refused, and why is not for the room"
		: paint->session->message_kind == MESSAGE_DONE ? "Done"
		: "What would be said here is not for the room");
}
