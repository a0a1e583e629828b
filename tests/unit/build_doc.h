/*
 * For tests: a document from a few lines, one node each. `#`s begin a section,
 * `-` a bullet, `[^8]:` a note, a digit or letter a paragraph; two blanks more
 * hang a node below the last one that is less indented.
 */
#ifndef ADREF_TESTS_BUILD_DOC_H
#define ADREF_TESTS_BUILD_DOC_H

#include <string.h>

#include "adref/base/str.h"
#include "adref/doc/node.h"

static struct str
build_text(struct str line, size_t marker)
{
	return str_trim(str_from(line, marker));
}

static void
build_note(struct doc *doc, struct str line)
{
	size_t colon = str_find(line, 0, str_of("]:"));

	doc_add_note(doc, str_part(line, 2, colon - 2),
		build_text(line, colon + 2), NULL);
}

static struct doc *
build_doc(const char *text)
{
	struct doc *doc = doc_new("outcome");
	struct node *at[9] = { NULL };
	struct str rest = str_of(text), line;
	size_t indent, marks;

	while (str_line(&rest, &line)) {
		struct str words = str_trim(line);

		indent = words.len ? (size_t)(words.at - line.at) / 2 : 0;
		for (marks = 0; marks < words.len && words.at[marks] == '#';)
			marks++;
		if (marks) {
			doc_add_section(doc, (unsigned)marks,
				build_text(words, marks));
			at[0] = NULL;
		} else if (str_starts(words, "[^") && str_find(words, 0,
				str_of("]:")) < words.len) {
			build_note(doc, words);
		} else if (words.len) {
			bool item = words.at[0] == '-';
			struct node *above = indent ? at[indent - 1]
				: doc_last_section(doc);

			at[indent] = doc_add(doc, above, item ? NODE_ITEM
				: NODE_PARAGRAPH, build_text(words, item));
		}
	}
	return doc;
}

/* The first node whose line begins so. */
__attribute__((unused)) static struct node *
find_line(const struct doc *doc, const char *with)
{
	struct node *node;

	for (node = doc_first(doc); node; node = node_next(node))
		if (str_starts(node_str(node), with))
			return node;
	for (node = doc->notes->first; node; node = node->next)
		if (str_starts(node_str(node), with))
			return node;
	return NULL;
}

#endif
