/*
 * Native files: what is written reads back the same, what was not canonical
 * loses nothing, what is no text is refused by name.
 */
#include "format_native_help.h"

#include "adref/base/env.h"
#include "adref/doc/files.h"
#include "adref/text/quote.h"
#include "../../src/format/native_line.h"

static struct doc *
read_back(struct files *files)
{
	struct native_source source = { .read = read_file,
		.ctx = files };
	struct err err = ERR_INIT;
	struct doc *doc = NULL;

	if (native_read(&doc, "outcome", &source, &err) < 0)
		fail_msg("%s", err.text);
	return doc;
}

static void
same_nodes(const struct node *a, const struct node *b)
{
	for (; a && b; a = node_next(a), b = node_next(b)) {
		assert_string_equal(a->line, b->line);
		assert_string_equal(a->id.text, b->id.text);
		assert_int_equal(a->kind, b->kind);
		assert_int_equal(a->level, b->level);
		assert_int_equal(a->status, b->status);
		assert_int_equal(node_depth(a), node_depth(b));
		assert_true(!a->file == !b->file);
		if (a->file)
			assert_string_equal(a->file, b->file);
	}
	assert_null(a);
	assert_null(b);
}

static void
round_trip(struct doc *doc)
{
	struct files one = { 0 }, two = { 0 };
	struct doc *back;

	doc_name_files(doc);
	assert_int_equal(native_write_all(doc, put_file, &one), 0);
	back = read_back(&one);
	same_nodes(doc_first(doc), doc_first(back));
	same_nodes(doc->notes->first, back->notes->first);
	assert_int_equal(native_write_all(back, put_file, &two), 0);
	assert_int_equal(one.n, two.n);
	for (size_t i = 0; i < one.n; i++)
		assert_string_equal(one.all[i], two.all[i]);
	doc_free(back);
	files_release(&one);
	files_release(&two);
}

static void
canonical_text_stays(void **state)
{
	static const char text[] =
		"### 1. *Controls* {#k3f9x2d7}\n\n"
		"- Applies to all aspects {#7qd2m0ab}\n\n"
		"  - [Export]{IND +EU -USA} of weapons[^chair-a] {#m0x1tz44}\n\n"
		"- {#p0mr4w9c}\n\n"
		"3 bis. States [shall][should] report. {#q81c0d5e .ad-ref}\n\n"
		"| a | b | {#q81c0d5f}\n"
		"|---|---| {#q81c0d5g}\n"
		"| 1 | 2 \\| 3 | {#q81c0d5h}\n";
	struct doc *doc = doc_new("outcome");
	struct buf out = BUF_INIT;
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(native_read_text(doc, "a.md", str_of(text), NULL,
		&err), 0);
	native_write(&out, doc, NULL);
	assert_string_equal(buf_text(&out), text);
	assert_int_equal(doc->placeholders, 1);
	assert_int_equal(doc->n, 8);
	buf_release(&out);
	doc_free(doc);
}

/* What stops just short of a marker or an id is text. */
static void
what_is_nearly_a_marker_is_text(void **state)
{
	static const struct {
		const char *line, *text;
		enum node_kind kind;
		size_t indent;
	} lines[] = {
		{ "}", "}", NODE_PARAGRAPH, 0 },
		{ "a}", "a}", NODE_PARAGRAPH, 0 },
		{ "a{#7qd2m0ab}", "a{#7qd2m0ab}", NODE_PARAGRAPH, 0 },
		{ "a {#7qd2m0ab x}", "a {#7qd2m0ab x}", NODE_PARAGRAPH, 0 },
		{ "a {#7qd2m0ab}", "a", NODE_PARAGRAPH, 0 },
		{ "{#7qd2m0ab}", "", NODE_PARAGRAPH, 0 },
		{ "##", "", NODE_SECTION, 0 },
		{ "#a", "#a", NODE_PARAGRAPH, 0 },
		{ "  # a", "# a", NODE_PARAGRAPH, 2 },
		{ "\t- a", "a", NODE_ITEM, 4 },
		{ "-a", "-a", NODE_PARAGRAPH, 0 },
		{ "[^a b]: x", "[^a b]: x", NODE_PARAGRAPH, 0 },
	};
	struct native_line line;
	char many[110];

	(void)state;
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		assert_true(native_line_read(&line, str_of(lines[i].line)));
		assert_int_equal(line.kind, lines[i].kind);
		assert_int_equal(line.indent, lines[i].indent);
		assert_true(str_is(line.text, lines[i].text));
	}
	memset(many, '#', sizeof(many));
	memcpy(many + 100, " a", 3);
	assert_true(native_line_read(&line, str_of(many)));
	assert_int_equal(line.kind, NODE_PARAGRAPH);
	assert_true(native_line_read(&line, str_of(many + 1)));
	assert_int_equal(line.level, 99);
}

