/*
 * `adref admin`: which part of it is meant, and what the parts share. The
 * files of an account are root's, readable by all and written whole; whoever
 * comes in under the account can change none of them.
 */
#include "cli_admin.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "adref/base/mem.h"

enum { FILE_MAX = 4 * 1024 * 1024 };

static const struct part {
	const char *name, *takes;
	size_t least, most;	/* arguments behind the name */
	int (*run)(struct cli *cli, struct err *err);
} parts[] = {
	{ "setup", "HOME CIRCULATED [WORKING]", 2, 3, admin_setup },
	{ "key", "add PARTY PERSON FILE | key list | "
		"key revoke FINGERPRINT|PERSON", 1, 4, admin_key },
	{ "sshd", "", 0, 0, admin_sshd },
	{ "check", "", 0, 0, admin_check },
	{ "backup-to", "PATH", 1, 1, admin_backup },
	{ "restore", "FROM DIR", 2, 2, admin_restore }
};
enum { PARTS = sizeof(parts) / sizeof(parts[0]) };

int
call_admin(struct cli *cli, struct err *err)
{
	const char *name = cli->args[0];

	for (size_t i = 0; i < PARTS; i++) {
		const struct part *part = &parts[i];

		if (strcmp(part->name, name) != 0)
			continue;
		if (cli->n - 1 < part->least || cli->n - 1 > part->most)
			return err_set(err, ERR_USAGE, "write: adref admin %s "
				"%s", part->name, part->takes);
		return part->run(cli, err);
	}
	return err_set(err, ERR_USAGE, "there is no admin %.40s: setup, key, "
		"sshd, check, backup-to, restore", name);
}

char *
admin_path(const struct admin *admin, const char *name)
{
	struct buf path = BUF_INIT;

	buf_add_format(&path, "%s/%s", admin->home, name);
	return buf_take(&path);
}

int
admin_read(struct buf *out, const char *path, struct err *err)
{
	FILE *file = fopen(path, "re");
	char block[4096];
	size_t n;
	int rc = 0;

	if (!file)
		return err_set(err, ERR_MISSING, "%s: %s", path,
			strerror(errno));
	while ((n = fread(block, 1, sizeof(block), file)) > 0 &&
	       out->len < FILE_MAX)
		buf_add(out, block, n);
	if (ferror(file) || out->len >= FILE_MAX)
		rc = err_set(err, ERR_REFUSED, "%s cannot be read, or is too "
			"long", path);
	fclose(file);
	return rc;
}

void
admin_open_to_all(void)
{
	umask(0022);
}

int
admin_be_owner(const char *path, struct err *err)
{
	struct stat is;

	if (getuid() != 0)
		return 0;
	if (stat(path, &is) < 0 || setegid(is.st_gid) < 0 ||
	    seteuid(is.st_uid) < 0) {
		admin_be_root();
		return err_set(err, ERR_SYSTEM, "%s: %s", path,
			strerror(errno));
	}
	return 0;
}

/* What cannot be undone must not be gone on from. */
void
admin_be_root(void)
{
	if (getuid() == 0 && (seteuid(0) < 0 || setegid(0) < 0))
		abort();
}

int
admin_find_account(struct admin *admin, struct err *err)
{
	const struct passwd *entry;
	struct stat is;

	if (stat(admin->access.circulated, &is) < 0)
		return err_set(err, ERR_MISSING, "%s: %s",
			admin->access.circulated, strerror(errno));
	admin->uid = is.st_uid;
	entry = getpwuid(is.st_uid);
	if (entry)
		buf_add_text(&admin->account, entry->pw_name);
	else
		buf_add_format(&admin->account, "#%lu",
			(unsigned long)is.st_uid);
	return 0;
}

int
admin_open(struct admin *admin, struct cli *cli, struct err *err)
{
	const char *given = cli->given.dir ? cli->given.dir : ".";
	char *folder;
	int rc;

	admin_open_to_all();
	*admin = (struct admin){ .cli = cli, .home = realpath(given, NULL) };
	if (!admin->home)
		return err_set(err, ERR_MISSING, "%s: %s", given,
			strerror(errno));
	folder = admin_path(admin, "adref");
	rc = access_read(&admin->access, folder, err);
	free(folder);
	if (rc < 0 && err->code == ERR_MISSING)
		return err_set(err, ERR_MISSING, "%s is not set up: adref "
			"admin setup does it, and -C names the home later on",
			admin->home);
	return rc < 0 ? -1 : admin_find_account(admin, err);
}

void
admin_release(struct admin *admin)
{
	access_release(&admin->access);
	buf_release(&admin->account);
	free(admin->home);
}

/* authorized_keys is adref's, or not there: what others put in is theirs. */
static int
check_own(const char *path, struct err *err)
{
	char line[sizeof(ACCESS_FIRST_LINE) + 1] = "";
	FILE *file = fopen(path, "re");
	bool own = !file || !fgets(line, sizeof(line), file) ||
		strncmp(line, ACCESS_FIRST_LINE,
			strlen(ACCESS_FIRST_LINE)) == 0;

	if (file)
		fclose(file);
	return own ? 0 : err_set(err, ERR_REFUSED, "%s is not adref's: move "
		"it away, since each key in it opens more than the editor",
		path);
}

int
admin_write(struct admin *admin, const struct buf *table, struct err *err)
{
	char *keys = admin_path(admin, "adref/keys.tsv");
	char *lines = admin_path(admin, ".ssh/authorized_keys");
	char *folder = mem_text(admin->access.folder);
	struct buf out = BUF_INIT;
	int rc = check_own(lines, err);

	/* The table first: a key that it does not let in comes nowhere. */
	if (rc == 0 && table)
		rc = cli_write_file(keys, buf_str(table), err);
	if (rc == 0) {
		access_release(&admin->access);
		rc = access_read(&admin->access, folder, err);
	}
	if (rc == 0) {
		access_add_lines(&out, &admin->access);
		rc = cli_write_file(lines, buf_str(&out), err);
	}
	buf_release(&out);
	free(folder);
	free(keys);
	free(lines);
	return rc;
}
