/*
 * Replacing a pattern throughout the text.
 */
#include <stdlib.h>

#include "adref/base/mem.h"
#include "adref/base/rx.h"
#include "inside.h"

enum { REPLACE_MAX = 20000 };

/* All places of a pattern, as changes. */
struct replacing {
	struct rx *rx;
	const char *with;
	struct change *at;
	size_t n, cap;
	char **gone;
	size_t gone_cap;
};

static int
replace_in(struct replacing *out, const struct node *node, struct err *err)
{
	size_t off = 0, from, to;
	int found;

	while ((found = rx_find(out->rx, node_str(node), off, &from, &to,
		err)) > 0) {
		if (out->n >= REPLACE_MAX)
			return err_set(err, ERR_REFUSED, "there are more than "
				"%d places: take longer words", REPLACE_MAX);
		out->at = mem_grow(out->at, &out->cap, out->n + 1,
			sizeof(*out->at));
		out->gone = mem_grow(out->gone, &out->gone_cap, out->n + 1,
			sizeof(char *));
		out->gone[out->n] = mem_text_len(node->line + from, to - from);
		out->at[out->n] = (struct change){ .kind = CHANGE_TEXT,
			.node = node->id, .off = from,
			.gone = out->gone[out->n], .come = out->with };
		out->n++;
		off = to;
	}
	return found;
}

static int
replace_all(struct session *session, struct replacing *out, struct err *err)
{
	int rc = 0;

	rx_start(out->rx);
	for (struct node *at = doc_first(session->doc); at && rc == 0;
	     at = node_next(at))
		if (at->kind != NODE_TABLE)
			rc = replace_in(out, at, err);
	for (struct node *at = session->doc->notes->first; at && rc == 0;
	     at = at->next)
		rc = replace_in(out, at, err);
	return rc;
}

int
run_replace(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct replacing out = { 0 };
	struct buf subject = BUF_INIT;
	struct deed deed = { .kind = "replace" };
	int rc;

	if (args->n != 2 || !args->at[0].quoted || !args->at[1].quoted)
		return usage("replace", err);
	if (rx_new(&out.rx, str_of(args->at[0].text), 0, err) < 0)
		return -1;
	out.with = args->at[1].text;
	rc = replace_all(session, &out, err);
	if (rc == 0 && !out.n)
		rc = err_set(err, ERR_REFUSED, "\"%.200s\" is nowhere in this "
			"text", args->at[0].text);
	buf_add_text(&subject, "Replace ");
	deed_add_quoted(&subject, str_of(args->at[0].text));
	buf_add_text(&subject, " with ");
	deed_add_quoted(&subject, str_of(args->at[1].text));
	buf_add_format(&subject, " in %zu place%s", out.n,
		out.n == 1 ? "" : "s");
	deed.subject = deed.done = buf_text(&subject);
	deed.changes = out.at;
	deed.n = out.n;
	if (rc == 0)
		rc = session_act(session, &deed, err);
	for (size_t i = 0; i < out.n; i++)
		free(out.gone[i]);
	free(out.gone);
	free(out.at);
	rx_free(out.rx);
	buf_release(&subject);
	return rc;
}
