/*
 * Comparing two points: what differs, node by node and word by word, counted
 * by kind; each kind is switched on and off. What was reopened comes first, and
 * what was only renumbered is not shown unless asked for.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/doc/address.h"
#include "adref/doc/party.h"
#include "adref/record/touches.h"
#include "adref/text/words.h"
#include "compare.h"
#include "since.h"

/* Kinds as a reader switches them, by a digit; what is gone is shown
 * whatever is switched off. */
static const struct kind {
	const char *name;
	unsigned kinds;
} kinds[] = {
	{ "wordings", DIFF_TEXT | DIFF_ADDED | DIFF_REMOVED },
	{ "brackets", DIFF_BRACKET | DIFF_ATTRIBUTION },
	{ "notes", DIFF_FOOTNOTE },
	{ "moves", DIFF_MOVED },
	{ "numbers", DIFF_RENUMBERED },
	{ "props", DIFF_PROPOSAL },
	{ "statuses", DIFF_STATUS },
};
enum {
	KINDS = sizeof(kinds) / sizeof(kinds[0]), ROWS_MAX = 5000,
	NUMBERS = 4,	/* off unless asked for */
	PROPOSALS = 5
};

struct two {
	struct session *session;
	store_id from_revision, to_revision;
	struct doc *from, *to;
	struct diff diff;
	struct proposal_changes proposals;
	struct touches touches;
	struct list *list;
	size_t rows;
};

/* A note that is new, gone or reworded is something about the notes. */
static unsigned
kinds_of(const struct diff_entry *entry)
{
	const struct node *node = entry->to ? entry->to : entry->from;
	const unsigned words = DIFF_TEXT | DIFF_ADDED | DIFF_REMOVED;

	return node->kind == NODE_NOTE && entry->kinds & words
		? (entry->kinds & ~words) | DIFF_FOOTNOTE : entry->kinds;
}

static bool
is_on(const struct session *session, size_t kind)
{
	return !(session->comparing.off & 1u << kind);
}

static bool
is_shown(const struct session *session, const struct diff_entry *entry)
{
	bool shown = entry->kinds & (DIFF_REOPENED | DIFF_REMOVED);

	for (size_t i = 0; i < KINDS; i++)
		shown |= i != PROPOSALS && is_on(session, i) &&
			kinds_of(entry) & kinds[i].kinds;
	return shown;
}

static size_t
count_kind(const struct diff *diff, unsigned wanted)
{
	size_t n = 0;

	for (size_t i = 0; i < diff->n; i++)
		n += (kinds_of(&diff->at[i]) & wanted) != 0;
	return n;
}

/* The same of one bit, notes as well as the text. */
static size_t
count_told(const struct diff *diff, unsigned kind)
{
	size_t n = 0;

	for (size_t i = 0; i < diff->n; i++)
		n += (diff->at[i].kinds & kind) != 0;
	return n;
}

/* A heading; *text is empty after it. */
static void
add_heading(const struct two *two, struct buf *text)
{
	list_add(two->list, buf_text(text))->heading = true;
	buf_clear(text);
}

/* `1 wordings 41  2 brackets 15  …  5 numbers off`, in as many rows as the
 * screen needs for it. */
static void
add_counts(const struct two *two)
{
	struct buf text = BUF_INIT;

	for (size_t i = 0; i < KINDS; i++) {
		struct buf kind = BUF_INIT;

		buf_add_format(&kind, "%zu %s ", i + 1, kinds[i].name);
		if (!is_on(two->session, i))
			buf_add_text(&kind, "off");
		else
			buf_add_format(&kind, "%zu", i == PROPOSALS
				? two->proposals.n : count_kind(&two->diff,
				kinds[i].kinds));
		if (text.len && text.len + kind.len + 3 > two->session->cols)
			add_heading(two, &text);
		buf_add_text(&text, text.len ? "  " : "");
		buf_add_str(&text, buf_str(&kind));
		buf_release(&kind);
	}
	add_heading(two, &text);
	buf_release(&text);
}

/* `for India, 17 June 10:42` of the last change that touched it; `by Eve` when
 * she had nothing but git. */
static void
add_touch(struct buf *out, const struct touch *touch)
{
	buf_add_format(out, "   %s %s, ", touch->author ? "by" : "for",
		touch->author ? touch->author : *touch->party
		? party_room_name(touch->party) : "the Chair");
	day_add_time(out, touch->time, touch->zone);
}

static struct str
side(const struct node *node)
{
	return node ? node_str(node) : str_of("");
}

static struct list_row *
add_text(struct two *two, const struct diff_entry *entry,
	const struct buf *text, const struct touch *touch)
{
	struct list_row *row = list_add(two->list, buf_text(text));
	struct buf also = BUF_INIT;

	if (touch)
		row->revision = touch->revision;
	else if (entry->to)
		row->node = entry->to->id;
	address_add(&also, entry->to ? entry->to : entry->from);
	if (touch)
		buf_add_format(&also, " %s", touch->party);
	row->also = buf_take(&also);
	return row;
}

