/*
 * The account of words: what goes into an import comes out of it, nothing
 * more and nothing less. The reading of the input here is made for this and
 * shares nothing with the importers. Then each document is written as native
 * files and read back: its lines have to be the same.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "adref/base/env.h"
#include "adref/base/map.h"
#include "adref/base/utf8.h"
#include "adref/doc/files.h"
#include "adref/format/native.h"
#include "format_import_help.h"

struct words {
	char **at;
	size_t n, cap;
};

static void
words_release(struct words *words)
{
	for (size_t i = 0; i < words->n; i++)
		free(words->at[i]);
	free(words->at);
	*words = (struct words){ NULL, 0, 0 };
}

static void
words_push(struct words *words, struct buf *word)
{
	if (!word->len)
		return;
	words->at = mem_grow(words->at, &words->cap, words->n + 1,
		sizeof(*words->at));
	words->at[words->n++] = buf_take(word);
}

/* Superscript digits count as digits. */
static uint32_t
plain_point(uint32_t point)
{
	if (point == 0xB9)
		return '1';
	if (point == 0xB2 || point == 0xB3)
		return point - 0xB0 + '0';
	if (point == 0x2070 || (point >= 0x2074 && point <= 0x2079))
		return point - 0x2070 + '0';
	return point >= 'A' && point <= 'Z' ? point + 32 : point;
}

/*
 * Words are runs of letters, or of digits, or of superscript digits; an
 * ideograph is one by itself.
 */
static void
words_add(struct words *words, struct str text)
{
	struct buf word = BUF_INIT;
	int kind = 0;

	for (size_t off = 0, next; off < text.len; off = next) {
		uint32_t raw = utf8_at(text, off, &next);
		uint32_t point = plain_point(raw);
		int now = 0;

		if (raw != point && utf8_is_digit(point))
			now = 3;
		else if (utf8_class_of(raw) == UTF8_WORD)
			now = utf8_is_digit(raw) ? 2 : 1;
		if (now != kind || utf8_is_ideograph(raw))
			words_push(words, &word);
		if (now)
			utf8_add(&word, point);
		kind = now;
	}
	words_push(words, &word);
	buf_release(&word);
}

