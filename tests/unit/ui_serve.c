/*
 * What the process of somebody let in by SSH can still do, whatever it were
 * made to: each call that leads out is tried in a child that was enclosed.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "../../src/ui/serve.h"
#include "adref/base/buf.h"

extern char **environ;

static char folder[] = "/tmp/adref-serve-XXXXXX";
static int missed;

/* A child says what it found with its exit status alone. */
static void
expect(bool good)
{
	missed += !good;
}

static int
run(void (*body)(const struct serve *serve), enum access_role as)
{
	struct serve serve = { .as = as };
	struct err err = ERR_INIT;
	pid_t child = fork();
	int status;

	assert_true(child >= 0);
	if (!child) {
		snprintf(serve.root, sizeof(serve.root), "%s", folder);
		if (serve_start(&serve, &err) < 0)
			_exit(100);
		body(&serve);
		_exit(missed < 99 ? missed : 99);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	return status;
}

static bool
makes(const char *name)
{
	char path[200];
	int fd;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	fd = open(path, O_WRONLY | O_CREAT, 0600);
	if (fd >= 0)
		close(fd);
	return fd >= 0;
}

static void
start_clean(const struct serve *serve)
{
	struct rlimit limit;
	size_t n = 0;

	for (char **each = environ; *each; each++)
		n++;
	expect(n == 3);
	expect(strcmp(getenv("LANG"), "C.UTF-8") == 0);
	expect(strcmp(getenv("TERM"), "xterm-256color") == 0);
	expect(strcmp(getenv("SSH_CONNECTION"), "-") == 0);
	expect(strcmp(serve->from, "192.0.2.7") == 0);
	expect(!serve->odd_term && !serve->wants_command);
	expect(fcntl(3, F_GETFD) < 0 && fcntl(40, F_GETFD) < 0);
	expect(umask(0) == 0002);
	expect(getrlimit(RLIMIT_CORE, &limit) == 0 && limit.rlim_max == 0);
	expect(prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) == 0);
	expect(prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1);
}

