/*
 * The one door. doc_apply() first compares everything the changes expect with
 * what is there, then makes them, noting how to take each back; the first that
 * cannot be made takes back the rest.
 */
#include "adref/doc/change.h"

#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "adref/doc/notes.h"
#include "tree.h"

/* How to take one change back. */
struct step {
	enum change_kind kind;
	struct node *node;
	char *line;			/* TEXT: what it was */
	enum node_status status;
	unsigned notes_from;		/* NUMBERING */
	struct node *parent, *after;	/* DROP, MOVE: where it stood */
	unsigned level;			/* MOVE: of a section */
};

struct apply {
	struct doc *doc;
	const struct env *env;
	struct touched *touched;
	struct err *err;
	struct step *steps;
	size_t n, cap;
};

static struct step *
note_step(struct apply *apply, enum change_kind kind, struct node *node)
{
	apply->steps = mem_grow(apply->steps, &apply->cap, apply->n + 1,
		sizeof(*apply->steps));
	apply->steps[apply->n] = (struct step){ .kind = kind, .node = node };
	return &apply->steps[apply->n++];
}

struct node *
node_file_start(const struct node *node)
{
	while (node && !node->file)
		node = node_prev(node);
	return (struct node *)node;
}

static void
touch(struct apply *apply, const struct node *node)
{
	struct touched *touched = apply->touched;
	struct node *start;

	if (!touched || !node)
		return;
	if (node->kind == NODE_NOTE) {
		touched->notes = true;
		return;
	}
	start = node_file_start(node);
	for (size_t i = 0; i < touched->n; i++)
		if (touched->at[i] == start)
			return;
	touched->at = mem_grow(touched->at, &touched->cap, touched->n + 1,
		sizeof(struct node *));
	touched->at[touched->n++] = start;
}

static void
touch_order(struct apply *apply)
{
	if (apply->touched)
		apply->touched->order = true;
}

static int
find_node(struct apply *apply, const node_id *id, struct node **out)
{
	*out = doc_find(apply->doc, id);
	if (*out)
		return 0;
	return err_set(apply->err, ERR_STALE, "the text has no node %s any "
		"more", id->text);
}

/* A line may hold anything but what would end it. */
static int
check_line(struct apply *apply, const char *line)
{
	struct str str = str_of(line);

	if (utf8_check(str) < str.len)
		return err_set(apply->err, ERR_REFUSED, "the new text is not "
			"valid UTF-8 at byte %zu", utf8_check(str));
	if (strpbrk(line, "\n\r"))
		return err_set(apply->err, ERR_REFUSED, "the text of a node "
			"is one line: make a second node of the rest");
	return 0;
}

static int
expect_text(struct apply *apply, const struct change *change)
{
	struct node *node;
	size_t len = strlen(change->gone ? change->gone : "");

	if (find_node(apply, &change->node, &node) < 0)
		return -1;
	if (change->kind == CHANGE_DROP && change->gone &&
	    !str_is(node_str(node), change->gone))
		return err_set(apply->err, ERR_STALE, "the text reads \"%.*s\" "
			"now", (int)(node->len > 200 ? 200 : node->len),
			node->line);
	if (change->kind != CHANGE_TEXT)
		return 0;
	if (change->off > node->len || len > node->len - change->off ||
	    memcmp(node->line + change->off, change->gone ? change->gone : "",
		len) != 0)
		return err_set(apply->err, ERR_STALE, "\"%.200s\" is not there "
			"any more: the text reads \"%.*s\" now",
			change->gone ? change->gone : "",
			(int)(node->len > 200 ? 200 : node->len), node->line);
	return check_line(apply, change->come ? change->come : "");
}

static int
expect_all(struct apply *apply, const struct change *changes, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (changes[i].kind == CHANGE_ADD) {
			if (check_line(apply, changes[i].come
				? changes[i].come : "") < 0)
				return -1;
		} else if (changes[i].kind == CHANGE_NUMBERING) {
			continue;
		} else if (expect_text(apply, &changes[i]) < 0) {
			return -1;
		}
	}
	return 0;
}

