/*
 * The call `diff`: what changed between two points, by node and word, and what
 * became of proposals.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/json.h"
#include "adref/base/mem.h"
#include "adref/doc/address.h"
#include "adref/doc/diff.h"
#include "adref/doc/meeting.h"
#include "adref/doc/party.h"
#include "adref/doc/proposal_said.h"
#include "adref/record/compared.h"
#include "adref/record/journal.h"
#include "adref/text/number.h"
#include "adref/text/words.h"
#include "cli.h"

/* Two points, and what differs. */
struct two {
	struct cli *cli;
	char *from;
	const char *to;
	store_id from_revision, to_revision;
	struct doc *old, *now;
	struct diff diff;
	struct reopened reopened;
	struct proposal_changes proposals;
};

static void
add_number(struct json *json, const struct node *node)
{
	struct buf label = BUF_INIT;
	struct number number;

	if (node && number_read(&number, node_str(node)))
		number_add_label(&label, node_str(node), &number);
	if (node)
		json_text(json, NULL, buf_str(&label));
	else
		json_null(json, NULL);
	buf_release(&label);
}

static void
add_path(struct json *json, const struct node *node)
{
	struct buf address = BUF_INIT;

	if (node) {
		address_add(&address, node);
		json_text(json, NULL, buf_str(&address));
	} else {
		json_null(json, NULL);
	}
	buf_release(&address);
}

static struct str
side(const struct node *node)
{
	return node ? node_str(node) : str_of("");
}

static void
add_words_json(struct json *json, const struct diff_entry *entry)
{
	struct words_diff diff = WORDS_DIFF_INIT;

	words_diff(&diff, side(entry->from), side(entry->to));
	json_open(json, "words", '[');
	for (size_t i = 0; i < diff.n; i++) {
		const struct words_run *run = &diff.at[i];
		struct str text = run->op == '-' ? side(entry->from)
			: side(entry->to);

		json_open(json, NULL, '[');
		json_text(json, NULL, str_make(&run->op, 1));
		json_text(json, NULL, str_part(text, run->off, run->len));
		json_close(json, ']');
	}
	json_close(json, ']');
	words_diff_release(&diff);
}

/* `open`, or null where it was not there. */
static void
add_fate_json(struct json *json, const struct proposal *proposal)
{
	if (proposal)
		json_text(json, NULL, str_of(proposal_fate_word(
			proposal->fate)));
	else
		json_null(json, NULL);
}

static void
add_proposal_json(struct json *json, const struct proposal_change *change)
{
	const struct proposal *of = change->to ? change->to : change->from;
	struct buf name = BUF_INIT;

	proposal_add_name(&name, of);
	json_open(json, NULL, '{');
	json_text(json, "proposal", buf_str(&name));
	json_open(json, "what", '[');
	for (unsigned bit = 0; bit < TURNS; bit++)
		if (change->turns & 1u << bit)
			json_text(json, NULL, str_of(proposal_turn_word(
				(enum proposal_turn)(1u << bit))));
	json_close(json, ']');
	json_open(json, "fate", '[');
	add_fate_json(json, change->from);
	add_fate_json(json, change->to);
	json_close(json, ']');
	json_text(json, "reason", str_of(of->fate == FATE_WITHDRAWN
		? of->withdrawn_reason : of->reason));
	json_close(json, '}');
	buf_release(&name);
}

static void
add_proposals_json(struct json *json, const struct two *two,
	const node_id *node)
{
	const struct proposal_change *at;
	size_t n;

	at = proposal_changes_on(&two->proposals, node, &n);
	json_open(json, "proposals", '[');
	for (size_t i = 0; i < n; i++)
		add_proposal_json(json, &at[i]);
	json_close(json, ']');
}

