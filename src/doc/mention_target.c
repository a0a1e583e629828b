/*
 * Numbers by their keys, and mentions resolved to them. Start with
 * targets_read(); what a mention stands in is resolved before it.
 */
#include "mention_target.h"

#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/doc/notes.h"
#include "renumber.h"

enum { TITLE_MAX = 80 };

/* Nodes with one key, in reading order. */
struct named {
	struct node **at;
	size_t n, cap;
};

/* What people say before the number, as keys have it: articles are called so
 * even where the text says no word: `Article 5.` */
static const char *const words[] = {
	[MENTION_ARTICLE] = "article", [MENTION_ANNEX] = "annex",
	[MENTION_OPTION] = "option", [MENTION_PP] = "pp", [MENTION_OP] = "op",
	[MENTION_ITEM] = "", [MENTION_PARAGRAPH] = "",
	[MENTION_SECTION] = "section", [MENTION_NOTE] = "",
};

static void
put_named(struct targets *targets, struct node *node)
{
	struct str key = buf_str(&targets->key);
	struct named *named = map_get(&targets->named, key);

	if (!named) {
		named = mem_new(1, sizeof(*named));
		map_put(&targets->named, key, named);
	}
	named->at = mem_grow(named->at, &named->cap, named->n + 1,
		sizeof(struct node *));
	named->at[named->n++] = node;
}

static enum mention_row
row_of(struct str core)
{
	return core.len && core.at[0] >= '0' && core.at[0] <= '9'
		? MENTION_DIGITS : MENTION_LETTERS;
}

/* By the word before the number, else by what is numbered. */
static enum mention_word
word_of(const struct node *node, struct str span)
{
	for (int word = 0; word <= MENTION_OP; word++)
		if (*words[word] && word != MENTION_SECTION &&
		    span.len > strlen(words[word]) &&
		    str_is_any_case(str_part(span, 0, strlen(words[word])),
			words[word]))
			return (enum mention_word)word;
	return node->kind == NODE_SECTION ? MENTION_SECTION
		: MENTION_PARAGRAPH;
}

static void
add_number(struct targets *targets, struct node *node)
{
	struct number number;
	struct str line = node_str(node), core;

	if (!renumber_read(&number, node))
		return;
	buf_clear(&targets->key);
	number_add_key(&targets->key, line, &number);
	put_named(targets, node);
	core = str_part(line, number.part[0].core_off,
		number.part[0].core_len);
	targets->have[word_of(node, str_part(line, number.part[0].off,
		number.part[0].len))][row_of(core)]++;
}

static size_t
text_start(const struct node *node)
{
	struct number number;

	return renumber_read(&number, node) ? number.end : 0;
}

/* `Section 2: Border measures`, `3. Option 1:`: the node is called so. */
static bool
is_title(const struct mention *mention, const struct node *node)
{
	return mention->begins && (mention->titles ||
		node->kind == NODE_SECTION);
}

static void
set_key(struct targets *targets, const char *word, struct str line,
	const struct mention_part *part)
{
	struct buf spoken = BUF_INIT;

	buf_add_text(&spoken, word);
	buf_add_str(&spoken, str_part(line, part->core_off, part->core_len));
	buf_add_char(&spoken, ' ');
	buf_add_str(&spoken, str_part(line, part->suffix_off,
		part->suffix_len));
	buf_clear(&targets->key);
	number_key_of(&targets->key, buf_str(&spoken));
	buf_release(&spoken);
}

/* It stands at the beginning: no more of a long line is looked at. */
static void
add_title(struct targets *targets, struct node *node, struct mentions *all)
{
	size_t start = text_start(node);
	const struct mention *first;
	struct str core;

	if (node->kind == NODE_TABLE || !node->len)
		return;
	mentions_read(all, str_part(node_str(node), 0, start + TITLE_MAX),
		start);
	if (!all->n || !is_title(first = &all->at[0], node))
		return;
	set_key(targets, words[first->word], node_str(node),
		&first->part[0]);
	put_named(targets, node);
	core = str_part(node_str(node), first->part[0].core_off,
		first->part[0].core_len);
	targets->have[first->word][row_of(core)]++;
}

void
targets_init(struct targets *targets, const struct doc *doc)
{
	struct mentions all = { NULL, 0, 0 };

	*targets = (struct targets){ .doc = doc };
	for (struct node *at = doc_first(doc); at; at = node_next(at)) {
		add_number(targets, at);
		add_title(targets, at, &all);
	}
	mentions_release(&all);
}

