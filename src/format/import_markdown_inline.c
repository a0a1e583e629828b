/*
 * What stands inside a line of Markdown, as native source. Escapes, emphasis,
 * inline links and brackets are the same in both and stay as they are;
 * reference links become inline ones, marks of notes get the label we use.
 * One pass, one stack of open brackets, as the native rule for links.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "import_markdown.h"

enum { LABEL_LOOK = 200 };

struct inline_reader {
	struct markdown_names *names;
	struct buf *out;
	struct str text;
	size_t *open;		/* offsets of the brackets that are open */
	size_t open_n, open_cap;
};

/* A mark at off: written with our label; its bytes, or 0. */
static size_t
add_mark(struct inline_reader *reader, size_t off)
{
	struct str near = str_part(reader->text, off, LABEL_LOOK);
	const char *ours;
	size_t end;

	if (!str_starts(near, "[^"))
		return 0;
	end = str_find(near, 2, str_of("]"));
	if (end == near.len)
		return 0;
	ours = map_get(&reader->names->notes, str_part(near, 2, end - 2));
	if (!ours)
		return 0;
	buf_add_format(reader->out, "[^%s]", ours);
	return end + 1;
}

static void
push(struct inline_reader *reader, size_t off)
{
	reader->open = mem_grow(reader->open, &reader->open_cap,
		reader->open_n + 1, sizeof(*reader->open));
	reader->open[reader->open_n++] = off;
}

/* The link of `[label]` that stands at off; *len gets its bytes. */
static struct markdown_link *
label_behind(struct inline_reader *reader, size_t off, struct str inside,
	size_t *len)
{
	struct str near = str_part(reader->text, off, LABEL_LOOK);
	size_t end;

	*len = 0;
	if (!str_starts(near, "[")) {
		if (near.len && (near.at[0] == '(' || near.at[0] == ':'))
			return NULL;
		return markdown_link_find(reader->names, inside);
	}
	end = str_find(near, 1, str_of("]"));
	if (end == near.len)
		return NULL;
	*len = end + 1;
	return markdown_link_find(reader->names, end == 1 ? inside :
		str_part(near, 1, end - 1));
}

/* A closer at off; the bytes read. */
static size_t
close_bracket(struct inline_reader *reader, size_t off)
{
	struct markdown_link *link;
	struct str inside;
	size_t open, len;

	buf_add_char(reader->out, ']');
	if (!reader->open_n)
		return 1;
	open = reader->open[--reader->open_n] + 1;
	inside = str_part(reader->text, open, off - open);
	link = label_behind(reader, off + 1, inside, &len);
	if (!link)
		return 1;
	link->used = true;
	buf_add_char(reader->out, '(');
	buf_add_str(reader->out, link->url);
	buf_add_char(reader->out, ')');
	return 1 + len;
}

static size_t
plain_len(struct str text, size_t off)
{
	size_t end = off;

	while (end < text.len && text.at[end] != '\\' &&
	    text.at[end] != '[' && text.at[end] != ']')
		end++;
	return end - off;
}

void
markdown_add_inline(struct buf *out, struct markdown_names *names,
	struct str text)
{
	struct inline_reader reader = { .names = names, .out = out,
		.text = text };
	size_t off = 0, len;

	while (off < text.len) {
		switch (text.at[off]) {
		case '\\':
			len = off + 1 < text.len ? 2 : 1;
			buf_add_str(out, str_part(text, off, len));
			break;
		case '[':
			len = add_mark(&reader, off);
			if (len)
				break;
			push(&reader, off);
			buf_add_char(out, '[');
			len = 1;
			break;
		case ']':
			len = close_bracket(&reader, off);
			break;
		default:
			len = plain_len(text, off);
			buf_add(out, text.at + off, len);
			break;
		}
		off += len;
	}
	free(reader.open);
}

bool
markdown_is_delimiter(struct str line)
{
	bool dash = false, pipe = false;

	line = str_trim(line);
	for (size_t i = 0; i < line.len; i++) {
		if (!strchr("|-: ", line.at[i]))
			return false;
		dash |= line.at[i] == '-';
		pipe |= line.at[i] == '|';
	}
	return dash && pipe;
}

void
markdown_cells(struct import_row *row, struct str line)
{
	size_t from = 0, off = 0;

	row->n = 0;
	line = str_trim(line);
	if (str_starts(line, "|"))
		line = str_from(line, 1);
	for (; off < line.len; off++) {
		if (line.at[off] == '\\') {
			off++;
		} else if (line.at[off] == '|') {
			import_row_add(row, str_part(line, from, off - from));
			from = off + 1;
		}
	}
	if (from < line.len && str_trim(str_from(line, from)).len)
		import_row_add(row, str_from(line, from));
}
