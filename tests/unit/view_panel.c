/*
 * The words around the text: the head, the panel, the message, the prompt and
 * the key lines.
 */
#include "view_help.h"

static char *
unconst(const char *text)
{
	return (char *)(uintptr_t)text;
}

static void
test_head(void **state)
{
	struct scene scene;
	struct standing *standing = &scene.session.standing;

	(void)state;
	scene_open(&scene);
	scene_ready(&scene, NULL);
	draw(&scene, 24, 80);
	assert_true(str_starts(row_of(&scene, 0),
		" outcome \u00B7 no draft yet  "));
	assert_true(str_ends(row_of(&scene, 0), "  for the Chair"));
	assert_int_equal(cell_in(&scene, 0, 70)->role, ROLE_HEAD);
	standing->draft = unconst("Draft 1");
	standing->since = 14;
	standing->saved = 8 * 3600 + 42 * 60;
	standing->zone = 120;
	standing->symbol = unconst("A/CONF.192/BMS/2021/CRP.1");
	scene.session.meeting = unconst("17 June");
	memcpy(scene.session.party, "TUR", 4);
	draw(&scene, 24, 100);
	assert_true(str_starts(row_of(&scene, 0),
		" outcome \u00B7 Draft 1 +14 \u00B7 saved 10:42  "));
	assert_true(str_ends(row_of(&scene, 0),
		"  A/CONF.192/BMS/2021/CRP.1  17 June  for T\u00DCRKIYE"));
	assert_int_equal(cell_in(&scene, 0, 95)->role, ROLE_HEAD_PARTY);
	draw(&scene, 24, 70);
	assert_true(str_ends(row_of(&scene, 0),
		"   17 June  for T\u00DCRKIYE"));
	draw(&scene, 24, 52);
	assert_true(has(row_of(&scene, 0), "10:42"));
	assert_false(has(row_of(&scene, 0), "June"));
	draw(&scene, 24, 20);
	assert_row(&scene, 0, " outco\u2026 for T\u00DCRKIYE");
	scene.session.read_only = true;
	draw(&scene, 24, 100);
	assert_true(has(row_of(&scene, 0), "+14 \u00B7 reading "));
	scene_close(&scene);
}

static void
test_spans_and_slips(void **state)
{
	struct scene scene;
	struct node *opens, *closes, *slip;

	(void)state;
	scene_open(&scene);
	opens = add(&scene, NULL, NODE_PARAGRAPH, "[Opens here");
	closes = add(&scene, NULL, NODE_PARAGRAPH, "and closes.]{IND -USA}");
	slip = add(&scene, NULL, NODE_PARAGRAPH, "Too [many]] closers[^8]");
	doc_add_note(scene.session.doc, str_of("8"), str_of("Based on it."),
		NULL);
	scene_ready(&scene, opens);
	scene.session.at_bracket = true;
	draw(&scene, 24, 80);
	assert_true(shows(&scene,
		"\n bracket 1 of 1   closes in 2, 1 paragraph on   [Opens here\n"));
	assert_true(shows(&scene, "asked for by  India    wants out  US\n"));
	assert_true(shows(&scene, "\n 2 brackets in the text \u00B7 1 slip\n"));
	scene.session.place = closes->id;
	scene.session.off = 11;
	draw(&scene, 24, 80);
	assert_true(shows(&scene, "\n bracket that closes here   "
		"opens in 1, 1 paragraph before   [Opens here\n"));
	assert_true(shows(&scene, "asked for by  India    wants out  US\n"));
	scene.session.place = slip->id;
	scene.session.off = 0;
	scene.session.at_bracket = false;
	draw(&scene, 24, 80);
	assert_true(shows(&scene, "\n 1 slip: the last ] has no [ "
		"before it; likely: \"[[many]\"\n"));
	assert_true(shows(&scene, "\n 8  Based on it.\n"));
	scene_close(&scene);
}

