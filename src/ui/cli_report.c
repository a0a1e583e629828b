/*
 * The call `report`: what was done in a meeting, or between two points, by item
 * and by party, as text, Markdown or JSON.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "adref/base/json.h"
#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "adref/doc/lint.h"
#include "adref/doc/party.h"
#include "adref/record/meetings.h"
#include "adref/record/proposals.h"
#include "adref/record/report.h"
#include "adref/text/words.h"
#include "cli.h"

struct reporting {
	struct cli *cli;
	struct report report;
	struct doc *doc;	/* at the end of the stretch */
	struct doc_counts counts;
	size_t open;		/* proposals */
	char *title;
	bool markdown;
};

static const char *
party_of(const struct history_entry *entry)
{
	return *entry->party ? entry->party : "CHAIR";
}

static const char *
said(const char *code)
{
	return strcmp(code, "CHAIR") == 0 ? "the Chair"
		: party_room_name(code);
}

static void
add_heading(struct reporting *reporting, int level, const char *text)
{
	struct buf *out = &reporting->cli->out;
	size_t from = out->len;

	if (reporting->markdown) {
		buf_add_fill(out, '#', (size_t)level);
		buf_add_format(out, " %s\n\n", text);
	} else {
		buf_add_format(out, "%s%s\n", level > 2 ? "  " : "", text);
	}
	cli_look(reporting->cli, from, ROLE_SECTION);
}

/* Subjects hold brackets and stars that Markdown would take for its own. */
static void
add_words(struct reporting *reporting, const char *text)
{
	for (; *text; text++) {
		if (reporting->markdown && strchr("\\*_[]<>|`", *text))
			buf_add_char(&reporting->cli->out, '\\');
		buf_add_char(&reporting->cli->out, *text);
	}
}

static void
add_entry(struct reporting *reporting, const struct history_entry *entry,
	bool names)
{
	struct buf *out = &reporting->cli->out;
	size_t from;

	buf_add_text(out, reporting->markdown ? "- " : "    ");
	if (names && *entry->party)
		buf_add_format(out, "%s: ", party_room_name(entry->party));
	add_words(reporting, entry->subject);
	from = out->len;
	buf_add_format(out, " (%s)\n", entry->change);
	cli_look(reporting->cli, from, ROLE_NUMBER);
}

static void
end_group(struct reporting *reporting)
{
	if (reporting->markdown)
		buf_add_char(&reporting->cli->out, '\n');
}

/* Those about one item, or about none of those that are there. */
static void
add_item(struct reporting *reporting, const struct node *item)
{
	const struct report *report = &reporting->report;
	struct buf title = BUF_INIT;
	bool any = false;

	if (item)
		words_add_clean(&title, node_str(item));
	for (size_t i = 0; i < report->n; i++) {
		const struct node *of = doc_find(reporting->doc,
			&report->at[i].item);

		if (of != item)
			continue;
		if (!any)
			add_heading(reporting, 3, item ? buf_text(&title)
				: "The text as a whole, and what is gone");
		any = true;
		add_entry(reporting, &report->at[i].entry, true);
	}
	if (any)
		end_group(reporting);
	buf_release(&title);
}

static void
add_items(struct reporting *reporting)
{
	add_heading(reporting, 2, "By item");
	for (struct node *at = doc_first(reporting->doc); at; at = at->next)
		add_item(reporting, at);
	add_item(reporting, NULL);
}

static bool
came_before(const struct report *report, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(party_of(&report->at[i].entry),
			party_of(&report->at[n].entry)) == 0)
			return true;
	return false;
}

/* In the order in which they spoke first. */
static void
add_parties(struct reporting *reporting)
{
	const struct report *report = &reporting->report;

	add_heading(reporting, 2, "By party");
	for (size_t i = 0; i < report->n; i++) {
		const char *party = party_of(&report->at[i].entry);

		if (came_before(report, i))
			continue;
		add_heading(reporting, 3, said(party));
		for (size_t k = i; k < report->n; k++)
			if (strcmp(party_of(&report->at[k].entry), party)
			    == 0)
				add_entry(reporting, &report->at[k].entry,
					false);
		end_group(reporting);
	}
}

static void
add_summary(struct reporting *reporting)
{
	struct buf *out = &reporting->cli->out;

	cli_add_count(out, reporting->report.n, "change");
	if (reporting->report.taken_back)
		buf_add_format(out, ", %zu taken back and left out",
			reporting->report.taken_back);
	buf_add_text(out, ". At the end ");
	cli_add_count(out, reporting->counts.brackets, "bracket");
	buf_add_format(out, " in the text, %zu to fill, %zu proposal%s "
		"open.\n", reporting->counts.blanks +
		reporting->counts.placeholders, reporting->open,
		reporting->open == 1 ? "" : "s");
	end_group(reporting);
}