/* Before and after, each whole. */
static void
add_apart(struct two *two, const struct diff_entry *entry,
	const struct touch *touch)
{
	struct buf was = BUF_INIT, is = BUF_INIT;

	words_add_side(&was, side(entry->from), side(entry->to), '-');
	words_add_side(&is, side(entry->from), side(entry->to), '+');
	add_text(two, entry, &was, touch)->beside = buf_take(&is);
	buf_release(&was);
}

static void
add_entry(struct two *two, const struct diff_entry *entry)
{
	const struct node *node = entry->to ? entry->to : entry->from;
	const struct touch *touch = touches_of(&two->touches, &node->id);
	struct list_row *heading;
	struct buf text = BUF_INIT;

	if (!entry->to)
		buf_add_char(&text, '(');
	address_add(&text, node);
	buf_add_text(&text, entry->to ? "  " : ")  ");
	diff_add_what(&text, entry);
	if (two->session->comparing.apart) {
		buf_cut(&text, str_trim(buf_str(&text)).len);
		if (touch)
			add_touch(&text, touch);
		heading = list_add(two->list, buf_text(&text));
		heading->heading = heading->leads = true;
		add_apart(two, entry, touch);
	} else {
		words_add_marked(&text, side(entry->from), side(entry->to));
		if (touch)
			add_touch(&text, touch);
		add_text(two, entry, &text, touch);
	}
	buf_release(&text);
}

/* What differs at one place, and what became of proposals on it. */
static void
add_place(struct two *two, const struct diff_entry *entry)
{
	const struct node *node = entry->to ? entry->to : entry->from;
	struct buf address = BUF_INIT;

	if (is_shown(two->session, entry)) {
		add_entry(two, entry);
		two->rows++;
	}
	if (!(entry->kinds & DIFF_PROPOSAL) || !is_on(two->session,
		PROPOSALS))
		return;
	address_add(&address, node);
	two->rows += compare_add_proposals(two->list, &two->proposals,
		&node->id, buf_text(&address), touches_of_proposals(
		&two->touches, &node->id));
	buf_release(&address);
}

/* Those whose place is in neither text. */
static void
add_lost(struct two *two)
{
	const struct proposal_changes *changes = &two->proposals;

	for (size_t i = 0; i < changes->n; i++) {
		const node_id *node = &changes->at[i].node;
		const struct proposal *of = changes->at[i].to
			? changes->at[i].to : changes->at[i].from;
		struct buf address = BUF_INIT;

		if ((i && node_id_same(node, &changes->at[i - 1].node)) ||
		    doc_find(two->from, node) || doc_find(two->to, node))
			continue;
		buf_add_format(&address, "(%s)", of->address);
		two->rows += compare_add_proposals(two->list, changes, node,
			buf_text(&address), touches_of_proposals(
			&two->touches, node));
		buf_release(&address);
	}
}

static void
fill(struct two *two)
{
	add_counts(two);
	for (size_t i = 0; i < two->diff.n && two->rows < ROWS_MAX; i++)
		add_place(two, &two->diff.at[i]);
	if (is_on(two->session, PROPOSALS) && two->rows < ROWS_MAX)
		add_lost(two);
	if (!two->rows)
		list_add(two->list, two->diff.n || two->proposals.n
			? "Nothing of these kinds."
			: *two->session->comparing.party ||
			two->session->comparing.in ? "Nothing changed there."
			: "Nothing changed.")->heading = true;
	if (two->rows >= ROWS_MAX)
		list_add(two->list, "There is more: adref diff shows all.")
			->heading = true;
}

/* What acts say they reopened counts as reopened, whatever it is now. */
static void
mark_reopened(struct two *two)
{
	struct reopened reopened;

	record_reopened(two->session->record, &two->from_revision,
		&two->to_revision, &reopened);
	for (size_t i = 0; i < reopened.n; i++) {
		const node_id *node = &reopened.at[i].node;
		const struct node *from = doc_find(two->from, node);
		const struct node *to = doc_find(two->to, node);

		if (from || to)
			diff_add_reopened(&two->diff, from, to);
	}
	diff_sort_reopened(&two->diff);
	reopened_release(&reopened);
}

static int
read_two(struct two *two, struct err *err)
{
	struct session *session = two->session;
	struct record *record = session->record;

	if (point_doc(session, session->comparing.from, &two->from_revision,
		&two->from, err) < 0 || point_doc(session,
		session->comparing.to, &two->to_revision, &two->to, err) < 0)
		return -1;
	if (record_proposal_changes(record, &two->from_revision,
		&two->to_revision, two->from, two->to, &two->proposals,
		err) < 0)
		return -1;
	doc_diff_proposed(&two->diff, two->from, two->to,
		&two->proposals.nodes);
	mark_reopened(two);
	if (compare_only(session, &(struct
		compared){ &two->diff, &two->proposals, two->from, two->to,
		&two->from_revision, &two->to_revision }, err) < 0)
		return -1;
	return record_touches(record, &two->from_revision, &two->to_revision,
		&two->touches, err);
}

