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

void
paste_add_line(struct buf *out, struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		buf_add_char(out, (unsigned char)text.at[i] < ' ' ? ' '
			: text.at[i]);
}

/* Without the bullet that it has where it comes from. */
static struct str
without_bullet(struct str line)
{
	static const char *const bullets[] = {
		"- ", "* ", "\u2022 ", "\u2022\t", "\u2013 ", "\u00B7 ",
	};

	for (size_t i = 0; i < sizeof(bullets) / sizeof(*bullets); i++)
		if (str_starts(line, bullets[i]))
			return str_trim(str_from(line, strlen(bullets[i])));
	return line;
}

bool
paste_next(struct str *rest, struct buf *line)
{
	struct str next;

	buf_clear(line);
	while (!line->len && str_line(rest, &next))
		paste_add_line(line, without_bullet(str_trim(next)));
	return line->len > 0;
}

static size_t
count_lines(struct str text)
{
	struct buf line = BUF_INIT;
	size_t n = 0;

	while (paste_next(&text, &line))
		n++;
	buf_release(&line);
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

/* Several lines are asked about; one, or where there is no choice, goes in. */
static void
paste_typing(struct session *session, struct str text, struct str line)
{
	size_t n = count_lines(text);

	buf_clear(&session->pasted);
	buf_add_str(&session->pasted, text);
	if (n < 2 || n > PASTE_LINES || !typing_ask_lines(session, n))
		typing_put(session, line);
}

void
session_paste(struct session *session, struct str text)
{
	struct buf line = BUF_INIT;

	record_use_parties(session->record);
	buf_clear(&session->message);
	session->message_kind = MESSAGE_NONE;
	session->back = NULL;
	guard_forget(session);
	paste_add_line(&line, str_trim(text));
	if (utf8_check(buf_str(&line)) < line.len)
		session_say(session, MESSAGE_REFUSED,
			"what was pasted is not UTF-8 text: nothing was put in");
	else if (session->mode == SESSION_PROMPT)
		prompt_type(session, buf_str(&line));
	else if (session->mode == SESSION_TYPING)
		paste_typing(session, text, buf_str(&line));
	else if (session->mode == SESSION_OUTLINE)
		ask_bullets(session, text);
	buf_release(&line);
	recover_note(session);
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

/* Each behind the one before. */
static void
add_bullets(struct changes *out, const struct session *session,
	struct change add, struct str text)
{
	struct buf line = BUF_INIT, source = BUF_INIT;

	while (paste_next(&text, &line)) {
		buf_clear(&source);
		quote_add_line(&source, buf_str(&line));
		add.node = doc_new_id(session->doc,
			record_env(session->record));
		add.come = changes_text(out, buf_str(&source));
		changes_add(out, add);
		add.after = add.node;
	}
	buf_release(&line);
	buf_release(&source);
}

int
run_paste_bullets(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct node *place = session_place(session);
	struct change model = { .kind = CHANGE_ADD, .as = NODE_ITEM };
	struct changes changes = { 0 };
	struct deed deed = { .kind = "node-add" };
	struct buf subject = BUF_INIT;
	int rc;

	(void)args;
	if (session_may_edit(session, err) < 0 ||
	    paste_place(place, &model, err) < 0)
		return -1;
	add_bullets(&changes, session, model, buf_str(&session->pasted));
	if (!changes.n)
		return err_set(err, ERR_REFUSED, "nothing was pasted");
	address_add(&subject, place);
	buf_add_format(&subject, ": %zu new bullet%s %s it", changes.n,
		changes.n == 1 ? "" : "s", place->kind == NODE_SECTION
		? "under" : "behind");
	deed.changes = changes.at;
	deed.n = changes.n;
	deed.subject = deed.done = buf_text(&subject);
	rc = session_act(session, &deed, err);
	if (rc == 0)
		place_go_made(session, &changes.at[0].node);
	changes_release(&changes);
	buf_release(&subject);
	return rc;
}
