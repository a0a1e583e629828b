/*
 * Keeping what was typed, as one act: word by word, so that what others did
 * to other words of the paragraph meanwhile stands too.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/doc/address.h"
#include "adref/text/quote.h"
#include "adref/text/words.h"
#include "structure.h"
#include "typing.h"

enum { TRIES = 5 };

int
typing_source(struct buf *out, const struct node *node, struct str line,
	struct err *err)
{
	size_t start = out->len;
	struct str row;

	if (node->kind != NODE_ROW) {
		quote_add_line(out, str_trim(line));
		return 0;
	}
	buf_add_str(out, str_trim(line));
	row = str_from(buf_str(out), start);
	if (row.len >= 2 && row.at[0] == '|' && row.at[row.len - 1] == '|')
		return 0;
	return err_set(err, ERR_REFUSED, "a row of a table begins and ends "
		"with |, as in | one | two |");
}

int
typing_changes(struct changes *out, const struct session *session,
	const struct node *node, struct str come, struct err *err)
{
	struct str before = str_of(session->typing.before);
	size_t index = out->n;

	changes_add_words(out, &node->id, before, come);
	return changes_carry(out, index, before, node_str(node), err);
}

/* From what to what; exact: a line that went on meanwhile is ERR_STALE. */
struct rewording {
	struct str from, to;
	bool exact;
};

static int
act_on_words(struct session *session, const struct node *node,
	struct changes *changes, const struct rewording *words,
	struct err *err)
{
	struct buf subject = BUF_INIT, done = BUF_INIT;
	struct deed deed = { .kind = "text-set", .changes = changes->at,
		.n = changes->n, .exact = words->exact };
	int rc = 0;

	address_add(&subject, node);
	buf_add_text(&subject, ": ");
	buf_add_str(&done, buf_str(&subject));
	deed_add_reword(&subject, &done, words->from, words->to);
	if (!str_same(words->from, node_str(node)))
		buf_add_text(&done, " (others changed it too)");
	deed.subject = buf_text(&subject);
	deed.done = buf_text(&done);
	if (!changes->n)
		session_say(session, MESSAGE_HINT, session->typing.goes_on
			? "kept as it stands" : "nothing was changed");
	else
		rc = session_act(session, &deed, err);
	buf_release(&subject);
	buf_release(&done);
	return rc;
}

int
run_text_set(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct changes changes = { 0 };
	struct buf come = BUF_INIT;
	struct node *node;
	int rc;

	if (args->n != 2 || !args->at[1].quoted)
		return usage("text-set", err);
	if (argument_node(session, &args->at[0], &node, err) < 0)
		return -1;
	if (node->kind == NODE_TABLE)
		return err_set(err, ERR_REFUSED,
			"a table is changed row by row");
	rc = typing_source(&come, node, str_of(args->at[1].text), err);
	if (rc == 0) {
		char *from = mem_text_len(node->line, node->len);

		changes_add_words(&changes, &node->id, str_of(from),
			buf_str(&come));
		rc = act_on_words(session, node, &changes,
			&(struct rewording){ str_of(from), buf_str(&come),
			false }, err);
		free(from);
	}
	changes_release(&changes);
	buf_release(&come);
	return rc;
}

/* Where the cursor's byte of the line is in what the line was kept as. */
static size_t
kept_cursor(const struct session *session, struct str come)
{
	const struct typing *typing = &session->typing;
	const struct node *node = doc_find(session->doc, &typing->node);
	struct str line = typing_line(session);
	size_t off = typing->cursor, lead = 0;

	while (lead < line.len && line.at[lead] == ' ')
		lead++;
	off -= off < lead ? off : lead;
	if (come.len && come.at[0] == '\\' && lead < line.len &&
	    line.at[lead] != '\\')
		off++;
	if (off > come.len)
		off = come.len;
	if (!node || (!str_same(come, node_str(node)) &&
	    !words_carry(come, node_str(node), off, 0, &off)))
		return 0;
	return off;
}

