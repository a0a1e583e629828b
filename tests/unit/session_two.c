/*
 * Two at the same text, each at a session of their own over one repository,
 * whose acts come in any order. What one takes back never takes away the
 * other's words; and where neither took away what the other had done, taking
 * everything back gives the very files that they started from.
 */
#include <stdlib.h>

#include "session_two_help.h"

enum { ACTS = 40, WORDS_MAX = 2 * ACTS };

/* Whether a hand leaves alone what the other did. */
static bool gentle;

static struct doc *
sample(void)
{
	struct doc *doc = doc_new("outcome");
	struct node *above;

	doc_add(doc, NULL, NODE_PARAGRAPH, str_of("Draft outcome"));
	doc_add_section(doc, 1, str_of("A. Review"));
	above = doc_add(doc, doc_last_section(doc), NODE_ITEM,
		str_of("Training of keepers[^1] and of all who help them"));
	doc_add(doc, above, NODE_ITEM, str_of("Certification every year"));
	doc_add_section(doc, 2, str_of("1. Measures"));
	doc_add(doc, doc_last_section(doc), NODE_PARAGRAPH, str_of("States "
		"shall report [every year]{IND}, in good time, to all others"));
	doc_add_section(doc, 1, str_of("B. Reports"));
	doc_add(doc, doc_last_section(doc), NODE_PARAGRAPH,
		str_of("3. States may assist others who ask, where they can."));
	doc_add_note(doc, str_of("1"), str_of("As was agreed before."), NULL);
	return doc;
}

static uint32_t seed = 3;

static uint32_t
pick(uint32_t below)
{
	seed = seed * 1664525 + 1013904223;
	return (seed >> 8) % below;
}

static const struct node *
any_node(const struct hand *hand)
{
	const struct node *at = doc_first(hand->session->doc);

	for (uint32_t n = pick((uint32_t)hand->session->doc->n);
	     n && at && node_next(at); n--)
		at = node_next(at);
	return at;
}

static bool
has_others(const struct hand *hand, struct str words)
{
	for (size_t i = 0; i + 1 < words.len; i++)
		if (words.at[i] == 'a' + 'b' - hand->letter &&
		    words.at[i + 1] >= '0' && words.at[i + 1] <= '9')
			return true;
	return false;
}

/* A word of a line, or nothing. */
static struct str
any_word(const struct hand *hand, const struct node *node)
{
	struct str rest = node_str(node), word = { "", 0 };

	for (uint32_t n = 1 + pick(6); n; n--)
		if (!str_word(&rest, &word))
			break;
	return gentle && has_others(hand, word) ? str_make("", 0) : word;
}

/* The line with a word put in, taken out, or in another's place. */
static void
add_reworded(struct buf *out, const struct hand *hand,
	const struct node *node, int word)
{
	struct str line = node_str(node), gone = any_word(hand, node);
	size_t off = gone.len ? (size_t)(gone.at - line.at) : line.len;
	uint32_t how = pick(4);

	buf_add_str(out, str_part(line, 0, off));
	if (how)
		buf_add_format(out, "%s%c%d", gone.len ? "" : " ",
			hand->letter, word);
	if (how > 1)
		buf_add_text(out, " ");
	buf_add_str(out, str_from(line, how > 1 ? off : off + gone.len));
}

static void
add_quoted(struct buf *out, struct str text)
{
	buf_add_char(out, '"');
	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] == '"' || text.at[i] == '\\')
			buf_add_char(out, '\\');
		buf_add_char(out, text.at[i]);
	}
	buf_add_char(out, '"');
}

static void
add_text_set(struct buf *line, const struct hand *hand,
	const struct node *node, int word)
{
	struct buf text = BUF_INIT;

	add_reworded(&text, hand, node, word);
	buf_add_format(line, "text-set %s ", node->id.text);
	add_quoted(line, buf_str(&text));
	buf_release(&text);
}

