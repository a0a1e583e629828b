/*
 * What the sentences of a letter add: that the consultations of 15 June are
 * held virtually, that a meeting which is in no table is held at all; and in
 * whose time.
 */
#include <ctype.h>

#include "adref/base/mem.h"
#include "adref/base/zone.h"
#include "import_meetings.h"

enum { LETTERHEAD = 40 };	/* blocks at most */

/* A day in a sentence: the meeting then, or one that is only announced here. */
static void
read_day_in(struct seeking *seeking, struct str sentence, struct when *when)
{
	struct found_meeting *found = NULL;
	size_t on_day = 0;

	if (!seeking_is_sound(seeking, when))
		return;
	for (size_t i = 0; i < seeking->n; i++)
		if (seeking->at[i].when.month == when->month &&
		    seeking->at[i].when.day == when->day &&
		    seeking->at[i].when.year == when->year) {
			found = &seeking->at[i];
			on_day++;
		}
	if (when->from != WHEN_OPEN && words_are_of_meeting(sentence))
		found = seeking_take(seeking, when);
	else if (on_day != 1)
		return;
	found_read_prose(found, sentence);
	if (!found->at[MEETING_ABOUT] && when->from != WHEN_OPEN)
		found_set(found, MEETING_KIND, words_find(sentence, 0,
			"informal") < sentence.len ? str_of("open informal")
			: str_of(""));
}

static void
read_sentence(struct seeking *seeking, struct str sentence)
{
	for (size_t at = 0; at < sentence.len;) {
		struct when when = WHEN_INIT;
		size_t len = !at || !isalnum((unsigned char)
			sentence.at[at - 1]) ? when_read(&when,
			str_from(sentence, at)) : 0;

		if (len)
			read_day_in(seeking, sentence, &when);
		at += len ? len : 1;
	}
}

/* The sentences of the letter itself. A full stop ends one before a capital. */
static void
read_block(struct seeking *seeking, struct str text)
{
	struct buf bare = BUF_INIT;
	size_t from = 0;

	seeking_add_bare(&bare, text);
	text = buf_str(&bare);
	for (size_t i = 0; i + 2 < text.len; i++)
		if (text.at[i] == '.' && text.at[i + 1] == ' ' &&
		    isupper((unsigned char)text.at[i + 2])) {
			read_sentence(seeking, str_part(text, from,
				i - from));
			from = i + 2;
		}
	read_sentence(seeking, str_from(text, from));
	buf_release(&bare);
}

/* The blocks before `Excellency,`. */
static size_t
letterhead(const struct letter *letter)
{
	static const char *const words[] = {
		"excellency", "excellencies", "dear", "madam", "sir"
	};

	for (size_t i = 0; i < letter->parts[0].end && i < LETTERHEAD; i++)
		for (size_t k = 0; k < sizeof(words) / sizeof(*words); k++)
			if (import_starts_word(blocks_text(&letter->blocks,
				i), words[k]))
				return i;
	return 0;
}

/* Whether the place in a text is where the letter comes from, or where it says
 * that one meets. */
static bool
is_of_place(const struct seeking *seeking, size_t i)
{
	struct str text = blocks_text(&seeking->letter->blocks, i);

	return i < letterhead(seeking->letter) ||
		words_find(text, 0, "convened in") < text.len ||
		words_find(text, 0, "be convened") < text.len ||
		words_find(text, 0, "be held in") < text.len;
}

/* The first place counts: a letter begins with where it is sent from. */
static void
find_zone(struct seeking *seeking)
{
	const struct letter *letter = seeking->letter;
	const char *zone = NULL;

	for (size_t i = 0; i < letter->parts[0].end && !zone; i++)
		if (is_of_place(seeking, i))
			zone = zone_of_place(blocks_text(&letter->blocks, i));
	if (zone && zone_is(str_of(zone)))
		letter->job->out->zone = mem_text(zone);
}

void
seeking_read_prose(struct seeking *seeking)
{
	const struct letter *letter = seeking->letter;

	for (size_t i = 0; i < letter->parts[0].end; i++)
		if (letter->blocks.at[i].kind != BLOCK_ROW) {
			seeking->line = letter->blocks.at[i].line;
			read_block(seeking, blocks_text(&letter->blocks, i));
		}
	if (seeking->n)
		find_zone(seeking);
}
