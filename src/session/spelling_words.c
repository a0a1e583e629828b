/*
 * Whether one word is spelt well. A dictionary of British English is asked,
 * and what the United Nations write otherwise is put right: organize, not
 * organise. What a dictionary cannot know is not doubted: abbreviations, words
 * with digits, other scripts.
 */
#include <string.h>

#include "adref/base/utf8.h"
#include "adref/text/suffix.h"
#include "spelling.h"

enum { WORD_LONGEST = 60, SUGGESTED = 4, Z_FROM = 7 };

/* Words of the trade that dictionaries lack. */
static const char trade[] = "intersessional subregional interregional "
	"multistakeholder multilateralism plenipotentiary plenipotentiaries "
	"operationalize operationalization operationalized modality modalities "
	"preambular subparagraph subparagraphs chapeau capacity-building "
	"workplan workplans rapporteur rapporteurs coordination cooperation "
	"co-chair co-chairs cofacilitator cofacilitators facilitators biennium "
	"sociocultural socioeconomic intergenerational extrabudgetary "
	"interministerial bis ter quater alt supra alia inaudita altera parte "
	"mutatis mutandis sui idem ratione materiae personae etc";

/* What may stand before a word that is known by itself. */
static const char *const prefixes[] = {
	"sub", "inter", "multi", "non", "co", "re", "pre", "un", "over",
	"trans", "counter", "micro",
};

/* Words that end so and never had a z, whatever a dictionary says. */
static const char *const with_s_only[] = {
	"expertise", "merchandise", "apprise", "franchise", "compromise",
	"enterprise", "supervise", "premise", "advertise", "exercise",
	"likewise", "otherwise", "comprise", "surprise",
};

/* In small letters, with the plain apostrophe. */
static void
add_plain(struct buf *out, struct str word)
{
	struct buf folded = BUF_INIT;

	utf8_add_folded(&folded, word);
	buf_add_str(out, buf_str(&folded));
	buf_release(&folded);
}

void
spelling_know(struct spelling *spelling, struct str text)
{
	static char known;
	struct tokens tokens = TOKENS_INIT;

	tokens_read(&tokens, text);
	for (size_t i = 0; i < tokens.n; i++) {
		struct buf plain = BUF_INIT;

		if (tokens.at[i].kind != TOKEN_WORD)
			continue;
		add_plain(&plain, str_part(text, tokens.at[i].off,
			tokens.at[i].len));
		map_put(&spelling->known, buf_str(&plain), &known);
		buf_release(&plain);
	}
	tokens_release(&tokens);
}

/* What no dictionary of English can tell. */
static bool
is_beyond(struct str word)
{
	size_t letters = 0, capitals = 0;

	for (size_t at = 0; at < word.len;) {
		uint32_t point = utf8_at(word, at, &at);

		if (utf8_is_digit(point) || point >= 0x250)
			return point != 0x2019 && point != 0x2010 &&
				point != 0x2011;
		letters += utf8_is_letter(point);
		capitals += utf8_is_upper(point);
	}
	return letters < 3 || capitals > 1;
}

/* Without the 's of possession. */
static struct str
bare_of(struct str word)
{
	if (str_ends(word, "'s"))
		return str_part(word, 0, word.len - 2);
	if (str_ends(word, "\u2019s"))
		return str_part(word, 0, word.len - 4);
	return word;
}

/* `organised` -> `organized`; false where there is no such ending. */
static bool
with_z(struct buf *out, struct str word)
{
	static const char *const endings[] = {
		"ise", "ises", "ised", "ising", "isation", "isations", "iser",
		"isers",
	};

	for (size_t i = 0; word.len >= Z_FROM &&
	     i < sizeof(endings) / sizeof(*endings); i++)
		if (str_ends(word, endings[i])) {
			size_t s = word.len - strlen(endings[i]) + 1;

			buf_add_str(out, str_part(word, 0, s));
			buf_add_char(out, 'z');
			buf_add_str(out, str_from(word, s + 1));
			return true;
		}
	return false;
}

