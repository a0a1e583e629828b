/*
 * Calls that act: init, do, play, draft, export; and the lists of what there
 * is.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "adref/base/json.h"
#include "adref/format/export.h"
#include "adref/session/command.h"
#include "adref/view/view.h"
#include "cli.h"

int
call_init(struct cli *cli, struct err *err)
{
	struct buf path = BUF_INIT;
	int rc;

	if (cli->n != 1)
		return cli_usage(cli, err);
	if (cli->given.dir && cli->args[0][0] != '/')
		buf_add_format(&path, "%s/", cli->given.dir);
	buf_add_text(&path, cli->args[0]);
	rc = record_make(buf_text(&path), cli->given.bare != NULL,
		cli->given.main_name, &cli->env, err);
	if (rc == 0)
		buf_add_format(&cli->out, "A negotiation is made in %s\n",
			buf_text(&path));
	buf_release(&path);
	return rc;
}

/* Stand where --at says, as a slow editor would. */
static int
stand(struct cli *cli, struct err *err)
{
	store_id point;

	if (!cli->given.at)
		return 0;
	if (record_point(cli->record, cli->given.at, &point, err) < 0)
		return -1;
	record_stand_at(cli->record, &point);
	return 0;
}

int
call_do(struct cli *cli, struct err *err)
{
	struct session *session = NULL;
	int rc = 0;

	if (!cli->n)
		return cli_usage(cli, err);
	if (cli_open(cli, true, err) < 0 || stand(cli, err) < 0 ||
	    cli_session(cli, &session, err) < 0)
		return -1;
	for (size_t i = 0; i < cli->n && rc == 0; i++) {
		buf_clear(&session->message);
		rc = command_do(session, str_of(cli->args[i]), err);
		if (rc == 0 && session->message.len) {
			cli_add_safe(cli, buf_str(&session->message));
			buf_add_char(&cli->out, '\n');
		}
	}
	session_close(session);
	return rc;
}

/* `24x80`: rows and columns. */
static int
read_size(const char *text, size_t *rows, size_t *cols, struct err *err)
{
	char *end;

	*rows = strtoul(text, &end, 10);
	if (*end != 'x')
		*rows = 0;
	else
		*cols = strtoul(end + 1, &end, 10);
	if (*end || !*rows || !*cols || *rows > 500 || *cols > 500)
		return err_set(err, ERR_USAGE, "\"%.40s\" is no size: write "
			"rows and columns from 1 to 500, as 24x80", text);
	return 0;
}

int
call_play(struct cli *cli, struct err *err)
{
	struct view view = { .ascii = cli->given.ascii != NULL,
		.marks_left = cli->given.marks != NULL };
	struct session *session = NULL;
	struct frame frame = FRAME_INIT;
	size_t rows = 24, cols = 80;
	int rc;

	if (cli->n != 1)
		return cli_usage(cli, err);
	if (cli->given.size && read_size(cli->given.size, &rows, &cols,
		err) < 0)
		return -1;
	if (cli_session(cli, &session, err) < 0)
		return -1;
	session_resize(session, rows, cols);
	rc = view_play(&view, session, str_of(cli->args[0]), &frame, err);
	if (rc == 0)
		frame_add_text(&cli->out, &frame);
	if (rc == 0 && cli->given.cursor)
		buf_add_format(&cli->out, "cursor %zu %zu\n",
			frame.cursor_row, frame.cursor_col);
	frame_release(&frame);
	session_close(session);
	return rc;
}

int
call_draft(struct cli *cli, struct err *err)
{
	struct draft_wish wish = { .title = cli->given.title,
		.symbol = cli->given.symbol, .date = cli->given.date };
	char *name = NULL;

	if (cli->n != 1)
		return cli_usage(cli, err);
	wish.number = cli->args[0];
	if (cli_open(cli, true, err) < 0 ||
	    record_draft(cli->record, &wish, &name, err) < 0)
		return -1;
	buf_add_format(&cli->out, "The text is tagged as %s\n", name);
	free(name);
	return 0;
}

