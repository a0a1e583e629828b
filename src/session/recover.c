/*
 * Text in progress: told to the journal as it is typed, and what others (or
 * this person, before the line broke) left behind offered back: taken up again
 * where it was typed, seen as a difference by word, or thrown away.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/doc/address.h"
#include "adref/doc/party.h"
#include "adref/text/number.h"
#include "meeting.h"
#include "typing.h"

/* Whether the journal knows what stands on the screen. */
static bool
is_told(const struct session *session)
{
	const struct journaling *told = &session->journaling;

	return told->noted && told->cursor == session->typing.cursor &&
		str_same(buf_str(&told->line), typing_line(session));
}

struct journal_entry
recover_entry(const struct session *session)
{
	const struct typing *typing = &session->typing;
	const struct node *node = doc_find(session->doc, &typing->node);
	const struct node *before = node ? node_prev(node)
		: session_place(session);
	struct journal_entry entry = {
		.person = (char *)record_committer(session->record),
		.doc = session->doc_name, .node = typing->node,
		.kind = node ? node->kind : NODE_PARAGRAPH,
		.time = env_clock(record_env(session->record)),
		.cursor = typing->cursor, .before = typing->before,
		.line = (char *)buf_text(&typing->line),
	};

	memcpy(entry.party, session->party, sizeof(entry.party));
	if (before)
		entry.after = before->id;
	if (typing->pending.is) {
		entry.is_new = true;
		entry.parent = typing->pending.add.parent;
		entry.after = typing->pending.add.after;
		entry.level = typing->pending.add.level;
	}
	return entry;
}

static void
note(struct session *session)
{
	struct journaling *told = &session->journaling;
	struct journal_entry entry = recover_entry(session);

	journal_note(told->journal, &entry);
	buf_clear(&told->line);
	buf_add_str(&told->line, typing_line(session));
	told->cursor = session->typing.cursor;
	told->noted = true;
}

/* Once; what could not be saved is said first. */
static void
say_trouble(struct session *session)
{
	struct journaling *told = &session->journaling;
	const char *trouble;

	told->unsafe = !journal_is_safe(told->journal);
	if (session->message_kind == MESSAGE_REFUSED)
		return;
	trouble = journal_trouble(told->journal);
	if (trouble)
		session_say(session, MESSAGE_REFUSED, "what you type is not "
			"safe until you keep it: %s", trouble);
}

void
recover_note(struct session *session)
{
	struct journaling *told = &session->journaling;

	if (!told->journal || !session->doc)
		return;
	if (session->typing.before && typing_is_changed(session)) {
		if (!is_told(session))
			note(session);
	} else if (told->noted) {
		journal_clear(told->journal);
		told->noted = false;
	}
	say_trouble(session);
}

bool
recover_look(struct session *session)
{
	struct journaling *told = &session->journaling;
	bool was = told->unsafe;

	if (!told->journal || !session->doc)
		return false;
	/* What could not even begin is not tried again by the journal. */
	if (told->noted && told->unsafe && !*journal_name(told->journal))
		note(session);
	say_trouble(session);
	return told->unsafe != was;
}

bool
session_keep(struct session *session)
{
	struct journal *journal = session->journaling.journal;

	journal_sync(journal);
	return journal_is_safe(journal);
}

void
recover_release(struct session *session)
{
	journal_close(session->journaling.journal);
	buf_release(&session->journaling.line);
}

/* The document that an entry is of, NULL when it is there no more. */
static struct doc *
doc_of(struct session *session, const struct journal_entry *entry)
{
	struct err ignored = ERR_INIT;
	struct doc *doc = NULL;

	if (record_doc(session->record, entry->doc, &doc, &ignored) < 0)
		return NULL;
	return doc;
}

/* What stands there now; empty when the paragraph is gone. */
static struct str
line_now(struct session *session, const struct journal_entry *entry)
{
	struct doc *doc = doc_of(session, entry);
	const struct node *node = doc ? doc_find(doc, &entry->node) : NULL;

	return node ? node_str(node) : str_of("");
}

/* Words that are in the text already, or were never changed, are no loss. */
static bool
is_worth(struct session *session, const struct journal_found *found)
{
	struct str line = str_trim(str_of(found->entry.line));

	return !str_same(line, str_trim(str_of(found->entry.before))) &&
		!str_same(line, str_trim(line_now(session, &found->entry)));
}

static void
forget(struct session *session, const char *name)
{
	struct journal_claim claim;
	struct err ignored = ERR_INIT;

	if (journal_claim(session->record, name, &claim, &ignored) == 0)
		journal_claim_drop(&claim);
}

