/*
 * Reading what delegations filed in the circulated repository. Anybody who can
 * push there may have written it: a proposal, and a row of a table, is taken as
 * a whole or left as a whole, and what is left is named.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "adref/doc/party.h"
#include "adref/format/proposal_file.h"
#include "circulated.h"

enum {
	FILED_MAX = 256 * 1024,		/* bytes of a proposal */
	TABLE_MAX = 1024 * 1024,	/* of a table of stands */
	VERSIONS_MAX = 500
};

struct reading {
	struct record *there;
	struct filed *out;
	struct collected *told;
	const char *party, *path;
};

static void
leave(struct reading *reading, const char *why)
{
	collected_leave(reading->told, reading->path, why);
}

/* The line of what a text may not hold, and what that is; NULL: it is good. */
static const char *
text_fault(struct str text, size_t *line)
{
	size_t bad = utf8_check(text), off = 0;

	*line = 1;
	while (off < text.len) {
		uint32_t point = off < bad ? utf8_at(text, off, &off) : 0;

		if (point == '\n')
			++*line;
		else if (!point)
			return "is not UTF-8 text";
		else if ((point < ' ' && point != '\t' && !(point == '\r' &&
			off < text.len && text.at[off] == '\n')) ||
			(point >= 0x7f && point < 0xa0))
			return "holds a control character";
	}
	return NULL;
}

/* A file's text; false when it is left. */
static bool
read_text(struct reading *reading, const store_id *id, size_t most,
	struct buf *out)
{
	struct err why = ERR_INIT;
	struct buf said = BUF_INIT;
	const char *fault;
	size_t line;

	if (store_read_blob(reading->there->store, id, out, &why) < 0) {
		leave(reading, why.text);
		return false;
	}
	if (out->len > most) {
		buf_add_format(&said, "it has %zu bytes, and may have %zu",
			out->len, most);
	} else {
		fault = text_fault(buf_str(out), &line);
		if (fault)
			buf_add_format(&said, "line %zu %s", line, fault);
	}
	if (said.len)
		leave(reading, buf_text(&said));
	fault = said.len ? "" : NULL;
	buf_release(&said);
	return !fault;
}

static int
check_filed(const struct proposal *of, struct err *err)
{
	if (!record_is_name(of->doc))
		return err_set(err, ERR_REFUSED, "\"%.60s\" is no name of a "
			"document", of->doc);
	if (of->verb == PROPOSAL_ADD && strcmp(of->where, "before") != 0 &&
	    strcmp(of->where, "after") != 0 &&
	    strcmp(of->where, "under") != 0)
		return err_set(err, ERR_REFUSED, "what is added stands before, "
			"after or under a place, and not \"%.60s\"",
			of->where);
	if (of->versions_n > VERSIONS_MAX)
		return err_set(err, ERR_REFUSED, "it has %zu versions, and may "
			"have %d", of->versions_n, VERSIONS_MAX);
	return 0;
}

/* What only the drafters say, and in whose name it is, is not the file's. */
static void
add_filed(struct reading *reading, struct proposal *read)
{
	struct buf name = BUF_INIT;

	proposal_add_name(&name, read);
	proposal_set(&read->circulated, buf_str(&name));
	proposal_set(&read->speaker, str_of(""));
	proposal_set(&read->letter, str_of(""));
	read->letter_node = (node_id){ "" };
	proposal_release(proposals_add(&reading->out->all));
	reading->out->all.at[reading->out->all.n - 1] = *read;
	buf_release(&name);
}

static void
read_filed(struct reading *reading, const struct store_entry *entry,
	unsigned number)
{
	struct buf text = BUF_INIT;
	struct err why = ERR_INIT;
	struct proposal read;

	proposal_init(&read);
	proposal_set(&read.party, str_of(reading->party));
	read.number = number;
	if (!read_text(reading, &entry->id, FILED_MAX, &text)) {
		proposal_release(&read);
	} else if (proposal_file_read(&read, buf_str(&text), &why) < 0 ||
		check_filed(&read, &why) < 0) {
		leave(reading, why.text);
		proposal_release(&read);
	} else {
		add_filed(reading, &read);
	}
	buf_release(&text);
}