static void
add_change_json(struct json *json, const struct two *two,
	const struct diff_entry *entry, const node_id *node)
{
	json_open(json, NULL, '{');
	json_text(json, "node", str_of(node->text));
	json_open(json, "kinds", '[');
	for (unsigned bit = 0; bit < DIFF_KINDS; bit++)
		if (entry->kinds & 1u << bit)
			json_text(json, NULL, str_of(diff_kind_word(
				(enum diff_kind)(1u << bit))));
	json_close(json, ']');
	json_open(json, "number", '[');
	add_number(json, entry->from);
	add_number(json, entry->to);
	json_close(json, ']');
	json_open(json, "path", '[');
	add_path(json, entry->from);
	add_path(json, entry->to);
	json_close(json, ']');
	add_words_json(json, entry);
	add_proposals_json(json, two, node);
	json_close(json, '}');
}

/*
 * Whether the n-th is the first of a node that is in neither text: its
 * proposals stand on nothing.
 */
static bool
is_lost(const struct two *two, size_t n)
{
	const struct proposal_change *at = &two->proposals.at[n];

	return !(n && node_id_same(&at->node, &at[-1].node)) &&
		!doc_find(two->old, &at->node) &&
		!doc_find(two->now, &at->node);
}

static void
add_changes_json(struct json *json, const struct two *two)
{
	const struct diff_entry lost = { .kinds = DIFF_PROPOSAL };
	const struct diff *diff = &two->diff;

	json_open(json, "changes", '[');
	for (size_t i = 0; i < diff->n; i++)
		add_change_json(json, two, &diff->at[i], diff->at[i].to
			? &diff->at[i].to->id : &diff->at[i].from->id);
	for (size_t i = 0; i < two->proposals.n; i++)
		if (is_lost(two, i))
			add_change_json(json, two, &lost,
				&two->proposals.at[i].node);
	json_close(json, ']');
}

/* How many changes are of a kind. */
static size_t
count_of(const struct two *two, unsigned bit)
{
	size_t n = two->diff.counts[bit];

	for (size_t i = 0; 1u << bit == DIFF_PROPOSAL &&
	     i < two->proposals.n; i++)
		n += is_lost(two, i);
	return n;
}

static void
add_diff_json(const struct two *two)
{
	struct json json;

	json_init(&json, &two->cli->out);
	json_open(&json, NULL, '{');
	json_text(&json, "from", str_of(two->from));
	json_text(&json, "to", str_of(two->to));
	json_open(&json, "counts", '{');
	for (unsigned bit = 0; bit < DIFF_KINDS; bit++)
		json_int(&json, diff_kind_word((enum diff_kind)(1u << bit)),
			(int64_t)count_of(two, bit));
	json_close(&json, '}');
	add_changes_json(&json, two);
	json_close(&json, '}');
	buf_add_char(&two->cli->out, '\n');
}

/* The line with `{-gone-}` and `{+come+}`. */
static void
add_words(struct cli *cli, const struct diff_entry *entry)
{
	struct buf words = BUF_INIT;

	words_add_marked(&words, side(entry->from), side(entry->to));
	cli_add_marked(cli, buf_str(&words));
	buf_release(&words);
}

/* `(reopened at India's request: new instructions) ` */
static void
add_reopened(struct cli *cli, const struct node *node,
	const struct reopened *reopened)
{
	size_t i = 0;

	buf_add_text(&cli->out, "(reopened");
	while (i < reopened->n && !node_id_same(&reopened->at[i].node,
	       &node->id))
		i++;
	if (i < reopened->n) {
		const struct reopening *one = &reopened->at[i];

		if (*one->party)
			buf_add_format(&cli->out, " for %s",
				party_room_name(one->party));
		if (*one->meeting) {
			buf_add_text(&cli->out, ", ");
			meeting_add_key_when(&cli->out, one->meeting);
		}
		if (*one->reason) {
			buf_add_text(&cli->out, ": ");
			cli_add_safe(cli, str_of(one->reason));
		}
	}
	buf_add_text(&cli->out, ") ");
}

