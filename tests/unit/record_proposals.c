/*
 * Proposals of a record: after any acts, read on from what was read before or
 * from the cache, they are what a fresh reading has; whatever is done to the
 * cache, nothing of it is believed that the repository does not say.
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

#include "adref/base/env.h"
#include "adref/record/history.h"
#include "adref/record/proposals.h"

enum { ROUNDS = 60, ACTS = 4 };

static struct env env;
static char folder[] = "/tmp/adref-proposals-XXXXXX";
static char path[200];
static struct record *record;

static void
ok(int rc, const struct err *err)
{
	if (rc < 0)
		fail_msg("%s", err->text);
}

static struct record *
open_as(unsigned flags)
{
	struct record *out = NULL;
	struct err err = ERR_INIT;

	ok(record_open(&out, path, flags, &env, &err), &err);
	return out;
}

static int
begin(void **state)
{
	static int n;
	struct err err = ERR_INIT;

	(void)state;
	setenv("ADREF_NAME", "J. Otieno", 1);
	env_fixed(&env, 1623312000, 5);
	snprintf(path, sizeof(path), "%s/n%d", folder, n++);
	ok(record_make(path, true, NULL, &env, &err), &err);
	record = open_as(0);
	return 0;
}

static int
end(void **state)
{
	(void)state;
	record_close(record);
	record = NULL;
	return 0;
}

/* A file becomes this; NULL: it goes. */
static void
write_about(const char *file, const char *now, const char *proposal)
{
	struct buf was = BUF_INIT;
	struct err err = ERR_INIT;
	struct act_file change = { .path = file, .now = now };
	struct act act = { .kind = "proposal-add", .subject = file,
		.files = &change, .files_n = 1, .proposals = &proposal,
		.proposals_n = proposal != NULL };
	bool there;

	ok(record_file(record, file, &was, &there, &err), &err);
	change.was = there ? buf_text(&was) : NULL;
	ok(record_act(record, &act, NULL, &err), &err);
	buf_release(&was);
}

static void
write_file(const char *file, const char *now)
{
	write_about(file, now, NULL);
}

static void
dump(struct buf *out, const struct proposals *all)
{
	for (size_t i = 0; i < all->n; i++) {
		struct proposal copy = all->at[i];
		char **texts[PROPOSAL_TEXTS];

		proposal_add_name(out, &copy);
		buf_add_format(out, " %d %d %d %d %s %s %s\n", copy.verb,
			copy.how, copy.fate, copy.form, copy.node.text,
			copy.letter_node.text, copy.at.text);
		proposal_texts(&copy, texts);
		for (int k = 0; k < PROPOSAL_TEXTS; k++)
			buf_add_format(out, " |%s", *texts[k]);
		for (size_t k = 0; k < copy.versions_n; k++)
			buf_add_format(out, "\n version %s|%s|%s",
				copy.versions[k].wording,
				copy.versions[k].reasons,
				copy.versions[k].filed);
		for (size_t k = 0; k < copy.stands_n; k++)
			buf_add_format(out, "\n stand %s %d %s|%s",
				copy.stands[k].party, copy.stands[k].against,
				copy.stands[k].on, copy.stands[k].meeting);
		buf_add_char(out, '\n');
	}
}

/* The caller frees. */
static char *
read_now(struct record *of)
{
	const struct proposals *all;
	struct buf out = BUF_INIT;
	struct err err = ERR_INIT;

	ok(record_proposals(of, &all, &err), &err);
	dump(&out, all);
	return buf_take(&out);
}

static void
cache_path(char out[300], const char *name)
{
	snprintf(out, 300, "%s/adref/cache/%s", path, name);
}

static void
drop_cache(void)
{
	char name[300];

	cache_path(name, "proposals");
	unlink(name);
	cache_path(name, "proposal-numbers");
	unlink(name);
}

static void
each_is_found(struct record *of)
{
	const struct proposals *all;
	struct err err = ERR_INIT;

	ok(record_proposals(of, &all, &err), &err);
	for (size_t i = 0; i < all->n; i++) {
		struct buf name = BUF_INIT;

		proposal_add_name(&name, &all->at[i]);
		assert_ptr_equal(proposals_find(all, buf_str(&name)),
			&all->at[i]);
		buf_release(&name);
	}
}

