/*
 * Bringing a text in: as new documents or as the next draft of one, saved as
 * one revision, and the summary of what became of it.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/date.h"
#include "adref/base/json.h"
#include "adref/base/mem.h"
#include "adref/doc/diff.h"
#include "adref/doc/same.h"
#include "adref/record/audit.h"
#include "adref/record/meetings.h"
#include "cli_import.h"

struct bringing {
	struct cli *cli;
	struct import import;
	struct match_counts *counts;	/* of each document */
	size_t taken;			/* documents, from the first on */
	struct meetings_plan meetings;
	char *meeting;			/* in which it is brought in, or NULL */
	size_t tied;			/* headings, to their agenda items */
};

static int
check_fates(const struct cli *cli, struct err *err)
{
	struct audit audit;
	int rc;

	if (cli->given.reason && *cli->given.reason)
		return 0;
	if (record_draft_audit(cli->record, cli->given.tag, &audit, err) < 0)
		return -1;
	rc = audit_refuse(&audit, err);
	audit_release(&audit);
	return rc;
}

/*
 * Whatever would refuse the tag is better known before anything is written.
 */
static int
check_tag(const struct cli *cli, struct err *err)
{
	const char *date = cli->given.date;
	store_id point;

	if (date && !date_is_day(str_of(date)))
		return err_set(err, ERR_USAGE, "\"%.60s\" is no day of the "
			"calendar: write 2021-06-10", date);
	if (cli->given.tag && record_point(cli->record, cli->given.tag,
		&point, NULL) == 0)
		return err_set(err, ERR_REFUSED, "there is a draft \"%.60s\" "
			"already: give another --tag", cli->given.tag);
	return cli->given.tag ? check_fates(cli, err) : 0;
}

/*
 * Documents that are there already are not written over. What comes beside the
 * main text (an agenda, a letter) cannot be named, so there the way out is to
 * take the main text alone.
 */
static int
check_fresh(struct bringing *bringing, struct err *err)
{
	struct cli *cli = bringing->cli;
	const char *main = record_main(cli->record);

	for (size_t i = 0; i < bringing->import.docs_n; i++) {
		const char *name = bringing->import.docs[i]->name;
		const char *other = record_in_the_way(cli->record, name);

		if (other)
			return err_set(err, ERR_REFUSED, "%s and the document "
				"%s cannot stand in one folder: --document "
				"NAME brings this in under another name",
				name, other);

		if (!record_has(cli->record, name))
			continue;
		if (i == 0)
			return err_set(err, ERR_REFUSED, "there is a document "
				"%s already: --onto %s brings this in as its "
				"next draft, --document NAME as another one",
				name, name);
		return err_set(err, ERR_REFUSED, "there is a document %s "
			"already, and %s has one too: --onto %s brings in "
			"only its main text, as the next draft", name,
			import_source(cli->args[0]),
			record_has(cli->record, main) ? main : "NAME");
	}
	return 0;
}

/* Of a next draft, only the document it is brought onto is taken. */
static int
match_onto(struct bringing *bringing, struct err *err)
{
	struct cli *cli = bringing->cli;
	struct doc *old;

	if (record_doc(cli->record, cli->given.onto, &old, err) < 0)
		return -1;
	bringing->taken = 1;
	doc_match(old, bringing->import.docs[0], &cli->env,
		&bringing->counts[0]);
	return 0;
}

/* Headings hold the text of agenda items once more: tie them. */
static void
tie_agenda(struct bringing *bringing)
{
	struct import *import = &bringing->import;
	struct err ignored = ERR_INIT;
	struct doc *agenda = NULL;

	for (size_t i = 1; i < bringing->taken && !agenda; i++)
		if (same_is_agenda(import->docs[i]->name))
			agenda = import->docs[i];
	if (!agenda && record_has(bringing->cli->record, "agenda") &&
	    record_doc(bringing->cli->record, "agenda", &agenda,
		&ignored) < 0)
		agenda = NULL;
	if (agenda && !same_is_agenda(import->docs[0]->name))
		bringing->tied = same_tie(import->docs[0], agenda);
}

