/*
 * How far a paragraph is agreed: open, reserved, ad ref, agreed.
 */
#include "adref/doc/address.h"
#include "inside.h"

int
run_status_set(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct change change = { .kind = CHANGE_STATUS };
	struct deed deed = { .kind = "status-set", .changes = &change,
		.n = 1 };
	struct buf did = BUF_INIT;
	struct node *node;
	int rc;

	if (args->n != 2)
		return usage("status-set", err);
	if (argument_node(session, &args->at[0], &node, err) < 0)
		return -1;
	if (!status_of(str_of(args->at[1].text), &change.to))
		return err_set(err, ERR_USAGE, "\"%.40s\" is no status: write "
			"open, reserved, ad-ref or agreed", args->at[1].text);
	change.node = node->id;
	change.from = node->status;
	if (change.from == change.to)
		return err_set(err, ERR_REFUSED, "it is %s already",
			status_word(change.to));
	address_add(&did, node);
	buf_add_format(&did, ": %s, was %s", status_word(change.to),
		status_word(change.from));
	deed.subject = deed.done = buf_text(&did);
	rc = session_act(session, &deed, err);
	buf_release(&did);
	return rc;
}