static void
test_alternatives(void **state)
{
	static const char line[] = "States [shall][should] act";
	struct scene scene;
	struct node *node;

	(void)state;
	scene_open(&scene);
	node = add(&scene, NULL, NODE_PARAGRAPH, line);
	scene_ready(&scene, node);
	scene.session.off = 14;
	scene.session.at_bracket = true;
	draw(&scene, 24, 80);
	assert_true(shows(&scene,
		"\n bracket 2 of 2   alternative 2 of 2   [should]\n"));
	assert_true(shows(&scene, "\n   no names on it\n"));
	scene_close(&scene);
}

static void
test_names(void **state)
{
	struct scene scene;
	struct node *node;

	(void)state;
	scene_open(&scene);
	node = add(&scene, NULL, NODE_PARAGRAPH, "[words]{IND +EU} more");
	scene_ready(&scene, node);
	draw(&scene, 24, 80);
	assert_true(has(row_of(&scene, 1), "[words] more"));
	scene.session.names = true;
	draw(&scene, 24, 80);
	assert_true(has(row_of(&scene, 1), "India; EU: keep"));
	scene_close(&scene);
}

/* A refusal says why and what would help: it is not cut. */
static void
test_long_message(void **state)
{
	struct scene scene;
	struct node *node;

	(void)state;
	scene_open(&scene);
	node = add(&scene, NULL, NODE_PARAGRAPH, "Some words");
	scene_ready(&scene, node);
	scene_say(&scene, MESSAGE_REFUSED, "India and EU asked for these "
		"brackets, and nobody else may lift them for all. What would "
		"help: the way out.");
	draw(&scene, 24, 80);
	assert_true(shows(&scene, "\n India and EU asked"));
	assert_true(shows(&scene, "help: the way out.\n"));
	assert_int_equal(cell_in(&scene, row_with(&scene, "India"), 1)->role,
		ROLE_REFUSAL);
	assert_true(row_with(&scene, "x Bracket") == 22);
	scene_close(&scene);
}

static void
test_prompt(void **state)
{
	struct scene scene;
	struct node *node;
	struct prompt *prompt = &scene.session.prompt;

	(void)state;
	scene_open(&scene);
	node = add(&scene, NULL, NODE_PARAGRAPH, "Some words");
	scene_ready(&scene, node);
	scene.session.mode = SESSION_PROMPT;
	prompt->label = unconst("bracket which words?");
	buf_add_text(&prompt->text, "risk..controls");
	buf_add_text(&prompt->hint, "1 place, A.1.6");
	draw(&scene, 24, 80);
	assert_true(str_starts(row_of(&scene, 21),
		" bracket which words?  risk..controls   "));
	assert_true(str_ends(row_of(&scene, 21), "  1 place, A.1.6"));
	assert_int_equal(scene.frame.cursor_row, 21);
	assert_int_equal(scene.frame.cursor_col, 23 + 14);
	assert_row(&scene, 22, " Enter Take it");
	buf_add_text(&prompt->takes, "Select it");
	buf_add_text(&prompt->near, "\u2026 of risk to controls");
	prompt->near_from = strlen("\u2026 of ");
	prompt->near_to = prompt->near.len;
	draw(&scene, 24, 80);
	assert_row(&scene, 22, "   \u2026 of risk to controls");
	assert_int_equal(cell_in(&scene, 22, 8)->role, ROLE_STRONG);
	assert_row(&scene, 23, " Enter Select it");
	draw(&scene, 1, 10);
	assert_int_equal(scene.frame.cursor_row, 0);
	assert_true(has(row_of(&scene, 0), "ols"));
	scene_close(&scene);
}

static void
test_keys_of_a_reader(void **state)
{
	struct scene scene;
	struct node *node;

	(void)state;
	scene_open(&scene);
	node = add(&scene, NULL, NODE_PARAGRAPH, "Some words");
	scene_ready(&scene, node);
	scene.session.read_only = true;
	draw(&scene, 24, 80);
	assert_row(&scene, 22, " b Next bracket  ? Help");
	draw(&scene, 10, 12);
	assert_row(&scene, 9, " ? Help");
	scene_close(&scene);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_head),
		cmocka_unit_test(test_spans_and_slips),
		cmocka_unit_test(test_alternatives),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_long_message),
		cmocka_unit_test(test_prompt),
		cmocka_unit_test(test_keys_of_a_reader),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
