/*
 * What is wrong with the files of a document, in words: the file, the line,
 * and what to do. The document itself is read as far as it goes.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "inside.h"
#include "walk.h"

enum {
	LOOK_BACK = 1000,	/* revisions searched for a file that is gone */
	TOLD_MAX = 8,		/* of one kind; a hostile ORDER has many */
	SHOWN_MAX = 80		/* bytes of a line that is shown */
};

static bool
is_at(struct record *record, const store_id *revision, const char *path)
{
	struct store_entries entries = { 0 };
	struct buf bytes = BUF_INIT;
	struct err ignored = ERR_INIT;
	bool there;

	if (str_ends(str_of(path), "/")) {
		char *folder = mem_text_len(path, strlen(path) - 1);

		there = store_list(record->store, revision, folder, &entries,
			&ignored) == 0;
		free(folder);
		store_entries_release(&entries);
	} else {
		there = store_read(record->store, revision, path, &bytes,
			&ignored) == 0;
		buf_release(&bytes);
	}
	return there;
}

bool
record_find_last(struct record *record, const char *path, store_id *out)
{
	struct store_revision is = { 0 };
	struct err ignored = ERR_INIT;
	bool found = false;
	struct walk walk;

	walk_begin(&walk, record, &record->tip, NULL);
	for (int i = 0; i < LOOK_BACK && !found &&
	     walk_next(&walk, &is, &ignored) > 0; i++) {
		found = is_at(record, &is.id, path);
		*out = is.id;
		store_revision_release(&is);
	}
	walk_end(&walk);
	return found;
}

/* What stands where the path should be, or beside it under a similar name. */
static void
add_beside(struct record *record, struct buf *out, const char *path)
{
	struct store_entries entries = { 0 };
	struct err ignored = ERR_INIT;
	struct str whole = str_of(path), name;
	size_t from;
	char *folder;

	if (str_ends(whole, "/"))
		whole.len--;
	for (from = whole.len; from && whole.at[from - 1] != '/'; from--)
		;
	name = str_from(whole, from);
	folder = mem_text_len(path, from ? from - 1 : 0);
	store_list(record->store, &record->tip, folder, &entries, &ignored);
	for (size_t i = 0; i < entries.n; i++) {
		const struct store_entry *entry = &entries.at[i];

		if (str_is(name, entry->name) && entry->kind == STORE_OTHER)
			buf_add_text(out, " (it is a link or another "
				"repository, which is not followed)");
		else if (str_is(name, entry->name))
			buf_add_text(out, entry->kind == STORE_FOLDER
				? " (it is a folder: a folder's name ends "
				"with /)" : " (it is a file)");
		else if (strlen(entry->name) == name.len &&
			 strncasecmp(entry->name, name.at, name.len) == 0)
			buf_add_format(out, " (is %s meant?)", entry->name);
	}
	store_entries_release(&entries);
	free(folder);
}

/* How to get back what is gone. */
static void
add_way_back(struct record *record, struct buf *out, const char *path)
{
	char id[STORE_HEX + 1];
	store_id last;

	if (!record_find_last(record, path, &last)) {
		buf_add_text(out, "put it there");
		return;
	}
	store_id_text(&last, id);
	buf_add_format(out, "\"git checkout %.10s -- %s\"%s brings it back",
		id, path, store_work_tree(record->store) ? ""
		: " in a clone");
}

static void
tell_missing(struct record *record, const char *name,
	const struct native_trouble *trouble)
{
	struct buf path = BUF_INIT, why = BUF_INIT, way = BUF_INIT;

	buf_add_format(&path, "%s/%s", name, trouble->what);
	add_beside(record, &why, buf_text(&path));
	add_way_back(record, &way, buf_text(&path));
	record_tell(record, "%s/%s, line %zu, names %s, which is not there%s: "
		"%s, or take the line out", name, trouble->path,
		trouble->line, buf_text(&path), buf_text(&why),
		buf_text(&way));
	buf_release(&path);
	buf_release(&why);
	buf_release(&way);
}

/* A group of parts never had one. */
static void
tell_headless(struct record *record, const char *name,
	const struct native_trouble *trouble)
{
	struct buf path = BUF_INIT, why = BUF_INIT, way = BUF_INIT;
	store_id ignored;

	buf_add_format(&path, "%s/%s", name, trouble->what);
	if (!str_starts(str_of(trouble->what), "parts-") &&
	    record_find_last(record, buf_text(&path), &ignored)) {
		add_beside(record, &why, buf_text(&path));
		add_way_back(record, &way, buf_text(&path));
		record_tell(record, "%s, the beginning of what %s/%s, line "
			"%zu, names, is not there%s: %s", buf_text(&path),
			name, trouble->path, trouble->line, buf_text(&why),
			buf_text(&way));
	}
	buf_release(&path);
	buf_release(&why);
	buf_release(&way);
}

