/*
 * For tests of the importers: texts and files in, documents out, what a
 * document looks like.
 */
#ifndef ADREF_TESTS_FORMAT_IMPORT_HELP_H
#define ADREF_TESTS_FORMAT_IMPORT_HELP_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "adref/base/buf.h"
#include "adref/base/mem.h"
#include "adref/format/import.h"

/* The bytes of a file; false when it is not there. */
static inline bool
help_read_file(struct buf *out, const char *path)
{
	FILE *file = fopen(path, "rb");
	char bytes[65536];
	size_t n;

	if (!file)
		return false;
	while ((n = fread(bytes, 1, sizeof(bytes), file)) > 0)
		buf_add(out, bytes, n);
	fclose(file);
	return true;
}

/* A file of the corpus of real texts, where it is kept. */
static inline bool
help_read_corpus(struct buf *out, const char *name)
{
	const char *folder = getenv("ADREF_CORPUS");
	struct buf path = BUF_INIT;
	bool there;

	buf_add_format(&path, "%s/%s", folder ? folder : "../shared/corpus",
		name);
	there = help_read_file(out, buf_text(&path));
	buf_release(&path);
	return there;
}

static inline void
help_import(struct import *out, struct str text, enum import_form form)
{
	struct err err = ERR_INIT;

	if (import_text(out, text, form, NULL, &err) < 0)
		fail_msg("%s", err.text);
}

static inline struct doc *
help_doc(const struct import *import, const char *name)
{
	for (size_t i = 0; i < import->docs_n; i++)
		if (strcmp(import->docs[i]->name, name) == 0)
			return import->docs[i];
	fail_msg("there is no document %s", name);
	return NULL;
}

/*
 * The document as text: each node indented by its depth, with a sign for its
 * kind (sections their `#`s, `-` bullets, `:` paragraphs, tables and rows
 * their own pipes), notes as `[^label]: line`.
 */
static inline char *
help_show(const struct doc *doc)
{
	struct buf out = BUF_INIT;

	for (struct node *at = doc_first(doc); at; at = node_next(at)) {
		buf_add_fill(&out, ' ', 2 * node_depth(at));
		if (at->kind == NODE_SECTION)
			buf_add_fill(&out, '#', at->level);
		else if (at->kind == NODE_ITEM)
			buf_add_char(&out, '-');
		else if (at->kind == NODE_PARAGRAPH)
			buf_add_char(&out, ':');
		buf_add_format(&out, "%s%s\n", at->kind == NODE_TABLE ||
			at->kind == NODE_ROW || !at->len ? "" : " ", at->line);
	}
	for (struct node *at = doc->notes->first; at; at = at->next)
		buf_add_format(&out, "[^%s]: %s\n", at->label, at->line);
	return buf_take(&out);
}

/* Import a text; its main document has to look like this. */
static inline void
help_expect(const char *text, enum import_form form, const char *expected)
{
	struct import import = IMPORT_INIT;
	char *shown;

	help_import(&import, str_of(text), form);
	shown = help_show(import.docs[0]);
	assert_string_equal(shown, expected);
	free(shown);
	import_release(&import);
}

struct help_counts {
	size_t kinds[NODE_NOTE + 1];
	size_t levels[7];
	size_t placeholders, nested;
};

static inline struct help_counts
help_count(const struct doc *doc)
{
	struct help_counts counts = { { 0 }, { 0 }, 0, 0 };

	for (struct node *at = doc_first(doc); at; at = node_next(at)) {
		counts.kinds[at->kind]++;
		if (at->kind == NODE_SECTION && at->level < 7)
			counts.levels[at->level]++;
		counts.placeholders += node_is_placeholder(at);
		counts.nested += at->kind == NODE_ITEM &&
			at->parent->kind == NODE_ITEM;
	}
	for (struct node *at = doc->notes->first; at; at = at->next)
		counts.kinds[NODE_NOTE]++;
	return counts;
}

#endif
