/*
 * Where the cursor is and how it moves over the outline: folding, places,
 * selections of nodes.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/doc/address.h"
#include "adref/text/number.h"
#include "adref/text/token.h"
#include "inside.h"

struct node *
session_place(const struct session *session)
{
	return session->doc ? doc_find(session->doc, &session->place) : NULL;
}

static struct str
id_str(const struct node *node)
{
	return str_make(node->id.text, 8);
}

bool
session_is_folded(const struct session *session, const struct node *node)
{
	return map_get(&session->folded, id_str(node)) != NULL;
}

bool
session_shows(const struct session *session, const struct node *node)
{
	for (node = node->parent; node && node->parent; node = node->parent)
		if (session_is_folded(session, node))
			return false;
	return true;
}

struct node *
place_next(const struct session *session, const struct node *node)
{
	struct node *next = node->kind == NODE_NOTE
		? notes_next(session->doc, node) : node_next(node);

	return next || node->kind == NODE_NOTE ? next
		: notes_first(session->doc);
}

struct node *
place_prev(const struct session *session, const struct node *node)
{
	struct node *prev = node->kind == NODE_NOTE
		? notes_prev(session->doc, node) : node_prev(node);

	return prev || node->kind != NODE_NOTE ? prev
		: doc_last(session->doc);
}

struct node *
session_next(const struct session *session, const struct node *node)
{
	struct node *next;

	if (!session_is_folded(session, node))
		return place_next(session, node);
	next = node_skip(node);
	return next ? next : notes_first(session->doc);
}

/* The node before may lie in a folded one: then that one is shown for it. */
struct node *
session_prev(const struct session *session, const struct node *node)
{
	struct node *at = place_prev(session, node), *shown = at;

	for (; at && at->parent; at = at->parent)
		if (session_is_folded(session, at))
			shown = at;
	return shown;
}

void
selection_clear(struct session *session)
{
	session->selection = (struct selection){ .is = false };
}

static void
unfold_above(struct session *session, const struct node *node)
{
	if (session_shows(session, node))
		return;
	guard_keep_folds(session);
	for (node = node->parent; node && node->parent; node = node->parent)
		map_drop(&session->folded, id_str(node));
}

/* Moving drops a selection of words; one of nodes grows. */
static void
follow_selection(struct session *session)
{
	struct selection *selection = &session->selection;

	if (selection->is && selection->growing)
		selection->to_node = session->place;
	else
		selection_clear(session);
}

void
place_go(struct session *session, const struct node *node, size_t off)
{
	unfold_above(session, node);
	session->place = node->id;
	session->off = off;
	session->at_bracket = false;
	follow_selection(session);
}

void
place_at_bracket(struct session *session, const struct node *node, size_t off)
{
	place_go(session, node, off);
	session->at_bracket = true;
}

void
selection_words(struct session *session, const struct node *node,
	size_t from, size_t to)
{
	selection_clear(session);
	place_go(session, node, from);
	session->selection = (struct selection){
		.is = true, .node = node->id, .to_node = node->id,
		.from = from, .to = to,
	};
}

bool
session_selects(const struct session *session, const struct node *node,
	size_t off)
{
	const struct selection *selection = &session->selection;
	const struct node *from, *to;

	if (!selection->is)
		return false;
	if (!selection->whole)
		return node_id_same(&node->id, &selection->node) &&
			off >= selection->from && off < selection->to;
	from = doc_find(session->doc, &selection->node);
	to = doc_find(session->doc, &selection->to_node);
	if (!from || !to)
		return false;
	if (node == from || node == to)
		return true;
	return node_comes_before(from, node) == node_comes_before(node, to) &&
		node != from;
}

void
place_go_made(struct session *session, const node_id *id)
{
	const struct node *made = doc_find(session->doc, id);

	if (made)
		place_go(session, made, 0);
}

static int
go_to(struct session *session, struct node *node, const char *none,
	struct err *err)
{
	if (!node)
		return err_set(err, ERR_REFUSED, "%s", none);
	place_go(session, node, 0);
	return 0;
}

int
run_move_down(struct session *session, const struct arguments *args,
	struct err *err)
{
	(void)args;
	return go_to(session, session_next(session, session_place(session)),
		"this is the end of the text", err);
}

int
run_move_up(struct session *session, const struct arguments *args,
	struct err *err)
{
	(void)args;
	return go_to(session, session_prev(session, session_place(session)),
		"this is the beginning of the text", err);
}

/* As far as one can; where one stands there already, a key says so. */
static int
go_far(struct session *session, struct node *node, bool end, struct err *err)
{
	if (node && session->keys && node == session_place(session) &&
	    !session->off)
		node = NULL;
	return go_to(session, node, end ? "this is the end of the text"
		: "this is the beginning of the text", err);
}

static int
move_page(struct session *session, bool down, struct err *err)
{
	size_t rows = session->rows > 14 ? session->rows - 12 : 3;
	struct node *node = session_place(session), *at = node;

	if (place_page(session, down))
		return 0;
	while (rows-- && at) {
		node = at;
		at = down ? session_next(session, at)
			: session_prev(session, at);
	}
	if (at)
		node = at;
	return go_far(session, node, down, err);
}

int
run_page_down(struct session *session, const struct arguments *args,
	struct err *err)
{
	(void)args;
	return move_page(session, true, err);
}

int
run_page_up(struct session *session, const struct arguments *args,
	struct err *err)
{
	(void)args;
	return move_page(session, false, err);
}

int
run_go_first(struct session *session, const struct arguments *args,
	struct err *err)
{
	(void)args;
	return go_far(session, doc_first(session->doc), false, err);
}