/* By node, the last place first; at one place the later in the list first. */
static int
order_changes(const void *left, const void *right)
{
	const struct change *a = *(const struct change *const *)left;
	const struct change *b = *(const struct change *const *)right;
	int order = memcmp(a->node.text, b->node.text, 8);

	if (order)
		return order;
	if (a->off != b->off)
		return a->off > b->off ? -1 : 1;
	return a > b ? -1 : 1;
}

static void
save_line(struct apply *apply, struct node *node)
{
	struct step *last = apply->n ? &apply->steps[apply->n - 1] : NULL;

	if (last && last->kind == CHANGE_TEXT && last->node == node)
		return;
	note_step(apply, CHANGE_TEXT, node)->line =
		mem_text_len(node->line, node->len);
}

/*
 * The texts of one node, the last place first. The line is set once: between
 * two changes of an act a bracket may stand without its mate. Blanks at its
 * ends would not be read back.
 */
static int
apply_node_texts(struct apply *apply, const struct change **texts, size_t n)
{
	struct node *node = doc_find(apply->doc, &texts[0]->node);
	struct buf line = BUF_INIT;
	size_t bound = (size_t)-1;
	int rc = 0;

	save_line(apply, node);
	touch(apply, node);
	buf_add_str(&line, node_str(node));
	for (size_t i = 0; i < n && rc == 0; i++) {
		const struct change *change = texts[i];
		size_t gone = strlen(change->gone ? change->gone : "");

		if (change->off + gone > bound)
			rc = err_set(apply->err, ERR_REFUSED,
				"two changes of one act overlap");
		else
			buf_splice(&line, change->off, gone,
				str_of(change->come ? change->come : ""));
		bound = change->off;
	}
	if (rc == 0)
		doc_set_line(apply->doc, node, str_trim(buf_str(&line)));
	buf_release(&line);
	return rc;
}

/* The changes of text, those of one node together, the last place first. */
static size_t
sort_texts(const struct change **out, const struct change *changes, size_t n)
{
	size_t texts_n = 0;

	for (size_t i = 0; i < n; i++)
		if (changes[i].kind == CHANGE_TEXT)
			out[texts_n++] = &changes[i];
	if (texts_n > 1)
		qsort(out, texts_n, sizeof(*out), order_changes);
	return texts_n;
}

/* The first one that is of another node than texts[from]. */
static size_t
texts_end(const struct change **texts, size_t n, size_t from)
{
	size_t to = from + 1;

	while (to < n && node_id_same(&texts[to]->node, &texts[from]->node))
		to++;
	return to;
}

static int
apply_texts(struct apply *apply, const struct change *changes, size_t n)
{
	const struct change **texts = mem_new(n, sizeof(*texts));
	size_t texts_n = sort_texts(texts, changes, n), from, to;
	int rc = 0;

	for (from = 0; from < texts_n && rc == 0; from = to) {
		to = texts_end(texts, texts_n, from);
		rc = apply_node_texts(apply, texts + from, to - from);
	}
	free(texts);
	return rc;
}

void
change_each_line(const struct doc *doc, const struct change *changes,
	size_t n, void (*visit)(void *ctx, const struct node *node,
		struct str line), void *ctx)
{
	const struct change **texts = mem_new(n, sizeof(*texts));
	size_t texts_n = sort_texts(texts, changes, n), from, to;
	struct buf line = BUF_INIT;

	for (from = 0; from < texts_n; from = to) {
		const struct node *node = doc_find(doc, &texts[from]->node);

		to = texts_end(texts, texts_n, from);
		if (!node)
			continue;
		buf_clear(&line);
		buf_add_str(&line, node_str(node));
		for (size_t i = from; i < to; i++) {
			size_t gone = texts[i]->gone
				? strlen(texts[i]->gone) : 0;

			if (texts[i]->off <= line.len &&
			    gone <= line.len - texts[i]->off)
				buf_splice(&line, texts[i]->off, gone, str_of(
					texts[i]->come ? texts[i]->come : ""));
		}
		visit(ctx, node, buf_str(&line));
	}
	buf_release(&line);
	free(texts);
}

