/*
 * The journal's file: what is written is read, anything else is refused with
 * the place; what is noted, cleared, left behind, claimed.
 */
#include "record_help.h"

#include <sys/stat.h>

#include "adref/base/mem.h"
#include "adref/record/journal.h"

static struct journal_entry
sample(const char *line)
{
	struct journal_entry entry = {
		.person = (char *)"J. Otieno", .party = "IND",
		.doc = (char *)"outcome", .kind = NODE_ITEM,
		.time = 1623312000, .cursor = 4,
		.before = (char *)"A lamp", .line = (char *)line,
	};

	entry.node = node_id_of(str_of("7qd2m0ab"));
	entry.after = node_id_of(str_of("k3f9x2d7"));
	return entry;
}

static void
what_is_written_is_read(void **state)
{
	struct journal_entry entry = sample("A l\xC3\xA4mp\xE2\x80\xA6"), read;
	struct buf bytes = BUF_INIT;
	struct err err = ERR_INIT;

	(void)state;
	journal_write(&bytes, &entry);
	ok(journal_read(&read, buf_str(&bytes), &err), &err);
	assert_string_equal(read.person, "J. Otieno");
	assert_string_equal(read.party, "IND");
	assert_string_equal(read.doc, "outcome");
	assert_string_equal(read.node.text, "7qd2m0ab");
	assert_string_equal(read.after.text, "k3f9x2d7");
	assert_int_equal(read.kind, NODE_ITEM);
	assert_int_equal(read.time, 1623312000);
	assert_string_equal(read.before, "A lamp");
	assert_string_equal(read.line, entry.line);
	/* Not within a character. */
	assert_int_equal(read.cursor, 3);
	journal_entry_release(&read);
	buf_release(&bytes);
}

static const char whole[] = "adref-journal 1\nperson J. Otieno\nparty \n"
	"document outcome\nnode \nafter \nkind paragraph\ntime 5\ncursor 9\n"
	"before 1\nline 2\n\na\nbc\nend\n";

/* The file with one part replaced; refused, and says which. */
static void
damaged(const char *gone, const char *come, const char *says)
{
	struct buf bytes = BUF_INIT;
	struct journal_entry entry;
	struct err err = ERR_INIT;
	size_t at;

	buf_add_text(&bytes, whole);
	at = str_find(buf_str(&bytes), 0, str_of(gone));
	assert_true(at < bytes.len);
	buf_splice(&bytes, at, strlen(gone), str_of(come));
	assert_int_equal(journal_read(&entry, buf_str(&bytes), &err), -1);
	assert_int_equal(err.code, ERR_DAMAGED);
	if (!strstr(err.text, says))
		fail_msg("\"%s\" does not say \"%s\"", err.text, says);
	assert_null(entry.line);
	buf_release(&bytes);
}

static void
hostile_files_are_refused(void **state)
{
	struct journal_entry entry;
	struct err err = ERR_INIT;
	char cut[sizeof(whole)];

	(void)state;
	ok(journal_read(&entry, str_of(whole), &err), &err);
	assert_int_equal(entry.cursor, 2);
	journal_entry_release(&entry);
	damaged("journal 1", "journal 2", "the first line");
	damaged("party \n", "party ind\n", "party");
	damaged("node \n", "node ../../etc\n", "node");
	damaged("after \n", "after 7qd2m0aB\n", "after");
	damaged("kind paragraph", "kind table", "kind");
	damaged("time 5", "time -5", "time");
	damaged("cursor 9", "cursor 99999999999999999999", "cursor");
	damaged("before 1", "before 7", "the line before");
	damaged("before 1", "before 99999999", "before");
	damaged("line 2", "line 1", "the line as typed");
	damaged("\nbc\n", "\nb\xFF\n", "the line as typed");
	damaged("\nbc\n", "\n\r\r\n", "the line as typed");
	damaged("end\n", "end\nmore", "the end");
	damaged("person J. Otieno\n", "", "person");
	for (size_t len = 0; len + 1 < sizeof(whole); len++) {
		memcpy(cut, whole, len);
		assert_int_equal(journal_read(&entry, str_make(cut, len),
			NULL), -1);
	}
}

