/*
 * From words to the places they name. Numbers behind a word (`paragraph 3`)
 * are text/mention.h's; here are addresses as a draft's reader writes them
 * (`A.1.2`), and bullets and headings named by their turn or their words.
 */
#include "adref/doc/named.h"

#include <string.h>

#include "adref/base/utf8.h"
#include "adref/doc/address.h"
#include "adref/text/mention.h"
#include "adref/text/words.h"

/* How far from an address the turn of a bullet may stand, in bytes. */
enum { NEAR = 40, CLOSE = 8, TITLE_WORDS = 2 };

struct naming {
	const struct doc *doc;
	struct str words;
	struct named *out;
	size_t n;
};

static bool
is_letter_or_digit(struct str words, size_t off)
{
	return off < words.len && utf8_class_of(utf8_at(words, off, NULL)) ==
		UTF8_WORD;
}

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* Whether text, in lower case, stands at off as a word or words of its own. */
static bool
says(struct str words, size_t off, const char *text)
{
	size_t len = strlen(text);

	if (off + len > words.len || is_letter_or_digit(words, off + len) ||
	    (off && is_letter_or_digit(words, off - 1)))
		return false;
	for (size_t i = 0; i < len; i++)
		if (lower(words.at[off + i]) != text[i])
			return false;
	return true;
}

static void
add(struct naming *naming, size_t off, size_t len, struct node *node)
{
	struct named *out = naming->out;
	size_t at = naming->n;

	for (size_t i = 0; i < naming->n; i++)
		if (off < out[i].off + out[i].len && out[i].off < off + len)
			return;
	if (naming->n == NAMED_MAX)
		return;
	for (; at > 0 && out[at - 1].off > off; at--)
		out[at] = out[at - 1];
	out[at] = (struct named){ off, len, node };
	naming->n++;
}

static struct node *
find(const struct naming *naming, struct str spoken)
{
	struct node *node = NULL;
	struct err ignored = ERR_INIT;

	if (address_find(&node, naming->doc, spoken, NULL, &ignored) < 0)
		return NULL;
	return node;
}

/* `A.1.2` at off: a letter or digits, dots, digits or letters; its length. */
static size_t
address_length(struct str words, size_t off)
{
	size_t end = off, dots = 0;

	if (off && (is_letter_or_digit(words, off - 1) ||
	    words.at[off - 1] == '.'))
		return 0;
	while (end < words.len && (is_letter_or_digit(words, end) ||
	       words.at[end] == '.')) {
		dots += words.at[end] == '.';
		end++;
	}
	while (end > off && words.at[end - 1] == '.') {
		end--;
		dots--;
	}
	return dots && end - off < 24 ? end - off : 0;
}

static void
add_addresses(struct naming *naming)
{
	for (size_t off = 0; off < naming->words.len; off++) {
		size_t len = address_length(naming->words, off);
		struct node *node = len ? find(naming,
			str_part(naming->words, off, len)) : NULL;

		if (node)
			add(naming, off, len, node);
		off += len;
	}
}

static size_t
mention_end(const struct mention *mention)
{
	const struct mention_part *last = &mention->part[mention->n - 1];

	return last->suffix_len ? last->suffix_off + last->suffix_len
		: last->core_off + last->core_len;
}

/* `paragraph 14 bis`, `item A`, `section A.2`: all that it says. */
static void
add_mention(struct naming *naming, const struct mention *mention)
{
	static const char *const before[] = {
		[MENTION_PARAGRAPH] = "", [MENTION_ARTICLE] = "article ",
		[MENTION_SECTION] = "", [MENTION_ANNEX] = "annex ",
		[MENTION_OPTION] = "option ", [MENTION_ITEM] = "",
		[MENTION_PP] = "pp", [MENTION_OP] = "op",
	};
	const struct mention_part *first = &mention->part[0];
	struct buf spoken = BUF_INIT;
	struct node *node;
	size_t end;

	if (mention->elsewhere || !mention->n)
		return;
	end = mention_end(mention);
	if ((size_t)mention->word < sizeof(before) / sizeof(*before) &&
	    before[mention->word])
		buf_add_text(&spoken, before[mention->word]);
	buf_add_str(&spoken, str_part(naming->words, first->core_off,
		end - first->core_off));
	node = find(naming, buf_str(&spoken));
	if (!node)
		node = find(naming, str_part(naming->words, first->core_off,
			end - first->core_off));
	if (node)
		add(naming, mention->off, mention->len, node);
	buf_release(&spoken);
}