static void
tell_row(void *ctx, size_t line, const char *why)
{
	struct buf said = BUF_INIT;

	buf_add_format(&said, "line %zu: %s", line, why);
	leave(ctx, buf_text(&said));
	buf_release(&said);
}

static void
read_stands(struct reading *reading, const struct store_entry *entry)
{
	const struct table_trouble trouble = { tell_row, reading };
	struct filed *out = reading->out;
	struct tsv_row row = { .number = 0 };
	struct buf text = BUF_INIT;
	struct stand_row stand;
	struct str rest;

	if (!read_text(reading, &entry->id, TABLE_MAX, &text)) {
		buf_release(&text);
		return;
	}
	rest = buf_str(&text);
	while (stands_next(&rest, &row, &stand, &trouble)) {
		struct filed_stand *to;

		out->stands = mem_grow(out->stands, &out->stands_cap,
			out->stands_n + 1, sizeof(*out->stands));
		to = &out->stands[out->stands_n++];
		*to = (struct filed_stand){ .number = stand.number,
			.against = stand.against, .line = stand.line,
			.on = mem_text_len(stand.on.at ? stand.on.at : "",
				stand.on.len),
			.meeting = mem_text_len(stand.meeting.at
				? stand.meeting.at : "", stand.meeting.len) };
		memcpy(to->of, stand.party, sizeof(to->of));
		memcpy(to->party, reading->party,
			strlen(reading->party) + 1);
	}
	buf_release(&text);
}

static void
read_entry(struct reading *reading, const struct store_entry *entry)
{
	struct buf path = BUF_INIT;
	unsigned number;

	buf_add_format(&path, "proposals/%s/%s", reading->party, entry->name);
	reading->path = buf_text(&path);
	if (entry->kind != STORE_FILE)
		leave(reading, "it is no file");
	else if (strcmp(entry->name, "stands.tsv") == 0)
		read_stands(reading, entry);
	else if (proposal_file_number(str_of(entry->name),
		&number))
		read_filed(reading, entry, number);
	else
		leave(reading, "that is no name of a proposal: NUMBER.md is");
	buf_release(&path);
}

static int
read_folder(struct reading *reading, struct err *err)
{
	struct store_entries entries = { 0 };
	int rc = store_list(reading->there->store, &reading->there->tip,
		reading->path, &entries, err);

	for (size_t i = 0; rc == 0 && i < entries.n; i++)
		read_entry(reading, &entries.at[i]);
	store_entries_release(&entries);
	return rc;
}

/* Why nothing is taken from a folder; NULL: it is a delegation's. */
static const char *
folder_fault(const struct store_entry *entry)
{
	const struct party *party = party_by_code(str_of(entry->name));

	if (entry->kind != STORE_FOLDER)
		return "it is no party's folder";
	if (!party)
		return "no party has this code";
	if (strcmp(party->code, entry->name) != 0)
		return "a party's code is in capitals";
	return party->kind == PARTY_OFFICE ? "that is no delegation" : NULL;
}

int
filed_read(struct filed *out, struct record *there, struct collected *told,
	struct err *err)
{
	struct reading reading = { .there = there, .out = out,
		.told = told };
	struct store_entries folders = { 0 };
	struct err why = ERR_INIT;
	int rc = 0;

	if (store_list(there->store, &there->tip, "proposals", &folders,
		&why) < 0)
		return why.code == ERR_MISSING ? 0
			: err_set(err, why.code, "%s", why.text);
	for (size_t i = 0; rc == 0 && i < folders.n; i++) {
		const char *fault = folder_fault(&folders.at[i]);
		struct buf path = BUF_INIT;

		buf_add_format(&path, "proposals/%s", folders.at[i].name);
		reading.path = buf_text(&path);
		reading.party = folders.at[i].name;
		if (fault)
			leave(&reading, fault);
		else
			rc = read_folder(&reading, err);
		buf_release(&path);
	}
	proposals_sort(&out->all);
	store_entries_release(&folders);
	return rc;
}

void
filed_release(struct filed *filed)
{
	proposals_release(&filed->all);
	for (size_t i = 0; i < filed->stands_n; i++) {
		free(filed->stands[i].on);
		free(filed->stands[i].meeting);
	}
	free(filed->stands);
	*filed = (struct filed){ .stands_n = 0 };
}
