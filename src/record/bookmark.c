/*
 * The file of what a person has read, a line each thing:
 *
 *	adref bookmark 1
 *	first REVISION
 *	doc outcome SEEN READ
 *	node 7qd2m0ab 0123456789abcdef		of the document above
 *	watch ammunition|explosives
 *
 * A line that is none of these, and the whole file is not believed: it is no
 * loss to begin anew, and a mark read wrongly would hide what is new.
 */
#include "adref/record/bookmark.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/record/record.h"

static const char begins[] = "adref bookmark 1";

enum { HASH_HEX = 16 };

static void
hash_text(struct str str, char out[HASH_HEX + 1])
{
	snprintf(out, HASH_HEX + 1, "%016llx",
		(unsigned long long)str_hash(str));
}

void
bookmark_add_name(struct buf *out, const char *folder)
{
	char hash[HASH_HEX + 1];

	hash_text(str_of(folder), hash);
	buf_add_format(out, "bookmark-%s", hash);
}

struct bookmark_doc *
bookmark_find(const struct bookmark *bookmark, const char *name)
{
	for (size_t i = 0; i < bookmark->n; i++)
		if (strcmp(bookmark->at[i].name, name) == 0)
			return &bookmark->at[i];
	return NULL;
}

struct bookmark_doc *
bookmark_put(struct bookmark *bookmark, const char *name)
{
	struct bookmark_doc *doc = bookmark_find(bookmark, name);

	if (doc)
		return doc;
	bookmark->at = mem_grow(bookmark->at, &bookmark->cap, bookmark->n + 1,
		sizeof(*bookmark->at));
	doc = &bookmark->at[bookmark->n++];
	*doc = (struct bookmark_doc){ .name = mem_text(name),
		.seen = bookmark->first, .read = bookmark->first };
	return doc;
}

void
bookmark_drop_docs(struct bookmark *bookmark)
{
	for (size_t i = 0; i < bookmark->n; i++) {
		free(bookmark->at[i].name);
		map_release_all(&bookmark->at[i].nodes);
	}
	free(bookmark->at);
	bookmark->at = NULL;
	bookmark->n = bookmark->cap = 0;
}

void
bookmark_release(struct bookmark *bookmark)
{
	bookmark_drop_docs(bookmark);
	for (size_t i = 0; i < bookmark->patterns_n; i++)
		free(bookmark->patterns[i]);
	free(bookmark->patterns);
	*bookmark = (struct bookmark)BOOKMARK_INIT;
}

void
bookmark_all(struct bookmark_doc *doc, const store_id *revision)
{
	map_release_all(&doc->nodes);
	doc->nodes = (struct map)MAP_INIT;
	doc->seen = doc->read = *revision;
}

/* What it was: its line, its status, what it stands under. */
static void
node_hash(const struct node *node, char out[HASH_HEX + 1])
{
	const struct node *above = node->parent;
	struct buf text = BUF_INIT;

	buf_add_format(&text, "%d %s ", (int)node->status,
		above ? above->id.text : "");
	buf_add_str(&text, node_str(node));
	hash_text(buf_str(&text), out);
	buf_release(&text);
}

static void
put_hash(struct bookmark_doc *doc, const char *id, const char *hash)
{
	free(map_put(&doc->nodes, str_of(id), mem_text(hash)));
}

void
bookmark_put_node(struct bookmark_doc *doc, const struct node *node)
{
	char hash[HASH_HEX + 1];

	node_hash(node, hash);
	put_hash(doc, node->id.text, hash);
}

void
bookmark_add_nodes(struct bookmark_doc *to, const struct bookmark_doc *from)
{
	for (size_t i = 0; i < from->nodes.cap; i++)
		if (from->nodes.slots[i].key)
			put_hash(to, from->nodes.slots[i].key,
				from->nodes.slots[i].value);
}

bool
bookmark_has_node(const struct bookmark_doc *doc, const struct node *node)
{
	const char *was = map_get(&doc->nodes, str_of(node->id.text));
	char hash[HASH_HEX + 1];

	if (!was)
		return false;
	node_hash(node, hash);
	return strcmp(was, hash) == 0;
}

static size_t
pattern_find(const struct bookmark *bookmark, const char *pattern)
{
	size_t i = 0;

	while (i < bookmark->patterns_n &&
	       strcmp(bookmark->patterns[i], pattern) != 0)
		i++;
	return i;
}

bool
bookmark_watch(struct bookmark *bookmark, const char *pattern)
{
	if (pattern_find(bookmark, pattern) < bookmark->patterns_n)
		return false;
	bookmark->patterns = mem_grow(bookmark->patterns,
		&bookmark->patterns_cap, bookmark->patterns_n + 1,
		sizeof(*bookmark->patterns));
	bookmark->patterns[bookmark->patterns_n++] = mem_text(pattern);
	return true;
}

