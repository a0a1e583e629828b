/*
 * Old and new side by side. What was split off or joined is looked for only in
 * paragraphs that are in both texts and were changed: that is where the words
 * came from, or went to.
 */
#include "adref/doc/concordance.h"

#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/text/number.h"
#include "adref/text/words.h"

enum { WORDS_MIN = 3 };

/* A paragraph of both texts whose words are not the same. */
struct changed {
	const struct node *from, *to;
	char *old, *new;
};
struct changes {
	struct changed *at;
	size_t n, cap;
};

/* The words of a node, a blank before and behind each, without its number. */
static char *
words_of(const struct node *node)
{
	struct buf rest = BUF_INIT, plain = BUF_INIT, out = BUF_INIT;
	struct number number;
	struct str left, word;

	number_read(&number, node_str(node));
	number_add_rest(&rest, node_str(node), &number);
	words_add_plain(&plain, buf_str(&rest));
	left = buf_str(&plain);
	buf_add_char(&out, ' ');
	while (str_word(&left, &word)) {
		buf_add_str(&out, word);
		buf_add_char(&out, ' ');
	}
	buf_release(&rest);
	buf_release(&plain);
	return buf_take(&out);
}

static size_t
count_words(const char *words)
{
	size_t n = 0;

	for (; *words; words++)
		n += *words == ' ';
	return n ? n - 1 : 0;
}

static void
find_changed(struct changes *out, const struct doc *from,
	const struct doc *to)
{
	for (const struct node *at = doc_first(to); at; at = node_next(at)) {
		const struct node *was = doc_find(from, &at->id);

		if (!was || (was->len == at->len &&
			memcmp(was->line, at->line, at->len) == 0))
			continue;
		out->at = mem_grow(out->at, &out->cap, out->n + 1,
			sizeof(*out->at));
		out->at[out->n++] = (struct changed){ was, at,
			words_of(was), words_of(at) };
	}
}

static void
changes_release(struct changes *changes)
{
	for (size_t i = 0; i < changes->n; i++) {
		free(changes->at[i].old);
		free(changes->at[i].new);
	}
	free(changes->at);
}

/* The one that lost the words of a new node, or got those of a gone one. */
static const struct changed *
find_other(const struct changes *changes, const struct node *node, bool gone)
{
	const struct changed *found = NULL;
	char *words = words_of(node);

	for (size_t i = 0; i < changes->n && !found &&
	     count_words(words) >= WORDS_MIN; i++) {
		const struct changed *at = &changes->at[i];
		const char *with = gone ? at->new : at->old;
		const char *without = gone ? at->old : at->new;

		if (strstr(with, words) && !strstr(without, words))
			found = at;
	}
	free(words);
	return found;
}

static void
add_row(struct concordance *out, enum concordance_kind kind,
	const struct node *from, const struct node *to)
{
	out->at = mem_grow(out->at, &out->cap, out->n + 1, sizeof(*out->at));
	out->at[out->n++] = (struct concordance_row){ kind, from, to };
}

/* Those that are gone and stood right behind a node of the old text. */
static void
add_gone(struct concordance *out, const struct changes *changes,
	const struct doc *to, const struct node *at)
{
	for (; at && !doc_find(to, &at->id); at = node_next(at)) {
		const struct changed *other = find_other(changes, at, true);

		add_row(out, other ? CONCORDANCE_JOINED : CONCORDANCE_GONE,
			at, other ? other->to : NULL);
	}
}

void
doc_concordance(struct concordance *out, const struct doc *from,
	const struct doc *to)
{
	struct changes changes = { 0 };

	*out = (struct concordance){ 0 };
	find_changed(&changes, from, to);
	add_gone(out, &changes, to, doc_first(from));
	for (const struct node *at = doc_first(to); at; at = node_next(at)) {
		const struct node *was = doc_find(from, &at->id);
		const struct changed *other = was ? NULL
			: find_other(&changes, at, false);

		add_row(out, was ? CONCORDANCE_SAME : other
			? CONCORDANCE_SPLIT : CONCORDANCE_NEW, was ? was
			: other ? other->from : NULL, at);
		if (was)
			add_gone(out, &changes, to, node_next(was));
	}
	changes_release(&changes);
}

void
concordance_release(struct concordance *concordance)
{
	free(concordance->at);
	*concordance = (struct concordance){ 0 };
}
