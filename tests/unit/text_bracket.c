/*
 * Pairs of a line, alternatives, blanks, and where new brackets may go.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "adref/base/buf.h"
#include "adref/base/mem.h"
#include "adref/text/bracket.h"

struct read {
	struct tokens tokens;
	struct brackets brackets;
};

static void
read_line(struct read *read, struct str line)
{
	tokens_read(&read->tokens, line);
	brackets_read(&read->brackets, &read->tokens, line);
}

static void
read_release(struct read *read)
{
	tokens_release(&read->tokens);
	brackets_release(&read->brackets);
}

/*
 * Pairing as text: for each bracket its mate's index, `.` for none, and behind
 * it the depth.
 */
static void
test_pairs(void **state)
{
	static const struct {
		const char *line, *mates;
		size_t closers, openers;
	} samples[] = {
		{ "", "", 0, 0 },
		{ "[a]", "11 01", 0, 0 },
		{ "[a [b]] c]", "31 22 12 01 .1", 1, 0 },
		{ "a] [b [c", ".1 .1 .2", 1, 2 },
		{ "] [a] [", ".1 21 11 .1", 1, 1 },
		{ "[a [b]", ".1 22 12", 0, 1 },
		{ "\uff3ba]", "11 01", 0, 0 },
		{ "[a](#b) [c [d](#e)]", "11 01", 0, 0 },
		{ "[a](#b)]", ".1", 1, 0 },
		{ "\\[a]", ".1", 1, 0 },
		{ "[^4]]]", ".1 .1", 2, 0 },
	};
	struct read read = { TOKENS_INIT, BRACKETS_INIT };
	struct buf mates = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		read_line(&read, str_of(samples[i].line));
		buf_clear(&mates);
		for (size_t k = 0; k < read.brackets.n; k++) {
			const struct bracket *here = read.brackets.at + k;

			buf_add_text(&mates, k ? " " : "");
			if (here->mate == BRACKET_NONE)
				buf_add_char(&mates, '.');
			else
				buf_add_format(&mates, "%zu", here->mate);
			buf_add_format(&mates, "%zu", here->depth);
		}
		assert_string_equal(buf_text(&mates), samples[i].mates);
		assert_int_equal(read.brackets.closers, samples[i].closers);
		assert_int_equal(read.brackets.openers, samples[i].openers);
	}
	buf_release(&mates);
	read_release(&read);
}

static void
test_attributes(void **state)
{
	struct read read = { TOKENS_INIT, BRACKETS_INIT };

	(void)state;
	read_line(&read, str_of("[a]{IND +EU} \uff3bb\uff3d"));
	assert_int_equal(read.brackets.n, 4);
	assert_true(read.brackets.at[0].opens);
	assert_int_equal(read.brackets.at[0].attr_len, 0);
	assert_int_equal(read.brackets.at[1].attr_len, 9);
	assert_false(read.brackets.at[1].wide);
	assert_true(read.brackets.at[2].wide);
	assert_int_equal(read.brackets.at[2].len, 3);
	read_release(&read);
}

static void
test_around(void **state)
{
	/*                        0123456789      */
	struct str line = str_of("a [b [c]{IND} d] e [f");
	static const size_t expected[] = {
		BRACKET_NONE, BRACKET_NONE, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 0,
		0, 0, BRACKET_NONE, BRACKET_NONE, BRACKET_NONE, BRACKET_NONE
	};
	struct read read = { TOKENS_INIT, BRACKETS_INIT };

	(void)state;
	read_line(&read, line);
	for (size_t i = 0; i < sizeof(expected) / sizeof(expected[0]); i++)
		assert_int_equal(brackets_around(&read.brackets, i),
			expected[i]);
	assert_int_equal(brackets_opener(&read.brackets, 0), BRACKET_NONE);
	assert_int_equal(brackets_opener(&read.brackets, 1), 0);
	assert_int_equal(brackets_opener(&read.brackets, 2), 1);
	assert_int_equal(brackets_opener(&read.brackets, 3), 4);
	assert_int_equal(brackets_opener(&read.brackets, 4), BRACKET_NONE);
	read_release(&read);
}

