/*
 * Reading the wordings that stand side by side.
 */
#include "wordings.h"

bool
wordings_read(struct wordings *out, const struct pair *pair)
{
	size_t at = 0;

	*out = (struct wordings){ .node = pair->open };
	if (!pair->open || !pair_is_inside(pair))
		return false;
	brackets_read_line(&out->all, node_str(pair->open));
	while (out->all.at[at].off != pair->opener.off)
		at++;
	out->n = brackets_alternatives(&out->all, at, &out->first);
	return true;
}

void
wordings_release(struct wordings *wordings)
{
	brackets_release(&wordings->all);
}

static const struct bracket *
opener_of(const struct wordings *wordings, size_t k)
{
	size_t at = wordings->first;

	while (--k)
		at = wordings->all.at[at].mate + 1;
	return &wordings->all.at[at];
}

static const struct bracket *
closer_of(const struct wordings *wordings, size_t k)
{
	return &wordings->all.at[opener_of(wordings, k)->mate];
}

size_t
wording_from(const struct wordings *wordings, size_t k)
{
	return opener_of(wordings, k)->off;
}

size_t
wording_to(const struct wordings *wordings, size_t k)
{
	const struct bracket *closer = closer_of(wordings, k);

	return closer->off + closer->len + closer->attr_len;
}

struct str
wording_text(const struct wordings *wordings, size_t k)
{
	const struct bracket *opener = opener_of(wordings, k);
	size_t from = opener->off + opener->len;

	return str_part(node_str(wordings->node), from,
		closer_of(wordings, k)->off - from);
}

struct str
wording_attribution(const struct wordings *wordings, size_t k)
{
	const struct bracket *closer = closer_of(wordings, k);

	return str_part(node_str(wordings->node), closer->off + closer->len,
		closer->attr_len);
}

size_t
wording_find(const struct wordings *wordings, struct str text)
{
	for (size_t k = 1; k <= wordings->n; k++)
		if (str_same(wording_text(wordings, k), text))
			return k;
	return 0;
}
