/*
 * A session's life: opening, the document it shows, messages, keys by mode.
 */
#include "adref/session/session.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "inside.h"
#include "meeting.h"
#include "reader.h"

void
session_say(struct session *session, enum session_message kind,
	const char *format, ...)
{
	char text[ERR_TEXT_MAX];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	buf_clear(&session->message);
	buf_add_text(&session->message, text);
	session->message_kind = kind;
	session->back = NULL;
}

void
session_refuse(struct session *session, const struct err *err)
{
	/* The question is on the screen. */
	if (err->code == ERR_ASKED)
		return;
	session_say(session, MESSAGE_REFUSED, "%s", err->text);
}

static char *
copy(const char *text)
{
	return text && *text ? mem_text(text) : NULL;
}

static void
read_keys(struct session *session, const struct session_options *options,
	const char *built_in)
{
	keymap_read(&session->keymap, str_of(built_in), options->keymap
		? options->keymap : "default.keymap", command_known);
	if (options->own_keys.len)
		keymap_read(&session->keymap, options->own_keys,
			options->own_file ? options->own_file : "keys",
			command_known);
	if (session->keymap.findings_n > 1)
		session_say(session, MESSAGE_REFUSED, "%s (and %zu more: "
			"adref list keys names them)",
			session->keymap.findings[0].text,
			session->keymap.findings_n - 1);
	else if (session->keymap.findings_n)
		session_say(session, MESSAGE_REFUSED, "%s",
			session->keymap.findings[0].text);
}

/* What was met on opening: there is room for one thing. */
static void
say_notices(struct session *session)
{
	const char *first = record_notice(session->record);
	size_t more = record_notices(session->record);

	if (!first)
		return;
	if (more)
		session_say(session, MESSAGE_DONE, "(and %zu more: \"adref "
			"check\" says them) %s", more, first);
	else
		session_say(session, MESSAGE_DONE, "%s", first);
	while (record_notice(session->record))
		;
}

static int
start(struct session *session, const struct session_options *options,
	struct err *err)
{
	const char *keys = keymap_built_in(options->keymap ? options->keymap
		: "default");

	if (!keys)
		return err_set(err, ERR_USAGE, "there is no keymap \"%.60s\": "
			"there are default and vim", options->keymap);
	session->doc_name = mem_text(options->document ? options->document
		: record_main(session->record));
	session->read_only = record_is_read_only(session->record);
	session->delegate = record_delegate(session->record) != NULL;
	session->reason = copy(options->reason);
	session->consent.always = session->consent.reopens = options->reopens;
	session->consent.reason = copy(options->reason);
	session->room = options->room;
	session->served = options->served;
	session->write_file = options->write_file;
	session->rows = 24;
	session->cols = 80;
	record_use_parties(session->record);
	if (session_take_doc(session, err) < 0 ||
	    record_standing(session->record, &session->standing, err) < 0)
		return -1;
	if (meeting_start(session, options, err) < 0)
		return -1;
	if (options->party || session->delegate) {
		const char *party = session->delegate
			? record_delegate(session->record) : options->party;
		struct voice voice;

		if (voice_read(&voice, str_of(party), err) < 0)
			return -1;
		speaker_set(session, &voice, true);
		memcpy(session->consent.party, session->party,
			sizeof(session->party));
	}
	if (!*session->party)
		letter_switched(session, NULL, NULL);
	say_notices(session);
	if (reader_start(session, options, err) < 0)
		return -1;
	proposals_seen_start(session);
	spelling_start(session, options);
	read_keys(session, options, keys);
	return 0;
}

int
session_open(struct session **out, struct record *record,
	const struct session_options *options, struct err *err)
{
	struct session *session = mem_new(1, sizeof(*session));

	session->record = record;
	if (start(session, options, err) < 0) {
		session_close(session);
		return -1;
	}
	*out = session;
	return 0;
}

