/*
 * Names of files: chosen at birth, kept, never torn out of order.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "adref/base/map.h"
#include "adref/base/mem.h"
#include "adref/doc/files.h"
#include "build_doc.h"

static struct env env;

static struct doc *
build(const char *text)
{
	struct doc *doc = build_doc(text);

	env_fixed(&env, 0, 1);
	doc_draw_ids(doc, &env);
	doc_name_files(doc);
	return doc;
}

static void
check(const struct doc *doc, const char *line, const char *path)
{
	struct buf out = BUF_INIT;
	const struct node *node = find_line(doc, line);

	assert_non_null(node);
	assert_non_null(node->file);
	file_path(&out, node);
	assert_string_equal(buf_text(&out), path);
	buf_release(&out);
}

static void
test_names(void **state)
{
	struct buf front = BUF_INIT;
	struct doc *doc = build(
		"DRAFT 1\n"
		"# A. [Consideration of the implementation of the Programme "
			"of Action to Prevent]]\n"
		"- Review\n"
		"## PoA in the context of preventing and combating\n"
		"### 1. *Effective national controls*\n"
		"## The Way Forward\n"
		"## The way forward!\n"
		"## Section\n"
		"# Préambule de la Côte\n"
		"# 第一条\n"
		"# Nul\n"
		"## COM1\n"
		"# [Article 3bis] *(REDD-plus)*\n"
		"# Supercalifragilisticexpialidocious-and-then-some\n");

	(void)state;
	check(doc, "A.", "a-consideration-implementation/section.md");
	check(doc, "PoA", "a-consideration-implementation/"
		"poa-context-preventing.md");
	check(doc, "The Way", "a-consideration-implementation/"
		"way-forward.md");
	check(doc, "The way", "a-consideration-implementation/"
		"way-forward-2.md");
	check(doc, "Section", "a-consideration-implementation/section-2.md");
	check(doc, "Préambule", "preambule-cote/section.md");
	check(doc, "COM1", "nul-2/com1-2.md");
	check(doc, "[Article", "article3bis-redd-plus/section.md");
	check(doc, "Supercali", "supercalifragilisticexpialidocio/section.md");
	assert_string_equal(find_line(doc, "第")->file,
		find_line(doc, "第")->id.text);
	assert_null(find_line(doc, "1. *Eff")->file);
	assert_null(find_line(doc, "DRAFT")->file);
	file_path(&front, NULL);
	assert_string_equal(buf_text(&front), "front.md");
	buf_release(&front);
	doc_free(doc);
}

static void
test_level_two_at_the_top(void **state)
{
	struct doc *doc = build("## Article 1 *(definitions)*\n- x\n"
		"### deeper\n## Order\n");

	(void)state;
	check(doc, "Article 1", "article1-definitions.md");
	check(doc, "Order", "order-2.md");
	assert_null(find_line(doc, "deeper")->file);
	doc_free(doc);
}

static void
test_names_are_kept(void **state)
{
	struct doc *doc = build("# A. First title\n## Sub\n");

	(void)state;
	doc_set_line(doc, find_line(doc, "A."), str_of("B. Other words"));
	doc_add_section(doc, 2, str_of("Sub"));
	doc_draw_ids(doc, &env);
	doc_name_files(doc);
	check(doc, "B.", "a-first-title/section.md");
	check(doc, "Sub", "a-first-title/sub.md");
	assert_string_equal(doc_last(doc)->file, "sub-2");
	doc_free(doc);
}

static void
add_lines(struct doc *doc, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct node *node = doc_add(doc, doc_last_section(doc),
			NODE_PARAGRAPH, str_of("text"));

		if (i % 10 == 0)
			doc_add(doc, node, NODE_ITEM, str_of("below"));
	}
	doc_draw_ids(doc, &env);
}

/* Files in reading order: no path comes twice, no group is torn. */
static size_t
check_order(const struct doc *doc, size_t *longest)
{
	struct map seen = MAP_INIT, folders = MAP_INIT;
	struct buf path = BUF_INIT, folder = BUF_INIT;
	size_t files = 0, run = 0;

	*longest = 0;
	for (const struct node *at = doc_first(doc); at;
	     at = node_next(at), run++) {
		size_t slash;

		if (!at->file)
			continue;
		*longest = run > *longest ? run : *longest;
		run = 0;
		assert_true(!at->parent->parent ||
			at->parent->kind == NODE_SECTION);
		buf_clear(&path);
		file_path(&path, at);
		assert_null(map_put(&seen, buf_str(&path), &seen));
		files++;
		slash = str_find(buf_str(&path), 0, str_of("/"));
		if (slash == path.len)
			slash = 0;
		if (str_same(str_part(buf_str(&path), 0, slash),
			buf_str(&folder)))
			continue;
		buf_clear(&folder);
		buf_add_str(&folder, str_part(buf_str(&path), 0, slash));
		if (folder.len)
			assert_null(map_put(&folders, buf_str(&folder),
				&folders));
	}
	*longest = run > *longest ? run : *longest;
	map_release(&seen);
	map_release(&folders);
	buf_release(&path);
	buf_release(&folder);
	return files;
}

