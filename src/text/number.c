/*
 * The number at the start of a line.
 *
 * Looks at the first bytes only and never at the whole line, so that asking
 * for the numbers of all nodes is cheap. Renumbering and what a number means
 * in the tree are the doc floor's.
 */
#include "adref/text/number.h"

#include <string.h>

#include "adref/base/utf8.h"
#include "adref/text/attribution.h"
#include "adref/text/suffix.h"
#include "adref/text/token.h"
#include "scan.h"

/* More brackets and stars before a number than anybody writes. */
enum { OPEN_MAX = 32 };

struct scan {
	struct str line;
	size_t off;
	size_t brackets;	/* `[` not closed so far */
	size_t stars;		/* `*` not closed so far */
	size_t last_stars;	/* of the run nearest to the number */
	bool stop;		/* `.`, `:` or `)` was seen */
	bool strong;		/* a number without a stop, too */
	bool letters;		/* a core is letters */
	bool year;		/* a core has four digits */
	bool bracket_end;	/* the number ended a bracket */
	bool seam;		/* right behind the end of a bracket */
};

/* Length of an opening or closing bracket at off, full-width too; or 0. */
static size_t
bracket_len(struct str line, size_t off, bool opens)
{
	if (char_at(line, off) == (opens ? '[' : ']'))
		return 1;
	return str_starts(str_from(line, off), opens ? "［" : "］") ? 3 : 0;
}

static size_t
star_run(struct str line, size_t off)
{
	size_t end = off;

	while (char_at(line, end) == '*')
		end++;
	return end - off;
}

/* Past `[`, `*` and the blanks among them; false when there are too many. */
static bool
skip_openers(struct scan *scan)
{
	for (;;) {
		size_t len = bracket_len(scan->line, scan->off, true);
		size_t run = star_run(scan->line, scan->off);

		if (run) {
			scan->stars += run;
			scan->last_stars = run;
		}
		scan->brackets += len > 0;
		if (scan->stars + scan->brackets > OPEN_MAX)
			return false;
		if (!len && !run)
			return true;
		scan->off = skip_blanks(scan->line, scan->off + len + run);
	}
}

static bool
begins_with(struct str str, const char *word)
{
	size_t i;

	for (i = 0; word[i]; i++)
		if (i == str.len || (str.at[i] | 0x20) != word[i])
			return false;
	return true;
}

/* Length of the word that says what is numbered, or 0. */
static size_t
kind_len(struct str line, size_t off)
{
	static const char *const words[] = {
		"article", "annex", "option", "pp", "op"
	};
	struct str rest = str_from(line, off);

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (begins_with(rest, words[i]))
			return strlen(words[i]);
	return 0;
}

static size_t
digits_end(struct str line, size_t off)
{
	while (is_digit(char_at(line, off)))
		off++;
	return off;
}

/* The end of `3`, `3.3`, `3.x`; *open when it has an x. */
static size_t
digits_core(struct str line, size_t off, bool *open)
{
	size_t end = digits_end(line, off);

	*open = false;
	while (char_at(line, end) == '.') {
		char c = char_at(line, end + 1);

		if (is_digit(c)) {
			end = digits_end(line, end + 1);
		} else if ((c == 'x' || c == 'X') &&
			   !is_word_at(line, end + 2)) {
			end += 2;
			*open = true;
		} else {
			break;
		}
	}
	return end;
}

/* Length of one decimal digit of a roman numeral: its one, five and ten. */
static size_t
roman_digit(struct str str, size_t off, const char *three)
{
	char one = three[0], five = three[1], ten = three[2];
	size_t end = off, ones = 0;

	if (char_at(str, off) == one && five &&
	    (char_at(str, off + 1) == five || char_at(str, off + 1) == ten))
		return 2;
	if (five && char_at(str, end) == five)
		end++;
	for (; char_at(str, end) == one && ones < 3; ones++)
		end++;
	return end - off;
}

/*
 * Whether str is a roman numeral up to 399 in letters of one case. Higher ones
 * do not number anything and look like words ("mix", "did").
 */
