/*
 * Proposals in words. Parties by the room's names, proposals by theirs.
 */
#include "adref/doc/proposal_said.h"

#include <string.h>

#include "adref/base/when.h"
#include "adref/doc/meeting.h"
#include "adref/doc/party.h"
#include "adref/doc/proposal_text.h"
#include "adref/text/words.h"

/* More on one node than these are not compared. */
enum { FITS_MAX = 12 };

void
proposal_add_day(struct buf *out, const char *time)
{
	struct when when = WHEN_INIT;

	if (when_read_day(&when, str_of(time)))
		when_add_said(out, &when);
}

void
proposal_add_verb(struct buf *out, const struct proposal *proposal)
{
	buf_add_text(out, proposal_verb_said(proposal->verb));
	if (proposal->verb == PROPOSAL_ADD)
		buf_add_format(out, " %s", proposal->where);
}

const char *
proposal_became(const struct proposal *proposal)
{
	return proposal->verb == PROPOSAL_NOC && proposal->fate ==
		FATE_PLACED ? "kept" : proposal_fate_said(proposal->fate);
}

static void
add_plain(struct buf *out, const char *text)
{
	struct str rest = str_of(text), line;
	bool more = false;

	while (str_line(&rest, &line)) {
		if (!str_trim(line).len)
			continue;
		if (more)
			buf_add_text(out, " / ");
		words_add_plain(out, str_trim(line));
		more = true;
	}
}

static void
add_quoted(struct buf *out, const char *text)
{
	buf_add_char(out, '"');
	add_plain(out, text);
	buf_add_char(out, '"');
}

void
proposal_add_gist(struct buf *out, const struct proposal *proposal)
{
	bool changes = proposal->verb == PROPOSAL_MOD ||
		proposal->verb == PROPOSAL_ADD;

	if (*proposal->words)
		add_quoted(out, proposal->words);
	if (*proposal->words && changes) {
		buf_add_text(out, " to ");
		add_quoted(out, proposal_wording(proposal));
	} else if (!*proposal->words) {
		add_plain(out, changes ? proposal_wording(proposal)
			: proposal->was);
	}
}

void
proposal_add_words(struct buf *out, const struct proposal *proposal)
{
	const struct proposal_version *last = proposal_last(proposal);
	const char *const all[] = { proposal_wording(proposal),
		proposal->words, proposal->was, last ? last->reasons : "",
		proposal->reason, proposal->note, proposal->paper,
		proposal->paper_title };

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		if (*all[i])
			buf_add_format(out, "%s ", all[i]);
}

void
proposal_add_whose(struct buf *out, const struct proposal *proposal)
{
	buf_add_text(out, party_room_name(proposal->party));
	if (*proposal->role)
		buf_add_format(out, " (%s)", proposal->role);
}

void
proposal_add_counts(struct buf *out, const struct proposal *proposal)
{
	size_t against = proposal_against(proposal);

	buf_add_format(out, "%zu for", proposal_for(proposal));
	if (against)
		buf_add_format(out, ", %zu against", against);
}

static void
add_parties(struct buf *out, const struct proposal *proposal, bool against)
{
	bool more = !against;

	if (!against)
		proposal_add_whose(out, proposal);
	for (size_t i = 0; i < proposal->stands_n; i++) {
		if (proposal->stands[i].against != against)
			continue;
		buf_add_format(out, "%s%s", more ? ", " : "",
			party_room_name(proposal->stands[i].party));
		more = true;
	}
}

void
proposal_add_stands(struct buf *out, const struct proposal *proposal)
{
	size_t against = proposal_against(proposal);

	buf_add_format(out, "%zu for: ", proposal_for(proposal));
	add_parties(out, proposal, false);
	if (!against)
		return;
	buf_add_format(out, "; %zu against: ", against);
	add_parties(out, proposal, true);
}

/* `by the Chair, 17 June`, and in which meeting that was on another day. */
static void
add_decided(struct buf *out, const struct proposal *proposal)
{
	const char *by = proposal->decided_by;

	if (*by)
		buf_add_format(out, " by %s", strcmp(by, "CHAIR") == 0
			? "the Chair" : party_room_name(by));
	if (*proposal->decided_on) {
		buf_add_text(out, ", ");
		proposal_add_day(out, proposal->decided_on);
	}
}

static void
add_withdrawn(struct buf *out, const struct proposal *proposal)
{
	buf_add_text(out, "withdrawn");
	if (*proposal->withdrawn) {
		buf_add_text(out, ", ");
		proposal_add_day(out, proposal->withdrawn);
	}
	if (*proposal->withdrawn_reason)
		buf_add_format(out, ": %s", proposal->withdrawn_reason);
}

void
proposal_add_merged(struct buf *out, const struct proposal *proposal)
{
	struct str rest = str_of(proposal->with);

	buf_add_text(out, "merged");
	for (bool first = true; rest.len; first = false) {
		size_t comma = str_find(rest, 0, str_of(","));

		buf_add_text(out, first ? " with " : ", ");
		buf_add_str(out, str_part(rest, 0, comma));
		rest = str_from(rest, comma + 1);
	}
}

void
proposal_add_fate(struct buf *out, const struct proposal *proposal,
	struct str at)
{
	enum proposal_fate fate = proposal->fate;
	bool kept = proposal->verb == PROPOSAL_NOC && fate == FATE_PLACED;

