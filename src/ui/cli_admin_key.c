/*
 * Keys: letting somebody in, listing who is, letting nobody in any more.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/date.h"
#include "adref/base/day.h"
#include "adref/base/json.h"
#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "adref/doc/party.h"
#include "cli_admin.h"

enum { PARTY_COLS = 8, ROLE_COLS = 8, PERSON_COLS = 24 };

static int
read_key(struct public_key *out, const char *path, struct err *err)
{
	struct buf text = BUF_INIT;
	int rc = admin_read(&text, path, err);

	if (rc == 0) {
		rc = public_key_read(out, buf_str(&text), err);
		if (rc < 0)
			err_prefix(err, "%s", path);
	}
	buf_release(&text);
	return rc;
}

/* By the names that the negotiation knows; the caller frees. */
static int
find_party(struct admin *admin, const char *said, char **out,
	struct err *err)
{
	const char *circulated = admin->access.circulated, *code = NULL;
	struct record *record = NULL;

	if (admin_be_owner(circulated, err) < 0)
		return -1;
	if (record_open(&record, circulated, RECORD_READ_ONLY,
	    &admin->cli->env, err) == 0)
		code = party_find(str_of(said), err);
	*out = code ? mem_text(code) : NULL;
	record_close(record);
	admin_be_root();
	return code ? 0 : -1;
}

static bool
is_office(const char *party)
{
	return strcmp(party, "CHAIR") == 0 || strcmp(party, "SEC") == 0;
}

/* A delegate unless --role says otherwise; an office has to say. */
static int
find_role(const struct admin *admin, const char *party,
	enum access_role *role, struct err *err)
{
	const char *said = admin->cli->given.role;

	*role = ACCESS_DELEGATE;
	if (said && !access_role_of(str_of(said), role))
		return err_set(err, ERR_USAGE, "there is no role \"%.40s\": "
			"reader, delegate, drafter or chair", said);
	if (*role >= ACCESS_DRAFTER && !is_office(party))
		return err_set(err, ERR_REFUSED, "a %s is of the Chair's team: "
			"write CHAIR or SEC, and not a delegation",
			access_role_word(*role));
	if (*role == ACCESS_DELEGATE && is_office(party))
		return err_set(err, ERR_REFUSED, "%s is no delegation: --role "
			"drafter or --role chair", party);
	if (*role >= ACCESS_DRAFTER && !*admin->access.working)
		return err_set(err, ERR_REFUSED, "no working repository was "
			"named: adref admin setup HOME CIRCULATED WORKING");
	return 0;
}

/* Whose hands an act was by is told by the name alone. */
static int
check_new(const struct admin *admin, const struct access_key *key,
	struct err *err)
{
	const struct access *access = &admin->access;

	if (access_check_person(key->person, err) < 0)
		return -1;
	if (*key->until && !date_is_day(str_of(key->until)))
		return err_set(err, ERR_USAGE, "--until is a day: 2021-07-31");
	for (size_t i = 0; i < access->n; i++) {
		const struct access_key *is = &access->keys[i];

		if (strcmp(is->print, key->print) == 0)
			return err_set(err, ERR_REFUSED, "this key is that of "
				"%s%s: each person has a key of their own",
				is->person, *is->revoked ? ", and was revoked"
				: "");
		if (strcmp(is->person, key->person) == 0 &&
		    (strcmp(is->party, key->party) != 0 ||
		     strcmp(is->role, key->role) != 0))
			return err_set(err, ERR_REFUSED, "there is a %s "
				"already, %s of %s: who is another one has "
				"another name", is->person, is->role,
				*is->party ? is->party : "no party");
	}
	return 0;
}

static int
add_key(struct admin *admin, struct access_key *key, struct err *err)
{
	struct buf table = BUF_INIT, today = BUF_INIT;
	struct cli *cli = admin->cli;
	int rc = check_new(admin, key, err);

	if (rc == 0) {
		day_add(&today, env_clock(&cli->env), cli->env.zone);
		key->added = (char *)buf_text(&today);
		access_put(&table, &admin->access, key);
		rc = admin_write(admin, &table, err);
	}
	if (rc == 0) {
		cli_add_safe(cli, str_of(key->person));
		buf_add_format(&cli->out, " comes in for %s as %s%s%s\n%s\n",
			party_room_name(key->party), key->role,
			*key->until ? " until " : "", key->until, key->print);
	}
	buf_release(&table);
	buf_release(&today);
	return rc;
}

