/*
 * Looking for words: from the cursor on, forward and back, around the end of
 * what is looked through; and all places as a list. A place in a footnote is
 * shown where its mark stands.
 */
#include "adref/doc/address.h"
#include "inside.h"

enum { LISTED_MAX = 2000 };

struct find_range
search_range(const struct session *session,
	const struct search_options *options)
{
	return (struct find_range){ .doc = session->doc,
		.within = options->section ? doc_find(session->doc,
			&options->within) : NULL,
		.notes = options->notes };
}

int
seek_begin(struct seek *out, struct session *session, struct str words,
	const struct search_options *options, struct err *err)
{
	*out = (struct seek){ .range = search_range(session, options) };
	return find_new(&out->find, words, options->flags, err);
}

void
seek_end(struct seek *seek)
{
	find_free(seek->find);
	seek->find = NULL;
}

static bool
is_in_range(const struct find_range *range, const struct node *node)
{
	if (!node || node->kind == NODE_NOTE)
		return node && range->notes;
	return !range->within || node == range->within ||
		node_is_under(node, range->within);
}

/* Whether the cursor stands on the mark of this note, as a search left it. */
static bool
is_on_mark(const struct session *session, const struct node *note)
{
	size_t off;
	const struct node *at = notes_find_mark(doc_first(session->doc), note,
		0, &off);

	return at && at == session_place(session) && off == session->off &&
		!session->selection.is;
}

/* Where the search stands: in the note found last, else at the cursor. */
static struct node *
seek_from(const struct seek *seek, const struct session *session,
	bool forward, size_t *off)
{
	const struct selection *selection = &session->selection;
	const struct search *search = &session->search;
	struct node *note = doc_find(session->doc, &search->note);

	if (note && is_in_range(&seek->range, note) &&
	    is_on_mark(session, note)) {
		*off = forward ? search->note_to : search->note_from;
		return note;
	}
	*off = session->off;
	if (selection->is && !selection->whole)
		*off = forward ? selection->to : selection->from;
	return session_place(session);
}

static struct node *
step(const struct seek *seek, struct node *node, bool forward)
{
	return forward ? find_next_node(&seek->range, node)
		: find_prev_node(&seek->range, node);
}

static int
look(struct seek *seek, struct node *node, bool forward, size_t off,
	struct hit *out, struct err *err)
{
	return forward ? find_in(seek->find, node, off, out, err)
		: find_last_in(seek->find, node, off, out, err);
}

int
seek_place(struct seek *seek, const struct session *session, bool forward,
	struct hit *out, struct err *err)
{
	size_t off, all = forward ? 0 : (size_t)-1;
	struct node *start = seek_from(seek, session, forward, &off), *at;
	bool around = false;
	int found;

	if (!is_in_range(&seek->range, start)) {
		start = step(seek, NULL, forward);
		off = all;
	}
	if (!start)
		return 0;
	at = start;
	found = look(seek, at, forward, off, out, err);
	while (!found) {
		at = step(seek, at, forward);
		if (!at) {
			around = true;
			at = step(seek, NULL, forward);
		}
		found = look(seek, at, forward, all, out, err);
		if (at == start)
			break;
	}
	return found > 0 ? 1 + around : found;
}

/* A note is not a place to stand: its mark is. */
static int
go_note(struct session *session, const struct hit *hit, struct err *err)
{
	struct buf near = BUF_INIT, name = BUF_INIT;
	size_t from, to, off;
	struct node *mark = notes_find_mark(doc_first(session->doc),
		hit->node, 0, &off);
	int rc = 0;

	hit_add_near(&near, session->doc, hit, &from, &to);
	note_add_name(&name, hit->node);
	if (mark) {
		place_go(session, mark, off);
		session->search.note = hit->node->id;
		session->search.note_from = hit->from;
		session->search.note_to = hit->to;
		session_say(session, MESSAGE_HINT, "note %s: %s",
			buf_text(&name), buf_text(&near));
	} else {
		rc = err_set(err, ERR_REFUSED, "note %s has no mark in the "
			"text: %s", buf_text(&name), buf_text(&near));
	}
	buf_release(&near);
	buf_release(&name);
	return rc;
}

int
search_go(struct session *session, const struct hit *hit, struct err *err)
{
	selection_clear(session);
	session->search.note = (node_id){ "" };
	if (hit->node->kind == NODE_NOTE)
		return go_note(session, hit, err);
	selection_words(session, hit->node, hit->from, hit->to);
	return 0;
}

int
search_refuse_nowhere(const struct session *session, struct err *err)
{
	const struct search *search = &session->search;
	const struct node *within = doc_find(session->doc,
		&search->options.within);
	struct buf where = BUF_INIT;

	if (search->options.section && within)
		address_add(&where, within);
	else
		buf_add_text(&where, "this text");
	if (search->options.notes)
		buf_add_text(&where, " or its notes");
	err_set(err, ERR_REFUSED, "\"%.200s\" is nowhere in %s",
		buf_text(&search->words), buf_text(&where));
	buf_release(&where);
	return -1;
}

