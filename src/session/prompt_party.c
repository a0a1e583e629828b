/*
 * Asking for a party: what was typed completed by any of its names. Who speaks
 * is asked in two steps: one party, or one on behalf of another.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/doc/party.h"
#include "inside.h"

enum { SHOWN = 6 };

static bool
asks_speaker(const struct prompt *prompt)
{
	return strcmp(prompt->command, "party-set") == 0;
}

/* Whose an act was. */
static bool
asks_owner(const struct prompt *prompt)
{
	return str_starts(str_of(prompt->command), "act-for ");
}

/* Whether somebody is to speak on another's behalf; typed: the other, as far
 * as it was typed. */
static bool
is_on_behalf(const struct prompt *prompt, struct str *speaker,
	struct str *typed)
{
	*typed = buf_str(&prompt->text);
	return (asks_speaker(prompt) || asks_owner(prompt)) &&
		voice_cut(buf_str(&prompt->text), speaker, typed);
}

/* What Enter means when no party is named, and Tab. */
static void
hint_nobody(struct session *session)
{
	struct prompt *prompt = &session->prompt;
	const struct voice *last = &session->turn.voice;
	const char *who = strcmp(prompt->command, "reopen") == 0 &&
		*session->party ? party_room_name(session->party)
		: "the Chair";

	if (strcmp(prompt->command, "reopen") != 0)
		buf_add_text(&prompt->hint, "a name or code");
	if (!asks_speaker(prompt) && strcmp(prompt->command, "reopen") != 0)
		return;
	buf_add_format(&prompt->hint, "%snothing: %s", prompt->hint.len
		? "; " : "", who);
	if (!asks_speaker(prompt))
		return;
	buf_add_text(&prompt->takes, "The Chair speaks");
	if (*last->party)
		prompt->turns = party_room_name(last->party);
}

const char *
party_typed(struct str typed)
{
	const char *code = party_code_of(typed);
	const struct party *first;

	if (!code && typed.len && party_complete(typed, &first, 1))
		code = first->code;
	return code;
}

static void
suggest(struct prompt *prompt, const struct party *party,
	const char *speaker)
{
	struct buf text = BUF_INIT;

	if (speaker)
		buf_add_format(&text, "%s/", speaker);
	buf_add_text(&text, party->code);
	prompt->suggestion = buf_take(&text);
	if (asks_owner(prompt)) {
		buf_add_text(&prompt->takes, "It was for ");
		voice_add(&prompt->takes, party->code, speaker);
	} else if (speaker)
		buf_add_format(&prompt->takes, "%s speaks for %s",
			party_room_name(speaker), party->room);
	else if (asks_speaker(prompt))
		buf_add_format(&prompt->takes, "%s speaks", party->room);
	else
		buf_add_text(&prompt->takes, party->room);
}

/* It is groups that others speak for: they come first. */
static size_t
complete(struct str typed, const struct party *found[SHOWN], bool groups)
{
	const struct party **all = mem_new(party_count(), sizeof(*all));
	size_t n = party_complete(typed, all, party_count()), kept = 0;

	for (int turn = 0; turn < 2; turn++)
		for (size_t i = 0; i < n && kept < SHOWN; i++)
			if ((groups && all[i]->kind == PARTY_GROUP) ==
			    (turn == 0))
				found[kept++] = all[i];
	free(all);
	return n;
}

static void
hint_found(struct prompt *prompt, const struct party *const *found, size_t n,
	const char *speaker)
{
	size_t shown = n < SHOWN ? n : SHOWN, turn = prompt->turn % shown;
	const char *next = shown > 1 ? found[(turn + 1) % shown]->room : NULL;

	suggest(prompt, found[turn], speaker);
	if ((asks_speaker(prompt) || asks_owner(prompt)) && !speaker) {
		prompt->turns = "on behalf of";
		prompt->other = next;
	} else {
		prompt->turns = next;
	}
	for (size_t i = 1; i < shown; i++)
		buf_add_format(&prompt->hint, "%s%s", i > 1 ? "  " : "",
			found[(turn + i) % shown]->room);
	if (n > shown)
		buf_add_format(&prompt->hint, "  and %zu more", n - shown);
}

void
party_hint(struct session *session)
{
	struct prompt *prompt = &session->prompt;
	const struct party *found[SHOWN];
	const char *speaker = NULL;
	struct str first, typed;
	bool behalf = is_on_behalf(prompt, &first, &typed);
	size_t n = complete(typed, found, behalf);

	free(prompt->suggestion);
	prompt->suggestion = NULL;
	if (behalf)
		speaker = party_typed(first);
	if (prompt->about)
		buf_add_text(&prompt->near, prompt->about);
	prompt->near_from = prompt->near_to = 0;
	if (!prompt->text.len)
		hint_nobody(session);
	else if (behalf && speaker && !typed.len)
		buf_add_text(&prompt->hint, "on whose behalf?");
	else if (!n || (behalf && !speaker))
		buf_add_text(&prompt->hint, "no party is called so");
	else
		hint_found(prompt, found, n, speaker);
}

static void
set_text(struct prompt *prompt, const char *name)
{
	buf_clear(&prompt->text);
	buf_add_text(&prompt->text, name);
	buf_add_text(&prompt->text, " on behalf of ");
	prompt->behind = 0;
	prompt->fresh = false;
	prompt->turn = 0;
}

void
party_next(struct session *session)
{
	struct prompt *prompt = &session->prompt;
	const struct voice *last = &session->turn.voice;
	struct str first, typed;

	if (!(asks_speaker(prompt) || asks_owner(prompt)) || is_on_behalf(prompt, &first, &typed)) {
		prompt->turn++;
	} else if (prompt->suggestion) {
		set_text(prompt, party_room_name(prompt->suggestion));
	} else if (!prompt->text.len && *last->party) {
		if (*last->speaker)
			set_text(prompt, party_room_name(last->speaker));
		prompt->behind = 0;
		buf_add_text(&prompt->text, party_room_name(last->party));
	}
}
