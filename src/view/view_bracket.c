/*
 * The bracket under the cursor in words: which one, what it holds, and who
 * stands how to it.
 */
#include <string.h>

#include "adref/doc/party.h"
#include "adref/text/attribution.h"
#include "adref/text/bracket.h"
#include "adref/text/token.h"
#include "adref/text/words.h"
#include "view_paint.h"

/* A line's brackets and the one that is meant. */
struct found {
	struct brackets all;
	size_t at;		/* BRACKET_NONE: none */
};

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

/* The opener of the pair that the cursor stands on or in, or one that has no
 * mate in this line. */
static size_t
bracket_at(const struct brackets *all, size_t off)
{
	for (size_t i = 0; i < all->n; i++) {
		if (off < all->at[i].off || off >= all->at[i].off +
		    all->at[i].len)
			continue;
		if (all->at[i].opens || all->at[i].mate == BRACKET_NONE)
			return i;
		return all->at[i].mate;
	}
	return off ? brackets_around(all, off) : BRACKET_NONE;
}

static void
add_ordinal(struct buf *out, const struct found *found)
{
	size_t n = 0, before = 0;

	for (size_t i = 0; i < found->all.n; i++) {
		n += found->all.at[i].opens;
		before += found->all.at[i].opens && i <= found->at;
	}
	if (found->all.at[found->at].opens)
		buf_add_format(out, "bracket %zu of %zu", before, n);
	else
		buf_add_text(out, "closing bracket");
}

static void
add_alternative(struct buf *out, const struct found *found)
{
	size_t first, at, turn = 1;
	size_t n = brackets_alternatives(&found->all, found->at, &first);

	if (n < 2)
		return;
	for (at = first; at != found->at && turn < n; turn++)
		at = found->all.at[at].mate + 1;
	buf_add_format(out, "   alternative %zu of %zu", turn, n);
}

/* The end of the bracket that stands in another node, or NULL. */
static const struct residue_end *
far_end(const struct panel *panel, size_t index, const struct node **node)
{
	const struct node *at = panel->node;

	for (size_t i = 0; !panel->typing && i < at->residue_n; i++) {
		if (at->residue[i].index != index || !at->residue[i].mate)
			continue;
		*node = at->residue[i].mate;
		return &(*node)->residue[at->residue[i].mate_index];
	}
	return NULL;
}

/* The attribution that stands behind the closer at off. */
static struct str
attribution_behind(struct str line, size_t off, size_t len)
{
	struct str rest = str_from(line, off + len);

	return str_part(rest, 0, attribution_len(rest));
}

static void
add_far(struct buf *out, const struct bracket *bracket,
	const struct node *other)
{
	if (!other) {
		buf_add_text(out, bracket->opens ? "   has no ]"
			: "   has no [");
		return;
	}
	buf_add_text(out, bracket->opens ? "   closes further on:  "
		: "   opens before:  ");
	words_add_plain(out, node_str(other));
}

/* Of a pair inside the line: its words, and its attribution. */
static struct str
add_inside(struct buf *out, const struct panel *panel,
	const struct bracket *bracket, const struct bracket *mate)
{
	size_t to = mate->off + mate->len;

	buf_add_text(out, "   ");
	words_add_plain(out, str_part(panel->line, bracket->off,
		to - bracket->off));
	return str_part(panel->line, to, mate->attr_len);
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
add_found(struct panel *panel, const struct found *found)
{
	const struct bracket *bracket = &found->all.at[found->at];
	const struct residue_end *far;
	const struct node *other = NULL;
	struct str names = str_of("");
	struct buf text = BUF_INIT;

	add_ordinal(&text, found);
	if (bracket->mate != BRACKET_NONE) {
		add_alternative(&text, found);
		names = add_inside(&text, panel, bracket,
			&found->all.at[bracket->mate]);
		panel_add(panel, &text, ROLE_PANEL);
		add_holders(panel, names);
		return;
	}
	far = far_end(panel, found->at, &other);
	add_far(&text, bracket, other);
	panel_add(panel, &text, ROLE_PANEL);
	if (far && bracket->opens)
		add_holders(panel, attribution_behind(node_str(other),
			far->off, far->len));
	else if (far)
		add_holders(panel, attribution_behind(panel->line,
			bracket->off, bracket->len));
}

void
panel_add_bracket(struct panel *panel)
{
	struct found found = { BRACKETS_INIT, BRACKET_NONE };
	struct buf text = BUF_INIT;
	size_t n = 0;

	if (memchr(panel->line.at ? panel->line.at : "", '[',
	    panel->line.len) || panel->node->residue_n ||
	    panel->node->pairs)
		brackets_read_line(&found.all, panel->line);
	found.at = bracket_at(&found.all, panel->off);
	for (size_t i = 0; i < found.all.n; i++)
		n += found.all.at[i].opens;
	if (found.at != BRACKET_NONE) {
		add_found(panel, &found);
	} else if (n) {
		buf_add_format(&text, "%zu bracket%s in this paragraph", n,
			n == 1 ? "" : "s");
		panel_add(panel, &text, ROLE_DIM);
	}
	brackets_release(&found.all);
}
