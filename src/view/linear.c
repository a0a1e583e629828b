/*
 * Comparing a session with what was said of it last. One line an event: the
 * message of an act, then the place when it is another one. A question that
 * has been answered is said with its answer.
 */
#include "adref/view/linear.h"

#include <stdlib.h>

#include "adref/base/utf8.h"
#include "adref/doc/voice.h"
#include "adref/session/spoken.h"
#include "view_paint.h"

static void
add_line(struct buf *out, struct str text)
{
	utf8_add_safe(out, text);
	buf_add_char(out, '\n');
}

/* Which text, how far since the draft, for whom: said once. */
static void
say_head(const struct session *session, struct buf *out)
{
	const struct standing *standing = &session->standing;
	struct buf text = BUF_INIT;

	buf_add_text(&text, session->doc_name ? session->doc_name : "");
	buf_add_format(&text, ", %s", standing->draft && *standing->draft
		? standing->draft : "no draft yet");
	if (standing->since)
		buf_add_format(&text, " and %zu change%s", standing->since,
			standing->since == 1 ? "" : "s");
	buf_add_text(&text, ", for ");
	voice_add(&text, session->party, session->speaker);
	if (session->meeting) {
		buf_add_text(&text, ", meeting of ");
		meeting_add_key_when(&text, session->meeting);
	}
	add_line(out, buf_str(&text));
	buf_release(&text);
}

static void
say_place(const struct session *session, struct buf *out)
{
	const struct node *node = session_place(session);
	struct buf text = BUF_INIT;

	if (node)
		spoken_add_place(&text, session, node);
	else
		buf_add_text(&text, "there is no text here yet");
	add_line(out, buf_str(&text));
	buf_release(&text);
}

/* The selection, the bracket under the cursor, as the panel has them. */
static void
say_panel(const struct session *session, struct buf *out)
{
	struct view view = { .ascii = false };
	struct frame frame = FRAME_INIT;
	struct paint paint = { .view = &view, .session = session,
		.frame = &frame, .rows = 24, .cols = 80 };
	struct panel panel = { .paint = &paint };

	panel_read(&panel);
	for (size_t i = 0; i < panel.n; i++)
		add_line(out, str_trim(str_of(panel.at[i].text)));
	panel_release(&panel);
}

/* What it is about, if that is said apart; of two texts what it was, then what
 * it is. */
static void
say_row(const struct list *list, struct buf *out)
{
	const char *beside = list->at[list->cursor].beside;
	struct buf text = BUF_INIT;

	if (list->cursor && list->at[list->cursor - 1].leads)
		add_line(out, str_trim(str_of(list_text(list,
			list->cursor - 1))));
	buf_add_format(&text, "%s%s%s%s", beside ? "was: " : "",
		list_text(list, list->cursor), beside ? " is: " : "",
		beside ? beside : "");
	add_line(out, str_trim(buf_str(&text)));
	buf_release(&text);
}

static void
say_list(struct linear *linear, const struct session *session,
	struct buf *out)
{
	const struct list *list = session->list;
	bool other = list != linear->list;
	size_t n;

	if (!list)
		return;
	n = list_lines(list);
	if (other) {
		struct buf title = BUF_INIT;

		buf_add_format(&title, "%s, %zu line%s", list->title, n,
			n == 1 ? "" : "s");
		add_line(out, buf_str(&title));
		buf_release(&title);
	}
	if ((other || list->cursor != linear->row) && n &&
	    list->cursor < list->n)
		say_row(list, out);
	linear->row = list->cursor;
}

/*
 * A question that is over is said with its answer. What can be answered is
 * said once, and what Tab has come to; not at each letter.
 */
static void
say_answer(struct linear *linear, const struct session *session,
	struct buf *out)
{
	const char *label = session->prompt.label;
	bool same = session->mode == SESSION_PROMPT && linear->asking &&
		str_starts(buf_str(&linear->input), label);

	if (linear->asking && !same)
		add_line(out, buf_str(&linear->input));
	linear->asking = session->mode == SESSION_PROMPT;
	if (linear->asking && session->prompt.hint.len &&
	    (!same || session->prompt.turn != linear->turn))
		add_line(out, buf_str(&session->prompt.hint));
	linear->turn = session->prompt.turn;
}

static void
find_input(struct linear *linear, const struct session *session)
{
	const struct prompt *prompt = &session->prompt;
	const struct typing *typing = &session->typing;
	struct buf *input = &linear->input;

	buf_clear(input);
	linear->input_cursor = 0;
	if (session->mode == SESSION_PROMPT) {
		utf8_add_safe(input, str_of(prompt->label));
		buf_add_char(input, ' ');
		utf8_add_safe(input, buf_str(&prompt->text));
		linear->input_cursor = input->len;
	} else if (session->mode == SESSION_TYPING) {
		utf8_add_safe(input, str_part(buf_str(&typing->line), 0,
			typing->cursor));
		linear->input_cursor = input->len;
		utf8_add_safe(input, str_from(buf_str(&typing->line),
			typing->cursor));
	}
}

static void
say_where(struct linear *linear, const struct session *session,
	struct buf *out)
{
	bool moved = !linear->begun || !node_id_same(&linear->place,
		&session->place);
	bool bracket = session->at_bracket && (moved || !linear->at_bracket ||
		session->off != linear->off);
	bool selects = session->selection.is && !linear->selects;

	if (session->mode != SESSION_OUTLINE)
		return;
	if (moved || (linear->list && !session->list))
		say_place(session, out);
	if (bracket || selects)
		say_panel(session, out);
	linear->place = session->place;
	linear->off = session->off;
	linear->at_bracket = session->at_bracket;
	linear->selects = session->selection.is;
}

void
linear_add(struct linear *linear, const struct session *session,
	struct buf *out)
{
	record_use_parties(session->record);
	if (!linear->begun)
		say_head(session, out);
	say_answer(linear, session, out);
	if (session->message_kind != MESSAGE_NONE && session->message.len)
		add_line(out, buf_str(&session->message));
	say_where(linear, session, out);
	say_list(linear, session, out);
	linear->list = session->list;
	linear->begun = true;
	find_input(linear, session);
}

void
linear_release(struct linear *linear)
{
	buf_release(&linear->input);
}

int
linear_play(struct session *session, struct str keys, struct buf *out,
	struct err *err)
{
	struct linear linear = { .begun = false };
	struct key_text read;

	if (keys_read(&read, keys, err))
		return -1;
	linear_add(&linear, session, out);
	for (size_t i = 0; i < read.n && !session->quit; i++) {
		session_key(session, read.at[i]);
		linear_add(&linear, session, out);
	}
	/* What is being typed when the keys end. */
	if (linear.input.len)
		add_line(out, buf_str(&linear.input));
	linear_release(&linear);
	keys_release(&read);
	return 0;
}
