/*
 * Any keys at any size: thousands of keys of both keymaps, some of no keymap,
 * and what is pasted, in an order that chance from a fixed seed chooses. After
 * each the session is in order and the frame within its size. On a failure
 * the last keys are told.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "adref/base/env.h"
#include "adref/base/utf8.h"
#include "adref/view/linear.h"
#include "adref/view/view.h"

enum { ROUNDS = 3, KEYS_A_ROUND = 1500, TOLD = 60 };

static const size_t sizes[][2] = {
	{ 24, 80 }, { 1, 1 }, { 2, 3 }, { 5, 20 }, { 12, 40 }, { 3, 100 },
	{ 9, 9 }, { 40, 12 }, { 30, 100 }, { 24, 69 }, { 100, 300 }
};

static const char *const pastes[] = {
	"one line", "two\nlines, [the second] open[", "\xFF\xFE", "",
	"- a bullet\n\n- another {#q81c0d5e}\n", "\x1B[201~\x1B]0;x\a",
	"| a | b |", "3. a number", "م[رحبا", "船舶［应］"
};

struct play {
	struct env env;
	struct record *record;
	struct session *session;
	struct view view;
	struct frame frame;
	struct linear linear;
	struct keymap keymap;	/* of its own: keys to choose from */
	struct buf text, told;
	uint64_t chance;
};

static void
ok(int rc, const struct err *err)
{
	if (rc < 0)
		fail_msg("%s", err->text);
}

/* Below n; the generator of Knuth's MMIX. */
static size_t
any(struct play *play, size_t n)
{
	play->chance = play->chance * 6364136223846793005u +
		1442695040888963407u;
	return (size_t)(play->chance >> 33) % n;
}

static struct doc *
sample(const char *name)
{
	static const char *const lines[] = {
		"1. States [shall]{IND +EU}[should]{+FRA} report [every "
		"[second] year]{-USA} on all they did.[^a]",
		"2. Broken [here, and ] there ]] and［mixed].",
		"3 bis. [Opens for the next",
		"4. and closes here]{FJI} of ____ and [ ] days[^b]",
		"يقصد بمصطلح [المرشد]{EGY} كل من يقود السفن في المياه الضيقة.",
		"船舶在狭窄水域［应］{CHN}[可]聘请引航员，并须遵守港口当局所公布"
		"的各项规定，不得妨碍其他船舶的安全航行。",
		"Bre\u0301hat, \u200F\u202E shown, Łódź \\[not\\] **[bold]** "
		"[link](https://a.example) 👨‍👩‍👧",
	};
	struct doc *doc = doc_new(name);
	struct node *table;

	doc_add(doc, NULL, NODE_PARAGRAPH, str_of("Draft outcome"));
	doc_add_section(doc, 1, str_of("A. [Review]"));
	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++)
		doc_add(doc, doc_last_section(doc), i % 2 ? NODE_ITEM
			: NODE_PARAGRAPH, str_of(lines[i]));
	doc_add(doc, doc_last_section(doc), NODE_ITEM, str_of(""));
	doc_add_section(doc, 2, str_of("1. [*Ports*"));
	table = doc_add(doc, doc_last_section(doc), NODE_TABLE,
		str_of("|---|---|"));
	doc_add(doc, table, NODE_ROW, str_of("| Port | [Lamps] |"));
	doc_add(doc, table, NODE_ROW, str_of("| North \\| South | 4 |"));
	doc_add_section(doc, 1, str_of("B. Reports"));
	doc_add(doc, doc_last_section(doc), NODE_PARAGRAPH, str_of(
		"A long paragraph that needs more rows than most screens "
		"have: it goes on, and on, [in brackets [and others]] and out "
		"of them, past all that a reader would want to read of it."));
	doc_add_note(doc, str_of("a"), str_of("As in [Annex 2."), NULL);
	return doc;
}

