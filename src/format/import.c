/*
 * Foreign text into documents: what every form shares. Start with
 * import_text(); the forms are import_letter.c, import_markdown.c and
 * import_plain.c, what they have in common about lines is import_block.c.
 * Nothing here draws ids or knows a repository.
 */
#include "adref/format/import.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "adref/doc/notes.h"
#include "adref/text/quote.h"
#include "import_parts.h"

/*
 * A document looks for a note among all it has, so there is a bound: no text
 * that is negotiated has as many.
 */
enum { PROGRESS_LINES = 1000, NOTES_MAX = 5000 };

/* What a look over the whole text has found. */
struct signs {
	size_t annexes, superscripts, headings, notes;
	bool excellency, draft;
};

static void
look_at_line(struct signs *signs, struct str line, bool first)
{
	struct str text = str_trim(line);
	char label[IMPORT_LABEL_MAX];

	if (!text.len)
		return;
	if (text.at[0] == '#' && !(first && str_starts(text, "# source:"))) {
		size_t n = 1;

		while (n < text.len && text.at[n] == '#')
			n++;
		signs->headings += n <= 6 && n < text.len &&
			text.at[n] == ' ';
	}
	if (str_starts(text, "[^") && str_find(text, 0, str_of("]:")) < 80)
		signs->notes++;
	if (text.len < 120 && import_starts_word(text, "annex"))
		signs->annexes++;
	if (superscript_read(text, 0, label))
		signs->superscripts++;
	if (text.len < 40 && import_starts_word(text, "excellency"))
		signs->excellency = true;
	if (text.len < 80 && (import_starts_word(text, "draft") ||
	    import_starts_word(text, "zero draft")))
		signs->draft = true;
}

enum import_form
import_guess(struct str text)
{
	struct signs signs = { 0 };
	struct str line;
	bool first = true;

	while (str_line(&text, &line)) {
		look_at_line(&signs, line, first);
		first = false;
	}
	if (signs.headings > 1 || signs.notes)
		return IMPORT_MARKDOWN;
	if (signs.excellency || (signs.annexes &&
	    (signs.draft || signs.superscripts)))
		return IMPORT_LETTER;
	return signs.headings ? IMPORT_MARKDOWN : IMPORT_TEXT;
}

static int
refuse_byte(struct str bytes, size_t off, struct err *err)
{
	size_t line = 1, start = 0;

	for (size_t i = 0; i < off; i++)
		if (bytes.at[i] == '\n') {
			line++;
			start = i + 1;
		}
	if (!bytes.at[off])
		return err_set(err, ERR_REFUSED, "line %zu, byte %zu is a "
			"NUL: this is no text", line, off - start + 1);
	return err_set(err, ERR_REFUSED, "line %zu, byte %zu (0x%02X) is not "
		"UTF-8: name the encoding (--encoding latin1) or convert the "
		"file", line, off - start + 1, (unsigned char)bytes.at[off]);
}

/* CRLF, and CR alone, are line ends. */
static void
add_with_line_ends(struct buf *out, struct str bytes)
{
	size_t from = 0;

	for (size_t i = 0; i < bytes.len; i++) {
		if (bytes.at[i] != '\r')
			continue;
		buf_add(out, bytes.at + from, i - from);
		from = i + 1;
		if (from == bytes.len || bytes.at[from] != '\n')
			buf_add_char(out, '\n');
	}
	buf_add(out, bytes.at + from, bytes.len - from);
}

enum encoding { ENCODING_UTF8, ENCODING_LATIN1, ENCODING_UNKNOWN };

static enum encoding
encoding_of(const char *name)
{
	static const char *const latin[] = { "latin1", "latin-1",
		"iso-8859-1", "windows-1252", "cp1252" };
	struct str text = str_of(name);

	if (!name || str_is_any_case(text, "utf-8") ||
	    str_is_any_case(text, "utf8"))
		return ENCODING_UTF8;
	for (size_t i = 0; i < sizeof(latin) / sizeof(*latin); i++)
		if (str_is_any_case(text, latin[i]))
			return ENCODING_LATIN1;
	return ENCODING_UNKNOWN;
}

/*
 * What is called Latin1 has, where Latin1 has control characters, the quotes
 * and dashes of windows-1252 (https://encoding.spec.whatwg.org/).
 */
static uint32_t
latin_point(unsigned char byte)
{
	static const uint16_t points[32] = {
		0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021,
		0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x8D, 0x17D, 0x8F,
		0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
		0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x9D, 0x17E, 0x178
	};

	return byte >= 0x80 && byte < 0xA0 ? points[byte - 0x80] : byte;
}

