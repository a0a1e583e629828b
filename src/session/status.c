/*
 * How far a paragraph is agreed: open, reserved, ad ref, agreed; alone or with
 * all that stands below it.
 */
#include <string.h>

#include "adref/doc/address.h"
#include "inside.h"

/* As one says it: `ad ref`. */
static const char *
spoken(enum node_status status)
{
	return status == STATUS_AD_REF ? "ad ref" : status_word(status);
}

/* A heading, a paragraph, a bullet, a row; not what only holds others. */
static bool
takes_status(const struct node *node)
{
	return node->kind != NODE_TABLE && !node_is_placeholder(node);
}

static void
add_one(struct changes *changes, const struct node *node,
	enum node_status status)
{
	if (node->status == status)
		return;
	changes_add(changes, (struct change){ .kind = CHANGE_STATUS,
		.node = node->id, .from = node->status, .to = status });
}

static void
add_below(struct changes *changes, const struct node *node,
	enum node_status status)
{
	const struct node *end = node_skip(node);

	if (node->kind == NODE_NOTE)
		return;
	for (const struct node *at = node_next(node); at != end;
	     at = node_next(at))
		if (takes_status(at))
			add_one(changes, at, status);
}

/* `A.1.2`, `A.1.2 and 3 more`. */
static void
add_nodes(struct buf *out, const struct nodes *nodes)
{
	address_add(out, nodes->at[0]);
	if (nodes->n > 1)
		buf_add_format(out, " and %zu more", nodes->n - 1);
}

static void
say_set(struct buf *out, const struct nodes *nodes, enum node_status status,
	bool below, size_t n)
{
	add_nodes(out, nodes);
	if (below)
		buf_add_format(out, " with all below: %s (%zu changed)",
			spoken(status), n);
	else if (nodes->n > 1)
		buf_add_format(out, ": %s", spoken(status));
	else
		buf_add_format(out, ": %s, was %s", spoken(status),
			spoken(nodes->at[0]->status));
}

static int
set_status(struct session *session, const struct nodes *nodes,
	enum node_status status, bool below, struct err *err)
{
	struct changes changes = { 0 };
	struct deed deed = { .kind = "status-set", .reopens = true };
	struct buf did = BUF_INIT;
	node_id id = nodes->at[0]->id;
	bool alone = nodes->n == 1;
	int rc;

	for (size_t i = 0; i < nodes->n; i++) {
		add_one(&changes, nodes->at[i], status);
		if (below)
			add_below(&changes, nodes->at[i], status);
	}
	say_set(&did, nodes, status, below, changes.n);
	deed.subject = deed.done = buf_text(&did);
	deed.changes = changes.at;
	deed.n = changes.n;
	rc = changes.n ? session_act(session, &deed, err)
		: err_set(err, ERR_REFUSED, "%s %s already", alone ? "it is"
			: "they are", spoken(status));
	if (rc == 0 && alone && status_is_agreed(status))
		same_offer(session, &id);
	if (rc == 0)
		marks_clear(session);
	buf_release(&did);
	changes_release(&changes);
	return rc;
}

/* Append `status-set ID... STATUS`. */
static void
add_command(struct buf *out, const struct nodes *nodes, const char *status)
{
	buf_add_text(out, "status-set");
	for (size_t i = 0; i < nodes->n; i++)
		buf_add_format(out, " %s", nodes->at[i]->id.text);
	buf_add_format(out, " %s", status);
}

/* Of what has text below it: alone, or all of it? */
static void
ask_below(struct session *session, const struct nodes *nodes,
	enum node_status status)
{
	bool one = nodes->n == 1;
	struct prompt_choice choices[] = {
		{ "y", "", NULL },
		{ "o", one ? "only this" : "only these", NULL },
	};
	struct buf label = BUF_INIT, all = BUF_INIT, alone = BUF_INIT;

