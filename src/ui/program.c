/*
 * Starting another program, with nothing of ours left open in it and its
 * signals as programs have them. What it must not do: go through a shell.
 */
#include "program.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <unistd.h>

extern char **environ;

bool
program_pipe(int ends[2])
{
	if (pipe(ends) < 0)
		return false;
	fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	fcntl(ends[1], F_SETFD, FD_CLOEXEC);
	return true;
}

/* As other programs of the terminal have them. */
static void
restore_signals(posix_spawnattr_t *attributes, bool apart)
{
	static const int ignored[] = { SIGPIPE, SIGXFSZ, SIGINT, SIGQUIT };
	sigset_t set, none;

	sigemptyset(&set);
	sigemptyset(&none);
	for (size_t i = 0; i < sizeof(ignored) / sizeof(ignored[0]); i++)
		sigaddset(&set, ignored[i]);
	posix_spawnattr_init(attributes);
	posix_spawnattr_setsigdefault(attributes, &set);
	posix_spawnattr_setsigmask(attributes, &none);
	posix_spawnattr_setpgroup(attributes, 0);
	posix_spawnattr_setflags(attributes, (short)(POSIX_SPAWN_SETSIGDEF |
		POSIX_SPAWN_SETSIGMASK | (apart ? POSIX_SPAWN_SETPGROUP : 0)));
}

bool
program_start(pid_t *pid, char *const words[], const int fds[3], bool apart)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	int error;

	restore_signals(&attributes, apart);
	posix_spawn_file_actions_init(&actions);
	for (int i = 0; i < 3; i++)
		if (fds[i] != i)
			posix_spawn_file_actions_adddup2(&actions, fds[i], i);
	error = posix_spawnp(pid, words[0], &actions, &attributes, words,
		environ);
	posix_spawn_file_actions_destroy(&actions);
	posix_spawnattr_destroy(&attributes);
	return error == 0;
}
