/*
 * The table of commands made from commands.def, the reading of a command
 * line, and running one.
 */
#include "adref/session/command.h"

#include <stdlib.h>
#include <string.h>

#include "adref/base/buf.h"
#include "adref/base/mem.h"
#include "adref/doc/party.h"
#include "inside.h"

#define ANY COMMAND_ANY
#define NODE COMMAND_NODE
#define TYPING COMMAND_TYPING
#define PROMPT COMMAND_PROMPT
#define LIST COMMAND_LIST
#define FOLLOW COMMAND_FOLLOW
#define EDITS COMMAND_EDITS
#define KEYS COMMAND_KEYS
#define COUNTS COMMAND_COUNTS
#define LETTER COMMAND_LETTER
#define FILES COMMAND_FILES
#define SPEAKS COMMAND_SPEAKS
#define READS COMMAND_READS

static const struct command commands[] = {
#define CMD(function, name, where, takes, flags, group, help) \
	{ name, where, takes, flags, group, help, run_##function },
#include "adref/session/commands.def"
#undef CMD
};

size_t
command_count(void)
{
	return sizeof(commands) / sizeof(commands[0]);
}

const struct command *
command_at(size_t n)
{
	return &commands[n];
}

const struct command *
command_find(struct str name)
{
	for (size_t i = 0; name.len && i < command_count(); i++)
		if (commands[i].name[0] == name.at[0] &&
		    str_is(name, commands[i].name))
			return &commands[i];
	return NULL;
}

bool
command_known(struct str name)
{
	return command_find(name) != NULL;
}

static struct argument *
add_argument(struct arguments *args)
{
	args->at = mem_grow(args->at, &args->cap, args->n + 1,
		sizeof(*args->at));
	args->at[args->n] = (struct argument){ 0 };
	return &args->at[args->n++];
}

/* `2:` before a quote: which of several is meant. */
static size_t
read_nth(struct str line, size_t *at)
{
	size_t off = *at, nth = 0;

	while (off < line.len && line.at[off] >= '0' && line.at[off] <= '9' &&
	       nth < 100000)
		nth = nth * 10 + (size_t)(line.at[off++] - '0');
	if (off == *at || off + 1 >= line.len || line.at[off] != ':' ||
	    line.at[off + 1] != '"')
		return 0;
	*at = off + 1;
	return nth;
}

static int
read_quoted(struct buf *out, struct str line, size_t *at, struct err *err)
{
	size_t off = *at + 1;

	for (; off < line.len && line.at[off] != '"'; off++) {
		if (line.at[off] == '\\' && off + 1 < line.len &&
		    (line.at[off + 1] == '"' || line.at[off + 1] == '\\'))
			off++;
		buf_add_char(out, line.at[off]);
	}
	if (off >= line.len)
		return err_set(err, ERR_USAGE,
			"a quote is open at the end: \"%s", buf_text(out));
	*at = off + 1;
	return 0;
}

static bool
is_gap(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static int
read_argument(struct arguments *args, struct str line, size_t *at,
	struct err *err)
{
	struct argument *arg = add_argument(args);
	struct buf text = BUF_INIT;
	int rc = 0;

	arg->nth = read_nth(line, at);
	arg->quoted = line.at[*at] == '"';
	if (arg->quoted)
		rc = read_quoted(&text, line, at, err);
	else
		while (*at < line.len && !is_gap(line.at[*at]))
			buf_add_char(&text, line.at[(*at)++]);
	arg->text = buf_take(&text);
	return rc;
}

int
arguments_read(struct arguments *out, struct str line, struct err *err)
{
	size_t at = 0;

	*out = (struct arguments){ 0 };
	for (;;) {
		while (at < line.len && is_gap(line.at[at]))
			at++;
		if (at >= line.len)
			return 0;
		if (read_argument(out, line, &at, err) < 0) {
			arguments_release(out);
			return -1;
		}
	}
}

void
arguments_release(struct arguments *args)
{
	for (size_t i = 0; i < args->n; i++)
		free(args->at[i].text);
	free(args->at);
	*args = (struct arguments){ 0 };
}

int
usage(const char *name, struct err *err)
{
	const struct command *command = command_find(str_of(name));

	return err_set(err, ERR_USAGE, "write: %s %s", name,
		command ? command->arguments : "");
}

/*
 * How many arguments a command takes at most, from how they are written: those
 * in brackets count, one in quotes is one, and `...` is any number.
 */
static size_t
most_arguments(const char *takes)
{
	bool quoted = false, inside = false;
	size_t n = 0;

	if (strstr(takes, "..."))
		return (size_t)-1;
	for (; *takes; takes++) {
		bool gap = !quoted && strchr(" []", *takes);

		quoted ^= *takes == '"';
		n += !gap && !inside;
		inside = !gap;
	}
	return n;
}

/*
 * A line of a script says all of what it means: it has no cursor, so where one
 * may be left out at the keyboard the node is named; and a word too many is a
 * mistake of which nothing good can come.
 */
static int
check_script(const struct command *command, const struct arguments *args,
	struct err *err)
{
	size_t most = most_arguments(command->arguments);

	if (!args->n && strncmp(command->arguments, "[NODE", 5) == 0)
		return usage(command->name, err);
	if (args->n <= most)
		return 0;
	return err_set(err, ERR_USAGE, "\"%.40s\" is one too many; write: "
		"%s%s%s", args->at[most].text, command->name,
		*command->arguments ? " " : "", command->arguments);
}

const char *
command_closed(const struct session *session, const struct command *command)
{
	bool edits = command->flags & COMMAND_EDITS;

	if (session->read_only && edits)
		return "not while reading";
	if (command->flags & COMMAND_READS && !session->reader)
		return "for who reads";
	if (session->delegate && (command->flags & COMMAND_SPEAKS ||
	    (edits && !(command->flags & COMMAND_FILES))))
		return "for drafters";
	return NULL;
}

/* What a delegation does not do, with what it does instead. */
static int
check_delegate(const struct session *session, const struct command *command,
	struct err *err)
{
	const char *party = party_room_name(session->party);

	if (session->read_only || !command_closed(session, command))
		return 0;
	if (command->flags & COMMAND_SPEAKS)
		return err_set(err, ERR_REFUSED, "this is open for %s: %s "
			"speaks, and nobody else", party, party);
	if (strcmp(command->group, "Proposals") == 0)
		return err_set(err, ERR_REFUSED, "what becomes of proposals "
			"is for the drafters to say: %s files its own, and "
			"supports or opposes those of others", party);
	if (strcmp(command->group, "Text") == 0 ||
	    strcmp(command->group, "Structure") == 0)
		return refuse_delegate(session, err);
	return err_set(err, ERR_REFUSED, "%s is for the drafters: %s files "
		"proposals", command->name, party);
}

/* In a letter the acts that are on no text, and those that are for it. */
static int
may_edit(const struct session *session, const struct command *command,
	struct err *err)
{
	if (command->flags & COMMAND_LETTER)
		return session_may_write(session, err);
	if (command->where == COMMAND_ANY)
		return session_may_act(session, err);
	return command->flags & COMMAND_FILES
		? session_may_file(session, err)
		: session_may_edit(session, err);
}

static int
check(struct session *session, const struct command *command,
	struct err *err)
{
	if (command->flags & COMMAND_READS && !session->reader)
		return err_set(err, ERR_REFUSED, "nobody notes what you read "
			"here: adref --read-only does");
	if (check_delegate(session, command, err) < 0 ||
	    (command->flags & COMMAND_EDITS &&
	     may_edit(session, command, err) < 0))
		return -1;
	if (command->where == COMMAND_NODE && !session_place(session))
		return err_set(err, ERR_REFUSED, "there is no text here yet: "
			"adref import FILE brings one in");
	if (command->where == COMMAND_TYPING &&
	    session->mode != SESSION_TYPING)
		return err_set(err, ERR_REFUSED, "%s is for typing",
			command->name);
	if ((command->where == COMMAND_PROMPT &&
	     session->mode != SESSION_PROMPT) ||
	    (command->where == COMMAND_LIST && !session->list) ||
	    (command->where == COMMAND_FOLLOW && !session->mirror.is))
		return err_set(err, ERR_REFUSED, "%s has no meaning here",
			command->name);
	return 0;
}

static int
run_arguments(struct session *session, struct arguments *args, bool keys,
	struct err *err)
{
	const struct command *command;
	struct arguments rest;
	int rc;

	if (!args->n)
		return err_set(err, ERR_USAGE, "which command? adref list "
			"commands shows them");
	command = command_find(str_of(args->at[0].text));
	if (!command)
		return err_set(err, ERR_USAGE, "there is no command "
			"\"%.60s\": adref list commands shows them",
			args->at[0].text);
	if (!keys && command->flags & COMMAND_KEYS)
		return err_set(err, ERR_USAGE, "%s is for the keyboard: it "
			"does nothing to a text", command->name);
	if (check(session, command, err) < 0)
		return -1;
	rest = (struct arguments){ args->at + 1, args->n - 1, 0 };
	if (!keys && check_script(command, &rest, err) < 0)
		return -1;
	consent_begin(session, command);
	if (keys && !rest.n && prompt_for(session, command->name))
		return 0;
	session->running++;
	rc = command->run(session, &rest, err);
	session->running--;
	return rc;
}

static int
run_line(struct session *session, struct str line, bool keys,
	struct err *err)
{
	struct arguments args;
	bool before = session->keys;
	int rc;

	if (arguments_read(&args, line, err) < 0)
		return -1;
	session->keys = keys;
	rc = run_arguments(session, &args, keys, err);
	session->keys = before;
	if (rc < 0 && err->code == ERR_ASKED)
		consent_open(session, line);
	arguments_release(&args);
	return rc;
}

int
command_run(struct session *session, struct str line, struct err *err)
{
	return run_line(session, line, true, err);
}

int
command_do(struct session *session, struct str line, struct err *err)
{
	record_use_parties(session->record);
	return run_line(session, line, false, err);
}
