/*
 * Keys as they come from people, and the folder that says whose they are: what
 * is not in order lets nobody in.
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

#include "adref/record/access.h"

#define BLOB "AAAAC3NzaC1lZDI1NTE5AAAAIAaJt2yqFXb1zP//3IRGgEdkbFTGVDXv9xsmUKcDY5TA"
#define PRINT "SHA256:2AEbEZyMmbWfrCc9Jo6FOhXcjDTje7pPuZrxhH5Uvck"
#define OTHER "AAAAC3NzaC1lZDI1NTE5AAAAIOJsWNz/c6fE0bgN0Kxba3Pzkbrbnqm1hD266UUL+Z1o"
#define CURVE "AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBBLOnUuF06qQyw" \
	"WhlI2hEu5mQUBZO2eluBt+BtEFSeCwDds7zRAlFsk+FYnnJcveM2jbXGyTnM33UgOsvmuC" \
	"Euw="
#define SHORT_RSA "AAAAB3NzaC1yc2EAAAADAQABAAAAgQDKQPcY5WIVQT+Jw5JB5zmfm6d85haV0RXDF" \
	"oG10VQ5wGHzq3utTeyUakMF7tm9eLpku4DIVpRI20+SoyfkhYnZpWf1G6xrpLDDjTquNMgJ" \
	"LAdG1Zt0A1nOexxVJ15wLqVqvve72cNG3gM9RfYUfh7/5tsTrUes3NO/iKY2ohqZWQ=="
#define HEADER "fingerprint\tkind\tkey\tparty\trole\tperson\tuntil\trevoked\tadded\n"
#define ROW PRINT "\tssh-ed25519\t" BLOB "\tIND\tdelegate\tJ. Otieno\t"

static void
test_a_key_is_read(void **state)
{
	struct err err = ERR_INIT;
	struct public_key key;

	(void)state;
	assert_int_equal(public_key_read(&key, str_of("\n# of J. Otieno\n"
		"ssh-ed25519 " BLOB " a b\r\n"), &err), 0);
	assert_string_equal(key.kind, "ssh-ed25519");
	assert_string_equal(key.blob, BLOB);
	assert_string_equal(key.print, PRINT);
	public_key_release(&key);
	assert_int_equal(public_key_read(&key, str_of("ecdsa-sha2-nistp256 "
		CURVE), &err), 0);
	public_key_release(&key);
}

static void
test_what_is_no_key_is_refused(void **state)
{
	static const char *const bad[][2] = {
		{ "", "no key" },
		{ "# nothing\n", "no key" },
		{ "-----BEGIN OPENSSH PRIVATE KEY-----\nb3Blbn\n", "private" },
		{ "ssh-ed25519", "not a whole key" },
		{ "ssh-ed25519 AAAA", "not all of it" },
		{ "ssh-ed25519 " CURVE, "no such key" },
		{ "ssh-rsa " BLOB, "no such key" },
		{ "ssh-rsa " SHORT_RSA, "too short (1024 bits)" },
		{ "ssh-dss " BLOB, "no kind of key" },
		{ "ssh-ed25519-cert-v01@openssh.com " BLOB, "no kind" },
		{ "command=\"sh\" ssh-ed25519 " BLOB, "no kind of key" },
		{ "ssh-ed25519 " BLOB "\nssh-ed25519 " OTHER "\n", "2 keys" },
		{ "ssh-ed25519 " BLOB "=", "not a whole key" },
		/* A length that goes beyond the end; more than there is to be;
		 * a name of a kind that fills a line. */
		{ "ssh-ed25519 AAAAC3NzaA==", "not all of it" },
		{ "ssh-ed25519 " BLOB "AAAA", "no such key" },
		{ "ssh-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa "
			BLOB, "no kind of key" }
	};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct err err = ERR_INIT;
		struct public_key key;

		assert_int_equal(public_key_read(&key, str_of(bad[i][0]),
			&err), -1);
		assert_non_null(strstr(err.text, bad[i][1]));
	}
}

