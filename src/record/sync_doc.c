/*
 * A document that both desks changed, joined node by node; what was met on the
 * way is said by address. What cannot be put in becomes an open proposal.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/doc/address.h"
#include "adref/base/utf8.h"
#include "left.h"
#include "node_past.h"
#include "syncing.h"

enum { SHOWN = 60 };

struct states {
	struct doc *base, *ours, *theirs;
	struct doc *joined;		/* ours with theirs in it */
};

static void
states_release(struct states *states)
{
	doc_free(states->base);
	doc_free(states->ours);
	doc_free(states->theirs);
	doc_free(states->joined);
}

static int
read_states(const struct syncing *syncing, const char *name,
	struct states *out, struct err *err)
{
	struct record *record = syncing->record;

	if (record_doc_whole(record, &syncing->base, name, &out->base,
		err) < 0 ||
	    record_doc_whole(record, &syncing->ours.revision, name,
		&out->ours, err) < 0)
		return -1;
	if (record_doc_whole(record, &syncing->theirs.revision, name,
		&out->theirs, err) < 0)
		return err_prefix(err, "in %s", syncing->from);
	out->joined = doc_copy(out->ours);
	return 0;
}

/* `agenda A.1`; the id of a node that is nowhere any more. */
static void
add_where(struct buf *out, const struct syncing *syncing,
	const struct doc *doc, const node_id *id)
{
	const struct node *node = doc_find(doc, id);

	if (strcmp(doc->name, syncing->record->main) != 0)
		buf_add_format(out, "%s ", doc->name);
	if (node)
		address_add(out, node);
	else
		buf_add_text(out, id->text);
}

/* The first words, in quotes. */
static void
add_words(struct buf *out, const char *words)
{
	struct str shown = utf8_cut(str_of(words), SHOWN);

	buf_add_format(out, "\"%.*s%s\"", (int)shown.len, shown.at,
		words[shown.len] ? " …" : "");
}

static void
add_beside(struct buf *out, const struct merge_event *event)
{
	const char *one = *event->ours ? event->ours : event->theirs;

	add_words(out, one);
	if (*event->ours && *event->theirs) {
		buf_add_text(out, " of here and ");
		add_words(out, event->theirs);
		buf_add_text(out, " of there stand side by side");
	} else {
		buf_add_text(out, ", which one side takes out, stays in "
			"brackets");
	}
}

static void
add_event(struct buf *out, const struct merge_event *event)
{
	switch (event->kind) {
	case EVENT_BESIDE:
		add_beside(out, event);
		break;
	case EVENT_KEPT:
		buf_add_text(out, "changed here and taken out there: it "
			"stays, in brackets");
		break;
	case EVENT_BACK:
		buf_add_text(out, "taken out here and changed there: it is "
			"back, in brackets");
		break;
	case EVENT_STAYS:
		buf_add_text(out, "moved here and there: it stays where it is "
			"here");
		break;
	case EVENT_STATUS:
		buf_add_text(out, "its status is not the one it has there");
		break;
	case EVENT_NUMBER:
		buf_add_text(out, "it got another number here and there: it "
			"has the one of here");
		break;
	case EVENT_LABEL:
		buf_add_format(out, "what was [^%s] there is [^%s] now, as "
			"there is another [^%s] here", event->ours,
			event->theirs, event->ours);
		break;
	case EVENT_RENAMED:
		break;
	}
}

static void
tell_events(struct syncing *syncing, const struct doc_merge *merge,
	const struct doc *joined)
{
	for (size_t i = 0; i < merge->events_n; i++) {
		const struct merge_event *event = &merge->events[i];
		struct buf line = BUF_INIT;

		if (event->kind == EVENT_RENAMED) {
			buf_add_format(&line, "%s %s", event->ours,
				event->node.text);
			message_add_trailer(&syncing->trailers, "Renamed",
				buf_text(&line));
		} else {
			add_where(&line, syncing, joined, &event->node);
			buf_add_text(&line, ": ");
			add_event(&line, event);
			sync_say(syncing->out, "%s", buf_text(&line));
		}
		buf_release(&line);
	}
}

static int
keep_left(struct syncing *syncing, const struct doc_merge *merge,
	const struct doc *joined, struct err *err)
{
	const struct act act = { .kind = "sync" };
	const struct left_filing filing = { syncing->record, &act, joined,
		&syncing->left };
	int rc = 0;

	for (size_t i = 0; i < merge->left_n && rc == 0; i++) {
		struct buf where = BUF_INIT;
		const char *name;

		rc = left_file(&filing, &merge->left[i], err);
		if (rc < 0)
			break;
		name = syncing->left.names[syncing->left.names_n - 1];
		add_where(&where, syncing, joined, &merge->left[i].node);
		sync_say(syncing->out, "%s: what %s has could not be put in, "
			"and is kept as %s", buf_text(&where), syncing->from,
			name);
		message_add_trailer(&syncing->trailers, "Proposal", name);
		buf_release(&where);
	}
	return rc;
}

static void
merge_states(struct syncing *syncing, const char *name,
	const struct states *states, struct doc_merge *out)
{
	struct record *record = syncing->record;
	struct node_past ours, theirs;
	struct doc_sides sides = { .base = states->base,
		.ours = states->ours, .theirs = states->theirs,
		.env = record->env };

	node_past_init(&ours, record, name, &syncing->base,
		&syncing->ours.revision);
	node_past_init(&theirs, record, name, &syncing->base,
		&syncing->theirs.revision);
	sides.our_hands = node_past_hands(&ours);
	sides.their_hands = node_past_hands(&theirs);
	doc_merge(out, &sides);
	node_past_release(&ours);
	node_past_release(&theirs);
}

int
sync_doc(struct syncing *syncing, const char *name, struct err *err)
{
	struct states states = { NULL, NULL, NULL, NULL };
	struct doc_merge merge = { .left_n = 0 };
	int rc = read_states(syncing, name, &states, err);

	if (rc == 0) {
		merge_states(syncing, name, &states, &merge);
		rc = doc_apply(states.joined, merge.changes.at,
			merge.changes.n, syncing->record->env, NULL, err);
	}
	if (rc == 0 && merge.changes.n)
		rc = puts_add_doc(&syncing->puts, syncing->record,
			states.joined, err);
	if (rc == 0) {
		tell_events(syncing, &merge, states.joined);
		rc = keep_left(syncing, &merge, states.joined, err);
	}
	doc_merge_release(&merge);
	states_release(&states);
	return rc;
}