static void
begin(struct play *play, const char *keymap, uint64_t seed)
{
	struct act act = { .kind = "import", .subject = "Import" };
	struct session_options options = { .keymap = keymap,
		.dictionaries = "" };
	struct doc *docs[] = { sample("outcome"), sample("agenda") };
	struct err err = ERR_INIT;

	memset(play, 0, sizeof(*play));
	play->chance = seed;
	setenv("ADREF_NAME", "J. Otieno", 1);
	env_fixed(&play->env, 1623312000, seed);
	ok(record_open_memory(&play->record, &play->env, &err), &err);
	ok(record_put_docs(play->record, docs, 2, &act, NULL, &err), &err);
	ok(session_open(&play->session, play->record, &options, &err), &err);
	doc_free(docs[0]);
	doc_free(docs[1]);
	keymap_read(&play->keymap, str_of(keymap_built_in(keymap)), keymap,
		NULL);
}

static void
end(struct play *play)
{
	session_close(play->session);
	record_close(play->record);
	keymap_release(&play->keymap);
	frame_release(&play->frame);
	view_release(&play->view);
	linear_release(&play->linear);
	buf_release(&play->text);
	buf_release(&play->told);
}

/* Fail with the keys that led here. */
static void
must(const struct play *play, bool holds, const char *what)
{
	if (!holds)
		fail_msg("%s\nafter%s", what, buf_text(&play->told));
}

/* Whether off stands between characters of a line, or at an end. A mark may
 * follow: one types a letter in front of it. */
static bool
is_between(struct str line, size_t off)
{
	return off == line.len || (off < line.len &&
		((unsigned char)line.at[off] & 0xC0) != 0x80);
}

static void
check_selection(const struct play *play)
{
	const struct session *session = play->session;
	const struct selection *what = &session->selection;
	const struct node *node = doc_find(session->doc, &what->node);

	if (!what->is)
		return;
	must(play, node && doc_find(session->doc, &what->to_node),
		"what is selected is not there");
	must(play, what->whole || !node_id_same(&what->node, &what->to_node) ||
		(what->from <= what->to && what->to <= node->len),
		"the selection lies outside its line");
}

static void
check_mode(const struct play *play)
{
	const struct session *session = play->session;
	enum session_mode mode = session->mode == SESSION_PROMPT
		? session->mode_under : session->mode;

	must(play, mode != SESSION_PROMPT, "a question under a question");
	must(play, mode != SESSION_LIST || session->list, "no list");
	must(play, mode != SESSION_OUTLINE || !session->list,
		"a list under the outline");
	must(play, session->mode != SESSION_PROMPT ||
		(session->prompt.label && session->prompt.command),
		"a question without words");
	must(play, (mode == SESSION_TYPING) == (session->typing.before !=
		NULL), "typing is half begun");
	must(play, !session->running, "a command still runs");
	if (mode != SESSION_TYPING)
		return;
	must(play, is_between(buf_str(&session->typing.line),
		session->typing.cursor), "the cursor is inside a character");
	must(play, !session->typing.marking || session->typing.mark <=
		session->typing.line.len, "the mark is outside the line");
}

static void
check_session(const struct play *play)
{
	const struct session *session = play->session;
	const struct node *place = session_place(session);
	const struct list *list = session->list;

	must(play, session->doc != NULL, "there is no document");
	must(play, session->doc->paired, "the brackets are not paired");
	must(play, place || !doc_first(session->doc), "there is no place");
	must(play, !place || is_between(node_str(place), session->off),
		"the place is outside its line or inside a character");
	must(play, !list || !list->n || list->cursor < list->n,
		"the list's cursor is outside");
	must(play, utf8_check(buf_str(&session->message)) ==
		session->message.len, "the message is no UTF-8");
	check_selection(play);
	check_mode(play);
}

