/*
 * Whether an account is set up so that nobody gets further than the editor:
 * each thing that is unsafe, with what to do about it. What it must not do:
 * change anything.
 */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "adref/base/day.h"
#include "adref/base/json.h"
#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "cli_admin.h"
#include "cli_admin_check.h"

void
finding_add(struct findings *findings, const char *path, const char *what,
	const char *mend, ...)
{
	struct finding *finding;
	struct buf text = BUF_INIT;
	char words[500];
	va_list args;

	va_start(args, mend);
	vsnprintf(words, sizeof(words), mend, args);
	va_end(args);
	utf8_add_safe(&text, str_of(words));
	findings->at = mem_grow(findings->at, &findings->cap, findings->n + 1,
		sizeof(*findings->at));
	finding = &findings->at[findings->n++];
	finding->path = mem_text(path);
	finding->what = what;
	finding->mend = buf_take(&text);
}

static void
findings_release(struct findings *findings)
{
	for (size_t i = 0; i < findings->n; i++) {
		free(findings->at[i].path);
		free(findings->at[i].mend);
	}
	free(findings->at);
}

bool
finding_stat(struct findings *findings, const char *path, struct stat *is)
{
	if (lstat(path, is) == 0)
		return true;
	finding_add(findings, path, "is not there", "adref admin setup makes "
		"what belongs to a set-up (%s)", strerror(errno));
	return false;
}

/* Root's, or at least not the account's own, and nobody else's to write. */
static void
check_guarded(struct findings *findings, const struct admin *admin,
	const char *path, bool folder)
{
	struct stat is;

	if (!finding_stat(findings, path, &is))
		return;
	if (folder ? !S_ISDIR(is.st_mode) : !S_ISREG(is.st_mode))
		finding_add(findings, path, folder ? "is no folder"
			: "is no file", "rm %s; adref admin setup makes it",
			path);
	if (is.st_uid != 0 && admin->uid != 0)
		finding_add(findings, path, "is not root's", "chown root %s",
			path);
	if (is.st_mode & (S_IWGRP | S_IWOTH))
		finding_add(findings, path, "can be written by others",
			"chmod go-w %s", path);
	if ((is.st_mode & S_IROTH) == 0)
		finding_add(findings, path, "cannot be read by the account",
			"chmod o+r%s %s", folder ? "x" : "", path);
}

static void
check_home(struct findings *findings, const struct admin *admin)
{
	static const struct { const char *name; bool folder; } files[] = {
		{ ".ssh", true }, { ".ssh/authorized_keys", false },
		{ "adref", true }, { "adref/keys.tsv", false },
		{ "adref/settings.tsv", false } };
	/* What a login shell, sshd or PAM would read of somebody's. */
	static const char *const run_first[] = { ".bashrc", ".bash_profile",
		".bash_login", ".profile", ".bash_logout", ".zshenv",
		".kshrc", ".shinit", ".cshrc", ".tcshrc", ".ssh/rc",
		".ssh/environment", ".pam_environment", ".terminfo" };

	check_guarded(findings, admin, admin->home, true);
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		char *path = admin_path(admin, files[i].name);

		check_guarded(findings, admin, path, files[i].folder);
		free(path);
	}
	for (size_t i = 0; i < sizeof(run_first) / sizeof(run_first[0]); i++) {
		char *path = admin_path(admin, run_first[i]);
		struct stat is;

		if (lstat(path, &is) == 0)
			finding_add(findings, path, "is read before the editor "
				"starts", "rm -r %s", path);
		free(path);
	}
}

