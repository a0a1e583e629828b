/*
 * Of what differs between two states only a part: what a reader asks for.
 */
#include <string.h>

#include "adref/base/map.h"
#include "adref/doc/diff.h"
#include "adref/doc/notes.h"
#include "adref/text/token.h"

void
diff_keep(struct diff *diff, bool (*wanted)(void *ctx,
	struct diff_entry *entry), void *ctx)
{
	size_t kept = 0;

	memset(diff->counts, 0, sizeof(diff->counts));
	for (size_t i = 0; i < diff->n; i++) {
		struct diff_entry entry = diff->at[i];

		if (!wanted(ctx, &entry))
			continue;
		diff->at[kept++] = entry;
		for (size_t bit = 0; bit < DIFF_KINDS; bit++)
			diff->counts[bit] += entry.kinds >> bit & 1;
	}
	diff->n = kept;
}

/* A place on both sides, and the labels of the notes that have marks there. */
struct within {
	const struct node *from, *to;
	struct map from_notes, to_notes;
};

static void
add_labels(struct map *out, struct tokens *tokens, struct str line)
{
	tokens_read(tokens, line);
	for (size_t i = 0; i < tokens->n; i++)
		if (tokens->at[i].kind == TOKEN_MARK)
			map_put(out, token_label(line, &tokens->at[i]), out);
}

static void
collect_notes(struct map *out, const struct node *place)
{
	struct tokens tokens = TOKENS_INIT;
	const struct node *end = place && place->kind != NODE_NOTE
		? node_skip(place) : place;

	for (const struct node *at = place; at != end; at = node_next(at))
		if (at->marks)
			add_labels(out, &tokens, node_str(at));
	tokens_release(&tokens);
}

static bool
is_in(const struct node *node, const struct node *place,
	const struct map *notes)
{
	if (!node || !place)
		return false;
	if (node->kind == NODE_NOTE && node != place)
		return map_get(notes, str_of(node->label)) != NULL;
	return node == place || node_is_under(node, place);
}

static bool
is_within(void *ctx, struct diff_entry *entry)
{
	const struct within *within = ctx;

	return is_in(entry->from, within->from, &within->from_notes) ||
		is_in(entry->to, within->to, &within->to_notes);
}

void
diff_keep_within(struct diff *diff, const struct node *from,
	const struct node *to)
{
	struct within within = { from, to, MAP_INIT, MAP_INIT };

	collect_notes(&within.from_notes, from);
	collect_notes(&within.to_notes, to);
	diff_keep(diff, is_within, &within);
	map_release(&within.from_notes);
	map_release(&within.to_notes);
}
