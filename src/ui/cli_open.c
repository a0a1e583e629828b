/*
 * What the calls share: opening the negotiation, a document at a point, a
 * session; and ways of writing things down.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "adref/base/mem.h"
#include "adref/base/json.h"
#include "adref/base/own.h"
#include "adref/base/utf8.h"
#include "adref/doc/party.h"
#include "adref/doc/seen.h"
#include "adref/record/bookmark.h"
#include "cli.h"

int
cli_role(const struct cli *cli, enum access_role *out, struct err *err)
{
	const char *role = cli->given.role;

	*out = ACCESS_CHAIR;
	if (role && !access_role_of(str_of(role), out))
		return err_set(err, ERR_USAGE, "there is no role \"%.40s\": "
			"reader, delegate, drafter or chair", role);
	if (*out == ACCESS_DELEGATE && !cli->given.party)
		return err_set(err, ERR_USAGE, "a delegate is of a party: "
			"--role delegate --for PARTY");
	if (cli->given.read_only)
		*out = ACCESS_READER;
	return 0;
}

static int
open_with(struct cli *cli, unsigned flags, struct err *err)
{
	const char *dir = cli->given.dir ? cli->given.dir : ".";
	enum access_role role;

	if (cli->record)
		return 0;
	if (cli_role(cli, &role, err) < 0)
		return -1;
	if (role == ACCESS_DELEGATE && !(flags & RECORD_READ_ONLY))
		return record_open_named(&cli->record, dir, cli->given.party,
			&cli->env, err);
	return record_open(&cli->record, dir, role == ACCESS_READER
		? RECORD_READ_ONLY : flags, &cli->env, err);
}

int
cli_open(struct cli *cli, bool writing, struct err *err)
{
	return open_with(cli, writing ? 0 : RECORD_READ_ONLY | RECORD_CACHES,
		err);
}

void
cli_notices(struct cli *cli)
{
	const char *notice;

	while (cli->record && (notice = record_notice(cli->record)))
		cli_complain(notice);
}

int
cli_check_name(const char *name, struct err *err)
{
	if (!name || record_is_name(name))
		return 0;
	return err_set(err, ERR_USAGE, "\"%.60s\" is no name for a document: "
		"use small letters, digits and hyphens, and one slash at most",
		name);
}

/*
 * A document that came or went between two points is an empty one where it is
 * not; a name that is none anywhere is refused with those there are.
 */
int
cli_doc(struct cli *cli, const char *at, struct doc **out, struct err *err)
{
	const char *name = cli->given.document;
	store_id point;
	struct doc *none;
	bool has;

	if (cli_open(cli, false, err) < 0 ||
	    record_point(cli->record, at ? at : "now", &point, err) < 0)
		return -1;
	has = record_has(cli->record, name ? name : record_main(cli->record));
	if (!at && !has)
		return record_doc(cli->record, name, &none, err);
	if (record_doc_at(cli->record, &point, name, out, err) < 0)
		return -1;
	if (has || (*out)->n)
		return 0;
	doc_free(*out);
	return record_doc(cli->record, name, &none, err);
}

/* Which of the options is given, and for which party. */
static int
read_seen(const struct cli *cli, enum seen *seen, const char **party,
	struct err *err)
{
	const struct given *given = &cli->given;
	const char *said = given->wanted_by ? given->wanted_by
		: given->without;

	*seen = given->wanted_by ? SEEN_WANTED : given->without
		? SEEN_WITHOUT : given->unnamed ? SEEN_UNNAMED : SEEN_TEXT;
	*party = said ? party_find(str_of(said), err) : "";
	if ((given->wanted_by && given->without) ||
	    (given->unnamed && said) ||
	    (given->named && (given->unnamed || given->clean)))
		return err_set(err, ERR_USAGE, "one way of seeing the text at "
			"a time: --clean, --named, --unnamed, --wanted-by or "
			"--without");
	return *party ? 0 : -1;
}

static void
see(struct doc **doc, enum seen seen, const char *party)
{
	struct doc *copy = doc_seen(*doc, seen, party);

	doc_free(*doc);
	*doc = copy;
}

int
cli_see(struct cli *cli, struct doc **doc, struct err *err)
{
	const char *party;
	enum seen seen;

	if (read_seen(cli, &seen, &party, err) < 0) {
		doc_free(*doc);
		*doc = NULL;
		return -1;
	}
	if (seen != SEEN_TEXT)
		see(doc, seen, party);
	if (cli->given.clean)
		see(doc, SEEN_CLEAN, "");
	return 0;
}

