/*
 * Bytes from a terminal to keys, as xterm, the console, screen, tmux, rxvt
 * and PuTTY send them. Knows no file and no clock: the caller says when
 * nothing more came.
 *
 * Always: an escape sequence is one key or none; no part of an unknown one is
 * ever taken for a command. A lone ESC is Esc once nothing follows it; ESC
 * and a letter are two keys.
 */
#ifndef ADREF_UI_TERMINAL_KEYS_H
#define ADREF_UI_TERMINAL_KEYS_H

#include <stdbool.h>

#include "adref/base/buf.h"
#include "adref/session/key.h"

enum { PASTE_MAX = 1 << 20 };

struct decoder {
	bool utf8;
	struct buf held;	/* bytes that came and were not taken */
	bool pasting;		/* between the marks of a paste */
	bool after_return;
	bool cut;		/* the paste was longer than PASTE_MAX */
	struct buf paste;	/* without controls but LF and tab */
};

void decoder_init(struct decoder *decoder, bool utf8);
void decoder_release(struct decoder *decoder);
void decoder_add(struct decoder *decoder, const char *bytes, size_t len);
/*
 * The next key; KEYS_NONE when more bytes are needed for one. With silence
 * what is there is all there will be. KEYS_PASTE: the text is in `paste`
 * until the next call.
 */
key_code decoder_take(struct decoder *decoder, bool silence);
/* Whether a key was begun. */
bool decoder_is_amid(const struct decoder *decoder);

#endif
