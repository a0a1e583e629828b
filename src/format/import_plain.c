/*
 * Plain text, also what a PDF left: lines into paragraphs, headings into
 * sections, notes out of the flow. A new paragraph begins at a blank line, at
 * a number, below a short line. The text has no markup, so what would be read
 * as such is quoted. In doubt everything stays text.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "adref/base/utf8.h"
#include "adref/text/number.h"
#include "import_plain.h"

/* What a heading is of; the levels in use are counted from 1 afterwards. */
enum { RANK_NONE, RANK_CHAPTER, RANK_SECTION, RANK_ARTICLE, RANKS };

enum { WIDTH_MAX = 160, HEADING_MAX = 300 };

struct reader {
	struct import_job *job;
	struct plain_pages pages;
	struct blocks blocks;
	struct buf line;	/* with its marks as superscripts */
	size_t mark;		/* the next one */
	size_t width;		/* columns of a full line */
	size_t last_columns;	/* of the line before */
	size_t indent;		/* of this one */
	bool gap;		/* a blank line stands before this one */
	bool in_capitals;	/* a heading that may go on */
	bool used[RANKS];
};

/* The width that nine of ten longer lines keep to. */
static size_t
usual_width(const struct plain_pages *pages)
{
	size_t count[WIDTH_MAX + 1] = { 0 }, n = 0, seen = 0;

	for (size_t i = 0; i < pages->n; i++) {
		size_t columns = import_columns(pages->lines[i].text);

		if (columns < 40 || columns > WIDTH_MAX)
			continue;
		count[columns]++;
		n++;
	}
	for (size_t width = 0; width <= WIDTH_MAX; width++) {
		seen += count[width];
		if (n && seen * 10 >= n * 9)
			return width;
	}
	return WIDTH_MAX;
}

/* A mark stands right behind its word; not behind an opener or a mark. */
static void
draw_near(struct buf *line)
{
	struct str word = str_trim(buf_str(line));

	if (word.len && word.at[word.len - 1] != '[' &&
	    !superscript_at_end(word))
		buf_cut(line, (size_t)(word.at - line->data) + word.len);
}

/* The line with the marks on it as superscripts. */
static struct str
with_marks(struct reader *reader, size_t i)
{
	const struct plain_pages *pages = &reader->pages;
	struct str text = pages->lines[i].text;
	size_t from = 0;

	buf_clear(&reader->line);
	while (reader->mark < pages->marks_n &&
	       pages->marks[reader->mark].line == i) {
		const struct plain_mark *mark = &pages->marks[reader->mark++];

		buf_add_str(&reader->line, str_part(text, from,
			mark->off - from));
		draw_near(&reader->line);
		superscript_add(&reader->line, str_part(text, mark->off,
			mark->len));
		from = mark->off + mark->len;
	}
	buf_add_str(&reader->line, str_from(text, from));
	return buf_str(&reader->line);
}

/* Past `[`, blanks, superscripts and `:`, as in `[ ¹ : Section A`. */
static struct str
past_opening(struct str text)
{
	char label[IMPORT_LABEL_MAX];
	size_t off = 0, len;

	while (off < text.len) {
		len = superscript_read(text, off, label);
		if (!len && !strchr("[ :", text.at[off]))
			break;
		off += len ? len : 1;
	}
	return str_from(text, off);
}

static bool
has_colon_soon(struct str text)
{
	size_t colon = str_find(text, 0, str_of(":"));

	return colon < text.len && colon < 24;
}

static bool
is_article(struct str text, bool gap)
{
	struct str rest = str_trim(str_from(text, 7)), word;
	size_t colon;

	if (!rest.len || !import_starts_word(text, "article"))
		return false;
	if (str_starts(text, "ARTICLE"))
		return true;
	colon = str_find(rest, 0, str_of(":"));
	if (colon < 12 && colon < rest.len)
		return import_is_capitals(str_from(rest, colon));
	/* French, Spanish: `Article 2` or `Article premier` alone. */
	return gap && str_word(&rest, &word) && !str_trim(rest).len &&
		(isdigit((unsigned char)word.at[0]) || str_is(word, "premier"));
}

/* Bytes of `第…条` (or `第…部分`, `第…章`) at the start, and its rank. */
static size_t
chinese_heading(struct str text, unsigned *rank)
{
	size_t off = strlen("第");

	if (!str_starts(text, "第"))
		return 0;
	while (off < text.len && off < 24) {
		struct str rest = str_from(text, off);

		*rank = RANK_ARTICLE;
		if (str_starts(rest, "条"))
			return off + strlen("条");
		*rank = RANK_CHAPTER;
		if (str_starts(rest, "部分"))
			return off + strlen("部分");
		if (str_starts(rest, "章"))
			return off + strlen("章");
		utf8_at(text, off, &off);
	}
	return 0;
}