static int
go_on(struct session *session, bool forward, struct err *err)
{
	const struct search *search = &session->search;
	struct seek seek;
	struct hit hit;
	int found = -1;

	if (seek_begin(&seek, session, buf_str(&search->words),
		&search->options, err) == 0)
		found = seek_place(&seek, session, forward, &hit, err);
	seek_end(&seek);
	if (found == 0)
		search_refuse_nowhere(session, err);
	if (found <= 0 || search_go(session, &hit, err) < 0)
		return -1;
	if (found == 2 && session->message_kind == MESSAGE_NONE)
		session_say(session, MESSAGE_HINT, forward
			? "from the beginning again" : "from the end again");
	return 0;
}

static bool
nothing_looked_for(const struct session *session)
{
	return !session->search.words.len;
}

/* Take what is to be looked for; no words: those of the last time. */
static int
take_words(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct search_options options = { .flags = 0 };
	size_t at = 1;

	if (!args->n || !*args->at[0].text)
		return nothing_looked_for(session) ? usage("find", err) : 0;
	while (at < args->n)
		if (search_option(session, args, &at, &options, err) < 0)
			return -1;
	buf_clear(&session->search.words);
	buf_add_text(&session->search.words, args->at[0].text);
	session->search.options = options;
	return 0;
}

int
run_find(struct session *session, const struct arguments *args,
	struct err *err)
{
	if (take_words(session, args, err) < 0)
		return -1;
	session->searched = SEARCH_WORDS;
	selection_clear(session);
	return go_on(session, true, err);
}

static int
refuse_unsought(const struct session *session, struct err *err)
{
	return teach(session, "nothing was looked for yet", "find",
		"finds words", err);
}

static int
find_again(struct session *session, bool forward, struct err *err)
{
	if (session->searched == SEARCH_BRACKET)
		return mark_go_bracket(session, forward, err);
	if (session->searched == SEARCH_BLANK)
		return mark_go_blank(session, forward, err);
	if (nothing_looked_for(session))
		return refuse_unsought(session, err);
	return go_on(session, forward, err);
}

int
run_find_next(struct session *session, const struct arguments *args,
	struct err *err)
{
	(void)args;
	return find_again(session, true, err);
}

int
run_find_prev(struct session *session, const struct arguments *args,
	struct err *err)
{
	(void)args;
	return find_again(session, false, err);
}

static void
add_row(struct list *list, const struct doc *doc, const struct hit *hit)
{
	struct buf text = BUF_INIT, near = BUF_INIT;
	struct list_row *row;
	size_t from, to;

	address_add(&text, hit->node);
	buf_add_fill(&text, ' ', text.len < 8 ? 8 - text.len : 0);
	buf_add_text(&text, "  ");
	hit_add_near(&near, doc, hit, &from, &to);
	buf_add_str(&text, buf_str(&near));
	row = list_add(list, buf_text(&text));
	row->strong = text.len - near.len + from;
	row->strong_to = text.len - near.len + to;
	row->node = hit->node->id;
	row->from = hit->from;
	row->to = hit->to;
	buf_release(&text);
	buf_release(&near);
}

/* All places of a node; -1 when a limit of the pattern was reached. */
static int
add_rows(struct list *list, struct seek *seek, const struct doc *doc,
	struct node *node, struct err *err)
{
	struct hit hit;
	size_t off = 0;
	int found = 0;

	while (list->n < LISTED_MAX && (found = find_in(seek->find, node, off,
		&hit, err)) > 0) {
		add_row(list, doc, &hit);
		off = hit.to;
	}
	return found;
}

static void
fill(struct session *session, struct list *list, struct seek *seek)
{
	struct node *at = NULL;
	struct err err = ERR_INIT;
	int rc = 0;

	while (rc == 0 && (at = find_next_node(&seek->range, at)))
		rc = add_rows(list, seek, session->doc, at, &err);
	if (rc < 0)
		session_refuse(session, &err);
	for (size_t i = 0; i < list->n; i++)
		if (node_id_same(&list->at[i].node, &session->place)) {
			list->cursor = i;
			break;
		}
	list_settle(session);
}

static void
add_title(struct buf *out, const struct search *search,
	const struct find_counts *counts)
{
	buf_add_format(out, "\"%s\": %zu place%s in %zu paragraph%s",
		buf_text(&search->words), counts->hits,
		counts->hits == 1 ? "" : "s", counts->nodes,
		counts->nodes == 1 ? "" : "s");
	if (counts->hits > LISTED_MAX)
		buf_add_format(out, ", the first %d", LISTED_MAX);
	search_add_options(out, &search->options);
}

int
run_hits(struct session *session, const struct arguments *args,
	struct err *err)
{
	const struct search *search = &session->search;
	struct find_counts counts = { 0 };
	struct buf title = BUF_INIT;
	struct seek seek;
	int rc;

	if (session->keys && !args->n && nothing_looked_for(session))
		return refuse_unsought(session, err);
	if (take_words(session, args, err) < 0)
		return -1;
	session->searched = SEARCH_WORDS;
	rc = seek_begin(&seek, session, buf_str(&search->words),
		&search->options, err);
	if (rc == 0)
		rc = find_count(seek.find, &seek.range, &counts, err);
	if (rc == 0 && !counts.hits)
		rc = search_refuse_nowhere(session, err);
	if (rc == 0) {
		add_title(&title, search, &counts);
		fill(session, list_open(session, LIST_HITS,
			buf_text(&title)), &seek);
	}
	seek_end(&seek);
	buf_release(&title);
	return rc;
}
