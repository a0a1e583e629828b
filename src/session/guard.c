/*
 * The guard against typing into commands. It knows the time only when who
 * sends the keys tells it; without that it never stops anything.
 *
 * Letters are kept for half a second, each with how things stood before it.
 * When the fifth different one comes, things are put back as they were before
 * the first, acts by acts of their own. Other characters neither count nor
 * end a word; keys that are no characters do.
 *
 * A question takes what is typed, and so does a paragraph that is open. Those
 * that a letter opened in the middle of a word do not: there the word goes on.
 * Letters before it that only went elsewhere are no word.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "inside.h"

static void
kept_release(struct map *kept)
{
	if (kept)
		map_release(kept);
	free(kept);
}

static void
step_release(struct guard_step *step)
{
	free(step->doc_name);
	kept_release(step->folded);
	kept_release(step->marked);
	*step = (struct guard_step){ .letter = 0 };
}

void
guard_forget(struct session *session)
{
	struct guard *guard = &session->guard;

	while (guard->n)
		step_release(&guard->steps[--guard->n]);
	guard->letter = false;
	guard->deaf_until = 0;
}

/* Let go of letters that are older than half a second. */
static void
forget_old(struct session *session)
{
	struct guard *guard = &session->guard;
	size_t old = 0;

	while (old < guard->n && session->millis - guard->steps[old].millis >
	       GUARD_MILLIS)
		step_release(&guard->steps[old++]);
	guard->n -= old;
	memmove(guard->steps, guard->steps + old,
		guard->n * sizeof(*guard->steps));
}

static size_t
count_lists(const struct session *session)
{
	size_t n = 0;

	for (const struct list *at = session->list; at; at = at->under)
		n++;
	return n;
}

static void
add_step(struct session *session, key_code key)
{
	struct guard *guard = &session->guard;

	guard->steps[guard->n++] = (struct guard_step){
		.letter = key.code, .millis = session->millis,
		.answered = session->mode == SESSION_PROMPT ||
			session->mode == SESSION_TYPING,
		.tip = *record_tip(session->record),
		.doc_name = mem_text(session->doc_name),
		.place = session->place, .off = session->off,
		.at_bracket = session->at_bracket,
		.names = session->names, .zoom = session->zoom,
		.seen = session->seen,
		.searched = (int)session->searched,
		.selection = session->selection,
		.lists = count_lists(session),
	};
	memcpy(guard->steps[guard->n - 1].seen_party, session->seen_party,
		sizeof(session->seen_party));
}

/* A copy of keys, to be put back. */
static struct map *
keep(const struct map *map)
{
	struct map *kept = mem_new(1, sizeof(*kept));

	*kept = (struct map)MAP_INIT;
	for (size_t i = 0; i < map->cap; i++)
		if (map->slots[i].key)
			map_put(kept, str_make(map->slots[i].key,
				map->slots[i].len), map->slots[i].value);
	return kept;
}

static struct guard_step *
last_step(struct session *session)
{
	struct guard *guard = &session->guard;

	return guard->n ? &guard->steps[guard->n - 1] : NULL;
}

void
guard_keep_folds(struct session *session)
{
	struct guard_step *step = last_step(session);

	if (step && !step->folded)
		step->folded = keep(&session->folded);
}

void
guard_keep_marks(struct session *session)
{
	struct guard_step *step = last_step(session);

	if (step && !step->marked)
		step->marked = keep(&session->marked);
}

static void
put_back(struct map *map, struct map **kept)
{
	map_release(map);
	*map = **kept;
	free(*kept);
	*kept = NULL;
}

/* The first copy that a letter left is how it was before all of them. */
static void
restore_maps(struct session *session)
{
	struct guard *guard = &session->guard;

	for (size_t i = guard->n; i > 0; i--) {
		struct guard_step *step = &guard->steps[i - 1];

		if (step->folded)
			put_back(&session->folded, &step->folded);
		if (step->marked)
			put_back(&session->marked, &step->marked);
	}
}

static int
restore_text(struct session *session, const struct guard_step *step,
	struct err *err)
{
	int rc = 0;

	if (!store_id_same(&step->tip, record_tip(session->record))) {
		rc = record_undo_since(session->record, &step->tip,
			session->meeting, err);
		session_moved(session);
	}
	if (rc == 0 && strcmp(step->doc_name, session->doc_name) != 0)
		rc = session_switch(session, step->doc_name, err);
	return rc;
}

static int
restore(struct session *session, struct err *err)
{
	struct guard_step *step = &session->guard.steps[0];
	struct err ignored = ERR_INIT;
	int rc;

	if (session->mode == SESSION_PROMPT)
		prompt_close(session);
	typing_end(session);
	while (count_lists(session) > step->lists)
		list_close(session);
	session->quit = false;
	session->count = 0;
	session->seen = step->seen;
	memcpy(session->seen_party, step->seen_party,
		sizeof(step->seen_party));
	rc = restore_text(session, step, err);
	restore_maps(session);
	session->place = step->place;
	session->off = step->off;
	session->at_bracket = step->at_bracket;
	session->names = step->names;
	session->zoom = step->zoom;
	session->searched = step->searched;
	session->selection = step->selection;
	session_take_doc(session, rc < 0 ? &ignored : err);
	return rc;
}

