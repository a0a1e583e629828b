/*
 * What a line of foreign text looks like: indentation, bullets, page numbers,
 * capitals, superscript digits; and what it says of draft, date and symbol.
 * Looks only: nothing here adds a node.
 */
#include <ctype.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "import_parts.h"

size_t
import_indent(struct str line, struct str *rest)
{
	size_t columns = 0, i = 0;

	for (; i < line.len; i++) {
		if (line.at[i] == ' ')
			columns++;
		else if (line.at[i] == '\t')
			columns += 4 - columns % 4;
		else
			break;
	}
	*rest = str_trim(str_from(line, i));
	return columns;
}

/* Characters rather than cells: near enough to tell short lines from long. */
size_t
import_columns(struct str line)
{
	size_t n = 0;

	for (size_t i = 0; i < line.len; i++)
		n += ((unsigned char)line.at[i] & 0xC0) != 0x80;
	return n;
}

bool
import_is_digits(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.at[i] < '0' || text.at[i] > '9')
			return false;
	return text.len > 0;
}

bool
import_is_page_number(struct str text)
{
	size_t slash;

	if (import_starts_word(text, "page"))
		text = str_trim(str_from(text, 4));
	if (text.len > 4 && text.at[0] == '-' && text.at[text.len - 1] == '-')
		text = str_trim(str_part(text, 1, text.len - 2));
	slash = str_find(text, 0, str_of("/"));
	if (slash < text.len && slash <= 3 && text.len - slash <= 4)
		return import_is_digits(str_part(text, 0, slash)) &&
			import_is_digits(str_from(text, slash + 1));
	return text.len <= 3 && import_is_digits(text);
}

static size_t
bullet_sign(struct str text)
{
	static const char *const signs[] = { "-", "*", "+", "\u2022",
		"\u25E6", "\u25AA", "\u2023", "\u00B7", "\u2043", "\u25CF",
		"\u25CB", "\u25A0",
		/* Word's bullets in the fonts Symbol and Wingdings. */
		"\uF0B7", "\uF0A7", "\uF0D8", "\uF0FC" };

	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++)
		if (str_starts(text, signs[i]))
			return strlen(signs[i]);
	return 0;
}

static size_t
blanks_at(struct str text, size_t off)
{
	size_t end = off;

	while (end < text.len && (text.at[end] == ' ' || text.at[end] == '\t'))
		end++;
	return end - off;
}

size_t
import_bullet(struct str text, bool *sub)
{
	size_t len = bullet_sign(text), blanks;

	*sub = false;
	if (!len && text.len && text.at[0] == 'o') {
		*sub = true;
		len = 1;
	}
	blanks = blanks_at(text, len);
	if (!len || (!blanks && len < text.len))
		return 0;
	len += blanks;
	if (!*sub && str_starts(str_from(text, len), "o ")) {
		*sub = true;
		len += 1 + blanks_at(text, len + 1);
	}
	return len;
}

bool
import_starts_lower(struct str text)
{
	uint32_t point;

	if (!text.len)
		return false;
	point = utf8_at(text, 0, NULL);
	return (point >= 'a' && point <= 'z') ||
		(point >= 0xDF && point <= 0xFF && point != 0xF7) ||
		(point >= 0x3B1 && point <= 0x3C9) ||
		(point >= 0x430 && point <= 0x45F);
}

bool
import_is_capitals(struct str text)
{
	size_t upper = 0, next;

	for (size_t i = 0; i < text.len; i = next) {
		struct str rest = str_from(text, i);

		utf8_at(text, i, &next);
		if (import_starts_lower(rest))
			return false;
		upper += utf8_is_upper(utf8_at(text, i, NULL));
	}
	return upper >= 2;
}

bool
import_starts_word(struct str text, const char *word)
{
	size_t len = strlen(word);

	if (text.len < len)
		return false;
	for (size_t i = 0; i < len; i++)
		if (tolower((unsigned char)text.at[i]) != word[i])
			return false;
	return text.len == len || !isalnum((unsigned char)text.at[len]);
}

/* U+00B9, U+00B2, U+00B3, U+2070, U+2074 to U+2079. */
static int
superscript_digit(uint32_t point)
{
	if (point == 0xB9)
		return 1;
	if (point == 0xB2 || point == 0xB3)
		return (int)(point - 0xB0);
	if (point == 0x2070 || (point >= 0x2074 && point <= 0x2079))
		return (int)(point - 0x2070);
	return -1;
}