static const char *const turns[] = {
	"first", "second", "third", "fourth", "fifth", "sixth", "seventh",
	"eighth", "ninth", "tenth"
};
static const char *const short_turns[] = {
	"1st", "2nd", "3rd", "4th", "5th", "6th", "7th", "8th", "9th", "10th"
};
static const char *const bullets[] = {
	"bullet", "sub-bullet", "bullet point", "indent", "tiret", "dash"
};
enum {
	TURNS = sizeof(turns) / sizeof(*turns), LAST_TURN = TURNS,
	BULLETS = sizeof(bullets) / sizeof(*bullets)
};

/* `third bullet` at off; its turn from 0, and *len. False when none is. */
static bool
bullet_at(struct str words, size_t off, size_t *turn, size_t *len)
{
	size_t end = off;

	for (*turn = 0; *turn < TURNS; ++*turn) {
		if (says(words, off, turns[*turn]))
			end = off + strlen(turns[*turn]);
		else if (says(words, off, short_turns[*turn]))
			end = off + strlen(short_turns[*turn]);
		if (end > off)
			break;
	}
	if (end == off && says(words, off, "last"))
		end = off + strlen("last");
	if (end == off)
		return false;
	while (end < words.len && words.at[end] == ' ')
		end++;
	for (size_t i = 0; i < BULLETS; i++)
		if (says(words, end, bullets[i])) {
			*len = end + strlen(bullets[i]) - off;
			return true;
		}
	return false;
}

static struct node *
nth_bullet(const struct node *above, size_t turn)
{
	struct node *found = NULL, *last = NULL;
	size_t n = 0;

	for (struct node *at = above->first; at; at = at->next) {
		if (at->kind != NODE_ITEM)
			continue;
		last = at;
		if (n++ == turn)
			found = at;
	}
	return turn == LAST_TURN ? last : found;
}

/* Whether a sentence ends between two places. */
static bool
same_sentence(struct str words, size_t from, size_t to)
{
	struct str between = str_part(words, from, to - from);

	return str_find(between, 0, str_of(". ")) == between.len &&
		str_find(between, 0, str_of(";")) == between.len;
}

/* The place named nearest to off in the same sentence, before it or behind. */
static struct named *
nearest(struct naming *naming, size_t off, size_t len)
{
	struct named *best = NULL;
	size_t least = NEAR;

	for (size_t i = 0; i < naming->n; i++) {
		struct named *at = &naming->out[i];
		size_t end = at->off + at->len;
		bool before = end <= off;
		size_t far = before ? off - end : at->off - (off + len);

		if (far < least && (before ? same_sentence(naming->words, end,
			off) : same_sentence(naming->words, off + len,
			at->off))) {
			best = at;
			least = far;
		}
	}
	return best;
}

/* Widen a place's words to those at off, too. */
static void
widen(struct named *at, size_t off, size_t len)
{
	size_t end = at->off + at->len > off + len ? at->off + at->len
		: off + len;

	if (off < at->off)
		at->off = off;
	at->len = end - at->off;
}

/* `A.1, third bullet`: the address goes on to the bullet. */
static void
add_bullets(struct naming *naming)
{
	size_t turn, len;

	for (size_t off = 0; off < naming->words.len; off++) {
		struct named *at;
		struct node *node;

		if (!bullet_at(naming->words, off, &turn, &len))
			continue;
		at = nearest(naming, off, len);
		node = at ? nth_bullet(at->node, turn) : NULL;
		if (!node)
			continue;
		at->node = node;
		widen(at, off, len);
	}
}

