/*
 * Letters received: keeping them, what became of each paragraph, and taking
 * that back, in a negotiation in memory.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "adref/base/env.h"
#include "adref/record/history.h"
#include "adref/record/letters.h"

static struct env env;
static struct record *record;

static void
ok(int rc, const struct err *err)
{
	if (rc < 0)
		fail_msg("%s", err->text);
}

static int
begin(void **state)
{
	struct act act = { .kind = "import", .subject = "Import" };
	struct doc *doc = doc_new("outcome");
	struct err err = ERR_INIT;

	(void)state;
	env_fixed(&env, 1623312000, 5);
	ok(record_open_memory(&record, &env, &err), &err);
	doc_add(doc, NULL, NODE_PARAGRAPH, str_of("1. States shall report."));
	ok(record_put_docs(record, &doc, 1, &act, NULL, &err), &err);
	doc_free(doc);
	return 0;
}

static int
end(void **state)
{
	(void)state;
	record_close(record);
	return 0;
}

static void
save(struct proposal_edits *edits, const char *kind)
{
	struct err err = ERR_INIT;
	struct act act = { .kind = kind, .subject = kind,
		.files = edits->files, .files_n = edits->n,
		.proposals = (const char *const *)edits->names,
		.proposals_n = edits->names_n };

	ok(record_act(record, &act, NULL, &err), &err);
	proposal_edits_release(edits);
}

/* A letter of two paragraphs under a heading, and one that is empty. */
static void
keep(const char *party, const char *dated)
{
	struct proposal_edits edits = { 0 };
	struct doc *doc = doc_new("letter");
	struct buf name = BUF_INIT;
	struct letter letter = { .party = (char *)party,
		.dated = (char *)dated, .received = (char *)"2021-06-10" };
	struct err err = ERR_INIT;

	doc_add_section(doc, 1, str_of("On reporting"));
	doc_add(doc, doc_last_section(doc), NODE_PARAGRAPH,
		str_of("Please say \"every year\" in paragraph 1."));
	doc_add(doc, doc_last_section(doc), NODE_ITEM, str_of(""));
	doc_add(doc, doc_last_section(doc), NODE_PARAGRAPH,
		str_of("With kind regards"));
	ok(record_letter_name(record, party, dated, &name, &err), &err);
	letter.document = (char *)buf_text(&name);
	ok(letter_edits_keep(&edits, record, &letter, doc, &err), &err);
	save(&edits, "letter-keep");
	buf_release(&name);
	doc_free(doc);
}

static const struct letter *
letter_named(const char *document)
{
	const struct letters *all;
	struct err err = ERR_INIT;

	ok(record_letters(record, &all, &err), &err);
	return letters_find(all, document);
}

static void
undo(void)
{
	struct undone undone;
	struct err err = ERR_INIT;

	ok(record_undo(record, NULL, &undone, &err), &err);
	undone_release(&undone);
}

static void
file_from(const char *document, size_t part)
{
	struct proposal_edits edits = { 0 };
	struct proposal proposal;
	struct err err = ERR_INIT;

	proposal_init(&proposal);
	proposal_set(&proposal.party, str_of("IND"));
	proposal_set(&proposal.doc, str_of("outcome"));
	proposal_set(&proposal.letter, str_of(document));
	proposal.letter_node = letter_named(document)->parts[part].node;
	proposal.node = node_id_of(str_of("7qd2m0ab"));
	proposal.verb = PROPOSAL_MOD;
	proposal_set(&proposal_add_version(&proposal)->wording,
		str_of("every year"));
	ok(record_next_proposal(record, "IND", &proposal.number, &err), &err);
	ok(proposal_edits_filed(&edits, record, &proposal, &err), &err);
	save(&edits, "proposal-add");
	proposal_release(&proposal);
}

static void
read_part(const char *document, size_t part, const char *on)
{
	struct proposal_edits edits = { 0 };
	struct letter_read read = { document,
		letter_named(document)->parts[part].node, on };
	struct err err = ERR_INIT;

	ok(letter_edits_read(&edits, record, &read, &err), &err);
	save(&edits, "letter-nothing");
}

