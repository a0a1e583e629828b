/*
 * The command line inside: what was given, and what the calls share.
 */
#ifndef ADREF_SRC_UI_CLI_H
#define ADREF_SRC_UI_CLI_H

#include <stdbool.h>
#include <stddef.h>

#include "adref/base/buf.h"
#include "adref/base/env.h"
#include "adref/base/err.h"
#include "adref/doc/meeting.h"
#include "adref/record/access.h"
#include "adref/record/history.h"
#include "adref/doc/proposal_places.h"
#include "adref/record/record.h"
#include "adref/session/session.h"
#include "adref/view/frame.h"

enum {
	STATUS_DONE = 0, STATUS_NO = 1, STATUS_USAGE = 2, STATUS_KEPT = 3
};

/* Options by name: the value, "" for a switch, NULL when not given. */
struct given {
#define OPTION(field, name, letter, value, help) const char *field;
#include "adref/ui/calls.def"
};

/* The proposals of a document at a point, by node. */
struct cli_proposals {
	struct proposals own;	/* at an older point */
	const struct proposals *all;
	struct proposal_places places;
};

/* From this byte of what is printed on it looks so. */
struct cli_look {
	size_t off;
	enum role role;
};

struct cli {
	const char *call;	/* NULL: the editor */
	struct given given;
	const char **args;
	size_t n, cap;
	struct env env;
	struct record *record;	/* once opened */
	struct cli_proposals proposals;	/* cli_proposals() */
	struct buf out;		/* what is printed at the end */
	struct cli_look *looks;	/* in the order of out; cli_look() */
	size_t looks_n, looks_cap;
	/* Shows what is longer than the screen, or says false; NULL where no
	 * other program may be started. main() gives it. */
	bool (*page)(struct str bytes);
	/* Syncs beside the editor; NULL likewise. */
	const struct sync_verbs *sync;
	int status;
};

/* A call: fills cli->out; -1 with err when it could not be done. It has as many
 * arguments as it takes. */
typedef int (*call_run)(struct cli *cli, struct err *err);
#define CALL(function, name, takes, options, help) \
	int call_##function(struct cli *cli, struct err *err);
#include "adref/ui/calls.def"

/* Open the editor on what -C names; cli->status is how it ended. */
int cli_edit(struct cli *cli, struct err *err);
/* Begin as on a sample: on the second paragraph, saying that it is safe. */
void cli_begin_sample(struct session *session);
/* Read the arguments into cli. */
int cli_read(struct cli *cli, int argc, char **argv, struct err *err);
/* Run what was asked; prints, and returns the exit status. */
int cli_run(struct cli *cli);
/* Append the help of a call, or of all. */
void cli_add_help(struct buf *out, const char *call);

/* What one may do, each more than the one before. */
/* What --role says; without it the chair's, or with --read-only a reader's. */
int cli_role(const struct cli *cli, enum access_role *out,
	struct err *err);
/* Open the negotiation that -C names, once, for this role. */
int cli_open(struct cli *cli, bool writing, struct err *err);
/* Behind a call, when so much lies loose that it is time. */
void cli_pack_when_due(struct cli *cli);
/* Say on standard error what was met on the way. */
void cli_notices(struct cli *cli);
/* The document that --document and --at name; the caller's to doc_free(). */
int cli_doc(struct cli *cli, const char *at, struct doc **out,
	struct err *err);
/*
 * Put in its place what --unnamed, --wanted-by or --without make of it; freed
 * when it cannot be done.
 */
int cli_see(struct cli *cli, struct doc **doc, struct err *err);
/* Read the proposals at a point (NULL: now) into cli->proposals, those of this
 * document by node. */
int cli_proposals(struct cli *cli, const char *at, const char *doc,
	struct err *err);
void cli_proposals_release(struct cli_proposals *proposals);
/* The person's own keymap: where it is, and its text; empty when none. */
void cli_own_keys(struct buf *path, struct buf *text);
/* A session on it, for whom and where as given. */
int cli_session(struct cli *cli, struct session **out, struct err *err);
/* For whom the screen is, as --room and --names say. */
int cli_room(const struct cli *cli, bool room, enum for_room *out,
	struct err *err);
