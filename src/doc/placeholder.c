/*
 * Reasons of empty bullets, by their ids.
 */
#include "adref/doc/placeholder.h"

#include <stdlib.h>

#include "adref/base/mem.h"

void
placeholder_explain(struct doc *doc, struct str node, struct str reason)
{
	if (reason.len)
		free(map_put(&doc->reasons, node, mem_text_len(reason.at,
			reason.len)));
	else
		free(map_drop(&doc->reasons, node));
}

void
placeholders_forget(struct doc *doc)
{
	map_release_all(&doc->reasons);
	doc->reasons = (struct map)MAP_INIT;
}

void
placeholders_copy(struct doc *to, const struct doc *from)
{
	const struct map *reasons = &from->reasons;

	for (size_t i = 0; i < reasons->cap; i++)
		if (reasons->slots[i].key)
			placeholder_explain(to, str_of(reasons->slots[i].key),
				str_of(reasons->slots[i].value));
}

const char *
placeholder_reason(const struct doc *doc, const struct node *node)
{
	return doc->reasons.n && node_is_placeholder(node)
		? map_get(&doc->reasons, str_of(node->id.text)) : NULL;
}

size_t
placeholders_explained(const struct doc *doc)
{
	size_t n = 0;

	for (size_t i = 0; i < doc->reasons.cap; i++) {
		const char *key = doc->reasons.slots[i].key;
		node_id id = node_id_of(str_of(key));
		const struct node *node = key ? doc_find(doc, &id) : NULL;

		n += node && node_is_placeholder(node);
	}
	return n;
}

void
placeholder_add_words(struct buf *out, const struct doc *doc,
	const struct node *node)
{
	const char *reason = placeholder_reason(doc, node);

	if (reason)
		buf_add_format(out, "(%s)", reason);
	else
		buf_add_text(out, PLACEHOLDER_WORDS);
}
