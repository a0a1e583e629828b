/*
 * Which parties there are: the built-in table, and a negotiation's own table
 * joined over it. What the rows mean is decided here and nowhere else; looking
 * names up is party.c's.
 */
#include "adref/doc/parties.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "adref/base/map.h"
#include "adref/base/mem.h"
#include "adref/base/tsv.h"
#include "adref/base/utf8.h"
#include "adref/text/attribution.h"
#include "party_table.h"

enum { WHY_MAX = 300, SHOWN_MAX = 40, ROWS_MAX = 5000 };

struct parties {
	struct party *at;	/* the built-in ones first, in their order */
	bool *own;		/* of each: the table has a row of it */
	size_t n, cap;
	struct map by_code;	/* index + 1 */
	char **texts;		/* what the rows' cells say */
	size_t texts_n, texts_cap;
};

static const struct parties *in_use;

const struct parties *
parties_use(const struct parties *parties)
{
	const struct parties *before = in_use;

	in_use = parties;
	return before;
}

size_t
party_count(void)
{
	return in_use ? in_use->n : party_table_n;
}

const struct party *
party_at(size_t n)
{
	if (n >= party_count())
		return NULL;
	return in_use ? &in_use->at[n] : &party_table[n];
}

static size_t
index_of(const struct parties *parties, struct str code)
{
	return (size_t)(uintptr_t)map_get(&parties->by_code, code);
}

const struct party *
party_by_code(struct str code)
{
	size_t n = in_use ? index_of(in_use, code) : 0;

	if (in_use)
		return n ? &in_use->at[n - 1] : NULL;
	for (size_t i = 0; i < party_table_n; i++)
		if (str_is(code, party_table[i].code))
			return &party_table[i];
	return NULL;
}

bool
party_is_own(const struct party *party)
{
	return in_use && in_use->own[party - in_use->at];
}

struct reading {
	struct parties *parties;
	void (*wrong)(void *ctx, const char *why);
	void *ctx;
	enum party_column column[TSV_CELLS];	/* of each cell */
	size_t columns;
	size_t line;
};

static void __attribute__((format(printf, 2, 3)))
wrong(const struct reading *reading, const char *format, ...)
{
	struct buf line = BUF_INIT;
	char why[WHY_MAX];
	va_list args;

	va_start(args, format);
	if (vsnprintf(why, sizeof(why), format, args) < 0)
		why[0] = '\0';
	va_end(args);
	buf_add_format(&line, "line %zu: ", reading->line);
	utf8_add_safe(&line, str_of(why));
	reading->wrong(reading->ctx, buf_text(&line));
	buf_release(&line);
}

static void
add_party(struct parties *parties, const struct party *party)
{
	size_t cap = parties->cap;

	parties->at = mem_grow(parties->at, &cap, parties->n + 1,
		sizeof(*parties->at));
	parties->own = mem_grow(parties->own, &parties->cap, parties->n + 1,
		sizeof(*parties->own));
	parties->at[parties->n] = *party;
	parties->own[parties->n++] = false;
	map_put(&parties->by_code, str_of(party->code),
		(void *)(uintptr_t)parties->n);
}

/* Text that lives as long as the registry. */
static const char *
keep(struct parties *parties, char *text)
{
	parties->texts = mem_grow(parties->texts, &parties->texts_cap,
		parties->texts_n + 1, sizeof(*parties->texts));
	parties->texts[parties->texts_n++] = text;
	return text;
}

static void
read_header(struct reading *reading, const struct tsv_row *row)
{
	reading->columns = row->n;
	for (size_t i = 0; i < row->n; i++) {
		struct str word = str_trim(row->cells[i]);

		reading->column[i] = party_column_of(word);
		if (reading->column[i] == PARTY_COLUMNS && word.len)
			wrong(reading, "there is no column \"%.*s\"; there are "
				"code, name, room, aliases, group, kind and "
				"members", (int)utf8_cut(word, SHOWN_MAX).len,
				word.at);
	}
}

/* The cells of a row, NULL where there is nothing, by column. */
static void
read_cells(const struct reading *reading, const struct tsv_row *row,
	char *cells[PARTY_COLUMNS])
{
	for (size_t i = 0; i < row->n && i < reading->columns; i++) {
		struct buf raw = BUF_INIT, safe = BUF_INIT;
		enum party_column column = reading->column[i];

		if (column == PARTY_COLUMNS || cells[column])
			continue;
		tsv_cell(&raw, row, i);
		utf8_add_safe(&safe, str_trim(buf_str(&raw)));
		buf_release(&raw);
		if (safe.len)
			cells[column] = buf_take(&safe);
		buf_release(&safe);
	}
}

/* Put a cell in the place of what was known; `-` is nothing. */
static void
set_text(struct parties *parties, const char **text, const char *cell)
{
	if (cell)
		*text = strcmp(cell, "-") == 0 ? ""
			: keep(parties, mem_text(cell));
}

static void
set_kind(const struct reading *reading, struct party *party,
	const char *cell)
{
	if (!cell || party_kind_of(str_of(cell), &party->kind))
		return;
	wrong(reading, "\"%.40s\" is no kind; there are member, observer, "
		"agency, ngo, group and office", cell);
}

