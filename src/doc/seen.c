/*
 * Making the copy: first what becomes of each bracket of a line, from who
 * stands how to its pair; then the line without what goes. A pair whose words
 * go may close nodes later: what lies between goes with them.
 */
#include "adref/doc/seen.h"

#include <stdlib.h>

#include "adref/base/mem.h"
#include "adref/doc/notes.h"
#include "adref/doc/placeholder.h"
#include "adref/text/attribution.h"
#include "adref/text/lift.h"

struct looking {
	enum seen seen;
	struct str party;
	struct doc *copy;
	struct tokens tokens;		/* of one line, and of a mate's */
	struct brackets brackets, far;
	enum lift *lifts;
	size_t cap;
	size_t inside;			/* brackets open whose words go */
	struct buf line;
};

static struct str
attribution_of(const struct node *node, const struct bracket *closer)
{
	return str_part(node_str(node), closer->off + closer->len,
		closer->attr_len);
}

/* Who stands how to a pair whose other end is in another node; "" of a slip. */
static struct str
far_attribution(struct looking *looking, const struct node *node, size_t index)
{
	const struct residue_end *end = NULL, *mate;

	for (size_t i = 0; i < node->residue_n; i++)
		if (node->residue[i].index == index)
			end = &node->residue[i];
	if (!end || !end->mate)
		return str_of("");
	if (!end->opens)
		return attribution_of(node, &looking->brackets.at[index]);
	mate = &end->mate->residue[end->mate_index];
	tokens_read(&looking->tokens, node_str(end->mate));
	brackets_read(&looking->far, &looking->tokens, node_str(end->mate));
	return attribution_of(end->mate, &looking->far.at[mate->index]);
}

/* How one party stands to words, from their attribution. */
struct standpoint {
	bool asks, keeps, deletes;
	size_t others;		/* other parties that ask for the brackets */
};

static struct standpoint
standpoint(struct str text, struct str party)
{
	struct attribution all = ATTRIBUTION_INIT;
	struct standpoint is = { 0 };

	attribution_read(&all, text);
	for (size_t i = 0; i < all.n; i++) {
		bool mine = str_is(party, all.at[i].code);

		is.asks = is.asks || (mine && !all.at[i].sign);
		is.keeps = is.keeps || (mine && all.at[i].sign == '+');
		is.deletes = is.deletes || (mine && all.at[i].sign == '-');
		is.others += !mine && !all.at[i].sign;
	}
	attribution_release(&all);
	return is;
}

static enum lift
lift_of(const struct looking *looking, struct str attribution)
{
	struct standpoint is = standpoint(attribution, looking->party);

	switch (looking->seen) {
	case SEEN_CLEAN:
		return LIFT_BRACKET;
	case SEEN_UNNAMED:
		return LIFT_NAMES;
	case SEEN_WANTED:
		return is.keeps == is.deletes ? LIFT_KEEP
			: is.keeps ? LIFT_BRACKET : LIFT_WORDS;
	case SEEN_WITHOUT:
		return is.asks && !is.others ? LIFT_BRACKET : LIFT_KEEP;
	case SEEN_TEXT:
		break;
	}
	return LIFT_KEEP;
}

static void
decide_each(struct looking *looking, const struct node *node)
{
	const struct brackets *all = &looking->brackets;

	for (size_t i = 0; i < all->n; i++) {
		const struct bracket *here = &all->at[i];
		struct str who = here->mate == BRACKET_NONE
			? far_attribution(looking, node, i)
			: attribution_of(node, here->opens
				? &all->at[here->mate] : here);

		looking->lifts[i] = lift_of(looking, who);
	}
}

/*
 * Of alternatives the party's own wording stands for all. One that wants
 * several of them kept has left open which: they stay in brackets.
 */
static void
decide_group(struct looking *looking, size_t first, size_t n)
{
	const struct bracket *all = looking->brackets.at;
	size_t kept = 0, at = first;

	for (size_t k = 0; k < n; k++, at = all[at].mate + 1)
		kept += looking->lifts[at] == LIFT_BRACKET;
	at = first;
	for (size_t k = 0; kept && k < n; k++, at = all[at].mate + 1) {
		enum lift lift = looking->lifts[at] != LIFT_BRACKET
			? LIFT_WORDS : kept > 1 ? LIFT_KEEP : LIFT_BRACKET;

		looking->lifts[at] = looking->lifts[all[at].mate] = lift;
	}
}

