/*
 * How a line reads with a proposal made in it. Its words are looked for where
 * they stood when it was filed, and carried to where they have gone.
 */
#include "adref/doc/proposal_text.h"

#include "adref/text/number.h"
#include "adref/text/words.h"

/* The first byte behind the number; 0 of a line that is nothing else. */
static size_t
text_start(struct str line)
{
	struct number number;

	return number_read(&number, line) && number.end < line.len
		? number.end : 0;
}

/* The nth place of words in a line; line.len when there is none. */
static size_t
nth_place(struct str line, struct str words, size_t nth)
{
	size_t off = str_find(line, 0, words);

	for (; nth > 1 && off < line.len; nth--)
		off = str_find(line, off + words.len, words);
	return off;
}

bool
proposal_find_words(const struct proposal *proposal, struct str line,
	size_t *from, size_t *to)
{
	struct str words = str_of(proposal->words);
	struct str was = str_of(proposal->was);
	size_t off;

	*from = text_start(line);
	*to = line.len;
	if (!words.len)
		return true;
	off = nth_place(was, words, proposal->nth);
	if (off == was.len || !words_carry(was, line, off, words.len, from)) {
		if (str_count(line, words) != 1)
			return false;
		*from = str_find(line, 0, words);
	}
	*to = *from + words.len;
	return true;
}

struct str
proposal_own_wording(const struct proposal *proposal, struct str line)
{
	struct str wording = str_of(proposal_wording(proposal));
	struct number number;

	if (*proposal->words || !number_read(&number, line) ||
	    !number_read(&number, wording))
		return wording;
	return str_from(wording, number.end);
}

static void
add_joined(struct buf *out, struct str wording)
{
	struct str line;
	bool more = false;

	while (str_line(&wording, &line)) {
		if (!str_trim(line).len)
			continue;
		if (more)
			buf_add_text(out, " / ");
		buf_add_str(out, str_trim(line));
		more = true;
	}
}

bool
proposal_add_made(struct buf *out, const struct proposal *proposal,
	struct str line)
{
	size_t from, to;

	if (proposal->verb == PROPOSAL_ADD) {
		add_joined(out, str_of(proposal_wording(proposal)));
		return true;
	}
	if (!proposal_find_words(proposal, line, &from, &to))
		return false;
	if (proposal->verb == PROPOSAL_NOC) {
		buf_add_str(out, line);
		return true;
	}
	if (proposal->verb == PROPOSAL_SUP && !*proposal->words)
		from = 0;
	if (proposal->verb == PROPOSAL_SUP)
		to = words_cut_end(line, from, to);
	buf_add_str(out, str_part(line, 0, from));
	if (proposal->verb == PROPOSAL_MOD)
		add_joined(out, proposal_own_wording(proposal, line));
	buf_add_str(out, str_from(line, to));
	return true;
}

bool
proposal_add_reading(struct buf *out, const struct proposal *proposal,
	struct str line)
{
	struct buf now = BUF_INIT;
	bool found = proposal_add_made(&now, proposal, line);

	if (found)
		words_add_marked(out, proposal->verb == PROPOSAL_ADD
			? str_of("") : line, buf_str(&now));
	buf_release(&now);
	return found;
}
