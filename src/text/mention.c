/*
 * Mentions of numbers. A word says that numbers follow (`paragraphs`), then
 * comes one, or a list of them; what follows the list may say in which article
 * or in which other text they stand. Start with read_list().
 */
#include "adref/text/mention.h"

#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "adref/text/core.h"
#include "adref/text/number.h"
#include "scan.h"

static const struct word {
	const char *text;	/* lower case; the longer before the shorter */
	enum mention_word word;
	bool many;		/* a list may follow */
} words[] = {
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
	{ "pps", MENTION_PP, true },
	{ "pp", MENTION_PP, false },
	{ "ops", MENTION_OP, true },
	{ "op", MENTION_OP, false },
};
enum {
	WORDS = sizeof(words) / sizeof(words[0]),
	OWNER_GAP = 8	/* ` de l'` and a blank or two */
};

static bool
says(struct str line, size_t off, const char *text)
{
	size_t i;

	for (i = 0; text[i]; i++) {
		char c = char_at(line, off + i);

		if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != text[i])
			return false;
	}
	return true;
}

/* The word at off, and where the number behind it would begin. */
static const struct word *
read_word(struct str line, size_t off, size_t *behind)
{
	for (size_t i = 0; i < WORDS; i++) {
		const struct word *word = &words[i];
		size_t end = off + strlen(word->text);
		bool glued = word->word >= MENTION_PP &&
			is_digit(char_at(line, end));

		if (!says(line, off, word->text) ||
		    (is_word_at(line, end) && !glued))
			continue;
		if (char_at(line, end) == '.')
			end++;
		*behind = skip_blanks(line, end);
		return glued || *behind > end ? word : NULL;
	}
	return NULL;
}

/* `3`, `3.2`, `3.x`; no stop of a sentence. */
static size_t
digits_end(struct str line, size_t off)
{
	while (is_digit(char_at(line, off)))
		off++;
	while (char_at(line, off) == '.' && (is_digit(char_at(line, off + 1)) ||
	       (char_at(line, off + 1) == 'x' && !is_word_at(line, off + 2))))
		for (off++; is_digit(char_at(line, off)) ||
		     char_at(line, off) == 'x'; off++)
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
		if (says(line, at, joins[i]))
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
	const struct word *word)
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

/* Whether what follows `of` names a text that is not this one. */
static bool
names_another(struct str line, size_t off)
{
	static const char *const here[] = { "this ", "the present ", "present " };
	static const char *const texts[] = {
		"resolution", "decision", "report", "charter", "convention",
		"protocol", "treaty", "agreement", "statute", "declaration",
		"programme", "program", "plan", "framework", "instrument",
		"covenant", "constitution", "rules", "letter", "its ",
	};
	uint32_t first;

	for (size_t i = 0; i < 3; i++)
		if (says(line, off, here[i]))
			return false;
	if (says(line, off, "the "))
		off += 4;
	else if (says(line, off, "la ") || says(line, off, "le "))
		off += 3;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		if (says(line, off, texts[i]))
			return true;
	first = off < line.len ? utf8_at(line, off, NULL) : ' ';
	return utf8_is_upper(first);
}

/* What follows the list: `of Article 5`, `of resolution 60/81`. */
static void
read_owner(struct mentions *out, size_t from, struct str line, size_t off)
{
	static const char *const joins[] = {
		"of ", "to ", "in ", "de l'", "de la ", "de ", "du ", "del ",
	};
	size_t at = skip_blanks(line, off), behind;
	bool found = false;

	for (size_t i = 0; !found && i < sizeof(joins) / sizeof(*joins); i++)
		if (says(line, at, joins[i])) {
			at += strlen(joins[i]);
			found = true;
		}
	if (!found || at == off)
		return;
	for (size_t i = from; i < out->n; i++)
		if (read_word(line, at, &behind))
			out->at[i].within = out->n;
		else
			out->at[i].elsewhere = names_another(line, at);
}

/* The numbers behind a word; returns where they end, or behind. */
static size_t
read_list(struct mentions *out, struct str line, const struct word *word,
	size_t start, size_t behind)
{
	size_t from = out->n, off = behind;
	bool letters = word->word != MENTION_PARAGRAPH &&
		word->word < MENTION_PP;
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
	read_owner(out, from, line, off);
	return off;
}

/* Whether the index-th mention begins right where the owner was said. */
static bool
is_within(const struct mentions *all, size_t index)
{
	const struct mention *before;

	if (!index || index >= all->n)
		return false;
	before = &all->at[index - 1];
	return all->at[index].off - before->off - before->len <= OWNER_GAP;
}

void
mentions_read(struct mentions *out, struct str line, size_t off)
{
	out->n = 0;
	while (off < line.len) {
		size_t behind;
		const struct word *word = NULL;

		if (is_word_at(line, off))
			word = read_word(line, off, &behind);
		if (word) {
			off = read_list(out, line, word, off, behind);
			continue;
		}
		while (off < line.len && is_word_at(line, off))
			utf8_at(line, off, &off);
		while (off < line.len && !is_word_at(line, off))
			utf8_at(line, off, &off);
	}
	for (size_t i = 0; i < out->n; i++)
		if (!is_within(out, out->at[i].within))
			out->at[i].within = MENTION_NONE;
}

void
mentions_release(struct mentions *mentions)
{
	free(mentions->at);
	*mentions = (struct mentions){ NULL, 0, 0 };
}
