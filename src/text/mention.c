/*
 * Mentions of numbers. A word says that numbers follow (`paragraphs`), then
 * comes one, or a list of them; what stands around the list may say in which
 * article or in which other text they stand (mention_owner.c). Start with
 * read_list().
 */
#include "adref/text/mention.h"

#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "adref/text/core.h"
#include "adref/text/number.h"
#include "mention_owner.h"
#include "scan.h"

/* In lower case; the longer before the shorter. */
static const struct mention_said words[] = {
	{ "subparagraphs", MENTION_PARAGRAPH, true },
	{ "subparagraph", MENTION_PARAGRAPH, false },
	{ "sub-paragraphs", MENTION_PARAGRAPH, true },
	{ "sub-paragraph", MENTION_PARAGRAPH, false },
	{ "paragraphs", MENTION_PARAGRAPH, true },
	{ "paragraphes", MENTION_PARAGRAPH, true },
	{ "paragraphe", MENTION_PARAGRAPH, false },
	{ "paragraph", MENTION_PARAGRAPH, false },
	{ "p\xC3\xA1rrafos", MENTION_PARAGRAPH, true },
	{ "p\xC3\xA1rrafo", MENTION_PARAGRAPH, false },
	{ "alin\xC3\xA9""as", MENTION_PARAGRAPH, true },
	{ "alin\xC3\xA9""a", MENTION_PARAGRAPH, false },
	{ "apartados", MENTION_PARAGRAPH, true },
	{ "apartado", MENTION_PARAGRAPH, false },
	{ "paras", MENTION_PARAGRAPH, true },
	{ "para", MENTION_PARAGRAPH, false },
	{ "articles", MENTION_ARTICLE, true },
	{ "article", MENTION_ARTICLE, false },
	{ "art\xC3\xAD""culos", MENTION_ARTICLE, true },
	{ "art\xC3\xAD""culo", MENTION_ARTICLE, false },
	{ "arts", MENTION_ARTICLE, true },
	{ "art", MENTION_ARTICLE, false },
	{ "sections", MENTION_SECTION, true },
	{ "section", MENTION_SECTION, false },
	{ "secciones", MENTION_SECTION, true },
	{ "secci\xC3\xB3n", MENTION_SECTION, false },
	{ "annexes", MENTION_ANNEX, true },
	{ "annexe", MENTION_ANNEX, false },
	{ "annex", MENTION_ANNEX, false },
	{ "anexos", MENTION_ANNEX, true },
	{ "anexo", MENTION_ANNEX, false },
	{ "options", MENTION_OPTION, true },
	{ "option", MENTION_OPTION, false },
	{ "opciones", MENTION_OPTION, true },
	{ "opci\xC3\xB3n", MENTION_OPTION, false },
	{ "items", MENTION_ITEM, true },
	{ "item", MENTION_ITEM, false },
	{ "footnotes", MENTION_NOTE, true },
	{ "footnote", MENTION_NOTE, false },
	{ "pps", MENTION_PP, true },
	{ "pp", MENTION_PP, false },
	{ "ops", MENTION_OP, true },
	{ "op", MENTION_OP, false },
};
enum { WORDS = sizeof(words) / sizeof(words[0]) };

bool
mention_says(struct str line, size_t off, const char *text)
{
	size_t i;

	for (i = 0; text[i]; i++) {
		char c = char_at(line, off + i);

		if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != text[i])
			return false;
	}
	return true;
}

/* `para. 3`, but not the end of a sentence: `this Article. A Party`. */
static bool
is_short(const struct mention_said *word)
{
	return strlen(word->text) <= strlen("paras") &&
		word->word != MENTION_ITEM && word->word != MENTION_ANNEX;
}

const struct mention_said *
mention_word_at(struct str line, size_t off, size_t *behind)
{
	for (size_t i = 0; i < WORDS; i++) {
		const struct mention_said *word = &words[i];
		size_t end = off + strlen(word->text);
		bool glued = word->word >= MENTION_PP &&
			is_digit(char_at(line, end));

		if (!mention_says(line, off, word->text) ||
		    (is_word_at(line, end) && !glued))
			continue;
		if (char_at(line, end) == '.' && is_short(word))
			end++;
		*behind = skip_blanks(line, end);
		return glued || *behind > end ? word : NULL;
	}
	return NULL;
}

static bool
is_x(char c)
{
	return c == 'x' || c == 'X';
}

