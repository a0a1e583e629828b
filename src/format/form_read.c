/*
 * Reading a form that came back. It is cut into its paragraphs by the lines
 * that have an address and its id, wherever a program has put them; what is
 * around them is compared with what was printed there.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "adref/doc/address.h"
#include "adref/text/words.h"
#include "form_inside.h"

enum { WIDTH_MIN = 30, WIDTH_MAX = 100 };

/* Where something begins that was printed once. */
struct anchor {
	size_t off, end;
	const struct node *node;	/* NULL: the end of the form */
};
struct anchors {
	struct anchor *at;
	size_t n, cap;
};

/* A node's address, as typed. */
struct head {
	const struct node *node;
	char *address;
};
struct heads {
	struct map by_id;	/* `7qd2`: struct head */
	struct map by_address;	/* the same */
	size_t id_length;
};

void
form_leave(struct form *form, size_t line, const node_id *node,
	struct str text, const char *why)
{
	struct buf words = BUF_INIT;
	struct str word;
	size_t at = form->left_n;

	while (str_word(&text, &word)) {
		if (words.len)
			buf_add_char(&words, ' ');
		buf_add_str(&words, word);
	}
	form->left = mem_grow(form->left, &form->left_cap, form->left_n + 1,
		sizeof(*form->left));
	for (; at > 0 && form->left[at - 1].line > line; at--)
		form->left[at] = form->left[at - 1];
	form->left[at] = (struct form_left){ line, *node, buf_take(&words),
		mem_text(why) };
	form->left_n++;
}

size_t
form_line_of(const struct form_reader *reader, size_t off)
{
	return 1 + str_count(str_part(buf_str(&reader->flat), 0, off),
		str_of("\n"));
}

bool
form_seems_broken(const struct form_reader *reader, size_t off)
{
	struct str text = buf_str(&reader->flat), rest = str_from(text, off);
	size_t end = off, start;
	struct str word = str_of("");

	while (end > 0 && text.at[end - 1] != '\n')
		end--;
	if (end == 0)
		return false;
	start = --end;
	while (start > 0 && text.at[start - 1] != '\n')
		start--;
	str_word(&rest, &word);
	return utf8_columns(str_part(text, start, end - start)) + 1 +
		utf8_columns(word) > reader->width;
}

void
form_name(struct form_reader *reader, size_t off, struct str words,
	const char *why)
{
	const node_id none = { "" };

	form_leave(reader->out, form_line_of(reader, off), reader->node
		? &reader->node->id : &none, words, why);
}

void
form_about_release(struct form_about *about)
{
	free(about->party);
	free(about->document);
	free(about->draft);
	*about = (struct form_about){ 0 };
}

/* The next `[form IND outcome draft-1]` behind *off. */
static bool
next_about(struct str text, size_t *off, struct form_about *out)
{
	static const char begin[] = "[form ";
	char **fields[] = { &out->party, &out->document, &out->draft };
	struct str rest, word;
	size_t end;

	while ((*off = str_find(text, *off, str_of(begin))) < text.len) {
		*off += strlen(begin);
		end = str_find(text, *off, str_of("]"));
		rest = str_part(text, *off, end - *off);
		for (size_t i = 0; i < 3; i++) {
			if (end == text.len || !str_word(&rest, &word))
				break;
			*fields[i] = mem_text_len(word.at, word.len);
		}
		if (out->draft && !str_trim(rest).len)
			return true;
		form_about_release(out);
	}
	return false;
}

static bool
is_same(const struct form_about *a, const struct form_about *b)
{
	return strcmp(a->party, b->party) == 0 &&
		strcmp(a->document, b->document) == 0 &&
		strcmp(a->draft, b->draft) == 0;
}

int
form_about_read(struct form_about *out, struct str text, struct err *err)
{
	struct buf flat = BUF_INIT;
	struct form_about other = { 0 };
	size_t off = 0;
	int rc = 0;

	form_clean(&flat, text);
	for (size_t i = 0; i < flat.len; i++)
		if (flat.data[i] == '\n')
			flat.data[i] = ' ';
	*out = (struct form_about){ 0 };
	if (!next_about(buf_str(&flat), &off, out))
		rc = err_set(err, ERR_REFUSED, "this is no form of adref, or "
			"its line [form ...] is gone: adref form PARTY prints "
			"one");
	while (rc == 0 && next_about(buf_str(&flat), &off, &other)) {
		if (!is_same(out, &other))
			rc = err_set(err, ERR_REFUSED, "two forms are in it, "
				"[form %s %s %s] and [form %s %s %s]: file "
				"them one by one", out->party, out->document,
				out->draft, other.party, other.document,
				other.draft);
		form_about_release(&other);
	}
	buf_release(&flat);
	return rc;
}