static bool
is_roman(struct str str)
{
	static const char *const lower[] = { "c\0", "xlc", "ivx" };
	static const char *const upper[] = { "C\0", "XLC", "IVX" };
	const char *const *set;
	size_t off = 0;

	if (!str.len || str.len > 15)
		return false;
	set = str.at[0] >= 'a' ? lower : upper;
	for (size_t i = 0; i < 3; i++)
		off += roman_digit(str, off, set[i]);
	return off == str.len;
}

/* The end of one letter or a roman numeral at off; off when there is none. */
static size_t
letters_core(struct str line, size_t off)
{
	size_t end = off, next;

	if (off >= line.len)
		return off;
	while ((char_at(line, end) | 0x20) >= 'a' &&
	       (char_at(line, end) | 0x20) <= 'z')
		end++;
	if (end == off) {
		if (!utf8_is_letter(utf8_at(line, off, NULL)))
			return off;
		end = utf8_next(line, off);
	} else if (end - off > 1 && !is_roman(str_part(line, off, end - off))) {
		return off;
	}
	next = end;
	return is_word_at(line, next) ? off : end;
}

/* The end of the digit that may follow a suffix: `alt2`, `alt 2`. */
static size_t
suffix_digit(struct str line, size_t off)
{
	size_t end = digits_end(line, off), after = off + blank_len(line, off);

	if (end > off)
		return end;
	end = digits_end(line, after);
	if (end != after + 1 || is_word_at(line, end) ||
	    (char_at(line, end) == '.' && is_digit(char_at(line, end + 1))))
		return off;
	return end;
}

size_t
number_suffix_end(struct str line, size_t off)
{
	for (;;) {
		size_t at = off, len, end;

		if (char_at(line, at) == '.')
			at++;
		else
			at += blank_len(line, at);
		len = suffix_match(str_from(line, at), NULL);
		if (!len)
			return off;
		end = suffix_digit(line, at + len);
		if (is_word_at(line, end))
			return off;
		off = end;
	}
}

static bool
is_stop(char c)
{
	return c == '.' || c == ':';
}

/* The core at scan->off into part; false when there is none. */
static bool
read_core(struct scan *scan, struct number_part *part, bool spaced, bool named)
{
	struct str line = scan->line;
	bool open = false, digits = is_digit(char_at(line, scan->off));
	size_t end;

	if (digits)
		end = digits_core(line, scan->off, &open);
	else if (named && !spaced)
		return false;
	else
		end = letters_core(line, scan->off);
	part->core_off = scan->off;
	part->core_len = end - scan->off;
	scan->off = end;
	scan->strong |= open;
	scan->letters |= !digits;
	scan->year |= digits && part->core_len == 4;
	return part->core_len > 0;
}

static void
read_suffixes(struct scan *scan, struct number_part *part)
{
	size_t end = number_suffix_end(scan->line, scan->off);

	if (part->suffix_len || end == scan->off)
		return;
	part->suffix_off = scan->off;
	part->suffix_len = end - scan->off;
	scan->off = end;
	scan->strong = true;
}

/* The stop behind a core and its suffixes; false when `(` lacks its `)`. */
static bool
read_stop(struct scan *scan, struct number_part *part, bool paren)
{
	char c = char_at(scan->line, scan->off);

	if (paren && c != ')')
		return false;
	if (c == ')') {
		scan->off++;
		scan->stop = true;
		if (paren)
			read_suffixes(scan, part);
		c = paren ? char_at(scan->line, scan->off) : '\0';
	}
	if (is_stop(c)) {
		scan->off++;
		scan->stop = true;
	}
	return true;
}

