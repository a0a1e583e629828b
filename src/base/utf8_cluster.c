/*
 * Where a character as people count them begins and ends (UAX 29), words for
 * the motions, and the classes of code points. What it must not do: measure
 * or show anything (utf8_show.c).
 */
#include "adref/base/utf8.h"

#include <utf8proc.h>

static bool
is_ascii_at(struct str str, size_t off)
{
	return (unsigned char)str.at[off] < 0x80;
}

static bool
is_crlf_at(struct str str, size_t off)
{
	return str.at[off] == '\r' && str.at[off + 1] == '\n';
}

size_t
utf8_next(struct str str, size_t off)
{
	utf8proc_int32_t state = 0;
	uint32_t point, follower;
	size_t end, behind;

	if (off >= str.len)
		return str.len;
	if (off + 1 == str.len)
		return str.len;
	/* Nothing in ASCII joins with anything in ASCII, but CR LF. */
	if (is_ascii_at(str, off) && is_ascii_at(str, off + 1))
		return off + (is_crlf_at(str, off) ? 2 : 1);
	point = utf8_at(str, off, &end);
	while (end < str.len) {
		follower = utf8_at(str, end, &behind);
		if (utf8proc_grapheme_break_stateful((utf8proc_int32_t)point,
				(utf8proc_int32_t)follower, &state))
			break;
		point = follower;
		end = behind;
	}
	return end;
}

/*
 * The code point that ends at off > 0, and where it begins. At most three
 * bytes further back can belong to it; a bad byte stands alone.
 */
static uint32_t
point_before(struct str str, size_t off, size_t *begin)
{
	size_t back, end;
	uint32_t point;

	for (back = 2; back <= 4 && back <= off; back++) {
		if (is_ascii_at(str, off - 1))
			break;
		point = utf8_at(str, off - back, &end);
		if (end == off) {
			*begin = off - back;
			return point;
		}
	}
	*begin = off - 1;
	return utf8_at(str, off - 1, NULL);
}

/*
 * Whether the breaks behind this code point do not depend on what is before
 * it: emoji sequences and pairs of flag letters look further back than one.
 */
static bool
is_anchor(uint32_t point)
{
	switch (utf8proc_get_property((utf8proc_int32_t)point)->boundclass) {
	case UTF8PROC_BOUNDCLASS_REGIONAL_INDICATOR:
	case UTF8PROC_BOUNDCLASS_EXTEND:
	case UTF8PROC_BOUNDCLASS_ZWJ:
	case UTF8PROC_BOUNDCLASS_E_ZWG:
		return false;
	default:
		return true;
	}
}

/* At least n code points back from off, at an anchor or the beginning. */
static size_t
anchor_before(struct str str, size_t off, size_t n)
{
	bool found = false;

	while (off > 0 && (n > 0 || !found)) {
		found = is_anchor(point_before(str, off, &off));
		if (n > 0)
			n--;
	}
	return off;
}

size_t
utf8_prev(struct str str, size_t off)
{
	struct str head = str_part(str, 0, off);
	size_t anchor, begin, end, n = 2;

	off = head.len;
	if (off < 2)
		return 0;
	if (is_ascii_at(head, off - 1) && is_ascii_at(head, off - 2))
		return off - (is_crlf_at(head, off - 2) ? 2 : 1);
	/*
	 * From an anchor forward. The anchor itself may lie inside a cluster,
	 * so the last cluster counts only when it begins behind it; doubling
	 * keeps the whole linear.
	 */
	for (;; n *= 2) {
		anchor = anchor_before(head, off, n);
		for (begin = anchor; ; begin = end) {
			end = utf8_next(head, begin);
			if (end >= off)
				break;
		}
		if (begin > anchor || !anchor)
			return begin;
	}
}

size_t
utf8_next_word(struct str str, size_t off)
{
	enum utf8_class class = UTF8_BLANK;

	while (off < str.len) {
		enum utf8_class here = utf8_class_of(utf8_at(str, off, NULL));

		if (class == UTF8_BLANK)
			class = here;
		else if (here != class)
			break;
		off = utf8_next(str, off);
	}
	return off;
}

size_t
utf8_prev_word(struct str str, size_t off)
{
	enum utf8_class class = UTF8_BLANK;

	if (off > str.len)
		off = str.len;
	while (off > 0) {
		size_t begin = utf8_prev(str, off);
		enum utf8_class here = utf8_class_of(utf8_at(str, begin, NULL));

		if (class == UTF8_BLANK)
			class = here;
		else if (here != class)
			break;
		off = begin;
	}
	return off;
}

static enum utf8_class
class_of_ascii(uint32_t point)
{
	if (point == ' ' || (point >= '\t' && point <= '\r'))
		return UTF8_BLANK;
	if (utf8_is_digit(point) || utf8_is_letter(point))
		return UTF8_WORD;
	return UTF8_SIGN;
}

enum utf8_class
utf8_class_of(uint32_t point)
{
	if (point < 0x80)
		return class_of_ascii(point);
	switch (utf8proc_category((utf8proc_int32_t)point)) {
	case UTF8PROC_CATEGORY_ZS:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
		return UTF8_BLANK;
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT:
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO:
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_MC:
	case UTF8PROC_CATEGORY_ME:
	case UTF8PROC_CATEGORY_ND:
	case UTF8PROC_CATEGORY_NL:
	case UTF8PROC_CATEGORY_NO:
		return UTF8_WORD;
	default:
		/* NEL is a control by category and a line end by use. */
		return point == 0x85 ? UTF8_BLANK : UTF8_SIGN;
	}
}

bool
utf8_is_upper(uint32_t point)
{
	utf8proc_category_t category;

	if (point < 0x80)
		return point >= 'A' && point <= 'Z';
	category = utf8proc_category((utf8proc_int32_t)point);
	return category == UTF8PROC_CATEGORY_LU ||
		category == UTF8PROC_CATEGORY_LT;
}

uint32_t
utf8_upper(uint32_t point)
{
	return (uint32_t)utf8proc_toupper((utf8proc_int32_t)point);
}

bool
utf8_is_digit(uint32_t point)
{
	return point >= '0' && point <= '9';
}

bool
utf8_is_letter(uint32_t point)
{
	utf8proc_category_t category;

	if (point < 0x80)
		return (point | 0x20) >= 'a' && (point | 0x20) <= 'z';
	category = utf8proc_category((utf8proc_int32_t)point);
	return category >= UTF8PROC_CATEGORY_LU &&
		category <= UTF8PROC_CATEGORY_LO;
}

bool
utf8_is_ideograph(uint32_t point)
{
	/* utf8proc has no scripts; blocks of Han and kana, in order. */
	static const struct {
		uint32_t from, to;
	} blocks[] = {
		{ 0x2E80, 0x2FDF },	/* radicals */
		{ 0x3005, 0x3007 }, { 0x3021, 0x3029 }, { 0x3031, 0x3035 },
		{ 0x3038, 0x303C },
		{ 0x3041, 0x30FF },	/* hiragana, katakana */
		{ 0x31F0, 0x31FF },
		{ 0x3400, 0x4DBF }, { 0x4E00, 0x9FFF }, { 0xF900, 0xFAFF },
		{ 0xFF66, 0xFF9F },	/* half-width katakana */
		{ 0x1AFF0, 0x1B16F },
		{ 0x20000, 0x3FFFD }	/* planes reserved for ideographs */
	};
	size_t i;

	for (i = 0; i < sizeof(blocks) / sizeof(blocks[0]); i++) {
		if (point < blocks[i].from)
			return false;
		if (point <= blocks[i].to)
			return true;
	}
	return false;
}