static void
heads_read(struct heads *out, const struct doc *draft)
{
	struct address_walk walk;

	out->id_length = form_id_length(draft);
	address_walk_init(&walk, draft);
	while (address_walk_next(&walk)) {
		struct str address = address_walk_text(&walk);
		struct head *head = mem_new(1, sizeof(*head));

		head->node = walk.node;
		head->address = mem_text_len(address.at, address.len);
		map_put(&out->by_address, address, head);
		free(map_put(&out->by_id, str_make(walk.node->id.text,
			out->id_length), head));
	}
	address_walk_release(&walk);
}

static void
heads_release(struct heads *heads)
{
	for (size_t i = 0; i < heads->by_id.cap; i++) {
		struct map_slot *slot = &heads->by_id.slots[i];

		if (slot->key)
			free(((struct head *)slot->value)->address);
	}
	map_release_all(&heads->by_id);
	map_release(&heads->by_address);
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\n';
}

/*
 * Where an address stands that ends, but for blanks, at end; false when it
 * does not stand there, as a word or words of its own.
 */
static bool
find_address(struct str text, size_t end, const char *address, size_t *off)
{
	size_t left = strlen(address);

	while (end > 0 && is_blank(text.at[end - 1]))
		end--;
	while (left > 0 && end > 0) {
		char c = address[left - 1];

		if (c == ' ' ? !is_blank(text.at[end - 1])
			: !str_is_any_case(str_part(text, end - 1, 1),
				(char[]){ c, '\0' }))
			return false;
		left--;
		end--;
	}
	*off = end;
	return !left && (!end || is_blank(text.at[end - 1]));
}

static void
add_anchor(struct anchors *anchors, struct anchor anchor)
{
	anchors->at = mem_grow(anchors->at, &anchors->cap, anchors->n + 1,
		sizeof(*anchors->at));
	anchors->at[anchors->n++] = anchor;
}

static void
add_paragraph_text(const struct node *node, struct buf *plain,
	struct buf *typed)
{
	struct str rest, word;
	struct buf lines = BUF_INIT;

	buf_clear(plain);
	buf_clear(typed);
	words_add_plain(plain, node_is_placeholder(node)
		? str_of(PLACEHOLDER_WORDS) : node_str(node));
	form_clean(&lines, buf_str(plain));
	rest = buf_str(&lines);
	while (str_word(&rest, &word)) {
		if (typed->len)
			buf_add_char(typed, ' ');
		buf_add_str(typed, word);
	}
	buf_release(&lines);
}

/* Whether a text begins with that of a node. */
static bool
begins_with(struct str text, const struct node *node)
{
	struct buf plain = BUF_INIT, typed = BUF_INIT;
	bool begins;

	add_paragraph_text(node, &plain, &typed);
	begins = form_skip(text, buf_str(&typed)) > 0;
	buf_release(&plain);
	buf_release(&typed);
	return begins;
}

/* The head whose address stands alone on the line before off. */
static const struct head *
head_of_line(const struct heads *heads, struct str text, size_t off)
{
	size_t start = off;

	while (start > 0 && text.at[start - 1] != '\n')
		start--;
	return map_get(&heads->by_address, str_trim(str_part(text, start,
		off - start)));
}

/*
 * `A.1 (7qd2)` with its parenthesis at off. Where the text was brought in anew
 * since, the ids are others: then the address and the text below it tell.
 */
static void
look_for_head(struct anchors *anchors, const struct heads *heads,
	struct str text, size_t off)
{
	struct str id = str_part(text, off + 1, heads->id_length);
	const struct head *head = map_get(&heads->by_id, id);
	size_t end = str_find(text, off, str_of(")")), begin;

	if (end == text.len)
		return;
	if (!head || end != off + 1 + heads->id_length) {
		struct str below = str_from(text, end + 1);

		head = head_of_line(heads, text, off);
		if (!head || !begins_with(below, head->node))
			return;
	}
	if (find_address(text, off, head->address, &begin))
		add_anchor(anchors, (struct anchor){ begin, end + 1,
			head->node });
}

static void
look_for_end(struct anchors *anchors, struct str text, size_t off)
{
	size_t len = form_skip(str_from(text, off), str_of(form_end));

	if (len)
		add_anchor(anchors, (struct anchor){ off, off + len, NULL });
}

/* The line that mail programs put before a signature. */
static void
look_for_signature(struct anchors *anchors, struct str text, size_t off)
{
	if ((!off || text.at[off - 1] == '\n') &&
	    str_starts(str_from(text, off), "--\n"))
		add_anchor(anchors, (struct anchor){ off, off + 2, NULL });
}

static void
find_anchors(struct anchors *out, const struct heads *heads, struct str text)
{
	for (size_t off = 0; off < text.len; off++) {
		if (text.at[off] == '(')
			look_for_head(out, heads, text, off);
		else if (text.at[off] == '[')
			look_for_end(out, text, off);
		else if (text.at[off] == '-')
			look_for_signature(out, text, off);
	}
}

struct around {
	struct form_reader *reader;
	size_t from;
};

static void
tell_around(void *ctx, size_t off, struct str words)
{
	struct around *around = ctx;

	form_name(around->reader, around->from + off, words, "");
}

static void
name_around(struct form_reader *reader, size_t from, size_t to,
	struct str expected)
{
	struct around around = { reader, from };

