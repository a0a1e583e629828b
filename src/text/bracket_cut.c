/*
 * Where brackets go when a range of a line is to stand in brackets.
 *
 * First the range grows until it cuts no token or link in two and brackets
 * around it would not make a link, a mark or an escape of what stands beside
 * it. Then it is cut at every bracket whose mate it does not hold. Last, where
 * a piece would touch a bracket as `][`, and so read as an alternative, either
 * the range grows over that pair or the piece gives way. Must not change the
 * line: a caller puts the brackets in, from the last piece to the first.
 */
#include "adref/text/bracket.h"

#include <stdlib.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "adref/text/attribution.h"

/* A range that has grown this often keeps its edges: see settle(). */
enum { ROUNDS_MAX = 8 };

struct cut {
	struct bracket_pieces *out;
	struct str line;
	struct tokens tokens;
	struct brackets brackets;
	size_t from, to;
	size_t want_from, want_to;	/* how far a round asks it to grow */
	bool may_grow;
};

/* What stands between a piece's edge and the next blank outside pairs. */
struct run {
	size_t edge;		/* where that blank, or the piece's end, is */
	bool word;
};

static size_t
smaller(size_t a, size_t b)
{
	return a < b ? a : b;
}

static size_t
larger(size_t a, size_t b)
{
	return a > b ? a : b;
}

/* Index of the token that holds the byte at off; off < line.len. */
static size_t
token_at(const struct cut *cut, size_t off)
{
	size_t low = 0, high = cut->tokens.n;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (cut->tokens.at[middle].off <= off)
			low = middle;
		else
			high = middle;
	}
	return low;
}

static size_t
token_end(const struct token *token)
{
	return token->off + token->len;
}

static bool
is_divisible(const struct token *token)
{
	return token->kind == TOKEN_WORD || token->kind == TOKEN_SIGN ||
		token->kind == TOKEN_BLANK;
}

/* The edge of the cluster that holds off, before it or, with up, behind it. */
static size_t
cluster_edge(const struct cut *cut, const struct token *token, size_t off,
	bool up)
{
	size_t here = token->off, next = here;

	while (next < off) {
		here = next;
		next = smaller(utf8_next(cut->line, here), token_end(token));
	}
	return up || next == off ? next : here;
}

static void
grow_over_tokens(struct cut *cut)
{
	const struct token *first = cut->tokens.at + token_at(cut, cut->from);
	const struct token *last;

	if (first->kind == TOKEN_ATTRIBUTION)
		cut->from = first[-1].off;
	else if (is_divisible(first))
		cut->from = cluster_edge(cut, first, cut->from, false);
	else
		cut->from = first->off;
	if (cut->from && cut->line.at[cut->from - 1] == '\\' &&
	    cut->tokens.at[token_at(cut, cut->from - 1)].kind == TOKEN_SIGN)
		cut->from--;
	last = cut->tokens.at + token_at(cut, cut->to - 1);
	if (is_divisible(last))
		cut->to = cluster_edge(cut, last, cut->to, true);
	else
		cut->to = token_end(last);
}

/*
 * Links that the range cuts are taken in whole. Those it stands inside of, and
 * those inside it, stay as they are.
 */
static void
grow_over_links(struct cut *cut)
{
	size_t *open = NULL, n = 0, cap = 0;
	size_t from = cut->from, to = cut->to;

	for (size_t i = 0; i < cut->tokens.n; i++) {
		const struct token *token = cut->tokens.at + i;
		size_t off, end = token_end(token);

		if (token->kind == TOKEN_LINK_OPEN) {
			open = mem_grow(open, &cap, n + 1, sizeof(*open));
			open[n++] = token->off;
		}
		if (token->kind != TOKEN_LINK_CLOSE)
			continue;
		off = open[--n];
		if ((off < from && to <= token->off) || to <= off ||
		    end <= from)
			continue;
		cut->from = smaller(cut->from, off);
		cut->to = larger(cut->to, end);
	}
	free(open);
}

static bool
is_bracket_like(enum token_kind kind)
{
	return kind == TOKEN_OPEN || kind == TOKEN_CLOSE ||
		kind == TOKEN_LINK_OPEN || kind == TOKEN_LINK_CLOSE;
}

/*
 * A `]` put before `(#x)` would make a link of it, one put before `{IND}` take
 * it from the closer it belongs to, or make an attribution of what was none:
 * take them in, or at least their first character. True when it grew.
 */
