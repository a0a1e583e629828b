/*
 * Another wording beside words, and the choice among wordings.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/doc/address.h"
#include "adref/text/attribution.h"
#include "adref/text/bracket.h"
#include "inside.h"

/* `[other]{+IND}`; the Chair's wording is not attributed. */
static void
add_alternative(struct buf *out, const char *wording, const char *party)
{
	struct attribution by = ATTRIBUTION_INIT;

	buf_add_format(out, "[%s]", wording);
	if (*party)
		attribution_add(&by, '+', str_of(party));
	attribution_write(&by, out);
	attribution_release(&by);
}

/* The closer of a pair that holds exactly [from, to); BRACKET_NONE if none. */
static size_t
exact_pair(const struct brackets *all, size_t from, size_t to)
{
	for (size_t i = 0; i < all->n; i++)
		if (all->at[i].opens && all->at[i].mate != BRACKET_NONE &&
		    all->at[i].off + all->at[i].len == from &&
		    all->at[all->at[i].mate].off == to)
			return all->at[i].mate;
	return BRACKET_NONE;
}

/*
 * Words that stand in brackets of their own get the other wording beside
 * these; others are put in brackets first.
 */
static size_t
alternative_changes(struct change *out, const struct hit *hit,
	struct buf *come)
{
	struct brackets all = BRACKETS_INIT;
	size_t closer, n = 0;

	brackets_read_line(&all, node_str(hit->node));
	closer = exact_pair(&all, hit->from, hit->to);
	if (closer != BRACKET_NONE) {
		out[n++] = (struct change){ .kind = CHANGE_TEXT,
			.node = hit->node->id, .gone = "",
			.off = all.at[closer].off + all.at[closer].len +
				all.at[closer].attr_len,
			.come = buf_text(come) };
	} else {
		buf_splice(come, 0, 0, str_of("]"));
		out[n++] = (struct change){ .kind = CHANGE_TEXT,
			.node = hit->node->id, .off = hit->from, .gone = "",
			.come = "[" };
		out[n++] = (struct change){ .kind = CHANGE_TEXT,
			.node = hit->node->id, .off = hit->to, .gone = "",
			.come = buf_text(come) };
	}
	brackets_release(&all);
	return n;
}

/* The pieces of a range that needs no cutting: the range itself. */
static bool
is_one_piece(const struct hit *hit)
{
	struct bracket_pieces pieces = { 0 };
	bool one;

	bracket_cut(&pieces, node_str(hit->node), hit->from, hit->to);
	one = pieces.n == 1 && pieces.at[0].from == hit->from &&
		pieces.at[0].to == hit->to;
	bracket_pieces_release(&pieces);
	return one;
}

int
run_alternative_add(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct buf come = BUF_INIT, subject = BUF_INIT;
	struct change changes[2];
	struct deed deed = { .kind = "alternative-add", .changes = changes };
	struct hit hit;
	struct node *node;
	char party[13];
	int rc;

	if (args->n < 3 || args->n > 4 || !args->at[1].quoted ||
	    !args->at[2].quoted)
		return usage("alternative-add", err);
	memcpy(party, session->party, sizeof(party));
	if (argument_node(session, &args->at[0], &node, err) < 0 ||
	    hit_exact(&hit, node, &args->at[1], err) < 0 ||
	    (args->n == 4 && argument_party(&args->at[3], party, err) < 0))
		return -1;
	if (!is_one_piece(&hit))
		return err_set(err, ERR_REFUSED, "these words cross a "
			"bracket: take words on one side of it");
	add_alternative(&come, args->at[2].text, party);
	deed.n = alternative_changes(changes, &hit, &come);
	deed.party = party;
	address_add(&subject, node);
	buf_add_text(&subject, ": other wording for ");
	deed_add_quoted(&subject, str_part(node_str(node), hit.from,
		hit.to - hit.from));
	buf_add_text(&subject, ": ");
	deed_add_quoted(&subject, str_of(args->at[2].text));
	deed.subject = deed.done = buf_text(&subject);
	rc = session_act(session, &deed, err);
	buf_release(&come);
	buf_release(&subject);
	return rc;
}

/* The k-th of the alternatives that begin with opener `first`. */
static size_t
nth_alternative(const struct brackets *all, size_t first, size_t k)
{
	size_t at = first;

	while (--k)
		at = all->at[at].mate + 1;
	return at;
}

/* The group goes, the words of the chosen one stay. */
static int
choose(struct session *session, struct node *node,
	const struct brackets *all, size_t first, size_t k, size_t count,
	struct err *err)
{
	size_t chosen = nth_alternative(all, first, k);
	size_t last = all->at[nth_alternative(all, first, count)].mate;
	size_t from = all->at[first].off;
	size_t to = all->at[last].off + all->at[last].len +
		all->at[last].attr_len;
	size_t in = all->at[chosen].off + all->at[chosen].len;
	char *gone = mem_text_len(node->line + from, to - from);
	char *come = mem_text_len(node->line + in,
		all->at[all->at[chosen].mate].off - in);
	struct change change = { .kind = CHANGE_TEXT, .node = node->id,
		.off = from, .gone = gone, .come = come };
	struct buf subject = BUF_INIT;
	struct deed deed = { .kind = "alternative-choose",
		.changes = &change, .n = 1 };
	int rc;

	address_add(&subject, node);
	buf_add_text(&subject, ": take ");
	deed_add_quoted(&subject, str_of(come));
	buf_add_format(&subject, " of %zu alternatives", count);
	deed.subject = deed.done = buf_text(&subject);
	rc = session_act(session, &deed, err);
	free(gone);
	free(come);
	buf_release(&subject);
	return rc;
}

int
run_alternative_choose(struct session *session,
	const struct arguments *args, struct err *err)
{
	struct brackets all = BRACKETS_INIT;
	struct node *node;
	size_t n, k, opener, first = 0, count = 0;
	int rc = -1;

	if (args->n != 3)
		return usage("alternative-choose", err);
	if (argument_node(session, &args->at[0], &node, err) < 0 ||
	    argument_count(&args->at[1], &n, err) < 0 ||
	    argument_count(&args->at[2], &k, err) < 0)
		return -1;
	brackets_read_line(&all, node_str(node));
	opener = brackets_opener(&all, n);
	if (opener != BRACKET_NONE && all.at[opener].mate != BRACKET_NONE)
		count = brackets_alternatives(&all, opener, &first);
	if (!count)
		err_set(err, ERR_REFUSED,
			"there is no bracket %zu in this paragraph", n);
	else if (k > count)
		err_set(err, ERR_REFUSED, "there are %zu alternatives", count);
	else
		rc = choose(session, node, &all, first, k, count, err);
	brackets_release(&all);
	return rc;
}
