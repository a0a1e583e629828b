/*
 * Footnotes: a mark behind words and a note, which is a node, as one act; or
 * a mark more of a note that is there.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/doc/address.h"
#include "adref/text/bracket.h"
#include "adref/text/quote.h"
#include "adref/text/words.h"
#include "inside.h"

enum { TRIES = 3 };

/* Where the mark goes: a byte of a node's line as it was when it was meant. */
struct spot {
	node_id id;
	size_t off;
	char *was;
};

static int
spot_take(struct spot *out, const struct session *session,
	const struct node *node, size_t off, struct err *err)
{
	if (node->kind == NODE_NOTE)
		return err_set(err, ERR_REFUSED, "a footnote has no footnotes: "
			"go to the text");
	if (node->kind == NODE_TABLE || !node->len)
		return err_set(err, ERR_REFUSED, "there is no text here to put "
			"a footnote to");
	*out = (struct spot){ .id = node->id,
		.was = mem_text_len(node->line, node->len),
		.off = notes_place(session->doc, node_str(node), off) };
	return 0;
}

/* Behind what `do` names. */
static int
spot_named(struct spot *out, struct session *session,
	const struct arguments *args, struct err *err)
{
	struct node *node;
	struct hit hit;

	if (argument_node(session, &args->at[0], &node, err) < 0 ||
	    hit_exact(&hit, node, &args->at[1], err) < 0)
		return -1;
	return spot_take(out, session, node, hit.to, err);
}

/* Behind the bracket that the cursor stands on. */
static size_t
behind_bracket(const struct node *node, size_t off)
{
	struct tokens tokens = TOKENS_INIT;
	struct brackets all = BRACKETS_INIT;
	size_t i;

	tokens_read(&tokens, node_str(node));
	brackets_read(&all, &tokens, node_str(node));
	i = brackets_around(&all, off);
	if (i != BRACKET_NONE)
		off = all.at[all.at[i].mate].off + all.at[all.at[i].mate].len;
	brackets_release(&all);
	tokens_release(&tokens);
	return off;
}

/*
 * Behind the selection, the bracket under the cursor, or the cursor; a
 * paragraph that one only stands on gets it at its end.
 */
static int
spot_here(struct spot *out, const struct session *session, struct err *err)
{
	const struct selection *selection = &session->selection;
	const struct node *node = session_place(session);
	size_t off = session->off ? session->off : node->len;

	if (selection->is && !selection->whole &&
	    node_id_same(&selection->node, &node->id))
		off = selection->to;
	else if (session->at_bracket)
		off = behind_bracket(node, session->off);
	return spot_take(out, session, node, off, err);
}

static int
spot_find(struct spot *out, struct session *session,
	const struct arguments *args, struct err *err)
{
	return args->n == 1 ? spot_here(out, session, err)
		: spot_named(out, session, args, err);
}

/* Put the mark in at the spot; others may have changed the line meanwhile. */
static int
add_mark(struct changes *changes, const struct session *session,
	const struct spot *spot, const char *label, struct err *err)
{
	const struct node *node = doc_find(session->doc, &spot->id);
	struct buf mark = BUF_INIT;
	int rc;

	if (!node)
		return err_set(err, ERR_STALE,
			"somebody took this paragraph out");
	buf_add_format(&mark, "[^%s]", label);
	changes_add(changes, (struct change){ .kind = CHANGE_TEXT,
		.node = spot->id, .off = spot->off, .gone = "",
		.come = changes_text(changes, buf_str(&mark)) });
	rc = changes_carry(changes, 0, str_of(spot->was), node_str(node),
		err);
	buf_release(&mark);
	return rc;
}

static void
add_deed(struct buf *out, const struct node *node, unsigned number,
	struct str text)
{
	address_add(out, node);
	buf_add_format(out, ": footnote %u ", number);
	deed_add_quoted(out, text);
}

/* Others may have put one in before it meanwhile: it has another number. */
static void
say_number(struct session *session, const struct spot *spot, struct str text,
	unsigned said)
{
	const struct node *note = session->doc->notes->first;
	const struct node *node = doc_find(session->doc, &spot->id);
	struct buf done = BUF_INIT;

	while (note && !str_same(node_str(note), text))
		note = note->next;
	if (!note || !node || note->number == said)
		return;
	add_deed(&done, node, note->number, text);
	session_say(session, MESSAGE_DONE, "%s (others wrote meanwhile)",
		buf_text(&done));
	buf_release(&done);
}

static int
try_add(struct session *session, const struct spot *spot, struct str text,
	struct err *err)
{
	struct buf label = BUF_INIT, subject = BUF_INIT;
	struct changes changes = { 0 };
	struct deed deed = { .kind = "footnote-add" };
	const struct node *node;
	unsigned number;
	int rc;

	notes_add_label(&label, session->doc);
	rc = add_mark(&changes, session, spot, buf_text(&label), err);
	if (rc == 0) {
		node = doc_find(session->doc, &spot->id);
		changes_add(&changes, (struct change){ .kind = CHANGE_ADD,
			.as = NODE_NOTE, .label = buf_text(&label),
			.come = changes_text(&changes, text) });
		number = notes_number_at(session->doc, node,
			changes.at[0].off);
		add_deed(&subject, node, number, text);
		deed.subject = deed.done = buf_text(&subject);
		deed.changes = changes.at;
		deed.n = changes.n;
		rc = session_act(session, &deed, err);
		if (rc == 0)
			say_number(session, spot, text, number);
	}
	changes_release(&changes);
	buf_release(&label);
	buf_release(&subject);
	return rc;
}

