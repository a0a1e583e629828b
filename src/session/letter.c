/*
 * Letters received, read beside the text they are about: the list of them,
 * opening and leaving one, and what became of its paragraphs. Filing what it
 * asks is letter_propose.c's.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/doc/address.h"
#include "adref/doc/named.h"
#include "adref/doc/party.h"
#include "adref/record/letters.h"
#include "proposal.h"

/* How many paragraphs before this one may name its place: `C.2, first bullet:`
 * over several of them. */
enum { BEFORE = 2 };

void
letter_release(struct letter_beside *beside)
{
	free(beside->name);
	beside->name = NULL;
}

/* The words that are marked in the paragraph, else where the cursor is. */
static void
marked(const struct session *session, const struct node *node, size_t *from,
	size_t *to)
{
	const struct selection *what = &session->selection;

	*from = *to = session->off;
	if (!what->is || what->whole || !node_id_same(&what->node, &node->id))
		return;
	*from = what->from;
	*to = what->to;
}

/* The place that the paragraph names, or one of those just before it. */
static const struct node *
find_named(struct session *session, const struct doc *text)
{
	struct letter_beside *beside = &session->beside;
	const struct node *node = session_place(session), *found = NULL;
	size_t from, to;

	beside->named = NAMED_NOWHERE;
	if (!node)
		return NULL;
	marked(session, node, &from, &to);
	found = named_for(text, node_str(node), from, to);
	beside->named = found ? NAMED_HERE : NAMED_BEFORE;
	for (int i = 0; i < BEFORE && !found; i++) {
		node = node_prev(node);
		if (!node)
			break;
		found = named_for(text, node_str(node), node->len, node->len);
	}
	if (!found)
		beside->named = NAMED_NOWHERE;
	return found;
}

static void
look_beside(struct session *session)
{
	struct letter_beside *beside = &session->beside;
	struct err ignored = ERR_INIT;
	const struct node *node;

	if (!beside->name || !record_has(session->record, beside->name)) {
		free(beside->name);
		beside->name = mem_text(record_main(session->record));
	}
	if (record_doc(session->record, beside->name, &beside->text, &ignored)
	    < 0) {
		beside->text = NULL;
		return;
	}
	node = find_named(session, beside->text);
	if (!node)
		node = doc_find(beside->text, &beside->node);
	if (!node)
		node = doc_find(beside->text, &beside->place);
	if (!node)
		node = doc_first(beside->text);
	beside->node = node ? node->id : (node_id){ "" };
}

void
letter_look(struct session *session)
{
	struct letter_beside *beside = &session->beside;
	const struct letters *all;
	struct err ignored = ERR_INIT;

	beside->letter = NULL;
	beside->text = NULL;
	if (!session->doc_name || !str_starts(str_of(session->doc_name),
		"letters/") || record_letters(session->record, &all,
		&ignored) < 0)
		return;
	beside->letter = letters_find(all, session->doc_name);
	if (beside->letter)
		look_beside(session);
}

/* Whether a document is a letter. */
static bool
is_letter(struct session *session, const char *name)
{
	const struct letters *all;
	struct err ignored = ERR_INIT;

	return name && str_starts(str_of(name), "letters/") &&
		record_letters(session->record, &all, &ignored) == 0 &&
		letters_find(all, name);
}

void
letter_speak(struct session *session, const char *party)
{
	if (session->delegate)
		return;
	memset(session->party, 0, sizeof(session->party));
	session->speaker[0] = '\0';
	memcpy(session->party, party, strnlen(party,
		sizeof(session->party) - 1));
}

/* Who spoke in the text speaks again. */
static void
speak_as_before(struct session *session)
{
	const struct letter_beside *beside = &session->beside;

	memcpy(session->party, beside->party, sizeof(session->party));
	memcpy(session->speaker, beside->speaker, sizeof(session->speaker));
}

void
letter_switched(struct session *session, const char *was,
	const node_id *place)
{
	struct letter_beside *beside = &session->beside;
	bool before = is_letter(session, was);

	if (beside->letter && !before) {
		memcpy(beside->party, session->party,
			sizeof(beside->party));
		memcpy(beside->speaker, session->speaker,
			sizeof(beside->speaker));
		if (was) {
			free(beside->name);
			beside->name = mem_text(was);
			beside->place = beside->node = *place;
		}
	}
	if (beside->letter)
		letter_speak(session, beside->letter->party);
	else if (before)
		speak_as_before(session);
	letter_look(session);
}

