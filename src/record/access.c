/*
 * The folder that says who is let in. It is read strictly: a row that is not
 * understood lets nobody in, since it may be the one that revokes a key. What
 * it must not do: write.
 */
#include "adref/record/access.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "adref/base/date.h"
#include "adref/base/mem.h"
#include "adref/base/tsv_named.h"
#include "adref/base/utf8.h"
#include "adref/text/attribution.h"

enum { FILE_MAX = 4 * 1024 * 1024, PERSON_MAX = 100 };

static const char *const role_words[] = {
	[ACCESS_READER] = "reader", [ACCESS_DELEGATE] = "delegate",
	[ACCESS_DRAFTER] = "drafter", [ACCESS_CHAIR] = "chair"
};

const char *
access_role_word(enum access_role role)
{
	return role_words[role];
}

bool
access_role_of(struct str word, enum access_role *out)
{
	for (size_t i = ACCESS_READER; i <= ACCESS_CHAIR; i++) {
		if (!str_is(word, role_words[i]))
			continue;
		*out = (enum access_role)i;
		return true;
	}
	return false;
}

/* The columns, and where in a key each goes. */
static const char *const columns[] = { "fingerprint", "kind", "key", "party",
	"role", "person", "until", "revoked", "added" };
enum { COLUMNS = sizeof(columns) / sizeof(columns[0]) };

static void
list_slots(struct access_key *key, char **slots[COLUMNS])
{
	char **all[COLUMNS] = { &key->print, &key->kind, &key->blob,
		&key->party, &key->role, &key->person, &key->until,
		&key->revoked, &key->added };

	memcpy(slots, all, sizeof(all));
}

int
access_check_person(const char *name, struct err *err)
{
	struct str str = str_of(name);

	if (str.len && str.len <= PERSON_MAX && utf8_is_safe(str) &&
	    str_trim(str).len == str.len && !strpbrk(name, "<>"))
		return 0;
	return err_set(err, ERR_REFUSED, "a person's name is one line of at "
		"most %d bytes, without < and > and what cannot be seen",
		PERSON_MAX);
}

bool
access_is_plain_path(const char *path)
{
	static const char others[] = "/._+-";

	if (path[0] != '/')
		return false;
	for (; *path; path++)
		if (!(*path >= 'a' && *path <= 'z') &&
		    !(*path >= 'A' && *path <= 'Z') &&
		    !(*path >= '0' && *path <= '9') && !strchr(others, *path))
			return false;
	return true;
}

static bool
is_day_or_none(const char *text)
{
	return !*text || date_is_day(str_of(text));
}

/* Whether a row is one that was written by adref. */
static int
check_key(const struct access_key *key, struct err *err)
{
	struct public_key public = { NULL, NULL, NULL };
	enum access_role role = ACCESS_READER;
	struct buf line = BUF_INIT;
	int rc;

	buf_add_format(&line, "%s %s", key->kind, key->blob);
	rc = public_key_read(&public, buf_str(&line), err);
	buf_release(&line);
	if (rc == 0 && strcmp(public.print, key->print) != 0)
		rc = err_set(err, ERR_DAMAGED, "the fingerprint is another "
			"key's");
	public_key_release(&public);
	if (rc < 0 || access_check_person(key->person, err) < 0)
		return -1;
	if (!access_role_of(str_of(key->role), &role))
		return err_set(err, ERR_DAMAGED, "there is no such role");
	if ((*key->party && !code_is_valid(str_of(key->party))) ||
	    (role == ACCESS_DELEGATE && !*key->party))
		return err_set(err, ERR_DAMAGED, "there is no such party");
	if (!is_day_or_none(key->until) || !is_day_or_none(key->revoked))
		return err_set(err, ERR_DAMAGED, "until and revoked are days: "
			"2021-06-10");
	return 0;
}

static int
take_row(struct access *access, const struct tsv_row *header,
	const struct tsv_row *row, struct err *err)
{
	struct access_key *key;
	char **slots[COLUMNS];

	access->keys = mem_grow(access->keys, &access->cap, access->n + 1,
		sizeof(*access->keys));
	key = &access->keys[access->n++];
	list_slots(key, slots);
	for (size_t i = 0; i < COLUMNS; i++)
		*slots[i] = tsv_take_cell(row, tsv_column(header, columns[i]));
	if (check_key(key, err) < 0)
		return -1;
	for (size_t i = 0; i + 1 < access->n; i++)
		if (strcmp(access->keys[i].print, key->print) == 0)
			return err_set(err, ERR_DAMAGED, "the key is there "
				"twice");
	return 0;
}

static int
take_keys(struct access *access, struct err *err)
{
	struct str rest = buf_str(&access->table);
	struct tsv_row header = { .number = 0 }, row;
	int rc = 0;

	if (!tsv_next(&rest, &header))
		return 0;
	for (size_t i = 0; i < COLUMNS; i++)
		if (tsv_column(&header, columns[i]) == TSV_CELLS)
			return err_set(err, ERR_DAMAGED, "%s/keys.tsv has no "
				"column \"%s\"", access->folder, columns[i]);
	row = (struct tsv_row){ .number = header.number };
	while (rc == 0 && tsv_next(&rest, &row)) {
		rc = take_row(access, &header, &row, err);
		if (rc < 0)
			err_prefix(err, "%s/keys.tsv, line %zu",
				access->folder, row.number);
	}
	return rc;
}

