/*
 * What becomes of the numbers that a text mentions when nodes are renumbered.
 * What mention_target.c does not resolve to exactly one node is told with the
 * reason and stays.
 */
#include "renumber.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "mention_target.h"

struct resolving {
	struct renumbering *out;
	const struct map *by;	/* id: index + 1 in out */
	bool all;		/* not only a part of the text is renumbered:
				 * what is called by no number is told too */
	struct targets targets;
	struct target_list list;
};

/* A mention in a node's line, and what it comes to. */
struct resolved {
	const struct target *is;
	struct str line;
	struct node *from;
};

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
	const struct mention *mention = &is->is->mention;
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
	const struct mention *mention = &is->is->mention;
	size_t off = mention->off;
	bool changed = false;

	for (size_t i = mention->own; i < mention->n; i++) {
		const struct mention_part *part = &mention->part[i];
		const struct renumbered *one = becomes(resolving,
			is->is->node[i]);
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
		[MENTION_SECTION] = "section", [MENTION_NOTE] = "footnote",
	};

	if (is->is->mention.elsewhere)
		buf_add_text(out, "of another text, it seems");
	else if (is->is->could > 1)
		buf_add_format(out, "%zu places are called so",
			is->is->could);
	else
		buf_add_format(out, "no %s here is called so",
			words[is->is->mention.word]);
}

/* PP9 without a number in the text is the ninth by its place, and footnotes
 * have theirs by their marks: there is no number to change. */
static bool
is_by_place(const struct target *is)
{
	return is->mention.word == MENTION_NOTE ||
		(is->mention.word == MENTION_PP && !is->could);
}

static void
add_mention(struct resolving *resolving, const struct resolved *is)
{
	const struct target *target = is->is;
	bool found = target->could == 1 && !target->mention.elsewhere;
	struct buf come = BUF_INIT;
	struct remention *one;

	if (target->title || (!found && (is_by_place(target) ||
	    (!resolving->all && !target->could))))
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

static void
resolve_line(struct resolving *resolving, struct node *node)
{
	targets_read(&resolving->list, &resolving->targets, node);
	for (size_t i = 0; i < resolving->list.n; i++)
		add_mention(resolving, &(struct resolved){ .from = node,
			.is = &resolving->list.at[i],
			.line = node_str(node) });
}

void
renumber_mentions(struct renumbering *out, const struct doc *doc,
	const struct map *by, bool whole)
{
	struct resolving resolving = { .out = out, .by = by, .all = whole };

	targets_init(&resolving.targets, doc);
	for (struct node *at = doc_first(doc); at; at = node_next(at))
		resolve_line(&resolving, at);
	for (struct node *at = doc->notes->first; at; at = at->next)
		resolve_line(&resolving, at);
	targets_release(&resolving.targets);
	target_list_release(&resolving.list);
}