static void
counts(const char *document, size_t unread, size_t nothing, size_t filed)
{
	const struct letter *letter = letter_named(document);

	assert_non_null(letter);
	assert_int_equal(letter->counts[LETTER_UNREAD], unread);
	assert_int_equal(letter->counts[LETTER_NOTHING], nothing);
	assert_int_equal(letter->counts[LETTER_FILED], filed);
}

static void
a_letter_is_a_document_and_a_row(void **state)
{
	const struct letter *letter;

	(void)state;
	keep("IND", "2021-05-28");
	letter = letter_named("letters/ind-2021-05-28");
	assert_string_equal(letter->party, "IND");
	assert_string_equal(letter->dated, "2021-05-28");
	assert_string_equal(letter->received, "2021-06-10");
	assert_true(record_has(record, "letters/ind-2021-05-28"));
	counts("letters/ind-2021-05-28", 3, 0, 0);
}

static void
of_the_same_day_the_second_gets_another_name(void **state)
{
	(void)state;
	keep("IND", "2021-05-28");
	keep("IND", "2021-05-28");
	keep("IND", "2021-05-28");
	assert_non_null(letter_named("letters/ind-2021-05-28"));
	assert_non_null(letter_named("letters/ind-2021-05-28-2"));
	assert_non_null(letter_named("letters/ind-2021-05-28-3"));
}

static void
each_paragraph_has_a_state(void **state)
{
	const char *name = "letters/ind-2021-05-28";

	(void)state;
	keep("IND", "2021-05-28");
	read_part(name, 0, "2021-06-10T08:00+00:00");
	read_part(name, 2, "2021-06-10T08:00+00:00");
	counts(name, 1, 2, 0);
	file_from(name, 1);
	file_from(name, 1);
	counts(name, 0, 2, 1);
	assert_string_equal(letter_named(name)->parts[1].filed, "IND/1,IND/2");
	read_part(name, 2, NULL);
	counts(name, 1, 1, 1);
}

static void
what_is_taken_back_is_unread_again(void **state)
{
	const char *name = "letters/ind-2021-05-28";

	(void)state;
	keep("IND", "2021-05-28");
	read_part(name, 0, "2021-06-10T08:00+00:00");
	file_from(name, 1);
	counts(name, 1, 1, 1);
	undo();
	counts(name, 2, 1, 0);
	undo();
	counts(name, 3, 0, 0);
}

/* The first letter goes, the register keeps the other. */
static void
keeping_is_taken_back_behind_another(void **state)
{
	struct history history = { 0 };
	struct undone undone;
	struct err err = ERR_INIT;

	(void)state;
	keep("IND", "2021-05-28");
	keep("FRA", "2021-05-29");
	ok(record_history(record, NULL, NULL, 2, &history, &err), &err);
	ok(record_undo_act(record, &(struct undo_wish){ .revision =
		&history.at[1].revision }, &undone, &err), &err);
	history_release(&history);
	undone_release(&undone);
	assert_null(letter_named("letters/ind-2021-05-28"));
	assert_false(record_has(record, "letters/ind-2021-05-28"));
	counts("letters/fra-2021-05-29", 3, 0, 0);
	undo();
	assert_null(letter_named("letters/fra-2021-05-29"));
}

/* As the audit asks: what was unread at a draft is not what is now. */
static void
the_past_has_its_own_states(void **state)
{
	const char *name = "letters/ind-2021-05-28";
	struct letters then = { 0 };
	struct err err = ERR_INIT;
	store_id before;

	(void)state;
	keep("IND", "2021-05-28");
	before = *record_tip(record);
	read_part(name, 0, "2021-06-10T08:00+00:00");
	ok(record_letters_at(record, &before, &then, &err), &err);
	assert_int_equal(then.n, 1);
	assert_int_equal(then.at[0].counts[LETTER_UNREAD], 3);
	counts(name, 2, 1, 0);
	letters_release(&then);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
		TEST(a_letter_is_a_document_and_a_row),
		TEST(of_the_same_day_the_second_gets_another_name),
		TEST(each_paragraph_has_a_state),
		TEST(what_is_taken_back_is_unread_again),
		TEST(keeping_is_taken_back_behind_another),
		TEST(the_past_has_its_own_states),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
