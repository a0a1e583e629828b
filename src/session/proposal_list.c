/*
 * The list of proposals: opening it, what a row reads and is found by, marks,
 * and keeping it true when the proposals change under it.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "adref/doc/meeting.h"
#include "adref/doc/party.h"
#include "adref/doc/proposal_said.h"
#include "adref/text/words.h"
#include "proposal_list.h"

void
listed_free(struct listed *listed)
{
	if (!listed)
		return;
	for (size_t i = 0; i < listed->places_n; i++)
		free(listed->places[i].address);
	for (size_t i = 0; i < listed->names_n; i++)
		free(listed->names[i]);
	free(listed->names);
	free(listed->places);
	free(listed->rows);
	free(listed);
}

static void
add_head(struct buf *out, const struct listed *listed)
{
	static const char *const heads[LISTED_COLUMNS] = {
		"name", "where", "asks", "for whom", "stands",
	};

	for (int i = 0; i < LISTED_COLUMNS; i++)
		list_add_cell(out, heads[i], listed->width[i]);
	buf_add_text(out, "what became of it");
}

static void
add_row_text(struct buf *out, const struct listed *listed,
	const struct listed_row *row)
{
	struct buf name = BUF_INIT, stands = BUF_INIT, gist = BUF_INIT;

	proposal_add_name(&name, row->of);
	proposal_add_counts(&stands, row->of);
	proposal_add_gist(&gist, row->of);
	list_add_cell(out, buf_text(&name), listed->width[LISTED_NAME]);
	list_add_cell(out, listed->places[row->place].address,
		listed->width[LISTED_WHERE]);
	list_add_cell(out, proposal_verb_said(row->of->verb),
		listed->width[LISTED_VERB]);
	list_add_cell(out, party_room_name(row->of->party),
		listed->width[LISTED_WHO]);
	list_add_cell(out, buf_text(&stands), listed->width[LISTED_STANDS]);
	if (*row->of->role)
		buf_add_format(out, "as %s, ", row->of->role);
	buf_add_format(out, "%s: ", proposal_became(row->of));
	utf8_add_safe(out, buf_str(&gist));
	buf_release(&name);
	buf_release(&stands);
	buf_release(&gist);
}

char *
listed_take_text(const struct list *list, size_t row)
{
	const struct listed *listed = list->listed;
	struct buf out = BUF_INIT;

	if (listed && row < listed->n && listed->rows[row].of)
		add_row_text(&out, listed, &listed->rows[row]);
	else if (listed)
		add_head(&out, listed);
	return buf_take(&out);
}

/* The headings that a place stands under, and its words. */
static void
add_section(struct buf *out, const struct listed *listed,
	const struct listed_place *place)
{
	const struct doc *doc = listed_doc(listed, place);
	const struct node *node = doc ? doc_find(doc, &place->node) : NULL;

	for (; node && node->parent; node = node->parent)
		if (node->kind == NODE_SECTION) {
			buf_add_char(out, ' ');
			words_add_plain(out, node_str(node));
		}
}

static void
add_meeting(struct buf *out, const char *key)
{
	if (!*key)
		return;
	buf_add_format(out, " %s ", key);
	meeting_add_key_when(out, key);
}

static void
add_party(struct buf *out, const char *code, const char *role)
{
	const struct party *party = party_by_code(str_of(code));

	buf_add_format(out, "%s %s", code, role);
	if (party)
		buf_add_format(out, " %s %s %s", party->room, party->name,
			party->aliases);
}

/* `A.1.3` of `agenda A.1.3` and of `(A.1.3)`. */
static void
add_address(struct buf *out, const struct listed_place *place)
{
	struct str address = str_from(str_of(place->address), place->spoken);

	buf_add_str(out, str_part(address, 0, str_find(address, 0,
		str_of(")"))));
}

static const char *const fields[FIELDS] = {
	[FIELD_PARTY] = "party", [FIELD_SECTION] = "section",
	[FIELD_FATE] = "fate", [FIELD_MEETING] = "meeting",
	[FIELD_WORDS] = "words",
};

int
listed_field_of(struct str word)
{
	for (int i = FIELD_PARTY; i < FIELDS; i++)
		if (str_is(word, fields[i]))
			return i;
	return 0;
}

