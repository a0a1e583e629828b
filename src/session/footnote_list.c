/*
 * Footnotes as lists: all of the document, and those that say the same as
 * others of the negotiation; and going from a mark to its note and back.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "adref/doc/address.h"
#include "adref/doc/notes_alike.h"
#include "adref/text/words.h"
#include "inside.h"

/* Words around a mark. */
enum { AROUND = 40 };

/* `A.1.3  … at every stage^8`, which goes to the mark. */
static void
add_mark_row(struct list *list, const struct node *node, size_t off)
{
	struct buf text = BUF_INIT, words = BUF_INIT;
	size_t from = off > AROUND ? off - AROUND : 0;
	struct list_row *row;

	while (from && from < off && node->line[from - 1] != ' ')
		from++;
	buf_add_text(&text, "     ");
	address_add(&text, node);
	buf_add_text(&text, from ? "  … " : "  ");
	words_add_plain(&words, str_part(node_str(node), from, off - from));
	utf8_add_safe(&text, buf_str(&words));
	row = list_add(list, buf_text(&text));
	row->node = node->id;
	row->from = off;
	buf_release(&text);
	buf_release(&words);
}

static void
add_note_row(struct list *list, const struct session *session,
	const struct node *note)
{
	struct buf text = BUF_INIT, line = BUF_INIT, plain = BUF_INIT;
	struct node *at = doc_first(session->doc);
	struct list_row *row;
	size_t off = 0;

	note_add_name(&text, note);
	buf_add_text(&text, note->number < 10 ? "   " : "  ");
	notes_add_line(&line, session->doc, node_str(note));
	words_add_plain(&plain, buf_str(&line));
	utf8_add_safe(&text, buf_str(&plain));
	if (note->marked != 1)
		buf_add_format(&text, note->marked ? "  (%u marks)"
			: "  (no mark)", note->marked);
	row = list_add(list, buf_text(&text));
	row->node = note->id;
	if (note->marked && (at = notes_find_mark(at, note, 0, &off))) {
		row->node = at->id;
		row->from = off;
	}
	for (; note->marked > 1 && at; at = notes_find_mark(at, note, off + 1,
	     &off))
		add_mark_row(list, at, off);
	buf_release(&text);
	buf_release(&line);
	buf_release(&plain);
}

/* The note whose mark stands at off of a line or next behind it, else the
 * first; NULL when there is none. */
static struct node *
note_called(const struct session *session, const struct node *node,
	size_t off)
{
	struct tokens tokens = TOKENS_INIT;
	struct node *found = NULL;

	if (node->marks)
		tokens_read(&tokens, node_str(node));
	for (size_t i = 0; i < tokens.n; i++) {
		struct node *note = tokens.at[i].kind != TOKEN_MARK ? NULL
			: doc_find_note(session->doc, token_label(
			node_str(node), &tokens.at[i]));

		if (!note || (found && tokens.at[i].off < off))
			continue;
		found = note;
		if (tokens.at[i].off >= off)
			break;
	}
	tokens_release(&tokens);
	return found;
}

int
run_footnotes(struct session *session, const struct arguments *args,
	struct err *err)
{
	const struct node *place = session_place(session);
	const struct node *here = place->kind == NODE_NOTE ? place
		: note_called(session, place, session->off);
	struct list *list;

	(void)args;
	if (!session->doc->notes->first)
		return teach(session, "this text has no footnotes",
			"footnote-add", "puts one behind words", err);
	list = list_open(session, LIST_NOTES, "Footnotes");
	for (struct node *at = notes_first(session->doc); at;
	     at = notes_next(session->doc, at)) {
		if (at == here)
			list->cursor = list->n;
		add_note_row(list, session, at);
	}
	list_settle(session);
	return 0;
}

static int
refuse_without_note(const struct session *session, struct err *err)
{
	const char *why = "there is no footnote in this paragraph";

	return session->doc->notes->first
		? teach(session, why, "footnotes", "lists all of them", err)
		: teach(session, why, "footnote-add", "puts one behind words",
			err);
}

int
run_footnote_go(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct node *place = session_place(session), *to;
	size_t off = 0;

	(void)args;
	if (place->kind == NODE_NOTE) {
		to = notes_find_mark(doc_first(session->doc), place, 0, &off);
		if (!to)
			return err_set(err, ERR_REFUSED,
				"nothing in the text has a mark of this note");
	} else {
		to = note_called(session, place, session->off);
		if (!to)
			return refuse_without_note(session, err);
	}
	place_go(session, to, off);
	return 0;
}

static void
add_alike_rows(struct list *list, const struct session *session,
	const struct alike *alike)
{
	struct buf text = BUF_INIT, other = BUF_INIT, note = BUF_INIT;
	struct list_row *row;

	if (strcmp(alike->doc->name, session->doc_name) != 0)
		buf_add_format(&text, "%s: ", alike->doc->name);
	address_add(&text, alike->note);
	buf_add_text(&text, alike->same ? " says the same as "
		: " says nearly the same as ");
	alike_add_other(&text, alike);
	list_add(list, buf_text(&text))->heading = true;
	buf_clear(&text);
	words_add_plain(&other, node_str(alike->other));
	words_add_plain(&note, node_str(alike->note));
	words_add_marked(&text, buf_str(&other), buf_str(&note));
	row = list_add(list, buf_text(&text));
	row->node = strcmp(alike->other_doc->name, session->doc_name) == 0
		? alike->other->id : alike->note->id;
	if (strcmp(alike->doc->name, session->doc_name) == 0)
		row->node = alike->note->id;
	buf_release(&text);
	buf_release(&other);
	buf_release(&note);
}

int
run_footnotes_alike(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct alikes alikes = { 0 };
	struct list *list;
	struct doc **docs;
	size_t n;
	int rc = documents_take(session, &docs, &n, err);

	(void)args;
	if (rc == 0)
		notes_alike(&alikes, docs, n);
	if (rc == 0 && !alikes.n)
		rc = err_set(err, ERR_REFUSED,
			"no two footnotes say the same or nearly so");
	if (rc == 0) {
		list = list_open(session, LIST_ALIKE, "Footnotes alike");
		for (size_t i = 0; i < alikes.n; i++)
			add_alike_rows(list, session, &alikes.at[i]);
		list_settle(session);
	}
	alikes_release(&alikes);
	free(docs);
	return rc;
}
