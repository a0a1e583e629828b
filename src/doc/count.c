/*
 * Counts for `stats`. Most are kept by the nodes; words and the depth need the
 * tokens of each line. One pass, nothing is found or judged here.
 */
#include "adref/doc/lint.h"

#include "adref/doc/guard.h"
#include "adref/doc/placeholder.h"
#include "adref/text/bracket.h"
#include "adref/text/token.h"

struct counting {
	struct doc_counts *out;
	const struct doc *doc;
	struct tokens tokens;
	struct brackets brackets;
	long depth, least, most;	/* against where the counting began */
	size_t marks;
};

static void
count_tokens(struct counting *counting, const struct node *node)
{
	tokens_read(&counting->tokens, node_str(node));
	for (size_t i = 0; i < counting->tokens.n; i++) {
		enum token_kind kind = counting->tokens.at[i].kind;

		counting->out->words += kind == TOKEN_WORD;
		counting->marks += kind == TOKEN_MARK;
	}
}

static void
step(struct counting *counting, bool opens)
{
	counting->depth += opens ? 1 : -1;
	if (counting->depth > counting->most)
		counting->most = counting->depth;
	if (counting->depth < counting->least)
		counting->least = counting->depth;
}

/* Go through the brackets that have a mate, in this line or elsewhere. */
static void
count_depth(struct counting *counting, const struct node *node)
{
	size_t end = 0;

	if (!node->pairs && !node->residue_n)
		return;
	brackets_read(&counting->brackets, &counting->tokens, node_str(node));
	for (size_t i = 0; i < counting->brackets.n; i++) {
		const struct bracket *here = &counting->brackets.at[i];

		if (here->mate != BRACKET_NONE)
			step(counting, here->opens);
		else if (node->residue[end++].mate)
			step(counting, here->opens);
	}
}

static void
count_residue(struct doc_counts *out, const struct node *node)
{
	for (size_t i = 0; i < node->residue_n; i++) {
		const struct residue_end *end = &node->residue[i];

		out->unmatched += !end->mate;
		out->brackets += end->mate && end->opens;
	}
}

static void
count_placeholder(struct counting *counting, const struct node *node)
{
	if (placeholder_reason(counting->doc, node))
		counting->out->explained++;
	else
		counting->out->placeholders += node_is_placeholder(node);
}

static void
count_node(struct counting *counting, const struct node *node)
{
	struct doc_counts *out = counting->out;

	out->nodes++;
	out->brackets += node->pairs;
	out->alternatives += node->alternatives;
	out->blanks += node->blanks;
	count_placeholder(counting, node);
	out->status[node->status]++;
	count_residue(out, node);
	if (node->kind == NODE_TABLE)
		return;
	count_tokens(counting, node);
	count_depth(counting, node);
}

/* What opened before the counting began made the least negative. */
static void
close_depth(struct counting *counting)
{
	size_t depth = (size_t)(counting->most - counting->least);

	if (depth > counting->out->depth)
		counting->out->depth = depth;
	counting->depth = counting->least = counting->most = 0;
}

void
doc_count(struct doc_counts *out, struct doc *doc, const struct node *of)
{
	struct counting counting = { .out = out, .doc = doc };
	const struct node *at = of ? of : doc_first(doc);
	const struct node *end = of ? node_skip(of) : NULL;

	*out = (struct doc_counts){ 0 };
	doc_pair(doc);
	if (of && of->kind == NODE_NOTE)
		end = of->next;
	for (; at && at != end; at = node_next(at))
		count_node(&counting, at);
	close_depth(&counting);
	out->footnotes = counting.marks;
	if (!of) {
		out->footnotes = 0;
		for (at = doc->notes->first; at; at = at->next) {
			count_node(&counting, at);
			close_depth(&counting);
			out->footnotes++;
		}
	}
	tokens_release(&counting.tokens);
	brackets_release(&counting.brackets);
}

bool
doc_count_agreed(struct agreed_counts *out, const struct node *node,
	size_t max)
{
	const struct node *end = node_skip(node);

	*out = (struct agreed_counts){ 0 };
	for (const struct node *at = node_next(node); at != end;
	     at = node_next(at)) {
		if (!max--) {
			*out = (struct agreed_counts){ 0 };
			return false;
		}
		if (at->kind == NODE_SECTION || at->kind == NODE_TABLE ||
		    node_is_placeholder(at))
			continue;
		out->total++;
		out->agreed += status_is_agreed(at->status);
		out->ad_ref += at->status == STATUS_AD_REF;
	}
	return true;
}
