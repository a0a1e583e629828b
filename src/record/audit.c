/*
 * The audit: what was asked up to a point, and what became of it by now. A
 * proposal or a letter that was taken back since is not asked any more.
 */
#include "adref/record/audit.h"

#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/doc/address.h"
#include "adref/doc/proposal_said.h"
#include "adref/record/letters.h"
#include "adref/record/proposals.h"
#include "adref/text/words.h"
#include "inside.h"

enum { NAMED = 4, DAY = 10 };

struct auditing {
	struct record *record;
	const store_id *from, *to;
	struct audit *out;
};

static void
row_release(struct audit_row *row)
{
	free(row->name);
	free(row->party);
	free(row->doc);
	free(row->where);
	free(row->since);
	free(row->words);
}

void
audit_release(struct audit *audit)
{
	for (size_t i = 0; i < audit->n; i++)
		row_release(&audit->at[i]);
	free(audit->at);
	*audit = (struct audit){ 0 };
}

static struct audit_row *
add_row(struct audit *audit)
{
	audit->at = mem_grow(audit->at, &audit->cap, audit->n + 1,
		sizeof(*audit->at));
	audit->at[audit->n] = (struct audit_row){ .before = false };
	return &audit->at[audit->n++];
}

static void
add_open(struct audit *out, const struct proposal *proposal)
{
	struct audit_row *row = add_row(out);
	const struct proposal_version *last = proposal_last(proposal);
	struct buf name = BUF_INIT, words = BUF_INIT;

	proposal_add_name(&name, proposal);
	row->name = buf_take(&name);
	row->party = mem_text(proposal->party);
	row->doc = mem_text(proposal->doc);
	row->node = proposal->node;
	row->where = mem_text(proposal->address);
	row->since = mem_text_len(last ? proposal->versions[0].filed : "",
		last ? str_part(str_of(proposal->versions[0].filed), 0,
			DAY).len : 0);
	proposal_add_verb(&words, proposal);
	buf_add_text(&words, ": ");
	proposal_add_gist(&words, proposal);
	row->words = buf_take(&words);
	out->open++;
}

static int
look_at_proposals(struct auditing *auditing, struct err *err)
{
	struct audit *out = auditing->out;
	const struct proposals *all;
	bool *there, *before;
	int rc;

	if (record_proposals(auditing->record, &all, err) < 0)
		return -1;
	there = mem_new(all->n, sizeof(*there));
	before = mem_new(all->n, sizeof(*before));
	rc = record_filed_at(auditing->record, auditing->to, there, err);
	if (rc == 0 && auditing->from)
		rc = record_filed_at(auditing->record, auditing->from, before,
			err);
	for (size_t i = 0; i < all->n && rc == 0; i++) {
		out->proposals += there[i];
		if (!there[i] || all->at[i].fate != FATE_OPEN)
			continue;
		add_open(out, &all->at[i]);
		out->at[out->n - 1].before = before[i];
	}
	free(there);
	free(before);
	return rc;
}

static void
add_unread(struct audit *out, const struct letter *letter,
	const struct node *node)
{
	struct audit_row *row = add_row(out);
	struct buf where = BUF_INIT, words = BUF_INIT;

	address_add(&where, node);
	words_add_plain(&words, node_str(node));
	row->name = mem_text("");
	row->party = mem_text(letter->party);
	row->doc = mem_text(letter->document);
	row->node = node->id;
	row->where = buf_take(&where);
	row->since = mem_text(letter->dated);
	row->words = buf_take(&words);
}

/* A letter is kept as it came: its document was there, or not. */
static bool
was_there(const struct auditing *auditing, const struct letter *letter,
	const store_id *point)
{
	struct store_entries entries = { 0 };
	struct err ignored = ERR_INIT;
	bool there = !store_id_is_none(point) && store_list(
		auditing->record->store, point, letter->document, &entries,
		&ignored) == 0;

	store_entries_release(&entries);
	return there;
}

static int
look_at_letter(struct auditing *auditing, const struct letter *letter,
	struct err *err)
{
	bool before = auditing->from && was_there(auditing, letter,
		auditing->from);
	struct audit *out = auditing->out;
	struct doc *doc;

