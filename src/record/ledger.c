/*
 * Following brackets through the history: each change's files are read on both
 * sides, and of each line that differs its brackets are matched by the words
 * around them.
 */
#include "adref/record/ledger.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "adref/text/bracket.h"
#include "adref/text/words.h"
#include "inside.h"

/* Longer than paragraphs are: brackets in brackets in brackets are no reason to
 * keep a text as often as it is deep. */
enum { LEDGER_WORDS_MAX = 10000, LEDGER_OPEN_MAX = 200 };

/* The brackets of one line, as they are followed: all that open, in order. */
struct followed {
	size_t off;		/* of the `[` */
	size_t opened;
};
struct line {
	node_id node;
	char *text;
	struct followed *at;
	size_t n;
};

struct following {
	struct record *record;
	const char *name;	/* of the document */
	struct ledger *out;
	struct map lines;	/* by id */
	struct brackets brackets;
	size_t now;		/* the change that is looked at */
	struct map acts;	/* by the act's id: its change + 1 */
	size_t undone;		/* the change that it takes back + 1; 0: none */
	bool joins;		/* it joins what two lines had */
	struct map before;	/* lines that the change did not touch */
};

/* The brackets of a line lie in its order. */
static const struct bracket *
bracket_at(const struct brackets *all, size_t off)
{
	size_t from = 0, to = all->n;

	while (from < to) {
		size_t middle = from + (to - from) / 2;

		if (all->at[middle].off < off)
			from = middle + 1;
		else
			to = middle;
	}
	return from < all->n && all->at[from].off == off ? &all->at[from]
		: NULL;
}

/* Of the i-th `[` of a line: what stands in it, and who stands how to it. Of
 * one without a mate the line's end would be far, and says little. */
static void
take_words(struct following *following, const struct line *line, size_t i,
	struct ledger_row *row)
{
	const struct brackets *all = &following->brackets;
	const struct bracket *at = bracket_at(all, line->at[i].off);
	struct str text = str_of(line->text), words = str_of("");
	struct str owners = words;

	if (at && at->mate != BRACKET_NONE) {
		const struct bracket *mate = &all->at[at->mate];

		words = str_part(text, at->off + at->len,
			mate->off - at->off - at->len);
		words = utf8_cut(words, LEDGER_WORDS_MAX);
		owners = str_part(text, mate->off + mate->len,
			mate->attr_len);
	} else if (at) {
		words = str_from(text, at->off + at->len);
		words = utf8_cut(words, LEDGER_OPEN_MAX);
	}
	row->words = mem_text_len(words.at, words.len);
	row->owners = mem_text_len(owners.at, owners.len);
	row->nth = i + 1;
}

/* The ledger has a row for what stands no more, and at the end for the rest. */
static void
add_row(struct following *following, const struct line *line, size_t i,
	size_t closed, bool dropped)
{
	struct ledger *out = following->out;
	struct ledger_row *row;

	out->at = mem_grow(out->at, &out->cap, out->n + 1, sizeof(*out->at));
	row = &out->at[out->n++];
	*row = (struct ledger_row){ .node = line->node, .closed = closed,
		.opened = line->at[i].opened, .dropped = dropped };
	take_words(following, line, i, row);
}

/* How far the line before was gone through. */
struct reached {
	size_t run;		/* of what differs */
	size_t was;		/* where that begins in the line before */
	size_t now;		/* an opener of the line now */
};

/* Where a byte of the line before stands in the one now; false: it went. Later
 * bytes are asked for later. */
static bool
goes_on(const struct words_diff *diff, struct reached *reached, size_t off,
	size_t *now)
{
	for (; reached->run < diff->n; reached->run++) {
		const struct words_run *run = &diff->at[reached->run];
		size_t len = run->op == '+' ? 0 : run->len;

		if (off < reached->was + len) {
			*now = run->off + (off - reached->was);
			return run->op == '=';
		}
		reached->was += len;
	}
	return false;
}

/* All that opens, as if this change had opened it. */
static struct followed *
list_openers(const struct brackets *all, size_t change, size_t *n)
{
	struct followed *out = mem_new(all->n + 1, sizeof(*out));

	*n = 0;
	for (size_t i = 0; i < all->n; i++)
		if (all->at[i].opens)
			out[(*n)++] = (struct followed){ all->at[i].off,
				change };
	return out;
}