bool
bookmark_unwatch(struct bookmark *bookmark, const char *pattern)
{
	size_t i = pattern_find(bookmark, pattern);

	if (i >= bookmark->patterns_n)
		return false;
	free(bookmark->patterns[i]);
	for (; i + 1 < bookmark->patterns_n; i++)
		bookmark->patterns[i] = bookmark->patterns[i + 1];
	bookmark->patterns_n--;
	return true;
}

static bool
read_revision(store_id *out, struct str *rest)
{
	char text[STORE_HEX + 1];
	struct str word;

	if (!str_word(rest, &word) || word.len != STORE_HEX)
		return false;
	memcpy(text, word.at, STORE_HEX);
	text[STORE_HEX] = '\0';
	return store_id_read(out, text) == STORE_HEX;
}

static bool
read_doc(struct bookmark *out, struct str *rest)
{
	struct bookmark_doc *doc;
	struct str word;
	char *name;
	bool good;

	if (!str_word(rest, &word))
		return false;
	name = mem_text_len(word.at, word.len);
	good = record_is_name(name) && !bookmark_find(out, name);
	if (good) {
		doc = bookmark_put(out, name);
		good = read_revision(&doc->seen, rest) &&
			read_revision(&doc->read, rest);
	}
	free(name);
	return good;
}

static bool
read_node(struct bookmark *out, struct str *rest)
{
	struct str id, hash;
	char was[HASH_HEX + 1];
	node_id node;

	if (!out->n || !str_word(rest, &id) || !node_id_is_valid(id) ||
	    !str_word(rest, &hash) || hash.len != HASH_HEX)
		return false;
	node = node_id_of(id);
	memcpy(was, hash.at, HASH_HEX);
	was[HASH_HEX] = '\0';
	put_hash(&out->at[out->n - 1], node.text, was);
	return true;
}

static bool
read_pattern(struct bookmark *out, struct str *rest)
{
	struct str pattern = str_from(*rest, 1);
	char *text;

	if (!pattern.len || memchr(pattern.at, '\0', pattern.len))
		return false;
	text = mem_text_len(pattern.at, pattern.len);
	bookmark_watch(out, text);
	free(text);
	*rest = str_of("");
	return true;
}

static bool
read_line(struct bookmark *out, struct str line)
{
	struct str rest = line, word, more;
	bool good;

	if (!str_word(&rest, &word))
		return false;
	good = str_is(word, "first") ? read_revision(&out->first, &rest)
		: str_is(word, "doc") ? read_doc(out, &rest)
		: str_is(word, "node") ? read_node(out, &rest)
		: str_is(word, "watch") && read_pattern(out, &rest);
	return good && !str_word(&rest, &more);
}

int
bookmark_read(struct bookmark *out, struct str text, struct err *err)
{
	struct str rest = text, line;
	size_t number = 1;
	bool good = str_line(&rest, &line) && str_is(line, begins);

	*out = (struct bookmark)BOOKMARK_INIT;
	while (good && str_line(&rest, &line)) {
		number++;
		good = read_line(out, line);
	}
	if (good)
		return 0;
	bookmark_release(out);
	return err_set(err, ERR_DAMAGED, "line %zu is not of a file that says "
		"what was read", number);
}

static void
add_revision(struct buf *out, const store_id *revision)
{
	char text[STORE_HEX + 1];

	store_id_text(revision, text);
	buf_add_format(out, " %s", text);
}

static int
by_key(const void *left, const void *right)
{
	return strcmp((*(struct map_slot *const *)left)->key,
		(*(struct map_slot *const *)right)->key);
}

/* In the order of their ids, so that the same is written the same. */
static void
add_nodes(struct buf *out, const struct map *nodes)
{
	const struct map_slot **slots = mem_new(nodes->n, sizeof(*slots));
	size_t n = 0;

	for (size_t i = 0; i < nodes->cap; i++)
		if (nodes->slots[i].key)
			slots[n++] = &nodes->slots[i];
	if (n > 1)
		qsort(slots, n, sizeof(*slots), by_key);
	for (size_t i = 0; i < n; i++)
		buf_add_format(out, "node %s %s\n", slots[i]->key,
			(const char *)slots[i]->value);
	free(slots);
}

void
bookmark_add(struct buf *out, const struct bookmark *bookmark)
{
	buf_add_format(out, "%s\n", begins);
	if (!store_id_is_none(&bookmark->first)) {
		buf_add_text(out, "first");
		add_revision(out, &bookmark->first);
		buf_add_char(out, '\n');
	}
	for (size_t i = 0; i < bookmark->n; i++) {
		const struct bookmark_doc *doc = &bookmark->at[i];

		buf_add_format(out, "doc %s", doc->name);
		add_revision(out, &doc->seen);
		add_revision(out, &doc->read);
		buf_add_char(out, '\n');
		add_nodes(out, &doc->nodes);
	}
	for (size_t i = 0; i < bookmark->patterns_n; i++)
		buf_add_format(out, "watch %s\n", bookmark->patterns[i]);
}