static void
add_field(struct buf *out, const struct listed *listed,
	const struct listed_row *row, enum listed_field field)
{
	const struct proposal *of = row->of;

	switch (field) {
	case FIELD_PARTY:
		add_party(out, of->party, of->role);
		break;
	case FIELD_SECTION:
		add_address(out, &listed->places[row->place]);
		add_section(out, listed, &listed->places[row->place]);
		break;
	case FIELD_FATE:
		buf_add_format(out, "%s %s", proposal_fate_word(of->fate),
			proposal_became(of));
		break;
	case FIELD_MEETING:
		add_meeting(out, of->meeting);
		add_meeting(out, of->decided_in);
		break;
	case FIELD_WORDS:
		proposal_add_words(out, of);
		break;
	case FIELDS:
		break;
	}
}

/* What a row is found by and does not show, or has cut: all names of its
 * party, the section, both fates' words, meetings, and its words in full. */
void
listed_add_also(struct buf *out, const struct list *list, size_t row)
{
	const struct listed *listed = list->listed;
	struct buf text = BUF_INIT;

	if (!listed || row >= listed->n || !listed->rows[row].of)
		return;
	for (int i = FIELD_PARTY; i < FIELDS; i++) {
		buf_clear(&text);
		add_field(&text, listed, &listed->rows[row],
			(enum listed_field)i);
		buf_add_char(out, (char)i);
		utf8_add_bare(out, buf_str(&text));
	}
	buf_clear(&text);
	buf_add_format(&text, "%s %s", proposal_how_said(
		listed->rows[row].of->how), listed->rows[row].of->letter);
	buf_add_char(out, FIELDS);
	utf8_add_bare(out, buf_str(&text));
	buf_release(&text);
}

static void
set_title(struct list *list)
{
	const struct listed *listed = list->listed;
	struct buf title = BUF_INIT;
	size_t n = listed->n - 1;

	buf_add_format(&title, "%zu proposal%s, %zu open", n,
		n == 1 ? "" : "s", listed->open);
	if (list->marked)
		buf_add_format(&title, ", %zu marked", list->marked);
	free(list->title);
	list->title = buf_take(&title);
}

static void
add_rows(struct list *list)
{
	struct listed *listed = list->listed;

	for (size_t i = 0; i < listed->n; i++) {
		struct list_row *row = list_add(list, NULL);
		struct buf name = BUF_INIT;

		row->heading = !listed->rows[i].of;
		if (row->heading)
			continue;
		row->node = listed->places[listed->rows[i].place].node;
		proposal_add_name(&name, listed->rows[i].of);
		row->proposal = buf_take(&name);
	}
	set_title(list);
}

static struct listed *
listed_new(struct session *session)
{
	struct listed *listed = mem_new(1, sizeof(*listed));

	listed->session = session;
	listed->width[LISTED_NAME] = strlen("name");
	listed->width[LISTED_WHERE] = strlen("where");
	listed->width[LISTED_VERB] = strlen("change");
	listed->width[LISTED_WHO] = strlen("for whom");
	listed->width[LISTED_STANDS] = strlen("stands");
	return listed;
}

/* The cursor on the first one of the place, or of what comes after it. */
static void
go_to_place(struct list *list, const struct session *session)
{
	for (size_t i = 1; i < list->n; i++)
		if (node_id_same(&list->at[i].node, &session->place)) {
			list->cursor = i;
			return;
		}
}

/* `party India fate open` as a filter has it: `party: India fate: open`. */
static int
read_filter(struct buf *out, const struct arguments *args, struct err *err)
{
	for (size_t i = 0; i < args->n; i += 2) {
		if (!listed_field_of(str_of(args->at[i].text)) ||
		    i + 1 == args->n)
			return usage("proposals", err);
		buf_add_format(out, "%s%s: %s", i ? " " : "",
			args->at[i].text, args->at[i + 1].text);
	}
	return 0;
}

static int
open_proposals(struct session *session, struct str filter, struct err *err)
{
	struct listed *listed = listed_new(session);
	struct list *list;

	if (listed_read(listed, NULL, err) < 0) {
		listed_free(listed);
		return -1;
	}
	if (listed->n < 2) {
		listed_free(listed);
		return err_set(err, ERR_REFUSED, "there are no proposals yet");
	}
	list = list_open(session, LIST_PROPOSALS, "");
	list->listed = listed;
	add_rows(list);
	go_to_place(list, session);
	if (filter.len)
		list_filter(session, filter);
	list_settle(session);
	return 0;
}

