/*
 * Which two points a comparison is of: those that are named, those marked in a
 * list of changes or drafts, or what stands to reason: what was typed against
 * what is kept, the text as it is seen against now, the last draft against now.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/record/journal.h"
#include "compare.h"
#include "since.h"
#include "typing.h"

static int
check_point(struct session *session, const char *point, struct err *err)
{
	store_id ignored;

	return point_is_unsaved(point) ? 0 : record_point(session->record,
		point, &ignored, err);
}

/* The change's name: `D1+14`. */
static int
name_revision(struct session *session, const store_id *revision, char **out,
	struct err *err)
{
	struct history history = { 0 };
	int rc = record_history(session->record, revision, NULL, 1, &history,
		err);

	if (rc == 0 && history.n)
		*out = mem_text(history.at[0].change);
	else if (rc == 0)
		rc = err_set(err, ERR_MISSING, "this change cannot be read");
	history_release(&history);
	return rc;
}

/* The row the cursor is on, when it is of a change; NULL: it is not. */
static const struct list_row *
row_here(const struct session *session)
{
	const struct list *list = session->list;
	const struct list_row *row = list && list->cursor < list->n
		? &list->at[list->cursor] : NULL;

	return row && list_marks_points(list->kind) &&
		!store_id_is_none(&row->revision) ? row : NULL;
}

/* The one marked, or both; with one the row at the cursor is the other. */
static int
take_marked(const struct session *session, const struct list_row *here,
	const store_id *two[2], struct err *err)
{
	const struct list *list = session->list;
	size_t n = 0;

	for (size_t i = 0; i < list->n && n <= 2; i++) {
		if (!list->at[i].marked)
			continue;
		if (n < 2)
			two[n] = &list->at[i].revision;
		n++;
	}
	if (n > 2)
		return err_set(err, ERR_REFUSED, "two can be compared: mark "
			"one or two");
	if (n == 1)
		two[n] = &here->revision;
	return 0;
}

/* Two rows, the earlier first; without a mark the one here and now. */
static int
points_of_list(struct session *session, const struct list_row *here,
	struct points *out, struct err *err)
{
	const store_id *two[2] = { &here->revision, NULL };
	bool before;

	if (session->list->marked && take_marked(session, here, two, err) < 0)
		return -1;
	if (!two[1]) {
		out->to = mem_text("now");
		return name_revision(session, two[0], &out->from, err);
	}
	if (record_leads(session->record, two[0], two[1], &before, err) < 0)
		return -1;
	return name_revision(session, two[before ? 0 : 1], &out->from, err)
		|| name_revision(session, two[before ? 1 : 0], &out->to, err)
		? -1 : 0;
}

static int
points_that_stand_to_reason(struct session *session, struct points *out,
	struct err *err)
{
	const struct list_row *here = row_here(session);

	if (here)
		return points_of_list(session, here, out, err);
	if (session->typing.before && typing_is_changed(session)) {
		out->from = mem_text("now");
		out->to = mem_text("unsaved");
		return 0;
	}
	out->to = mem_text("now");
	if (session_is_then(session))
		return name_revision(session, &session->then.revision,
			&out->from, err);
	out->from = since_point(session);
	return out->from ? 0 : err_set(err, ERR_REFUSED, "there is no draft "
		"yet to compare with: D tags one");
}

int
points_choose(struct session *session, const struct arguments *args,
	struct points *out, struct err *err)
{
	*out = (struct points){ NULL, NULL };
	if (!args->n) {
		if (points_that_stand_to_reason(session, out, err) == 0)
			return 0;
		points_release(out);
		return -1;
	}
	out->from = mem_text(args->at[0].text);
	out->to = mem_text(args->n > 1 ? args->at[1].text : "now");
	if (check_point(session, out->from, err) == 0 &&
	    check_point(session, out->to, err) == 0)
		return 0;
	points_release(out);
	return -1;
}

void
points_release(struct points *points)
{
	free(points->from);
	free(points->to);
	*points = (struct points){ NULL, NULL };
}

/* `Draft 1 now`: the first way of cutting it in two that names two points. */
int
points_read(struct session *session, struct str said, struct points *out,
	struct err *err)
{
	struct err ignored = ERR_INIT;

	for (size_t off = said.len; off > 0; off--) {
		struct str first = str_trim(str_part(said, 0, off));
		struct str second = str_trim(str_from(said, off));

		if ((off < said.len && said.at[off] != ' ') || !first.len)
			continue;
		out->from = mem_text_len(first.at, first.len);
		out->to = second.len ? mem_text_len(second.at, second.len)
			: mem_text("now");
		if (check_point(session, out->from, &ignored) == 0 &&
		    check_point(session, out->to, &ignored) == 0)
			return 0;
		points_release(out);
	}
	return err_set(err, ERR_REFUSED, "these are no two points: write D1 "
		"now, D1+3 D2, or now unsaved");
}

void
points_hint(struct session *session)
{
	struct buf *hint = &session->prompt.hint;
	struct drafts drafts = { 0 };
	struct err ignored = ERR_INIT;

	if (record_drafts(session->record, &drafts, &ignored) == 0)
		for (size_t i = 0; i < drafts.n; i++)
			if (str_starts(str_of(drafts.at[i].name), "draft-"))
				buf_add_format(hint, "D%s ",
					drafts.at[i].name + strlen("draft-"));
	buf_add_text(hint, "now unsaved");
	buf_add_text(&session->prompt.takes, "Compare them");
	drafts_release(&drafts);
}

/* The text at a point, and the revision that it is nearest to. */
int
point_doc(struct session *session, const char *point, store_id *revision,
	struct doc **out, struct err *err)
{
	struct journal_entry typed;
	size_t n;

	if (!point_is_unsaved(point))
		return record_point(session->record, point, revision, err) < 0
			? -1 : record_doc_at(session->record, revision,
			session->doc_name, out, err);
	*revision = *record_tip(session->record);
	if (session->typing.before)
		typed = recover_entry(session);
	return record_doc_unsaved(session->record, session->doc_name,
		session->typing.before ? &typed : NULL, out, &n, err);
}