static void
add_change(const struct two *two, const struct diff_entry *entry,
	const char *where)
{
	const struct node *node = entry->to ? entry->to : entry->from;
	struct cli *cli = two->cli;
	struct buf address = BUF_INIT;

	if (entry->kinds == DIFF_RENUMBERED && !cli->given.numbers)
		return;
	cli_add_looked(cli, where, 10, ROLE_NUMBER);
	if (entry->kinds & DIFF_REOPENED)
		add_reopened(cli, node, &two->reopened);
	if (entry->kinds & DIFF_MOVED && entry->from) {
		address_add(&address, entry->from);
		buf_add_format(&cli->out, "(moved here from %s) ",
			buf_text(&address));
	}
	if (entry->kinds & DIFF_STATUS && entry->from && entry->to)
		buf_add_format(&cli->out, "(%s, was %s) ",
			status_word(entry->to->status),
			status_word(entry->from->status));
	if (cli->given.beside) {
		buf_cut(&cli->out, str_trim(buf_str(&cli->out)).len);
		buf_add_char(&cli->out, '\n');
		cli_add_beside(cli, side(entry->from), side(entry->to));
	} else {
		add_words(cli, entry);
		buf_add_char(&cli->out, '\n');
	}
	buf_release(&address);
}

/* What became of proposals on a node, a line each. */
static void
add_proposals(const struct two *two, const node_id *node, const char *where)
{
	const struct proposal_change *at;
	size_t n;

	at = proposal_changes_on(&two->proposals, node, &n);
	for (size_t i = 0; i < n; i++) {
		struct buf text = BUF_INIT;

		proposal_add_name(&text, at[i].to ? at[i].to : at[i].from);
		buf_add_char(&text, ' ');
		proposal_change_add(&text, &at[i], "->");
		cli_add_looked(two->cli, where, 10, ROLE_NUMBER);
		cli_add_marked(two->cli, buf_str(&text));
		buf_add_char(&two->cli->out, '\n');
		buf_release(&text);
	}
}

static void
add_place(const struct two *two, const struct diff_entry *entry)
{
	const struct node *node = entry->to ? entry->to : entry->from;
	struct diff_entry text = *entry;
	struct buf address = BUF_INIT;

	buf_add_text(&address, entry->to ? "" : "(");
	address_add(&address, node);
	buf_add_text(&address, entry->to ? "" : ")");
	text.kinds &= ~(unsigned)DIFF_PROPOSAL;
	if (text.kinds)
		add_change(two, &text, buf_text(&address));
	add_proposals(two, &node->id, buf_text(&address));
	buf_release(&address);
}

static void
add_lost(const struct two *two)
{
	for (size_t i = 0; i < two->proposals.n; i++) {
		const struct proposal_change *at = &two->proposals.at[i];
		struct buf where = BUF_INIT;

		if (!is_lost(two, i))
			continue;
		buf_add_format(&where, "(%s)", at->to ? at->to->address
			: at->from->address);
		add_proposals(two, &at->node, buf_text(&where));
		buf_release(&where);
	}
}

/* How many of a kind, as one says it: `2 wordings`, `1 moved`. */
static void
add_kind(struct buf *out, enum diff_kind kind, size_t n)
{
	if (kind == DIFF_TEXT)
		cli_add_count(out, n, "wording");
	else if (kind == DIFF_BRACKET || kind == DIFF_ATTRIBUTION ||
		 kind == DIFF_FOOTNOTE || kind == DIFF_PROPOSAL)
		cli_add_count(out, n, diff_kind_word(kind));
	else
		buf_add_format(out, "%zu %s", n, diff_kind_word(kind));
}

static void
add_diff(const struct two *two)
{
	struct buf *out = &two->cli->out;
	const struct diff *diff = &two->diff;

	buf_add_format(out, "%s -> %s:", two->from, two->to);
	for (unsigned bit = 0; bit < DIFF_KINDS; bit++) {
		size_t n = 1u << bit == DIFF_PROPOSAL ? two->proposals.n
			: diff->counts[bit];

		if (!n)
			continue;
		buf_add_char(out, ' ');
		add_kind(out, (enum diff_kind)(1u << bit), n);
	}
	buf_add_text(out, diff->n || two->proposals.n ? "\n"
		: " nothing changed\n");
	cli_look(two->cli, 0, ROLE_SECTION);
	for (size_t i = 0; i < diff->n; i++)
		add_place(two, &diff->at[i]);
	add_lost(two);
}

