/*
 * adref-serve inside: what is known of the one who comes in by SSH, and the
 * steps before anything of the negotiation is read. They are taken in the
 * order in which they stand here, by serve.c.
 */
#ifndef ADREF_SRC_UI_SERVE_H
#define ADREF_SRC_UI_SERVE_H

#include <stdbool.h>
#include <sys/stat.h>

#include "adref/base/env.h"
#include "adref/base/err.h"
#include "adref/record/access.h"

enum { SERVE_TERM_MAX = 64, SERVE_FROM_MAX = 64, SERVE_PATH_MAX = 256,
	SERVE_DAY = 10 };

struct serve {
	/* As the server's own file says; borrowed, NULL where it does not. */
	const char *keys, *party, *role, *person, *repository;
	/* What is kept of the surroundings, each checked. */
	char term[SERVE_TERM_MAX + 1];	/* "": none that can be trusted */
	char from[SERVE_FROM_MAX + 1];	/* the address, or "" */
	char proof[SERVE_PATH_MAX + 1];	/* the file that names the key, or "" */
	bool wants_command;		/* a command was asked for */
	bool odd_term;			/* TERM was refused */
	/* Who that is; serve_let_in(). */
	struct access access;
	const struct access_key *key;	/* NULL: no keys are kept */
	enum access_role as;
	struct env env;
	char email[80];
	char root[SERVE_PATH_MAX * 4];	/* the repository, without links */
	struct stat keys_as;		/* keys.tsv, when it was read; */
	char day[SERVE_DAY + 1];	/* and that day */
};

/*
 * Keep what is needed of the environment and forget the rest; standard input,
 * output and error are all that is open afterwards; limits of the process.
 * ERR_REFUSED when the program has rights that its caller has not.
 */
int serve_start(struct serve *serve, struct err *err);

/* The log: syslog(3) from here on, and a file when there is one. */
void serve_log_open(const char *from);
/* Append to this file, too; ERR_SYSTEM when that cannot be. */
int serve_log_to(const char *path, struct err *err);
/* One line; what cannot be seen is made visible, what is long is cut. */
void serve_log(const char *format, ...)
	__attribute__((format(printf, 1, 2)));

/*
 * Decide who that is and what may be done: from the keys that are kept, when
 * some are, else from the command line. Fills serve->as, key, env and root.
 */
int serve_let_in(struct serve *serve, struct err *err);
/*
 * Whether who is in may stay: before the keys are read, note how they stand;
 * then ask as often as one likes (ctx is the struct serve). ERR_REFUSED with
 * why when the key was revoked, is over, or is for something else now.
 */
void serve_open_begin(struct serve *serve);
int serve_open_check(void *ctx, struct err *err);

/*
 * From here on files can be opened only where the role needs them, and nothing
 * can be started or connected, whatever the program is made to do. What the
 * kernel has no means for is logged. ERR_SYSTEM when it has them and they do
 * not work.
 */
int serve_enclose(const struct serve *serve, struct err *err);
int serve_enclose_files(const struct serve *serve, struct err *err);
int serve_enclose_calls(struct err *err);

#endif
