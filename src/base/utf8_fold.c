/*
 * Text made alike for comparing and searching: NFKC with case folded,
 * invisible characters left out, typography as typed on a keyboard. What it
 * must not do: be shown to anybody, or be stored.
 */
#include "adref/base/utf8.h"

#include <assert.h>
#include <stdlib.h>

#include <utf8proc.h>

#include "adref/base/mem.h"

struct fold {
	struct buf *out;
	bool bare;	/* accents too are left out */
	bool cased;	/* case is kept */
	bool blank;	/* the last thing written was a blank */
};

/* Signs that stand for one on the keyboard; the rest as it is. */
static utf8proc_int32_t
as_typed(utf8proc_int32_t point, void *ctx)
{
	(void)ctx;
	switch (point) {
	case 0x2018: case 0x2019: case 0x201A: case 0x201B: case 0x2032:
	case 0x2039: case 0x203A: case 0x02BC:
		return '\'';
	case 0x201C: case 0x201D: case 0x201E: case 0x201F: case 0x2033:
	case 0x00AB: case 0x00BB:
		return '"';
	case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2014:
	case 0x2015: case 0x2212: case 0x2E3A: case 0x2E3B:
		return '-';
	default:
		return point;
	}
}

/*
 * Marks that a person may leave out when typing a name: the general ones, and
 * the points of Hebrew and Arabic. Vowel signs of other scripts are letters.
 */
static bool
is_accent(utf8proc_int32_t point)
{
	return (point >= 0x0300 && point <= 0x036F) ||
		(point >= 0x0591 && point <= 0x05BD) ||
		(point >= 0x064B && point <= 0x065F) || point == 0x0670 ||
		(point >= 0x1AB0 && point <= 0x1AFF) ||
		(point >= 0x1DC0 && point <= 0x1DFF) ||
		(point >= 0x20D0 && point <= 0x20FF) ||
		(point >= 0xFE20 && point <= 0xFE2F);
}

/* Letters Unicode does not take apart, folded already; NULL for others. */
static const char *
bare_letter(utf8proc_int32_t point)
{
	switch (point) {
	case 0x00E6: return "ae";
	case 0x00F0: case 0x0111: return "d";
	case 0x00F8: return "o";
	case 0x00FE: return "th";
	case 0x0127: return "h";
	case 0x0131: return "i";
	case 0x0142: return "l";
	case 0x0153: return "oe";
	case 0x0167: return "t";
	default: return NULL;
	}
}

static void
add_point(struct fold *fold, uint32_t point)
{
	const char *bare = NULL;
	bool blank = utf8_class_of(point) == UTF8_BLANK;

	if (blank && fold->blank)
		return;
	fold->blank = blank;
	if (fold->bare)
		bare = bare_letter((utf8proc_int32_t)point);
	if (bare)
		buf_add_text(fold->out, bare);
	else
		utf8_add(fold->out, blank ? ' ' : point);
}

static bool
is_ascii_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Put in as it is, and folded where it lies: most of all text is ASCII. */
static void
add_ascii(struct fold *fold, struct str run)
{
	size_t to = fold->out->len, i;
	char *data;

	buf_add_str(fold->out, run);
	data = fold->out->data;
	for (i = to; i < fold->out->len; i++) {
		bool blank = is_ascii_blank(data[i]);

		if (blank && fold->blank)
			continue;
		fold->blank = blank;
		if (blank)
			data[to++] = ' ';
		else if (data[i] >= 'A' && data[i] <= 'Z' && !fold->cased)
			data[to++] = (char)(data[i] + ('a' - 'A'));
		else
			data[to++] = data[i];
	}
	if (data)
		buf_cut(fold->out, to);
}

/* Take the accents out of n decomposed code points; how many are left. */
static size_t
drop_accents(utf8proc_int32_t *points, size_t n)
{
	size_t from, to = 0;

	for (from = 0; from < n; from++) {
		if (!is_accent(points[from]))
			points[to++] = points[from];
	}
	return to;
}

