/*
 * A whole letter: its body, annexes, notes at the foot of pages, tables with
 * tabs. Lines become blocks, blocks get the part they stand in, each part
 * becomes a document (import_letter_body.c). What it must not do: mend the
 * text. Brackets, stray stars and slips stay as they came.
 */
#include "import_letter.h"

#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"

/*
 * A line of at least so many columns was broken by its margin. More parts than
 * PARTS_MAX no letter has: what follows stays in the last one.
 */
enum { LONG_LINE = 60, PARTS_MAX = 64 };

struct reader {
	struct letter *letter;
	struct str rest;	/* of the input, behind the line */
	bool gap;		/* a blank line was met */
	bool in_note;		/* the last text was a note's */
	bool was_long;		/* the last line was */
	bool block_long;	/* the last line of the last block was */
	long open;		/* brackets open in the last block */
};

static size_t
skip_marks(struct str text)
{
	size_t off = 0;

	while (off < text.len && strchr("[*", text.at[off]))
		off++;
	return off;
}

static bool
ends_number(struct str text, size_t off)
{
	return off + 1 < text.len && text.at[off] == '.' &&
		strchr(" \t*", text.at[off + 1]);
}

size_t
letter_item_number(struct str text)
{
	size_t from = skip_marks(text), off = from;

	while (off < text.len && strchr("IVXL", text.at[off]))
		off++;
	if (off == from && off < text.len && text.at[off] >= 'A' &&
	    text.at[off] <= 'Z')
		off++;
	return off > from && ends_number(text, off) ? off + 1 : 0;
}

size_t
letter_number(struct str text)
{
	size_t from = skip_marks(text), off = from;

	while (off < text.len && text.at[off] >= '0' && text.at[off] <= '9')
		off++;
	if (off == from || off - from > 3)
		return 0;
	if (off < text.len && text.at[off] == ' ')
		while (off < text.len && text.at[off] != '.' &&
		    off - from < 20 && (text.at[off] == ' ' ||
		    (text.at[off] >= 'a' && text.at[off] <= 'z')))
			off++;
	return ends_number(text, off) ? off + 1 : 0;
}

static void
count_open(struct reader *reader, struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		reader->open += text.at[i] == '[' ? 1 :
			text.at[i] == ']' ? -1 : 0;
}

static void
begin(struct reader *reader, enum block_kind kind, struct str text,
	size_t indent)
{
	struct blocks *blocks = &reader->letter->blocks;
	struct block *block;

	block = blocks_begin(blocks, kind, reader->letter->job->done, text);
	block->indent = indent;
	block->gap = reader->gap || blocks->n == 1;
	reader->open = 0;
	count_open(reader, text);
	reader->in_note = false;
}

static void
go_on(struct reader *reader, struct str text)
{
	blocks_go_on(&reader->letter->blocks, text);
	count_open(reader, text);
	reader->in_note = false;
}

/* Whether a text stops in the middle of a sentence. */
static bool
is_unfinished(struct str text)
{
	text = import_without_marks(text);
	return text.len && !strchr(".;:!?)", text.at[text.len - 1]);
}

/* A page ended in the middle of a sentence. */
static bool
is_cut_by_page(const struct reader *reader, struct str text)
{
	const struct blocks *blocks = &reader->letter->blocks;

	if (!blocks->n || !import_starts_lower(text) ||
	    blocks->at[blocks->n - 1].kind == BLOCK_ROW)
		return false;
	return is_unfinished(blocks_text(blocks, blocks->n - 1)) &&
		(reader->open > 0 || reader->block_long);
}

static bool
goes_on(const struct reader *reader, struct str text, size_t indent)
{
	const struct blocks *blocks = &reader->letter->blocks;
	const struct block *last;

	if (reader->gap || reader->in_note)
		return is_cut_by_page(reader, text);
	if (!blocks->n || letter_item_number(text) || letter_number(text))
		return false;
	last = &blocks->at[blocks->n - 1];
	if (last->kind == BLOCK_ROW)
		return false;
	return reader->was_long ||
		(last->kind == BLOCK_ITEM && indent > last->indent);
}

