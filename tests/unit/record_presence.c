/*
 * Presence: what is written is read and anything else refused; those that run
 * are found, in the order they came; who is killed is gone, and what was left
 * is taken away; who reads leaves nothing.
 */
#include "record_help.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "adref/base/mem.h"
#include "adref/record/presence.h"

static struct presence
sample(const char *person)
{
	struct presence presence = {
		.person = (char *)person, .party = "IND",
		.doc = (char *)"outcome", .off = 12, .typing = true,
		.journal = "0123456789abcdef",
	};

	presence.node = node_id_of(str_of("7qd2m0ab"));
	return presence;
}

static struct presence
sample_held(void)
{
	struct presence presence = sample("J. Otieno");

	presence.held.is = true;
	memset(presence.held.revision.bytes, 0xA7, 20);
	presence.held.doc = (char *)"agenda";
	presence.held.node = node_id_of(str_of("k3f9x2d7"));
	presence.held.off = 3;
	return presence;
}

static void
what_is_written_is_read(void **state)
{
	struct presence presence = sample_held(), read;
	struct buf bytes = BUF_INIT;
	struct err err = ERR_INIT;

	(void)state;
	presence_write(&bytes, &presence);
	/* What is left of a longer one does no harm. */
	buf_add_text(&bytes, "held-offset 3\nsum 00000000\n");
	ok(presence_read(&read, buf_str(&bytes), &err), &err);
	assert_string_equal(read.person, "J. Otieno");
	assert_string_equal(read.party, "IND");
	assert_string_equal(read.doc, "outcome");
	assert_string_equal(read.node.text, "7qd2m0ab");
	assert_int_equal(read.off, 12);
	assert_true(read.typing);
	assert_string_equal(read.journal, "0123456789abcdef");
	assert_true(read.held.is);
	assert_true(store_id_same(&read.held.revision,
		&presence.held.revision));
	assert_string_equal(read.held.doc, "agenda");
	assert_string_equal(read.held.node.text, "k3f9x2d7");
	assert_int_equal(read.held.off, 3);
	presence_release(&read);
	buf_release(&bytes);
}

static void
no_other_byte_is_believed(void **state)
{
	struct presence presence = sample_held(), read;
	struct buf bytes = BUF_INIT;

	(void)state;
	presence_write(&bytes, &presence);
	for (size_t i = 0; i < bytes.len; i++) {
		assert_int_equal(presence_read(&read, str_part(
			buf_str(&bytes), 0, i), NULL), i + 1 == bytes.len
			? 0 : -1);
		presence_release(&read);
		bytes.data[i] ^= 1;
		assert_int_equal(presence_read(&read, buf_str(&bytes), NULL),
			-1);
		bytes.data[i] ^= 1;
	}
	buf_release(&bytes);
}

/* A right sum makes nothing of it good. */
static void
hostile_fields_are_refused(void **state)
{
	struct presence all[] = { sample("J"), sample("J"),
		sample("J"), sample("J\nparty USA"), sample("") };
	struct presence read;

	(void)state;
	memcpy(all[0].party, "ind", 4);
	memcpy(all[1].journal, "../../../../etc/", 17);
	memcpy(all[2].node.text, "../../..", 9);
	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
		struct buf bytes = BUF_INIT;

		presence_write(&bytes, &all[i]);
		assert_int_equal(presence_read(&read, buf_str(&bytes), NULL),
			-1);
		buf_release(&bytes);
	}
}

static void
names_are_safe(void **state)
{
	struct presence presence = sample("A\x1B[31mB"), read;
	struct buf bytes = BUF_INIT;
	struct err err = ERR_INIT;

	(void)state;
	presence_write(&bytes, &presence);
	ok(presence_read(&read, buf_str(&bytes), &err), &err);
	assert_null(strchr(read.person, '\x1B'));
	presence_release(&read);
	buf_release(&bytes);
}

static struct present *
come(const char *person)
{
	struct presence presence = sample(person);
	struct present *present;
	struct err err = ERR_INIT;

	ok(present_open(&present, record, &err), &err);
	assert_non_null(present);
	ok(present_note(present, &presence, &err), &err);
	return present;
}

static void
came_at(const char *name, time_t seconds)
{
	const struct timespec times[2] = { { seconds, 0 }, { seconds, 0 } };
	char place[400];

	snprintf(place, sizeof(place), "%s/adref/presence/%s", path, name);
	assert_int_equal(utimensat(AT_FDCWD, place, times, 0), 0);
}

