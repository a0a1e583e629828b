/*
 * Writing the documents as adref would: after a change that was made with
 * other tools, as a change of its own, so that no act carries it along. What
 * is canonical stays as it is.
 */
#include <string.h>

#include "inside.h"

/* Of what would be written only what is not so. */
static void
add_changed(struct record *record, const struct puts *puts,
	struct puts *changed)
{
	for (size_t i = 0; i < puts->n; i++) {
		struct str bytes = puts->at[i].bytes;
		struct buf before = BUF_INIT;
		struct err missing = ERR_INIT;
		bool there = store_read(record->store, &record->tip,
			puts->at[i].path, &before, &missing) == 0;

		if (there != (bytes.at != NULL) ||
		    (there && !str_same(buf_str(&before), bytes)))
			puts_add(changed, "", puts->at[i].path, bytes);
		buf_release(&before);
	}
}

/* A document that cannot be read or written now stays as it is. */
static void
add_doc(struct record *record, const char *name, struct puts *changed)
{
	struct puts puts = { 0 };
	struct err why = ERR_INIT;
	struct doc *doc;

	if (record_doc(record, name, &doc, &why) == 0 &&
	    puts_add_doc(&puts, record, doc, &why) == 0)
		add_changed(record, &puts, changed);
	puts_release(&puts);
}

int
record_put_in_order(struct record *record, const char *subject,
	struct err *err)
{
	struct act act = { .kind = "put-in-order", .subject = subject };
	struct puts changed = { 0 };
	struct saving saving = { .act = &act, .puts = &changed };
	const char *const *names;
	size_t n = record_names(record, &names);
	int rc = 0;

	record->quiet = true;
	for (size_t i = 0; i < n; i++)
		add_doc(record, names[i], &changed);
	record->quiet = false;
	if (changed.n)
		rc = record_save(record, &saving, err);
	record_forget(record);
	puts_release(&changed);
	return rc;
}
