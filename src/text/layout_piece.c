/*
 * From tokens to pieces: the one place that decides what a lens shows and in
 * which role. Untrusted bytes become safe text here (utf8_add_safe).
 *
 * Must stay linear and quick: it runs for every line on the screen at every
 * key. It knows neither rows nor columns.
 */
#include "layout_piece.h"

#include <stdlib.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "adref/text/bracket.h"
#include "adref/text/number.h"
#include "adref/text/token.h"
#include "reading.h"

struct maker {
	struct pieces *out;
	struct buf *shown;
	struct str line;
	const struct layout_style *style;
	struct tokens tokens;
	struct brackets brackets;
	struct reading reading;
	struct number number;
	struct buf odd;		/* what is shown instead of some bytes */
	size_t bracket;		/* how many have been passed */
	size_t depth;		/* pairs of brackets around */
	size_t links;		/* links around */
	size_t blank_end;	/* of the blank to fill we are in */
	bool asked;		/* a function of the style */
};

/* Bytes of the line in one role and class. */
struct span {
	size_t off, len;
	enum text_role role;
	enum piece_class class;
};

bool
piece_may_part(enum piece_class a, enum piece_class b)
{
	if (a == PIECE_OPEN || b == PIECE_CLOSE || b == PIECE_WIDE_CLOSE)
		return false;
	return a == PIECE_IDEOGRAPH || a == PIECE_WIDE_CLOSE ||
		b == PIECE_IDEOGRAPH;
}

static bool
is_ascii(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.at[i] < ' ' || text.at[i] > '~')
			return false;
	return true;
}

static struct piece *
add(struct maker *maker, const struct span *span, struct str show,
	size_t width)
{
	struct pieces *out = maker->out;
	struct piece *piece;

	out->at = mem_grow(out->at, &out->cap, out->n + 1, sizeof(*out->at));
	piece = out->at + out->n++;
	*piece = (struct piece){
		.off = span->off, .len = span->len,
		.show_off = maker->shown->len, .show_len = show.len,
		.last = maker->shown->len, .width = width,
		.role = span->role, .class = span->class
	};
	buf_add_str(maker->shown, show);
	return piece;
}

/* Printable ASCII, as it is: a cluster and a column for each byte. */
static void
add_ascii(struct maker *maker, const struct span *span)
{
	struct piece *piece = add(maker, span,
		str_part(maker->line, span->off, span->len), span->len);

	piece->last += span->len - 1;
}

/* The same where blanks may stand among other characters. */
static void
add_ascii_words(struct maker *maker, const struct span *span)
{
	size_t end = span->off + span->len;
	struct span part = *span;

	while (part.off < end) {
		bool blank = maker->line.at[part.off] == ' ';

		part.class = blank ? PIECE_BLANK : span->class;
		for (part.len = 1; part.off + part.len < end; part.len++)
			if ((maker->line.at[part.off + part.len] == ' ') !=
			    blank)
				break;
		add_ascii(maker, &part);
		part.off += part.len;
	}
}

/* Safe text that stands for the span as a whole; rows may end at blanks. */
static void
add_whole(struct maker *maker, const struct span *span, struct str show)
{
	size_t from = 0, to, next, last;

	for (; from < show.len; from = to) {
		bool blank = show.at[from] == ' ';
		struct span part = *span;
		struct str word;
		struct piece *piece;

		part.class = blank ? PIECE_BLANK : span->class;
		for (last = to = from; to < show.len; to = next) {
			if ((show.at[to] == ' ') != blank)
				break;
			next = utf8_next(show, to);
			last = to;
		}
		word = str_part(show, from, to - from);
		piece = add(maker, &part, word, utf8_columns(word));
		piece->last += last - from;
		piece->whole = true;
	}
}

/*
 * Make maker->odd what is shown for untrusted bytes. A mark without its base
 * gets a circle, so that it has a cell of its own.
 */
static void
show_safely(struct maker *maker, struct str bytes)
{
	struct buf *odd = &maker->odd, safe = BUF_INIT;
	size_t from = 0, to;

	buf_clear(odd);
	utf8_add_safe(&safe, bytes);
	for (; from < safe.len; from = to) {
		struct str cluster;
		size_t start = odd->len;

		to = utf8_next(buf_str(&safe), from);
		cluster = str_part(buf_str(&safe), from, to - from);
		if (!utf8_width(cluster))
			buf_add_text(odd, "\u25CC");
		buf_add_str(odd, cluster);
		if (utf8_next(buf_str(odd), start) != odd->len) {
			buf_cut(odd, start);
			utf8_add(odd, UTF8_BAD);
		}
	}
	buf_release(&safe);
}

static void
add_odd(struct maker *maker, const struct span *span)
{
	show_safely(maker, str_part(maker->line, span->off, span->len));
	add_whole(maker, span, buf_str(&maker->odd));
}

