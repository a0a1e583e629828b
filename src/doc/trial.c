/*
 * Trying changes of structure: which pairs of brackets across nodes they would
 * part. The changes are really made, paired, and taken back, so that what is
 * told is what would happen.
 */
#include <stdlib.h>

#include "adref/base/mem.h"
#include "adref/doc/change.h"
#include "tree.h"

struct looking {
	struct doc *doc;
	struct parted *pairs;	/* all there were */
	size_t n, cap;
	struct trial *out;
};

static void
collect(struct looking *looking, struct node *node)
{
	for (size_t i = 0; i < node->residue_n; i++) {
		const struct residue_end *end = &node->residue[i];

		if (!end->opens || !end->mate)
			continue;
		looking->pairs = mem_grow(looking->pairs, &looking->cap,
			looking->n + 1, sizeof(*looking->pairs));
		looking->pairs[looking->n++] = (struct parted){
			node, end->mate, i, end->mate_index,
		};
	}
}

static bool
is_there(const struct doc *doc, const struct node *node)
{
	return doc_find(doc, &node->id) == node;
}

/* A pair is parted when one end went alone, or has another mate or none. */
static bool
is_parted(const struct doc *doc, const struct parted *pair)
{
	bool open = is_there(doc, pair->open);
	const struct residue_end *end;

	if (open != is_there(doc, pair->close))
		return true;
	if (!open || pair->open_end >= pair->open->residue_n)
		return open;
	end = &pair->open->residue[pair->open_end];
	return end->mate != pair->close || end->mate_index != pair->close_end;
}

static void
look(void *ctx)
{
	struct looking *looking = ctx;
	struct trial *out = looking->out;

	doc_pair(looking->doc);
	out->slips = looking->doc->slips;
	for (size_t i = 0; i < looking->n; i++) {
		if (!is_parted(looking->doc, &looking->pairs[i]))
			continue;
		out->at = mem_grow(out->at, &out->cap, out->n + 1,
			sizeof(*out->at));
		out->at[out->n++] = looking->pairs[i];
	}
}

int
doc_try(struct doc *doc, const struct change *changes, size_t n,
	const struct env *env, struct trial *out, struct err *err)
{
	struct looking looking = { .doc = doc, .out = out };
	int rc;

	*out = (struct trial){ 0 };
	doc_pair(doc);
	out->slips_before = doc->slips;
	if (doc->spans)
		for (struct node *at = doc_first(doc); at; at = node_next(at))
			collect(&looking, at);
	rc = doc_apply_look(doc, &(struct changes_looked){ changes, n, look,
		&looking }, env, err);
	doc_pair(doc);
	free(looking.pairs);
	return rc;
}

void
trial_release(struct trial *trial)
{
	free(trial->at);
	*trial = (struct trial){ 0 };
}