/* The line that says which text this is. */
static int
add_banner(struct cli *cli, struct buf *out, const struct doc *doc,
	struct err *err)
{
	struct standing standing;

	if (record_standing(cli->record, &standing, err) < 0)
		return -1;
	buf_add_text(out, doc->name);
	if (*standing.draft)
		buf_add_format(out, ", %s", standing.draft);
	if (*standing.symbol)
		buf_add_format(out, ", %s", standing.symbol);
	if (*standing.date)
		buf_add_format(out, ", %s", standing.date);
	if (standing.since)
		buf_add_format(out, ", %zu change%s since", standing.since,
			standing.since == 1 ? "" : "s");
	standing_release(&standing);
	return 0;
}

/* Write beside the file, then in its place: never half a file. */
static int
write_file(const char *path, struct str bytes, struct err *err)
{
	struct buf beside = BUF_INIT;
	struct stat st;
	FILE *file;
	int rc = 0;

	if (stat(path, &st) == 0 && !S_ISREG(st.st_mode))
		return err_set(err, ERR_REFUSED, "%s is no file", path);
	buf_add_format(&beside, "%s.%ld.new", path, (long)getpid());
	file = fopen(buf_text(&beside), "wxb");
	if (!file)
		rc = -1;
	else if (fwrite(bytes.at, 1, bytes.len, file) != bytes.len ||
		 fflush(file) != 0)
		rc = -1;
	if (file && fclose(file) != 0)
		rc = -1;
	if (rc == 0)
		rc = rename(buf_text(&beside), path);
	if (rc < 0) {
		err_set(err, ERR_SYSTEM, "%s could not be written: %s", path,
			strerror(errno));
		if (file)
			remove(buf_text(&beside));
	}
	buf_release(&beside);
	return rc;
}

int
call_export(struct cli *cli, struct err *err)
{
	struct export_options options = {
		.clean = cli->given.clean != NULL,
		.named = cli->given.named != NULL,
	};
	const char *format = cli->given.format;
	struct buf banner = BUF_INIT, out = BUF_INIT;
	struct doc *doc = NULL;
	int rc = -1;

	if (!format || (strcmp(format, "md") && strcmp(format, "txt")))
		return err_set(err, ERR_USAGE, "write: adref export --to md, "
			"or --to txt");
	if (cli_doc(cli, cli->given.at, &doc, err) < 0 ||
	    add_banner(cli, &banner, doc, err) < 0)
		goto out;
	if (strcmp(format, "txt") == 0) {
		options.banner = buf_text(&banner);
		export_text(&out, doc, &options);
	} else {
		export_markdown(&out, doc, &options);
	}
	rc = 0;
	if (cli->given.output)
		rc = write_file(cli->given.output, str_make(buf_text(&out),
			out.len), err);
	else
		buf_add_str(&cli->out, buf_str(&out));
out:
	doc_free(doc);
	buf_release(&banner);
	buf_release(&out);
	return rc;
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

int
call_list(struct cli *cli, struct err *err)
{
	const char *what = cli->n == 1 ? cli->args[0] : "";
	const char *map = cli->given.keymap ? cli->given.keymap : "default";
	struct keymap keymap = KEYMAP_INIT;
	struct json json;

	if (!keymap_built_in(map))
		return err_set(err, ERR_USAGE, "there is no keymap \"%.60s\": "
			"there are default and vim", map);
	json_init(&json, &cli->out);
	if (strcmp(what, "calls") == 0) {
		cli_add_help(&cli->out, NULL);
		return 0;
	}
	if (strcmp(what, "commands") != 0 && strcmp(what, "keys") != 0)
		return cli_usage(cli, err);
	if (cli->given.json)
		json_open(&json, NULL, '[');
	keymap_read(&keymap, str_of(keymap_built_in(map)), map,
		command_known);
	if (strcmp(what, "commands") == 0)
		list_commands(cli, &json);
	else
		list_keys(cli, &json, &keymap);
	if (cli->given.json) {
		json_close(&json, ']');
		buf_add_char(&cli->out, '\n');
	}
	keymap_release(&keymap);
	return 0;
}
