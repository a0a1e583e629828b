/*
 * Who is let in: by the key that sshd names, or by the server's own line where
 * no keys are kept; and all that lets nobody in, with its reason.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "../../src/ui/serve.h"

#define FAULTS "ui_key.def"
#include "faults.h"

#define BLOB "AAAAC3NzaC1lZDI1NTE5AAAAIAaJt2yqFXb1zP//3IRGgEdkbFTGVDXv9xsmUKcDY5TA"
#define PRINT "SHA256:2AEbEZyMmbWfrCc9Jo6FOhXcjDTje7pPuZrxhH5Uvck"
#define HEADER "fingerprint\tkind\tkey\tparty\trole\tperson\tuntil\trevoked\tadded\n"
#define KEY "publickey ssh-ed25519 " BLOB "\n"

static char folder[] = "/tmp/adref-key-XXXXXX";
static struct serve serve;
static uid_t owner;		/* of what is looked at, 0: as it is */
static bool unseen;

int
__wrap_fstat(int fd, struct stat *out)
{
	int rc = __real_fstat(fd, out);

	if (owner)
		out->st_uid = owner;
	return unseen ? -1 : rc;
}

static void
put(const char *name, const char *text)
{
	char path[100];
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
}

/* The one key, of this party and role. */
static void
put_key(const char *party, const char *role)
{
	char text[600];

	snprintf(text, sizeof(text), HEADER PRINT "\tssh-ed25519\t" BLOB
		"\t%s\t%s\tJ. Otieno\t\t\t2021-06-10\n", party, role);
	put("keys.tsv", text);
}

static int
set_up(void **state)
{
	char text[300];

	(void)state;
	faults_clear();
	owner = 0;
	unseen = false;
	memset(&serve, 0, sizeof(serve));
	serve.keys = serve.repository = folder;
	snprintf(serve.proof, sizeof(serve.proof), "%s/proof", folder);
	snprintf(text, sizeof(text), "setting\tvalue\ncirculated\t%s\n"
		"working\t%s/w\n", folder, folder);
	put("settings.tsv", text);
	put_key("IND", "delegate");
	put("proof", KEY);
	assert_int_equal(chmod(serve.proof, 0600), 0);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	access_release(&serve.access);
	return 0;
}

static void
is_let_in(enum access_role as, const char *party)
{
	struct err err = ERR_INIT;

	if (serve_let_in(&serve, &err) < 0)
		fail_msg("%s", err.text);
	assert_int_equal(serve.as, as);
	if (party)
		assert_string_equal(serve.party, party);
	else
		assert_null(serve.party);
	if (serve.keys)
		assert_string_equal(serve.env.name, "J. Otieno");
	access_release(&serve.access);
}

static void
stays_outside(const char *why)
{
	struct err err = ERR_INIT;

	assert_int_equal(serve_let_in(&serve, &err), -1);
	if (!strstr(err.text, why))
		fail_msg("\"%s\" does not say \"%s\"", err.text, why);
	access_release(&serve.access);
}

static void
by_the_key(void **state)
{
	char place[100];

	(void)state;
	is_let_in(ACCESS_DELEGATE, "IND");
	assert_string_equal(serve.root, folder);
	assert_non_null(strstr(serve.email, "@key.invalid"));
	serve.party = NULL;
	put_key("", "reader");
	is_let_in(ACCESS_READER, NULL);
	/* Who is of no party, and the line says one. */
	serve.party = "IND";
	stays_outside("is for no party, and the line that let it in says "
		"--party IND");
	serve.party = NULL;
	serve.role = "chair";
	stays_outside("--role chair");
	serve.role = NULL;
	serve.person = "Another";
	stays_outside("--person Another");
	serve.person = NULL;
	/* Drafters come into the other one. */
	put_key("", "drafter");
	stays_outside("a drafter does not come into");
	snprintf(place, sizeof(place), "%s/w", folder);
	mkdir(place, 0700);
	serve.repository = place;
	is_let_in(ACCESS_DRAFTER, NULL);
	serve.party = NULL;
	put_key("", "reader");
	stays_outside("a reader does not come into");
}

static void
proof_is_not_trusted(void)
{
	stays_outside("cannot be trusted");
}

/* What sshd says is a file of its own that nobody else may write. */
static void
what_sshd_says_is_looked_at(void **state)
{
	char long_text[70000];

	(void)state;
	owner = 4711;
	proof_is_not_trusted();
	owner = 0;
	unseen = true;
	proof_is_not_trusted();
	unseen = false;
	assert_int_equal(chmod(serve.proof, 0620), 0);
	proof_is_not_trusted();
	assert_int_equal(chmod(serve.proof, 0602), 0);
	proof_is_not_trusted();
	assert_int_equal(chmod(serve.proof, 0600), 0);
	faults[FAULT_OF_read] = (struct fault){ .at = 1 };
	stays_outside("cannot be read");
	memset(long_text, '\n', sizeof(long_text) - 1);
	long_text[sizeof(long_text) - 1] = '\0';
	put("proof", long_text);
	proof_is_not_trusted();
	assert_int_equal(unlink(serve.proof), 0);
	proof_is_not_trusted();
	assert_int_equal(mkdir(serve.proof, 0700), 0);
	proof_is_not_trusted();
	assert_int_equal(rmdir(serve.proof), 0);
	assert_int_equal(symlink("keys.tsv", serve.proof), 0);
	proof_is_not_trusted();
	assert_int_equal(unlink(serve.proof), 0);
	*serve.proof = '\0';
	stays_outside("ExposeAuthInfo");
}

