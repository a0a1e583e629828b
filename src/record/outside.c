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

enum { FILE_MAX = 64 * 1024 * 1024, TRIES = 30 };

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
tell_left(struct record *record, const char *path, const char *why)
{
	record_tell(record, "%s was changed outside and is left alone: %s",
		path, why);
}

static void
tell_bytes(struct record *record, const char *path, struct str bytes)
{
	struct buf why = BUF_INIT;
	size_t bad = utf8_check(bytes), line = 1;

	for (size_t i = 0; i < bad; i++)
		line += bytes.at[i] == '\n';
	buf_add_format(&why, "byte %zu (line %zu) is not UTF-8 text", bad,
		line);
	tell_left(record, path, buf_text(&why));
	buf_release(&why);
}

static bool
is_at_tip(struct record *record, const char *path)
{
	struct buf bytes = BUF_INIT;
	struct err ignored = ERR_INIT;
	int rc = store_read(record->store, &record->tip, path, &bytes,
		&ignored);

	buf_release(&bytes);
	return rc == 0;
}

/* Whether a path is of a document that the tip has. */
static bool
is_of_document(struct record *record, const char *path)
{
	const char *const *names;
	size_t n = record_names(record, &names);

	for (size_t i = 0; i < n; i++) {
		size_t len = strlen(names[i]);

		if (strncmp(path, names[i], len) == 0 && path[len] == '/')
			return true;
	}
	return false;
}

/* Whether a file has a place in its document: by its name, or in ORDER. */
static bool
is_named(struct record *record, const char *path)
{
	const char *name = strrchr(path, '/');
	struct buf order = BUF_INIT, bytes = BUF_INIT;
	struct err ignored = ERR_INIT;
	struct str rest, line;
	bool named;

	name = name ? name + 1 : path;
	named = !strcmp(name, "front.md") || !strcmp(name, "section.md") ||
		!strcmp(name, "footnotes.md");
	buf_add(&order, path, (size_t)(name - path));
	buf_add_text(&order, "ORDER");
	if (!named)
		store_read(record->store, &record->tip, buf_text(&order),
			&bytes, &ignored);
	rest = buf_str(&bytes);
	while (!named && str_line(&rest, &line))
		named = str_is(str_trim(line), name);
	buf_release(&order);
	buf_release(&bytes);
	return named;
}

/*
 * Of documents that are there only texts with a place in them are taken up: what would take text out of
 * a document or bring in what no ORDER names stays on the disk and is named.
 */
static void
add_outside(struct record *record, struct puts *puts, const char *path)
{
	struct buf bytes = BUF_INIT;
	int rc = read_work_file(record, path, &bytes);
	bool fresh = strchr(path, '/') && !is_of_document(record, path);

	if (rc == 1)
		tell_left(record, path, "it is missing; git checkout brings "
			"it back");
	else if (rc < 0)
		tell_left(record, path, "it cannot be read");
	else if (!fresh && !str_ends(str_of(path), ".md"))
		tell_left(record, path, "only texts are taken up; git "
			"checkout brings back what it was");
	else if (!fresh && !is_at_tip(record, path) &&
		 !is_named(record, path))
		tell_left(record, path, "no ORDER names it");
	else if (utf8_check(buf_str(&bytes)) < bytes.len)
		tell_bytes(record, path, buf_str(&bytes));
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

		/* What would go has words that stand nowhere else. */
		if (puts.at[i].bytes.at && (there < 0 ||
		    !str_same(buf_str(&before), puts.at[i].bytes)))
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
			record_tell(record, "%s", buf_text(&subject));
			rc = put_in_order(record, err);
		}
	}
	puts_release(&puts);
	buf_release(&subject);
	return rc;
}

static int
take_up_once(struct record *record, struct err *err)
{
	struct store_paths paths = { 0 };
	int rc = store_outside(record->store, &paths, err);

	if (rc == 0 && paths.n)
		rc = take_up(record, &paths, err);
	store_paths_release(&paths);
	return rc;
}

/*
 * What another editor is just saving looks as if it came from outside until
 * the branch is read again: then the comparison is made anew.
 */
int
record_take_up(struct record *record, struct err *err)
{
	struct err why = ERR_INIT;
	int rc = 0;

	if (!store_work_tree(record->store) ||
	    store_id_is_none(&record->tip))
		return 0;
	for (int i = 0; i < TRIES; i++) {
		err_clear(&why);
		rc = take_up_once(record, &why);
		if (rc == 0 || why.code != ERR_MOVED)
			break;
		if (record_reread(record, err) < 0)
			return -1;
	}
	if (rc < 0 && why.code == ERR_DAMAGED) {
		record_tell(record, "%s", why.text);
		record_forget(record);
		rc = 0;
	} else if (rc < 0) {
		err_set(err, why.code, "%s", why.text);
	}
	return rc;
}
