/*
 * Text in blocks, notes apart. The readers of letters and plain text fill the
 * blocks line by line; their builders make nodes of them. Notes leave the
 * flow here, and marks are written as `[^8]` on the way out. Nothing here
 * decides what a line is.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/text/quote.h"
#include "import_parts.h"

void
blocks_release(struct blocks *blocks)
{
	buf_release(&blocks->text);
	buf_release(&blocks->note_text);
	free(blocks->at);
	free(blocks->notes);
	map_release(&blocks->labels);
}

/*
 * Blocks lie behind one another with a blank between, so that a block which
 * goes on only grows.
 */
struct block *
blocks_begin(struct blocks *blocks, enum block_kind kind, size_t line,
	struct str text)
{
	struct block *block;

	buf_add_char(&blocks->text, ' ');
	blocks->at = mem_grow(blocks->at, &blocks->cap, blocks->n + 1,
		sizeof(*blocks->at));
	block = &blocks->at[blocks->n++];
	*block = (struct block){ .kind = kind, .off = blocks->text.len,
		.len = text.len, .line = line };
	buf_add_str(&blocks->text, text);
	return block;
}

void
blocks_go_on(struct blocks *blocks, struct str text)
{
	struct block *block = &blocks->at[blocks->n - 1];

	if (block->len && text.len)
		buf_add_char(&blocks->text, ' ');
	buf_add_str(&blocks->text, text);
	block->len = blocks->text.len - block->off;
}

void
blocks_begin_note(struct blocks *blocks, struct str label, size_t line,
	struct str text)
{
	struct block_note *note;

	blocks->notes = mem_grow(blocks->notes, &blocks->notes_cap,
		blocks->notes_n + 1, sizeof(*blocks->notes));
	note = &blocks->notes[blocks->notes_n++];
	*note = (struct block_note){ .off = blocks->note_text.len,
		.len = text.len, .line = line };
	label = str_part(label, 0, IMPORT_LABEL_MAX - 1);
	memcpy(note->label, label.at, label.len);
	buf_add_str(&blocks->note_text, text);
}

void
blocks_note_goes_on(struct blocks *blocks, struct str text)
{
	struct block_note *note = &blocks->notes[blocks->notes_n - 1];

	if (note->len && text.len)
		buf_add_char(&blocks->note_text, ' ');
	buf_add_str(&blocks->note_text, text);
	note->len = blocks->note_text.len - note->off;
}

struct str
blocks_text(const struct blocks *blocks, size_t i)
{
	return str_part(buf_str(&blocks->text), blocks->at[i].off,
		blocks->at[i].len);
}

static struct block_note *
note_of(const struct blocks *blocks, const char *part, const char *label)
{
	struct buf key = BUF_INIT;
	struct block_note *note;

	buf_add_format(&key, "%s/%s", part, label);
	note = map_get(&blocks->labels, buf_str(&key));
	buf_release(&key);
	return note;
}

static void
set_note(struct blocks *blocks, const char *part, struct block_note *note)
{
	struct buf key = BUF_INIT;

	buf_add_format(&key, "%s/%s", part, note->label);
	if (!map_get(&blocks->labels, buf_str(&key)))
		map_put(&blocks->labels, buf_str(&key), note);
	buf_release(&key);
}

static struct block_note *
note_in_part(const struct blocks *blocks, size_t part, const char *label)
{
	struct buf name = BUF_INIT;
	struct block_note *note;

	buf_add_format(&name, "%zu", part);
	note = note_of(blocks, buf_text(&name), label);
	buf_release(&name);
	return note;
}

static void
set_note_in_part(struct blocks *blocks, struct block_note *note)
{
	struct buf name = BUF_INIT;

	buf_add_format(&name, "%zu", note->part);
	set_note(blocks, buf_text(&name), note);
	buf_release(&name);
}

