/*
 * Replacing at the keyboard: the places are shown one by one, the words that
 * go and those that come, and answered by a letter; those taken are then made
 * one act. Nothing is changed before that, so whoever leaves finds the text as
 * it was. Others may write meanwhile: the places go along with their words.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "adref/text/words.h"
#include "replace.h"

static bool
begins_node(const struct replacing *replacing, size_t i)
{
	return !i || !node_id_same(&replacing->plan.at[i].node,
		&replacing->plan.at[i - 1].node);
}

/* Keep the lines as they read now. */
static void
note_lines(const struct session *session, struct replacing *replacing)
{
	size_t line = 0;

	for (size_t i = 0; i < replacing->plan.n; i++) {
		const struct node *node;

		if (!begins_node(replacing, i))
			continue;
		node = doc_find(session->doc, &replacing->plan.at[i].node);
		if (node) {
			free(replacing->lines[line]);
			replacing->lines[line] = mem_text_len(node->line,
				node->len);
		}
		line++;
	}
	replacing->tip = *record_tip(session->record);
}

/* Somebody wrote: the places go to where their words stand now. */
static void
carry_places(const struct session *session, struct replacing *replacing)
{
	const struct node *node = NULL;
	size_t line = 0;

	if (store_id_same(&replacing->tip, record_tip(session->record)))
		return;
	for (size_t i = 0; i < replacing->plan.n; i++) {
		struct replace_place *place = &replacing->plan.at[i];
		size_t len = place->to - place->from;

		if (begins_node(replacing, i)) {
			node = doc_find(session->doc, &place->node);
			line += i > 0;
		}
		if (!node || !words_carry(str_of(replacing->lines[line]),
			node_str(node), place->from, len, &place->from))
			replacing->answers[i] = ANSWER_LOST;
		place->to = place->from + len;
	}
	note_lines(session, replacing);
}

static void
forget(struct session *session)
{
	replacing_free(session->replacing);
	session->replacing = NULL;
}

static void
go_back(struct session *session)
{
	const struct node *node = doc_find(session->doc,
		&session->replacing->place);

	selection_clear(session);
	if (node)
		place_go(session, node, session->replacing->off);
}

void
replace_leave(struct session *session)
{
	if (!session->replacing)
		return;
	go_back(session);
	forget(session);
	session_say(session, MESSAGE_HINT, "nothing was replaced");
}

/* `4 of 12: … they {-shall-}{+should+} not pay twice`. */
static void
ask(struct session *session, const struct replacing *replacing)
{
	static const struct prompt_choice choices[] = {
		{ "y", "", "replace-answer yes" },
		{ "n", "no", "replace-answer no" },
		{ "a", "all the rest", "replace-answer rest" },
		{ "b", "back", "replace-answer back" },
		{ "s", "stop here", "replace-answer stop" },
	};
	const struct replace_place *place =
		&replacing->plan.at[replacing->at];
	struct hit hit = { doc_find(session->doc, &place->node), place->from,
		place->to };
	struct buf label = BUF_INIT, near = BUF_INIT;
	struct err ignored = ERR_INIT;

	search_go(session, &hit, &ignored);
	hit_add_compared(&near, &hit, place->come);
	buf_add_format(&label, "%zu of %zu: ", replacing->at + 1,
		replacing->plan.n);
	utf8_add_safe(&label, buf_str(&near));
	prompt_choose(session, buf_text(&label), choices,
		sizeof(choices) / sizeof(choices[0]));
	session->prompt.compares = true;
	buf_release(&label);
	buf_release(&near);
}

/* The places that were taken become one act. */
static int
finish(struct session *session, struct err *err)
{
	struct replacing *replacing = session->replacing;
	struct replace_place *taken = mem_new(replacing->plan.n,
		sizeof(*taken));
	size_t n = 0;
	int rc = 0;

	for (size_t i = 0; i < replacing->plan.n; i++)
		if (replacing->answers[i] == ANSWER_YES)
			taken[n++] = replacing->plan.at[i];
	selection_clear(session);
	if (n) {
		rc = replacing_act(session, replacing, taken, n, err);
	} else {
		go_back(session);
		session_say(session, MESSAGE_HINT, "nothing was replaced");
	}
	free(taken);
	/* Asked for a word, the act is made again with the same answers. */
	if (rc == 0 || err->code != ERR_ASKED)
		forget(session);
	return rc;
}

/* The next place, or the one before, that is still there. */
static bool
step(struct replacing *replacing, bool forward)
{
	size_t at = replacing->at;

	while (forward ? at + 1 < replacing->plan.n : at > 0) {
		at = forward ? at + 1 : at - 1;
		if (replacing->answers[at] == ANSWER_LOST)
			continue;
		replacing->at = at;
		return true;
	}
	return false;
}

static void
set_answer(struct replacing *replacing, size_t i, enum replace_answer answer)
{
	if (replacing->answers[i] != ANSWER_LOST)
		replacing->answers[i] = answer;
}

static int
go_on(struct session *session, struct err *err)
{
	struct replacing *replacing = session->replacing;

	if (!step(replacing, true))
		return finish(session, err);
	ask(session, replacing);
	return 0;
}

int
run_replace_answer(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct replacing *replacing = session->replacing;
	const char *word = args->n == 1 ? args->at[0].text : "";

	if (!replacing)
		return err_set(err, ERR_REFUSED, "nothing waits for this");
	carry_places(session, replacing);
	if (strcmp(word, "yes") == 0 || strcmp(word, "no") == 0) {
		set_answer(replacing, replacing->at, *word == 'y' ? ANSWER_YES
			: ANSWER_NO);
		return go_on(session, err);
	}
	if (strcmp(word, "rest") == 0) {
		for (size_t i = replacing->at; i < replacing->plan.n; i++)
			set_answer(replacing, i, ANSWER_YES);
		return finish(session, err);
	}
	if (strcmp(word, "stop") == 0)
		return finish(session, err);
	if (strcmp(word, "back") != 0)
		return usage("replace-answer", err);
	if (!step(replacing, false) &&
	    replacing->answers[replacing->at] == ANSWER_LOST)
		return go_on(session, err);
	ask(session, replacing);
	return 0;
}

void
replacing_walk(struct session *session, struct replacing *replacing)
{
	size_t n = replacing->plan.n;

	forget(session);
	session->replacing = replacing;
	replacing->answers = mem_new(n, sizeof(*replacing->answers));
	replacing->lines_n = replace_nodes(replacing->plan.at, n);
	replacing->lines = mem_new(replacing->lines_n, sizeof(char *));
	replacing->place = session->place;
	replacing->off = session->off;
	note_lines(session, replacing);
	ask(session, replacing);
}
