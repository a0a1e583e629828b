/*
 * What changed since a draft, or since one read last, counted.
 */
#include "since.h"

#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/doc/address.h"
#include "adref/doc/pair.h"
#include "adref/doc/proposal_said.h"
#include "reader.h"

bool
draft_is_of(const struct session *session, const struct draft *draft)
{
	size_t len = strlen(session->doc_name);

	if (strcmp(session->doc_name, record_main(session->record)) == 0)
		return !strchr(draft->name, '/');
	return strncmp(draft->name, session->doc_name, len) == 0 &&
		draft->name[len] == '/';
}

/* The last one that is not what there is now; NULL when there is none. */
static const struct draft *
choose(const struct session *session, const struct drafts *drafts)
{
	for (size_t i = drafts->n; i > 0; i--) {
		const struct draft *draft = &drafts->at[i - 1];

		if (draft_is_of(session, draft) &&
		    !store_id_is_none(&draft->revision) &&
		    !store_id_same(&draft->revision,
			record_tip(session->record)))
			return draft;
	}
	return NULL;
}

static int
compare(struct since *out, struct session *session, const store_id *from,
	struct err *err)
{
	struct reopened reopened = { 0 };

	if (record_doc_at(session->record, from, session->doc_name, &out->old,
		err) < 0)
		return -1;
	record_reopened(session->record, from, NULL, &reopened);
	doc_pair(out->old);
	doc_diff(&out->diff, out->old, session->doc);
	reopened_mark(&out->diff, &reopened, out->old, session->doc);
	reopened_release(&reopened);
	return 0;
}

static char *
draft_title(const struct draft *draft)
{
	struct buf title = BUF_INIT;

	buf_add_format(&title, "%s, ", draft->title);
	proposal_add_day(&title, draft->date);
	return buf_take(&title);
}

/* The change's name: `D1+14`; with the time when it was made. */
static char *
change_name(struct session *session, const store_id *revision, bool time)
{
	struct history history = { 0 };
	struct err ignored = ERR_INIT;
	struct buf name = BUF_INIT;

	if (record_history(session->record, revision, NULL, 1, &history,
		&ignored) == 0 && history.n) {
		buf_add_text(&name, history.at[0].change);
		if (time) {
			buf_add_text(&name, ", ");
			day_add_time(&name, history.at[0].time,
				history.at[0].zone);
		}
	}
	history_release(&history);
	return buf_take(&name);
}

/* The document's draft that is this revision, or NULL. */
static const struct draft *
draft_at(const struct session *session, const struct drafts *drafts,
	const store_id *revision)
{
	for (size_t i = 0; i < drafts->n; i++)
		if (draft_is_of(session, &drafts->at[i]) &&
		    store_id_same(&drafts->at[i].revision, revision))
			return &drafts->at[i];
	return NULL;
}

/* A draft as a person says it, where that means it. */
static char *
draft_point(struct session *session, const struct draft *draft)
{
	struct err ignored = ERR_INIT;
	store_id meant;

	return mem_text(record_point(session->record, draft->title, &meant,
		&ignored) == 0 && store_id_same(&meant, &draft->revision)
		? draft->title : draft->name);
}

char *
since_point(struct session *session)
{
	struct drafts drafts = { 0 };
	struct err ignored = ERR_INIT;
	const struct draft *draft = NULL;
	bool read;
	char *point = NULL;
	store_id seen;

	read = reader_seen(session, &seen) && !store_id_same(&seen,
		record_tip(session->record));
	if (record_drafts(session->record, &drafts, &ignored) == 0)
		draft = read ? draft_at(session, &drafts, &seen)
			: choose(session, &drafts);
	if (draft)
		point = draft_point(session, draft);
	else if (read)
		point = change_name(session, &seen, false);
	drafts_release(&drafts);
	return point;
}

int
since_begin(struct since *out, struct session *session, struct err *err)
{
	struct drafts drafts = { 0 };
	const struct draft *draft = NULL;
	store_id from;
	int rc = record_drafts(session->record, &drafts, err);

	*out = (struct since){ .read = reader_seen(session, &from) };
	if (rc == 0)
		draft = out->read ? draft_at(session, &drafts, &from)
			: choose(session, &drafts);
	if (draft)
		from = draft->revision;
	if (draft || (rc == 0 && out->read)) {
		out->title = draft ? draft_title(draft)
			: change_name(session, &from, true);
		rc = compare(out, session, &from, err);
	}
	drafts_release(&drafts);
	if (rc < 0)
		since_end(out);
	return rc;
}

