/*
 * The draft that a form is printed from and read against.
 */
#include "adref/session/form.h"

#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/base/when.h"
#include "adref/record/history.h"

void
form_source_release(struct form_source *source)
{
	doc_free(source->doc);
	free(source->name);
	free(source->title);
	*source = (struct form_source){ 0 };
}

/* Whether a draft is one of this document's own: `agenda/draft-1`. */
static bool
is_of(const struct draft *draft, const char *document)
{
	size_t len = strlen(document);

	return strncmp(draft->name, document, len) == 0 &&
		draft->name[len] == '/';
}

/* The last draft of a document: its own, else the main one's. */
static const struct draft *
find_last(const struct drafts *drafts, const char *document)
{
	const struct draft *last = NULL;

	for (size_t i = 0; i < drafts->n; i++)
		if (is_of(&drafts->at[i], document))
			last = &drafts->at[i];
	for (size_t i = 0; i < drafts->n && !last; i++) {
		const struct draft *draft = &drafts->at[drafts->n - 1 - i];

		if (!strchr(draft->name, '/'))
			last = draft;
	}
	return last;
}

static const struct draft *
find_at(const struct drafts *drafts, const store_id *point)
{
	for (size_t i = 0; i < drafts->n; i++)
		if (store_id_same(&drafts->at[i].revision, point))
			return &drafts->at[i];
	return NULL;
}

/* `, 9 March 2026` */
static void
add_day(struct buf *out, const char *date)
{
	struct when when = WHEN_INIT;

	if (!*date)
		return;
	buf_add_text(out, ", ");
	if (!when_read_day(&when, str_of(date)) || when.year == WHEN_OPEN) {
		buf_add_text(out, date);
		return;
	}
	when_add_said(out, &when);
	buf_add_format(out, " %d", when.year);
}

static void
set_draft(struct form_source *out, const struct draft *draft)
{
	struct buf title = BUF_INIT;

	buf_add_text(&title, draft->title);
	if (*draft->symbol)
		buf_add_format(&title, ", %s", draft->symbol);
	add_day(&title, draft->date);
	out->name = mem_text(draft->name);
	out->title = buf_take(&title);
}

/* A text that is no draft is known by its revision. */
static void
set_point(struct form_source *out, const store_id *point)
{
	char id[STORE_HEX + 1];
	struct buf title = BUF_INIT;

	store_id_text(point, id);
	id[12] = '\0';
	buf_add_format(&title, "the text of revision %s", id);
	out->name = mem_text(id);
	out->title = buf_take(&title);
}

static int
choose(struct form_source *out, struct record *record, const char *document,
	const char *wish, store_id *point, struct err *err)
{
	struct drafts drafts = { 0 };
	const struct draft *draft;
	int rc = record_drafts(record, &drafts, err);

	if (rc == 0 && wish)
		rc = record_point(record, wish, point, err);
	if (rc == 0) {
		draft = wish ? find_at(&drafts, point)
			: find_last(&drafts, document);
		if (draft) {
			set_draft(out, draft);
			*point = draft->revision;
		} else if (wish) {
			set_point(out, point);
		} else {
			rc = err_set(err, ERR_MISSING, "there is no draft yet: "
				"adref draft 1 tags the text as one, --at "
				"names another point");
		}
	}
	drafts_release(&drafts);
	return rc;
}

int
form_source_open(struct form_source *out, struct record *record,
	const char *document, const char *point, struct err *err)
{
	store_id revision;

	*out = (struct form_source){ 0 };
	if (!document)
		document = record_main(record);
	if (choose(out, record, document, point, &revision, err) == 0 &&
	    record_doc_at(record, &revision, document, &out->doc, err) == 0) {
		if (out->doc->n)
			return 0;
		err_set(err, ERR_MISSING, "%s has no text in %s", document,
			out->name);
	}
	form_source_release(out);
	return -1;
}
