/*
 * What stands behind a word of a form, made a proposal or named as left.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "adref/text/quote.h"
#include "form_inside.h"

static struct form_filing *
add_filing(struct form_reader *reader, enum proposal_verb verb, size_t off)
{
	struct form *out = reader->out;
	struct form_filing *filing;

	out->filings = mem_grow(out->filings, &out->filings_cap,
		out->filings_n + 1, sizeof(*out->filings));
	filing = &out->filings[out->filings_n++];
	*filing = (struct form_filing){ .verb = verb,
		.node = reader->node->id, .words = mem_text(""),
		.wording = mem_text(""), .reasons = mem_text(""),
		.line = form_line_of(reader, off) };
	return filing;
}

static void
set_text(char **field, struct str text)
{
	free(*field);
	*field = mem_text_len(text.at, text.len);
}

/* `[^8]` that the draft has is a mark, and no words. */
static void
unquote_marks(struct buf *source, const struct doc *draft)
{
	size_t at = 0;

	while ((at = str_find(buf_str(source), at, str_of("[\\^"))) <
	       source->len) {
		size_t end = str_find(buf_str(source), at, str_of("]"));
		struct str label = str_part(buf_str(source), at + 3,
			end - at - 3);

		if (end < source->len && doc_find_note(draft, label))
			buf_splice(source, at + 1, 1, str_of(""));
		at++;
	}
}

/* Append words as native source, in the draft's typography. */
static void
add_source(struct buf *out, const struct form_reader *reader,
	struct str typed)
{
	struct buf set = BUF_INIT, quoted = BUF_INIT;

	form_add_set(&set, typed, buf_str(&reader->plain),
		&reader->typography);
	quote_add_plain(&quoted, buf_str(&set));
	unquote_marks(&quoted, reader->draft);
	quote_add_line(out, buf_str(&quoted));
	buf_release(&set);
	buf_release(&quoted);
}

/* A bullet before words: `- `, `* `, `• `; but a dash within a paragraph, where
 * a program has broken the line before, is none. */
static struct str
without_bullet(const struct form_reader *reader, struct str line,
	bool within, bool *bullet)
{
	static const char *const bullets[] = { "- ", "* ", "\xE2\x80\xA2 " };

	line = str_trim(line);
	for (size_t i = 0; i < sizeof(bullets) / sizeof(*bullets); i++)
		if (str_starts(line, bullets[i]) && !(within &&
		    form_seems_broken(reader, (size_t)(line.at -
			reader->flat.data)))) {
			*bullet = true;
			return str_trim(str_from(line, strlen(bullets[i])));
		}
	*bullet = false;
	return line;
}

/* A paragraph for each run of lines; a bullet begins one, too. */
static void
add_paragraphs(struct buf *out, const struct form_reader *reader,
	struct str value)
{
	struct buf paragraph = BUF_INIT;
	struct str line;
	bool more = true;

	while (more) {
		bool bullet = false;

		more = str_line(&value, &line);
		line = more ? without_bullet(reader, line,
			paragraph.len, &bullet) : str_of("");
		if (paragraph.len && (bullet || !line.len)) {
			if (out->len)
				buf_add_char(out, '\n');
			add_source(out, reader, buf_str(&paragraph));
			buf_clear(&paragraph);
		}
		buf_add_str(&paragraph, line);
		buf_add_char(&paragraph, ' ');
		if (!str_trim(buf_str(&paragraph)).len)
			buf_clear(&paragraph);
	}
	buf_release(&paragraph);
}

static void
take_add(struct form_reader *reader, size_t off, struct str value)
{
	struct form_filing *filing = add_filing(reader, PROPOSAL_ADD, off);
	struct buf wording = BUF_INIT;

	add_paragraphs(&wording, reader, value);
	set_text(&filing->wording, buf_str(&wording));
	buf_release(&wording);
}

/* `"these words"` at the beginning of *rest, taken off it with blanks. */
static bool
take_quoted(struct str *rest, struct str *words)
{
	size_t end;

	*rest = str_trim(*rest);
	if (!str_starts(*rest, "\""))
		return false;
	end = str_find(*rest, 1, str_of("\""));
	if (end == rest->len)
		return false;
	*words = str_trim(str_part(*rest, 1, end - 1));
	*rest = str_trim(str_from(*rest, end + 1));
	return words->len > 0;
}

