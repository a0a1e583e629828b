/*
 * What was written into words that a form had printed. Blanks and line ends
 * do not matter: programs wrap lines as they like.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/text/words.h"
#include "form_inside.h"

/* A text with one blank between its words, and where each word was. */
struct joined {
	struct buf text;
	struct place {
		size_t at, off, len;	/* in text; in what it was made of */
	} *words;
	size_t n, cap;
};

static void
join(struct joined *out, struct str text)
{
	struct str rest = text, word;

	while (str_word(&rest, &word)) {
		out->words = mem_grow(out->words, &out->cap, out->n + 1,
			sizeof(*out->words));
		if (out->text.len)
			buf_add_char(&out->text, ' ');
		out->words[out->n++] = (struct place){ out->text.len,
			(size_t)(word.at - text.at), word.len };
		buf_add_str(&out->text, word);
	}
}

static void
joined_release(struct joined *joined)
{
	buf_release(&joined->text);
	free(joined->words);
}

bool
form_same_words(struct str a, struct str b)
{
	struct str one, other;
	bool more;

	while ((more = str_word(&a, &one)) == str_word(&b, &other) && more)
		if (!str_same(one, other))
			return false;
	return !more && !str_word(&b, &other);
}

size_t
form_skip(struct str text, struct str expected)
{
	struct str rest = text, word, other;

	while (str_word(&expected, &other))
		if (!str_word(&rest, &word) || !str_same(word, other))
			return 0;
	return (size_t)(rest.at - text.at);
}

struct telling {
	const struct joined *now;
	struct str source;
	const struct form_teller *teller;
	struct buf words;	/* of the line that is gathered */
	size_t off, end;	/* where they begin and end in the source */
};

static void
tell_line(struct telling *telling)
{
	if (telling->words.len)
		telling->teller->tell(telling->teller->ctx, telling->off,
			buf_str(&telling->words));
	buf_clear(&telling->words);
}

/* Words of one line are told together. */
static void
gather(struct telling *telling, const struct place *word)
{
	struct str between = str_part(telling->source, telling->end,
		word->off - telling->end);

	if (telling->words.len && between.len &&
	    memchr(between.at, '\n', between.len))
		tell_line(telling);
	if (telling->words.len)
		buf_add_char(&telling->words, ' ');
	else
		telling->off = word->off;
	buf_add_str(&telling->words, str_part(telling->source, word->off,
		word->len));
	telling->end = word->off + word->len;
}

/* The words that a run of what came touches. */
static void
gather_run(struct telling *telling, const struct words_run *run, size_t *next)
{
	const struct joined *now = telling->now;

	for (; *next < now->n; ++*next) {
		const struct place *word = &now->words[*next];

		if (word->at >= run->off + run->len)
			break;
		if (word->at + word->len > run->off)
			gather(telling, word);
	}
}

static bool
has_words(struct str text)
{
	return str_trim(text).len > 0;
}

bool
form_compare(struct str was, struct str now, const struct form_teller *teller)
{
	struct joined before = { 0 }, after = { 0 };
	struct words_diff diff = WORDS_DIFF_INIT;
	struct telling telling = { .now = &after, .source = now,
		.teller = teller };
	bool missing = false;
	size_t next = 0;

	join(&before, was);
	join(&after, now);
	words_diff(&diff, buf_str(&before.text), buf_str(&after.text));
	for (size_t i = 0; i < diff.n; i++) {
		const struct words_run *run = &diff.at[i];

		if (run->op == '-')
			missing |= has_words(str_part(buf_str(&before.text),
				run->off, run->len));
		else if (run->op == '+' && has_words(str_part(
			buf_str(&after.text), run->off, run->len)))
			gather_run(&telling, run, &next);
	}
	tell_line(&telling);
	words_diff_release(&diff);
	joined_release(&before);
	joined_release(&after);
	buf_release(&telling.words);
	return missing;
}