static bool
grow_over_tail(struct cut *cut)
{
	struct str tail = str_from(cut->line, cut->to);
	size_t len = attribution_len(tail);

	if (!len && !token_is_destination(tail))
		return false;
	cut->to += len ? len : 1;
	if (len)
		return true;
	for (size_t i = token_at(cut, cut->to); i < cut->tokens.n; i++) {
		const struct token *token = cut->tokens.at + i;

		if (is_bracket_like(token->kind))
			break;
		if (cut->line.at[token->off] == ')') {
			cut->to = token_end(token);
			break;
		}
	}
	return true;
}

static void
grow(struct cut *cut)
{
	grow_over_tokens(cut);
	grow_over_links(cut);
	while (grow_over_tail(cut))
		;
}

static size_t
bracket_end(const struct bracket *bracket)
{
	return bracket->off + bracket->len + bracket->attr_len;
}

/* Whether the range is to be cut at this bracket, which it holds. */
static bool
is_edge(const struct cut *cut, const struct bracket *bracket)
{
	const struct bracket *mate;

	if (bracket->mate == BRACKET_NONE)
		return true;
	mate = cut->brackets.at + bracket->mate;
	return mate->off < cut->from || mate->off >= cut->to;
}

/* Index of the first bracket at or behind off; n when there is none. */
static size_t
bracket_at(const struct cut *cut, size_t off)
{
	size_t low = 0, high = cut->brackets.n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (cut->brackets.at[middle].off < off)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/*
 * Blanks at the ends stay outside; so do a `^` in front, which a bracket would
 * make a mark of, and a `\` behind, which would quote the bracket.
 */
static void
trim(const struct cut *cut, struct bracket_piece *piece)
{
	while (piece->from < piece->to) {
		const struct token *token = cut->tokens.at +
			token_at(cut, piece->from);

		if (token->kind != TOKEN_BLANK &&
		    cut->line.at[piece->from] != '^')
			break;
		piece->from = smaller(token_end(token), piece->to);
	}
	while (piece->from < piece->to) {
		const struct token *token = cut->tokens.at +
			token_at(cut, piece->to - 1);

		if (token->kind == TOKEN_BLANK)
			piece->to = larger(token->off, piece->from);
		else if (token->kind == TOKEN_SIGN &&
			 cut->line.at[token->off] == '\\')
			piece->to = token->off;
		else
			break;
	}
}

/* Levels of pairs and links that a token opens (1) or closes (-1). */
static int
level_of(const struct token *token)
{
	switch (token->kind) {
	case TOKEN_OPEN:
	case TOKEN_LINK_OPEN:
		return 1;
	case TOKEN_CLOSE:
	case TOKEN_LINK_CLOSE:
		return -1;
	default:
		return 0;
	}
}

static struct run
run_from_front(const struct cut *cut, const struct bracket_piece *piece)
{
	struct run run = { piece->to, false };
	int level = 0;

	for (size_t i = token_at(cut, piece->from);
	     i < cut->tokens.n && cut->tokens.at[i].off < piece->to; i++) {
		const struct token *token = cut->tokens.at + i;

		if (token->kind == TOKEN_BLANK && !level) {
			run.edge = token->off;
			break;
		}
		level += level_of(token);
		run.word |= token->kind == TOKEN_WORD;
	}
	return run;
}

static struct run
run_from_back(const struct cut *cut, const struct bracket_piece *piece)
{
	struct run run = { piece->from, false };
	int level = 0;

	for (size_t i = token_at(cut, piece->to - 1) + 1; i-- > 0 &&
	     token_end(cut->tokens.at + i) > piece->from;) {
		const struct token *token = cut->tokens.at + i;

		if (token->kind == TOKEN_BLANK && !level) {
			run.edge = token_end(token);
			break;
		}
		level += level_of(token);
		run.word |= token->kind == TOKEN_WORD;
	}
	return run;
}

/* The closer that ends where the piece begins, as `][` would; or NULL. */
static const struct bracket *
touched_before(const struct cut *cut, const struct bracket_piece *piece)
{
	size_t here = bracket_at(cut, piece->from);
	const struct bracket *closer;

	if (!here)
		return NULL;
	closer = cut->brackets.at + here - 1;
	if (closer->opens || bracket_end(closer) != piece->from)
		return NULL;
	if (here < cut->brackets.n && closer[1].opens &&
	    closer[1].off == piece->from)
		return NULL;	/* it was a `][` before */
	return closer;
}

/* The opener that begins where the piece ends; or NULL. */
static const struct bracket *
touched_behind(const struct cut *cut, const struct bracket_piece *piece)
{
	size_t here = bracket_at(cut, piece->to);
	const struct bracket *opener;

	if (here == cut->brackets.n)
		return NULL;
	opener = cut->brackets.at + here;
	if (!opener->opens || opener->off != piece->to)
		return NULL;
	if (here && !opener[-1].opens && bracket_end(opener - 1) == piece->to)
		return NULL;
	return opener;
}

static const struct bracket *
mate_of(const struct cut *cut, const struct bracket *bracket)
{
	if (bracket->mate == BRACKET_NONE || !cut->may_grow)
		return NULL;
	return cut->brackets.at + bracket->mate;
}

/*
 * Part a piece from the brackets it touches. What touches them up to the next
 * blank gives way when it has no word, or when the bracket has no mate;
 * otherwise the range is to grow over the pair.
 */
static void
part(struct cut *cut, struct bracket_piece *piece)
{
	const struct bracket *touched, *mate;
	struct run run;

	touched = piece->from < piece->to ? touched_before(cut, piece) : NULL;
	if (touched) {
		run = run_from_front(cut, piece);
		mate = mate_of(cut, touched);
		if (run.word && mate)
			cut->want_from = smaller(cut->want_from, mate->off);
		else
			piece->from = run.edge;
		trim(cut, piece);
	}
	touched = piece->from < piece->to ? touched_behind(cut, piece) : NULL;
	if (touched) {
		run = run_from_back(cut, piece);
		mate = mate_of(cut, touched);
		if (run.word && mate)
			cut->want_to = larger(cut->want_to,
				bracket_end(mate));
		else
			piece->to = run.edge;
		trim(cut, piece);
	}
}

static bool
has_word(const struct cut *cut, const struct bracket_piece *piece)
{
	for (size_t i = token_at(cut, piece->from);
	     i < cut->tokens.n && cut->tokens.at[i].off < piece->to; i++)
		if (cut->tokens.at[i].kind == TOKEN_WORD)
			return true;
	return false;
}

static void
add_piece(struct cut *cut, size_t from, size_t to)
{
	struct bracket_pieces *out = cut->out;
	struct bracket_piece piece = { from, to };
	bool whole = from == cut->from && to == cut->to;

	trim(cut, &piece);
	part(cut, &piece);
	if (piece.from >= piece.to || (!whole && !has_word(cut, &piece)))
		return;
	out->at = mem_grow(out->at, &out->cap, out->n + 1, sizeof(*out->at));
	out->at[out->n++] = piece;
}

/* One round: the pieces of the range as it is, and how it would grow. */
static void
cut_once(struct cut *cut)
{
	size_t from = cut->from;

	cut->out->n = 0;
	cut->want_from = cut->from;
	cut->want_to = cut->to;
	for (size_t i = bracket_at(cut, cut->from);
	     i < cut->brackets.n && cut->brackets.at[i].off < cut->to; i++) {
		if (!is_edge(cut, cut->brackets.at + i))
			continue;
		add_piece(cut, from, cut->brackets.at[i].off);
		from = bracket_end(cut->brackets.at + i);
	}
	add_piece(cut, from, cut->to);
}

/*
 * Cut, grow, cut again. A round or two does for any line a person wrote; a
 * hostile one may want as many rounds as it has brackets, so after some the
 * pieces give way instead and all stays linear.
 */
static void
settle(struct cut *cut)
{
	for (int round = 0; round < ROUNDS_MAX; round++) {
		cut->may_grow = round < ROUNDS_MAX - 1;
		grow(cut);
		cut_once(cut);
		if (cut->want_from == cut->from && cut->want_to == cut->to)
			return;
		cut->from = cut->want_from;
		cut->to = cut->want_to;
	}
}

void
bracket_cut(struct bracket_pieces *pieces, struct str line, size_t from,
	size_t to)
{
	struct cut cut = {
		.out = pieces, .line = line,
		.from = from, .to = smaller(to, line.len)
	};

	pieces->n = 0;
	if (cut.from >= cut.to)
		return;
	tokens_read(&cut.tokens, line);
	brackets_read(&cut.brackets, &cut.tokens, line);
	settle(&cut);
	tokens_release(&cut.tokens);
	brackets_release(&cut.brackets);
}

void
bracket_pieces_release(struct bracket_pieces *pieces)
{
	free(pieces->at);
	pieces->at = NULL;
	pieces->n = pieces->cap = 0;
}
