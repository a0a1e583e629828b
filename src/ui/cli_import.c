/*
 * Bringing a text in: reading the file, choosing names, a new document or the
 * next draft of one, and the summary.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "adref/base/json.h"
#include "adref/base/mem.h"
#include "adref/doc/diff.h"
#include "adref/format/import.h"
#include "cli.h"

enum { IMPORT_MAX = 512 * 1024 * 1024, PROGRESS_BYTES = 1024 * 1024 };

static volatile sig_atomic_t stopped;

static void
stop(int signal_number)
{
	(void)signal_number;
	stopped = 1;
}

struct bringing {
	struct cli *cli;
	struct import import;
	struct match_counts *counts;	/* of each document */
	bool tell;			/* progress on standard error */
};

static int
progress(void *ctx, size_t done, size_t all)
{
	struct bringing *bringing = ctx;

	if (bringing->tell)
		fprintf(stderr, "\radref: %zu of %zu lines", done, all);
	return stopped;
}

static int
read_stream(FILE *file, const char *name, struct buf *out, struct err *err)
{
	char block[65536];
	size_t n;

	while ((n = fread(block, 1, sizeof(block), file)) > 0) {
		buf_add(out, block, n);
		if (out->len > IMPORT_MAX)
			return err_set(err, ERR_REFUSED, "%s is larger than "
				"512 MB: bring it in in parts", name);
		if (stopped)
			return err_set(err, ERR_STOPPED, "stopped; nothing "
				"was written");
	}
	if (ferror(file))
		return err_set(err, ERR_SYSTEM, "%s cannot be read: %s", name,
			strerror(errno));
	return 0;
}

static int
read_file(const char *name, struct buf *out, struct err *err)
{
	struct stat st;
	FILE *file;
	int rc;

	if (strcmp(name, "-") == 0)
		return read_stream(stdin, "standard input", out, err);
	if (stat(name, &st) < 0)
		return err_set(err, ERR_MISSING, "%s cannot be read: %s", name,
			strerror(errno));
	if (S_ISDIR(st.st_mode))
		return err_set(err, ERR_REFUSED, "%s is a folder: name the "
			"file in it", name);
	file = fopen(name, "rb");
	if (!file)
		return err_set(err, ERR_SYSTEM, "%s cannot be read: %s", name,
			strerror(errno));
	rc = read_stream(file, name, out, err);
	fclose(file);
	return rc;
}

static int
choose_form(const struct cli *cli, struct str text, enum import_form *out,
	struct err *err)
{
	const char *as = cli->given.as;

	if (!as)
		*out = import_guess(text);
	else if (strcmp(as, "letter") == 0)
		*out = IMPORT_LETTER;
	else if (strcmp(as, "markdown") == 0)
		*out = IMPORT_MARKDOWN;
	else if (strcmp(as, "text") == 0)
		*out = IMPORT_TEXT;
	else
		return err_set(err, ERR_USAGE, "\"%.40s\" is no form: write "
			"letter, markdown or text", as);
	return 0;
}

static const char *
last_part(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash && slash[1] ? slash + 1 : path;
}

/* The text, decoded and read into documents. */
static int
read_text(struct bringing *bringing, struct err *err)
{
	struct cli *cli = bringing->cli;
	struct import_options options = { .progress = progress,
		.ctx = bringing };
	struct buf bytes = BUF_INIT, text = BUF_INIT;
	enum import_form form = IMPORT_TEXT;
	int rc = read_file(cli->args[0], &bytes, err);

	options.main = cli->given.onto ? cli->given.onto
		: cli->given.document ? cli->given.document
		: cli->record ? record_main(cli->record) : NULL;
	bringing->tell = isatty(2) && bytes.len > PROGRESS_BYTES;
	if (rc == 0) {
		rc = import_decode(&text, buf_str(&bytes),
			cli->given.encoding, err);
		if (rc < 0)
			err_prefix(err, "%s", cli->args[0]);
	}
	buf_release(&bytes);
	if (rc == 0 && !str_trim(buf_str(&text)).len)
		rc = err_set(err, ERR_REFUSED, "%s is empty: there is no text "
			"to bring in", cli->args[0]);
	if (rc == 0)
		rc = choose_form(cli, buf_str(&text), &form, err);
	if (rc == 0)
		rc = import_text(&bringing->import, buf_str(&text), form,
			&options, err);
	if (bringing->tell)
		fputs("\n", stderr);
	buf_release(&text);
	return rc;
}