void
session_close(struct session *session)
{
	if (!session)
		return;
	reader_keep(session);
	reader_release(session->reader);
	while (session->list)
		list_close(session);
	prompt_close(session);
	syncing_release(session);
	pack_end(session->packing.thread);
	present_release(session);
	others_release(session);
	mirror_release(&session->mirror);
	recover_release(session);
	spelling_release(&session->spelling);
	letter_release(&session->beside);
	proposals_seen_release(session);
	typing_end(session);
	map_release(&session->folded);
	doc_free(session->seen_doc);
	doc_free(session->then.doc);
	free(session->then.name);
	map_release(&session->marked);
	keymap_release(&session->keymap);
	standing_release(&session->standing);
	buf_release(&session->prompt.text);
	buf_release(&session->prompt.hint);
	buf_release(&session->prompt.takes);
	buf_release(&session->prompt.near);
	buf_release(&session->prompt.stem);
	buf_release(&session->typing.line);
	buf_release(&session->typing.left);
	buf_release(&session->typing.seam);
	clip_release(&session->clip);
	guard_forget(session);
	consent_release(session);
	comparing_release(&session->comparing);
	replacing_free(session->replacing);
	buf_release(&session->agreed);
	buf_release(&session->same);
	buf_release(&session->search.words);
	buf_release(&session->pasted);
	buf_release(&session->message);
	buf_release(&session->news);
	free(session->doc_name);
	speaker_release(session);
	meeting_release(session);
	free(session->reason);
	free(session);
}

enum { NEAR = sizeof(((struct session *)0)->near) / sizeof(node_id) };

/* Remember what stands before the place. */
static void
remember_near(struct session *session)
{
	const struct node *at = session_place(session);

	for (size_t i = 0; i < NEAR; i++) {
		at = at ? node_prev(at) : NULL;
		session->near[i] = at ? at->id : (node_id){ "" };
	}
}

static bool
is_between(struct str line, size_t off)
{
	return off == line.len || (off < line.len &&
		((unsigned char)line.at[off] & 0xC0) != 0x80);
}

/* Words stay selected while their line has such a place. */
static void
settle_selection(struct session *session)
{
	const struct selection *what = &session->selection;
	const struct node *node = doc_find(session->doc, &what->node);

	if (what->is && (!node || !doc_find(session->doc, &what->to_node) ||
	    (!what->whole && (!is_between(node_str(node), what->from) ||
	     !is_between(node_str(node), what->to)))))
		selection_clear(session);
}

/* The place stays by its id; one that went leaves the nearest before it. */
static void
settle_place(struct session *session)
{
	struct node *node = doc_find(session->doc, &session->place);

	if (!node) {
		for (size_t i = 0; i < NEAR && !node; i++)
			node = doc_find(session->doc, &session->near[i]);
		if (!node)
			node = doc_first(session->doc);
		session->off = 0;
		session->at_bracket = false;
		session->place = node ? node->id : (node_id){ "" };
	}
	if (node && session->off > node->len)
		session->off = node->len;
	while (node && !is_between(node_str(node), session->off))
		session->off--;
	settle_selection(session);
}

/* What is stored, or what was when it could be read last: words that are being
 * typed have a place as long as there is one. */
static int
find_doc(struct session *session, struct err *err)
{
	struct err why = ERR_INIT;
	int rc = record_doc(session->record, session->doc_name, &session->doc,
		&why);

	if (rc < 0 && why.code == ERR_MISSING && letter_fall_back(session))
		rc = record_doc(session->record, session->doc_name,
			&session->doc, &why);
	session->unread = rc < 0;
	if (rc == 0)
		return 0;
	session->doc = record_doc_former(session->record, session->doc_name);
	return err_set(err, why.code, "%s", why.text);
}

int
session_take_doc(struct session *session, struct err *err)
{
	struct err ignored = ERR_INIT;
	bool lost = false;
	int rc = find_doc(session, err);

	if (!session->doc)
		return -1;
	if (session->then.doc)
		session->doc = session->then.doc;
	doc_free(session->seen_doc);
	session->seen_doc = NULL;
	if (session->seen != SEEN_TEXT)
		session->doc = session->seen_doc = doc_seen(session->doc,
			session->seen, session->seen_party);
	else if (session->mirror.typed && session->mirror.entry.is_new)
		mirror_show_new(session);
	else if (session->typing.pending.is && !session->then.doc)
		lost = typing_new_show(session, &ignored) < 0;
	doc_pair(session->doc);
	settle_place(session);
	typing_settle(session);
	letter_look(session);
	if (lost)
		session_say(session, MESSAGE_REFUSED, "somebody took out what "
			"this was to stand beside: if you keep your words "
			"they become a new one here");
	return rc;
}

