/*
 * The terminal: frames go out, keys come in. There is one of it.
 *
 * terminal.c has its modes, waiting and reading; terminal_paint.c makes frames
 * bytes, terminal_keys.c bytes keys, terminal_look.c has the colours,
 * terminal_info.c asks terminfo, terminal_signal.c sees to signals.
 */
#ifndef ADREF_UI_TERMINAL_H
#define ADREF_UI_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>

#include "adref/base/err.h"
#include "adref/base/str.h"
#include "adref/session/key.h"
#include "adref/view/frame.h"

struct terminal;

/*
 * Take the terminal over. Fails, with words, where there is none to use.
 * rolls: it is only written to, line below line, with terminal_say(); then
 * one of any name will do. look: light, dark, mono, or NULL for what the
 * environment says.
 */
int terminal_open(struct terminal **out, bool rolls, const char *look,
	struct err *err);
/* Give it back as it was found. */
void terminal_close(struct terminal *terminal);
/* The same in haste, for a program that ends here; harmless when not open. */
void terminal_abandon(void);

/* Whether it shows more than ASCII. */
bool terminal_is_utf8(const struct terminal *terminal);
/* What the person should know of it, or NULL; borrowed. */
const char *terminal_remark(const struct terminal *terminal);
/* As it is now. */
void terminal_size(const struct terminal *terminal, size_t *rows,
	size_t *cols);

/* Show the frame; sends nothing when it is shown already. */
void terminal_paint(struct terminal *terminal, const struct frame *frame);
/*
 * Say lines (safe text, a newline behind each), and below them the row that is
 * being typed with the cursor at a byte of it; for one that rolls.
 */
void terminal_say(struct terminal *terminal, struct str lines,
	struct str input, size_t cursor);
/* Paint the next frame in full. */
void terminal_forget(struct terminal *terminal);

/* A descriptor besides whose bytes end the wait for a key; -1: none. Reading
 * them is the caller's. */
void terminal_also(struct terminal *terminal, int fd);
/*
 * The next key, waiting at most so many milliseconds; KEYS_NONE when none
 * came or terminal_left() has something to say. KEYS_RESIZE: look at the size
 * again and draw. KEYS_PASTE: the text is terminal_pasted().
 */
key_code terminal_read(struct terminal *terminal, int wait);
/* Whether a key can be read without waiting. */
bool terminal_is_waiting(struct terminal *terminal);
/* The last paste, borrowed until the next read; *cut when it was too long. */
struct str terminal_pasted(const struct terminal *terminal, bool *cut);

/* Stop the program as ^Z does in others; comes back when it goes on. */
void terminal_suspend(struct terminal *terminal);
/*
 * The number of the signal that asks us to leave, SIGHUP too when the
 * terminal has gone; 0 while all is well.
 */
int terminal_left(const struct terminal *terminal);

#endif
