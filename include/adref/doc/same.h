/*
 * A heading and its agenda item hold one text twice, in two documents:
 * `{#id same-as=ID}` on the heading's line ties it to the item. The number,
 * brackets and footnotes are each one's own; the words should be the same.
 */
#ifndef ADREF_DOC_SAME_H
#define ADREF_DOC_SAME_H

#include <stdbool.h>
#include <stddef.h>

#include "adref/base/buf.h"
#include "adref/doc/changes.h"
#include "adref/doc/lint.h"
#include "adref/doc/node.h"

/* Whether a document is an agenda by its name: `agenda`, `agenda-2`. */
bool same_is_agenda(const char *name);
/*
 * A builder: tie the headings of doc of level 1 that have no tie to the items
 * of an agenda, by number and words; returns how many were tied. Both have
 * their ids.
 */
size_t same_tie(struct doc *doc, const struct doc *agenda);
/* The node of this id in one of the documents, and which; NULL: in none. */
struct node *same_find(struct doc *const *docs, size_t n, const node_id *id,
	const struct doc **in);
/* Whether both say the same, but for number, brackets, footnotes and a stop
 * at the end. */
bool same_words(const struct node *heading, const struct node *item);
/* Append how the heading's words differ from the item's: `{-chair-}`. */
void same_add_differences(struct buf *out, const struct node *heading,
	const struct node *item);
/*
 * Add the headings of doc whose words differ from those of their items, and
 * the items of doc whose headings' do; docs: the others.
 */
void doc_lint_same(struct findings *out, const struct doc *doc,
	struct doc *const *docs, size_t n);
/*
 * The changes that give a heading the words of its item, its brackets lifted,
 * wherever their other ends stand; number and footnote marks stay. *lifted:
 * how many pairs that were. doc, the heading's, is paired.
 */
void same_take(struct changes *out, const struct node *heading,
	const struct node *item, size_t *lifted);

#endif
