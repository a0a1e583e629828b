/*
 * Saying whose an act was. The act that says so is planned from three states
 * of the text: what the act made, with its stances put down to whom they are
 * put down now; the same, put down to the right one; and what there is now.
 */
#include "adref/record/act_for.h"

#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/doc/guard.h"
#include "adref/doc/three_way.h"
#include "adref/text/attribution.h"
#include "adref/text/bracket.h"
#include "adref/text/reattribute.h"
#include "corrections.h"
#include "filed_for.h"
#include "stands_for.h"
#include "takeback.h"

enum { LOOK_BACK = 200 };

struct planning {
	struct record *record;
	struct history_entry *entry;
	struct voice recorded, is, right;
	const char *doc;		/* NULL: it touched none */
	struct history_entry placing;	/* it put into the text what was
					 * filed; or none */
	const struct history_entry *texts;	/* whose stances are moved */
	struct doc *before, *base, *theirs;
	struct three_way three;
	struct proposal_edits edits;
	struct filed_moved filed;
	size_t left;
};

/* `IND`, `BRA/G77`, `CHAIR`, as corrections.c has written it. */
static struct voice
voice_of(const char *said)
{
	struct voice voice = { "", "" };
	struct str text = str_of(said), rest = text;
	size_t slash = str_find(text, 0, str_of("/"));

	if (slash < text.len)
		rest = str_from(text, slash + 1);
	if (slash < text.len && slash < VOICE_CODE)
		memcpy(voice.speaker, text.at, slash);
	if (rest.len < VOICE_CODE && !str_is(rest, "CHAIR"))
		memcpy(voice.party, rest.at, rest.len);
	return voice;
}

static struct voice
voice_now(const struct history_entry *entry)
{
	struct voice voice = { "", "" };

	if (code_is_valid(str_of(entry->party)))
		memcpy(voice.party, entry->party, strlen(entry->party) + 1);
	if (code_is_valid(str_of(entry->speaker)))
		memcpy(voice.speaker, entry->speaker,
			strlen(entry->speaker) + 1);
	return voice;
}

static bool
same_voice(const struct voice *a, const struct voice *b)
{
	return strcmp(a->party, b->party) == 0 &&
		strcmp(a->speaker, b->speaker) == 0;
}

static bool
is_any(const char *act, const char *const *kinds)
{
	for (; *kinds; kinds++)
		if (strcmp(act, *kinds) == 0)
			return true;
	return false;
}

/* What nobody asked for, and what is about other acts. */
static int
refuse(const struct planning *planning, struct err *err)
{
	static const char *const none[] = { "import", "init", "take-up",
		"put-in-order", "", NULL };
	static const char *const about[] = { "undo", "redo", "act-for",
		NULL };
	const struct history_entry *entry = planning->entry;
	struct buf name = BUF_INIT;

	if (is_any(entry->act, none))
		return err_set(err, ERR_REFUSED, "%s was nobody's wish: %s",
			entry->change, entry->subject);
	if (is_any(entry->act, about))
		return err_set(err, ERR_REFUSED, "%s is about another act, "
			"which can be named: %s", entry->change,
			entry->subject);
	if (!same_voice(&planning->is, &planning->right))
		return 0;
	voice_add(&name, planning->right.party, planning->right.speaker);
	err_set(err, ERR_REFUSED, "%s is put down to %s already: %s",
		entry->change, buf_text(&name), entry->subject);
	buf_release(&name);
	return -1;
}

/* Which brackets without a name are whose act's, by what kind it was. */
static enum reattribute_new
new_of(const struct history_entry *entry)
{
	if (strcmp(entry->act, "bracket-add") == 0)
		return REATTRIBUTE_ASKS;
	return strcmp(entry->act, "alternative-add") == 0
		? REATTRIBUTE_WORDING : REATTRIBUTE_NONE;
}

/* The act's own stances in doc, what it made, are put down to a party. */
static void
put_down(const struct planning *planning, struct doc *doc, const char *to)
{
	struct reattribution how = { planning->recorded.party, to,
		new_of(planning->texts) };
	const struct doc *was = planning->before;

	for (struct node *at = doc_first(doc); at; at = node_next(at)) {
		const struct node *before = doc_find(was, &at->id);
		struct buf line = BUF_INIT;

		if (before && str_same(node_str(before), node_str(at)))
			continue;
		reattribute_add(&line, before ? node_str(before) : str_of(""),
			node_str(at), &how);
		if (!str_same(buf_str(&line), node_str(at)))
			doc_set_line(doc, at, buf_str(&line));
		buf_release(&line);
	}
}

/* What the act made, with its stances put down to a party. */
static int
read_put_down(const struct planning *planning, const char *to,
	struct doc **out, struct err *err)
{
	if (record_doc_at(planning->record, &planning->texts->revision,
		planning->doc, out, err) < 0)
		return -1;
	if (strcmp(planning->recorded.party, to) != 0)
		put_down(planning, *out, to);
	return 0;
}