static void
test_what_is_no_file_of_a_key_is_refused(void **state)
{
	static char large[2 << 20];
	struct err err = ERR_INIT;
	struct public_key key;

	(void)state;
	memset(large, ' ', sizeof(large));
	assert_int_equal(public_key_read(&key, str_make(large, sizeof(large)),
		&err), -1);
	assert_non_null(strstr(err.text, "no file with a public key"));
	assert_int_equal(public_key_read(&key, str_make("a\0b", 3), &err), -1);
	assert_non_null(strstr(err.text, "no file with a public key"));
	assert_int_equal(public_key_read(&key, str_make(NULL, 0), &err), -1);
	assert_non_null(strstr(err.text, "no key"));
}

static char folder[] = "/tmp/adref-access-XXXXXX";

static void
put(const char *name, const char *text)
{
	struct buf path = BUF_INIT;
	FILE *file;

	buf_add_format(&path, "%s/%s", folder, name);
	file = fopen(buf_text(&path), "w");
	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
	buf_release(&path);
}

static void
test_the_folder_is_read(void **state)
{
	struct err err = ERR_INIT;
	const struct access_key *key;
	struct access access;
	struct buf table = BUF_INIT;

	(void)state;
	put("settings.tsv", "setting\tvalue\ncirculated\t/srv/c\nlog\t/l\n");
	put("keys.tsv", HEADER ROW "2021-07-31\t\t2021-06-10\n");
	assert_int_equal(access_read(&access, folder, &err), 0);
	assert_string_equal(access.circulated, "/srv/c");
	assert_string_equal(access.working, "");
	assert_null(access_find(&access, str_of("ssh-ed25519"),
		str_of(OTHER)));
	key = access_find(&access, str_of("ssh-ed25519"), str_of(BLOB));
	assert_non_null(key);
	assert_string_equal(key->person, "J. Otieno");
	assert_int_equal(access_check(key, "2021-07-31", &err), 0);
	assert_int_equal(access_check(key, "2021-08-01", &err), -1);
	assert_non_null(strstr(err.text, "good until 2021-07-31"));
	access.keys[0].revoked[0] = '\0';
	access_put(&table, &access, key);
	assert_string_equal(buf_text(&table), buf_text(&access.table));
	buf_release(&table);
	access_release(&access);
}

/* A row that says nothing that can be understood may be the one that revokes. */
static void
test_a_folder_out_of_order_lets_nobody_in(void **state)
{
	static const char *const bad[][2] = {
		{ "fingerprint\tkey\n", "no column \"kind\"" },
		{ HEADER ROW "soon\n", "line 2: until and revoked are days" },
		{ HEADER ROW "\tyes\n", "until and revoked are days" },
		{ HEADER ROW "\n" ROW "\n", "there twice" },
		{ HEADER "SHA256:x\tssh-ed25519\t" BLOB "\tIND\tdelegate\tA\n",
			"another key's" },
		{ HEADER PRINT "\tssh-ed25519\t" BLOB "\t\tdelegate\tA\n",
			"no such party" },
		{ HEADER PRINT "\tssh-ed25519\t" BLOB "\t../x\tdelegate\tA\n",
			"no such party" },
		{ HEADER PRINT "\tssh-ed25519\t" BLOB "\tIND\tking\tA\n",
			"no such role" },
		{ HEADER PRINT "\tssh-ed25519\t" BLOB "\tIND\tdelegate\t"
			"A\\ncommitter B\n", "person's name" },
		{ HEADER PRINT "\tssh-ed25519\tAAAA\tIND\tdelegate\tA\n",
			"not all of it" }
	};

	(void)state;
	put("settings.tsv", "setting\tvalue\n");
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct err err = ERR_INIT;
		struct access access;

		put("keys.tsv", bad[i][0]);
		assert_int_equal(access_read(&access, folder, &err), -1);
		assert_non_null(strstr(err.text, bad[i][1]));
	}
	/* An empty table has no columns, and nobody is let in by it. */
	put("keys.tsv", "");
	{
		struct err err = ERR_INIT;
		struct access access;

		assert_int_equal(access_read(&access, folder, &err), 0);
		assert_int_equal(access.n, 0);
		access_release(&access);
	}
	put("settings.tsv", "setting\tvalue\nlog\t../l\n");
	{
		struct err err = ERR_INIT;
		struct access access;

		assert_int_equal(access_read(&access, folder, &err), -1);
		assert_non_null(strstr(err.text, "no path"));
	}
}