static const char *const setting_names[] = {
	"circulated", "working", "log", "program"
};
enum { SETTINGS = sizeof(setting_names) / sizeof(setting_names[0]) };

static void
list_settings(struct access *access, char **slots[SETTINGS])
{
	char **all[SETTINGS] = { &access->circulated, &access->working,
		&access->log, &access->program };

	memcpy(slots, all, sizeof(all));
}

static int
take_settings(struct access *access, struct str table, struct err *err)
{
	struct tsv_row header, row;
	char **slots[SETTINGS];

	list_settings(access, slots);
	for (size_t i = 0; i < SETTINGS; i++) {
		tsv_find(table, str_of(setting_names[i]), &header, &row);
		*slots[i] = tsv_take_cell(&row, 1);
		if (**slots[i] && !access_is_plain_path(*slots[i]))
			return err_set(err, ERR_DAMAGED, "%s/settings.tsv: %s "
				"is no path from / on", access->folder,
				setting_names[i]);
	}
	return 0;
}

static int
read_file(struct buf *out, const char *folder, const char *name,
	struct err *err)
{
	struct buf path = BUF_INIT;
	char block[4096];
	FILE *file;
	size_t n;
	int rc = 0;

	buf_add_format(&path, "%s/%s", folder, name);
	file = fopen(buf_text(&path), "re");
	if (!file)
		rc = err_set(err, errno == ENOENT ? ERR_MISSING : ERR_SYSTEM,
			"%s: %s", buf_text(&path), strerror(errno));
	while (file && (n = fread(block, 1, sizeof(block), file)) > 0 &&
	       out->len < FILE_MAX)
		buf_add(out, block, n);
	if (file && (ferror(file) || out->len >= FILE_MAX))
		rc = err_set(err, ERR_SYSTEM, "%s could not be read",
			buf_text(&path));
	if (file)
		fclose(file);
	buf_release(&path);
	return rc;
}

int
access_read(struct access *out, const char *folder, struct err *err)
{
	struct buf settings = BUF_INIT;
	int rc;

	memset(out, 0, sizeof(*out));
	out->folder = mem_text(folder);
	rc = read_file(&settings, folder, "settings.tsv", err);
	if (rc == 0)
		rc = take_settings(out, buf_str(&settings), err);
	if (rc == 0)
		rc = read_file(&out->table, folder, "keys.tsv", err);
	if (rc == 0)
		rc = take_keys(out, err);
	buf_release(&settings);
	if (rc < 0)
		access_release(out);
	return rc;
}

void
access_release(struct access *access)
{
	char **slots[COLUMNS], **settings[SETTINGS];

	for (size_t i = 0; i < access->n; i++) {
		list_slots(&access->keys[i], slots);
		for (size_t k = 0; k < COLUMNS; k++)
			free(*slots[k]);
	}
	list_settings(access, settings);
	for (size_t i = 0; i < SETTINGS; i++)
		free(*settings[i]);
	free(access->keys);
	free(access->folder);
	buf_release(&access->table);
	memset(access, 0, sizeof(*access));
}

const struct access_key *
access_find(const struct access *access, struct str kind, struct str blob)
{
	for (size_t i = 0; i < access->n; i++)
		if (str_is(kind, access->keys[i].kind) &&
		    str_is(blob, access->keys[i].blob))
			return &access->keys[i];
	return NULL;
}

int
access_check(const struct access_key *key, const char *today,
	struct err *err)
{
	if (*key->revoked)
		return err_set(err, ERR_REFUSED, "this key was revoked on %s",
			key->revoked);
	if (*key->until && strcmp(today, key->until) > 0)
		return err_set(err, ERR_REFUSED, "this key was good until %s",
			key->until);
	return 0;
}

void
access_put(struct buf *out, const struct access *access,
	const struct access_key *key)
{
	struct tsv_names names = { columns, COLUMNS };
	struct access_key copy = *key;
	const char *cells[COLUMNS];
	char **slots[COLUMNS];

	list_slots(&copy, slots);
	for (size_t i = 0; i < COLUMNS; i++)
		cells[i] = *slots[i];
	tsv_put_named(out, buf_str(&access->table), names, cells);
}

void
access_add_settings(struct buf *out, const struct access *access)
{
	const char *header[] = { "setting", "value" };
	struct access copy = *access;
	char **slots[SETTINGS];

	list_settings(&copy, slots);
	tsv_add_row(out, header, 2);
	for (size_t i = 0; i < SETTINGS; i++) {
		const char *cells[] = { setting_names[i], *slots[i] };

		tsv_add_row(out, cells, 2);
	}
}
