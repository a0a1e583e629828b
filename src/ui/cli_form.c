/*
 * Forms for those who answer by e-mail: printing one, and what comes back:
 * what it would file, what was not understood, and filing it when told.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "adref/base/json.h"
#include "adref/base/mem.h"
#include "adref/doc/address.h"
#include "adref/doc/party.h"
#include "adref/session/form.h"
#include "adref/text/words.h"
#include "cli_import.h"

int
call_form(struct cli *cli, struct err *err)
{
	const char *code = cli->n == 1 ? party_code_of(str_of(cli->args[0]))
		: NULL;
	struct form_source source;
	struct form_about about;
	struct buf out = BUF_INIT;
	int rc = 0;

	if (cli->n != 1)
		return cli_usage(cli, err);
	if (!code)
		return err_set(err, ERR_REFUSED, "no party is called \"%.60s\"",
			cli->args[0]);
	if (cli_open(cli, false, err) < 0 || form_source_open(&source,
		cli->record, cli->given.document, cli->given.at, err) < 0)
		return -1;
	about = (struct form_about){ mem_text(code),
		mem_text(source.doc->name), mem_text(source.name) };
	form_print(&out, source.doc, &about, source.title);
	if (cli->given.output)
		rc = cli_write_file(cli->given.output, buf_str(&out), err);
	else
		buf_add_str(&cli->out, buf_str(&out));
	form_about_release(&about);
	form_source_release(&source);
	buf_release(&out);
	return rc;
}

/* A form that came back, and what it comes to. */
struct filing {
	struct cli *cli;
	struct buf text;
	struct form_about about;
	struct form_source source;
	struct form form;
	struct form_plan plan;
};

static void
filing_release(struct filing *filing)
{
	buf_release(&filing->text);
	form_about_release(&filing->about);
	form_source_release(&filing->source);
	form_release(&filing->form);
	form_plan_release(&filing->plan);
}

/* Whose a file is by its name, `IND.txt`; NULL: it does not say. */
static const char *
party_of_name(const char *path)
{
	struct str name = str_of(import_source(path));
	struct str stem = str_part(name, 0, str_find(name, 0, str_of(".")));
	const struct party *party;
	struct buf upper = BUF_INIT;

	for (size_t i = 0; i < stem.len; i++)
		buf_add_char(&upper, stem.at[i] >= 'a' && stem.at[i] <= 'z'
			? (char)(stem.at[i] - 'a' + 'A') : stem.at[i]);
	party = party_by_code(buf_str(&upper));
	buf_release(&upper);
	return party ? party->code : NULL;
}

/*
 * The form says whose it is. A delegation that filled in another's form is
 * caught by the name of the file, or by who is said to file it.
 */
static int
check_party(const struct filing *filing, struct err *err)
{
	const struct cli *cli = filing->cli;
	const char *form = filing->about.party;
	const char *named = cli->given.party
		? party_code_of(str_of(cli->given.party)) : NULL;

	if (!party_by_code(str_of(form)))
		return err_set(err, ERR_REFUSED, "the form is of \"%.40s\", "
			"which is the code of no party", form);
	if (cli->given.party && (!named || strcmp(named, form) != 0))
		return err_set(err, ERR_REFUSED, "the form is %s's, and not "
			"%s's", party_room_name(form), named
			? party_room_name(named) : cli->given.party);
	if (!named)
		named = party_of_name(cli->args[0]);
	if (!named || strcmp(named, form) == 0)
		return 0;
	return err_set(err, ERR_REFUSED, "%s is the form of %s: --for %s says "
		"that this is right", import_source(cli->args[0]),
		party_room_name(form), form);
}

/* With --dated what is not filed is kept as a letter of that day. */
static int
plan_rest(struct filing *filing, struct err *err)
{
	struct cli *cli = filing->cli;
	char *dated = cli_read_day(cli->given.dated);
	char *today = cli_today(cli);
	struct form_rest wish = { &filing->form, filing->source.doc,
		filing->about.party, dated, today };
	int rc = dated ? form_plan_rest(&filing->plan, cli->record, &wish,
		err) : err_set(err, ERR_USAGE, "\"%.60s\" is no day of the "
		"calendar: write 2021-05-28", cli->given.dated);

	free(dated);
	free(today);
	return rc;
}

