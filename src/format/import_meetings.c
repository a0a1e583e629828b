/*
 * The meetings that a letter announces: the rows of a list of dates, the cells
 * of a timetable under their days, and what its sentences add. The text itself
 * stays as it is. What it must not do: take a row for a meeting that may be
 * something else; a date alone is a deadline as well.
 */
#include "import_meetings.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/base/zone.h"

enum { DAYS_MAX = 16, HEAD_BLOCKS = 40,
	MEETINGS_MAX = 1000 };	/* no letter has as many */

void
seeking_add_bare(struct buf *out, struct str cell)
{
	cell = str_trim(cell);
	for (size_t i = 0; i < cell.len; i++) {
		size_t end = cell.at[i] == '<' ? str_find(cell, i,
			str_of(">")) : cell.len;

		if (end < cell.len && end - i < 8)
			i = end;
		else if (cell.at[i] != '*')
			buf_add_char(out, cell.at[i]);
	}
}

/* The next cell of a row, bare; false behind the last. */
static bool
next_cell(struct str *rest, struct buf *cell)
{
	size_t tab = str_find(*rest, 0, str_of("\t"));

	if (!rest->at)
		return false;
	buf_clear(cell);
	seeking_add_bare(cell, str_part(*rest, 0, tab));
	*rest = tab < rest->len ? str_from(*rest, tab + 1)
		: str_make(NULL, 0);
	return true;
}

/* The year in which the weekday is right, if it is said; else that of the
 * letter, or the next when the month is long past. */
static void
settle_year(const struct seeking *seeking, struct when *when)
{
	if (when->year != WHEN_OPEN || !seeking->year)
		return;
	when->year = seeking->year + (when->month + 6 < seeking->month);
	for (int i = 0; i < 3 && when->weekday != WHEN_OPEN; i++) {
		struct when other = *when;

		other.year = seeking->year + (i == 2 ? -1 : i);
		if (!when_is_day(other.year, other.month, other.day) ||
		    !when_fits_weekday(&other))
			continue;
		when->year = other.year;
		return;
	}
}

bool
seeking_is_sound(struct seeking *seeking, struct when *when)
{
	settle_year(seeking, when);
	if (seeking->n >= MEETINGS_MAX || when->year == WHEN_OPEN || !when_is_day(when->year, when->month,
		when->day))
		return false;
	if (when->from != WHEN_OPEN && !when_fits_weekday(when))
		import_warn(seeking->letter->job, seeking->line, "this day is "
			"no %s but a %s", when_weekday_name(when->weekday),
			when_weekday_name(when_weekday(when->year,
			when->month, when->day)));
	return true;
}

static struct found_meeting *
find(struct seeking *seeking, const struct when *when)
{
	for (size_t i = 0; i < seeking->n; i++) {
		const struct when *at = &seeking->at[i].when;

		if (at->year == when->year && at->month == when->month &&
		    at->day == when->day && at->from == when->from)
			return &seeking->at[i];
	}
	return NULL;
}

struct found_meeting *
seeking_take(struct seeking *seeking, const struct when *when)
{
	struct found_meeting *found = find(seeking, when);

	if (found) {
		if (found->when.to == WHEN_OPEN)
			found->when.to = when->to;
		return found;
	}
	seeking->at = mem_grow(seeking->at, &seeking->cap, seeking->n + 1,
		sizeof(*seeking->at));
	found = &seeking->at[seeking->n++];
	*found = (struct found_meeting){ .when = *when,
		.line = seeking->line };
	return found;
}

/* A second subject of the same day. */
static void
add_about(struct found_meeting *found, struct str text)
{
	struct buf about = BUF_INIT;

	buf_add_text(&about, found->at[MEETING_ABOUT]);
	buf_add_text(&about, "; ");
	buf_add_str(&about, text);
	free(found->at[MEETING_ABOUT]);
	found->at[MEETING_ABOUT] = buf_take(&about);
}

static bool
is_break(struct str text)
{
	static const char *const words[] = { "break", "lunch", "recess",
		"coffee break", "lunch break", "holiday" };

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (str_is_any_case(text, words[i]))
			return true;
	return !text.len;
}

bool
words_are_of_meeting(struct str text)
{
	static const char *const words[] = { "consultations", "consultation",
		"meeting", "session", "sitting", "plenary", "informals",
		"reading", "hearing" };

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (words_find(text, 0, words[i]) < text.len)
			return true;
	return false;
}

/* `Tuesday, 15 June, 9.30am to 11.30am | what it is on`; the time may have a
 * cell of its own. */
static void
read_list_row(struct seeking *seeking, struct str row)
{
	struct buf cell = BUF_INIT, about = BUF_INIT;
	struct when when = WHEN_INIT;
	size_t len;

	next_cell(&row, &cell);
	if (when_read(&when, buf_str(&cell)) < cell.len || !cell.len)
		goto out;
	while (next_cell(&row, &cell)) {
		struct str text = buf_str(&cell);

		len = when.from == WHEN_OPEN ? when_read_time(&when, text)
			: 0;
		buf_add_text(&about, about.len && text.len > len ? " " : "");
		buf_add_str(&about, str_trim(str_from(text, len)));
	}
	if ((when.from != WHEN_OPEN || words_are_of_meeting(buf_str(&about))) &&
	    seeking_is_sound(seeking, &when))
		found_read(seeking_take(seeking, &when), buf_str(&about));
out:
	buf_release(&cell);
	buf_release(&about);
}

/* A timetable: its columns' days, and whether it says times at all. */
struct timetable {
	struct when days[DAYS_MAX];
	size_t n;
	bool timed;
};

