/*
 * Reading letters: the register, each letter's document, what was filed from
 * it, and where it was said that nothing is asked. What must not be done here:
 * leave out a paragraph because it cannot be understood; it is unread then.
 */
#include "adref/record/letters.h"

#include <stdlib.h>
#include <string.h>

#include "adref/base/date.h"
#include "adref/base/map.h"
#include "adref/base/mem.h"
#include "adref/base/tsv.h"
#include "adref/base/when.h"
#include "adref/doc/party.h"
#include "inside.h"
#include "letter_files.h"

struct reading {
	struct record *record;
	const store_id *revision;
	struct letters *out;
	const struct proposals *proposals;
	bool tells;
};

const char *
letter_state_said(enum letter_state state)
{
	static const char *const said[] = {
		[LETTER_UNREAD] = "unread",
		[LETTER_NOTHING] = "nothing asked",
		[LETTER_FILED] = "filed",
	};

	return said[state];
}

static void
letter_release(struct letter *letter)
{
	for (size_t i = 0; i < letter->parts_n; i++)
		free(letter->parts[i].filed);
	free(letter->parts);
	free(letter->document);
	free(letter->party);
	free(letter->dated);
	free(letter->received);
}

void
letters_release(struct letters *letters)
{
	for (size_t i = 0; i < letters->n; i++)
		letter_release(&letters->at[i]);
	free(letters->at);
	*letters = (struct letters){ 0 };
}

void
letters_forget(struct record *record)
{
	letters_release(&record->letters);
	record->letters_read = false;
}

void
letters_saved(struct record *record, const struct puts *puts)
{
	for (size_t i = 0; i < puts->n; i++) {
		struct str path = str_of(puts->at[i].path);

		if (str_is(path, letters_path)) {
			record_forget(record);
			return;
		}
		if (str_starts(path, "letters/") ||
		    str_starts(path, "proposals/"))
			letters_forget(record);
	}
}

static void
tell_row(const struct reading *reading, const struct tsv_row *row,
	const char *why)
{
	if (reading->tells)
		record_tell(reading->record, "%s, line %zu: %s", letters_path,
			row->number, why);
}

/* Whether a document of this name is there at the revision that is read. */
static bool
is_there(const struct reading *reading, const char *document)
{
	struct store_entries entries = { 0 };
	struct err ignored = ERR_INIT;
	bool there = record_is_name(document) && store_list(
		reading->record->store, reading->revision, document,
		&entries, &ignored) == 0;

	store_entries_release(&entries);
	return there;
}

static void
read_row(struct reading *reading, const struct tsv_row *row)
{
	struct letter letter = {
		.document = tsv_take_cell(row, REGISTER_DOCUMENT),
		.party = tsv_take_cell(row, REGISTER_PARTY),
		.dated = tsv_take_cell(row, REGISTER_DATED),
		.received = tsv_take_cell(row, REGISTER_RECEIVED),
	};

	if (!is_there(reading, letter.document)) {
		tell_row(reading, row, "there is no such document");
		letter_release(&letter);
		return;
	}
	if (!*letter.party)
		tell_row(reading, row, "it does not say whose letter it is");
	if (!date_is_day(str_of(letter.dated)))
		tell_row(reading, row, "the date is no day of the calendar");
	reading->out->at = mem_grow(reading->out->at, &reading->out->cap,
		reading->out->n + 1, sizeof(*reading->out->at));
	reading->out->at[reading->out->n++] = letter;
}

static void
read_register(struct reading *reading)
{
	struct buf text = BUF_INIT;
	struct tsv_row row = { .number = 0 };
	struct str rest;

	if (record_read_text(reading->record, reading->revision, letters_path,
		reading->tells, &text)) {
		rest = buf_str(&text);
		while (tsv_next(&rest, &row))
			if (row.number > 1)
				read_row(reading, &row);
	}
	buf_release(&text);
}

static bool
has_words(const struct node *node)
{
	return node->kind != NODE_TABLE && str_trim(node_str(node)).len;
}

static void
add_part(struct letter *letter, const struct node *node)
{
	struct letter_part *part;

	if (!has_words(node))
		return;
	letter->parts = mem_grow(letter->parts, &letter->parts_cap,
		letter->parts_n + 1, sizeof(*letter->parts));
	part = &letter->parts[letter->parts_n++];
	*part = (struct letter_part){ .node = node->id,
		.filed = mem_text("") };
}

static void
add_parts(struct letter *letter, const struct doc *doc)
{
	const struct node *node;

	for (node = doc_first(doc); node; node = node_next(node))
		add_part(letter, node);
	for (node = doc->notes->first; node; node = node->next)
		add_part(letter, node);
}

static struct letter_part *
find_part(const struct letter *letter, struct str node)
{
	for (size_t i = 0; i < letter->parts_n; i++)
		if (str_is(node, letter->parts[i].node.text))
			return &letter->parts[i];
	return NULL;
}

