/*
 * Calls that show the past: log, diff, drafts.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/json.h"
#include "adref/base/mem.h"
#include "adref/doc/address.h"
#include "adref/doc/diff.h"
#include "adref/doc/meeting.h"
#include "adref/doc/party.h"
#include "adref/text/number.h"
#include "adref/text/words.h"
#include "cli.h"

static void
add_id(struct json *json, const char *key, const store_id *id)
{
	char text[STORE_HEX + 1];

	store_id_text(id, text);
	json_text(json, key, str_of(text));
}

static void
add_entry_json(struct json *json, const struct history_entry *entry)
{
	struct buf time = BUF_INIT;

	cli_add_time(&time, entry->time, entry->zone, true);
	json_open(json, NULL, '{');
	add_id(json, "revision", &entry->revision);
	json_text(json, "change", str_of(entry->change));
	json_text(json, "time", buf_str(&time));
	json_text(json, "author", str_of(entry->author));
	json_text(json, "committer", str_of(entry->committer));
	json_text(json, "party", str_of(entry->party));
	json_text(json, "speaker", str_of(entry->speaker));
	if (*entry->recorded)
		json_text(json, "recorded", str_of(entry->recorded));
	else
		json_null(json, "recorded");
	json_text(json, "meeting", str_of(entry->meeting));
	json_text(json, "act", str_of(entry->act));
	json_open(json, "nodes", '[');
	for (size_t i = 0; i < entry->nodes_n; i++)
		json_text(json, NULL, str_of(entry->nodes[i].text));
	json_close(json, ']');
	json_open(json, "reopens", '[');
	for (size_t i = 0; i < entry->reopens_n; i++)
		json_text(json, NULL, str_of(entry->reopens[i].text));
	json_close(json, ']');
	json_text(json, "reason", str_of(entry->reason));
	json_text(json, "subject", str_of(entry->subject));
	json_open(json, "drafts", '[');
	for (size_t i = 0; i < entry->drafts_n; i++)
		json_text(json, NULL, str_of(entry->drafts[i]));
	json_close(json, ']');
	json_close(json, '}');
	buf_release(&time);
}

static void
add_entry(struct buf *out, const struct history_entry *entry)
{
	struct buf whom = BUF_INIT;

	for (size_t i = 0; i < entry->drafts_n; i++)
		buf_add_format(out, "-- %s --\n", entry->drafts[i]);
	cli_add_column(out, entry->change, 7);
	cli_add_time(out, entry->time, entry->zone, false);
	buf_add_text(out, "  ");
	entry_add_for(&whom, entry);
	cli_add_column(out, buf_text(&whom), 11);
	buf_release(&whom);
	cli_add_column(out, entry->committer, 13);
	buf_add_text(out, entry->subject);
	if (*entry->meeting) {
		buf_add_text(out, "  (");
		meeting_add_key_when(out, entry->meeting);
		buf_add_char(out, ')');
	}
	buf_add_char(out, '\n');
}

/* The node that the log is about: at the tip, or by its id only. */
static int
log_node(struct cli *cli, node_id *out, struct err *err)
{
	struct doc *doc;
	struct node *node;

	if (node_id_is_valid(str_of(cli->args[0]))) {
		*out = node_id_of(str_of(cli->args[0]));
		return 0;
	}
	if (cli_doc(cli, NULL, &doc, err) < 0)
		return -1;
	if (address_find(&node, doc, str_of(cli->args[0]), NULL, err) < 0) {
		doc_free(doc);
		return -1;
	}
	*out = node->id;
	doc_free(doc);
	return 0;
}

