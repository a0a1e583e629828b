/*
 * The repairs of a slip: its mate put in where it may belong in its line
 * (slip_place.c) or in the paragraphs around, a sign made its mate, or the
 * lone bracket taken out.
 *
 * In one line a repair is judged by the line; one in another line by pairing
 * the document with the brackets that line would have.
 */
#include "adref/doc/repair.h"

#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "adref/doc/address.h"
#include "adref/doc/enclose.h"
#include "adref/text/words.h"
#include "look_alike.h"
#include "slip_place.h"

enum { WORDS_QUOTED = 4, QUOTED_MAX = 60 };

struct mending {
	struct repairs *out;
	struct doc *doc;
	struct node *node;
	size_t end;		/* in the node's residue */
	struct tokens tokens;
	struct brackets brackets;
	struct slip slip;
};

/* The first words from off on, as they are told. */
static void
quote_from(struct buf *out, struct str line, size_t off)
{
	struct str rest = str_part(line, off, QUOTED_MAX), word;
	struct buf words = BUF_INIT, plain = BUF_INIT;

	for (int i = 0; i < WORDS_QUOTED && str_word(&rest, &word); i++) {
		buf_add_text(&words, i ? " " : "");
		buf_add_str(&words, word);
	}
	if (off + QUOTED_MAX < line.len && !rest.len)
		buf_cut(&words, utf8_prev(buf_str(&words), words.len));
	words_add_plain(&plain, buf_str(&words));
	buf_add_char(out, '"');
	utf8_add_safe(out, buf_str(&plain));
	buf_add_char(out, '"');
	buf_release(&words);
	buf_release(&plain);
}

/* The last words before off. */
static void
quote_before(struct buf *out, struct str line, size_t off)
{
	size_t from = off, words = 0;
	struct buf plain = BUF_INIT;

	while (from && words < WORDS_QUOTED && off - from < QUOTED_MAX) {
		from = utf8_prev(line, from);
		words += from && line.at[from - 1] == ' ';
	}
	words_add_plain(&plain, str_part(line, from, off - from));
	buf_add_char(out, '"');
	utf8_add_safe(out, str_trim(buf_str(&plain)));
	buf_add_char(out, '"');
	buf_release(&plain);
}

static void
add_place(struct buf *out, const struct mending *mending,
	const struct node *node)
{
	if (node == mending->node)
		return;
	buf_add_text(out, " in ");
	address_add(out, node);
}

/* What is told twice is one repair. */
static void
add(struct mending *mending, struct repair repair, struct buf *words)
{
	struct repairs *out = mending->out;

	repair.words = buf_take(words);
	for (size_t i = 0; i < out->n; i++)
		if (strcmp(out->at[i].words, repair.words) == 0 ||
		    (out->at[i].node == repair.node &&
		     out->at[i].off == repair.off && !repair.gone &&
		     !out->at[i].gone)) {
			free(repair.words);
			return;
		}
	out->at = mem_grow(out->at, &out->cap, out->n + 1, sizeof(*out->at));
	out->at[out->n++] = repair;
}

/* Put its mate in at off of a node. */
static void
add_mate(struct mending *mending, struct node *node, size_t off)
{
	bool opens = mending->node->residue[mending->end].opens;
	struct repair repair = { node, off, 0, opens ? "]" : "[", NULL };
	struct buf words = BUF_INIT;

	if (opens) {
		buf_add_text(&words, "put ] behind ");
		quote_before(&words, node_str(node), off);
	} else {
		buf_add_text(&words, "put [ before ");
		quote_from(&words, node_str(node), off);
	}
	add_place(&words, mending, node);
	add(mending, repair, &words);
}

static void
add_inside(struct mending *mending)
{
	struct places places;

	slip_places(&places, &mending->slip, PLACES_MAX);
	for (size_t i = 0; i < places.n; i++)
		add_mate(mending, mending->node, places.at[i]);
}

/* Whether a round or curly bracket has its own mate in the line. */
static bool
is_paired(const struct slip *slip, const struct token *token)
{
	static const char *const kinds[] = { "()", "{}" };
	char sign = slip->line.at[token->off];

	for (size_t k = 0; k < 2; k++) {
		size_t open = 0;
		const char *kind = kinds[k];

		if (token->len != 1 || !strchr(kind, sign))
			continue;
		if (sign == kind[1]) {
			for (size_t i = 0; i < token->off; i++)
				open = slip->line.at[i] == kind[0] ? open + 1
					: open && slip->line.at[i] == kind[1]
					? open - 1 : open;
			return open > 0;
		}
		for (size_t i = slip->line.len; i-- > token->off + 1;)
			open = slip->line.at[i] == kind[1] ? open + 1
				: open && slip->line.at[i] == kind[0]
				? open - 1 : open;
		return open > 0;
	}
	return false;
}