bool
letter_fall_back(struct session *session)
{
	struct letter_beside *beside = &session->beside;
	const char *name = beside->name && record_has(session->record,
		beside->name) ? beside->name : record_main(session->record);

	if (!record_has(session->record, name) ||
	    strcmp(name, session->doc_name) == 0)
		return false;
	free(session->doc_name);
	session->doc_name = mem_text(name);
	speak_as_before(session);
	return true;
}

static int
refuse_no_letter(struct err *err)
{
	return err_set(err, ERR_REFUSED, "this is no letter that was received");
}

/* `Japan         20 March 2026    14 paragraphs: 3 filed, 2 nothing …` */
static void
add_row(struct list *list, const struct letter *letter)
{
	struct buf text = BUF_INIT, said = BUF_INIT, line = BUF_INIT;
	struct list_row *row;

	list_add_cell(&text, party_room_name(letter->party), 14);
	letter_add_said(&said, letter);
	list_add_cell(&text, buf_text(&said) + str_find(buf_str(&said), 0,
		str_of(" of ")) + strlen(" of "), 18);
	buf_add_format(&text, "%zu unread, %zu filed, %zu nothing asked",
		letter->counts[LETTER_UNREAD], letter->counts[LETTER_FILED],
		letter->counts[LETTER_NOTHING]);
	row = list_add(list, buf_text(&text));
	row->also = mem_text(letter->document);
	buf_add_format(&line, "letter-open \"%s\"", letter->document);
	row->command = buf_take(&line);
	buf_release(&text);
	buf_release(&said);
}

int
run_letters(struct session *session, const struct arguments *args,
	struct err *err)
{
	const struct letters *all;
	struct list *list;
	bool chosen = false;

	(void)args;
	if (record_letters(session->record, &all, err) < 0)
		return -1;
	if (!all->n)
		return err_set(err, ERR_REFUSED, "no letter was received: "
			"adref import FILE --letter-from PARTY --dated DATE "
			"keeps one");
	list = list_open(session, LIST_LETTERS, "Letters");
	for (size_t i = 0; i < all->n; i++) {
		const struct letter *letter = &all->at[i];

		if (strcmp(letter->document, session->doc_name) == 0 ||
		    (!chosen && letter->counts[LETTER_UNREAD])) {
			list->cursor = i;
			chosen = true;
		}
		add_row(list, letter);
	}
	list_settle(session);
	return 0;
}

/* The next one behind node that is unread, around the end; NULL: none is. */
static const struct node *
find_unread(const struct session *session, const struct node *from)
{
	const struct letter *letter = session->beside.letter;
	size_t first = 0;

	for (size_t i = 0; from && i < letter->parts_n; i++)
		if (node_id_same(&letter->parts[i].node, &from->id))
			first = i + 1;
	for (size_t i = 0; i < letter->parts_n; i++) {
		const struct letter_part *part = &letter->parts[(first + i) %
			letter->parts_n];

		if (part->state == LETTER_UNREAD)
			return doc_find(session->doc, &part->node);
	}
	return NULL;
}

static void
say_letter(struct session *session)
{
	const struct letter *letter = session->beside.letter;
	struct buf text = BUF_INIT;

	letter_add_said(&text, letter);
	buf_add_format(&text, ": %zu of %zu paragraphs unread",
		letter->counts[LETTER_UNREAD], letter->parts_n);
	session_say(session, MESSAGE_HINT, "%s", buf_text(&text));
	buf_release(&text);
}

int
run_letter_open(struct session *session, const struct arguments *args,
	struct err *err)
{
	const struct node *unread;

	if (args->n != 1)
		return usage("letter-open", err);
	if (!is_letter(session, args->at[0].text))
		return err_set(err, ERR_MISSING, "there is no letter \"%.80s\"",
			args->at[0].text);
	if (session_switch(session, args->at[0].text, err) < 0)
		return -1;
	unread = find_unread(session, NULL);
	if (unread)
		place_go(session, unread, 0);
	letter_look(session);
	say_letter(session);
	return 0;
}

int
run_letter_next(struct session *session, const struct arguments *args,
	struct err *err)
{
	const struct node *unread;

	(void)args;
	if (!session->beside.letter)
		return refuse_no_letter(err);
	unread = find_unread(session, session_place(session));
	if (!unread)
		return err_set(err, ERR_REFUSED, "every paragraph of this "
			"letter is read");
	place_go(session, unread, 0);
	return 0;
}