static void
add_json(struct reporting *reporting)
{
	const struct report *report = &reporting->report;
	struct json json;

	json_init(&json, &reporting->cli->out);
	json_open(&json, NULL, '{');
	json_text(&json, "title", str_of(reporting->title));
	json_int(&json, "taken_back", (int64_t)report->taken_back);
	json_int(&json, "brackets", (int64_t)reporting->counts.brackets);
	json_int(&json, "proposals_open", (int64_t)reporting->open);
	json_open(&json, "changes", '[');
	for (size_t i = 0; i < report->n; i++) {
		const struct history_entry *entry = &report->at[i].entry;

		json_open(&json, NULL, '{');
		json_text(&json, "change", str_of(entry->change));
		json_text(&json, "party", str_of(entry->party));
		json_text(&json, "meeting", str_of(entry->meeting));
		json_text(&json, "act", str_of(entry->act));
		json_text(&json, "item", str_of(report->at[i].item.text));
		json_text(&json, "subject", str_of(entry->subject));
		json_close(&json, '}');
	}
	json_close(&json, ']');
	json_close(&json, '}');
	buf_add_char(&reporting->cli->out, '\n');
}

static int
count_open(struct reporting *reporting, const store_id *to, struct err *err)
{
	struct proposals all = { 0 };

	if (record_proposals_at(reporting->cli->record, to, &all, err) < 0)
		return -1;
	reporting->open = proposals_open(&all, reporting->doc->name);
	proposals_release(&all);
	return 0;
}

static void
print(struct reporting *reporting)
{
	if (reporting->cli->given.json) {
		add_json(reporting);
		return;
	}
	add_heading(reporting, 1, reporting->title);
	add_summary(reporting);
	add_items(reporting);
	add_parties(reporting);
}

/* What is wished: a meeting, two points, or since the last draft. */
static int
read_wish(struct reporting *reporting, struct report_wish *wish,
	store_id points[2], char **meeting, struct err *err)
{
	struct cli *cli = reporting->cli;
	struct standing standing;
	struct buf title = BUF_INIT;

	wish->name = cli->given.document;
	wish->to = &points[1];
	if (record_point(cli->record, cli->n > 1 ? cli->args[1] : "now",
		&points[1], err) < 0)
		return -1;
	if (cli->given.meeting) {
		if (record_meeting_key(cli->record, cli->given.meeting,
			meeting, err) < 0)
			return -1;
		wish->meeting = *meeting;
		buf_add_format(&title, "Report of the meeting of %s",
			*meeting);
	}
	if (record_standing(cli->record, &standing, err) < 0)
		return -1;
	if (cli->n || (!cli->given.meeting && *standing.name)) {
		wish->from = &points[0];
		if (record_point(cli->record, cli->n ? cli->args[0]
			: standing.name, &points[0], err) < 0) {
			standing_release(&standing);
			buf_release(&title);
			return -1;
		}
	}
	if (!cli->given.meeting)
		buf_add_format(&title, "Report from %s to %s", cli->n
			? cli->args[0] : *standing.name ? standing.draft
			: "the beginning", cli->n > 1 ? cli->args[1] : "now");
	standing_release(&standing);
	reporting->title = buf_take(&title);
	return 0;
}

int
call_report(struct cli *cli, struct err *err)
{
	struct reporting reporting = { .cli = cli };
	struct report_wish wish = { .name = NULL };
	const char *format = cli->given.format ? cli->given.format : "txt";
	store_id points[2];
	char *meeting = NULL;
	int rc = -1;

	reporting.markdown = strcmp(format, "md") == 0;
	if (cli->n > 2)
		return cli_usage(cli, err);
	if (!reporting.markdown && strcmp(format, "txt") != 0)
		return err_set(err, ERR_USAGE, "a report is written as md or "
			"txt, not \"%.40s\"", format);
	if (cli_open(cli, false, err) < 0 || read_wish(&reporting, &wish,
		points, &meeting, err) < 0)
		goto out;
	if (record_doc_at(cli->record, &points[1], wish.name, &reporting.doc,
		err) < 0 || record_report(cli->record, &wish,
		&reporting.report, err) < 0 || count_open(&reporting,
		&points[1], err) < 0)
		goto out;
	doc_pair(reporting.doc);
	doc_count(&reporting.counts, reporting.doc, NULL);
	print(&reporting);
	rc = 0;
out:
	report_release(&reporting.report);
	doc_free(reporting.doc);
	free(reporting.title);
	free(meeting);
	return rc;
}