static int
by_bytes(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* How many words are in one and not in the other; prints the first ones. */
static size_t
words_compare(struct words *in, struct words *out, bool tell)
{
	size_t i = 0, k = 0, n = 0;

	if (in->n)
		qsort(in->at, in->n, sizeof(*in->at), by_bytes);
	if (out->n)
		qsort(out->at, out->n, sizeof(*out->at), by_bytes);
	while (i < in->n || k < out->n) {
		int order = i == in->n ? 1 : k == out->n ? -1 :
			strcmp(in->at[i], out->at[k]);

		if (order && n++ < 20 && tell)
			print_message("%s: %s\n", order < 0 ? "lost" : "new",
				order < 0 ? in->at[i] : out->at[k]);
		i += order <= 0;
		k += order >= 0;
	}
	return n;
}

/* Bytes of `](dest)` at off, with a destination our links can have. */
static size_t
link_end(struct str text, size_t off)
{
	static const char *const starts[] = { "](#", "](/", "](http:",
		"](https:", "](mailto:" };
	size_t end = str_find(text, off, str_of(")"));

	if (end == text.len)
		return 0;
	for (size_t i = off; i < end; i++)
		if (text.at[i] == ' ')
			return 0;
	for (size_t i = 0; i < sizeof(starts) / sizeof(*starts); i++)
		if (str_starts(str_from(text, off), starts[i]))
			return end + 1 - off;
	return 0;
}

/* Text without the targets of links: inline, and by reference. */
static void
add_without_targets(struct buf *out, struct str text, const struct map *links)
{
	for (size_t off = 0; off < text.len;) {
		size_t len = link_end(text, off), close;

		close = str_find(text, off + 2, str_of("]"));
		if (!len && str_starts(str_from(text, off), "][") &&
		    close < text.len && map_get(links, str_part(text, off + 2,
			    close - off - 2)))
			len = close + 1 - off;
		buf_add(out, len ? "]" : text.at + off, 1);
		off += len ? len : 1;
	}
}

/* `[label]: http…`: the label's slice, or an empty one. */
static struct str
definition(struct str line)
{
	size_t end = str_find(line, 0, str_of("]: http"));

	if (!str_starts(line, "[") || str_starts(line, "[^") ||
	    end == line.len || end > 30)
		return str_of("");
	return str_part(line, 1, end - 1);
}

/* The input's words, list markers and definitions of links set aside. */
static void
words_of_text(struct words *words, struct str text, enum import_form form)
{
	struct map links = MAP_INIT;
	struct buf kept = BUF_INIT, bare = BUF_INIT;
	struct str rest = text, line, label;

	while (form == IMPORT_MARKDOWN && str_line(&rest, &line)) {
		label = definition(line);
		if (label.len)
			map_put(&links, label, &links);
	}
	for (rest = text; str_line(&rest, &line);) {
		struct str trimmed = str_trim(line);

		if (form == IMPORT_MARKDOWN && definition(line).len)
			continue;
		if (form == IMPORT_LETTER && str_starts(trimmed, "- o "))
			line = str_from(trimmed, 4);
		buf_add_str(&kept, line);
		buf_add_char(&kept, '\n');
	}
	if (form == IMPORT_TEXT)
		buf_add_str(&bare, buf_str(&kept));
	else
		add_without_targets(&bare, buf_str(&kept), &links);
	words_add(words, buf_str(&bare));
	buf_release(&kept);
	buf_release(&bare);
	map_release(&links);
}

static void
words_of_node(struct words *words, const struct node *node,
	enum import_form form)
{
	struct map none = MAP_INIT;
	struct buf bare = BUF_INIT;

	if (form == IMPORT_TEXT)
		buf_add_str(&bare, node_str(node));
	else
		add_without_targets(&bare, node_str(node), &none);
	words_add(words, buf_str(&bare));
	buf_release(&bare);
}

/* A label without the number that tells it from an earlier one. */
static struct str
label_as_written(const struct doc *doc, const struct node *note)
{
	struct str label = str_of(note->label);
	size_t dash = str_find(label, 0, str_of("-"));

	if (dash < label.len && doc_find_note(doc, str_part(label, 0, dash)))
		return str_part(label, 0, dash);
	return label;
}

static void
words_of_import(struct words *words, const struct import *import,
	enum import_form form)
{
	words_add(words, str_of(import->page_words));
	for (size_t i = 0; i < import->docs_n; i++) {
		const struct doc *doc = import->docs[i];

		for (struct node *at = doc_first(doc); at; at = node_next(at))
			words_of_node(words, at, form);
		for (struct node *at = doc->notes->first; at; at = at->next) {
			words_add(words, label_as_written(doc, at));
			words_of_node(words, at, form);
		}
	}
}

static size_t
difference(const struct import *import, struct str text,
	enum import_form form, bool tell)
{
	struct words in = { NULL, 0, 0 }, out = in;
	size_t n;

	words_of_text(&in, text, form);
	words_of_import(&out, import, form);
	assert_true(in.n > 0);
	n = words_compare(&in, &out, tell);
	words_release(&in);
	words_release(&out);
	return n;
}

/* Files in memory, by path. */
static int
put_file(void *ctx, const char *path, struct str bytes)
{
	free(map_put(ctx, str_of(path), mem_text_len(bytes.at ? bytes.at : "",
		bytes.len)));
	return 0;
}

static int
read_file(void *ctx, const char *path, struct buf *out, struct err *err)
{
	const char *text = map_get(ctx, str_of(path));

	if (!text)
		return err_set(err, ERR_MISSING, "%s is missing", path);
	buf_add_text(out, text);
	return 0;
}

static void
same_nodes(const struct node *a, const struct node *b)
{
	for (; a && b; a = node_next(a), b = node_next(b)) {
		assert_string_equal(a->line, b->line);
		assert_int_equal(a->kind, b->kind);
		assert_int_equal(a->level, b->level);
		assert_int_equal(node_depth(a), node_depth(b));
	}
	assert_null(a);
	assert_null(b);
}

static void
reads_back(struct doc *doc)
{
	struct map files = MAP_INIT;
	struct native_source source = { .read = read_file,
		.ctx = &files };
	struct err err = ERR_INIT;
	struct env env;
	struct doc *back = NULL;

	env_fixed(&env, 0, 1);
	doc_draw_ids(doc, &env);
	doc_name_files(doc);
	assert_int_equal(native_write_all(doc, put_file, &files), 0);
	if (native_read(&back, doc->name, &source, &err) < 0)
		fail_msg("%s", err.text);
	same_nodes(doc_first(doc), doc_first(back));
	same_nodes(doc->notes->first, back->notes->first);
	doc_free(back);
	for (size_t i = 0; i < files.cap; i++)
		if (files.slots[i].key)
			free(files.slots[i].value);
	map_release(&files);
}

static void
account_for(struct str bytes, const char *name)
{
	struct import import = IMPORT_INIT;
	struct buf text = BUF_INIT;
	struct err err = ERR_INIT;
	enum import_form form;

	if (import_decode(&text, bytes, NULL, &err) < 0)
		fail_msg("%s: %s", name, err.text);
	form = import_guess(buf_str(&text));
	help_import(&import, buf_str(&text), form);
	if (difference(&import, buf_str(&text), form, true))
		fail_msg("%s: words were lost or doubled", name);
	for (size_t i = 0; i < import.docs_n; i++)
		reads_back(import.docs[i]);
	import_release(&import);
	buf_release(&text);
}

static void
no_word_of_the_samples_is_lost(void **state)
{
	static const char *const paths[] = {
		"tests/samples/letter-draft-1.txt",
		"tests/samples/draft-a.md", "tests/samples/draft-b.md" };

	(void)state;
	for (size_t i = 0; i < sizeof(paths) / sizeof(*paths); i++) {
		struct buf bytes = BUF_INIT;

		assert_true(help_read_file(&bytes, paths[i]));
		account_for(buf_str(&bytes), paths[i]);
		buf_release(&bytes);
	}
}

static void
no_word_of_the_corpus_is_lost(void **state)
{
	static const char *const names[] = {
		"bms7-letter-draft-1.txt", "acta-consolidated-2010-04.txt",
		"unfccc-paris-series-a-2015-10-23.txt",
		"unfccc-paris-series-b-2015-12-04.txt",
		"bbnj-agreement-2023-ar-clean-excerpt.txt",
		"bbnj-agreement-2023-fr-clean-excerpt.txt",
		"bbnj-agreement-2023-zh-clean-excerpt.txt" };

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		struct buf bytes = BUF_INIT;

		if (!help_read_corpus(&bytes, names[i]))
			skip();
		account_for(buf_str(&bytes), names[i]);
		buf_release(&bytes);
	}
}