static void
those_there_are_found_in_turn(void **state)
{
	struct present *ana = come("Ana Costa"), *ben = come("Ben");
	struct presence moved = sample("Ben"), one;
	struct presence_list list = { 0 };
	struct err err = ERR_INIT;

	(void)state;
	ok(presence_find(record, &list, &err), &err);
	assert_int_equal(list.n, 2);
	for (size_t i = 0; i < 2; i++)
		came_at(list.at[i].name, strcmp(list.at[i].presence.person,
			"Ben") == 0 ? 10 : 20);
	presence_list_release(&list);
	ok(presence_find(record, &list, &err), &err);
	assert_string_equal(list.at[0].presence.person, "Ben");
	assert_string_equal(list.at[1].presence.person, "Ana Costa");
	moved.off = 40;
	ok(present_note(ben, &moved, &err), &err);
	ok(presence_find_one(record, list.at[0].name, &one, &err), &err);
	assert_int_equal(one.off, 40);
	presence_release(&one);
	present_close(ben);
	assert_int_equal(presence_find_one(record, list.at[0].name, &one,
		&err), -1);
	assert_int_equal(err.code, ERR_MISSING);
	presence_list_release(&list);
	ok(presence_find(record, &list, &err), &err);
	assert_int_equal(list.n, 1);
	assert_string_equal(list.at[0].presence.person, "Ana Costa");
	presence_list_release(&list);
	present_close(ana);
}

/* Files in the folder. */
static size_t
count_files(void)
{
	char place[400];
	struct dirent *file;
	size_t n = 0;
	DIR *dir;

	snprintf(place, sizeof(place), "%s/adref/presence", path);
	dir = opendir(place);
	while (dir && (file = readdir(dir)))
		n += *file->d_name != '.';
	if (dir)
		closedir(dir);
	return n;
}

static void
who_is_killed_is_gone(void **state)
{
	struct presence_list list = { 0 };
	struct present *present;
	struct err err = ERR_INIT;
	int status, ready[2];
	pid_t pid;
	char byte;

	(void)state;
	assert_int_equal(pipe(ready), 0);
	pid = fork();
	if (pid == 0) {
		come("Ana Costa");
		byte = 'x';
		while (write(ready[1], &byte, 1) == 1)
			pause();
		_exit(1);
	}
	assert_int_equal(read(ready[0], &byte, 1), 1);
	ok(presence_find(record, &list, &err), &err);
	assert_int_equal(list.n, 1);
	presence_list_release(&list);
	kill(pid, SIGKILL);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	ok(presence_find(record, &list, &err), &err);
	assert_int_equal(list.n, 0);
	assert_int_equal(count_files(), 1);
	ok(present_open(&present, record, &err), &err);
	assert_int_equal(count_files(), 0);
	present_close(present);
	close(ready[0]);
	close(ready[1]);
}

static void
who_reads_leaves_nothing(void **state)
{
	struct present *present, *ana;
	struct presence_list list = { 0 };
	struct record *reader;
	struct err err = ERR_INIT;
	char place[400];
	struct stat is;

	(void)state;
	ok(record_open(&reader, path, RECORD_READ_ONLY, &env, &err), &err);
	ok(present_open(&present, reader, &err), &err);
	assert_null(present);
	ok(presence_find(reader, &list, &err), &err);
	assert_int_equal(list.n, 0);
	snprintf(place, sizeof(place), "%s/adref/presence", path);
	assert_int_equal(stat(place, &is), -1);
	ana = come("Ana Costa");
	ok(presence_find(reader, &list, &err), &err);
	assert_int_equal(list.n, 1);
	presence_list_release(&list);
	present_close(ana);
	record_close(reader);
}

/* What is no file of ours, or a link, is passed over and stays. */
static void
strange_files_are_passed_over(void **state)
{
	struct present *ana = come("Ana Costa"), *ben;
	struct presence_list list = { 0 };
	struct err err = ERR_INIT;
	char place[400];

	(void)state;
	snprintf(place, sizeof(place), "%s/adref/presence/notes", path);
	assert_int_equal(mkdir(place, 0700), 0);
	snprintf(place, sizeof(place),
		"%s/adref/presence/00000000000000aa", path);
	assert_int_equal(symlink("/etc/passwd", place), 0);
	snprintf(place, sizeof(place),
		"%s/adref/presence/00000000000000bb", path);
	assert_int_equal(mkfifo(place, 0600), 0);
	ok(presence_find(record, &list, &err), &err);
	assert_int_equal(list.n, 1);
	presence_list_release(&list);
	ok(present_open(&ben, record, &err), &err);
	assert_true(count_files() >= 3);
	present_close(ben);
	present_close(ana);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_written_is_read),
		cmocka_unit_test(no_other_byte_is_believed),
		cmocka_unit_test(hostile_fields_are_refused),
		cmocka_unit_test(names_are_safe),
		TEST(those_there_are_found_in_turn),
		TEST(who_is_killed_is_gone),
		TEST(who_reads_leaves_nothing),
		TEST(strange_files_are_passed_over),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
