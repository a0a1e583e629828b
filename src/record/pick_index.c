/*
 * What the index can answer: every word it has is asked once, and a change is
 * then a few looks into tables.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "adref/doc/meeting.h"
#include "adref/doc/party.h"
#include "pick_inside.h"

/* How many words the index has: their numbers are below it. */
static size_t
count_words(const struct index *index)
{
	size_t most = 0;

	for (size_t i = 0; i < index_n(index); i++) {
		struct index_revision at;
		unsigned numbers[5];

		index_at(index, i, &at);
		numbers[0] = at.author;
		numbers[1] = at.party;
		numbers[2] = at.meeting;
		numbers[3] = at.act;
		numbers[4] = at.committer;
		for (size_t k = 0; k < 5; k++)
			if (numbers[k] > most)
				most = numbers[k];
	}
	return most + 1;
}

static bool
has(struct str text, const char *what)
{
	return str_find(text, 0, str_of(what)) < text.len;
}

/* What a word is found by: itself, a party's names, a meeting as it is said. */
static void
add_found_by(struct buf *out, const char *word)
{
	const struct party *party = party_by_code(str_of(word));
	struct buf text = BUF_INIT;
	struct when when;

	buf_add_text(&text, word);
	if (party)
		buf_add_format(&text, " %s %s %s", party->room, party->name,
			party->aliases);
	if (meeting_key_when(str_of(word), &when)) {
		buf_add_char(&text, ' ');
		meeting_add_key_when(&text, word);
	}
	utf8_add_bare(out, buf_str(&text));
	buf_release(&text);
}

unsigned
pick_words_in(const struct pick_words *words, struct str text)
{
	unsigned found = 0;

	for (size_t i = 0; i < words->wanted_n; i++)
		if (has(text, words->wanted[i]))
			found |= 1u << i;
	return found;
}

static void
read_wanted(struct pick_words *words, const char *said)
{
	struct buf bare = BUF_INIT;
	struct str rest, word;

	utf8_add_bare(&bare, str_of(said));
	rest = buf_str(&bare);
	while (words->wanted_n < WANTED_MAX && str_word(&rest, &word))
		words->wanted[words->wanted_n++] = mem_text_len(word.at,
			word.len);
	buf_release(&bare);
}

/* `bracket` of bracket-add; several words are all wanted. */
static bool
has_all(struct str text, const char *said)
{
	struct buf bare = BUF_INIT;
	struct str rest, word;
	bool all = true;

	utf8_add_bare(&bare, str_of(said));
	rest = buf_str(&bare);
	while (all && str_word(&rest, &word))
		all = str_find(text, 0, word) < text.len;
	buf_release(&bare);
	return all;
}

static bool
is_hands(const struct pick *pick, const struct pick_wish *wish,
	const char *word, struct str bare)
{
	bool mine = strcmp(word, record_committer(pick->record)) == 0;

	return (wish->hands == HANDS_ANY ||
		mine == (wish->hands == HANDS_MINE)) &&
		(!wish->by || has_all(bare, wish->by));
}

/* The key's own, or all of a day's meetings. */
static bool
is_meeting(const char *word, const char *key)
{
	size_t len = strlen(key);

	return strncmp(word, key, len) == 0 &&
		(!word[len] || word[len] == 'T');
}

static bool *
table(const struct pick_words *words, bool asked)
{
	return asked ? mem_new(words->n + 1, sizeof(bool)) : NULL;
}

static void
read_word(struct pick *pick, const struct pick_wish *wish, unsigned number)
{
	struct pick_words *words = &pick->words;
	const char *word = index_word(pick->index, number);
	struct buf bare = BUF_INIT;

	add_found_by(&bare, word);
	words->has[number] = pick_words_in(words, buf_str(&bare));
	if (words->party)
		words->party[number] = strcmp(*word ? word : "CHAIR",
			wish->party) == 0;
	if (words->meeting)
		words->meeting[number] = is_meeting(word, wish->meeting);
	if (words->act)
		words->act[number] = *word && has_all(buf_str(&bare),
			wish->act);
	if (words->hands)
		words->hands[number] = is_hands(pick, wish, word,
			buf_str(&bare));
	buf_release(&bare);
}