static int
read_form(struct filing *filing, struct err *err)
{
	struct cli *cli = filing->cli;
	struct form_about *about = &filing->about;

	if (import_bytes(cli, &filing->text, err) < 0 ||
	    form_about_read(about, buf_str(&filing->text), err) < 0 ||
	    check_party(filing, err) < 0 ||
	    cli_open(cli, !cli->given.dry_run, err) < 0)
		return -1;
	if (!record_is_name(about->document))
		return err_set(err, ERR_REFUSED, "\"%.60s\" is no document",
			about->document);
	if (form_source_open(&filing->source, cli->record, about->document,
		about->draft, err) < 0)
		return err_prefix(err, "the form is of %s", about->draft);
	form_read(&filing->form, buf_str(&filing->text), filing->source.doc,
		about, filing->source.title);
	if (form_plan_make(&filing->plan, cli->record, &filing->form,
		about, &filing->source, err) < 0)
		return -1;
	return cli->given.dated ? plan_rest(filing, err) : 0;
}

static void
add_place(struct buf *out, size_t line, const char *address)
{
	struct buf label = BUF_INIT;

	buf_add_format(&label, "line %zu", line);
	cli_add_column(out, buf_text(&label), 8);
	cli_add_column(out, address, 8);
	buf_release(&label);
}

/* `add after`, `delete`; and which words. */
static void
add_verb(struct cli *cli, const struct proposal *proposal)
{
	struct buf *out = &cli->out;

	buf_add_text(out, proposal_verb_said(proposal->verb));
	if (*proposal->where)
		buf_add_format(out, " %s", proposal->where);
	if (*proposal->words) {
		buf_add_text(out, " \"");
		cli_add_safe(cli, str_of(proposal->words));
		buf_add_char(out, '"');
	}
	if (*proposal_wording(proposal))
		buf_add_text(out, proposal->verb == PROPOSAL_MOD ? " to: "
			: ": ");
}

/* Each paragraph of a wording on its line. */
static void
add_wording(struct cli *cli, const char *wording)
{
	struct str rest = str_of(wording), line;
	bool first = true;

	while (str_line(&rest, &line)) {
		struct buf plain = BUF_INIT;

		words_add_plain(&plain, line);
		if (!first)
			buf_add_format(&cli->out, "\n%18s", "");
		first = false;
		cli_add_safe(cli, buf_str(&plain));
		buf_release(&plain);
	}
	buf_add_char(&cli->out, '\n');
}

static void
add_filing(struct cli *cli, const struct form_plan_filing *filing)
{
	const struct proposal *proposal = &filing->proposal;
	const char *reasons = proposal_last(proposal)->reasons;
	struct buf *out = &cli->out;

	add_place(out, filing->line, proposal->address);
	add_verb(cli, proposal);
	add_wording(cli, proposal_wording(proposal));
	if (*reasons) {
		buf_add_format(out, "%18sreasons: ", "");
		cli_add_safe(cli, str_of(reasons));
		buf_add_char(out, '\n');
	}
	if (filing->already)
		buf_add_format(out, "%18sfiled already, as %s\n", "",
			filing->already);
	else if (filing->gone)
		buf_add_format(out, "%18sthis is not in the text any more\n",
			"");
	else if (filing->changed)
		buf_add_format(out, "%18sthe text reads otherwise since\n",
			"");
}

static void
add_left(const struct filing *filing, const struct form_left *left)
{
	struct node *node = doc_find(filing->source.doc, &left->node);
	struct buf address = BUF_INIT;
	struct cli *cli = filing->cli;

	if (node)
		address_add(&address, node);
	add_place(&cli->out, left->line, buf_text(&address));
	buf_release(&address);
	cli_add_safe(cli, str_of(left->text));
	if (*left->why) {
		buf_add_format(&cli->out, "\n%18s", "");
		cli_add_safe(cli, str_of(left->why));
	}
	buf_add_char(&cli->out, '\n');
}

static void
add_preview(const struct filing *filing)
{
	struct cli *cli = filing->cli;
	const struct form_plan *plan = &filing->plan;

	buf_add_format(&cli->out, "%s on %s: %zu to file\n",
		party_room_name(filing->about.party), filing->source.title,
		plan->news);
	for (size_t i = 0; i < plan->filings_n; i++)
		add_filing(cli, &plan->filings[i]);
	for (size_t i = 0; i < plan->supports_n; i++) {
		add_place(&cli->out, plan->supports[i].line, "");
		buf_add_format(&cli->out, "support %s%s\n",
			plan->supports[i].proposal, plan->supports[i].already
			? ": said already" : "");
	}
	if (filing->form.left_n)
		buf_add_format(&cli->out, filing->plan.rest ? "Not filed, to "
			"be kept as a letter: %zu\n" : "Not filed, for "
			"somebody to read: %zu\n", filing->form.left_n);
	for (size_t i = 0; i < filing->form.left_n; i++)
		add_left(filing, &filing->form.left[i]);
}

