/*
 * Proposals shown in full, in a list of their own: each as the text would
 * read, with its reasons, who stands with it, where it comes from, what became
 * of it, and how it stands to others on the same paragraph.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "adref/doc/address.h"
#include "adref/doc/party.h"
#include "adref/doc/proposal_said.h"
#include "adref/doc/proposal_text.h"
#include "proposal_list.h"

/* One of them being shown, with the node it stands on, or NULL. */
struct showing {
	struct list *list;
	const struct proposals *all;
	const struct proposal *of;
	const struct doc *doc;
	const struct node *node;
};

/* A row, which is released; lines within are one. */
static void
add_row(struct showing *showing, struct buf *text)
{
	struct buf safe = BUF_INIT, name = BUF_INIT;
	struct list_row *row;

	for (size_t i = 0; i < text->len; i++)
		if (text->data[i] == '\n')
			text->data[i] = ' ';
	utf8_add_safe(&safe, buf_str(text));
	row = list_add(showing->list, buf_text(&safe));
	row->node = showing->node ? showing->node->id : (node_id){ "" };
	proposal_add_name(&name, showing->of);
	row->proposal = buf_take(&name);
	buf_release(text);
	buf_release(&safe);
}

static void
add_head(struct showing *showing)
{
	struct buf text = BUF_INIT;

	proposal_add_name(&text, showing->of);
	buf_add_text(&text, "  for ");
	proposal_add_whose(&text, showing->of);
	buf_add_text(&text, ": ");
	proposal_add_verb(&text, showing->of);
	buf_add_char(&text, ' ');
	if (showing->node)
		address_add(&text, showing->node);
	else
		buf_add_format(&text, "%s, which is not in the text any more",
			showing->of->address);
	list_add(showing->list, buf_text(&text))->heading = true;
	buf_release(&text);
}

static void
add_reading(struct showing *showing)
{
	struct buf text = BUF_INIT;
	struct str line = showing->node ? node_str(showing->node)
		: str_of(showing->of->was);

	if (!proposal_add_reading(&text, showing->of, line)) {
		buf_add_text(&text, "its words are not there any more: ");
		proposal_add_reading(&text, showing->of,
			str_of(showing->of->was));
	}
	if (showing->of->fate != FATE_OPEN) {
		buf_clear(&text);
		proposal_add_reading(&text, showing->of,
			str_of(showing->of->was));
	}
	add_row(showing, &text);
}

static void
add_versions(struct showing *showing)
{
	for (size_t i = showing->of->versions_n; i-- > 0;) {
		const struct proposal_version *at = &showing->of->versions[i];
		bool last = i + 1 == showing->of->versions_n;
		struct buf text = BUF_INIT;

		if (last && !*at->reasons)
			continue;
		if (!last) {
			buf_add_format(&text, "version %zu, ", i + 1);
			proposal_add_day(&text, at->filed);
			buf_add_format(&text, ": %s", at->wording);
		}
		if (*at->reasons)
			buf_add_format(&text, "%sreasons: %s", last ? ""
				: "  ", at->reasons);
		add_row(showing, &text);
	}
}

/* Only open ones stand against each other. */
static void
add_fits(struct showing *showing)
{
	struct proposal_places places;
	const struct proposal_place *at;
	struct buf text = BUF_INIT;
	size_t n, open;

	if (!showing->node || showing->of->fate != FATE_OPEN)
		return;
	proposal_places_read(&places, showing->all, showing->of->doc);
	at = proposal_places_on(&places, &showing->node->id, &n);
	open = proposal_places_open(&places, &showing->node->id);
	if (open > 1) {
		proposals_add_fits(&text, at, open, node_str(showing->node));
		if (!text.len)
			buf_add_text(&text, open == 2 ? "both here can stand "
				"together" : "all here can stand together");
		add_row(showing, &text);
	}
	proposal_places_release(&places);
}

static void
add_fate(struct showing *showing)
{
	const struct node *node = showing->doc ? doc_find(showing->doc,
		&showing->of->at) : NULL;
	struct buf text = BUF_INIT, at = BUF_INIT;

	if (node)
		address_add(&at, node);
	proposal_add_fate(&text, showing->of, buf_str(&at));
	add_row(showing, &text);
	if (*showing->of->note) {
		buf_add_format(&text, "note: %s", showing->of->note);
		add_row(showing, &text);
	}
	buf_release(&at);
}

static void
show(struct showing *showing)
{
	struct buf text = BUF_INIT;

	add_head(showing);
	add_reading(showing);
	proposal_add_stands(&text, showing->of);
	add_row(showing, &text);
	add_fits(showing);
	add_versions(showing);
	proposal_add_source(&text, showing->of);
	add_row(showing, &text);
	add_fate(showing);
}

/* The rows for the list's names. */
static void
show_all(struct session *session, struct list *list)
{
	struct showing showing = { .list = list };
	struct listed *listed = list->listed;
	struct err err = ERR_INIT;

	listed->tip = *record_tip(session->record);
	if (record_proposals(session->record, &showing.all, &err) < 0) {
		session_refuse(session, &err);
		return;
	}
	for (size_t i = 0; i < listed->names_n; i++) {
		struct listed_place place;

		showing.of = proposals_find(showing.all,
			str_of(listed->names[i]));
		if (!showing.of)
			continue;
		place = (struct listed_place){ .doc = showing.of->doc };
		showing.doc = listed_doc(listed, &place);
		showing.node = showing.doc ? doc_find(showing.doc,
			&showing.of->node) : NULL;
		show(&showing);
	}
}

void
proposal_show_anew(struct session *session, struct list *list)
{
	size_t cursor = list->cursor;

	list_rows_free(list);
	show_all(session, list);
	list->cursor = cursor < list->n ? cursor : 0;
	list_filter_again(list);
}

/* Those that are marked, or the one under the cursor. */
int
run_proposal_show(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct listed *listed;
	struct list *list;
	struct buf title = BUF_INIT;
	struct names names = { NULL, 0, 0 };

	(void)args;
	names_chosen(&names, session);
	if (!names.n || session->list->kind == LIST_PROPOSAL) {
		names_release(&names);
		return err_set(err, ERR_REFUSED, "there is no more to show");
	}
	listed = mem_new(1, sizeof(*listed));
	listed->session = session;
	listed->names = names.at;
	listed->names_n = names.n;
	names_say(&title, &names);
	list = list_open(session, LIST_PROPOSAL, buf_text(&title));
	list->listed = listed;
	show_all(session, list);
	list_settle(session);
	buf_release(&title);
	return 0;
}