	if (!was_there(auditing, letter, auditing->to))
		return 0;
	if (record_doc(auditing->record, letter->document, &doc, err) < 0)
		return -1;
	out->parts += letter->parts_n;
	for (size_t i = 0; i < letter->parts_n; i++) {
		const struct node *node = doc_find(doc,
			&letter->parts[i].node);

		if (letter->parts[i].state != LETTER_UNREAD || !node)
			continue;
		add_unread(out, letter, node);
		out->at[out->n - 1].before = before;
	}
	return 0;
}

static int
look_at_letters(struct auditing *auditing, struct err *err)
{
	const struct letters *letters;
	int rc = record_letters(auditing->record, &letters, err);

	for (size_t i = 0; rc == 0 && i < letters->n; i++)
		rc = look_at_letter(auditing, &letters->at[i], err);
	return rc;
}

int
record_audit(struct record *record, const store_id *from,
	const store_id *to, struct audit *out, struct err *err)
{
	struct auditing auditing = { .record = record, .from = from,
		.to = to && !store_id_is_none(to) ? to : &record->tip,
		.out = out };

	*out = (struct audit){ 0 };
	if (look_at_proposals(&auditing, err) == 0 &&
	    look_at_letters(&auditing, err) == 0)
		return 0;
	audit_release(out);
	return -1;
}

/* Only those that are about a document. */
static void
keep_about(struct audit *audit, const char *doc)
{
	size_t kept = 0;

	for (size_t i = 0; i < audit->n; i++) {
		if (strcmp(audit->at[i].doc, doc) == 0) {
			audit->at[kept++] = audit->at[i];
		} else {
			audit->open -= *audit->at[i].name != '\0';
			row_release(&audit->at[i]);
		}
	}
	audit->n = kept;
}

int
record_draft_audit(struct record *record, const char *number,
	struct audit *out, struct err *err)
{
	const char *slash = strrchr(number, '/');
	char *doc;

	if (record_audit(record, NULL, NULL, out, err) < 0)
		return -1;
	if (slash) {
		doc = mem_text_len(number, (size_t)(slash - number));
		keep_about(out, doc);
		free(doc);
	}
	return 0;
}

static void
add_count(struct buf *out, size_t n, const char *one, const char *several)
{
	buf_add_format(out, "%zu %s", n, n == 1 ? one : several);
}

void
audit_add_count(struct buf *out, const struct audit *audit)
{
	size_t unread = audit->n - audit->open;

	if (audit->open)
		add_count(out, audit->open, "proposal", "proposals");
	if (audit->open && unread)
		buf_add_text(out, " and ");
	if (unread)
		add_count(out, unread, "paragraph of a letter",
			"paragraphs of letters");
}

/* `IND/3`; of a letter all its paragraphs at once: `letters/ind-2021-05-28 (4
 * unread)`. Returns how many rows that was. */
static size_t
add_named(struct buf *out, const struct audit *audit, size_t at)
{
	const struct audit_row *row = &audit->at[at];
	size_t n = 1;

	if (*row->name) {
		buf_add_text(out, row->name);
		return 1;
	}
	while (at + n < audit->n && strcmp(row[n].doc, row->doc) == 0 &&
	       !*row[n].name)
		n++;
	buf_add_format(out, "%s (%zu unread)", row->doc, n);
	return n;
}

void
audit_add_said(struct buf *out, const struct audit *audit)
{
	size_t at = 0;

	audit_add_count(out, audit);
	buf_add_text(out, audit->n == 1 ? " has no fate yet: "
		: " have no fate yet: ");
	for (int named = 0; at < audit->n && named < NAMED; named++) {
		buf_add_text(out, named ? ", " : "");
		at += add_named(out, audit, at);
	}
	if (at < audit->n)
		buf_add_text(out, ", …");
}

int
audit_refuse(const struct audit *audit, struct err *err)
{
	struct buf said = BUF_INIT;

	if (!audit->n)
		return 0;
	audit_add_said(&said, audit);
	err_set(err, ERR_REFUSED, "%s: adref audit names all; a reason "
		"(--reason) tags the draft all the same", buf_text(&said));
	buf_release(&said);
	return -1;
}
