/*
 * The guard against typing into commands: every letter of both keymaps, in
 * words that are typed fast, leaves a session as it was.
 */
#include "session_help.h"

#include "adref/base/utf8.h"

/* Letters that no keymap binds, to make a word of five with. */
static const char *const fillers[] = { "é", "ø", "ж", "ü", "ß" };

static struct doc *
sample(void)
{
	struct doc *doc = doc_new("outcome");

	doc_add_section(doc, 1, str_of("A. [Review]"));
	doc_add_section(doc, 2, str_of("1. Measures"));
	doc_add(doc, doc_last_section(doc), NODE_ITEM,
		str_of("Training of [keepers] and [their] help"));
	doc_add(doc, doc_last_section(doc), NODE_ITEM,
		str_of("Transfers]. They end."));
	doc_add_section(doc, 1, str_of("B. Reports"));
	doc_add(doc, doc_last_section(doc), NODE_PARAGRAPH,
		str_of("15. States may assist. They do so on request."));
	return doc;
}

/* Keys that come one after the other, so many milliseconds apart. */
static void
type(const char *text, int64_t apart)
{
	struct key_text keys = { 0 };
	struct err err = ERR_INIT;

	ok(keys_read(&keys, str_of(text), &err), &err);
	for (size_t i = 0; i < keys.n; i++) {
		session->millis += apart;
		session_key(session, keys.at[i]);
	}
	keys_release(&keys);
}

/* Something to take back and to do again, a place, a selection, a fold. */
static void
prepare(const char *keymap)
{
	struct act act = { .kind = "import", .subject = "Import" };
	struct session_options options = { .keymap = keymap };
	struct doc *docs[] = { sample(), doc_new("agenda") };
	struct err err = ERR_INIT;

	setenv("ADREF_NAME", "J. Otieno", 1);
	env_fixed(&env, 1623312000, 5);
	doc_add(docs[1], NULL, NODE_PARAGRAPH, str_of("Opening"));
	ok(record_open_memory(&record, &env, &err), &err);
	ok(record_put_docs(record, docs, 2, &act, NULL, &err), &err);
	ok(session_open(&session, record, &options, &err), &err);
	doc_free(docs[0]);
	doc_free(docs[1]);
	press("D1⏎ g15⏎ S [ ga1.1⏎ S [ u gb⏎ Tab ga1.1⏎ /keepers⏎");
	session->millis = 100000;
}

static int
start(void **state)
{
	(void)state;
	prepare("default");
	return 0;
}

/* All that letters might have touched, as text. */
static char *
everything(void)
{
	struct buf out = BUF_INIT;
	size_t lists = 0;

	for (const struct list *at = session->list; at; at = at->under)
		lists++;
	buf_add_format(&out, "%s mode %d lists %zu quit %d names %d zoom %d "
		"seen %d%s\n"
		"at %s %zu %d, selected %d %s %zu-%zu, searched %d\n",
		session->doc_name, (int)session->mode, lists, session->quit,
		session->names, session->zoom, (int)session->seen,
		session->seen_party, session->place.text,
		session->off, session->at_bracket, session->selection.is,
		session->selection.node.text, session->selection.from,
		session->selection.to, (int)session->searched);
	for (struct node *at = doc_first(session->doc); at; at = node_next(at))
		buf_add_format(&out, "%s%s%s\n", session_is_folded(session, at)
			? "+ " : "", session_is_marked(session, at) ? "* "
			: "", at->line);
	return buf_take(&out);
}

static bool
says_how_to_type(void)
{
	return strstr(buf_text(&session->message), "Press Enter to type");
}

/* A word typed at once, and what it must leave: all as it was. */
static void
leaves_all(const char *word)
{
	char *before = everything(), *after;

	type(word, 20);
	after = everything();
	if (strcmp(before, after) != 0 || !says_how_to_type())
		fail_msg("\"%s\" leaves\n%s\nbut it was\n%s\nand says %s",
			word, after, before, buf_text(&session->message));
	free(before);
	free(after);
}