/* A sign that may have been meant as its mate: one that looks like a bracket,
 * a quoted one; else a `)` or `}` that nothing opens. */
static bool
may_be_meant(const struct slip *slip, const struct token *token, bool opens,
	bool alike)
{
	const char *sign = slip->line.at + token->off;
	uint32_t point = utf8_at(slip->line, token->off, NULL);

	if (alike && token->kind == TOKEN_ESCAPE)
		return token->len == 2 && sign[1] == (opens ? ']' : '[');
	if (token->kind != TOKEN_SIGN)
		return false;
	if (alike)
		return look_alike(point) == (opens ? ']' : '[');
	return token->len == 1 && strchr(opens ? ")}" : "({", *sign) &&
		!is_paired(slip, token);
}

static void
add_signs(struct mending *mending, bool alike)
{
	const struct slip *slip = &mending->slip;
	const struct bracket *lone = slip_bracket(slip, slip->index);

	if (mending->brackets.n > SLIP_BRACKETS_MAX)
		return;
	for (size_t i = 0; i < mending->tokens.n; i++) {
		const struct token *token = &mending->tokens.at[i];
		struct repair repair = { mending->node, token->off, token->len,
			lone->opens ? "]" : "[", NULL };
		struct buf words = BUF_INIT;

		if ((token->off > lone->off) != lone->opens ||
		    token->off < slip->from || token->off >= slip->to ||
		    !may_be_meant(slip, token, lone->opens, alike) ||
		    !slip_mends(slip, token->off, token->len, repair.come))
			continue;
		buf_add_text(&words, "make the ");
		buf_add_str(&words, str_part(slip->line, token->off,
			token->len));
		buf_add_text(&words, lone->opens ? " behind " : " before ");
		if (lone->opens)
			quote_before(&words, slip->line, token->off);
		else
			quote_from(&words, slip->line, token->off +
				token->len);
		buf_add_text(&words, " its mate");
		add(mending, repair, &words);
	}
}

/*
 * Whether the slip has a mate, and there is one slip less, when a bracket is
 * put in at off of another line. The line's brackets are as they would be for
 * so long; nothing else is touched.
 */
static bool
mends_elsewhere(struct mending *mending, struct node *node, size_t off)
{
	struct residue_end *was = node->residue, *now;
	size_t was_n = node->residue_n, slips = mending->doc->slips;
	const struct residue_end *lone;
	struct brackets all = BRACKETS_INIT;
	struct buf line = BUF_INIT;
	size_t n;
	bool mends;

	brackets_read_line(&all, node_str(node));
	n = all.n;
	buf_add_str(&line, node_str(node));
	buf_splice(&line, off, 0, str_of(mending->slip.brackets->at[
		mending->slip.index].opens ? "]" : "["));
	brackets_read_line(&all, buf_str(&line));
	now = mem_new(all.closers + all.openers, sizeof(*now));
	node->residue_n = 0;
	for (size_t i = 0; i < all.n; i++)
		if (all.at[i].mate == BRACKET_NONE)
			now[node->residue_n++] = (struct residue_end){
				.off = all.at[i].off, .index = i,
				.opens = all.at[i].opens };
	node->residue = now;
	mending->doc->paired = false;
	doc_pair(mending->doc);
	lone = &mending->node->residue[mending->end];
	mends = lone->mate && mending->doc->slips + 1 == slips &&
		all.n == n + 1;
	node->residue = was;
	node->residue_n = was_n;
	mending->doc->paired = false;
	doc_pair(mending->doc);
	free(now);
	brackets_release(&all);
	buf_release(&line);
	return mends;
}

static void
add_elsewhere(struct mending *mending, struct node *node)
{
	bool opens = mending->node->residue[mending->end].opens;
	size_t off;

	if (!node || node == mending->node || !node->len ||
	    node->kind == NODE_TABLE || node->kind == NODE_ROW)
		return;
	off = opens ? node->len : node_text_start(node);
	while (opens && off && node->line[off - 1] == ' ')
		off--;
	if (mends_elsewhere(mending, node, off))
		add_mate(mending, node, off);
}

