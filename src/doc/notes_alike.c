/*
 * Finding footnotes that are alike: each is read into a bag of words once, and
 * each pair is compared.
 */
#include "adref/doc/notes_alike.h"

#include <stdlib.h>

#include "adref/base/mem.h"
#include "adref/doc/address.h"
#include "adref/doc/notes.h"
#include "adref/text/words.h"

/* Below this they are two notes; above so many nobody reads the list. */
static const double ALIKE = 0.8;
enum { NOTES_MAX = 4000 };

struct one {
	const struct doc *doc;
	size_t place;		/* of the document in the list */
	const struct node *note;
	struct words_bag bag;
	bool taken;		/* paired with one of another document */
};
struct pair {
	size_t a, b;		/* indices, a before b */
	double likeness;
};
struct pairing {
	struct one *notes;
	size_t n, cap;
	struct pair *pairs;
	size_t pairs_n, pairs_cap;
	struct alikes *out;
};

static void
read_notes(struct pairing *pairing, const struct doc *doc, size_t place)
{
	for (struct node *at = notes_first(doc); at && pairing->n < NOTES_MAX;
	     at = notes_next(doc, at)) {
		struct one *one;

		if (!at->len)
			continue;
		pairing->notes = mem_grow(pairing->notes, &pairing->cap,
			pairing->n + 1, sizeof(*pairing->notes));
		one = &pairing->notes[pairing->n++];
		*one = (struct one){ doc, place, at, WORDS_BAG_INIT,
			false };
		words_bag_read(&one->bag, node_str(at));
	}
}

static void
compare(struct pairing *pairing, size_t a, size_t b)
{
	double likeness = words_bag_likeness(&pairing->notes[a].bag,
		&pairing->notes[b].bag);

	if (likeness < ALIKE)
		return;
	pairing->pairs = mem_grow(pairing->pairs, &pairing->pairs_cap,
		pairing->pairs_n + 1, sizeof(*pairing->pairs));
	pairing->pairs[pairing->pairs_n++] = (struct pair){ a, b, likeness };
}

/* The most alike first, then in reading order. */
static int
by_likeness(const void *left, const void *right)
{
	const struct pair *a = left, *b = right;

	if (a->likeness != b->likeness)
		return a->likeness > b->likeness ? -1 : 1;
	if (a->a != b->a)
		return a->a < b->a ? -1 : 1;
	return (a->b > b->b) - (a->b < b->b);
}

static void
add(struct pairing *pairing, size_t note, size_t other)
{
	struct alikes *out = pairing->out;
	const struct one *a = &pairing->notes[note];
	const struct one *b = &pairing->notes[other];

	out->at = mem_grow(out->at, &out->cap, out->n + 1, sizeof(*out->at));
	out->at[out->n++] = (struct alike){ a->doc, b->doc, a->place,
		a->note, b->note, str_same(node_str(a->note),
		node_str(b->note)) };
}

/* Each note in one pair across documents, and one within its own. */
static void
choose(struct pairing *pairing)
{
	bool *within = mem_new(pairing->n + 1, sizeof(*within));

	for (size_t i = 0; i < pairing->pairs_n; i++) {
		const struct pair *pair = &pairing->pairs[i];
		struct one *a = &pairing->notes[pair->a];
		struct one *b = &pairing->notes[pair->b];

		if (a->doc == b->doc && !within[pair->b]) {
			within[pair->b] = true;
			add(pairing, pair->b, pair->a);
		} else if (a->doc != b->doc && !a->taken && !b->taken) {
			a->taken = b->taken = true;
			add(pairing, pair->a, pair->b);
		}
	}
	free(within);
}

static int
by_place(const void *left, const void *right)
{
	const struct alike *a = left, *b = right;

	if (a->place != b->place)
		return a->place < b->place ? -1 : 1;
	if (a->note->number != b->note->number)
		return a->note->number < b->note->number ? -1 : 1;
	return (a->doc == a->other_doc) - (b->doc == b->other_doc);
}

void
notes_alike(struct alikes *out, struct doc *const *docs, size_t n)
{
	struct pairing pairing = { .out = out };

	*out = (struct alikes){ 0 };
	for (size_t i = 0; i < n; i++)
		read_notes(&pairing, docs[i], i);
	for (size_t a = 0; a < pairing.n; a++)
		for (size_t b = a + 1; b < pairing.n; b++)
			compare(&pairing, a, b);
	if (pairing.pairs_n)
		qsort(pairing.pairs, pairing.pairs_n, sizeof(*pairing.pairs),
			by_likeness);
	choose(&pairing);
	if (out->n)
		qsort(out->at, out->n, sizeof(*out->at), by_place);
	for (size_t i = 0; i < pairing.n; i++)
		words_bag_release(&pairing.notes[i].bag);
	free(pairing.notes);
	free(pairing.pairs);
}

void
alikes_release(struct alikes *alikes)
{
	free(alikes->at);
	*alikes = (struct alikes){ 0 };
}

void
alike_add_other(struct buf *out, const struct alike *alike)
{
	address_add(out, alike->other);
	if (alike->doc != alike->other_doc)
		buf_add_format(out, " of %s", alike->other_doc->name);
}

void
alike_add_differences(struct buf *out, const struct alike *alike)
{
	words_add_differences(out, node_str(alike->other),
		node_str(alike->note));
}