static int
key_add(struct admin *admin, struct err *err)
{
	const struct cli *cli = admin->cli;
	struct public_key public = { NULL, NULL, NULL };
	char *party = NULL, *none = mem_text("");
	char *person = mem_text(cli->n > 3 ? cli->args[3] : "");
	char *until = mem_text(cli->given.until ? cli->given.until : "");
	enum access_role role;
	int rc = -1;

	if (cli->n != 5) {
		err_set(err, ERR_USAGE, "write: adref admin key add PARTY "
			"PERSON FILE");
	} else if (find_party(admin, cli->args[2], &party, err) == 0 &&
	    find_role(admin, party, &role, err) == 0 &&
	    read_key(&public, cli->args[4], err) == 0) {
		struct access_key key = { .print = public.print,
			.kind = public.kind, .blob = public.blob,
			.party = party, .person = person, .until = until,
			.role = (char *)access_role_word(role),
			.revoked = none };

		rc = add_key(admin, &key, err);
	}
	public_key_release(&public);
	free(party);
	free(none);
	free(person);
	free(until);
	return rc;
}

static void
add_key_json(struct json *json, const struct access_key *key)
{
	json_open(json, NULL, '{');
	json_text(json, "fingerprint", str_of(key->print));
	json_text(json, "kind", str_of(key->kind));
	json_text(json, "party", str_of(key->party));
	json_text(json, "role", str_of(key->role));
	json_text(json, "person", str_of(key->person));
	json_text(json, "until", str_of(key->until));
	json_text(json, "revoked", str_of(key->revoked));
	json_text(json, "added", str_of(key->added));
	json_close(json, '}');
}

static void
add_key_line(struct buf *out, const struct access_key *key)
{
	cli_add_column(out, key->party, PARTY_COLS);
	cli_add_column(out, key->role, ROLE_COLS);
	cli_add_column(out, key->person, PERSON_COLS);
	buf_add_text(out, key->print);
	if (*key->revoked)
		buf_add_format(out, " revoked %s", key->revoked);
	else if (*key->until)
		buf_add_format(out, " until %s", key->until);
	buf_add_char(out, '\n');
}

static int
key_list(struct admin *admin, struct err *err)
{
	struct cli *cli = admin->cli;
	struct json json;

	(void)err;
	json_init(&json, &cli->out);
	if (cli->given.json)
		json_open(&json, NULL, '[');
	for (size_t i = 0; i < admin->access.n; i++) {
		if (cli->given.json)
			add_key_json(&json, &admin->access.keys[i]);
		else
			add_key_line(&cli->out, &admin->access.keys[i]);
	}
	if (cli->given.json) {
		json_close(&json, ']');
		buf_add_char(&cli->out, '\n');
	}
	return 0;
}

static bool
is_said(const struct access_key *key, const char *said)
{
	return !*key->revoked && (strcmp(key->print, said) == 0 ||
		strcmp(strchr(key->print, ':') + 1, said) == 0 ||
		strcmp(key->person, said) == 0);
}

/* Of a person, all keys. */
static int
key_revoke(struct admin *admin, struct err *err)
{
	struct access *access = &admin->access;
	struct cli *cli = admin->cli;
	struct buf today = BUF_INIT, told = BUF_INIT;
	int rc = 0;

	if (cli->n != 3)
		return err_set(err, ERR_USAGE, "write: adref admin key revoke "
			"FINGERPRINT, or the person's name");
	day_add(&today, env_clock(&cli->env), cli->env.zone);
	for (size_t i = 0; i < access->n; i++) {
		struct buf table = BUF_INIT;
		struct access_key key = access->keys[i];

		if (!is_said(&key, cli->args[2]))
			continue;
		key.revoked = (char *)buf_text(&today);
		buf_add_format(&told, "%s of %s opens nothing any more\n",
			key.print, key.person);
		access_put(&table, access, &key);
		buf_release(&access->table);
		access->table = table;
	}
	if (!told.len)
		rc = err_set(err, ERR_MISSING, "no key that is in use is "
			"\"%.60s\" or of a person of that name: adref admin "
			"key list shows them", cli->args[2]);
	else {
		struct buf table = access->table;

		access->table = (struct buf)BUF_INIT;
		rc = admin_write(admin, &table, err);
		buf_release(&table);
	}
	if (rc == 0) {
		utf8_add_safe_lines(&cli->out, buf_str(&told));
		buf_add_text(&cli->out, "Who is in at this moment stays until "
			"they leave: the log has the number of the process\n");
	}
	buf_release(&today);
	buf_release(&told);
	return rc;
}

int
admin_key(struct cli *cli, struct err *err)
{
	static const struct { const char *name;
		int (*run)(struct admin *admin, struct err *err); } calls[] = {
		{ "add", key_add }, { "list", key_list },
		{ "revoke", key_revoke }
	};
	struct admin admin;
	int rc = -1;
	size_t i = 0;

	while (i < 3 && strcmp(calls[i].name, cli->args[1]) != 0)
		i++;
	if (i == 3)
		return err_set(err, ERR_USAGE, "there is no admin key %.40s: "
			"add, list, revoke", cli->args[1]);
	if (admin_open(&admin, cli, err) == 0)
		rc = calls[i].run(&admin, err);
	admin_release(&admin);
	return rc;
}