static void
two_release(struct two *two)
{
	diff_release(&two->diff);
	proposal_changes_release(&two->proposals);
	touches_release(&two->touches);
	doc_free(two->from);
	doc_free(two->to);
}

/* `Draft 1 → now · 1 reopened · 2 moved` */
static void
add_title(struct buf *out, const struct two *two)
{
	static const struct kind told[] = {
		{ "reopened", DIFF_REOPENED }, { "new", DIFF_ADDED },
		{ "gone", DIFF_REMOVED }, { "moved", DIFF_MOVED },
	};

	buf_add_format(out, "%s → %s", two->session->comparing.from,
		two->session->comparing.to);
	for (size_t i = 0; i < sizeof(told) / sizeof(told[0]); i++) {
		size_t n = count_told(&two->diff, told[i].kinds);

		if (n)
			buf_add_format(out, " · %zu %s", n, told[i].name);
	}
}

/* Fill the comparison that is open, in the place of what it showed. */
static int
fill_list(struct session *session, struct err *err)
{
	struct two two = { .session = session, .list = session->list };
	struct buf title = BUF_INIT;
	int rc = read_two(&two, err);

	if (rc == 0) {
		list_rows_free(two.list);
		add_title(&title, &two);
		free(two.list->title);
		two.list->title = buf_take(&title);
		fill(&two);
	}
	two_release(&two);
	return rc;
}

static int
open_compare(struct session *session, struct err *err)
{
	list_open(session, LIST_COMPARE, "");
	if (fill_list(session, err) < 0) {
		list_close(session);
		return -1;
	}
	list_settle(session);
	return 0;
}

/* A comparison that was open below the one on top goes. */
static void
replace_under(struct session *session)
{
	struct list *under = session->list->under;

	if (!under || under->kind != LIST_COMPARE)
		return;
	session->list->under = under->under;
	list_free(under);
}

/* Compare these, which become the session's, from now on. */
static int
compare_points(struct session *session, struct points *points,
	struct err *err)
{
	struct comparing was = session->comparing;

	session->comparing = (struct comparing){ .from = points->from,
		.to = points->to, .off = 1u << NUMBERS, .apart = was.apart };
	if (open_compare(session, err) < 0) {
		points_release(points);
		session->comparing = was;
		return -1;
	}
	comparing_release(&was);
	replace_under(session);
	return 0;
}

/* [A [B]]; without points from the last draft to now, of a text that is a draft
 * as it stands from the one before. */
int
run_compare(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct points points;

	if (args->n > 2)
		return usage("compare", err);
	if (points_choose(session, args, &points, err) < 0)
		return -1;
	return compare_points(session, &points, err);
}

int
compare_again(struct session *session, struct err *err)
{
	struct list *list = session->list;

	if (fill_list(session, err) < 0)
		return -1;
	if (list->cursor >= list->n)
		list->cursor = 0;
	list_filter_again(list);
	list_settle(session);
	return 0;
}

static int
must_compare(const struct session *session, struct err *err)
{
	return session->list && session->list->kind == LIST_COMPARE ? 0
		: err_set(err, ERR_REFUSED, "this list compares nothing");
}

/* "A B" */
int
run_compare_points(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct points points;

	if (must_compare(session, err) < 0)
		return -1;
	if (args->n)
		return points_read(session, str_of(args->at[0].text), &points,
			err) < 0 ? -1 : compare_points(session, &points, err);
	prompt_open(session, PROMPT_TEXT, "compare which points?",
		"compare-points");
	buf_add_format(&session->prompt.text, "%s %s",
		session->comparing.from, session->comparing.to);
	prompt_hint(session);
	return 0;
}

int
run_compare_kind(struct session *session, const struct arguments *args,
	struct err *err)
{
	size_t kind;

	if (args->n != 1)
		return usage("compare-kind", err);
	if (must_compare(session, err) < 0 ||
	    argument_count(&args->at[0], &kind, err) < 0)
		return -1;
	if (kind > KINDS)
		return err_set(err, ERR_REFUSED, "there are %d kinds",
			(int)KINDS);
	session->comparing.off ^= 1u << (kind - 1);
	return compare_again(session, err);
}

int
run_compare_apart(struct session *session, const struct arguments *args,
	struct err *err)
{
	(void)args;
	if (must_compare(session, err) < 0)
		return -1;
	session->comparing.apart = !session->comparing.apart;
	return compare_again(session, err);
}
