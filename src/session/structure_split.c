/*
 * One paragraph made two: what stands behind the words named becomes one of
 * its own, of the same kind, right behind it.
 */
#include <stdlib.h>

#include "adref/base/mem.h"
#include "adref/doc/address.h"
#include "adref/text/quote.h"
#include "structure.h"

/* What stands behind the words goes into a node of its own. */
int
run_node_split(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct change changes[2] = { { .kind = CHANGE_TEXT, .come = "" },
		{ .kind = CHANGE_ADD } };
	struct buf rest = BUF_INIT, did = BUF_INIT;
	struct deed deed = { .kind = "node-split", .changes = changes,
		.n = 2 };
	struct hit hit;
	struct node *node;
	char *gone;
	int rc;

	if (args->n != 2 || !args->at[1].quoted)
		return usage("node-split", err);
	if (argument_node(session, &args->at[0], &node, err) < 0 ||
	    hit_exact(&hit, node, &args->at[1], err) < 0)
		return -1;
	if (node->kind != NODE_PARAGRAPH && node->kind != NODE_ITEM)
		return err_set(err, ERR_REFUSED,
			"only paragraphs and bullets are split");
	gone = mem_text_len(node->line + hit.to, node->len - hit.to);
	quote_add_line(&rest, str_trim(str_of(gone)));
	changes[0].node = node->id;
	changes[0].off = hit.to;
	changes[0].gone = gone;
	changes[1].as = node->kind;
	changes[1].come = buf_text(&rest);
	set_place(&changes[1], node, PLACE_AFTER, false);
	address_add(&did, node);
	buf_add_text(&did, ": split before ");
	deed_add_quoted(&did, buf_str(&rest));
	deed.subject = deed.done = buf_text(&did);
	rc = session_act(session, &deed, err);
	free(gone);
	buf_release(&rest);
	buf_release(&did);
	return rc;
}
