/*
 * What hangs below what in a text that only looks structured: bullets by their
 * indentation, numbered paragraphs by the form of their numbers (`(a)` below
 * `1.`, `(i)` below `(a)`), other paragraphs where they are indented further
 * than what stands before. In doubt a node stands in the section.
 */
#include <string.h>

#include "adref/text/number.h"
#include "import_parts.h"

enum { BULLETS = 10 };	/* ranks from here on are of bullets */

/* `i` behind `h` is a letter; with no letter before it a roman number. */
static bool
follows_letter(const struct hang *hang, char letter)
{
	for (size_t i = hang->n; i-- > 0;)
		if (hang->at[i].letter)
			return hang->at[i].letter + 1 == letter;
	return false;
}

static bool
is_roman(struct str core)
{
	for (size_t i = 0; i < core.len; i++)
		if (!strchr("ivxl", core.at[i]))
			return false;
	return core.len > 0;
}

/*
 * 1 for `1.`, 2 for `(a)`, 3 for `(i)`, 4 for `a.`; 0 for any other text. A
 * letter of rank 2 is told.
 */
static size_t
rank_of(const struct hang *hang, struct str text, char *letter)
{
	struct number number;
	const struct number_part *part = number.part;
	struct str core;
	bool closed;

	*letter = '\0';
	if (!number_read(&number, text) || (part->off != part->core_off &&
	    text.at[part->off] != '('))
		return 0;
	core = str_part(text, part->core_off, part->core_len);
	closed = str_starts(str_from(text, part->core_off + core.len), ")");
	if (core.at[0] >= '0' && core.at[0] <= '9')
		return 1;
	if (core.at[0] < 'a' || core.at[0] > 'z')
		return 0;
	if (is_roman(core) && (core.len > 1 || !follows_letter(hang,
	    core.at[0])))
		return closed ? 3 : 0;
	if (core.len > 1)
		return 0;
	if (closed)
		*letter = core.at[0];
	return closed ? 2 : 4;
}

static struct node *
top_of(const struct hang *hang)
{
	return hang->n ? hang->at[hang->n - 1].node : NULL;
}

/* Deeper ones than there is room for stand side by side. */
static void
push(struct hang *hang, struct hanging hanging)
{
	if (hang->n < HANG_MAX)
		hang->at[hang->n++] = hanging;
}

static struct node *
add_bullet(struct import_job *job, struct doc *doc, struct hang *hang,
	const struct block *block, struct str source)
{
	size_t rank = BULLETS + 2 * block->indent + (block->level ? 1 : 0);
	struct node *node;

	while (hang->n && (hang->at[hang->n - 1].rank >= rank ||
	    (hang->at[hang->n - 1].rank < BULLETS &&
	     hang->at[hang->n - 1].indent >= block->indent)))
		hang->n--;
	node = import_add(job, doc, top_of(hang), NODE_ITEM, source);
	push(hang, (struct hanging){ rank, block->indent, '\0', node });
	return node;
}

static struct node *
add_paragraph(struct import_job *job, struct doc *doc, struct hang *hang,
	const struct block *block, struct str source)
{
	char letter;
	size_t rank = rank_of(hang, source, &letter);
	struct node *node;

	while (hang->n && (rank ? hang->at[hang->n - 1].rank >= rank
	    : hang->at[hang->n - 1].indent >= block->indent))
		hang->n--;
	node = import_add(job, doc, top_of(hang), NODE_PARAGRAPH, source);
	if (rank)
		push(hang, (struct hanging){ rank, block->indent, letter,
			node });
	return node;
}

struct node *
hang_add(struct import_job *job, struct doc *doc, struct hang *hang,
	const struct block *block, struct str source)
{
	return block->kind == BLOCK_ITEM
		? add_bullet(job, doc, hang, block, source)
		: add_paragraph(job, doc, hang, block, source);
}
