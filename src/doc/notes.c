/*
 * Which number each footnote is shown under. One pass over the body: only
 * nodes that have marks are read.
 */
#include "adref/doc/notes.h"

#include <stdlib.h>

#include "adref/base/map.h"
#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "adref/text/token.h"
#include "adref/text/words.h"

struct numbering {
	struct doc *doc;
	struct map notes;	/* label -> the note */
	unsigned last;		/* the number given last */
	bool plain;		/* labels and numbers are the same so far */
};

static void
give_number(struct numbering *numbering, struct node *note)
{
	struct buf number = BUF_INIT;

	note->number = ++numbering->last;
	buf_add_format(&number, "%u", note->number);
	if (!str_is(buf_str(&number), note->label))
		numbering->plain = false;
	buf_release(&number);
}

/* The marks of a line in its order; those in notes only give numbers. */
static void
read_marks(struct numbering *numbering, const struct node *node)
{
	struct tokens *tokens = &numbering->doc->tokens;

	if (!node->marks)
		return;
	tokens_read(tokens, node_str(node));
	for (size_t i = 0; i < tokens->n; i++) {
		struct node *note;

		if (tokens->at[i].kind != TOKEN_MARK)
			continue;
		note = map_get(&numbering->notes, token_label(node_str(node),
			&tokens->at[i]));
		if (!note)
			continue;
		note->marked += node->kind != NODE_NOTE;
		if (!note->number)
			give_number(numbering, note);
	}
}

static void
keep_order(struct doc *doc, unsigned from)
{
	size_t n = 0;

	for (struct node *at = doc->notes->first; at; at = at->next)
		n++;
	free(doc->shown);
	doc->shown = mem_new(n + 1, sizeof(*doc->shown));
	doc->shown_n = n;
	for (struct node *at = doc->notes->first; at; at = at->next)
		doc->shown[at->number - from] = at;
}

/* Number the notes from `from` on; whether each marked one has its label. */
static bool
number_from(struct doc *doc, unsigned from)
{
	struct numbering numbering = { .doc = doc, .last = from - 1,
		.plain = true };
	bool plain;

	for (struct node *at = doc->notes->first; at; at = at->next) {
		at->number = at->marked = 0;
		map_put(&numbering.notes, str_of(at->label), at);
	}
	for (struct node *at = doc_first(doc); at; at = node_next(at))
		read_marks(&numbering, at);
	plain = numbering.plain;
	for (struct node *at = doc->notes->first; at; at = at->next)
		read_marks(&numbering, at);
	for (struct node *at = doc->notes->first; at; at = at->next)
		if (!at->number)
			give_number(&numbering, at);
	map_release(&numbering.notes);
	doc->numbered = true;
	keep_order(doc, from);
	return plain;
}

void
notes_number(struct doc *doc)
{
	if (!doc->numbered)
		number_from(doc, doc->notes_from ? doc->notes_from : 1);
}

/* The label as a number from 1 on; 0 when it is none. */
static unsigned
number_of(struct str label)
{
	unsigned n = 0;

	for (size_t i = 0; i < label.len; i++) {
		if (!utf8_is_digit((unsigned char)label.at[i]) || (!i &&
		    label.at[i] == '0'))
			return 0;
		n = n * 10 + (unsigned)(label.at[i] - '0');
		if (n > NOTES_FROM_MAX)
			return 0;
	}
	return n;
}

void
notes_take_start(struct doc *doc)
{
	const struct node *first;
	unsigned from;

	doc->notes_from = 0;
	number_from(doc, 1);
	first = notes_first(doc);
	from = first && first->marked ? number_of(str_of(first->label)) : 0;
	if (from > 1 && number_from(doc, from))
		doc->notes_from = from;
	else
		number_from(doc, 1);
}

void
note_add_name(struct buf *out, const struct node *note)
{
	if (note->number)
		buf_add_format(out, "%u", note->number);
	else
		buf_add_text(out, note->label);
}

void
notes_add_label(struct buf *out, const struct doc *doc)
{
	unsigned highest = doc->notes_from ? doc->notes_from - 1 : 0;

	for (const struct node *at = doc->notes->first; at; at = at->next)
		if (number_of(str_of(at->label)) > highest)
			highest = number_of(str_of(at->label));
	buf_add_format(out, "%u", highest + 1);
}