/* `3`, `3.2`, `3.x`; no stop of a sentence. */
static size_t
digits_end(struct str line, size_t off)
{
	while (is_digit(char_at(line, off)))
		off++;
	while (char_at(line, off) == '.' && (is_digit(char_at(line, off + 1)) ||
	       (is_x(char_at(line, off + 1)) && !is_word_at(line, off + 2))))
		for (off++; is_digit(char_at(line, off)) ||
		     is_x(char_at(line, off)); off++)
			continue;
	return off;
}

/* One capital letter or a roman numeral in capitals. */
static size_t
capitals_end(struct str line, size_t off)
{
	size_t end = off;

	while (char_at(line, end) >= 'A' && char_at(line, end) <= 'Z')
		end++;
	return end > off && core_row_of(str_part(line, off, end - off), true)
		!= CORE_OTHER ? end : off;
}

/* The letters, numeral or digits in parentheses. */
static size_t
inner_end(struct str line, size_t off)
{
	size_t end = off;

	if (is_digit(char_at(line, off)))
		return digits_end(line, off);
	while ((char_at(line, end) | 0x20) >= 'a' &&
	       (char_at(line, end) | 0x20) <= 'z')
		end++;
	while (end > off && core_row_of(str_part(line, off, end - off), true)
		== CORE_OTHER)
		end--;
	return end;
}

static void
take_suffix(struct mention_part *part, struct str line, size_t *off)
{
	size_t end = number_suffix_end(line, *off);

	if (end == *off || part->suffix_len)
		return;
	part->suffix_off = *off;
	part->suffix_len = end - *off;
	*off = end;
}

/* A part at *off; moves off behind it. */
static bool
read_part(struct mention_part *part, struct str line, size_t *off,
	bool letters)
{
	bool paren = char_at(line, *off) == '(';
	size_t at = *off + paren, end;

	*part = (struct mention_part){ .core_off = at };
	if (paren)
		end = inner_end(line, at);
	else if (is_digit(char_at(line, at)))
		end = digits_end(line, at);
	else
		end = letters ? capitals_end(line, at) : at;
	if (end == at)
		return false;
	part->core_len = end - at;
	take_suffix(part, line, &end);
	if (paren) {
		if (char_at(line, end) != ')')
			return false;
		end++;
		take_suffix(part, line, &end);
	}
	if (!paren && is_word_at(line, end))
		return false;
	*off = end;
	return true;
}

/* What stands below: `(a)` behind a blank or none, `.2` behind a letter. */
static void
read_below(struct mention *mention, struct str line, size_t *off)
{
	while (mention->n < MENTION_PARTS) {
		struct mention_part *last = &mention->part[mention->n - 1];
		bool letter = !is_digit(line.at[last->core_off]) &&
			!last->suffix_len;
		size_t at = skip_blanks(line, *off);

		if (char_at(line, at) != '(') {
			at = *off + 1;
			if (!letter || char_at(line, *off) != '.' ||
			    !is_digit(char_at(line, at)))
				return;
		}
		if (!read_part(&mention->part[mention->n], line, &at, false))
			return;
		mention->n++;
		*off = at;
	}
}

/* `,` `and` `to` `–` between two of a list; off when there is none. */
static size_t
skip_between(struct str line, size_t off, bool *range)
{
	static const char *const joins[] = {
		"and ", "or ", "to ", "through ", "et ", "ou ", "au ", "y ",
		"o ", "a ", "al ",
	};
	static const char *const dashes[] = {
		"-", "\xE2\x80\x93", "\xE2\x80\x94"
	};
	size_t at = skip_blanks(line, off), start;

	*range = false;
	for (size_t i = 0; i < 3; i++)
		if (str_starts(str_from(line, at), dashes[i])) {
			*range = true;
			return skip_blanks(line, at + strlen(dashes[i]));
		}
	start = at;
	if (char_at(line, at) == ',')
		at = skip_blanks(line, at + 1);
	for (size_t i = 0; at > off && i < sizeof(joins) / sizeof(*joins); i++)
		if (mention_says(line, at, joins[i]))
			return skip_blanks(line, at + strlen(joins[i]));
	return at > start ? at : off;
}

static struct mention *
add_mention(struct mentions *out)
{
	out->at = mem_grow(out->at, &out->cap, out->n + 1, sizeof(*out->at));
	out->at[out->n] = (struct mention){ .within = MENTION_NONE };
	return &out->at[out->n++];
}

/* `(b)` behind `2 (a) and`: it stands in the same 2. */
static void
inherit(struct mention *mention, const struct mention *before,
	struct str line)
{
	size_t n = 0;

