/*
 * What is new to the reader: paragraphs that differ from the text as of which
 * all was read, as long as they were not read as they are. A paragraph is read
 * when the cursor has stayed on it a moment, or goes on to the next new one.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "reader.h"

/* Shorter one has only passed over a paragraph. */
enum { STAYED_MILLIS = 1000 };

static const store_id *
read_as_of(const struct reader *reader, const char *name)
{
	const struct bookmark_doc *doc = bookmark_find(&reader->bookmark,
		name);

	return doc ? &doc->read : &reader->bookmark.first;
}

/* The text as of which all is read; NULL: nothing is new since. */
static const struct doc *
text_read(const struct session *session, const char *name)
{
	struct reader *reader = session->reader;
	const store_id *read = read_as_of(reader, name);
	struct err ignored = ERR_INIT;

	if (store_id_same(read, record_tip(session->record)))
		return NULL;
	if (reader->was_name && strcmp(reader->was_name, name) == 0 &&
	    store_id_same(&reader->was_at, read))
		return reader->was;
	reader_forget_text(reader);
	reader->was_name = mem_text(name);
	reader->was_at = *read;
	if (record_doc_at(session->record, read, name, &reader->was,
		&ignored) < 0)
		reader->was = NULL;
	return reader->was;
}

void
reader_forget_text(struct reader *reader)
{
	doc_free(reader->was);
	reader->was = NULL;
	free(reader->was_name);
	reader->was_name = NULL;
}

/* Of a node of the text as it stands. */
static bool
is_new(const struct session *session, const char *name,
	const struct node *node, const struct node **old)
{
	const struct doc *was = text_read(session, name);
	const struct bookmark_doc *marks;

	if (!was)
		return false;
	*old = doc_find(was, &node->id);
	if (!(doc_diff_node(*old, node) & ~(unsigned)DIFF_RENUMBERED))
		return false;
	marks = bookmark_find(&session->reader->bookmark, name);
	return !marks || !bookmark_has_node(marks, node);
}

/* The node as it stands, of one that is seen as others see it. */
static const struct node *
node_as_it_is(const struct session *session, const struct node *node)
{
	struct err ignored = ERR_INIT;
	struct doc *doc;

	if (session->seen == SEEN_TEXT)
		return node;
	return record_doc(session->record, session->doc_name, &doc,
		&ignored) == 0 ? doc_find(doc, &node->id) : NULL;
}

bool
session_is_new(const struct session *session, const struct node *node,
	const struct node **old)
{
	const struct node *as_read = NULL;
	bool new = false;

	if (session->reader && !session_is_then(session))
		node = node_as_it_is(session, node);
	else
		node = NULL;
	if (node)
		new = is_new(session, session->doc_name, node, &as_read);
	if (old)
		*old = new ? as_read : NULL;
	return new;
}

size_t
reader_count_new(const struct session *session, const char *name)
{
	struct err ignored = ERR_INIT;
	const struct node *old;
	struct doc *doc;
	size_t n = 0;

	if (!session->reader || !text_read(session, name) ||
	    record_doc(session->record, name, &doc, &ignored) < 0)
		return 0;
	for (const struct node *at = doc_first(doc); at; at = node_next(at))
		n += is_new(session, name, at, &old);
	for (const struct node *at = doc->notes->first; at; at = at->next)
		n += is_new(session, name, at, &old);
	return n;
}

/* A node of the text as it stands is read. */
static void
read_node(struct session *session, const char *name, const node_id *id)
{
	struct bookmark *bookmark = &session->reader->bookmark;
	struct err ignored = ERR_INIT;
	const struct node *node, *old;
	struct doc *doc;

	if (!record_has(session->record, name) || record_doc(session->record,
		name, &doc, &ignored) < 0)
		return;
	node = doc_find(doc, id);
	if (node && is_new(session, name, node, &old))
		bookmark_put_node(bookmark_put(bookmark, name), node);
}

void
reader_leave(struct session *session)
{
	struct reader *reader = session->reader;

	if (!node_id_is_none(&reader->place) && (!session->millis ||
	    session->millis - reader->came >= STAYED_MILLIS))
		read_node(session, reader->place_name, &reader->place);
	free(reader->place_name);
	reader->place_name = NULL;
	reader->place = (node_id){ "" };
}

void
reader_look(struct session *session)
{
	struct reader *reader = session->reader;
	bool shown = !session->list && session->doc && !session_is_then(
		session);

	if (!reader || !session->doc_name)
		return;
	map_put(&reader->looked, str_of(session->doc_name), reader);
	if (shown && node_id_same(&reader->place, &session->place) &&
	    reader->place_name && strcmp(reader->place_name,
		session->doc_name) == 0)
		return;
	reader_leave(session);
	if (!shown)
		return;
	reader->place = session->place;
	reader->place_name = mem_text(session->doc_name);
	reader->came = session->millis;
}

/* The next new one behind a node, around the end; NULL: there is none. */
static struct node *
new_behind(const struct session *session, struct node *from)
{
	struct node *at = from;

	do {
		at = place_next(session, at);
		if (!at)
			at = doc_first(session->doc);
		if (session_is_new(session, at, NULL))
			return at;
	} while (at != from);
	return NULL;
}

bool
reader_has_news(const struct session *session)
{
	store_id seen;

	return reader_seen(session, &seen) && (!store_id_same(&seen,
		record_tip(session->record)) ||
		reader_count_new(session, session->doc_name));
}

static int
refuse_none(struct err *err)
{
	return err_set(err, ERR_REFUSED, "nothing in this text is new to you");
}

static void
say_left(struct session *session)
{
	size_t n = reader_count_new(session, session->doc_name);

	if (n > 1)
		session_say(session, MESSAGE_HINT, "%zu more %s new to you",
			n - 1, n == 2 ? "is" : "are");
	else
		session_say(session, MESSAGE_HINT, "this is the last one that "
			"is new to you");
}

int
run_unread_next(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct node *place = session_place(session), *found = place;
	node_id id;

	(void)args;
	/* From a list one comes to the place; in the text one leaves it. */
	if (!session->list)
		read_node(session, session->doc_name, &place->id);
	if (!session_is_new(session, place, NULL))
		found = new_behind(session, place);
	if (!found)
		return refuse_none(err);
	id = found->id;
	if (session->list && lists_leave(session, err) < 0)
		return -1;
	found = doc_find(session->doc, &id);
	if (!found)
		return refuse_none(err);
	place_go(session, found, 0);
	say_left(session);
	return 0;
}

/* The first screen says what was new: it is made anew. */
static int
show_again(struct session *session, struct err *err)
{
	if (!session->list || session->list->kind != LIST_OURS)
		return 0;
	list_close(session);
	return command_run(session, str_of("our-proposals"), err);
}

int
run_read_all(struct session *session, const struct arguments *args,
	struct err *err)
{
	size_t n = reader_count_new(session, session->doc_name);

	(void)args;
	if (!n)
		return refuse_none(err);
	bookmark_all(bookmark_put(&session->reader->bookmark,
		session->doc_name), record_tip(session->record));
	if (show_again(session, err) < 0)
		return -1;
	session_say(session, MESSAGE_DONE, "%zu paragraph%s of this text %s "
		"marked as read", n, n == 1 ? "" : "s", n == 1 ? "is" : "are");
	return 0;
}