static void
test_the_surroundings_are_forgotten(void **state)
{
	static const char *const hostile[] = { "TERMINFO", "TERMINFO_DIRS",
		"TERMCAP", "HOME", "XDG_CONFIG_HOME", "LC_ALL", "LOCPATH",
		"NCURSES_NO_UTF8_ACS", "GIT_DIR", "ADREF_NAME", "DICPATH",
		"TZ", "LANGUAGE", "ADREF_TEST_CLOCK", "PAGER" };
	enum { HOSTILE = sizeof(hostile) / sizeof(hostile[0]) };
	int status;

	(void)state;
	for (size_t i = 0; i < HOSTILE; i++)
		setenv(hostile[i], "/nowhere", 1);
	setenv("TERM", "xterm-256color", 1);
	setenv("SSH_CONNECTION", "192.0.2.7 40000 192.0.2.1 22", 1);
	assert_true(dup2(STDIN_FILENO, 40) == 40);
	status = run(start_clean, ACCESS_READER);
	close(40);
	for (size_t i = 0; i < HOSTILE; i++)
		unsetenv(hostile[i]);
	unsetenv("SSH_CONNECTION");
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

static void
refuse_term(const struct serve *serve)
{
	expect(serve->odd_term && !getenv("TERM") && !*serve->term);
}

static void
test_a_terminal_has_a_plain_name(void **state)
{
	static const char *const bad[] = { "../../tmp/evil", ".", "x\033[2J",
		"a b", "xterm\n", "/tmp/x", "x;ls", "$(ls)", "\xc3\xa9" };
	char longer[SERVE_TERM_MAX + 2];

	(void)state;
	memset(longer, 'x', sizeof(longer) - 1);
	longer[sizeof(longer) - 1] = '\0';
	for (size_t i = 0; i <= sizeof(bad) / sizeof(bad[0]); i++) {
		setenv("TERM", i ? bad[i - 1] : longer, 1);
		assert_int_equal(run(refuse_term, ACCESS_READER), 0);
	}
	setenv("TERM", "xterm", 1);
}

static void *
nothing(void *unused)
{
	return unused;
}

static void
try_calls(const struct serve *serve)
{
	char word[] = "true", *const words[] = { word, NULL };
	char *const none[] = { NULL };
	struct sockaddr_un name = { .sun_family = AF_UNIX };
	struct err err = ERR_INIT;
	pthread_t thread;
	int ends[2];

	(void)serve;
	expect(serve_enclose_calls(&err) == 0);
	expect(execve("/bin/true", words, none) < 0 && errno == EPERM);
	expect(syscall(SYS_execveat, AT_FDCWD, "/bin/true", words, none, 0) < 0
		&& errno == EPERM);
	errno = 0;
	if (fork() == 0)
		_exit(0);
	expect(errno == EPERM);
	expect(syscall(SYS_clone, 17, 0, 0, 0, 0) < 0 && errno == EPERM);
	expect(ptrace(PTRACE_TRACEME, 0, NULL, NULL) < 0 && errno == EPERM);
	expect(kill(getppid(), 0) < 0 && errno == EPERM);
	expect(socket(AF_INET, SOCK_STREAM, 0) < 0 && errno == EPERM);
	expect(socket(AF_UNIX, SOCK_STREAM, 0) < 0 && errno == EPERM);
	expect(socketpair(AF_UNIX, SOCK_STREAM, 0, ends) < 0 &&
		errno == EPERM);
	expect(connect(0, (struct sockaddr *)&name, sizeof(name)) < 0 &&
		errno == EPERM);
	expect(symlinkat("/etc", AT_FDCWD, "/tmp/x") < 0 && errno == EPERM);
	expect(chown("/tmp", 0, 0) < 0 && errno == EPERM);
	expect(setuid(0) < 0 && errno == EPERM);
	expect(syscall(SYS_unshare, 0) < 0 && errno == EPERM);
	expect(syscall(SYS_chroot, "/") < 0 && errno == EPERM);
	expect(syscall(SYS_bpf, 0, 0, 0) < 0 && errno == EPERM);
	expect(mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC,
		MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED &&
		errno == EPERM);
	/* What an editor needs goes on. */
	expect(pthread_create(&thread, NULL, nothing, NULL) == 0 &&
		pthread_join(thread, NULL) == 0);
	expect(pipe(ends) == 0);
	expect(access("/", F_OK) == 0);
}

static void
test_nothing_is_started_or_connected(void **state)
{
	int status;

	(void)state;
	if (prctl(PR_GET_SECCOMP, 0, 0, 0, 0) < 0)
		skip();
	status = run(try_calls, ACCESS_READER);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

static void
read_only(const struct serve *serve)
{
	struct err err = ERR_INIT;
	struct stat is;

	expect(serve_enclose_files(serve, &err) == 0);
	expect(!makes("objects/new") && !makes("new"));
	expect(open("/etc/shadow", O_RDONLY) < 0);
	expect(open("/proc/self/mem", O_RDONLY) < 0);
	expect(open("/tmp", O_RDONLY) < 0);
	expect(mkdir("/tmp/adref-serve-new", 0700) < 0);
	expect(open(folder, O_RDONLY) >= 0);
	expect(open("/dev/null", O_RDWR) >= 0);
	expect(stat("/usr", &is) == 0);
}

static void
write_parts(const struct serve *serve)
{
	struct err err = ERR_INIT;
	char from[200], to[200];

	expect(serve_enclose_files(serve, &err) == 0);
	expect(makes("objects/a/new") && makes("refs/new"));
	expect(makes("adref/new"));
	expect(!makes("new") && !makes("config") && !makes("hooks/post"));
	snprintf(from, sizeof(from), "%s/objects/a/new", folder);
	snprintf(to, sizeof(to), "%s/objects/moved", folder);
	expect(rename(from, to) == 0);
	expect(unlink(to) == 0);
	expect(open("/tmp", O_RDONLY) < 0);
}

static void
test_files_are_those_of_the_role(void **state)
{
	(void)state;
#ifdef SYS_landlock_create_ruleset
	if (syscall(SYS_landlock_create_ruleset, NULL, 0, 1) < 2)
		skip();
	assert_int_equal(run(read_only, ACCESS_READER), 0);
	assert_int_equal(run(write_parts, ACCESS_DELEGATE), 0);
	assert_int_equal(run(write_parts, ACCESS_CHAIR), 0);
#else
	skip();
#endif
}

static const char *const parts[] = { "", "/objects", "/objects/a", "/refs",
	"/adref", "/hooks" };
enum { PARTS = sizeof(parts) / sizeof(parts[0]) };

static int
make_folder(void **state)
{
	char path[200];

	(void)state;
	if (!mkdtemp(folder))
		return -1;
	for (size_t i = 1; i < PARTS; i++) {
		snprintf(path, sizeof(path), "%s%s", folder, parts[i]);
		if (mkdir(path, 0700) < 0)
			return -1;
	}
	return 0;
}

static int
drop_folder(void **state)
{
	char path[200];

	(void)state;
	snprintf(path, sizeof(path), "%s/refs/new", folder);
	unlink(path);
	snprintf(path, sizeof(path), "%s/adref/new", folder);
	unlink(path);
	for (size_t i = PARTS; i > 0; i--) {
		snprintf(path, sizeof(path), "%s%s", folder, parts[i - 1]);
		if (rmdir(path) < 0)
			return -1;
	}
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_surroundings_are_forgotten),
		cmocka_unit_test(test_a_terminal_has_a_plain_name),
		cmocka_unit_test(test_nothing_is_started_or_connected),
		cmocka_unit_test(test_files_are_those_of_the_role)
	};

	return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
