/*
 * Two editors over one repository, and what one sees of the other: who is
 * there, in which paragraph they type, and nothing more when they are gone.
 */
#include "adref/view/view.h"
#include "session_two_help.h"

static struct view view;
static struct frame frame;
static struct buf screen;

static struct doc *
sample(void)
{
	struct doc *doc = doc_new("outcome");

	doc_add(doc, NULL, NODE_PARAGRAPH, str_of("1. Lamps are kept"));
	doc_add(doc, NULL, NODE_PARAGRAPH, str_of("2. Bells are rung"));
	doc_add(doc, NULL, NODE_PARAGRAPH, str_of("3. Ships are told"));
	return doc;
}

static int
begin_both(void **state)
{
	struct err err = ERR_INIT;

	if (begin(state) < 0)
		return -1;
	for (int i = 0; i < HANDS; i++) {
		ok(session_attend(hands[i].session, &err), &err);
		session_resize(hands[i].session, 16, 76);
	}
	return 0;
}

static int
end_both(void **state)
{
	frame_release(&frame);
	view_release(&view);
	buf_release(&screen);
	return end(state);
}

/* What a hand sees after a look at what others did. */
static const char *
sees(struct hand *hand)
{
	session_tick(hand->session);
	view_frame(&view, hand->session, &frame);
	buf_clear(&screen);
	frame_add_text(&screen, &frame);
	return buf_text(&screen);
}

static void
has(struct hand *hand, const char *words)
{
	if (!strstr(sees(hand), words))
		fail_msg("no \"%s\" in:\n%s", words, buf_text(&screen));
}

static void
has_not(struct hand *hand, const char *words)
{
	if (strstr(sees(hand), words))
		fail_msg("\"%s\" in:\n%s", words, buf_text(&screen));
}

static void
typing_is_marked(void **state)
{
	(void)state;
	has_not(&hands[0], "typing");
	press(&hands[1], "@fra⏎ Down Enter ␣x");
	assert_true(session_tick(hands[0].session));
	assert_false(session_tick(hands[0].session));
	has(&hands[0], "2. Bells are rung");
	has(&hands[0], "France typing");
	session_resize(hands[0].session, 16, 60);
	has_not(&hands[0], "France");
	has(&hands[0], "typing");
	press(&hands[1], "Esc");
	has_not(&hands[0], "typing");
}

static void
for_the_chair_it_is_the_hand(void **state)
{
	(void)state;
	press(&hands[1], "Down Enter ␣x");
	has(&hands[0], "Ben Okoro typing");
}

static void
both_may_type_and_are_told(void **state)
{
	(void)state;
	press(&hands[1], "Enter End ␣well");
	press(&hands[0], "Enter");
	has(&hands[0], "Ben Okoro types here too, for the Chair: what you "
		"both write is kept");
	press(&hands[0], "Home All␣ Esc");
	press(&hands[1], "Esc");
	session_tick(hands[0].session);
	assert_string_equal(session_place(hands[0].session)->line,
		"All 1. Lamps are kept well");
}

static void
the_list_says_where(void **state)
{
	(void)state;
	has(&hands[0], "1 other here (F9)");
	press(&hands[1], "Down Down Enter");
	press(&hands[0], "F9");
	has(&hands[0], "Ben Okoro  for the Chair  3  typing");
	press(&hands[0], "Enter");
	assert_true(node_id_same(&hands[0].session->place,
		&hands[1].session->typing.node));
}

static void
who_is_gone_is_gone(void **state)
{
	(void)state;
	press(&hands[1], "Enter");
	has(&hands[0], "typing");
	session_close(hands[1].session);
	hands[1].session = NULL;
	has_not(&hands[0], "typing");
	press(&hands[0], "F9");
	has(&hands[0], "Nobody else has it open.");
}

static void
a_delegation_sees_nobody(void **state)
{
	struct err err = ERR_INIT;

	(void)state;
	hands[0].session->delegate = true;
	press(&hands[1], "Enter");
	has_not(&hands[0], "typing");
	assert_int_equal(command_do(hands[0].session, str_of("others"), &err),
		-1);
}

#define BOTH(name) cmocka_unit_test_setup_teardown(name, begin_both, end_both)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		BOTH(typing_is_marked),
		BOTH(for_the_chair_it_is_the_hand),
		BOTH(both_may_type_and_are_told),
		BOTH(the_list_says_where),
		BOTH(who_is_gone_is_gone),
		BOTH(a_delegation_sees_nobody),
	};

	return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
