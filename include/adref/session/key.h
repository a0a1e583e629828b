/*
 * Keys as values and as text. A key is a character or one of the named ones;
 * its text is what people type in keymap files: `[`, `b`, `Enter`, `Esc`,
 * `^T`, `Space`, `PgDn`, `F1`.
 */
#ifndef ADREF_SESSION_KEY_H
#define ADREF_SESSION_KEY_H

#include <stdbool.h>
#include <stdint.h>

#include "adref/base/buf.h"
#include "adref/base/err.h"
#include "adref/base/str.h"

/* A Unicode code point from Space up, or one of enum key_named. */
typedef struct { uint32_t code; } key_code;

enum key_named {
	KEY_NAMED = 0x110000,
	KEYS_ENTER, KEYS_ESC, KEYS_TAB, KEYS_BACKTAB, KEYS_BACKSPACE,
	KEYS_DELETE, KEYS_INSERT, KEYS_UP, KEYS_DOWN, KEYS_LEFT, KEYS_RIGHT,
	KEYS_HOME, KEYS_END, KEYS_PGUP, KEYS_PGDN,
	KEYS_CTRL,			/* + 0 ^Space (^@), + 1 ^A … + 31 */
	KEYS_F = KEYS_CTRL + 32,	/* + 1 … + 20 */
	KEYS_PASTE = KEYS_F + 32,	/* a paste: the text comes beside it */
	KEYS_ALT,	/* Esc with a character right behind it, as Alt sends
			 * it, and tmux what was typed fast */
	KEYS_RESIZE, KEYS_NONE
};

bool key_is_text(key_code key);		/* a printable character */
bool key_same(key_code a, key_code b);
/* Append the key's name: `Enter`, `^T`, `[`, `Space`. */
void key_add_name(struct buf *out, key_code key);
/* Read one key's name that fills str; false when it is none. */
bool key_of(struct str str, key_code *out);

/*
 * A written sequence: words between blanks; a word that is a key's name
 * (`Enter`, `^T`, `<Enter>`) is that key, any other word is a key for each
 * character. Inside words `<Enter>` names a key, and U+23CE, U+2423, and the
 * arrows U+2190-2193 stand for Enter, Space, Left Up Right Down. `<<` is `<`.
 */
struct key_text {
	key_code *at;
	size_t n, cap;
};
int keys_read(struct key_text *out, struct str text, struct err *err);
void keys_release(struct key_text *keys);

#endif
