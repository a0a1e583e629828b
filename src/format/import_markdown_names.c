/*
 * The first look over a Markdown file: what has to be known before its blocks
 * are read. Links and notes may be defined anywhere, and the shallowest
 * heading decides what level 1 is. Adds nothing to any document.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/text/token.h"
#include "import_markdown.h"

/* Longer names of links are none; front matter has no more lines. */
enum { NAME_MAX_LEN = 200, FRONT_MAX = 200, UNDERLINED_MAX = 200 };

unsigned
markdown_heading(struct str text, struct str *heading)
{
	size_t level = 0;

	while (level < text.len && text.at[level] == '#')
		level++;
	if (!level || level > 6 || (level < text.len &&
	    text.at[level] != ' ' && text.at[level] != '\t'))
		return 0;
	text = str_trim(str_from(text, level));
	*heading = text;
	while (text.len && text.at[text.len - 1] == '#')
		text.len--;
	if (!text.len || text.at[text.len - 1] == ' ')
		*heading = str_trim(text);
	return (unsigned)level;
}

unsigned
markdown_underlined(struct str text, struct str rest)
{
	struct str under;
	bool sub;

	if (!text.len || text.len > UNDERLINED_MAX ||
	    strchr("#>|<", text.at[0]) || import_bullet(text, &sub) ||
	    strchr(".;:,", text.at[text.len - 1]) || !str_line(&rest, &under))
		return 0;
	under = str_trim(under);
	if (under.len < 3 || !strchr("=-", under.at[0]))
		return 0;
	for (size_t i = 1; i < under.len; i++)
		if (under.at[i] != under.at[0])
			return 0;
	return under.at[0] == '=' ? 1 : 2;
}

bool
markdown_note(struct str text, struct str *label, struct str *rest)
{
	size_t end;

	if (!str_starts(text, "[^"))
		return false;
	end = str_find(str_part(text, 0, NAME_MAX_LEN), 2, str_of("]"));
	if (end <= 2 || end + 1 >= text.len || text.at[end] != ']' ||
	    text.at[end + 1] != ':')
		return false;
	*label = str_part(text, 2, end - 2);
	*rest = str_trim(str_from(text, end + 2));
	return !memchr(label->at, ' ', label->len) &&
		!memchr(label->at, '[', label->len);
}

char
markdown_fence(struct str text)
{
	return str_starts(text, "```") || str_starts(text, "~~~") ?
		text.at[0] : '\0';
}

bool
markdown_is_source(struct str line)
{
	return str_starts(line, "# source:");
}

static void
fold_label(struct buf *out, struct str label)
{
	struct str word;

	while (str_word(&label, &word)) {
		if (out->len)
			buf_add_char(out, ' ');
		for (size_t i = 0; i < word.len; i++)
			buf_add_char(out,
				(char)tolower((unsigned char)word.at[i]));
	}
}

struct markdown_link *
markdown_link_find(struct markdown_names *names, struct str label)
{
	struct buf folded = BUF_INIT;
	struct markdown_link *found;

	if (!names->links_n || !label.len || label.len > NAME_MAX_LEN)
		return NULL;
	fold_label(&folded, label);
	found = map_get(&names->by_label, buf_str(&folded));
	buf_release(&folded);
	return found;
}

/* A destination our own links can have, with nothing behind it. */
static bool
is_destination(struct str url)
{
	static const char *const starts[] = { "#", "/", "http:", "https:",
		"mailto:" };

	if (memchr(url.at, ')', url.len) || memchr(url.at, '(', url.len) ||
	    memchr(url.at, ' ', url.len) || memchr(url.at, '\t', url.len))
		return false;
	for (size_t i = 0; i < sizeof(starts) / sizeof(*starts); i++)
		if (str_starts(url, starts[i]))
			return true;
	return false;
}

static bool
read_definition(struct str line, struct str *label, struct str *url)
{
	struct str text;
	size_t end;

	if (import_indent(line, &text) > 3 || !str_starts(text, "[") ||
	    str_starts(text, "[^"))
		return false;
	end = str_find(str_part(text, 0, NAME_MAX_LEN), 1, str_of("]"));
	if (end <= 1 || end + 1 >= text.len || text.at[end] != ']' ||
	    text.at[end + 1] != ':')
		return false;
	*label = str_part(text, 1, end - 1);
	*url = str_trim(str_from(text, end + 2));
	if (url->len > 2 && url->at[0] == '<' && str_ends(*url, ">"))
		*url = str_part(*url, 1, url->len - 2);
	return !memchr(label->at, '[', label->len) &&
		str_trim(*label).len && is_destination(*url);
}

