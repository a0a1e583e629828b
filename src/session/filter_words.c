/*
 * The words of a filter that say what they are about: `party: india section:
 * a.1`. Those before the first of them are looked for in the rows. Which keys
 * there are depends on the list; what they mean is the list's to know.
 */
#include "filter_words.h"

#include <string.h>

/* The key that a word begins with, a colon behind it; NULL: none. */
static const struct filter_key *
filter_key_of(struct str word, const struct filter_key *keys)
{
	for (; keys && keys->name; keys++) {
		size_t len = strlen(keys->name);

		if (word.len > len && str_starts(word, keys->name) &&
		    word.at[len] == ':')
			return keys;
	}
	return NULL;
}

/* The word at or behind *off, and *off behind it; empty at the end. */
static struct str
word_at(struct str filter, size_t *off)
{
	size_t from;

	while (*off < filter.len && filter.at[*off] == ' ')
		++*off;
	for (from = *off; *off < filter.len && filter.at[*off] != ' ';)
		++*off;
	return str_part(filter, from, *off - from);
}

/* Where the next key begins at or behind off; the end when there is none. */
static size_t
next_key(struct str filter, size_t off, const struct filter_key *keys)
{
	struct str word;

	do {
		word = word_at(filter, &off);
	} while (word.len && !filter_key_of(word, keys));
	return word.len ? off - word.len : filter.len;
}

bool
filter_next(struct str filter, size_t *off, const struct filter_key *keys,
	struct filter_word *out)
{
	size_t at = *off, end;
	struct str word = word_at(filter, &at);

	if (!word.len)
		return false;
	out->off = at - word.len;
	out->key = filter_key_of(word, keys);
	out->value_off = out->key ? out->off + strlen(out->key->name) + 1
		: out->off;
	end = next_key(filter, out->key ? at : out->off, keys);
	out->value = str_trim(str_part(filter, out->value_off,
		end - out->value_off));
	*off = end;
	return true;
}

void
filter_add_plain(struct buf *out, const struct list *list)
{
	struct str filter = buf_str(&list->filter);
	const struct filter_key *keys = filter_keys(list->kind);
	struct filter_word word;
	size_t off = 0;

	if (!keys)
		buf_add_str(out, filter);
	else if (filter_next(filter, &off, keys, &word) && !word.key)
		buf_add_str(out, word.value);
}

bool
filter_find(const struct list *list, const char *key, struct str *value)
{
	const struct filter_key *keys = filter_keys(list->kind);
	struct filter_word word;
	size_t off = 0;

	while (filter_next(buf_str(&list->filter), &off, keys, &word))
		if (word.key && strcmp(word.key->name, key) == 0 &&
		    word.value.len) {
			*value = word.value;
			return true;
		}
	return false;
}
