/*
 * Signal handlers: they set a flag, or, in a crash, write a string made
 * beforehand and set the modes, both of which are safe there; nothing else.
 * What it must not do: allocate, or read the painter's state.
 */
#include "terminal_signal.h"

#include <signal.h>
#include <unistd.h>

enum { RESTORE_MAX = 500, STACK_SIZE = 65536 };

static volatile sig_atomic_t resized, stopped, continued, left;

static struct {
	struct termios saved;
	char bytes[RESTORE_MAX];
	size_t len;
} restore;

static void (*crash_hook)(void);

static char crash_stack[STACK_SIZE];

static void
on_signal(int number)
{
	switch (number) {
	case SIGWINCH:
		resized = 1;
		break;
	case SIGTSTP:
		stopped = 1;
		break;
	case SIGCONT:
		continued = 1;
		break;
	default:
		left = number;
	}
}

void
signals_abandon(void)
{
	ssize_t sent;

	if (!restore.len)
		return;
	sent = write(STDOUT_FILENO, restore.bytes, restore.len);
	(void)sent;
	tcsetattr(STDOUT_FILENO, TCSANOW, &restore.saved);
	restore.len = 0;
}

/* Set back to its default by SA_RESETHAND, the signal kills when raised. */
static void
on_crash(int number)
{
	signals_abandon();
	if (crash_hook)
		crash_hook();
	raise(number);
}

static const struct caught {
	int number;
	void (*handler)(int number);
	int flags;
} caught[] = {
	/* No SA_RESTART: a wait or a stuck write ends. */
	{ SIGWINCH, on_signal, 0 }, { SIGCONT, on_signal, 0 },
	{ SIGTSTP, on_signal, 0 }, { SIGTERM, on_signal, 0 },
	{ SIGHUP, on_signal, 0 }, { SIGINT, on_signal, 0 },
	/* Full disks and lost connections are errors of calls, not deaths. */
	{ SIGPIPE, SIG_IGN, 0 }, { SIGXFSZ, SIG_IGN, 0 },
	{ SIGSEGV, on_crash, SA_ONSTACK | (int)SA_RESETHAND | SA_NODEFER },
	{ SIGABRT, on_crash, SA_ONSTACK | (int)SA_RESETHAND | SA_NODEFER },
	{ SIGBUS, on_crash, SA_ONSTACK | (int)SA_RESETHAND | SA_NODEFER },
	{ SIGFPE, on_crash, SA_ONSTACK | (int)SA_RESETHAND | SA_NODEFER },
	{ SIGILL, on_crash, SA_ONSTACK | (int)SA_RESETHAND | SA_NODEFER }
};
enum { CAUGHT = sizeof(caught) / sizeof(caught[0]) };

static struct sigaction before[CAUGHT];

static void
set_handler(int number, void (*handler)(int number), int flags,
	struct sigaction *old)
{
	struct sigaction action;

	memset(&action, 0, sizeof(action));
	action.sa_handler = handler;
	action.sa_flags = flags;
	sigemptyset(&action.sa_mask);
	sigaction(number, &action, old);
}

void
signals_catch(const struct termios *saved, struct str bytes)
{
	stack_t stack = { .ss_sp = crash_stack, .ss_size = STACK_SIZE };
	size_t i;

	restore.saved = *saved;
	restore.len = bytes.len < RESTORE_MAX ? bytes.len : RESTORE_MAX;
	memcpy(restore.bytes, bytes.at, restore.len);
	resized = stopped = continued = left = 0;
	sigaltstack(&stack, NULL);
	for (i = 0; i < CAUGHT; i++)
		set_handler(caught[i].number, caught[i].handler,
			caught[i].flags, &before[i]);
}

void
signals_on_crash(void (*hook)(void))
{
	crash_hook = hook;
}

void
signals_release(void)
{
	size_t i;

	crash_hook = NULL;
	restore.len = 0;
	for (i = 0; i < CAUGHT; i++)
		sigaction(caught[i].number, &before[i], NULL);
}

static bool
take(volatile sig_atomic_t *flag)
{
	bool was = *flag;

	*flag = 0;
	return was;
}

bool
signals_resized(void)
{
	return take(&resized);
}

bool
signals_asked_to_stop(void)
{
	return take(&stopped);
}

bool
signals_continued(void)
{
	return take(&continued);
}

int
signals_left(void)
{
	return left;
}

void
signals_stop(void)
{
	set_handler(SIGTSTP, SIG_DFL, 0, NULL);
	/* The whole job, as the terminal does: a script around us stops too. */
	kill(0, SIGTSTP);
	set_handler(SIGTSTP, on_signal, 0, NULL);
	take(&continued);
}