static void
count_new(struct bringing *bringing)
{
	bringing->taken = bringing->import.docs_n;
	for (size_t i = 0; i < bringing->taken; i++) {
		doc_draw_ids(bringing->import.docs[i], &bringing->cli->env);
		bringing->counts[i].new = bringing->import.docs[i]->n;
	}
}

static void
add_subject(struct buf *out, const struct bringing *bringing)
{
	const struct import *import = &bringing->import;

	const char *tag = bringing->cli->given.tag;

	buf_add_text(out, "Import ");
	if (import->draft)
		buf_add_format(out, "%s from ", import->draft);
	else if (tag)
		buf_add_format(out, "%s%s from ", *tag >= '0' && *tag <= '9'
			? "Draft " : "", tag);
	buf_add_format(out, "%s:", import_source(bringing->cli->args[0]));
	for (size_t i = 0; i < bringing->taken; i++) {
		size_t n = import->docs[i]->n;

		buf_add_format(out, "%s %s (%zu%s)", i ? "," : "",
			import->docs[i]->name, n, i ? "" : n == 1 ? " node"
			: " nodes");
	}
}

static int
save(struct bringing *bringing, struct err *err)
{
	struct cli *cli = bringing->cli;
	struct draft_wish wish = cli_draft_wish(cli, cli->given.tag);
	struct act act = { .kind = "import", .meeting = bringing->meeting,
		.reason = cli->given.reason };
	struct buf subject = BUF_INIT;
	int rc;

	add_subject(&subject, bringing);
	act.subject = buf_text(&subject);
	if (bringing->taken == 1)
		act.doc = bringing->import.docs[0]->name;
	act.zone = bringing->meetings.zone;
	act.files = &bringing->meetings.file;
	act.files_n = bringing->meetings.fresh || bringing->meetings.filled;
	rc = record_put_docs(cli->record, bringing->import.docs,
		bringing->taken, &act, NULL, err);
	if (rc == 0 && cli->given.tag) {
		if (!wish.date)
			wish.date = bringing->import.date;
		if (!wish.symbol)
			wish.symbol = bringing->import.symbol;
		rc = record_draft(cli->record, &wish, NULL, err);
		if (rc < 0)
			err_prefix(err, "the text is brought in, but not "
				"tagged");
	}
	buf_release(&subject);
	return rc;
}

static void
add_summary(struct bringing *bringing)
{
	const struct import *import = &bringing->import;
	struct buf *out = &bringing->cli->out;

	for (size_t i = 0; i < bringing->taken; i++) {
		const struct match_counts *counts = &bringing->counts[i];

		buf_add_format(out, "%s: ", import->docs[i]->name);
		cli_add_count(out, import->docs[i]->n, "node");
		if (bringing->cli->given.onto)
			buf_add_format(out, "; %zu kept, %zu changed, %zu "
				"moved, %zu new, %zu gone", counts->kept,
				counts->changed, counts->moved, counts->new,
				counts->gone);
		buf_add_char(out, '\n');
	}
	for (size_t i = bringing->taken; i < import->docs_n; i++) {
		buf_add_format(out, "%s: ", import->docs[i]->name);
		cli_add_count(out, import->docs[i]->n, "node");
		buf_add_text(out, ", left out: only one document has a next "
			"draft\n");
	}
	import_add_meetings(bringing->cli, &bringing->meetings, import);
	if (bringing->tied) {
		cli_add_count(out, bringing->tied, "heading");
		buf_add_format(out, " tied to %s agenda item%s\n",
			bringing->tied == 1 ? "its" : "their",
			bringing->tied == 1 ? "" : "s");
	}
	if (import->kept_as_text) {
		cli_add_count(out, import->kept_as_text, "line");
		buf_add_text(out, " not understood, kept as text\n");
	}
	for (size_t i = 0; i < import->warnings_n; i++) {
		buf_add_format(out, "line %zu: ", import->warnings[i].line);
		cli_add_safe(bringing->cli,
			str_of(import->warnings[i].text));
		buf_add_char(out, '\n');
	}
	if (bringing->cli->given.dry_run)
		buf_add_text(out, "Nothing was written\n");
}

