/*
 * Setting an account up, and the lines that sshd needs for it.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "adref/base/mem.h"
#include "cli_admin.h"

enum { PATH_LEN_MAX = 4096 };

/* Without links, and such that nothing in it needs quoting. */
static int
find_path(char **out, const char *path, const char *what, struct err *err)
{
	*out = realpath(path, NULL);
	if (!*out)
		return err_set(err, ERR_MISSING, "%s: %s", path,
			strerror(errno));
	if (!access_is_plain_path(*out))
		return err_set(err, ERR_REFUSED, "%s: %s stands in the lines "
			"of authorized_keys, and has to be of letters, digits "
			"and /._+- alone", *out, what);
	return 0;
}

static int
find_negotiation(char **out, const char *path, const char *what,
	struct err *err)
{
	struct record *record = NULL;
	struct env env;
	int rc;

	env_system(&env);
	if (find_path(out, path, what, err) < 0 ||
	    admin_be_owner(*out, err) < 0)
		return -1;
	rc = record_open(&record, *out, RECORD_READ_ONLY, &env, err);
	record_close(record);
	admin_be_root();
	return rc;
}

/* adref-serve lies beside this program. */
static int
find_program(char **out, struct err *err)
{
	char own[PATH_LEN_MAX];
	ssize_t len = readlink("/proc/self/exe", own, sizeof(own) - 20);
	char *slash;

	if (len < 0)
		return err_set(err, ERR_SYSTEM, "/proc/self/exe: %s",
			strerror(errno));
	own[len] = '\0';
	slash = strrchr(own, '/');
	memcpy(slash ? slash + 1 : own, "adref-serve", sizeof("adref-serve"));
	return find_path(out, own, "the path of adref-serve", err);
}

static int
make_folder(const struct admin *admin, const char *name, struct err *err)
{
	char *path = admin_path(admin, name);
	int rc = mkdir(path, 0755);

	if (rc < 0 && errno == EEXIST)
		rc = 0;
	if (rc < 0)
		err_set(err, ERR_SYSTEM, "%s: %s", path, strerror(errno));
	free(path);
	return rc;
}

/* The one file that the account itself writes. */
static int
make_log(struct admin *admin, struct err *err)
{
	const char *path = admin->access.log;
	int rc = 0;

	if (access(path, F_OK) < 0) {
		rc = cli_write_file(path, str_of(""), err);
		if (rc == 0 && (chmod(path, 0640) < 0 ||
		    (geteuid() == 0 && chown(path, admin->uid,
			(gid_t)-1) < 0)))
			rc = err_set(err, ERR_SYSTEM, "%s: %s", path,
				strerror(errno));
	}
	return rc;
}

static int
write_settings(struct admin *admin, struct err *err)
{
	char *path = admin_path(admin, "adref/settings.tsv");
	struct buf text = BUF_INIT;
	int rc;

	access_add_settings(&text, &admin->access);
	rc = cli_write_file(path, buf_str(&text), err);
	buf_release(&text);
	free(path);
	return rc;
}

static const char header[] = "fingerprint\tkind\tkey\tparty\trole\tperson"
	"\tuntil\trevoked\tadded\n";

/* Keys that are there stay. */
static int
write_keys(struct admin *admin, struct err *err)
{
	char *path = admin_path(admin, "adref/keys.tsv");
	struct buf text = BUF_INIT;
	bool known = access(path, F_OK) == 0;
	int rc;

	buf_add_text(&text, header);
	rc = admin_write(admin, known ? NULL : &text, err);
	buf_release(&text);
	free(path);
	return rc;
}

static int
find_all(struct admin *admin, struct cli *cli, struct err *err)
{
	struct access *access = &admin->access;

	admin_open_to_all();
	if (mkdir(cli->args[1], 0755) < 0 && errno != EEXIST)
		return err_set(err, ERR_SYSTEM, "%s: %s", cli->args[1],
			strerror(errno));
	if (find_path(&admin->home, cli->args[1], "the home", err) < 0 ||
	    find_negotiation(&access->circulated, cli->args[2],
		"the circulated repository", err) < 0)
		return -1;
	if (cli->n < 4)
		access->working = mem_text("");
	else if (find_negotiation(&access->working, cli->args[3],
		"the working repository", err) < 0)
		return -1;
	if (strcmp(access->working, access->circulated) == 0)
		return err_set(err, ERR_REFUSED, "delegations come into a "
			"repository of their own: adref publish makes it");
	access->folder = admin_path(admin, "adref");
	access->log = admin_path(admin, "adref/log");
	return find_program(&access->program, err);
}

int
admin_setup(struct cli *cli, struct err *err)
{
	struct admin admin = { .cli = cli };
	int rc = find_all(&admin, cli, err);

	if (rc == 0)
		rc = admin_find_account(&admin, err);
	if (rc == 0 && (make_folder(&admin, "adref", err) < 0 ||
	    make_folder(&admin, ".ssh", err) < 0))
		rc = -1;
	if (rc == 0 && (write_settings(&admin, err) < 0 ||
	    make_log(&admin, err) < 0 || write_keys(&admin, err) < 0))
		rc = -1;
	if (rc == 0)
		buf_add_format(&cli->out, "%s is set up for the account %s\n"
			"adref -C %s admin key add ... lets somebody in, "
			"admin sshd prints what sshd has to be told, admin "
			"check says what is unsafe\n", admin.home,
			buf_text(&admin.account), admin.home);
	admin_release(&admin);
	return rc;
}

/* Of what the system's own configuration accepts, AcceptEnv takes the place
 * of all: there is no variable of that name. */
static const char sshd_lines[] =
	"\tAuthenticationMethods publickey\n"
	"\tPubkeyAuthentication yes\n"
	"\tPasswordAuthentication no\n"
	"\tKbdInteractiveAuthentication no\n"
	"\tExposeAuthInfo yes\n"
	"\tPermitTTY yes\n"
	"\tPermitUserRC no\n"
	"\tDisableForwarding yes\n"
	"\tAllowTcpForwarding no\n"
	"\tAllowStreamLocalForwarding no\n"
	"\tAllowAgentForwarding no\n"
	"\tX11Forwarding no\n"
	"\tPermitTunnel no\n"
	"\tGatewayPorts no\n"
	"\tAcceptEnv NOTHING\n"
	"\tMaxSessions 4\n"
	"\tClientAliveInterval 30\n"
	"\tClientAliveCountMax 6\n";

int
admin_sshd(struct cli *cli, struct err *err)
{
	struct admin admin;
	int rc = admin_open(&admin, cli, err);

	if (rc == 0)
		buf_add_format(&cli->out, "# /etc/ssh/sshd_config.d/adref.conf\n"
			"# `sshd -t` tries it, `systemctl reload ssh` takes "
			"it up.\n"
			"PermitUserEnvironment no\n"
			"Match User %s\n"
			"\tAuthorizedKeysFile %s/.ssh/authorized_keys\n%s"
			"Match all\n", buf_text(&admin.account), admin.home,
			sshd_lines);
	admin_release(&admin);
	return rc;
}