/* The letters that a keymap binds in the outline or in lists. */
static size_t
letters_of(const char *keymap, char *out)
{
	struct keymap all = KEYMAP_INIT;
	size_t n = 0;

	keymap_read(&all, str_of(keymap_built_in(keymap)), keymap, NULL);
	for (size_t i = 0; i < all.n; i++) {
		uint32_t code = all.at[i].key.code;

		if (code < 128 && utf8_is_letter(code) &&
		    !memchr(out, (int)code, n))
			out[n++] = (char)code;
	}
	keymap_release(&all);
	return n;
}

/* Whether text is asked for, or a paragraph open. */
static bool
takes_text(void)
{
	return session->mode == SESSION_TYPING ||
		(session->mode == SESSION_PROMPT &&
		 session->prompt.kind != PROMPT_CHOICE);
}

/*
 * Whether text is meant: a asks for it, or b does when a only went elsewhere
 * or asked how.
 */
static bool
is_question(const char *keymap, char a, char b)
{
	const char first[] = { a, '\0' }, second[] = { b, '\0' };
	node_id place;
	bool takes;

	prepare(keymap);
	place = session->place;
	type(first, 1000);
	takes = takes_text();
	if (!takes && (session->mode == SESSION_PROMPT ||
	    (session->mode == SESSION_OUTLINE &&
	     !node_id_same(&place, &session->place)))) {
		type(second, 1000);
		takes = takes_text();
	}
	end(NULL);
	return takes;
}

/* Under the sanitizer, ten times as slow, each third pair. */
#ifdef __SANITIZE_ADDRESS__
enum { STEP = 3 };
#else
enum { STEP = 1 };
#endif

static void
every_pair(const char *keymap)
{
	char letters[60], word[40];
	size_t n = letters_of(keymap, letters);

	assert_in_range(n, 15, 60);
	for (size_t i = 0; i < n * n; i++) {
		char a = letters[i / n], b = letters[i % n];

		if (a == b || (i / n + i % n) % STEP)
			continue;
		prepare(keymap);
		snprintf(word, sizeof(word), "%s%c%c%s%s", fillers[0], a, b,
			fillers[1], fillers[2]);
		leaves_all(word);
		end(NULL);
		if (is_question(keymap, a, b))
			continue;
		prepare(keymap);
		snprintf(word, sizeof(word), "%c%c%s%s%s", a, b, fillers[0],
			fillers[1], fillers[2]);
		leaves_all(word);
		end(NULL);
	}
}

static void
every_letter_of_default(void **state)
{
	(void)state;
	every_pair("default");
}

static void
every_letter_of_vim(void **state)
{
	(void)state;
	every_pair("vim");
}

/* An old act is taken back by `u` and `y` only: a word has both. */
static void
an_old_act(void **state)
{
	(void)state;
	for (int i = 0; i < 100; i++)
		env_clock(&env);
	press("u");
	assert_int_equal(session->mode, SESSION_PROMPT);
	press("Esc");
	leaves_all("buyeld");
	leaves_all("uyéøж");
}

static void
words_go_on(void **state)
{
	char *before = everything(), *after;

	(void)state;
	type("would like to see [the word] brackets, 15 times: q.", 90);
	after = everything();
	assert_string_equal(before, after);
	assert_true(says_how_to_type());
	free(before);
	free(after);
	type("Enter", 90);
	assert_int_equal(session->mode, SESSION_TYPING);
	type("would", 10);
	assert_non_null(strstr(buf_text(&session->typing.line), "would"));
}

static void
a_pause_ends_it(void **state)
{
	(void)state;
	type("would", 20);
	type("l", 400);
	assert_null(session->list);
	type("l", 600);
	assert_non_null(session->list);
}

