/*
 * What becomes of the numbers that a text mentions when nodes are renumbered.
 * Each is resolved to a node as a reader would: by its word, in the article it
 * is said to stand in, else in the section nearest to where it is said. What
 * does not resolve to exactly one node is told with the reason and stays.
 */
#include "renumber.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/text/mention.h"

/* Nodes with one key, in reading order. */
struct named {
	struct node **at;
	size_t n, cap;
};

struct resolving {
	struct renumbering *out;
	const struct map *by;	/* id: index + 1 in out */
	bool all;		/* not only a part of the text is renumbered:
				 * what is called by no number is told too */
	struct map named;	/* key of a number: struct named */
	struct buf key;
};

static void
add_named(struct resolving *resolving, struct node *node)
{
	struct number number;
	struct named *named;

	if (!renumber_read(&number, node))
		return;
	buf_clear(&resolving->key);
	number_add_key(&resolving->key, node_str(node), &number);
	named = map_get(&resolving->named, buf_str(&resolving->key));
	if (!named) {
		named = mem_new(1, sizeof(*named));
		map_put(&resolving->named, buf_str(&resolving->key), named);
	}
	named->at = mem_grow(named->at, &named->cap, named->n + 1,
		sizeof(struct node *));
	named->at[named->n++] = node;
}