void
targets_release(struct targets *targets)
{
	for (size_t i = 0; i < targets->named.cap; i++)
		if (targets->named.slots[i].key) {
			struct named *named = targets->named.slots[i].value;

			free(named->at);
			free(named);
		}
	map_release(&targets->named);
	buf_release(&targets->key);
}

static const struct named *
find_named(struct targets *targets, const char *word, struct str line,
	const struct mention_part *part)
{
	set_key(targets, word, line, part);
	return map_get(&targets->named, buf_str(&targets->key));
}

/* Whether a word may be said of a node: sections are no paragraphs. */
static bool
fits(enum mention_word word, const struct node *node)
{
	if (word == MENTION_SECTION)
		return node->kind == NODE_SECTION;
	if (word == MENTION_PARAGRAPH || word == MENTION_PP ||
	    word == MENTION_OP)
		return node->kind != NODE_SECTION;
	return true;
}

/* Whether an article or section is told once more in the one that is meant. */
static bool
is_again(enum mention_word word, const struct node *node,
	const struct node *before)
{
	return (word == MENTION_ARTICLE || word == MENTION_ANNEX ||
		word == MENTION_SECTION) && before &&
		node_is_under(node, before);
}

/* How many of the named stand under above; *only the one if it is one. */
static size_t
count_under(const struct named *named, enum mention_word word,
	const struct node *above, struct node **only)
{
	size_t n = 0;

	for (size_t i = 0; named && i < named->n; i++)
		if (fits(word, named->at[i]) && (!above ||
		    (named->at[i] != above &&
		     node_is_under(named->at[i], above))) &&
		    !is_again(word, named->at[i], n ? *only : NULL)) {
			*only = named->at[i];
			n++;
		}
	return n;
}

static bool
has_number(const struct node *node)
{
	struct number number;

	return renumber_read(&number, node);
}

/* Those that stand right under it, but for places without a number. */
static size_t
count_right_under(const struct named *named, enum mention_word word,
	const struct node *above, struct node **only)
{
	size_t n = 0;

	for (size_t i = 0; named && i < named->n; i++) {
		const struct node *at = named->at[i]->parent;

		while (at != above && at->parent && !has_number(at))
			at = at->parent;
		if (at != above || !fits(word, named->at[i]))
			continue;
		*only = named->at[i];
		n++;
	}
	return n;
}

/* In the section nearest to where it is said, else anywhere. */
static size_t
find_near(const struct named *named, enum mention_word word,
	const struct node *from, struct node **only)
{
	const struct node *section = from->kind == NODE_NOTE ? NULL
		: node_section(from);
	size_t all = count_under(named, word, NULL, only), n;

	if (all <= 1)
		return all;
	for (; section && section->parent; section = section->parent) {
		n = count_under(named, word, section, only);
		if (n)
			return n;
	}
	return all;
}

/* A footnote by the number it is shown under. */
static size_t
find_note(const struct targets *targets, struct target *is, struct str line)
{
	const struct mention_part *part = &is->mention.part[0];
	size_t number = 0;

	for (size_t i = 0; i < part->core_len && number < 100000; i++)
		number = number * 10 + (size_t)(line.at[part->core_off + i] -
			'0');
	for (struct node *at = targets->doc->notes->first; at; at = at->next)
		if (at->number && at->number == number) {
			is->node[0] = at;
			return 1;
		}
	return 0;
}

static size_t
find_first(struct targets *targets, struct target *is, struct node *from,
	const struct node *within)
{
	const struct mention *mention = &is->mention;
	const struct mention_part *part = &mention->part[0];
	enum mention_word word = mention->word;
	struct str line = node_str(from);
	struct node **only = &is->node[0];
	const struct named *named;

	if (word == MENTION_NOTE)
		return find_note(targets, is, line);
	named = find_named(targets, words[word], line, part);
	if (!named && (word == MENTION_OP || word == MENTION_ANNEX ||
		word == MENTION_SECTION))
		named = find_named(targets, "", line, part);
	if (!named && word == MENTION_PARAGRAPH)
		named = find_named(targets, "op", line, part);
	return within ? count_right_under(named, word, within, only)
		: find_near(named, word, from, only);
}

