/*
 * From what a person says to the node that is meant: an id, an address, a bare
 * number, a note. One pass over the document's addresses; the closest reading
 * wins, and only nodes equally close compete.
 */
#include "adref/doc/address.h"

#include <stdlib.h>
#include <string.h>

#include "adref/base/utf8.h"
#include "adref/text/number.h"
#include "address_walk.h"

/* How close what was said is to what a node is called. */
enum reading {
	READ_EXACT,	/* the address */
	READ_LOOSE,	/* but for dots that nothing depends on */
	READ_NUMBER,	/* its own number, wherever it stands */
	READ_RUN,	/* with dots between digits left out, or `p` */
	READ_ARTICLE,	/* without the word `Article` */
	READ_NOTE,
	READ_LABEL,	/* a note, as the file calls it */
	READ_NONE
};

enum {
	SHOWN = 5,	/* how many of several are told */
	SAID_MAX = 80	/* bytes of what was said in a message */
};

struct search {
	const struct doc *doc;
	const struct node *near;
	bool room;		/* numbers before places at the top */
	struct buf said;	/* lower case, one `.` for dots and blanks */
	struct buf number;	/* as number_add_key() gives */
	struct buf article;	/* said with `article` before, or empty */
	enum reading best;
	size_t n;
	struct node *first, *behind;
	struct node *shown[SHOWN];
	bool passed;		/* near was met */
};

static bool
is_digit(char c)
{
	return utf8_is_digit((unsigned char)c);
}

/* Fold what was said: signs that only separate become one dot. */
static void
add_said(struct buf *out, struct str spoken)
{
	struct buf folded = BUF_INIT;
	bool dot = false;

	utf8_add_folded(&folded, spoken);
	for (size_t i = 0; i < folded.len; i++) {
		char c = folded.data[i];

		if (strchr(" .:()[]^", c)) {
			dot = true;
			continue;
		}
		if (dot && out->len)
			buf_add_char(out, '.');
		dot = false;
		buf_add_char(out, c);
	}
	if (str_starts(buf_str(out), "art") &&
	    !str_starts(buf_str(out), "article") && out->len > 3 &&
	    (out->data[3] == '.' || is_digit(out->data[3])))
		buf_splice(out, 0, 3, str_of("article"));
	buf_release(&folded);
}

static enum reading
worse(enum reading a, enum reading b)
{
	return a > b ? a : b;
}

static bool
between_digits(struct str key, size_t at, size_t behind)
{
	return at > 0 && behind < key.len && is_digit(key.at[at - 1]) &&
		is_digit(key.at[behind]);
}

/* How the address key answers to what was said. */
static enum reading
compare_key(struct str said, struct str key)
{
	enum reading reading = READ_EXACT;
	size_t i = 0, j = 0;

	while (j < key.len) {
		if (i < said.len && said.at[i] == key.at[j]) {
			i++;
			j++;
		} else if (key.at[j] == '.') {
			reading = worse(reading, between_digits(key, j, j + 1)
				? READ_RUN : READ_LOOSE);
			j++;
		} else if (key.at[j] == 'p' && j + 1 < key.len &&
			   is_digit(key.at[j + 1]) &&
			   (j == 0 || key.at[j - 1] == '.')) {
			reading = READ_RUN;
			j++;
		} else if (i < said.len && said.at[i] == '.' &&
			   !between_digits(key, j, j)) {
			reading = worse(reading, READ_LOOSE);
			i++;
		} else {
			return READ_NONE;
		}
	}
	return i == said.len ? reading : READ_NONE;
}

static enum reading
better(enum reading a, enum reading b)
{
	return a < b ? a : b;
}

static bool
is_number(struct str said, unsigned number)
{
	struct buf text = BUF_INIT;
	bool is;

	buf_add_format(&text, "%u", number);
	is = number && str_same(said, buf_str(&text));
	buf_release(&text);
	return is;
}

/* `8`, `n8`, `note 8`, `fn 8` after the word: only with the word. */
static enum reading
compare_note(const struct search *search, const struct node *note)
{
	static const char *const words[] = { "note", "footnote", "fn", "n" };
	struct str said = buf_str(&search->said);

	for (size_t i = 0; i < 4; i++) {
		struct str rest;

		if (!str_starts(said, words[i]))
			continue;
		rest = str_from(said, strlen(words[i]));
		if (str_starts(rest, "."))
			rest = str_from(rest, 1);
		if (is_number(rest, note->number))
			return READ_NOTE;
		if (str_is(rest, note->label))
			return note->number ? READ_LABEL : READ_NOTE;
	}
	return READ_NONE;
}

