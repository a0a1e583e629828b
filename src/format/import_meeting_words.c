/*
 * What the words of a timetable say of a meeting: `Hybrid (in-person in CR 1)`,
 * `(English only)`, `items B and C`, `facilitated by Belgium`. What is
 * understood as a field leaves the words; the rest is what it is about.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/doc/party.h"
#include "import_meetings.h"

void
found_release(struct found_meeting *found)
{
	for (int i = 0; i < MEETING_FIELDS; i++) {
		free(found->at[i]);
		found->at[i] = NULL;
	}
}

void
found_set(struct found_meeting *found, enum meeting_field field,
	struct str value)
{
	struct buf kept = BUF_INIT;
	struct err ignored = ERR_INIT;

	value = str_trim(value);
	if (!found->at[field] && value.len &&
	    meeting_add_value(&kept, field, value, &ignored) == 0 && kept.len)
		found->at[field] = buf_take(&kept);
	buf_release(&kept);
}

size_t
words_find(struct str text, size_t off, const char *words)
{
	size_t len = strlen(words);

	for (; off + len <= text.len; off++)
		if ((!off || !isalnum((unsigned char)text.at[off - 1])) &&
		    str_is_any_case(str_part(text, off, len), words) &&
		    (off + len == text.len ||
		     !isalnum((unsigned char)text.at[off + len])))
			return off;
	return text.len;
}

static bool
has(struct str text, const char *words)
{
	return words_find(text, 0, words) < text.len;
}

/* Words and what they say; the first that is there counts. */
struct saying {
	const char *words, *says;
};

static bool
set_by(struct found_meeting *found, enum meeting_field field, struct str text,
	const struct saying *sayings)
{
	for (; sayings->words; sayings++)
		if (has(text, sayings->words)) {
			found_set(found, field, str_of(sayings->says));
			return true;
		}
	return false;
}

static const struct saying forms[] = {
	{ "hybrid", "hybrid" }, { "virtual only", "virtual" },
	{ "virtual", "virtual" }, { "virtually", "virtual" },
	{ "online", "virtual" }, { "via video", "virtual" },
	{ "in-person", "in person" }, { "in person", "in person" },
	{ NULL, NULL }
};
static const struct saying kinds[] = {
	{ "informal-informal", "informal-informal" },
	{ "informal-informals", "informal-informal" },
	{ "bureau meeting", "Bureau" }, { "meeting of the bureau", "Bureau" },
	{ "informal", "open informal" }, { "informals", "open informal" },
	{ "plenary", "plenary" }, { "opening", "plenary" },
	{ "closing", "plenary" }, { "formal", "plenary" },
	{ NULL, NULL }
};

/* Take [from, to) out of words, with what stood between it and the rest. */
static void
cut(struct buf *words, size_t from, size_t to)
{
	while (from && strchr(" ,;", words->data[from - 1]))
		from--;
	while (to < words->len && from == 0 && strchr(" ,;:.-", words->data[to]))
		to++;
	buf_splice(words, from, to - from, str_of(""));
}

/* A form at the beginning: `Virtual only`, `Hybrid`; off it goes. */
static void
take_form(struct found_meeting *found, struct buf *words)
{
	struct str text = buf_str(words);

	for (const struct saying *at = forms; at->words; at++)
		if (words_find(text, 0, at->words) == 0) {
			found_set(found, MEETING_FORM, str_of(at->says));
			cut(words, 0, strlen(at->words));
			return;
		}
}

/* Behind the form in parentheses, where it is held. */
static void
take_place(struct found_meeting *found, struct buf *words)
{
	struct str text = buf_str(words), place;
	size_t end = str_find(text, 0, str_of(")"));

	if (!found->at[MEETING_FORM] || !str_starts(text, "(") ||
	    end == text.len)
		return;
	place = str_part(text, 1, end - 1);
	if (words_find(place, 0, "in-person in") == 0 ||
	    words_find(place, 0, "in person in") == 0)
		place = str_from(place, 12);
	found_set(found, MEETING_PLACE, place);
	cut(words, 0, end + 1);
}

static bool
are_languages(struct str text)
{
	static const char *const names[] = {
		"Arabic", "Chinese", "English", "French", "Russian",
		"Spanish", "Portuguese", "and", "&"
	};
	struct str word;
	bool are = false;

	while (str_word(&text, &word)) {
		size_t i = 0;

		while (word.len && word.at[word.len - 1] == ',')
			word.len--;
		while (i < sizeof(names) / sizeof(*names) &&
		       !str_is_any_case(word, names[i]))
			i++;
		if (i == sizeof(names) / sizeof(*names))
			return false;
		are = true;
	}
	return are;
}

/* `(English only)`. */
static void
take_languages(struct found_meeting *found, struct buf *words)
{
	struct str text = buf_str(words);
	size_t only = str_find(text, 0, str_of(" only)")), from = only;

	while (from && from < text.len && text.at[from - 1] != '(')
		from--;
	if (!from || only == text.len ||
	    !are_languages(str_part(text, from, only - from)))
		return;
	found_set(found, MEETING_LANGUAGES, str_part(text, from,
		only - from));
	cut(words, from - 1, only + 6);
}

/* The address of an item at text's beginning: `A`, `B.3`, `2`; its bytes. */
static size_t
item_at(struct str text)
{
	size_t n = 0;

	if (text.len && isupper((unsigned char)text.at[0]))
		n = 1;
	while (!n && n < text.len && isdigit((unsigned char)text.at[n]))
		n++;
	while (n && n + 1 < text.len && text.at[n] == '.' &&
	       isdigit((unsigned char)text.at[n + 1]))
		for (n++; n < text.len && isdigit((unsigned char)text.at[n]);)
			n++;
	return n && (n == text.len || !isalnum((unsigned char)text.at[n]))
		? n : 0;
}