	if (fate == FATE_OPEN || fate == FATE_WITHDRAWN) {
		if (fate == FATE_OPEN)
			buf_add_text(out, "open");
		else
			add_withdrawn(out, proposal);
		return;
	}
	if (fate == FATE_MERGED)
		proposal_add_merged(out, proposal);
	else if (kept)
		buf_add_text(out, "kept as it is");
	else
		buf_add_text(out, proposal_fate_said(fate));
	if (fate == FATE_PLACED && !kept)
		buf_add_format(out, " %s", proposal_form_said(proposal->form));
	if (at.len && !kept) {
		buf_add_text(out, fate == FATE_MERGED ? " into " : " in ");
		buf_add_str(out, at);
	}
	add_decided(out, proposal);
	if (*proposal->reason)
		buf_add_format(out, ": %s", proposal->reason);
}

void
proposal_add_source(struct buf *out, const struct proposal *proposal)
{
	buf_add_text(out, proposal_how_said(proposal->how));
	if (*proposal->speaker && strcmp(proposal->speaker,
		proposal->party) != 0)
		buf_add_format(out, " by %s",
			party_room_name(proposal->speaker));
	if (*proposal->meeting) {
		buf_add_text(out, ", meeting of ");
		meeting_add_key_when(out, proposal->meeting);
	} else if (proposal->versions_n) {
		buf_add_text(out, ", ");
		proposal_add_day(out, proposal->versions[0].filed);
	}
	if (*proposal->letter)
		buf_add_format(out, ", %s", proposal->letter);
	if (*proposal->paper)
		buf_add_format(out, ", %s", proposal->paper);
	if (*proposal->filed_as)
		buf_add_format(out, ", filed first as %s",
			proposal->filed_as);
}

/* Each compared with each; those that were said are left out. */
struct fits {
	const struct proposal_place *at;
	size_t n;
	enum proposals_fit fit[FITS_MAX][FITS_MAX];
	bool said[FITS_MAX];
};

static void
compare_all(struct fits *fits, struct str line)
{
	for (size_t i = 0; i < fits->n; i++)
		for (size_t k = 0; k < i; k++)
			fits->fit[i][k] = fits->fit[k][i] = proposals_fit(
				fits->at[k].proposal, fits->at[i].proposal,
				line);
}

static size_t
count_fits(const struct fits *fits, size_t i, enum proposals_fit fit)
{
	size_t n = 0;

	for (size_t k = 0; k < fits->n; k++)
		n += k != i && !fits->said[k] && fits->fit[i][k] == fit;
	return n;
}

/* The one that stands so to most of those not yet said; n when none does. */
static size_t
most_of(const struct fits *fits, enum proposals_fit fit)
{
	size_t best = fits->n, most = 0;

	for (size_t i = 0; i < fits->n; i++) {
		size_t n = fits->said[i] ? 0 : count_fits(fits, i, fit);

		if (n > most) {
			most = n;
			best = i;
		}
	}
	return best;
}

/* `KEN/1 contradicts FRA/1, IND/1`. */
static void
say_one(struct buf *out, struct fits *fits, size_t i, enum proposals_fit fit)
{
	bool more = false;

	buf_add_text(out, out->len ? "; " : "");
	proposal_add_name(out, fits->at[i].proposal);
	buf_add_text(out, fit == FIT_SAME ? " asks for the same as "
		: " contradicts ");
	for (size_t k = 0; k < fits->n; k++) {
		if (k == i || fits->said[k] || fits->fit[i][k] != fit)
			continue;
		buf_add_text(out, more ? ", " : "");
		proposal_add_name(out, fits->at[k].proposal);
		more = true;
		/* What asks for the same does so of each other. */
		if (fit == FIT_SAME)
			fits->said[k] = true;
	}
	fits->said[i] = true;
}

/* `; FRA/1 and IND/1 can stand together`: those that contradict none of each
 * other, when there are at least two. */
static void
say_rest(struct buf *out, const struct fits *fits)
{
	size_t left = 0, n = 0;

	for (size_t i = 0; i < fits->n; i++)
		left += !fits->said[i];
	if (left < 2)
		return;
	buf_add_text(out, "; ");
	for (size_t i = 0; i < fits->n; i++) {
		if (fits->said[i])
			continue;
		buf_add_text(out, !n ? "" : n + 1 == left ? " and " : ", ");
		proposal_add_name(out, fits->at[i].proposal);
		n++;
	}
	buf_add_text(out, " can stand together");
}

void
proposals_add_fits(struct buf *out, const struct proposal_place *at,
	size_t n, struct str line)
{
	struct fits fits = { .at = at, .n = n < FITS_MAX ? n : FITS_MAX };
	struct buf words = BUF_INIT;
	size_t i;

	compare_all(&fits, line);
	while ((i = most_of(&fits, FIT_CONTRADICT)) < fits.n)
		say_one(&words, &fits, i, FIT_CONTRADICT);
	if (words.len)
		say_rest(&words, &fits);
	memset(fits.said, 0, sizeof(fits.said));
	while ((i = most_of(&fits, FIT_SAME)) < fits.n)
		say_one(&words, &fits, i, FIT_SAME);
	buf_add_str(out, buf_str(&words));
	buf_release(&words);
}
