/*
 * The bytes of a journal's file: a few lines `word value`, an empty one, then
 * the two lines of text, each as long as was said, and `end`. Read as if an
 * enemy had written them.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "adref/text/attribution.h"
#include "journal.h"

enum { NAME_MAX_BYTES = 200 };

static const char first_line[] = "adref-journal 1";

/* The kinds one types in, as they are written. */
static const struct {
	enum node_kind kind;
	const char *word;
} kinds[] = {
	{ NODE_SECTION, "section" }, { NODE_PARAGRAPH, "paragraph" },
	{ NODE_ITEM, "item" }, { NODE_ROW, "row" }, { NODE_NOTE, "note" },
};
enum { KINDS = sizeof(kinds) / sizeof(kinds[0]) };

static const char *
kind_word(enum node_kind kind)
{
	for (size_t i = 0; i < KINDS; i++)
		if (kinds[i].kind == kind)
			return kinds[i].word;
	return "paragraph";
}

void
journal_write(struct buf *out, const struct journal_entry *entry)
{
	buf_add_format(out, "%s\nperson %s\nparty %s\ndocument %s\nnode %s\n"
		"after %s\nkind %s\n", first_line, entry->person,
		entry->party, entry->doc, entry->node.text, entry->after.text,
		kind_word(entry->kind));
	if (entry->is_new)
		buf_add_format(out, "parent %s\nlevel %u\n",
			entry->parent.text, entry->level);
	buf_add_format(out, "time %lld\ncursor %zu\nbefore %zu\nline %zu\n\n",
		(long long)entry->time, entry->cursor, strlen(entry->before),
		strlen(entry->line));
	buf_add_text(out, entry->before);
	buf_add_char(out, '\n');
	buf_add_text(out, entry->line);
	buf_add_text(out, "\nend\n");
}

/* Reading: what is left of the bytes, and what was wrong first. */
struct reading {
	struct str rest;
	const char *wrong;
};

static struct str
read_value(struct reading *reading, const char *word)
{
	struct str line = { "", 0 };

	if (!str_line(&reading->rest, &line) || !str_starts(line, word) ||
	    line.len <= strlen(word) || line.at[strlen(word)] != ' ') {
		if (!reading->wrong)
			reading->wrong = word;
		return str_of("");
	}
	return str_from(line, strlen(word) + 1);
}

static uint64_t
read_number(struct reading *reading, const char *word, uint64_t max)
{
	struct str value = read_value(reading, word);
	uint64_t number = 0;
	bool good = value.len > 0 && value.len < 16;

	for (size_t i = 0; i < value.len && good; i++) {
		good = value.at[i] >= '0' && value.at[i] <= '9';
		number = number * 10 + (uint64_t)(value.at[i] - '0');
	}
	if ((!good || number > max) && !reading->wrong)
		reading->wrong = word;
	return good && number <= max ? number : 0;
}

/* An id, or none where that may be. */
static node_id
read_id(struct reading *reading, const char *word)
{
	struct str value = read_value(reading, word);

	if (value.len && !node_id_is_valid(value) && !reading->wrong)
		reading->wrong = word;
	return node_id_of(value);
}

/* A name: one line of valid text that may be shown. */
static char *
read_name(struct reading *reading, const char *word)
{
	struct str value = read_value(reading, word);
	struct buf safe = BUF_INIT;

	if ((!value.len || value.len > NAME_MAX_BYTES) && !reading->wrong)
		reading->wrong = word;
	utf8_add_safe(&safe, str_part(value, 0, NAME_MAX_BYTES));
	return buf_take(&safe);
}

static void
read_party(struct reading *reading, char out[13])
{
	struct str value = read_value(reading, "party");

	if (value.len && !code_is_valid(value)) {
		if (!reading->wrong)
			reading->wrong = "party";
		return;
	}
	memcpy(out, value.at, value.len);
	out[value.len] = '\0';
}

static void
read_kind(struct reading *reading, enum node_kind *out)
{
	struct str value = read_value(reading, "kind");

	for (size_t i = 0; i < KINDS; i++)
		if (str_is(value, kinds[i].word)) {
			*out = kinds[i].kind;
			return;
		}
	if (!reading->wrong)
		reading->wrong = "kind";
}

/* The next len bytes and a line's end: one line of valid text. */
static char *
read_text(struct reading *reading, const char *word, size_t len)
{
	struct str text = str_part(reading->rest, 0, len);
	bool good = reading->rest.len > len && reading->rest.at[len] == '\n' &&
		utf8_check(text) == text.len && !memchr(text.at, '\n', len) &&
		!memchr(text.at, '\r', len);

	if (!good) {
		if (!reading->wrong)
			reading->wrong = word;
		return mem_text("");
	}
	reading->rest = str_from(reading->rest, len + 1);
	return mem_text_len(text.at, text.len);
}

/* A cursor inside a character goes to where that begins. */
static size_t
settle_cursor(struct str line, size_t cursor)
{
	if (cursor >= line.len)
		return line.len;
	while (cursor && ((unsigned char)line.at[cursor] & 0xC0) == 0x80)
		cursor--;
	return cursor;
}

static void
read_head(struct reading *reading, struct journal_entry *out)
{
	struct str line = { "", 0 };

	if (!str_line(&reading->rest, &line) || !str_is(line, first_line))
		reading->wrong = "the first line";
	out->person = read_name(reading, "person");
	read_party(reading, out->party);
	out->doc = read_name(reading, "document");
	out->node = read_id(reading, "node");
	out->after = read_id(reading, "after");
	read_kind(reading, &out->kind);
	out->is_new = str_starts(reading->rest, "parent ");
	if (out->is_new) {
		out->parent = read_id(reading, "parent");
		out->level = (unsigned)read_number(reading, "level", 6);
	}
	out->time = (int64_t)read_number(reading, "time", INT64_C(1) << 40);
}

int
journal_read(struct journal_entry *out, struct str bytes, struct err *err)
{
	struct reading reading = { .rest = bytes };
	size_t before, line;
	struct str empty = { "x", 1 };

	*out = (struct journal_entry){ .kind = NODE_PARAGRAPH };
	read_head(&reading, out);
	out->cursor = (size_t)read_number(&reading, "cursor", JOURNAL_MAX);
	before = (size_t)read_number(&reading, "before", JOURNAL_MAX);
	line = (size_t)read_number(&reading, "line", JOURNAL_MAX);
	if ((!str_line(&reading.rest, &empty) || empty.len) && !reading.wrong)
		reading.wrong = "the empty line";
	out->before = read_text(&reading, "the line before", before);
	out->line = read_text(&reading, "the line as typed", line);
	if (!str_is(reading.rest, "end\n") && !reading.wrong)
		reading.wrong = "the end";
	out->cursor = settle_cursor(str_of(out->line), out->cursor);
	if (!reading.wrong)
		return 0;
	journal_entry_release(out);
	return err_set(err, ERR_DAMAGED, "a journal's file is not as it should "
		"be: look at %s", reading.wrong);
}

void
journal_entry_release(struct journal_entry *entry)
{
	free(entry->person);
	free(entry->doc);
	free(entry->before);
	free(entry->line);
	*entry = (struct journal_entry){ .kind = NODE_PARAGRAPH };
}
