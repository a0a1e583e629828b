/*
 * Asking for a filter that has keys: what the word that is being typed means,
 * and completing it.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/doc/address.h"
#include "adref/doc/party.h"
#include "filter_words.h"

static void
offers_release(struct filter_offers *offers)
{
	for (size_t i = 0; i < offers->n; i++)
		free(offers->at[i]);
	free(offers->at);
}

bool
filter_is_asked(const struct session *session)
{
	return session->prompt.kind == PROMPT_FILTER && session->list &&
		filter_keys(session->list->kind);
}

void
filter_ask(struct session *session)
{
	struct prompt *prompt = &session->prompt;

	if (!filter_is_asked(session) || !session->list->filter.len)
		return;
	buf_add_str(&prompt->text, buf_str(&session->list->filter));
	prompt->about = mem_text(buf_text(&prompt->text));
	prompt_hint(session);
}

/* The last key of a text with what stands behind it, or the words there are
 * when it has none; false when it is empty. */
static bool
last_word(const struct session *session, struct str text,
	struct filter_word *out)
{
	const struct filter_key *keys = filter_keys(session->list->kind);
	size_t off = 0;
	bool any = false;

	*out = (struct filter_word){ .key = NULL };
	while (filter_next(text, &off, keys, out))
		any = true;
	return any;
}

/* What may be the beginning of a key at the end of a text: empty behind a
 * blank or at the beginning. */
static struct str
last_letters(struct str text)
{
	size_t from = text.len;

	while (from && text.at[from - 1] != ' ')
		from--;
	return str_from(text, from);
}

static void
offer_keys(const struct session *session, struct str letters,
	struct filter_offers *out)
{
	const struct filter_key *key = filter_keys(session->list->kind);

	for (; key->name; key++) {
		struct buf text = BUF_INIT;

		if (letters.len > strlen(key->name) ||
		    memcmp(letters.at, key->name, letters.len) != 0)
			continue;
		buf_add_format(&text, "%s: ", key->name);
		out->at = mem_grow(out->at, &out->cap, out->n + 1,
			sizeof(*out->at));
		out->at[out->n++] = buf_take(&text);
	}
}

/* What the end of the text could become, from byte *from on: another value of
 * the last key, or a key. */
static void
offers_for(struct session *session, struct str text, size_t *from,
	struct filter_offers *out)
{
	struct str letters = last_letters(text);
	struct filter_word word;

	*out = (struct filter_offers){ .n = 0 };
	if (last_word(session, text, &word) && word.key) {
		*from = word.value_off;
		word.key->offer(session, word.value, out);
	}
	if (out->n)
		return;
	*from = text.len - letters.len;
	offer_keys(session, letters, out);
}

/* `party:PARTY section:PLACE`. */
static void
hint_keys(struct session *session)
{
	const struct filter_key *key = filter_keys(session->list->kind);
	struct buf *hint = &session->prompt.hint;

	for (; key->name; key++)
		buf_add_format(hint, "%s%s:", hint->len ? " " : "",
			key->name);
}

/* What could stand behind the last key; what is wrong with what does. */
static void
hint_value(struct session *session, const struct filter_word *word,
	const struct filter_offers *offers)
{
	struct prompt *prompt = &session->prompt;
	struct err why = ERR_INIT;

	for (size_t i = 0; i < offers->n; i++)
		buf_add_format(&prompt->hint, "%s%s", i ? "  " : "",
			offers->at[i]);
	if (offers->n)
		return;
	if (!word->value.len)
		buf_add_text(&prompt->hint, word->key->takes);
	else if (word->key->check(session, word->value, &why) < 0)
		buf_add_text(&prompt->hint, why.text);
}

/* What was typed, without what was completed behind it. */
static struct str
typed(const struct prompt *prompt)
{
	return buf_str(prompt->turn ? &prompt->stem : &prompt->text);
}

void
filter_hint(struct session *session)
{
	struct prompt *prompt = &session->prompt;
	struct filter_offers offers;
	struct filter_word word;
	size_t from;

	buf_add_text(&prompt->takes, "Only these lines");
	offers_for(session, typed(prompt), &from, &offers);
	if (!last_word(session, typed(prompt), &word) || !word.key)
		hint_keys(session);
	else
		hint_value(session, &word, &offers);
	prompt->turns = offers.n ? "Complete it" : NULL;
	offers_release(&offers);
}

/* Put an offer in the place of the end of what was typed. */
static void
put(struct prompt *prompt, size_t from, const char *offer)
{
	struct str stem = buf_str(&prompt->stem);
	bool blank = from && stem.at[from - 1] == ':';

	buf_clear(&prompt->text);
	buf_add_str(&prompt->text, str_part(stem, 0, from));
	buf_add_format(&prompt->text, "%s%s", blank ? " " : "", offer);
	prompt->behind = 0;
	prompt->fresh = false;
}

void
filter_complete(struct session *session)
{
	struct prompt *prompt = &session->prompt;
	struct filter_offers offers;
	size_t from;

	if (!prompt->turn) {
		buf_clear(&prompt->stem);
		buf_add_str(&prompt->stem, buf_str(&prompt->text));
	}
	offers_for(session, buf_str(&prompt->stem), &from, &offers);
	if (offers.n)
		put(prompt, from, offers.at[prompt->turn++ % offers.n]);
	offers_release(&offers);
}

int
filter_check(struct session *session, struct err *err)
{
	const struct filter_key *keys = filter_keys(session->list->kind);
	struct filter_word word;
	size_t off = 0;

	while (filter_next(buf_str(&session->prompt.text), &off, keys,
	       &word)) {
		if (!word.key)
			continue;
		if (!word.value.len)
			return err_set(err, ERR_REFUSED, "write %s: %s",
				word.key->name, word.key->takes);
		if (word.key->check(session, word.value, err) < 0)
			return -1;
	}
	return 0;
}
