/*
 * `adref admin` inside: what its parts share. All but backup-to and restore
 * work on the home of the account that people come into, which -C names.
 */
#ifndef ADREF_SRC_UI_CLI_ADMIN_H
#define ADREF_SRC_UI_CLI_ADMIN_H

#include <pwd.h>

#include "adref/record/access.h"
#include "cli.h"

/* The home, and what is kept in it. */
struct admin {
	struct cli *cli;
	char *home;		/* without links */
	struct access access;
	struct buf account;	/* its name, or its number */
	uid_t uid;		/* who owns the circulated repository */
};
/* Open what -C names; admin_release() it in any case. */
int admin_open(struct admin *admin, struct cli *cli, struct err *err);
void admin_release(struct admin *admin);
/* A path in the home, the caller's to free(). */
char *admin_path(const struct admin *admin, const char *name);
/* Write keys.tsv, when table is not NULL, and authorized_keys from it. */
int admin_write(struct admin *admin, const struct buf *table,
	struct err *err);
/* What is written is for the account to read, whatever root's habit is. */
void admin_open_to_all(void);
/*
 * Root reads what others have written as their account and not as root, which
 * is also whom the store trusts: from here on as the owner of this path, until
 * admin_be_root(), which does nothing for who is not root.
 */
int admin_be_owner(const char *path, struct err *err);
void admin_be_root(void);
/* Append a file of moderate size. */
int admin_read(struct buf *out, const char *path, struct err *err);
/* Whose the circulated repository is: that account. */
int admin_find_account(struct admin *admin, struct err *err);

int admin_setup(struct cli *cli, struct err *err);
int admin_key(struct cli *cli, struct err *err);
int admin_sshd(struct cli *cli, struct err *err);
int admin_check(struct cli *cli, struct err *err);
int admin_backup(struct cli *cli, struct err *err);
int admin_restore(struct cli *cli, struct err *err);

#endif