	add_nodes(&label, nodes);
	buf_add_format(&label, ": %s, with all below %s?", spoken(status),
		one ? "it" : "them");
	add_command(&all, nodes, status_word(status));
	buf_add_text(&all, " below");
	add_command(&alone, nodes, status_word(status));
	buf_add_text(&alone, " alone");
	choices[0].command = buf_text(&all);
	choices[1].command = buf_text(&alone);
	prompt_choose(session, buf_text(&label), choices, 2);
	buf_release(&label);
	buf_release(&all);
	buf_release(&alone);
}

/* What the keys act on: all that is marked or selected, else the place. */
static void
take_nodes(struct nodes *out, const struct session *session)
{
	marks_take(out, session, false);
	if (!out->n)
		targets_take(out, session);
}

static void
add_label(struct buf *out, const struct nodes *nodes)
{
	if (nodes->n > 1) {
		buf_add_format(out, "%zu paragraphs are to be:", nodes->n);
		return;
	}
	address_add(out, nodes->at[0]);
	buf_add_format(out, " is %s:", spoken(nodes->at[0]->status));
}

/* The letters are those of the words. */
bool
status_ask(struct session *session)
{
	static const struct prompt_choice each[] = {
		{ "o", "open", "open" }, { "r", "reserved", "reserved" },
		{ "d", "ad ref", "ad-ref" }, { "a", "agreed", "agreed" },
	};
	enum { N = sizeof(each) / sizeof(*each) };
	struct nodes nodes = { NULL, 0, 0 };
	struct prompt_choice choices[N];
	struct buf label = BUF_INIT, lines[N];

	take_nodes(&nodes, session);
	add_label(&label, &nodes);
	for (size_t i = 0; i < N; i++) {
		lines[i] = (struct buf)BUF_INIT;
		add_command(&lines[i], &nodes, each[i].command);
		choices[i] = each[i];
		choices[i].command = buf_text(&lines[i]);
	}
	prompt_choose(session, buf_text(&label), choices, N);
	for (size_t i = 0; i < N; i++)
		buf_release(&lines[i]);
	buf_release(&label);
	nodes_release(&nodes);
	return true;
}

/* NODE... STATUS [below|alone]: how many nodes there are; 0: it is none. */
static size_t
read_reach(const struct arguments *args, bool *below, bool *alone)
{
	const char *last = args->n ? args->at[args->n - 1].text : "";

	*below = strcmp(last, "below") == 0;
	*alone = strcmp(last, "alone") == 0;
	return args->n > (size_t)1 + (*below || *alone)
		? args->n - 1 - (*below || *alone) : 0;
}

static int
read_nodes(struct nodes *out, struct session *session,
	const struct arguments *args, size_t n, bool tops, struct err *err)
{
	struct node *node;

	for (size_t i = 0; i < n; i++) {
		if (argument_node(session, &args->at[i], &node, err) < 0)
			return -1;
		nodes_add(out, node);
	}
	nodes_sort(out, tops);
	return 0;
}

static bool
has_below(const struct nodes *nodes)
{
	bool has = false;

	for (size_t i = 0; i < nodes->n; i++)
		has |= nodes->at[i]->first != NULL;
	return has;
}

int
run_status_set(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct nodes nodes = { NULL, 0, 0 };
	enum node_status status;
	bool below, alone;
	size_t n = read_reach(args, &below, &alone);
	int rc;

	if (!n)
		return usage("status-set", err);
	if (!status_of(str_of(args->at[n].text), &status))
		return err_set(err, ERR_USAGE, "\"%.40s\" is no status: write "
			"open, reserved, ad-ref or agreed", args->at[n].text);
	rc = read_nodes(&nodes, session, args, n, below, err);
	if (rc == 0 && session->keys && !below && !alone && has_below(&nodes))
		ask_below(session, &nodes, status);
	else if (rc == 0)
		rc = set_status(session, &nodes, status, below, err);
	nodes_release(&nodes);
	return rc;
}