/* Blanks a row must not end at, and those that are shown as a number. */
static bool
is_space(uint32_t point)
{
	return point == 0x1680 || (point >= 0x2000 && point <= 0x200A &&
		point != 0x2007) || point == 0x205F || point == 0x3000 ||
		point == ' ';
}

static void
add_clusters(struct maker *maker, const struct span *span)
{
	struct str text = str_part(maker->line, span->off, span->len);
	bool safe = utf8_is_safe(text), goes_on = false;
	struct piece *piece = NULL;
	size_t from = 0, to;

	for (; from < text.len; from = to) {
		struct span part = *span;
		struct str cluster;
		size_t width;

		to = utf8_next(text, from);
		cluster = str_part(text, from, to - from);
		width = (size_t)utf8_width(cluster);
		part.off += from;
		part.len = cluster.len;
		if (span->class == PIECE_BLANK &&
		    !is_space(utf8_at(cluster, 0, NULL)))
			part.class = PIECE_WORD;
		if (!width || (!safe && !utf8_is_safe(cluster))) {
			add_odd(maker, &part);
			goes_on = false;
			continue;
		}
		if (goes_on && piece->class == part.class) {
			piece->last = maker->shown->len;
			piece->len += part.len;
			piece->show_len += part.len;
			piece->width += width;
			buf_add_str(maker->shown, cluster);
			continue;
		}
		piece = add(maker, &part, cluster, width);
		goes_on = true;
	}
}

static void
add_source(struct maker *maker, const struct span *span)
{
	struct str text = str_part(maker->line, span->off, span->len);

	if (!is_ascii(text))
		add_clusters(maker, span);
	else if (span->role == TEXT_NAMES)
		add_ascii_words(maker, span);
	else
		add_ascii(maker, span);
}

static bool
is_opening(uint32_t point)
{
	switch (point) {
	case '(': case '[': case '{': case 0x2018: case 0x201C: case 0x3008:
	case 0x300A: case 0x300C: case 0x300E: case 0x3010: case 0x3014:
	case 0x3016: case 0x3018: case 0xFF08: case 0xFF3B: case 0xFF5B:
		return true;
	default:
		return false;
	}
}

static enum piece_class
sign_class(struct str sign)
{
	if (is_opening(utf8_at(sign, 0, NULL)))
		return PIECE_OPEN;
	return utf8_width(sign) > 1 ? PIECE_WIDE_CLOSE : PIECE_CLOSE;
}

static enum piece_class
class_of(const struct maker *maker, const struct token *token)
{
	struct str text = str_part(maker->line, token->off, token->len);

	switch (token->kind) {
	case TOKEN_BLANK:
		return PIECE_BLANK;
	case TOKEN_WORD:
		if ((unsigned char)text.at[0] < 0x80 ||
		    !utf8_is_ideograph(utf8_at(text, 0, NULL)))
			return PIECE_WORD;
		return PIECE_IDEOGRAPH;
	case TOKEN_OPEN:
	case TOKEN_LINK_OPEN:
		return PIECE_OPEN;
	case TOKEN_ESCAPE:
		return sign_class(str_from(text, 1));
	case TOKEN_SIGN:
	case TOKEN_CLOSE:
		return sign_class(text);
	default:
		return PIECE_CLOSE;
	}
}

/* From the first digit to the stop; the blank behind is text. */
static bool
is_number(const struct maker *maker, const struct token *token)
{
	const struct number *number = &maker->number;

	if (!number->n || token->off < number->part[0].off)
		return false;
	return token->off + token->len < number->end ||
		(token->off < number->end && token->kind != TOKEN_BLANK);
}

/* The role of a token that is neither bracket nor mark, names or link. */
static enum text_role
role_of_text(const struct maker *maker, size_t i)
{
	const struct token *token = maker->tokens.at + i;
	unsigned char look = maker->reading.look[i];

	if (token->off < maker->blank_end)
		return TEXT_BLANK;
	if (is_number(maker, token))
		return TEXT_NUMBER;
	if (maker->links)
		return TEXT_LINK;
	if (maker->depth)
		return TEXT_INSIDE;
	if (look & READING_STRONG)
		return TEXT_STRONG;
	return look & READING_EMPHASIS ? TEXT_EMPHASIS : TEXT_PLAIN;
}

/* Go past a bracket; its role. */
static enum text_role
pass_bracket(struct maker *maker)
{
	const struct layout_style *style = maker->style;
	const struct bracket *here = maker->brackets.at + maker->bracket;
	bool paired = here->mate != BRACKET_NONE;
	bool slip = style->slip && style->slip(style->ctx, maker->bracket);
	size_t inside = here->off + here->len;

	maker->asked = maker->asked || style->slip;
	maker->bracket++;
	if (paired && here->opens) {
		const struct bracket *mate = maker->brackets.at + here->mate;

		maker->depth++;
		if (bracket_is_blank(str_part(maker->line, inside,
				mate->off - inside)))
			maker->blank_end = mate->off + mate->len;
	} else if (paired) {
		maker->depth--;
	}
	if (slip)
		return TEXT_SLIP;
	return here->off < maker->blank_end ? TEXT_BLANK : TEXT_BRACKET;
}

