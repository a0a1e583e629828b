/*
 * Inside the call that brings a text in: reading it, apart from what becomes
 * of it.
 */
#ifndef ADREF_SRC_UI_CLI_IMPORT_H
#define ADREF_SRC_UI_CLI_IMPORT_H

#include <stdbool.h>

#include "adref/base/err.h"
#include "adref/format/import.h"
#include "cli.h"

/* Read the file that the call names into documents without ids. */
int import_read(struct cli *cli, struct import *import, struct err *err);
/* Keep what was read as a letter received, as --letter-from and --dated say.
 * The summary goes to cli->out. */
int import_received(struct cli *cli, struct import *import, struct err *err);
/* The day that text says, as registers have it, the caller's; NULL: none. And
 * today's. */
char *cli_read_day(const char *said);
char *cli_today(const struct cli *cli);
/* Refuse what does not go with --letter-from, before the file is read. */
int import_check_received(const struct cli *cli, struct err *err);
/* Read the file that the call names as text that the importers take. */
int import_bytes(const struct cli *cli, struct buf *out, struct err *err);

/* What becomes of the meetings of a letter. */
struct json;
struct meetings_plan {
	struct buf was, now;	/* the register's file */
	struct act_file file;	/* points into them */
	size_t found, fresh;	/* in the letter; of them new */
	size_t filled, differ;	/* of the others: more is known now; the
				 * register has something else */
	const char *zone;	/* to be set, or NULL */
};
int import_plan_meetings(struct meetings_plan *plan, struct cli *cli,
	const struct import *import, struct err *err);
void meetings_plan_release(struct meetings_plan *plan);
void import_add_meetings(struct cli *cli, const struct meetings_plan *plan,
	const struct import *import);
void import_add_meetings_json(struct json *json,
	const struct meetings_plan *plan, const struct import *import);

/* How the file is called in messages: its last part, or standard input. */
const char *import_source(const char *path);

/* ERR_STOPPED when somebody wished it. */
int import_look(struct err *err);

#endif