int
session_see(struct session *session, enum seen seen, const char *party,
	struct err *err)
{
	selection_clear(session);
	session->at_bracket = false;
	session->seen = seen;
	snprintf(session->seen_party, sizeof(session->seen_party), "%s",
		party ? party : "");
	return session_take_doc(session, err);
}

void
session_moved(struct session *session)
{
	struct err err = ERR_INIT;

	standing_release(&session->standing);
	meeting_look(session);
	if (record_standing(session->record, &session->standing, &err) < 0 ||
	    session_take_doc(session, &err) < 0)
		session_refuse(session, &err);
}

int
session_switch(struct session *session, const char *name, struct err *err)
{
	node_id place = session->place;
	char *was = session->doc_name;
	struct doc *doc;

	if (record_doc(session->record, name, &doc, err) < 0 ||
	    (session_is_then(session) && session_then(session, NULL, err) < 0))
		return -1;
	selection_clear(session);
	guard_keep_folds(session);
	map_release(&session->folded);
	session->folded = (struct map)MAP_INIT;
	marks_clear(session);
	session->doc_name = mem_text(name);
	session->place = (node_id){ "" };
	if (session_take_doc(session, err) < 0) {
		free(was);
		return -1;
	}
	letter_switched(session, was, &place);
	free(was);
	spelling_switched(session);
	return 0;
}

/* Who types at a terminal has it packed beside the work; true when it is
 * another percentage than before. */
static bool
look_at_packing(struct session *session)
{
	struct packing_thread *thread = session->packing.thread;
	unsigned before = session->packing.percent;

	if (!thread) {
		if (session->journaling.journal &&
		    pack_is_due(session->record))
			session->packing.thread = pack_begin(session->record);
		return session->packing.thread != NULL;
	}
	if (pack_look(thread, &session->packing.percent))
		return session->packing.percent != before;
	pack_end(thread);
	session->packing.thread = NULL;
	session->packing.percent = 0;
	return true;
}

/* What could not be read is looked for until it can be. */
static bool
look_again(struct session *session)
{
	struct err ignored = ERR_INIT;
	struct doc *doc;

	if (!session->unread || record_doc(session->record, session->doc_name,
		&doc, &ignored) < 0)
		return false;
	session_moved(session);
	session_say(session, MESSAGE_HINT, "the text can be read again");
	return true;
}

bool
session_tick(struct session *session)
{
	struct err err = ERR_INIT;
	store_id was = *record_tip(session->record);
	struct stay stay;
	bool others = others_look(session);
	bool packing = look_at_packing(session);
	bool safe = recover_look(session);
	bool syncing = syncing_look(session);
	int moved;

	stay_note(&stay, session);
	moved = record_refresh(session->record, &err);
	record_use_parties(session->record);
	if (moved > 0) {
		session_moved(session);
		stay_keep(&stay, session);
	}
	stay_release(&stay);
	if (moved <= 0)
		return look_again(session) || others || packing || safe ||
			syncing;
	present_look(session);
	news_add(session, &was);
	proposal_lists_settle(session);
	past_settle(session);
	return true;
}

void
session_resize(struct session *session, size_t rows, size_t cols)
{
	session->rows = rows ? rows : 1;
	session->cols = cols ? cols : 1;
}

enum { MARGIN_FROM = 60, MARGIN_OF = 10, TEXT_MOST = 76 };

size_t
session_margin(const struct session *session)
{
	size_t margin = session->cols / MARGIN_OF;

	if (session->room == ROOM_NONE || session->cols < MARGIN_FROM)
		return 0;
	return session->cols > TEXT_MOST + 2 * margin
		? (session->cols - TEXT_MOST) / 2 : margin;
}

enum key_mode
session_list_keys(const struct session *session)
{
	return session->list && session->list->listed ? KEYS_PROPOSALS
		: KEYS_LIST;
}