/* Those that go on keep the change that opened them. */
static struct followed *
match(struct following *following, struct line *line, const char *text,
	size_t *n)
{
	struct words_diff diff = WORDS_DIFF_INIT;
	struct brackets now = BRACKETS_INIT;
	struct reached reached = { 0 };
	struct followed *out;

	words_diff(&diff, str_of(line->text), str_of(text));
	brackets_read_line(&following->brackets, str_of(line->text));
	brackets_read_line(&now, str_of(text));
	out = list_openers(&now, following->now, n);
	for (size_t i = 0; i < line->n; i++) {
		size_t at;
		bool stays = goes_on(&diff, &reached, line->at[i].off, &at);

		while (stays && reached.now < *n && out[reached.now].off < at)
			reached.now++;
		if (stays && reached.now < *n && out[reached.now].off == at)
			out[reached.now].opened = line->at[i].opened;
		else
			add_row(following, line, i, following->now, false);
	}
	brackets_release(&now);
	words_diff_release(&diff);
	return out;
}

static void
line_free(struct line *line)
{
	free(line->text);
	free(line->at);
	free(line);
}

/* The row of a bracket that the change taken back had closed, or one of two
 * lines before they were joined; out->n: none. */
static size_t
closed_row(const struct following *following, const node_id *node,
	const char *words)
{
	const struct ledger *out = following->out;

	for (size_t i = out->n; i-- > 0;)
		if ((following->joins ||
		     out->at[i].closed + 1 == following->undone) &&
		    node_id_same(&out->at[i].node, node) &&
		    strcmp(out->at[i].words, words) == 0)
			return i;
	return out->n;
}

static void
drop_row(struct ledger *out, size_t i)
{
	free(out->at[i].words);
	free(out->at[i].owners);
	memmove(out->at + i, out->at + i + 1, (--out->n - i) *
		sizeof(*out->at));
}

/* What an undo brought back, or what was on one of two lines that are joined,
 * stands since it was opened. */
static void
give_age_back(struct following *following, struct line *line)
{
	if (!following->undone && !following->joins)
		return;
	brackets_read_line(&following->brackets, str_of(line->text));
	for (size_t k = 0; k < line->n; k++) {
		struct ledger_row row = { .node = line->node };
		size_t i;

		if (line->at[k].opened != following->now)
			continue;
		take_words(following, line, k, &row);
		i = closed_row(following, &line->node, row.words);
		if (i < following->out->n) {
			line->at[k].opened = following->out->at[i].opened;
			drop_row(following->out, i);
		}
		free(row.words);
		free(row.owners);
	}
}

static void
see_line(struct following *following, const struct node *node)
{
	struct line *line = map_get(&following->lines, str_of(node->id.text));
	const char *before = map_get(&following->before,
		str_of(node->id.text));
	struct followed *now;
	size_t n;

	if ((line && strcmp(line->text, node->line) == 0) ||
	    (before && strcmp(before, node->line) == 0))
		return;
	if (!line) {
		line = mem_new(1, sizeof(*line));
		line->node = node->id;
		line->text = mem_text("");
		map_put(&following->lines, str_of(node->id.text), line);
	}
	now = match(following, line, node->line, &n);
	free(line->at);
	free(line->text);
	line->at = now;
	line->n = n;
	line->text = mem_text(node->line);
	give_age_back(following, line);
}

static void
lose_line(struct following *following, const struct node *node)
{
	struct line *line = map_drop(&following->lines,
		str_of(node->id.text));

	if (!line)
		return;
	brackets_read_line(&following->brackets, str_of(line->text));
	for (size_t i = 0; i < line->n; i++)
		add_row(following, line, i, following->now, true);
	line_free(line);
}

/* NULL, which is told, when there is a file that cannot be read. */
static struct doc *
read_side(struct following *following, const char *path, const store_id *blob)
{
	struct doc *doc = doc_new("part");
	struct buf text = BUF_INIT;
	struct err why = ERR_INIT;

	if (store_id_is_none(blob))
		return doc;
	if (store_read_blob(following->record->store, blob, &text,
		&why) < 0) {
		record_tell(following->record, "%s: %s", path, why.text);
		doc_free(doc);
		doc = NULL;
	} else {
		native_read_text(doc, path, buf_str(&text), path, &why);
	}
	buf_release(&text);
	return doc;
}

typedef void (*visitor)(struct following *following, const struct node *node);

static void
each_node(struct following *following, const struct doc *doc, visitor visit)
{
	for (const struct node *at = doc_first(doc); at; at = node_next(at))
		if (!node_id_is_none(&at->id))
			visit(following, at);
	for (const struct node *at = doc->notes->first; at; at = at->next)
		if (!node_id_is_none(&at->id))
			visit(following, at);
}

/* What its line was before the change. */
static void
note_before(struct following *following, const struct node *node)
{
	map_put(&following->before, str_of(node->id.text), node->line);
}

static bool
is_text_of(const char *path, const char *name)
{
	size_t len = strlen(name);

	return strncmp(path, name, len) == 0 && path[len] == '/' &&
		str_ends(str_of(path), ".md");
}

