/*
 * Who is let in by SSH, and as whom: roles, public keys, and the folder where
 * an administrator keeps them. adref-serve reads it, `adref admin` writes it;
 * nobody who is let in may.
 *
 *	keys.tsv	a row for each key, also those that were revoked
 *	settings.tsv	name and value: circulated, working (the repositories),
 *			log (a file), program (adref-serve)
 *
 * What always holds: a key is in the table once; whose it is is said there and
 * nowhere else, so that neither a command line nor an environment can say it.
 */
#ifndef ADREF_RECORD_ACCESS_H
#define ADREF_RECORD_ACCESS_H

#include <stdbool.h>
#include <stddef.h>

#include "adref/base/buf.h"
#include "adref/base/err.h"
#include "adref/base/str.h"

enum access_role {
	ACCESS_READER, ACCESS_DELEGATE, ACCESS_DRAFTER, ACCESS_CHAIR
};
/* `reader`, `delegate`, `drafter`, `chair`; false when the word is none. */
const char *access_role_word(enum access_role role);
bool access_role_of(struct str word, enum access_role *out);

/* A public key. */
struct public_key {
	char *kind;		/* `ssh-ed25519` */
	char *blob;		/* its bytes in base 64 */
	char *print;		/* `SHA256:…`, as sshd writes it in its log */
};
/*
 * Read the one key of a public key file: blank lines and remarks are passed
 * over. ERR_REFUSED with why: a private key, several keys, options before it,
 * a kind that is not taken, bytes that are not those of its kind, or too few
 * of RSA.
 */
int public_key_read(struct public_key *out, struct str file,
	struct err *err);
void public_key_release(struct public_key *key);

struct access_key {
	char *print, *kind, *blob;
	char *party;		/* a code; of a delegate always */
	char *role;		/* access_role_word() */
	char *person;		/* by whose hands */
	char *until;		/* the last day it opens, or "" */
	char *revoked;		/* the day that was done, or "" */
	char *added;		/* the day that was done */
};
struct access {
	char *folder;
	struct buf table;	/* keys.tsv as it stands */
	struct access_key *keys;
	size_t n, cap;
	char *circulated, *working, *log, *program;	/* "" when not set */
};

/*
 * Read the folder. ERR_DAMAGED names the file and line of what cannot be
 * understood: then nobody is let in.
 */
int access_read(struct access *out, const char *folder, struct err *err);
void access_release(struct access *access);
/* The row of a key, or NULL. */
const struct access_key *access_find(const struct access *access,
	struct str kind, struct str blob);
/* Refused with why when the key opens nothing on this day, `2021-06-10`. */
int access_check(const struct access_key *key, const char *today,
	struct err *err);
/* Append keys.tsv with this row in it, in the place of one for the same key. */
void access_put(struct buf *out, const struct access *access,
	const struct access_key *key);
/*
 * Append the authorized_keys that let in each key that was not revoked, and as
 * what: with ACCESS_FIRST_LINE on top, which says whose the file is.
 */
#define ACCESS_FIRST_LINE "# Written by adref admin from " \
	"keys.tsv: what is changed here is lost."
void access_add_lines(struct buf *out, const struct access *access);
/* Append settings.tsv. */
void access_add_settings(struct buf *out, const struct access *access);
/* Whether a person's name can stand in a revision: one line, no `<`, `>`,
 * nothing that cannot be seen. */
int access_check_person(const char *name, struct err *err);
/* Whether a path can stand in a line of authorized_keys as it is: it begins
 * with `/`, and has letters, digits and `/._+-` of ASCII only. */
bool access_is_plain_path(const char *path);

#endif
