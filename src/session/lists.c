/*
 * What the lists hold: help, palette, documents, drafts, slips.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/doc/address.h"
#include "adref/doc/lint.h"
#include "inside.h"

static const char *const mode_titles[] = {
	[KEYS_OUTLINE] = "In the text",
	[KEYS_LETTER] = "In a letter received; and all of the above",
	[KEYS_TYPING] = "While typing: every character is typed",
	[KEYS_PROMPT] = "When something is asked",
	[KEYS_LIST] = "In lists",
	[KEYS_PROPOSALS] = "In lists of proposals, besides",
	[KEYS_FOLLOW] = "On a screen that follows an editor",
};

/* The keys that run a command in a mode: `b`, `Down j`. */
static void
add_keys(struct buf *out, const struct session *session, enum key_mode mode,
	const char *name)
{
	const struct keymap *keymap = &session->keymap;
	size_t len = strlen(name);
	bool first = true;

	for (size_t i = 0; i < keymap->n; i++) {
		const struct binding *binding = &keymap->at[i];

		if (binding->mode != mode ||
		    strncmp(binding->command, name, len) != 0 ||
		    (binding->command[len] && binding->command[len] != ' '))
			continue;
		if (!first)
			buf_add_char(out, ' ');
		first = false;
		key_add_name(out, binding->key);
	}
}

static bool
belongs(const struct command *command, enum key_mode mode)
{
	switch (command->where) {
	case COMMAND_TYPING:
		return mode == KEYS_TYPING;
	case COMMAND_PROMPT:
		return mode == KEYS_PROMPT;
	case COMMAND_LIST:
		return mode == KEYS_LIST || mode == KEYS_PROPOSALS;
	case COMMAND_FOLLOW:
		return mode == KEYS_FOLLOW;
	default:
		return mode == KEYS_OUTLINE || mode == KEYS_LETTER ||
			mode == KEYS_PROPOSALS || mode == KEYS_FOLLOW;
	}
}

static void
help_mode(struct session *session, struct list *list, enum key_mode mode)
{
	struct buf keys = BUF_INIT, text = BUF_INIT;

	list_add(list, mode_titles[mode])->heading = true;
	for (size_t i = 0; i < command_count(); i++) {
		const struct command *command = command_at(i);

		if (!belongs(command, mode) ||
		    command_closed(session, command))
			continue;
		buf_clear(&keys);
		add_keys(&keys, session, mode, command->name);
		if (!keys.len)
			continue;
		buf_clear(&text);
		buf_add_format(&text, "%-12s %s", buf_text(&keys),
			command->help);
		list_add(list, buf_text(&text));
	}
	buf_release(&keys);
	buf_release(&text);
}

int
run_help(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct list *list = list_open(session, LIST_HELP, "Keys");

	(void)args;
	(void)err;
	for (int mode = 0; mode < KEYS_MODES; mode++)
		help_mode(session, list, (enum key_mode)mode);
	list_settle(session);
	return 0;
}

int
run_palette(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct list *list = list_open(session, LIST_PALETTE, "Commands");
	struct buf text = BUF_INIT, keys = BUF_INIT;
	const char *closed;

	(void)args;
	(void)err;
	for (size_t i = 0; i < command_count(); i++) {
		const struct command *command = command_at(i);

		if (!belongs(command, KEYS_OUTLINE) ||
		    strcmp(command->name, "palette") == 0)
			continue;
		buf_clear(&keys);
		buf_clear(&text);
		add_keys(&keys, session, KEYS_OUTLINE, command->name);
		closed = command_closed(session, command);
		buf_add_format(&text, "%-12s %s%s%s%s", buf_text(&keys),
			closed ? "(" : "", closed ? closed : "",
			closed ? ") " : "", command->help);
		list_add(list, buf_text(&text))->command =
			mem_text(command->name);
	}
	list_settle(session);
	prompt_open(session, PROMPT_FILTER, "which command?", "filter");
	buf_release(&text);
	buf_release(&keys);
	return 0;
}

/* NAME [NODE] */
static int
open_document(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct node *node;

	if (session_switch(session, args->at[0].text, err) < 0)
		return -1;
	if (args->n < 2)
		return 0;
	if (argument_node(session, &args->at[1], &node, err) < 0)
		return -1;
	place_go(session, node, 0);
	return 0;
}

