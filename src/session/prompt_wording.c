/*
 * Asking for a wording: words that there are already are offered, to be taken,
 * edited or written over. As in a paragraph, leaving keeps what was written.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "inside.h"

void
prompt_drop_offers(struct prompt *prompt)
{
	for (size_t i = 0; i < prompt->offers_n; i++) {
		free(prompt->offers[i].name);
		free(prompt->offers[i].text);
	}
	free(prompt->offers);
	prompt->offers = NULL;
	prompt->offers_n = 0;
}

static bool
is_offered(const struct prompt *prompt, struct str text)
{
	for (size_t i = 0; i < prompt->offers_n; i++)
		if (str_is(text, prompt->offers[i].text))
			return true;
	return false;
}

void
prompt_offer(struct session *session, const char *name, struct str text)
{
	struct prompt *prompt = &session->prompt;

	if (!text.len || is_offered(prompt, text))
		return;
	prompt->offers = mem_resize(prompt->offers, prompt->offers_n + 1,
		sizeof(*prompt->offers));
	prompt->offers[prompt->offers_n++] = (struct prompt_offer){
		mem_text(name), mem_text_len(text.at, text.len) };
	if (prompt->offers_n == 1)
		wording_offer(session);
	prompt_hint(session);
}

/* The words whose turn it is stand there, as if nothing was typed. */
void
wording_offer(struct session *session)
{
	struct prompt *prompt = &session->prompt;

	if (prompt->kind != PROMPT_WORDING || !prompt->offers_n)
		return;
	buf_clear(&prompt->text);
	buf_add_text(&prompt->text,
		prompt->offers[prompt->turn % prompt->offers_n].text);
	prompt->behind = 0;
	prompt->fresh = !prompt->edits;
}

/* What was written is one of those that take turns from now on. */
static void
keep_written(struct prompt *prompt)
{
	struct str text = buf_str(&prompt->text);
	size_t n = prompt->offers_n;

	if (!n || prompt->fresh || !text.len || is_offered(prompt, text))
		return;
	prompt->turn %= n;
	prompt->offers = mem_resize(prompt->offers, n + 1,
		sizeof(*prompt->offers));
	prompt->offers[prompt->offers_n++] = (struct prompt_offer){
		mem_text("what was written"),
		mem_text_len(text.at, text.len) };
	if (prompt->turn + 1 == n)
		prompt->turn = n;
}

void
wording_next(struct session *session)
{
	keep_written(&session->prompt);
	session->prompt.turn++;
	wording_offer(session);
}

bool
prompt_keeps(const struct prompt *prompt)
{
	return prompt->kind == PROMPT_WORDING && !prompt->fresh &&
		!(prompt->edits && is_offered(prompt, buf_str(
		&prompt->text))) && (prompt->text.len ||
		prompt->may_be_empty);
}

void
wording_hint(struct session *session)
{
	struct prompt *prompt = &session->prompt;
	size_t next;

	buf_add_text(&prompt->takes, "Take it");
	if (prompt->offers_n < 2)
		return;
	next = (prompt->turn + 1) % prompt->offers_n;
	prompt->turns = prompt->offers[next].name;
}