void
since_end(struct since *since)
{
	diff_release(&since->diff);
	doc_free(since->old);
	free(since->title);
	*since = (struct since){ .title = NULL };
}

void
since_add_title(struct buf *out, const struct since *since,
	const struct session *session)
{
	if (since->read && !session->reader->asked)
		buf_add_format(out, "Since you last read (%s)", since->title);
	else
		buf_add_format(out, "Since %s", since->title);
}

/* Brackets of a text that do not stand in the other. */
static size_t
count_only(struct doc *doc, const struct doc *other)
{
	struct pairs pairs = { 0 };
	size_t depth = 0, n = 0;

	for (struct node *at = doc_first(doc); at; at = node_next(at))
		pairs_add_line(&pairs, at, &depth);
	for (size_t i = 0; i < pairs.n; i++)
		n += !pair_stood_in(&pairs.at[i].pair, other);
	pairs_release(&pairs);
	return n;
}

static size_t
count_of(const struct since *since, enum diff_kind kind)
{
	size_t bit = 0;

	while (1u << bit != kind)
		bit++;
	return since->diff.counts[bit];
}

static void
add_count(struct buf *out, size_t n, const char *one, const char *several)
{
	if (n)
		buf_add_format(out, "%s%zu %s", out->len ? "   " : "", n,
			n == 1 ? one : several);
}

void
since_add_counts(struct buf *out, const struct since *since,
	const struct session *session)
{
	struct buf text = BUF_INIT;

	add_count(&text, count_of(since, DIFF_REOPENED), "reopened",
		"reopened");
	add_count(&text, count_of(since, DIFF_TEXT), "wording changed",
		"wordings changed");
	add_count(&text, count_of(since, DIFF_ADDED), "added", "added");
	add_count(&text, count_of(since, DIFF_REMOVED), "taken out",
		"taken out");
	add_count(&text, count_only(session->doc, since->old),
		"bracket opened", "brackets opened");
	add_count(&text, count_only(since->old, session->doc), "lifted",
		"lifted");
	add_count(&text, count_of(since, DIFF_MOVED), "moved", "moved");
	buf_add_text(out, text.len ? buf_text(&text) : "nothing changed");
	buf_release(&text);
}

/* How many changes are in a section at the top. */
struct part {
	const struct node *section;	/* NULL: in none */
	size_t n;
};
struct parts {
	struct part *at;
	size_t n, cap;
};

static const struct node *
top_section(const struct node *node)
{
	while (node->parent && node->parent->parent)
		node = node->parent;
	return node->kind == NODE_SECTION ? node : NULL;
}

static bool
is_of(const struct part *part, const struct node *section)
{
	if (!part->section || !section)
		return part->section == section;
	return node_id_same(&part->section->id, &section->id);
}

static void
parts_count(struct parts *parts, const struct node *section)
{
	size_t i = 0;

	while (i < parts->n && !is_of(&parts->at[i], section))
		i++;
	if (i == parts->n) {
		parts->at = mem_grow(parts->at, &parts->cap, parts->n + 1,
			sizeof(*parts->at));
		parts->at[parts->n++] = (struct part){ section, 0 };
	}
	parts->at[i].n++;
}

static void
add_part(struct buf *out, const struct part *part)
{
	buf_add_text(out, out->len ? ", " : "");
	if (part->section)
		address_add(out, part->section);
	else
		buf_add_text(out, "elsewhere");
	buf_add_format(out, " %zu", part->n);
}

void
since_add_sections(struct buf *out, const struct since *since)
{
	const unsigned all = ~(unsigned)DIFF_RENUMBERED;
	struct parts parts = { NULL, 0, 0 };
	struct buf text = BUF_INIT;

	for (size_t i = 0; i < since->diff.n; i++) {
		const struct diff_entry *entry = &since->diff.at[i];

		if (entry->kinds & all)
			parts_count(&parts, top_section(entry->to ? entry->to
				: entry->from));
	}
	for (size_t i = 0; i < parts.n; i++)
		if (parts.at[i].section)
			add_part(&text, &parts.at[i]);
	for (size_t i = 0; i < parts.n && text.len; i++)
		if (!parts.at[i].section)
			add_part(&text, &parts.at[i]);
	buf_add_str(out, buf_str(&text));
	buf_release(&text);
	free(parts.at);
}
