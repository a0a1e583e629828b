/*
 * Which key does what, in which mode: read from keymap text. A line is
 *
 *	bind MODE KEY COMMAND [ARGUMENT…]
 *	unbind MODE KEY
 *
 * MODE is outline, letter, typing, prompt, list, proposals or follow; `#` begins
 * a remark (not within a word). In a letter that was received the keys of outline
 * hold that letter does not bind, in a list of proposals those of list. A later
 * line for the same mode and key replaces the earlier one; in
 * the same file that is a finding.
 */
#ifndef ADREF_SESSION_KEYMAP_H
#define ADREF_SESSION_KEYMAP_H

#include <stdbool.h>
#include <stddef.h>

#include "adref/base/err.h"
#include "adref/base/str.h"
#include "adref/session/key.h"

enum key_mode {
	KEYS_OUTLINE, KEYS_LETTER, KEYS_TYPING, KEYS_PROMPT, KEYS_LIST,
	KEYS_PROPOSALS, KEYS_FOLLOW,
	KEYS_MODES
};
const char *key_mode_word(enum key_mode mode);

struct binding {
	enum key_mode mode;
	key_code key;
	char *command;		/* name and arguments as written */
	char *file;		/* where it was bound */
	size_t line;
};
struct keymap_finding {
	char *text;		/* `FILE:LINE: …` */
};
struct keymap {
	struct binding *at;
	size_t n, cap;
	struct keymap_finding *findings;
	size_t findings_n, findings_cap;
};

#define KEYMAP_INIT { NULL, 0, 0, NULL, 0, 0 }

/*
 * Add what text binds; file names it in findings: a line that is not
 * understood, an unknown mode, key or command (known tells; may be NULL), a
 * key bound twice in this text. Reading goes on after a finding.
 */
void keymap_read(struct keymap *keymap, struct str text, const char *file,
	bool (*known)(struct str command));
void keymap_release(struct keymap *keymap);
/* The binding of a key in a mode, or NULL; what is not bound in `proposals` is
 * looked up in `list`, here and below. */
const struct binding *keymap_find(const struct keymap *keymap,
	enum key_mode mode, key_code key);
/* The first key bound to exactly this command (name only compared) in mode. */
const struct binding *keymap_key_of(const struct keymap *keymap,
	enum key_mode mode, const char *command);

/* Append the name of that key; of a command without one, its own name. */
void keymap_add_key(struct buf *out, const struct keymap *keymap,
	enum key_mode mode, const char *command);

/* The compiled-in maps: `default`, `vim`; NULL when there is no such. */
const char *keymap_built_in(const char *name);

#endif
