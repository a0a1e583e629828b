/*
 * Replacing words throughout the text, as one act. From a script all places at
 * once, or shown; at the keyboard one by one (replace_walk.c).
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "adref/doc/address.h"
#include "replace.h"
#include "typing.h"

void
replacing_free(struct replacing *replacing)
{
	if (!replacing)
		return;
	buf_release(&replacing->what);
	buf_release(&replacing->with);
	replace_plan_release(&replacing->plan);
	for (size_t i = 0; i < replacing->lines_n; i++)
		free(replacing->lines[i]);
	free(replacing->lines);
	free(replacing->answers);
	free(replacing);
}

static int
read_argument(struct session *session, const struct arguments *args,
	size_t *at, struct replacing *out, struct err *err)
{
	const struct argument *arg = &args->at[*at];

	if (arg->quoted && (out->has_with || arg->nth))
		return usage("replace", err);
	if (!arg->quoted && strcmp(arg->text, "preview") != 0)
		return search_option(session, args, at, &out->options, err);
	if (!arg->quoted)
		out->preview = true;
	else if (*at)
		out->has_with = true;
	if (arg->quoted)
		buf_add_text(*at ? &out->with : &out->what, arg->text);
	++*at;
	return 0;
}

/* No words at the keyboard: those of the last time, looked for as then. */
static int
read_wish(struct session *session, const struct arguments *args,
	struct replacing *out, struct err *err)
{
	struct search *search = &session->search;
	size_t at = 0;

	out->options.flags = FIND_PATTERN;
	if (!args->n || !args->at[0].quoted)
		return usage("replace", err);
	while (at < args->n)
		if (read_argument(session, args, &at, out, err) < 0)
			return -1;
	if (!out->has_with && !session->keys)
		return usage("replace", err);
	if (!out->what.len && session->keys && search->words.len) {
		buf_add_str(&out->what, buf_str(&search->words));
		out->options = search->options;
	}
	buf_clear(&search->words);
	buf_add_str(&search->words, buf_str(&out->what));
	search->options = out->options;
	session->searched = SEARCH_WORDS;
	return 0;
}

static int
count_places(const struct session *session, const struct replacing *replacing,
	bool notes, struct find_counts *out, struct err *err)
{
	struct find_range range = search_range(session, &replacing->options);
	struct find *find;
	int rc;

	range.notes = notes;
	*out = (struct find_counts){ 0 };
	if (find_new(&find, buf_str(&replacing->what),
		replacing->options.flags, err) < 0)
		return -1;
	rc = find_count(find, &range, out, err);
	find_free(find);
	return rc;
}

/* How many places the notes have that nobody asked for. */
static void
look_in_notes(const struct session *session, struct replacing *replacing)
{
	struct find_counts body, all;
	struct err ignored = ERR_INIT;

	if (replacing->options.notes || replacing->options.section ||
	    count_places(session, replacing, false, &body, &ignored) < 0 ||
	    count_places(session, replacing, true, &all, &ignored) < 0)
		return;
	replacing->in_notes = all.hits - body.hits;
}

/* Of a node that somebody may have taken out meanwhile. */
static void
add_address(struct buf *out, const struct session *session,
	const node_id *id)
{
	const struct node *node = doc_find(session->doc, id);

	if (node)
		address_add(out, node);
	else
		buf_add_text(out, "a paragraph that is gone");
}

/* `2 to be changed by hand (A.1 …): brackets stand among the words`. */
static void
add_left(struct buf *out, const struct session *session,
	const struct replace_plan *plan)
{
	buf_add_format(out, "%zu to be changed by hand (", plan->left);
	add_address(out, session, &plan->first_left);
	buf_add_text(out, plan->left > 1 ? " …" : "");
	buf_add_text(out, "): brackets stand among the words");
}

static int
refuse_left(const struct session *session, const struct replace_plan *plan,
	struct err *err)
{
	struct buf rest = BUF_INIT;

	add_left(&rest, session, plan);
	err_set(err, ERR_REFUSED, "%s", buf_text(&rest));
	buf_release(&rest);
	return -1;
}