static void
test_alternatives(void **state)
{
	static const struct {
		const char *line;
		size_t opener, n, first;
	} samples[] = {
		{ "[a]", 1, 1, 1 },
		{ "[a][b]", 1, 2, 1 },
		{ "[a][b]", 2, 2, 1 },
		{ "[a]{IND}[b]{-EU}[c]", 2, 3, 1 },
		{ "[a] [b]", 2, 1, 2 },
		{ "[a]/[b]", 2, 1, 2 },
		{ "[[a][b]]", 1, 1, 1 },
		{ "[[a][b]]", 3, 2, 2 },
		{ "[[a]][b]", 2, 1, 2 },
		{ "[[a]][b]", 3, 2, 1 },
		{ "a][b]", 1, 1, 1 },
		{ "[a][b", 1, 1, 1 },
		{ "[a][b", 2, 1, 2 },
	};
	struct read read = { TOKENS_INIT, BRACKETS_INIT };

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		size_t first, opener;

		read_line(&read, str_of(samples[i].line));
		opener = brackets_opener(&read.brackets, samples[i].opener);
		assert_int_equal(brackets_alternatives(&read.brackets, opener,
			&first), samples[i].n);
		assert_int_equal(first, brackets_opener(&read.brackets,
			samples[i].first));
	}
	read_release(&read);
}

static void
test_blanks(void **state)
{
	static const char *const blank[] = {
		"", " ", "X", "x", "XX", "--", "...", "\u2026", "###", "_____",
		"\u2013", "Placeholder", "Placeholder for annexes", "TBD",
		"tbc", "*Placeholder* for", "placeholder: title", " X "
	};
	static const char *const full[] = {
		"a", "Xx", "X-Y", "Placeholders", "TBDs", "20XX", ",", ";",
		"and", "X per cent"
	};

	(void)state;
	for (size_t i = 0; i < sizeof(blank) / sizeof(blank[0]); i++)
		if (!bracket_is_blank(str_of(blank[i])))
			fail_msg("not blank: %s", blank[i]);
	for (size_t i = 0; i < sizeof(full) / sizeof(full[0]); i++)
		if (bracket_is_blank(str_of(full[i])))
			fail_msg("blank: %s", full[i]);
}

/* The line with `open` and `close` put around every piece. */
static void
add_bracketed(struct buf *out, struct str line,
	const struct bracket_pieces *pieces, const char *open,
	const char *close)
{
	buf_add_str(out, line);
	for (size_t i = pieces->n; i-- > 0;) {
		buf_splice(out, pieces->at[i].to, 0, str_of(close));
		buf_splice(out, pieces->at[i].from, 0, str_of(open));
	}
}

/* `|` in a sample stands for the two ends of the range. */
static void
check_cut(const char *sample, const char *expected)
{
	struct bracket_pieces pieces = { NULL, 0, 0 };
	struct str text = str_of(sample);
	size_t from = str_find(text, 0, str_of("|"));
	size_t to = str_find(text, from + 1, str_of("|"));
	struct buf line = BUF_INIT, out = BUF_INIT;

	buf_add_str(&line, str_part(text, 0, from));
	buf_add_str(&line, str_part(text, from + 1, to - from - 1));
	buf_add_str(&line, str_from(text, to + 1));
	bracket_cut(&pieces, buf_str(&line), from, to - 1);
	add_bracketed(&out, buf_str(&line), &pieces, "<", ">");
	assert_string_equal(buf_text(&out), expected);
	buf_release(&line);
	buf_release(&out);
	bracket_pieces_release(&pieces);
}

