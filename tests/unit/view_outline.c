/*
 * The outline on screens of all sizes: the node under the cursor is whole, the
 * others are one row each, the cursor is always on the screen, and moving
 * within the screen does not scroll.
 */
#include "view_help.h"

#include <unistd.h>

#include "adref/base/spell.h"

static const char long_line[] =
	"[Emphasizing the importance of promoting, protecting and respecting "
	"all human rights, including [to promote sustainable][the right to] "
	"development, and] [the right to health,] the rights of indigenous "
	"peoples, [climate induced] migrants [refugees and internally "
	"displaced peoples], children, persons with disabilities and people "
	"in vulnerable situations [and under occupation]{CAN USA +EU} [with "
	"due respect to sovereignty and territorial integrity of states], as "
	"well as promoting health, gender equality and the empowerment of "
	"women, when taking action to address climate change,]";

static const char arabic[] =
	"\u062A\u0624\u0643\u062F \u0627\u0644\u062F\u0648\u0644 "
	"[\u0645\u0646 \u062C\u062F\u064A\u062F] "
	"\u0627\u0644\u062A\u0632\u0627\u0645\u0647\u0627";
static const char chinese[] =
	"\u5404\u56FD\u91CD\u7533\u5BF9\u300A\u884C\u52A8\u7EB2\u9886\u300B"
	"\u7684\u627F\u8BFA[\u9632\u6B62\u3001\u6253\u51FB\u548C\u6D88\u9664"
	"\u5C0F\u6B66\u5668\u548C\u8F7B\u6B66\u5668\u975E\u6CD5\u8D38\u6613]"
	"\u5404\u65B9\u9762\u95EE\u9898\u3002";

struct text {
	struct node *preamble, *also, *long_one, *under, *arabic, *chinese;
};

static void
text_fill(struct scene *scene, struct text *text)
{
	struct doc *doc = scene->session.doc;
	struct node *table, *at;

	text->preamble = doc_add_section(doc, 1, str_of("Preamble"));
	text->also = add(scene, text->preamble, NODE_PARAGRAPH,
		"Also acknowledging the specific needs and special "
		"circumstances of Parties that are [particularly] vulnerable");
	text->long_one = add(scene, text->preamble, NODE_PARAGRAPH,
		long_line);
	at = add(scene, text->preamble, NODE_ITEM, "Applies to all aspects");
	text->under = add(scene, at, NODE_ITEM, "of *marking*[^8] and tracing");
	text->under->status = STATUS_AD_REF;
	add(scene, text->preamble, NODE_ITEM, "");
	text->arabic = add(scene, text->preamble, NODE_PARAGRAPH, arabic);
	text->chinese = add(scene, text->preamble, NODE_PARAGRAPH, chinese);
	table = add(scene, text->preamble, NODE_TABLE, "|---|---|");
	add(scene, table, NODE_ROW, "| 2020 | [99] reports |");
}

static void
test_full_screen(void **state)
{
	struct scene scene;
	struct text text;

	(void)state;
	scene_open(&scene);
	text_fill(&scene, &text);
	scene_ready(&scene, text.long_one);
	scene.session.off = (size_t)(strstr(long_line, "[and under") -
		long_line);
	scene.session.at_bracket = true;
	scene_say(&scene, MESSAGE_DONE, "Bracketed.");
	draw(&scene, 24, 80);
	assert_row(&scene, 1, " Preamble");
	assert_true(has(row_of(&scene, 2), "   Also acknowledging"));
	assert_true(has(row_of(&scene, 2), "\u2026"));
	assert_true(str_ends(row_of(&scene, 2), " 1 br."));
	assert_true(str_starts(row_of(&scene, 3),
		BAR "  [Emphasizing the importance"));
	assert_int_equal(scene.frame.cells[scene.frame.cursor_row * 80 +
		scene.frame.cursor_col].bytes[0], '[');
	assert_true(has(row_of(&scene, scene.frame.cursor_row), "[and under"));
	assert_false(shows(&scene, "{CAN"));
	assert_true(shows(&scene, "\n     \u2022 of marking"));
	assert_true(shows(&scene, " ad ref\n"));
	assert_true(shows(&scene, "\n   \u2022 (to fill)\n"));
	assert_true(shows(&scene, "\n bracket 7 of 8   [and under occ"));
	assert_true(shows(&scene, "\n   asked for by  Canada, US    keep  EU"));
	assert_row(&scene, 21, " Bracketed.");
	assert_row(&scene, 22, " x Bracket  b Next bracket  u Undo  ? Help");
	scene_close(&scene);
}

