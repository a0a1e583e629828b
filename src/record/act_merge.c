/*
 * An act that was planned on what the text was before others wrote: the text
 * it would have made and the text there is are merged. What cannot be put in
 * is filed as a proposal of the party, so that its words are kept.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "adref/text/lift.h"
#include "adref/text/words.h"
#include "left.h"
#include "node_past.h"
#include "planned.h"

/* An act on its way from one text into another. */
struct rebasing {
	struct record *record;
	const struct act *act;
	struct doc *base, *wanted, *ours;
	struct doc_merge merge;
	struct proposal_edits edits;
	struct act_file *files;		/* those of the act, and the edits' */
	struct buf subject;
};

static const char *
party_of(const struct act *act)
{
	return act->party && *act->party ? act->party : "CHAIR";
}

/* The text it was planned on, and what it would have made of it. */
static int
read_states(struct rebasing *rebasing, const struct planned *planned,
	struct err *err)
{
	struct record *record = rebasing->record;
	const struct act *act = rebasing->act;

	if (record_doc_at(record, &planned->on, act->doc, &rebasing->base,
		err) < 0 ||
	    record_doc(record, act->doc, &rebasing->ours, err) < 0)
		return -1;
	rebasing->wanted = doc_copy(rebasing->base);
	return doc_apply(rebasing->wanted, planned->changes, planned->n,
		record->env, NULL, err);
}

static void
merge_states(struct rebasing *rebasing, const struct planned *planned)
{
	struct record *record = rebasing->record;
	struct node_past past;
	struct doc_sides sides = { .base = rebasing->base,
		.ours = rebasing->ours, .theirs = rebasing->wanted,
		.their_hands = { .party = party_of(rebasing->act) },
		.env = record->env };

	node_past_init(&past, record, rebasing->ours->name, &planned->on,
		&record->tip);
	sides.our_hands = node_past_hands(&past);
	doc_merge(&rebasing->merge, &sides);
	node_past_release(&past);
}

static bool
same_id(const struct node *a, const struct node *b)
{
	node_id none = { "" };

	return node_id_same(a ? &a->id : &none, b ? &b->id : &none);
}

/* What one change of the act would come to is there already. */
static bool
is_same_there(const struct rebasing *rebasing, const struct change *change)
{
	const struct node *wanted = doc_find(rebasing->wanted, &change->node);
	const struct node *ours = doc_find(rebasing->ours, &change->node);

	if (!wanted || !ours)
		return !wanted && !ours;
	if (change->kind == CHANGE_TEXT)
		return str_same(node_str(wanted), node_str(ours));
	if (change->kind == CHANGE_STATUS)
		return wanted->status == ours->status;
	return change->kind == CHANGE_MOVE &&
		same_id(wanted->parent, ours->parent) &&
		same_id(wanted->prev, ours->prev);
}

/* Nothing is left to do: others did the same, or something that excludes it. */
static int
nothing_left(const struct rebasing *rebasing, const struct planned *planned,
	struct act_done *done, struct err *err)
{
	const struct doc_merge *merge = &rebasing->merge;
	bool same = true;

	for (size_t i = 0; i < planned->n && same; i++)
		same = is_same_there(rebasing, &planned->changes[i]);
	if (same) {
		done->how = ACT_SAME;
		return 0;
	}
	for (size_t i = 0; i < merge->events_n; i++) {
		if (merge->events[i].kind == EVENT_STATUS)
			return err_set(err, ERR_STALE, "the words were changed "
				"meanwhile: read them, then say it again");
		if (merge->events[i].kind == EVENT_STAYS)
			return err_set(err, ERR_STALE, "it was moved "
				"meanwhile: it stays where it is now");
	}
	return err_set(err, ERR_STALE, "what it is about was changed "
		"meanwhile: nothing is left to be done");
}

/* The words of others beside which it stands, wordings with `/` between. */
static void
note_met(struct act_done *done, struct str words)
{
	struct brackets all = BRACKETS_INIT;
	struct buf lifted = BUF_INIT, plain = BUF_INIT;
	size_t inside = 0, len;
	enum lift *lifts;

	brackets_read_line(&all, words);
	lifts = mem_new(all.n + 1, sizeof(*lifts));
	for (size_t i = 0; i < all.n; i++)
		lifts[i] = LIFT_BRACKET;
	lift_add(&lifted, words, lifts, &inside);
	words_add_plain(&plain, buf_str(&lifted));
	len = plain.len < sizeof(done->met) ? plain.len
		: sizeof(done->met) - 1;
	len = utf8_check(str_part(buf_str(&plain), 0, len));
	memcpy(done->met, buf_text(&plain), len);
	done->met[len] = '\0';
	free(lifts);
	brackets_release(&all);
	buf_release(&lifted);
	buf_release(&plain);
}