static bool
read_note(struct reader *reader, struct str text)
{
	struct blocks *blocks = &reader->letter->blocks;
	char label[IMPORT_LABEL_MAX];
	size_t len = superscript_read(text, 0, label);

	if (len && len < text.len) {
		blocks_begin_note(blocks, str_of(label),
			reader->letter->job->done,
			str_trim(str_from(text, len)));
		reader->in_note = true;
		return true;
	}
	if (!reader->in_note || reader->gap || !reader->was_long)
		return false;
	blocks_note_goes_on(blocks, text);
	return true;
}

/*
 * A row has a tab inside (other than behind a number), or stands below a row
 * and begins with one.
 */
static bool
is_row(const struct reader *reader, struct str line)
{
	const struct blocks *blocks = &reader->letter->blocks;
	struct str text = str_trim(line);

	text = str_trim(str_from(text, letter_item_number(text)));
	text = str_trim(str_from(text, letter_number(text)));
	if (memchr(text.at, '\t', text.len))
		return true;
	return line.len && line.at[0] == '\t' && blocks->n && !reader->gap &&
		blocks->at[blocks->n - 1].kind == BLOCK_ROW;
}

static bool
next_is_blank(const struct reader *reader)
{
	struct str rest = reader->rest, line;

	return !str_line(&rest, &line) || !str_trim(line).len;
}

static void
read_text(struct reader *reader, struct str line)
{
	struct str text;
	size_t indent = import_indent(line, &text), len;
	bool sub, was_long = import_columns(line) > LONG_LINE;

	if (reader->gap && next_is_blank(reader) &&
	    import_is_page_number(text)) {
		import_set_aside(reader->letter->job, text);
		return;
	}
	if (read_note(reader, text)) {
		;
	} else if ((len = blocks_bullet(&reader->letter->blocks, text, indent,
		   reader->gap, &sub))) {
		begin(reader, BLOCK_ITEM, str_from(text, len), indent);
		reader->letter->blocks.at[
			reader->letter->blocks.n - 1].level = sub;
	} else if (is_row(reader, line)) {
		begin(reader, BLOCK_ROW, line, indent);
	} else if (goes_on(reader, text, indent)) {
		go_on(reader, text);
	} else {
		begin(reader, BLOCK_PARAGRAPH, text, indent);
	}
	reader->was_long = was_long;
	if (!reader->in_note)
		reader->block_long = was_long;
	reader->gap = false;
}

static int
read_blocks(struct letter *letter, struct str text)
{
	struct reader reader = { .letter = letter, .rest = text, .gap = true };
	struct str line;
	int got;

	while ((got = import_line(letter->job, &reader.rest, &line)) > 0) {
		if (str_trim(line).len)
			read_text(&reader, line);
		else
			reader.gap = true;
	}
	return got;
}

/* `Annex 1`, `ANNEX II – Timetable`, `Annex`: the beginning of a part. */
static bool
is_annex(const struct letter *letter, size_t i)
{
	struct str text = blocks_text(&letter->blocks, i), word;
	const struct block *block = &letter->blocks.at[i];
	size_t n = 0, stop;

	if (block->kind != BLOCK_PARAGRAPH || !block->gap || text.len > 160)
		return false;
	text = str_from(text, skip_marks(text));
	if (!import_starts_word(text, "annex"))
		return false;
	text = str_from(text, 5);
	if (!str_word(&text, &word))
		return true;
	while (n < word.len && strchr("0123456789IVX", word.at[n]))
		n++;
	if (!n && word.len && word.at[0] >= 'A' && word.at[0] <= 'Z')
		n = 1;
	stop = n;
	while (n < word.len && strchr(".:-*])", word.at[n]))
		n++;
	if (!n || n < word.len || str_ends(text, "."))
		return false;
	return n > stop || !import_starts_lower(str_trim(text));
}