/* A name never brings control characters to a screen. */
static void
names_are_safe(void **state)
{
	struct journal_entry entry = sample("x"), read;
	struct buf bytes = BUF_INIT;
	struct err err = ERR_INIT;

	(void)state;
	entry.person = (char *)"A\x1B[31mB";
	journal_write(&bytes, &entry);
	ok(journal_read(&read, buf_str(&bytes), &err), &err);
	assert_null(strchr(read.person, '\x1B'));
	journal_entry_release(&read);
	buf_release(&bytes);
}

static size_t
count(struct journal_list *list)
{
	struct err err = ERR_INIT;

	journal_list_release(list);
	ok(journal_find(record, list, &err), &err);
	return list->n;
}

static void
noted_cleared_and_left(void **state)
{
	struct journal_entry first = sample("one"), second = sample("two");
	struct journal_list list = { 0 };
	struct journal_claim claim, again;
	struct journal *journal;
	struct err err = ERR_INIT;

	(void)state;
	ok(journal_open(&journal, record, &err), &err);
	assert_int_equal(count(&list), 0);
	journal_note(journal, &first);
	journal_note(journal, &second);
	journal_sync(journal);
	assert_int_equal(count(&list), 1);
	assert_true(list.at[0].live);
	assert_string_equal(list.at[0].entry.line, "two");
	assert_int_equal(journal_claim(record, list.at[0].name, &claim, &err),
		-1);
	assert_int_equal(err.code, ERR_REFUSED);
	journal_clear(journal);
	assert_int_equal(count(&list), 0);
	journal_note(journal, &first);
	journal_close(journal);

	assert_int_equal(count(&list), 1);
	assert_false(list.at[0].live);
	err_clear(&err);
	ok(journal_claim(record, list.at[0].name, &claim, &err), &err);
	assert_string_equal(claim.entry.line, "one");
	assert_int_equal(journal_claim(record, list.at[0].name, &again, &err),
		-1);
	journal_claim_put_back(&claim);
	assert_int_equal(count(&list), 1);
	err_clear(&err);
	ok(journal_claim(record, list.at[0].name, &claim, &err), &err);
	journal_claim_drop(&claim);
	assert_int_equal(count(&list), 0);
	assert_int_equal(journal_claim(record, "0123456789abcdef", &claim,
		&err), -1);
	assert_int_equal(err.code, ERR_MISSING);
	assert_int_equal(journal_claim(record, "../../secret", &claim, &err),
		-1);
	journal_list_release(&list);
}

static void
put_file(const char *name, const char *bytes)
{
	char file[700];
	FILE *out;

	snprintf(file, sizeof(file), "%s/adref/journal/%s", path, name);
	out = fopen(file, "w");
	assert_non_null(out);
	fputs(bytes, out);
	fclose(out);
}

/* What cannot be read is told and left alone; foreign files are not seen. */
static void
damaged_files_are_told(void **state)
{
	struct journal_entry entry = sample("x");
	struct journal_list list = { 0 };
	struct journal *journal;
	struct err err = ERR_INIT;
	char file[700];

	(void)state;
	ok(journal_open(&journal, record, &err), &err);
	journal_note(journal, &entry);
	journal_sync(journal);
	journal_clear(journal);
	journal_close(journal);
	put_file("0123456789abcdef.text", "adref-journal 1\nperson");
	put_file("0123456789abcdef.live", "");
	put_file("fedcba9876543210.live", "");
	put_file("notes.text", whole);
	assert_int_equal(count(&list), 1);
	assert_true(list.at[0].damaged);
	assert_int_equal(count(&list), 1);
	snprintf(file, sizeof(file), "%s/adref/journal/fedcba9876543210.live",
		path);
	assert_int_equal(access(file, F_OK), -1);
	journal_list_release(&list);
}