static void
note_event(struct act_done *done, const struct merge_event *event)
{
	if (event->kind == EVENT_BESIDE && *event->theirs) {
		note_met(done, str_of(event->ours));
		done->how = ACT_BESIDE;
	} else if (event->kind == EVENT_BESIDE || event->kind == EVENT_KEPT) {
		done->how = ACT_STAYS;
	} else if (event->kind == EVENT_BACK) {
		done->how = ACT_BACK;
	}
}

/* The first is told. */
static void
note_events(const struct rebasing *rebasing, struct act_done *done)
{
	const struct doc_merge *merge = &rebasing->merge;

	for (size_t i = 0; i < merge->events_n && done->how == ACT_PUT_IN; i++)
		note_event(done, &merge->events[i]);
}

static int
file_all_left(struct rebasing *rebasing, struct act_done *done,
	struct err *err)
{
	const struct left_filing filing = { rebasing->record, rebasing->act,
		rebasing->ours, &rebasing->edits };
	struct buf names = BUF_INIT;
	int rc = 0;

	for (size_t i = 0; i < rebasing->merge.left_n && rc == 0; i++)
		rc = left_file(&filing, &rebasing->merge.left[i], err);
	for (size_t i = 0; i < rebasing->edits.names_n; i++)
		buf_add_format(&names, "%s%s", i ? ", " : "",
			rebasing->edits.names[i]);
	snprintf(done->kept, sizeof(done->kept), "%s", buf_text(&names));
	buf_release(&names);
	return rc;
}

static void
add_subject(struct rebasing *rebasing, const struct act_done *done)
{
	struct buf *out = &rebasing->subject;

	buf_add_text(out, rebasing->act->subject);
	if (*done->kept)
		buf_add_format(out, ": kept as %s, as others changed it",
			done->kept);
	else if (done->how == ACT_BESIDE && *done->met)
		buf_add_format(out, ", beside \"%s\"", done->met);
	else if (done->how == ACT_BESIDE)
		buf_add_text(out, ", which others take out");
	else if (done->how == ACT_STAYS)
		buf_add_text(out, ", which others had changed");
	else if (done->how == ACT_BACK)
		buf_add_text(out, ", which others had taken out");
}

/* The act as it is made now. */
static struct act
act_now(struct rebasing *rebasing, const struct act_done *done)
{
	const struct proposal_edits *edits = &rebasing->edits;
	struct act now = *rebasing->act;

	add_subject(rebasing, done);
	now.subject = buf_text(&rebasing->subject);
	now.changes = rebasing->merge.changes.at;
	now.n = rebasing->merge.changes.n;
	if (edits->n) {
		rebasing->files = mem_new(now.files_n + edits->n,
			sizeof(*rebasing->files));
		for (size_t i = 0; i < now.files_n; i++)
			rebasing->files[i] = now.files[i];
		for (size_t i = 0; i < edits->n; i++)
			rebasing->files[now.files_n + i] = edits->files[i];
		now.files = rebasing->files;
		now.files_n += edits->n;
		now.proposals = (const char *const *)edits->names;
		now.proposals_n = edits->names_n;
	}
	if (edits->n && !now.n) {
		now.kind = "proposal-add";
		now.about = &rebasing->merge.left[0].node;
		now.about_n = 1;
	}
	return now;
}

static int
save_merged(struct rebasing *rebasing, struct act_done *done,
	struct err *err)
{
	struct act now;
	struct planned planned = { .on = rebasing->record->tip };
	int rc;

	note_events(rebasing, done);
	if (file_all_left(rebasing, done, err) < 0)
		return -1;
	now = act_now(rebasing, done);
	planned.changes = (struct change *)now.changes;
	planned.n = now.n;
	planned.lines = mem_new(now.n + 1, sizeof(*planned.lines));
	rc = act_try(rebasing->record, &now, &planned, done, err);
	free(planned.lines);
	return rc;
}

static void
rebasing_release(struct rebasing *rebasing)
{
	doc_free(rebasing->base);
	doc_free(rebasing->wanted);
	doc_merge_release(&rebasing->merge);
	proposal_edits_release(&rebasing->edits);
	free(rebasing->files);
	buf_release(&rebasing->subject);
}

int
act_try_merged(struct record *record, const struct act *act,
	const struct planned *planned, struct act_done *done, struct err *err)
{
	struct rebasing rebasing = { .record = record, .act = act };
	int rc;

	done->how = ACT_PUT_IN;
	done->kept[0] = '\0';
	rc = read_states(&rebasing, planned, err);
	if (rc == 0) {
		merge_states(&rebasing, planned);
		rc = rebasing.merge.changes.n || rebasing.merge.left_n ||
			act->files_n ? save_merged(&rebasing, done, err)
			: nothing_left(&rebasing, planned, done, err);
	}
	rebasing_release(&rebasing);
	return rc;
}