/* Somebody may have taken the label a moment before: take the next. */
static int
add_note(struct session *session, const struct spot *spot, const char *text,
	struct err *err)
{
	struct buf line = BUF_INIT;
	struct err why = ERR_INIT;
	int rc = -1;

	if (!str_trim(str_of(text)).len)
		return err_set(err, ERR_REFUSED, "a footnote says something: "
			"nothing was typed");
	quote_add_line(&line, str_trim(str_of(text)));
	for (int i = 0; i < TRIES && rc < 0; i++) {
		why = (struct err)ERR_INIT;
		rc = try_add(session, spot, buf_str(&line), &why);
		if (why.code != ERR_STALE)
			break;
	}
	buf_release(&line);
	return rc < 0 ? err_set(err, why.code, "%s", why.text) : 0;
}

int
footnote_put(struct session *session, const struct node *node, size_t off,
	const char *text, struct err *err)
{
	struct spot spot = { .was = NULL };
	int rc = spot_take(&spot, session, node, off, err);

	if (rc == 0)
		rc = add_note(session, &spot, text, err);
	free(spot.was);
	return rc;
}

static int
add_shared(struct session *session, const struct spot *spot,
	const struct node *note, struct err *err)
{
	struct buf subject = BUF_INIT;
	struct changes changes = { 0 };
	struct deed deed = { .kind = "footnote-share" };
	int rc = add_mark(&changes, session, spot, note->label, err);

	if (rc == 0) {
		address_add(&subject, doc_find(session->doc, &spot->id));
		buf_add_text(&subject, ": another mark of ");
		address_add(&subject, note);
		deed.subject = deed.done = buf_text(&subject);
		deed.changes = changes.at;
		deed.n = changes.n;
		rc = session_act(session, &deed, err);
	}
	changes_release(&changes);
	buf_release(&subject);
	return rc;
}

/* The note that `8`, `note 8`, `^8`, its label or its id names. */
static int
find_note(const struct session *session, const char *said,
	struct node **out, struct err *err)
{
	struct str name = str_trim(str_of(said));
	struct buf spoken = BUF_INIT;

	*out = address_near(session->doc, name, NULL);
	if (!*out || (*out)->kind != NODE_NOTE) {
		buf_add_text(&spoken, "note ");
		buf_add_str(&spoken, name);
		*out = address_near(session->doc, buf_str(&spoken), NULL);
	}
	buf_release(&spoken);
	if (*out && (*out)->kind == NODE_NOTE)
		return 0;
	return err_set(err, ERR_REFUSED, "there is no note %.60s", said);
}

/* A text of `^8` alone, typed at the keyboard, is a mark of that note. */
static bool
means_share(const struct session *session, const char *text)
{
	struct str said = str_trim(str_of(text));

	return session->keys && str_starts(said, "^") &&
		label_is_valid(str_from(said, 1));
}

int
run_footnote_add(struct session *session, const struct arguments *args,
	struct err *err)
{
	const char *text = args->n ? args->at[args->n - 1].text : "";
	struct spot spot = { .was = NULL };
	struct node *note;
	int rc;

	if (args->n != 3 && !(session->keys && args->n == 1))
		return usage("footnote-add", err);
	if (!args->at[args->n - 1].quoted ||
	    (args->n == 3 && !args->at[1].quoted))
		return usage("footnote-add", err);
	rc = spot_find(&spot, session, args, err);
	if (rc == 0 && means_share(session, text)) {
		rc = find_note(session, str_trim(str_of(text)).at + 1, &note,
			err);
		if (rc == 0)
			rc = add_shared(session, &spot, note, err);
	} else if (rc == 0) {
		rc = add_note(session, &spot, text, err);
	}
	free(spot.was);
	return rc;
}

int
run_footnote_share(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct spot spot = { .was = NULL };
	struct node *note;
	int rc;

	if ((args->n != 3 || !args->at[1].quoted) &&
	    !(session->keys && args->n == 1))
		return usage("footnote-share", err);
	if (find_note(session, args->at[args->n - 1].text, &note, err) < 0)
		return -1;
	rc = spot_find(&spot, session, args, err);
	if (rc == 0)
		rc = add_shared(session, &spot, note, err);
	free(spot.was);
	return rc;
}

int
run_footnote_start(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct change change = { .kind = CHANGE_NUMBERING,
		.was = session->doc->notes_from };
	struct deed deed = { .kind = "footnote-start", .changes = &change,
		.n = 1 };
	struct buf subject = BUF_INIT;
	unsigned was = change.was ? change.was : 1;
	size_t n;
	int rc;

	if (args->n != 1)
		return usage("footnote-start", err);
	if (argument_count(&args->at[0], &n, err) < 0)
		return -1;
	if (n == was)
		return err_set(err, ERR_REFUSED, "the footnotes are numbered "
			"from %u already", was);
	if (n > NOTES_FROM_MAX)
		return err_set(err, ERR_REFUSED, "footnotes are numbered from "
			"%d at most", NOTES_FROM_MAX);
	change.start = n > 1 ? (unsigned)n : 0;
	buf_add_format(&subject, "Number the footnotes from %zu, not from %u",
		n, was);
	deed.subject = deed.done = buf_text(&subject);
	rc = session_act(session, &deed, err);
	buf_release(&subject);
	return rc;
}
