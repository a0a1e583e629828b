/*
 * Finding the words that an act is about: in a node, or wherever they are.
 */
#include "inside.h"

bool
hit_in(struct hit *out, struct node *node, size_t off, struct str words)
{
	struct err ignored = ERR_INIT;
	struct find *find;
	bool found;

	if (find_new(&find, words, 0, &ignored) < 0)
		return false;
	found = find_in(find, node, off, out, &ignored) > 0;
	find_free(find);
	return found;
}

bool
hit_next(struct hit *out, struct session *session, struct str words)
{
	static const struct search_options plain = { .flags = 0 };
	struct err ignored = ERR_INIT;
	struct seek seek;
	bool found = false;

	if (seek_begin(&seek, session, words, &plain, &ignored) == 0)
		found = seek_place(&seek, session, true, out, &ignored)
			> 0;
	seek_end(&seek);
	return found;
}

size_t
hit_count(struct session *session, struct str words, size_t max)
{
	static const struct search_options plain = { .flags = 0 };
	struct find_counts counts = { 0 };
	struct err ignored = ERR_INIT;
	struct seek seek;

	if (seek_begin(&seek, session, words, &plain, &ignored) == 0) {
		seek.range.max = max;
		find_count(seek.find, &seek.range, &counts, &ignored);
	}
	seek_end(&seek);
	return counts.hits;
}

/* The nth place as in the source; how many there are in *n. */
static bool
exact(struct hit *out, struct node *node, const struct argument *words,
	size_t *n)
{
	struct str what = str_of(words->text);
	size_t off = 0;

	*n = 0;
	while (what.len && (off = str_find(node_str(node), off, what)) <
	       node->len) {
		if (++*n == (words->nth ? words->nth : 1))
			*out = (struct hit){ node, off, off + what.len };
		off += what.len;
	}
	return *n > 0;
}

static void
loose(struct hit *out, struct node *node, const struct argument *words,
	size_t *n)
{
	struct hit hit;
	size_t off = 0;

	*n = 0;
	while (hit_in(&hit, node, off, str_of(words->text))) {
		if (++*n == (words->nth ? words->nth : 1))
			*out = hit;
		off = hit.to;
	}
}

int
hit_exact(struct hit *out, struct node *node, const struct argument *words,
	struct err *err)
{
	size_t n;

	if (!exact(out, node, words, &n))
		loose(out, node, words, &n);
	if (!n)
		return err_set(err, ERR_REFUSED, "\"%.200s\" is not there: the "
			"text reads \"%.*s\"", words->text,
			(int)(node->len > 300 ? 300 : node->len), node->line);
	if (words->nth > n)
		return err_set(err, ERR_REFUSED, "\"%.200s\" is there %zu "
			"time%s only", words->text, n, n == 1 ? "" : "s");
	if (n > 1 && !words->nth)
		return err_set(err, ERR_REFUSED, "\"%.200s\" is there %zu "
			"times: write 2:\"%.60s\" for the second",
			words->text, n, words->text);
	return 0;
}