static void
other_text_is_kept(void **state)
{
	static const char text[] =
		"\xEF\xBB\xBF# A. Heading   {:.no_toc}\r\n"
		"soft\r\n  wrapped   line {#not-an-id}\r\n\r\n"
		"    deep {#7qd2m0ab .unknown}\r\n-\r\n- x {#7qd2m0ab}\r\n"
		"- y {#7qd2m0ab}\n[^n]: note\n goes on\n";
	struct doc *doc = doc_new("outcome");
	struct err err = ERR_INIT;
	struct node *at;

	(void)state;
	assert_int_equal(native_read_text(doc, "a.md", str_of(text), NULL,
		&err), 0);
	doc_derive_ids(doc);
	at = doc_first(doc);
	assert_string_equal(at->line, "A. Heading   {:.no_toc}");
	at = node_next(at);
	assert_string_equal(at->line, "soft wrapped   line {#not-an-id}");
	at = node_next(at);
	assert_string_equal(at->line, "deep {#7qd2m0ab .unknown}");
	at = node_next(at);
	assert_true(node_is_placeholder(at));
	at = node_next(at);
	assert_string_equal(at->line, "x");
	assert_string_equal(at->id.text, "7qd2m0ab");
	at = node_next(at);
	assert_string_equal(at->line, "y");
	assert_true(at->derived);
	assert_string_equal(doc->notes->first->line, "note goes on");
	doc_free(doc);
}

static void
bad_bytes_are_refused_by_name(void **state)
{
	struct doc *doc = doc_new("outcome");
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(native_read_text(doc, "a/section.md",
		str_of("one\ntwo \xFFx\n"), NULL, &err), -1);
	assert_int_equal(err.code, ERR_DAMAGED);
	assert_non_null(strstr(err.text, "a/section.md"));
	assert_non_null(strstr(err.text, "byte 8"));
	assert_non_null(strstr(err.text, "line 2"));
	doc_free(doc);
}

/* A small generator: the same numbers on every machine. */
static uint32_t seed = 7;

static uint32_t
next(uint32_t below)
{
	seed = seed * 1664525 + 1013904223;
	return (seed >> 8) % below;
}

static void
random_line(struct buf *out)
{
	static const char *const words[] = {
		"shall", "[", "]", "[should]", "{IND}", "- ", "# ", "| x",
		"[^n]:", "{#7qd2m0ab}", "\\", "*", "3 bis.", "\xC3\xA9t\xC3\xA9",
		"(a)", "][", "{#", "}", "`", "1.",
	};
	struct buf raw = BUF_INIT;

	buf_clear(out);
	for (uint32_t n = next(8); n > 0; n--) {
		buf_add_text(&raw, words[next(20)]);
		if (n > 1 && next(3))
			buf_add_char(&raw, ' ');
	}
	quote_add_line(out, str_trim(buf_str(&raw)));
	buf_release(&raw);
}

static void
add_random_node(struct doc *doc, struct node **last, struct buf *line)
{
	struct node *parent = doc_last_section(doc);

	random_line(line);
	if (!next(9)) {
		doc_add_section(doc, 1 + next(4), buf_str(line));
		*last = NULL;
		return;
	}
	if (*last && next(2))
		parent = next(2) ? *last : (*last)->parent;
	if (parent->kind == NODE_SECTION || !parent->parent)
		parent = doc_last_section(doc);
	*last = doc_add(doc, parent, next(2) ? NODE_ITEM : NODE_PARAGRAPH,
		buf_str(line));
	(*last)->status = (enum node_status)next(4);
}

static void
random_documents_read_back(void **state)
{
	struct buf line = BUF_INIT;
	struct env env;

	(void)state;
	env_fixed(&env, 0, 3);
	for (int i = 0; i < 300; i++) {
		struct doc *doc = doc_new("outcome");
		struct node *last = NULL;

		for (uint32_t n = next(40); n > 0; n--)
			add_random_node(doc, &last, &line);
		random_line(&line);
		doc_add_note(doc, str_of("n"), buf_str(&line), NULL);
		doc_draw_ids(doc, &env);
		round_trip(doc);
		doc_free(doc);
	}
	buf_release(&line);
}

/* A long run without headings is cut; sections of any shape find a file. */
static void
long_documents_read_back(void **state)
{
	struct doc *doc = doc_new("outcome");
	struct node *last = NULL;
	struct buf line = BUF_INIT;
	struct env env;

	(void)state;
	env_fixed(&env, 0, 3);
	for (int i = 0; i < 7000; i++) {
		random_line(&line);
		last = doc_add(doc, NULL, NODE_PARAGRAPH, buf_str(&line));
	}
	assert_non_null(last);
	doc_add_section(doc, 1, str_of("A. Long"));
	for (int i = 0; i < 500; i++)
		doc_add(doc, doc_last_section(doc), NODE_ITEM,
			str_of("tracing"));
	doc_add_section(doc, 2, str_of("1. Sub"));
	for (int i = 0; i < 500; i++)
		doc_add(doc, doc_last_section(doc), NODE_ITEM,
			str_of("marking"));
	doc_draw_ids(doc, &env);
	round_trip(doc);
	buf_release(&line);
	doc_free(doc);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(canonical_text_stays),
		cmocka_unit_test(what_is_nearly_a_marker_is_text),
		cmocka_unit_test(other_text_is_kept),
		cmocka_unit_test(bad_bytes_are_refused_by_name),
		cmocka_unit_test(random_documents_read_back),
		cmocka_unit_test(long_documents_read_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