static bool
may_drop(const struct hand *hand, const struct node *node)
{
	const struct node *end = node_skip(node);

	for (const struct node *at = node; gentle && at != end;
	     at = node_next(at))
		if (has_others(hand, node_str(at)))
			return false;
	return true;
}

static void
add_act(struct buf *line, const struct hand *hand, const struct node *node,
	int word)
{
	const char *id = node->id.text;
	bool first = hand->letter == 'a';

	switch (pick(gentle ? 6 : 9)) {
	case 0:
		buf_add_format(line, "bracket-add %s ", id);
		add_quoted(line, any_word(hand, node));
		break;
	case 1:
		buf_add_format(line, "bracket-stance %s 1 %s", id, first
			? "+EU" : "-USA");
		break;
	case 2:
		buf_add_format(line, "node-add %s %s \"New %c%d\"", id,
			pick(2) ? "after" : "under", hand->letter, word);
		break;
	case 3:
		buf_add_format(line, "footnote-add %s ", id);
		add_quoted(line, any_word(hand, node));
		buf_add_format(line, " \"%c%d\"", hand->letter, word);
		break;
	case 4:
		if (may_drop(hand, node))
			buf_add_format(line, "node-drop %s", id);
		break;
	case 5:
		if (first || !gentle)
			buf_add_format(line, "status-set %s %s", id, pick(2)
				? "agreed" : "open");
		break;
	case 6:
		buf_add_format(line, "bracket-drop %s 1", id);
		break;
	default:
		buf_add_format(line, "node-move %s %s %s", id, pick(2)
			? "after" : "under", any_node(hand)->id.text);
		break;
	}
}

/* Many are refused, and change nothing. */
static void
any_act(struct hand *hand, int word)
{
	const struct node *node;
	struct buf line = BUF_INIT;
	struct err ignored = ERR_INIT;

	session_tick(hand->session);
	node = any_node(hand);
	if (!node)
		return;
	if (pick(2))
		add_text_set(&line, hand, node, word);
	else
		add_act(&line, hand, node, word);
	command_do(hand->session, buf_str(&line), &ignored);
	buf_release(&line);
}

/* How often each word of the other hand stands in the text. */
static void
count_words(size_t out[WORDS_MAX], struct hand *hand, char letter)
{
	struct buf all = BUF_INIT;
	const struct doc *doc;
	struct str rest, word;

	session_tick(hand->session);
	doc = hand->session->doc;
	memset(out, 0, WORDS_MAX * sizeof(*out));
	for (struct node *at = doc_first(doc); at; at = node_next(at))
		buf_add_format(&all, "%s ", at->line);
	for (struct node *at = doc->notes->first; at; at = at->next)
		buf_add_format(&all, "%s ", at->line);
	for (size_t i = 0; i < all.len; i++)
		if (strchr("[]{}^,.", all.data[i]))
			all.data[i] = ' ';
	rest = buf_str(&all);
	while (str_word(&rest, &word)) {
		int n = word.at[0] == letter ? atoi(word.at + 1) : 0;

		if (n > 0 && n < WORDS_MAX)
			out[n]++;
	}
	buf_release(&all);
}

/*
 * Take back what can be taken back, the latest first and past what is in the
 * way; how many acts stay.
 */
static size_t
take_back_all(struct hand *hand, char others)
{
	size_t before[WORDS_MAX], after[WORDS_MAX], stays = 0;

	for (;;) {
		struct history list;
		struct err err = ERR_INIT;
		struct buf line = BUF_INIT;
		size_t nth = stays;

		session_tick(hand->session);
		ok(record_undo_list(hand->record, 0, &list, &err), &err);
		if (stays >= list.n) {
			history_release(&list);
			return stays;
		}
		count_words(before, hand, others);
		buf_add_format(&line, "undo %s", list.at[nth].change);
		if (command_do(hand->session, buf_str(&line), &err) < 0) {
			assert_int_equal(err.code, ERR_STALE);
			assert_non_null(strstr(err.text, "in the way is"));
			stays++;
		} else {
			stays = 0;
		}
		buf_release(&line);
		count_words(after, hand, others);
		for (size_t i = 0; i < WORDS_MAX; i++)
			if (after[i] < before[i])
				fail_msg("%c%zu went with \"%s\"", others, i,
					list.at[nth].subject);
		history_release(&list);
	}
}