	reader->node = NULL;
	form_compare(expected, str_part(buf_str(&reader->flat), from,
		to - from), &(struct form_teller){ tell_around, &around });
}

/*
 * What stands before the first paragraph or behind the end: all but what was
 * printed at the top, which is there once more when a reply quotes the whole.
 */
static void
read_around(struct form_reader *reader, size_t from, size_t to,
	struct str top)
{
	struct str text = str_part(buf_str(&reader->flat), from, to - from);
	size_t off = 0, len = 0;

	while (off < text.len && (is_blank(text.at[off]) ||
	       (off && !is_blank(text.at[off - 1])) ||
	       !(len = form_skip(str_from(text, off), top))))
		off++;
	if (!len) {
		name_around(reader, from, to, str_find(text, 0,
			str_of("[form")) < text.len ? top : str_of(""));
		return;
	}
	name_around(reader, from, from + off, str_of(""));
	name_around(reader, from + off + len, to, str_of(""));
}

static void
read_paragraph(struct form_reader *reader, const struct anchor *anchor,
	size_t to)
{
	reader->node = anchor->node;
	add_paragraph_text(anchor->node, &reader->plain, &reader->typed);
	buf_clear(&reader->clean);
	words_add_clean(&reader->clean, buf_str(&reader->typed));
	form_read_block(reader, anchor->end, to);
}

static void
note_texts(struct form_reader *reader)
{
	const struct node *node = form_first(reader->draft);

	for (; node; node = form_next(reader->draft, node)) {
		add_paragraph_text(node, &reader->plain, &reader->typed);
		map_put(&reader->texts, buf_str(&reader->typed),
			(void *)node);
	}
}

/* How long lines are that a program has broken. */
static size_t
find_width(struct str text)
{
	size_t width = WIDTH_MIN;
	struct str line;

	while (str_line(&text, &line)) {
		size_t columns = utf8_columns(line);

		if (columns <= WIDTH_MAX && columns > width)
			width = columns;
	}
	return width;
}

static bool
is_again(const struct form_filing *a, const struct form_filing *b)
{
	return a->verb == b->verb && node_id_same(&a->node, &b->node) &&
		strcmp(a->words, b->words) == 0 &&
		strcmp(a->wording, b->wording) == 0;
}

static void
filing_release(struct form_filing *filing)
{
	free(filing->words);
	free(filing->wording);
	free(filing->reasons);
}

/* A reply that quotes what it answers has all of it twice. */
static void
drop_again(struct form *form)
{
	size_t kept = 0;

	for (size_t i = 0; i < form->filings_n; i++) {
		size_t k = 0;

		while (k < kept && !is_again(&form->filings[k],
			&form->filings[i]))
			k++;
		if (k == kept)
			form->filings[kept++] = form->filings[i];
		else
			filing_release(&form->filings[i]);
	}
	form->filings_n = kept;
}

static void
read_all(struct form_reader *reader, struct str top)
{
	struct heads heads = { .by_id = MAP_INIT };
	struct anchors anchors = { 0 };
	size_t end = reader->flat.len;

	heads_read(&heads, reader->draft);
	find_anchors(&anchors, &heads, buf_str(&reader->flat));
	read_around(reader, 0, anchors.n ? anchors.at[0].off : end, top);
	for (size_t i = 0; i < anchors.n; i++) {
		size_t to = i + 1 < anchors.n ? anchors.at[i + 1].off : end;

		if (anchors.at[i].node)
			read_paragraph(reader, &anchors.at[i], to);
		else
			read_around(reader, anchors.at[i].end, to, top);
	}
	heads_release(&heads);
	free(anchors.at);
}

void
form_read(struct form *out, struct str text, const struct doc *draft,
	const struct form_about *about, const char *title)
{
	struct form_reader reader = { .out = out, .draft = draft };
	struct buf top = BUF_INIT, printed = BUF_INIT;

	*out = (struct form){ 0 };
	form_add_top(&printed, about, title);
	form_clean(&top, buf_str(&printed));
	form_clean(&reader.flat, text);
	reader.width = find_width(buf_str(&reader.flat));
	form_typography(&reader.typography, draft);
	note_texts(&reader);
	read_all(&reader, buf_str(&top));
	drop_again(out);
	buf_release(&top);
	buf_release(&printed);
	buf_release(&reader.flat);
	buf_release(&reader.plain);
	buf_release(&reader.typed);
	buf_release(&reader.clean);
	map_release_all(&reader.typography);
	map_release(&reader.texts);
}

void
form_release(struct form *form)
{
	for (size_t i = 0; i < form->filings_n; i++)
		filing_release(&form->filings[i]);
	for (size_t i = 0; i < form->supports_n; i++)
		free(form->supports[i].proposal);
	for (size_t i = 0; i < form->left_n; i++) {
		free(form->left[i].text);
		free(form->left[i].why);
	}
	free(form->filings);
	free(form->supports);
	free(form->left);
	*form = (struct form){ 0 };
}
