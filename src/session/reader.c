/*
 * Where the reader stands: what was read is taken from the person's own file
 * when the session begins, and put there when it ends. The file is read again
 * before it is written: another window of the same person may have written.
 */
#include "reader.h"

#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/base/own.h"
#include "adref/record/pick.h"

/* The revision that came before a moment; none: there is none. */
static int
point_before(struct session *session, int64_t from, store_id *out,
	struct err *err)
{
	struct pick_wish wish = { .dated = true, .from = from };
	struct history_entry entry = { .time = 0 };
	struct pick *pick;
	size_t n;
	int rc;

	*out = *record_tip(session->record);
	if (pick_new(&pick, session->record, &wish, err) < 0)
		return -1;
	while ((rc = pick_go(pick, 1000, 0, err)) > 0)
		;
	n = pick_n(pick);
	if (rc == 0 && n) {
		rc = pick_read(pick, n - 1, &entry, err);
		*out = entry.parent;
		history_entry_release(&entry);
	}
	pick_free(pick);
	return rc;
}

/* Stand where --since says, in every document. */
static int
stand_at(struct session *session, const char *said, struct err *err)
{
	struct reader *reader = session->reader;
	struct pick_since since;

	if (pick_since_read(&since, session->record, said, err) < 0)
		return -1;
	bookmark_drop_docs(&reader->bookmark);
	reader->bookmark.first = since.revision;
	reader->asked = true;
	if (since.dated && point_before(session, since.from,
		&reader->bookmark.first, err) < 0)
		return -1;
	if (store_id_is_none(&reader->bookmark.first))
		return err_set(err, ERR_REFUSED, "there was no text before "
			"%.60s", said);
	return 0;
}

static int
read_file(struct bookmark *out, const char *path, struct err *err)
{
	struct buf text = BUF_INIT;
	int rc = own_read(&text, path, err);

	*out = (struct bookmark)BOOKMARK_INIT;
	if (rc > 0) {
		rc = bookmark_read(out, buf_str(&text), err);
		if (rc < 0)
			err_prefix(err, "%s", path);
	}
	buf_release(&text);
	return rc;
}

static bool
is_there(const struct session *session, const store_id *revision)
{
	struct store_revision found = { 0 };
	struct err ignored = ERR_INIT;

	if (store_revision(record_store(session->record), revision, &found,
		&ignored) < 0)
		return false;
	store_revision_release(&found);
	return true;
}

/* Whether all that was read is of this history. */
static bool
is_of_this(const struct session *session, const struct bookmark *bookmark)
{
	if (!store_id_is_none(&bookmark->first) &&
	    !is_there(session, &bookmark->first))
		return false;
	for (size_t i = 0; i < bookmark->n; i++)
		if (!is_there(session, &bookmark->at[i].seen) ||
		    !is_there(session, &bookmark->at[i].read))
			return false;
	return true;
}

static void
take_kept(struct session *session)
{
	struct reader *reader = session->reader;
	struct err err = ERR_INIT;

	if (read_file(&reader->bookmark, reader->file, &err) >= 0 &&
	    !is_of_this(session, &reader->bookmark)) {
		bookmark_drop_docs(&reader->bookmark);
		reader->bookmark.first = (store_id){ { 0 } };
		err_set(&err, ERR_DAMAGED, "what you had read is not in this "
			"history");
	}
	if (err.code)
		session_say(session, MESSAGE_HINT, "You read as for the first "
			"time: %s", err.text);
}

int
reader_start(struct session *session, const struct session_options *options,
	struct err *err)
{
	struct reader *reader;

	if (!options->bookmark_file && !options->since)
		return 0;
	session->reader = reader = mem_new(1, sizeof(*reader));
	if (options->bookmark_file) {
		reader->file = mem_text(options->bookmark_file);
		take_kept(session);
	}
	if (options->since && stand_at(session, options->since, err) < 0)
		return -1;
	reader->keeps = options->keeps_bookmark && !reader->asked;
	reader->is_new = store_id_is_none(&reader->bookmark.first);
	if (reader->is_new)
		reader->bookmark.first = *record_tip(session->record);
	reader_watch_again(reader);
	return 0;
}

bool
reader_seen(const struct session *session, store_id *out)
{
	const struct reader *reader = session->reader;
	const struct bookmark_doc *doc;

	if (!reader || reader->is_new)
		return false;
	doc = bookmark_find(&reader->bookmark, session->doc_name);
	*out = doc ? doc->seen : reader->bookmark.first;
	return true;
}

/* As long as something is new, what was read since is kept by paragraph. */
static void
put_doc(struct session *session, struct bookmark *fresh, const char *name)
{
	const struct reader *reader = session->reader;
	const struct bookmark_doc *own = bookmark_find(&reader->bookmark,
		name);
	struct bookmark_doc *to = bookmark_put(fresh, name);
	const store_id *tip = record_tip(session->record);

	if (!reader_count_new(session, name)) {
		bookmark_all(to, tip);
		return;
	}
	bookmark_all(to, own ? &own->read : &reader->bookmark.first);
	to->seen = *tip;
	if (own)
		bookmark_add_nodes(to, own);
}

/* How far one came, into what the file has now. */
static void
put_marks(struct session *session, struct bookmark *fresh)
{
	const struct reader *reader = session->reader;

	if (store_id_is_none(&fresh->first))
		fresh->first = reader->bookmark.first;
	for (size_t i = 0; i < reader->looked.cap; i++) {
		const char *name = reader->looked.slots[i].key;

		if (name)
			put_doc(session, fresh, name);
	}
}

static int
write_file(const char *path, const struct bookmark *bookmark, struct err *err)
{
	struct buf text = BUF_INIT;
	int rc;

	bookmark_add(&text, bookmark);
	rc = own_write(path, buf_str(&text), err);
	buf_release(&text);
	return rc;
}

/* That it cannot be kept is no reason not to leave. */
void
reader_keep(struct session *session)
{
	const struct reader *reader = session->reader;
	struct err ignored = ERR_INIT;
	struct bookmark fresh;

	if (!reader || !reader->keeps || !session->doc)
		return;
	reader_look(session);
	reader_leave(session);
	read_file(&fresh, reader->file, &ignored);
	if (!is_of_this(session, &fresh)) {
		bookmark_drop_docs(&fresh);
		fresh.first = (store_id){ { 0 } };
	}
	put_marks(session, &fresh);
	write_file(reader->file, &fresh, &ignored);
	bookmark_release(&fresh);
}

int
reader_change_file(struct session *session,
	bool (*change)(struct bookmark *bookmark, const char *pattern),
	const char *pattern, struct err *err)
{
	struct err ignored = ERR_INIT;
	struct bookmark fresh;
	int rc = 0;

	read_file(&fresh, session->reader->file, &ignored);
	if (change(&fresh, pattern))
		rc = write_file(session->reader->file, &fresh, err);
	bookmark_release(&fresh);
	return rc;
}

void
reader_release(struct reader *reader)
{
	if (!reader)
		return;
	free(reader->file);
	bookmark_release(&reader->bookmark);
	reader_watch_again(reader);
	free(reader->watched);
	map_release(&reader->looked);
	reader_forget_text(reader);
	free(reader->place_name);
	free(reader);
}