static int
apply_status(struct apply *apply, const struct change *change)
{
	struct node *node = doc_find(apply->doc, &change->node);

	if (node->status != change->from)
		return err_set(apply->err, ERR_STALE, "the status is %s now",
			status_word(node->status));
	note_step(apply, CHANGE_STATUS, node)->status = node->status;
	node->status = change->to;
	touch(apply, node);
	return 0;
}

/* Where a section may stand among its neighbours so that it reads back so. */
static const char *
section_misfit(unsigned level, const struct node *parent,
	const struct node *prev, const struct node *next)
{
	if (parent->parent && parent->kind != NODE_SECTION)
		return "a section stands under sections only";
	if (parent->level >= level)
		return "a section stands under one of a higher rank";
	if (next && next->kind != NODE_SECTION)
		return "a section stands behind the paragraphs of the one "
			"above it";
	if (prev && prev->kind == NODE_SECTION && prev->level < level)
		return "it would become part of the section before it";
	if (next && next->level > level)
		return "the next section would become part of it";
	return NULL;
}

/* What is nested deeper is not read back so. */
enum { NESTING_MAX = 60, LEVEL_MAX = 6 };

static bool
nests_too_deep(const struct node *node, const struct node *parent)
{
	const struct node *end = node_skip(node);
	size_t above = node_depth(node), deepest = above;

	for (const struct node *at = node->first; at && at != end;
	     at = node_next(at))
		if (!at->first && node_depth(at) > deepest)
			deepest = node_depth(at);
	return node_depth(parent) + deepest - above >= NESTING_MAX;
}

static const char *
place_misfit(const struct node *node, const struct node *parent,
	const struct node *prev, const struct node *next)
{
	bool row = node->kind == NODE_ROW;

	if (row != (parent->kind == NODE_TABLE && parent->parent))
		return row ? "a row stands in a table"
			: "only rows stand in a table";
	if (nests_too_deep(node, parent))
		return "this is nested too deep";
	if (node->kind == NODE_SECTION)
		return section_misfit(node->level, parent, prev, next);
	if (prev && prev->kind == NODE_SECTION)
		return "text stands before the sub-sections";
	return NULL;
}

/* A section to another level, and those below it as many up or down. */
static void
set_level(struct node *section, unsigned level)
{
	const struct node *end = node_skip(section);
	unsigned was = section->level;

	for (struct node *at = section; at != end; at = node_next(at))
		if (at->kind == NODE_SECTION)
			at->level = at->level - was + level;
}

static const char *
level_misfit(const struct node *section, unsigned level)
{
	const struct node *end = node_skip(section);
	unsigned deepest = section->level;

	if (section->kind != NODE_SECTION)
		return "only sections have a level";
	for (const struct node *at = section; at != end; at = node_next(at))
		if (at->kind == NODE_SECTION && at->level > deepest)
			deepest = at->level;
	return deepest - section->level + level > LEVEL_MAX
		? "headings have six levels: there is none below the sixth"
		: NULL;
}

static int
find_place(struct apply *apply, const struct change *change,
	const struct node *node, struct node **parent, struct node **after)
{
	struct doc *doc = apply->doc;
	const char *misfit;
	struct node *next;

	*parent = node->kind == NODE_NOTE ? doc->notes : doc->root;
	*after = NULL;
	if (node->kind == NODE_NOTE) {
		*after = note_before(doc, str_of(node->label));
		return 0;
	}
	if (!node_id_is_none(&change->parent) &&
	    find_node(apply, &change->parent, parent) < 0)
		return -1;
	if (!node_id_is_none(&change->after) &&
	    find_node(apply, &change->after, after) < 0)
		return -1;
	if (*after && (*after)->parent != *parent)
		return err_set(apply->err, ERR_STALE,
			"the place has moved meanwhile");
	if (node_is_under(*parent, node))
		return err_set(apply->err, ERR_REFUSED,
			"a node cannot stand under itself");
	next = *after ? (*after)->next : (*parent)->first;
	if (next == node)
		next = node->next;
	misfit = place_misfit(node, *parent,
		*after == node ? node->prev : *after, next);
	if (misfit)
		return err_set(apply->err, ERR_REFUSED, "%s", misfit);
	return 0;
}