/* Whether a line's brackets have a stance of a party. */
static bool
names(struct str line, const char *code)
{
	struct brackets all = BRACKETS_INIT;
	struct attribution who = ATTRIBUTION_INIT;
	bool found = false;

	brackets_read_line(&all, line);
	for (size_t i = 0; i < all.n && !found; i++) {
		const struct bracket *one = &all.at[i];

		if (!attribution_read(&who, str_part(line, one->off + one->len,
			one->attr_len)))
			continue;
		for (size_t n = 0; n < who.n; n++)
			found |= strcmp(who.at[n].code, code) == 0;
	}
	attribution_release(&who);
	brackets_release(&all);
	return found;
}

/* A paragraph is left as it is; *left when it still names the wrong one. */
static void
leave(struct planning *planning, const struct node *here)
{
	struct node *theirs = doc_find(planning->theirs, &here->id);
	const struct node *base = doc_find(planning->base, &here->id);

	if (!theirs || !base || str_same(node_str(theirs), node_str(base)))
		return;
	planning->left += *planning->is.party && names(node_str(here),
		planning->is.party);
	doc_set_line(planning->theirs, theirs, node_str(base));
}

/* Agreed text is not touched for this. */
static void
leave_agreed(struct planning *planning, const struct doc *now)
{
	for (struct node *at = doc_first(now); at; at = node_next(at))
		if (status_is_agreed(at->status))
			leave(planning, at);
}

/* Paragraphs that were changed at the same place since are left out. */
static int
plan_text(struct planning *planning, struct err *err)
{
	struct doc *now;
	size_t n;

	if (record_doc_at(planning->record, &planning->texts->parent,
		planning->doc, &planning->before, err) < 0 ||
	    read_put_down(planning, planning->is.party, &planning->base,
		err) < 0 ||
	    read_put_down(planning, planning->right.party, &planning->theirs,
		err) < 0 ||
	    record_doc(planning->record, planning->doc, &now, err) < 0)
		return -1;
	leave_agreed(planning, now);
	do {
		three_way_release(&planning->three);
		doc_three_way(&planning->three, planning->base,
			planning->theirs, now);
		n = planning->three.clashes_n;
		for (size_t i = 0; i < n; i++) {
			const node_id *id = &planning->three.clashes[i].node;
			const struct node *here = doc_find(now, id);
			const struct node *gone = doc_find(planning->base,
				id);

			if (here || gone)
				leave(planning, here ? here : gone);
		}
	} while (n);
	return 0;
}

/* The document that an act touched, and its stances there. */
static int
plan_document(struct planning *planning, struct store_differences *acted,
	struct err *err)
{
	if (!takeback_document(planning->record, acted, NULL,
		&planning->doc))
		return err_set(err, ERR_REFUSED, "%s changed more than one "
			"document: %s", planning->entry->change,
			planning->entry->subject);
	return planning->doc ? plan_text(planning, err) : 0;
}

/*
 * What was filed was put into the text by a later act, in whose brackets the
 * wrong party stands.
 */
static int
plan_placing(struct planning *planning, struct err *err)
{
	struct store_differences acted = { 0 };
	struct history_entry *placing = &planning->placing;
	int rc;

	if (store_id_is_none(&planning->filed.placed))
		return 0;
	if (entry_read(planning->record, &planning->filed.placed, placing,
		err) < 0)
		return -1;
	planning->texts = placing;
	memcpy(planning->recorded.party, planning->filed.by,
		sizeof(planning->filed.by));
	rc = store_compare(planning->record->store, &placing->parent,
		&placing->revision, &acted, err);
	if (rc == 0)
		rc = plan_document(planning, &acted, err);
	store_differences_release(&acted);
	return rc;
}

static int
plan_files(struct planning *planning, const struct store_differences *acted,
	struct err *err)
{
	const struct stands_moving stands = { .record = planning->record,
		.acted = acted, .entry = planning->entry,
		.recorded = planning->recorded.party,
		.is = planning->is.party, .right = planning->right.party };
	const struct filed_moving filed = { .record = planning->record,
		.acted = acted, .entry = planning->entry,
		.recorded = planning->recorded.party,
		.right = &planning->right };

	if (stands_plan(&stands, &planning->edits, err) < 0)
		return -1;
	return filed_plan(&filed, &planning->edits, &planning->filed, err);
}

static int
plan(struct planning *planning, struct err *err)
{
	struct history_entry *entry = planning->entry;
	struct store_differences acted = { 0 };
	int rc = store_compare(planning->record->store, &entry->parent,
		&entry->revision, &acted, err);

	if (rc == 0)
		rc = plan_document(planning, &acted, err);
	if (rc == 0)
		rc = plan_files(planning, &acted, err);
	store_differences_release(&acted);
	return rc;
}

