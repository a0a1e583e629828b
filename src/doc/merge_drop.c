/*
 * Taking out nodes while two changes of a document are merged. What the other
 * side changed, put text below or calls stays; the words that one wants out
 * stand in brackets then.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/doc/enclose.h"
#include "adref/doc/guard.h"
#include "adref/text/attribution.h"
#include "merge_inside.h"

/* The pair that holds all of a node's own text, when there is one. */
static bool
find_whole(const struct brackets *all, const struct node *node,
	struct bracket *closer)
{
	size_t start = node_text_start(node);

	for (size_t i = 0; i < all->n; i++) {
		const struct bracket *one = &all->at[i];

		if (!one->opens || one->mate == BRACKET_NONE ||
		    one->off > start)
			continue;
		*closer = all->at[one->mate];
		if (closer->off + closer->len + closer->attr_len ==
		    node->len && one->off == start)
			return true;
	}
	return false;
}

/* One stance more behind the closer of a pair. */
static void
add_stance(struct buf *line, const struct bracket *closer, const char *party)
{
	struct attribution who = ATTRIBUTION_INIT;
	struct buf written = BUF_INIT;
	size_t off = closer->off + closer->len;

	attribution_read(&who, str_part(buf_str(line), off,
		closer->attr_len));
	attribution_add(&who, '-', str_of(party));
	attribution_write(&who, &written);
	buf_splice(line, off, closer->attr_len, buf_str(&written));
	attribution_release(&who);
	buf_release(&written);
}

static void
enclose(struct buf *line, const struct enclosures *where, const char *party)
{
	struct buf closer = BUF_INIT;

	buf_add_format(&closer, "]{-%s}", party);
	for (size_t i = where->n; i-- > 0;) {
		buf_splice(line, where->at[i].to, 0, buf_str(&closer));
		buf_splice(line, where->at[i].from, 0, str_of("["));
	}
	buf_release(&closer);
}

bool
merge_want_out(struct merger *merger, struct node *node, const char *party)
{
	struct brackets all = BRACKETS_INIT;
	struct enclosures where = { NULL, 0, 0 };
	struct buf line = BUF_INIT, code = BUF_INIT;
	struct bracket closer;
	bool done = true;

	/* The answer may lie where the next one will. */
	buf_add_text(&code, party);
	buf_add_str(&line, node_str(node));
	brackets_read_line(&all, node_str(node));
	if (find_whole(&all, node, &closer)) {
		add_stance(&line, &closer, buf_text(&code));
	} else {
		enclose_nodes(&where, node, node);
		enclose(&line, &where, buf_text(&code));
		done = where.n > 0;
	}
	if (done)
		doc_set_line(merger->work, node, buf_str(&line));
	brackets_release(&all);
	enclosures_release(&where);
	buf_release(&line);
	buf_release(&code);
	return done;
}

static bool
has_mark(const struct node *node, const char *label)
{
	struct tokens tokens = TOKENS_INIT;
	bool found = false;

	tokens_read(&tokens, node_str(node));
	for (size_t i = 0; i < tokens.n && !found; i++)
		found = tokens.at[i].kind == TOKEN_MARK && str_is(
			token_label(node_str(node), &tokens.at[i]), label);
	tokens_release(&tokens);
	return found;
}

/* Whether anything calls the note of a label. */
static bool
is_called(const struct doc *doc, const char *label)
{
	for (const struct node *at = doc_first(doc); at; at = node_next(at))
		if (at->marks && has_mark(at, label))
			return true;
	return false;
}

/* Whether ours did anything to it that the taking out does not know. */
static bool
was_changed(const struct merger *merger, const struct node *base,
	const struct node *ours)
{
	return ours->status != base->status ||
		!str_same(node_str(ours), node_str(base)) ||
		merger_has(&merger->moved, ours);
}

static bool
drop(struct merger *merger, const struct node *here)
{
	return merger_apply(merger, (struct change){ .kind = CHANGE_DROP,
		.node = here->id, .gone = here->line });
}

/* What stood below one that was joined comes to stand beside it. */
static bool
drop_joined(struct merger *merger, struct node *here)
{
	while (here->first)
		if (!merger_apply(merger, (struct change){
		    .kind = CHANGE_MOVE, .node = here->first->id,
		    .parent = here->parent->parent ? here->parent->id
			: (node_id){ "" }, .after = here->id }))
			return false;
	return drop(merger, here);
}

/* It stays, and is said to be wanted out. */
static void
keep(struct merger *merger, const struct node *base, struct node *here)
{
	const struct node *ours = doc_find(merger->ours, &here->id);
	bool agreed = status_is_agreed(here->status) &&
		ours && ours->status != base->status;

	if (agreed || merger_has(merger->leave, base) ||
	    !merge_want_out(merger, here, merger_party(
		&merger->sides->their_hands, &base->id)))
		merger_leave_drop(merger, base);
	else
		merger_tell(merger, EVENT_KEPT, &here->id, str_of(""),
			str_of(""));
}

/* A bracket of what stays has its mate in another one that should go. */
static void
need(struct merger *merger, const struct node *ours)
{
	if (merger_has(&merger->needed, ours))
		return;
	merger_mark(&merger->needed, ours);
	for (size_t i = 0; i < ours->residue_n; i++)
		if (ours->residue[i].mate)
			need(merger, ours->residue[i].mate);
}

void
merge_needed(struct merger *merger, const struct node *base)
{
	const struct node *ours = doc_find(merger->ours, &base->id);

	if (ours && !merger_has(&merger->joined, base) &&
	    was_changed(merger, base, ours))
		need(merger, ours);
}

void
merge_dropped(struct merger *merger, const struct node *base)
{
	struct node *here = doc_find(merger->work, &base->id);
	const struct node *ours = doc_find(merger->ours, &base->id);

	if (!here)
		return;
	if (merger_has(&merger->joined, base) && drop_joined(merger, here))
		return;
	if (here->kind == NODE_NOTE && is_called(merger->work, here->label))
		return;
	if (here->first || !ours || merger_has(&merger->needed, base) ||
	    merger_has(merger->leave, base) || !drop(merger, here))
		keep(merger, base, here);
}

static void
bring_notes(struct merger *merger, const struct doc *from)
{
	for (const struct node *at = from->notes->first; at; at = at->next)
		if (!doc_find(merger->work, &at->id) &&
		    !doc_find_note(merger->work, str_of(at->label)) &&
		    is_called(merger->work, at->label))
			merger_apply(merger, (struct change){
				.kind = CHANGE_ADD, .node = at->id,
				.as = NODE_NOTE, .to = at->status,
				.come = at->line, .label = at->label,
				.same_as = at->same_as });
}

void
merge_notes(struct merger *merger)
{
	bring_notes(merger, merger->theirs);
	bring_notes(merger, merger->base);
}
