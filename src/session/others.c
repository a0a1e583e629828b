/*
 * The others who have the text open just now: who they are, where they stand,
 * and in which paragraph they type. Nobody is kept from anything by it. A
 * delegation is not seen and sees nobody. What it must not do: move the
 * cursor, or say anything unasked but where somebody types too.
 */
#include <string.h>

#include "adref/base/mem.h"
#include "adref/doc/address.h"
#include "adref/doc/voice.h"
#include "inside.h"

void
others_release(struct session *session)
{
	presence_list_release(&session->others);
}

static bool
is_own(const struct session *session, const struct presence_found *found)
{
	return session->attending.own && strcmp(found->name,
		present_name(session->attending.own)) == 0;
}

/* Who is there but oneself, the list's strings moved along. */
static void
leave_oneself_out(const struct session *session, struct presence_list *list)
{
	size_t n = 0;

	for (size_t i = 0; i < list->n; i++) {
		if (is_own(session, &list->at[i]))
			presence_release(&list->at[i].presence);
		else
			list->at[n++] = list->at[i];
	}
	list->n = n;
}

static bool
is_same(const struct presence_found *a, const struct presence_found *b)
{
	return strcmp(a->name, b->name) == 0 &&
		strcmp(a->presence.person, b->presence.person) == 0 &&
		strcmp(a->presence.party, b->presence.party) == 0 &&
		strcmp(a->presence.doc, b->presence.doc) == 0 &&
		node_id_same(&a->presence.node, &b->presence.node) &&
		a->presence.typing == b->presence.typing;
}

static bool
are_same(const struct presence_list *a, const struct presence_list *b)
{
	for (size_t i = 0; i < a->n && a->n == b->n; i++)
		if (!is_same(&a->at[i], &b->at[i]))
			return false;
	return a->n == b->n;
}

bool
others_look(struct session *session)
{
	struct presence_list now = { 0 };
	struct err ignored = ERR_INIT;
	bool same;

	if (session->delegate || session->mirror.is)
		return false;
	presence_find(session->record, &now, &ignored);
	leave_oneself_out(session, &now);
	same = are_same(&session->others, &now);
	presence_list_release(&session->others);
	session->others = now;
	return !same;
}

static bool
types_at(const struct session *session, const struct presence *other,
	const node_id *node)
{
	return other->typing && node_id_same(&other->node, node) &&
		strcmp(other->doc, session->doc_name) == 0;
}

const struct presence *
session_typed_by(const struct session *session, const node_id *node,
	size_t *n)
{
	const struct presence *first = NULL;

	*n = 0;
	for (size_t i = 0; i < session->others.n; i++) {
		const struct presence *other = &session->others.at[i].presence;

		if (!types_at(session, other, node))
			continue;
		first = first ? first : other;
		(*n)++;
	}
	return first;
}

void
others_say_typed(struct session *session, const node_id *node)
{
	struct buf whom = BUF_INIT;
	const struct presence *other;
	size_t n;

	others_look(session);
	other = session_typed_by(session, node, &n);
	if (!other)
		return;
	voice_add(&whom, other->party, "");
	session_say(session, MESSAGE_HINT, "%s types here too, for %s: what "
		"you both write is kept", other->person, buf_text(&whom));
	buf_release(&whom);
}

/* Where one of them is: `A.1.6`, `in agenda`. */
static void
add_where(struct buf *out, const struct session *session,
	const struct presence *other)
{
	const struct node *node = NULL;

	if (strcmp(other->doc, session->doc_name) != 0) {
		buf_add_format(out, "in %s", other->doc);
		return;
	}
	node = doc_find(session->doc, &other->node);
	if (node)
		address_add(out, node);
	else
		buf_add_text(out, "in this text");
}

static void
add_other(struct list *list, const struct session *session,
	const struct presence *other)
{
	struct buf text = BUF_INIT;
	struct list_row *row;

	buf_add_format(&text, "%s  for ", other->person);
	voice_add(&text, other->party, "");
	buf_add_text(&text, "  ");
	add_where(&text, session, other);
	if (other->typing)
		buf_add_text(&text, "  typing");
	row = list_add(list, buf_text(&text));
	row->node = other->node;
	if (strcmp(other->doc, session->doc_name) != 0) {
		buf_clear(&text);
		buf_add_format(&text, "documents %s", other->doc);
		row->node = (node_id){ "" };
		row->command = mem_text(buf_text(&text));
	}
	buf_release(&text);
}

int
run_others(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct list *list;

	(void)args;
	if (session->delegate)
		return err_set(err, ERR_REFUSED, "who else has the text open "
			"is not for delegations to see");
	others_look(session);
	list = list_open(session, LIST_OTHERS, "Who else has it open");
	for (size_t i = 0; i < session->others.n; i++)
		add_other(list, session, &session->others.at[i].presence);
	list_settle(session);
	return 0;
}