static void
test_names_of_persons_and_paths(void **state)
{
	static const char *const bad[] = { "", " A", "A\nB", "A <a@b>", "A\tB",
		"A\033[2J", "A\xe2\x80\xae", "\xff" };
	static const char *const paths[] = { "a", "/a b", "/a'b", "/a\"", "/$a",
		"/a{b", "/a[b", "/a:b", "/\xc3\xa9", "" };
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(access_check_person("J. O'Brien-N\xc3\xba\xc3\xb1""ez",
		&err), 0);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_int_equal(access_check_person(bad[i], &err), -1);
	assert_true(access_is_plain_path("/srv/a_b-c.d+e"));
	for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++)
		assert_false(access_is_plain_path(paths[i]));
}

/* What nobody wrote by hand is read no further, and what is no file at all. */
static void
test_what_is_no_file_of_ours(void **state)
{
	struct err err = ERR_INIT;
	struct access access;
	char path[100];

	(void)state;
	snprintf(path, sizeof(path), "%s/keys.tsv", folder);
	put("settings.tsv", "setting\tvalue\n");
	put("keys.tsv", HEADER);
	assert_int_equal(truncate(path, 5 << 20), 0);
	assert_int_equal(access_read(&access, folder, &err), -1);
	assert_non_null(strstr(err.text, "could not be read"));
	assert_int_equal(unlink(path), 0);
	assert_int_equal(access_read(&access, folder, &err), -1);
	assert_int_equal(err.code, ERR_MISSING);
	assert_int_equal(mkdir(path, 0700), 0);
	assert_int_equal(access_read(&access, folder, &err), -1);
	assert_int_equal(err.code, ERR_SYSTEM);
	assert_int_equal(rmdir(path), 0);
}

/* Who is of no party has none in the line, and who was revoked has no line. */
static void
test_lines_of_authorized_keys(void **state)
{
	struct err err = ERR_INIT;
	struct buf lines = BUF_INIT;
	struct access access;

	(void)state;
	put("settings.tsv", "setting\tvalue\ncirculated\t/c\nworking\t/w\n"
		"program\t/p\n");
	put("keys.tsv", HEADER PRINT "\tssh-ed25519\t" BLOB
		"\t\tdrafter\tA. Person\t2021-07-31\t\t2021-06-10\n");
	assert_int_equal(access_read(&access, folder, &err), 0);
	access_add_lines(&lines, &access);
	assert_non_null(strstr(buf_text(&lines), "\nrestrict,pty,expiry-time="
		"\"20210731235959\",command=\"/p --keys "));
	assert_non_null(strstr(buf_text(&lines), " --role drafter /w\" "
		"ssh-ed25519 " BLOB " A. Person\n"));
	assert_null(strstr(buf_text(&lines), "--party"));
	buf_release(&lines);
	access_release(&access);
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
	struct buf path = BUF_INIT;

	(void)state;
	buf_add_format(&path, "%s/keys.tsv", folder);
	unlink(buf_text(&path));
	buf_clear(&path);
	buf_add_format(&path, "%s/settings.tsv", folder);
	unlink(buf_text(&path));
	buf_release(&path);
	return rmdir(folder);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_key_is_read),
		cmocka_unit_test(test_what_is_no_key_is_refused),
		cmocka_unit_test(test_what_is_no_file_of_a_key_is_refused),
		cmocka_unit_test(test_the_folder_is_read),
		cmocka_unit_test(test_a_folder_out_of_order_lets_nobody_in),
		cmocka_unit_test(test_what_is_no_file_of_ours),
		cmocka_unit_test(test_lines_of_authorized_keys),
		cmocka_unit_test(test_names_of_persons_and_paths)
	};

	return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