size_t
superscript_read(struct str text, size_t off, char label[IMPORT_LABEL_MAX])
{
	size_t start = off, next, n = 0;

	while (off < text.len) {
		int digit = superscript_digit(utf8_at(text, off, &next));

		if (digit < 0)
			break;
		if (n == IMPORT_LABEL_MAX - 1)
			return 0;
		label[n++] = (char)('0' + digit);
		off = next;
	}
	label[n] = '\0';
	return off - start;
}

void
superscript_add(struct buf *out, struct str digits)
{
	static const uint32_t points[] = { 0x2070, 0xB9, 0xB2, 0xB3, 0x2074,
		0x2075, 0x2076, 0x2077, 0x2078, 0x2079 };

	for (size_t i = 0; i < digits.len; i++)
		utf8_add(out, points[digits.at[i] - '0']);
}

size_t
superscript_at_end(struct str text)
{
	char label[IMPORT_LABEL_MAX];

	for (size_t len = 2; len <= 3 && len <= text.len; len++)
		if (superscript_read(text, text.len - len, label) == len)
			return len;
	return 0;
}

struct str
import_without_marks(struct str text)
{
	size_t len;

	do {
		len = superscript_at_end(text);
		if (!len && text.len && strchr("]* \"", text.at[text.len - 1]))
			len = 1;
		text.len -= len;
	} while (len);
	return text;
}

static bool
is_year(struct str word)
{
	return word.len == 4 && import_is_digits(word) &&
		(word.at[0] == '1' || word.at[0] == '2');
}

static unsigned
month_of(struct str word)
{
	static const char *const months[] = { "january", "february", "march",
		"april", "may", "june", "july", "august", "september",
		"october", "november", "december" };

	for (unsigned i = 0; i < 12; i++)
		if (word.len == strlen(months[i]) &&
		    import_starts_word(word, months[i]))
			return i + 1;
	return 0;
}

static unsigned
number_of(struct str word)
{
	unsigned value = 0;

	for (size_t i = 0; i < word.len && i < 5; i++) {
		if (word.at[i] < '0' || word.at[i] > '9')
			break;
		value = value * 10 + (unsigned)(word.at[i] - '0');
	}
	return value;
}

/* `10 June 2021` anywhere in a short line. */
void
import_see_date(struct import_job *job, struct str text)
{
	struct str day = { NULL, 0 }, month = day, word;

	if (job->out->date || text.len > 120)
		return;
	while (str_word(&text, &word)) {
		unsigned d = number_of(day), m = month_of(month);

		if (m && d >= 1 && d <= 31 && is_year(str_part(word, 0, 4))) {
			struct buf out = BUF_INIT;

			buf_add_format(&out, "%04u-%02u-%02u",
				number_of(word), m, d);
			job->out->date = buf_take(&out);
			return;
		}
		day = month;
		month = word;
	}
}

static struct str
cut_at(struct str text, const char *what)
{
	return str_part(text, 0, str_find(text, 0, str_of(what)));
}

/* `DRAFT 1, 10 June 2021`, `Zero draft`, `Draft 1 Rev. 1`. */
void
import_see_draft(struct import_job *job, struct str text)
{
	bool zero = import_starts_word(text, "zero draft");
	struct buf out = BUF_INIT;
	struct str rest;

	if (job->out->draft || text.len > 80 ||
	    (!zero && !import_starts_word(text, "draft")))
		return;
	rest = str_from(text, zero ? 10 : 5);
	rest = cut_at(cut_at(cut_at(rest, ","), " ("), " \u2013 ");
	rest = str_trim(rest);
	if (rest.len > 12 || (!zero && !import_is_digits(str_part(rest, 0, 1))))
		return;
	buf_add_text(&out, zero ? "Zero draft" : "Draft");
	if (rest.len)
		buf_add_char(&out, ' ');
	buf_add_str(&out, rest);
	job->out->draft = buf_take(&out);
	import_see_date(job, text);
}

static bool
is_symbol(struct str word)
{
	static const char *const parts[] = { "/CRP.", "/L.", "/WP.", "/Rev.",
		"/INF.", "/PM." };
	size_t slashes = str_count(word, str_of("/"));

	if (slashes < 2 || word.len > 60 || !isupper((unsigned char)word.at[0]))
		return false;
	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		if (str_find(word, 0, str_of(parts[i])) < word.len)
			return true;
	return false;
}

void
import_see_symbol(struct import_job *job, struct str text)
{
	struct str word;

	while (!job->out->symbol && str_word(&text, &word)) {
		while (word.len && strchr("([*\"", word.at[0]))
			word = str_from(word, 1);
		while (word.len && strchr(")],;:\"*.", word.at[word.len - 1]))
			word.len--;
		if (is_symbol(word))
			job->out->symbol = mem_text_len(word.at, word.len);
	}
}