static bool
has_s_only(struct str word)
{
	for (size_t i = 0; i < sizeof(with_s_only) / sizeof(*with_s_only);
	     i++) {
		size_t stem = strlen(with_s_only[i]) - 1;

		if (str_starts(word, with_s_only[i]) || (word.len > stem &&
		    strncmp(word.at, with_s_only[i], stem) == 0 &&
		    word.at[stem] == 'i'))
			return true;
	}
	return false;
}

/* Written with s where the dictionary has it with z too. */
static bool
wants_z(const struct spelling *spelling, struct str word, struct buf *z)
{
	return !has_s_only(word) && with_z(z, word) &&
		spell_knows(spelling->spell, buf_str(z));
}

/* Of a dictionary that has no -ize: the word with s is asked for. */
static bool
is_known_with_s(const struct spelling *spelling, struct str word)
{
	struct buf with_s = BUF_INIT;
	size_t z = str_find(word, 0, str_of("iz"));
	bool known = false;

	if (z < word.len && word.len >= Z_FROM) {
		buf_add_str(&with_s, word);
		with_s.data[z + 1] = 's';
		known = spell_knows(spelling->spell, buf_str(&with_s));
	}
	buf_release(&with_s);
	return known;
}

static bool
is_known_behind_prefix(const struct spelling *spelling, struct str word)
{
	for (size_t i = 0; i < sizeof(prefixes) / sizeof(*prefixes); i++) {
		size_t len = strlen(prefixes[i]);

		if (word.len >= len + 4 && str_starts(word, prefixes[i]) &&
		    spell_knows(spelling->spell, str_from(word, len)))
			return true;
	}
	return false;
}

/* Each part between hyphens by itself. */
static bool
are_parts_known(const struct spelling *spelling, struct str plain)
{
	size_t hyphen = str_find(plain, 0, str_of("-"));

	while (hyphen < plain.len) {
		if (!spelling_knows(spelling, str_part(plain, 0, hyphen)))
			return false;
		plain = str_from(plain, hyphen + 1);
		hyphen = str_find(plain, 0, str_of("-"));
	}
	return spelling_knows(spelling, plain);
}

static bool
is_known(const struct spelling *spelling, struct str word, struct str plain)
{
	struct buf z = BUF_INIT;
	bool known;

	if (map_get(&spelling->known, plain))
		return true;
	if (wants_z(spelling, plain, &z))
		known = utf8_is_upper(utf8_at(word, 0, NULL));
	else
		known = spell_knows(spelling->spell, plain) ||
			spell_knows(spelling->spell, word) ||
			is_known_with_s(spelling, plain) ||
			is_known_behind_prefix(spelling, plain) ||
			(memchr(plain.at, '-', plain.len) &&
			are_parts_known(spelling, plain));
	buf_release(&z);
	return known;
}

bool
spelling_knows(const struct spelling *spelling, struct str word)
{
	struct buf plain = BUF_INIT;
	bool known;

	if (!word.len || word.len > WORD_LONGEST || is_beyond(word))
		return true;
	word = bare_of(word);
	add_plain(&plain, word);
	known = !plain.len || is_known(spelling, word, buf_str(&plain));
	buf_release(&plain);
	return known;
}

void
spelling_suggest(const struct spelling *spelling, struct str word,
	struct buf *out)
{
	struct buf plain = BUF_INIT, z = BUF_INIT;

	add_plain(&plain, word);
	if (plain.len && wants_z(spelling, buf_str(&plain), &z))
		buf_add_str(out, buf_str(&z));
	else
		spell_suggest(spelling->spell, buf_str(&plain), SUGGESTED,
			out);
	buf_release(&plain);
	buf_release(&z);
}

void
spelling_know_trade(struct spelling *spelling)
{
	spelling_know(spelling, str_of(trade));
}