/* `6.1.2` as `6.1` and, below it, `2`; false when it has no dot. */
static bool
split_first(struct mention *mention, struct str line)
{
	struct mention_part *first = &mention->part[0];
	size_t len = first->core_len;

	while (len && line.at[first->core_off + len - 1] != '.')
		len--;
	if (len < 2 || mention->own || mention->n == MENTION_PARTS)
		return false;
	memmove(first + 1, first, mention->n * sizeof(*first));
	mention->n++;
	first->core_len = len - 1;
	first->suffix_off = first->suffix_len = 0;
	first[1].core_off += len;
	first[1].core_len -= len;
	return true;
}

/* Every part down to the last. */
static void
resolve_parts(struct targets *targets, struct target *is, struct node *from,
	const struct node *within)
{
	is->part = 0;
	is->could = find_first(targets, is, from, within);
	while (is->could == 1 && is->part + 1 < is->mention.n) {
		is->part++;
		is->could = count_right_under(find_named(targets, "",
			node_str(from), &is->mention.part[is->part]),
			MENTION_ITEM, is->node[is->part - 1],
			&is->node[is->part]);
	}
}

/* `paragraph 2.2.1` may be one of Article 2.2. */
static void
resolve_split(struct targets *targets, struct target *is, struct node *from,
	const struct node *within)
{
	struct target split = *is;

	while (split_first(&split.mention, node_str(from))) {
		resolve_parts(targets, &split, from, within);
		if (!split.could && !split.part && !within &&
		    split.mention.word == MENTION_PARAGRAPH) {
			split.mention.word = MENTION_ARTICLE;
			resolve_parts(targets, &split, from, within);
			split.mention.word = MENTION_PARAGRAPH;
		}
		if (split.could || split.part) {
			*is = split;
			return;
		}
	}
}

static void
resolve(struct target_list *list, struct targets *targets, size_t i,
	struct node *from)
{
	struct target *is = &list->at[i], *owner = NULL;
	const struct node *within = NULL;

	if (is->done)
		return;
	is->done = true;
	if (is->mention.within != MENTION_NONE) {
		owner = &list->at[is->mention.within];
		resolve(list, targets, is->mention.within, from);
	}
	is->lost = owner && owner->could != 1;
	if (is->mention.elsewhere || is->title || is->lost)
		return;
	if (owner)
		within = owner->node[owner->mention.n - 1];
	resolve_parts(targets, is, from, within);
	if (!is->could && !is->part)
		resolve_split(targets, is, from, within);
}

void
targets_read(struct target_list *out, struct targets *targets,
	struct node *node)
{
	out->n = 0;
	mentions_read(&out->mentions, node_str(node), node->kind == NODE_NOTE
		? 0 : text_start(node));
	if (!out->mentions.n)
		return;
	out->at = mem_grow(out->at, &out->cap, out->mentions.n,
		sizeof(*out->at));
	for (; out->n < out->mentions.n; out->n++) {
		const struct mention *mention = &out->mentions.at[out->n];

		out->at[out->n] = (struct target){ .mention = *mention,
			.title = !out->n && is_title(mention, node) };
	}
	for (size_t i = 0; i < out->n; i++)
		resolve(out, targets, i, node);
}

void
target_list_release(struct target_list *list)
{
	mentions_release(&list->mentions);
	free(list->at);
	*list = (struct target_list){ NULL, 0, 0, { NULL, 0, 0 } };
}

/* Whether right under a node there is a number of that row. */
static bool
has_row_under(const struct node *above, enum mention_row row)
{
	const struct node *end = node_skip(above);
	struct number number;

	for (const struct node *at = above->first; at && at != end;) {
		bool numbered = renumber_read(&number, at);

		if (numbered && row_of(str_part(node_str(at),
		    number.part[0].core_off, number.part[0].core_len)) == row)
			return true;
		at = numbered ? node_skip(at) : node_next(at);
	}
	return false;
}

bool
target_is_of_a_row(const struct targets *targets,
	const struct target *target, struct str line)
{
	const struct mention_part *part = &target->mention.part[target->part];
	enum mention_row row = row_of(str_part(line, part->core_off,
		part->core_len));
	enum mention_word word = target->mention.word;

	if (target->part)
		return has_row_under(target->node[target->part - 1], row);
	if (word == MENTION_NOTE)
		return targets->doc->notes->first != NULL;
	if (word == MENTION_OP && targets->have[MENTION_PARAGRAPH][row])
		return true;
	return targets->have[word][row] > 0;
}