static void
tell_trouble(struct record *record, const char *name,
	const struct native_trouble *trouble)
{
	struct str what = str_part(str_of(trouble->what), 0, SHOWN_MAX);

	switch (trouble->kind) {
	case TROUBLE_NAME:
		record_tell(record, "%s/%s, line %zu: \"%.*s\" is no name of "
			"a file or folder beside it and is passed over: take "
			"the line out", name, trouble->path, trouble->line,
			(int)what.len, what.at);
		break;
	case TROUBLE_TWICE:
		record_tell(record, "%s/%s, line %zu, names %s/%s, which is in "
			"the text already: take the line out", name,
			trouble->path, trouble->line, name, trouble->what);
		break;
	case TROUBLE_MISSING:
		tell_missing(record, name, trouble);
		break;
	case TROUBLE_HEADLESS:
		tell_headless(record, name, trouble);
		break;
	case TROUBLE_BYTES:
		record_tell(record, "%s/%s: byte %zu (line %zu) is not UTF-8 "
			"text: what the file says is not shown, and it is left "
			"alone; convert it (iconv -f latin1 -t utf-8)", name,
			trouble->path, trouble->byte, trouble->line);
		break;
	case TROUBLE_MARKER:
		record_tell(record, "%s/%s, line %zu: git could not merge "
			"here and left both wordings, from \"%.*s\" on: take "
			"out what does not belong", name, trouble->path,
			trouble->line, (int)what.len, what.at);
		break;
	}
}

/* Of the marks of a merge only the first of each place is told. */
static bool
is_to_tell(const struct native_trouble *trouble)
{
	return trouble->kind != TROUBLE_MARKER ||
		str_starts(str_of(trouble->what), "<");
}

/* Those that are no UTF-8 have been told. */
static bool
is_told(const struct held *held, const char *path)
{
	for (size_t i = 0; i < held->troubles.n; i++)
		if (held->troubles.at[i].kind == TROUBLE_BYTES &&
		    strcmp(held->troubles.at[i].path, path) == 0)
			return true;
	return false;
}

/* The ORDER of a folder (`` or `name/`) is gone, and with it all it named. */
static bool
tell_lacking(struct record *record, const char *name, struct str folder)
{
	struct buf order = BUF_INIT, way = BUF_INIT;
	store_id ignored;
	bool lacks;

	buf_add_format(&order, "%s/%.*sORDER", name, (int)folder.len,
		folder.at);
	lacks = !is_at(record, &record->tip, buf_text(&order)) &&
		record_find_last(record, buf_text(&order), &ignored);
	if (lacks) {
		add_way_back(record, &way, buf_text(&order));
		record_tell(record, "%s is not there, and what it named is "
			"not in the text: %s", buf_text(&order),
			buf_text(&way));
	}
	buf_release(&order);
	buf_release(&way);
	return lacks;
}

/* The folder, with its slash, that a path is in; empty: none. */
static struct str
folder_of(const char *path)
{
	const char *slash = strchr(path, '/');

	return str_make(path, slash ? (size_t)(slash - path) + 1 : 0);
}

/* How many there are. */
static size_t
tell_unread(struct record *record, const struct held *held, size_t room)
{
	const char *name = held->doc->name;
	struct store_paths unread = { 0 };
	struct str folder = { "", 0 };
	struct err ignored = ERR_INIT;
	bool lacks = false;
	size_t n = 0, end;

	list_unread(record, name, held, &unread, &ignored);
	end = unread.n && tell_lacking(record, name, folder) ? 0 : unread.n;
	for (size_t i = 0; i < end; i++) {
		if (!str_same(folder, folder_of(unread.at[i]))) {
			folder = folder_of(unread.at[i]);
			lacks = folder.len && tell_lacking(record, name,
				folder);
		}
		if (lacks || is_told(held, unread.at[i]))
			continue;
		if (n++ < room)
			record_tell(record, "%s/%s is not in the text, as no "
				"ORDER names it: name it in the ORDER beside "
				"it, or take it out with \"git rm\"", name,
				unread.at[i]);
	}
	store_paths_release(&unread);
	return n;
}

void
record_tell_troubles(struct record *record, const struct held *held)
{
	const struct native_troubles *troubles = &held->troubles;
	const char *name = held->doc->name;
	size_t n = 0;

	if (record->quiet)
		return;
	for (size_t i = 0; i < troubles->n; i++)
		if (is_to_tell(&troubles->at[i]) && n++ < TOLD_MAX)
			tell_trouble(record, name, &troubles->at[i]);
	n += troubles->more;
	n += tell_unread(record, held, n < TOLD_MAX ? TOLD_MAX - n : 0);
	if (n > TOLD_MAX)
		record_tell(record, "the files of %s have %zu more troubles "
			"like these", name, n - TOLD_MAX);
}