static bool
is_there(struct record *record, const char *name)
{
	const char *const *names;
	size_t n = record_names(record, &names);

	for (size_t i = 0; i < n; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

/* A document's name is a folder's: small letters, digits, hyphens. */
static int
check_name(const char *name, struct err *err)
{
	size_t len = name ? strspn(name, "abcdefghijklmnopqrstuvwxyz"
		"0123456789-/") : 0;

	if (!name || (*name && *name != '/' && *name != '-' && !name[len] &&
		len < 100 && !strstr(name, "//") && name[len - 1] != '/' &&
		strncmp(name, "proposals", 9) != 0))
		return 0;
	return err_set(err, ERR_USAGE, "\"%.60s\" is no name for a document: "
		"use small letters, digits and hyphens", name);
}

/* Documents that are there already are not written over. */
static int
check_fresh(struct bringing *bringing, struct err *err)
{
	struct record *record = bringing->cli->record;

	for (size_t i = 0; i < bringing->import.docs_n; i++) {
		const char *name = bringing->import.docs[i]->name;

		if (is_there(record, name))
			return err_set(err, ERR_REFUSED, "there is a document "
				"%s already: --onto %s brings this in as its "
				"next draft, --document NAME as another one",
				name, name);
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
	for (size_t i = 1; i < bringing->import.docs_n; i++)
		doc_free(bringing->import.docs[i]);
	bringing->import.docs_n = 1;
	doc_match(old, bringing->import.docs[0], &cli->env,
		&bringing->counts[0]);
	return 0;
}

static void
count_new(struct bringing *bringing)
{
	for (size_t i = 0; i < bringing->import.docs_n; i++) {
		doc_draw_ids(bringing->import.docs[i], &bringing->cli->env);
		bringing->counts[i].new = bringing->import.docs[i]->n;
	}
}

static void
add_subject(struct buf *out, const struct bringing *bringing)
{
	const struct import *import = &bringing->import;

	buf_add_text(out, "Import ");
	if (import->draft)
		buf_add_format(out, "%s from ", import->draft);
	buf_add_format(out, "%s:", last_part(bringing->cli->args[0]));
	for (size_t i = 0; i < import->docs_n; i++)
		buf_add_format(out, "%s %s (%zu nodes)", i ? "," : "",
			import->docs[i]->name, import->docs[i]->n);
}

static int
save(struct bringing *bringing, struct err *err)
{
	struct cli *cli = bringing->cli;
	struct draft_wish wish = { .number = cli->given.tag,
		.title = cli->given.title, .symbol = cli->given.symbol,
		.date = cli->given.date };
	struct act act = { .kind = "import", .meeting = cli->given.meeting,
		.reason = cli->given.reason };
	struct buf subject = BUF_INIT;
	int rc;

	add_subject(&subject, bringing);
	act.subject = buf_text(&subject);
	if (bringing->import.docs_n == 1)
		act.doc = bringing->import.docs[0]->name;
	rc = record_put_docs(cli->record, bringing->import.docs,
		bringing->import.docs_n, &act, NULL, err);
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

	for (size_t i = 0; i < import->docs_n; i++) {
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
	for (size_t i = 0; i < import->docs_n; i++)
		add_document_json(&json, import->docs[i],
			&bringing->counts[i]);
	json_close(&json, ']');
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
	int rc = read_text(bringing, err);

	if (rc == 0)
		bringing->counts = mem_new(bringing->import.docs_n + 1,
			sizeof(*bringing->counts));
	if (rc == 0 && cli->given.onto)
		rc = match_onto(bringing, err);
	else if (rc == 0)
		rc = check_fresh(bringing, err);
	if (rc == 0 && !cli->given.onto)
		count_new(bringing);
	if (rc == 0 && stopped)
		rc = err_set(err, ERR_STOPPED, "stopped; nothing was written");
	if (rc == 0 && !cli->given.dry_run)
		rc = save(bringing, err);
	return rc;
}

int
call_import(struct cli *cli, struct err *err)
{
	struct bringing bringing = { .cli = cli };
	int rc;

	if (cli->n != 1)
		return cli_usage(cli, err);
	if (check_name(cli->given.document, err) < 0 ||
	    cli_open(cli, !cli->given.dry_run, err) < 0)
		return -1;
	signal(SIGINT, stop);
	rc = bring(&bringing, err);
	signal(SIGINT, SIG_DFL);
	if (rc == 0 && cli->given.json)
		add_summary_json(&bringing);
	else if (rc == 0)
		add_summary(&bringing);
	free(bringing.counts);
	import_release(&bringing.import);
	return rc;
}