int
call_log(struct cli *cli, struct err *err)
{
	struct history history = { 0 };
	struct json json;
	store_id point;
	node_id node;
	size_t max = 0;

	if ((cli->given.count && cli_count(cli, "-n", cli->given.count, &max,
		err) < 0) || cli_open(cli, false, err) < 0 ||
	    (cli->n && log_node(cli, &node, err) < 0) ||
	    record_point(cli->record, cli->given.at ? cli->given.at : "now",
		&point, err) < 0 ||
	    record_history(cli->record, &point, cli->n ? &node : NULL, max,
		&history, err) < 0)
		return -1;
	json_init(&json, &cli->out);
	if (cli->given.json)
		json_open(&json, NULL, '[');
	for (size_t i = 0; i < history.n; i++) {
		if (cli->given.json)
			add_entry_json(&json, &history.at[i]);
		else
			add_entry(&cli->out, &history.at[i]);
	}
	if (cli->given.json) {
		json_close(&json, ']');
		buf_add_char(&cli->out, '\n');
	}
	history_release(&history);
	return 0;
}

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

static void
add_change_json(struct json *json, const struct diff_entry *entry)
{
	const struct node *node = entry->to ? entry->to : entry->from;

	json_open(json, NULL, '{');
	json_text(json, "node", str_of(node->id.text));
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
	json_close(json, '}');
}

static void
add_diff_json(struct cli *cli, const struct diff *diff, const char *from,
	const char *to)
{
	struct json json;

	json_init(&json, &cli->out);
	json_open(&json, NULL, '{');
	json_text(&json, "from", str_of(from));
	json_text(&json, "to", str_of(to));
	json_open(&json, "counts", '{');
	for (unsigned bit = 0; bit < DIFF_KINDS; bit++)
		json_int(&json, diff_kind_word((enum diff_kind)(1u << bit)),
			(int64_t)diff->counts[bit]);
	json_close(&json, '}');
	json_open(&json, "changes", '[');
	for (size_t i = 0; i < diff->n; i++)
		add_change_json(&json, &diff->at[i]);
	json_close(&json, ']');
	json_close(&json, '}');
	buf_add_char(&cli->out, '\n');
}

