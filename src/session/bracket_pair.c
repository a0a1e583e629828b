/*
 * Which brackets a command is about: those named, or those at the cursor.
 */
#include "bracket_inside.h"

/* Where the eye is: at what is selected, else at the cursor. */
static size_t
place_off(const struct session *session)
{
	return session->selection.is && !session->selection.whole
		? session->selection.from : session->off;
}

/* Nothing points into the paragraph: the cursor came to it as a whole. */
static bool
stands_before(const struct session *session)
{
	return !session->off && !session->at_bracket &&
		!session->selection.is;
}

static size_t
index_at(const struct brackets *all, size_t off)
{
	for (size_t i = 0; i < all->n; i++)
		if (off >= all->at[i].off &&
		    off < all->at[i].off + all->at[i].len)
			return i;
	return BRACKET_NONE;
}

bool
session_bracket(const struct session *session, struct pair *out)
{
	struct node *node = session_place(session);
	struct brackets all = BRACKETS_INIT;
	size_t off = place_off(session), index;
	bool found = false;

	if (!node)
		return false;
	brackets_read_line(&all, node_str(node));
	index = index_at(&all, off);
	if (index == BRACKET_NONE && stands_before(session) &&
	    brackets_opener(&all, 2) == BRACKET_NONE && !all.closers)
		index = brackets_opener(&all, 1);
	if (index != BRACKET_NONE) {
		pair_of(out, node, &all, index);
		found = true;
	} else if (!stands_before(session) ||
		   brackets_opener(&all, 1) == BRACKET_NONE) {
		found = pair_around(out, node, &all, off);
	}
	brackets_release(&all);
	return found;
}

int
pair_here(struct pair *out, struct session *session, struct err *err)
{
	const struct node *node = session_place(session);
	const struct doc *doc = session->doc;

	if (session_bracket(session, out))
		return 0;
	if (!doc->pairs && !doc->spans && !doc->slips)
		return teach(session, "there are no brackets in this text",
			"bracket-add", "puts words in brackets", err);
	return teach(session, node->pairs || node->residue_n
		? "which brackets? Go to them first"
		: "there are no brackets here", "bracket-next",
		"goes to the next", err);
}

int
pair_named(struct pair *out, struct session *session,
	const struct arguments *args, struct err *err)
{
	struct brackets all = BRACKETS_INIT;
	struct node *node;
	size_t n, index;

	if (argument_node(session, &args->at[0], &node, err) < 0 ||
	    argument_count(&args->at[1], &n, err) < 0)
		return -1;
	brackets_read_line(&all, node_str(node));
	index = brackets_opener(&all, n);
	if (index != BRACKET_NONE)
		pair_of(out, node, &all, index);
	brackets_release(&all);
	if (index == BRACKET_NONE)
		return err_set(err, ERR_REFUSED,
			"there is no bracket %zu in this paragraph", n);
	return 0;
}

void
pair_add_command(struct buf *out, const char *command,
	const struct pair *pair)
{
	buf_add_format(out, "%s %s %zu", command, pair->open->id.text,
		pair_ordinal(pair));
}