/* What stands between two items: `, `, ` and `, ` and item `, ` to `. */
static size_t
between_items(struct str text, bool *range)
{
	static const char *const words[] = {
		", and item ", " and item ", ", item ", ", and ", " and ",
		", ", " & ", " to "
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (str_is_any_case(str_part(text, 0, strlen(words[i])),
			words[i])) {
			*range = strcmp(words[i], " to ") == 0;
			return strlen(words[i]);
		}
	return 0;
}

/* `A to D` are four. */
static void
add_range(struct buf *items, char last, char to)
{
	while (last && last < to - 1)
		buf_add_format(items, ", %c", ++last);
}

/* The items that text begins with; their bytes. */
static size_t
add_items_at(struct buf *items, struct str text)
{
	struct str rest = text;
	bool range = false;
	char last = '\0';
	size_t len, end = 0;

	while ((len = item_at(rest))) {
		if (range && len == 1)
			add_range(items, last, rest.at[0]);
		buf_add_text(items, items->len ? ", " : "");
		buf_add_str(items, str_part(rest, 0, len));
		last = len == 1 ? rest.at[0] : '\0';
		rest = str_from(rest, len);
		end = text.len - rest.len;
		rest = str_from(rest, between_items(rest, &range));
	}
	return end;
}

/* `item A`, `items B and C`, wherever it is said. */
static void
see_items(struct found_meeting *found, struct str text)
{
	struct buf items = BUF_INIT;
	size_t off = 0;

	while (off < text.len) {
		size_t one = words_find(text, off, "item");
		size_t many = words_find(text, off, "items");
		size_t at = one < many ? one : many;

		off = at + (many < one ? 6 : 5);
		off += add_items_at(&items, str_from(text, off));
	}
	found_set(found, MEETING_ITEMS, buf_str(&items));
	buf_release(&items);
}

/* Where a name ends: at a comma, a semicolon, a parenthesis, a full stop
 * behind a word. */
static size_t
name_end(struct str text)
{
	size_t n = 0;

	while (n < text.len && !strchr(",;()", text.at[n]) &&
	       !(text.at[n] == '.' && n > 2 && (n + 1 == text.len ||
		text.at[n + 1] == ' ') && islower((unsigned char)
		text.at[n - 1]) && islower((unsigned char)text.at[n - 2])))
		n++;
	return n;
}

/* `J. Peeters (Belgium)` is Belgium's J. Peeters. */
static size_t
add_name(struct buf *out, struct str text)
{
	size_t n = name_end(text), end = str_find(text, n, str_of(")"));
	struct str name = str_trim(str_part(text, 0, n));
	struct str party = str_part(text, n + 1, end - n - 1);

	if (n < text.len && text.at[n] == '(' && end < text.len &&
	    party_code_of(str_trim(party))) {
		buf_add_str(out, str_trim(party));
		buf_add_text(out, ", ");
		n = end + 1;
	}
	buf_add_str(out, name);
	return n;
}

static void
take_who(struct found_meeting *found, struct buf *words, const char *verb,
	enum meeting_field field)
{
	struct str text = buf_str(words);
	size_t at = words_find(text, 0, verb), from = at + strlen(verb);
	struct buf name = BUF_INIT;
	size_t len;

	if (at == text.len || from >= text.len)
		return;
	len = add_name(&name, str_from(text, from));
	found_set(found, field, buf_str(&name));
	if (at > 3 && str_ends(str_part(text, 0, at), "co-"))
		at -= 3;
	cut(words, at, from + len);
	buf_release(&name);
}

/* Whether words say nothing but the items: `Items A and B`. */
static bool
are_items(const struct found_meeting *found, struct str words)
{
	static char nothing[1] = "";
	struct buf items = BUF_INIT;
	struct meeting meeting;
	bool are;

	for (int i = 0; i < MEETING_FIELDS; i++)
		meeting.at[i] = found->at[i] ? found->at[i] : nothing;
	meeting_add_items(&items, &meeting);
	are = str_is_any_case(words, buf_text(&items));
	buf_release(&items);
	return are;
}

void
found_read(struct found_meeting *found, struct str text)
{
	struct buf words = BUF_INIT;

	buf_add_str(&words, str_trim(text));
	take_form(found, &words);
	take_place(found, &words);
	take_languages(found, &words);
	set_by(found, MEETING_FORM, buf_str(&words), forms);
	set_by(found, MEETING_KIND, buf_str(&words), kinds);
	see_items(found, buf_str(&words));
	take_who(found, &words, "facilitated by", MEETING_FACILITATOR);
	take_who(found, &words, "chaired by", MEETING_CHAIR);
	if (!are_items(found, buf_str(&words)))
		found_set(found, MEETING_ABOUT, buf_str(&words));
	buf_release(&words);
}

void
found_read_prose(struct found_meeting *found, struct str text)
{
	size_t via = words_find(text, 0, "via"), end;
	struct str over;

	set_by(found, MEETING_FORM, text, forms);
	if (via == text.len || !found->at[MEETING_FORM])
		return;
	over = str_trim(str_from(text, via + 3));
	end = words_find(over, 0, "on");
	over = str_part(over, 0, end);
	over = str_part(over, 0, str_find(over, 0, str_of(",")));
	if (over.len && isupper((unsigned char)over.at[0]) && over.len < 40)
		found_set(found, MEETING_PLACE, over);
}
