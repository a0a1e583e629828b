/*
 * New paragraphs at the keyboard: one is added, empty but for its number, and
 * opened for typing at once. Leaving it as it was takes it back; so does
 * keeping it empty, but for a bullet: an empty bullet is a placeholder.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/text/number.h"
#include "structure.h"
#include "typing.h"

/* The subject of one's latest act; the caller frees. */
static char *
latest_act(struct session *session)
{
	struct undone undone;
	struct err ignored = ERR_INIT;
	char *subject;

	if (record_undo_look(session->record, &undone, &ignored) < 0)
		return NULL;
	subject = mem_text(undone.subject);
	undone_release(&undone);
	return subject;
}

/* What stands there so far is replaced by what is typed. */
static void
select_all_but_number(struct typing *typing)
{
	struct number number;

	number_read(&number, buf_str(&typing->line));
	typing->mark = number.end;
	typing->cursor = typing->line.len;
	typing->marking = true;
}

static int
open_new(struct session *session, enum place_word word, struct err *err)
{
	struct node *by = session_place(session), *node;
	struct typing *typing = &session->typing;
	struct arguments none = { 0 };
	node_id id;

	if (structure_add(session, by, word, str_of(""), &id, err) < 0)
		return -1;
	node = doc_find(session->doc, &id);
	if (!node)
		return 0;
	marks_clear(session);
	place_go(session, node, 0);
	if (run_text_edit(session, &none, err) < 0)
		return -1;
	typing->added = latest_act(session);
	typing->cursor = typing->line.len;
	if (node->kind == NODE_ROW) {
		typing->cursor = 2;
	} else if (word == PLACE_OPTION) {
		select_all_but_number(typing);
	} else if (node->len) {
		buf_add_char(&typing->line, ' ');
		typing->text = typing->cursor = typing->line.len;
	}
	return 0;
}

/* Whether nothing but the number stands in a line. */
static bool
says_nothing(struct str line)
{
	struct number number;

	line = str_trim(line);
	return !line.len || (number_read(&number, line) &&
		number.end >= line.len);
}

bool
added_is_empty(const struct session *session)
{
	const struct typing *typing = &session->typing;
	const struct node *node = doc_find(session->doc, &typing->node);

	return typing->added && node && node->kind != NODE_ITEM &&
		says_nothing(buf_str(&typing->line)) &&
		says_nothing(node_str(node));
}

int
added_take_back(struct session *session, struct err *err)
{
	struct arguments none = { 0 };
	char *added = session->typing.added;
	bool there = doc_find(session->doc, &session->typing.node) != NULL;
	char *latest = latest_act(session);
	int rc = 0;

	session->typing.added = NULL;
	typing_end(session);
	if (there && latest && strcmp(latest, added) == 0)
		rc = run_undo(session, &none, err);
	else if (there)
		rc = run_node_drop(session, &none, err);
	free(added);
	free(latest);
	return rc;
}

#define OPEN(function, word) \
	int \
	function(struct session *session, const struct arguments *args, \
		struct err *err) \
	{ \
		(void)args; \
		return open_new(session, word, err); \
	}
OPEN(run_new_after, PLACE_AFTER)
OPEN(run_new_before, PLACE_BEFORE)
OPEN(run_new_under, PLACE_UNDER)
OPEN(run_new_alt, PLACE_ALT)
OPEN(run_new_option, PLACE_OPTION)
