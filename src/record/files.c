/*
 * Files beside the documents: registers and proposals. An act that was planned
 * on what they held is carried over to what they hold, or refused.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/tsv.h"
#include "adref/base/utf8.h"
#include "inside.h"

int
record_file(struct record *record, const char *path, struct buf *out,
	bool *there, struct err *err)
{
	struct err why = ERR_INIT;

	*there = !store_id_is_none(&record->tip);
	if (!*there || store_read(record->store, &record->tip, path, out,
		&why) == 0)
		return 0;
	*there = false;
	return why.code == ERR_MISSING ? 0
		: err_set(err, why.code, "%s", why.text);
}

bool
record_read_text(struct record *record, const store_id *revision,
	const char *path, bool tells, struct buf *out)
{
	struct err why = ERR_INIT;

	if (store_read(record->store, revision, path, out, &why) < 0) {
		if (why.code != ERR_MISSING && tells)
			record_tell(record, "%s: %s", path, why.text);
		return false;
	}
	if (utf8_check(buf_str(out)) == out->len &&
	    !memchr(buf_text(out), '\0', out->len))
		return true;
	if (tells)
		record_tell(record, "%s: it is not UTF-8 text, and is left "
			"alone", path);
	return false;
}

static bool
is_same(const char *was, const struct buf *now, bool there)
{
	return was ? there && str_same(str_of(was), buf_str(now)) : !there;
}

static int
refuse_changed(const struct act_file *file, struct str row, struct err *err)
{
	if (row.len)
		return err_set(err, ERR_STALE, "%.*s was changed in %s "
			"meanwhile", (int)row.len, row.at, file->path);
	return err_set(err, ERR_STALE, "%s was changed meanwhile",
		file->path);
}

static int
add_file(struct puts *puts, struct record *record,
	const struct act_file *file, struct err *err)
{
	struct buf ours = BUF_INIT, joined = BUF_INIT;
	struct str key = str_of(""), now = file->now ? str_of(file->now)
		: str_make(NULL, 0);
	bool there;
	int rc = record_file(record, file->path, &ours, &there, err);

	if (rc == 0 && !is_same(file->was, &ours, there)) {
		if (str_ends(str_of(file->path), ".tsv") &&
		    tsv_join(&joined, str_of(file->was), now, buf_str(&ours),
			&key))
			now = joined.len ? buf_str(&joined)
				: str_make(NULL, 0);
		else
			rc = refuse_changed(file, key, err);
	}
	if (rc == 0 && (now.at || there))
		puts_add(puts, "", file->path, now.at && !now.len
			? str_of("") : now);
	buf_release(&ours);
	buf_release(&joined);
	return rc;
}

int
puts_add_files(struct puts *puts, struct record *record,
	const struct act_file *files, size_t n, struct err *err)
{
	int rc = 0;

	for (size_t i = 0; i < n && rc == 0; i++)
		rc = add_file(puts, record, &files[i], err);
	return rc;
}
