/*
 * What comes in the place of words. Groups come as they stand in the source,
 * not as they are heard, so that quotes and dashes stay as they were written.
 */
#include "replace_with.h"

#include <stdlib.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"

static void
add_piece(struct with *with, struct with_piece piece)
{
	if (!piece.is_group && !piece.text.len)
		return;
	with->at = mem_grow(with->at, &with->cap, with->n + 1,
		sizeof(*with->at));
	with->at[with->n++] = piece;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_name(char c)
{
	return is_digit(c) || c == '_' || (c >= 'a' && c <= 'z') ||
		(c >= 'A' && c <= 'Z');
}

/* A number is as long as its digits, a name as long as it may be. */
static size_t
name_len(struct str text)
{
	bool number = text.len && is_digit(text.at[0]);
	size_t len = 0;

	while (len < text.len && (number ? is_digit(text.at[len])
		: is_name(text.at[len])))
		len++;
	return len;
}

static bool
find_named(const struct find *find, struct str name, size_t *group)
{
	if (!is_digit(name.at[0]))
		return find_match_named(find, name, group);
	*group = 0;
	for (size_t i = 0; i < name.len && *group <= find_match_groups(find); i++)
		*group = *group * 10 + (size_t)(name.at[i] - '0');
	return *group <= find_match_groups(find);
}

static int
refuse(struct str with, size_t off, const char *why, struct err *err)
{
	return err_set(err, ERR_REFUSED, "the new words fail at "
		"character %zu: %s", utf8_points_before(with, off) + 1, why);
}

/* Read what stands behind the `$` at *off. */
static int
read_group(struct with *out, struct str with, const struct find *find,
	size_t *off, struct err *err)
{
	size_t dollar = *off, at = dollar + 1, len;
	bool braced = at < with.len && with.at[at] == '{';
	struct with_piece piece = { .is_group = true };
	struct str name;

	if (at < with.len && with.at[at] == '$') {
		add_piece(out, (struct with_piece){
			.text = str_part(with, at, 1) });
		*off = at + 1;
		return 0;
	}
	at += braced;
	len = name_len(str_from(with, at));
	name = str_part(with, at, len);
	at += len;
	if (!len || (braced && (at >= with.len || with.at[at] != '}')))
		return refuse(with, dollar, "a group is $1, ${1} or ${name}, "
			"a dollar $$", err);
	if (!find_named(find, name, &piece.group))
		return refuse(with, dollar, "the pattern has no such group",
			err);
	add_piece(out, piece);
	*off = at + braced;
	return 0;
}

static bool
has_upper(struct str text)
{
	for (size_t off = 0; off < text.len;)
		if (utf8_is_upper(utf8_at(text, off, &off)))
			return true;
	return false;
}

/* Source that is more than words: marks and attributions have a case of
 * their own. */
static bool
has_signs(struct str text)
{
	return str_find(text, 0, str_of("[")) < text.len ||
		str_find(text, 0, str_of("{")) < text.len ||
		str_find(text, 0, str_of("(")) < text.len;
}

int
with_read(struct with *out, const struct replace_wish *wish,
	const struct find *find, struct err *err)
{
	struct str with = wish->with;
	size_t off = 0;

	*out = (struct with){ 0 };
	out->follows = !(wish->flags & (FIND_CASE | FIND_SOURCE));
	out->shouts = out->follows && !has_upper(with) && !has_signs(with);
	utf8_add_typed(&out->what, str_trim(wish->what));
	if (utf8_check(with) < with.len)
		return refuse(with, utf8_check(with), "not valid UTF-8", err);
	while (wish->flags & FIND_PATTERN && off < with.len) {
		size_t dollar = str_find(with, off, str_of("$"));

		add_piece(out, (struct with_piece){
			.text = str_part(with, off, dollar - off) });
		off = dollar;
		if (off < with.len && read_group(out, with, find, &off,
			err) < 0)
			return -1;
	}
	add_piece(out, (struct with_piece){ .text = str_from(with, off) });
	return 0;
}

void
with_release(struct with *with)
{
	free(with->at);
	buf_release(&with->what);
	*with = (struct with){ 0 };
}

static void
add_group(struct buf *out, const struct find *find, size_t group,
	struct str line)
{
	size_t from, to, all_from, all_to;
	const struct heard *heard = find_match_heard(find, &all_from, &all_to);

	if (!find_match_group(find, group, &from, &to))
		return;
	for (size_t i = from; i < to; i++)
		if (i == from || heard->from[i] != heard->from[i - 1])
			buf_add_str(out, str_part(line, heard->from[i],
				heard->to[i] - heard->from[i]));
}

static bool
is_letter_case(uint32_t point, bool upper)
{
	return utf8_is_letter(point) && (utf8_upper(point) != point ||
		utf8_is_upper(point)) && utf8_is_upper(point) == upper;
}

/* Whether words shout: capitals only, and more than one. */
static bool
is_shouted(struct str words)
{
	size_t capitals = 0;

	for (size_t off = 0; off < words.len;) {
		uint32_t point = utf8_at(words, off, &off);

		if (is_letter_case(point, false))
			return false;
		capitals += is_letter_case(point, true);
	}
	return capitals > 1;
}

static void
add_words(struct buf *out, struct str words, bool all)
{
	for (size_t off = 0; off < words.len;) {
		bool raise = all || !off;
		uint32_t point = utf8_at(words, off, &off);

		utf8_add(out, raise ? utf8_upper(point) : point);
	}
}

/* Whether words read just as those that were looked for. */
static bool
is_as_typed(const struct with *with, struct str words)
{
	struct buf typed = BUF_INIT;
	bool same;

	utf8_add_typed(&typed, words);
	same = str_same(buf_str(&typed), buf_str(&with->what));
	buf_release(&typed);
	return same;
}

void
with_add(struct buf *out, const struct with *with, const struct find *find,
	struct str line, struct str gone)
{
	bool follows = with->follows && gone.len && !is_as_typed(with, gone);
	bool shout = follows && with->shouts && is_shouted(gone);
	bool capital = follows && is_letter_case(utf8_at(gone, 0, NULL),
		true);

	for (size_t i = 0; i < with->n; i++) {
		const struct with_piece *piece = &with->at[i];

		if (piece->is_group)
			add_group(out, find, piece->group, line);
		else if (shout || (capital && i == 0))
			add_words(out, piece->text, shout);
		else
			buf_add_str(out, piece->text);
	}
}
