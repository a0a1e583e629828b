/*
 * What is written when two desks are joined. Files that only the other one
 * changed become what they are there; those that both changed are joined by
 * what they are: documents, proposals, tables. Of others ours stays.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "syncing.h"

enum { LINE_MAX_BYTES = 600 };

void
sync_say(struct synced *out, const char *format, ...)
{
	char line[LINE_MAX_BYTES];
	va_list args;

	va_start(args, format);
	if (vsnprintf(line, sizeof(line), format, args) < 0)
		line[0] = '\0';
	va_end(args);
	out->lines = mem_grow(out->lines, &out->cap, out->n + 1,
		sizeof(*out->lines));
	out->lines[out->n++] = safe_text(str_of(line));
}

const struct store_difference *
side_file(const struct side *side, const char *path)
{
	return map_get(&side->by_path, str_of(path));
}

int
sync_read(const struct syncing *syncing, const store_id *blob,
	struct buf *out, struct err *err)
{
	if (store_id_is_none(blob))
		return 0;
	return store_read_blob(syncing->record->store, blob, out, err);
}

int
sync_take(struct syncing *syncing, const struct store_difference *there,
	struct err *err)
{
	struct buf bytes = BUF_INIT;
	int rc = sync_read(syncing, &there->to, &bytes, err);

	if (rc == 0)
		puts_add(&syncing->puts, "", there->path,
			store_id_is_none(&there->to) ? str_make(NULL, 0)
			: str_make(buf_text(&bytes), bytes.len));
	buf_release(&bytes);
	return rc;
}

static bool
is_named(const struct store_paths *names, const char *name)
{
	for (size_t i = 0; i < names->n; i++)
		if (strcmp(names->at[i], name) == 0)
			return true;
	return false;
}

/* The document a path is a text of, on either side; or NULL. */
static const char *
document_of(const struct syncing *syncing, const char *path)
{
	const struct store_paths *names[2] = { &syncing->ours.names,
		&syncing->theirs.names };
	struct str whole = str_of(path);

	if (!str_ends(whole, ".md") && !str_ends(whole, "/ORDER"))
		return NULL;
	for (size_t k = 0; k < 2; k++)
		for (size_t i = 0; i < names[k]->n; i++)
			if (path_lies_in(path, names[k]->at[i]))
				return names[k]->at[i];
	return NULL;
}

static bool
is_changed(const struct side *side, const char *name)
{
	for (size_t i = 0; i < side->files.n; i++)
		if (path_lies_in(side->files.at[i].path, name))
			return true;
	return false;
}

/* Of a file that is of no known kind ours stays. */
static int
keep_ours(struct syncing *syncing, const struct store_difference *there,
	const struct store_difference *here)
{
	const char *what = store_id_is_none(&there->to)
		? "taken out in %s and changed here: it stays as it is here"
		: store_id_is_none(&here->to)
		? "changed in %s and taken out here: it stays out"
		: "changed in %s and here: it stays as it is here";
	struct buf line = BUF_INIT;

	buf_add_format(&line, "%s: ", there->path);
	buf_add_format(&line, what, syncing->from);
	sync_say(syncing->out, "%s", buf_text(&line));
	buf_release(&line);
	return 0;
}

static int
join_file(struct syncing *syncing, const struct store_difference *there,
	struct err *err)
{
	const struct store_difference *here = side_file(&syncing->ours,
		there->path);
	char party[13];
	unsigned number;

	if (str_ends(str_of(there->path), ".tsv"))
		return 0;
	if (!here)
		return sync_take(syncing, there, err);
	if (store_id_same(&here->to, &there->to))
		return 0;
	if (sync_is_proposal(there->path, party, &number))
		return sync_proposal(syncing, there, err);
	return keep_ours(syncing, there, here);
}

/* A name that no document has on either side: `outcome-2`. */
static void
find_name(const struct syncing *syncing, const char *name, struct buf *out)
{
	for (unsigned i = 2;; i++) {
		buf_clear(out);
		buf_add_format(out, "%s-%u", name, i);
		if (!is_named(&syncing->ours.names, buf_text(out)) &&
		    !is_named(&syncing->theirs.names, buf_text(out)))
			return;
	}
}

/* Both began a document of this name: theirs gets another. */
static int
take_beside(struct syncing *syncing, const char *name, struct err *err)
{
	struct buf other = BUF_INIT;
	int rc = 0;

	find_name(syncing, name, &other);
	for (size_t i = 0; i < syncing->theirs.files.n && rc == 0; i++) {
		struct store_difference file = syncing->theirs.files.at[i];
		struct buf path = BUF_INIT;

		if (path_lies_in(file.path, name)) {
			buf_add_format(&path, "%s%s", buf_text(&other),
				file.path + strlen(name));
			file.path = (char *)buf_text(&path);
			rc = sync_take(syncing, &file, err);
		}
		buf_release(&path);
	}
	sync_say(syncing->out, "%s was begun here and in %s: theirs is %s",
		name, syncing->from, buf_text(&other));
	buf_release(&other);
	return rc;
}

