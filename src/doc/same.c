/*
 * What a heading and its agenda item have in common: tying them, comparing
 * their words, and taking the one's over to the other.
 */
#include "adref/doc/same.h"

#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "adref/text/attribution.h"
#include "adref/text/bracket.h"
#include "adref/text/lift.h"
#include "adref/text/number.h"
#include "adref/text/words.h"

/* With one number a fifth of the words in common is enough; without, nearly
 * all are asked for. */
#define ALIKE_NUMBERED 0.2
#define ALIKE 0.8

bool
same_is_agenda(const char *name)
{
	return strncmp(name, "agenda", 6) == 0 &&
		(!name[6] || name[6] == '-');
}

/* A line with all its brackets lifted, alternatives apart. */
static void
add_lifted(struct buf *out, struct str line)
{
	struct brackets all = BRACKETS_INIT;
	enum lift *lifts;
	size_t inside = 0;

	brackets_read_line(&all, line);
	lifts = mem_new(all.n + 1, sizeof(*lifts));
	for (size_t i = 0; i < all.n; i++)
		lifts[i] = LIFT_BRACKET;
	lift_add(out, line, lifts, &inside);
	free(lifts);
	brackets_release(&all);
}

/* Stars that a letter left behind a number, and blanks. */
static struct str
without_stars(struct str text)
{
	while (text.len && (text.at[0] == '*' || text.at[0] == ' '))
		text = str_from(text, 1);
	return text;
}

/* The source behind the number, its brackets lifted. */
static void
add_rest(struct buf *out, const struct node *node)
{
	struct buf rest = BUF_INIT;
	struct number number;
	struct str line = node_str(node);

	if (number_read(&number, line)) {
		number_add_rest(&rest, line, &number);
		line = without_stars(buf_str(&rest));
	}
	add_lifted(out, line);
	buf_release(&rest);
}

/* The words alone: without marks and emphasis, too. */
static void
add_words(struct buf *out, const struct node *node)
{
	struct buf rest = BUF_INIT;

	add_rest(&rest, node);
	words_add_clean(out, buf_str(&rest));
	buf_release(&rest);
}

/* As they are compared: no stop at the end. */
static struct str
without_stop(struct str words)
{
	words = str_trim(words);
	if (str_ends(words, "."))
		words.len--;
	return words;
}

bool
same_words(const struct node *heading, const struct node *item)
{
	struct buf a = BUF_INIT, b = BUF_INIT;
	struct buf left = BUF_INIT, right = BUF_INIT;
	bool same;

	add_words(&a, heading);
	add_words(&b, item);
	utf8_add_typed(&left, without_stop(buf_str(&a)));
	utf8_add_typed(&right, without_stop(buf_str(&b)));
	same = str_same(buf_str(&left), buf_str(&right));
	buf_release(&a);
	buf_release(&b);
	buf_release(&left);
	buf_release(&right);
	return same;
}

void
same_add_differences(struct buf *out, const struct node *heading,
	const struct node *item)
{
	struct buf from = BUF_INIT, to = BUF_INIT;

	add_words(&from, item);
	add_words(&to, heading);
	words_add_differences(out, without_stop(buf_str(&from)),
		without_stop(buf_str(&to)));
	buf_release(&from);
	buf_release(&to);
}

/* The number by which both are called, "" for none. */
static void
add_key(struct buf *out, const struct node *node)
{
	struct number number;

	if (number_read(&number, node_str(node)))
		number_add_key(out, node_str(node), &number);
}

static double
likeness(const struct node *heading, const struct node *item)
{
	struct buf a = BUF_INIT, b = BUF_INIT;
	double alike;

	add_words(&a, heading);
	add_words(&b, item);
	alike = words_likeness(buf_str(&a), buf_str(&b));
	buf_release(&a);
	buf_release(&b);
	return alike;
}

/* The item most like a heading, of those that are enough like it. */
static const struct node *
best_item(const struct node *heading, const struct doc *agenda)
{
	const struct node *best = NULL;
	double most = 0;
	struct buf key = BUF_INIT;

	add_key(&key, heading);
	for (struct node *at = doc_first(agenda); at; at = node_next(at)) {
		double alike = likeness(heading, at);
		struct buf other = BUF_INIT;
		bool numbered;

		add_key(&other, at);
		numbered = key.len && str_same(buf_str(&key),
			buf_str(&other));
		buf_release(&other);
		if (alike < (numbered ? ALIKE_NUMBERED : ALIKE))
			continue;
		alike += numbered;
		if (alike > most) {
			most = alike;
			best = at;
		}
	}
	buf_release(&key);
	return best;
}

size_t
same_tie(struct doc *doc, const struct doc *agenda)
{
	size_t tied = 0;

	for (struct node *at = doc->root->first; at; at = at->next) {
		const struct node *item;

		if (at->kind != NODE_SECTION ||
		    !node_id_is_none(&at->same_as))
			continue;
		item = best_item(at, agenda);
		if (item) {
			at->same_as = item->id;
			tied++;
		}
	}
	return tied;
}

struct node *
same_find(struct doc *const *docs, size_t n, const node_id *id,
	const struct doc **in)
{
	for (size_t i = 0; i < n; i++) {
		struct node *node = doc_find(docs[i], id);

		if (node) {
			*in = docs[i];
			return node;
		}
	}
	return NULL;
}

/* The number with its stop, as it stands; of alternatives the first. */
static void
add_number(struct buf *out, const struct node *heading)
{
	struct number number;

	if (!number_read(&number, node_str(heading)))
		return;
	number.n = 1;
	number_add_label(out, node_str(heading), &number);
	if (out->len)
		buf_add_char(out, ' ');
}

/* The footnote marks of a line, or all but them. */
static void
add_marks(struct buf *out, struct str line, bool marks)
{
	struct tokens tokens = TOKENS_INIT;

	tokens_read(&tokens, line);
	for (size_t i = 0; i < tokens.n; i++)
		if ((tokens.at[i].kind == TOKEN_MARK) == marks)
			buf_add_str(out, str_part(line, tokens.at[i].off,
				tokens.at[i].len));
	tokens_release(&tokens);
}

/* The bracket at the other end of a pair that reaches out of the heading. */
static void
lift_mate(struct changes *out, const struct residue_end *end)
{
	const struct residue_end *mate = &end->mate->residue[end->mate_index];
	struct str line = node_str(end->mate);
	size_t len = mate->len;

	if (!mate->opens)
		len += attribution_len(str_from(line, mate->off + len));
	changes_add(out, (struct change){ .kind = CHANGE_TEXT,
		.node = end->mate->id, .off = mate->off,
		.gone = changes_text(out, str_part(line, mate->off, len)),
		.come = "" });
}

void
same_take(struct changes *out, const struct node *heading,
	const struct node *item, size_t *lifted)
{
	struct buf line = BUF_INIT, rest = BUF_INIT, words = BUF_INIT;

	add_number(&line, heading);
	add_rest(&rest, item);
	add_marks(&words, buf_str(&rest), false);
	buf_add_str(&line, str_trim(buf_str(&words)));
	add_marks(&line, node_str(heading), true);
	*lifted = heading->pairs;
	changes_add_words(out, &heading->id, node_str(heading),
		buf_str(&line));
	for (size_t i = 0; i < heading->residue_n; i++) {
		if (!heading->residue[i].mate)
			continue;
		lift_mate(out, &heading->residue[i]);
		++*lifted;
	}
	buf_release(&line);
	buf_release(&rest);
	buf_release(&words);
}