void
pick_words_read(struct pick *pick, const struct pick_wish *wish)
{
	struct pick_words *words = &pick->words;

	read_wanted(words, wish->words ? wish->words : "");
	if (!wish->party && !wish->meeting && !wish->act && !wish->by &&
	    wish->hands == HANDS_ANY && !words->wanted_n)
		return;
	words->n = count_words(pick->index);
	words->party = table(words, wish->party);
	words->meeting = table(words, wish->meeting);
	words->act = table(words, wish->act);
	words->hands = table(words, wish->by || wish->hands != HANDS_ANY);
	words->has = mem_new(words->n + 1, sizeof(*words->has));
	for (unsigned i = 0; i < words->n; i++)
		read_word(pick, wish, i);
}

void
pick_words_release(struct pick_words *words)
{
	for (size_t i = 0; i < words->wanted_n; i++)
		free(words->wanted[i]);
	free(words->party);
	free(words->meeting);
	free(words->act);
	free(words->hands);
	free(words->has);
}

/* For whom it was when that was corrected; NULL: as it is in the index. */
static const struct voice *
corrected(struct pick *pick, const struct index_revision *revision)
{
	char act_id[2 * INDEX_ACT_ID + 1];

	if (revision->plain)
		return NULL;
	for (size_t i = 0; i < INDEX_ACT_ID; i++)
		snprintf(act_id + 2 * i, 3, "%02x", revision->act_id[i]);
	return corrected_voice(pick->record, act_id);
}

static bool
is_party(struct pick *pick, const struct index_revision *revision,
	const struct voice *voice)
{
	if (!pick->party)
		return true;
	if (revision->plain)
		return false;
	return voice ? strcmp(*voice->party ? voice->party : "CHAIR",
		pick->party) == 0 : pick->words.party[revision->party];
}

/* `14` of D1+14 is a word of it, too. */
static unsigned
words_in_name(struct pick *pick, size_t at)
{
	struct buf name = BUF_INIT, bare = BUF_INIT;
	unsigned found;

	change_names_add(&name, &pick->names, at);
	utf8_add_bare(&bare, buf_str(&name));
	found = pick_words_in(&pick->words, buf_str(&bare));
	buf_release(&name);
	buf_release(&bare);
	return found;
}

static unsigned
words_of(struct pick *pick, size_t at,
	const struct index_revision *revision, const struct voice *voice)
{
	const unsigned *has = pick->words.has;
	unsigned found = has[revision->meeting] | has[revision->act] |
		has[revision->committer];
	struct buf bare = BUF_INIT;

	if (voice) {
		add_found_by(&bare, voice->party);
		found |= pick_words_in(&pick->words, buf_str(&bare));
		buf_release(&bare);
	} else {
		found |= has[revision->author] | has[revision->party];
	}
	return found | words_in_name(pick, at);
}

bool
pick_index_fits(struct pick *pick, size_t at,
	const struct index_revision *revision, unsigned *missing)
{
	const struct pick_words *words = &pick->words;
	const struct voice *voice = pick->party || words->wanted_n
		? corrected(pick, revision) : NULL;

	*missing = (1u << words->wanted_n) - 1;
	if ((words->meeting && !words->meeting[revision->meeting]) ||
	    (words->act && !words->act[revision->act]) ||
	    (words->hands && !words->hands[revision->committer]) ||
	    (pick->dated && revision->time < pick->from) ||
	    !is_party(pick, revision, voice))
		return false;
	if (words->wanted_n)
		*missing &= ~words_of(pick, at, revision, voice);
	return true;
}