struct markdown_link *
markdown_link_on(struct markdown_names *names, struct str line)
{
	struct markdown_link *link;
	struct str label, url;

	if (!names->links_n || !read_definition(line, &label, &url))
		return NULL;
	link = markdown_link_find(names, label);
	return link && link->url.at == url.at ? link : NULL;
}

/* Of several definitions the first counts. */
static void
add_link(struct markdown_names *names, struct str label, struct str url,
	size_t line)
{
	struct buf folded = BUF_INIT;
	struct markdown_link *link;

	fold_label(&folded, label);
	if (!map_get(&names->by_label, buf_str(&folded))) {
		link = mem_new(1, sizeof(*link));
		*link = (struct markdown_link){ label, url, line, false };
		names->links = mem_grow(names->links, &names->links_cap,
			names->links_n + 1, sizeof(*names->links));
		names->links[names->links_n++] = link;
		map_put(&names->by_label, buf_str(&folded), link);
	}
	buf_release(&folded);
}

/* A label of ours for one as written, met by no other. */
static void
add_note(struct markdown_names *names, struct str label)
{
	struct buf ours = BUF_INIT;
	size_t len;

	if (map_get(&names->notes, label))
		return;
	for (size_t i = 0; i < label.len; i++) {
		unsigned char c = (unsigned char)label.at[i];

		buf_add_char(&ours, isalnum(c) ? (char)tolower(c) : '-');
	}
	len = ours.len;
	for (size_t n = 2; map_get(&names->taken, buf_str(&ours)); n++) {
		buf_cut(&ours, len);
		buf_add_format(&ours, "-%zu", n);
	}
	map_put(&names->taken, buf_str(&ours), names);
	map_put(&names->notes, label, mem_text(buf_text(&ours)));
	buf_release(&ours);
}

/* Lines of YAML between `---` and `---`, both counted; 0 for none. */
static size_t
count_front(struct str text)
{
	struct str line;
	size_t n = 0;

	if (!str_line(&text, &line) || !str_is(str_trim(line), "---"))
		return 0;
	for (n = 1; n < FRONT_MAX && str_line(&text, &line); n++)
		if (str_is(str_trim(line), "---") ||
		    str_is(str_trim(line), "..."))
			return n + 1;
	return 0;
}

struct levels {
	size_t count[7];
	bool text_before;	/* text stood before the first of level 1 */
	bool blank;		/* a blank line stands before this one */
};

static void
look_at(struct markdown_names *names, struct levels *levels, struct str line,
	struct str behind, size_t number)
{
	struct str text, heading, label, rest;
	size_t indent = import_indent(line, &text);
	unsigned level = indent > 3 ? 0 : markdown_heading(text, &heading);

	if (!level && levels->blank && indent < 4)
		level = markdown_underlined(text, behind);
	levels->blank = !text.len;
	if (markdown_note(text, &label, &rest) && indent < 4)
		add_note(names, label);
	else if (read_definition(line, &label, &rest))
		add_link(names, label, rest, number);
	else if (level)
		levels->count[level]++;
	if (text.len && !levels->count[1])
		levels->text_before = true;
}

void
markdown_names_read(struct markdown_names *names, struct str text,
	size_t before)
{
	struct levels levels = { { 0 }, false, true };
	struct str line, rest = text;
	size_t number = before;
	char fence = '\0';

	*names = (struct markdown_names){ .shallowest = 1 };
	if (markdown_is_source(text)) {
		str_line(&text, &line);
		number++;
	}
	names->front = count_front(text);
	rest = text;
	for (size_t i = 0; str_line(&rest, &line); i++) {
		char mark = markdown_fence(str_trim(line));

		if (mark && (!fence || mark == fence))
			fence = fence ? '\0' : mark;
		else if (!fence && i >= names->front)
			look_at(names, &levels, line, rest,
				number + i + 1);
	}
	for (size_t i = 6; i > 1; i--)
		if (levels.count[i])
			names->shallowest = i;
	names->title = levels.count[1] == 1 && names->shallowest > 1 &&
		!levels.text_before;
	if (levels.count[1] && !names->title)
		names->shallowest = 1;
}

void
markdown_names_release(struct markdown_names *names)
{
	for (size_t i = 0; i < names->links_n; i++)
		free(names->links[i]);
	free(names->links);
	map_release(&names->by_label);
	map_release_all(&names->notes);
	map_release(&names->taken);
}