/* The key of a part with a word before it: `article5`, `3bis`. */
static const struct named *
find_named(struct resolving *resolving, const char *word, struct str line,
	const struct mention_part *part)
{
	struct buf spoken = BUF_INIT;

	buf_add_text(&spoken, word);
	buf_add_str(&spoken, str_part(line, part->core_off, part->core_len));
	buf_add_char(&spoken, ' ');
	buf_add_str(&spoken, str_part(line, part->suffix_off,
		part->suffix_len));
	buf_clear(&resolving->key);
	number_key_of(&resolving->key, buf_str(&spoken));
	buf_release(&spoken);
	return map_get(&resolving->named, buf_str(&resolving->key));
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

/* How many of the named stand under above; *only the one if it is one. */
static size_t
count_under(const struct named *named, enum mention_word word,
	const struct node *above, struct node **only)
{
	size_t n = 0;

	for (size_t i = 0; named && i < named->n; i++)
		if (fits(word, named->at[i]) && (!above ||
		    (named->at[i] != above &&
		     node_is_under(named->at[i], above)))) {
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

/* Articles are called so even where the text says no word: `Article 5.` */
static const char *
word_before(enum mention_word word)
{
	static const char *const words[] = {
		[MENTION_ARTICLE] = "article", [MENTION_ANNEX] = "annex",
		[MENTION_OPTION] = "option", [MENTION_PP] = "pp",
		[MENTION_OP] = "op", [MENTION_ITEM] = "",
		[MENTION_PARAGRAPH] = "", [MENTION_SECTION] = "",
	};

	return words[word];
}

/* What a mention says, the nodes of its parts, and how many there could be. */
struct resolved {
	const struct mention *mention;
	struct str line;
	struct node *from;
	struct node *node[MENTION_PARTS];
	size_t could;		/* of the part that is not exactly one */
};

static size_t
find_first(struct resolving *resolving, struct resolved *is,
	const struct node *within)
{
	const struct mention *mention = is->mention;
	const struct named *named = find_named(resolving,
		word_before(mention->word), is->line, &mention->part[0]);
	struct node **only = &is->node[0];

	if (!named && (mention->word == MENTION_OP ||
		mention->word == MENTION_ANNEX))
		named = find_named(resolving, "", is->line,
			&mention->part[0]);
	if (!named && mention->word == MENTION_PARAGRAPH)
		named = find_named(resolving, "op", is->line,
			&mention->part[0]);
	return within ? count_right_under(named, mention->word, within, only)
		: find_near(named, mention->word, is->from, only);
}

/* Every part down to the last; false when one is not exactly one node. */
static bool
resolve(struct resolving *resolving, struct resolved *is,
	const struct node *within)
{
	const struct mention *mention = is->mention;

	is->could = find_first(resolving, is, within);
	for (size_t i = 1; i < mention->n && is->could == 1; i++)
		is->could = count_right_under(find_named(resolving, "",
			is->line, &mention->part[i]), MENTION_ITEM,
			is->node[i - 1], &is->node[i]);
	return is->could == 1;
}

static const struct renumbered *
becomes(const struct resolving *resolving, const struct node *node)
{
	uintptr_t index = (uintptr_t)map_get(resolving->by,
		str_make(node->id.text, 8));
	const struct renumbered *one = index
		? &resolving->out->at[index - 1] : NULL;

	return one && one->core ? one : NULL;
}

static struct remention *
add_remention(struct resolving *resolving, const struct resolved *is)
{
	struct renumbering *out = resolving->out;
	const struct mention *mention = is->mention;
	struct str said = str_part(is->line, mention->off, mention->len);

	out->mentions = mem_grow(out->mentions, &out->mentions_cap,
		out->mentions_n + 1, sizeof(*out->mentions));
	out->mentions[out->mentions_n] = (struct remention){
		.node = is->from, .off = mention->off, .len = mention->len,
		.said = mem_text_len(said.at, said.len),
	};
	return &out->mentions[out->mentions_n++];
}

/* The suffix as it is written here: with the gap it had, or a blank. */
static void
add_suffix(struct buf *out, struct str was, struct str now)
{
	bool glued = was.len && was.at[0] != ' ';

	while (now.len && strchr(" .\xC2\xA0", now.at[0]))
		now = str_from(now, 1);
	if (!now.len)
		return;
	if (!glued)
		buf_add_char(out, ' ');
	buf_add_str(out, now);
}

/* The mention with the new numbers of its own parts; false: the same. */
static bool
add_come(struct buf *out, const struct resolving *resolving,
	const struct resolved *is)
{
	const struct mention *mention = is->mention;
	size_t off = mention->off;
	bool changed = false;

	for (size_t i = mention->own; i < mention->n; i++) {
		const struct mention_part *part = &mention->part[i];
		const struct renumbered *one = becomes(resolving,
			is->node[i]);
		size_t core_end = part->core_off + part->core_len;
		size_t suffix = part->suffix_len ? part->suffix_off
			: core_end;

		if (!one)
			continue;
		changed = true;
		buf_add_str(out, str_part(is->line, off, part->core_off -
			off));
		buf_add_text(out, one->core);
		buf_add_str(out, str_part(is->line, core_end, suffix -
			core_end));
		add_suffix(out, str_part(is->line, suffix,
			part->suffix_len), str_of(one->suffix));
		off = suffix + part->suffix_len;
	}
	buf_add_str(out, str_part(is->line, off, mention->off +
		mention->len - off));
	return changed;
}

/* `no paragraph is called 99`, `3 places are called 5`. */
static void
add_why(struct buf *out, const struct resolved *is)
{
	static const char *const words[] = {
		[MENTION_PARAGRAPH] = "paragraph",
		[MENTION_ARTICLE] = "article", [MENTION_ANNEX] = "annex",
		[MENTION_OPTION] = "option", [MENTION_PP] = "paragraph",
		[MENTION_OP] = "paragraph", [MENTION_ITEM] = "item",
		[MENTION_SECTION] = "section",
	};

	if (is->mention->elsewhere)
		buf_add_text(out, "of another text, it seems");
	else if (!is->could)
		buf_add_format(out, "no %s here is called so",
			words[is->mention->word]);
	else
		buf_add_format(out, "%zu places are called so", is->could);
}

/* PP9 without a number in the text is the ninth by its place: it has no
 * number to change. */
static bool
is_by_place(const struct resolved *is)
{
	return is->mention->word == MENTION_PP && !is->could;
}

static void
add_mention(struct resolving *resolving, struct resolved *is, bool found)
{
	struct buf come = BUF_INIT;
	struct remention *one;

	if (!found && (is_by_place(is) || (!resolving->all && !is->could)))
		return;
	if (!found) {
		add_why(&come, is);
		one = add_remention(resolving, is);
		one->becomes = buf_take(&come);
		resolving->out->unresolved++;
	} else if (add_come(&come, resolving, is)) {
		one = add_remention(resolving, is);
		one->becomes = mem_text(buf_text(&come));
		one->come = buf_take(&come);
	}
	buf_release(&come);
}

/* From the end: what a mention stands in comes behind it. */
static void
resolve_line(struct resolving *resolving, struct node *node,
	const struct mentions *all)
{
	struct node **last = mem_new(all->n, sizeof(*last));
	size_t first = resolving->out->mentions_n;

	for (size_t i = all->n; i-- > 0;) {
		const struct mention *mention = &all->at[i];
		struct resolved is = { .mention = mention, .from = node,
			.line = node_str(node) };
		bool inside = mention->within != MENTION_NONE;
		const struct node *within = inside ? last[mention->within]
			: NULL;
		bool found = !mention->elsewhere && (!inside || within) &&
			resolve(resolving, &is, within);

		last[i] = found ? is.node[mention->n - 1] : NULL;
		add_mention(resolving, &is, found);
	}
	for (size_t i = first, k = resolving->out->mentions_n; i + 1 < k;
	     i++, k--) {
		struct remention swap = resolving->out->mentions[i];

		resolving->out->mentions[i] = resolving->out->mentions[k - 1];
		resolving->out->mentions[k - 1] = swap;
	}
	free(last);
}

/* A node's own number is no mention of it. */
static size_t
text_start(const struct node *node)
{
	struct number number;

	return renumber_read(&number, node) ? number.end : 0;
}

void
renumber_mentions(struct renumbering *out, const struct doc *doc,
	const struct map *by, bool whole)
{
	struct resolving resolving = { .out = out, .by = by, .all = whole };
	struct mentions all = { NULL, 0, 0 };

	for (struct node *at = doc_first(doc); at; at = node_next(at))
		add_named(&resolving, at);
	for (struct node *at = doc_first(doc); at; at = node_next(at)) {
		mentions_read(&all, node_str(at), text_start(at));
		if (all.n)
			resolve_line(&resolving, at, &all);
	}
	for (struct node *at = doc->notes->first; at; at = at->next) {
		mentions_read(&all, node_str(at), 0);
		if (all.n)
			resolve_line(&resolving, at, &all);
	}
	mentions_release(&all);
	for (size_t i = 0; i < resolving.named.cap; i++)
		if (resolving.named.slots[i].key) {
			struct named *named = resolving.named.slots[i].value;

			free(named->at);
			free(named);
		}
	map_release(&resolving.named);
	buf_release(&resolving.key);
}