/* Go past a token; its role. */
static enum text_role
pass(struct maker *maker, size_t i)
{
	switch (maker->tokens.at[i].kind) {
	case TOKEN_OPEN:
	case TOKEN_CLOSE:
		return pass_bracket(maker);
	case TOKEN_MARK:
		return TEXT_MARK;
	case TOKEN_ATTRIBUTION:
		return TEXT_NAMES;
	case TOKEN_LINK_OPEN:
		maker->links++;
		return TEXT_LINK;
	case TOKEN_LINK_CLOSE:
		maker->links--;
		return TEXT_LINK;
	default:
		return role_of_text(maker, i);
	}
}

static bool
is_shown(const struct maker *maker, size_t i)
{
	enum lens lens = maker->style->lens;

	if (lens == LENS_SOURCE)
		return true;
	switch (maker->tokens.at[i].kind) {
	case TOKEN_STAR:
		return !reading_is_emphasis(&maker->reading, i);
	case TOKEN_LINK_OPEN:
	case TOKEN_LINK_CLOSE:
		return false;
	case TOKEN_ATTRIBUTION:
		return lens == LENS_NAMED;
	default:
		return true;
	}
}

/* What the view wants shown for a mark or for names: untrusted as well. */
static void
add_asked(struct maker *maker, const struct span *span,
	void (*ask)(void *ctx, struct buf *out, struct str what),
	struct str what)
{
	struct buf answer = BUF_INIT;

	maker->asked = true;
	ask(maker->style->ctx, &answer, what);
	show_safely(maker, buf_str(&answer));
	buf_release(&answer);
	add_whole(maker, span, buf_str(&maker->odd));
}

/* Whether names stand in the place of the i-th token, as the room writes. */
static bool
has_names(const struct maker *maker, size_t i)
{
	return maker->style->lens == LENS_NAMED && maker->style->names &&
		i + 1 < maker->tokens.n &&
		maker->tokens.at[i].kind == TOKEN_CLOSE &&
		maker->tokens.at[i + 1].kind == TOKEN_ATTRIBUTION;
}

/*
 * `[words – US; EU: keep]`: the names stand where the closer is in the source,
 * and the closer where the names are. So runs keep the order of the source.
 */
static void
add_named(struct maker *maker, size_t i, enum text_role role)
{
	const struct token *closer = maker->tokens.at + i, *names = closer + 1;
	struct span first = { closer->off, closer->len, TEXT_NAMES,
		PIECE_CLOSE };
	struct span second = { names->off, names->len, role,
		class_of(maker, closer) };

	add_asked(maker, &first, maker->style->names,
		str_part(maker->line, names->off, names->len));
	add_whole(maker, &second, str_part(maker->line, closer->off,
		closer->len));
}

static void
add_token(struct maker *maker, size_t i, enum text_role role)
{
	const struct token *token = maker->tokens.at + i;
	const struct layout_style *style = maker->style;
	struct span span = { token->off, token->len, role,
		class_of(maker, token) };
	struct str text = str_part(maker->line, token->off, token->len);

	if (token->kind == TOKEN_ESCAPE && style->lens != LENS_SOURCE)
		add_whole(maker, &span, str_from(text, 1));
	else if (token->kind == TOKEN_MARK && style->mark)
		add_asked(maker, &span, style->mark,
			token_label(maker->line, token));
	else
		add_source(maker, &span);
}

bool
pieces_read(struct pieces *pieces, struct buf *shown, struct str line,
	const struct layout_style *style)
{
	struct maker maker = {
		.out = pieces, .shown = shown, .line = line, .style = style
	};

	pieces->n = 0;
	tokens_read(&maker.tokens, line);
	brackets_read(&maker.brackets, &maker.tokens, line);
	number_read(&maker.number, line);
	reading_read(&maker.reading, &maker.tokens);
	pieces->at = mem_grow(pieces->at, &pieces->cap, maker.tokens.n,
		sizeof(*pieces->at));
	for (size_t i = 0; i < maker.tokens.n; i++) {
		enum text_role role = pass(&maker, i);

		if (has_names(&maker, i))
			add_named(&maker, i++, role);
		else if (is_shown(&maker, i))
			add_token(&maker, i, role);
	}
	buf_release(&maker.odd);
	reading_release(&maker.reading);
	brackets_release(&maker.brackets);
	tokens_release(&maker.tokens);
	return maker.asked;
}

void
pieces_release(struct pieces *pieces)
{
	free(pieces->at);
	*pieces = (struct pieces)PIECES_INIT;
}