static enum key_mode
mode_of(const struct session *session)
{
	switch (session->mode) {
	case SESSION_TYPING:
		return KEYS_TYPING;
	case SESSION_PROMPT:
		return KEYS_PROMPT;
	case SESSION_LIST:
		return session_list_keys(session);
	case SESSION_OUTLINE:
		break;
	}
	if (session->mirror.is)
		return KEYS_FOLLOW;
	return session->beside.letter ? KEYS_LETTER : KEYS_OUTLINE;
}

/* What a letter does not bind is as in the outline. */
static const struct binding *
find_binding(const struct session *session, key_code key)
{
	enum key_mode mode = mode_of(session);
	const struct binding *binding = keymap_find(&session->keymap, mode,
		key);

	if (!binding && mode == KEYS_LETTER)
		binding = keymap_find(&session->keymap, KEYS_OUTLINE, key);
	return binding;
}

static void
type_key(struct session *session, key_code key)
{
	struct buf text = BUF_INIT;

	utf8_add(&text, key.code);
	if (session->mode == SESSION_PROMPT)
		prompt_type(session, buf_str(&text));
	else
		typing_insert(session, buf_str(&text));
	buf_release(&text);
}

static void
unknown_key(struct session *session, key_code key)
{
	const struct binding *help = keymap_key_of(&session->keymap,
		KEYS_OUTLINE, "help");
	struct buf text = BUF_INIT;

	key_add_name(&text, key);
	buf_add_text(&text, " means nothing here");
	if (help && session->mode == SESSION_OUTLINE) {
		buf_add_text(&text, "; ");
		key_add_name(&text, help->key);
		buf_add_text(&text, " shows the keys");
	}
	session_say(session, MESSAGE_HINT, "%s", buf_text(&text));
	buf_release(&text);
}

static bool
takes_text(const struct session *session)
{
	return session->mode == SESSION_TYPING ||
		session->mode == SESSION_PROMPT;
}

/* Who holds Alt down means no act. */
static bool
is_act(const struct binding *binding)
{
	struct str line = str_of(binding->command), name;
	const struct command *command = str_word(&line, &name)
		? command_find(name) : NULL;

	return command && command->flags & COMMAND_EDITS;
}

static void
refuse_alt(struct session *session, key_code key)
{
	struct buf text = BUF_INIT;

	key_add_name(&text, key);
	session_say(session, MESSAGE_HINT, "Alt with %s changes nothing: %s "
		"alone does", buf_text(&text), buf_text(&text));
	buf_release(&text);
}

/* What the key does, by the mode it is pressed in. */
static void
press(struct session *session, key_code key)
{
	struct err err = ERR_INIT;
	const struct binding *binding = NULL;
	bool alt = session->alt;

	session->alt = key.code == KEYS_ALT &&
		session->mode == SESSION_OUTLINE;
	if (key.code == KEYS_ALT)
		key.code = KEYS_ESC;
	if (session->mode == SESSION_TYPING && session->typing.command) {
		typing_command(session, key);
		return;
	}
	if (!(takes_text(session) && key_is_text(key)))
		binding = find_binding(session, key);
	if (binding && alt && is_act(binding)) {
		refuse_alt(session, key);
	} else if (binding) {
		if (counts_run(session, str_of(binding->command), &err) < 0)
			session_refuse(session, &err);
	} else if (takes_text(session) && key_is_text(key)) {
		type_key(session, key);
	} else {
		unknown_key(session, key);
	}
	if (!session->doc && session_take_doc(session, &err) < 0) {
		session_refuse(session, &err);
		session->quit = true;
	}
	proposal_lists_settle(session);
	past_settle(session);
	speaker_look(session);
	reader_look(session);
	remember_near(session);
	recover_note(session);
	present_look(session);
	agreed_look(session);
	letter_look(session);
	same_look(session);
}

void
session_key(struct session *session, key_code key)
{
	char *passed;

	record_use_parties(session->record);
	buf_clear(&session->message);
	session->message_kind = MESSAGE_NONE;
	session->back = NULL;
	if (guard_stops(session, key))
		return;
	passed = meeting_pause(session);
	press(session, key);
	if (passed)
		meeting_say_passed(session, passed);
	free(passed);
}
