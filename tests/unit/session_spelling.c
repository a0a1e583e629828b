/*
 * Spelling with a small dictionary made here: what is known and what is not,
 * the list, taught words; and that without a dictionary nothing is marked and
 * the command says why. Where adref is built without hunspell only that.
 */
#include "store_help.h"

#include <sys/stat.h>

#include "adref/base/spell.h"
#include "session_help.h"

static char *folder;
static bool built_in;

static struct doc *
sample(void)
{
	struct doc *doc = doc_new("outcome");

	doc_add(doc, NULL, NODE_PARAGRAPH, str_of("1. Each stall kepes a "
		"lamp, organised by the Zedmark Council and Chad's warden"));
	doc_add(doc, NULL, NODE_ITEM, str_of("Lamps of the Zedmark are "
		"lit[ting] in subareas, see example.orgg or QWX"));
	doc_add(doc, NULL, NODE_ITEM, str_of("Quelques lampes sont "
		"toujours allumées ici"));
	doc_add(doc, NULL, NODE_ITEM, str_of("a stalll and a stalll and "
		"the lamp, kept by the warden"));
	return doc;
}

static void
put_file(const char *name, const char *text)
{
	char path[400];
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

static int
begin_spelling(void **state)
{
	struct act act = { .kind = "import", .subject = "Import" };
	struct session_options options = { .words = str_of("kepes2\n") };
	struct doc *doc = sample();
	struct err err = ERR_INIT;
	struct spell *spell;
	char words[400];

	(void)state;
	folder = help_folder();
	put_file("en_GB.aff", "SET UTF-8\nTRY esiarntolcdugmphbyfvkwz\n");
	put_file("en_GB.dic", "28\neach\nstall\nkeeps\nlamp\nlamps\norganised\n"
		"organized\nby\nthe\ncouncil\nand\nwarden\nof\nare\nlit\nin\n"
		"areas\nsee\nor\nexample\nkept\na\nis\nboth\nbe\nto\non\nat\n");
	snprintf(words, sizeof(words), "%s/deep/er/words", folder);
	options.words_file = words;
	options.dictionaries = folder;
	setenv("ADREF_NAME", "J. Otieno", 1);
	env_fixed(&env, 1623312000, 5);
	ok(record_open_memory(&record, &env, &err), &err);
	ok(record_put_docs(record, &doc, 1, &act, NULL, &err), &err);
	ok(session_open(&session, record, &options, &err), &err);
	doc_free(doc);
	built_in = spell_open(&spell, folder, &err) == 0;
	if (built_in)
		spell_close(spell);
	return 0;
}

static int
end_spelling(void **state)
{
	end(state);
	help_drop(folder);
	return 0;
}

static size_t
look(const char *line, long cursor, struct misspelt *out)
{
	return spelling_look(session, str_of(line), cursor, out, 8);
}

static void
nothing_is_marked_before(void **state)
{
	struct misspelt at[8];

	(void)state;
	assert_int_equal(look("a stalll", MISSPELT_NO_CURSOR, at), 0);
	assert_int_equal(spelling_idle(session), built_in);
	assert_false(spelling_idle(session));
	assert_int_equal(look("a stalll", MISSPELT_NO_CURSOR, at), built_in);
	if (built_in) {
		assert_int_equal(at[0].off, 2);
		assert_int_equal(at[0].len, 6);
	} else {
		press("F7");
		says("without hunspell");
	}
}

static void
without_a_dictionary(void **state)
{
	char path[400];

	(void)state;
	snprintf(path, sizeof(path), "%s/en_GB.dic", folder);
	assert_int_equal(unlink(path), 0);
	press("F7");
	says("spelling is off");
	if (built_in)
		says("there is no English dictionary");
	assert_int_equal(session->mode, SESSION_OUTLINE);
}

static void
what_is_known(void **state)
{
	struct misspelt at[8];

	(void)state;
	if (!spelling_idle(session))
		return;
	assert_int_equal(look("Kenya, Kenya's QWX, C34, Д, the IS in Zedmark",
		-1, at), 0);
	assert_int_equal(look("1 bis. a lamp lit[ting] by a/b.cde", -1, at),
		0);
	assert_int_equal(look("subareas, lamp-lit, LAMP, Lamp", -1, at), 0);
	assert_int_equal(look("Organised", -1, at), 0);
	assert_int_equal(look("organised", -1, at), 1);
	assert_int_equal(look("the lamp-litt", -1, at), 1);
	assert_int_equal(look("Stalll", -1, at), 1);
	/* What is being typed is left out, and another language. */
	assert_int_equal(look("the lam is", 5, at), 0);
	assert_int_equal(look("the lam is", 7, at), 0);
	assert_int_equal(look("the lam is", 8, at), 1);
	assert_int_equal(look("Quelques lampes sont toujours ici", -1, at),
		0);
}

static void
the_list(void **state)
{
	(void)state;
	if (!built_in)
		return;
	press("F7");
	assert_int_equal(session->list->kind, LIST_SPELLING);
	assert_int_equal(session->list->n, 3);
	assert_non_null(strstr(session->list->at[0].text, "kepes"));
	assert_non_null(strstr(session->list->at[0].text, "keeps"));
	assert_non_null(strstr(session->list->at[1].text, "organized"));
	assert_non_null(strstr(session->list->at[2].text, "stall"));
	press("End ⏎");
	assert_memory_equal(here(), "a stalll", 8);
	assert_int_equal(session->selection.from, 2);
	assert_int_equal(session->selection.to, 8);
	press("Enter stall Esc");
	assert_memory_equal(here(), "a stall and a stalll", 20);
}

static void
words_are_taught(void **state)
{
	struct misspelt at[8];
	char path[400], bytes[40] = "";
	FILE *file;

	(void)state;
	if (!built_in)
		return;
	press("F7 +");
	says("\"kepes\" is known from now on");
	assert_int_equal(session->list->n, 2);
	press("+ +");
	assert_null(session->list);
	assert_int_equal(look("Kepes stalll", -1, at), 0);
	press("F7");
	says("every word is known (en_GB)");
	snprintf(path, sizeof(path), "%s/deep/er/words", folder);
	file = fopen(path, "r");
	assert_non_null(file);
	assert_true(fread(bytes, 1, sizeof(bytes) - 1, file) > 0);
	fclose(file);
	assert_string_equal(bytes, "kepes\norganised\nstalll\n");
}

#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, begin_spelling, end_spelling)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(nothing_is_marked_before), TEST(without_a_dictionary),
		TEST(what_is_known), TEST(the_list), TEST(words_are_taught),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