static enum reading
compare(const struct search *search, const struct address_walk *walk)
{
	struct str key = address_walk_key(walk);
	struct str number = address_walk_number(walk);
	struct buf shown = BUF_INIT;
	enum reading reading;

	if (walk->node->kind == NODE_NOTE)
		return compare_note(search, walk->node);
	reading = compare_key(buf_str(&search->said), key);
	if (reading > READ_LOOSE &&
	    memchr(address_walk_text(walk).at, '/',
		address_walk_text(walk).len)) {
		add_said(&shown, address_walk_text(walk));
		reading = better(reading, compare_key(buf_str(&search->said),
			buf_str(&shown)));
		buf_release(&shown);
	}
	if (number.len && str_same(number, buf_str(&search->number)))
		reading = better(reading, READ_NUMBER);
	if (reading > READ_ARTICLE && search->article.len &&
	    compare_key(buf_str(&search->article), key) <= READ_RUN)
		reading = READ_ARTICLE;
	if (search->room && reading < READ_NUMBER && !number.len &&
	    !memchr(key.at, '.', key.len))
		reading = READ_RUN;
	return reading;
}

static void
take(struct search *search, struct node *node, enum reading reading)
{
	if (reading == READ_NONE || reading > search->best)
		return;
	if (reading < search->best) {
		search->best = reading;
		search->n = 0;
		search->first = search->behind = NULL;
	}
	if (search->n < SHOWN)
		search->shown[search->n] = node;
	search->n++;
	if (!search->first)
		search->first = node;
	if (search->passed && !search->behind)
		search->behind = node;
}

static void
search_run(struct search *search, struct str spoken)
{
	struct address_walk walk;
	struct node *node;

	search->best = READ_NONE;
	add_said(&search->said, spoken);
	number_key_of(&search->number, spoken);
	if (search->said.len && is_digit(search->said.data[0])) {
		buf_add_text(&search->article, "article");
		buf_add_str(&search->article, buf_str(&search->said));
	}
	if (!search->said.len)
		return;
	address_walk_init(&walk, search->doc);
	while ((node = address_walk_next(&walk))) {
		take(search, node, compare(search, &walk));
		search->passed |= node == search->near;
	}
	address_walk_release(&walk);
}

static void
search_release(struct search *search)
{
	buf_release(&search->said);
	buf_release(&search->number);
	buf_release(&search->article);
}

static struct node *
find_id(const struct doc *doc, struct str spoken)
{
	node_id id = node_id_of(spoken);

	return node_id_is_none(&id) ? NULL : doc_find(doc, &id);
}

/* As much of what was said as a message has room for, cut at a character. */
static struct str
clip(struct str spoken)
{
	size_t len = spoken.len < SAID_MAX ? spoken.len : SAID_MAX;

	while (len < spoken.len && len && (spoken.at[len] & 0xC0) == 0x80)
		len--;
	return str_make(spoken.len ? spoken.at : "", len);
}

static int
refuse_several(const struct search *search, struct str spoken,
	struct err *err)
{
	struct buf names = BUF_INIT;

	for (size_t i = 0; i < search->n && i < SHOWN; i++) {
		buf_add_text(&names, i ? ", " : "");
		address_add(&names, search->shown[i]);
		buf_add_format(&names, " (%s)", search->shown[i]->id.text);
	}
	if (search->n > SHOWN)
		buf_add_text(&names, " …");
	err_set(err, ERR_REFUSED, "%zu places are called \"%.*s\": %s; name "
		"one by its id", search->n, (int)clip(spoken).len, spoken.at,
		buf_text(&names));
	buf_release(&names);
	return -1;
}

int
address_find(struct node **out, const struct doc *doc, struct str spoken,
	const struct node *near, struct err *err)
{
	struct search search = { .doc = doc, .near = near };
	int rc = 0;

	spoken = str_trim(spoken);
	*out = find_id(doc, spoken);
	if (*out)
		return 0;
	/* `-3` is no 3: what begins so was an option, or is below zero. */
	if (spoken.len && spoken.at[0] != '-' && spoken.at[0] != '+')
		search_run(&search, spoken);
	if (search.n == 0)
		rc = err_set(err, ERR_MISSING, "nothing in \"%s\" is called "
			"\"%.*s\"", doc->name, (int)clip(spoken).len,
			clip(spoken).at);
	else if (search.n == 1 || near)
		*out = search.behind ? search.behind : search.first;
	else
		rc = refuse_several(&search, spoken, err);
	search_release(&search);
	return rc;
}

struct node *
address_near(const struct doc *doc, struct str spoken,
	const struct node *near)
{
	struct search search = { .doc = doc, .near = near, .room = true };
	struct node *found;

	spoken = str_trim(spoken);
	found = find_id(doc, spoken);
	if (!found) {
		search_run(&search, spoken);
		found = search.behind ? search.behind : search.first;
	}
	search_release(&search);
	return found;
}
