/*
 * What somebody else's tools left wrong in the files of a document: the rest
 * is read all the same, each trouble is named, and nothing is read twice.
 */
#include "format_native_help.h"

/* The lines of the document, `/` between. */
static void
add_lines(struct buf *out, const struct doc *doc)
{
	for (const struct node *at = doc_first(doc); at; at = node_next(at))
		buf_add_format(out, "%s%s", out->len ? "/" : "", at->line);
}

static const char *
word(enum native_trouble_kind kind)
{
	static const char *const words[] = { "name", "twice", "missing",
		"headless", "bytes", "marker" };

	return words[kind];
}

static void
add_troubles(struct buf *out, const struct native_troubles *troubles)
{
	for (size_t i = 0; i < troubles->n; i++)
		buf_add_format(out, "%s%s:%zu %s %s", i ? "; " : "",
			troubles->at[i].path, troubles->at[i].line,
			word(troubles->at[i].kind), troubles->at[i].what);
}

/* files: paths and texts by turns, NULL at the end. */
static void
reads(const char *const *texts, const char *lines, const char *troubles)
{
	struct files files = { 0 };
	struct native_troubles found = { 0 };
	struct native_source source = { read_file, &files, &found };
	struct buf said = BUF_INIT, read = BUF_INIT;
	struct err err = ERR_INIT;
	struct doc *doc;

	for (; *texts; texts += 2)
		put_file(&files, texts[0], str_of(texts[1]));
	assert_int_equal(native_read(&doc, "outcome", &source, &err), 0);
	add_lines(&read, doc);
	assert_string_equal(buf_text(&read), lines);
	add_troubles(&said, &found);
	assert_string_equal(buf_text(&said), troubles);
	doc_free(doc);
	buf_release(&said);
	buf_release(&read);
	native_troubles_release(&found);
	files_release(&files);
}

#define FILES "front.md", "f\n", "a/section.md", "# A\n", "b.md", "# B\n"

/* What an ORDER holds over FILES; `f` comes first in any case. */
static void
order_reads(const char *order, const char *lines, const char *troubles)
{
	const char *texts[] = { FILES, "ORDER", order, NULL };

	reads(texts, lines, troubles);
}

static void
an_order_may_be_typed(void **state)
{
	(void)state;
	order_reads("a/\nb.md\n", "f/A/B", "");
	order_reads("b.md\na/\n", "f/B/A", "");
	order_reads("\xEF\xBB\xBF" "a/\r\n\r\n  b.md \t\r\n", "f/A/B", "");
	order_reads("a/\nb.md", "f/A/B", "");
	order_reads("a\nb.md\n", "f/A/B", "");
	order_reads("", "f", "");
	order_reads("\n \n", "f", "");
}

static void
a_name_counts_once(void **state)
{
	(void)state;
	order_reads("a/\nb.md\na/\n", "f/A/B", "ORDER:3 twice a/");
	order_reads("b.md\nb.md\nb.md\na/\n", "f/B/A",
		"ORDER:2 twice b.md; ORDER:3 twice b.md");
	order_reads("front.md\na/\nfootnotes.md\nb.md\n", "f/A/B",
		"ORDER:1 twice front.md; ORDER:3 twice footnotes.md");
	order_reads("a/\na\nb.md\n", "f/A/B", "ORDER:2 twice a/");
}

static void
a_line_may_name_nothing(void **state)
{
	(void)state;
	order_reads("../../etc/passwd.md\na/\nb.md\n", "f/A/B",
		"ORDER:1 name ../../etc/passwd.md");
	order_reads("/b.md\n../\n..\n.\n./b.md\n.git/\n\nb.md\n", "f/B",
		"ORDER:1 name /b.md; ORDER:2 name ../; ORDER:3 name ..; "
		"ORDER:4 name .; ORDER:5 name ./b.md; ORDER:6 name .git/");
	order_reads("a/section.md\na//\nORDER\nb\\c.md\nb.md\n", "f/B",
		"ORDER:1 name a/section.md; ORDER:2 name a//; "
		"ORDER:3 name ORDER; ORDER:4 name b\\c.md");
	order_reads("b\x7F.md\n", "f", "ORDER:1 name b\x7F.md");
	order_reads("b\xE9.md\nb\001.md\n/\n.md\n", "f",
		"ORDER:1 name b\xE9.md; ORDER:2 name b\001.md; "
		"ORDER:3 name /; ORDER:4 name .md");
}

