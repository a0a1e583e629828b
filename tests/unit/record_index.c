/*
 * The index of revisions: the same whether it grew act by act, was made anew,
 * or was damaged in any byte.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "../../src/record/index.h"
#include "adref/base/env.h"
#include "adref/base/mem.h"
#include "adref/record/record.h"

static struct env env;
static char folder[] = "/tmp/adref-index-XXXXXX";
static char path[200], file[300], words[300];
static struct record *record;
static int made;

static void
ok(int rc, const struct err *err)
{
	if (rc < 0)
		fail_msg("%s", err->text);
}

static struct record *
open_again(unsigned flags)
{
	struct record *out = NULL;
	struct err err = ERR_INIT;

	ok(record_open(&out, path, flags, &env, &err), &err);
	return out;
}

static struct doc *
sample(void)
{
	struct doc *doc = doc_new("outcome");

	doc_add_section(doc, 1, str_of("A. Marking"));
	doc_add(doc, doc_last_section(doc), NODE_PARAGRAPH,
		str_of("1. States shall mark all goods."));
	doc_add_section(doc, 1, str_of("B. Tracing"));
	doc_add(doc, doc_last_section(doc), NODE_ITEM, str_of("requests"));
	return doc;
}

static int
begin(void **state)
{
	struct act act = { .kind = "import", .subject = "Import" };
	struct doc *doc = sample();
	struct err err = ERR_INIT;

	(void)state;
	setenv("ADREF_NAME", "J. Otieno", 1);
	env_fixed(&env, 1623312000, 5);
	snprintf(path, sizeof(path), "%s/n%d", folder, made++);
	snprintf(file, sizeof(file), "%s/adref/cache/index", path);
	snprintf(words, sizeof(words), "%s/adref/cache/index.words", path);
	ok(record_make(path, true, NULL, &env, &err), &err);
	record = open_again(0);
	ok(record_put_docs(record, &doc, 1, &act, NULL, &err), &err);
	doc_free(doc);
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

static void
reword(struct record *of, const char *party, const char *come)
{
	struct doc *doc = NULL;
	struct err err = ERR_INIT;
	struct change change = { .kind = CHANGE_TEXT };
	struct act act = { .kind = "text-set", .subject = come,
		.party = party, .meeting = "2021-06-17", .changes = &change,
		.n = 1 };
	struct node *node;

	ok(record_doc(of, NULL, &doc, &err), &err);
	node = node_next(doc_first(doc));
	change.node = node->id;
	change.off = 3;
	change.gone = mem_text(node->line + 3);
	change.come = come;
	ok(record_act(of, &act, NULL, &err), &err);
	free((char *)change.gone);
}

/* A revision of plain git: a file is other, nothing says which nodes. */
static void
edit_plainly(struct record *of, const char *from, const char *to)
{
	struct buf bytes = BUF_INIT;
	struct err err = ERR_INIT;
	struct store_put put = { .path = "outcome/b-tracing/section.md" };
	struct store_person eve = { "Eve", "eve@example.org", 1623400000,
		120 };
	struct store_save save = { .parent = *record_tip(of),
		.tree_of = *record_tip(of), .puts = &put, .n = 1,
		.author = eve, .committer = eve, .message = "by hand\n",
		.act_id = "none" };
	store_id revision;
	size_t at;

	ok(store_read(record_store(of), record_tip(of), put.path, &bytes,
		&err), &err);
	at = str_find(buf_str(&bytes), 0, str_of(from));
	assert_true(at < bytes.len);
	buf_splice(&bytes, at, strlen(from), str_of(to));
	put.bytes = buf_str(&bytes);
	ok(store_save(record_store(of), &save, &revision, &err), &err);
	ok(record_refresh(of, &err) < 0 ? -1 : 0, &err);
	buf_release(&bytes);
}

static void
act_some(struct record *of)
{
	struct undone undone = { 0 };
	struct err err = ERR_INIT;

	reword(of, "IND", "States should mark all goods.");
	reword(of, "FRA", "States should mark some goods.");
	ok(record_undo(of, NULL, &undone, &err), &err);
	undone_release(&undone);
	edit_plainly(of, "requests", "answers");
	reword(of, NULL, "States mark goods.");
}

/* All that the index says, a line a revision. */
static char *
tell(struct record *of)
{
	struct buf out = BUF_INIT;
	struct err err = ERR_INIT;
	struct index *index;

	ok(record_index(of, &index, &err), &err);
	for (size_t i = 0; i < index_n(index); i++) {
		struct index_revision at;
		char id[STORE_HEX + 1];

		index_at(index, i, &at);
		store_id_text(&at.revision, id);
		buf_add_format(&out, "%s %zu %lld %d %s/%s/%s/%s/%s %d", id,
			at.parents_n ? at.parents[0] : 0,
			(long long)at.time, at.zone,
			index_word(index, at.author),
			index_word(index, at.party),
			index_word(index, at.meeting),
			index_word(index, at.act),
			index_word(index, at.committer), at.plain);
		for (size_t k = 0; k < at.nodes_n; k++)
			buf_add_format(&out, " %s",
				index_node(index, i, k).text);
		buf_add_format(&out, " %02x%02x\n", at.act_id[0],
			at.undoes[0]);
	}
	return buf_take(&out);
}