int
run_go_last(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct node *node = doc_last(session->doc);

	(void)args;
	while (node && !session_shows(session, node))
		node = node->parent;
	return go_far(session, node, true, err);
}

int
run_section_next(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct node *at = session_next(session, session_place(session));

	(void)args;
	while (at && at->kind != NODE_SECTION)
		at = session_next(session, at);
	return go_to(session, at, "there is no heading further down", err);
}

int
run_section_prev(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct node *at = session_prev(session, session_place(session));

	(void)args;
	while (at && at->kind != NODE_SECTION)
		at = session_prev(session, at);
	return go_to(session, at, "there is no heading further up", err);
}

static void
set_fold(struct session *session, const struct node *node, bool folded)
{
	guard_keep_folds(session);
	if (folded && node->first)
		map_put(&session->folded, id_str(node), session);
	else
		map_drop(&session->folded, id_str(node));
}

int
run_go_out(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct node *node = session_place(session);

	(void)args;
	if (node->first && !session_is_folded(session, node)) {
		set_fold(session, node, true);
		return 0;
	}
	return go_to(session, node->parent->parent ? node->parent : NULL,
		"this stands at the top", err);
}

int
run_go_in(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct node *node = session_place(session);

	(void)args;
	if (session_is_folded(session, node)) {
		set_fold(session, node, false);
		return 0;
	}
	return go_to(session, node->first, "nothing stands below this", err);
}

int
run_fold(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct node *node = session_place(session);

	(void)args;
	if (!node->first)
		return err_set(err, ERR_REFUSED, "nothing stands below this");
	set_fold(session, node, !session_is_folded(session, node));
	return 0;
}

int
run_fold_all(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct node *place = session_place(session);

	(void)args;
	if (session->folded.n) {
		guard_keep_folds(session);
		map_release(&session->folded);
		session->folded = (struct map)MAP_INIT;
		return 0;
	}
	for (struct node *at = doc_first(session->doc); at;
	     at = node_next(at))
		if (at->kind == NODE_SECTION)
			set_fold(session, at, true);
	if (!session->folded.n)
		return err_set(err, ERR_REFUSED,
			"this text has no heading to fold it under");
	while (!session_shows(session, place))
		place = place->parent;
	session->place = place->id;
	session->off = 0;
	return 0;
}

int
run_go(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct buf spoken = BUF_INIT;
	struct node *node;

	for (size_t i = 0; i < args->n; i++)
		buf_add_text(&spoken, args->at[i].text);
	node = address_near(session->doc, buf_str(&spoken),
		session_place(session));
	if (!node && spoken.len)
		err_set(err, ERR_REFUSED, "there is no place called %.80s",
			buf_text(&spoken));
	else if (!node)
		usage("go", err);
	else
		place_go(session, node, 0);
	buf_release(&spoken);
	return node ? 0 : -1;
}

int
run_zoom(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct buf key = BUF_INIT;

	(void)args;
	(void)err;
	session->zoom = !session->zoom;
	if (session->zoom) {
		keymap_add_key(&key, &session->keymap, KEYS_OUTLINE, "zoom");
		session_say(session, MESSAGE_HINT, "%s shows the rest of the "
			"screen again", buf_text(&key));
		buf_release(&key);
	}
	return 0;
}

int
run_select_start(struct session *session, const struct arguments *args,
	struct err *err)
{
	(void)args;
	(void)err;
	if (session->selection.is && session->selection.growing) {
		selection_clear(session);
		return 0;
	}
	session->selection = (struct selection){
		.is = true, .growing = true, .whole = true,
		.node = session->place, .to_node = session->place,
	};
	session_say(session, MESSAGE_HINT,
		"move to where the selection is to end");
	return 0;
}

int
run_select_node(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct node *node = session_place(session);
	struct number number;

	(void)args;
	if (!node->len)
		return err_set(err, ERR_REFUSED, "this one is empty");
	number_read(&number, node_str(node));
	selection_words(session, node, number.n && number.end < node->len
		? number.end : 0, node->len);
	return 0;
}

int
run_select_none(struct session *session, const struct arguments *args,
	struct err *err)
{
	(void)args;
	(void)err;
	if (syncing_stop(session))
		return 0;
	selection_clear(session);
	marks_clear(session);
	session->zoom = false;
	return 0;
}

/* The end of the sentence that begins at from. */
static size_t
sentence_end(struct str line, const struct tokens *tokens, size_t from)
{
	for (size_t i = 0; i + 1 < tokens->n; i++) {
		const struct token *token = &tokens->at[i];

		if (token->off < from || token->kind != TOKEN_SIGN ||
		    !memchr(".;?!", line.at[token->off], 4))
			continue;
		if (tokens->at[i + 1].kind == TOKEN_BLANK)
			return token->off + token->len;
	}
	return line.len;
}

int
run_select_sentence(struct session *session,
	const struct arguments *args, struct err *err)
{
	struct node *node = session_place(session);
	const struct selection *old = &session->selection;
	struct tokens tokens = TOKENS_INIT;
	struct number number;
	size_t from = 0, to;

	(void)args;
	if (!node->len)
		return err_set(err, ERR_REFUSED, "this one is empty");
	tokens_read(&tokens, node_str(node));
	if (number_read(&number, node_str(node)) && number.end < node->len)
		from = number.end;
	if (old->is && !old->whole && node_id_same(&old->node, &node->id) &&
	    old->to < node->len)
		from = old->to;
	while (from < node->len && node->line[from] == ' ')
		from++;
	to = sentence_end(node_str(node), &tokens, from);
	tokens_release(&tokens);
	selection_words(session, node, from, to);
	return 0;
}