	while (n < before->n && (!before->part[n].core_off ||
	       line.at[before->part[n].core_off - 1] != '('))
		n++;
	if (!n || n + mention->n > MENTION_PARTS)
		return;
	memmove(mention->part + n, mention->part,
		mention->n * sizeof(*mention->part));
	memcpy(mention->part, before->part, n * sizeof(*mention->part));
	mention->n += n;
	mention->own = n;
}

/* The next one of a list that began with `first`; false at its end. */
static bool
read_next(struct mentions *out, struct str line, size_t *off,
	const struct mention_said *word)
{
	const struct mention before = out->at[out->n - 1];
	bool digits = is_digit(line.at[before.part[before.own].core_off]);
	bool range;
	size_t from = skip_between(line, *off, &range), at = from;
	bool paren = char_at(line, at) == '(';
	struct mention next = { .word = word->word, .n = 1,
		.within = MENTION_NONE };

	if (from == *off || !(word->many || range || paren) ||
	    !read_part(&next.part[0], line, &at, !digits))
		return false;
	if (!paren && digits != is_digit(line.at[next.part[0].core_off]))
		return false;
	read_below(&next, line, &at);
	next.off = from;
	next.len = at - from;
	if (paren)
		inherit(&next, &before, line);
	*add_mention(out) = next;
	*off = at;
	return true;
}

/* The numbers behind a word; returns where they end, or behind. */
static size_t
read_list(struct mentions *out, struct str line, const struct mention_said *word,
	size_t start, size_t behind)
{
	size_t from = out->n, off = behind;
	bool letters = word->word != MENTION_PARAGRAPH &&
		word->word < MENTION_NOTE;
	struct mention first = { .word = word->word, .n = 1,
		.within = MENTION_NONE };

	if (!read_part(&first.part[0], line, &off, letters))
		return behind;
	read_below(&first, line, &off);
	first.off = start;
	first.len = off - start;
	*add_mention(out) = first;
	while (read_next(out, line, &off, word))
		continue;
	mentions_find_owner(out, from, line, off);
	return off;
}

/* A part of letters x is a blank to fill; and so is what goes on behind it in
 * brackets, or like a number that is misspelt: `2.[6]`, `2,12`. */
static bool
is_open(const struct mention *mention, struct str line)
{
	size_t end = mention->off + mention->len;
	char c = char_at(line, end);

	for (size_t i = 0; i < mention->n; i++) {
		const struct mention_part *part = &mention->part[i];
		struct str core = str_part(line, part->core_off,
			part->core_len);
		size_t x = 0;

		while (x < core.len && is_x(core.at[x]))
			x++;
		if (x && x == core.len)
			return true;
		if (core.len && is_x(core.at[core.len - 1]) &&
		    is_digit(core.at[0]))
			return true;
	}
	return (c == '.' && char_at(line, end + 1) == '[') || (c == '[' &&
		is_digit(char_at(line, end + 1))) || (c == ',' &&
		is_digit(char_at(line, end + 1)));
}

/* Past brackets, stars, note marks and blanks from off on. */
static size_t
skip_signs(struct str line, size_t off)
{
	for (;;) {
		size_t end = skip_blanks(line, off);

		if (str_starts(str_from(line, end), "[^")) {
			end = str_find(line, end, str_of("]"));
			end += end < line.len;
		} else if (char_at(line, end) == '[' || char_at(line, end) ==
			']' || char_at(line, end) == '*') {
			end++;
		}
		if (end == off)
			return off;
		off = end;
	}
}

/* The text begins at start, perhaps with a colon that a number left. */
static void
read_place(struct mention *mention, struct str line, size_t start)
{
	size_t at = skip_signs(line, start);

	if (char_at(line, at) == ':')
		at = skip_signs(line, at + 1);
	mention->begins = at == mention->off;
	mention->titles = char_at(line, skip_signs(line, mention->off +
		mention->len)) == ':';
	mention->open = is_open(mention, line);
}

void
mentions_read(struct mentions *out, struct str line, size_t off)
{
	const size_t start = off;

	out->n = 0;
	while (off < line.len) {
		size_t behind;
		const struct mention_said *word = NULL;

		if (is_word_at(line, off))
			word = mention_word_at(line, off, &behind);
		if (word) {
			off = read_list(out, line, word, off, behind);
			continue;
		}
		while (off < line.len && is_word_at(line, off))
			utf8_at(line, off, &off);
		while (off < line.len && !is_word_at(line, off))
			utf8_at(line, off, &off);
	}
	mentions_settle_owners(out, line);
	for (size_t i = 0; i < out->n; i++)
		read_place(&out->at[i], line, start);
}

void
mentions_release(struct mentions *mentions)
{
	free(mentions->at);
	*mentions = (struct mentions){ NULL, 0, 0 };
}
