/*
 * Names for files that a person recognises: the number and the first words
 * that say something. ASCII only, so that they survive every file system; the
 * words are cut to 32 bytes, which leaves a path readable in a narrow listing.
 */
#include "file_name.h"

#include <stddef.h>

#include "adref/base/utf8.h"
#include "adref/text/number.h"
#include "adref/text/words.h"

enum { NAME_MAX_LEN = 32, NAME_WORDS = 3 };

/* English, French, Spanish; one letter alone is never a content word. */
static const char *const stop_words[] = {
	"a", "al", "all", "an", "and", "are", "as", "at", "au", "aux", "by",
	"con", "de", "del", "des", "du", "el", "en", "et", "for", "from", "in",
	"including", "into", "is", "its", "la", "las", "le", "les", "los",
	"of", "on", "or", "other", "para", "par", "por", "pour", "que", "sur",
	"that", "the", "their", "this", "through", "to", "un", "una", "une",
	"with", "y"
};

static const char *const reserved[] = {
	"aux", "con", "footnotes", "front", "nul", "order", "prn", "section"
};

static bool
is_one_of(struct str word, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (str_is(word, list[i]))
			return true;
	return false;
}

bool
file_name_is_reserved(struct str name)
{
	if (name.len == 4 && (str_starts(name, "com") ||
	    str_starts(name, "lpt")))
		return utf8_is_digit((unsigned char)name.at[3]);
	return is_one_of(name, reserved, sizeof(reserved) /
		sizeof(*reserved));
}

static bool
is_name_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* Letters beyond ASCII are left out of a word and do not end it. */
static bool
is_inside_word(char c)
{
	return is_name_char(c) || (unsigned char)c >= 0x80;
}

/* Append the next word of *rest in ASCII; false when nothing is left. */
static bool
next_word(struct buf *out, struct str *rest)
{
	size_t i = 0;

	while (i < rest->len && !is_inside_word(rest->at[i]))
		i++;
	if (i == rest->len)
		return false;
	for (; i < rest->len && is_inside_word(rest->at[i]); i++)
		if (is_name_char(rest->at[i]))
			buf_add_char(out, rest->at[i]);
	*rest = str_from(*rest, i);
	return true;
}

/* Append `-word`; false when there is no room. The first is cut instead. */
static bool
add_word(struct buf *out, struct str word, size_t from)
{
	bool first = out->len == from;

	if (out->len - from + !first + word.len > NAME_MAX_LEN && !first)
		return false;
	if (!first)
		buf_add_char(out, '-');
	buf_add_str(out, str_part(word, 0, NAME_MAX_LEN));
	return true;
}

static void
add_number(struct buf *out, struct str line, const struct number *number,
	size_t from)
{
	struct buf key = BUF_INIT, word = BUF_INIT;
	struct str rest;

	number_add_key(&key, line, number);
	rest = buf_str(&key);
	while (next_word(&word, &rest)) {
		add_word(out, buf_str(&word), from);
		buf_clear(&word);
	}
	buf_release(&key);
	buf_release(&word);
}

static void
add_words(struct buf *out, struct str text, size_t from)
{
	struct buf clean = BUF_INIT, bare = BUF_INIT, word = BUF_INIT;
	struct str rest;
	size_t n = 0;

	words_add_clean(&clean, text);
	utf8_add_bare(&bare, buf_str(&clean));
	rest = buf_str(&bare);
	while (n < NAME_WORDS && next_word(&word, &rest)) {
		if (word.len > 1 && !is_one_of(buf_str(&word), stop_words,
			sizeof(stop_words) / sizeof(*stop_words))) {
			if (!add_word(out, buf_str(&word), from))
				break;
			n++;
		}
		buf_clear(&word);
	}
	buf_release(&clean);
	buf_release(&bare);
	buf_release(&word);
}

void
file_name_add(struct buf *out, const struct node *section)
{
	struct buf text = BUF_INIT;
	struct number number;
	size_t from = out->len;

	if (number_read(&number, node_str(section))) {
		add_number(out, node_str(section), &number, from);
		number_add_rest(&text, node_str(section), &number);
	} else {
		buf_add_str(&text, node_str(section));
	}
	add_words(out, buf_str(&text), from);
	if (out->len == from)
		buf_add_text(out, node_id_is_none(&section->id) ? "text"
			: section->id.text);
	buf_release(&text);
}