/* Half a second is between the first and the fifth, wherever it begins. */
static void
slow_and_fast(void **state)
{
	(void)state;
	type("F", 1000);
	assert_int_equal(session->folded.n, 0);
	type("bnzbn", 130);
	assert_false(says_how_to_type());
	assert_true(session->zoom);
	type("F", 600);
	assert_true(session->folded.n > 0);
	type("b", 450);
	type("nzse", 80);
	assert_true(says_how_to_type());
	assert_true(session->zoom);
	assert_true(session->folded.n > 0);	/* F was longer ago */
	type("z", 1000);
	assert_false(session->zoom);
	type("zzzzzzzzzzzzzzz", 30);
	assert_false(says_how_to_type());
}

/* What a question takes is meant for it. */
static void
questions_take_letters(void **state)
{
	(void)state;
	type("gannexb", 30);
	assert_int_equal(session->mode, SESSION_PROMPT);
	assert_string_equal(buf_text(&session->prompt.text), "annexb");
	type("Esc", 30);
	type("/lights", 30);
	assert_string_equal(buf_text(&session->prompt.text), "lights");
	type("Esc", 30);
	type("n@germany", 30);
	assert_string_equal(buf_text(&session->prompt.text), "germany");
	type("Esc", 30);
	type("vwind", 20);
	assert_string_equal(buf_text(&session->prompt.text), "ind");
	type("Esc", 30);
	type("bng14bis", 20);
	assert_string_equal(buf_text(&session->prompt.text), "14bis");
	type("Esc", 30);
	leaves_all("sing to");
	assert_int_equal(session->mode, SESSION_OUTLINE);
}

/* A paragraph that is opened on the way somewhere is meant for what follows. */
static void
paragraphs_take_letters(void **state)
{
	(void)state;
	leaves_all("said<Space>no");
	leaves_all("we<Space>do<Space>it");
	session->millis += 1000;
	type("BBaNew<Space>words", 30);
	assert_int_equal(session->mode, SESSION_TYPING);
	assert_non_null(strstr(buf_text(&session->typing.line), "New words"));
	type("Esc", 30);
	assert_int_equal(session->mode, SESSION_OUTLINE);
}

static void
leaving_waits_for_a_word(void **state)
{
	(void)state;
	assert_int_equal(session_quits_in(session), 0);
	type("q", 1000);
	assert_true(session->quit);
	assert_int_equal(session_quits_in(session), GUARD_QUIT_MILLIS);
	type("uick", 20);
	assert_false(session->quit);
	assert_true(says_how_to_type());
	type("q", 1000);
	type("uz", 100);
	assert_true(session->quit);
	assert_int_equal(session_quits_in(session), GUARD_QUIT_MILLIS);
	assert_false(session->zoom);
	type("Down", 10);
	assert_true(session->quit);
	assert_int_equal(session_quits_in(session), 0);
}

/* Without a time there is no guard, and quitting is at once. */
static void
played_keys_are_not_guarded(void **state)
{
	(void)state;
	session->millis = 0;
	press("bzFnsq");
	assert_true(session->quit);
	assert_int_equal(session_quits_in(session), 0);
	assert_true(session->zoom);
}

/* In a list that was opened on purpose the list stays. */
static void
words_in_a_list(void **state)
{
	(void)state;
	press("h");
	session->millis += 1000;
	type("would like", 40);
	assert_non_null(session->list);
	assert_null(session->list->under);
	assert_non_null(strstr(buf_text(&session->message), "press / to"));
}

#define GUARD(name) cmocka_unit_test_setup_teardown(name, start, end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_letter_of_default),
		cmocka_unit_test(every_letter_of_vim),
		GUARD(an_old_act), GUARD(words_go_on), GUARD(a_pause_ends_it),
		GUARD(slow_and_fast), GUARD(questions_take_letters),
		GUARD(paragraphs_take_letters),
		GUARD(leaving_waits_for_a_word),
		GUARD(played_keys_are_not_guarded), GUARD(words_in_a_list),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