static void
check_frame(struct play *play)
{
	const struct session *session = play->session;
	const struct frame *frame = &play->frame;
	struct str rest, line;
	size_t rows = 0;

	view_frame(&play->view, session, &play->frame);
	must(play, frame->rows == session->rows &&
		frame->cols == session->cols, "the frame has another size");
	must(play, frame->cursor_row < frame->rows &&
		frame->cursor_col < frame->cols, "the cursor is outside");
	buf_clear(&play->text);
	frame_add_text(&play->text, frame);
	must(play, utf8_is_safe(str_of("")) && utf8_check(buf_str(
		&play->text)) == play->text.len, "the frame is no UTF-8");
	rest = buf_str(&play->text);
	for (; str_line(&rest, &line); rows++)
		must(play, utf8_columns(line) <= frame->cols,
			"a row is too wide");
	must(play, rows == frame->rows, "the frame has other rows");
	buf_clear(&play->text);
	linear_add(&play->linear, session, &play->text);
}

static void
tell(struct play *play, const char *format, const char *what)
{
	if (play->told.len > 1000)
		buf_splice(&play->told, 0, play->told.len - 600, str_of(""));
	buf_add_format(&play->told, format, what);
}

/* Mostly keys of the keymap, whatever the mode; some letters and signs. */
static key_code
choose_key(struct play *play)
{
	static const char signs[] = "abeinorstxyAEIS 123.,[]{}()|\\^-*_#\"/";
	key_code key = { 0 };

	switch (any(play, 8)) {
	case 0:
	case 1:
		key.code = (uint32_t)signs[any(play, sizeof(signs) - 1)];
		break;
	case 2:
		key.code = (uint32_t[]){ 0xE9, 0x5E94, 0x645, 0x301, 0x1F468,
			0x200D, 0x202E }[any(play, 7)];
		break;
	case 3:
		key.code = KEYS_ENTER + (uint32_t)any(play, KEYS_NONE -
			KEYS_ENTER);
		break;
	default:
		key = play->keymap.at[any(play, play->keymap.n)].key;
	}
	return key.code == KEYS_PASTE || key.code == KEYS_RESIZE
		? (key_code){ KEYS_ESC } : key;
}

static void
press_any(struct play *play)
{
	struct buf name = BUF_INIT;
	key_code key = choose_key(play);

	key_add_name(&name, key);
	tell(play, " %s", buf_text(&name));
	buf_release(&name);
	session_key(play->session, key);
}

static void
paste_any(struct play *play)
{
	const char *text = pastes[any(play, sizeof(pastes) /
		sizeof(*pastes))];

	tell(play, " (paste %s)", text);
	session_paste(play->session, str_of(text));
}

static void
resize_any(struct play *play)
{
	const size_t *size = sizes[any(play, sizeof(sizes) / sizeof(*sizes))];
	struct buf text = BUF_INIT;

	buf_add_format(&text, "%zux%zu", size[0], size[1]);
	tell(play, " (%s)", buf_text(&text));
	buf_release(&text);
	session_resize(play->session, size[0], size[1]);
	play->view.ascii = any(play, 4) == 0;
	play->view.marks_left = any(play, 4) == 0;
}

/* Some rounds know the time, and the guard with it. */
static void
round_of_keys(const char *keymap, uint64_t seed)
{
	struct play play;

	begin(&play, keymap, seed);
	for (size_t i = 0; i < KEYS_A_ROUND; i++) {
		size_t what = any(&play, 100);

		if (seed % 2)
			play.session->millis += 1 + (int64_t)any(&play, 300);
		if (what < 3)
			resize_any(&play);
		else if (what < 6)
			paste_any(&play);
		else
			press_any(&play);
		if (what == 50)
			session_tick(play.session);
		play.session->quit = play.session->suspend = false;
		check_session(&play);
		check_frame(&play);
	}
	end(&play);
}

static void
test_default(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= ROUNDS; seed++)
		round_of_keys("default", seed);
}

static void
test_vim(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= ROUNDS; seed++)
		round_of_keys("vim", 100 + seed);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_default), cmocka_unit_test(test_vim),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