static void
test_parts(void **state)
{
	struct doc *doc = doc_new("outcome");
	size_t longest;

	(void)state;
	env_fixed(&env, 0, 1);
	add_lines(doc, 145);			/* 160 nodes: one file */
	doc_name_files(doc);
	assert_int_equal(check_order(doc, &longest), 0);
	add_lines(doc, 1);
	doc_name_files(doc);
	assert_int_equal(check_order(doc, &longest), 1);
	assert_in_range(longest, 78, 90);
	add_lines(doc, 300);
	doc_name_files(doc);
	assert_in_range(check_order(doc, &longest), 4, 6);
	assert_in_range(longest, 78, 165);
	for (struct node *at = doc_first(doc); at; at = node_next(at))
		if (at->file)
			assert_true(str_starts(str_of(at->file), "part-0"));
	doc_free(doc);
}

static void
test_groups_at_the_top(void **state)
{
	struct doc *doc = doc_new("outcome");
	struct node *first = NULL;
	size_t longest, files;

	(void)state;
	env_fixed(&env, 0, 1);
	add_lines(doc, 10000);
	doc_name_files(doc);
	files = check_order(doc, &longest);
	assert_in_range(files, 120, 140);
	assert_in_range(longest, 78, 90);
	for (first = doc_first(doc); !first->file; first = node_next(first))
		;
	assert_string_equal(first->file, "parts-01/part-0001");
	assert_true(str_starts(str_of(doc_last(doc)->parent->file
		? doc_last(doc)->parent->file : "parts-03"), "parts-0"));
	doc_name_files(doc);
	assert_int_equal(check_order(doc, &longest), files);
	doc_free(doc);
}

static void
test_groups_below_a_section(void **state)
{
	struct doc *doc = build("# A. One\n## Sub\n- x\n");
	size_t longest;

	(void)state;
	add_lines(doc, 8000);
	doc_add_section(doc, 2, str_of("After"));
	doc_add_section(doc, 1, str_of("B. Two"));
	doc_add_section(doc, 2, str_of("Sub"));
	doc_draw_ids(doc, &env);
	doc_name_files(doc);
	check(doc, "A.", "a-one/section.md");
	check(doc, "Sub", "a-one/sub.md");
	check(doc, "After", "parts-02/after.md");
	check(doc, "B.", "b-two/section.md");
	assert_string_equal(doc_last(doc)->file, "sub");
	assert_in_range(check_order(doc, &longest), 95, 115);
	doc_free(doc);
}

/* Names that cannot stay where their nodes have come to stand. */
static void
test_names_mended(void **state)
{
	struct doc *doc = build("# A. One\n## Sub\n# B. Two\n## Sub\n");
	struct node *under = doc_add(doc, doc_add(doc, NULL, NODE_PARAGRAPH,
		str_of("p")), NODE_ITEM, str_of("hangs"));
	struct node *other;

	(void)state;
	under->file = mem_text("part-07");
	other = find_line(doc, "B.");
	free(other->file);
	other->file = mem_text("A-One");
	doc_draw_ids(doc, &env);
	doc_name_files(doc);
	assert_null(under->file);
	assert_string_equal(other->file, "b-two");
	check(doc, "A.", "a-one/section.md");
	doc_free(doc);
}

/* What is left at the end is no part of its own when it is short. */
static void
test_no_short_part(void **state)
{
	struct doc *doc = doc_new("outcome");
	size_t longest;

	(void)state;
	for (size_t i = 0; i < 161; i++)
		doc_add(doc, NULL, NODE_PARAGRAPH, str_of("text"));
	env_fixed(&env, 0, 1);
	doc_draw_ids(doc, &env);
	doc_name_files(doc);
	assert_int_equal(check_order(doc, &longest), 1);
	doc_free(doc);
}

/* A group that a new section stands in the middle of. */
static void
test_torn_group(void **state)
{
	struct doc *doc = doc_new("outcome");
	struct node *at;
	size_t longest, n = 0;

	(void)state;
	env_fixed(&env, 0, 1);
	add_lines(doc, 10000);
	doc_name_files(doc);
	for (at = doc_first(doc); at; at = at->next)
		if (at->file && ++n == 30) {
			free(at->file);
			at->file = mem_text("alone");
		}
	doc_name_files(doc);
	check_order(doc, &longest);
	doc_free(doc);
}

/* What stands beside the document keeps its name. */
static void
test_beside(void **state)
{
	static const char *const paths[] = { "a-bells/x.md", "NEW.md",
		"b-clocks/section.md" };
	static const char *const inside[] = { "a-bells-2/RINGING.md" };
	struct doc *doc = build_doc("# A. Bells\n## Ringing\n# B. Clocks\n"
		"# New\n");

	(void)state;
	env_fixed(&env, 0, 1);
	doc_draw_ids(doc, &env);
	doc_name_files_beside(doc, paths, 3);
	check(doc, "A. Bells", "a-bells-2/section.md");
	check(doc, "Ringing", "a-bells-2/ringing.md");
	check(doc, "B. Clocks", "b-clocks-2/section.md");
	check(doc, "New", "new-2/section.md");
	doc_name_files_beside(doc, inside, 1);
	check(doc, "A. Bells", "a-bells-2/section.md");
	check(doc, "Ringing", "a-bells-2/ringing-2.md");
	doc_free(doc);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_level_two_at_the_top),
		cmocka_unit_test(test_names_are_kept),
		cmocka_unit_test(test_parts),
		cmocka_unit_test(test_groups_at_the_top),
		cmocka_unit_test(test_groups_below_a_section),
		cmocka_unit_test(test_names_mended),
		cmocka_unit_test(test_no_short_part),
		cmocka_unit_test(test_torn_group),
		cmocka_unit_test(test_beside),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
