/*
 * Drafts: annotated tags with title, date and symbol, never moved.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/date.h"
#include "adref/base/day.h"
#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "adref/base/when.h"
#include "adref/record/audit.h"
#include "inside.h"

static bool
is_draft_name(struct str name)
{
	size_t at = name.len;

	while (at && name.at[at - 1] != '/')
		at--;
	return str_starts(str_from(name, at), "draft-");
}

/* `draft-1-rev-1` -> `Draft 1 rev 1`; a document's folder stays before it. */
static void
add_title_of(struct buf *out, const char *name)
{
	const char *last = strrchr(name, '/');

	if (last)
		buf_add(out, name, (size_t)(last - name) + 1);
	for (last = last ? last + 1 : name; *last; last++)
		buf_add_char(out, *last == '-' ? ' ' : *last == 'd' &&
			strncmp(last, "draft", 5) == 0 ? 'D' : *last);
}

static void
read_tag(struct draft *draft, const struct store_tag *tag)
{
	struct str message = str_of(tag->message);
	struct str date = message_trailer(message, "Date");
	struct buf text = BUF_INIT;

	draft->name = mem_text(tag->name);
	draft->revision = tag->revision;
	utf8_add_safe(&text, message_subject(message));
	if (!text.len)
		add_title_of(&text, tag->name);
	draft->title = buf_take(&text);
	draft->symbol = safe_text(message_trailer(message, "Symbol"));
	draft->printed.prejudice = safe_text(message_trailer(message,
		"Without-Prejudice"));
	draft->printed.deadline = safe_text(message_trailer(message,
		"Deadline"));
	draft->printed.unnamed = str_is(message_trailer(message, "Names"),
		"no");
	draft->without_fate = safe_text(message_trailer(message,
		"Without-Fate"));
	draft->reason = safe_text(message_trailer(message, "Reason"));
	if (date.len)
		utf8_add_safe(&text, date);
	else
		day_add(&text, tag->time, 0);
	draft->date = buf_take(&text);
}

struct dated {
	struct draft draft;
	int64_t time;
};

static int
order_dated(const void *left, const void *right)
{
	const struct dated *a = left, *b = right;

	if (a->time != b->time)
		return a->time < b->time ? -1 : 1;
	return strcmp(a->draft.name, b->draft.name);
}

int
record_drafts(struct record *record, struct drafts *out, struct err *err)
{
	struct store_tags tags = { 0 };
	struct dated *dated;
	size_t n = 0;

	*out = (struct drafts){ 0 };
	if (store_tags(record->store, &tags, err) < 0)
		return -1;
	dated = mem_new(tags.n + 1, sizeof(*dated));
	for (size_t i = 0; i < tags.n; i++) {
		if (!is_draft_name(str_of(tags.at[i].name)))
			continue;
		read_tag(&dated[n].draft, &tags.at[i]);
		dated[n++].time = tags.at[i].time;
	}
	qsort(dated, n, sizeof(*dated), order_dated);
	out->at = mem_grow(NULL, &out->cap, n + 1, sizeof(*out->at));
	for (size_t i = 0; i < n; i++)
		out->at[i] = dated[i].draft;
	out->n = n;
	free(dated);
	store_tags_release(&tags);
	return 0;
}

void
drafts_release(struct drafts *drafts)
{
	for (size_t i = 0; i < drafts->n; i++) {
		free(drafts->at[i].name);
		free(drafts->at[i].title);
		free(drafts->at[i].date);
		free(drafts->at[i].symbol);
		free(drafts->at[i].printed.prejudice);
		free(drafts->at[i].printed.deadline);
		free(drafts->at[i].without_fate);
		free(drafts->at[i].reason);
	}
	free(drafts->at);
	*drafts = (struct drafts){ 0 };
}

const struct draft *
drafts_on(const struct drafts *drafts, const store_id *revision)
{
	for (size_t i = drafts->n; i > 0; i--) {
		const struct draft *draft = &drafts->at[i - 1];

		if (store_id_same(&draft->revision, revision) &&
		    str_starts(str_of(draft->name), "draft-"))
			return draft;
	}
	return NULL;
}

bool
printed_is(const struct printed *printed)
{
	return *printed->prejudice || *printed->deadline || printed->unnamed;
}

/* `1 July 2021`. */
static void
add_said_day(struct buf *out, const char *day)
{
	struct when when = WHEN_INIT;

	if (!when_read_day(&when, str_of(day))) {
		buf_add_text(out, day);
		return;
	}
	when_add_said(out, &when);
	buf_add_format(out, " %d", when.year);
}

void
printed_add(struct buf *out, const struct printed *printed,
	const char *between)
{
	size_t from = out->len;

	buf_add_text(out, printed->prejudice);
	if (*printed->deadline) {
		buf_add_text(out, out->len > from ? between : "");
		buf_add_text(out, "Inputs by ");
		add_said_day(out, printed->deadline);
	}
	if (printed->unnamed) {
		buf_add_text(out, out->len > from ? between : "");
		buf_add_text(out, "Names are left out");
	}
}

