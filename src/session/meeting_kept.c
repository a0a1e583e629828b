/*
 * Which meeting a person was in, so that a line that breaks or a call that
 * ends does not take it along. It is kept for the person and the negotiation,
 * in a file of the person's own, and for a night at most: the next morning is
 * another meeting.
 */
#include <stdlib.h>

#include "adref/base/own.h"
#include "adref/base/tsv_named.h"
#include "meeting.h"

static const char *const words[] = { "who and where", "meeting", "time" };
static const struct tsv_names names = { words, 3 };

/* `J. Otieno /srv/bms7/.git`; false for a negotiation in memory. */
static bool
add_key(struct buf *out, const struct session *session)
{
	const char *folder = store_folder(record_store(session->record));

	if (!folder)
		return false;
	buf_add_format(out, "%s %s", record_committer(session->record),
		folder);
	return true;
}

static bool
is_recent(const struct tsv_row *row, int64_t now)
{
	char *text = tsv_take_cell(row, 2);
	int64_t time = strtoll(text, NULL, 10);

	free(text);
	return time <= now && now - time <= MEETING_PAUSE;
}

char *
kept_read(const struct session *session, struct str text, int64_t now)
{
	struct buf key = BUF_INIT, cell = BUF_INIT;
	struct tsv_row row = { .number = 0 };
	char *meeting = NULL;

	if (add_key(&key, session)) {
		tsv_next(&text, &row);
		while (!meeting && tsv_next(&text, &row)) {
			buf_clear(&cell);
			tsv_cell(&cell, &row, 0);
			if (str_same(buf_str(&cell), buf_str(&key)) &&
			    is_recent(&row, now))
				meeting = tsv_take_cell(&row, 1);
		}
	}
	buf_release(&key);
	buf_release(&cell);
	return meeting;
}

/* What others keep there, as long as it is of use. */
static void
add_recent(struct buf *out, const char *path, int64_t now)
{
	struct tsv_row row = { .number = 0 };
	struct buf text = BUF_INIT;
	struct err ignored = ERR_INIT;
	struct str rest;

	own_read(&text, path, &ignored);
	tsv_add_row(out, names.at, names.n);
	rest = buf_str(&text);
	tsv_next(&rest, &row);
	while (tsv_next(&rest, &row))
		if (is_recent(&row, now)) {
			buf_add_str(out, row.line);
			buf_add_char(out, '\n');
		}
	buf_release(&text);
}

void
kept_write(const struct session *session, int64_t now)
{
	struct buf key = BUF_INIT, text = BUF_INIT, put = BUF_INIT;
	struct buf time = BUF_INIT;
	struct err ignored = ERR_INIT;

	if (!session->meeting_file || session->read_only ||
	    !add_key(&key, session))
		goto out;
	add_recent(&text, session->meeting_file, now);
	buf_add_format(&time, "%lld", (long long)now);
	tsv_put_named(&put, buf_str(&text), names, (const char *[]){
		buf_text(&key), session->meeting ? session->meeting : "",
		buf_text(&time) });
	/* That it cannot be kept is no reason to keep anybody from acting. */
	own_write(session->meeting_file, buf_str(&put), &ignored);
out:
	buf_release(&key);
	buf_release(&text);
	buf_release(&put);
	buf_release(&time);
}