int
import_decode(struct buf *out, struct str bytes, const char *encoding,
	struct err *err)
{
	struct buf converted = BUF_INIT;
	enum encoding used = encoding_of(encoding);
	size_t off;

	if (used == ENCODING_UNKNOWN)
		return err_set(err, ERR_USAGE, "the encoding \"%s\" is not "
			"known: utf-8 or latin1", encoding);
	if (used == ENCODING_LATIN1) {
		for (size_t i = 0; i < bytes.len; i++)
			utf8_add(&converted, latin_point(
				(unsigned char)bytes.at[i]));
		bytes = buf_str(&converted);
	}
	off = utf8_check(bytes);
	if (off < bytes.len) {
		refuse_byte(bytes, off, err);
		buf_release(&converted);
		return -1;
	}
	if (str_starts(bytes, "\xEF\xBB\xBF"))
		bytes = str_from(bytes, 3);
	buf_clear(out);
	add_with_line_ends(out, bytes);
	buf_release(&converted);
	return 0;
}

int
import_line(struct import_job *job, struct str *rest, struct str *line)
{
	if (!str_line(rest, line))
		return 0;
	job->done++;
	if (job->done % PROGRESS_LINES || !job->options ||
	    !job->options->progress)
		return 1;
	if (!job->options->progress(job->options->ctx, job->done, job->all))
		return 1;
	return err_set(job->err, ERR_STOPPED,
		"the import was stopped at line %zu of %zu", job->done,
		job->all);
}

static char * __attribute__((format(printf, 1, 0)))
text_of(const char *format, va_list args)
{
	char text[400];

	vsnprintf(text, sizeof(text), format, args);
	return mem_text(text);
}

void
import_warn(struct import_job *job, size_t line, const char *format, ...)
{
	struct import *out = job->out;
	va_list args;

	va_start(args, format);
	out->warnings = mem_grow(out->warnings, &out->warnings_cap,
		out->warnings_n + 1, sizeof(*out->warnings));
	out->warnings[out->warnings_n++] = (struct import_warning){ line,
		text_of(format, args) };
	va_end(args);
}

void
import_remark(struct import_job *job, size_t line, const char *format, ...)
{
	struct import *out = job->out;
	va_list args;

	va_start(args, format);
	out->remarks = mem_grow(out->remarks, &out->remarks_cap,
		out->remarks_n + 1, sizeof(*out->remarks));
	out->remarks[out->remarks_n++] = (struct import_warning){ line,
		text_of(format, args) };
	va_end(args);
}

static bool
has_doc(const struct import *out, const char *name)
{
	for (size_t i = 0; i < out->docs_n; i++)
		if (strcmp(out->docs[i]->name, name) == 0)
			return true;
	return false;
}

struct doc *
import_new_doc(struct import_job *job, const char *name)
{
	struct import *out = job->out;
	struct buf free_name = BUF_INIT;
	struct doc *doc;

	buf_add_text(&free_name, name);
	for (size_t i = 2; has_doc(out, buf_text(&free_name)); i++) {
		buf_clear(&free_name);
		buf_add_format(&free_name, "%s-%zu", name, i);
	}
	doc = doc_new(buf_text(&free_name));
	buf_release(&free_name);
	out->docs = mem_grow(out->docs, &out->docs_cap, out->docs_n + 1,
		sizeof(*out->docs));
	out->docs[out->docs_n++] = doc;
	return doc;
}

void
import_set_aside(struct import_job *job, struct str words)
{
	if (job->page_words.len)
		buf_add_char(&job->page_words, ' ');
	buf_add_str(&job->page_words, words);
}

static bool
is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Source as a node's line: blanks folded, block beginnings quoted. */
static struct str
as_line(struct import_job *job, struct str source)
{
	struct buf *folded = &job->folded;

	buf_clear(folded);
	buf_clear(&job->quoted);
	for (size_t i = 0; i < source.len;) {
		size_t from = i;

		while (i < source.len && !is_blank(source.at[i]))
			i++;
		if (i > from && folded->len)
			buf_add_char(folded, ' ');
		buf_add(folded, source.at + from, i - from);
		while (i < source.len && is_blank(source.at[i]))
			i++;
	}
	quote_add_line(&job->quoted, buf_str(folded));
	return buf_str(&job->quoted);
}

struct node *
import_add(struct import_job *job, struct doc *doc, struct node *parent,
	enum node_kind kind, struct str source)
{
	if (!parent)
		parent = doc_last_section(doc);
	return doc_add(doc, parent, kind, as_line(job, source));
}