/* Without points: from the last draft to now. */
static int
choose_points(struct cli *cli, char **from, const char **to,
	struct err *err)
{
	struct standing standing;

	*to = cli->n > 1 ? cli->args[1] : "now";
	*from = NULL;
	if (cli->n) {
		*from = mem_text(cli->args[0]);
		return 0;
	}
	if (record_standing(cli->record, &standing, err) < 0)
		return -1;
	if (*standing.name)
		*from = mem_text(standing.name);
	standing_release(&standing);
	return *from ? 0 : err_set(err, ERR_REFUSED, "there is no draft yet: "
		"name the two points to compare");
}

/* The place as it is called later, else as it was called before. */
static int
only_in(const struct compared *compared, const char *said, struct err *err)
{
	struct node *from = NULL, *to = NULL;
	struct err first = ERR_INIT;

	if (address_find(&to, compared->to, str_of(said), NULL, &first) == 0)
		from = doc_find(compared->from, &to->id);
	else if (address_find(&from, compared->from, str_of(said), NULL, err)
		== 0)
		to = doc_find(compared->to, &from->id);
	else
		*err = first;
	if (!from && !to)
		return -1;
	compared_keep_within(compared, from, to);
	return 0;
}

/* Leave only what --section and --party (or --for) ask for. */
static int
keep_only(struct two *two, struct err *err)
{
	const struct compared compared = { &two->diff, &two->proposals,
		two->old, two->now, &two->from_revision, &two->to_revision };
	const struct given *given = &two->cli->given;
	const char *said = given->of_party ? given->of_party : given->party;
	const char *party = said ? party_find(str_of(said), err) : NULL;

	if (said && (!party || compared_keep_party(two->cli->record,
		&compared, party, err) < 0))
		return -1;
	return given->section ? only_in(&compared, given->section, err) : 0;
}

/* The text at a point, or with what is typed and not kept. */
static int
read_side(struct two *two, const char *point, store_id *revision,
	struct doc **out, struct err *err)
{
	struct cli *cli = two->cli;
	size_t n;

	if (!point_is_unsaved(point))
		return cli_doc(cli, point, out, err) < 0 ? -1
			: record_point(cli->record, point, revision, err);
	*revision = *record_tip(cli->record);
	return record_doc_unsaved(cli->record, cli->given.document, NULL, out,
		&n, err);
}

static int
read_two(struct two *two, struct err *err)
{
	struct cli *cli = two->cli;
	struct record *record = cli->record;

	if (choose_points(cli, &two->from, &two->to, err) < 0 ||
	    read_side(two, two->from, &two->from_revision, &two->old, err) <
	    0 || read_side(two, two->to, &two->to_revision, &two->now, err) <
	    0 || record_proposal_changes(record, &two->from_revision,
		&two->to_revision, two->old, two->now, &two->proposals,
		err) < 0)
		return -1;
	doc_diff_proposed(&two->diff, two->old, two->now,
		&two->proposals.nodes);
	record_reopened(record, &two->from_revision, &two->to_revision,
		&two->reopened);
	reopened_mark(&two->diff, &two->reopened, two->old, two->now);
	return keep_only(two, err);
}

int
call_diff(struct cli *cli, struct err *err)
{
	struct two two = { .cli = cli };
	int rc;

	if (cli_open(cli, false, err) < 0)
		return -1;
	rc = read_two(&two, err);
	if (rc == 0 && cli->given.json)
		add_diff_json(&two);
	else if (rc == 0)
		add_diff(&two);
	diff_release(&two.diff);
	reopened_release(&two.reopened);
	proposal_changes_release(&two.proposals);
	doc_free(two.old);
	doc_free(two.now);
	free(two.from);
	return rc;
}