static struct node *
new_node(const struct change *change)
{
	struct node *node = mem_new(1, sizeof(*node));
	struct str line = str_trim(str_of(change->come ? change->come : ""));

	node->kind = change->as;
	node->level = change->as == NODE_SECTION ? change->level : 0;
	node->status = change->to;
	node->same_as = change->same_as;
	node->file = change->file ? mem_text(change->file) : NULL;
	node->line = mem_text_len(line.at, line.len);
	node->len = line.len;
	if (change->as == NODE_NOTE)
		node->label = mem_text(change->label ? change->label : "note");
	return node;
}

static int
check_new(struct apply *apply, const struct change *change)
{
	if (!node_id_is_none(&change->node) &&
	    doc_find(apply->doc, &change->node))
		return err_set(apply->err, ERR_STALE, "node %s is there "
			"already", change->node.text);
	if (change->as == NODE_NOTE && change->label &&
	    doc_find_note(apply->doc, str_of(change->label)))
		return err_set(apply->err, ERR_STALE, "a note %s is there "
			"already", change->label);
	return 0;
}

static int
apply_add(struct apply *apply, const struct change *change)
{
	struct node *parent, *after, *node;

	if (check_new(apply, change) < 0)
		return -1;
	node = new_node(change);
	if (find_place(apply, change, node, &parent, &after) < 0) {
		node_free(node);
		return -1;
	}
	node_link(apply->doc, node, parent, after);
	if (!node_id_is_none(&change->node))
		doc_set_id(apply->doc, node, &change->node);
	else
		doc_draw_id(apply->doc, node, apply->env);
	note_step(apply, CHANGE_ADD, node);
	touch(apply, node);
	if (node->file || (node->kind == NODE_SECTION && node->level <= 2))
		touch_order(apply);
	return 0;
}

static int
apply_drop(struct apply *apply, const struct change *change)
{
	struct node *node = doc_find(apply->doc, &change->node);
	struct step *step;

	if (node->first)
		return err_set(apply->err, ERR_STALE, "there is text below it "
			"that the act did not see");
	touch(apply, node);
	if (node->file)
		touch_order(apply);
	step = note_step(apply, CHANGE_DROP, node);
	step->parent = node->parent;
	step->after = node->prev;
	node_unlink(apply->doc, node);
	return 0;
}

/* Whether files start here or below, or would. */
static bool
starts_files(const struct node *node)
{
	const struct node *end = node_skip(node);

	for (const struct node *at = node; at && at != end;
	     at = node_next(at))
		if (at->file || (at->kind == NODE_SECTION && at->level <= 2))
			return true;
	return false;
}

static int
change_level(struct apply *apply, const struct change *change,
	struct node *node)
{
	const char *misfit;

	if (!change->level || change->level == node->level)
		return 0;
	misfit = level_misfit(node, change->level);
	if (misfit)
		return err_set(apply->err, ERR_REFUSED, "%s", misfit);
	set_level(node, change->level);
	return 0;
}

static int
apply_move(struct apply *apply, const struct change *change)
{
	struct node *node = doc_find(apply->doc, &change->node);
	unsigned level = node->level;
	struct node *parent, *after;
	struct step *step;
	bool files = starts_files(node);

	if (change_level(apply, change, node) < 0)
		return -1;
	if (find_place(apply, change, node, &parent, &after) < 0) {
		if (node->level != level)
			set_level(node, level);
		return -1;
	}
	if (after == node)
		after = node->prev;
	touch(apply, node);
	if (files || starts_files(node))
		touch_order(apply);
	step = note_step(apply, CHANGE_MOVE, node);
	step->parent = node->parent;
	step->after = node->prev;
	step->level = level;
	node_unlink(apply->doc, node);
	node_link(apply->doc, node, parent, after);
	touch(apply, node);
	return 0;
}

static int
apply_numbering(struct apply *apply, const struct change *change)
{
	struct doc *doc = apply->doc;

	if (doc->notes_from != change->was)
		return err_set(apply->err, ERR_STALE, "the footnotes are "
			"numbered from %u now", doc->notes_from
			? doc->notes_from : 1);
	if (change->start > NOTES_FROM_MAX)
		return err_set(apply->err, ERR_REFUSED, "no text numbers its "
			"footnotes from %u", change->start);
	note_step(apply, CHANGE_NUMBERING, NULL)->notes_from = change->was;
	doc->notes_from = change->start;
	doc->numbered = false;
	if (apply->touched)
		apply->touched->notes = true;
	return 0;
}

