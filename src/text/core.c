/*
 * Digits, letters and roman numerals as rows that one counts in.
 */
#include "adref/text/core.h"

#include "scan.h"

enum { LETTERS = 26, ROMAN_MAX = 399, DIGITS_MAX = 999999 };

static const struct numeral {
	const char *lower, *upper;
	size_t value;
} numerals[] = {
	{ "c", "C", 100 }, { "xc", "XC", 90 }, { "l", "L", 50 },
	{ "xl", "XL", 40 }, { "x", "X", 10 }, { "ix", "IX", 9 },
	{ "v", "V", 5 }, { "iv", "IV", 4 }, { "i", "I", 1 },
};
enum { NUMERALS = sizeof(numerals) / sizeof(numerals[0]) };

static void
add_roman(struct buf *out, size_t value, bool upper)
{
	for (size_t i = 0; i < NUMERALS; i++)
		for (; value >= numerals[i].value; value -= numerals[i].value)
			buf_add_text(out, upper ? numerals[i].upper
				: numerals[i].lower);
}

/* As it is read greedily; only what is written so is a numeral. */
static bool
roman_value(struct str core, bool upper, size_t *value)
{
	struct buf back = BUF_INIT;
	size_t off = 0, sum = 0;
	bool same;

	for (size_t i = 0; i < NUMERALS; i++) {
		const char *sign = upper ? numerals[i].upper
			: numerals[i].lower;

		while (sum <= ROMAN_MAX && str_starts(str_from(core, off),
			sign)) {
			off += str_of(sign).len;
			sum += numerals[i].value;
		}
	}
	add_roman(&back, sum, upper);
	same = core.len && sum <= ROMAN_MAX && str_same(core, buf_str(&back));
	buf_release(&back);
	*value = sum;
	return same;
}

enum core_row
core_row_of(struct str core, bool roman)
{
	char first = core.len ? core.at[0] : '\0';
	bool upper = first >= 'A' && first <= 'Z';
	size_t value;

	if (is_digit(first))
		return CORE_DIGITS;
	if (roman && roman_value(core, upper, &value))
		return upper ? CORE_ROMAN_UPPER : CORE_ROMAN_LOWER;
	if (core.len != 1 || (!upper && (first < 'a' || first > 'z')))
		return CORE_OTHER;
	return upper ? CORE_UPPER : CORE_LOWER;
}

size_t
core_above(struct str core)
{
	size_t off = core.len;

	while (off && core.at[off - 1] != '.')
		off--;
	return off;
}

static bool
digits_value(struct str digits, size_t *value)
{
	*value = 0;
	for (size_t i = 0; i < digits.len; i++) {
		if (!is_digit(digits.at[i]) || *value > DIGITS_MAX)
			return false;
		*value = *value * 10 + (size_t)(digits.at[i] - '0');
	}
	return digits.len > 0;
}

bool
core_value(struct str core, enum core_row row, size_t *value)
{
	*value = 0;
	if (core_row_of(core, row == CORE_ROMAN_LOWER ||
		row == CORE_ROMAN_UPPER) != row)
		return false;
	switch (row) {
	case CORE_DIGITS:
		return digits_value(str_from(core, core_above(core)), value);
	case CORE_LOWER:
	case CORE_UPPER:
		*value = (size_t)((core.at[0] | 0x20) - 'a') + 1;
		return true;
	case CORE_ROMAN_LOWER:
	case CORE_ROMAN_UPPER:
		return roman_value(core, row == CORE_ROMAN_UPPER, value);
	case CORE_OTHER:
		break;
	}
	return false;
}

bool
core_add(struct buf *out, enum core_row row, size_t value)
{
	switch (row) {
	case CORE_DIGITS:
		buf_add_format(out, "%zu", value);
		return true;
	case CORE_LOWER:
	case CORE_UPPER:
		if (!value || value > LETTERS)
			return false;
		buf_add_char(out, (char)((row == CORE_UPPER ? 'A' : 'a') +
			(int)value - 1));
		return true;
	case CORE_ROMAN_LOWER:
	case CORE_ROMAN_UPPER:
		if (!value || value > ROMAN_MAX)
			return false;
		add_roman(out, value, row == CORE_ROMAN_UPPER);
		return true;
	case CORE_OTHER:
		break;
	}
	return false;
}
