/*
 * The grammar of one line of a native file. Anything that is not exactly of
 * the grammar is text.
 */
#include "native_line.h"

#include <string.h>

#include "adref/text/token.h"

/* ` .STATUS` and ` same-as=ID`, both optional, in this order, to the end. */
static bool
read_tail(struct native_line *out, struct str tail)
{
	struct str word;

	out->status = STATUS_OPEN;
	out->same_as = (node_id){ "" };
	if (str_starts(tail, " .")) {
		size_t end = str_find(tail, 1, str_of(" "));

		word = str_part(tail, 2, end - 2);
		if (!status_of(word, &out->status))
			return false;
		tail = str_from(tail, end);
	}
	if (str_starts(tail, " same-as=")) {
		out->same_as = node_id_of(str_from(tail, 9));
		return !node_id_is_none(&out->same_as);
	}
	return tail.len == 0;
}

/* The id at the end of the text, taken off it. */
static void
read_id(struct native_line *out)
{
	struct str text = out->text;
	size_t open = text.len;
	struct str inside;

	if (!str_ends(text, "}"))
		return;
	while (open && text.at[open - 1] != '{')
		open--;
	if (!open || (open > 1 && text.at[open - 2] != ' '))
		return;
	inside = str_part(text, open, text.len - open - 1);
	if (!str_starts(inside, "#") || !node_id_is_valid(str_part(inside, 1,
		8)) || !read_tail(out, str_from(inside, 9)))
		return;
	out->id = node_id_of(str_part(inside, 1, 8));
	out->text = str_trim(str_part(text, 0, open - 1));
}

static bool
is_delimiter(struct str text)
{
	bool dash = false;

	for (size_t i = 0; i < text.len; i++) {
		if (!memchr("|-: ", text.at[i], 4))
			return false;
		dash |= text.at[i] == '-';
	}
	return dash;
}

/* `### heading`: the marker ends with a blank or the line's end. */
static bool
read_section(struct native_line *out, struct str text)
{
	size_t level = 0;

	while (level < text.len && text.at[level] == '#')
		level++;
	if (!level || out->indent || level > 99 ||
	    (level < text.len && text.at[level] != ' '))
		return false;
	out->kind = NODE_SECTION;
	out->level = (unsigned)level;
	out->text = str_trim(str_from(text, level));
	return true;
}

static bool
read_note(struct native_line *out, struct str text)
{
	size_t end = str_find(text, 0, str_of("]:"));

	if (!str_starts(text, "[^") || end == text.len || out->indent)
		return false;
	out->label = str_part(text, 2, end - 2);
	if (!label_is_valid(out->label))
		return false;
	out->kind = NODE_NOTE;
	out->text = str_trim(str_from(text, end + 2));
	return true;
}

bool
native_line_read(struct native_line *out, struct str line)
{
	struct str text = str_trim(line);

	*out = (struct native_line){ .kind = NODE_PARAGRAPH, .text = text };
	if (!text.len)
		return false;
	for (size_t i = 0; line.at + i < text.at; i++)
		out->indent += line.at[i] == '\t' ? 4 : 1;
	if (!read_section(out, text) && !read_note(out, text)) {
		if (text.at[0] == '-' && (text.len == 1 || text.at[1] == ' ')) {
			out->kind = NODE_ITEM;
			out->text = str_trim(str_from(text, 1));
		} else if (text.at[0] == '|') {
			out->kind = NODE_ROW;
		}
	}
	read_id(out);
	out->delimiter = out->kind == NODE_ROW && is_delimiter(out->text);
	return true;
}