static void
one_key_is_needed(void **state)
{
	(void)state;
	put("proof", "password\n\n" KEY);
	is_let_in(ACCESS_DELEGATE, "IND");
	serve.party = NULL;
	put("proof", KEY KEY);
	stays_outside("sshd names 2 keys");
	put("proof", "password\n");
	stays_outside("sshd names 0 keys");
	put("proof", "publickey\n");
	stays_outside("not among those that are kept");
	put("proof", "publickey ssh-ed25519 AAAA\n");
	stays_outside("not among those that are kept");
}

static void
the_log_has_to_be_there(void **state)
{
	char text[300];

	(void)state;
	snprintf(text, sizeof(text), "setting\tvalue\ncirculated\t%s\n"
		"log\t%s/log\n", folder, folder);
	put("settings.tsv", text);
	is_let_in(ACCESS_DELEGATE, "IND");
	serve.party = NULL;
	snprintf(text, sizeof(text), "setting\tvalue\ncirculated\t%s\n"
		"log\t%s/no/log\n", folder, folder);
	put("settings.tsv", text);
	stays_outside("the log");
}

static void
by_the_line_alone(void **state)
{
	static char deep[3000];

	(void)state;
	serve.keys = NULL;
	stays_outside("who is that");
	serve.role = "reader";
	is_let_in(ACCESS_READER, NULL);
	assert_string_equal(serve.env.name, "reader");
	serve.role = "king";
	stays_outside("there is no role");
	serve.role = "delegate";
	stays_outside("a delegate is of a party");
	serve.role = "drafter";
	stays_outside("who writes has a name");
	serve.person = "A\nB";
	stays_outside("a person's name");
	serve.person = "J. Otieno";
	is_let_in(ACCESS_DRAFTER, NULL);
	assert_string_equal(serve.env.name, "J. Otieno");
	serve.role = NULL;
	serve.party = "IND";
	is_let_in(ACCESS_DELEGATE, "IND");
	serve.repository = "room";
	stays_outside("there is no room");
	serve.repository = "/no/such/place";
	stays_outside("there is no /no/such/place");
	/* A folder whose name is longer than there is room for. */
	for (size_t i = snprintf(deep, sizeof(deep), "%s", folder);
	     strlen(deep) < sizeof(serve.root); i += 201) {
		deep[i] = '/';
		memset(deep + i + 1, 'd', 200);
		assert_int_equal(mkdir(deep, 0700), 0);
	}
	serve.repository = deep;
	stays_outside("there is no ");
}

static void
goes(const char *why)
{
	struct err err = ERR_INIT;

	assert_int_equal(serve_open_check(&serve, &err), -1);
	if (!strstr(err.text, why))
		fail_msg("\"%s\" does not say \"%s\"", err.text, why);
}

/* The one key of India's, as good as this. */
static void
put_until(const char *until, const char *revoked)
{
	char text[600];

	snprintf(text, sizeof(text), HEADER PRINT "\tssh-ed25519\t" BLOB
		"\tIND\tdelegate\tJ. Otieno\t%s\t%s\t2021-06-10\n", until,
		revoked);
	put("keys.tsv", text);
}

/* Who is in stays as long as the key would let them in as the same. */
static void
who_is_in_stays_or_goes(void **state)
{
	struct err err = ERR_INIT;

	(void)state;
	put_until("3000-12-30", "");
	assert_int_equal(serve_let_in(&serve, &err), 0);
	assert_int_equal(serve_open_check(&serve, &err), 0);
	put_until("3000-12-31", "");
	assert_int_equal(serve_open_check(&serve, &err), 0);
	put_key("FRA", "delegate");
	goes("for something else now");
	put("keys.tsv", HEADER);
	goes("not kept any more");
	put_until("3000-12-31", "2021-06-09");
	goes("revoked on 2021-06-09");
	/* Keys that cannot be read put nobody out. */
	put("keys.tsv", "nonsense");
	assert_int_equal(serve_open_check(&serve, &err), 0);
	put_until("3000-12-31", "");
	assert_int_equal(serve_open_check(&serve, &err), 0);
	env_fixed(&serve.env, INT64_C(32535216000), 1);	/* January 3001 */
	goes("good until 3000-12-31");
}

static int
make_folder(void **state)
{
	(void)state;
	return mkdtemp(folder) ? 0 : -1;
}

static int
drop_folder(void **state)
{
	char line[100];

	(void)state;
	snprintf(line, sizeof(line), "rm -rf '%s'", folder);
	return system(line);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(by_the_key),
		TEST(what_sshd_says_is_looked_at),
		TEST(one_key_is_needed),
		TEST(the_log_has_to_be_there),
		TEST(by_the_line_alone),
		TEST(who_is_in_stays_or_goes),
	};

	return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
