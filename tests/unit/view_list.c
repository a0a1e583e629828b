/*
 * Lists: the cursor's row is on the screen, the filter leaves rows out, what
 * is changed is marked in words and in role.
 */
#include "view_help.h"

struct rows {
	struct list list;
	struct list_row at[60];
	char text[60][24];
};

static char *
unconst(const char *text)
{
	return (char *)(uintptr_t)text;
}

static void
rows_fill(struct rows *rows, struct scene *scene, enum list_kind kind)
{
	memset(rows, 0, sizeof(*rows));
	rows->list.kind = kind;
	rows->list.title = unconst("The title");
	rows->list.at = rows->at;
	rows->list.n = 60;
	for (size_t i = 0; i < 60; i++) {
		snprintf(rows->text[i], 24, "Row %zu%s", i,
			i % 3 ? "" : " third");
		rows->at[i].text = rows->text[i];
	}
	scene->session.list = &rows->list;
	scene->session.mode = SESSION_LIST;
}

static void
test_scrolling(void **state)
{
	struct scene scene;
	struct rows rows;

	(void)state;
	scene_open(&scene);
	rows_fill(&rows, &scene, LIST_DOCUMENTS);
	draw(&scene, 24, 80);
	assert_row(&scene, 0, " The title");
	assert_row(&scene, 2, BAR "Row 0 third");
	assert_row(&scene, 3, " Row 1");
	for (size_t i = 0; i < 20; i++) {
		rows.list.cursor = i;
		draw(&scene, 24, 80);
		assert_int_equal(scene.view.list_top, 0);
		assert_int_equal(scene.frame.cursor_row, 2 + i);
	}
	rows.list.cursor = 20;
	draw(&scene, 24, 80);
	assert_int_equal(scene.view.list_top, 1);
	assert_row(&scene, 21, BAR "Row 20");
	rows.list.cursor = 59;
	draw(&scene, 24, 80);
	assert_int_equal(scene.view.list_top, 40);
	rows.list.cursor = 39;
	draw(&scene, 24, 80);
	assert_int_equal(scene.view.list_top, 39);
	assert_row(&scene, 23, " q Back");
	scene_close(&scene);
}

/* As the session leaves it. */
static void
only(struct rows *rows, const char *words)
{
	buf_clear(&rows->list.filter);
	buf_add_text(&rows->list.filter, words);
	rows->list.filtered = true;
	for (size_t i = 0; i < rows->list.n; i++)
		rows->at[i].hidden = !strstr(rows->at[i].text, words);
}

static void
test_filter(void **state)
{
	struct scene scene;
	struct rows rows;

	(void)state;
	scene_open(&scene);
	rows_fill(&rows, &scene, LIST_DOCUMENTS);
	only(&rows, "third");
	rows.list.cursor = 57;
	draw(&scene, 24, 80);
	assert_true(str_ends(row_of(&scene, 0), "  only: third"));
	assert_row(&scene, 21, BAR "Row 57 third");
	assert_row(&scene, 20, " Row 54 third");
	draw(&scene, 12, 80);
	assert_row(&scene, 9, BAR "Row 57 third");
	assert_row(&scene, 2, " Row 36 third");
	rows.list.cursor = 0;
	draw(&scene, 24, 80);
	assert_row(&scene, 3, " Row 3 third");
	only(&rows, "third what");
	draw(&scene, 24, 80);
	assert_row(&scene, 2, " No line has these words.");
	buf_release(&rows.list.filter);
	scene_close(&scene);
}

static void
test_headings(void **state)
{
	struct scene scene;
	struct rows rows;

	(void)state;
	scene_open(&scene);
	rows_fill(&rows, &scene, LIST_HISTORY);
	rows.at[0].heading = rows.at[0].rule = true;
	rows.list.cursor = 1;
	draw(&scene, 24, 80);
	assert_true(str_starts(row_of(&scene, 2),
		" \u2500\u2500 Row 0 third \u2500\u2500\u2500"));
	assert_row(&scene, 3, BAR "Row 1");
	rows.list.cursor = 30;
	draw(&scene, 24, 80);
	rows.list.cursor = 1;
	draw(&scene, 24, 80);
	assert_true(has(row_of(&scene, 2), "Row 0"));
	rows.at[0].rule = false;
	draw(&scene, 24, 80);
	assert_row(&scene, 2, " Row 0 third");
	scene_close(&scene);
}

static void
test_changes(void **state)
{
	struct scene scene;
	struct rows rows;
	size_t row;

	(void)state;
	scene_open(&scene);
	rows_fill(&rows, &scene, LIST_CHANGE);
	rows.at[1].text = unconst("for {-some-}{+all+} transfers, and "
		"words that go on in the next row because it is {+long+}");
	draw(&scene, 24, 60);
	row = row_with(&scene, "for {-some-}{+all+} transfers");
	assert_int_equal(row, 3);
	assert_int_equal(cell_in(&scene, row, 1)->role, ROLE_PLAIN);
	for (size_t col = 5; col < 20; col++)
		assert_int_equal(cell_in(&scene, row, col)->role,
			col < 13 ? ROLE_DELETED : ROLE_ADDED);
	assert_int_equal(cell_in(&scene, row, 20)->role, ROLE_PLAIN);
	assert_true(str_starts(row_of(&scene, 4), "   "));
	assert_true(has(row_of(&scene, 4), "{+long+}"));
	assert_row(&scene, 5, " Row 2");
	rows.at[2].text = unconst("Down     Go to the next paragraph, and "
		"words that go on below");
	draw(&scene, 24, 60);
	assert_true(str_starts(row_of(&scene, 5), " Down     Go to"));
	assert_true(str_starts(row_of(&scene, 6), "          "));
	assert_false(str_starts(row_of(&scene, 6), "           "));
	rows.list.cursor = 1;
	draw(&scene, 24, 60);
	assert_int_equal(rows_with_bar(&scene), 2);
	assert_int_equal(scene.frame.cursor_row, 3);
	scene_close(&scene);
}

static void
test_every_size(void **state)
{
	struct scene scene;
	struct rows rows;

	(void)state;
	scene_open(&scene);
	for (enum list_kind kind = LIST_HISTORY; kind <= LIST_SLIPS; kind++) {
		rows_fill(&rows, &scene, kind);
		for (size_t i = 1; i < 12; i++) {
			draw(&scene, i, 13 - i);
			rows.list.cursor = i * 5;
		}
		rows.list.n = rows.list.cursor = 0;
		draw(&scene, 24, 80);
		draw(&scene, 1, 1);
	}
	scene_close(&scene);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_scrolling),
		cmocka_unit_test(test_filter),
		cmocka_unit_test(test_headings),
		cmocka_unit_test(test_changes),
		cmocka_unit_test(test_every_size),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
