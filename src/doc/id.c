/*
 * Ids of nodes: their alphabet, drawing them, and stand-ins for nodes that
 * came without one. A stand-in depends on document and text alone, so that two
 * readers of the same file agree on it.
 */
#include <string.h>

#include "adref/base/map.h"
#include "adref/doc/node.h"
#include "tree.h"

/* Crockford's base32: no i, l, o, u. */
static const char alphabet[] = "0123456789abcdefghjkmnpqrstvwxyz";

bool
node_id_is_none(const node_id *id)
{
	return id->text[0] == '\0';
}

bool
node_id_same(const node_id *a, const node_id *b)
{
	return memcmp(a->text, b->text, 8) == 0;
}

bool
node_id_is_valid(struct str str)
{
	if (str.len != 8)
		return false;
	for (size_t i = 0; i < 8; i++)
		if (!str.at[i] || !strchr(alphabet, str.at[i]))
			return false;
	return true;
}

node_id
node_id_of(struct str str)
{
	node_id id = { "" };

	if (node_id_is_valid(str))
		memcpy(id.text, str.at, 8);
	return id;
}

bool
doc_set_id(struct doc *doc, struct node *node, const node_id *id)
{
	if (doc_find(doc, id))
		return false;
	if (!node_id_is_none(&node->id))
		ids_drop(doc, node);
	node->id = *id;
	node->derived = false;
	if (!node_id_is_none(id))
		ids_put(doc, node);
	return true;
}

static node_id
id_of_bits(uint64_t bits)
{
	node_id id = { "" };

	for (size_t i = 0; i < 8; i++, bits >>= 5)
		id.text[i] = alphabet[bits & 31];
	return id;
}

node_id
doc_new_id(const struct doc *doc, const struct env *env)
{
	uint64_t bits;
	node_id id;

	do {
		env_chance(env, (unsigned char *)&bits, sizeof(bits));
		id = id_of_bits(bits);
	} while (doc_find(doc, &id));
	return id;
}

void
doc_draw_id(struct doc *doc, struct node *node, const struct env *env)
{
	node_id id = doc_new_id(doc, env);

	doc_set_id(doc, node, &id);
}

void
doc_draw_ids(struct doc *doc, const struct env *env)
{
	for (struct node *at = doc_first(doc); at; at = node_next(at))
		if (node_id_is_none(&at->id))
			doc_draw_id(doc, at, env);
	for (struct node *at = doc->notes->first; at; at = at->next)
		if (node_id_is_none(&at->id))
			doc_draw_id(doc, at, env);
}

/* FNV-1a, 64 bits, over a part and a separator that no part holds. */
static uint64_t
hash_on(uint64_t hash, const void *bytes, size_t len)
{
	const unsigned char *at = bytes;

	for (size_t i = 0; i < len; i++)
		hash = (hash ^ at[i]) * 0x100000001b3u;
	return (hash ^ 0xff) * 0x100000001b3u;
}

/* How many nodes of this text were seen before; counts this one. */
static size_t
seen_before(struct map *seen, const struct node *node)
{
	size_t k = (size_t)(uintptr_t)map_get(seen, node_str(node));

	map_put(seen, node_str(node), (void *)(uintptr_t)(k + 1));
	return k;
}

static void
derive_one(struct doc *doc, struct node *node, struct map *seen)
{
	uint64_t hash = 0xcbf29ce484222325u;
	size_t k = seen_before(seen, node);
	node_id id;

	hash = hash_on(hash, doc->name, strlen(doc->name));
	hash = hash_on(hash, node->line, node->len);
	for (;; k++) {
		uint64_t mixed = hash_on(hash, &k, sizeof(k));

		id = id_of_bits(mixed ^ mixed >> 32);
		if (doc_set_id(doc, node, &id))
			break;
	}
	node->derived = true;
}

void
doc_derive_ids(struct doc *doc)
{
	struct map seen = MAP_INIT;

	for (struct node *at = doc_first(doc); at; at = node_next(at))
		if (node_id_is_none(&at->id))
			derive_one(doc, at, &seen);
	for (struct node *at = doc->notes->first; at; at = at->next)
		if (node_id_is_none(&at->id))
			derive_one(doc, at, &seen);
	map_release(&seen);
}