/* Each node in turn loses its last word: the account has to see each. */
static void
a_missing_word_is_seen(void **state)
{
	struct import import = IMPORT_INIT;
	struct buf text = BUF_INIT;
	struct doc *doc;

	(void)state;
	assert_true(help_read_file(&text, "tests/samples/draft-b.md"));
	help_import(&import, buf_str(&text), IMPORT_MARKDOWN);
	doc = import.docs[0];
	for (struct node *at = doc_first(doc); at; at = node_next(at)) {
		char *line = mem_text(at->line);
		size_t end = strlen(line), from;

		while (end && utf8_class_of((unsigned char)line[end - 1]) !=
		    UTF8_WORD)
			end--;
		for (from = end; from && utf8_class_of((unsigned char)
		    line[from - 1]) == UTF8_WORD;)
			from--;
		doc_set_line(doc, at, str_make(line, from));
		assert_true(difference(&import, buf_str(&text),
			IMPORT_MARKDOWN, false) > 0);
		doc_set_line(doc, at, str_of(line));
		free(line);
	}
	assert_int_equal(difference(&import, buf_str(&text), IMPORT_MARKDOWN,
		true), 0);
	import_release(&import);
	buf_release(&text);
}

/*
 * Texts from pieces that mean something: whatever their order, every word
 * comes out and the lines read back. Words have numbers, so that none stands
 * for another.
 */
static void
no_order_of_pieces_loses_a_word(void **state)
{
	static const char *const pieces[] = { "# ", "## ", "- ", " - ", "    ",
		"\n", "\n\n", "1. ", "A. ", "[", "]", "*", "| ", "\n|---|\n",
		"\t", "```\n", "{:", "}", "\n---\n", "Annex 1\n\n", ": ",
		"Option ", "ARTICLE ", "CHAPTER ", "\\", "(a) ", "> ", "- - ",
		"\u00B9 ", "\u00B2", "[^1]", "\n[^1]: ", "\n1\n   ", " 1 ",
		"\n\n2\n\n", "\n                      3\n", "&", "\u2022 " };
	uint32_t seed = 7;

	(void)state;
	for (size_t round = 0; round < 900; round++) {
		struct buf text = BUF_INIT;
		enum import_form form = (enum import_form)(round % 3);
		struct import import = IMPORT_INIT;

		for (size_t i = 0; i < 80; i++) {
			seed = seed * 1664525u + 1013904223u;
			buf_add_text(&text, pieces[(seed >> 8) %
				(sizeof(pieces) / sizeof(*pieces))]);
			if (seed >> 30)
				buf_add_format(&text, "w%zuq ", i);
		}
		help_import(&import, buf_str(&text), form);
		if (difference(&import, buf_str(&text), form, true))
			fail_msg("form %d: %s", form, buf_text(&text));
		for (size_t i = 0; i < import.docs_n; i++)
			reads_back(import.docs[i]);
		import_release(&import);
		buf_release(&text);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_word_of_the_samples_is_lost),
		cmocka_unit_test(no_word_of_the_corpus_is_lost),
		cmocka_unit_test(a_missing_word_is_seen),
		cmocka_unit_test(no_order_of_pieces_loses_a_word),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
