/*
 * Two lines taken apart: words, brackets, who stands how, marks, number. Words
 * are compared as they would read with every bracket lifted, so that bracketed
 * text is not told as reworded.
 */
#include "diff_line.h"

#include "adref/text/number.h"
#include "adref/text/token.h"
#include "adref/text/words.h"

/* A line as several strings, each comparable by itself. */
struct parts {
	struct buf clean;	/* words, blanks between, no number */
	struct buf close;	/* the same without blanks */
	struct buf brackets;	/* their sequence */
	struct buf mixed;	/* words and brackets, no blanks */
	struct buf names;	/* attributions */
	struct buf marks;
	struct buf number;
};

static void
add_token(struct parts *parts, struct str line, const struct token *token)
{
	struct str text = str_part(line, token->off, token->len);

	switch (token->kind) {
	case TOKEN_OPEN:
	case TOKEN_CLOSE:
		buf_add_str(&parts->brackets, text);
		buf_add_str(&parts->mixed, text);
		break;
	case TOKEN_WORD:
	case TOKEN_SIGN:
	case TOKEN_ESCAPE:
		buf_add_str(&parts->mixed, text);
		break;
	case TOKEN_ATTRIBUTION:
		buf_add_str(&parts->names, text);
		break;
	case TOKEN_MARK:
		buf_add_str(&parts->marks, text);
		break;
	default:
		break;
	}
}

static void
read_parts(struct parts *parts, struct str line)
{
	struct tokens tokens = TOKENS_INIT;
	struct buf rest = BUF_INIT;
	struct number number;

	tokens_read(&tokens, line);
	for (size_t i = 0; i < tokens.n; i++)
		add_token(parts, line, &tokens.at[i]);
	if (number_read(&number, line)) {
		number_add_label(&parts->number, line, &number);
		number_add_rest(&rest, line, &number);
	} else {
		buf_add_str(&rest, line);
	}
	words_add_clean(&parts->clean, buf_str(&rest));
	for (size_t i = 0; i < parts->clean.len; i++)
		if (parts->clean.data[i] != ' ')
			buf_add_char(&parts->close, parts->clean.data[i]);
	tokens_release(&tokens);
	buf_release(&rest);
}

static void
release_parts(struct parts *parts)
{
	buf_release(&parts->clean);
	buf_release(&parts->close);
	buf_release(&parts->brackets);
	buf_release(&parts->mixed);
	buf_release(&parts->names);
	buf_release(&parts->marks);
	buf_release(&parts->number);
}

static bool
differ(const struct buf *a, const struct buf *b)
{
	return !str_same(buf_str(a), buf_str(b));
}

/* Blanks alone are words only when no bracket came or went beside them. */
static bool
is_reworded(const struct parts *a, const struct parts *b)
{
	if (!differ(&a->clean, &b->clean))
		return false;
	return differ(&a->close, &b->close) ||
		!differ(&a->brackets, &b->brackets);
}

static unsigned
compare(const struct parts *a, const struct parts *b, unsigned words)
{
	unsigned kinds = 0;

	if (is_reworded(a, b))
		kinds |= words;
	if (differ(&a->number, &b->number))
		kinds |= DIFF_RENUMBERED;
	if (differ(&a->brackets, &b->brackets))
		kinds |= DIFF_BRACKET;
	else if (!kinds && differ(&a->mixed, &b->mixed))
		kinds |= DIFF_BRACKET;	/* the same ones elsewhere */
	if (differ(&a->names, &b->names))
		kinds |= DIFF_ATTRIBUTION;
	if (differ(&a->marks, &b->marks))
		kinds |= DIFF_FOOTNOTE;
	return kinds ? kinds : words;	/* emphasis, a link's target */
}

unsigned
diff_line(const struct node *from, const struct node *to)
{
	struct parts a = { .clean = BUF_INIT }, b = { .clean = BUF_INIT };
	unsigned kinds = 0;

	if (!str_same(node_str(from), node_str(to))) {
		read_parts(&a, node_str(from));
		read_parts(&b, node_str(to));
		kinds = compare(&a, &b, to->kind == NODE_NOTE ? DIFF_FOOTNOTE
			: DIFF_TEXT);
		release_parts(&a);
		release_parts(&b);
	}
	return kinds;
}