static bool
is_named(const struct naming *naming, const struct mention *mention)
{
	for (size_t i = 0; i < naming->n; i++)
		if (mention->off < naming->out[i].off + naming->out[i].len &&
		    naming->out[i].off < mention->off + mention->len)
			return true;
	return false;
}

/* `paragraph 1 of A.2`: a number that several have, below a place named. */
static void
add_mention_below(struct naming *naming, const struct mention *mention)
{
	struct buf spoken = BUF_INIT;
	struct named *at;
	struct node *node;

	if (!mention->n || is_named(naming, mention))
		return;
	at = nearest(naming, mention->off, mention->len);
	if (!at || (mention->elsewhere && (at->off < mention->off ||
	    at->off - mention_end(mention) > CLOSE)))
		return;
	address_add(&spoken, at->node);
	buf_add_char(&spoken, '.');
	buf_add_str(&spoken, str_part(naming->words,
		mention->part[0].core_off, mention_end(mention) -
		mention->part[0].core_off));
	node = find(naming, buf_str(&spoken));
	buf_release(&spoken);
	if (!node)
		return;
	at->node = node;
	widen(at, mention->off, mention->len);
}

static void
add_mentions(struct naming *naming)
{
	struct mentions all = { NULL, 0, 0 };

	mentions_read(&all, naming->words, 0);
	for (size_t i = 0; i < all.n; i++)
		add_mention(naming, &all.at[i]);
	for (size_t i = 0; i < all.n; i++)
		add_mention_below(naming, &all.at[i]);
	mentions_release(&all);
}

/* The words of a heading as they are spoken of; none when it has too few. */
static void
add_title(struct buf *out, const struct node *section)
{
	struct buf plain = BUF_INIT;
	struct str rest, word;
	size_t n = 0;

	words_add_clean(&plain, node_str(section));
	rest = buf_str(&plain);
	while (str_word(&rest, &word)) {
		if (!n && str_is_any_case(word, "the"))
			continue;
		if (n++)
			buf_add_char(out, ' ');
		for (size_t i = 0; i < word.len; i++)
			buf_add_char(out, lower(word.at[i]));
	}
	if (n < TITLE_WORDS)
		buf_clear(out);
	buf_release(&plain);
}

/* `the Way Forward of item C`: the heading of these words below it. */
static void
add_title_below(struct naming *naming, struct named *at)
{
	const struct node *end = node_skip(at->node);

	for (struct node *node = node_next(at->node); node && node != end;
	     node = node_next(node)) {
		struct buf title = BUF_INIT;
		size_t from = at->off > NEAR ? at->off - NEAR : 0;
		bool said = false;

		if (node->kind != NODE_SECTION)
			continue;
		add_title(&title, node);
		for (; title.len && from < at->off && !said; from++)
			said = says(naming->words, from, buf_text(&title));
		buf_release(&title);
		if (said) {
			at->node = node;
			return;
		}
	}
}

size_t
named_read(struct named out[NAMED_MAX], const struct doc *doc,
	struct str words)
{
	struct naming naming = { doc, words, out, 0 };

	add_addresses(&naming);
	add_mentions(&naming);
	for (size_t i = 0; i < naming.n; i++)
		if (out[i].node->kind == NODE_SECTION)
			add_title_below(&naming, &out[i]);
	add_bullets(&naming);
	return naming.n;
}

struct node *
named_for(const struct doc *doc, struct str line, size_t from, size_t to)
{
	struct named all[NAMED_MAX];
	size_t n = named_read(all, doc, line);
	struct node *before = NULL;

	for (size_t i = 0; i < n; i++) {
		if (all[i].off >= from && all[i].off < to)
			return all[i].node;
		if (all[i].off < from)
			before = all[i].node;
	}
	return before ? before : n ? all[0].node : NULL;
}
