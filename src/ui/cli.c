/*
 * Reading the command line and running what it asks, from the one table of
 * calls. What a call prints is gathered and written at the end, so that an
 * error never leaves half an answer.
 */
#include "cli.h"

#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "terminal_look.h"

#define VERSION "0.1"

struct option {
	const char *name;
	char letter;
	const char *value, *help;
	size_t field;
};
static const struct option options[] = {
#define OPTION(field, name, letter, value, help) \
	{ name, letter, value, help, offsetof(struct given, field) },
#include "adref/ui/calls.def"
};
/* Those up to --version go with every call. */
enum {
	OPTIONS = sizeof(options) / sizeof(options[0]),
	ANYWHERE = offsetof(struct given, version) / sizeof(char *) + 1
};

static const struct call {
	const char *name, *takes, *options, *help;
	call_run run;
} calls[] = {
#define CALL(function, name, takes, options, help) \
	{ name, takes, options, help, call_##function },
#include "adref/ui/calls.def"
};
enum { CALLS = sizeof(calls) / sizeof(calls[0]) };

static const struct call *
find_call(const char *name)
{
	for (size_t i = 0; i < CALLS; i++)
		if (strcmp(calls[i].name, name) == 0)
			return &calls[i];
	return NULL;
}

static const struct option *
find_option(struct str name, char letter)
{
	for (size_t i = 0; i < OPTIONS; i++)
		if (letter ? options[i].letter == letter
			: str_is(name, options[i].name))
			return &options[i];
	return NULL;
}

static const char **
slot(struct given *given, const struct option *option)
{
	return (const char **)((char *)given + option->field);
}

/* One option at argv[*at]; its value may be the next argument. */
static int
read_option(struct cli *cli, char **argv, int argc, int *at, struct err *err)
{
	const char *text = argv[*at];
	bool longer = text[1] == '-';
	struct str name = str_of(text + 2);
	size_t equals = longer ? str_find(name, 0, str_of("=")) : name.len;
	const struct option *option = longer
		? find_option(str_part(name, 0, equals), 0)
		: find_option(name, text[1]);
	const char *value = "";

	if (!option)
		return err_set(err, ERR_USAGE, "there is no option %.60s: "
			"adref help says which there are", text);
	if (option->value && longer && equals < name.len)
		value = name.at + equals + 1;
	else if (option->value && !longer && text[2])
		value = text + 2;
	else if (option->value && *at + 1 >= argc)
		return err_set(err, ERR_USAGE, "%s needs a value: %s", text,
			option->value);
	else if (option->value)
		value = argv[++*at];
	else if (longer ? equals < name.len : text[2] != '\0')
		return err_set(err, ERR_USAGE, "%.60s takes no value", text);
	/* Of those that go with every call, the last one counts. */
	if (option->value && option >= options + ANYWHERE &&
	    *slot(&cli->given, option))
		return err_set(err, ERR_USAGE, "--%s is given twice",
			option->name);
	*slot(&cli->given, option) = value;
	return 0;
}

static void
add_argument(struct cli *cli, const char *text)
{
	cli->args = mem_grow(cli->args, &cli->cap, cli->n + 1,
		sizeof(*cli->args));
	cli->args[cli->n++] = text;
}

enum { NAME_MAX_LEN = 32, COUNT_MAX = 100000000 };

/* How many letters must be added, taken out or changed to make b of a. */
static size_t
letters_apart(const char *a, const char *b)
{
	size_t row[NAME_MAX_LEN + 1];
	size_t len = strlen(b);

	assert(len <= NAME_MAX_LEN);
	for (size_t i = 0; i <= len; i++)
		row[i] = i;
	for (size_t n = 1; *a && n <= NAME_MAX_LEN; a++, n++) {
		size_t before = row[0];

		row[0] = n;
		for (size_t i = 1; i <= len; i++) {
			size_t other = before + (*a != b[i - 1]);

			before = row[i];
			if (row[i - 1] + 1 < other)
				other = row[i - 1] + 1;
			row[i] = before + 1 < other ? before + 1 : other;
		}
	}
	return row[len];
}

static const char *
nearest_call(const char *name)
{
	size_t best = 0, least = SIZE_MAX;

	for (size_t i = 0; i < CALLS; i++) {
		size_t n = letters_apart(name, calls[i].name);

		if (n < least) {
			least = n;
			best = i;
		}
	}
	return calls[best].name;
}

static bool
is_folder(const char *path)
{
	struct buf dot = BUF_INIT;
	FILE *file;

	buf_add_format(&dot, "%s/.", path);
	file = fopen(buf_text(&dot), "r");
	buf_release(&dot);
	if (file)
		fclose(file);
	return file != NULL;
}

static int
read_first(struct cli *cli, const char *text, struct err *err)
{
	const struct call *call = find_call(text);

	if (call) {
		cli->call = call->name;
		return 0;
	}
	if (is_folder(text) && !cli->given.dir) {
		cli->given.dir = text;
		return 0;
	}
	return err_set(err, ERR_USAGE, "there is no call or folder \"%.60s\"; "
		"the nearest call is \"%s\" (adref help lists them)", text,
		nearest_call(text));
}

/* What goes with the editor besides what goes with every call. */
static const char editor_takes[] = "names since";

bool
cli_is_paged(const struct cli *cli)
{
	static const char *const names[] = {
#define PAGED(name) #name,
#include "adref/ui/calls.def"
	};
	bool paged = false;

	for (size_t i = 0; cli->call && i < sizeof(names) / sizeof(names[0]);
	     i++)
		paged |= strcmp(names[i], cli->call) == 0;
	return paged && cli->page && !cli->given.no_pager;
}

/* Only the options that the call names, and those that go anywhere. */
static int
check_options(const struct cli *cli, struct err *err)
{
	const struct call *call = cli->call ? find_call(cli->call) : NULL;
	struct given given = cli->given;
	enum look_set look;

	if (given.marks && strcmp(given.marks, "left") != 0)
		return err_set(err, ERR_USAGE, "marks stand on the right, or "
			"with --marks left on the left");
	if (cli_check_colour(cli, err) < 0)
		return -1;
	if (given.look && !look_find(given.look, &look))
		return err_set(err, ERR_USAGE, "there is no look \"%.60s\": "
			"--look light, dark or mono", given.look);
	for (size_t i = ANYWHERE; i < OPTIONS; i++) {
		struct str rest = str_of(call ? call->options : editor_takes),
			word;
		bool takes = false;

		if (!*slot(&given, &options[i]))
			continue;
		while (!takes && str_word(&rest, &word))
			takes = str_is(word, options[i].name);
		if (!takes)
			return err_set(err, ERR_USAGE, "%s does not take --%s",
				call ? call->name : "the editor",
				options[i].name);
	}
	return 0;
}

int
cli_read(struct cli *cli, int argc, char **argv, struct err *err)
{
	bool ended = false;

	for (int i = 1; i < argc; i++) {
		const char *text = argv[i];
		int rc = 0;

		if (!ended && strcmp(text, "--") == 0)
			ended = true;
		else if (!ended && text[0] == '-' && text[1])
			rc = read_option(cli, argv, argc, &i, err);
		else if (!cli->call && !cli->n && !ended)
			rc = read_first(cli, text, err);
		else
			add_argument(cli, text);
		if (rc < 0)
			return -1;
	}
	if (cli->n && !cli->call)
		return err_set(err, ERR_USAGE, "\"%.60s\": there is no such "
			"call", cli->args[0]);
	return check_options(cli, err);
}

static void
add_options(struct buf *out, struct str names, bool anywhere)
{
	for (size_t i = 0; i < OPTIONS; i++) {
		struct str rest = names, word;
		bool named = anywhere && i < ANYWHERE;
		struct buf left = BUF_INIT;

		while (!named && str_word(&rest, &word))
			named = str_is(word, options[i].name);
		if (!named)
			continue;
		if (options[i].letter)
			buf_add_format(&left, "-%c, ", options[i].letter);
		buf_add_format(&left, "--%s", options[i].name);
		if (options[i].value)
			buf_add_format(&left, " %s", options[i].value);
		buf_add_format(out, "  %-22s %s\n", buf_text(&left),
			options[i].help);
		buf_release(&left);
	}
}

void
cli_add_help(struct buf *out, const char *name)
{
	const struct call *call = name ? find_call(name) : NULL;

	if (call) {
		buf_add_format(out, "adref %s%s%s\n\n%s\n\n", call->name,
			*call->takes ? " " : "", call->takes, call->help);
		add_options(out, str_of(call->options), false);
		buf_add_format(out, "%sadref help lists the options that go "
			"with every call.\n", *call->options ? "\n" : "");
		return;
	}
	buf_add_text(out, "adref [DIR]              open the editor\n"
		"adref [-C DIR] CALL ...  do one of these:\n\n");
	for (size_t i = 0; i < CALLS; i++) {
		struct buf left = BUF_INIT;

		buf_add_format(&left, "%s %s", calls[i].name, calls[i].takes);
		buf_add_format(out, "  %-26s %s\n", buf_text(&left),
			calls[i].help);
		buf_release(&left);
	}
	buf_add_text(out, "\nWith every call:\n\n");
	add_options(out, str_of(""), true);
}

int
call_help(struct cli *cli, struct err *err)
{
	const char *name = cli->n ? cli->args[0] : NULL;

	if (name && !find_call(name))
		return err_set(err, ERR_USAGE, "there is no call \"%.60s\"; "
			"the nearest is \"%s\"", name, nearest_call(name));
	cli_add_help(&cli->out, name);
	return 0;
}

int
cli_usage(const struct cli *cli, struct err *err)
{
	const struct call *call = find_call(cli->call);

	return err_set(err, ERR_USAGE, "write: adref %s%s%s", call->name,
		*call->takes ? " " : "", call->takes);
}

/*
 * How many arguments a call takes, from how they are written: `A [B]`,
 * `[POINT...]`, `'COMMAND ARGUMENTS'...`.
 */
static void
count_takes(const struct call *call, size_t *least, size_t *most)
{
	struct str rest = str_of(call->takes), word;
	bool quoted = false;

	*least = *most = 0;
	while (str_word(&rest, &word)) {
		bool inside = quoted;

		if (str_count(word, str_of("'")) % 2)
			quoted = !quoted;
		if (!inside)
			*least += word.at[0] != '[', ++*most;
		if (str_find(word, 0, str_of("...")) < word.len)
			*most = SIZE_MAX;
	}
}

static int
check_arguments(const struct cli *cli, struct err *err)
{
	const struct call *call = find_call(cli->call);
	size_t least, most;

	count_takes(call, &least, &most);
	if (cli->n < least)
		return cli_usage(cli, err);
	if (cli->n <= most)
		return 0;
	return err_set(err, ERR_USAGE, "\"%.40s\" is one too many; write: "
		"adref %s%s%s", cli->args[most], call->name,
		*call->takes ? " " : "", call->takes);
}

int
cli_count(const struct cli *cli, const char *option, const char *text,
	size_t *out, struct err *err)
{
	const struct call *call = find_call(cli->call);
	size_t n = 0;

	for (const char *at = text; *at && n < COUNT_MAX; at++)
		n = *at >= '0' && *at <= '9' ? n * 10 + (size_t)(*at - '0')
			: COUNT_MAX;
	*out = n;
	return n && n < COUNT_MAX ? 0 : err_set(err, ERR_USAGE, "\"%.40s\" is "
		"no number from 1 on; write: adref %s%s%s %s N", text,
		call->name, *call->takes ? " " : "", call->takes, option);
}

static int
status_of_error(const struct err *err)
{
	switch (err->code) {
	case ERR_USAGE:
		return STATUS_USAGE;
	case ERR_KEPT:
		return STATUS_KEPT;
	default:
		return STATUS_NO;
	}
}

static int
run_call(struct cli *cli, struct err *err)
{
	if (cli->given.version) {
		buf_add_text(&cli->out, "adref " VERSION "\n");
		return 0;
	}
	if (cli->given.help) {
		cli_add_help(&cli->out, cli->call);
		return 0;
	}
	if (check_arguments(cli, err) < 0)
		return -1;
	return find_call(cli->call)->run(cli, err);
}

int
cli_run(struct cli *cli)
{
	struct err err = ERR_INIT;
	int rc = run_call(cli, &err);
	int status = cli_print(cli);

	cli_clear(cli);
	cli_notices(cli);
	if (rc < 0) {
		cli_complain(err.text);
		status = status_of_error(&err);
	}
	return status;
}
