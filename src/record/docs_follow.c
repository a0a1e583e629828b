/*
 * Others' acts, taken over into the documents that are held: of each file that
 * is another one now only what differs is changed, so that a long text need not
 * be read again because somebody put brackets around two words. Nothing is
 * believed: when the file that comes of it is not the stored one to the byte,
 * or anything but the text of paragraphs changed, the documents are read anew.
 */
#include <string.h>

#include "adref/doc/files.h"
#include "adref/doc/three_way.h"
#include "inside.h"

enum { FILES_MAX = 16 };

/* A path in the folder of a document that is held, below it; or NULL. */
static const char *
below(const struct held *held, const char *path)
{
	size_t len = strlen(held->doc->name);

	return strncmp(path, held->doc->name, len) == 0 && path[len] == '/'
		? path + len + 1 : NULL;
}

static struct doc *
read_part(struct record *record, const char *path, const store_id *blob,
	struct buf *text)
{
	struct doc *part = doc_new("part");
	struct err ignored = ERR_INIT;

	if (store_read_blob(record->store, blob, text, &ignored) == 0 &&
	    native_read_text(part, path, buf_str(text), path, &ignored) == 0)
		return part;
	doc_free(part);
	return NULL;
}

/* Whether all that the changes touched is this file, and reads as stored. */
static bool
is_as_stored(const struct doc *doc, const struct touched *touched,
	const char *path, struct str stored)
{
	struct buf name = BUF_INIT, bytes = BUF_INIT;
	bool same = touched->n > 0 && !touched->order && !touched->notes;

	for (size_t i = 0; i < touched->n && same; i++) {
		buf_clear(&name);
		file_path(&name, touched->at[i]);
		same = strcmp(buf_text(&name), path) == 0;
	}
	if (same) {
		native_write(&bytes, doc, touched->at[0]);
		same = str_same(buf_str(&bytes), stored);
	}
	buf_release(&name);
	buf_release(&bytes);
	return same;
}

static bool
change_held(struct record *record, struct held *held, const char *path,
	const struct doc *from, const struct doc *to, struct str stored)
{
	struct three_way three = { 0 };
	struct touched touched = { 0 };
	struct err ignored = ERR_INIT;
	bool good;

	/* The part that is held is `from`: it need not be looked for in all. */
	doc_three_way(&three, from, to, from);
	good = three.clashes_n == 0 && doc_apply(held->doc, three.changes.at,
		three.changes.n, record->env, &touched, &ignored) == 0 &&
		is_as_stored(held->doc, &touched, path, stored);
	touched_release(&touched);
	three_way_release(&three);
	return good;
}

static bool
follow_file(struct record *record, struct held *held, const char *path,
	const struct store_difference *file)
{
	struct buf was = BUF_INIT, is = BUF_INIT;
	struct doc *from = NULL, *to = NULL;
	bool good = false;

	if (held->troubles.n || store_id_is_none(&file->from) ||
	    store_id_is_none(&file->to) || !str_ends(str_of(path), ".md") ||
	    strcmp(path, "footnotes.md") == 0)
		return false;
	from = read_part(record, path, &file->from, &was);
	to = read_part(record, path, &file->to, &is);
	if (from && to)
		good = change_held(record, held, path, from, to,
			buf_str(&is));
	doc_free(from);
	doc_free(to);
	buf_release(&was);
	buf_release(&is);
	return good;
}

/* What a file of proposals makes stale is what was read of letters. */
static bool
follow_difference(struct record *record, const struct store_difference *file)
{
	struct str path = str_of(file->path);

	if (str_starts(path, "proposals/") || str_starts(path, "fates/")) {
		letters_forget(record);
		return true;
	}
	for (size_t i = 0; i < record->held_n; i++) {
		const char *rest = below(&record->held[i], file->path);

		if (rest)
			return follow_file(record, &record->held[i], rest,
				file);
	}
	return false;
}

bool
docs_follow(struct record *record, const store_id *from, const store_id *to)
{
	struct store_differences differences = { 0 };
	struct err ignored = ERR_INIT;
	bool good = record->held_n && !store_id_is_none(from) &&
		store_compare(record->store, from, to, &differences,
			&ignored) == 0 && differences.n <= FILES_MAX;

	for (size_t i = 0; i < differences.n && good; i++)
		good = follow_difference(record, &differences.at[i]);
	store_differences_release(&differences);
	return good;
}
