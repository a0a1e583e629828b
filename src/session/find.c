/*
 * Going to brackets, blanks and slips. Going to words is search.c's.
 */
#include <string.h>

#include "adref/doc/address.h"
#include "adref/doc/placeholder.h"
#include "adref/text/bracket.h"
#include "inside.h"

/* A bracket, blank or slip of a node at or behind (before) an offset. */
struct mark {
	struct node *node;
	size_t off;
};
typedef bool (*mark_test)(const struct brackets *all, size_t i);

static bool
is_opener(const struct brackets *all, size_t i)
{
	return all->at[i].opens;
}

/* The last mark before `before`, or the first at or behind `from`. */
static bool
mark_in(struct mark *out, struct node *node, size_t from, size_t before,
	mark_test test)
{
	struct tokens tokens = TOKENS_INIT;
	struct brackets all = BRACKETS_INIT;
	bool found = false;

	if (memchr(node->line, '[', node->len) ||
	    memchr(node->line, 0xEF, node->len)) {
		tokens_read(&tokens, node_str(node));
		brackets_read(&all, &tokens, node_str(node));
	}
	for (size_t i = 0; i < all.n; i++) {
		if (all.at[i].off < from || all.at[i].off >= before ||
		    !test(&all, i))
			continue;
		*out = (struct mark){ node, all.at[i].off };
		found = true;
		if (before == (size_t)-1)
			break;
	}
	brackets_release(&all);
	tokens_release(&tokens);
	return found;
}

int
mark_go_bracket(struct session *session, bool forward, struct err *err)
{
	struct node *start = session_place(session), *at = start;
	size_t off = session->off;
	struct mark mark;
	bool found;

	session->searched = SEARCH_BRACKET;
	found = forward
		? mark_in(&mark, at, off + (session->at_bracket ? 1 : 0),
			(size_t)-1, is_opener)
		: mark_in(&mark, at, 0, off, is_opener);
	while (!found) {
		at = forward ? place_next(session, at)
			: place_prev(session, at);
		if (!at)
			return err_set(err, ERR_REFUSED, forward
				? "there is no bracket further down"
				: "there is no bracket further up");
		found = forward ? mark_in(&mark, at, 0, (size_t)-1, is_opener)
			: mark_in(&mark, at, 0, (size_t)-2, is_opener);
	}
	place_at_bracket(session, mark.node, mark.off);
	return 0;
}

int
run_bracket_next(struct session *session, const struct arguments *args,
	struct err *err)
{
	(void)args;
	return mark_go_bracket(session, true, err);
}

int
run_bracket_prev(struct session *session, const struct arguments *args,
	struct err *err)
{
	(void)args;
	return mark_go_bracket(session, false, err);
}

/* The first blank to fill of a node behind off; 0 for an empty bullet, if that
 * is not left empty for a reason. */
static bool
blank_in(const struct doc *doc, struct node *node, size_t off, size_t *at)
{
	struct tokens tokens = TOKENS_INIT;
	struct brackets all = BRACKETS_INIT;
	bool found = false;

	*at = 0;
	if (node_is_placeholder(node))
		return !placeholder_reason(doc, node);
	if (!node->blanks)
		return false;
	tokens_read(&tokens, node_str(node));
	brackets_read(&all, &tokens, node_str(node));
	for (size_t i = 0; i + 1 < all.n && !found; i++) {
		size_t from = all.at[i].off + all.at[i].len;

		if (all.at[i].off < off || all.at[i].mate != i + 1)
			continue;
		found = all.at[i].opens && bracket_is_blank(str_part(
			node_str(node), from, all.at[i + 1].off - from));
		*at = all.at[i].off;
	}
	brackets_release(&all);
	tokens_release(&tokens);
	return found;
}

int
mark_go_blank(struct session *session, bool forward, struct err *err)
{
	struct node *at = session_place(session);
	size_t off;

	session->searched = SEARCH_BLANK;
	if (forward && at->blanks && blank_in(session->doc, at, session->off +
		(session->at_bracket ? 1 : 0), &off)) {
		place_at_bracket(session, at, off);
		return 0;
	}
	do
		at = forward ? place_next(session, at)
			: place_prev(session, at);
	while (at && !blank_in(session->doc, at, 0, &off));
	if (!at)
		return err_set(err, ERR_REFUSED, forward
			? "there is nothing to fill further down"
			: "there is nothing to fill further up");
	if (at->len)
		place_at_bracket(session, at, off);
	else
		place_go(session, at, 0);
	return 0;
}

int
run_blank_next(struct session *session, const struct arguments *args,
	struct err *err)
{
	(void)args;
	return mark_go_blank(session, true, err);
}

int
run_blank_prev(struct session *session, const struct arguments *args,
	struct err *err)
{
	(void)args;
	return mark_go_blank(session, false, err);
}

static const struct residue_end *
slip_in(const struct node *node, size_t off)
{
	for (size_t i = 0; i < node->residue_n; i++)
		if (!node->residue[i].mate && node->residue[i].off >= off)
			return &node->residue[i];
	return NULL;
}

int
run_slip_next(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct node *at = session_place(session);
	const struct residue_end *slip = slip_in(at, session->off +
		(session->at_bracket ? 1 : 0));

	(void)args;
	while (!slip && (at = place_next(session, at)))
		slip = slip_in(at, 0);
	if (!slip)
		return err_set(err, ERR_REFUSED, session->doc->slips
			? "there is no slip further down"
			: "there is no slip in this text");
	place_at_bracket(session, at, slip->off);
	return 0;
}