/* One number without what stands around it; scan moves behind it. */
static bool
read_part(struct scan *scan, struct number_part *part)
{
	struct str line = scan->line;
	size_t off = scan->off, word = kind_len(line, off);
	size_t core = word ? skip_blanks(line, off + word) : off;
	bool digits_only = word == 2, paren;	/* PP, OP */

	memset(part, 0, sizeof(*part));
	part->off = off;
	paren = char_at(line, core) == '(';
	scan->off = core + paren;
	if (digits_only && !is_digit(char_at(line, scan->off)))
		return false;
	if (!read_core(scan, part, core > off + word || paren, word > 0))
		return false;
	read_suffixes(scan, part);
	if (!read_stop(scan, part, paren))
		return false;
	scan->strong |= word > 0;
	part->len = scan->off - off;
	return true;
}

/* Past one `]` (with its attribution) or run of stars that was opened. */
static bool
read_closer(struct scan *scan)
{
	size_t len = bracket_len(scan->line, scan->off, false);
	size_t run = star_run(scan->line, scan->off);

	scan->seam = len && scan->brackets;
	if (scan->seam) {
		scan->brackets--;
		scan->bracket_end = true;
		scan->off += len;
		scan->off += attribution_len(str_from(scan->line, scan->off));
		return true;
	}
	if (run && (run == scan->stars || run == scan->last_stars)) {
		scan->stars -= run;
		scan->last_stars = scan->stars;
		scan->off += run;
		return true;
	}
	return false;
}

/* What closes behind a number, and the stop that may stand behind that. */
static void
read_closers(struct scan *scan)
{
	bool closed = false, seam = false;

	for (;;) {
		if (read_closer(scan)) {
			closed = true;
			seam = scan->seam;
		} else if (closed && !scan->stop &&
			   is_stop(char_at(scan->line, scan->off))) {
			scan->off++;
			scan->stop = true;
			seam = false;
		} else {
			scan->seam = seam;
			return;
		}
	}
}

/* A further alternative, `[2]` right behind `[4]`. */
static bool
read_alternative(struct scan *scan, struct number *out)
{
	struct scan ahead = *scan;
	size_t len = bracket_len(scan->line, scan->off, true);

	if (!len || out->n == NUMBER_PARTS || !scan->seam)
		return false;
	ahead.off += len;
	ahead.brackets++;
	ahead.stop = false;
	if (!read_part(&ahead, &out->part[out->n]) ||
	    !bracket_len(ahead.line, ahead.off, false))
		return false;
	out->n++;
	read_closers(&ahead);
	ahead.stop |= scan->stop;
	*scan = ahead;
	return true;
}

/* What may follow a number: a blank, `[`, `*`, a note mark, `]`, the end. */
static bool
is_bounded(const struct scan *scan)
{
	return scan->off >= scan->line.len ||
		blank_len(scan->line, scan->off) ||
		char_at(scan->line, scan->off) == '*' ||
		bracket_len(scan->line, scan->off, true) ||
		bracket_len(scan->line, scan->off, false);
}

/*
 * The end of its bracket is a stop for digits: `[4] Each`. Not for letters
 * (`[A] [The] mechanism`, `[X] per cent`) nor for a year (`[2030][2050]`).
 */
static bool
is_number(const struct scan *scan)
{
	return scan->stop || scan->strong ||
		(scan->bracket_end && !scan->letters && !scan->year);
}

bool
number_read(struct number *out, struct str line)
{
	struct scan scan = { .line = line };

	memset(out, 0, sizeof(*out));
	if (!skip_openers(&scan) || !read_part(&scan, &out->part[0]))
		return false;
	out->n = 1;
	read_closers(&scan);
	while (read_alternative(&scan, out))
		;
	if (!is_bounded(&scan) || !is_number(&scan)) {
		memset(out, 0, sizeof(*out));
		return false;
	}
	out->end = skip_blanks(line, scan.off);
	return true;
}

static size_t
part_end(const struct number_part *part)
{
	return part->off + part->len;
}

void
number_add_label(struct buf *out, struct str line, const struct number *number)
{
	size_t off;

	if (!number->n)
		return;
	for (size_t i = 0; i < number->n; i++) {
		if (i)
			buf_add_char(out, '/');
		buf_add_str(out, str_part(line, number->part[i].off,
			number->part[i].len));
	}
	for (off = part_end(&number->part[number->n - 1]); off < number->end;
	     off++) {
		off += attribution_len(str_from(line, off));
		if (is_stop(char_at(line, off)))
			buf_add_char(out, line.at[off]);
	}
}

