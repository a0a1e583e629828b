/*
 * Whether a repository may be used: whose it is, on what disk; and who git says
 * is at the keyboard. The system's answers are played.
 */
#include "store_help.h"

#include <pwd.h>
#include <sys/stat.h>
#include <sys/vfs.h>

#include "../../src/store/git.h"

#define FAULTS "store_trust.def"
#include "faults.h"

enum { OURS = 1000, ANOTHER = 2000, OUR_GROUP = 100, OTHER_GROUP = 200 };

static struct {
	uid_t owner;
	gid_t group;
	mode_t mode;
	bool gone;
	gid_t groups[3];	/* ours */
	int groups_n;
	unsigned disk;
} played;

int
__wrap_stat(const char *path, struct stat *out)
{
	if (!played.owner && !played.gone)
		return __real_stat(path, out);
	errno = EACCES;
	*out = (struct stat){ .st_uid = played.owner,
		.st_gid = played.group, .st_mode = played.mode };
	return played.gone ? -1 : 0;
}

int
__wrap_getgroups(int n, gid_t *groups)
{
	if (n > 0)
		memcpy(groups, played.groups, sizeof(played.groups));
	return played.groups_n;
}

int
__wrap_statfs(const char *path, struct statfs *out)
{
	int rc = __real_statfs(path, out);

	if (played.disk)
		out->f_type = (int)played.disk;
	return rc;
}

static int
set_up(void **state)
{
	(void)state;
	memset(&played, 0, sizeof(played));
	faults_clear();
	faults[FAULT_OF_geteuid] = (struct fault){ .at = 1, .times = 100,
		.result = OURS };
	faults[FAULT_OF_getegid] = (struct fault){ .at = 1, .times = 100,
		.result = OUR_GROUP };
	return 0;
}

static void
owner_is(uid_t owner, gid_t group, mode_t mode, bool trusted)
{
	struct err err = ERR_INIT;

	played.owner = owner;
	played.group = group;
	played.mode = mode;
	assert_int_equal(gitstore_check_owner("/srv/room", &err),
		trusted ? 0 : -1);
	if (trusted)
		return;
	assert_int_equal(err.code, ERR_REFUSED);
	assert_non_null(strstr(err.text, "/srv/room belongs to "));
}

static void
ours_and_what_is_shared_with_us(void **state)
{
	(void)state;
	owner_is(OURS, OTHER_GROUP, 0700, true);
	owner_is(ANOTHER, OUR_GROUP, 0770, true);
	owner_is(ANOTHER, OUR_GROUP, 0750, false);
	owner_is(ANOTHER, OUR_GROUP, 0777, false);
	/* One of our other groups, and none of them. */
	owner_is(ANOTHER, OTHER_GROUP, 0770, false);
	played.groups_n = 3;
	played.groups[0] = 7;
	played.groups[1] = OTHER_GROUP;
	played.groups[2] = 8;
	owner_is(ANOTHER, OTHER_GROUP, 0770, true);
	owner_is(ANOTHER, 9, 0770, false);
	played.groups_n = -1;
	owner_is(ANOTHER, OTHER_GROUP, 0770, false);
	/* root's is everybody's. */
	played.owner = 0;
	assert_int_equal(gitstore_check_owner("/", NULL), 0);
}

static void
the_owner_is_named(void **state)
{
	struct err err = ERR_INIT;

	(void)state;
	played.owner = ANOTHER;
	faults[FAULT_OF_getpwuid] = (struct fault){ .at = 1 };
	assert_int_equal(gitstore_check_owner("/x", &err), -1);
	assert_non_null(strstr(err.text, "belongs to another user"));
	played.owner = 65534;
	assert_int_equal(gitstore_check_owner("/x", &err), -1);
	assert_non_null(strstr(err.text, "belongs to nobody"));
	played.gone = true;
	assert_int_equal(gitstore_check_owner("/x", &err), -1);
	assert_int_equal(err.code, ERR_SYSTEM);
}

static void
network_disks_are_refused(void **state)
{
	static const unsigned kinds[] = { 0x6969, 0x517b, 0xff534d42u,
		0xfe534d42u };
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(gitstore_check_disk("/", &err), 0);
	for (size_t i = 0; i < 4; i++) {
		played.disk = kinds[i];
		assert_int_equal(gitstore_check_disk("/", &err), -1);
		assert_int_equal(err.code, ERR_REFUSED);
		assert_non_null(strstr(err.text, "network disk"));
	}
	assert_int_equal(gitstore_check_disk("/no/such", &err), -1);
	assert_int_equal(err.code, ERR_SYSTEM);
}

/* Who git says it is, with these files in a folder that is HOME. */
static void
user_is(const char *folder, const char *name, const char *email)
{
	struct git_store git = { .folder = (char *)folder };
	char *is = NULL, *mail = NULL;

	gitstore_user(&git.base, &is, &mail);
	if (name)
		assert_string_equal(is, name);
	else
		assert_null(is);
	if (email)
		assert_string_equal(mail, email);
	else
		assert_null(mail);
	free(is);
	free(mail);
}

static void
two_settings_are_looked_for_in_gits_order(void **state)
{
	char *folder = help_folder(), git[240];

	(void)state;
	snprintf(git, sizeof(git), "%s/git", folder);
	/* libgit2 is used by whoever has a store open. */
	assert_int_equal(gitstore_start(NULL), 0);
	assert_int_equal(help_run(folder, "mkdir git .config .config/git"), 0);
	user_is(git, NULL, NULL);
	help_write(folder, ".config/git/config", "[user]\n\tname = X\n"
		"\temail = x@x\n");
	user_is(git, "X", "x@x");
	setenv("XDG_CONFIG_HOME", "config", 1);
	user_is(git, "X", "x@x");
	setenv("XDG_CONFIG_HOME", git, 1);
	user_is(git, NULL, NULL);
	help_write(folder, ".gitconfig", "[user]\n\tname = H\n\temail =\n");
	user_is(git, "H", NULL);
	help_write(git, "config", "[user\nname");
	user_is(git, "H", NULL);
	/* No HOME to speak of: the account's. */
	setenv("HOME", "home", 1);
	faults[FAULT_OF_getpwuid] = (struct fault){ .at = 1, .times = 9 };
	user_is(git, NULL, NULL);
	unsetenv("HOME");
	user_is(git, NULL, NULL);
	help_drop(folder);
}

#define TEST(test) cmocka_unit_test_setup(test, set_up)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(ours_and_what_is_shared_with_us),
		TEST(the_owner_is_named),
		TEST(network_disks_are_refused),
		TEST(two_settings_are_looked_for_in_gits_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