static char *
tell_anew(void)
{
	struct record *other = open_again(0);
	char *out = tell(other);

	record_close(other);
	return out;
}

static void
read_file(const char *name, struct buf *out)
{
	FILE *in = fopen(name, "rb");
	int c;

	buf_clear(out);
	assert_non_null(in);
	while ((c = getc(in)) != EOF)
		buf_add_char(out, (char)c);
	fclose(in);
}

static void
write_file(const char *name, struct str bytes)
{
	FILE *out = fopen(name, "wb");

	assert_non_null(out);
	assert_int_equal(fwrite(bytes.at, 1, bytes.len, out), bytes.len);
	fclose(out);
}

static void
what_grew_is_what_is_made_anew(void **state)
{
	struct buf grown = BUF_INIT;
	char *first, *then, *anew;

	(void)state;
	first = tell(record);
	act_some(record);
	then = tell(record);
	assert_int_equal(strncmp(then, first, strlen(first)), 0);
	assert_non_null(strstr(then, "India/IND/2021-06-17/text-set"));
	assert_non_null(strstr(then, "Eve"));
	read_file(file, &grown);
	anew = tell_anew();
	assert_string_equal(anew, then);
	free(anew);
	unlink(file);
	unlink(words);
	anew = tell_anew();
	assert_string_equal(anew, then);
	free(anew);
	free(first);
	free(then);
	buf_release(&grown);
}

/* Acts of a process that never asked for it are put in too. */
static void
an_act_is_put_in_unread(void **state)
{
	struct buf before = BUF_INIT, after = BUF_INIT;
	struct record *other;
	char *first = tell(record), *then, *anew;

	(void)state;
	other = open_again(0);
	read_file(file, &before);
	reword(other, "KEN", "Each State marks its goods.");
	reword(other, "PER", "Each State marks all its goods.");
	read_file(file, &after);
	assert_true(after.len > before.len + 100);
	record_close(other);
	anew = tell_anew();
	read_file(file, &before);
	assert_int_equal(before.len, after.len);
	ok(record_refresh(record, &(struct err)ERR_INIT) < 0 ? -1 : 0,
		&(struct err)ERR_INIT);
	then = tell(record);
	assert_string_equal(anew, then);
	assert_non_null(strstr(then, "Kenya/KEN"));
	free(first);
	free(then);
	free(anew);
	buf_release(&before);
	buf_release(&after);
}

static void
damage(const char *name, const char *right)
{
	struct buf whole = BUF_INIT, bad = BUF_INIT;
	char *anew;

	read_file(name, &whole);
	for (size_t i = 0; i < whole.len; i++) {
		buf_clear(&bad);
		buf_add_str(&bad, buf_str(&whole));
		bad.data[i] = (char)(bad.data[i] ^ (1 << i % 8));
		write_file(name, buf_str(&bad));
		anew = tell_anew();
		assert_string_equal(anew, right);
		free(anew);
		if (i % 3)
			continue;
		write_file(name, str_part(buf_str(&whole), 0, i));
		anew = tell_anew();
		assert_string_equal(anew, right);
		free(anew);
	}
	buf_add_text(&whole, "more");
	write_file(name, buf_str(&whole));
	anew = tell_anew();
	assert_string_equal(anew, right);
	free(anew);
	buf_release(&whole);
	buf_release(&bad);
}

static void
damage_is_never_believed(void **state)
{
	char *right;

	(void)state;
	act_some(record);
	right = tell(record);
	damage(file, right);
	damage(words, right);
	free(right);
}

static void
a_reader_leaves_it_alone(void **state)
{
	struct record *reader;
	char *right, *read;

	(void)state;
	act_some(record);
	right = tell(record);
	unlink(file);
	unlink(words);
	reader = open_again(RECORD_READ_ONLY);
	read = tell(reader);
	assert_string_equal(read, right);
	assert_int_equal(access(file, F_OK), -1);
	record_close(reader);
	free(read);
	free(right);
}

/* A branch that was put back leaves revisions that nothing leads to. */
static void
only_what_leads_there_counts(void **state)
{
	struct index *index;
	struct err err = ERR_INIT;
	store_id before = *record_tip(record);
	unsigned char *marks;
	size_t n = 0;

	(void)state;
	act_some(record);
	ok(record_index(record, &index, &err), &err);
	marks = index_reach(index, &before);
	for (size_t i = 0; i < index_n(index); i++)
		n += marks[i];
	assert_int_equal(n, 2);
	free(marks);
	marks = index_reach(index, record_tip(record));
	for (size_t i = 0; i < index_n(index); i++)
		assert_int_equal(marks[i], 1);
	free(marks);
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
	char command[100];

	(void)state;
	snprintf(command, sizeof(command), "rm -rf %s", folder);
	return system(command);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_grew_is_what_is_made_anew),
		TEST(an_act_is_put_in_unread),
		TEST(damage_is_never_believed),
		TEST(a_reader_leaves_it_alone),
		TEST(only_what_leads_there_counts),
	};

	return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
