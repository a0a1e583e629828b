/*
 * Which files can be opened from here on: Landlock (landlock(7)), where the
 * kernel has it. A reader's process can write to its terminal and to nothing
 * else; a delegate's to the folders of the repository that revisions, branch
 * and unsaved typing are in, not to its configuration.
 */
#include "serve.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "adref/base/buf.h"

#if defined(SYS_landlock_create_ruleset) && __has_include(<linux/landlock.h>)
#include <linux/landlock.h>

#ifndef LANDLOCK_ACCESS_FS_REFER
#define LANDLOCK_ACCESS_FS_REFER (1ULL << 13)
#endif
#ifndef LANDLOCK_ACCESS_FS_TRUNCATE
#define LANDLOCK_ACCESS_FS_TRUNCATE (1ULL << 14)
#endif

/* What each version knows; a kernel refuses what it does not. */
static uint64_t
all_of(long version)
{
	uint64_t all = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;

	if (version >= 2)
		all |= LANDLOCK_ACCESS_FS_REFER;
	if (version >= 3)
		all |= LANDLOCK_ACCESS_FS_TRUNCATE;
	return all;
}

static const uint64_t reads = LANDLOCK_ACCESS_FS_READ_FILE |
	LANDLOCK_ACCESS_FS_READ_DIR;
static const uint64_t writes = LANDLOCK_ACCESS_FS_READ_FILE |
	LANDLOCK_ACCESS_FS_READ_DIR | LANDLOCK_ACCESS_FS_WRITE_FILE |
	LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR |
	LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_DIR |
	LANDLOCK_ACCESS_FS_REFER | LANDLOCK_ACCESS_FS_TRUNCATE;
static const uint64_t of_a_file = LANDLOCK_ACCESS_FS_READ_FILE |
	LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_TRUNCATE;

struct rules {
	int fd;
	uint64_t all;
	bool failed;
};

/* What is not there cannot be opened anyway. */
static void
allow(struct rules *rules, const char *path, uint64_t rights)
{
	struct landlock_path_beneath_attr rule = { .parent_fd =
		open(path, O_PATH | O_CLOEXEC) };
	struct stat is;

	if (rule.parent_fd < 0)
		return;
	rule.allowed_access = rights & rules->all;
	if (fstat(rule.parent_fd, &is) == 0 && !S_ISDIR(is.st_mode))
		rule.allowed_access &= of_a_file;
	if (syscall(SYS_landlock_add_rule, rules->fd,
	    LANDLOCK_RULE_PATH_BENEATH, &rule, 0) < 0)
		rules->failed = true;
	close(rule.parent_fd);
}

/* What the libraries read: accounts, zones, terminals, dictionaries. */
static void
allow_system(struct rules *rules)
{
	static const char *const paths[] = { "/usr", "/lib", "/lib64",
		"/etc/passwd", "/etc/group", "/etc/nsswitch.conf",
		"/etc/ld.so.cache", "/etc/localtime", "/etc/terminfo" };
	char terminal[200];

	for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++)
		allow(rules, paths[i], reads);
	allow(rules, "/dev/null", of_a_file);
	for (int fd = STDIN_FILENO; fd <= STDOUT_FILENO; fd++)
		if (ttyname_r(fd, terminal, sizeof(terminal)) == 0)
			allow(rules, terminal, of_a_file);
}

static void
allow_parts(struct rules *rules, const char *folder)
{
	static const char *const parts[] = { "objects", "refs", "adref" };

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		struct buf path = BUF_INIT;

		buf_add_format(&path, "%s/%s", folder, parts[i]);
		allow(rules, buf_text(&path), writes);
		buf_release(&path);
	}
}

/* With a work tree the files are written, too, and new folders beside them. */
static void
allow_repository(struct rules *rules, const struct serve *serve)
{
	struct buf inside = BUF_INIT;

	allow(rules, serve->root, reads);
	buf_add_format(&inside, "%s/.git", serve->root);
	if (serve->as == ACCESS_READER)
		;
	else if (access(buf_text(&inside), F_OK) < 0)
		allow_parts(rules, serve->root);
	else if (serve->as == ACCESS_DELEGATE)
		allow_parts(rules, buf_text(&inside));
	else
		allow(rules, serve->root, writes);
	buf_release(&inside);
}

int
serve_enclose_files(const struct serve *serve, struct err *err)
{
	long version = syscall(SYS_landlock_create_ruleset, NULL, 0,
		LANDLOCK_CREATE_RULESET_VERSION);
	struct landlock_ruleset_attr attr;
	struct rules rules = { .fd = -1 };

	/* Before the second version a file cannot be moved between folders,
	 * which is how an object comes to its place. */
	if (version < 1 || (version < 2 && serve->as != ACCESS_READER)) {
		serve_log("this kernel has no Landlock that would do: files "
			"are guarded by their modes alone");
		return 0;
	}
	memset(&attr, 0, sizeof(attr));
	attr.handled_access_fs = rules.all = all_of(version);
	rules.fd = (int)syscall(SYS_landlock_create_ruleset, &attr,
		sizeof(attr.handled_access_fs), 0);
	if (rules.fd < 0)
		goto failed;
	allow_system(&rules);
	allow_repository(&rules, serve);
	/* Read again when a key is revoked; they are public ones. */
	if (serve->keys)
		allow(&rules, serve->keys, reads);
	if (rules.failed ||
	    syscall(SYS_landlock_restrict_self, rules.fd, 0) < 0)
		goto failed;
	close(rules.fd);
	return 0;
failed:
	err_set(err, ERR_SYSTEM, "Landlock: %s", strerror(errno));
	if (rules.fd >= 0)
		close(rules.fd);
	return -1;
}

#else
int
serve_enclose_files(const struct serve *serve, struct err *err)
{
	(void)serve;
	(void)err;
	serve_log("built without Landlock: files are guarded by their modes "
		"alone");
	return 0;
}
#endif

int
serve_enclose(const struct serve *serve, struct err *err)
{
	return serve_enclose_files(serve, err) < 0 ? -1
		: serve_enclose_calls(err);
}
