/*
 * The call that looks for slips: in one document, and among its footnotes
 * those that other documents of the negotiation have as well.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/json.h"
#include "adref/base/mem.h"
#include "adref/doc/address.h"
#include "adref/doc/lint.h"
#include "adref/doc/same.h"
#include "adref/record/meetings.h"
#include "cli.h"

static void
add_finding_json(struct json *json, const struct doc *doc,
	const struct finding *finding)
{
	json_open(json, NULL, '{');
	json_text(json, "kind", str_of(finding_word(finding->kind)));
	json_text(json, "document", str_of(doc->name));
	json_text(json, "node", str_of(finding->node->id.text));
	json_int(json, "offset", (int64_t)finding->off);
	json_int(json, "length", (int64_t)finding->len);
	json_text(json, "text", str_part(node_str(finding->node),
		finding->off, finding->len));
	if (finding->opened) {
		json_open(json, "opened", '{');
		json_text(json, "node", str_of(finding->opened->id.text));
		json_int(json, "offset", (int64_t)finding->opened_off);
		json_close(json, '}');
	} else {
		json_null(json, "opened");
	}
	json_text(json, "hint", str_of(finding->hint));
	if (finding->like) {
		json_open(json, "like", '{');
		json_text(json, "document", str_of(finding->like_doc->name));
		json_text(json, "node", str_of(finding->like->id.text));
		json_close(json, '}');
	}
	json_close(json, '}');
}

static void
add_finding(struct cli *cli, const struct finding *finding)
{
	size_t from = cli->out.len;

	address_add(&cli->out, finding->node);
	cli_look(cli, from, ROLE_NUMBER);
	buf_add_format(&cli->out, " (%s, byte %zu): ", finding->node->id.text,
		finding->off);
	cli_add_marked(cli, str_of(finding->hint));
	buf_add_char(&cli->out, '\n');
}

/* The documents at the point, the one that is checked first. */
struct checked {
	struct doc **docs;
	size_t n;
};

static int
take_docs(struct cli *cli, struct checked *out, struct err *err)
{
	const char *const *names;
	struct err ignored = ERR_INIT;
	struct doc *doc;
	store_id point;
	size_t n;

	*out = (struct checked){ 0 };
	if (cli_doc(cli, cli->given.at, &doc, err) < 0)
		return -1;
	n = record_names(cli->record, &names);
	out->docs = mem_new(n + 1, sizeof(*out->docs));
	out->docs[out->n++] = doc;
	if (record_point(cli->record, cli->given.at ? cli->given.at : "now",
		&point, &ignored) < 0)
		return 0;
	for (size_t i = 0; i < n; i++)
		if (strcmp(names[i], doc->name) != 0 &&
		    record_doc_at(cli->record, &point, names[i],
			&out->docs[out->n], &ignored) == 0)
			out->n++;
	return 0;
}

static void
checked_release(struct checked *checked)
{
	for (size_t i = 0; i < checked->n; i++)
		doc_free(checked->docs[i]);
	free(checked->docs);
}

int
call_check(struct cli *cli, struct err *err)
{
	struct findings findings = { 0 };
	struct alikes alikes = { 0 };
	struct checked checked;
	struct json json;

	if (take_docs(cli, &checked, err) < 0)
		return -1;
	record_check_registers(cli->record);
	doc_lint(&findings, checked.docs[0]);
	notes_alike(&alikes, checked.docs, checked.n);
	doc_lint_alike(&findings, checked.docs[0], &alikes);
	doc_lint_mentions(&findings, checked.docs[0], checked.docs + 1,
		checked.n - 1);
	doc_lint_same(&findings, checked.docs[0], checked.docs + 1,
		checked.n - 1);
	json_init(&json, &cli->out);
	if (cli->given.json)
		json_open(&json, NULL, '[');
	for (size_t i = 0; i < findings.n; i++) {
		if (cli->given.json)
			add_finding_json(&json, checked.docs[0],
				&findings.at[i]);
		else
			add_finding(cli, &findings.at[i]);
	}
	if (cli->given.json) {
		json_close(&json, ']');
		buf_add_char(&cli->out, '\n');
	} else if (!findings.n) {
		buf_add_text(&cli->out, "No slip is found\n");
	}
	if (findings.n)
		cli->status = STATUS_NO;
	findings_release(&findings);
	alikes_release(&alikes);
	checked_release(&checked);
	return 0;
}
