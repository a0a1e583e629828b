/*
 * In what a mentioned number stands: `of Article 5` behind it, `Article 5,`
 * before it; or in another text, which is named behind (`of the Convention`) or
 * before (`decision 2/CP.17, paragraph 83`). Of several that are told together
 * what is said of one is said of all.
 */
#include "mention_owner.h"

#include <string.h>

#include "adref/text/core.h"
#include "scan.h"

enum {
	OWNER_GAP = 8,	/* ` de l'` and a blank or two */
	ACRONYM = 3	/* so many capitals name a text: `TRIPS Article 4` */
};

static const char *const texts[] = {
	"resolution", "decision", "report", "charter", "convention",
	"protocol", "treaty", "agreement", "statute", "declaration",
	"programme", "program", "plan", "framework", "instrument",
	"covenant", "constitution", "rules", "letter", "text of ", "text from ",
	"its ",
};
enum { TEXTS = sizeof(texts) / sizeof(texts[0]) };

/* Whether what follows `of` names a text that is not this one. */
static bool
names_another(struct str line, size_t off)
{
	static const char *const here[] = { "this ", "the present ", "present " };
	uint32_t first;

	for (size_t i = 0; i < 3; i++)
		if (mention_says(line, off, here[i]))
			return false;
	if (mention_says(line, off, "the "))
		off += 4;
	else if (mention_says(line, off, "la ") ||
		mention_says(line, off, "le "))
		off += 3;
	for (size_t i = 0; i < TEXTS; i++)
		if (mention_says(line, off, texts[i]))
			return true;
	first = off < line.len ? utf8_at(line, off, NULL) : ' ';
	return utf8_is_upper(first);
}

/* Behind `of`, perhaps with a comma before it; off when there is none. */
static size_t
skip_of(struct str line, size_t off)
{
	static const char *const joins[] = {
		"of ", "to ", "in ", "de l'", "de la ", "de ", "du ", "del ",
	};
	size_t at = off + (char_at(line, off) == ',');
	size_t start = skip_blanks(line, at);

	for (size_t i = 0; start > at && i < sizeof(joins) / sizeof(*joins);
	     i++)
		if (mention_says(line, start, joins[i]))
			return start + strlen(joins[i]);
	return off;
}

void
mentions_find_owner(struct mentions *out, size_t from, struct str line,
	size_t off)
{
	size_t at = skip_of(line, off), behind;

	if (at == off)
		return;
	for (size_t i = from; i < out->n; i++)
		if (mention_word_at(line, at, &behind))
			out->at[i].within = out->n;
		else
			out->at[i].elsewhere = names_another(line, at);
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

/* The word that ends before off: no blanks, no commas. */
static struct str
word_before(struct str line, size_t off)
{
	size_t end = off, from;

	while (end && (line.at[end - 1] == ' ' || (end == off - 1 &&
	       line.at[end - 1] == ',')))
		end--;
	for (from = end; from && !strchr(" ,;:([{*\"", line.at[from - 1]);)
		from--;
	return str_part(line, from, end - from);
}

static bool
is_acronym(struct str word)
{
	size_t n = 0;

	while (n < word.len && word.at[n] >= 'A' && word.at[n] <= 'Z')
		n++;
	return n == word.len && n >= ACRONYM &&
		core_row_of(word, true) == CORE_OTHER;
}

/* `decision 2/CP.17, paragraph 83`, `the TRIPS Article 45.2`. */
static bool
is_told_before(struct str line, size_t off)
{
	struct str word = word_before(line, off);
	bool comma = word.len && line.at[off - 1] == ' ' && off > 1 &&
		line.at[off - 2] == ',';

	if (!word.len || word.at + word.len > line.at + off)
		return false;
	if (is_digit(word.at[0]) && memchr(word.at, '/', word.len))
		return true;
	for (size_t i = 0; i < TEXTS; i++)
		if (mention_says(word, 0, texts[i]))
			return true;
	return !comma && is_acronym(word);
}

/* Nothing between two mentions but `, ` `and` `or`: they are told together. */
static bool
are_together(const struct mention *a, const struct mention *b,
	struct str line)
{
	static const char *const gaps[] = {
		",", "and", "or", ", and", ", or", "", "et", "ou", "y", "o",
	};
	size_t from = a->off + a->len;
	struct str gap = str_trim(str_part(line, from, b->off - from));

	for (size_t i = 0; b->off >= from && i < sizeof(gaps) / sizeof(*gaps);
	     i++)
		if (str_is(gap, gaps[i]))
			return true;
	return false;
}

/* What may stand in what: the paragraphs of an article, its options. */
static int
rank(enum mention_word word)
{
	static const int ranks[] = {
		[MENTION_ANNEX] = 1, [MENTION_SECTION] = 2,
		[MENTION_ARTICLE] = 3, [MENTION_PARAGRAPH] = 4,
		[MENTION_OP] = 4, [MENTION_OPTION] = 5,
	};

	return word <= MENTION_OP ? ranks[word] : 0;
}

/* `Article 5, paragraph 3`. */
static void
settle_within(struct mentions *all, size_t i, struct str line)
{
	struct mention *one = &all->at[i], *before = &all->at[i - 1];
	size_t from = before->off + before->len;

	if (one->within != MENTION_NONE || !rank(before->word) ||
	    rank(one->word) <= rank(before->word) ||
	    before->within == i || one->off < from)
		return;
	if (str_is(str_part(line, from, one->off - from), ", ") ||
	    str_is(str_part(line, from, one->off - from), " "))
		one->within = i - 1;
}

/* What stands in another text's article is another text's. */
static void
take_over(struct mentions *all, size_t i)
{
	struct mention *one = &all->at[i];

	if (one->within != MENTION_NONE)
		one->elsewhere |= all->at[one->within].elsewhere;
}

void
mentions_settle_owners(struct mentions *all, struct str line)
{
	for (size_t i = 0; i < all->n; i++) {
		struct mention *one = &all->at[i];

		if (!is_within(all, one->within))
			one->within = MENTION_NONE;
		one->elsewhere |= is_told_before(line, one->off);
		if (i) {
			settle_within(all, i, line);
			one->elsewhere |= all->at[i - 1].elsewhere &&
				are_together(&all->at[i - 1], one, line);
		}
	}
	for (size_t i = all->n; i-- > 1;)
		all->at[i - 1].elsewhere |= all->at[i].elsewhere &&
			are_together(&all->at[i - 1], &all->at[i], line);
	for (size_t i = all->n; i-- > 0;)
		take_over(all, i);
	for (size_t i = 0; i < all->n; i++)
		take_over(all, i);
}