static void
add_filing_json(struct json *json, const struct form_plan_filing *filing)
{
	const struct proposal *proposal = &filing->proposal;

	json_open(json, NULL, '{');
	json_int(json, "line", (int64_t)filing->line);
	json_text(json, "verb", str_of(proposal_verb_word(proposal->verb)));
	json_text(json, "node", str_of(proposal->node.text));
	json_text(json, "address", str_of(proposal->address));
	json_text(json, "where", str_of(proposal->where));
	json_text(json, "words", str_of(proposal->words));
	json_text(json, "wording", str_of(proposal_wording(proposal)));
	json_text(json, "reasons", str_of(proposal_last(proposal)->reasons));
	json_text(json, "already", str_of(filing->already));
	json_bool(json, "gone", filing->gone);
	json_bool(json, "changed", filing->changed);
	json_close(json, '}');
}

static void
add_supports_json(struct json *json, const struct form_plan *plan)
{
	json_open(json, "supports", '[');
	for (size_t i = 0; i < plan->supports_n; i++) {
		json_open(json, NULL, '{');
		json_int(json, "line", (int64_t)plan->supports[i].line);
		json_text(json, "proposal",
			str_of(plan->supports[i].proposal));
		json_bool(json, "already", plan->supports[i].already);
		json_close(json, '}');
	}
	json_close(json, ']');
}

static void
add_left_json(struct json *json, const struct form *form)
{
	json_open(json, "left", '[');
	for (size_t i = 0; i < form->left_n; i++) {
		json_open(json, NULL, '{');
		json_int(json, "line", (int64_t)form->left[i].line);
		json_text(json, "node", str_of(form->left[i].node.text));
		json_text(json, "text", str_of(form->left[i].text));
		json_text(json, "why", str_of(form->left[i].why));
		json_close(json, '}');
	}
	json_close(json, ']');
}

static void
add_json(const struct filing *filing, bool filed)
{
	struct json json;

	json_init(&json, &filing->cli->out);
	json_open(&json, NULL, '{');
	json_text(&json, "party", str_of(filing->about.party));
	json_text(&json, "document", str_of(filing->about.document));
	json_text(&json, "draft", str_of(filing->about.draft));
	json_bool(&json, "filed", filed);
	json_open(&json, "proposals", '[');
	for (size_t i = 0; i < filing->plan.filings_n; i++)
		add_filing_json(&json, &filing->plan.filings[i]);
	json_close(&json, ']');
	add_supports_json(&json, &filing->plan);
	add_left_json(&json, &filing->form);
	json_close(&json, '}');
	buf_add_char(&filing->cli->out, '\n');
}

/* At a terminal one is asked; else it has to be said. */
static bool
is_wanted(const struct filing *filing)
{
	struct cli *cli = filing->cli;

	if (cli->given.dry_run || (!filing->plan.news && !filing->plan.rest))
		return false;
	if (cli->given.yes)
		return true;
	return !cli->given.json && strcmp(cli->args[0], "-") != 0 &&
		cli_ask(cli, filing->plan.news == 1 ? "File it? y / no "
			: "File them, as one act? y / no ");
}

static int
file(struct filing *filing, struct err *err)
{
	struct cli *cli = filing->cli;
	struct session *session;
	int rc;

	cli->given.party = filing->about.party;
	cli->given.document = record_has(cli->record, filing->about.document)
		? filing->about.document : NULL;
	if (cli_session(cli, &session, err) < 0)
		return -1;
	rc = form_plan_file(session, &filing->plan, &filing->about,
		buf_str(&filing->text), err);
	if (rc == 0 && !cli->given.json) {
		cli_add_safe(cli, buf_str(&session->message));
		buf_add_char(&cli->out, '\n');
	}
	session_close(session);
	return rc;
}

static void
add_way_out(const struct filing *filing)
{
	struct buf *out = &filing->cli->out;

	if (!filing->plan.news && !filing->plan.rest)
		buf_add_text(out, "There is nothing new to file\n");
	else
		buf_add_text(out, "Nothing was filed: --yes files it, as one "
			"act\n");
}

int
call_file(struct cli *cli, struct err *err)
{
	struct filing filing = { .cli = cli };
	bool wanted = false;
	int rc;

	if (cli->n != 1)
		return cli_usage(cli, err);
	if (cli->given.yes && cli->given.dry_run)
		return err_set(err, ERR_USAGE, "--yes files it, --dry-run does "
			"not: give one of them");
	rc = read_form(&filing, err);
	if (rc == 0 && !cli->given.json)
		add_preview(&filing);
	if (rc == 0)
		wanted = is_wanted(&filing);
	if (wanted)
		rc = file(&filing, err);
	if (rc == 0 && cli->given.json)
		add_json(&filing, wanted);
	else if (rc == 0 && !wanted)
		add_way_out(&filing);
	filing_release(&filing);
	return rc;
}