/* The key to type with: one that is no letter, for letters are not heard. */
static const struct binding *
find_edit_key(const struct session *session)
{
	const struct keymap *keymap = &session->keymap;

	for (size_t i = 0; i < keymap->n; i++)
		if (keymap->at[i].mode == KEYS_OUTLINE &&
		    !key_is_text(keymap->at[i].key) &&
		    strcmp(keymap->at[i].command, "text-edit") == 0)
			return &keymap->at[i];
	return keymap_key_of(keymap, KEYS_OUTLINE, "text-edit");
}

static void
say_what_keys_are(struct session *session)
{
	bool list = session->list != NULL;
	const struct binding *binding = list ? keymap_key_of(
		&session->keymap, KEYS_LIST, "list-filter")
		: find_edit_key(session);
	struct buf name = BUF_INIT;

	if (binding)
		key_add_name(&name, binding->key);
	if (list)
		session_say(session, MESSAGE_HINT, "Letters are keys here: "
			"press %s to show only lines with some words",
			binding ? buf_text(&name) : "the key for it");
	else if (session->beside.letter)
		session_say(session, MESSAGE_HINT, "Letters are keys here: "
			"what was received is not typed in");
	else
		session_say(session, MESSAGE_HINT, "Press %s to type in this "
			"paragraph", binding ? buf_text(&name)
			: "the edit key");
	buf_release(&name);
}

/* What the letters before this one did is taken back, and it does nothing. */
static void
stop(struct session *session)
{
	struct err err = ERR_INIT;
	int rc = restore(session, &err);

	guard_forget(session);
	session->guard.deaf_until = session->millis + GUARD_MILLIS;
	if (rc < 0)
		session_say(session, MESSAGE_REFUSED, "these letters were "
			"taken for keys, and not all could be taken back: %s",
			err.text);
	else
		say_what_keys_are(session);
	recover_note(session);
}

/* What was typed on is not heard; the key that was told is. */
static bool
is_deaf(struct session *session, key_code key)
{
	const struct binding *binding;

	if (!session->guard.deaf_until)
		return false;
	binding = session->mode == SESSION_OUTLINE ? keymap_find(
		&session->keymap, KEYS_OUTLINE, key) : NULL;
	if (session->millis > session->guard.deaf_until ||
	    (binding && !key_is_text(key) &&
	     strcmp(binding->command, "text-edit") == 0)) {
		session->guard.deaf_until = 0;
		return false;
	}
	session->guard.deaf_until = session->millis + GUARD_MILLIS;
	say_what_keys_are(session);
	return true;
}

/* Whether what is open now was opened by a letter of a word. */
static bool
is_opened_by_mistake(const struct session *session, key_code key)
{
	const struct guard *guard = &session->guard;
	size_t commands = 0;

	if (!guard->n || !guard->letter)
		return false;
	if (session->mode == SESSION_PROMPT &&
	    session->prompt.kind == PROMPT_CHOICE)
		return true;
	for (size_t i = 0; i < guard->n; i++)
		commands += !guard->steps[i].answered &&
			!guard->steps[i].moved;
	return commands > 1 && (utf8_is_letter(key.code) || key.code == ' ');
}

static bool
is_open(const struct session *session)
{
	return session->mode == SESSION_PROMPT ||
		session->mode == SESSION_TYPING;
}

/* Whether the key may be part of a word at all; what came is forgotten. */
static bool
may_be_typing(struct session *session, key_code key)
{
	return session->millis && !session->read_only && key_is_text(key) &&
		(!is_open(session) || is_opened_by_mistake(session, key));
}

/* What the last letter did is known when the next one comes. */
static void
look_back(struct session *session)
{
	struct guard_step *step;

	forget_old(session);
	step = last_step(session);
	if (!step)
		return;
	step->moved = !is_open(session) && !step->folded && !step->marked &&
		count_lists(session) == step->lists &&
		store_id_same(&step->tip, record_tip(session->record)) &&
		!node_id_same(&step->place, &session->place);
}

static bool
is_among(const struct guard *guard, key_code key)
{
	for (size_t i = 0; i < guard->n; i++)
		if (guard->steps[i].letter == key.code)
			return true;
	return false;
}

bool
guard_stops(struct session *session, key_code key)
{
	struct guard *guard = &session->guard;

	if (is_deaf(session, key))
		return true;
	look_back(session);
	if (!may_be_typing(session, key)) {
		guard_forget(session);
		return session->quit;
	}
	if (!utf8_is_letter(key.code)) {
		guard->letter = guard->letter && is_open(session);
		return session->quit;
	}
	guard->letter = true;
	if (!is_among(guard, key))
		add_step(session, key);
	if (guard->n < GUARD_LETTERS)
		return session->quit;
	stop(session);
	return true;
}

int
session_quits_in(const struct session *session)
{
	const struct guard *guard = &session->guard;
	int64_t left;

	if (!session->quit || !guard->n)
		return 0;
	left = guard->steps[0].millis + GUARD_MILLIS - session->millis;
	return left <= 0 ? 0 : left < GUARD_QUIT_MILLIS ? (int)left
		: GUARD_QUIT_MILLIS;
}
