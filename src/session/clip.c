/*
 * What was cut or copied in this session: words, or paragraphs with what
 * stands below them. Paragraphs that are cut stay where they are until they
 * are put elsewhere: then they move, and keep their ids, notes and history.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/doc/address.h"
#include "adref/text/words.h"
#include "inside.h"

static void
clear(struct clip *clip)
{
	for (size_t i = 0; i < clip->n; i++)
		free(clip->at[i].line);
	free(clip->doc);
	clip->doc = NULL;
	clip->n = 0;
	clip->nodes = clip->cut = false;
}

void
clip_release(struct clip *clip)
{
	clear(clip);
	free(clip->at);
	*clip = (struct clip){ 0 };
}

static struct clip_node *
add(struct clip *clip, struct str line)
{
	clip->at = mem_grow(clip->at, &clip->cap, clip->n + 1,
		sizeof(*clip->at));
	clip->at[clip->n] = (struct clip_node){
		.line = mem_text_len(line.at ? line.at : "", line.len),
	};
	return &clip->at[clip->n++];
}

void
clip_words(struct session *session, struct str words)
{
	clear(&session->clip);
	add(&session->clip, words);
}

static void
add_tree(struct clip *clip, const struct node *top)
{
	const struct node *end = node_skip(top);

	for (const struct node *at = top; at && at != end;
	     at = node_next(at)) {
		struct clip_node *node = add(clip, node_str(at));

		node->id = at->id;
		node->kind = at->kind;
		node->level = at->level;
		node->depth = node_depth(at) - node_depth(top);
	}
}

/* A copy must not have one end of a bracket. */
static int
may_take(const struct nodes *nodes, bool cut, struct err *err)
{
	for (size_t i = 0; i < nodes->n; i++) {
		if (nodes->at[i]->kind == NODE_ROW)
			return err_set(err, ERR_REFUSED, "a row stays in its "
				"table: cut or copy the words in it");
		if (!cut && may_copy(nodes->at[i], err) < 0)
			return -1;
	}
	return 0;
}

static int
take_nodes(struct session *session, bool cut, struct err *err)
{
	struct clip *clip = &session->clip;
	struct nodes nodes = { NULL, 0, 0 };
	int rc;

	targets_take(&nodes, session);
	rc = may_take(&nodes, cut, err);
	if (rc == 0) {
		clear(clip);
		clip->nodes = true;
		clip->cut = cut;
		clip->doc = mem_text(session->doc_name);
	}
	for (size_t i = 0; i < nodes.n && rc == 0; i++)
		add_tree(clip, nodes.at[i]);
	if (rc == 0)
		selection_clear(session);
	nodes_release(&nodes);
	return rc;
}

static void
say_taken(struct session *session)
{
	const struct clip *clip = &session->clip;
	struct buf key = BUF_INIT;

	keymap_add_key(&key, &session->keymap, KEYS_OUTLINE, "paste");
	if (clip->cut)
		session_say(session, MESSAGE_HINT, "cut: %zu paragraph%s; "
			"%s moves %s to where you go", clip->n,
			clip->n == 1 ? "" : "s", buf_text(&key),
			clip->n == 1 ? "it" : "them");
	else if (clip->nodes)
		session_say(session, MESSAGE_HINT, "copied: %zu paragraph%s; "
			"%s puts %s in where you go", clip->n,
			clip->n == 1 ? "" : "s", buf_text(&key),
			clip->n == 1 ? "it" : "them");
	else
		session_say(session, MESSAGE_HINT,
			"copied; %s puts the words in", buf_text(&key));
	buf_release(&key);
}

/* The words selected of one node; false when no words are. */
static bool
selected_words(const struct session *session, struct node **node,
	size_t *from, size_t *to)
{
	const struct selection *what = &session->selection;

	*node = doc_find(session->doc, &what->node);
	*from = what->from;
	*to = what->to;
	return what->is && !what->whole && *node;
}

