/*
 * The places outside the home that an account's safety hangs on: the program,
 * its log, the repositories.
 */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli_admin_check.h"

void
check_program(struct findings *findings, const struct admin *admin)
{
	const char *path = admin->access.program;
	struct stat is;

	if (!finding_stat(findings, path, &is))
		return;
	if (is.st_uid != 0 || is.st_mode & (S_IWGRP | S_IWOTH))
		finding_add(findings, path, "can be changed by others than "
			"root", "chown root %s; chmod 755 %s", path, path);
	if (is.st_mode & (S_ISUID | S_ISGID))
		finding_add(findings, path, "has rights of its own",
			"chmod u-s,g-s %s", path);
	if (!(is.st_mode & S_IXOTH))
		finding_add(findings, path, "cannot be run by the account",
			"chmod 755 %s", path);
}

void
check_log(struct findings *findings, const struct admin *admin)
{
	const char *path = admin->access.log;
	struct stat is;

	if (!*path || !finding_stat(findings, path, &is))
		return;
	if (!S_ISREG(is.st_mode) || is.st_uid != admin->uid)
		finding_add(findings, path, "is no file of the account's, so "
			"that nobody is let in", "chown %s %s",
			buf_text(&admin->account), path);
	if (is.st_mode & (S_IWGRP | S_IWOTH | S_IROTH))
		finding_add(findings, path, "is open to others", "chmod 640 "
			"%s", path);
}

/* The name of a program in its hooks, appended; false when there is none. */
static bool
find_hook(struct buf *out, const char *repository)
{
	struct buf folder = BUF_INIT;
	const struct dirent *entry;
	bool found = false;
	DIR *dir;

	buf_add_format(&folder, "%s/hooks", repository);
	dir = opendir(buf_text(&folder));
	while (dir && !found && (entry = readdir(dir))) {
		if (entry->d_name[0] == '.' ||
		    str_ends(str_of(entry->d_name), ".sample"))
			continue;
		buf_add_format(out, "%s/%s", buf_text(&folder),
			entry->d_name);
		found = true;
	}
	if (dir)
		closedir(dir);
	buf_release(&folder);
	return found;
}

/*
 * A setting of the repository's own configuration. Only its own words are
 * looked for: `true` under [receive].
 */
static bool
denies_rewriting(const char *repository)
{
	struct buf path = BUF_INIT, text = BUF_INIT;
	struct err ignored = ERR_INIT;
	struct str rest, line;
	bool within = false, denies = false;

	buf_add_format(&path, "%s/config", repository);
	if (admin_read(&text, buf_text(&path), &ignored) == 0) {
		rest = buf_str(&text);
		while (str_line(&rest, &line)) {
			struct str words = str_trim(line), name, equals, value;

			if (str_starts(words, "["))
				within = str_is_any_case(words, "[receive]");
			else if (within && str_word(&words, &name) &&
			    str_is_any_case(name, "denyNonFastForwards") &&
			    str_word(&words, &equals) &&
			    str_word(&words, &value))
				denies = str_is_any_case(value, "true");
		}
	}
	buf_release(&path);
	buf_release(&text);
	return denies;
}

static void
check_alternates(struct findings *findings, const char *repository)
{
	struct buf path = BUF_INIT;

	buf_add_format(&path, "%s/objects/info/alternates", repository);
	if (access(buf_text(&path), F_OK) == 0)
		finding_add(findings, buf_text(&path), "makes another "
			"repository readable", "git -C %s repack -a -d; "
			"rm %s", repository, buf_text(&path));
	buf_release(&path);
}

static void
check_repository(struct findings *findings, const struct admin *admin,
	const char *path)
{
	const char *name = buf_text(&admin->account);
	struct buf hook = BUF_INIT;
	struct stat is;

	if (!finding_stat(findings, path, &is))
		return;
	if (is.st_uid != admin->uid && !(is.st_mode & S_IWGRP))
		finding_add(findings, path, "is not the account's, so that "
			"nobody can write", "chown -R %s %s", name, path);
	if (is.st_mode & S_IWOTH)
		finding_add(findings, path, "can be written by everybody",
			"chmod -R o-w %s", path);
	if (find_hook(&hook, path))
		finding_add(findings, buf_text(&hook), "is started by a push",
			"rm %s, unless you have written it", buf_text(&hook));
	if (!denies_rewriting(path))
		finding_add(findings, path, "lets a push take back what was "
			"recorded", "git -C %s config "
			"receive.denyNonFastForwards true", path);
	check_alternates(findings, path);
	buf_release(&hook);
}

static bool
has_drafters(const struct access *access)
{
	enum access_role role;

	for (size_t i = 0; i < access->n; i++)
		if (!*access->keys[i].revoked && access_role_of(
		    str_of(access->keys[i].role), &role) &&
		    role >= ACCESS_DRAFTER)
			return true;
	return false;
}

/* With no drafter's key the account has no business there. */
static void
check_working(struct findings *findings, const struct admin *admin)
{
	const char *path = admin->access.working;
	struct stat is;

	if (has_drafters(&admin->access)) {
		check_repository(findings, admin, path);
		return;
	}
	if (finding_stat(findings, path, &is) && admin->uid != 0 &&
	    (is.st_uid == admin->uid || is.st_mode & (S_IROTH | S_IXOTH)))
		finding_add(findings, path, "can be read by the account that "
			"delegations come into", "chown -R root %s; chmod "
			"o-rwx %s", path, path);
}

void
check_repositories(struct findings *findings, const struct admin *admin)
{
	check_repository(findings, admin, admin->access.circulated);
	if (*admin->access.working)
		check_working(findings, admin);
}
