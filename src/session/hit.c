/*
 * Finding words in a node as a person hears them: brackets, emphasis, names
 * and note marks do not stand in the way, nor does case.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "adref/text/token.h"
#include "inside.h"

/* The words of a line, and where each byte of them stands in the source. */
struct heard {
	struct buf text;
	size_t *from, *to;	/* of the cluster each byte belongs to */
	size_t cap;
};

static void
heard_release(struct heard *heard)
{
	buf_release(&heard->text);
	free(heard->from);
	free(heard->to);
}

static void
hear(struct heard *heard, struct str folded, size_t from, size_t to)
{
	size_t need = heard->text.len + folded.len + 1;

	if (need > heard->cap) {
		heard->from = mem_resize(heard->from, 2 * need,
			sizeof(size_t));
		heard->to = mem_resize(heard->to, 2 * need, sizeof(size_t));
		heard->cap = 2 * need;
	}
	for (size_t i = 0; i < folded.len; i++) {
		heard->from[heard->text.len + i] = from;
		heard->to[heard->text.len + i] = to;
	}
	buf_add_str(&heard->text, folded);
}

static void
hear_cluster(struct heard *heard, struct str line, size_t from, size_t to)
{
	struct buf folded = BUF_INIT;
	char low;

	if (to - from == 1 && (unsigned char)line.at[from] < 0x80) {
		low = line.at[from];
		if (low >= 'A' && low <= 'Z')
			low = (char)(low - 'A' + 'a');
		hear(heard, str_make(&low, 1), from, to);
		return;
	}
	utf8_add_folded(&folded, str_part(line, from, to - from));
	hear(heard, buf_str(&folded), from, to);
	buf_release(&folded);
}

static void
hear_token(struct heard *heard, struct str line, const struct token *token)
{
	size_t off = token->off, end = token->off + token->len, next;

	switch (token->kind) {
	case TOKEN_BLANK:
		if (heard->text.len &&
		    heard->text.data[heard->text.len - 1] == ' ')
			return;
		hear(heard, str_of(" "), off, end);
		return;
	case TOKEN_ESCAPE:
		hear(heard, str_part(line, off + 1, token->len - 1), off, end);
		return;
	case TOKEN_WORD:
	case TOKEN_SIGN:
		for (; off < end; off = next) {
			next = utf8_next(line, off);
			hear_cluster(heard, line, off, next);
		}
		return;
	default:
		return;
	}
}

static void
hear_line(struct heard *heard, struct str line)
{
	struct tokens tokens = TOKENS_INIT;

	tokens_read(&tokens, line);
	for (size_t i = 0; i < tokens.n; i++)
		hear_token(heard, line, &tokens.at[i]);
	tokens_release(&tokens);
}

/* The first byte heard that stands at or behind off. */
static size_t
heard_at(const struct heard *heard, size_t off)
{
	size_t i = 0;

	while (i < heard->text.len && heard->from[i] < off)
		i++;
	return i;
}

/* Plain words, or `first..last`. */
static bool
match(const struct heard *heard, size_t at, struct str words, size_t *from,
	size_t *to)
{
	struct str text = buf_str(&heard->text);
	size_t dots = str_find(words, 0, str_of(".."));
	struct str first = str_trim(str_part(words, 0, dots));
	struct str last = dots < words.len
		? str_trim(str_from(words, dots + 2)) : first;
	size_t found;

	if (!first.len || !last.len || !text.len)
		return false;
	*from = str_find(text, at, first);
	if (*from >= text.len)
		return false;
	found = dots < words.len
		? str_find(text, *from + first.len, last) : *from;
	if (found >= text.len)
		return false;
	*to = found + last.len;
	return true;
}

static struct buf
fold_words(struct str words)
{
	struct buf folded = BUF_INIT;

	utf8_add_folded(&folded, str_trim(words));
	return folded;
}

/* Could the line hold the words? Most lines cannot, and need no tokens. */
static bool
may_hold(const struct node *node, const struct buf *folded)
{
	unsigned char c = (unsigned char)folded->data[0];

	if (c >= 0x80 || !node->len)
		return node->len > 0;
	if (memchr(node->line, c, node->len))
		return true;
	return c >= 'a' && c <= 'z' &&
		memchr(node->line, c - 'a' + 'A', node->len) != NULL;
}