/* What a crash wrote stands for the text when it is whole. */
static void
a_crash_leaves_the_newer_one(void **state)
{
	struct journal_list list = { 0 };
	struct journal_claim claim;
	struct err err = ERR_INIT;
	char newer[sizeof(whole)];

	(void)state;
	damaged_files_are_told(state);
	put_file("0123456789abcdef.text", whole);
	put_file("0123456789abcdef.last", "adref-journal 1\nper");
	assert_int_equal(count(&list), 1);
	assert_string_equal(list.at[0].entry.line, "bc");
	memcpy(newer, whole, sizeof(whole));
	*strstr(newer, "bc") = 'x';
	put_file("0123456789abcdef.last", newer);
	put_file("00000000000000ff.last", newer);
	assert_int_equal(count(&list), 2);
	assert_string_equal(list.at[0].entry.line, "xc");
	for (size_t i = 0; i < 2; i++) {
		ok(journal_claim(record, list.at[i].name, &claim, &err),
			&err);
		journal_claim_drop(&claim);
	}
	assert_int_equal(count(&list), 0);
	journal_list_release(&list);
}

static void
shared_as_the_repository_is(void **state)
{
	struct journal_entry entry = sample("x");
	struct journal *journal;
	struct err err = ERR_INIT;
	struct stat is;
	char file[700];

	(void)state;
	assert_int_equal(chmod(path, 02775), 0);
	ok(journal_open(&journal, record, &err), &err);
	journal_note(journal, &entry);
	journal_sync(journal);
	journal_close(journal);
	snprintf(file, sizeof(file), "%s/adref/journal", path);
	assert_int_equal(stat(file, &is), 0);
	assert_int_equal(is.st_mode & 0777, 0770);
	snprintf(file, sizeof(file), "cd '%s/adref/journal' && test \"$(stat "
		"-c %%a *.text)\" = 660", path);
	assert_int_equal(system(file), 0);
}

static void
no_journal_for_readers_and_in_memory(void **state)
{
	struct record *other;
	struct journal *journal;
	struct err err = ERR_INIT;

	(void)state;
	ok(record_open(&other, path, RECORD_READ_ONLY, &env, &err), &err);
	ok(journal_open(&journal, other, &err), &err);
	assert_null(journal);
	record_close(other);
	ok(record_open_memory(&other, &env, &err), &err);
	ok(journal_open(&journal, other, &err), &err);
	assert_null(journal);
	journal_note(journal, NULL);
	journal_sync(journal);
	assert_null(journal_trouble(journal));
	assert_string_equal(journal_name(journal), "");
	journal_clear(journal);
	journal_close(journal);
	record_close(other);
}

/* What is odd in the folder is passed over, and the oldest comes first. */
static void
odd_files_are_passed_over(void **state)
{
	struct journal_list list = { 0 };
	char later[sizeof(whole)], command[900];

	damaged_files_are_told(state);
	memcpy(later, whole, sizeof(whole));
	*strstr(later, "time 5") = 'T';
	memcpy(strchr(later, 'T'), "time 6", 6);
	put_file("00000000000000f1.text", later);
	put_file("00000000000000f2.text", whole);
	put_file("00000000000000f3.text", whole);
	put_file("00000000000000f4.live", "");
	put_file("00000000000000f4.last", whole);
	snprintf(command, sizeof(command), "cd '%s/adref/journal' && "
		"rm 0123456789abcdef.text && truncate -s 3M "
		"00000000000000f0.text && ln -s nowhere "
		"00000000000000f5.text && ln -s nowhere "
		"00000000000000f6.live", path);
	assert_int_equal(system(command), 0);
	assert_int_equal(count(&list), 5);
	assert_true(list.at[0].damaged);
	assert_string_equal(list.at[1].name, "00000000000000f2");
	assert_string_equal(list.at[2].name, "00000000000000f3");
	assert_string_equal(list.at[3].name, "00000000000000f4");
	assert_string_equal(list.at[4].name, "00000000000000f1");
	snprintf(command, sizeof(command), "cd '%s/adref/journal' && test -e "
		"00000000000000f4.live -a -L 00000000000000f6.live", path);
	assert_int_equal(system(command), 0);
	journal_list_release(&list);
}

