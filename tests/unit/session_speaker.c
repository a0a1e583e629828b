/*
 * Who speaks holds on the item of the first act, and no further; and two
 * negotiations that are open at once each know their own parties.
 */
#include "adref/base/mem.h"
#include "session_help.h"

static struct doc *
sample(void)
{
	struct doc *doc = doc_new("outcome");

	doc_add(doc, NULL, NODE_PARAGRAPH, str_of("Draft outcome"));
	doc_add_section(doc, 1, str_of("A. Pilots"));
	doc_add(doc, doc_last_section(doc), NODE_ITEM,
		str_of("Training of pilots"));
	doc_add_section(doc, 2, str_of("1. Waters"));
	doc_add(doc, doc_last_section(doc), NODE_ITEM,
		str_of("Narrow waters"));
	doc_add_section(doc, 1, str_of("B. Reports"));
	doc_add(doc, doc_last_section(doc), NODE_ITEM,
		str_of("Accidents in port"));
	return doc;
}

static void
speaks(const char *party, const char *speaker)
{
	assert_string_equal(session->party, party);
	assert_string_equal(session->speaker, speaker);
}

/* Before the first act one may go anywhere: who speaks says where. */
static void
the_first_act_says_the_item(void **state)
{
	(void)state;
	press("@ind⏎");
	speaks("IND", "");
	press("gb.1⏎ /acc⏎ [");
	says("at India's request");
	speaks("IND", "");
	press("Down Up");
	speaks("IND", "");
	press("ga.p1⏎");
	speaks("", "");
	says("another item: acts are for the Chair again, not India");
}

static void
the_item_is_all_below_it(void **state)
{
	(void)state;
	press("@bra/g77⏎ ga.p1⏎ /train⏎ [");
	speaks("G77", "BRA");
	press("ga1.1⏎");
	speaks("G77", "BRA");
	press("Home");
	speaks("", "");
	says("not G77 (Brazil)");
}

/* Who only looked elsewhere has not changed the item. */
static void
looking_is_no_change(void **state)
{
	(void)state;
	press("@bra/g77⏎ ga.p1⏎ /train⏎ [ gb.1⏎");
	speaks("", "");
	press("ga.p1⏎");
	speaks("G77", "BRA");
	says("the item again: acts are for G77 (Brazil)");
	press("gb.1⏎ /port⏎ [ ga.p1⏎");
	speaks("", "");
}

static void
the_next_one_ends_it(void **state)
{
	(void)state;
	press("@ind⏎ ga.p1⏎ /train⏎ [ gb.1⏎ @@ ga.p1⏎");
	speaks("", "");
	press("@fra⏎ gb.1⏎");
	speaks("FRA", "");
	press("/port⏎ [");
	says("at France's request");
}

/* The one who spoke last is a key away. */
static void
the_last_one_again(void **state)
{
	(void)state;
	press("@ken⏎ @@ @ Tab ⏎");
	speaks("KEN", "");
	press("@bra Tab g77⏎ @@ @ Tab ⏎");
	speaks("G77", "BRA");
	press("@ Esc");
	speaks("G77", "BRA");
}

static void
another_meeting_ends_it(void **state)
{
	(void)state;
	press("@ind⏎ ga.p1⏎ /train⏎ [");
	session->meeting = mem_text("2021-06-22");
	press("Down");
	speaks("", "");
	says("another meeting: acts are for the Chair again, not India");
	press("Up");
	speaks("", "");
}

/* A word taken for keys changes nobody's turn. */
static void
kept_through_what_is_no_move(void **state)
{
	(void)state;
	press("@ind⏎ ga.p1⏎ /train⏎ [ h Esc ? Esc : Esc v c v u U");
	speaks("IND", "");
}

static void
recorded_with_the_act(void **state)
{
	struct history history = { 0 };
	struct err err = ERR_INIT;

	(void)state;
	press("@bra/g77⏎ ga.p1⏎ /train⏎ [ u");
	ok(record_history(record, NULL, NULL, 2, &history, &err), &err);
	for (size_t i = 0; i < 2; i++) {
		assert_string_equal(history.at[i].party, "G77");
		assert_string_equal(history.at[i].speaker, "BRA");
		assert_string_equal(history.at[i].author, "G77");
	}
	history_release(&history);
	press("@ind⏎ /train⏎ [");
	go("bracket-stance A.p1 1 +FRA");
	ok(record_history(record, NULL, NULL, 1, &history, &err), &err);
	assert_string_equal(history.at[0].party, "FRA");
	assert_string_equal(history.at[0].speaker, "");
	history_release(&history);
}

/* Another negotiation, with a party of the same code. */
static struct session *
open_other(struct record **out)
{
	struct act_file file = { .path = "parties.tsv", .now = "code\tname\n"
		"REEF\tRefinery Owners\n" };
	struct act act = { .kind = "party-add", .subject = "New",
		.files = &file, .files_n = 1 };
	struct session_options options = { .party = "refinery" };
	struct doc *doc = sample();
	struct session *other;
	struct err err = ERR_INIT;

	ok(record_open_memory(out, &env, &err), &err);
	ok(record_put_docs(*out, &doc, 1, &act, NULL, &err), &err);
	ok(record_act(*out, &act, NULL, &err), &err);
	ok(session_open(&other, *out, &options, &err), &err);
	doc_free(doc);
	return other;
}

static void
two_negotiations_at_once(void **state)
{
	struct record *record_other;
	struct session *other, *mine = session;

	(void)state;
	go("party-add REEF \"Reef Alliance\"");
	other = open_other(&record_other);
	press("@reef⏎ ga.p1⏎ /train⏎ [");
	says("at Reef Alliance's request");
	session = other;
	press("ga.p1⏎ /train⏎ [");
	says("at Refinery Owners' request");
	session = mine;
	press("@reef⏎");
	says("Reef Alliance speaks");
	session_close(other);
	record_close(record_other);
	press("@@ @reef⏎");
	says("Reef Alliance speaks");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		SESSION_TEST(the_first_act_says_the_item),
		SESSION_TEST(the_item_is_all_below_it),
		SESSION_TEST(looking_is_no_change),
		SESSION_TEST(the_next_one_ends_it),
		SESSION_TEST(the_last_one_again),
		SESSION_TEST(another_meeting_ends_it),
		SESSION_TEST(kept_through_what_is_no_move),
		SESSION_TEST(recorded_with_the_act),
		SESSION_TEST(two_negotiations_at_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
