/*
 * A session that goes along with another one over the same repository: it has
 * the same text and place and the words being typed; what is held stands
 * still, and no longer than the one who holds it is there.
 */
#include "session_two_help.h"

static struct record *room_record;
static struct session *room;

static struct doc *
sample(void)
{
	struct doc *doc = doc_new("outcome");

	doc_add(doc, NULL, NODE_PARAGRAPH, str_of("1. Lamps are kept"));
	doc_add(doc, NULL, NODE_PARAGRAPH, str_of("2. Bells are rung"));
	doc_add(doc, NULL, NODE_PARAGRAPH, str_of("3. Ships are told"));
	return doc;
}

static void
close_room(void)
{
	session_close(room);
	record_close(room_record);
}

static void
open_room(void)
{
	struct session_options options = { .room = ROOM_UNNAMED };
	struct err err = ERR_INIT;
	char path[200];

	snprintf(path, sizeof(path), "%s/n%d", folder, made - 1);
	ok(record_open(&room_record, path, RECORD_READ_ONLY, &env, &err),
		&err);
	ok(session_open(&room, room_record, &options, &err), &err);
	session_follow(room, "ana");
}

static int
begin_room(void **state)
{
	struct err err = ERR_INIT;

	if (begin(state) < 0)
		return -1;
	for (int i = 0; i < HANDS; i++)
		ok(session_attend(hands[i].session, &err), &err);
	open_room();
	return 0;
}

static int
end_room(void **state)
{
	close_room();
	return end(state);
}

/* The room's place begins so. */
static void
at(const char *line)
{
	const struct node *node;

	session_follow_look(room);
	node = session_place(room);
	assert_non_null(node);
	if (!str_starts(node_str(node), line))
		fail_msg("at \"%.*s\", not at \"%s\"", (int)node->len,
			node->line, line);
}

/* What is typed reaches the journal before the room looks. */
static void
types(struct hand *hand, const char *keys)
{
	press(hand, keys);
	session_keep(hand->session);
}

static void
reads(const char *line)
{
	session_follow_look(room);
	if (!line) {
		assert_false(room->mirror.typed);
		return;
	}
	assert_true(room->mirror.typed);
	assert_string_equal(room->mirror.entry.line, line);
	assert_true(node_id_same(&room->mirror.entry.node, &room->place));
}

static void
it_goes_where_she_goes(void **state)
{
	(void)state;
	at("1. ");
	press(&hands[0], "Down");
	at("2. ");
	press(&hands[1], "Down Down");
	at("2. ");
	press(&hands[0], "End");
	at("3. ");
	does(&hands[0], "text-set 3 \"3. Ships are warned\"");
	at("3. Ships are warned");
	does(&hands[1], "node-drop 3");
	session_tick(hands[0].session);
	at("2. ");
}

static void
words_are_seen_while_they_are_typed(void **state)
{
	(void)state;
	reads(NULL);
	types(&hands[0], "Enter");
	reads(NULL);
	types(&hands[0], "End ␣w");
	reads("1. Lamps are kept w");
	types(&hands[0], "ell");
	reads("1. Lamps are kept well");
	assert_int_equal(room->mirror.entry.cursor,
		strlen("1. Lamps are kept well"));
	press(&hands[0], "Esc");
	reads(NULL);
	at("1. Lamps are kept well");
	types(&hands[0], "Enter ␣x");
	reads("1. Lamps are kept well x");
	press(&hands[0], "^G");
	reads(NULL);
	at("1. Lamps are kept well");
}

static void
a_new_one_is_seen_where_it_will_stand(void **state)
{
	const struct node *node;

	(void)state;
	types(&hands[0], "a New␣bells");
	reads("1 bis. New bells");
	node = session_place(room);
	assert_true(str_starts(node_str(node_prev(node)), "1. Lamps"));
	assert_true(str_starts(node_str(node_next(node)), "2. Bells"));
	types(&hands[0], "^G");
	reads(NULL);
	at("1. ");
	assert_true(str_starts(node_str(node_next(session_place(room))),
		"2. Bells"));
}

static void
what_is_held_stands_still(void **state)
{
	(void)state;
	types(&hands[0], "Enter End ␣x");
	reads("1. Lamps are kept x");
	types(&hands[0], "F2");
	types(&hands[0], "yz");
	reads("1. Lamps are kept x");
	assert_true(room->mirror.held);
	press(&hands[0], "Esc Down");
	does(&hands[1], "text-set 2 \"2. Bells are gone\"");
	at("1. Lamps are kept");
	assert_true(str_is(node_str(node_next(session_place(room))),
		"2. Bells are rung"));
	press(&hands[0], "F2");
	at("2. Bells are gone");
	assert_false(room->mirror.held);
	assert_false(room->mirror.typed);
}

/* Who looks for the first time while it is held sees nothing typed then. */
static void
who_comes_late_sees_what_is_held(void **state)
{
	(void)state;
	types(&hands[0], "F2 Down Enter End ␣secret");
	close_room();
	open_room();
	at("1. Lamps are kept");
	reads(NULL);
	press(&hands[0], "F2");
	reads("2. Bells are rung secret");
}

static void
held_no_longer_than_she_is_there(void **state)
{
	(void)state;
	press(&hands[0], "F2");
	does(&hands[0], "text-set 1 \"1. Lamps are lit\"");
	at("1. Lamps are kept");
	session_close(hands[0].session);
	hands[0].session = NULL;
	at("1. Lamps are lit");
	assert_false(room->mirror.held);
	assert_string_equal(buf_text(&room->message),
		"ana is not editing just now");
}

static void
the_next_one_is_followed(void **state)
{
	(void)state;
	press(&hands[1], "End");
	at("1. ");
	session_key(room, (key_code){ KEYS_TAB });
	at("3. ");
	press(&hands[0], "Down");
	at("3. ");
	session_key(room, (key_code){ KEYS_TAB });
	at("2. ");
}

/* Nothing that is pressed here goes anywhere. */
static void
other_keys_do_nothing(void **state)
{
	(void)state;
	for (uint32_t key = 1; key < 0x120; key++)
		if (key != 'q' && key != KEYS_ESC && key != KEYS_TAB)
			session_key(room, (key_code){ key });
	assert_false(room->quit);
	assert_int_equal(room->mode, SESSION_OUTLINE);
	at("1. Lamps are kept");
	session_key(room, (key_code){ 'q' });
	assert_true(room->quit);
}

static void
who_only_reads_holds_nothing(void **state)
{
	struct err err = ERR_INIT;

	(void)state;
	assert_null(room->attending.own);
	ok(session_attend(room, &err), &err);
	assert_null(room->attending.own);
	assert_null(room->journaling.journal);
}

#define ROOM(name) cmocka_unit_test_setup_teardown(name, begin_room, end_room)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		ROOM(it_goes_where_she_goes),
		ROOM(words_are_seen_while_they_are_typed),
		ROOM(a_new_one_is_seen_where_it_will_stand),
		ROOM(what_is_held_stands_still),
		ROOM(who_comes_late_sees_what_is_held),
		ROOM(held_no_longer_than_she_is_there),
		ROOM(the_next_one_is_followed),
		ROOM(other_keys_do_nothing),
		ROOM(who_only_reads_holds_nothing),
	};

	return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
