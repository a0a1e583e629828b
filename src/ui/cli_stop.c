/*
 * Stopping a call with Ctrl-C where that does no harm. The call looks now and
 * then whether somebody wishes it. One that waits for another machine may never
 * come to look: it may be ended where it is, and words that are ready say so.
 */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"

enum { GRACE = 1 };		/* seconds until it is ended where it is */

static volatile sig_atomic_t stopped;
static char last_words[200];	/* "": it comes to look by itself */

static void
stop(int signal_number)
{
	(void)signal_number;
	stopped = 1;
	if (*last_words)
		alarm(GRACE);
}

/* Only what a handler may do. */
static void
give_up(int signal_number)
{
	ssize_t told = write(STDERR_FILENO, last_words, strlen(last_words));

	(void)signal_number;
	(void)told;
	_exit(STATUS_NO);
}

/* Without restarting, so that a read of a pipe ends too. */
static void
take(int signal_number, void (*handler)(int))
{
	struct sigaction action = { .sa_handler = handler };

	sigemptyset(&action.sa_mask);
	sigaction(signal_number, &action, NULL);
}

void
cli_watch_stop(const char *words)
{
	stopped = 0;
	snprintf(last_words, sizeof(last_words), "%s%s%s%s",
		*words && isatty(STDERR_FILENO) ? "\n" : "",
		*words ? "adref: " : "", words, *words ? "\n" : "");
	take(SIGALRM, give_up);
	take(SIGINT, stop);
}

void
cli_watch_stop_end(void)
{
	take(SIGINT, SIG_DFL);
	alarm(0);
	take(SIGALRM, SIG_DFL);
}

bool
cli_stopped(void)
{
	return stopped;
}
