/*
 * The call that lists what there is: commands, keys, calls, parties, each from
 * its table.
 */
#include <string.h>

#include "adref/base/json.h"
#include "adref/session/command.h"
#include "cli_parties.h"

static void
list_calls(struct cli *cli, struct json *json)
{
	static const struct {
		const char *name, *takes, *options, *help;
	} calls[] = {
#define CALL(function, name, takes, options, help) \
		{ name, takes, options, help },
#include "adref/ui/calls.def"
	};

	if (!cli->given.json) {
		cli_add_help(&cli->out, NULL);
		return;
	}
	for (size_t i = 0; i < sizeof(calls) / sizeof(calls[0]); i++) {
		struct str rest = str_of(calls[i].options), word;

		json_open(json, NULL, '{');
		json_text(json, "name", str_of(calls[i].name));
		json_text(json, "arguments", str_of(calls[i].takes));
		json_open(json, "options", '[');
		while (str_word(&rest, &word))
			json_text(json, NULL, word);
		json_close(json, ']');
		json_text(json, "help", str_of(calls[i].help));
		json_close(json, '}');
	}
}

static void
list_commands(struct cli *cli, struct json *json)
{
	for (size_t i = 0; i < command_count(); i++) {
		const struct command *command = command_at(i);

		if (cli->given.json) {
			json_open(json, NULL, '{');
			json_text(json, "name", str_of(command->name));
			json_text(json, "arguments",
				str_of(command->arguments));
			json_text(json, "group", str_of(command->group));
			json_bool(json, "keys_only",
				command->flags & COMMAND_KEYS);
			json_text(json, "help", str_of(command->help));
			json_close(json, '}');
			continue;
		}
		buf_add_format(&cli->out, "%-18s %s%s%s%s\n", command->name,
			command->arguments, *command->arguments ? "  " : "",
			command->help, command->flags & COMMAND_KEYS
			? " (keys only)" : "");
	}
}

static void
list_keys(struct cli *cli, struct json *json, const struct keymap *keymap)
{
	for (size_t i = 0; i < keymap->n; i++) {
		const struct binding *binding = &keymap->at[i];
		struct buf name = BUF_INIT;

		key_add_name(&name, binding->key);
		if (cli->given.json) {
			json_open(json, NULL, '{');
			json_text(json, "mode",
				str_of(key_mode_word(binding->mode)));
			json_text(json, "key", buf_str(&name));
			json_text(json, "command", str_of(binding->command));
			json_close(json, '}');
		} else {
			buf_add_format(&cli->out, "%-8s %-10s %s\n",
				key_mode_word(binding->mode), buf_text(&name),
				binding->command);
		}
		buf_release(&name);
	}
}

static int
list_bound(struct cli *cli, struct json *json, struct err *err)
{
	const char *map = cli->given.keymap ? cli->given.keymap : "default";
	struct keymap keymap = KEYMAP_INIT;
	struct buf path = BUF_INIT, own = BUF_INIT;

	if (!keymap_built_in(map))
		return err_set(err, ERR_USAGE, "there is no keymap \"%.60s\": "
			"there are default and vim", map);
	keymap_read(&keymap, str_of(keymap_built_in(map)), map,
		command_known);
	cli_own_keys(&path, &own);
	keymap_read(&keymap, buf_str(&own), buf_text(&path), command_known);
	list_keys(cli, json, &keymap);
	for (size_t i = 0; i < keymap.findings_n; i++)
		cli_complain(keymap.findings[i].text);
	if (keymap.findings_n)
		cli->status = STATUS_NO;
	keymap_release(&keymap);
	buf_release(&path);
	buf_release(&own);
	return 0;
}

int
call_list(struct cli *cli, struct err *err)
{
	const char *what = cli->n ? cli->args[0] : "";
	struct json json;
	int rc = 0;

	json_init(&json, &cli->out);
	if (cli->given.json)
		json_open(&json, NULL, '[');
	if (cli->n <= 2 && strcmp(what, "parties") == 0)
		rc = cli_list_parties(cli, &json, err);
	else if (cli->n != 1)
		rc = cli_usage(cli, err);
	else if (strcmp(what, "commands") == 0)
		list_commands(cli, &json);
	else if (strcmp(what, "calls") == 0)
		list_calls(cli, &json);
	else if (strcmp(what, "keys") == 0)
		rc = list_bound(cli, &json, err);
	else
		rc = cli_usage(cli, err);
	if (rc < 0) {
		cli_clear(cli);
	} else if (cli->given.json) {
		json_close(&json, ']');
		buf_add_char(&cli->out, '\n');
	}
	return rc;
}
