/*
 * Printing a form: what a delegate sees. Ids are short and stand in
 * parentheses behind the address, once for each paragraph.
 */
#include <string.h>

#include "adref/base/map.h"
#include "adref/base/utf8.h"
#include "adref/doc/address.h"
#include "adref/doc/party.h"
#include "adref/text/words.h"
#include "form_inside.h"

enum { FORM_WIDTH = 72, INDENT = 4, ID_MIN = 4, ID_MAX = 8 };

const char *const form_labels[FORM_LABELS] = {
	"change", "add after", "delete", "keep", "reasons", "support"
};
const char form_end[] = "[end of form]";

static const char how_to[] =
	"Write behind a word below a paragraph what you propose there, on as\n"
	"many lines as it takes; behind delete: and keep: the words meant, or\n"
	"all; behind support: a proposal, as FRA/1. Leave the rest as it is.\n";

void
form_add_top(struct buf *out, const struct form_about *about,
	const char *title)
{
	buf_add_format(out, "Proposals of %s on %s\n[form %s %s %s]\n\n%s",
		party_room_name(about->party), title, about->party,
		about->document, about->draft, how_to);
}

static bool
has_lines(const struct node *node)
{
	return node->kind != NODE_TABLE;
}

static const struct node *
next_of(const struct doc *draft, const struct node *node)
{
	const struct node *next;

	if (node->kind == NODE_NOTE)
		return node->next;
	next = node_next(node);
	return next ? next : draft->notes->first;
}

const struct node *
form_next(const struct doc *draft, const struct node *node)
{
	do
		node = next_of(draft, node);
	while (node && !has_lines(node));
	return node;
}

const struct node *
form_first(const struct doc *draft)
{
	const struct node *node = doc_first(draft);

	if (!node)
		node = draft->notes->first;
	return node && !has_lines(node) ? form_next(draft, node) : node;
}

static bool
tells_apart(const struct doc *draft, size_t length)
{
	struct map seen = MAP_INIT;
	const struct node *node = form_first(draft);
	bool apart = true;

	for (; node && apart; node = form_next(draft, node))
		apart = !map_put(&seen, str_make(node->id.text, length),
			(void *)node);
	map_release(&seen);
	return apart;
}

size_t
form_id_length(const struct doc *draft)
{
	size_t length = ID_MIN;

	while (length < ID_MAX && !tells_apart(draft, length))
		length++;
	return length;
}

/* In rows of words, indented. */
static void
add_rows(struct buf *out, struct str text)
{
	size_t column = 0;
	struct str word;

	while (str_word(&text, &word)) {
		size_t width = utf8_columns(word);

		if (column && column + 1 + width > FORM_WIDTH) {
			buf_add_char(out, '\n');
			column = 0;
		}
		buf_add_fill(out, ' ', column ? 1 : INDENT);
		buf_add_str(out, word);
		column = column ? column + 1 + width : INDENT + width;
	}
	buf_add_char(out, '\n');
}

static void
add_paragraph(struct buf *out, const struct address_walk *walk,
	size_t id_length)
{
	struct buf plain = BUF_INIT;

	buf_add_char(out, '\n');
	buf_add_str(out, address_walk_text(walk));
	buf_add_format(out, " (%.*s)\n", (int)id_length,
		walk->node->id.text);
	words_add_plain(&plain, node_is_placeholder(walk->node)
		? str_of(PLACEHOLDER_WORDS) : node_str(walk->node));
	add_rows(out, buf_str(&plain));
	buf_release(&plain);
	buf_add_char(out, '\n');
	for (int i = 0; i < FORM_LABELS; i++)
		buf_add_format(out, "%s:\n", form_labels[i]);
}

void
form_print(struct buf *out, const struct doc *draft,
	const struct form_about *about, const char *title)
{
	size_t id_length = form_id_length(draft);
	struct address_walk walk;

	form_add_top(out, about, title);
	address_walk_init(&walk, draft);
	while (address_walk_next(&walk))
		if (has_lines(walk.node))
			add_paragraph(out, &walk, id_length);
	address_walk_release(&walk);
	buf_add_format(out, "\n%s\n", form_end);
}