void
number_add_said(struct buf *out, struct str line, const struct number *number)
{
	size_t from = out->len;

	number_add_label(out, line, number);
	while (out->len > from && (is_stop(out->data[out->len - 1]) ||
	       out->data[out->len - 1] == ' '))
		buf_cut(out, out->len - 1);
}

/* Where what stood open before a number is, and stays when it is gone. */
struct kept {
	size_t off[OPEN_MAX + 1];
	size_t n;
};

/* The innermost kept star or bracket is closed within the number. */
static void
kept_drop(struct kept *kept, struct str line, bool star)
{
	for (size_t i = kept->n; i-- > 0;) {
		if ((line.at[kept->off[i]] == '*') != star)
			continue;
		kept->n--;
		memmove(kept->off + i, kept->off + i + 1,
			(kept->n - i) * sizeof(*kept->off));
		return;
	}
}

static void
keep_openers(struct kept *kept, struct str line, size_t from, size_t to)
{
	for (size_t off = from; off < to; off++)
		if (char_at(line, off) == '*' || bracket_len(line, off, true))
			kept->off[kept->n++] = off;
}

/* From behind a part to the next, or to the end of the number. */
static void
drop_closed(struct kept *kept, struct str line, size_t from, size_t to)
{
	for (size_t off = from; off < to; off++) {
		if (char_at(line, off) == '*')
			kept_drop(kept, line, true);
		else if (bracket_len(line, off, false))
			kept_drop(kept, line, false);
		else if (bracket_len(line, off, true))
			kept->off[kept->n++] = off;
	}
}

void
number_add_rest(struct buf *out, struct str line, const struct number *number)
{
	struct kept kept = { .n = 0 };

	if (number->n)
		keep_openers(&kept, line, 0, number->part[0].off);
	for (size_t i = 0; i < number->n; i++)
		drop_closed(&kept, line, part_end(&number->part[i]),
			i + 1 < number->n ? number->part[i + 1].off :
			number->end);
	for (size_t i = 0; i < kept.n; i++) {
		size_t len = bracket_len(line, kept.off[i], true);

		buf_add_str(out, str_part(line, kept.off[i], len ? len : 1));
	}
	buf_add_str(out, str_from(line, number->end));
}

/* Append a run of letters; suffixes in it in the one spelling. */
static void
add_letters(struct buf *out, struct str run)
{
	size_t from = out->len, off = 0;

	while (off < run.len) {
		const char *name = NULL;
		size_t len = suffix_match(str_from(run, off), &name);

		if (!len) {
			buf_cut(out, from);
			buf_add_str(out, run);
			return;
		}
		buf_add_text(out, name);
		off += len;
	}
}

static bool
is_key_letter(struct str str, size_t off)
{
	return is_word_at(str, off) && !is_digit(str.at[off]);
}

static void
add_key(struct buf *out, struct str folded)
{
	size_t off = 0, end;

	while (off < folded.len) {
		end = off;
		while (is_key_letter(folded, end))
			utf8_at(folded, end, &end);
		if (end > off) {
			add_letters(out, str_part(folded, off, end - off));
			off = end;
			continue;
		}
		if (is_digit(folded.at[off]) || (folded.at[off] == '.' &&
		    off && is_digit(folded.at[off - 1]) &&
		    is_digit(char_at(folded, off + 1))))
			buf_add_char(out, folded.at[off]);
		off++;
	}
}

void
number_key_of(struct buf *out, struct str spoken)
{
	struct buf folded = BUF_INIT;

	utf8_add_folded(&folded, spoken);
	add_key(out, buf_str(&folded));
	buf_release(&folded);
}

void
number_add_key(struct buf *out, struct str line, const struct number *number)
{
	if (number->n)
		number_key_of(out, str_part(line, number->part[0].off,
			number->part[0].len));
}