static void
add_document_json(struct json *json, const struct doc *doc,
	const struct match_counts *counts)
{
	json_open(json, NULL, '{');
	json_text(json, "name", str_of(doc->name));
	json_int(json, "nodes", (int64_t)doc->n);
	json_int(json, "kept", (int64_t)counts->kept);
	json_int(json, "changed", (int64_t)counts->changed);
	json_int(json, "moved", (int64_t)counts->moved);
	json_int(json, "new", (int64_t)counts->new);
	json_int(json, "gone", (int64_t)counts->gone);
	json_close(json, '}');
}

static void
add_summary_json(struct bringing *bringing)
{
	const struct import *import = &bringing->import;
	struct json json;

	json_init(&json, &bringing->cli->out);
	json_open(&json, NULL, '{');
	json_open(&json, "documents", '[');
	for (size_t i = 0; i < bringing->taken; i++)
		add_document_json(&json, import->docs[i],
			&bringing->counts[i]);
	json_close(&json, ']');
	json_open(&json, "left_out", '[');
	for (size_t i = bringing->taken; i < import->docs_n; i++)
		json_text(&json, NULL, str_of(import->docs[i]->name));
	json_close(&json, ']');
	import_add_meetings_json(&json, &bringing->meetings, import);
	json_int(&json, "tied", (int64_t)bringing->tied);
	json_int(&json, "kept_as_text", (int64_t)import->kept_as_text);
	json_open(&json, "warnings", '[');
	for (size_t i = 0; i < import->warnings_n; i++) {
		json_open(&json, NULL, '{');
		json_int(&json, "line", (int64_t)import->warnings[i].line);
		json_text(&json, "text", str_of(import->warnings[i].text));
		json_close(&json, '}');
	}
	json_close(&json, ']');
	json_text(&json, "draft", str_of(import->draft ? import->draft : ""));
	json_text(&json, "date", str_of(import->date ? import->date : ""));
	json_close(&json, '}');
	buf_add_char(&bringing->cli->out, '\n');
}

static int
bring(struct bringing *bringing, struct err *err)
{
	struct cli *cli = bringing->cli;
	int rc = check_tag(cli, err);

	if (rc == 0 && cli->given.meeting)
		rc = record_meeting_key(cli->record, cli->given.meeting,
			&bringing->meeting, err);
	if (rc == 0)
		rc = import_read(cli, &bringing->import, err);
	if (rc == 0)
		rc = import_plan_meetings(&bringing->meetings, cli,
			&bringing->import, err);
	if (rc == 0)
		bringing->counts = mem_new(bringing->import.docs_n + 1,
			sizeof(*bringing->counts));
	if (rc == 0 && cli->given.onto)
		rc = match_onto(bringing, err);
	else if (rc == 0)
		rc = check_fresh(bringing, err);
	if (rc == 0 && !cli->given.onto)
		count_new(bringing);
	if (rc == 0 && bringing->import.docs_n)
		tie_agenda(bringing);
	if (rc == 0)
		rc = import_look(err);
	if (rc == 0 && !cli->given.dry_run)
		rc = save(bringing, err);
	return rc;
}

/* Told in the same words, so that whoever reads them knows it all. */
static int
bring_letter(struct bringing *bringing, struct err *err)
{
	struct cli *cli = bringing->cli;
	int rc = import_read(cli, &bringing->import, err);

	if (rc == 0)
		rc = import_look(err);
	if (rc < 0)
		return -1;
	bringing->counts = mem_new(bringing->import.docs_n + 1,
		sizeof(*bringing->counts));
	count_new(bringing);
	return import_received(cli, &bringing->import, err);
}

int
call_import(struct cli *cli, struct err *err)
{
	struct bringing bringing = { .cli = cli };
	bool letter = cli->given.letter_from || cli->given.dated;
	int rc;

	if (cli_check_name(cli->given.document, err) < 0 ||
	    (letter && import_check_received(cli, err) < 0) ||
	    cli_open(cli, !cli->given.dry_run, err) < 0)
		return -1;
	cli_watch_stop("");
	rc = letter ? bring_letter(&bringing, err) : bring(&bringing, err);
	cli_watch_stop_end();
	if (rc == 0 && cli->given.json)
		add_summary_json(&bringing);
	else if (rc == 0)
		add_summary(&bringing);
	free(bringing.counts);
	free(bringing.meeting);
	meetings_plan_release(&bringing.meetings);
	import_release(&bringing.import);
	return rc;
}