struct node *
import_add_section(struct import_job *job, struct doc *doc, unsigned level,
	struct str source)
{
	return doc_add_section(doc, level, as_line(job, source));
}

/*
 * The label that a note gets: of several with one label, each later one has
 * the next number. Counted here, as the document would look through all.
 */
static void
free_label(struct import_job *job, struct doc *doc, struct str label,
	struct buf *out)
{
	struct buf key = BUF_INIT;
	size_t *seen;

	buf_add_format(&key, "%s ", doc->name);
	buf_add_str(&key, label);
	seen = map_get(&job->labels, buf_str(&key));
	if (!seen) {
		seen = mem_new(1, sizeof(*seen));
		map_put(&job->labels, buf_str(&key), seen);
	}
	buf_add_str(out, label);
	if (++*seen > 1)
		buf_add_format(out, "-%zu", *seen);
	buf_release(&key);
}

static void
keep_note(struct import_job *job, struct doc *doc, struct str label,
	struct str source, size_t line)
{
	struct buf text = BUF_INIT;

	if (job->notes_n == NOTES_MAX)
		import_warn(job, line, "there are more than %d notes: from "
			"here on they are kept as text", NOTES_MAX);
	buf_add_format(&text, "[^%.*s]: ", (int)label.len, label.at);
	buf_add_str(&text, source);
	import_add(job, doc, NULL, NODE_PARAGRAPH, buf_str(&text));
	job->out->kept_as_text++;
	buf_release(&text);
}

void
import_add_note(struct import_job *job, struct doc *doc, struct str label,
	struct str source, size_t line)
{
	struct buf own = BUF_INIT;

	if (job->notes_n >= NOTES_MAX) {
		keep_note(job, doc, label, source, line);
		job->notes_n++;
		return;
	}
	job->notes_n++;
	free_label(job, doc, label, &own);
	if (own.len > label.len)
		import_warn(job, line, "note %.*s is there twice: this one "
			"has the label %s", (int)label.len, label.at,
			buf_text(&own));
	doc_add_note(doc, buf_str(&own), as_line(job, source), NULL);
	buf_release(&own);
}

static int
by_name(const void *a, const void *b)
{
	struct doc *const *x = a, *const *y = b;

	return strcmp((*x)->name, (*y)->name);
}

/* The main document first, the others by name. */
static void
sort_docs(struct import *out, const char *name)
{
	size_t i = 0;

	if (!out->docs_n)
		return;
	qsort(out->docs, out->docs_n, sizeof(*out->docs), by_name);
	while (i < out->docs_n && strcmp(out->docs[i]->name, name) != 0)
		i++;
	if (i < out->docs_n) {
		struct doc *main = out->docs[i];

		memmove(out->docs + 1, out->docs, i * sizeof(*out->docs));
		out->docs[0] = main;
	}
}

int
import_text(struct import *out, struct str text, enum import_form form,
	const struct import_options *options, struct err *err)
{
	static const struct import_options plain = { "outcome", NULL, NULL };
	struct import_options used = options ? *options : plain;
	struct import_job job = { .out = out, .options = &used, .err = err };
	int failed;

	if (!used.main)
		used.main = "outcome";
	job.all = str_count(text, str_of("\n")) +
		(text.len && text.at[text.len - 1] != '\n');
	switch (form) {
	case IMPORT_LETTER:
		failed = import_letter(&job, text);
		break;
	case IMPORT_MARKDOWN:
		failed = import_markdown(&job, text);
		break;
	default:
		failed = import_plain(&job, text);
		break;
	}
	out->page_words = buf_take(&job.page_words);
	buf_release(&job.folded);
	buf_release(&job.quoted);
	for (size_t i = 0; i < out->docs_n; i++)
		notes_take_start(out->docs[i]);
	map_release_all(&job.labels);
	if (failed)
		import_release(out);
	else
		sort_docs(out, used.main);
	return failed ? -1 : 0;
}

void
import_release(struct import *import)
{
	static const struct import empty = IMPORT_INIT;

	for (size_t i = 0; i < import->docs_n; i++)
		doc_free(import->docs[i]);
	for (size_t i = 0; i < import->warnings_n; i++)
		free(import->warnings[i].text);
	free(import->docs);
	for (size_t i = 0; i < import->remarks_n; i++)
		free(import->remarks[i].text);
	meetings_release(&import->meetings);
	free(import->zone);
	free(import->remarks);
	free(import->warnings);
	free(import->draft);
	free(import->date);
	free(import->symbol);
	free(import->page_words);
	*import = empty;
}
