/*
 * The brackets that the keys act on in words: which, how deep, what they hold,
 * where an end in another paragraph stands, and who stands how to them.
 */
#include <string.h>

#include "adref/doc/address.h"
#include "adref/doc/notes.h"
#include "adref/doc/pair.h"
#include "adref/doc/party.h"
#include "adref/text/attribution.h"
#include "adref/text/bracket.h"
#include "adref/text/words.h"
#include "view_paint.h"

/* A paragraph further off than this is not counted to. */
enum { FAR_MAX = 999 };

static void
add_stance_group(struct buf *out, const struct attribution *who, char sign,
	const char *words)
{
	size_t n = 0;

	for (size_t i = 0; i < who->n; i++) {
		if (who->at[i].sign != sign)
			continue;
		if (!n++) {
			buf_add_text(out, out->len ? "    " : "");
			buf_add_text(out, words);
			buf_add_text(out, "  ");
		} else {
			buf_add_text(out, ", ");
		}
		buf_add_text(out, party_room_name(who->at[i].code));
	}
}

void
stances_add(struct buf *out, struct str attribution)
{
	struct attribution who = ATTRIBUTION_INIT;
	struct buf words = BUF_INIT;

	if (attribution_read(&who, attribution)) {
		add_stance_group(&words, &who, 0, "asked for by");
		add_stance_group(&words, &who, '+', "keep");
		add_stance_group(&words, &who, '-', "wants out");
		add_stance_group(&words, &who, '?', "reserves");
	}
	buf_add_str(out, buf_str(&words));
	buf_release(&words);
	attribution_release(&who);
}

static void
add_ordinal(struct buf *out, const struct brackets *all, size_t off)
{
	size_t n = 0, before = 0;

	for (size_t i = 0; i < all->n; i++) {
		n += all->at[i].opens;
		before += all->at[i].opens && all->at[i].off <= off;
	}
	buf_add_format(out, "bracket %zu of %zu", before, n);
}

static void
add_turn(struct buf *out, const struct brackets *all, size_t opener)
{
	size_t first, at, turn = 1;
	size_t n = brackets_alternatives(all, opener, &first);

	if (n < 2)
		return;
	for (at = first; at != opener && turn < n; turn++)
		at = all->at[at].mate + 1;
	buf_add_format(out, "   alternative %zu of %zu", turn, n);
}

/* `A.1.3, 2 paragraphs on`; of how many there are too many are not counted. */
static void
add_far(struct buf *out, const struct node *here, const struct node *there,
	bool on)
{
	const struct node *at = on ? here : there;
	const struct node *end = on ? there : here;
	size_t n = 0;

	address_add(out, there);
	while (at && at != end && n <= FAR_MAX) {
		at = node_next(at);
		n++;
	}
	if (at == end)
		buf_add_format(out, ", %zu paragraph%s %s", n,
			n == 1 ? "" : "s", on ? "on" : "before");
}

/* Where the ends of a pair stand that is not all in this paragraph. */
static void
add_ends(struct buf *out, const struct pair *pair, const struct node *here)
{
	if (pair->open != here && pair->close != here) {
		buf_add_text(out, " from ");
		address_add(out, pair->open);
		buf_add_text(out, " to ");
		address_add(out, pair->close);
		return;
	}
	if (pair->open != here) {
		buf_add_text(out, "   opens in ");
		add_far(out, here, pair->open, false);
	}
	if (pair->close != here) {
		buf_add_text(out, "   closes in ");
		add_far(out, here, pair->close, true);
	}
}

static void
add_words(struct buf *out, const struct doc *doc, const struct pair *pair)
{
	buf_add_text(out, "   [");
	notes_add_plain(out, doc, pair_words(pair));
	if (pair_is_inside(pair))
		buf_add_char(out, ']');
}

static void
add_holders(struct panel *panel, struct str attribution)
{
	struct buf text = BUF_INIT;

	buf_add_text(&text, "  ");
	if (attribution.len)
		stances_add(&text, attribution);
	else
		buf_add_text(&text, "no names on it");
	panel_add(panel, &text, attribution.len ? ROLE_NAMES : ROLE_DIM);
}

static void
add_pair(struct panel *panel, const struct brackets *all,
	const struct pair *pair)
{
	struct buf text = BUF_INIT;
	size_t depth = pair_depth(pair), at = 0;

	if (pair->open == panel->node)
		add_ordinal(&text, all, pair->opener.off);
	else
		buf_add_text(&text, pair->close == panel->node
			? "bracket that closes here"
			: "inside a bracket");
	if (depth > 1)
		buf_add_format(&text, ", %zu deep", depth);
	if (pair_is_inside(pair)) {
		while (all->at[at].off != pair->opener.off)
			at++;
		add_turn(&text, all, at);
	} else {
		add_ends(&text, pair, panel->node);
	}
	add_words(&text, panel->paint->session->doc, pair);
	panel_add(panel, &text, ROLE_PANEL);
	add_holders(panel, pair_attribution(pair));
}

static void
add_lone(struct panel *panel, const struct brackets *all,
	const struct pair *pair)
{
	struct buf text = BUF_INIT;

	if (pair->open)
		add_ordinal(&text, all, pair->opener.off);
	else
		buf_add_text(&text, "closing bracket");
	buf_add_text(&text, pair->open ? "   has no ]" : "   has no [");
	panel_add(panel, &text, ROLE_PANEL);
}

/* While typing the line is not the document's: what stands in it alone. */
static void
add_typed(struct panel *panel, const struct brackets *all, size_t opener)
{
	const struct bracket *open = &all->at[opener];
	const struct bracket *close = &all->at[open->mate];
	struct buf text = BUF_INIT;

	add_ordinal(&text, all, open->off);
	if (open->depth > 1)
		buf_add_format(&text, ", %zu deep", open->depth);
	add_turn(&text, all, opener);
	buf_add_text(&text, "   ");
	notes_add_plain(&text, panel->paint->session->doc, str_part(
		panel->line, open->off, close->off + close->len - open->off));
	panel_add(panel, &text, ROLE_PANEL);
	add_holders(panel, str_part(panel->line, close->off + close->len,
		close->attr_len));
}

static void
add_count(struct panel *panel, const struct brackets *all)
{
	struct buf text = BUF_INIT;
	size_t n = 0;

	for (size_t i = 0; i < all->n; i++)
		n += all->at[i].opens;
	if (!n)
		return;
	buf_add_format(&text, "%zu bracket%s in this paragraph", n,
		n == 1 ? "" : "s");
	panel_add(panel, &text, ROLE_DIM);
}

void
panel_add_bracket(struct panel *panel)
{
	const struct session *session = panel->paint->session;
	struct brackets all = BRACKETS_INIT;
	struct pair pair;
	size_t around;

	if (panel->line.len && (memchr(panel->line.at, '[', panel->line.len) ||
	    memchr(panel->line.at, ']', panel->line.len) ||
	    memchr(panel->line.at, 0xEF, panel->line.len)))
		brackets_read_line(&all, panel->line);
	around = panel->typing ? brackets_around(&all, panel->off)
		: BRACKET_NONE;
	if (around != BRACKET_NONE)
		add_typed(panel, &all, around);
	else if (panel->typing || !session_bracket(session, &pair))
		add_count(panel, &all);
	else if (pair.open && pair.close)
		add_pair(panel, &all, &pair);
	else
		add_lone(panel, &all, &pair);
	brackets_release(&all);
}