static int
leave(struct session *session, const node_id *to, struct err *err)
{
	char *name = mem_text(session->beside.name);
	node_id place = *to;
	const struct node *node;
	int rc = session_switch(session, name, err);

	free(name);
	if (rc < 0)
		return -1;
	node = doc_find(session->doc, &place);
	if (node)
		place_go(session, node, 0);
	return 0;
}

int
run_letter_leave(struct session *session, const struct arguments *args,
	struct err *err)
{
	(void)args;
	if (!session->beside.letter)
		return refuse_no_letter(err);
	return leave(session, &session->beside.place, err);
}

int
run_letter_place(struct session *session, const struct arguments *args,
	struct err *err)
{
	(void)args;
	if (!session->beside.letter)
		return refuse_no_letter(err);
	return leave(session, &session->beside.node, err);
}

/* What a command names, else what the keys act on. */
static int
take_targets(struct nodes *out, struct session *session,
	const struct arguments *args, size_t n, struct err *err)
{
	for (size_t i = 0; i < n; i++) {
		struct node *node;

		if (argument_node(session, &args->at[i], &node, err) < 0)
			return -1;
		nodes_add(out, node);
	}
	if (!n)
		targets_take(out, session);
	return 0;
}

/* Without those that are no part of the letter or are so already. */
static int
check_targets(struct nodes *nodes, const struct letter *letter, bool unread,
	struct err *err)
{
	size_t kept = 0;

	for (size_t i = 0; i < nodes->n; i++) {
		const struct letter_part *part = letter_part_of(letter,
			&nodes->at[i]->id);

		if (part && part->state == LETTER_FILED && !unread)
			return err_set(err, ERR_REFUSED, "this is filed as %s: "
				"something is asked in it", part->filed);
		if (part && part->state == (unread ? LETTER_NOTHING
			: LETTER_UNREAD))
			nodes->at[kept++] = nodes->at[i];
	}
	nodes->n = kept;
	return kept ? 0 : err_set(err, ERR_REFUSED, unread
		? "this is unread already" : "this was said already");
}

/* `India's letter of 28 May 2021: nothing asked in 3 and 4` */
static void
add_subject(struct buf *out, const struct letter *letter,
	const struct nodes *nodes, bool unread)
{
	letter_add_said(out, letter);
	buf_add_format(out, ": %s", unread ? "unread again, "
		: "nothing asked in ");
	for (size_t i = 0; i < nodes->n; i++) {
		if (i)
			buf_add_text(out, i + 1 == nodes->n ? " and " : ", ");
		address_add(out, nodes->at[i]);
	}
}

static int
save_read(struct session *session, const struct nodes *nodes, bool unread,
	struct err *err)
{
	struct proposal_act act = { .session = session,
		.kind = "letter-nothing", .party = "" };
	char *now = proposal_now(session);
	int rc = 0;

	add_subject(&act.subject, session->beside.letter, nodes, unread);
	for (size_t i = 0; i < nodes->n && rc == 0; i++) {
		const struct letter_read read = { session->doc_name,
			nodes->at[i]->id, unread ? NULL : now };

		rc = letter_edits_read(&act.edits, session->record, &read,
			err);
		proposal_act_about(&act, &nodes->at[i]->id);
	}
	free(now);
	return proposal_act_end(&act, rc, err);
}

/* Once more at the keyboard takes it back. */
static bool
is_toggled(const struct session *session, const struct nodes *nodes)
{
	for (size_t i = 0; i < nodes->n; i++) {
		const struct letter_part *part = letter_part_of(
			session->beside.letter, &nodes->at[i]->id);

		if (part && part->state != LETTER_NOTHING)
			return false;
	}
	return session->keys;
}

int
run_letter_nothing(struct session *session, const struct arguments *args,
	struct err *err)
{
	size_t n = args->n;
	bool unread = n && strcmp(args->at[n - 1].text, "unread") == 0;
	struct nodes nodes = { NULL, 0, 0 };
	const struct node *next;
	int rc;

	if (!session->beside.letter)
		return refuse_no_letter(err);
	rc = take_targets(&nodes, session, args, n - unread, err);
	if (rc == 0)
		unread |= is_toggled(session, &nodes);
	if (rc == 0)
		rc = check_targets(&nodes, session->beside.letter, unread,
			err);
	if (rc == 0)
		rc = save_read(session, &nodes, unread, err);
	nodes_release(&nodes);
	if (rc < 0)
		return -1;
	marks_clear(session);
	selection_clear(session);
	next = session->keys && !unread && session->beside.letter
		? find_unread(session, session_place(session)) : NULL;
	if (next)
		place_go(session, next, 0);
	return 0;
}