/* As a reader without a cache reads it. */
static char *
read_fresh(void)
{
	char name[300], away[310];
	struct record *reader;
	char *out;
	bool had;

	cache_path(name, "proposals");
	snprintf(away, sizeof(away), "%s.away", name);
	had = rename(name, away) == 0;
	reader = open_as(RECORD_READ_ONLY);
	out = read_now(reader);
	record_close(reader);
	if (had)
		assert_int_equal(rename(away, name), 0);
	return out;
}

static unsigned
dice(unsigned sides)
{
	unsigned char byte;

	env_chance(&env, &byte, 1);
	return byte % sides;
}

static const char *const codes[] = { "EU", "FRA", "IND", "NAM", "NAM-GROUP",
	"KEN", "KEN", "lower" };

static const char *
code(void)
{
	return codes[dice(sizeof(codes) / sizeof(*codes))];
}

/* A filing, or something that is none. */
static void
add_filing(struct buf *out)
{
	static const char *const bad[] = { "", "verb: alter\n", "\xff",
		"verb: ADD\n" };

	if (dice(12) == 0) {
		buf_add_text(out, bad[dice(4)]);
		return;
	}
	buf_add_format(out, "verb: MOD\nfrom: floor\nnode: k3f9x2d7\n"
		"document: outcome\nmeeting: %u\n%s\n## now\n\n> wording %u\n"
		"\n%s", dice(9), dice(5) ? "" : "withdrawn: then\n", dice(200),
		dice(2) ? "Reasons.\n" : "");
}

/* Rows of a table on proposals of a party (NULL: of any); the last kind of row
 * is none. */
static void
add_rows(struct buf *out, const char *party, const char *const *rows,
	unsigned n)
{
	buf_add_text(out, "proposal\tand so on\n");
	for (unsigned i = dice(7); i > 0; i--)
		buf_add_format(out, "%s/%u\t%s\n", party ? party : code(),
			1 + dice(5), rows[dice(15) ? dice(n - 1) : n - 1]);
}

/* One file of the proposals comes, changes or goes. */
static void
change_one(void)
{
	static const char *const fates[] = { "declined\t\t\t\tCHAIR\tnow\t\tNo",
		"placed\tclean\tk3f9x2d7", "open\t\t\t\t\t\t\t\tnote",
		"lost" };
	static const char *const stands[] = { "for\tnow\tm", "against",
		"maybe" };
	struct buf file = BUF_INIT, text = BUF_INIT;
	unsigned what = dice(6);
	const char *party = code();

	if (what < 3) {
		buf_add_format(&file, "proposals/%s/%u.md", party,
			1 + dice(dice(3) ? 5 : 12));
		add_filing(&text);
	} else if (what == 3) {
		buf_add_format(&file, "proposals/%s/stands.tsv", party);
		add_rows(&text, NULL, stands, 3);
	} else {
		buf_add_format(&file, "fates/%s.tsv", party);
		add_rows(&text, party, fates, 4);
	}
	write_file(buf_text(&file), dice(5) ? buf_text(&text) : NULL);
	buf_release(&file);
	buf_release(&text);
}

/*
 * A record that goes on reading, one that begins from the cache, and one
 * that has none: all have the same; the past is read alike.
 */
static void
whatever_is_done_all_readings_agree(void **state)
{
	struct err err = ERR_INIT;
	store_id then = { { 0 } };
	char *before = NULL;

	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		struct proposals past;
		struct record *other;
		struct buf old = BUF_INIT;
		char *now, *cached, *fresh;

		for (unsigned i = dice(ACTS) + 1; i > 0; i--)
			change_one();
		now = read_now(record);
		fresh = read_fresh();
		assert_string_equal(now, fresh);
		each_is_found(record);
		other = open_as(dice(2) ? RECORD_READ_ONLY : 0);
		cached = read_now(other);
		assert_string_equal(cached, fresh);
		if (before) {
			ok(record_proposals_at(other, &then, &past, &err),
				&err);
			dump(&old, &past);
			assert_string_equal(buf_text(&old), before);
			proposals_release(&past);
		}
		record_close(other);
		if (dice(4) == 0)
			drop_cache();
		free(before);
		before = now;
		then = *record_tip(record);
		free(cached);
		free(fresh);
		buf_release(&old);
	}
	assert_true(strlen(before) > 200);
	free(before);
}

