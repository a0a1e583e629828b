/*
 * Nodes of a letter's part: headings, bullets and what hangs below them,
 * tables, notes. In the part that is negotiated the lettered items are
 * sections; elsewhere everything stands in a row.
 */
#include "import_letter.h"

#include <string.h>

struct builder {
	struct letter *letter;
	const struct letter_part *part;
	size_t part_index;
	struct doc *doc;
	struct hang hang;
	bool in_item;		/* a lettered item was met */
	bool in_heading;	/* and below it a heading without number */
	struct buf source;
};

static struct str
source_of(struct builder *builder, size_t i)
{
	const struct blocks *blocks = &builder->letter->blocks;

	buf_clear(&builder->source);
	blocks_add_source(&builder->source, blocks, blocks_text(blocks, i),
		builder->part_index);
	return buf_str(&builder->source);
}

static enum block_kind
kind_after(const struct builder *builder, size_t i)
{
	return i + 1 < builder->part->end ?
		builder->letter->blocks.at[i + 1].kind : BLOCK_PARAGRAPH;
}

static bool
ends_as_sentence(struct str text)
{
	text = import_without_marks(text);
	return text.len && strchr(".;:,!?", text.at[text.len - 1]);
}

static bool
is_emphasis(struct str text)
{
	return text.len > 2 && text.at[0] == '*' &&
		text.at[text.len - 1] == '*';
}

static bool
is_numbered_heading(const struct builder *builder, size_t i)
{
	struct str text = blocks_text(&builder->letter->blocks, i);
	size_t number = letter_number(text);

	if (!builder->in_item || !number)
		return false;
	if (is_emphasis(str_trim(str_from(text, number))))
		return true;
	return kind_after(builder, i) == BLOCK_ITEM && !ends_as_sentence(text);
}

static bool
is_way_forward(struct str text)
{
	return text.len < 20 && (import_starts_word(text, "the way forward") ||
		import_starts_word(text, "way forward"));
}

/* A short line without a stop, right above bullets or a numbered heading. */
static bool
is_heading(const struct builder *builder, size_t i)
{
	const struct blocks *blocks = &builder->letter->blocks;
	struct str text = blocks_text(blocks, i);

	if (!builder->in_item || text.len > 300 || !blocks->at[i].gap)
		return false;
	if (is_way_forward(text))
		return true;
	if (ends_as_sentence(text) || import_starts_lower(text) ||
	    i + 1 >= builder->part->end || !blocks->at[i + 1].gap)
		return false;
	return blocks->at[i + 1].kind == BLOCK_ITEM ||
		(blocks->at[i + 1].kind == BLOCK_PARAGRAPH &&
		 is_numbered_heading(builder, i + 1));
}

static unsigned
level_of(struct builder *builder, size_t i)
{
	struct str text = blocks_text(&builder->letter->blocks, i);

	if (!builder->part->sections || i == builder->part->first)
		return 0;
	if (letter_item_number(text) && text.len < 2000) {
		builder->in_item = true;
		builder->in_heading = false;
		return 1;
	}
	if (is_numbered_heading(builder, i))
		return builder->in_heading ? 3 : 2;
	if (!letter_number(text) && is_heading(builder, i)) {
		builder->in_heading = true;
		return 2;
	}
	return 0;
}

static void
build_block(struct builder *builder, size_t i)
{
	hang_add(builder->letter->job, builder->doc, &builder->hang,
		&builder->letter->blocks.at[i], source_of(builder, i));
}

static void
build_paragraph(struct builder *builder, size_t i)
{
	struct import_job *job = builder->letter->job;
	unsigned level = level_of(builder, i);

	if (level) {
		builder->hang.n = 0;
		import_add_section(job, builder->doc, level,
			source_of(builder, i));
	} else {
		build_block(builder, i);
	}
}

static void
cut_cells(struct import_row *row, struct str text)
{
	size_t tab;

	row->n = 0;
	while ((tab = str_find(text, 0, str_of("\t"))) < text.len) {
		import_row_add(row, str_part(text, 0, tab));
		text = str_from(text, tab + 1);
	}
	if (str_trim(text).len || !row->n)
		import_row_add(row, text);
}

/* Column titles are short, and none is missing. */
static bool
is_header(const struct import_row *row)
{
	for (size_t i = 0; i < row->n; i++) {
		struct str cell = str_trim(row->cells[i]);

		if (!cell.len || import_columns(cell) > 40)
			return false;
	}
	return true;
}

/* The rows from block i on; returns the block behind them. */
static size_t
build_table(struct builder *builder, size_t i)
{
	const struct blocks *blocks = &builder->letter->blocks;
	struct import_row row = { NULL, 0, 0 };
	size_t end = i, columns = 0;
	struct node *table;

	builder->hang.n = 0;
	while (end < builder->part->end && blocks->at[end].kind == BLOCK_ROW) {
		cut_cells(&row, blocks_text(blocks, end++));
		columns = row.n > columns ? row.n : columns;
	}
	table = import_add_table(builder->doc, NULL, columns);
	cut_cells(&row, source_of(builder, i));
	if (end == i + 1 || !is_header(&row)) {
		struct import_row none = { NULL, 0, 0 };

		import_row_add(&none, str_of(""));
		import_add_row(builder->doc, table, &none, columns);
		import_row_release(&none);
	}
	for (; i < end; i++) {
		cut_cells(&row, source_of(builder, i));
		import_add_row(builder->doc, table, &row, columns);
	}
	import_row_release(&row);
	return end;
}

/* What the head of a part says of itself. */
static void
see_head(struct builder *builder)
{
	struct letter *letter = builder->letter;
	const struct letter_part *part = builder->part;

	for (size_t i = part->first; i < part->end &&
	     i < part->first + 40; i++) {
		struct str text = blocks_text(&letter->blocks, i);

		import_see_symbol(letter->job, text);
		if (part->sections && i < part->first + 6)
			import_see_draft(letter->job, text);
	}
}

void
letter_build(struct letter *letter, size_t part)
{
	struct builder builder = { .letter = letter,
		.part = &letter->parts[part], .part_index = part };
	const struct blocks *blocks = &letter->blocks;

	builder.doc = import_new_doc(letter->job, builder.part->name);
	see_head(&builder);
	for (size_t i = builder.part->first; i < builder.part->end;) {
		switch (blocks->at[i].kind) {
		case BLOCK_ROW:
			i = build_table(&builder, i);
			break;
		case BLOCK_ITEM:
			build_block(&builder, i++);
			break;
		default:
			build_paragraph(&builder, i++);
			break;
		}
	}
	blocks_add_notes(letter->job, blocks, part, builder.doc);
	buf_release(&builder.source);
}