/* A pattern that asks for brackets, which are overlooked. */
static bool
asks_for_signs(const struct replacing *replacing)
{
	struct str what = buf_str(&replacing->what);

	return !(replacing->options.flags & FIND_SOURCE) &&
		(str_find(what, 0, str_of("\\[")) < what.len ||
		 str_find(what, 0, str_of("\\{")) < what.len);
}

static int
refuse_none(const struct session *session, const struct replacing *replacing,
	struct err *err)
{
	const struct replace_plan *plan = &replacing->plan;

	if (plan->left)
		return refuse_left(session, plan, err);
	if (plan->same)
		return err_set(err, ERR_REFUSED, "the text reads so already");
	if (replacing->in_notes)
		return err_set(err, ERR_REFUSED, "\"%.200s\" is in the notes "
			"only: write notes, too", buf_text(&replacing->what));
	if (asks_for_signs(replacing))
		return err_set(err, ERR_REFUSED, "\"%.200s\" is nowhere in "
			"the words: with source it is looked for in the text "
			"as it is written", buf_text(&replacing->what));
	return search_refuse_nowhere(session, err);
}

static int
plan_all(const struct session *session, struct replacing *replacing,
	struct err *err)
{
	struct find_range range = search_range(session, &replacing->options);
	struct replace_wish wish = { buf_str(&replacing->what),
		replacing->options.flags, buf_str(&replacing->with) };

	if (replace_plan(&replacing->plan, &wish, &range, err) < 0)
		return -1;
	look_in_notes(session, replacing);
	return replacing->plan.n ? 0 : refuse_none(session, replacing, err);
}

static void
add_places(struct buf *out, const struct replace_place *places, size_t n)
{
	size_t nodes = replace_nodes(places, n);

	buf_add_format(out, "%zu place%s in %zu paragraph%s", n,
		n == 1 ? "" : "s", nodes, nodes == 1 ? "" : "s");
}

/* `Replace "shall" with "should": 9 places in 7 paragraphs`. */
static void
add_subject(struct buf *out, const struct session *session,
	const struct replacing *replacing, bool done)
{
	if (replacing->with.len)
		buf_add_text(out, done ? "Replaced " : "Replace ");
	else
		buf_add_text(out, done ? "Took out " : "Take out ");
	deed_add_sought(out, buf_str(&replacing->what));
	if (replacing->with.len) {
		buf_add_text(out, " with ");
		deed_add_sought(out, buf_str(&replacing->with));
	}
	if (replacing->options.section) {
		buf_add_text(out, " in ");
		add_address(out, session, &replacing->options.within);
	}
	buf_add_text(out, ": ");
}

/* What was not done, and why. */
static void
add_rest(struct buf *out, const struct session *session,
	const struct replacing *replacing, size_t n)
{
	const struct replace_plan *plan = &replacing->plan;
	size_t lost = 0;

	for (size_t i = 0; i < plan->n && replacing->answers; i++)
		lost += replacing->answers[i] == ANSWER_LOST;
	if (plan->n - lost > n)
		buf_add_format(out, "; %zu left as %s", plan->n - lost - n,
			plan->n - lost - n == 1 ? "it was" : "they were");
	if (lost)
		buf_add_format(out, "; %zu changed by others meanwhile",
			lost);
	if (plan->left) {
		buf_add_text(out, "; ");
		add_left(out, session, plan);
	}
	if (replacing->in_notes)
		buf_add_format(out, "; %zu more in the notes",
			replacing->in_notes);
}

/* The changes of one node: all of its places, as its line then reads. */
static int
add_line(struct changes *changes, const struct node *node,
	const struct replace_place *places, size_t n, struct err *err)
{
	struct buf line = BUF_INIT, come = BUF_INIT;
	size_t at = 0;
	int rc;

	for (size_t i = 0; i < n; i++) {
		buf_add_str(&line, str_part(node_str(node), at,
			places[i].from - at));
		buf_add_text(&line, places[i].come);
		at = places[i].to;
	}
	buf_add_str(&line, str_from(node_str(node), at));
	rc = typing_source(&come, node, buf_str(&line), err);
	if (rc == 0)
		changes_add_words(changes, &node->id, node_str(node),
			buf_str(&come));
	buf_release(&line);
	buf_release(&come);
	return rc;
}

