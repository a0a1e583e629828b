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

static int
set_status(struct session *session, const struct node *node,
	enum node_status status, bool below, struct err *err)
{
	struct changes changes = { 0 };
	struct deed deed = { .kind = "status-set", .reopens = true };
	struct buf did = BUF_INIT;
	node_id id = node->id;
	int rc;

	add_one(&changes, node, status);
	if (below)
		add_below(&changes, node, status);
	address_add(&did, node);
	if (below)
		buf_add_format(&did, " with all below: %s (%zu changed)",
			spoken(status), changes.n);
	else
		buf_add_format(&did, ": %s, was %s", spoken(status),
			spoken(node->status));
	deed.subject = deed.done = buf_text(&did);
	deed.changes = changes.at;
	deed.n = changes.n;
	rc = changes.n ? session_act(session, &deed, err)
		: err_set(err, ERR_REFUSED, "it is %s already",
			spoken(status));
	if (rc == 0 && status_is_agreed(status))
		same_offer(session, &id);
	buf_release(&did);
	changes_release(&changes);
	return rc;
}

/* Of what has text below it: alone, or all of it? */
static void
ask_below(struct session *session, const struct node *node,
	enum node_status status)
{
	struct prompt_choice choices[] = {
		{ "y", "", NULL }, { "o", "only this", NULL },
	};
	struct buf label = BUF_INIT, all = BUF_INIT, one = BUF_INIT;

	address_add(&label, node);
	buf_add_format(&label, ": %s, with all below it?", spoken(status));
	buf_add_format(&all, "status-set %s %s below", node->id.text,
		status_word(status));
	buf_add_format(&one, "status-set %s %s alone", node->id.text,
		status_word(status));
	choices[0].command = buf_text(&all);
	choices[1].command = buf_text(&one);
	prompt_choose(session, buf_text(&label), choices, 2);
	buf_release(&label);
	buf_release(&all);
	buf_release(&one);
}

/* At the keyboard the place's; the letters are those of the words. */
bool
status_ask(struct session *session)
{
	static const struct prompt_choice each[] = {
		{ "o", "open", "open" }, { "r", "reserved", "reserved" },
		{ "d", "ad ref", "ad-ref" }, { "a", "agreed", "agreed" },
	};
	enum { N = sizeof(each) / sizeof(*each) };
	const struct node *node = session_place(session);
	struct prompt_choice choices[N];
	struct buf label = BUF_INIT, lines[N];

	address_add(&label, node);
	buf_add_format(&label, " is %s:", spoken(node->status));
	for (size_t i = 0; i < N; i++) {
		lines[i] = (struct buf)BUF_INIT;
		buf_add_format(&lines[i], "status-set %s %s", node->id.text,
			each[i].command);
		choices[i] = each[i];
		choices[i].command = buf_text(&lines[i]);
	}
	prompt_choose(session, buf_text(&label), choices, N);
	for (size_t i = 0; i < N; i++)
		buf_release(&lines[i]);
	buf_release(&label);
	return true;
}

/* `below` or `alone` behind the status. */
static int
read_reach(const struct arguments *args, bool *below, struct err *err)
{
	*below = args->n == 3 && strcmp(args->at[2].text, "below") == 0;
	if (args->n < 2 || args->n > 3 || (args->n == 3 && !*below &&
	    strcmp(args->at[2].text, "alone") != 0))
		return usage("status-set", err);
	return 0;
}

int
run_status_set(struct session *session, const struct arguments *args,
	struct err *err)
{
	enum node_status status;
	struct node *node;
	bool below;

	if (read_reach(args, &below, err) < 0 ||
	    argument_node(session, &args->at[0], &node, err) < 0)
		return -1;
	if (!status_of(str_of(args->at[1].text), &status))
		return err_set(err, ERR_USAGE, "\"%.40s\" is no status: write "
			"open, reserved, ad-ref or agreed", args->at[1].text);
	if (session->keys && args->n == 2 && node->first) {
		ask_below(session, node, status);
		return 0;
	}
	return set_status(session, node, status, below, err);
}