/* Bytes of `المادة 12` at the start. */
static size_t
arabic_heading(struct str text)
{
	size_t off = strlen("المادة ");

	if (!str_starts(text, "المادة "))
		return 0;
	while (off < text.len && isdigit((unsigned char)text.at[off]))
		off++;
	return off > strlen("المادة ") ? off : 0;
}

static unsigned
rank_of(struct str text, bool gap)
{
	struct str inside = past_opening(text);

	if (text.len > HEADING_MAX)
		return RANK_NONE;
	if (str_starts(inside, "CHAPTER ") || str_starts(inside, "PARTIE ") ||
	    str_starts(inside, "PART ") || str_starts(inside, "CHAPITRE "))
		return RANK_CHAPTER;
	if (str_starts(inside, "SECTION ") ||
	    (str_starts(inside, "Section ") && has_colon_soon(inside)))
		return RANK_SECTION;
	return is_article(inside, gap) ? RANK_ARTICLE : RANK_NONE;
}

/* `Option 1`, alone on its line. */
static bool
is_option(struct str text)
{
	return import_starts_word(text, "option") && text.len > 7 &&
		text.len < 14 && text.at[6] == ' ';
}

/* Whether the line begins with a number that begins a paragraph. */
static bool
begins_numbered(const struct reader *reader, struct str text)
{
	const struct blocks *blocks = &reader->blocks;
	struct number number;
	struct str last, behind;
	size_t off = 0;

	while (off < text.len && strchr("[ ", text.at[off]))
		off++;
	behind = str_from(text, off);
	if (!number_read(&number, behind) || import_starts_word(behind,
	    "article") || import_starts_word(behind, "annex"))
		return false;
	off = number.part[0].off + number.part[0].len;
	behind = str_from(behind, off);
	if (str_starts(behind, "]") || str_starts(behind, "  ") ||
	    !str_trim(behind).len)
		return true;
	last = import_without_marks(blocks_text(blocks, blocks->n - 1));
	return !last.len || strchr(".;:,", last.at[last.len - 1]) ||
		str_ends(last, " and") || str_ends(last, " or");
}

/* A line well short of the margin ends its paragraph. */
static bool
was_short(const struct reader *reader)
{
	const struct blocks *blocks = &reader->blocks;
	struct str last = import_without_marks(
		blocks_text(blocks, blocks->n - 1));

	if (reader->last_columns * 10 < reader->width * 7)
		return true;
	return reader->last_columns * 10 < reader->width * 9 && last.len &&
		strchr(".;:", last.at[last.len - 1]);
}

static void
begin(struct reader *reader, enum block_kind kind, size_t i, struct str text)
{
	struct block *block = blocks_begin(&reader->blocks, kind, i + 1, text);

	block->indent = reader->indent;
	block->gap = reader->gap;
	reader->in_capitals = false;
}

static void
begin_heading(struct reader *reader, unsigned rank, size_t i, struct str text)
{
	begin(reader, BLOCK_HEADING, i, text);
	reader->blocks.at[reader->blocks.n - 1].level = rank;
	reader->used[rank] = true;
	reader->in_capitals = true;
}

/*
 * The line below a chapter's title, far to the right and in small letters, is
 * the title of a section: `[General Obligations`.
 */
static bool
is_centred_section(const struct reader *reader, struct str text, size_t indent)
{
	const struct blocks *blocks = &reader->blocks;

	return reader->in_capitals && !reader->gap && indent >= 24 &&
		text.len < 60 && !import_is_capitals(text) &&
		blocks->at[blocks->n - 1].level == RANK_CHAPTER;
}

/* The second line of a section's title, far to the right as the first. */
static bool
is_more_of_title(const struct reader *reader, struct str text, size_t indent)
{
	const struct blocks *blocks = &reader->blocks;

	if (!reader->in_capitals || reader->gap)
		return false;
	return import_is_capitals(text) || (indent >= 20 && text.len < 60 &&
		blocks->at[blocks->n - 1].level == RANK_SECTION);
}

