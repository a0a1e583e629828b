/*
 * Measures how long a command takes, from the start of its process to the end,
 * and how much memory was resident at most. Its output goes nowhere.
 *
 *	took COMMAND…		prints MICROSECONDS KILOBYTES
 */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static int64_t
now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (int64_t)time.tv_sec * 1000000 + time.tv_nsec / 1000;
}

_Noreturn static void
become(char **command)
{
	int fd = open("/dev/null", O_WRONLY);

	if (fd >= 0)
		dup2(fd, STDOUT_FILENO);
	execvp(command[0], command);
	perror(command[0]);
	_exit(127);
}

int
main(int argc, char **argv)
{
	int64_t began = now();
	struct rusage used;
	int status = 0;
	pid_t pid;

	if (argc < 2) {
		fprintf(stderr, "usage: took COMMAND…\n");
		return 2;
	}
	pid = fork();
	if (pid < 0) {
		perror("took");
		return 1;
	}
	if (pid == 0)
		become(argv + 1);
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		continue;
	began = now() - began;
	getrusage(RUSAGE_CHILDREN, &used);
	printf("%" PRId64 " %ld\n", began, used.ru_maxrss);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