int
run_documents(struct session *session, const struct arguments *args,
	struct err *err)
{
	const char *const *names;
	size_t n = record_names(session->record, &names);
	struct list *list;

	if (args->n)
		return open_document(session, args, err);
	list = list_open(session, LIST_DOCUMENTS, "Documents");
	for (size_t i = 0; i < n; i++) {
		struct list_row *row = list_add(list, names[i]);
		struct buf line = BUF_INIT;

		buf_add_format(&line, "documents \"%s\"", names[i]);
		row->command = buf_take(&line);
		if (strcmp(names[i], session->doc_name) == 0)
			list->cursor = i;
	}
	return 0;
}

/* What is printed with it and what it was tagged over stand below it. */
static void
add_draft(struct list *list, const struct draft *draft)
{
	struct buf text = BUF_INIT;
	struct str rest, line;

	buf_add_format(&text, "%-20s %s  %s  %s", draft->name, draft->date,
		draft->title, draft->symbol);
	list_add(list, buf_text(&text))->revision = draft->revision;
	buf_clear(&text);
	printed_add(&text, &draft->printed, "\n");
	if (*draft->without_fate)
		buf_add_format(&text, "%s%s without a fate: %s", text.len
			? "\n" : "", draft->without_fate, draft->reason);
	rest = buf_str(&text);
	while (str_line(&rest, &line)) {
		struct buf row = BUF_INIT;

		buf_add_text(&row, "    ");
		buf_add_str(&row, line);
		list_add(list, buf_text(&row))->heading = true;
		buf_release(&row);
	}
	buf_release(&text);
}

int
run_drafts(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct drafts drafts = { 0 };
	struct list *list;

	(void)args;
	if (record_drafts(session->record, &drafts, err) < 0)
		return -1;
	if (!drafts.n) {
		drafts_release(&drafts);
		return teach(session, "there is no draft yet", "draft",
			"tags the text as one", err);
	}
	list = list_open(session, LIST_DRAFTS, "Drafts");
	for (size_t i = 0; i < drafts.n; i++)
		add_draft(list, &drafts.at[i]);
	drafts_release(&drafts);
	list_settle(session);
	return 0;
}

int
documents_take(struct session *session, struct doc ***out, size_t *out_n,
	struct err *err)
{
	const char *const *names;
	size_t n = record_names(session->record, &names);
	int rc = 0;

	*out = mem_new(n + 1, sizeof(**out));
	*out_n = 0;
	(*out)[(*out_n)++] = session->doc;
	for (size_t i = 0; i < n && rc == 0; i++)
		if (strcmp(names[i], session->doc_name) != 0)
			rc = record_doc(session->record, names[i],
				&(*out)[(*out_n)++], err);
	return rc;
}

int
run_slips(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct findings findings = { 0 };
	struct list *list;
	struct doc **docs;
	size_t n;

	(void)args;
	doc_lint(&findings, session->doc);
	if (documents_take(session, &docs, &n, err) == 0)
		doc_lint_mentions(&findings, session->doc, docs + 1, n - 1);
	free(docs);
	if (err->code) {
		findings_release(&findings);
		return -1;
	}
	if (!findings.n) {
		findings_release(&findings);
		return err_set(err, ERR_REFUSED, "there is no slip in this "
			"text");
	}
	list = list_open(session, LIST_SLIPS, "Slips");
	for (size_t i = 0; i < findings.n; i++) {
		const struct finding *finding = &findings.at[i];
		struct buf text = BUF_INIT;
		struct list_row *row;

		address_add(&text, finding->node);
		buf_add_format(&text, "  %s", finding->hint);
		row = list_add(list, buf_text(&text));
		row->node = finding->node->id;
		row->from = finding->off;
		if (finding->kind == FIND_MENTION_WITHOUT_TARGET)
			row->to = finding->off + finding->len;
		row->at_bracket = finding->kind <= FIND_UNMATCHED_CLOSE;
		buf_release(&text);
	}
	findings_release(&findings);
	list_settle(session);
	return 0;
}