static void
test_cut(void **state)
{
	static const char *const samples[][2] = {
		{ "aa |bb| cc", "aa <bb> cc" },
		{ "aa| bb |cc", "aa <bb> cc" },
		{ "aa|  |bb", "aa  bb" },
		{ "aa||", "aa" },
		{ "plastic|s|", "plastic<s>" },
		{ "aa|,| bb", "aa<,> bb" },
		/* cut where it would cross a pair */
		{ "aa [bb |cc] dd|", "aa [bb <cc>] <dd>" },
		{ "|aa [bb| cc] dd", "<aa> [<bb> cc] dd" },
		{ "[aa |bb] cc [dd| ee]", "[aa <bb>] <cc> [<dd> ee]" },
		{ "[[aa |bb] cc] dd|", "[[aa <bb>] <cc>] <dd>" },
		{ "aa |[bb] cc| dd", "aa <[bb] cc> dd" },
		{ "aa |[bb]|{IND} cc", "aa <[bb]{IND}> cc" },
		{ "aa [bb |cc]{IND} dd|", "aa [bb <cc>]{IND} <dd>" },
		{ "aa [bb]|{IND} cc|", "aa [bb]{IND} <cc>" },
		{ "aa [bb |cc], dd|", "aa [bb <cc>], <dd>" },
		{ "aa [bb |cc].|", "aa [bb <cc>]." },
		{ "aa [bb |cc] ,|", "aa [bb <cc>] ," },
		/* an unmatched bracket is an edge */
		{ "|aa ] bb|", "<aa> ] <bb>" },
		{ "|aa [ bb|", "<aa> [ <bb>" },
		{ "|aa] bb|", "<aa>] <bb>" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++)
		check_cut(samples[i][0], samples[i][1]);
}

/* No link, for its opener is full-width; a `]` before `(#x)` makes one. */
#define WIDE "\uff3ba](#x)"

/* Where a piece would look like an alternative. */
static void
test_cut_touching(void **state)
{
	static const char *const samples[][2] = {
		{ "aa[|bb|]cc", "aa[<bb>]cc" },
		{ "aa[b|b]cc|", "aa<[bb]cc>" },
		{ "|aa[b|b]cc", "<aa[bb]>cc" },
		{ "|plastic|[s]", "<plastic[s]>" },
		{ "[plastic]|s|", "<[plastic]s>" },
		{ "[aa]{IND}|bb|", "<[aa]{IND}bb>" },
		{ "[aa]|, bb|", "[aa], <bb>" },
		{ "[aa]|,|", "[aa]," },
		{ "[[[[aa]b]|c]d]e| f", "<[[[[aa]b]c]d]e> f" },
		{ "|[shall]|[should]", "<[shall]>[should]" },
		{ "[shall]|[should]|", "[shall]<[should]>" },
		{ "[|shall|][should]", "[<shall>][should]" },
		{ "[sh|all][sho|uld]", "[sh<all>][<sho>uld]" },
		{ "aa]|bb cc|", "aa]bb <cc>" },
		{ "|aa bb|[cc", "<aa> bb[cc" },
		{ "aa]|bb|", "aa]bb" },
		{ "|aa bb[cc| dd]", "<aa bb[cc dd]>" },
		/* each round reaches one pair further; after some, no more */
		{ "|b|" WIDE WIDE " c", "<b" WIDE WIDE "> c" },
		{ "a |b|" WIDE WIDE WIDE WIDE WIDE WIDE WIDE WIDE WIDE,
			"a b" WIDE WIDE WIDE WIDE WIDE WIDE WIDE WIDE WIDE },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++)
		check_cut(samples[i][0], samples[i][1]);
}

/* What is one thing is taken in whole, and nothing new arises beside it. */
static void
test_cut_whole(void **state)
{
	static const char *const samples[][2] = {
		{ "aa[^|4] bb|", "aa<[^4] bb>" },
		{ "aa \\|* bb|", "aa <\\* bb>" },
		{ "*|*a** b|", "<**a** b>" },
		{ "[aa |bb](#cc) dd|", "<[aa bb](#cc) dd>" },
		{ "|aa [bb| cc](#dd)", "<aa [bb cc](#dd)>" },
		{ "[aa |bb| cc](#dd)", "[aa <bb> cc](#dd)" },
		{ "[aa [b|b](#x)|](#y)", "[aa <[bb](#x)>](#y)" },
		{ "|aa|(#bb)", "<aa(#bb)>" },
		{ "|aa|(#b[b])", "<aa(>#b[b])" },
		{ "|aa|{IND} bb", "<aa{IND}> bb" },
		{ "|aa|{b}", "<aa>{b}" },
		{ "aa\\|bb|", "aa<\\bb>" },
		{ "|aa\\|", "<aa>\\" },
		{ "|^8| aa", "^<8> aa" },
		{ "caf|e\u0301|", "caf<e\u0301>" },
		{ "cafe|\u0301 a|", "caf<e\u0301 a>" },
		{ "\uff3baa |bb\uff3d cc|", "\uff3baa <bb>\uff3d <cc>" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++)
		check_cut(samples[i][0], samples[i][1]);
}

static unsigned
chance(unsigned *seed, unsigned below)
{
	*seed = *seed * 1103515245u + 12345u;
	return (*seed >> 16) % below;
}

static void
make_line(struct buf *out, unsigned *seed)
{
	static const char *const bits[] = {
		"aa", "b", " ", " ", " ", "[", "[", "]", "]", "[", "]",
		"[^4]", "{IND}", "(#c)", "](#d)", "\\", "*", ",", "^8", "-",
		"\uff3b", "\uff3d", "\\[", "e\u0301", "(", "{"
	};
	unsigned n = 1 + chance(seed, 16);

	while (n-- > 0)
		buf_add_text(out, bits[chance(seed,
			sizeof(bits) / sizeof(bits[0]))]);
}

/* How many brackets were put in before the byte at off of the new line. */
static size_t
put_in_before(const struct bracket_pieces *pieces, size_t off, bool *is_new)
{
	size_t n = 0;

	*is_new = false;
	for (size_t i = 0; i < pieces->n; i++) {
		size_t open = pieces->at[i].from + 2 * i;
		size_t close = pieces->at[i].to + 2 * i + 1;

		n += (open < off) + (close < off);
		*is_new |= open == off || close == off;
	}
	return n;
}

static bool
may_be_split(enum token_kind kind)
{
	return kind == TOKEN_WORD || kind == TOKEN_SIGN || kind == TOKEN_BLANK;
}

/* Every token of the new line is an old one, part of an old one, or put in. */
static void
check_tokens(const struct read *old, const struct read *new,
	const struct bracket_pieces *pieces)
{
	size_t k = 0;

	for (size_t i = 0; i < new->tokens.n; i++) {
		const struct token *token = new->tokens.at + i;
		const struct token *was;
		bool is_new;
		size_t off = token->off -
			put_in_before(pieces, token->off, &is_new);

		if (is_new) {
			assert_int_equal(token->len, 1);
			continue;
		}
		while (old->tokens.at[k].off + old->tokens.at[k].len <= off)
			k++;
		was = old->tokens.at + k;
		assert_true(off + token->len <= was->off + was->len);
		if (may_be_split(was->kind)) {
			assert_true(may_be_split(token->kind));
			continue;
		}
		assert_int_equal(was->kind, token->kind);
		assert_int_equal(was->off, off);
		assert_int_equal(was->len, token->len);
	}
}

/* Where the bracket's mate is, as an offset of its line; BRACKET_NONE. */
static size_t
mate_off(const struct brackets *brackets, size_t i)
{
	size_t mate = brackets->at[i].mate;

	return mate == BRACKET_NONE ? mate : brackets->at[mate].off;
}

static size_t
old_off(const struct bracket_pieces *pieces, size_t off)
{
	bool is_new;

	if (off == BRACKET_NONE)
		return off;
	off -= put_in_before(pieces, off, &is_new);
	assert_false(is_new);
	return off;
}

/* Old pairs are as they were; new brackets are each other's mates. */
static void
check_mates(const struct read *old, const struct read *new,
	const struct bracket_pieces *pieces)
{
	const struct brackets *brackets = &new->brackets;
	size_t k = 0;
	bool is_new;

	assert_int_equal(old->brackets.closers, brackets->closers);
	assert_int_equal(old->brackets.openers, brackets->openers);
	assert_int_equal(old->brackets.n + 2 * pieces->n, brackets->n);
	for (size_t i = 0; i < brackets->n; i++) {
		put_in_before(pieces, brackets->at[i].off, &is_new);
		if (!is_new) {
			assert_int_equal(old->brackets.at[k].attr_len,
				brackets->at[i].attr_len);
			assert_int_equal(mate_off(&old->brackets, k++),
				old_off(pieces, mate_off(brackets, i)));
			continue;
		}
		assert_int_not_equal(brackets->at[i].mate, BRACKET_NONE);
		put_in_before(pieces, mate_off(brackets, i), &is_new);
		assert_true(is_new);
	}
}

static size_t
count_seams(const struct brackets *brackets)
{
	size_t n = 0;

	for (size_t i = 0; i + 1 < brackets->n; i++) {
		const struct bracket *here = brackets->at + i;

		n += !here->opens && here[1].opens && here[1].off ==
			here->off + here->len + here->attr_len;
	}
	return n;
}

static void
test_cut_any_line(void **state)
{
	struct read old = { TOKENS_INIT, BRACKETS_INIT };
	struct read new = { TOKENS_INIT, BRACKETS_INIT };
	struct bracket_pieces pieces = { NULL, 0, 0 };
	struct buf line = BUF_INIT, out = BUF_INIT;
	unsigned seed = 7, several = 0, one = 0;

	(void)state;
	for (int i = 0; i < 60000; i++) {
		size_t from, to;

		buf_clear(&line);
		buf_clear(&out);
		make_line(&line, &seed);
		from = chance(&seed, (unsigned)line.len + 1);
		to = chance(&seed, (unsigned)line.len + 2);
		bracket_cut(&pieces, buf_str(&line), from, to);
		add_bracketed(&out, buf_str(&line), &pieces, "[", "]");
		read_line(&old, buf_str(&line));
		read_line(&new, buf_str(&out));
		check_tokens(&old, &new, &pieces);
		check_mates(&old, &new, &pieces);
		assert_int_equal(count_seams(&old.brackets),
			count_seams(&new.brackets));
		several += pieces.n > 1;
		one += pieces.n == 1;
	}
	assert_true(several > 500);
	assert_true(one > 5000);
	buf_release(&line);
	buf_release(&out);
	bracket_pieces_release(&pieces);
	read_release(&old);
	read_release(&new);
}

/* A quadratic cut does not come back from these. */
static void
test_hostile_lines(void **state)
{
	static const char *const bits[] = {
		"[", "]", "[a]", "[a", "a]", "][", "[a](#", "a", "\uff3ba](#)",
		"[a]b", "^", "\\a", "[[a](#b)", ", "
	};
	struct read read = { TOKENS_INIT, BRACKETS_INIT };
	struct bracket_pieces pieces = { NULL, 0, 0 };
	struct buf line = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(bits) / sizeof(bits[0]); i++) {
		buf_clear(&line);
		while (line.len < 300000)
			buf_add_text(&line, bits[i]);
		read_line(&read, buf_str(&line));
		bracket_cut(&pieces, buf_str(&line), 7, line.len - 7);
		bracket_cut(&pieces, buf_str(&line), line.len / 2, line.len);
		bracket_cut(&pieces, buf_str(&line), 0, line.len / 2);
	}
	buf_release(&line);
	bracket_pieces_release(&pieces);
	read_release(&read);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_pairs),
		cmocka_unit_test(test_attributes),
		cmocka_unit_test(test_around),
		cmocka_unit_test(test_alternatives),
		cmocka_unit_test(test_blanks),
		cmocka_unit_test(test_cut),
		cmocka_unit_test(test_cut_touching),
		cmocka_unit_test(test_cut_whole),
		cmocka_unit_test(test_cut_any_line),
		cmocka_unit_test(test_hostile_lines),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
