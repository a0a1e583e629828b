/*
 * Filtering a list: the rows that hold all words of the filter, wherever they
 * stand in them, case and accents not minded; in a list of proposals `party:
 * ger fate: open` looks for each in its field. What a row is found by is kept
 * with it, so that the next letter costs little.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "filter_words.h"

static void
add_bare(struct buf *out, const struct list *list, size_t row)
{
	const struct list_row *at = &list->at[row];

	utf8_add_bare(out, str_of(list_text(list, row)));
	if (at->beside) {
		buf_add_char(out, ' ');
		utf8_add_bare(out, str_of(at->beside));
	}
	if (at->command) {
		buf_add_char(out, ' ');
		buf_add_text(out, at->command);
	}
	if (at->also) {
		buf_add_char(out, ' ');
		utf8_add_bare(out, str_of(at->also));
	}
	listed_add_also(out, list, row);
}

static bool
is_of_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
		(unsigned char)c >= 0x80;
}

static bool
begins_word(struct str text, size_t off)
{
	return !off || !is_of_word(text.at[off - 1]);
}

/* Whether a word stands in text; at the beginning of a word, too. */
static bool
holds(struct str text, struct str word, bool *begins)
{
	size_t off = str_find(text, 0, word);

	*begins = false;
	if (off == text.len)
		return false;
	for (; off < text.len && !*begins; off = str_find(text, off + 1,
	     word))
		*begins = begins_word(text, off);
	return true;
}

/*
 * Whether the field of an address and headings has a word: the address by its
 * beginning, `a.1` of A.1.3 and not of A.10; a heading by a word's.
 */
static bool
is_section(struct str field, struct str word)
{
	bool address = word.len == 1, begins;

	for (size_t i = 0; i < word.len; i++)
		address |= word.at[i] >= '0' && word.at[i] <= '9';
	if (!address)
		return holds(field, word, &begins) && begins;
	return str_same(str_part(field, 0, word.len), word) &&
		(field.len == word.len || word.at[word.len - 1] == '.' ||
		!is_of_word(field.at[word.len]));
}

static bool
holds_in(struct str bare, int field, struct str word, bool *begins)
{
	char mark = (char)field, next = (char)(field + 1);
	size_t from = str_find(bare, 0, str_make(&mark, 1));
	struct str part = str_from(bare, from + 1);

	part = str_part(part, 0, str_find(part, 0, str_make(&next, 1)));
	*begins = true;
	return field == FIELD_SECTION ? is_section(part, word)
		: holds(part, word, begins) && (*begins ||
		field == FIELD_WORDS);
}

enum match { MATCH_NONE, MATCH_WITHIN, MATCH_WORDS };

/* `party: united st fate:open`: what stands behind a name, and until the next
 * one, is looked for in that field. */
static enum match
match(const struct list *list, struct str bare, struct str wanted)
{
	enum match best = MATCH_WORDS;
	struct str word;
	bool begins;
	int field = 0;

	while (str_word(&wanted, &word)) {
		size_t colon = str_find(word, 0, str_of(":"));
		int named = list->listed && colon < word.len
			? listed_field_of(str_part(word, 0, colon)) : 0;

		if (named) {
			field = named;
			word = str_from(word, colon + 1);
		}
		if (!word.len)
			continue;
		if (field ? !holds_in(bare, field, word, &begins)
			: !holds(bare, word, &begins))
			return MATCH_NONE;
		if (!begins)
			best = MATCH_WITHIN;
	}
	return best;
}

static void
add_wanted(struct buf *out, const struct list *list)
{
	struct buf plain = BUF_INIT;

	filter_add_plain(&plain, list);
	utf8_add_bare(out, buf_str(&plain));
	buf_release(&plain);
}

bool
list_shows(const struct list *list, size_t row)
{
	return !list->filtered || !list->at[row].hidden;
}

/* Of headings only those stay that say what a row that stays is about. */
static void
hide_headings(struct list *list)
{
	for (size_t i = list->n; i-- > 0;) {
		struct list_row *row = &list->at[i];

		if (row->heading)
			row->hidden = !row->leads || i + 1 == list->n ||
				list->at[i + 1].hidden;
	}
}

/* Hides what does not match. Returns the row for the cursor: its own when that
 * matches as well as any, else the first that matches best. */
static size_t
hide_others(struct list *list, struct str wanted)
{
	enum match best = MATCH_NONE;
	size_t found = list->cursor;

	for (size_t i = 0; i < list->n; i++) {
		struct list_row *row = &list->at[i];
		enum match how;

		if (row->heading)
			continue;
		if (!row->bare) {
			struct buf bare = BUF_INIT;

			add_bare(&bare, list, i);
			row->bare = buf_take(&bare);
		}
		how = match(list, str_of(row->bare), wanted);
		row->hidden = how == MATCH_NONE;
		if (how > best || (how == best && how && i == list->cursor)) {
			best = how;
			found = i;
		}
	}
	hide_headings(list);
	return found;
}

void
list_filter_again(struct list *list)
{
	struct buf wanted = BUF_INIT;

	add_wanted(&wanted, list);
	list->filtered = wanted.len > 0 && !list->past;
	if (list->filtered)
		list->cursor = hide_others(list, buf_str(&wanted));
	buf_release(&wanted);
}

void
list_filter(struct session *session, struct str words)
{
	struct list *list = session->list;

	buf_clear(&list->filter);
	buf_add_str(&list->filter, words);
	compare_filter(session);
	past_filter(session);
	list_filter_again(list);
	list_settle(session);
}
