/*
 * The guard against typing into commands. It knows the time only when who
 * sends the keys tells it; without that it never stops anything.
 */
#include <string.h>

#include "adref/base/utf8.h"
#include "inside.h"

static void
copy_folds(struct map *out, const struct map *from)
{
	map_release(out);
	*out = (struct map)MAP_INIT;
	for (size_t i = 0; i < from->cap; i++)
		if (from->slots[i].key)
			map_put(out, str_make(from->slots[i].key,
				from->slots[i].len), from->slots[i].value);
}

void
guard_release(struct session *session)
{
	map_release(&session->guard.folded);
}

/* Remember how things stand before a first letter. */
static void
begin(struct session *session)
{
	struct guard *guard = &session->guard;

	guard->n = guard->acts = 0;
	guard->began = session->millis;
	guard->place = session->place;
	guard->off = session->off;
	guard->selection = session->selection;
	guard->names = session->names;
	guard->zoom = session->zoom;
	copy_folds(&guard->folded, &session->folded);
}

void
guard_note_act(struct session *session, bool undo)
{
	struct guard *guard = &session->guard;

	if (guard->n && guard->acts < GUARD_LETTERS)
		guard->undone[guard->acts++] = undo;
}

static void
take_back_acts(struct session *session)
{
	struct guard *guard = &session->guard;
	struct err err = ERR_INIT;
	int rc = 0;

	while (guard->acts && rc == 0) {
		struct undone undone = { 0 };

		rc = guard->undone[--guard->acts]
			? record_redo(session->record, NULL, &undone, &err)
			: record_undo(session->record, NULL, &undone, &err);
		undone_release(&undone);
	}
	session_moved(session);
}

static void
restore(struct session *session)
{
	struct guard *guard = &session->guard;

	while (session->list)
		list_close(session);
	if (guard->acts)
		take_back_acts(session);
	if (doc_find(session->doc, &guard->place)) {
		session->place = guard->place;
		session->off = guard->off;
	}
	session->at_bracket = false;
	session->selection = guard->selection;
	session->names = guard->names;
	session->zoom = guard->zoom;
	copy_folds(&session->folded, &guard->folded);
}

static void
say_how_to_type(struct session *session)
{
	const struct binding *edit = keymap_key_of(&session->keymap,
		KEYS_OUTLINE, "text-edit");
	struct buf name = BUF_INIT;

	if (edit)
		key_add_name(&name, edit->key);
	session_say(session, MESSAGE_HINT, "Press %s to type in this "
		"paragraph", edit ? buf_text(&name) : "the edit key");
	buf_release(&name);
}

static bool
is_another_letter(const struct guard *guard, key_code key)
{
	for (size_t i = 0; i < guard->n; i++)
		if (guard->letters[i] == key.code)
			return false;
	return true;
}

bool
guard_stops(struct session *session, key_code key)
{
	struct guard *guard = &session->guard;
	bool counts = session->millis && key_is_text(key) &&
		utf8_is_letter(key.code) && !session->read_only &&
		session->mode != SESSION_PROMPT &&
		session->mode != SESSION_TYPING;

	if (!counts) {
		guard->n = 0;
		return false;
	}
	if (!guard->n || !is_another_letter(guard, key) ||
	    session->millis - guard->began > GUARD_MILLIS)
		begin(session);
	guard->letters[guard->n++] = key.code;
	if (guard->n < GUARD_LETTERS)
		return false;
	restore(session);
	guard->n = 0;
	say_how_to_type(session);
	return true;
}
