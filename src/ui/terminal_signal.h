/*
 * Signals while the terminal is ours: flags for the loop to look at, and the
 * way out of a crash that leaves the terminal as it was found.
 */
#ifndef ADREF_UI_TERMINAL_SIGNAL_H
#define ADREF_UI_TERMINAL_SIGNAL_H

#include <stdbool.h>
#include <termios.h>

#include "adref/base/str.h"

/*
 * From now on. A crash sends `restore`, which is copied and cut at 500 bytes,
 * and sets the modes of saved.
 */
void signals_catch(const struct termios *saved, struct str restore);
/* What is called in a crash, the terminal given back already: hook may do only
 * what a signal handler may. */
void signals_on_crash(void (*hook)(void));
/* Back to how signals were before. */
void signals_release(void);
/* Give the terminal back at once, once; as safe as a handler has to be. */
void signals_abandon(void);
/* Whether it happened since the last look. */
bool signals_resized(void);
bool signals_asked_to_stop(void);
bool signals_continued(void);
/* The signal that asks us to leave, or 0. */
int signals_left(void);
/* Stop this job as ^Z does; returns when it goes on. */
void signals_stop(void);

#endif
