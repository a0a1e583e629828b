/*
 * Drafts: annotated tags with title, date and symbol, never moved.
 */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "adref/base/date.h"
#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "inside.h"

/* The day of a moment, as its place had it. */
static void
add_day(struct buf *out, int64_t seconds, int zone)
{
	time_t local = (time_t)(seconds + zone * 60);
	struct tm tm;

	if (gmtime_r(&local, &tm))
		buf_add_format(out, "%04d-%02d-%02d", tm.tm_year + 1900,
			tm.tm_mon + 1, tm.tm_mday);
}

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
	if (date.len)
		utf8_add_safe(&text, date);
	else
		add_day(&text, tag->time, 0);
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
	}
	free(drafts->at);
	*drafts = (struct drafts){ 0 };
}

const struct draft *
drafts_on(const struct drafts *drafts, const store_id *revision)
{
	for (size_t i = drafts->n; i > 0; i--) {
		const struct draft *draft = &drafts->at[i - 1];

		if (str_starts(str_of(draft->name), "draft-") &&
		    store_id_same(&draft->revision, revision))
			return draft;
	}
	return NULL;
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
	const char *name)
{
	if (wish->title && *wish->title)
		utf8_add_safe(out, str_of(wish->title));
	else
		add_title_of(out, name);
	buf_add_text(out, "\n\n");
	if (wish->date && *wish->date)
		buf_add_format(out, "Date: %s\n", wish->date);
	if (wish->symbol && *wish->symbol) {
		buf_add_text(out, "Symbol: ");
		utf8_add_safe(out, str_of(wish->symbol));
		buf_add_char(out, '\n');
	}
}

static int
check_wish(const struct record *record, const struct draft_wish *wish,
	struct err *err)
{
	const char *date = wish->date;

	if (record->read_only)
		return err_set(err, ERR_REFUSED,
			"this is open for reading only: nothing was changed");
	if (date && *date && !date_is_day(str_of(date)))
		return err_set(err, ERR_USAGE, "\"%.60s\" is no day of the "
			"calendar: write 2021-06-10", date);
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

int
record_draft(struct record *record, const struct draft_wish *wish,
	char **name, struct err *err)
{
	struct buf tag = BUF_INIT, message = BUF_INIT;
	int64_t now = env_clock(record->env);
	struct store_person tagger = { record->person, record->email, now,
		record_zone(record, now) };
	int rc = check_wish(record, wish, err);

	draft_add_name(&tag, str_of(wish->number));
	add_message(&message, wish, buf_text(&tag));
	if (rc == 0)
		rc = check_number(buf_text(&tag), wish, err);
	if (rc == 0 && store_id_is_none(&record->tip))
		rc = err_set(err, ERR_REFUSED, "there is no text to tag yet");
	if (rc == 0)
		rc = store_tag(record->store, buf_text(&tag), &record->tip,
			&tagger, buf_text(&message), err);
	if (rc == 0 && name)
		*name = buf_take(&tag);
	buf_release(&tag);
	buf_release(&message);
	return rc;
}