static void
file_some(void)
{
	struct buf text = BUF_INIT;
	char name[40];

	for (unsigned i = 1; i < 6; i++) {
		buf_clear(&text);
		buf_add_format(&text, "verb: ADD\nfrom: floor\nnode: k3f9x2d7\n"
			"document: outcome\nwhere: after\n\n## now\n\n> one "
			"%u\n", i);
		snprintf(name, sizeof(name), "proposals/IND/%u.md", i);
		write_file(name, buf_text(&text));
	}
	write_file("proposals/FRA/stands.tsv",
		"proposal\tstands\nIND/2\tfor\tnow\tm\nIND/9\tfor\n");
	write_file("fates/IND.tsv", "proposal\tfate\nIND/1\tdeclined\n");
	buf_release(&text);
}

static char *
slurp(const char *name, size_t *len)
{
	FILE *file = fopen(name, "rb");
	char *out = malloc(1 << 20);

	assert_non_null(file);
	*len = fread(out, 1, 1 << 20, file);
	fclose(file);
	return out;
}

static void
spill(const char *name, const char *bytes, size_t len)
{
	FILE *file = fopen(name, "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, len, file), len);
	fclose(file);
}

/* What is planted in the cache and fits its head is believed, so that the
 * test below would see it. */
static void
plant(const char *gone, const char *come)
{
	size_t len;
	char *bytes = store_cache_read(record_store(record), "proposals",
		&len);
	size_t at;

	assert_non_null(bytes);
	at = str_find(str_make(bytes, len), 0, str_of(gone));
	assert_true(at < len);
	memcpy(bytes + at, come, strlen(come));
	assert_true(store_cache_write(record_store(record), "proposals",
		str_make(bytes, len)));
	free(bytes);
}

static void
no_damage_of_the_cache_is_believed(void **state)
{
	char name[300], *good, *bytes, *now, *planted;
	struct record *reader;
	size_t len;

	(void)state;
	file_some();
	good = read_now(record);
	plant("one 3", "two 3");
	reader = open_as(RECORD_READ_ONLY);
	planted = read_now(reader);
	assert_non_null(strstr(planted, "two 3"));
	record_close(reader);
	cache_path(name, "proposals");
	bytes = slurp(name, &len);
	for (size_t i = 0; i < 2 * len; i++) {
		char was = bytes[i / 2];

		reader = open_as(RECORD_READ_ONLY);
		bytes[i / 2] = (char)(was ^ (i % 2 ? 1 << i / 2 % 8 : 0x5a));
		spill(name, bytes, i % 2 ? len : i / 2);
		bytes[i / 2] = was;
		now = read_now(reader);
		assert_string_equal(now, good);
		free(now);
		record_close(reader);
	}
	free(bytes);
	free(good);
	free(planted);
}

/* Content that nobody wrote, with the right sum: whatever comes of it, it is
 * no crash. */
static void
no_content_of_the_cache_is_trusted(void **state)
{
	size_t len;
	char *bytes;

	(void)state;
	file_some();
	free(read_now(record));
	bytes = store_cache_read(record_store(record), "proposals", &len);
	assert_non_null(bytes);
	for (size_t i = 0; i < len; i++) {
		char was = bytes[i];
		struct record *reader = open_as(RECORD_READ_ONLY);

		bytes[i] = (char)(dice(2) ? was ^ 0x81 : 0xff);
		assert_true(store_cache_write(record_store(record),
			"proposals", str_make(bytes, dice(8) ? len : i)));
		bytes[i] = was;
		free(read_now(reader));
		record_close(reader);
	}
	free(bytes);
}

static void
what_is_wrong_is_told_from_the_cache_too(void **state)
{
	static const char *const told[] = { "proposals/IND/7.md: line 1: ",
		"proposals/KEN/stands.tsv, line 2: ",
		"fates/IND.tsv, line 3: ", "proposals/FRA/stands.tsv, line 3: "
	};
	const size_t n = sizeof(told) / sizeof(*told);
	struct record *reader;
	const char *notice;
	char *now;

	(void)state;
	file_some();
	write_file("proposals/IND/7.md", "verb: alter\n");
	write_file("fates/IND.tsv", "proposal\tfate\nIND/1\tdeclined\n"
		"IND/8\tdeclined\n");
	write_file("proposals/KEN/stands.tsv", "proposal\tstands\nIND/1\n");
	free(read_now(record));
	reader = open_as(RECORD_READ_ONLY);
	now = read_now(reader);
	for (size_t i = 0; i < n; i++) {
		size_t k = 0;

		notice = record_notice(reader);
		assert_non_null(notice);
		while (k < n && strncmp(notice, told[k], strlen(told[k])))
			k++;
		assert_true(k < n);
	}
	assert_null(record_notice(reader));
	record_close(reader);
	free(now);
}

/* A clone has no adref folder in its .git. */
static void
the_folder_of_the_cache_is_made_with_it(void **state)
{
	char name[300], adref[250], away[260];
	struct record *reader;
	struct stat of_it, made;

	(void)state;
	file_some();
	snprintf(adref, sizeof(adref), "%s/adref", path);
	snprintf(away, sizeof(away), "%s.away", adref);
	assert_int_equal(rename(adref, away), 0);
	reader = open_as(RECORD_READ_ONLY | RECORD_CACHES);
	free(read_now(reader));
	record_close(reader);
	cache_path(name, "proposals");
	assert_int_equal(access(name, F_OK), 0);
	assert_int_equal(stat(path, &of_it), 0);
	assert_int_equal(stat(adref, &made), 0);
	assert_int_equal(made.st_mode & 07777, of_it.st_mode & 07777);
}

static void
a_reader_writes_no_cache(void **state)
{
	struct record *reader;
	struct stat is;
	char name[300];

	(void)state;
	file_some();
	reader = open_as(RECORD_READ_ONLY);
	free(read_now(reader));
	record_close(reader);
	cache_path(name, "");
	assert_int_equal(stat(name, &is), -1);
	free(read_now(record));
	assert_int_equal(stat(name, &is), 0);
}

static unsigned
next_of(struct record *of, const char *party)
{
	struct err err = ERR_INIT;
	unsigned out;

	ok(record_next_proposal(of, party, &out, &err), &err);
	return out;
}

static void
numbers_are_never_used_again(void **state)
{
	static const char filing[] = "verb: SUP\nnode: k3f9x2d7\n"
		"document: outcome\n\n## now\n";
	char name[300];
	struct record *other;
	struct stat is;

	(void)state;
	assert_int_equal(next_of(record, "IND"), 1);
	write_about("proposals/IND/4.md", filing, "IND/4");
	write_about("proposals/IND/4.md", NULL, NULL);
	write_about("proposals/USA/8.md", filing, "USA/8");
	write_about("proposals/USA/8.md", NULL, NULL);
	write_about("proposals/FRA/2.md", filing, NULL);
	assert_int_equal(next_of(record, "IND"), 5);
	assert_int_equal(next_of(record, "FRA"), 3);
	assert_int_equal(next_of(record, "KEN"), 1);
	for (int i = 0; i < 80; i++)
		write_file("notes.md", i % 2 ? "one\n" : "two\n");
	other = open_as(0);
	assert_int_equal(next_of(other, "IND"), 5);
	record_close(other);
	cache_path(name, "proposal-numbers");
	assert_int_equal(stat(name, &is), 0);
	write_about("proposals/IND/6.md", filing, "IND/6");
	write_about("proposals/IND/6.md", NULL, NULL);
	other = open_as(0);
	assert_int_equal(next_of(other, "IND"), 7);
	assert_int_equal(next_of(other, "FRA"), 3);
	assert_int_equal(next_of(other, "USA"), 9);
	record_close(other);
	drop_cache();
	other = open_as(0);
	assert_int_equal(next_of(other, "IND"), 7);
	record_close(other);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, begin, end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(whatever_is_done_all_readings_agree),
		TEST(no_damage_of_the_cache_is_believed),
		TEST(no_content_of_the_cache_is_trusted),
		TEST(what_is_wrong_is_told_from_the_cache_too),
		TEST(the_folder_of_the_cache_is_made_with_it),
		TEST(a_reader_writes_no_cache),
		TEST(numbers_are_never_used_again),
	};
	char drop[100];
	int failed;

	if (!mkdtemp(folder))
		return 1;
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	snprintf(drop, sizeof(drop), "rm -rf %s", folder);
	return system(drop) || failed;
}
