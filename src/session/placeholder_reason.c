/*
 * Saying why bullets are left empty.
 */
#include <stdlib.h>

#include "adref/base/mem.h"
#include "adref/doc/address.h"
#include "adref/doc/placeholder.h"
#include "adref/record/placeholders.h"
#include "proposal.h"

/* One act on one bullet or several. */
struct explaining {
	struct session *session;
	struct proposal_act act;
	struct placeholder_reason why;
};

static int
explain(struct explaining *explaining, const struct node *node,
	struct err *err)
{
	explaining->why.node = node->id;
	proposal_act_about(&explaining->act, &node->id);
	return placeholder_edits_reason(&explaining->act.edits,
		explaining->session->record, &explaining->why, err);
}

/* The bullets that the argument names, or the keys are on. */
static int
take_bullets(struct nodes *out, struct session *session,
	const struct arguments *args, struct err *err)
{
	struct node *node;

	if (args->n == 2) {
		if (argument_node(session, &args->at[0], &node, err) < 0)
			return -1;
		nodes_add(out, node);
	} else {
		targets_take(out, session);
	}
	return 0;
}

static int
check_bullets(const struct session *session, const struct nodes *nodes,
	const char *reason, struct err *err)
{
	size_t explained = 0;

	for (size_t i = 0; i < nodes->n; i++) {
		if (!node_is_placeholder(nodes->at[i]))
			return err_set(err, ERR_REFUSED, "only an empty "
				"bullet has a reason to be empty");
		explained += placeholder_reason(session->doc,
			nodes->at[i]) != NULL;
	}
	return explained || *reason ? 0 : err_set(err, ERR_REFUSED,
		"say why it is left empty");
}

static void
say(struct explaining *explaining, const struct nodes *nodes)
{
	struct buf *subject = &explaining->act.subject;

	if (nodes->n == 1)
		address_add(subject, nodes->at[0]);
	else
		buf_add_format(subject, "%zu empty bullets", nodes->n);
	if (*explaining->why.reason)
		buf_add_format(subject, ": left empty: %s",
			explaining->why.reason);
	else
		buf_add_text(subject, ": to fill");
}

int
run_placeholder_reason(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct explaining explaining = { .session = session,
		.act = { .session = session, .kind = "placeholder-reason" } };
	struct nodes nodes = { 0 };
	char *now = proposal_now(session);
	int rc = -1;

	if (args->n < 1 || args->n > 2 || !args->at[args->n - 1].quoted) {
		usage("placeholder-reason", err);
	} else {
		explaining.why = (struct placeholder_reason){
			.doc = session->doc_name, .on = now,
			.reason = args->at[args->n - 1].text,
			.by = *session->party ? session->party : "CHAIR" };
		rc = take_bullets(&nodes, session, args, err);
	}
	if (rc == 0)
		rc = check_bullets(session, &nodes, explaining.why.reason,
			err);
	for (size_t i = 0; rc == 0 && i < nodes.n; i++)
		rc = explain(&explaining, nodes.at[i], err);
	if (rc == 0)
		say(&explaining, &nodes);
	rc = proposal_act_end(&explaining.act, rc, err);
	nodes_release(&nodes);
	free(now);
	return rc;
}