static int
apply_one(struct apply *apply, const struct change *change)
{
	struct node *node;

	if (change->kind == CHANGE_TEXT)
		return 0;
	if (change->kind == CHANGE_NUMBERING)
		return apply_numbering(apply, change);
	if (change->kind != CHANGE_ADD &&
	    find_node(apply, &change->node, &node) < 0)
		return -1;
	switch (change->kind) {
	case CHANGE_STATUS:
		return apply_status(apply, change);
	case CHANGE_ADD:
		return apply_add(apply, change);
	case CHANGE_DROP:
		return apply_drop(apply, change);
	case CHANGE_MOVE:
		return apply_move(apply, change);
	case CHANGE_TEXT:
	case CHANGE_NUMBERING:
		break;
	}
	return 0;
}

static void
take_back(struct apply *apply, struct step *step)
{
	struct doc *doc = apply->doc;

	switch (step->kind) {
	case CHANGE_TEXT:
		doc_set_line(doc, step->node, str_of(step->line));
		break;
	case CHANGE_STATUS:
		step->node->status = step->status;
		break;
	case CHANGE_ADD:
		node_unlink(doc, step->node);
		node_free(step->node);
		break;
	case CHANGE_MOVE:
		if (step->node->level != step->level)
			set_level(step->node, step->level);
		node_unlink(doc, step->node);
		node_link(doc, step->node, step->parent, step->after);
		break;
	case CHANGE_DROP:
		node_link(doc, step->node, step->parent, step->after);
		break;
	case CHANGE_NUMBERING:
		doc->notes_from = step->notes_from;
		doc->numbered = false;
		break;
	}
}

static void
finish(struct apply *apply, int rc)
{
	while (apply->n) {
		struct step *step = &apply->steps[--apply->n];

		if (rc < 0)
			take_back(apply, step);
		else if (step->kind == CHANGE_DROP)
			node_free(step->node);
		free(step->line);
	}
	free(apply->steps);
	if (rc < 0 && apply->touched)
		apply->touched->n = 0;
}

static int
apply_all(struct apply *apply, const struct change *changes, size_t n)
{
	int rc = expect_all(apply, changes, n);

	if (rc == 0)
		rc = apply_texts(apply, changes, n);
	for (size_t i = 0; i < n && rc == 0; i++)
		rc = apply_one(apply, &changes[i]);
	return rc;
}

/* What is kept is kept while all can still be taken back. */
static int
apply_and_keep(struct doc *doc, const struct changes_kept *kept,
	const struct env *env, struct touched *touched, struct err *err)
{
	struct apply apply = {
		.doc = doc, .env = env, .touched = touched, .err = err,
	};
	int rc = apply_all(&apply, kept->changes, kept->n);

	if (rc == 0 && kept->keep) {
		notes_number(doc);
		rc = kept->keep(kept->ctx, touched, err);
	}
	finish(&apply, rc);
	notes_number(doc);
	return rc;
}

int
doc_apply(struct doc *doc, const struct change *changes, size_t n,
	const struct env *env, struct touched *touched, struct err *err)
{
	return apply_and_keep(doc, &(struct changes_kept){ changes, n, NULL,
		NULL }, env, touched, err);
}

int
doc_apply_kept(struct doc *doc, const struct changes_kept *kept,
	const struct env *env, struct err *err)
{
	struct touched touched = { 0 };
	int rc = apply_and_keep(doc, kept, env, &touched, err);

	touched_release(&touched);
	return rc;
}

int
doc_apply_look(struct doc *doc, const struct changes_looked *look,
	const struct env *env, struct err *err)
{
	struct apply apply = { .doc = doc, .env = env, .err = err };
	int rc = apply_all(&apply, look->changes, look->n);

	if (rc == 0)
		look->look(look->ctx);
	finish(&apply, -1);
	return rc;
}

void
touched_release(struct touched *touched)
{
	free(touched->at);
	*touched = (struct touched){ 0 };
}
