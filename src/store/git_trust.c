/*
 * Whether a repository may be used: whose it is, and whether its disk can
 * lock. libgit2 has a check of its own, which knows neither a shared group nor
 * bare repositories. What it must not do: read the repository.
 */
#include <errno.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "adref/base/mem.h"
#include "git.h"

/* f_type of statfs(2), as in its manual page. */
enum {
	DISK_NFS = 0x6969,
	DISK_SMB = 0x517b
};
#define DISK_CIFS 0xff534d42u
#define DISK_SMB2 0xfe534d42u

static bool
in_group(gid_t group)
{
	gid_t *groups;
	bool found = group == getegid();
	int n = getgroups(0, NULL), i;

	if (found || n <= 0)
		return found;
	groups = mem_new((size_t)n, sizeof(*groups));
	n = getgroups(n, groups);
	for (i = 0; i < n && !found; i++)
		found = groups[i] == group;
	free(groups);
	return found;
}

/*
 * Ours, root's, or shared with a group we are in: writable for it and for
 * nobody else.
 */
static bool
is_trusted(const struct stat *stat)
{
	if (stat->st_uid == geteuid() || stat->st_uid == 0)
		return true;
	return (stat->st_mode & S_IWGRP) && !(stat->st_mode & S_IWOTH) &&
		in_group(stat->st_gid);
}

int
gitstore_check_owner(const char *folder, struct err *err)
{
	const struct passwd *owner;
	struct stat is;

	if (stat(folder, &is) < 0)
		return err_set(err, ERR_SYSTEM, "%s: %s", folder,
			strerror(errno));
	if (is_trusted(&is))
		return 0;
	owner = getpwuid(is.st_uid);
	return err_set(err, ERR_REFUSED, "%s belongs to %s: work under that "
		"account, or let its owner share it with a group of yours "
		"(chgrp -R GROUP, chmod -R g+rwX, git config "
		"core.sharedRepository group)", folder,
		owner ? owner->pw_name : "another user");
}

int
gitstore_check_disk(const char *folder, struct err *err)
{
	struct statfs disk;
	unsigned kind;

	if (statfs(folder, &disk) < 0)
		return err_set(err, ERR_SYSTEM, "%s: %s", folder,
			strerror(errno));
	kind = (unsigned)disk.f_type;
	if (kind != DISK_NFS && kind != DISK_SMB && kind != DISK_CIFS &&
	    kind != DISK_SMB2)
		return 0;
	return err_set(err, ERR_REFUSED, "%s is on a network disk, where two "
		"editors cannot keep out of each other's way: use --read-only, "
		"or work on the host itself over SSH", folder);
}
