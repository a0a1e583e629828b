/*
 * Beginning on clean ground: what the other end of an SSH connection can set,
 * and what whoever configured the server let through, is gone before anything
 * reads it. ncurses obeys eight variables, the C library a dozen, libgit2 its
 * own; none of them is known by name here, because all of them go.
 */
#include "serve.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Whether text has letters, digits and these of ASCII only. */
static bool
is_made_of(const char *text, size_t len, const char *others)
{
	for (size_t i = 0; i < len; i++)
		if (!(text[i] >= 'a' && text[i] <= 'z') &&
		    !(text[i] >= 'A' && text[i] <= 'Z') &&
		    !(text[i] >= '0' && text[i] <= '9') &&
		    !(text[i] && strchr(others, text[i])))
			return false;
	return true;
}

static bool
keep(char *out, size_t max, const char *text, size_t len, const char *others)
{
	out[0] = '\0';
	if (!text || !len || len > max || !is_made_of(text, len, others))
		return false;
	memcpy(out, text, len);
	out[len] = '\0';
	return true;
}

/* A terminal's name is looked up as a file: no slash, no dot before it. */
static void
keep_environment(struct serve *serve)
{
	const char *term = getenv("TERM"), *proof = getenv("SSH_USER_AUTH");
	const char *from = getenv("SSH_CONNECTION");

	serve->wants_command = getenv("SSH_ORIGINAL_COMMAND") != NULL;
	serve->odd_term = term && *term && (term[0] == '.' ||
		!keep(serve->term, SERVE_TERM_MAX, term, strlen(term),
			"-+._"));
	if (proof && *proof && !keep(serve->proof, SERVE_PATH_MAX, proof,
	    strlen(proof), "/._-"))
		memcpy(serve->proof, "?", 2);
	if (from)
		keep(serve->from, SERVE_FROM_MAX, from, strcspn(from, " "),
			".:%_-");
}

static int
make_environment(const struct serve *serve, struct err *err)
{
	if (clearenv() != 0 || setenv("LANG", "C.UTF-8", 1) != 0 ||
	    (*serve->term && setenv("TERM", serve->term, 1) != 0) ||
	    /* That keys come from afar, and no more. */
	    (*serve->from && setenv("SSH_CONNECTION", "-", 1) != 0))
		return err_set(err, ERR_SYSTEM, "the environment cannot be "
			"made: %s", strerror(errno));
	return 0;
}

/* What is missing of the first three would be taken by the next file. */
static int
close_files(struct err *err)
{
	long most = sysconf(_SC_OPEN_MAX);
	int fd;

	do
		fd = open("/dev/null", O_RDWR);
	while (fd >= 0 && fd <= STDERR_FILENO);
	if (fd < 0)
		return err_set(err, ERR_SYSTEM, "/dev/null: %s",
			strerror(errno));
#ifdef SYS_close_range
	if (syscall(SYS_close_range, 3u, ~0u, 0u) == 0)
		return 0;
#endif
	for (fd = 3; fd < most; fd++)
		close(fd);
	return 0;
}

/*
 * Far above what an editor needs on the largest text, far below what would
 * hurt its host. A CPU second is not a second of the clock: an hour of them is
 * weeks at the keyboard.
 */
static const struct { int what; rlim_t most; } limits[] = {
	{ RLIMIT_CORE, 0 },
	{ RLIMIT_NPROC, 1024 },
	{ RLIMIT_NOFILE, 256 },
	{ RLIMIT_FSIZE, (rlim_t)512 * 1024 * 1024 },
	{ RLIMIT_CPU, 3600 },
#ifndef __SANITIZE_ADDRESS__
	{ RLIMIT_AS, (rlim_t)4096 * 1024 * 1024 },
#endif
};

static int
set_limits(struct err *err)
{
	for (size_t i = 0; i < sizeof(limits) / sizeof(limits[0]); i++) {
		struct rlimit limit;

		if (getrlimit(limits[i].what, &limit) < 0)
			goto failed;
		if (limit.rlim_max > limits[i].most)
			limit.rlim_max = limits[i].most;
		limit.rlim_cur = limit.rlim_max;
		if (setrlimit(limits[i].what, &limit) < 0)
			goto failed;
	}
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0 ||
	    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) < 0)
		goto failed;
	return 0;
failed:
	return err_set(err, ERR_SYSTEM, "a limit of the process cannot be "
		"set: %s", strerror(errno));
}

/* What was ignored or blocked by others is so no more. */
static void
set_signals(void)
{
	sigset_t none;

	for (int number = 1; number < NSIG; number++)
		signal(number, SIG_DFL);
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

int
serve_start(struct serve *serve, struct err *err)
{
	keep_environment(serve);
	if (make_environment(serve, err) < 0 || close_files(err) < 0)
		return -1;
	umask(0002);
	set_signals();
	if (geteuid() != getuid() || getegid() != getgid())
		return err_set(err, ERR_REFUSED, "this program must not have "
			"rights of its own: chmod u-s,g-s");
	return set_limits(err);
}