/* A file that the person has chosen things in: its path and bytes. */
static void
read_own(const char *name, struct buf *path, struct buf *text)
{
	struct err ignored = ERR_INIT;

	own_add_path(path, OWN_CONFIG, name);
	if (path->len)
		own_read(text, buf_text(path), &ignored);
}

void
cli_own_keys(struct buf *path, struct buf *text)
{
	read_own("keymap", path, text);
}

/*
 * Where what the person has read is kept. Not for one whom a role was given:
 * of a forced command nothing but the terminal is written.
 */
static void
find_bookmark(const struct cli *cli, struct buf *path)
{
	const char *folder = store_folder(record_store(cli->record));
	struct buf name = BUF_INIT;

	if (!folder || cli->given.role || !(cli->given.read_only ||
	    cli->given.since))
		return;
	bookmark_add_name(&name, folder);
	own_add_path(path, OWN_STATE, buf_text(&name));
	buf_release(&name);
}

/* The calls in which one reads as in the editor. */
static bool
is_editor(const struct cli *cli, const char *also)
{
	return !cli->call || strcmp(cli->call, "play") == 0 ||
		strcmp(cli->call, also) == 0;
}

int
cli_session(struct cli *cli, struct session **out, struct err *err)
{
	struct buf path = BUF_INIT, keys = BUF_INIT;
	struct buf words_path = BUF_INIT, words = BUF_INIT;
	struct buf kept_path = BUF_INIT, kept = BUF_INIT;
	struct buf bookmark_path = BUF_INIT;
	struct session_options options = {
		.document = cli->given.document, .party = cli->given.party,
		.meeting = cli->given.meeting, .reason = cli->given.reason,
		.keymap = cli->given.keymap,
		.reopens = cli->given.reopen != NULL,
		.write_file = cli_write_new,
	};
	int rc;

	if (cli_room(cli, cli->given.room != NULL, &options.room, err) < 0 ||
	    open_with(cli, RECORD_ELSE_LOOK, err) < 0)
		return -1;
	cli_own_keys(&path, &keys);
	read_own("words", &words_path, &words);
	options.own_keys = buf_str(&keys);
	options.own_file = buf_text(&path);
	options.words = buf_str(&words);
	options.words_file = words_path.len ? buf_text(&words_path) : NULL;
	read_own("meetings", &kept_path, &kept);
	options.meetings_kept = buf_str(&kept);
	options.meeting_file = kept_path.len ? buf_text(&kept_path) : NULL;
	options.keeps_meeting = !cli->call;
	options.dictionaries = getenv("DICPATH");
	if (is_editor(cli, "do")) {
		find_bookmark(cli, &bookmark_path);
		options.since = cli->given.since;
	}
	options.bookmark_file = bookmark_path.len ? buf_text(&bookmark_path)
		: NULL;
	options.keeps_bookmark = is_editor(cli, "");
	rc = session_open(out, cli->record, &options, err);
	buf_release(&path);
	buf_release(&keys);
	buf_release(&words_path);
	buf_release(&words);
	buf_release(&kept_path);
	buf_release(&kept);
	buf_release(&bookmark_path);
	return rc;
}

void
cli_add_safe(struct cli *cli, struct str text)
{
	utf8_add_safe(&cli->out, text);
}

void
cli_add_count(struct buf *out, size_t n, const char *what)
{
	buf_add_format(out, "%zu %s%s", n, what, n == 1 ? "" : "s");
}

void
cli_add_names_json(struct json *json, const char *key, struct str names)
{
	json_open(json, key, '[');
	while (names.len) {
		size_t comma = str_find(names, 0, str_of(","));

		json_text(json, NULL, str_part(names, 0, comma));
		names = str_from(names, comma + 1);
	}
	json_close(json, ']');
}

void
cli_add_column(struct buf *out, const char *text, size_t columns)
{
	size_t width = utf8_columns(str_of(text));

	buf_add_text(out, text);
	buf_add_fill(out, ' ', width < columns ? columns - width : 0);
	buf_add_char(out, ' ');
}

void
cli_add_time(struct buf *out, int64_t seconds, int zone, bool json)
{
	time_t local = (time_t)(seconds + (int64_t)zone * 60);
	int off = zone < 0 ? -zone : zone;
	struct tm tm;

	if (!gmtime_r(&local, &tm))
		return;
	buf_add_format(out, "%04d-%02d-%02d%c%02d:%02d", tm.tm_year + 1900,
		tm.tm_mon + 1, tm.tm_mday, json ? 'T' : ' ', tm.tm_hour,
		tm.tm_min);
	if (json)
		buf_add_format(out, ":%02d%c%02d:%02d", tm.tm_sec,
			zone < 0 ? '-' : '+', off / 60 % 24, off % 60);
}
