/*
 * Pages of a text that came out of a PDF: page numbers, and at the foot of a
 * page its notes. Both are numbered through, and that is how they are known: a
 * number that is not the next one is text. A note leaves the flow only when
 * its mark is found on the page; what is doubtful stays where it is.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "import_plain.h"

enum { PAGE_INDENT = 20, NOTE_INDENT = 8, FIRST_PAGE_MAX = 20,
	PAGE_LINES = 200 };

static size_t
value_of(struct str digits)
{
	size_t value = 0;

	for (size_t i = 0; i < digits.len && i < 6; i++)
		value = value * 10 + (size_t)(digits.at[i] - '0');
	return value;
}

static bool
is_blank_line(const struct plain_pages *pages, size_t i)
{
	return i >= pages->n || !str_trim(pages->lines[i].text).len;
}

static bool
stands_alone(const struct plain_pages *pages, size_t i)
{
	return (i == 0 || is_blank_line(pages, i - 1)) &&
		is_blank_line(pages, i + 1);
}

/* Whether the next page's number stands alone within a page or two. */
static bool
has_next_page(const struct plain_pages *pages, size_t i, size_t value)
{
	size_t end = pages->n - i > PAGE_LINES ? i + PAGE_LINES : pages->n;

	for (i++; i < end; i++) {
		struct str text = str_trim(pages->lines[i].text);

		if (text.len <= 4 && import_is_digits(text) &&
		    value_of(text) == value + 1 && stands_alone(pages, i))
			return true;
	}
	return false;
}

/* A number far to the right, or alone between blank lines; the next one. */
static bool
is_page_number(const struct plain_pages *pages, size_t i)
{
	struct str text;
	size_t indent = import_indent(pages->lines[i].text, &text), value;

	if (!import_is_digits(text) || text.len > 4)
		return false;
	value = value_of(text);
	if (indent < PAGE_INDENT && (!stands_alone(pages, i) ||
	    (!pages->page && !has_next_page(pages, i, value))))
		return false;
	return pages->page ? value == pages->page + 1 :
		value > 0 && value <= FIRST_PAGE_MAX;
}

/*
 * The line as the beginning of note number `next`: the number alone with its
 * text below, or `[7 text` with the whole note in brackets.
 */
static bool
begins_note(struct plain_pages *pages, size_t i, size_t next)
{
	struct plain_line *line = &pages->lines[i];
	struct str text;
	size_t indent = import_indent(line->text, &text), end = 0;
	bool bracket = str_starts(text, "[");

	if (bracket)
		text = str_from(text, 1);
	while (end < text.len && isdigit((unsigned char)text.at[end]))
		end++;
	if (!end || end > 4 || indent >= NOTE_INDENT ||
	    value_of(str_part(text, 0, end)) != next)
		return false;
	line->label = str_part(text, 0, end);
	line->note = str_trim(str_from(text, end));
	line->kept_bracket = bracket;
	if (!bracket)
		return end == text.len && !is_blank_line(pages, i + 1);
	return end < text.len && (text.at[end] == ' ' ||
		isalpha((unsigned char)text.at[end]));
}

/* Words whose number is no mark of a note. */
static bool
is_reference(struct str before)
{
	static const char *const words[] = { "article", "articles",
		"paragraph", "paragraphs", "section", "sections", "chapter",
		"part", "annex", "option", "page", "footnote", "footnotes",
		"note", "and", "or", "to", "through", "of", "within", "under",
		"rule", "table", "no", "goal", "target", "step" };
	size_t from;

	before = str_trim(before);
	from = before.len;
	while (from && isalpha((unsigned char)before.at[from - 1]))
		from--;
	before = str_from(before, from);
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (before.len == strlen(words[i]) &&
		    import_starts_word(before, words[i]))
			return true;
	return false;
}

/* Whether the digits at off stand free, or glued behind a word, as a mark. */
static bool
is_mark(struct str line, size_t off, size_t len)
{
	struct str before = str_part(line, 0, off);
	char left = off ? line.at[off - 1] : '\0';
	char right = off + len < line.len ? line.at[off + len] : ' ';

	if (!str_trim(before).len || !strchr(" ],\t", right))
		return false;
	if (left != ' ')
		return len > 1 && isalpha((unsigned char)left);
	return !is_reference(before);
}

/* The first mark of this label from (line, off) on, before line end. */
static bool
find_mark(const struct plain_pages *pages, struct str label, size_t end,
	struct plain_mark *at)
{
	for (; at->line < end; at->line++, at->off = 0) {
		struct str line = pages->lines[at->line].text;

		if (pages->lines[at->line].role != LINE_TEXT)
			continue;
		while ((at->off = str_find(line, at->off, label)) < line.len) {
			at->len = label.len;
			if (is_mark(line, at->off, label.len))
				return true;
			at->off += label.len;
		}
	}
	return false;
}

static void
add_mark(struct plain_pages *pages, struct plain_mark mark)
{
	pages->marks = mem_grow(pages->marks, &pages->marks_cap,
		pages->marks_n + 1, sizeof(*pages->marks));
	pages->marks[pages->marks_n++] = mark;
}

/* The notes from line i to the page's end; their marks stand before `foot`. */
static void
take_notes(struct plain_pages *pages, struct plain_mark at, size_t foot,
	size_t end)
{
	bool in_note = false;

	for (size_t i = foot; i < end; i++) {
		struct plain_mark mark = at;

		if (!begins_note(pages, i, pages->note + 1)) {
			if (in_note)
				pages->lines[i].role = LINE_NOTE_ON;
			continue;
		}
		pages->note++;
		in_note = find_mark(pages, pages->lines[i].label, foot, &mark);
		if (!in_note) {
			import_warn(pages->job, i + 1, "note %zu: its mark was "
				"not found, the note is kept as text",
				pages->note);
			pages->job->out->kept_as_text++;
			continue;
		}
		pages->lines[i].role = LINE_NOTE;
		add_mark(pages, mark);
		at = mark;
		at.off += at.len;
	}
}

/* One page: where its notes begin, if any do. */
static void
read_page(struct plain_pages *pages, size_t first, size_t end)
{
	for (size_t i = first; i < end; i++) {
		struct plain_mark mark = { first, 0, 0 };

		if (!begins_note(pages, i, pages->note + 1) ||
		    !find_mark(pages, pages->lines[i].label, i, &mark))
			continue;
		take_notes(pages, (struct plain_mark){ first, 0, 0 }, i, end);
		return;
	}
}

int
plain_pages_read(struct plain_pages *pages, struct import_job *job,
	struct str text)
{
	struct str line;
	size_t first = 0;
	int got;

	pages->job = job;
	while ((got = import_line(job, &text, &line)) > 0) {
		pages->lines = mem_grow(pages->lines, &pages->cap,
			pages->n + 1, sizeof(*pages->lines));
		pages->lines[pages->n++] = (struct plain_line){
			.text = line, .role = LINE_TEXT };
	}
	for (size_t i = 0; !got && i < pages->n; i++) {
		if (!is_page_number(pages, i))
			continue;
		line = str_trim(pages->lines[i].text);
		pages->page = value_of(line);
		pages->lines[i].role = LINE_PAGE;
		read_page(pages, first, i);
		first = i + 1;
	}
	return got;
}

void
plain_pages_release(struct plain_pages *pages)
{
	free(pages->lines);
	free(pages->marks);
}