static void
add_decomposed(struct fold *fold, struct str valid)
{
	const utf8proc_uint8_t *at = (const utf8proc_uint8_t *)valid.at;
	utf8proc_ssize_t len = (utf8proc_ssize_t)valid.len, n;
	utf8proc_option_t options = UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE |
		UTF8PROC_IGNORE | (fold->cased ? 0 : UTF8PROC_CASEFOLD);
	utf8proc_int32_t *points;
	size_t i, left;

	n = utf8proc_decompose_custom(at, len, NULL, 0, options, as_typed,
		NULL);
	assert(n >= 0);
	left = (size_t)n;
	points = mem_new(left, sizeof(*points));
	utf8proc_decompose_custom(at, len, points, n, options, as_typed, NULL);
	for (i = 0; i < left; i++)	/* U+0149 is an apostrophe and an n */
		points[i] = as_typed(points[i], NULL);
	if (fold->bare)
		left = drop_accents(points, left);
	n = utf8proc_normalize_utf32(points, (utf8proc_ssize_t)left,
		UTF8PROC_COMPOSE | UTF8PROC_STABLE);
	assert(n >= 0);
	for (i = 0; i < (size_t)n; i++)
		add_point(fold, (uint32_t)points[i]);
	free(points);
}

static bool
is_in(uint32_t point, uint32_t first, uint32_t last)
{
	return point >= first && point <= last;
}

/*
 * What a letter folds to, of the scripts that most texts are written in; 0
 * for all that joins with others, or becomes more than one, or goes.
 */
static uint32_t
quick_fold(uint32_t point)
{
	if (point < 0x80)
		return is_in(point, 'A', 'Z') ? point + 0x20 : point;
	if (is_in(point, 0xC0, 0xDE) && point != 0xD7)
		return point + 0x20;
	if (is_in(point, 0x410, 0x42F))
		return point + 0x20;
	if (is_in(point, 0x400, 0x40F))
		return point + 0x50;
	if (is_in(point, 0xE0, 0xFF) || is_in(point, 0x430, 0x45F) ||
	    is_in(point, 0x621, 0x63A) || is_in(point, 0x641, 0x64A) ||
	    is_in(point, 0x4E00, 0x9FFF) || is_in(point, 0x3041, 0x3096))
		return point;
	if (is_in(point, 0x2018, 0x201D) || is_in(point, 0x2013, 0x2014))
		return (uint32_t)as_typed((utf8proc_int32_t)point, NULL);
	return 0;
}

/* Fold a part all of whose characters are quick; false, and nothing done. */
static bool
add_quick(struct fold *fold, struct str part)
{
	size_t off = 0;

	if (fold->bare || fold->cased)
		return false;
	while (off < part.len)
		if (!quick_fold(utf8_at(part, off, &off)))
			return false;
	for (off = 0; off < part.len;)
		add_point(fold, quick_fold(utf8_at(part, off, &off)));
	return true;
}

/* A part with characters beyond ASCII; its bad bytes replaced first. */
static void
add_part(struct fold *fold, struct str part)
{
	struct buf valid = BUF_INIT;
	size_t off = 0;

	if (add_quick(fold, part))
		return;
	if (utf8_check(part) == part.len) {
		add_decomposed(fold, part);
		return;
	}
	while (off < part.len)
		utf8_add(&valid, utf8_at(part, off, &off));
	add_decomposed(fold, buf_str(&valid));
	buf_release(&valid);
}

static bool
is_ascii_at(struct str str, size_t off)
{
	return (unsigned char)str.at[off] < 0x80;
}

/*
 * Stretches of ASCII the quick way. An ASCII character in front of another
 * kind may be the base of a mark and goes with what follows it.
 */
static void
fold_str(struct fold *fold, struct str str)
{
	size_t off = 0, end;

	while (off < str.len) {
		for (end = off; end < str.len; end++) {
			if (!is_ascii_at(str, end))
				break;
		}
		if (end < str.len && end > off)
			end--;
		add_ascii(fold, str_part(str, off, end - off));
		off = end;
		while (end < str.len && (!is_ascii_at(str, end) || end == off))
			end++;
		if (end > off)
			add_part(fold, str_part(str, off, end - off));
		off = end;
	}
}

void
utf8_add_folded(struct buf *buf, struct str str)
{
	struct fold fold = { .out = buf };

	fold_str(&fold, str);
}

void
utf8_add_bare(struct buf *buf, struct str str)
{
	struct fold fold = { .out = buf, .bare = true };

	fold_str(&fold, str);
}

void
utf8_add_typed(struct buf *buf, struct str str)
{
	struct fold fold = { .out = buf, .cased = true };

	fold_str(&fold, str);
}
