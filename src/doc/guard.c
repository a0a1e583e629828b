/*
 * Which agreed nodes a list of changes would reopen. The changes are looked
 * at, never made; who asks and who refuses is for the floors above.
 */
#include "adref/doc/guard.h"

#include <stdlib.h>

#include "adref/base/map.h"
#include "adref/base/mem.h"
#include "adref/text/number.h"
#include "adref/text/token.h"

struct guarding {
	struct guarded_list *out;
	const struct doc *doc;
	struct map seen;	/* ids in out */
	struct map notes;	/* labels of footnotes that change */
};

bool
status_is_agreed(enum node_status status)
{
	return status == STATUS_AD_REF || status == STATUS_AGREED;
}

static void
add(struct guarding *guarding, const struct node *node, bool goes)
{
	struct guarded_list *out = guarding->out;
	struct str id = str_of(node->id.text);

	if (!status_is_agreed(node->status) ||
	    map_put(&guarding->seen, id, guarding))
		return;
	out->at = mem_grow(out->at, &out->cap, out->n + 1, sizeof(*out->at));
	out->at[out->n++] = (struct guarded){ .id = node->id,
		.was = node->status, .goes = goes };
}

/* A line without what renumbering changes: cores and suffixes. */
static void
add_unnumbered(struct buf *out, struct str line)
{
	struct number number;
	size_t off = 0;

	number_read(&number, line);
	for (size_t i = 0; i < number.n; i++) {
		const struct number_part *part = &number.part[i];

		buf_add_str(out, str_part(line, off, part->core_off - off));
		off = part->core_off + part->core_len;
		if (!part->suffix_len)
			continue;
		buf_add_str(out, str_part(line, off, part->suffix_off - off));
		off = part->suffix_off + part->suffix_len;
	}
	buf_add_str(out, str_from(line, off));
}

bool
guard_same(struct str a, struct str b)
{
	struct buf one = BUF_INIT, two = BUF_INIT;
	bool same;

	add_unnumbered(&one, a);
	add_unnumbered(&two, b);
	same = str_same(buf_str(&one), buf_str(&two));
	buf_release(&one);
	buf_release(&two);
	return same;
}

static void
note_changes(struct guarding *guarding, const struct node *note)
{
	map_put(&guarding->notes, str_of(note->label), guarding);
}

static void
look_at_line(void *ctx, const struct node *node, struct str line)
{
	struct guarding *guarding = ctx;

	if (guard_same(node_str(node), line))
		return;
	add(guarding, node, false);
	if (node->kind == NODE_NOTE)
		note_changes(guarding, node);
}

static void
look_at_change(struct guarding *guarding, const struct change *change)
{
	const struct node *node = doc_find(guarding->doc, &change->node);

	if (!node)
		return;
	if (change->kind == CHANGE_DROP) {
		add(guarding, node, true);
		if (node->kind == NODE_NOTE)
			note_changes(guarding, node);
	}
	if (change->kind == CHANGE_STATUS && !status_is_agreed(change->to))
		add(guarding, node, false);
}

static bool
has_mark_of(struct tokens *tokens, const struct node *node,
	const struct map *notes)
{
	tokens_read(tokens, node_str(node));
	for (size_t i = 0; i < tokens->n; i++)
		if (tokens->at[i].kind == TOKEN_MARK && map_get(notes,
			token_label(node_str(node), &tokens->at[i])))
			return true;
	return false;
}

/* A footnote belongs to the text that calls it. */
static void
look_at_marks(struct guarding *guarding)
{
	struct tokens tokens = TOKENS_INIT;

	if (!guarding->notes.n)
		return;
	for (const struct node *at = doc_first(guarding->doc); at;
	     at = node_next(at))
		if (at->marks && status_is_agreed(at->status) &&
		    has_mark_of(&tokens, at, &guarding->notes))
			add(guarding, at, false);
	tokens_release(&tokens);
}

void
guard_find(struct guarded_list *out, const struct doc *doc,
	const struct change *changes, size_t n)
{
	struct guarding guarding = { .out = out, .doc = doc };

	*out = (struct guarded_list){ 0 };
	for (size_t i = 0; i < n; i++)
		look_at_change(&guarding, &changes[i]);
	change_each_line(doc, changes, n, look_at_line, &guarding);
	look_at_marks(&guarding);
	map_release(&guarding.seen);
	map_release(&guarding.notes);
}

void
guarded_release(struct guarded_list *list)
{
	free(list->at);
	*list = (struct guarded_list){ 0 };
}