static void
a_name_may_be_of_nothing(void **state)
{
	(void)state;
	order_reads("gone.md\na/\nnone/\nb.md\nB.md\nhere\n", "f/A/B",
		"ORDER:1 missing gone.md; ORDER:3 missing none/; "
		"ORDER:5 missing B.md; ORDER:6 missing here/");
}

static void
a_folder_may_lack_its_heading(void **state)
{
	static const char *const texts[] = {
		"ORDER", "a/\nb/\n", "a/section.md", "# A\n",
		"b/ORDER", "x.md\n../a/section.md\ngone.md\n",
		"b/x.md", "## X\n", NULL
	};

	(void)state;
	reads(texts, "A/X", "b/ORDER:2 name ../a/section.md; "
		"b/ORDER:3 missing b/gone.md; "
		"ORDER:2 headless b/section.md");
}

static void
a_file_may_be_no_text(void **state)
{
	static const char *const texts[] = {
		"ORDER", "a/\nb.md\n", "a/section.md", "# A\n\nbad \xE9\n",
		"a/ORDER", "x.md\n", "a/x.md", "## X\n", "b.md", "# B\n", NULL
	};

	(void)state;
	reads(texts, "X/B", "a/section.md:3 bytes ");
}

static void
what_git_could_not_merge_is_text(void **state)
{
	static const char *const texts[] = {
		"front.md", "one {#aaaaaaaa}\n\n<<<<<<< HEAD\ntwo "
		"{#bbbbbbbb}\n=======\ntwo too {#bbbbbbbb}\n>>>>>>> other\n"
		"\n- three\n  goes on\n=======\n", NULL
	};

	(void)state;
	reads(texts, "one/<<<<<<< HEAD/two/=======/two too/>>>>>>> other/"
		"three goes on =======", "front.md:3 marker <<<<<<< HEAD; "
		"front.md:5 marker =======; "
		"front.md:7 marker >>>>>>> other");
}

static void
keeps(const char *path, const char *now, const char *before,
	const char *expected)
{
	struct native_trouble list[] = {
		{ .kind = TROUBLE_MISSING, .path = (char *)"ORDER",
			.what = (char *)"gone.md" },
		{ .kind = TROUBLE_MISSING, .path = (char *)"ORDER",
			.what = (char *)"none/" },
		{ .kind = TROUBLE_BYTES, .path = (char *)"bad/section.md",
			.what = (char *)"" },
		{ .kind = TROUBLE_MISSING, .path = (char *)"a/ORDER",
			.what = (char *)"a/x.md" },
	};
	struct native_troubles troubles = { list, 4, 4, 0 };
	struct buf out = BUF_INIT;

	native_order_keep(&out, path, str_of(now), str_of(before), &troubles);
	assert_string_equal(buf_text(&out), expected);
	buf_release(&out);
}

static void
an_order_keeps_what_was_not_read(void **state)
{
	(void)state;
	keeps("ORDER", "a/\nb.md\n", "a/\nb.md\n", "a/\nb.md\n");
	keeps("ORDER", "a/\nnew.md\nb.md\n",
		"gone.md\na/\nnone/\nbad/\nb.md\nnone.md\n",
		"gone.md\na/\nnone/\nbad/\nnew.md\nb.md\n");
	keeps("ORDER", "b.md\n", "a/\ngone.md\nb.md\n", "gone.md\nb.md\n");
	keeps("ORDER", "", "a/\ngone.md", "gone.md\n");
	keeps("a/ORDER", "y.md\n", "x.md\ny.md\ngone.md\n", "x.md\ny.md\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_order_may_be_typed),
		cmocka_unit_test(a_name_counts_once),
		cmocka_unit_test(a_line_may_name_nothing),
		cmocka_unit_test(a_name_may_be_of_nothing),
		cmocka_unit_test(a_folder_may_lack_its_heading),
		cmocka_unit_test(a_file_may_be_no_text),
		cmocka_unit_test(what_git_could_not_merge_is_text),
		cmocka_unit_test(an_order_keeps_what_was_not_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
