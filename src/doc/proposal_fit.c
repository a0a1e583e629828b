/*
 * Whether two proposals on one node can both be made: by the words that each
 * of them touches.
 */
#include <string.h>

#include "adref/doc/proposal_text.h"
#include "adref/text/join.h"

/* One of the two: the line with it made, and the words that it is about. */
struct side {
	const struct proposal *of;
	struct buf line;
	size_t from, to;
};

static bool
side_read(struct side *side, const struct proposal *of, struct str line)
{
	*side = (struct side){ .of = of, .line = BUF_INIT };
	if (!proposal_find_words(of, line, &side->from, &side->to))
		return false;
	buf_add_str(&side->line, str_part(line, 0, side->from));
	if (of->verb == PROPOSAL_MOD)
		buf_add_str(&side->line, proposal_own_wording(of, line));
	buf_add_str(&side->line, str_from(line, side->to));
	return true;
}

/* Whether anything that a side changes lies in [from, to). */
static bool
changes_words(const struct side *side, struct str line, size_t from,
	size_t to)
{
	struct words_edits edits = WORDS_EDITS_INIT;
	bool meets = false;

	words_edits(&edits, line, buf_str(&side->line));
	for (size_t i = 0; i < edits.n && !meets; i++) {
		const struct words_edit *edit = &edits.at[i];

		meets = edit->gone ? edit->off < to &&
			from < edit->off + edit->gone
			: edit->off > from && edit->off < to;
	}
	words_edits_release(&edits);
	return meets;
}

/* All of the node goes, and what stands below it. */
static bool
drops_all(const struct proposal *proposal)
{
	return proposal->verb == PROPOSAL_SUP && !*proposal->words;
}

static enum proposals_fit
fit_added(const struct proposal *added, const struct proposal *other)
{
	if (other->verb == PROPOSAL_ADD)
		return strcmp(added->where, other->where) == 0 &&
			strcmp(proposal_wording(added),
			proposal_wording(other)) == 0 ? FIT_SAME
			: FIT_TOGETHER;
	return strcmp(added->where, "under") == 0 && drops_all(other)
		? FIT_CONTRADICT : FIT_TOGETHER;
}

static enum proposals_fit
fit_kept(const struct side *kept, const struct side *other, struct str line)
{
	if (other->of->verb == PROPOSAL_NOC)
		return kept->from == other->from && kept->to == other->to
			? FIT_SAME : FIT_TOGETHER;
	return changes_words(other, line, kept->from, kept->to)
		? FIT_CONTRADICT : FIT_TOGETHER;
}

/* Both change words, or take them out. */
static enum proposals_fit
fit_changed(const struct side *a, const struct side *b, struct str line)
{
	struct buf both = BUF_INIT;
	struct words_clash clash;
	bool joins;

	if (str_same(buf_str(&a->line), buf_str(&b->line)) &&
	    a->of->verb == b->of->verb)
		return FIT_SAME;
	if (a->of->verb == PROPOSAL_SUP && b->of->verb == PROPOSAL_SUP)
		return FIT_TOGETHER;
	if (drops_all(a->of) || drops_all(b->of))
		return FIT_CONTRADICT;
	joins = words_join(&both, line, buf_str(&a->line), buf_str(&b->line),
		&clash);
	buf_release(&both);
	return joins ? FIT_TOGETHER : FIT_CONTRADICT;
}

enum proposals_fit
proposals_fit(const struct proposal *a, const struct proposal *b,
	struct str line)
{
	struct side left = { 0 }, right = { 0 };
	enum proposals_fit fit = FIT_UNKNOWN;

	if (a->verb == PROPOSAL_ADD)
		return fit_added(a, b);
	if (b->verb == PROPOSAL_ADD)
		return fit_added(b, a);
	if (*a->was && strcmp(a->was, b->was) == 0)
		line = str_of(a->was);
	if (side_read(&left, a, line) && side_read(&right, b, line))
		fit = a->verb == PROPOSAL_NOC ? fit_kept(&left, &right, line)
			: b->verb == PROPOSAL_NOC
			? fit_kept(&right, &left, line)
			: fit_changed(&left, &right, line);
	buf_release(&left.line);
	buf_release(&right.line);
	return fit;
}