/* File by file: what one of them changed, else ours. */
static int
join_files(struct syncing *syncing, const char *name, struct err *err)
{
	int rc = 0;

	for (size_t i = 0; i < syncing->theirs.files.n && rc == 0; i++)
		if (path_lies_in(syncing->theirs.files.at[i].path, name))
			rc = join_file(syncing, &syncing->theirs.files.at[i],
				err);
	return rc;
}

/* All of a document there, and nothing that is only here. */
static int
take_back(struct syncing *syncing, const char *name, struct err *err)
{
	struct store_paths paths = { 0 };
	int rc = list_doc_files(syncing->record, &syncing->theirs.revision,
		name, &paths, err);

	for (size_t i = 0; i < paths.n && rc == 0; i++) {
		struct buf path = BUF_INIT, bytes = BUF_INIT;

		buf_add_format(&path, "%s/%s", name, paths.at[i]);
		rc = store_read(syncing->record->store,
			&syncing->theirs.revision, buf_text(&path), &bytes,
			err);
		if (rc == 0)
			puts_add(&syncing->puts, name, paths.at[i],
				str_make(buf_text(&bytes), bytes.len));
		buf_release(&path);
		buf_release(&bytes);
	}
	sync_say(syncing->out, "%s was taken out here and changed in %s: it is "
		"back", name, syncing->from);
	store_paths_release(&paths);
	return rc;
}

static int
join_doc(struct syncing *syncing, const char *name, struct err *err)
{
	struct store_entries entries = { 0 };
	struct err why = ERR_INIT;
	bool was, here = is_named(&syncing->ours.names, name);
	bool there = is_named(&syncing->theirs.names, name);
	int rc;

	if (!is_changed(&syncing->ours, name))
		return join_files(syncing, name, err);
	was = store_list(syncing->record->store, &syncing->base, name,
		&entries, &why) == 0;
	store_entries_release(&entries);
	if (here && there && !was)
		return take_beside(syncing, name, err);
	if (!there) {
		sync_say(syncing->out, "%s was taken out in %s and changed "
			"here: it stays", name, syncing->from);
		return 0;
	}
	if (!here)
		return take_back(syncing, name, err);
	err_clear(&why);
	rc = sync_doc(syncing, name, &why);
	if (rc == 0 || why.code != ERR_REFUSED)
		return rc < 0 ? err_set(err, why.code, "%s", why.text) : 0;
	sync_say(syncing->out, "%s", why.text);
	return join_files(syncing, name, err);
}

/* Each document that the other side changed, once; then all other files. */
static int
join_all(struct syncing *syncing, struct err *err)
{
	const struct store_differences *files = &syncing->theirs.files;
	struct map done = MAP_INIT;
	int rc = 0;

	for (size_t i = 0; i < files->n && rc == 0; i++) {
		const char *name = document_of(syncing, files->at[i].path);

		if (!name)
			rc = join_file(syncing, &files->at[i], err);
		else if (!map_put(&done, str_of(name), syncing))
			rc = join_doc(syncing, name, err);
	}
	map_release(&done);
	return rc;
}

/* Tables of ours too, as a proposal may have got another number. */
static int
join_tables(struct syncing *syncing, struct err *err)
{
	const struct side *sides[2] = { &syncing->ours, &syncing->theirs };
	int rc = 0;

	for (size_t k = 0; k < 2; k++)
		for (size_t i = 0; i < sides[k]->files.n && rc == 0; i++) {
			const char *path = sides[k]->files.at[i].path;

			if (str_ends(str_of(path), ".tsv") &&
			    (k == 0 || !side_file(&syncing->ours, path)))
				rc = sync_table(syncing, path, err);
		}
	return rc;
}

static int
read_side(struct syncing *syncing, struct side *side, struct err *err)
{
	struct record *record = syncing->record;

	if (store_compare(record->store, &syncing->base, &side->revision,
		&side->files, err) < 0 ||
	    record_names_at(record, &side->revision, record->main,
		&side->names, err) < 0)
		return -1;
	for (size_t i = 0; i < side->files.n; i++)
		map_put(&side->by_path, str_of(side->files.at[i].path),
			&side->files.at[i]);
	return 0;
}

int
sync_join(struct syncing *syncing, struct err *err)
{
	int rc = read_side(syncing, &syncing->ours, err);

	if (rc == 0)
		rc = read_side(syncing, &syncing->theirs, err);
	if (rc == 0)
		rc = sync_renumber(syncing, err);
	if (rc == 0)
		rc = join_all(syncing, err);
	if (rc == 0)
		rc = join_tables(syncing, err);
	if (rc == 0)
		rc = puts_add_files(&syncing->puts, syncing->record,
			syncing->left.files, syncing->left.n, err);
	return rc;
}