/* The one that a new one was to stand behind, or under; NULL: it is gone. */
static const struct node *
beside(const struct doc *doc, const struct journal_entry *entry)
{
	return doc_find(doc, node_id_is_none(&entry->after) ? &entry->parent
		: &entry->after);
}

/* `a new one behind A.1.3`. */
static void
add_beside(struct buf *out, const struct doc *doc,
	const struct journal_entry *entry)
{
	const struct node *by = beside(doc, entry);

	buf_add_text(out, "a new one");
	if (!by)
		return;
	buf_add_text(out, node_id_is_none(&entry->after) ? " under "
		: " behind ");
	address_add(out, by);
}

/* `J. Otieno for India, 17 June 10:42, A.1.3`. */
static void
add_whose(struct buf *out, struct session *session,
	const struct journal_entry *entry)
{
	struct doc *doc = doc_of(session, entry);
	const struct node *node = doc ? doc_find(doc, &entry->node) : NULL;

	buf_add_text(out, entry->person);
	if (*entry->party)
		buf_add_format(out, " for %s", party_room_name(entry->party));
	buf_add_text(out, ", ");
	day_add_time(out, entry->time, record_zone(session->record,
		entry->time));
	if (strcmp(entry->doc, session->doc_name) != 0)
		buf_add_format(out, ", %s", entry->doc);
	buf_add_text(out, ", ");
	if (node)
		address_add(out, node);
	else if (doc && entry->is_new)
		add_beside(out, doc, entry);
	else
		buf_add_text(out, doc ? "the paragraph is gone"
			: "the document is gone");
}

static void
add_rows(struct list *list, struct session *session,
	const struct journal_found *found)
{
	struct buf text = BUF_INIT;
	struct list_row *row;

	if (found->damaged) {
		buf_add_format(&text, "a file cannot be read, nor is it taken "
			"away: adref/journal/%s.text", found->name);
		list_add(list, buf_text(&text))->heading = true;
		buf_release(&text);
		return;
	}
	add_whose(&text, session, &found->entry);
	list_add(list, buf_text(&text))->heading = true;
	buf_clear(&text);
	words_add_marked(&text, str_of(found->entry.before),
		str_of(found->entry.line));
	row = list_add(list, buf_text(&text));
	buf_clear(&text);
	buf_add_format(&text, "recover-take %s", found->name);
	row->command = buf_take(&text);
	buf_release(&text);
}

/* Open the list of what was left; how many there are. */
static size_t
open_list(struct session *session, struct err *err)
{
	struct journal_list found = { 0 };
	struct list *list = NULL;
	size_t n = 0;

	journal_find(session->record, &found, err);
	for (size_t i = 0; i < found.n; i++) {
		const struct journal_found *each = &found.at[i];

		if (each->live)
			continue;
		if (!each->damaged && !is_worth(session, each)) {
			forget(session, each->name);
			continue;
		}
		if (!list)
			list = list_open(session, LIST_LEFT,
				"Typed and not kept");
		add_rows(list, session, each);
		n++;
	}
	if (list)
		list_settle(session);
	journal_list_release(&found);
	return n;
}

int
session_offer(struct session *session, struct err *err)
{
	if (session->read_only)
		return 0;
	record_use_parties(session->record);
	if (session_attend(session, err) < 0)
		return -1;
	if (open_list(session, err))
		session_say(session, MESSAGE_HINT, "typed when a line "
			"broke; left here, it stays for later");
	else if (!session->meeting && session->message_kind == MESSAGE_NONE)
		meeting_offer(session);
	return err->code ? -1 : 0;
}

int
run_recover(struct session *session, const struct arguments *args,
	struct err *err)
{
	(void)args;
	if (session_may_edit(session, err) < 0)
		return -1;
	if (open_list(session, err) || err->code)
		return err->code ? -1 : 0;
	return err_set(err, ERR_REFUSED, "nothing was left behind: all that "
		"was typed was kept or left");
}

/* Type again what was not in the text yet, where it was to stand; false where
 * that cannot be. */
static bool
begin_again(struct session *session, const struct journal_entry *entry)
{
	const struct node *by = beside(session->doc, entry);
	struct typing *typing = &session->typing;
	struct err ignored = ERR_INIT;
	struct number number;
	struct pending new = { .add = { .kind = CHANGE_ADD,
		.node = entry->node, .parent = entry->parent,
		.after = entry->after, .as = entry->kind,
		.level = entry->level, .come = entry->before } };

	if (!entry->is_new || doc_find(session->doc, &entry->node))
		return false;
	new.numbered = by && !node_id_is_none(&entry->after) &&
		number_read(&number, str_of(entry->before));
	new.by = by ? by->id : (node_id){ "" };
	if (typing_begin_new(session, &new, &ignored) < 0)
		return false;
	if (!str_starts(str_of(entry->line), entry->before))
		typing->text = 0;
	return true;
}

