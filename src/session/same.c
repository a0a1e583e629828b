/*
 * A heading and its agenda item: what is said of both at the place, and giving
 * the heading the words that were agreed.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/doc/address.h"
#include "adref/doc/same.h"
#include "inside.h"

/* A heading and its item, each in its document; by names, as reading another
 * document may move the first. */
struct tie {
	const char *doc, *agenda;	/* borrowed from the record */
	node_id heading, item;
};

/* Letters received hold no headings of ours. */
static bool
may_hold(const char *name)
{
	return !str_starts(str_of(name), "letters/");
}

static struct node *
node_in(struct session *session, const char *name, const node_id *id)
{
	struct err ignored = ERR_INIT;
	struct doc *doc;

	return may_hold(name) && record_doc(session->record, name, &doc,
		&ignored) == 0 ? doc_find(doc, id) : NULL;
}

/* The item that a heading of the session's document is tied to. */
static bool
find_item(struct tie *out, struct session *session,
	const struct node *heading)
{
	const char *const *names;
	size_t n = record_names(session->record, &names);

	*out = (struct tie){ .doc = session->doc_name,
		.heading = heading->id, .item = heading->same_as };
	/* Agendas first, so that the others need not be read. */
	for (int turn = 0; turn < 2; turn++)
		for (size_t i = 0; i < n && !out->agenda; i++)
			if (same_is_agenda(names[i]) == !turn &&
			    strcmp(names[i], session->doc_name) != 0 &&
			    node_in(session, names[i], &out->item))
				out->agenda = names[i];
	return out->agenda;
}

static const struct node *
tied_in(struct session *session, const char *name, const node_id *item)
{
	struct err ignored = ERR_INIT;
	struct doc *doc;

	if (!may_hold(name) || record_doc(session->record, name, &doc,
		&ignored) < 0)
		return NULL;
	for (struct node *at = doc_first(doc); at; at = node_next(at))
		if (node_id_same(&at->same_as, item))
			return at;
	return NULL;
}

/* The first heading elsewhere that is tied to an item of the session's
 * document. */
static bool
find_heading(struct tie *out, struct session *session,
	const struct node *item)
{
	const char *const *names;
	size_t n = record_names(session->record, &names);

	*out = (struct tie){ .agenda = session->doc_name, .item = item->id };
	for (size_t i = 0; i < n && !out->doc; i++) {
		const struct node *heading = strcmp(names[i],
			session->doc_name) == 0 ? NULL
			: tied_in(session, names[i], &item->id);

		if (!heading)
			continue;
		out->doc = names[i];
		out->heading = heading->id;
	}
	return out->doc;
}

static bool
find_tie(struct tie *out, struct session *session, const struct node *node)
{
	return node_id_is_none(&node->same_as)
		? find_heading(out, session, node)
		: find_item(out, session, node);
}

/* `outcome A`. */
static void
add_name(struct buf *out, const char *doc, const struct node *node)
{
	buf_add_format(out, "%s ", doc);
	address_add(out, node);
}

struct taking {
	struct tie tie;
	struct changes changes;
	struct buf subject;
	size_t lifted;
};

static int
plan(struct taking *taking, struct session *session, struct err *err)
{
	struct node *heading = node_in(session, taking->tie.doc,
		&taking->tie.heading);
	struct node *item = node_in(session, taking->tie.agenda,
		&taking->tie.item);
	struct doc *doc;

	if (!heading || !item || record_doc(session->record, taking->tie.doc,
		&doc, err) < 0)
		return err_set(err, ERR_STALE, "the heading or its item is "
			"gone");
	doc_pair(doc);
	same_take(&taking->changes, heading, item, &taking->lifted);
	add_name(&taking->subject, taking->tie.doc, heading);
	buf_add_text(&taking->subject, ": take the words of ");
	add_name(&taking->subject, taking->tie.agenda, item);
	if (taking->lifted)
		buf_add_format(&taking->subject, ", %zu bracket%s lifted",
			taking->lifted, taking->lifted == 1 ? "" : "s");
	return taking->changes.n ? 0 : err_set(err, ERR_REFUSED,
		"it has these words already, and no brackets");
}

static int
take(struct session *session, const struct tie *tie, struct err *err)
{
	struct taking taking = { .tie = *tie };
	struct act act = { .kind = "same-take", .doc = tie->doc,
		.exact = true };
	int rc = plan(&taking, session, err);

	if (rc == 0) {
		act.subject = buf_text(&taking.subject);
		act.changes = taking.changes.at;
		act.n = taking.changes.n;
		rc = session_save(session, &act, act.subject, err);
	} else {
		session_take_doc(session, &(struct err)ERR_INIT);
	}
	changes_release(&taking.changes);
	buf_release(&taking.subject);
	return rc;
}

int
run_same_take(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct node *node = session_place(session);
	struct tie tie;

	if (args->n > 1 || (!args->n && !session->keys))
		return usage("same-take", err);
	if (args->n && argument_node(session, &args->at[0], &node, err) < 0)
		return -1;
	if (!find_tie(&tie, session, node))
		return err_set(err, ERR_REFUSED, "nothing is tied to it: of a "
			"heading, same-as names its agenda item");
	return take(session, &tie, err);
}

static bool
wants_taking(struct session *session, const struct tie *tie)
{
	const struct node *heading = node_in(session, tie->doc,
		&tie->heading);
	const struct node *item = node_in(session, tie->agenda, &tie->item);

	return heading && item && (heading->pairs || heading->residue_n ||
		!same_words(heading, item));
}

void
same_offer(struct session *session, const node_id *item)
{
	const struct node *node = doc_find(session->doc, item), *heading;
	struct prompt_choice choice = { "y", "", NULL };
	struct buf label = BUF_INIT, command = BUF_INIT;
	struct tie tie;

	if (!node || !same_is_agenda(session->doc_name) ||
	    !find_heading(&tie, session, node) ||
	    !wants_taking(session, &tie))
		return;
	heading = node_in(session, tie.doc, &tie.heading);
	buf_add_format(&command, "same-take %s", item->text);
	if (session->keys) {
		buf_add_text(&label, "lift the brackets of ");
		add_name(&label, tie.doc, heading);
		buf_add_text(&label, ", with the words agreed?");
		choice.command = buf_text(&command);
		prompt_choose(session, buf_text(&label), &choice, 1);
	} else {
		buf_add_str(&label, buf_str(&session->message));
		buf_add_text(&label, "; ");
		add_name(&label, tie.doc, heading);
		buf_add_format(&label, " holds the same text: %s lifts its "
			"brackets", buf_text(&command));
		session_say(session, MESSAGE_DONE, "%s", buf_text(&label));
	}
	buf_release(&label);
	buf_release(&command);
}

void
same_look(struct session *session)
{
	const struct node *place = session_place(session);
	struct node *item;
	struct tie tie;

	buf_clear(&session->same);
	if (!place || node_id_is_none(&place->same_as) ||
	    session->seen != SEEN_TEXT || !find_item(&tie, session, place))
		return;
	item = node_in(session, tie.agenda, &tie.item);
	place = session_place(session);
	buf_add_text(&session->same, same_words(place, item)
		? "the same as " : "differs from ");
	add_name(&session->same, tie.agenda, item);
	if (same_words(place, item))
		return;
	buf_add_text(&session->same, ": ");
	same_add_differences(&session->same, place, item);
}