/* The paragraph is gone: its words become a new one where it stood. */
static int
save_lost(struct session *session, struct err *err)
{
	const struct node *place = session_place(session);
	struct change change = { .kind = CHANGE_ADD, .as = NODE_PARAGRAPH };
	struct buf come = BUF_INIT, subject = BUF_INIT;
	struct deed deed = { .kind = "node-add", .changes = &change, .n = 1 };
	int rc;

	if (!place)
		return err_set(err, ERR_STALE, "there is no text any more "
			"where your words could stand");
	if (!str_trim(typing_line(session)).len)
		return 0;
	if (paste_place(place, &change, err) < 0)
		return -1;
	if (place->kind == NODE_ITEM)
		change.as = NODE_ITEM;
	quote_add_line(&come, str_trim(typing_line(session)));
	change.come = buf_text(&come);
	address_add(&subject, place);
	buf_add_text(&subject, ": add ");
	deed_add_quoted(&subject, buf_str(&come));
	deed.subject = deed.done = buf_text(&subject);
	rc = session_act(session, &deed, err);
	buf_release(&come);
	buf_release(&subject);
	return rc;
}

static int
try_words(struct session *session, struct err *err)
{
	struct typing *typing = &session->typing;
	const struct node *node = doc_find(session->doc, &typing->node);
	struct changes changes = { 0 };
	struct buf come = BUF_INIT;
	int rc = node ? typing_source(&come, node, typing_line(session), err)
		: err_set(err, ERR_REFUSED, "somebody took this paragraph "
			"out");

	if (rc == 0)
		rc = typing_changes(&changes, session, node, buf_str(&come),
			err);
	if (rc == 0)
		rc = act_on_words(session, node, &changes,
			&(struct rewording){ str_of(typing->before),
			buf_str(&come), true }, err);
	if (rc == 0)
		session->off = kept_cursor(session, buf_str(&come));
	changes_release(&changes);
	buf_release(&come);
	return rc;
}

/*
 * What others did to other words of the paragraph at the last moment is taken
 * over; of the same words the person is asked.
 */
static int
save_words(struct session *session, struct err *err)
{
	struct buf line = BUF_INIT;
	bool moved = true;
	int rc = -1;

	for (int i = 0; rc < 0 && moved && i < TRIES; i++) {
		const struct node *node = doc_find(session->doc,
			&session->typing.node);

		buf_clear(&line);
		buf_add_str(&line, node ? node_str(node) : str_of(""));
		err_clear(err);
		rc = try_words(session, err);
		node = doc_find(session->doc, &session->typing.node);
		moved = rc < 0 && err->code == ERR_STALE && node &&
			!str_same(buf_str(&line), node_str(node));
	}
	buf_release(&line);
	return rc;
}

static int
save_new(struct session *session, struct err *err)
{
	const struct pending *pending = &session->typing.pending;
	const struct node *by = doc_find(session->doc, &pending->by);
	struct change add;
	struct buf come = BUF_INIT;
	int rc = typing_new_change(&add, &come, session, typing_line(session),
		err);

	if (!by)
		by = doc_find(session->doc, &add.node);
	if (rc == 0)
		rc = adding_act(session, &add, by, err);
	if (rc == 0)
		session->off = kept_cursor(session, buf_str(&come));
	buf_release(&come);
	return rc;
}

int
typing_keep(struct session *session, struct err *err)
{
	const struct node *node = doc_find(session->doc,
		&session->typing.node);

	if (session->typing.pending.is)
		return save_new(session, err);
	return node ? save_words(session, err)
		: save_lost(session, err);
}

int
typing_keep_on(struct session *session, struct err *err)
{
	const node_id id = session->typing.node;
	size_t text = session->typing.text;

	if (typing_keep(session, err) < 0)
		return -1;
	typing_go_on(session, &id, session->off);
	if (text <= session->typing.line.len)
		session->typing.text = text;
	return 0;
}

/* Whether the paragraph is there and reads otherwise than when one began. */
static bool
is_changed_by_others(const struct session *session)
{
	const struct node *node = doc_find(session->doc,
		&session->typing.node);

	return node && !str_is(node_str(node), session->typing.before);
}

bool
typing_clashes(struct session *session, struct err *err)
{
	if (err->code != ERR_STALE || !is_changed_by_others(session))
		return false;
	err_clear(err);
	typing_ask_clash(session, doc_find(session->doc,
		&session->typing.node));
	return true;
}

/* What was typed stays on the screen when it cannot be kept. */
int
run_type_save(struct session *session, const struct arguments *args,
	struct err *err)
{
	int rc;

	(void)args;
	if (typing_new_is_empty(session)) {
		typing_new_leave(session);
		return 0;
	}
	rc = typing_keep(session, err);
	if (rc < 0 && typing_clashes(session, err))
		return 0;
	if (rc == 0)
		typing_end(session);
	else
		unsaved_note(session, err);
	return rc;
}