/* The first row: each cell a day, but perhaps the first. */
static bool
read_days(struct timetable *out, struct seeking *seeking, struct str row)
{
	struct buf cell = BUF_INIT;
	size_t days = 0;

	for (out->n = 0; out->n < DAYS_MAX && next_cell(&row, &cell);
	     out->n++) {
		struct when *day = &out->days[out->n];

		*day = (struct when)WHEN_INIT;
		if (!cell.len)
			continue;
		if (when_read_day(day, buf_str(&cell)) == cell.len) {
			settle_year(seeking, day);
			days++;
		} else if (out->n) {
			days = 0;
			break;
		}
	}
	buf_release(&cell);
	return days > 1;
}

/* A cell under a day; row_time: the time in the row's first cell. */
static void
read_cell(struct seeking *seeking, const struct timetable *table, size_t column,
	struct str text, const struct when *row_time)
{
	struct when when = table->days[column];
	size_t len = when_read_time(&when, text);
	struct found_meeting *found;
	bool again;

	if (!len) {
		when.from = row_time->from;
		when.to = row_time->to;
	}
	text = str_trim(str_from(text, len));
	if (!when.month || is_break(text) ||
	    (when.from == WHEN_OPEN && table->timed) ||
	    !seeking_is_sound(seeking, &when))
		return;
	again = find(seeking, &when) != NULL;
	found = seeking_take(seeking, &when);
	if (again && found->at[MEETING_ABOUT]) {
		add_about(found, text);
		return;
	}
	found_read(found, text);
	found_set(found, MEETING_KIND, str_of("plenary"));
}

static void
read_cells(struct seeking *seeking, struct timetable *table, struct str row,
	bool look)
{
	struct when row_time = WHEN_INIT, ignored;
	struct buf cell = BUF_INIT;

	for (size_t i = 0; i < table->n && next_cell(&row, &cell); i++) {
		if (look)
			table->timed |= when_read_time(&ignored,
				buf_str(&cell)) > 0;
		else if (!i && !table->days[0].month)
			when_read_time(&row_time, buf_str(&cell));
		else
			read_cell(seeking, table, i, buf_str(&cell),
				&row_time);
	}
	buf_release(&cell);
}

/* The rows from block i on; returns the block behind them. */
static size_t
read_table(struct seeking *seeking, size_t i)
{
	const struct blocks *blocks = &seeking->letter->blocks;
	struct timetable table = { .n = 0 };
	size_t end = i;

	while (end < blocks->n && blocks->at[end].kind == BLOCK_ROW &&
	       blocks->at[end].part == blocks->at[i].part)
		end++;
	if (!read_days(&table, seeking, blocks_text(blocks, i))) {
		for (; i < end; i++) {
			seeking->line = blocks->at[i].line;
			read_list_row(seeking, blocks_text(blocks, i));
		}
		return end;
	}
	for (size_t k = i + 1; k < end; k++)
		read_cells(seeking, &table, blocks_text(blocks, k), true);
	for (size_t k = i + 1; k < end; k++) {
		seeking->line = blocks->at[k].line;
		read_cells(seeking, &table, blocks_text(blocks, k), false);
	}
	return end;
}

/* The letter's date: as its draft says, else the first line that is one. */
static void
find_date(struct seeking *seeking)
{
	const struct letter *letter = seeking->letter;
	struct when when = WHEN_INIT;
	const char *date = letter->job->out->date;

	for (size_t i = 0; !date && i < letter->blocks.n && i < HEAD_BLOCKS &&
	     !seeking->year; i++) {
		struct str text = str_trim(blocks_text(&letter->blocks, i));

		if (when_read_day(&when, text) == text.len && text.len &&
		    when.year != WHEN_OPEN)
			seeking->year = when.year;
	}
	if (date && when_read_day(&when, str_of(date)))
		seeking->year = when.year;
	seeking->month = when.month;
}

static void
keep(struct seeking *seeking, struct found_meeting *found,
	const struct doc *doc)
{
	struct import *out = seeking->letter->job->out;
	struct buf key = BUF_INIT, words = BUF_INIT, end = BUF_INIT;

	when_add_key(&key, &found->when);
	found->at[MEETING_KEY] = buf_take(&key);
	if (found->when.to != WHEN_OPEN) {
		buf_add_format(&end, "%02d:%02d", found->when.to / 60,
			found->when.to % 60);
		found_set(found, MEETING_END, buf_str(&end));
	}
	if (doc && found_topic(found, doc, &words))
		import_remark(seeking->letter->job, found->line, "the words "
			"\"%s\" are those of item %s", buf_text(&words),
			found->at[MEETING_ITEMS]);
	meetings_add(&out->meetings, (const char *const *)found->at);
	buf_release(&words);
	buf_release(&end);
}

static const struct doc *
main_doc(const struct letter *letter)
{
	const struct import *out = letter->job->out;

	for (size_t i = 0; i < out->docs_n; i++)
		if (strcmp(out->docs[i]->name, letter->job->options->main)
		    == 0)
			return out->docs[i];
	return NULL;
}

void
letter_find_meetings(struct letter *letter)
{
	struct seeking seeking = { .letter = letter };
	const struct blocks *blocks = &letter->blocks;

	find_date(&seeking);
	for (size_t i = 0; i < blocks->n;)
		i = blocks->at[i].kind == BLOCK_ROW ? read_table(&seeking, i)
			: i + 1;
	seeking_read_prose(&seeking);
	for (size_t i = 0; i < seeking.n; i++) {
		keep(&seeking, &seeking.at[i], main_doc(letter));
		found_release(&seeking.at[i]);
	}
	free(seeking.at);
}
