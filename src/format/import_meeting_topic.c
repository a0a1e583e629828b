/*
 * Two guesses that a person can check: which item a meeting with a facilitator
 * is on, when its words name a heading's subject, and which time zone the place
 * has that a letter is sent from.
 */
#include <ctype.h>
#include <string.h>

#include "adref/base/utf8.h"
#include "adref/doc/address.h"
#include "adref/text/words.h"
#include "import_meetings.h"

enum { WORD_LEAST = 5, STEM_LESS = 3, STEM_LEAST = 4 };

/* Words that could be about anything. */
static bool
is_common(struct str word)
{
	static const char *const common[] = {
		"draft", "issues", "items", "other", "remaining", "continued",
		"outcome", "document", "agenda", "matters", "meeting",
		"consultations", "informal", "about", "including", "their"
	};

	for (size_t i = 0; i < sizeof(common) / sizeof(*common); i++)
		if (str_is_any_case(word, common[i]))
			return true;
	return word.len < WORD_LEAST;
}

/* Whether a word of heading begins as this one does: `technology` for
 * `technologies`. */
static bool
has_stem(struct str heading, struct str word)
{
	size_t len = word.len > STEM_LESS + STEM_LEAST
		? word.len - STEM_LESS : word.len;
	struct str stem = str_part(word, 0, len);
	size_t at = str_find(heading, 0, stem);

	while (at < heading.len) {
		if (!at || !isalnum((unsigned char)heading.at[at - 1]))
			return true;
		at = str_find(heading, at + 1, stem);
	}
	return false;
}

/* Whether heading has all the words of the topic; *n: how many those are. */
static bool
has_topic(const struct node *node, struct str topic, size_t *n)
{
	struct buf plain = BUF_INIT, heading = BUF_INIT;
	struct str word;
	bool has = true;

	*n = 0;
	words_add_clean(&plain, node_str(node));
	utf8_add_bare(&heading, buf_str(&plain));
	while (has && str_word(&topic, &word)) {
		while (word.len && !isalnum((unsigned char)
		       word.at[word.len - 1]))
			word.len--;
		if (is_common(word))
			continue;
		has = has_stem(buf_str(&heading), word);
		(*n)++;
	}
	buf_release(&plain);
	buf_release(&heading);
	return has && *n;
}

/* The deepest heading with the topic; NULL when two are, side by side. */
static const struct node *
find_heading(const struct doc *doc, struct str topic)
{
	const struct node *found = NULL;
	size_t n;

	for (const struct node *at = doc_first(doc); at; at = node_next(at)) {
		if (at->kind != NODE_SECTION || !has_topic(at, topic, &n))
			continue;
		if (found && !node_is_under(at, found))
			return NULL;
		found = at;
	}
	return found;
}

bool
found_topic(struct found_meeting *found, const struct doc *doc,
	struct buf *words)
{
	struct str about = str_of(found->at[MEETING_ABOUT]);
	size_t on = words_find(about, 0, "on");
	struct buf topic = BUF_INIT, address = BUF_INIT;
	const struct node *heading = NULL;

	if (found->at[MEETING_FACILITATOR] && !found->at[MEETING_ITEMS] &&
	    on < about.len) {
		buf_add_str(words, str_trim(str_from(about, on + 2)));
		utf8_add_bare(&topic, buf_str(words));
		heading = find_heading(doc, buf_str(&topic));
	}
	if (heading) {
		address_add(&address, heading);
		found_set(found, MEETING_ITEMS, buf_str(&address));
	}
	buf_release(&topic);
	buf_release(&address);
	return found->at[MEETING_ITEMS] && heading;
}

const char *
zone_of_place(struct str text)
{
	static const struct {
		const char *place, *zone;
	} places[] = {
		{ "New York", "America/New_York" },
		{ "Geneva", "Europe/Zurich" }, { "Vienna", "Europe/Vienna" },
		{ "Nairobi", "Africa/Nairobi" },
		{ "Addis Ababa", "Africa/Addis_Ababa" },
		{ "Bangkok", "Asia/Bangkok" }, { "Beirut", "Asia/Beirut" },
		{ "Bonn", "Europe/Berlin" },
		{ "Montreal", "America/Toronto" },
		{ "Paris", "Europe/Paris" }, { "Rome", "Europe/Rome" },
		{ "The Hague", "Europe/Amsterdam" },
		{ "Washington", "America/New_York" },
	};

	for (size_t i = 0; i < sizeof(places) / sizeof(*places); i++)
		if (words_find(text, 0, places[i].place) < text.len)
			return places[i].zone;
	return NULL;
}