static void
decide(struct looking *looking, const struct node *node)
{
	const struct brackets *all = &looking->brackets;
	size_t first, n;

	tokens_read(&looking->tokens, node_str(node));
	brackets_read(&looking->brackets, &looking->tokens, node_str(node));
	looking->lifts = mem_grow(looking->lifts, &looking->cap, all->n + 1,
		sizeof(*looking->lifts));
	decide_each(looking, node);
	for (size_t i = 0; looking->seen == SEEN_WANTED && i < all->n; i++) {
		if (!all->at[i].opens || all->at[i].mate == BRACKET_NONE)
			continue;
		n = brackets_alternatives(all, i, &first);
		if (n > 1 && first == i)
			decide_group(looking, first, n);
	}
}

static struct str
line_seen(struct looking *looking, const struct node *node)
{
	buf_clear(&looking->line);
	decide(looking, node);
	lift_add(&looking->line, node_str(node), looking->lifts,
		&looking->inside);
	return str_trim(buf_str(&looking->line));
}

static void
copy_facts(struct looking *looking, struct node *to, const struct node *from)
{
	doc_set_id(looking->copy, to, &from->id);
	to->status = from->status;
	to->same_as = from->same_as;
	to->derived = from->derived;
	to->level = from->level;
	to->file = from->file ? mem_text(from->file) : NULL;
}

/*
 * Copy node under parent; NULL when nothing is left of it. A placeholder, and
 * a table's ruling line, are kept as long as they are not among what goes.
 */
static struct node *
copy_node(struct looking *looking, const struct node *node,
	struct node *parent)
{
	bool outside = looking->inside == 0;
	struct str line = line_seen(looking, node);
	struct node *copy;

	if (!line.len && (node->len || !outside))
		return NULL;
	copy = doc_add(looking->copy, parent, node->kind, line);
	copy_facts(looking, copy, node);
	return copy;
}

static void
copy_body(struct looking *looking, const struct doc *doc)
{
	const struct node *at = doc->root->first;
	struct node **copies = NULL;	/* of at's ancestors, the root first */
	size_t cap = 0, depth = 0;

	copies = mem_grow(copies, &cap, 1, sizeof(*copies));
	copies[0] = looking->copy->root;
	while (at) {
		struct node *copy = copy_node(looking, at, copies[depth]);

		if (at->first) {
			copies = mem_grow(copies, &cap, depth + 2,
				sizeof(*copies));
			copies[depth + 1] = copy ? copy : copies[depth];
			depth++;
			at = at->first;
			continue;
		}
		while (at && !at->next) {
			at = at->parent->parent ? at->parent : NULL;
			depth--;
		}
		at = at ? at->next : NULL;
	}
	free(copies);
}

static void
copy_notes(struct looking *looking, const struct doc *doc)
{
	for (const struct node *at = doc->notes->first; at; at = at->next) {
		struct node *copy;

		looking->inside = 0;
		copy = doc_add_note(looking->copy, str_of(at->label),
			line_seen(looking, at), NULL);
		copy_facts(looking, copy, at);
	}
}

struct doc *
doc_seen(struct doc *doc, enum seen seen, const char *party)
{
	struct looking looking = {
		.seen = seen, .party = str_of(party ? party : ""),
		.copy = doc_new(doc->name), .tokens = TOKENS_INIT,
		.brackets = BRACKETS_INIT, .far = BRACKETS_INIT,
	};

	doc_pair(doc);
	copy_body(&looking, doc);
	copy_notes(&looking, doc);
	doc_pair(looking.copy);
	looking.copy->notes_from = doc->notes_from;
	placeholders_copy(looking.copy, doc);
	notes_number(looking.copy);
	tokens_release(&looking.tokens);
	brackets_release(&looking.brackets);
	brackets_release(&looking.far);
	buf_release(&looking.line);
	free(looking.lifts);
	return looking.copy;
}