/* A heading whose text follows on the same line, as in Chinese and Arabic. */
static bool
read_run_in(struct reader *reader, size_t i, struct str text)
{
	unsigned rank = RANK_ARTICLE;
	size_t len = chinese_heading(text, &rank);

	if (!len) {
		rank = RANK_ARTICLE;
		len = arabic_heading(text);
	}
	if (!len)
		return false;
	if (text.len < 120 && !str_ends(text, "。") && !str_ends(text, "：") &&
	    !str_ends(text, "."))
		len = text.len;
	begin_heading(reader, rank, i, str_part(text, 0, len));
	reader->in_capitals = false;
	if (len < text.len)
		begin(reader, BLOCK_PARAGRAPH, i,
			str_trim(str_from(text, len)));
	return true;
}

static void
read_text(struct reader *reader, size_t i)
{
	struct blocks *blocks = &reader->blocks;
	struct str line = with_marks(reader, i), text;
	size_t indent = import_indent(line, &text), bullet;
	unsigned rank = rank_of(text, reader->gap || !blocks->n);
	bool sub;

	reader->indent = indent;
	bullet = blocks_bullet(blocks, text, indent, reader->gap, &sub);
	if (rank) {
		begin_heading(reader, rank, i, text);
	} else if (is_more_of_title(reader, text, indent)) {
		blocks_go_on(blocks, text);
	} else if (blocks->n && is_centred_section(reader, text, indent)) {
		begin_heading(reader, RANK_SECTION, i, text);
	} else if (read_run_in(reader, i, text)) {
		;
	} else if (bullet) {
		begin(reader, BLOCK_ITEM, i, str_from(text, bullet));
		blocks->at[blocks->n - 1].level = sub;
	} else if (!blocks->n || reader->gap || is_option(text) ||
		   blocks->at[blocks->n - 1].kind == BLOCK_HEADING ||
		   begins_numbered(reader, text) || was_short(reader)) {
		begin(reader, BLOCK_PARAGRAPH, i, text);
	} else {
		blocks_go_on(blocks, text);
	}
	/* An option's name is never gone on with. */
	reader->last_columns = is_option(text) ? 0 : import_columns(line);
	reader->gap = false;
}

static void
read_lines(struct reader *reader)
{
	const struct plain_pages *pages = &reader->pages;

	for (size_t i = 0; i < pages->n; i++) {
		const struct plain_line *line = &pages->lines[i];
		struct str text = str_trim(line->text);

		switch (line->role) {
		case LINE_PAGE:
			import_set_aside(reader->job, text);
			break;
		case LINE_NOTE:
			blocks_begin_note(&reader->blocks, line->label, i + 1,
				str_of(line->kept_bracket ? "[" : ""));
			buf_add_str(&reader->blocks.note_text, line->note);
			reader->blocks.notes[reader->blocks.notes_n - 1].len +=
				line->note.len;
			break;
		case LINE_NOTE_ON:
			blocks_note_goes_on(&reader->blocks, text);
			break;
		default:
			if (text.len)
				read_text(reader, i);
			else
				reader->gap = true;
			break;
		}
	}
}

/* Ranks in use become levels from 1. */
static void
build(struct reader *reader)
{
	struct blocks *blocks = &reader->blocks;
	struct doc *doc = import_new_doc(reader->job,
		reader->job->options->main);
	unsigned levels[RANKS] = { 0 };
	struct buf source = BUF_INIT;
	struct hang hang = { .n = 0 };

	for (unsigned rank = RANK_CHAPTER, level = 0; rank < RANKS; rank++)
		levels[rank] = reader->used[rank] ? ++level : 0;
	for (size_t i = 0; i < blocks->n; i++) {
		const struct block *block = &blocks->at[i];

		if (doc_last_section(doc) == doc->root) {
			import_see_draft(reader->job, blocks_text(blocks, i));
			import_see_symbol(reader->job, blocks_text(blocks, i));
		}
		buf_clear(&source);
		blocks_add_source(&source, blocks, blocks_text(blocks, i), 0);
		if (block->kind == BLOCK_HEADING) {
			hang.n = 0;
			import_add_section(reader->job, doc,
				levels[block->level], buf_str(&source));
		} else {
			hang_add(reader->job, doc, &hang, block,
				buf_str(&source));
		}
	}
	blocks_add_notes(reader->job, blocks, 0, doc);
	buf_release(&source);
}

int
import_plain(struct import_job *job, struct str text)
{
	struct reader reader = { .job = job, .blocks = BLOCKS_INIT,
		.gap = true };
	int failed = plain_pages_read(&reader.pages, job, text);

	if (!failed) {
		reader.blocks.plain = true;
		reader.width = usual_width(&reader.pages);
		read_lines(&reader);
		blocks_place_notes(&reader.blocks);
		build(&reader);
	}
	blocks_release(&reader.blocks);
	plain_pages_release(&reader.pages);
	buf_release(&reader.line);
	return failed;
}
