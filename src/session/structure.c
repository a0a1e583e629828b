/*
 * Acts on whole paragraphs: dropped, moved, promoted, demoted, duplicated. A
 * node takes with it what stands below; its id, notes and brackets stay with
 * it wherever it goes. Start with structure_run(): a command's planner makes
 * changes of what it is given; what they would do to brackets that reach over
 * paragraphs is looked at before they are made.
 */
#include "structure.h"

#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/doc/address.h"

static const struct structure_command {
	const char *name;
	planner plan;
	size_t last;		/* arguments that are not nodes, at the end */
} commands[] = {
	{ "node-drop", plan_drop, 0 },
	{ "node-move", plan_move, 2 },
	{ "node-move-to", plan_move_to, 2 },
	{ "node-up", plan_up, 0 },
	{ "node-down", plan_down, 0 },
	{ "node-promote", plan_promote, 0 },
	{ "node-demote", plan_demote, 0 },
	{ "node-duplicate", plan_duplicate, 0 },
};

struct change *
plan_change(struct plan *plan, enum change_kind kind, const struct node *node)
{
	changes_add(&plan->changes, (struct change){ .kind = kind,
		.node = node ? node->id : (node_id){ "" } });
	return &plan->changes.at[plan->changes.n - 1];
}

node_id
id_or_none(const struct node *node)
{
	return node && node->parent ? node->id : (node_id){ "" };
}

struct node *
last_text_child(const struct node *node)
{
	struct node *at = node->last;

	while (at && at->kind == NODE_SECTION)
		at = at->prev;
	return at;
}

void
set_place(struct change *change, const struct node *by, enum place_word word,
	bool section)
{
	if (word == PLACE_UNDER) {
		change->parent = id_or_none(by);
		change->after = id_or_none(section ? by->last
			: last_text_child(by));
		return;
	}
	change->parent = id_or_none(by->parent);
	change->after = id_or_none(word == PLACE_BEFORE ? by->prev : by);
}

static void
plan_release(struct plan *plan)
{
	nodes_release(&plan->nodes);
	nodes_release(&plan->cuts);
	changes_release(&plan->changes);
	buf_release(&plan->where);
}

/* The word at the end that says what becomes of parted pairs. */
static enum parting
take_parting(struct arguments *args)
{
	const char *word = args->n ? args->at[args->n - 1].text : "";
	enum parting parting = PART_REFUSE;

	if (args->n && args->at[args->n - 1].quoted)
		return parting;
	if (strcmp(word, "split") == 0)
		parting = PART_SPLIT;
	else if (strcmp(word, "anyway") == 0)
		parting = PART_ANYWAY;
	args->n -= parting != PART_REFUSE;
	return parting;
}

/* The nodes named at the beginning, else those meant at the keyboard. */
static int
take_nodes(struct plan *plan, const struct structure_command *command,
	struct arguments *args, struct err *err)
{
	bool named = command->plan != plan_move_to && args->n > command->last;
	size_t n = named ? args->n - command->last : 0;
	struct node *node;

	for (size_t i = 0; i < n; i++) {
		if (argument_node(plan->session, &args->at[i], &node, err) < 0)
			return -1;
		nodes_add(&plan->nodes, node);
	}
	args->at += n;
	args->n -= n;
	if (!n && plan->session->keys &&
	    (!command->last || command->plan == plan_move_to))
		targets_take(&plan->nodes, plan->session);
	for (size_t i = 0; i < plan->nodes.n; i++)
		if (plan->nodes.at[i]->kind == NODE_NOTE && plan->nodes.n > 1)
			return err_set(err, ERR_REFUSED,
				"a footnote goes by itself");
	if (plan->nodes.n > 1)
		nodes_sort(&plan->nodes, true);
	return plan->nodes.n ? 0 : usage(command->name, err);
}

/* args become what is left for the planner. */
static int
plan_make(struct plan *plan, const char *name, struct arguments *args,
	struct err *err)
{
	const struct structure_command *command = commands;

	while (strcmp(command->name, name) != 0)
		command++;
	plan->command = name;
	plan->parting = take_parting(args);
	if (take_nodes(plan, command, args, err) < 0)
		return -1;
	return command->plan(plan, args, err);
}

