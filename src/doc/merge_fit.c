/*
 * Making theirs fit beside ours before two changes of a document are merged:
 * a note whose label another note of ours has gets another one, its marks with
 * it; a node whose id a node of ours has that is not the same gets a new id.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/doc/notes.h"
#include "merge_inside.h"

/* The number of a label, 0 when it is none. */
static unsigned long
number_of(const char *label)
{
	char *end;
	unsigned long n = strtoul(label, &end, 10);

	return *end || n > NOTES_FROM_MAX ? 0 : n;
}

/* A label that none of the three states has: the next number. */
static void
free_label(struct buf *out, const struct merger *merger)
{
	const struct doc *docs[] = { merger->base, merger->ours,
		merger->theirs };
	unsigned long highest = 0;

	for (size_t i = 0; i < 3; i++)
		for (const struct node *at = docs[i]->notes->first; at;
		     at = at->next)
			if (number_of(at->label) > highest)
				highest = number_of(at->label);
	buf_add_format(out, "%lu", highest + 1);
}

/* The line with the marks of one label changed; false when it has none. */
static bool
relabel_line(struct buf *out, const struct node *node, const char *label,
	struct str now)
{
	struct tokens tokens = TOKENS_INIT;
	struct str line = node_str(node);
	bool found = false;

	tokens_read(&tokens, line);
	for (size_t i = 0; i < tokens.n; i++) {
		const struct token *token = &tokens.at[i];

		if (token->kind == TOKEN_MARK &&
		    str_is(token_label(line, token), label)) {
			buf_add_format(out, "[^%.*s]", (int)now.len, now.at);
			found = true;
		} else {
			buf_add_str(out, str_part(line, token->off,
				token->len));
		}
	}
	tokens_release(&tokens);
	return found;
}

static void
relabel_marks(struct merger *merger, struct node *node, const char *label,
	struct str now)
{
	struct buf line = BUF_INIT;

	if (node->marks && relabel_line(&line, node, label, now))
		doc_set_line(merger->theirs, node, buf_str(&line));
	buf_release(&line);
}

/* A note of theirs, and the marks that call it, get another label. */
static void
relabel(struct merger *merger, struct node *note, struct str now)
{
	char *was = note->label;

	note->label = mem_text_len(now.at, now.len);
	for (struct node *at = doc_first(merger->theirs); at;
	     at = node_next(at))
		relabel_marks(merger, at, was, now);
	for (struct node *at = merger->theirs->notes->first; at;
	     at = at->next)
		relabel_marks(merger, at, was, now);
	merger_tell(merger, EVENT_LABEL, &note->id, str_of(was), now);
	free(was);
}

/* One that ours has under the same label: another one, or the same twice. */
static void
fit_note(struct merger *merger, struct node *note)
{
	const struct node *other = doc_find_note(merger->ours,
		str_of(note->label));
	struct buf label = BUF_INIT;

	if (!other || node_id_same(&other->id, &note->id) ||
	    doc_find(merger->base, &note->id))
		return;
	free_label(&label, merger);
	relabel(merger, note, buf_str(&label));
	buf_release(&label);
}

/* Whether a node of theirs and one of ours with its id are one that both put
 * in alike. */
static bool
is_same(const struct node *theirs, const struct node *ours)
{
	return theirs->kind == ours->kind &&
		str_same(node_str(theirs), node_str(ours));
}

static void
fit_id(struct merger *merger, struct node *node)
{
	const struct node *ours = doc_find(merger->ours, &node->id);
	node_id was = node->id, now;

	if (!ours || doc_find(merger->base, &node->id) ||
	    is_same(node, ours))
		return;
	do {
		now = doc_new_id(merger->theirs, merger->sides->env);
	} while (doc_find(merger->ours, &now) || doc_find(merger->base, &now));
	doc_set_id(merger->theirs, node, &now);
	merger_tell(merger, EVENT_RENAMED, &now, str_of(was.text),
		str_of(""));
}

void
merge_fit(struct merger *merger)
{
	struct doc *theirs = merger->theirs;

	for (struct node *at = doc_first(theirs); at; at = node_next(at))
		fit_id(merger, at);
	for (struct node *at = theirs->notes->first; at; at = at->next) {
		fit_id(merger, at);
		fit_note(merger, at);
	}
}