/* Where it was said that nothing is asked. */
static void
read_nothing(struct reading *reading, struct letter *letter)
{
	struct buf path = BUF_INIT, text = BUF_INIT;
	struct tsv_row row = { .number = 0 };
	struct str rest;

	letter_add_read_path(&path, letter->document);
	if (record_read_text(reading->record, reading->revision,
		buf_text(&path), reading->tells, &text)) {
		rest = buf_str(&text);
		while (tsv_next(&rest, &row)) {
			struct letter_part *part = find_part(letter,
				row.cells[READ_NODE]);

			if (part && row.n > READ_WORD &&
			    str_is(row.cells[READ_WORD], letter_nothing))
				part->state = LETTER_NOTHING;
		}
	}
	buf_release(&path);
	buf_release(&text);
}

/* Of a document there may be two copies: that at the tip is held. */
static int
read_parts(struct reading *reading, struct letter *letter, struct err *err)
{
	bool tip = store_id_same(reading->revision, &reading->record->tip);
	struct doc *doc;
	int rc = tip ? record_doc(reading->record, letter->document, &doc,
		err) : record_doc_at(reading->record, reading->revision,
		letter->document, &doc, err);

	if (rc < 0)
		return -1;
	add_parts(letter, doc);
	read_nothing(reading, letter);
	if (!tip)
		doc_free(doc);
	return 0;
}

/* `IND/3`, behind those there are. */
static void
add_filed(struct letter_part *part, const struct proposal *proposal)
{
	struct buf filed = BUF_INIT;

	buf_add_format(&filed, "%s%s", part->filed, *part->filed ? "," : "");
	proposal_add_name(&filed, proposal);
	free(part->filed);
	part->filed = buf_take(&filed);
	part->state = LETTER_FILED;
}

static void
add_all_filed(struct reading *reading)
{
	struct map letters = MAP_INIT;

	for (size_t i = 0; i < reading->out->n; i++)
		map_put(&letters, str_of(reading->out->at[i].document),
			&reading->out->at[i]);
	for (size_t i = 0; i < reading->proposals->n; i++) {
		const struct proposal *proposal = &reading->proposals->at[i];
		/* What was another party's counts by the name it has now. */
		const struct letter *letter = *proposal->letter &&
			!*proposal->moved ? map_get(&letters, str_of(proposal->letter)) : NULL;
		struct letter_part *part = letter ? find_part(letter,
			str_of(proposal->letter_node.text)) : NULL;

		if (part)
			add_filed(part, proposal);
	}
	map_release(&letters);
}

static int
by_document(const void *a, const void *b)
{
	const struct letter *one = a, *other = b;

	return tsv_order(str_of(one->document), str_of(other->document));
}

static int
read_all(struct reading *reading, struct err *err)
{
	struct letters *out = reading->out;
	int rc = 0;

	if (store_id_is_none(reading->revision))
		return 0;
	read_register(reading);
	if (out->n)
		qsort(out->at, out->n, sizeof(*out->at), by_document);
	for (size_t i = 0; i < out->n && rc == 0; i++)
		rc = read_parts(reading, &out->at[i], err);
	if (rc < 0)
		return -1;
	add_all_filed(reading);
	for (size_t i = 0; i < out->n; i++)
		for (size_t k = 0; k < out->at[i].parts_n; k++)
			out->at[i].counts[out->at[i].parts[k].state]++;
	return 0;
}

int
record_letters(struct record *record, const struct letters **out,
	struct err *err)
{
	struct reading reading = { .record = record,
		.revision = &record->tip, .out = &record->letters,
		.tells = true };

	*out = &record->letters;
	if (record->letters_read)
		return 0;
	if (record_proposals(record, &reading.proposals, err) < 0 ||
	    read_all(&reading, err) < 0) {
		letters_forget(record);
		return -1;
	}
	record->letters_read = true;
	return 0;
}

int
record_letters_at(struct record *record, const store_id *revision,
	struct letters *out, struct err *err)
{
	struct proposals proposals = { 0 };
	struct reading reading = { .record = record, .revision = revision,
		.out = out, .proposals = &proposals,
		.tells = store_id_same(revision, &record->tip) };
	int rc = record_proposals_at(record, revision, &proposals, err);

	if (rc == 0)
		rc = read_all(&reading, err);
	if (rc < 0)
		letters_release(out);
	proposals_release(&proposals);
	return rc;
}

const struct letter *
letters_find(const struct letters *letters, const char *document)
{
	for (size_t i = 0; i < letters->n; i++)
		if (strcmp(letters->at[i].document, document) == 0)
			return &letters->at[i];
	return NULL;
}

const struct letter_part *
letter_part_of(const struct letter *letter, const node_id *node)
{
	return find_part(letter, str_of(node->text));
}

void
letter_add_said(struct buf *out, const struct letter *letter)
{
	const char *room = party_room_name(letter->party);
	struct when when = WHEN_INIT;

	buf_add_format(out, "%s'%s letter of ", room,
		str_ends(str_of(room), "s") ? "" : "s");
	if (!when_read_day(&when, str_of(letter->dated))) {
		buf_add_text(out, letter->dated);
		return;
	}
	when_add_said(out, &when);
	buf_add_format(out, " %d", when.year);
}