/* Each node on each size, in each mode that shows the outline. */
static void
test_every_size(void **state)
{
	static const size_t sizes[][2] = {
		{ 24, 80 }, { 50, 200 }, { 10, 40 }, { 5, 20 }, { 1, 1 },
		{ 2, 1 }, { 3, 2 }, { 1, 80 }, { 60, 3 }, { 4, 5 }, { 9, 9 }
	};
	struct scene scene;
	struct text text;

	(void)state;
	scene_open(&scene);
	text_fill(&scene, &text);
	scene_ready(&scene, NULL);
	scene_say(&scene, MESSAGE_REFUSED, long_line);
	scene.session.prompt.label = (char *)(uintptr_t)"which words?";
	for (size_t i = 0; i < 11 * 8; i++) {
		size_t rows = sizes[i / 8][0], cols = sizes[i / 8][1];

		scene.view.ascii = i & 1;
		scene.view.marks_left = i & 2;
		scene.session.mode = i & 4 ? SESSION_PROMPT : SESSION_OUTLINE;
		for (struct node *at = doc_first(scene.session.doc); at;
		     at = node_next(at)) {
			scene.session.place = at->id;
			scene.session.off = at->len;
			draw(&scene, rows, cols);
			scene.session.off = 0;
			draw(&scene, rows, cols);
			for (size_t row = 0; row < rows; row++)
				assert_true(utf8_columns(row_of(&scene, row))
					<= cols);
		}
	}
	scene_close(&scene);
}

static void
test_small_screens(void **state)
{
	struct scene scene;
	struct text text;

	(void)state;
	scene_open(&scene);
	text_fill(&scene, &text);
	scene_ready(&scene, text.also);
	memcpy(scene.session.party, "IND", 4);
	scene_say(&scene, MESSAGE_DONE, "Done.");
	draw(&scene, 5, 20);
	assert_row(&scene, 0, " outcome  for INDIA");
	assert_int_equal(rows_with_bar(&scene), 3);
	assert_true(str_starts(row_of(&scene, 1), BAR "  Also"));
	assert_row(&scene, 4, " Done.");
	draw(&scene, 1, 20);
	assert_true(str_starts(row_of(&scene, 0), BAR "  Also"));
	draw(&scene, 10, 40);
	assert_row(&scene, 7, " bracket 1 of 1   [particularly]");
	assert_row(&scene, 8, " Done.");
	assert_true(str_starts(row_of(&scene, 9), " x Bracket"));
	scene_close(&scene);
}

static void
test_top_is_stable(void **state)
{
	struct node *nodes[40];
	struct scene scene;
	node_id top;

	(void)state;
	scene_open(&scene);
	for (size_t i = 0; i < 40; i++) {
		char line[20];

		snprintf(line, sizeof(line), "Line %zu", i);
		nodes[i] = add(&scene, NULL, NODE_PARAGRAPH, line);
	}
	scene_ready(&scene, nodes[0]);
	draw(&scene, 24, 80);
	top = scene.view.top;
	assert_true(node_id_same(&top, &nodes[0]->id));
	for (size_t i = 0; i < 15; i++) {
		scene.session.place = nodes[i]->id;
		draw(&scene, 24, 80);
		assert_true(node_id_same(&scene.view.top, &top));
		assert_int_equal(scene.frame.cursor_row, 1 + i);
	}
	scene.session.place = nodes[15]->id;
	draw(&scene, 24, 80);
	assert_true(node_id_same(&scene.view.top, &nodes[1]->id));
	assert_int_equal(scene.frame.cursor_row, 15);
	scene.session.place = nodes[1]->id;
	draw(&scene, 24, 80);
	assert_true(node_id_same(&scene.view.top, &nodes[1]->id));
	scene.session.place = nodes[0]->id;
	draw(&scene, 24, 80);
	assert_true(node_id_same(&scene.view.top, &nodes[0]->id));
	/* A jump to the end leaves no row empty. */
	scene.session.place = nodes[39]->id;
	draw(&scene, 24, 80);
	assert_true(row_with(&scene, "Line 39") >= 14);
	assert_true(row_with(&scene, "Line 39") <= 15);
	scene_close(&scene);
}

static void
test_headings_stay(void **state)
{
	struct scene scene;
	struct node *at = NULL, *section;

	(void)state;
	scene_open(&scene);
	doc_add_section(scene.session.doc, 1, str_of("A. Consideration"));
	section = doc_add_section(scene.session.doc, 2,
		str_of("1. *Controls*"));
	for (size_t i = 0; i < 40; i++)
		at = add(&scene, section, NODE_PARAGRAPH, "Some words.");
	scene_ready(&scene, at);
	draw(&scene, 24, 80);
	assert_row(&scene, 1, " A. Consideration \u203A 1. Controls");
	assert_int_equal(cell_in(&scene, 1, 1)->role, ROLE_SECTION);
	draw(&scene, 24, 22);
	assert_row(&scene, 1, " 1. Controls");
	scene_close(&scene);
}