/* The highest number among the marks of a line before off, or so far. */
static unsigned
highest_before(struct tokens *tokens, const struct doc *doc,
	const struct node *node, size_t off, unsigned highest)
{
	if (!node->marks)
		return highest;
	tokens_read(tokens, node_str(node));
	for (size_t i = 0; i < tokens->n && tokens->at[i].off < off; i++) {
		const struct node *note = tokens->at[i].kind != TOKEN_MARK
			? NULL : doc_find_note(doc, token_label(
			node_str(node), &tokens->at[i]));

		if (note && note->number > highest)
			highest = note->number;
	}
	return highest;
}

unsigned
notes_number_at(const struct doc *doc, const struct node *node, size_t off)
{
	struct tokens tokens = TOKENS_INIT;
	unsigned highest = doc->notes_from ? doc->notes_from - 1 : 0;

	for (const struct node *at = doc_first(doc); at && at != node;
	     at = node_next(at))
		highest = highest_before(&tokens, doc, at, at->len, highest);
	highest = highest_before(&tokens, doc, node, off, highest);
	tokens_release(&tokens);
	return highest + 1;
}

/* The note of a number; numbers follow one another without a gap. */
static struct node *
note_at(const struct doc *doc, unsigned number)
{
	unsigned from = doc->notes_from ? doc->notes_from : 1;

	return number >= from && number - from < doc->shown_n
		? doc->shown[number - from] : NULL;
}

/*
 * A label that has no note but reads like the number of another one says so:
 * nobody should be led to the wrong note.
 */
void
notes_add_mark(struct buf *out, const struct doc *doc, struct str label)
{
	const struct node *note = doc_find_note(doc, label);

	if (note) {
		note_add_name(out, note);
		return;
	}
	buf_add_str(out, label);
	if (note_at(doc, number_of(label)))
		buf_add_text(out, "-no-note");
}

void
notes_add_line(struct buf *out, const struct doc *doc, struct str line)
{
	struct tokens tokens = TOKENS_INIT;

	if (str_find(line, 0, str_of("[^")) == line.len) {
		buf_add_str(out, line);
		return;
	}
	tokens_read(&tokens, line);
	for (size_t i = 0; i < tokens.n; i++) {
		const struct token *token = &tokens.at[i];

		if (token->kind != TOKEN_MARK) {
			buf_add_str(out, str_part(line, token->off,
				token->len));
			continue;
		}
		buf_add_text(out, "[^");
		notes_add_mark(out, doc, token_label(line, token));
		buf_add_char(out, ']');
	}
	tokens_release(&tokens);
}

void
notes_add_plain(struct buf *out, const struct doc *doc, struct str line)
{
	struct buf numbered = BUF_INIT, plain = BUF_INIT;
	struct str rest;

	notes_add_line(&numbered, doc, line);
	words_add_plain(&plain, buf_str(&numbered));
	rest = buf_str(&plain);
	while (rest.len) {
		size_t mark = str_find(rest, 0, str_of("[^"));
		size_t end = str_find(rest, mark, str_of("]"));

		buf_add_str(out, str_part(rest, 0, mark));
		if (end > mark + 2)
			buf_add_str(out, str_part(rest, mark + 1,
				end - mark - 1));
		rest = str_from(rest, end < rest.len ? end + 1 : end);
	}
	buf_release(&numbered);
	buf_release(&plain);
}

struct node *
notes_first(const struct doc *doc)
{
	return doc->numbered && doc->shown_n ? doc->shown[0]
		: doc->notes->first;
}

struct node *
notes_next(const struct doc *doc, const struct node *note)
{
	return doc->numbered ? note_at(doc, note->number + 1) : note->next;
}

struct node *
notes_prev(const struct doc *doc, const struct node *note)
{
	return doc->numbered ? note_at(doc, note->number - 1) : note->prev;
}

struct node *
notes_find_mark(struct node *node, const struct node *note, size_t from,
	size_t *off)
{
	struct tokens tokens = TOKENS_INIT;
	struct node *found = NULL;

	for (; node && !found; node = found ? node : node_next(node)) {
		if (node->marks)
			tokens_read(&tokens, node_str(node));
		for (size_t i = 0; node->marks && i < tokens.n && !found;
		     i++) {
			const struct token *token = &tokens.at[i];

			if (token->kind != TOKEN_MARK || token->off < from ||
			    !str_is(token_label(node_str(node), token),
				note->label))
				continue;
			*off = token->off;
			found = node;
		}
		from = 0;
	}
	tokens_release(&tokens);
	return found;
}