int
run_copy(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct node *node;
	size_t from, to;
	int rc = 0;

	(void)args;
	if (selected_words(session, &node, &from, &to))
		clip_words(session, str_part(node_str(node), from, to - from));
	else
		rc = take_nodes(session, false, err);
	if (rc == 0)
		say_taken(session);
	return rc;
}

/* Put come in the place of the selected words, as an act of its own. */
static int
change_words(struct session *session, struct node *node, size_t from,
	size_t to, struct str come, struct err *err)
{
	struct changes changes = { 0 };
	struct buf line = BUF_INIT, subject = BUF_INIT, done = BUF_INIT;
	struct deed deed = { .kind = "text-set" };
	node_id id = node->id;
	int rc;

	buf_add_str(&line, str_part(node_str(node), 0, from));
	buf_add_str(&line, come);
	buf_add_str(&line, str_from(node_str(node), to));
	changes_add_words(&changes, &id, node_str(node), buf_str(&line));
	address_add(&subject, node);
	buf_add_text(&subject, ": ");
	buf_add_str(&done, buf_str(&subject));
	deed_add_reword(&subject, &done, node_str(node), buf_str(&line));
	deed.changes = changes.at;
	deed.n = changes.n;
	deed.subject = buf_text(&subject);
	deed.done = buf_text(&done);
	rc = session_act(session, &deed, err);
	node = doc_find(session->doc, &id);
	if (rc == 0 && node)
		place_go(session, node, from + come.len < node->len
			? from + come.len : node->len);
	changes_release(&changes);
	buf_release(&line);
	buf_release(&subject);
	buf_release(&done);
	return rc;
}

int
run_cut(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct node *node;
	size_t from, to;
	int rc;

	(void)args;
	if (selected_words(session, &node, &from, &to)) {
		clip_words(session, str_part(node_str(node), from, to - from));
		return change_words(session, node, from,
			words_cut_end(node_str(node), from, to), str_of(""),
			err);
	}
	rc = take_nodes(session, true, err);
	if (rc == 0)
		say_taken(session);
	return rc;
}

/*
 * Where nodes go: a heading behind the section of its level that the place
 * lies in, or as the last one below the section above that level.
 */
static int
place_for(const struct session *session, struct change *out, struct err *err)
{
	const struct clip_node *first = &session->clip.at[0];
	const struct node *at = session_place(session);

	if (first->kind != NODE_SECTION)
		return paste_place(at, out, err);
	while (at->parent && (at->kind != NODE_SECTION ||
		at->level > first->level))
		at = at->parent;
	if (at->parent && at->level == first->level) {
		out->after = at->id;
		at = at->parent;
	} else if (at->last) {
		out->after = at->last->id;
	}
	if (at->parent)
		out->parent = at->id;
	return 0;
}

/* The place of the i-th copy: below that of its parent, behind its sibling. */
static void
place_below(struct change *add, const struct clip *clip, size_t i,
	const node_id *made)
{
	add->after = (node_id){ "" };
	for (size_t k = i; k-- > 0;) {
		if (clip->at[k].depth < clip->at[i].depth) {
			add->parent = made[k];
			return;
		}
		if (clip->at[k].depth == clip->at[i].depth &&
		    node_id_is_none(&add->after))
			add->after = made[k];
	}
}

/* Nodes that were copied come again, each below the copy of its parent. */
static void
add_copies(struct changes *changes, const struct session *session,
	struct change place)
{
	const struct clip *clip = &session->clip;
	node_id *made = mem_new(clip->n, sizeof(*made));

	place.kind = CHANGE_ADD;
	for (size_t i = 0; i < clip->n; i++) {
		const struct clip_node *node = &clip->at[i];
		struct change add = place;

		made[i] = doc_new_id(session->doc,
			record_env(session->record));
		add.node = made[i];
		add.as = node->kind;
		add.level = node->level;
		add.come = node->line;
		if (node->depth)
			place_below(&add, clip, i, made);
		else
			place.after = made[i];
		changes_add(changes, add);
	}
	free(made);
}