/* `D1`, as points are written. */
static struct str
without_d(struct str wish)
{
	return wish.len > 1 && (wish.at[0] == 'D' || wish.at[0] == 'd') &&
		wish.at[1] >= '0' && wish.at[1] <= '9' ? str_from(wish, 1)
		: wish;
}

/*
 * `1`, `D1`, `Draft 1`, `draft-1`, `1 Rev. 1` -> `draft-1`, `draft-1-rev-1`;
 * what stands before a last slash is a document's name and stays.
 */
void
draft_add_name(struct buf *out, struct str wish)
{
	struct buf low = BUF_INIT;
	struct str name;
	size_t slash = 0;

	wish = str_trim(wish);
	for (size_t i = 0; i < wish.len; i++)
		if (wish.at[i] == '/')
			slash = i + 1;
	utf8_add_bare(&low, without_d(str_from(wish, slash)));
	name = buf_str(&low);
	buf_add_str(out, str_part(wish, 0, slash));
	if (!str_starts(name, "draft"))
		buf_add_text(out, "draft-");
	for (size_t i = 0; i < name.len; i++) {
		char c = name.at[i];
		bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');

		if (word)
			buf_add_char(out, c);
		else if (out->len && out->data[out->len - 1] != '-' &&
			 i + 1 < name.len && c != '.')
			buf_add_char(out, '-');
	}
	buf_release(&low);
}

static void
add_message(struct buf *out, const struct draft_wish *wish,
	const char *name, const struct audit *audit)
{
	struct buf count = BUF_INIT;

	if (wish->title && *wish->title)
		utf8_add_safe(out, str_of(wish->title));
	else
		add_title_of(out, name);
	buf_add_text(out, "\n\n");
	message_add_trailer(out, "Date", wish->date);
	message_add_trailer(out, "Symbol", wish->symbol);
	message_add_trailer(out, "Without-Prejudice", wish->prejudice);
	message_add_trailer(out, "Deadline", wish->deadline);
	message_add_trailer(out, "Names", wish->names);
	if (audit->n)
		audit_add_count(&count, audit);
	message_add_trailer(out, "Without-Fate", buf_text(&count));
	message_add_trailer(out, "Reason", wish->reason);
	buf_release(&count);
}

static int
check_day(const char *day, struct err *err)
{
	if (!day || !*day || date_is_day(str_of(day)))
		return 0;
	return err_set(err, ERR_USAGE, "\"%.60s\" is no day of the calendar: "
		"write 2021-06-10", day);
}

static int
check_wish(const struct record *record, const struct draft_wish *wish,
	struct err *err)
{
	const char *names = wish->names;

	if (record->read_only)
		return err_set(err, ERR_REFUSED,
			"this is open for reading only: nothing was changed");
	if (check_day(wish->date, err) < 0 ||
	    check_day(wish->deadline, err) < 0)
		return -1;
	if (names && strcmp(names, "yes") != 0 && strcmp(names, "no") != 0)
		return err_set(err, ERR_USAGE, "names are printed or not: "
			"write yes or no, not \"%.60s\"", names);
	return 0;
}

enum { NUMBER_MAX = 60 };	/* bytes */

/* A word typed by mistake must not become a tag that nobody can move. */
static int
check_number(const char *name, const struct draft_wish *wish,
	struct err *err)
{
	if (strpbrk(name, "0123456789") && wish->number[0] != '-' &&
	    utf8_is_safe(str_of(wish->number)) &&
	    strlen(wish->number) <= NUMBER_MAX)
		return 0;
	return err_set(err, ERR_USAGE, "\"%.60s\" is no number of a draft: "
		"write 1, 2, or 1-rev-1", wish->number);
}

static int
check_all(struct record *record, const struct draft_wish *wish,
	const char *name, struct audit *audit, struct err *err)
{
	if (check_wish(record, wish, err) < 0 ||
	    check_number(name, wish, err) < 0)
		return -1;
	if (store_id_is_none(&record->tip))
		return err_set(err, ERR_REFUSED,
			"there is no text to tag yet");
	if (record_draft_audit(record, name, audit, err) < 0)
		return -1;
	return wish->reason && *wish->reason ? 0 : audit_refuse(audit, err);
}

int
record_draft(struct record *record, const struct draft_wish *wish,
	char **name, struct err *err)
{
	struct buf tag = BUF_INIT, message = BUF_INIT;
	int64_t now = env_clock(record->env);
	struct store_person tagger = { record->person, record->email, now,
		record_zone(record, now) };
	struct audit audit = { 0 };
	int rc;

	draft_add_name(&tag, str_of(wish->number));
	rc = check_all(record, wish, buf_text(&tag), &audit, err);
	if (rc == 0) {
		add_message(&message, wish, buf_text(&tag), &audit);
		rc = store_tag(record->store, buf_text(&tag), &record->tip,
			&tagger, buf_text(&message), err);
	}
	if (rc == 0 && name)
		*name = buf_take(&tag);
	audit_release(&audit);
	buf_release(&tag);
	buf_release(&message);
	return rc;
}