/* `A.1: drop "words"`, `A.1: drop 3 paragraphs`. */
static void
add_subject(struct buf *out, const struct plan *plan, const char *verb)
{
	address_add(out, plan->nodes.at[0]);
	buf_add_format(out, ": %s ", verb);
	if (plan->nodes.n > 1)
		buf_add_format(out, "%zu paragraphs", plan->nodes.n);
	else if (plan->nodes.at[0]->len)
		deed_add_quoted(out, node_str(plan->nodes.at[0]));
	else
		buf_add_format(out, "the empty %s",
			plan->nodes.at[0]->kind == NODE_ITEM ? "bullet"
			: "paragraph");
	buf_add_str(out, buf_str(&plan->where));
}

static int
plan_act(struct plan *plan, struct err *err)
{
	struct session *session = plan->session;
	struct buf subject = BUF_INIT, done = BUF_INIT;
	struct deed deed = { .kind = plan->command, .changes = plan->changes.at,
		.n = plan->changes.n };
	struct node *node;
	int rc;

	if (strcmp(plan->command, "node-move-to") == 0)
		deed.kind = "node-move";
	add_subject(&subject, plan, plan->did);
	add_subject(&done, plan, plan->done);
	deed.subject = buf_text(&subject);
	deed.done = buf_text(&done);
	rc = session_act(session, &deed, err);
	if (rc == 0 && !plan->keeps_marks) {
		marks_clear(session);
		selection_clear(session);
	}
	node = doc_find(session->doc, &plan->place);
	if (rc == 0 && node)
		place_go(session, node, 0);
	buf_release(&subject);
	buf_release(&done);
	return rc;
}

static int
refuse_parting(const struct plan *plan, const struct trial *trial,
	struct err *err)
{
	struct buf words = BUF_INIT;

	(void)plan;
	parted_add_words(&words, trial);
	err_set(err, ERR_REFUSED, "%s: write split behind it to close and "
		"open the brackets where the text is cut, or anyway",
		buf_text(&words));
	buf_release(&words);
	return -1;
}

int
structure_run(struct session *session, const char *command,
	const struct arguments *given, struct err *err)
{
	struct plan plan = { .session = session };
	struct arguments args = *given;
	struct trial trial = { 0 };
	int rc = plan_make(&plan, command, &args, err);

	if (rc == 0)
		rc = plan_try(&plan, &trial, err);
	if (rc == 0 && trial.n && plan.parting == PART_REFUSE)
		rc = refuse_parting(&plan, &trial, err);
	else if (rc == 0 && trial.n && plan.parting == PART_SPLIT)
		rc = plan_split(&plan, &trial, err);
	if (rc == 0)
		rc = plan_act(&plan, err);
	trial_release(&trial);
	plan_release(&plan);
	return rc;
}

static void
ask_parting(struct session *session, const struct plan *plan,
	const struct trial *trial, const char *line)
{
	struct buf label = BUF_INIT, split = BUF_INIT, anyway = BUF_INIT;
	struct buf same = BUF_INIT;
	struct prompt_choice choices[] = {
		{ "s", "split the pair", NULL }, { "m", NULL, NULL },
	};

	parted_add_words(&label, trial);
	buf_add_format(&split, "%s split", line);
	buf_add_format(&anyway, "%s anyway", line);
	buf_add_format(&same, "%s all the same", plan->did);
	choices[0].command = buf_text(&split);
	choices[1].command = buf_text(&anyway);
	choices[1].words = buf_text(&same);
	prompt_choose(session, buf_text(&label), choices, 2);
	buf_release(&label);
	buf_release(&split);
	buf_release(&anyway);
	buf_release(&same);
}

bool
structure_asks(struct session *session, const char *command,
	const struct arguments *given)
{
	struct plan plan = { .session = session };
	struct arguments args = given ? *given : (struct arguments){ 0 };
	struct trial trial = { 0 };
	struct err ignored = ERR_INIT;
	struct buf line = BUF_INIT;
	bool known = false, asks;

	for (size_t i = 0; i < sizeof(commands) / sizeof(*commands); i++)
		known |= strcmp(commands[i].name, command) == 0;
	asks = known && !session->read_only &&
		plan_make(&plan, command, &args, &ignored) == 0 &&
		plan.parting == PART_REFUSE &&
		plan_try(&plan, &trial, &ignored) == 0 && trial.n;
	buf_add_text(&line, command);
	for (size_t i = 0; given && i < given->n; i++)
		argument_add(&line, given->at[i].text);
	if (asks)
		ask_parting(session, &plan, &trial, buf_text(&line));
	buf_release(&line);
	trial_release(&trial);
	plan_release(&plan);
	return asks;
}
