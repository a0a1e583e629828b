/*
 * Commands: what the table says of them, and running one from a line of text.
 * Commands never ask, print or draw: what is missing is ERR_USAGE with words
 * that say what; the caller prompts or reports.
 */
#ifndef ADREF_SESSION_COMMAND_H
#define ADREF_SESSION_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

#include "adref/base/err.h"
#include "adref/base/str.h"

struct session;

enum command_where {
	COMMAND_ANY, COMMAND_NODE, COMMAND_TYPING, COMMAND_PROMPT, COMMAND_LIST,
	COMMAND_FOLLOW
};
enum command_flags {
	COMMAND_EDITS = 1, COMMAND_KEYS = 2, COMMAND_COUNTS = 4,
	COMMAND_LETTER = 8,	/* edits nothing of the text: in a letter, too */
	COMMAND_FILES = 16,	/* it is for delegations, too */
	COMMAND_SPEAKS = 32,	/* says who speaks: not for a delegation */
	COMMAND_READS = 64	/* for one of whom it is known what they read */
};

/* One word of a command line. */
struct argument {
	char *text;
	bool quoted;
	size_t nth;		/* 2 of `2:"shall"`; 0 when none was given */
};
struct arguments {
	struct argument *at;
	size_t n, cap;
};

struct command {
	const char *name;
	enum command_where where;
	const char *arguments;
	unsigned flags;
	const char *group;
	const char *help;
	int (*run)(struct session *session, const struct arguments *args,
		struct err *err);
};

size_t command_count(void);
const struct command *command_at(size_t n);
const struct command *command_find(struct str name);
bool command_known(struct str name);

/* Why a command is not to be had here, as a few words (`not while reading`);
 * NULL: it is. */
const char *command_closed(const struct session *session,
	const struct command *command);

/* Split `NAME ARGS`: double quotes hold blanks, `\"` and `\\` inside. */
int arguments_read(struct arguments *out, struct str line, struct err *err);
void arguments_release(struct arguments *args);

/* Run a line as `do` has it: the table's name and arguments. */
int command_do(struct session *session, struct str line, struct err *err);

#endif