/* The line with `{-gone-}` and `{+come+}`. */
static void
add_words(struct cli *cli, const struct diff_entry *entry)
{
	struct buf words = BUF_INIT;

	words_add_marked(&words, side(entry->from), side(entry->to));
	cli_add_safe(cli, buf_str(&words));
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
add_change(struct cli *cli, const struct diff_entry *entry,
	const struct reopened *reopened)
{
	const struct node *node = entry->to ? entry->to : entry->from;
	struct buf address = BUF_INIT;

	if (entry->kinds == DIFF_RENUMBERED && !cli->given.numbers)
		return;
	address_add(&address, node);
	buf_add_format(&cli->out, "%-10s ", buf_text(&address));
	if (entry->kinds & DIFF_REOPENED)
		add_reopened(cli, node, reopened);
	if (entry->kinds & DIFF_MOVED && entry->from) {
		buf_clear(&address);
		address_add(&address, entry->from);
		buf_add_format(&cli->out, "(moved here from %s) ",
			buf_text(&address));
	}
	if (entry->kinds & DIFF_STATUS && entry->from && entry->to)
		buf_add_format(&cli->out, "(%s, was %s) ",
			status_word(entry->to->status),
			status_word(entry->from->status));
	add_words(cli, entry);
	buf_add_char(&cli->out, '\n');
	buf_release(&address);
}

/* How many of a kind, as one says it: `2 wordings`, `1 moved`. */
static void
add_kind(struct buf *out, enum diff_kind kind, size_t n)
{
	if (kind == DIFF_TEXT)
		cli_add_count(out, n, "wording");
	else if (kind == DIFF_BRACKET || kind == DIFF_ATTRIBUTION ||
		 kind == DIFF_FOOTNOTE)
		cli_add_count(out, n, diff_kind_word(kind));
	else
		buf_add_format(out, "%zu %s", n, diff_kind_word(kind));
}

static void
add_diff(struct cli *cli, const struct diff *diff,
	const struct reopened *reopened, const char *from, const char *to)
{
	buf_add_format(&cli->out, "%s -> %s:", from, to);
	for (unsigned bit = 0; bit < DIFF_KINDS; bit++) {
		if (!diff->counts[bit])
			continue;
		buf_add_char(&cli->out, ' ');
		add_kind(&cli->out, (enum diff_kind)(1u << bit),
			diff->counts[bit]);
	}
	buf_add_text(&cli->out, diff->n ? "\n" : " nothing changed\n");
	for (size_t i = 0; i < diff->n; i++)
		add_change(cli, &diff->at[i], reopened);
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

/* What acts between the two points say they reopened. */
static int
read_reopened(struct cli *cli, const char *from, const char *to,
	struct reopened *out, struct err *err)
{
	store_id a, b;

	if (record_point(cli->record, from, &a, err) < 0 ||
	    record_point(cli->record, to, &b, err) < 0)
		return -1;
	return record_reopened(cli->record, &a, &b, out, err);
}

int
call_diff(struct cli *cli, struct err *err)
{
	struct doc *a = NULL, *b = NULL;
	struct diff diff = { 0 };
	struct reopened reopened = { 0 };
	char *from = NULL;
	const char *to;
	int rc = -1;

	if (cli_open(cli, false, err) < 0 ||
	    choose_points(cli, &from, &to, err) < 0 ||
	    cli_doc(cli, from, &a, err) < 0 || cli_doc(cli, to, &b, err) < 0)
		goto out;
	doc_diff(&diff, a, b);
	if (read_reopened(cli, from, to, &reopened, err) < 0)
		goto out;
	reopened_mark(&diff, &reopened, a, b);
	if (cli->given.json)
		add_diff_json(cli, &diff, from, to);
	else
		add_diff(cli, &diff, &reopened, from, to);
	rc = 0;
out:
	diff_release(&diff);
	reopened_release(&reopened);
	doc_free(a);
	doc_free(b);
	free(from);
	return rc;
}

static void
add_draft_json(struct json *json, const struct draft *draft)
{
	json_open(json, NULL, '{');
	json_text(json, "name", str_of(draft->name));
	json_text(json, "title", str_of(draft->title));
	json_text(json, "date", str_of(draft->date));
	json_text(json, "symbol", str_of(draft->symbol));
	json_text(json, "without_prejudice",
		str_of(draft->printed.prejudice));
	json_text(json, "deadline", str_of(draft->printed.deadline));
	json_bool(json, "names", !draft->printed.unnamed);
	json_text(json, "without_fate", str_of(draft->without_fate));
	json_text(json, "reason", str_of(draft->reason));
	add_id(json, "revision", &draft->revision);
	json_close(json, '}');
}

/* What is printed with it, and what it was tagged over, below. */
static void
add_draft(struct buf *out, const struct draft *draft)
{
	static const char below[] = "\n                 ";

	buf_add_format(out, "%-16s %s  %s%s%s", draft->name, draft->date,
		draft->title, *draft->symbol ? "  " : "", draft->symbol);
	if (printed_is(&draft->printed)) {
		buf_add_text(out, below);
		printed_add(out, &draft->printed, below);
	}
	if (*draft->without_fate)
		buf_add_format(out, "%s%s without a fate: %s", below,
			draft->without_fate, draft->reason);
	buf_add_char(out, '\n');
}

int
call_drafts(struct cli *cli, struct err *err)
{
	struct drafts drafts = { 0 };
	struct json json;

	if (cli_open(cli, false, err) < 0 ||
	    record_drafts(cli->record, &drafts, err) < 0)
		return -1;
	json_init(&json, &cli->out);
	if (cli->given.json)
		json_open(&json, NULL, '[');
	for (size_t i = 0; i < drafts.n; i++) {
		const struct draft *draft = &drafts.at[i];

		if (cli->given.json)
			add_draft_json(&json, draft);
		else
			add_draft(&cli->out, draft);
	}
	if (cli->given.json) {
		json_close(&json, ']');
		buf_add_char(&cli->out, '\n');
	} else if (!drafts.n) {
		buf_add_text(&cli->out, "There is no draft yet: adref draft 1 "
			"tags the text\n");
	}
	drafts_release(&drafts);
	return 0;
}
