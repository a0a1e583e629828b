/*
 * How characters look on a terminal: their columns, whose width terminals
 * disagree on, and what may be shown of text nobody vouches for. What it must
 * not do: talk to a terminal.
 *
 * utf8_add_safe() and utf8_is_safe() walk with the same step, so that they
 * cannot disagree.
 */
#include "adref/base/utf8.h"

#include <utf8proc.h>

enum {
	JOINER = 0x200D,	/* ZWJ */
	NON_JOINER = 0x200C,
	TEXT_STYLE = 0xFE0E,	/* VS15 */
	EMOJI_STYLE = 0xFE0F,	/* VS16 */
	MARKS_MAX = 5
};

static const utf8proc_property_t *
property(uint32_t point)
{
	return utf8proc_get_property((utf8proc_int32_t)point);
}

static bool
is_emoji(uint32_t point)
{
	return property(point)->boundclass ==
		UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC;
}

static bool
is_flag_letter(uint32_t point)
{
	return point >= 0x1F1E6 && point <= 0x1F1FF;
}

static bool
is_plain(char c)
{
	return c >= ' ' && c < 0x7F;
}

/* What a cluster consists of, as far as its width depends on it. */
struct makeup {
	int first;	/* columns of the first code point that has any */
	size_t wide;	/* code points that have columns */
	size_t flags;	/* letters of flags */
	bool joined;	/* an emoji and a ZWJ */
	bool styled;	/* VS16 */
};

static struct makeup
makeup_of(struct str cluster)
{
	struct makeup makeup = { 0 };
	bool emoji = false;
	size_t off = 0;

	while (off < cluster.len) {
		uint32_t point = utf8_at(cluster, off, &off);
		int width = utf8proc_charwidth((utf8proc_int32_t)point);

		if (width > 0 && !makeup.wide++)
			makeup.first = width;
		emoji = emoji || is_emoji(point);
		makeup.flags += is_flag_letter(point);
		makeup.joined = makeup.joined || (emoji && point == JOINER);
		makeup.styled = makeup.styled || point == EMOJI_STYLE;
	}
	return makeup;
}

int
utf8_width(struct str cluster)
{
	struct makeup makeup;

	if (cluster.len == 1 && is_plain(cluster.at[0]))
		return 1;
	makeup = makeup_of(cluster);
	if (makeup.joined || makeup.styled || makeup.flags > 1)
		return 2;
	return makeup.first;
}

size_t
utf8_columns(struct str str)
{
	size_t off = 0, columns = 0;

	while (off < str.len) {
		size_t next = utf8_next(str, off);

		columns += (size_t)utf8_width(str_part(str, off, next - off));
		off = next;
	}
	return columns;
}

bool
utf8_is_doubtful(struct str cluster)
{
	struct makeup makeup;

	if (cluster.len < 2)
		return false;
	makeup = makeup_of(cluster);
	return makeup.joined || makeup.styled || makeup.flags ||
		makeup.wide > 1;
}

bool
utf8_is_rtl(struct str str)
{
	size_t off = 0;

	while (off < str.len) {
		switch (property(utf8_at(str, off, &off))->bidi_class) {
		case UTF8PROC_BIDI_CLASS_L:
			return false;
		case UTF8PROC_BIDI_CLASS_R:
		case UTF8PROC_BIDI_CLASS_AL:
			return true;
		default:
			break;
		}
	}
	return false;
}

/*
 * Scripts from Arabic to the Indic ones, where ZWJ and ZWNJ are part of the
 * spelling; in Latin, Greek, Cyrillic, Hebrew they only hide.
 */
static bool
is_joining(uint32_t point)
{
	return point >= 0x0600 && point < 0x2000 &&
		utf8_class_of(point) == UTF8_WORD;
}

/* Where we are in text being shown. */
struct shown {
	struct str str;
	size_t off;		/* of the next code point */
	uint32_t prev;		/* the one before, 0 at the beginning */
	bool emoji;		/* prev ends an emoji that a ZWJ may extend */
	int marks;		/* on the present base */
};

enum showing { SHOW_AS_IS, SHOW_NUMBER, SHOW_BLANK, SHOW_BAD, SHOW_NOT };

static bool
may_join(const struct shown *shown, uint32_t point, size_t next)
{
	uint32_t follower;

	if (next >= shown->str.len)
		return false;
	follower = utf8_at(shown->str, next, NULL);
	if (point == JOINER && shown->emoji)
		return is_emoji(follower);
	return is_joining(shown->prev) && is_joining(follower);
}