static void
planning_release(struct planning *planning)
{
	doc_free(planning->before);
	doc_free(planning->base);
	doc_free(planning->theirs);
	three_way_release(&planning->three);
	proposal_edits_release(&planning->edits);
	filed_moved_release(&planning->filed);
	entry_release(&planning->placing);
}

/* The row that says it from now on. */
static int
plan_register(struct planning *planning, struct err *err)
{
	struct correction_row row = { planning->entry->act_id,
		planning->entry->change, &planning->right,
		&planning->recorded };
	struct buf was = BUF_INIT, now = BUF_INIT;
	bool there;
	int rc = record_file(planning->record, ATTRIBUTIONS_FILE, &was,
		&there, err);

	if (rc == 0) {
		corrections_put(&now, buf_str(&was), &row);
		rc = proposal_edits_file(&planning->edits, planning->record,
			ATTRIBUTIONS_FILE, buf_str(&now), err);
	}
	buf_release(&was);
	buf_release(&now);
	return rc;
}

static void
add_subject(struct buf *out, const struct planning *planning)
{
	char *subject = correction_resay(planning->entry->subject,
		planning->is.party, planning->right.party);

	buf_add_format(out, "%s was for ", planning->entry->change);
	voice_add(out, planning->right.party, planning->right.speaker);
	buf_add_text(out, ", not for ");
	voice_add(out, planning->is.party, planning->is.speaker);
	buf_add_format(out, ": %s", subject);
	if (planning->filed.n)
		buf_add_format(out, "; %s now", buf_text(
			&planning->filed.names));
	free(subject);
}

static int
save(struct planning *planning, const struct act_for_wish *wish,
	struct act_for_done *out, struct err *err)
{
	struct buf subject = BUF_INIT;
	struct act act = { .doc = planning->doc, .kind = "act-for",
		.party = *wish->voice.party ? wish->voice.party : NULL,
		.speaker = wish->voice.speaker, .meeting = wish->meeting,
		.reason = wish->reason, .corrects = planning->entry->act_id,
		.changes = planning->three.changes.at,
		.n = planning->three.changes.n,
		.files = planning->edits.files,
		.files_n = planning->edits.n,
		.proposals = (const char *const *)planning->edits.names,
		.proposals_n = planning->edits.names_n,
		.about = planning->entry->nodes,
		.about_n = planning->entry->nodes_n, .exact = true };
	int rc;

	add_subject(&subject, planning);
	act.subject = buf_text(&subject);
	rc = record_act(planning->record, &act, NULL, err);
	if (rc == 0)
		*out = (struct act_for_done){ buf_take(&subject),
			planning->left };
	buf_release(&subject);
	return rc;
}

int
record_act_for(struct record *record, const struct act_for_wish *wish,
	struct act_for_done *out, struct err *err)
{
	struct planning planning = { .record = record,
		.right = wish->voice };
	struct history history = { 0 };
	int rc = record_history(record, wish->revision, NULL, 1, &history,
		err);

	if (rc == 0 && !history.n)
		rc = err_set(err, ERR_MISSING, "there is no such act");
	if (rc == 0) {
		planning.entry = &history.at[0];
		planning.texts = planning.entry;
		planning.is = voice_now(planning.entry);
		planning.recorded = *planning.entry->recorded
			? voice_of(planning.entry->recorded) : planning.is;
		rc = refuse(&planning, err);
	}
	if (rc == 0)
		rc = plan(&planning, err);
	if (rc == 0)
		rc = plan_register(&planning, err);
	if (rc == 0)
		rc = plan_placing(&planning, err);
	if (rc == 0)
		rc = save(&planning, wish, out, err);
	planning_release(&planning);
	history_release(&history);
	return rc;
}

void
act_for_done_release(struct act_for_done *done)
{
	free(done->subject);
	*done = (struct act_for_done){ NULL, 0 };
}

static const struct history_entry *
find_act(const struct history *history, const char *act_id)
{
	for (size_t i = 0; i < history->n; i++)
		if (strcmp(history->at[i].act_id, act_id) == 0)
			return &history->at[i];
	return NULL;
}

int
record_act_last(struct record *record, store_id *out, struct err *err)
{
	struct history history = { 0 };
	const struct history_entry *found = NULL;
	int rc = record_undo_list(record, LOOK_BACK, &history, err);

	for (size_t i = 0; i < history.n && !found; i++) {
		const struct history_entry *entry = &history.at[i];

		if (*entry->corrects)
			found = find_act(&history, entry->corrects);
		else if (entry->nodes_n)
			found = entry;
	}
	if (found)
		*out = found->revision;
	else if (rc == 0)
		rc = err_set(err, ERR_MISSING, "there is no act of yours on "
			"the text");
	history_release(&history);
	return rc;
}
