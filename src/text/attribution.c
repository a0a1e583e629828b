/*
 * Reading, changing and writing who stands how to a bracket.
 *
 * Knows codes by their shape only; which parties there are is known above.
 */
#include "adref/text/attribution.h"

#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"

/* In the order a reader wants them: who asked, who keeps, who does not. */
static const char signs[] = "+-?";

static bool
is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool
is_code_char(char c)
{
	return is_upper(c) || (c >= '0' && c <= '9') || c == '-';
}

static bool
is_sign(char c)
{
	return c && strchr(signs, c) != NULL;
}

/* Length of the run of a code's characters at off, whatever its length. */
static size_t
code_len(struct str str, size_t off)
{
	size_t end = off;

	if (end < str.len && is_upper(str.at[end]))
		while (end < str.len && is_code_char(str.at[end]))
			end++;
	return end - off;
}

bool
code_is_valid(struct str str)
{
	return str.len >= 2 && str.len <= CODE_MAX &&
		code_len(str, 0) == str.len;
}

/* Length of `sign? CODE` at off, or 0. */
static size_t
item_len(struct str str, size_t off)
{
	size_t sign = off < str.len && is_sign(str.at[off]);
	size_t len = code_len(str, off + sign);

	return len >= 2 && len <= CODE_MAX ? sign + len : 0;
}

size_t
attribution_len(struct str str)
{
	size_t off = 0;

	if (!str.len || str.at[0] != '{')
		return 0;
	do {
		size_t len = item_len(str, off + 1);

		if (!len)
			return 0;
		off += 1 + len;
	} while (off < str.len && str.at[off] == ' ');
	return off < str.len && str.at[off] == '}' ? off + 1 : 0;
}

static void
insert(struct attribution *attribution, size_t at, char sign, struct str code)
{
	struct stance *stance;

	attribution->at = mem_grow(attribution->at, &attribution->cap,
		attribution->n + 1, sizeof(*attribution->at));
	stance = attribution->at + at;
	memmove(stance + 1, stance, (attribution->n - at) * sizeof(*stance));
	memset(stance, 0, sizeof(*stance));
	stance->sign = sign;
	memcpy(stance->code, code.at, code.len);
	attribution->n++;
}

static void
take_out(struct attribution *attribution, size_t at)
{
	struct stance *stance = attribution->at + at;

	attribution->n--;
	memmove(stance, stance + 1, (attribution->n - at) * sizeof(*stance));
}

bool
attribution_read(struct attribution *out, struct str str)
{
	size_t off = 1;

	out->n = 0;
	if (!str.len || attribution_len(str) != str.len)
		return false;
	while (off < str.len) {
		size_t len = item_len(str, off);
		size_t sign = is_sign(str.at[off]);

		insert(out, out->n, sign ? str.at[off] : '\0',
			str_part(str, off + sign, len - sign));
		off += len + 1;
	}
	return true;
}

void
attribution_write(const struct attribution *attribution, struct buf *out)
{
	for (size_t i = 0; i < attribution->n; i++) {
		const struct stance *stance = attribution->at + i;

		buf_add_char(out, i ? ' ' : '{');
		if (stance->sign)
			buf_add_char(out, stance->sign);
		buf_add_text(out, stance->code);
	}
	if (attribution->n)
		buf_add_char(out, '}');
}

static int
sign_rank(char sign)
{
	return sign ? 1 + (int)(strchr(signs, sign) - signs) : 0;
}

/* Whether a stance stands before one of this sign and code. */
static bool
is_before(const struct stance *stance, char sign, struct str code)
{
	int difference = sign_rank(stance->sign) - sign_rank(sign);

	if (difference)
		return difference < 0;
	return str_order(str_of(stance->code), code) < 0;
}

bool
attribution_has(const struct attribution *attribution, char sign,
	struct str code)
{
	for (size_t i = 0; i < attribution->n; i++)
		if (attribution->at[i].sign == sign &&
		    str_is(code, attribution->at[i].code))
			return true;
	return false;
}

bool
attribution_add(struct attribution *attribution, char sign, struct str code)
{
	size_t i, at = 0;

	if (!code_is_valid(code) || (sign && !is_sign(sign)))
		return false;
	if (attribution_has(attribution, sign, code))
		return false;
	for (i = attribution->n; sign && i-- > 0;)
		if (attribution->at[i].sign &&
		    str_is(code, attribution->at[i].code))
			take_out(attribution, i);
	while (at < attribution->n &&
	       is_before(attribution->at + at, sign, code))
		at++;
	insert(attribution, at, sign, code);
	return true;
}

size_t
attribution_count(const struct attribution *attribution, char sign)
{
	size_t n = 0;

	for (size_t i = 0; i < attribution->n; i++)
		n += attribution->at[i].sign == sign;
	return n;
}

bool
attribution_drop(struct attribution *attribution, char sign, struct str code)
{
	bool changed = false;

	for (size_t i = attribution->n; i-- > 0;)
		if (attribution->at[i].sign == sign &&
		    str_is(code, attribution->at[i].code)) {
			take_out(attribution, i);
			changed = true;
		}
	return changed;
}

bool
attribution_forget(struct attribution *attribution, struct str code)
{
	bool changed = attribution_drop(attribution, '\0', code);

	for (const char *sign = signs; *sign; sign++)
		changed |= attribution_drop(attribution, *sign, code);
	return changed;
}

void
attribution_release(struct attribution *attribution)
{
	free(attribution->at);
	*attribution = (struct attribution)ATTRIBUTION_INIT;
}