bool
hit_in(struct hit *out, struct node *node, size_t off, struct str words)
{
	struct buf folded = fold_words(words);
	struct heard heard = { BUF_INIT, NULL, NULL, 0 };
	size_t from, to;
	bool found = false;

	if (folded.len && may_hold(node, &folded)) {
		hear_line(&heard, node_str(node));
		found = match(&heard, heard_at(&heard, off),
			buf_str(&folded), &from, &to);
		if (found)
			*out = (struct hit){ node, heard.from[from],
				heard.to[to - 1] };
		heard_release(&heard);
	}
	buf_release(&folded);
	return found;
}

bool
hit_next(struct hit *out, const struct session *session, struct str words)
{
	struct node *start = session_place(session), *at = start;
	size_t off = session->off;

	if (session->selection.is && !session->selection.whole)
		off = session->selection.to;
	do {
		if (hit_in(out, at, off, words))
			return true;
		off = 0;
		at = place_next(session, at);
		if (!at)
			at = doc_first(session->doc);
	} while (at != start);
	return hit_in(out, start, 0, words);
}

static bool
last_in(struct hit *out, struct node *node, size_t before, struct str words)
{
	struct hit hit;
	size_t off = 0;
	bool found = false;

	while (hit_in(&hit, node, off, words) && hit.from < before) {
		*out = hit;
		found = true;
		off = hit.from + 1;
	}
	return found;
}

static struct node *
last_place(const struct session *session)
{
	struct node *at = doc_last(session->doc);

	for (struct node *next = at; next; next = place_next(session, at))
		at = next;
	return at;
}

bool
hit_prev(struct hit *out, const struct session *session, struct str words)
{
	struct node *start = session_place(session), *at = start;
	size_t before = session->selection.is && !session->selection.whole
		? session->selection.from : session->off;

	do {
		if (last_in(out, at, before, words))
			return true;
		before = (size_t)-1;
		at = place_prev(session, at);
		if (!at)
			at = last_place(session);
	} while (at != start);
	return last_in(out, start, (size_t)-1, words);
}

size_t
hit_count(const struct session *session, struct str words, size_t max)
{
	size_t n = 0;

	for (struct node *at = doc_first(session->doc); at && n < max;
	     at = place_next(session, at)) {
		struct hit hit;
		size_t off = 0;

		while (n < max && hit_in(&hit, at, off, words)) {
			n++;
			off = hit.to;
		}
	}
	return n;
}

/* The nth place as in the source; how many there are in *n. */
static bool
exact(struct hit *out, struct node *node, const struct argument *words,
	size_t *n)
{
	struct str what = str_of(words->text);
	size_t off = 0;

	*n = 0;
	while (what.len && (off = str_find(node_str(node), off, what)) <
	       node->len) {
		if (++*n == (words->nth ? words->nth : 1))
			*out = (struct hit){ node, off, off + what.len };
		off += what.len;
	}
	return *n > 0;
}

static void
loose(struct hit *out, struct node *node, const struct argument *words,
	size_t *n)
{
	struct hit hit;
	size_t off = 0;

	*n = 0;
	while (hit_in(&hit, node, off, str_of(words->text))) {
		if (++*n == (words->nth ? words->nth : 1))
			*out = hit;
		off = hit.to;
	}
}

int
hit_exact(struct hit *out, struct node *node, const struct argument *words,
	struct err *err)
{
	size_t n;

	if (!exact(out, node, words, &n))
		loose(out, node, words, &n);
	if (!n)
		return err_set(err, ERR_REFUSED, "\"%.200s\" is not there: the "
			"text reads \"%.*s\"", words->text,
			(int)(node->len > 300 ? 300 : node->len), node->line);
	if (words->nth > n)
		return err_set(err, ERR_REFUSED, "\"%.200s\" is there %zu "
			"time%s only", words->text, n, n == 1 ? "" : "s");
	if (n > 1 && !words->nth)
		return err_set(err, ERR_REFUSED, "\"%.200s\" is there %zu "
			"times: write 2:\"%.60s\" for the second",
			words->text, n, words->text);
	return 0;
}
