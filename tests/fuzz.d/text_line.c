/* One line of the text: tokens, brackets, number, mentions, layout. */
#include "fuzz.h"

#include "adref/text/attribution.h"
#include "adref/text/bracket.h"
#include "adref/text/layout.h"
#include "adref/text/mention.h"
#include "adref/text/number.h"
#include "adref/text/quote.h"
#include "adref/text/words.h"

/* Tokens lie one behind the other, without a gap. */
static void
check_tokens(struct str line)
{
	struct tokens tokens = TOKENS_INIT;
	size_t off = 0;

	tokens_read(&tokens, line);
	for (size_t i = 0; i < tokens.n; i++) {
		must(tokens.at[i].off == off && tokens.at[i].len);
		off += tokens.at[i].len;
	}
	must(off == line.len);
	tokens_release(&tokens);
}

/* A mate's mate is the bracket itself; the rest is the residue. */
static void
check_brackets(struct str line)
{
	struct brackets all = BRACKETS_INIT;
	size_t alone = 0;

	brackets_read_line(&all, line);
	for (size_t i = 0; i < all.n; i++) {
		size_t mate = all.at[i].mate;

		must(all.at[i].off + all.at[i].len + all.at[i].attr_len <=
			line.len);
		if (mate == BRACKET_NONE)
			alone++;
		else
			must(mate < all.n && all.at[mate].mate == i &&
				all.at[mate].opens != all.at[i].opens);
	}
	must(alone == all.closers + all.openers);
	brackets_release(&all);
}

static void
check_number(struct str line)
{
	struct number number;
	struct mentions mentions = { 0 };
	struct buf text = BUF_INIT;

	if (number_read(&number, line)) {
		must(number.end <= line.len && number.n <= NUMBER_PARTS);
		number_add_label(&text, line, &number);
		number_add_rest(&text, line, &number);
		number_add_key(&text, line, &number);
	}
	mentions_read(&mentions, line, 0);
	for (size_t i = 0; i < mentions.n; i++)
		must(mentions.at[i].off + mentions.at[i].len <= line.len);
	mentions_release(&mentions);
	buf_release(&text);
}

/* Every run lies within the line and within its row. */
static void
check_layout(struct str line, enum lens lens, size_t width)
{
	struct layout_style style = { .lens = lens, .width = width,
		.hang = width / 4 };
	struct layout layout = LAYOUT_INIT;
	size_t row, col;

	layout_line(&layout, line, &style);
	must(layout.rows >= 1);
	must(utf8_is_safe(buf_str(&layout.shown)));
	for (size_t i = 0; i < layout.n; i++)
		must(layout.at[i].off + layout.at[i].len <= line.len &&
			layout.at[i].row < layout.rows);
	layout_cell(&layout, line.len / 2, &row, &col);
	must(layout_off(&layout, row, col) <= line.len);
	layout_release(&layout);
}

/* What is quoted is no bracket and no mark any more. */
static void
check_quoted(struct str line)
{
	struct buf quoted = BUF_INIT, plain = BUF_INIT;
	struct tokens tokens = TOKENS_INIT;

	quote_add_line(&quoted, line);
	words_add_plain(&plain, buf_str(&quoted));
	buf_clear(&quoted);
	quote_add_plain(&quoted, line);
	tokens_read(&tokens, buf_str(&quoted));
	for (size_t i = 0; i < tokens.n; i++)
		must(tokens.at[i].kind != TOKEN_MARK &&
			tokens.at[i].kind != TOKEN_STAR &&
			tokens.at[i].kind != TOKEN_LINK_OPEN &&
			tokens.at[i].kind != TOKEN_ATTRIBUTION);
	tokens_release(&tokens);
	buf_release(&quoted);
	buf_release(&plain);
}

void
fuzz_one(struct str bytes)
{
	struct buf safe = BUF_INIT;

	utf8_add_safe(&safe, bytes);
	must(utf8_is_safe(buf_str(&safe)));
	buf_release(&safe);
	if (!fuzz_is_line(bytes))
		return;
	check_tokens(bytes);
	check_brackets(bytes);
	check_number(bytes);
	for (size_t width = 1; width < 100; width = width * 3 + 1)
		check_layout(bytes, (enum lens)(width % 3), width);
	check_quoted(bytes);
}
