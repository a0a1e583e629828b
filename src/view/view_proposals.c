/*
 * The proposals on the place, in the panel: the open ones first, each as the
 * text would read with it; which of them contradict; who stands with each, and
 * why; then what became of the others.
 */
#include <string.h>

#include "adref/doc/address.h"
#include "adref/doc/proposal_said.h"
#include "adref/doc/proposal_text.h"
#include "view_paint.h"

/* More on one node are counted. A change is shown with so many bytes of the
 * words before it. */
enum { SHOWN_MAX = 8, BEFORE_MAX = 24 };

static void
add_name(struct buf *out, const struct proposal *proposal)
{
	proposal_add_name(out, proposal);
	buf_add_char(out, ' ');
	proposal_add_verb(out, proposal);
}

/* From a little before what changes on: that is what one looks for. */
static void
add_near_change(struct buf *out, const struct paint *paint,
	struct str reading)
{
	size_t at = str_find(reading, 0, str_of("{-"));
	size_t plus = str_find(reading, 0, str_of("{+"));
	size_t from;

	at = at < plus ? at : plus;
	from = at > BEFORE_MAX ? str_find(reading, at - BEFORE_MAX,
		str_of(" ")) + 1 : 0;
	if (at < reading.len && from && from < at) {
		buf_add_text(out, paint_ellipsis(paint));
		buf_add_char(out, ' ');
		reading = str_from(reading, from);
	}
	buf_add_str(out, reading);
}

/* `IND/1 change: … {-shall-}{+should+} return …`. */
static void
add_reading(struct panel *panel, const struct proposal *proposal)
{
	struct buf text = BUF_INIT, reading = BUF_INIT;

	add_name(&text, proposal);
	buf_add_text(&text, ": ");
	if (proposal->verb == PROPOSAL_NOC)
		proposal_add_gist(&text, proposal);
	else if (proposal_add_reading(&reading, proposal,
		node_str(panel->node)))
		add_near_change(&text, panel->paint, buf_str(&reading));
	else
		proposal_add_gist(&text, proposal);
	panel_add(panel, &text, ROLE_PANEL);
	panel->at[panel->n - 1].compares = true;
	buf_release(&reading);
}

static void
add_details(struct panel *panel, const struct proposal *proposal, bool name)
{
	const struct proposal_version *last = proposal_last(proposal);
	struct buf text = BUF_INIT;

	if (name) {
		proposal_add_name(&text, proposal);
		buf_add_text(&text, "  ");
	} else {
		buf_add_text(&text, "  ");
	}
	proposal_add_stands(&text, proposal);
	panel_add(panel, &text, ROLE_PANEL);
	if (!last || !*last->reasons)
		return;
	buf_add_text(&text, "  reasons: ");
	for (const char *at = last->reasons; *at; at++)
		buf_add_char(&text, *at == '\n' ? ' ' : *at);
	panel_add(panel, &text, ROLE_PANEL);
}

/* `3 proposals open; IND/1 contradicts FRA/1`. */
static void
add_summary(struct panel *panel, const struct proposal_place *at, size_t n)
{
	struct buf text = BUF_INIT, fits = BUF_INIT;

	buf_add_format(&text, "%zu proposals open", n);
	proposals_add_fits(&fits, at, n, node_str(panel->node));
	if (fits.len)
		buf_add_format(&text, "; %s", buf_text(&fits));
	else
		buf_add_text(&text, ", which can stand together");
	panel_add(panel, &text, ROLE_PANEL);
	buf_release(&fits);
}

static void
add_fate(struct panel *panel, const struct proposal *proposal)
{
	const struct node *node = doc_find(panel->paint->session->doc,
		&proposal->at);
	struct buf text = BUF_INIT, at = BUF_INIT;

	if (node && node != panel->node)
		address_add(&at, node);
	add_name(&text, proposal);
	buf_add_text(&text, ": ");
	proposal_add_fate(&text, proposal, buf_str(&at));
	panel_add(panel, &text, ROLE_DIM);
	buf_release(&at);
}

/* The first line about them has the key of their list. */
static void
add_key(struct panel *panel, size_t first)
{
	if (first == panel->n)
		return;
	panel->at[first].command = "proposals";
	panel->at[first].word = "Proposals";
}

void
panel_add_proposals(struct panel *panel)
{
	const struct proposal_places *places = session_proposals(
		panel->paint->session);
	const struct proposal_place *at;
	size_t n, open, first = panel->n;

	if (!places)
		return;
	at = proposal_places_on(places, &panel->node->id, &n);
	open = proposal_places_open(places, &panel->node->id);
	if (open > 1)
		add_summary(panel, at, open);
	for (size_t i = 0; i < open && i < SHOWN_MAX; i++)
		add_reading(panel, at[i].proposal);
	for (size_t i = 0; i < open && i < SHOWN_MAX; i++)
		add_details(panel, at[i].proposal, open > 1);
	for (size_t i = open; i < n && i < open + SHOWN_MAX; i++)
		add_fate(panel, at[i].proposal);
	add_key(panel, first);
}