int
run_proposals(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct buf filter = BUF_INIT;
	int rc = read_filter(&filter, args, err);

	if (rc == 0)
		rc = open_proposals(session, buf_str(&filter), err);
	buf_release(&filter);
	return rc;
}

int
run_list_mark(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct list *list = session->list;
	struct list_row *row = list->cursor < list->n
		? &list->at[list->cursor] : NULL;
	bool point = row && list_marks_points(list->kind) &&
		!store_id_is_none(&row->revision);

	(void)args;
	if (!point && (list->kind != LIST_PROPOSALS || !row ||
	    !row->proposal))
		return err_set(err, ERR_REFUSED, "nothing is marked here");
	row->marked = !row->marked;
	list->marked += row->marked ? 1 : (size_t)-1;
	if (!point)
		set_title(list);
	return 0;
}

void
list_unmark(struct session *session)
{
	struct list *list = session->list;

	for (size_t i = 0; list && i < list->n; i++)
		list->at[i].marked = false;
	if (list)
		list->marked = 0;
}

/* What is remembered of a list while it is made anew. */
struct kept {
	struct map open, marked;	/* names */
	char *cursor;
	size_t row;
};

static void
keep(struct kept *kept, const struct list *list)
{
	*kept = (struct kept){ .open = MAP_INIT, .row = list->cursor };
	for (size_t i = 0; i < list->n; i++) {
		struct list_row *row = &list->at[i];

		if (!row->proposal)
			continue;
		if (list->listed->rows[i].open)
			map_put(&kept->open, str_of(row->proposal), kept);
		if (row->marked)
			map_put(&kept->marked, str_of(row->proposal), kept);
		if (i == list->cursor)
			kept->cursor = mem_text(row->proposal);
	}
}

static void
give_back(struct kept *kept, struct list *list)
{
	list->marked = 0;
	list->cursor = kept->row;
	for (size_t i = 0; i < list->n; i++) {
		struct list_row *row = &list->at[i];

		if (!row->proposal)
			continue;
		if (kept->cursor && strcmp(row->proposal, kept->cursor) == 0)
			list->cursor = i;
		row->marked = map_get(&kept->marked, str_of(row->proposal))
			!= NULL;
		list->marked += row->marked;
	}
	if (list->cursor >= list->n)
		list->cursor = list->n ? list->n - 1 : 0;
	map_release(&kept->open);
	map_release(&kept->marked);
	free(kept->cursor);
}

static void
list_anew(struct session *session, struct list *list)
{
	struct listed *listed = listed_new(session);
	struct err err = ERR_INIT;
	struct kept kept;
	size_t cursor;

	keep(&kept, list);
	if (listed_read(listed, &kept.open, &err) < 0)
		session_refuse(session, &err);
	list_rows_free(list);
	listed_free(list->listed);
	list->listed = listed;
	add_rows(list);
	give_back(&kept, list);
	cursor = list->cursor;
	list_filter_again(list);
	if (list_shows(list, cursor))
		list->cursor = cursor;
	set_title(list);
}

void
proposal_lists_settle(struct session *session)
{
	const store_id *tip = record_tip(session->record);

	for (struct list *at = session->list; at; at = at->under) {
		if (!at->listed || store_id_same(&at->listed->tip, tip))
			continue;
		if (at->kind == LIST_PROPOSALS)
			list_anew(session, at);
		else
			proposal_show_anew(session, at);
	}
	if (session->list)
		list_settle(session);
}

int
proposal_row_enter(struct session *session, const struct list_row *row,
	struct err *err)
{
	const struct proposals *all;
	const struct proposal *proposal;
	struct node *node = NULL;
	node_id id = row->node;

	if (record_proposals(session->record, &all, err) < 0)
		return -1;
	proposal = proposals_find(all, str_of(row->proposal));
	if (proposal && strcmp(proposal->doc, session->doc_name) != 0 &&
	    record_has(session->record, proposal->doc) &&
	    session_switch(session, proposal->doc, err) < 0)
		return -1;
	node = doc_find(session->doc, &id);
	if (!node)
		return err_set(err, ERR_REFUSED, "%s was on %s, which is not "
			"in the text any more", row->proposal,
			proposal ? proposal->address : "a paragraph");
	lists_close(session);
	place_go(session, node, 0);
	return 0;
}
