/*
 * Mentions of what is not there: `see paragraph 14 bis` in a text that has a 14
 * and no 14 bis. Most texts mention other texts far more often than their own
 * numbers, so only what would be among numbers of this text is told: one of an
 * annex where there are annexes, of a letter where there are letters, and not
 * when what stands around it names another text.
 */
#include "adref/doc/lint.h"

#include <stdlib.h>

#include "adref/base/mem.h"
#include "mention_target.h"

struct looking {
	struct findings *out;
	struct targets targets;
	struct target_list list;
	struct doc *const *others;	/* of the negotiation */
	size_t others_n;
};

/* A letter's annexes become documents of their own, called by the number. */
static bool
is_elsewhere_here(const struct looking *looking, struct str said)
{
	struct target_list list = { NULL, 0, 0, { NULL, 0, 0 } };
	bool found = false;

	for (size_t i = 0; i < looking->others_n && !found; i++) {
		struct doc *ask = doc_new("ask");
		struct node *node = doc_add(ask, NULL, NODE_PARAGRAPH, said);
		struct targets other;

		targets_init(&other, looking->others[i]);
		targets_read(&list, &other, node);
		found = list.n && list.at[0].could > 0;
		targets_release(&other);
		doc_free(ask);
	}
	target_list_release(&list);
	return found;
}

static bool
is_lost(const struct looking *looking, const struct target *target,
	struct str line)
{
	const struct mention *mention = &target->mention;

	if (target->could || target->title || target->lost ||
	    mention->elsewhere || mention->open ||
	    mention->word == MENTION_ITEM || mention->word == MENTION_PP ||
	    !target_is_of_a_row(&looking->targets, target, line))
		return false;
	return mention->word != MENTION_ANNEX || !is_elsewhere_here(looking,
		str_part(line, mention->off, mention->len));
}

/* Whether it is told with its word: not as the second of a list. */
static bool
has_word(const struct mention *mention, struct str line)
{
	size_t core = mention->part[mention->own].core_off;

	return mention->off + (line.at[mention->off] == '(') < core;
}

/* `"section F" is not in this text`. */
static char *
hint_of(const struct target_list *list, size_t i, struct str line)
{
	const struct mention *mention = &list->at[i].mention;
	struct str said = str_part(line, mention->off, mention->len);
	struct buf hint = BUF_INIT;
	size_t first = i;

	while (first && !has_word(&list->at[first].mention, line))
		first--;
	if (first < i) {
		buf_add_str(&hint, said);
		buf_add_text(&hint, " of ");
		said = str_part(line, list->at[first].mention.off,
			mention->off + mention->len -
			list->at[first].mention.off);
	}
	buf_add_char(&hint, '"');
	buf_add_str(&hint, said);
	buf_add_text(&hint, "\" is not in this text");
	return buf_take(&hint);
}

static void
look(struct looking *looking, struct node *node)
{
	struct findings *out = looking->out;

	targets_read(&looking->list, &looking->targets, node);
	for (size_t i = 0; i < looking->list.n; i++) {
		const struct target *target = &looking->list.at[i];
		const struct mention *mention = &target->mention;

		if (!is_lost(looking, target, node_str(node)))
			continue;
		out->at = mem_grow(out->at, &out->cap, out->n + 1,
			sizeof(*out->at));
		out->at[out->n++] = (struct finding){
			.kind = FIND_MENTION_WITHOUT_TARGET, .node = node,
			.off = mention->off, .len = mention->len,
			.hint = hint_of(&looking->list, i, node_str(node)) };
	}
}

void
doc_lint_mentions(struct findings *out, const struct doc *doc,
	struct doc *const *others, size_t n)
{
	struct looking looking = { .out = out, .others = others,
		.others_n = n };

	targets_init(&looking.targets, doc);
	for (struct node *at = doc_first(doc); at; at = node_next(at))
		look(&looking, at);
	for (struct node *at = doc->notes->first; at; at = at->next)
		look(&looking, at);
	targets_release(&looking.targets);
	target_list_release(&looking.list);
}
