/*
 * The bytes of a journal's file: a few lines `word value`, an empty one, then
 * the two lines of text, each as long as was said, and `end`. Read as if an
 * enemy had written them.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "fields.h"
#include "journal.h"

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

static void
read_kind(struct fields *fields, enum node_kind *out)
{
	struct str value = fields_value(fields, "kind");

	for (size_t i = 0; i < KINDS; i++)
		if (str_is(value, kinds[i].word)) {
			*out = kinds[i].kind;
			return;
		}
	if (!fields->wrong)
		fields->wrong = "kind";
}

/* The next len bytes and a line's end: one line of valid text. */
static char *
read_text(struct fields *fields, const char *word, size_t len)
{
	struct str text = str_part(fields->rest, 0, len);
	bool good = fields->rest.len > len && fields->rest.at[len] == '\n' &&
		utf8_check(text) == text.len && !memchr(text.at, '\n', len) &&
		!memchr(text.at, '\r', len);

	if (!good) {
		if (!fields->wrong)
			fields->wrong = word;
		return mem_text("");
	}
	fields->rest = str_from(fields->rest, len + 1);
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
read_head(struct fields *fields, struct journal_entry *out)
{
	fields_line(fields, first_line, "the first line");
	out->person = fields_name(fields, "person");
	fields_party(fields, out->party);
	out->doc = fields_name(fields, "document");
	out->node = fields_id(fields, "node");
	out->after = fields_id(fields, "after");
	read_kind(fields, &out->kind);
	out->is_new = str_starts(fields->rest, "parent ");
	if (out->is_new) {
		out->parent = fields_id(fields, "parent");
		out->level = (unsigned)fields_number(fields, "level", 6);
	}
	out->time = (int64_t)fields_number(fields, "time", INT64_C(1) << 40);
}

int
journal_read(struct journal_entry *out, struct str bytes, struct err *err)
{
	struct fields fields = { .rest = bytes };
	size_t before, line;

	*out = (struct journal_entry){ .kind = NODE_PARAGRAPH };
	read_head(&fields, out);
	out->cursor = (size_t)fields_number(&fields, "cursor", JOURNAL_MAX);
	before = (size_t)fields_number(&fields, "before", JOURNAL_MAX);
	line = (size_t)fields_number(&fields, "line", JOURNAL_MAX);
	fields_line(&fields, "", "the empty line");
	out->before = read_text(&fields, "the line before", before);
	out->line = read_text(&fields, "the line as typed", line);
	if (!str_is(fields.rest, "end\n") && !fields.wrong)
		fields.wrong = "the end";
	out->cursor = settle_cursor(str_of(out->line), out->cursor);
	if (!fields.wrong)
		return 0;
	journal_entry_release(out);
	return err_set(err, ERR_DAMAGED, "a journal's file is not as it should "
		"be: look at %s", fields.wrong);
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
