/*
 * Starting another program: the one place where adref does. main() gives what
 * needs it to the command line, so that a program without it has no way to.
 */
#ifndef ADREF_SRC_UI_PROGRAM_H
#define ADREF_SRC_UI_PROGRAM_H

#include <stdbool.h>
#include <sys/types.h>

/* A pipe that no other program gets to see; false when there is none. */
bool program_pipe(int ends[2]);
/*
 * Start one, found as the shell finds it, with these as its standard input,
 * output and error; `apart`: keys of the terminal that interrupt are not for
 * it. False when it is not there. Whoever waits for it: status 127 says that
 * this was noticed too late.
 */
bool program_start(pid_t *pid, char *const words[], const int fds[3],
	bool apart);

#endif