static bool
may_style(const struct shown *shown, uint32_t point)
{
	uint32_t prev = shown->prev;

	if (point == TEXT_STYLE || point == EMOJI_STYLE)
		return is_emoji(prev) || utf8_is_digit(prev) ||
			prev == '#' || prev == '*';
	return property(point)->category == UTF8PROC_CATEGORY_MN &&
		utf8_is_ideograph(prev);
}

/* Characters that have no look of their own. */
static enum showing
show_invisible(const struct shown *shown, uint32_t point, size_t next)
{
	bool allowed;

	if (point == JOINER || point == NON_JOINER)
		allowed = may_join(shown, point, next);
	else
		allowed = may_style(shown, point);
	return allowed ? SHOW_AS_IS : SHOW_NUMBER;
}

/* What sits on the character before it; parts of a Korean syllable too. */
static bool
is_mark(uint32_t point)
{
	switch (property(point)->category) {
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_MC:
	case UTF8PROC_CATEGORY_ME:
		return true;
	default:
		return !utf8proc_charwidth((utf8proc_int32_t)point);
	}
}

static enum showing
show_point(struct shown *shown, uint32_t point, size_t next)
{
	const utf8proc_property_t *facts = property(point);

	if (facts->ignorable)
		return show_invisible(shown, point, next);
	switch (facts->category) {
	case UTF8PROC_CATEGORY_CC:
		return point == '\t' ? SHOW_BLANK : SHOW_NUMBER;
	case UTF8PROC_CATEGORY_CF:
		/* Arabic number signs are "format" and have a look. */
		return facts->boundclass == UTF8PROC_BOUNDCLASS_PREPEND ?
			SHOW_AS_IS : SHOW_NUMBER;
	case UTF8PROC_CATEGORY_CN:
	case UTF8PROC_CATEGORY_CS:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
		return SHOW_NUMBER;
	default:
		if (is_mark(point))
			return shown->marks++ < MARKS_MAX ?
				SHOW_AS_IS : SHOW_NOT;
		shown->marks = 0;
		return SHOW_AS_IS;
	}
}

/* Go past one code point; how it is to be shown. */
static enum showing
step(struct shown *shown, uint32_t *point)
{
	size_t off = shown->off, next;
	enum showing showing;

	*point = utf8_at(shown->str, off, &next);
	if (*point == UTF8_BAD && next == off + 1)
		showing = SHOW_BAD;
	else
		showing = show_point(shown, *point, next);
	if (showing != SHOW_AS_IS && showing != SHOW_NOT)
		shown->marks = 0;
	/* Styles and skin tones leave an emoji an emoji. */
	shown->emoji = is_emoji(*point) ||
		(shown->emoji && *point != JOINER &&
		property(*point)->boundclass == UTF8PROC_BOUNDCLASS_EXTEND);
	shown->prev = *point;
	shown->off = next;
	return showing;
}

/*
 * Printable ASCII from off on. The last of it starts a cluster the steps have
 * to know when something else follows.
 */
static size_t
plain_run(struct str str, size_t off)
{
	size_t end = off;

	while (end < str.len && is_plain(str.at[end]))
		end++;
	return end < str.len && end > off ? end - 1 : end;
}

void
utf8_add_safe(struct buf *buf, struct str str)
{
	struct shown shown = { .str = str };
	uint32_t point;
	size_t from;

	while (shown.off < str.len) {
		from = shown.off;
		shown.off = plain_run(str, from);
		buf_add_str(buf, str_part(str, from, shown.off - from));
		if (shown.off == str.len)
			break;
		from = shown.off;
		switch (step(&shown, &point)) {
		case SHOW_AS_IS:
			buf_add_str(buf, str_part(str, from, shown.off - from));
			break;
		case SHOW_NUMBER:
			buf_add_format(buf, "<U+%04X>", (unsigned)point);
			break;
		case SHOW_BLANK:
			buf_add_char(buf, ' ');
			break;
		case SHOW_BAD:
			utf8_add(buf, UTF8_BAD);
			break;
		default:	/* SHOW_NOT */
			break;
		}
	}
}

void
utf8_add_safe_lines(struct buf *buf, struct str str)
{
	size_t off = 0;

	while (off < str.len) {
		size_t end = str_find(str, off, str_of("\n"));

		utf8_add_safe(buf, str_part(str, off, end - off));
		if (end < str.len)
			buf_add_char(buf, '\n');
		off = end + 1;
	}
}

bool
utf8_is_safe(struct str str)
{
	struct shown shown = { .str = str };
	uint32_t point;

	while (shown.off < str.len) {
		shown.off = plain_run(str, shown.off);
		if (shown.off < str.len && step(&shown, &point) != SHOW_AS_IS)
			return false;
	}
	return true;
}