static void
no_more_are_looked_at_than_anybody_leaves(void **state)
{
	struct journal_list list = { 0 };
	char command[900];

	damaged_files_are_told(state);
	snprintf(command, sizeof(command), "cd '%s/adref/journal' && for i in "
		"0 1 2 3 4 5 6 7 8 9 a b c d e; do for k in 0 1 2 3 4 5 6 7 8 "
		"9 a b c d e; do : >00000000000000$i$k.text; done; done",
		path);
	assert_int_equal(system(command), 0);
	assert_int_equal(count(&list), 200);
	journal_list_release(&list);
}

/* A name that is none, one who only reads, a folder that is none. */
static void
what_is_not_there_is_said(void **state)
{
	struct journal_claim claim;
	struct journal_entry entry;
	struct record *reader;
	struct err err = ERR_INIT;
	struct journal_list list = { 0 };

	(void)state;
	assert_int_equal(journal_peek(record, "../x", &entry, &err), -1);
	assert_int_equal(err.code, ERR_MISSING);
	err_clear(&err);
	assert_int_equal(journal_peek(record, "0123456789abcdef", &entry,
		&err), -1);
	assert_int_equal(err.code, ERR_MISSING);
	err_clear(&err);
	assert_int_equal(journal_claim(record, "0123456789abcdef", &claim,
		&err), -1);
	assert_int_equal(err.code, ERR_MISSING);
	journal_claim_drop(&claim);
	damaged_files_are_told(state);
	ok(record_open(&reader, path, RECORD_READ_ONLY, &env, &err), &err);
	assert_int_equal(journal_claim(reader, "0123456789abcdef", &claim,
		&err), -1);
	record_close(reader);
	assert_int_equal(count(&list), 1);
	journal_list_release(&list);
	assert_int_equal(help_run(path, "rm -r adref/journal && "
		"touch adref/journal"), 0);
	err_clear(&err);
	assert_int_equal(journal_find(record, &list, &err), -1);
	assert_int_equal(err.code, ERR_SYSTEM);
	err_clear(&err);
	assert_int_equal(journal_peek(record, "0123456789abcdef", &entry,
		&err), -1);
	assert_int_equal(err.code, ERR_SYSTEM);
	err_clear(&err);
	assert_int_equal(journal_claim(record, "0123456789abcdef", &claim,
		&err), -1);
	assert_int_equal(err.code, ERR_SYSTEM);
}

/* A disk that says no is told once, and noting goes on. */
static void
trouble_is_told_once(void **state)
{
	struct journal_entry entry = sample("x");
	struct journal *journal;
	struct err err = ERR_INIT;
	char file[700];

	(void)state;
	snprintf(file, sizeof(file), "mkdir -p '%s/adref'; touch "
		"'%s/adref/journal'", path, path);
	assert_int_equal(system(file), 0);
	ok(journal_open(&journal, record, &err), &err);
	journal_note(journal, &entry);
	assert_non_null(journal_trouble(journal));
	journal_note(journal, &entry);
	assert_null(journal_trouble(journal));
	journal_close(journal);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_written_is_read),
		cmocka_unit_test(hostile_files_are_refused),
		cmocka_unit_test(names_are_safe),
		TEST(noted_cleared_and_left), TEST(damaged_files_are_told),
		TEST(a_crash_leaves_the_newer_one),
		TEST(shared_as_the_repository_is),
		TEST(no_journal_for_readers_and_in_memory),
		TEST(odd_files_are_passed_over),
		TEST(no_more_are_looked_at_than_anybody_leaves),
		TEST(what_is_not_there_is_said),
		TEST(trouble_is_told_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