static void
check_account(struct findings *findings, const struct admin *admin)
{
	const struct passwd *entry = getpwuid(admin->uid);
	const char *name = buf_text(&admin->account);
	char *home;

	if (!entry || admin->uid == 0) {
		finding_add(findings, admin->access.circulated, entry
			? "belongs to root, who is let in as such"
			: "belongs to no account", "chown -R ACCOUNT %s, one "
			"that adduser made for this", admin->access.circulated);
		return;
	}
	home = realpath(entry->pw_dir, NULL);
	if (!home || strcmp(home, admin->home) != 0)
		finding_add(findings, admin->home, "is not the home of the "
			"account", "usermod -d %s %s", admin->home, name);
	free(home);
	if (strcmp(entry->pw_shell, "/bin/sh") != 0 &&
	    strcmp(entry->pw_shell, "/bin/dash") != 0)
		finding_add(findings, entry->pw_shell, "is the login shell, "
			"and reads more files than /bin/sh",
			"usermod -s /bin/sh %s", name);
}

/* Line by line what adref would write. */
static void
check_lines(struct findings *findings, const struct admin *admin)
{
	char *path = admin_path(admin, ".ssh/authorized_keys");
	struct buf wanted = BUF_INIT, is = BUF_INIT;
	struct str rest, line;
	struct err ignored = ERR_INIT;
	size_t number = 0;

	access_add_lines(&wanted, &admin->access);
	if (admin_read(&is, path, &ignored) < 0)
		goto out;
	rest = buf_str(&is);
	while (str_line(&rest, &line)) {
		bool key = line.len && line.at[0] != '#';

		number++;
		if (key && !str_starts(line, "restrict,pty,"))
			finding_add(findings, path, "lets a key do more than "
				"the editor", "take out line %zu: it does not "
				"begin with restrict,pty", number);
	}
	if (!str_same(buf_str(&wanted), buf_str(&is)))
		finding_add(findings, path, "is not what keys.tsv says",
			"adref admin setup %s %s %s", admin->home,
			admin->access.circulated, admin->access.working);
out:
	buf_release(&wanted);
	buf_release(&is);
	free(path);
}

static void
check_keys(struct findings *findings, const struct admin *admin)
{
	const struct env *env = &admin->cli->env;
	struct buf today = BUF_INIT;

	day_add(&today, env_clock(env), env->zone);
	for (size_t i = 0; i < admin->access.n; i++) {
		const struct access_key *key = &admin->access.keys[i];
		struct err err = ERR_INIT;

		if (!*key->revoked && access_check(key, buf_text(&today),
		    &err) < 0)
			finding_add(findings, key->print, "is a key whose time "
				"is over", "adref -C %s admin key revoke %s",
				admin->home, key->print);
	}
	buf_release(&today);
}

static void
print(struct cli *cli, const struct findings *findings)
{
	struct json json;

	json_init(&json, &cli->out);
	if (cli->given.json)
		json_open(&json, NULL, '[');
	for (size_t i = 0; i < findings->n; i++) {
		const struct finding *at = &findings->at[i];

		if (cli->given.json) {
			json_open(&json, NULL, '{');
			json_text(&json, "path", str_of(at->path));
			json_text(&json, "what", str_of(at->what));
			json_text(&json, "do", str_of(at->mend));
			json_close(&json, '}');
			continue;
		}
		cli_add_safe(cli, str_of(at->path));
		buf_add_format(&cli->out, " %s: %s\n", at->what, at->mend);
	}
	if (cli->given.json) {
		json_close(&json, ']');
		buf_add_char(&cli->out, '\n');
	} else if (!findings->n) {
		buf_add_text(&cli->out, "Nothing unsafe was found\n");
	}
}

int
admin_check(struct cli *cli, struct err *err)
{
	struct findings findings = { NULL, 0, 0 };
	struct admin admin;
	int rc = admin_open(&admin, cli, err);

	if (rc == 0) {
		check_home(&findings, &admin);
		check_account(&findings, &admin);
		check_lines(&findings, &admin);
		check_keys(&findings, &admin);
		check_program(&findings, &admin);
		check_log(&findings, &admin);
		check_repositories(&findings, &admin);
		print(cli, &findings);
		cli->status = findings.n ? STATUS_NO : STATUS_DONE;
	}
	findings_release(&findings);
	admin_release(&admin);
	return rc;
}
