/*
 * What is pasted: into a question or a paragraph as one line, into the text as
 * bullets, when that is wanted.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "adref/doc/address.h"
#include "adref/text/quote.h"
#include "inside.h"

enum { PASTE_LINES = 1000 };

static size_t
count_lines(struct str text)
{
	struct str line;
	size_t n = 0;

	while (str_line(&text, &line))
		n += str_trim(line).len > 0;
	return n;
}

/* In the outline a paste is no typing: it asks. */
static void
ask_bullets(struct session *session, struct str text)
{
	static const struct prompt_choice yes = { "y", "", "paste-bullets" };
	struct buf label = BUF_INIT;
	size_t n = count_lines(text);

	if (session->read_only || !session_place(session) || !n ||
	    n > PASTE_LINES) {
		session_say(session, MESSAGE_REFUSED, n > PASTE_LINES
			? "that is too much to paste: import it"
			: "nothing was pasted");
		return;
	}
	buf_clear(&session->pasted);
	buf_add_str(&session->pasted, text);
	buf_add_format(&label, "%zu new bullet%s here?", n, n == 1 ? "" : "s");
	prompt_choose(session, buf_text(&label), &yes, 1);
	buf_release(&label);
}

static void
add_one_line(struct buf *out, struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		buf_add_char(out, (unsigned char)text.at[i] < ' ' ? ' '
			: text.at[i]);
}

void
session_paste(struct session *session, struct str text)
{
	struct buf line = BUF_INIT;

	buf_clear(&session->message);
	session->message_kind = MESSAGE_NONE;
	add_one_line(&line, str_trim(text));
	if (utf8_check(buf_str(&line)) < line.len)
		session_say(session, MESSAGE_REFUSED,
			"what was pasted is not UTF-8 text: nothing was put in");
	else if (session->mode == SESSION_PROMPT)
		prompt_type(session, buf_str(&line));
	else if (session->mode == SESSION_TYPING)
		typing_put(session, buf_str(&line));
	else if (session->mode == SESSION_OUTLINE)
		ask_bullets(session, text);
	buf_release(&line);
}

int
paste_place(const struct node *place, struct change *change,
	struct err *err)
{
	const struct node *parent = place->parent;

	if (place->kind == NODE_ROW || place->kind == NODE_TABLE)
		return err_set(err, ERR_REFUSED,
			"bullets do not go into a table");
	if (place->kind == NODE_SECTION)
		parent = place;
	else
		change->after = place->id;
	if (parent->parent)
		change->parent = parent->id;
	return 0;
}

/* The last line first: each is put behind the same place. */
static size_t
add_changes(struct change *out, const struct change *model, struct str text,
	char **lines)
{
	size_t n = count_lines(text), at = n;
	struct str line;

	while (str_line(&text, &line)) {
		struct buf source = BUF_INIT, one = BUF_INIT;

		if (!str_trim(line).len)
			continue;
		add_one_line(&one, str_trim(line));
		quote_add_line(&source, buf_str(&one));
		buf_release(&one);
		lines[--at] = buf_take(&source);
		out[at] = *model;
		out[at].come = lines[at];
	}
	return n;
}

int
run_paste_bullets(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct node *place = session_place(session);
	struct change model = { .kind = CHANGE_ADD, .as = NODE_ITEM };
	size_t n = count_lines(buf_str(&session->pasted));
	struct change *changes = mem_new(n, sizeof(*changes));
	char **lines = mem_new(n, sizeof(*lines));
	struct deed deed = { .kind = "node-add", .changes = changes };
	struct buf subject = BUF_INIT;
	int rc = -1;

	(void)args;
	if (!n || session_may_edit(session, err) < 0) {
		err_set(err, ERR_REFUSED, "nothing was pasted");
		goto out;
	}
	if (paste_place(place, &model, err) < 0)
		goto out;
	deed.n = add_changes(changes, &model, buf_str(&session->pasted),
		lines);
	address_add(&subject, place);
	buf_add_format(&subject, ": %zu new bullet%s", n, n == 1 ? "" : "s");
	deed.subject = deed.done = buf_text(&subject);
	rc = session_act(session, &deed, err);
out:
	for (size_t i = 0; i < n; i++)
		free(lines[i]);
	free(lines);
	free(changes);
	buf_release(&subject);
	return rc;
}
