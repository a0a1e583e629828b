/*
 * Several lines pasted while typing: each becomes a paragraph of its own
 * behind this one, in one act with what was typed; or they are one line here.
 */
#include "adref/text/quote.h"
#include "typing.h"

static bool
may_part(const struct session *session)
{
	const struct node *node = doc_find(session->doc,
		&session->typing.node);

	return node && node->kind != NODE_ROW && node->kind != NODE_NOTE;
}

bool
typing_ask_lines(struct session *session, size_t n)
{
	static const struct prompt_choice bullets[] = {
		{ "b", "new bullets", "paste-apart" },
		{ "o", "one", "paste-joined" },
	}, paragraphs[] = {
		{ "p", "new paragraphs", "paste-apart" },
		{ "o", "one", "paste-joined" },
	};
	struct change add = { .kind = CHANGE_ADD };
	struct buf label = BUF_INIT;

	if (!may_part(session))
		return false;
	typing_place(&add, doc_find(session->doc, &session->typing.node),
		true);
	buf_add_format(&label, "%zu lines were pasted:", n);
	prompt_choose(session, buf_text(&label), add.as == NODE_ITEM
		? bullets : paragraphs, 2);
	buf_release(&label);
	return true;
}

int
run_paste_joined(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct buf line = BUF_INIT;

	(void)args;
	(void)err;
	paste_add_line(&line, str_trim(buf_str(&session->pasted)));
	typing_put(session, buf_str(&line));
	buf_release(&line);
	return 0;
}

/* What is typed, or, when that is nothing, the first of the lines. */
static int
add_first(struct changes *changes, struct session *session,
	const struct node *node, struct str *rest, struct err *err)
{
	struct buf come = BUF_INIT, line = BUF_INIT, next = BUF_INIT;
	struct change add;
	int rc;

	buf_add_str(&line, str_trim(typing_line(session)));
	if ((!line.len || typing_new_is_empty(session)) &&
	    paste_next(rest, &next)) {
		buf_add_text(&line, line.len ? " " : "");
		buf_add_str(&line, buf_str(&next));
	}
	if (session->typing.pending.is) {
		rc = typing_new_change(&add, &come, session, buf_str(&line),
			err);
		add.come = changes_text(changes, buf_str(&come));
		changes_add(changes, add);
	} else {
		rc = typing_source(&come, node, buf_str(&line), err);
		if (rc == 0)
			rc = typing_changes(changes, session, node,
				buf_str(&come), err);
	}
	buf_release(&next);
	buf_release(&come);
	buf_release(&line);
	return rc;
}

/* Each line behind the one before. */
static size_t
add_lines(struct changes *changes, const struct session *session,
	struct change add, struct str rest)
{
	struct buf line = BUF_INIT, source = BUF_INIT;
	size_t n = 0;

	while (paste_next(&rest, &line)) {
		buf_clear(&source);
		quote_add_line(&source, buf_str(&line));
		add.node = doc_new_id(session->doc,
			record_env(session->record));
		add.come = changes_text(changes, buf_str(&source));
		changes_add(changes, add);
		add.after = add.node;
		n++;
	}
	buf_release(&line);
	buf_release(&source);
	return n;
}

int
run_paste_apart(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct node *node = doc_find(session->doc, &session->typing.node);
	struct changes changes = { 0 };
	struct change add = { .kind = CHANGE_ADD };
	struct str rest = buf_str(&session->pasted);
	struct buf subject = BUF_INIT;
	node_id last;
	bool new = session->typing.pending.is;
	size_t n;
	int rc;

	(void)args;
	if (!node || !may_part(session))
		return err_set(err, ERR_REFUSED,
			"no paragraph can stand behind this");
	typing_place(&add, node, true);
	rc = add_first(&changes, session, node, &rest, err);
	n = add_lines(&changes, session, add, rest);
	last = n ? changes.at[changes.n - 1].node : node->id;
	n += new;
	buf_add_format(&subject, "%zu new %s%s", n, typing_kind_word(add.as),
		n == 1 ? "" : "s");
	if (new)
		node = doc_find(session->doc, &session->typing.pending.by);
	if (rc == 0)
		rc = typing_act(session, "node-add", node, &changes, &subject,
			&subject, err);
	if (rc == 0)
		typing_go_on(session, &last, LINE_MAX_BYTES);
	changes_release(&changes);
	buf_release(&subject);
	return rc;
}
