/*
 * Files edited outside adref are taken up as a change of their own: first as
 * they are, then, when they were not canonical, put in order. What cannot be
 * read is left alone and named.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "inside.h"

enum { FILE_MAX = 64 * 1024 * 1024 };

/* 0 with the bytes, 1 when the file is gone, -1 when it cannot be read. */
static int
read_work_file(struct record *record, const char *path, struct buf *out)
{
	struct buf whole = BUF_INIT;
	char block[65536];
	size_t n;
	FILE *file;
	int rc = 0;

	buf_add_format(&whole, "%s/%s", store_work_tree(record->store), path);
	file = fopen(buf_text(&whole), "rb");
	buf_release(&whole);
	if (!file)
		return errno == ENOENT ? 1 : -1;
	while ((n = fread(block, 1, sizeof(block), file)) > 0 &&
	       out->len < FILE_MAX)
		buf_add(out, block, n);
	if (ferror(file) || out->len >= FILE_MAX)
		rc = -1;
	fclose(file);
	return rc;
}

static void
tell_left(struct record *record, const char *path, struct str bytes)
{
	struct buf text = BUF_INIT;
	size_t bad = utf8_check(bytes), line = 1;

	for (size_t i = 0; i < bad; i++)
		line += bytes.at[i] == '\n';
	buf_add_format(&text, "%s was edited outside and is left alone: ",
		path);
	if (bad < bytes.len)
		buf_add_format(&text, "byte %zu (line %zu) is not UTF-8 text",
			bad, line);
	else
		buf_add_text(&text, "it cannot be read");
	record_tell(record, buf_text(&text));
	buf_release(&text);
}

static void
add_outside(struct record *record, struct puts *puts, const char *path)
{
	struct buf bytes = BUF_INIT;
	int rc = read_work_file(record, path, &bytes);

	if (rc == 1)
		puts_add(puts, "", path, str_make(NULL, 0));
	else if (rc < 0 || utf8_check(buf_str(&bytes)) < bytes.len)
		tell_left(record, path, buf_str(&bytes));
	else
		puts_add(puts, "", path, str_make(buf_text(&bytes),
			bytes.len));
	buf_release(&bytes);
}

/* Write the documents as adref would; what is canonical stays as it is. */
static int
put_in_order(struct record *record, struct err *err)
{
	struct act act = { .kind = "put-in-order",
		.subject = "Put in order what was taken up from outside" };
	struct puts puts = { 0 }, changed = { 0 };
	struct saving saving = { .act = &act, .puts = &changed };
	const char *const *names;
	size_t n = record_names(record, &names);
	int rc = 0;

	for (size_t i = 0; i < n && rc == 0; i++) {
		struct doc *doc;

		rc = record_doc(record, names[i], &doc, err);
		if (rc == 0)
			rc = puts_add_doc(&puts, record, doc, err);
	}
	for (size_t i = 0; i < puts.n && rc == 0; i++) {
		struct buf before = BUF_INIT;
		struct err missing = ERR_INIT;
		int there = store_read(record->store, &record->tip,
			puts.at[i].path, &before, &missing);

		if (!puts.at[i].bytes.at || there < 0 ||
		    !str_same(buf_str(&before), puts.at[i].bytes))
			puts_add(&changed, "", puts.at[i].path,
				puts.at[i].bytes);
		buf_release(&before);
	}
	if (rc == 0 && changed.n)
		rc = record_save(record, &saving, err);
	record_forget(record);
	puts_release(&puts);
	puts_release(&changed);
	return rc;
}

static int
take_up(struct record *record, const struct store_paths *paths,
	struct err *err)
{
	struct buf subject = BUF_INIT;
	struct puts puts = { 0 };
	struct act act = { .kind = "take-up" };
	struct saving saving = { .act = &act, .puts = &puts };
	int rc = 0;

	for (size_t i = 0; i < paths->n; i++)
		add_outside(record, &puts, paths->at[i]);
	if (puts.n) {
		buf_add_format(&subject, "Taken up from outside: %s",
			puts.at[0].path);
		if (puts.n > 1)
			buf_add_format(&subject, " and %zu more", puts.n - 1);
		act.subject = buf_text(&subject);
		rc = record_save(record, &saving, err);
		record_forget(record);
		if (rc == 0) {
			record_tell(record, buf_text(&subject));
			rc = put_in_order(record, err);
		}
	}
	puts_release(&puts);
	buf_release(&subject);
	return rc;
}

int
record_take_up(struct record *record, struct err *err)
{
	struct store_paths paths = { 0 };
	struct err why = ERR_INIT;
	int rc;

	if (!store_work_tree(record->store) ||
	    store_id_is_none(&record->tip))
		return 0;
	rc = store_outside(record->store, &paths, &why);
	if (rc == 0 && paths.n)
		rc = take_up(record, &paths, &why);
	store_paths_release(&paths);
	if (rc < 0 && why.code == ERR_DAMAGED) {
		record_tell(record, why.text);
		record_forget(record);
		rc = 0;
	} else if (rc < 0) {
		err_set(err, why.code, "%s", why.text);
	}
	return rc;
}
