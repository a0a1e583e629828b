/*
 * Going along with another editor: the text at the tip, the place they are at,
 * what they type before it is in the text. What they hold stands still: the
 * text as it was then, the place, and no word that was typed since. What it
 * must not do: write anything, or show a letter received.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "inside.h"

#define LETTERS "letters/"

static void
forget_typed(struct mirror *mirror)
{
	if (mirror->typed)
		journal_entry_release(&mirror->entry);
	mirror->typed = false;
}

void
mirror_release(struct mirror *mirror)
{
	forget_typed(mirror);
	free(mirror->whom);
	mirror->whom = NULL;
}

/* Behind what it stands beside; a level deeper when that has one above. */
void
mirror_show_new(struct session *session)
{
	const struct journal_entry *entry = &session->mirror.entry;
	const struct node *after = doc_find(session->doc, &entry->after);
	struct change add = { .kind = CHANGE_ADD, .node = entry->node,
		.parent = entry->parent, .after = entry->after,
		.as = entry->kind, .level = entry->level,
		.come = entry->before };
	struct err ignored = ERR_INIT;
	struct doc *copy;

	if (doc_find(session->doc, &entry->node))
		return;
	if (after)
		add.parent = after->parent->parent ? after->parent->id
			: (node_id){ "" };
	copy = doc_copy(session->doc);
	if (doc_apply(copy, &add, 1, record_env(session->record), NULL,
		&ignored) < 0)
		doc_free(copy);
	else
		session->seen_doc = session->doc = copy;
}

static bool
is_whom(const struct mirror *mirror, const struct presence *presence)
{
	struct buf name = BUF_INIT, whom = BUF_INIT;
	bool is;

	if (!mirror->whom)
		return true;
	utf8_add_folded(&name, str_of(presence->person));
	utf8_add_folded(&whom, str_of(mirror->whom));
	is = str_find(buf_str(&name), 0, buf_str(&whom)) < name.len;
	buf_release(&name);
	buf_release(&whom);
	return is;
}

/* The one that is followed already, else the one who came last. */
static const struct presence_found *
choose(const struct mirror *mirror, const struct presence_list *list)
{
	const struct presence_found *last = NULL;

	for (size_t i = 0; i < list->n; i++) {
		if (strcmp(list->at[i].name, mirror->name) == 0)
			return &list->at[i];
		if (is_whom(mirror, &list->at[i].presence))
			last = &list->at[i];
	}
	return last;
}

/* Another one is followed from now on; "": nobody. */
static void
turn_to(struct session *session, const char *name)
{
	struct mirror *mirror = &session->mirror;

	if (strcmp(mirror->name, name) == 0)
		return;
	forget_typed(mirror);
	mirror->held = false;
	memcpy(mirror->name, name, strlen(name) + 1);
}

/* The text as it is now, or as it was at a revision. */
static void
stand(struct session *session, const store_id *revision)
{
	struct err ignored = ERR_INIT;
	int moved = 0;

	if (!revision) {
		moved = record_refresh(session->record, &ignored);
	} else if (!store_id_same(revision, record_tip(session->record))) {
		record_stand_at(session->record, revision);
		moved = 1;
	}
	if (moved > 0 || !session->doc)
		session_moved(session);
	/* What was held cannot be read: better the text as it is. */
	if (!session->doc && revision &&
	    record_refresh(session->record, &ignored) >= 0)
		session_moved(session);
}

static void
go_to(struct session *session, const char *doc, const node_id *id, size_t off)
{
	struct err ignored = ERR_INIT;
	const struct node *node;

	if (strcmp(doc, session->doc_name) != 0 &&
	    (str_starts(str_of(doc), LETTERS) ||
	    !record_has(session->record, doc) ||
	    session_switch(session, doc, &ignored) < 0))
		return;
	node = session->doc ? doc_find(session->doc, id) : NULL;
	if (node)
		place_go(session, node, off < node->len ? off : node->len);
}

static void
take_party(struct session *session, const struct presence *presence)
{
	memcpy(session->party, presence->party, sizeof(session->party));
}