/* `"these words" by "those"`, with or without `replace` before. */
static bool
is_replacement(struct str value, struct str *words, struct str *wording)
{
	static const char *const by[] = { "by", "with", "to", "into", "->",
		"=>", "\xE2\x86\x92" };
	struct str rest = str_trim(value), word = str_of("");
	bool is = false;

	if (str_starts(rest, "replace") || str_starts(rest, "Replace"))
		str_word(&rest, &word);
	if (!take_quoted(&rest, words) || !str_word(&rest, &word))
		return false;
	for (size_t i = 0; i < sizeof(by) / sizeof(*by); i++)
		is |= str_is_any_case(word, by[i]);
	return is && take_quoted(&rest, wording) &&
		(!rest.len || str_is(rest, "."));
}

static size_t
count_in(struct str typed, struct str words)
{
	struct buf text = BUF_INIT, sought = BUF_INIT;
	size_t n;

	utf8_add_folded(&text, typed);
	utf8_add_folded(&sought, words);
	n = str_count(buf_str(&text), str_trim(buf_str(&sought)));
	buf_release(&text);
	buf_release(&sought);
	return n;
}

/* How often words stand in the paragraph; its brackets may be overlooked. */
static size_t
count_words(const struct form_reader *reader, struct str words)
{
	size_t n = count_in(buf_str(&reader->typed), words);

	return n ? n : count_in(buf_str(&reader->clean), words);
}

/* Whether the words name one place of the paragraph; else they are left. */
static bool
is_place(struct form_reader *reader, size_t off, struct str words)
{
	size_t n = count_words(reader, words);

	if (n == 1)
		return true;
	form_name(reader, off, words, n ? "the paragraph has these words more "
		"than once: more of those around them tell which"
		: "the paragraph does not have these words");
	return false;
}

static void
set_words(const struct form_reader *reader, struct form_filing *filing,
	struct str words)
{
	struct buf set = BUF_INIT;

	form_add_set(&set, words, buf_str(&reader->plain),
		&reader->typography);
	set_text(&filing->words, buf_str(&set));
	buf_release(&set);
}

static void
take_change(struct form_reader *reader, size_t off, struct str value)
{
	struct str words, wording = value;
	struct form_filing *filing;
	struct buf source = BUF_INIT;
	bool replaces = is_replacement(value, &words, &wording);

	if (form_same_words(value, buf_str(&reader->typed))) {
		form_name(reader, off, value, "this is the paragraph as it "
			"stands");
		return;
	}
	if (replaces && !is_place(reader, off, words))
		return;
	filing = add_filing(reader, PROPOSAL_MOD, off);
	if (replaces)
		set_words(reader, filing, words);
	add_source(&source, reader, wording);
	set_text(&filing->wording, buf_str(&source));
	buf_release(&source);
}

/* All of the paragraph, as people say it. */
static bool
means_all(const struct form_reader *reader, struct str value)
{
	static const char *const all[] = { "all", "all of it", "x", "yes",
		"whole", "whole paragraph", "the whole paragraph", "paragraph",
		"the paragraph", "entire paragraph", "the entire paragraph",
		"this paragraph" };

	value = str_trim(value);
	if (str_ends(value, "."))
		value = str_trim(str_part(value, 0, value.len - 1));
	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++)
		if (str_is_any_case(value, all[i]))
			return true;
	return form_same_words(value, buf_str(&reader->typed));
}

static void
take_words(struct form_reader *reader, enum proposal_verb verb, size_t off,
	struct str words)
{
	if (means_all(reader, words))
		add_filing(reader, verb, off);
	else if (is_place(reader, off, words))
		set_words(reader, add_filing(reader, verb, off), words);
}

static bool
is_between(struct str word)
{
	return str_is_any_case(word, "and") || str_is(word, "&") ||
		str_is(word, ",") || str_is(word, ";") || str_is(word, ".");
}

