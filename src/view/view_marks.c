/*
 * What stands at the right edge of a paragraph, only when there is something:
 * a mark, slips, brackets, proposals, status, how much is folded away. From
 * what the doc floor keeps in the node and what the session keeps by node;
 * nothing is read anew.
 */
#include "adref/doc/lint.h"
#include "adref/doc/party.h"
#include "view_paint.h"

/* Below this many columns the marks are digits. */
enum { WORDS_FROM = 70 };
/* Nodes below a folded one are counted up to here. */
enum { FOLDED_MAX = 99 };
/* Below more than these nobody counts what is agreed. */
enum { AGREED_MAX = 3000 };

size_t
marks_slips(const struct node *node)
{
	size_t n = 0;

	for (size_t i = 0; i < node->residue_n; i++)
		n += node->residue[i].mate == NULL;
	return n;
}

/* Pairs of the node, those included that close further on. */
static size_t
brackets_of(const struct node *node)
{
	size_t n = node->pairs;

	for (size_t i = 0; i < node->residue_n; i++)
		n += node->residue[i].mate && node->residue[i].opens;
	return n;
}

static void
between(struct buf *out, const struct paint *paint)
{
	if (out->len)
		buf_add_text(out, paint->cols < WORDS_FROM ? " " : ", ");
}

static void
add_counts(struct buf *out, const struct paint *paint,
	const struct node *node)
{
	bool words = paint->cols >= WORDS_FROM;
	size_t slips = marks_slips(node), brackets = brackets_of(node);

	if (slips) {
		between(out, paint);
		buf_add_format(out, words ? "%zu slip%s" : "%zu!%s", slips,
			words && slips > 1 ? "s" : "");
	}
	if (!brackets)
		return;
	between(out, paint);
	buf_add_format(out, words ? "%zu br." : "%zu", brackets);
	/* Before the text a mere digit would read as its number. */
	if (!words && paint->view->marks_left)
		buf_add_text(out, "br");
}

/* `1 prop.`: the open ones. */
static void
add_proposals(struct buf *out, const struct paint *paint,
	const struct node *node)
{
	const struct proposal_places *places = session_proposals(
		paint->session);
	size_t open = places ? proposal_places_open(places, &node->id) : 0;

	if (!open)
		return;
	between(out, paint);
	buf_add_format(out, paint->cols < WORDS_FROM ? "%zup" : "%zu prop.",
		open);
}

static void
add_folded(struct buf *out, const struct paint *paint,
	const struct node *node)
{
	const struct node *end = node_skip(node);
	size_t n = 0, new = 0;

	for (const struct node *at = node_next(node); at != end &&
	     n <= FOLDED_MAX; at = node_next(at)) {
		n++;
		new += session_is_new(paint->session, at, NULL);
	}
	if (new) {
		between(out, paint);
		buf_add_format(out, "%zu new", new);
	}
	between(out, paint);
	buf_add_text(out, paint->view->ascii ? "+ " : "\u25B8 ");
	buf_add_format(out, "%zu%s", n > FOLDED_MAX ? (size_t)FOLDED_MAX : n,
		n > FOLDED_MAX ? "+" : "");
}

/* `7 of 12 agreed` of what is folded away, when some of it is. */
static void
add_agreed(struct buf *out, const struct paint *paint,
	const struct node *node)
{
	struct agreed_counts counts;

	if (!doc_count_agreed(&counts, node, AGREED_MAX) || !counts.agreed)
		return;
	between(out, paint);
	buf_add_format(out, paint->cols < WORDS_FROM ? "%zu/%zu"
		: "%zu of %zu agreed", counts.agreed, counts.total);
}

const char *
marks_status(const struct node *node)
{
	static const char *const words[] = {
		[STATUS_OPEN] = "",
		[STATUS_RESERVED] = "reserved",
		[STATUS_AD_REF] = "ad ref",
		[STATUS_AGREED] = "agreed",
	};

	return words[node->status];
}

enum role
marks_status_role(const struct node *node)
{
	static const enum role roles[] = {
		[STATUS_OPEN] = ROLE_DIM,
		[STATUS_RESERVED] = ROLE_RESERVED,
		[STATUS_AD_REF] = ROLE_AD_REF,
		[STATUS_AGREED] = ROLE_AGREED,
	};

	return roles[node->status];
}

/* `France typing`: for whom it is; for the Chair there are several hands. */
static void
add_typed(struct buf *out, const struct paint *paint, const struct node *node)
{
	size_t n;
	const struct presence *other = session_typed_by(paint->session,
		&node->id, &n);

	if (!other)
		return;
	between(out, paint);
	if (paint->cols < WORDS_FROM)
		buf_add_text(out, "typing");
	else if (n > 1)
		buf_add_format(out, "%zu typing", n);
	else
		buf_add_format(out, "%s typing", *other->party
			? party_room_name(other->party) : other->person);
}

/* What is new and has to do with a pattern that is watched. */
static void
add_watched(struct buf *out, const struct paint *paint,
	const struct node *node)
{
	struct buf what = BUF_INIT;

	if (session_add_watched(&what, paint->session, node)) {
		between(out, paint);
		buf_add_text(out, "watched");
	}
	buf_release(&what);
}

void
marks_add(struct buf *out, const struct paint *paint, const struct node *node)
{
	if (session_is_marked(paint->session, node))
		buf_add_text(out, paint->cols < WORDS_FROM ? "*" : "marked");
	if (session_is_new(paint->session, node, NULL)) {
		between(out, paint);
		buf_add_text(out, "new");
		add_watched(out, paint, node);
	}
	if (paint->session->beside.letter) {
		between(out, paint);
		letter_add_mark(out, paint, node);
	}
	if (paint->session->room == ROOM_NONE) {
		add_typed(out, paint, node);
		add_counts(out, paint, node);
		add_proposals(out, paint, node);
	}
	if (node->status != STATUS_OPEN) {
		between(out, paint);
		buf_add_text(out, marks_status(node));
	}
	if (node->first && session_is_folded(paint->session, node)) {
		add_agreed(out, paint, node);
		add_folded(out, paint, node);
	}
	if (out->len && paint->view->marks_left)
		buf_add_char(out, ':');
}
