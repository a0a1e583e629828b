/*
 * Regular expressions by PCRE2, the only file that knows it. Three limits are
 * PCRE2's own; the deadline is kept by a callout before each item of the
 * pattern, because the match limit begins anew at each place of the text. What
 * it must not do: use the JIT of PCRE2, which counts the limits otherwise.
 */
#include "adref/base/rx.h"

#include <stdint.h>
#include <stdlib.h>
#include <time.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "adref/base/buf.h"
#include "adref/base/mem.h"
#include "adref/base/utf8.h"

enum {
	MATCH_LIMIT = 100000,
	DEPTH_LIMIT = 1000,
	HEAP_LIMIT_KIB = 4096,
	PATTERN_MAX = 10000,	/* bytes */
	LOOK_EVERY = 1024	/* callouts between two looks at the clock */
};

#define MILLISECOND INT64_C(1000000)
#define DEADLINE (200 * MILLISECOND)
#define REST (100 * MILLISECOND)

struct rx {
	pcre2_code *code;
	pcre2_match_data *match;
	pcre2_match_context *limits;
	int64_t used;		/* ns spent in this search before the call */
	int64_t began;		/* when the present call began */
	int64_t ended;		/* when the last call ended */
	unsigned callouts;
};

static int64_t
now_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 * MILLISECOND + now.tv_nsec;
}

static int
check_deadline(pcre2_callout_block *block, void *ctx)
{
	struct rx *rx = ctx;

	(void)block;
	if (++rx->callouts % LOOK_EVERY)
		return 0;
	if (rx->used + (now_ns() - rx->began) > DEADLINE)
		return PCRE2_ERROR_CALLOUT;
	return 0;
}

static bool
is_word_at_end(struct str str)
{
	return str.len && utf8_class_of(utf8_at(str, utf8_prev(str, str.len),
		NULL)) == UTF8_WORD;
}

static bool
is_word_at_start(struct str str)
{
	return str.len && utf8_class_of(utf8_at(str, 0, NULL)) == UTF8_WORD;
}

/*
 * Plain words as a pattern. Not PCRE2_LITERAL, which knows words of ASCII
 * only. A boundary is asked for where the words have a letter at their end.
 */
static void
add_literal(struct buf *buf, struct str words, bool bounded)
{
	size_t i;

	if (bounded && is_word_at_start(words))
		buf_add_text(buf, "(?<!\\w)");
	for (i = 0; i < words.len; i++) {
		char c = words.at[i];

		/* Bytes of longer characters are left together. */
		if (c > ' ' && c < 0x7F &&
		    utf8_class_of((uint32_t)c) == UTF8_SIGN)
			buf_add_char(buf, '\\');
		buf_add_char(buf, c);
	}
	if (bounded && is_word_at_end(words))
		buf_add_text(buf, "(?!\\w)");
}

static pcre2_code *
compile(struct str pattern, unsigned flags, struct err *err)
{
	uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_MATCH_INVALID_UTF |
		PCRE2_NEVER_BACKSLASH_C;
	pcre2_compile_context *ctx = pcre2_compile_context_create(NULL);
	PCRE2_UCHAR why[200];
	pcre2_code *code;
	size_t where;
	int number;

	if (!ctx)
		mem_exhausted();
	if (flags & RX_FOLD)
		options |= PCRE2_CASELESS;
	/* Plain words cannot take long. */
	if (!(flags & RX_LITERAL))
		options |= PCRE2_AUTO_CALLOUT;
	if ((flags & RX_WORDS) && !(flags & RX_LITERAL))
		pcre2_set_compile_extra_options(ctx, PCRE2_EXTRA_MATCH_WORD);
	code = pcre2_compile((PCRE2_SPTR)pattern.at, pattern.len, options,
		&number, &where, ctx);
	pcre2_compile_context_free(ctx);
	if (!code) {
		pcre2_get_error_message(number, why, sizeof(why));
		err_set(err, ERR_REFUSED,
			"the pattern fails at character %zu: %s",
			utf8_points_before(pattern, where) + 1,
			(const char *)why);
	}
	return code;
}

static int
check_pattern(struct str pattern, struct err *err)
{
	size_t bad = utf8_check(pattern);

	if (!pattern.len)
		return err_set(err, ERR_REFUSED, "the pattern is empty");
	if (pattern.len > PATTERN_MAX)
		return err_set(err, ERR_REFUSED,
			"the pattern is longer than %d bytes", PATTERN_MAX);
	if (bad < pattern.len)
		return err_set(err, ERR_REFUSED,
			"the pattern fails at character %zu: not valid UTF-8",
			utf8_points_before(pattern, bad) + 1);
	return 0;
}

