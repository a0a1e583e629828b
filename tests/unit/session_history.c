/*
 * The list of changes: what the index knows is there at once; what has to be
 * read comes in pieces, is stopped without harm and goes on; acts that are made
 * meanwhile stand above.
 */
#include "session_help.h"

enum { ACTS = 1500, EVERY = 400 };

static struct doc *
sample(void)
{
	struct doc *doc = doc_new("outcome");

	doc_add_section(doc, 2, str_of("A. Signals"));
	doc_add(doc, NULL, NODE_PARAGRAPH, str_of("1. Lamps are lit."));
	return doc;
}

static void
act(const char *subject)
{
	struct node *node = doc_last(session->doc);
	struct change change = { .kind = CHANGE_TEXT, .node = node->id,
		.gone = node->line };
	struct act act = { .kind = "text-set", .party = "IND",
		.changes = &change, .n = 1, .subject = subject };
	struct err err = ERR_INIT;
	char line[60];

	snprintf(line, sizeof(line), "1. Lamps are %s.", subject);
	change.come = line;
	ok(record_act(record, &act, NULL, &err), &err);
	session->doc = NULL;
	ok(record_doc(record, NULL, &session->doc, &err), &err);
}

static int
begin_acts(void **state)
{
	char subject[40];

	begin(state);
	for (int i = 0; i < ACTS; i++) {
		snprintf(subject, sizeof(subject), "%s %d", i % EVERY
			? "lit" : "zebra", i);
		act(subject);
	}
	return 0;
}

static size_t
changes(void)
{
	return list_lines(session->list);
}

static bool
titled(const char *words)
{
	return strstr(session->list->title, words) != NULL;
}

static void
test_at_once(void **state)
{
	(void)state;
	press("h");
	assert_false(session_works(session));
	assert_int_equal(changes(), ACTS + 1);
	press("End");
	assert_int_equal(session->list->cursor, session->list->n - 1);
	assert_non_null(strstr(list_text(session->list,
		session->list->cursor), "Import"));
	press("Esc");
	assert_null(session->list);
}

static void
test_pieces(void **state)
{
	size_t found;

	(void)state;
	press("h / z e b r a Enter");
	assert_true(session_works(session));
	assert_true(titled("looked at"));
	found = changes();
	assert_true(found >= 1 && found < 4);
	press("Esc");
	assert_false(session_works(session));
	assert_true(titled("stopped"));
	assert_int_equal(changes(), found);
	press("Down Up / Enter");
	assert_true(session_works(session));
	while (session_work(session))
		;
	assert_false(titled("looked at"));
	assert_int_equal(changes(), 4);
	press("Esc");
	assert_int_equal(changes(), ACTS + 1);
	press("Esc");
}

/* A key that comes between two pieces acts; leaving ends the search. */
static void
test_leaving(void **state)
{
	(void)state;
	press("h / c h a n g e d : z e b r a Enter");
	assert_true(session_works(session));
	assert_true(session_work(session));
	press("/ ^U p a r t y : i n d Enter");
	assert_false(session_works(session));
	assert_int_equal(changes(), ACTS);
	press("/ ^U z e b r a Enter q q q");
	assert_false(session_works(session));
	assert_null(session->list);
}

static void
test_meanwhile(void **state)
{
	store_id second;

	(void)state;
	press("h Down");
	second = session->list->at[session->list->cursor].revision;
	act("new");
	press("F9");
	assert_int_equal(changes(), ACTS + 2);
	assert_true(store_id_same(&second, &session->list->at[
		session->list->cursor].revision));
	press("Home");
	assert_non_null(strstr(list_text(session->list,
		session->list->cursor), "new"));
	press("q");
}

/* Rows are made as the cursor comes near them: always a screen more. */
static void
test_rows_as_needed(void **state)
{
	const struct list *list;
	store_id here;

	(void)state;
	press("h");
	list = session->list;
	assert_true(list->n < ACTS / 2);
	for (int i = 0; i < 50; i++) {
		press("PgDn");
		assert_true(list->n > list->cursor + session->rows);
	}
	assert_true(list->cursor > ACTS / 2);
	for (int i = 0; i < 20; i++)
		press("Down");
	here = list->at[list->cursor].revision;
	act("later");
	press("F9");
	assert_true(store_id_same(&here, &list->at[list->cursor].revision));
	press("End");
	assert_non_null(strstr(list_text(list, list->cursor), "Import"));
	press("PgDn Home q");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_at_once),
		cmocka_unit_test(test_pieces),
		cmocka_unit_test(test_leaving),
		cmocka_unit_test(test_meanwhile),
		cmocka_unit_test(test_rows_as_needed),
	};

	return cmocka_run_group_tests(tests, begin_acts, end);
}