static int
add_lines(struct changes *changes, const struct session *session,
	const struct replace_place *places, size_t n, struct err *err)
{
	size_t i = 0, of;
	int rc = 0;

	for (; i < n && rc == 0; i += of) {
		for (of = 1; i + of < n && node_id_same(&places[i].node,
		     &places[i + of].node); of++)
			;
		rc = add_line(changes, doc_find(session->doc,
			&places[i].node), places + i, of, err);
	}
	return rc;
}

int
replacing_act(struct session *session, const struct replacing *replacing,
	const struct replace_place *places, size_t n, struct err *err)
{
	struct changes changes = { 0 };
	struct buf subject = BUF_INIT, done = BUF_INIT;
	struct deed deed = { .kind = "replace" };
	int rc = add_lines(&changes, session, places, n, err);

	add_subject(&subject, session, replacing, false);
	add_places(&subject, places, n);
	add_subject(&done, session, replacing, true);
	add_places(&done, places, n);
	add_rest(&done, session, replacing, n);
	deed.subject = buf_text(&subject);
	deed.done = buf_text(&done);
	deed.changes = changes.at;
	deed.n = changes.n;
	if (rc == 0)
		rc = session_act(session, &deed, err);
	changes_release(&changes);
	buf_release(&subject);
	buf_release(&done);
	return rc;
}

/* Each place as a line with the words that would go and come. */
static void
say_preview(struct session *session, const struct replacing *replacing)
{
	const struct replace_plan *plan = &replacing->plan;
	struct buf *out = &session->message;

	buf_clear(out);
	for (size_t i = 0; i < plan->n; i++) {
		const struct replace_place *place = &plan->at[i];
		struct hit hit = { doc_find(session->doc, &place->node),
			place->from, place->to };
		size_t from = out->len;

		address_add(out, hit.node);
		buf_add_fill(out, ' ', out->len - from < 8
			? 8 - (out->len - from) : 0);
		buf_add_text(out, "  ");
		hit_add_compared(out, &hit, place->come);
		buf_add_char(out, '\n');
	}
	add_places(out, plan->at, plan->n);
	buf_add_text(out, " would change");
	add_rest(out, session, replacing, plan->n);
	buf_add_text(out, "; nothing is changed yet");
	session->message_kind = MESSAGE_HINT;
}

/* The words are known: ask what comes for them. */
static int
ask_with(struct session *session, const struct replacing *replacing,
	struct err *err)
{
	struct buf line = BUF_INIT, label = BUF_INIT;
	struct find_counts counts;

	if (count_places(session, replacing, replacing->options.notes,
		&counts, err) < 0)
		return -1;
	if (!counts.hits)
		return search_refuse_nowhere(session, err);
	buf_add_text(&line, "replace");
	argument_add(&line, buf_text(&replacing->what));
	search_add_arguments(&line, &replacing->options);
	buf_add_format(&label, "%zu place%s: replace ", counts.hits,
		counts.hits == 1 ? "" : "s");
	deed_add_sought(&label, buf_str(&replacing->what));
	buf_add_text(&label, " with");
	prompt_open(session, PROMPT_TEXT, buf_text(&label), buf_text(&line));
	buf_release(&line);
	buf_release(&label);
	return 0;
}

int
run_replace(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct replacing *replacing = mem_new(1, sizeof(*replacing));
	int rc = read_wish(session, args, replacing, err);

	if (rc == 0 && !replacing->has_with) {
		rc = ask_with(session, replacing, err);
	} else if (rc == 0 && plan_all(session, replacing, err) < 0) {
		rc = -1;
	} else if (rc == 0 && replacing->preview) {
		say_preview(session, replacing);
	} else if (rc == 0 && session->keys) {
		replacing_walk(session, replacing);
		return 0;
	} else if (rc == 0) {
		rc = replacing_act(session, replacing, replacing->plan.at,
			replacing->plan.n, err);
	}
	replacing_free(replacing);
	return rc;
}