/* What was seen last stays on the screen, the words typed then too. */
static void
stand_held(struct session *session, const struct presence *presence)
{
	session->mirror.held = true;
	stand(session, &presence->held.revision);
	go_to(session, presence->held.doc, &presence->held.node,
		presence->held.off);
}

/* What is typed is what the journal has; it is dropped when it is in the text
 * by now. */
static void
take_typed(struct session *session, struct journal_entry *entry)
{
	struct mirror *mirror = &session->mirror;
	bool was_new = mirror->typed && mirror->entry.is_new;
	const struct node *node;
	struct err ignored = ERR_INIT;

	forget_typed(mirror);
	if (entry && strcmp(entry->doc, session->doc_name) == 0) {
		mirror->entry = *entry;
		*entry = (struct journal_entry){ .kind = NODE_PARAGRAPH };
		mirror->typed = true;
	}
	if (was_new || (mirror->typed && mirror->entry.is_new))
		session_take_doc(session, &ignored);
	node = mirror->typed && session->doc ? doc_find(session->doc,
		&mirror->entry.node) : NULL;
	if (!node || str_is(node_str(node), mirror->entry.line))
		forget_typed(mirror);
}

static void
stand_now(struct session *session, const struct presence *presence,
	struct journal_entry *entry)
{
	session->mirror.held = false;
	stand(session, NULL);
	go_to(session, presence->doc, &(node_id){ "" }, 0);
	take_typed(session, entry);
	go_to(session, presence->doc, &presence->node, presence->off);
}

static void
say_nobody(struct session *session)
{
	if (session->mirror.whom)
		session_say(session, MESSAGE_HINT, "%s is not editing just "
			"now", session->mirror.whom);
	else
		session_say(session, MESSAGE_HINT, "Nobody is editing just "
			"now: whoever begins is followed");
}

/*
 * First what is typed, then once more where they are: when the screen is held
 * by then, what was read may have been typed behind the curtain.
 */
static void
look_at(struct session *session, const struct presence *before)
{
	struct journal_entry entry = { .kind = NODE_PARAGRAPH };
	struct presence now;
	struct err ignored = ERR_INIT;
	bool typed = *before->journal && journal_peek(session->record,
		before->journal, &entry, &ignored) == 0;

	if (presence_find_one(session->record, session->mirror.name, &now,
		&ignored) == 0) {
		take_party(session, &now);
		if (now.held.is)
			stand_held(session, &now);
		else
			stand_now(session, &now, typed ? &entry : NULL);
		presence_release(&now);
	}
	journal_entry_release(&entry);
}

void
session_follow_look(struct session *session)
{
	struct presence_list list = { 0 };
	const struct presence_found *found;
	struct err ignored = ERR_INIT;

	record_use_parties(session->record);
	buf_clear(&session->message);
	session->message_kind = MESSAGE_NONE;
	presence_find(session->record, &list, &ignored);
	found = choose(&session->mirror, &list);
	turn_to(session, found ? found->name : "");
	if (!found) {
		stand(session, NULL);
		say_nobody(session);
	} else if (found->presence.held.is) {
		take_party(session, &found->presence);
		stand_held(session, &found->presence);
	} else {
		look_at(session, &found->presence);
	}
	presence_list_release(&list);
}

void
session_follow(struct session *session, const char *whom)
{
	session->mirror.is = true;
	session->mirror.whom = whom ? mem_text(whom) : NULL;
	session->read_only = true;
	session_follow_look(session);
}

void
session_follow_paths(struct session *session,
	void (*each)(void *ctx, const char *path), void *ctx)
{
	presence_paths(session->record, session->mirror.name, each, ctx);
}

int
run_follow_next(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct mirror *mirror = &session->mirror;
	struct presence_list list = { 0 };
	size_t at = 0;

	(void)args;
	if (presence_find(session->record, &list, err) < 0)
		return -1;
	while (at < list.n && strcmp(list.at[at].name, mirror->name) != 0)
		at++;
	if (list.n > 1) {
		free(mirror->whom);
		mirror->whom = NULL;
		turn_to(session, list.at[(at + 1) % list.n].name);
	}
	presence_list_release(&list);
	session_follow_look(session);
	return 0;
}