/* Typing as it was; where the paragraph is gone, for a new one there. */
static void
take_up_there(struct session *session, const struct journal_entry *entry)
{
	struct typing *typing = &session->typing;
	struct node *node = doc_find(session->doc, &entry->node);
	struct node *place = node ? node : doc_find(session->doc,
		&entry->after);

	if (!place)
		place = doc_last(session->doc);
	if (place->kind != NODE_NOTE)
		place_go(session, place, 0);
	typing_begin(session, place, 0);
	if (!node)
		typing->node = (node_id){ "" };
	free(typing->before);
	typing->before = mem_text(entry->before);
}

static void
take_up(struct session *session, const struct journal_entry *entry)
{
	struct typing *typing = &session->typing;
	struct voice voice = { "", "" };

	if (!begin_again(session, entry))
		take_up_there(session, entry);
	typing->marking = false;
	buf_clear(&typing->line);
	buf_add_text(&typing->line, entry->line);
	typing->cursor = entry->cursor;
	if (typing->text > typing->line.len)
		typing->text = typing->line.len;
	memcpy(voice.party, entry->party, sizeof(voice.party));
	speaker_set(session, &voice, false);
}

static void
say_taken(struct session *session, const struct journal_entry *entry)
{
	struct buf text = BUF_INIT;

	if (node_id_is_none(&session->typing.node))
		buf_add_text(&text, "the paragraph is gone: kept, these words "
			"become a new one here; from ");
	else
		buf_add_text(&text, "taken up, not kept yet: from ");
	add_whose(&text, session, entry);
	session_say(session, MESSAGE_DONE, "%s", buf_text(&text));
	buf_release(&text);
}

/* Where no text can take the words they are at least at hand. */
static int
give_words(struct session *session, const struct journal_entry *entry,
	struct err *err)
{
	clip_words(session, str_of(entry->line));
	return err_set(err, ERR_REFUSED, "there is no text %s any more; the "
		"words are copied and can be put in elsewhere", entry->doc);
}

int
run_recover_take(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct journal_claim claim;
	int rc = 0;

	if (args->n != 1)
		return usage("recover-take", err);
	if (session_may_edit(session, err) < 0 ||
	    journal_claim(session->record, args->at[0].text, &claim, err) < 0)
		return -1;
	if (strcmp(claim.entry.doc, session->doc_name) != 0)
		rc = session_switch(session, claim.entry.doc, err);
	if (rc < 0 || !doc_last(session->doc)) {
		rc = give_words(session, &claim.entry, err);
		journal_claim_put_back(&claim);
		return rc;
	}
	take_up(session, &claim.entry);
	say_taken(session, &claim.entry);
	recover_note(session);
	journal_sync(session->journaling.journal);
	if (session->journaling.noted)
		journal_claim_drop(&claim);
	else
		journal_claim_put_back(&claim);
	return 0;
}

/* The name in a row's command. */
static const char *
name_of_row(const struct list *list)
{
	const char *command = list->kind == LIST_LEFT && list->cursor < list->n
		? list->at[list->cursor].command : NULL;

	return command ? strchr(command, ' ') + 1 : NULL;
}

static void
ask_drop(struct session *session, const char *name)
{
	struct prompt_choice yes = { "y", "", NULL };
	struct buf command = BUF_INIT;

	buf_add_format(&command, "recover-drop %s", name);
	yes.command = buf_text(&command);
	prompt_choose(session, "throw these words away for good?", &yes, 1);
	buf_release(&command);
}

int
run_recover_drop(struct session *session, const struct arguments *args,
	struct err *err)
{
	const char *name = name_of_row(session->list);
	struct journal_claim claim;

	if (!name)
		return err_set(err, ERR_REFUSED,
			"nothing here can be thrown away");
	if (!args->n) {
		ask_drop(session, name);
		return 0;
	}
	if (journal_claim(session->record, args->at[0].text, &claim, err) < 0)
		return -1;
	journal_claim_drop(&claim);
	list_close(session);
	open_list(session, err);
	session_say(session, MESSAGE_DONE, "the words are thrown away");
	return err->code ? -1 : 0;
}