static void
begin_part(struct letter *letter, size_t first)
{
	letter->parts = mem_grow(letter->parts, &letter->parts_cap,
		letter->parts_n + 1, sizeof(*letter->parts));
	if (letter->parts_n)
		letter->parts[letter->parts_n - 1].end = first;
	letter->parts[letter->parts_n++] = (struct letter_part){
		.first = first, .end = letter->blocks.n };
}

static bool
has_word(struct str text, const char *word)
{
	for (size_t i = 0; i < text.len; i++)
		if ((!i || strchr(" [*(/-", text.at[i - 1])) &&
		    import_starts_word(str_from(text, i), word))
			return true;
	return false;
}

/* How likely the part is the text that is negotiated. */
static int
main_score(const struct letter *letter, const struct letter_part *part)
{
	int score = 0;

	for (size_t i = part->first; i < part->end; i++) {
		struct str text = blocks_text(&letter->blocks, i);
		bool high = i < part->first + 6;

		if (letter->blocks.at[i].kind != BLOCK_PARAGRAPH)
			continue;
		if (high && text.len < 80 &&
		    (import_starts_word(text, "draft") ||
		     import_starts_word(text, "zero draft")))
			score += 4;
		if (i == part->first && (has_word(text, "agenda") ||
		    has_word(text, "timetable")))
			score -= 6;
		if (high && text.len < 300 && (has_word(text, "outcome") ||
		    has_word(text, letter->job->options->main)))
			score += 2;
		if (score < 2 && letter_item_number(text))
			score += 1;
	}
	return score;
}

static const char *
name_of(const struct letter *letter, const struct letter_part *part)
{
	struct str title;

	if (part == letter->parts)
		return "letter";
	title = blocks_text(&letter->blocks, part->first);
	if (has_word(title, "timetable") || has_word(title, "programme of work")
	    || has_word(title, "schedule"))
		return "timetable";
	return has_word(title, "agenda") ? "agenda" : "annex";
}

static void
name_parts(struct letter *letter)
{
	size_t main = 0;
	int best = 0;

	for (size_t i = 0; i < letter->parts_n; i++) {
		struct letter_part *part = &letter->parts[i];
		int score = main_score(letter, part);

		part->name = name_of(letter, part);
		part->sections = strcmp(part->name, "annex") == 0;
		if (i && score > best) {
			best = score;
			main = i;
		}
	}
	if (main || letter->parts_n == 1) {
		letter->parts[main].name = letter->job->options->main;
		letter->parts[main].sections = true;
	}
}

static void
find_parts(struct letter *letter)
{
	begin_part(letter, 0);
	for (size_t i = 0; i < letter->blocks.n; i++) {
		if (i && letter->parts_n < PARTS_MAX && is_annex(letter, i))
			begin_part(letter, i);
		letter->blocks.at[i].part = letter->parts_n - 1;
	}
	name_parts(letter);
}

/* A note stands in the part of the last block before it. */
static void
place_notes(struct letter *letter)
{
	struct blocks *blocks = &letter->blocks;
	size_t block = 0;

	for (size_t i = 0; i < blocks->notes_n; i++) {
		while (block + 1 < blocks->n &&
		    blocks->at[block + 1].line < blocks->notes[i].line)
			block++;
		if (blocks->n)
			blocks->notes[i].part = blocks->at[block].part;
	}
	blocks_place_notes(blocks);
}

int
import_letter(struct import_job *job, struct str text)
{
	struct letter letter = { .job = job, .blocks = BLOCKS_INIT };
	int failed = read_blocks(&letter, text);

	if (!failed) {
		find_parts(&letter);
		place_notes(&letter);
		for (size_t i = 0; i < letter.parts_n; i++)
			letter_build(&letter, i);
		letter_find_meetings(&letter);
	}
	blocks_release(&letter.blocks);
	free(letter.parts);
	return failed;
}
