/*
 * What is new to who reads: how long one has to stay on a paragraph, what is
 * kept from one session to the next, what counts as new at all.
 */
#include <unistd.h>

#include "session_help.h"

static char folder[] = "/tmp/adref-reader.XXXXXX";
static char file[sizeof(folder) + 10];

static struct doc *
sample(void)
{
	struct doc *doc = doc_new("outcome");

	doc_add_section(doc, 1, str_of("A. Pilots"));
	doc_add(doc, doc_last_section(doc), NODE_PARAGRAPH,
		str_of("1. Pilots are trained."));
	doc_add(doc, doc_last_section(doc), NODE_PARAGRAPH,
		str_of("2. Pilots are paid."));
	doc_add(doc, doc_last_section(doc), NODE_PARAGRAPH,
		str_of("3. Pilots are rested."));
	return doc;
}

/* Open it for one who reads. */
static void
read_it(const char *since)
{
	struct session_options options = { .since = since,
		.bookmark_file = since ? NULL : file, .keeps_bookmark = true };
	struct err err = ERR_INIT;

	session_close(session);
	ok(session_open(&session, record, &options, &err), &err);
}

/* `.n.n`: of each node in order, whether it is new. */
static void
are_new(const char *marks)
{
	struct buf out = BUF_INIT;

	for (struct node *at = doc_first(session->doc); at;
	     at = node_next(at))
		buf_add_char(&out, session_is_new(session, at, NULL) ? 'n'
			: '.');
	assert_string_equal(buf_text(&out), marks);
	buf_release(&out);
}

/* Keys pressed at a moment. */
static void
at(int64_t millis, const char *keys)
{
	session->millis = millis;
	press(keys);
}

static void
one_has_to_stay(void **state)
{
	(void)state;
	read_it("now");
	are_new("....");
	go("text-set A.1 \"1. Pilots rest.\"");
	go("bracket-add A.2 \"paid\"");
	are_new(".nn.");
	at(10000, "Down");
	at(10400, "Down");
	at(10800, "Down");
	are_new(".nn.");
	at(12000, "Up");
	at(14000, "Up");
	are_new(".n..");
	/* Behind a list one sees nothing of it. */
	at(14100, "?");
	at(20000, "Esc");
	are_new(".n..");
	at(21500, "Up");
	are_new("....");
}

static void
one_goes_on_to_the_next(void **state)
{
	(void)state;
	read_it("now");
	go("bracket-add A.1 \"trained\"");
	go("bracket-add A.3 \"rested\"");
	at(10000, "j");
	assert_string_equal(here(), "1. Pilots are [trained].");
	says("1 more is new");
	at(10010, "j");
	assert_string_equal(here(), "3. Pilots are [rested].");
	says("the last one");
	at(10020, "j");
	says("nothing in this text is new");
	are_new("....");
	go("text-set A.1 \"1. Pilots are trained well.\"");
	are_new(".n..");
	at(10030, "X");
	says("1 paragraph of this text is marked as read");
	are_new("....");
}

/* A number is nothing new; another place, status or wish is. */
static void
what_is_new(void **state)
{
	(void)state;
	go("node-drop A.1");
	read_it("now");
	go("renumber all");
	are_new("...");
	go("bracket-add A.1 \"paid\" IND");
	read_it("now");
	go("bracket-stance A.1 1 +EU");
	go("status-set A.2 reserved");
	are_new(".nn");
	read_it("now");
	go("node-add A after-section \"B. Ports\"");
	go("node-move A.2 under B");
	are_new("..nn");
	go("undo");
	are_new("...n");
}

static void
it_is_kept(void **state)
{
	(void)state;
	read_it(NULL);
	are_new("....");
	go("bracket-add A.1 \"trained\"");
	go("bracket-add A.3 \"rested\"");
	are_new(".n.n");
	at(0, "Down Down");
	read_it(NULL);
	are_new("...n");
	go("text-set A.1 \"1. Pilots are trained well.\"");
	are_new(".n.n");
	/* As if one had read last then: nothing is kept of that. */
	read_it("+1");
	are_new(".n.n");
	at(0, "X");
	are_new("....");
	read_it(NULL);
	are_new(".n.n");
	at(0, "X");
	read_it(NULL);
	are_new("....");
}

static int
make_folder(void **state)
{
	(void)state;
	if (!mkdtemp(folder))
		return -1;
	snprintf(file, sizeof(file), "%s/mark", folder);
	return 0;
}

static int
drop_folder(void **state)
{
	(void)state;
	unlink(file);
	return rmdir(folder);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(one_has_to_stay, begin, end),
		cmocka_unit_test_setup_teardown(one_goes_on_to_the_next,
			begin, end),
		cmocka_unit_test_setup_teardown(what_is_new, begin, end),
		cmocka_unit_test_setup_teardown(it_is_kept, begin, end),
	};

	return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