/* What does not fit scrolls within itself; the panel gives way first. */
static void
test_paragraph_too_long(void **state)
{
	struct scene scene;
	struct text text;
	size_t full;

	(void)state;
	scene_open(&scene);
	text_fill(&scene, &text);
	scene_ready(&scene, text.long_one);
	draw(&scene, 50, 40);
	full = rows_with_bar(&scene);
	assert_true(full > 15);
	draw(&scene, full + 7, 40);	/* head, heading, rule, panel, … */
	assert_int_equal(rows_with_bar(&scene), full);
	assert_false(shows(&scene, "more below"));
	draw(&scene, full + 6, 40);
	assert_true(rows_with_bar(&scene) < full);
	assert_false(shows(&scene, "more above"));
	assert_true(shows(&scene, "\n   more below\n"));
	assert_int_equal(scene.frame.cursor_row, 2);
	scene.session.off = text.long_one->len - 1;
	draw(&scene, full + 6, 40);
	assert_true(shows(&scene, "\n   more above\n"));
	assert_false(shows(&scene, "more below"));
	assert_true(has(row_of(&scene, scene.frame.cursor_row), "change,]"));
	scene.session.zoom = true;
	draw(&scene, full + 3, 40);
	assert_int_equal(rows_with_bar(&scene), full);
	scene_close(&scene);
}

static void
test_right_to_left(void **state)
{
	struct scene scene;
	struct text text;
	size_t row;

	(void)state;
	scene_open(&scene);
	text_fill(&scene, &text);
	scene_ready(&scene, text.arabic);
	draw(&scene, 24, 80);
	row = row_with(&scene, "\u062A\u0624\u0643\u062F");
	assert_int_equal(row, scene.frame.cursor_row);
	assert_true(str_starts(row_of(&scene, row), "   \u062A"));
	assert_false(has(row_of(&scene, row), "br."));
	assert_int_equal(rows_with_bar(&scene), 0);
	assert_true(cell_in(&scene, row, 0)->flags & CELL_CURSOR_LINE);
	scene_close(&scene);
}

static void
test_marks(void **state)
{
	struct scene scene;
	struct text text;

	(void)state;
	scene_open(&scene);
	text_fill(&scene, &text);
	scene_ready(&scene, text.preamble);
	draw(&scene, 24, 80);
	assert_true(str_ends(row_of(&scene, 3), " 1 slip, 8 br."));
	draw(&scene, 24, 60);
	assert_true(str_ends(row_of(&scene, 3), " 1! 8"));
	scene.view.marks_left = true;
	draw(&scene, 24, 60);
	assert_true(str_starts(row_of(&scene, 3), "   1! 8br: [Emph"));
	scene.view.ascii = true;
	draw(&scene, 24, 60);
	assert_true(str_ends(row_of(&scene, 3), "..."));
	assert_true(str_starts(row_of(&scene, 1), "> Preamble") ||
		str_starts(row_of(&scene, 1), ">Preamble"));
	scene_close(&scene);
}

static void
test_folded(void **state)
{
	struct scene scene;
	struct text text;

	(void)state;
	scene_open(&scene);
	text_fill(&scene, &text);
	scene_ready(&scene, text.preamble);
	map_put(&scene.session.folded, str_of(text.preamble->id.text),
		text.preamble);
	draw(&scene, 24, 80);
	assert_true(str_starts(row_of(&scene, 1), BAR "Preamble"));
	assert_true(str_ends(row_of(&scene, 1), "\u25B8 9"));
	assert_row(&scene, 2, "");
	scene_close(&scene);
}

static void
test_tables(void **state)
{
	struct scene scene;
	struct text text;

	(void)state;
	scene_open(&scene);
	text_fill(&scene, &text);
	scene_ready(&scene, text.preamble);
	draw(&scene, 24, 80);
	assert_true(shows(&scene, "\n   table, 1 row\n"));
	assert_true(shows(&scene, "\n     2020 \u2502 [99] reports "));
	scene_close(&scene);
}