/* Lines that a change took away from where they stood, unless it put them
 * elsewhere. */
static void
lose_gone(struct following *following, struct doc *const *from,
	struct doc *const *to, size_t n)
{
	struct map there = MAP_INIT;

	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < to[i]->ids_cap; k++)
			if (to[i]->ids && to[i]->ids[k])
				map_put(&there, str_of(
					to[i]->ids[k]->id.text), following);
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < from[i]->ids_cap; k++)
			if (from[i]->ids && from[i]->ids[k] && !map_get(&there,
				str_of(from[i]->ids[k]->id.text)))
				lose_line(following, from[i]->ids[k]);
	map_release(&there);
}

static int
follow_change(struct following *following, const struct history_entry *entry,
	struct err *err)
{
	struct store_differences differences = { 0 };
	struct doc **from, **to;
	size_t n = 0;
	int rc = compare_with_before(following->record, entry, &differences,
		err);

	from = mem_new(differences.n + 1, sizeof(struct doc *));
	to = mem_new(differences.n + 1, sizeof(struct doc *));
	for (size_t i = 0; i < differences.n && rc == 0; i++) {
		const struct store_difference *at = &differences.at[i];

		if (!is_text_of(at->path, following->name))
			continue;
		to[n] = read_side(following, at->path, &at->to);
		if (!to[n])
			continue;
		from[n] = read_side(following, at->path, &at->from);
		if (!from[n])
			from[n] = doc_new("part");
		each_node(following, from[n++], note_before);
	}
	for (size_t i = 0; i < n; i++)
		each_node(following, to[i], see_line);
	map_release(&following->before);
	lose_gone(following, from, to, n);
	for (size_t i = 0; i < n; i++) {
		doc_free(from[i]);
		doc_free(to[i]);
	}
	free(from);
	free(to);
	store_differences_release(&differences);
	return rc;
}

static void
turn_around(struct history *history)
{
	for (size_t i = 0; i < history->n / 2; i++) {
		struct history_entry entry = history->at[i];

		history->at[i] = history->at[history->n - 1 - i];
		history->at[history->n - 1 - i] = entry;
	}
}

static int
by_opening(const void *left, const void *right)
{
	const struct ledger_row *a = left, *b = right;

	if (a->opened != b->opened)
		return a->opened < b->opened ? -1 : 1;
	if (a->closed != b->closed)
		return a->closed < b->closed ? -1 : 1;
	if (strcmp(a->node.text, b->node.text) != 0)
		return strcmp(a->node.text, b->node.text);
	return (a->nth > b->nth) - (a->nth < b->nth);
}

/* What stands at the end has a row too. */
static void
end_lines(struct following *following)
{
	for (size_t i = 0; i < following->lines.cap; i++) {
		struct line *line = following->lines.slots[i].key
			? following->lines.slots[i].value : NULL;

		if (!line)
			continue;
		brackets_read_line(&following->brackets, str_of(line->text));
		for (size_t k = 0; k < line->n; k++)
			add_row(following, line, k,
				following->out->history.n, false);
		line_free(line);
	}
	map_release(&following->lines);
	brackets_release(&following->brackets);
}

/* The change is the one that is looked at from now on. */
static void
meet_act(struct following *following, size_t now)
{
	const struct history_entry *entry = &following->out->history.at[now];

	following->now = now;
	following->joins = entry->joins;
	following->undone = *entry->undoes ? (size_t)(uintptr_t)map_get(
		&following->acts, str_of(entry->undoes)) : 0;
	if (*entry->act_id)
		map_put(&following->acts, str_of(entry->act_id),
			(void *)(uintptr_t)(now + 1));
}

int
record_ledger(struct record *record, const store_id *point,
	const char *name, struct ledger *out, struct err *err)
{
	struct following following = { .record = record, .out = out,
		.name = name ? name : record->main };
	int rc;

	*out = (struct ledger){ 0 };
	rc = record_history(record, point, NULL, 0, &out->history, err);
	turn_around(&out->history);
	for (size_t i = 0; i < out->history.n && rc == 0; i++) {
		meet_act(&following, i);
		rc = follow_change(&following, &out->history.at[i], err);
	}
	end_lines(&following);
	map_release(&following.acts);
	if (out->n)
		qsort(out->at, out->n, sizeof(*out->at), by_opening);
	if (rc < 0)
		ledger_release(out);
	return rc;
}

void
ledger_release(struct ledger *ledger)
{
	for (size_t i = 0; i < ledger->n; i++) {
		free(ledger->at[i].words);
		free(ledger->at[i].owners);
	}
	free(ledger->at);
	history_release(&ledger->history);
	*ledger = (struct ledger){ 0 };
}