int
rx_new(struct rx **out, struct str pattern, unsigned flags, struct err *err)
{
	struct buf literal = BUF_INIT;
	pcre2_code *code;
	struct rx *rx;

	*out = NULL;
	if (check_pattern(pattern, err))
		return -1;
	if (flags & RX_LITERAL) {
		add_literal(&literal, pattern, flags & RX_WORDS);
		pattern = buf_str(&literal);
	}
	code = compile(pattern, flags, err);
	buf_release(&literal);
	if (!code)
		return -1;
	rx = mem_new(1, sizeof(*rx));
	rx->code = code;
	rx->match = pcre2_match_data_create_from_pattern(code, NULL);
	rx->limits = pcre2_match_context_create(NULL);
	if (!rx->match || !rx->limits)
		mem_exhausted();
	pcre2_set_match_limit(rx->limits, MATCH_LIMIT);
	pcre2_set_depth_limit(rx->limits, DEPTH_LIMIT);
	pcre2_set_heap_limit(rx->limits, HEAP_LIMIT_KIB);
	pcre2_set_callout(rx->limits, check_deadline, rx);
	*out = rx;
	return 0;
}

void
rx_free(struct rx *rx)
{
	if (!rx)
		return;
	pcre2_match_data_free(rx->match);
	pcre2_match_context_free(rx->limits);
	pcre2_code_free(rx->code);
	free(rx);
}

void
rx_start(struct rx *rx)
{
	rx->used = 0;
}

static int
report(int number, struct err *err)
{
	PCRE2_UCHAR why[200];

	switch (number) {
	case PCRE2_ERROR_CALLOUT:
		return err_set(err, ERR_STOPPED,
			"the search was stopped: it took longer than 200 ms");
	case PCRE2_ERROR_MATCHLIMIT:
		return err_set(err, ERR_STOPPED, "the search was stopped: "
			"the pattern needs more than %d steps", MATCH_LIMIT);
	case PCRE2_ERROR_DEPTHLIMIT:
		return err_set(err, ERR_STOPPED, "the search was stopped: "
			"the pattern goes deeper than %d", DEPTH_LIMIT);
	case PCRE2_ERROR_HEAPLIMIT:
		return err_set(err, ERR_STOPPED, "the search was stopped: "
			"the pattern needs more than %d MiB",
			HEAP_LIMIT_KIB / 1024);
	default:
		pcre2_get_error_message(number, why, sizeof(why));
		return err_set(err, ERR_REFUSED, "the pattern fails: %s",
			(const char *)why);
	}
}

/* PCRE2's answer, and the time it took put on the account. */
static int
match(struct rx *rx, struct str text, size_t off)
{
	int answer;

	rx->began = now_ns();
	if (rx->began - rx->ended > REST)
		rx->used = 0;
	if (rx->used > DEADLINE)
		return PCRE2_ERROR_CALLOUT;
	/* PCRE2 takes no NULL, not even for no bytes. */
	answer = pcre2_match(rx->code,
		(PCRE2_SPTR)(text.at ? text.at : ""), text.len, off,
		PCRE2_NOTEMPTY, rx->match, rx->limits);
	rx->ended = now_ns();
	rx->used += rx->ended - rx->began;
	return answer;
}

int
rx_find(struct rx *rx, struct str text, size_t off, size_t *from, size_t *to,
	struct err *err)
{
	const size_t *ends;
	int answer;

	if (off > text.len)
		return 0;
	answer = match(rx, text, off);
	if (answer == PCRE2_ERROR_NOMATCH)
		return 0;
	if (answer < 0)
		return report(answer, err);
	ends = pcre2_get_ovector_pointer(rx->match);
	*from = ends[0];
	*to = ends[1];
	return 1;
}

size_t
rx_groups(const struct rx *rx)
{
	uint32_t n = 0;

	pcre2_pattern_info(rx->code, PCRE2_INFO_CAPTURECOUNT, &n);
	return n;
}

bool
rx_group(const struct rx *rx, size_t group, size_t *from, size_t *to)
{
	const size_t *ends = pcre2_get_ovector_pointer(rx->match);

	if (group > rx_groups(rx) || ends[2 * group] == PCRE2_UNSET)
		return false;
	*from = ends[2 * group];
	*to = ends[2 * group + 1];
	return true;
}

bool
rx_group_named(const struct rx *rx, struct str name, size_t *group)
{
	char *text = mem_text_len(name.at, name.len);
	int number = pcre2_substring_number_from_name(rx->code,
		(PCRE2_SPTR)text);

	free(text);
	if (number > 0)
		*group = (size_t)number;
	return number > 0;
}