/* The last node that stands in a section itself, below none of its own. */
static struct node *
last_of(struct node *section)
{
	struct node *last = section;

	for (struct node *at = section->first; at && at->kind != NODE_SECTION;
	     at = at->next)
		last = at;
	while (last != section && last->last)
		last = last->last;
	return last;
}

/*
 * Brackets around several paragraphs: a lone `[` before all the words of its
 * line closes with the next paragraph, the last beside it or the section's
 * last; a lone `]` behind all the words of its line the other way round.
 */
static void
add_around(struct mending *mending)
{
	struct node *node = mending->node, *section = node_section(node);
	const struct residue_end *lone = &node->residue[mending->end];
	size_t from = lone->opens ? node_text_start(node)
		: lone->off + lone->len;
	struct str rest = str_part(node_str(node), lone->opens ? 0 : from,
		lone->opens ? lone->off : node->len - from);

	if (node->kind == NODE_NOTE || node->kind == NODE_ROW)
		return;
	if (lone->opens ? lone->off > from : str_trim(rest).len > 1)
		return;
	if (lone->opens) {
		add_elsewhere(mending, node_next(node));
		if (node->parent->last && node->kind != NODE_SECTION)
			add_elsewhere(mending, node->parent->last);
		if (section)
			add_elsewhere(mending, last_of(section));
	} else {
		add_elsewhere(mending, node_prev(node));
		if (node->kind != NODE_SECTION)
			add_elsewhere(mending, node->parent->first);
		if (section)
			add_elsewhere(mending, section);
	}
}

static void
add_out(struct mending *mending)
{
	const struct bracket *lone = slip_bracket(&mending->slip,
		mending->slip.index);
	struct repair repair = { mending->node, lone->off,
		lone->len + lone->attr_len, "", NULL };
	struct buf words = BUF_INIT;

	/* what it parted (`\]]`, `[[^8]`) stays parted */
	if (!slip_mends(&mending->slip, repair.off, repair.gone, ""))
		repair.come = " ";
	if (!slip_mends(&mending->slip, repair.off, repair.gone, repair.come))
		return;
	buf_add_text(&words, "take the ");
	buf_add_str(&words, str_part(mending->slip.line, lone->off,
		lone->len));
	buf_add_text(&words, lone->attr_len ? " out, and its names" : " out");
	add(mending, repair, &words);
}

void
doc_repairs(struct repairs *out, struct doc *doc, struct node *node,
	size_t end)
{
	struct mending mending = { .out = out, .doc = doc, .node = node,
		.end = end };

	doc_pair(doc);
	tokens_read(&mending.tokens, node_str(node));
	brackets_read(&mending.brackets, &mending.tokens, node_str(node));
	slip_read(&mending.slip, node, &mending.tokens, &mending.brackets,
		node->residue[end].index);
	add_signs(&mending, true);
	add_inside(&mending);
	add_signs(&mending, false);
	add_around(&mending);
	add_out(&mending);
	tokens_release(&mending.tokens);
	brackets_release(&mending.brackets);
}

void
repairs_release(struct repairs *repairs)
{
	for (size_t i = 0; i < repairs->n; i++)
		free(repairs->at[i].words);
	free(repairs->at);
	*repairs = (struct repairs){ NULL, 0, 0 };
}

/* Back, or on, to a blank some way off. */
static size_t
edge(struct str line, size_t off, size_t around, bool back)
{
	size_t at = back ? (off > around ? off - around : 0)
		: (line.len - off > around ? off + around : line.len);

	if (back)
		while (at && at < off && line.at[at - 1] != ' ')
			at++;
	else
		while (at < line.len && at > off && line.at[at] != ' ')
			at--;
	return at;
}

void
repair_add_marked(struct buf *out, const struct repair *repair, size_t around)
{
	struct str line = node_str(repair->node);
	size_t behind = repair->off + repair->gone;
	size_t from = edge(line, repair->off, around, true);
	size_t to = edge(line, behind, around, false);

	buf_add_text(out, from ? "… " : "");
	buf_add_str(out, str_part(line, from, repair->off - from));
	if (repair->gone) {
		buf_add_text(out, "{-");
		buf_add_str(out, str_part(line, repair->off, repair->gone));
		buf_add_text(out, "-}");
	}
	if (*repair->come)
		buf_add_format(out, "{+%s+}", repair->come);
	buf_add_str(out, str_part(line, behind, to - behind));
	buf_add_text(out, to < line.len ? " …" : "");
}
