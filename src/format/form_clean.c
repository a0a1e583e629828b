/*
 * What mail programs and word processors do to typography, undone. Unlike
 * folding for comparing (utf8_add_typed), what comes out is stored: so nothing
 * is changed but signs that programs turn by themselves, and where the draft
 * has the same word with other signs, it is given those again.
 */
#include <string.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "adref/text/words.h"
#include "form_inside.h"

/* What a keyboard has for a sign that programs turn; NULL: not such a sign. */
static const char *
as_typed(uint32_t point)
{
	switch (point) {
	case 0x2018: case 0x2019: case 0x201A: case 0x201B: case 0x2032:
	case 0x02BC:
		return "'";
	case 0x201C: case 0x201D: case 0x201E: case 0x201F: case 0x2033:
		return "\"";
	case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2212:
		return "-";
	case 0x2014: case 0x2015:
		return "--";
	case 0x2026:
		return "...";
	case '\t': case 0x00A0: case 0x2007: case 0x2009: case 0x202F:
		return " ";
	case 0x00AD: case 0x200B: case 0x2060: case 0xFEFF:
		return "";
	default:
		return NULL;
	}
}

static void
add_typed(struct buf *out, struct str text)
{
	for (size_t off = 0, next; off < text.len; off = next) {
		const char *typed = as_typed(utf8_at(text, off, &next));

		if (typed)
			buf_add_text(out, typed);
		else
			buf_add_str(out, str_part(text, off, next - off));
	}
}

static bool
is_blank_at(struct str line, size_t off)
{
	return off >= line.len || line.at[off] == ' ';
}

/* Two hyphens between blanks are one dash; a line of them alone is the mark
 * before a signature. */
static void
add_dashes(struct buf *out, struct str line)
{
	if (str_is(str_trim(line), "--")) {
		buf_add_text(out, "--");
		return;
	}
	for (size_t off = 0; off < line.len; off++) {
		if ((!off || line.at[off - 1] == ' ') &&
		    str_starts(str_from(line, off), "--") &&
		    is_blank_at(line, off + 2))
			off++;
		buf_add_char(out, line.at[off]);
	}
}

/* Without `> >> ` in front. */
static struct str
unquoted(struct str line)
{
	struct str rest = line;

	for (;;) {
		while (str_starts(rest, " "))
			rest = str_from(rest, 1);
		if (!str_starts(rest, ">"))
			break;
		rest = str_from(rest, 1);
		line = rest;
	}
	return line;
}

void
form_clean(struct buf *out, struct str text)
{
	struct buf typed = BUF_INIT;
	struct str line;

	while (str_line(&text, &line)) {
		buf_clear(&typed);
		add_typed(&typed, line);
		add_dashes(out, unquoted(buf_str(&typed)));
		while (out->len && out->data[out->len - 1] == ' ')
			buf_cut(out, out->len - 1);
		buf_add_char(out, '\n');
	}
	buf_release(&typed);
}

/* A word without the stop behind it. */
static struct str
core_of(struct str word)
{
	size_t len = word.len;

	while (len && strchr(",.;:", word.at[len - 1]))
		len--;
	return len ? str_part(word, 0, len) : word;
}

static void
note_word(struct map *out, struct str word)
{
	struct buf typed = BUF_INIT, key = BUF_INIT;

	word = core_of(word);
	add_typed(&typed, word);
	add_dashes(&key, buf_str(&typed));
	if (!str_same(buf_str(&key), word) && !map_get(out, buf_str(&key)))
		map_put(out, buf_str(&key), mem_text_len(word.at, word.len));
	buf_release(&typed);
	buf_release(&key);
}

void
form_typography(struct map *out, const struct doc *draft)
{
	const struct node *node = form_first(draft);
	struct buf plain = BUF_INIT;

	for (; node; node = form_next(draft, node)) {
		struct str rest, word;

		buf_clear(&plain);
		words_add_plain(&plain, node_str(node));
		rest = buf_str(&plain);
		while (str_word(&rest, &word))
			note_word(out, word);
	}
	buf_release(&plain);
}

static bool
has_word(struct str line, struct str word)
{
	struct str other;

	while (str_word(&line, &other))
		if (str_same(core_of(other), word))
			return true;
	return false;
}

void
form_add_set(struct buf *out, struct str typed, struct str line,
	const struct map *typography)
{
	bool first = true;
	struct str word;

	while (str_word(&typed, &word)) {
		struct str core = core_of(word);
		const char *set = has_word(line, core) ? NULL
			: map_get(typography, core);

		if (!first)
			buf_add_char(out, ' ');
		first = false;
		buf_add_str(out, set ? str_of(set) : core);
		buf_add_str(out, str_from(word, core.len));
	}
}