/* Rows and columns as --size says, else 24x80. */
int cli_size(const struct cli *cli, size_t *rows, size_t *cols,
	struct err *err);
/* Print the screen that follows an editor of this negotiation. */
int cli_follow_once(struct cli *cli, const char *whom, struct err *err);
int cli_usage(const struct cli *cli, struct err *err);
/* A number from 1 on, as the value of an option. */
int cli_count(const struct cli *cli, const char *option, const char *text,
	size_t *out, struct err *err);
/*
 * What was appended to cli->out since it was `from` bytes long looks so, where
 * there are colours; what has a look already keeps it.
 */
void cli_look(struct cli *cli, size_t from, enum role role);
/* Append text as it may be shown: words gone and come, which are marked, and
 * the others. */
void cli_add_marked(struct cli *cli, struct str text);
/* The same of a line of the text: its brackets. */
void cli_add_line(struct cli *cli, struct str line);
/* cli_add_column() to what is printed, with a look. */
void cli_add_looked(struct cli *cli, const char *text, size_t columns,
	enum role role);
/* Forget what was gathered. */
void cli_clear(struct cli *cli);
/* Whether --color is one of those there are. */
int cli_check_colour(const struct cli *cli, struct err *err);
/* Append what was gathered as it goes to a terminal, with colours if any. */
void cli_add_coloured(const struct cli *cli, struct buf *out);
/* Whether there are colours: as --color says, or a terminal has them. */
bool cli_is_coloured(const struct cli *cli);
/* Whether what is longer than the screen is shown a screen at a time. */
bool cli_is_paged(const struct cli *cli);
/* Print what was gathered; the exit status, which is cli's when it went. */
int cli_print(const struct cli *cli);
/* Print what was gathered and ask for a yes at the terminal; false where there
 * is none, or another answer. */
bool cli_ask(struct cli *cli, const char *question);
/* Write beside the file, then in its place: never half a file. */
int cli_write_file(const char *path, struct str bytes, struct err *err);
/* A file that nobody else can read; 1 and nothing is done when there is one
 * already and it is not to be written over. */
int cli_write_new(const char *path, struct str bytes, bool over,
	struct err *err);
/* Say on standard error what went wrong. */
void cli_complain(const char *text);
/* Show on standard error how far something is: at a terminal over the figures
 * before, else on a line of its own. */
void cli_progress(size_t done, size_t all, const char *what);
/* The progress is at its end: what follows begins a line. */
void cli_progress_end(void);
/*
 * Take Ctrl-C as a wish to stop, which the call looks for with cli_stopped().
 * When it has not come to its end a second later it is ended where it is, with
 * these words; "": it always looks. Then leave Ctrl-C to the system again.
 */
void cli_watch_stop(const char *words);
void cli_watch_stop_end(void);
bool cli_stopped(void);

/* What is to be tagged, and printed with it, as given. */
struct draft_wish cli_draft_wish(const struct cli *cli, const char *number);
/* A document's name is a folder's; NULL is the one that goes unsaid. */
int cli_check_name(const char *name, struct err *err);

/* Append untrusted text as it may be shown. */
void cli_add_safe(struct cli *cli, struct str text);
/* The changes that the call is asked for, at most max (0: all); the caller
 * frees *out with pick_free(). */
struct pick;
int cli_pick(struct cli *cli, size_t max, struct pick **out,
	struct err *err);
/* Append before and after, each whole, in two columns where there is room. */
void cli_add_beside(struct cli *cli, struct str from, struct str to);
/* Append `1 place`, `2 places`. */
void cli_add_count(struct buf *out, size_t n, const char *what);
/* Append text and blanks up to so many columns, and one more. */
void cli_add_column(struct buf *out, const char *text, size_t columns);
/* Names with commas between, as an array. */
struct json;
void cli_add_names_json(struct json *json, const char *key, struct str names);
/* Append a meeting as a line: key, end, form, kind, and what else is known. */
void cli_add_meeting(struct buf *out, const struct meeting *meeting);
/* Append a moment: `2021-06-10 08:01`, or RFC 3339 for JSON. */
void cli_add_time(struct buf *out, int64_t time, int zone, bool json);

#endif
