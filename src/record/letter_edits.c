/*
 * The files that an act on letters writes. A letter itself is written once,
 * when it comes.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/base/tsv.h"
#include "adref/doc/files.h"
#include "inside.h"
#include "letter_files.h"

const char letters_path[] = "letters.tsv";
const char letter_nothing[] = "nothing-asked";

enum { TRIES = 20 };

static const char register_header[] = "document\tparty\tdated\treceived\n";
static const char read_header[] = "node\tread\ton\tby\n";

void
letter_add_read_path(struct buf *out, const char *document)
{
	buf_add_format(out, "%s.tsv", document);
}

/* `letters/ind-2021-05-28` */
static void
add_name(struct buf *out, const char *party, const char *dated)
{
	buf_add_text(out, "letters/");
	for (const char *at = party; *at; at++)
		buf_add_char(out, *at >= 'A' && *at <= 'Z'
			? (char)(*at - 'A' + 'a') : *at);
	buf_add_format(out, "-%s", dated);
}

int
record_letter_name(struct record *record, const char *party,
	const char *dated, struct buf *out, struct err *err)
{
	const struct letters *all;
	size_t len;

	if (record_letters(record, &all, err) < 0)
		return -1;
	add_name(out, party, dated);
	len = out->len;
	for (unsigned n = 2; letters_find(all, buf_text(out)) ||
	    record_has(record, buf_text(out)); n++) {
		buf_cut(out, len);
		buf_add_format(out, "-%u", n);
	}
	return 0;
}

struct keeping {
	struct proposal_edits *edits;
	struct record *record;
	const char *document;
	struct err *err;
};

static int
keep_file(void *ctx, const char *path, struct str bytes)
{
	struct keeping *keeping = ctx;
	struct buf whole = BUF_INIT, now = BUF_INIT;
	struct act_file *file;

	buf_add_format(&whole, "%s/%s", keeping->document, path);
	file = edits_file(keeping->edits, keeping->record, buf_text(&whole),
		keeping->err);
	buf_release(&whole);
	if (!file)
		return -1;
	buf_add_str(&now, bytes);
	edits_set(file, &now);
	return 0;
}

int
letter_edits_keep(struct proposal_edits *edits, struct record *record,
	const struct letter *letter, struct doc *doc, struct err *err)
{
	struct keeping keeping = { edits, record, letter->document, err };
	const char *cells[REGISTER_COLUMNS] = { letter->document,
		letter->party, letter->dated, letter->received };
	struct table_row put = { .key = letter->document,
		.header = register_header };

	free(doc->name);
	doc->name = mem_text(letter->document);
	doc_draw_ids(doc, record->env);
	doc_name_files(doc);
	if (native_write_all(doc, keep_file, &keeping) < 0)
		return -1;
	buf_add_text(&put.path, letters_path);
	tsv_add_row(&put.row, cells, REGISTER_COLUMNS);
	return edits_row(edits, record, &put, err);
}

static int
keep_once(struct record *record, const struct letter_keeping *keeping,
	struct err *err)
{
	struct proposal_edits edits = { 0 };
	struct act act = *keeping->act;
	struct letter *letter = keeping->letter;
	struct buf name = BUF_INIT, subject = BUF_INIT;
	int rc = record_letter_name(record, letter->party, letter->dated,
		&name, err);

	free(letter->document);
	letter->document = buf_take(&name);
	if (rc == 0)
		rc = letter_edits_keep(&edits, record, letter, keeping->doc,
			err);
	if (rc == 0) {
		keeping->subject(&subject, letter, keeping->doc);
		act.subject = buf_text(&subject);
		act.doc = letter->document;
		act.files = edits.files;
		act.files_n = edits.n;
		rc = record_act(record, &act, NULL, err);
	}
	proposal_edits_release(&edits);
	buf_release(&subject);
	return rc;
}

/* Until no other has taken the name meanwhile. */
int
record_keep_letter(struct record *record,
	const struct letter_keeping *keeping, struct err *err)
{
	for (int i = 0; i < TRIES; i++) {
		err_clear(err);
		if (keep_once(record, keeping, err) == 0)
			return 0;
		if (err->code != ERR_STALE)
			break;
	}
	return -1;
}

int
letter_edits_read(struct proposal_edits *edits, struct record *record,
	const struct letter_read *read, struct err *err)
{
	const char *cells[READ_COLUMNS] = { read->node.text, letter_nothing,
		read->on, record->person };
	struct table_row put = { .key = read->node.text,
		.header = read_header };

	letter_add_read_path(&put.path, read->document);
	if (read->on)
		tsv_add_row(&put.row, cells, READ_COLUMNS);
	return edits_row(edits, record, &put, err);
}