/* Offset of the next superscript digits, with their bytes; text.len: none. */
static size_t
next_superscript(struct str text, size_t off, char label[IMPORT_LABEL_MAX],
	size_t *len)
{
	for (; off < text.len; off++) {
		unsigned char c = (unsigned char)text.at[off];

		if (c != 0xC2 && c != 0xE2)
			continue;
		*len = superscript_read(text, off, label);
		if (*len)
			return off;
	}
	return text.len;
}

/* A square metre has no note. */
static bool
is_unit(struct str text, size_t off)
{
	size_t from = off;

	if (!off || text.at[off - 1] != 'm')
		return false;
	from = off - 1;
	if (from && strchr("kcdm", text.at[from - 1]))
		from--;
	return !from || strchr(" \t(/", text.at[from - 1]);
}

/*
 * A mark takes the note of its own part; one that has none there takes one
 * that no mark of another part has taken.
 */
static void
meet_marks(struct blocks *blocks, const struct block *block, bool own)
{
	struct str text = str_part(buf_str(&blocks->text), block->off,
		block->len);
	char label[IMPORT_LABEL_MAX];
	size_t len = 0;

	for (size_t off = next_superscript(text, 0, label, &len);
	     off < text.len;
	     off = next_superscript(text, off + len, label, &len)) {
		struct block_note *note;

		note = note_in_part(blocks, block->part, label);
		if (note && !is_unit(text, off))
			note->used = true;
		if (note || own)
			continue;
		note = note_of(blocks, "any", label);
		if (!note || note->used || is_unit(text, off))
			continue;
		note->used = true;
		note->part = block->part;
		set_note_in_part(blocks, note);
	}
}

void
blocks_place_notes(struct blocks *blocks)
{
	for (size_t i = 0; i < blocks->notes_n; i++) {
		set_note_in_part(blocks, &blocks->notes[i]);
		set_note(blocks, "any", &blocks->notes[i]);
	}
	if (!blocks->notes_n)
		return;
	for (size_t i = 0; i < blocks->n; i++)
		meet_marks(blocks, &blocks->at[i], true);
	for (size_t i = 0; i < blocks->n; i++)
		meet_marks(blocks, &blocks->at[i], false);
}

static void
add_piece(struct buf *out, const struct blocks *blocks, struct str piece)
{
	if (blocks->plain)
		quote_add_plain(out, piece);
	else
		buf_add_str(out, piece);
}

void
blocks_add_source(struct buf *out, const struct blocks *blocks,
	struct str text, size_t part)
{
	char label[IMPORT_LABEL_MAX];
	size_t from = 0, len = 0;
	size_t off = text.len;

	if (blocks->notes_n)
		off = next_superscript(text, 0, label, &len);
	while (off < text.len) {
		if (note_in_part(blocks, part, label) && !is_unit(text, off)) {
			add_piece(out, blocks, str_part(text, from,
				off - from));
			buf_add_format(out, "[^%s]", label);
			from = off + len;
		}
		off = next_superscript(text, off + len, label, &len);
	}
	add_piece(out, blocks, str_from(text, from));
}

void
blocks_add_notes(struct import_job *job, const struct blocks *blocks,
	size_t part, struct doc *doc)
{
	struct buf source = BUF_INIT;

	for (size_t i = 0; i < blocks->notes_n; i++) {
		const struct block_note *note = &blocks->notes[i];

		if (note->part != part)
			continue;
		buf_clear(&source);
		blocks_add_source(&source, blocks, str_part(
			buf_str(&blocks->note_text), note->off, note->len),
			part);
		import_add_note(job, doc, str_of(note->label),
			buf_str(&source), note->line);
		if (!note->used)
			import_warn(job, note->line, "no mark in the text "
				"refers to note %s", note->label);
	}
	buf_release(&source);
}

size_t
blocks_bullet(const struct blocks *blocks, struct str text, size_t indent,
	bool gap, bool *sub)
{
	size_t len = import_bullet(text, sub);

	if (!len || text.at[0] != 'o')
		return len;
	return blocks->n && blocks->at[blocks->n - 1].kind == BLOCK_ITEM &&
		(indent || !gap) ? len : 0;
}
