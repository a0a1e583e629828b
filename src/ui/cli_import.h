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
/* Refuse what does not go with --letter-from, before the file is read. */
int import_check_received(const struct cli *cli, struct err *err);
/* Read the file that the call names as text that the importers take. */
int import_bytes(const struct cli *cli, struct buf *out, struct err *err);
/* How the file is called in messages: its last part, or standard input. */
const char *import_source(const char *path);

/* Take ^C as a wish to stop, or leave it to the system again. */
void import_watch(bool on);
/* ERR_STOPPED when that wish has come. */
int import_look(struct err *err);

#endif
