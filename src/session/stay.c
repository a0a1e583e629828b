/*
 * Staying where one is when others write: the place in its line and the words
 * that are selected go along with the words, which may stand elsewhere in the
 * line now. An act must never fall on words that nobody chose.
 */
#include <stdlib.h>

#include "adref/base/mem.h"
#include "adref/text/words.h"
#include "inside.h"

static char *
line_of(const struct session *session, const node_id *id)
{
	const struct node *node = doc_find(session->doc, id);

	return node ? mem_text_len(node->line, node->len) : NULL;
}

void
stay_note(struct stay *stay, const struct session *session)
{
	stay->place = session->place;
	stay->off = session->off;
	stay->at_bracket = session->at_bracket;
	stay->selection = session->selection;
	stay->line = line_of(session, &session->place);
	stay->words = session->selection.is && !session->selection.whole
		? line_of(session, &session->selection.node) : NULL;
}

static void
keep_place(const struct stay *stay, struct session *session)
{
	const struct node *node = session_place(session);
	size_t off;

	if (!stay->line || !node || !node_id_same(&node->id, &stay->place) ||
	    !stay->off || str_is(node_str(node), stay->line))
		return;
	/* A bracket is a byte of its own; else the place between two. */
	if (words_carry(str_of(stay->line), node_str(node), stay->off,
		stay->at_bracket, &off))
		session->off = off;
	else
		session->at_bracket = false;
}

static void
keep_words(const struct stay *stay, struct session *session)
{
	struct selection *what = &session->selection;
	const struct node *node = doc_find(session->doc,
		&stay->selection.node);
	size_t from = stay->selection.from, to = stay->selection.to;

	if (!stay->words || (node && str_is(node_str(node), stay->words)))
		return;
	*what = stay->selection;
	if (node && to > from && words_carry(str_of(stay->words),
		node_str(node), from, to - from, &what->from)) {
		what->to = what->from + to - from;
		return;
	}
	selection_clear(session);
	session_say(session, MESSAGE_HINT, "somebody changed the words that "
		"were selected: they are selected no more");
}

void
stay_keep(const struct stay *stay, struct session *session)
{
	if (!session->doc)
		return;
	keep_place(stay, session);
	keep_words(stay, session);
}

void
stay_release(struct stay *stay)
{
	free(stay->line);
	free(stay->words);
}
