/*
 * `adref list parties`: the registry as the negotiation at hand has it, or as
 * it is built in where there is none.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/doc/parties.h"
#include "cli_parties.h"

static const struct party **
members_new(const struct party *group, size_t *n)
{
	const struct party **members = mem_new(party_count(),
		sizeof(*members));

	*n = party_members(group, members, party_count());
	return members;
}

static void
add_aliases(struct json *json, const struct party *party)
{
	struct str rest = str_of(party->aliases);

	json_open(json, "aliases", '[');
	while (rest.len) {
		size_t end = str_find(rest, 0, str_of("|"));

		json_text(json, NULL, str_part(rest, 0, end));
		rest = str_from(rest, end < rest.len ? end + 1 : end);
	}
	json_close(json, ']');
}

static void
add_json(struct json *json, const struct party *party)
{
	size_t n;
	const struct party **members = members_new(party, &n);

	json_open(json, NULL, '{');
	json_text(json, "code", str_of(party->code));
	json_text(json, "name", str_of(party->name));
	json_text(json, "room", str_of(party->room));
	add_aliases(json, party);
	json_text(json, "kind", str_of(party_kind_word(party->kind)));
	json_text(json, "group", str_of(party->group));
	json_open(json, "members", '[');
	for (size_t i = 0; i < n; i++)
		json_text(json, NULL, str_of(members[i]->code));
	json_close(json, ']');
	json_bool(json, "built_in", !party_is_own(party));
	json_close(json, '}');
	free(members);
}

/* What else it is called: the full name, the aliases. */
static void
add_names(struct cli *cli, const struct party *party)
{
	struct str rest = str_of(party->aliases);

	if (strcmp(party->name, party->room) != 0)
		cli_add_safe(cli, str_of(party->name));
	while (rest.len) {
		size_t end = str_find(rest, 0, str_of("|"));

		if (rest.at != party->aliases ||
		    strcmp(party->name, party->room) != 0)
			buf_add_text(&cli->out, "; ");
		cli_add_safe(cli, str_part(rest, 0, end));
		rest = str_from(rest, end < rest.len ? end + 1 : end);
	}
}

static void
add_members(struct cli *cli, const struct party *party)
{
	size_t n;
	const struct party **members = members_new(party, &n);

	if (n)
		buf_add_format(&cli->out, "%13s%zu members: ", "", n);
	for (size_t i = 0; i < n; i++) {
		buf_add_text(&cli->out, i ? ", " : "");
		cli_add_safe(cli, str_of(members[i]->room));
	}
	if (n)
		buf_add_char(&cli->out, '\n');
	free(members);
}

static void
add_line(struct cli *cli, const struct party *party)
{
	cli_add_column(&cli->out, party->code, 12);
	cli_add_column(&cli->out, party->room, 25);
	cli_add_column(&cli->out, *party->group ? party->group
		: party_kind_word(party->kind), 17);
	add_names(cli, party);
	while (cli->out.len && cli->out.data[cli->out.len - 1] == ' ')
		buf_cut(&cli->out, cli->out.len - 1);
	buf_add_text(&cli->out, party_is_own(party)
		? "  (" PARTIES_FILE ")\n" : "\n");
	add_members(cli, party);
}

static void
add(struct cli *cli, struct json *json, const struct party *party)
{
	if (cli->given.json)
		add_json(json, party);
	else
		add_line(cli, party);
}

/* The negotiation that -C names, or the one here, if there is one. */
static int
use_registry(struct cli *cli, struct err *err)
{
	struct err ignored = ERR_INIT;

	if (cli->given.dir)
		return cli_open(cli, false, err);
	if (cli_open(cli, false, &ignored) < 0)
		parties_use(NULL);
	return 0;
}

/* All who answer to a name; of a group its members behind it. */
static int
add_named(struct cli *cli, struct json *json, const char *name,
	struct err *err)
{
	const struct party **found = mem_new(party_count(), sizeof(*found));
	const struct party *meant = party_by_code(str_of(name));
	size_t n;

	if (!meant)
		meant = party_meant(str_of(name));
	n = meant ? 1 : party_complete(str_of(name), found, party_count());
	for (size_t i = 0; i < n; i++)
		add(cli, json, meant ? meant : found[i]);
	free(found);
	return n ? 0 : err_set(err, ERR_REFUSED, "no party is called "
		"\"%.60s\"", name);
}

int
cli_list_parties(struct cli *cli, struct json *json, struct err *err)
{
	if (use_registry(cli, err) < 0)
		return -1;
	if (cli->n == 2)
		return add_named(cli, json, cli->args[1], err);
	for (size_t i = 0; i < party_count(); i++)
		add(cli, json, party_at(i));
	return 0;
}