static void
test_typing(void **state)
{
	struct scene scene;
	struct text text;
	struct typing *typing = &scene.session.typing;
	size_t row;

	(void)state;
	scene_open(&scene);
	text_fill(&scene, &text);
	scene_ready(&scene, text.under);
	scene.session.mode = SESSION_TYPING;
	typing->node = text.under->id;
	buf_add_text(&typing->line, "of *marking*[^8], {IND}");
	typing->mark = 3;
	typing->cursor = 7;
	typing->marking = true;
	draw(&scene, 24, 80);
	row = row_with(&scene, "\u2022 of *marking*^8, {IND}");
	assert_int_equal(row, scene.frame.cursor_row);
	assert_int_equal(scene.frame.cursor_col, 7 + 7);
	for (size_t col = 0; col < 80; col++)
		assert_int_equal((cell_in(&scene, row, col)->flags &
			CELL_SELECTED) != 0, col >= 10 && col < 14);
	assert_true(has(row_of(&scene, 0), "typing"));
	assert_row(&scene, 22, " Esc Keep and leave");
	scene_close(&scene);
}

static void
test_selection(void **state)
{
	struct scene scene;
	struct text text;
	struct selection *selection = &scene.session.selection;

	(void)state;
	scene_open(&scene);
	text_fill(&scene, &text);
	scene_ready(&scene, text.also);
	*selection = (struct selection){ .is = true, .from = 5, .to = 18,
		.node = text.also->id, .to_node = text.also->id };
	draw(&scene, 24, 80);
	for (size_t col = 0; col < 80; col++)
		assert_int_equal((cell_in(&scene, 2, col)->flags &
			CELL_SELECTED) != 0, col >= 8 && col < 21);
	assert_true(shows(&scene, "\n selected: \"acknowledging\"\n"));
	selection->whole = true;
	selection->to_node = text.under->id;
	draw(&scene, 24, 80);
	assert_true(cell_in(&scene, 2, 3)->flags & CELL_SELECTED);
	assert_true(cell_in(&scene, row_with(&scene, "Applies"), 5)->flags &
		CELL_SELECTED);
	assert_false(cell_in(&scene, 1, 1)->flags & CELL_SELECTED);
	scene_close(&scene);
}

/* Only where adref has hunspell: a dictionary of two words. */
static void
test_misspelt(void **state)
{
	struct scene scene;
	struct err err = ERR_INIT;
	char folder[] = "/tmp/adref-view-XXXXXX", aff[60], dic[60];
	const struct node *node;
	FILE *file;

	(void)state;
	assert_non_null(mkdtemp(folder));
	snprintf(aff, sizeof(aff), "%s/en_GB.aff", folder);
	snprintf(dic, sizeof(dic), "%s/en_GB.dic", folder);
	file = fopen(aff, "w");
	fputs("SET UTF-8\n", file);
	fclose(file);
	file = fopen(dic, "w");
	fputs("2\nthe\nlamp\n", file);
	fclose(file);
	scene_open(&scene);
	node = add(&scene, NULL, NODE_PARAGRAPH, "the lmap, the lamp");
	add(&scene, NULL, NODE_PARAGRAPH, "the lmap, the lamp");
	scene_ready(&scene, node);
	if (spell_open(&scene.session.spelling.spell, folder, &err) == 0) {
		draw(&scene, 24, 80);
		assert_false(cell_in(&scene, 1, 4)->flags & CELL_MISSPELT);
		assert_true(cell_in(&scene, 1, 5)->flags & CELL_MISSPELT);
		assert_true(cell_in(&scene, 1, 8)->flags & CELL_MISSPELT);
		assert_false(cell_in(&scene, 1, 9)->flags & CELL_MISSPELT);
		assert_false(cell_in(&scene, 2, 5)->flags & CELL_MISSPELT);
		assert_true(shows(&scene, "in no dictionary: lmap"));
		spell_close(scene.session.spelling.spell);
	}
	scene_close(&scene);
	unlink(aff);
	unlink(dic);
	rmdir(folder);
}

static void
test_empty_document(void **state)
{
	struct scene scene;

	(void)state;
	scene_open(&scene);
	draw(&scene, 24, 80);
	assert_true(shows(&scene, "no text yet"));
	draw(&scene, 1, 1);
	scene_close(&scene);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_full_screen),
		cmocka_unit_test(test_every_size),
		cmocka_unit_test(test_small_screens),
		cmocka_unit_test(test_top_is_stable),
		cmocka_unit_test(test_headings_stay),
		cmocka_unit_test(test_paragraph_too_long),
		cmocka_unit_test(test_right_to_left),
		cmocka_unit_test(test_marks),
		cmocka_unit_test(test_folded),
		cmocka_unit_test(test_tables),
		cmocka_unit_test(test_typing),
		cmocka_unit_test(test_selection),
		cmocka_unit_test(test_misspelt),
		cmocka_unit_test(test_empty_document),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