static int
paste_copies(struct session *session, struct err *err)
{
	const struct clip *clip = &session->clip;
	struct changes changes = { 0 };
	struct change place = { .node = { "" } };
	struct buf subject = BUF_INIT, done = BUF_INIT;
	struct deed deed = { .kind = "node-add" };
	int rc = place_for(session, &place, err);

	if (rc == 0)
		add_copies(&changes, session, place);
	address_add(&subject, session_place(session));
	buf_add_str(&done, buf_str(&subject));
	buf_add_text(&subject, ": put in a copy of ");
	buf_add_text(&done, ": put in ");
	deed_add_quoted(&subject, str_of(clip->at[0].line));
	deed_add_quoted(&done, str_of(clip->at[0].line));
	if (clip->n > 1)
		buf_add_format(&done, " and %zu more", clip->n - 1);
	deed.changes = changes.at;
	deed.n = changes.n;
	deed.subject = buf_text(&subject);
	deed.done = buf_text(&done);
	if (rc == 0)
		rc = session_act(session, &deed, err);
	if (rc == 0)
		place_go_made(session, &changes.at[0].node);
	changes_release(&changes);
	buf_release(&subject);
	buf_release(&done);
	return rc;
}

/* `node-move ID... after ID`: what was cut, to the place. */
static void
add_move(struct buf *line, const struct session *session)
{
	const struct clip *clip = &session->clip;
	const struct node *by = session_place(session);
	bool section = clip->at[0].kind == NODE_SECTION;
	const char *word = by->kind == NODE_SECTION ? "under" : "after";

	if (section && node_section(by)) {
		by = node_section(by);
		while (by->level > clip->at[0].level && by->parent->parent)
			by = by->parent;
		word = by->level < clip->at[0].level ? "under" : "after";
	}
	for (size_t i = 0; i < clip->n; i++)
		if (!clip->at[i].depth)
			buf_add_format(line, "%s ", clip->at[i].id.text);
	buf_add_format(line, "%s %s", word, by->id.text);
}

/* A bracket that would lose one end is asked about. */
static int
paste_moved(struct session *session, struct err *err)
{
	struct clip *clip = &session->clip;
	struct arguments args = { 0 };
	struct buf line = BUF_INIT;
	int rc;

	if (strcmp(clip->doc, session->doc_name) != 0)
		return err_set(err, ERR_REFUSED, "these were cut in %s: "
			"paragraphs move within one document; copy them there "
			"instead", clip->doc);
	for (size_t i = 0; i < clip->n; i++)
		if (!doc_find(session->doc, &clip->at[i].id))
			return err_set(err, ERR_STALE, "what was cut is not "
				"in the text any more");
	add_move(&line, session);
	rc = arguments_read(&args, buf_str(&line), err);
	if (rc == 0 && !structure_asks(session, "node-move", &args))
		rc = run_node_move(session, &args, err);
	if (rc == 0)
		clip->cut = false;
	arguments_release(&args);
	buf_release(&line);
	return rc;
}

int
clip_refuse_empty(const struct session *session, struct err *err)
{
	return teach(session, "nothing was cut or copied", "cut",
		"cuts what is selected, or the paragraph", err);
}

int
run_paste(struct session *session, const struct arguments *args,
	struct err *err)
{
	const struct clip *clip = &session->clip;
	struct node *node;
	size_t from, to;

	(void)args;
	if (!clip->n)
		return clip_refuse_empty(session, err);
	if (clip->nodes)
		return clip->cut ? paste_moved(session, err)
			: paste_copies(session, err);
	if (selected_words(session, &node, &from, &to))
		return change_words(session, node, from, to,
			str_of(clip->at[0].line), err);
	session_paste(session, str_of(clip->at[0].line));
	return 0;
}