static void
files(struct hand *hand, struct store_differences *out)
{
	store_id none = { { 0 } }, tip;
	struct err err = ERR_INIT;

	session_tick(hand->session);
	tip = *record_tip(hand->record);
	ok(store_compare(record_store(hand->record), &none, &tip, out, &err),
		&err);
}

static void
same_files(const struct store_differences *a,
	const struct store_differences *b)
{
	assert_int_equal(a->n, b->n);
	for (size_t i = 0; i < a->n; i++) {
		assert_string_equal(a->at[i].path, b->at[i].path);
		assert_true(store_id_same(&a->at[i].to, &b->at[i].to));
	}
}

static void
act(bool gently)
{
	gentle = gently;
	for (int i = 1; i <= ACTS; i++)
		any_act(&hands[pick(HANDS)], i);
}

static void
others_words_stay(void **state)
{
	(void)state;
	act(false);
	take_back_all(&hands[0], 'b');
	take_back_all(&hands[1], 'a');
}

static void
all_taken_back_gives_the_files(void **state)
{
	struct store_differences before = { 0 }, after = { 0 };
	size_t stays = SIZE_MAX, stayed;

	(void)state;
	files(&hands[0], &before);
	act(true);
	/*
	 * What is in the way is the other's: it goes when that has gone. What
	 * stood below something that has gone for good may stay refused.
	 */
	do {
		stayed = stays;
		stays = take_back_all(&hands[0], 'b');
		stays += take_back_all(&hands[1], 'a');
	} while (stays && stays < stayed);
	files(&hands[0], &after);
	same_files(&before, &after);
	store_differences_release(&before);
	store_differences_release(&after);
}

/* What is selected goes along with its words, or is selected no more. */
static void
selected_words_stay(void **state)
{
	struct hand *ana = &hands[0], *ben = &hands[1];
	const struct selection *what = &ana->session->selection;

	(void)state;
	press(ana, "g3⏎ /others⏎");
	does(ben, "text-set 3 \"3. All States may now assist others who "
		"ask, where they can.\"");
	assert_true(session_tick(ana->session));
	assert_true(what->is);
	assert_memory_equal(session_place(ana->session)->line + what->from,
		"others", what->to - what->from);
	press(ana, "[");
	assert_string_equal(session_place(ana->session)->line,
		"3. All States may now assist [others] who ask, where they "
		"can.");
	press(ana, "/where⏎");
	does(ben, "text-set 3 \"3. All States may assist.\"");
	assert_true(session_tick(ana->session));
	assert_false(what->is);
	assert_non_null(strstr(buf_text(&ana->session->message),
		"selected no more"));
}

/* A bracket that one stands on is that bracket, wherever it is now. */
static void
place_stays_on_its_bracket(void **state)
{
	struct hand *ana = &hands[0], *ben = &hands[1];
	struct session *session = ana->session;

	(void)state;
	press(ana, "b");
	assert_true(session->at_bracket);
	does(ben, "text-set A.1.1 \"All States shall from now on report "
		"[every year]{IND}, in good time, to all others\"");
	assert_true(session_tick(session));
	assert_true(session->at_bracket);
	assert_int_equal(session_place(session)->line[session->off], '[');
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(others_words_stay),
		TEST(others_words_stay),
		TEST(all_taken_back_gives_the_files),
		TEST(all_taken_back_gives_the_files),
		TEST(selected_words_stay),
		TEST(place_stays_on_its_bracket),
	};

	return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