/* Words in quotes, several perhaps; else all that was written. */
static void
take_delete_or_keep(struct form_reader *reader, enum proposal_verb verb,
	size_t off, struct str value)
{
	struct str rest = value, words, word;

	if (count_words(reader, value) || !str_starts(value, "\"")) {
		take_words(reader, verb, off, value);
		return;
	}
	while (rest.len) {
		struct str before = rest;

		if (take_quoted(&rest, &words)) {
			take_words(reader, verb, off, words);
			continue;
		}
		rest = before;
		if (!str_word(&rest, &word))
			break;
		if (is_between(word) || str_is(word, ",\""))
			continue;
		form_name(reader, off, before, "these words are not in "
			"quotes");
		break;
	}
}

static void
add_support(struct form_reader *reader, const char *name, size_t off)
{
	struct form *out = reader->out;
	size_t line = form_line_of(reader, off);

	for (size_t i = 0; i < out->supports_n; i++)
		if (strcmp(out->supports[i].proposal, name) == 0)
			return;
	out->supports = mem_grow(out->supports, &out->supports_cap,
		out->supports_n + 1, sizeof(*out->supports));
	out->supports[out->supports_n++] = (struct form_support){
		mem_text(name), line, reader->node->id };
}

/* `FRA/1` without a comma or a full stop behind. */
static bool
take_name(struct form_reader *reader, struct str word, size_t off)
{
	struct buf name = BUF_INIT;
	unsigned number;
	char party[13];
	bool is;

	while (word.len && strchr(",;.", word.at[word.len - 1]))
		word.len--;
	is = proposal_name_read(word, party, &number);
	if (is) {
		buf_add_format(&name, "%s/%u", party, number);
		add_support(reader, buf_text(&name), off);
	}
	buf_release(&name);
	return is;
}

static void
take_support(struct form_reader *reader, size_t off, struct str value)
{
	struct str rest = value, word;
	bool all = true;

	while (str_word(&rest, &word))
		if (!is_between(word) && !take_name(reader, word, off))
			all = false;
	if (all)
		return;
	reader->astray = true;
	form_name(reader, off, value, "behind support: stand names of "
		"proposals, as FRA/1; to want the paragraph as it is, keep: "
		"all");
}

/* Nothing but a line to write on, or a word for nothing. */
static bool
is_nothing(struct str value)
{
	static const char *const nothing[] = { "none", "nil", "n/a", "no",
		"nothing", "no comment", "no comments" };

	for (size_t i = 0; i < sizeof(nothing) / sizeof(*nothing); i++)
		if (str_is_any_case(value, nothing[i]))
			return true;
	for (size_t i = 0; i < value.len; i++)
		if (!strchr("_.- /\n", value.at[i]))
			return false;
	return true;
}

static void
take_reasons(struct form_reader *reader, size_t off, struct str value)
{
	struct form *out = reader->out;
	struct buf set = BUF_INIT;

	if (reader->first_filing == out->filings_n) {
		form_name(reader, off, value, "these reasons are for no "
			"proposal");
		return;
	}
	form_add_set(&set, value, buf_str(&reader->plain),
		&reader->typography);
	for (size_t i = reader->first_filing; i < out->filings_n; i++)
		set_text(&out->filings[i].reasons, buf_str(&set));
	reader->first_filing = out->filings_n;
	buf_release(&set);
}

void
form_take_field(struct form_reader *reader, enum form_label label,
	size_t off, struct str value)
{
	struct str words = str_trim(value);

	off += words.len ? (size_t)(words.at - value.at) : 0;
	value = words;
	if (!value.len)
		return;
	if (reader->astray) {
		form_name(reader, off, value, "it is not sure which paragraph "
			"this is for: a line with its address and id is gone");
		return;
	}
	if (is_nothing(value)) {
		form_name(reader, off, value, "taken as nothing");
		return;
	}
	switch (label) {
	case LABEL_CHANGE:
		take_change(reader, off, value);
		break;
	case LABEL_ADD:
		take_add(reader, off, value);
		break;
	case LABEL_DELETE:
		take_delete_or_keep(reader, PROPOSAL_SUP, off, value);
		break;
	case LABEL_KEEP:
		take_delete_or_keep(reader, PROPOSAL_NOC, off, value);
		break;
	case LABEL_REASONS:
		take_reasons(reader, off, value);
		break;
	case LABEL_SUPPORT:
		take_support(reader, off, value);
		break;
	}
}