/* Members may be written with commas between. */
static void
set_members(struct parties *parties, struct party *party, char *cell)
{
	for (char *at = cell; at && *at; at++)
		if (*at == ',' || *at == '|' || *at == ';')
			*at = ' ';
	set_text(parties, &party->members, cell);
	if (cell && *party->members)
		party->kind = PARTY_GROUP;
}

static void
set_party(const struct reading *reading, size_t n,
	char *cells[PARTY_COLUMNS])
{
	struct parties *parties = reading->parties;
	struct party *party = &parties->at[n];

	set_text(parties, &party->name, cells[PARTY_NAME]);
	set_text(parties, &party->room, cells[PARTY_ROOM]);
	set_text(parties, &party->aliases, cells[PARTY_ALIASES]);
	set_text(parties, &party->group, cells[PARTY_REGION]);
	set_members(parties, party, cells[PARTY_MEMBERS]);
	set_kind(reading, party, cells[PARTY_SORT]);
	if (!*party->name)
		party->name = party->code;
	if (!*party->room)
		party->room = party->name;
	parties->own[n] = true;
}

/* A party that is not built in. */
static void
add_new(const struct reading *reading, char *cells[PARTY_COLUMNS])
{
	struct parties *parties = reading->parties;
	struct party party = { .name = "", .room = "", .aliases = "",
		.group = "", .members = "", .kind = PARTY_OBSERVER };

	if (!cells[PARTY_NAME])
		wrong(reading, "%s is not built in and has no name",
			cells[PARTY_CODE]);
	party.code = keep(parties, mem_text(cells[PARTY_CODE]));
	add_party(parties, &party);
	set_party(reading, parties->n - 1, cells);
}

static void
read_row(const struct reading *reading, char *cells[PARTY_COLUMNS])
{
	const char *code = cells[PARTY_CODE] ? cells[PARTY_CODE] : "";
	size_t n = index_of(reading->parties, str_of(code));

	if (!code_is_valid(str_of(code)))
		wrong(reading, "\"%.40s\" is no code: write 2 to 12 capitals, "
			"digits and hyphens, a capital first", code);
	else if (!n)
		add_new(reading, cells);
	else if (reading->parties->own[n - 1])
		wrong(reading, "%s has a line before this: the first counts",
			code);
	else
		set_party(reading, n - 1, cells);
}

/* Who is named as a member and is no party. */
static void
check_members(const struct reading *reading, const char *members)
{
	struct str rest = str_of(members), word;

	while (str_word(&rest, &word))
		if (!index_of(reading->parties, word))
			wrong(reading, "the member \"%.*s\" is no party here",
				(int)utf8_cut(word, SHOWN_MAX).len, word.at);
}

static void
each_row(struct reading *reading, struct str table,
	void (*visit)(const struct reading *reading,
		char *cells[PARTY_COLUMNS]))
{
	struct tsv_row row = { .number = 0 };

	for (size_t n = 0; n <= ROWS_MAX && tsv_next(&table, &row); n++) {
		char *cells[PARTY_COLUMNS] = { NULL };

		if (!n)
			continue;
		reading->line = row.number;
		read_cells(reading, &row, cells);
		visit(reading, cells);
		for (size_t i = 0; i < PARTY_COLUMNS; i++)
			free(cells[i]);
	}
}

static void
visit_members(const struct reading *reading, char *cells[PARTY_COLUMNS])
{
	size_t n = cells[PARTY_CODE] ? index_of(reading->parties,
		str_of(cells[PARTY_CODE])) : 0;

	if (n && cells[PARTY_MEMBERS])
		check_members(reading, reading->parties->at[n - 1].members);
}

/* What comes behind the first line, which names the columns. */
static void
read_table(struct reading *reading, struct str table)
{
	struct str rest = table;
	struct tsv_row row = { .number = 0 };
	size_t good = utf8_check(table);

	if (good < table.len) {
		reading->line = 1 + str_count(str_part(table, 0, good),
			str_of("\n"));
		wrong(reading, "this is not UTF-8 text: nothing of it is "
			"read");
		return;
	}
	if (!tsv_next(&rest, &row))
		return;
	reading->line = row.number;
	read_header(reading, &row);
	if (reading->column[0] != PARTY_CODE) {
		wrong(reading, "the first line names the columns, tabs "
			"between: code, name, room, aliases, group, kind, "
			"members; code comes first");
		return;
	}
	each_row(reading, table, read_row);
	each_row(reading, table, visit_members);
}

struct parties *
parties_read(struct str table, void (*tell)(void *ctx, const char *why),
	void *ctx)
{
	struct parties *parties = mem_new(1, sizeof(*parties));
	struct reading reading = { .parties = parties, .wrong = tell,
		.ctx = ctx };

	for (size_t i = 0; i < party_table_n; i++)
		add_party(parties, &party_table[i]);
	if (str_starts(table, "\xEF\xBB\xBF"))
		table = str_from(table, 3);
	read_table(&reading, table);
	return parties;
}

void
parties_free(struct parties *parties)
{
	if (!parties)
		return;
	if (in_use == parties)
		in_use = NULL;
	for (size_t i = 0; i < parties->texts_n; i++)
		free(parties->texts[i]);
	free(parties->texts);
	free(parties->at);
	free(parties->own);
	map_release(&parties->by_code);
	free(parties);
}
