/*
 * What happened to words, said for a subject and for the message line: the
 * words that changed where that is shorter than the paragraph.
 */
#include "adref/base/utf8.h"
#include "adref/text/words.h"
#include "inside.h"

/* More places, or more columns, and the paragraph is named instead. */
enum { PLACES_MAX = 3, COLUMNS_MAX = 72 };

/* Words that went, words that came. */
struct place {
	struct str gone, come;
};

/* Gather the places where a line differs; how many there are, past max too. */
static size_t
find_places(struct place *out, size_t max, const struct words_diff *diff,
	struct str from, struct str to)
{
	size_t n = 0;

	for (size_t i = 0; i < diff->n;) {
		struct place place = { { "", 0 }, { "", 0 } };

		if (diff->at[i].op == '=') {
			i++;
			continue;
		}
		for (; i < diff->n && diff->at[i].op != '='; i++) {
			const struct words_run *run = &diff->at[i];

			if (run->op == '-')
				place.gone = str_part(from, run->off,
					run->len);
			else
				place.come = str_part(to, run->off, run->len);
		}
		if (n < max)
			out[n] = place;
		n++;
	}
	return n;
}

static bool
has_word(struct str text)
{
	for (size_t at = 0; at < text.len;)
		if (utf8_class_of(utf8_at(text, at, &at)) == UTF8_WORD)
			return true;
	return false;
}

/* Whether quoting the words tells something: a lone `[` or stars do not. */
static bool
can_show(struct str words)
{
	struct buf plain = BUF_INIT;
	struct str text;
	bool shows;

	words_add_plain(&plain, words);
	text = buf_str(&plain);
	shows = has_word(text) && str_count(text, str_of("[")) ==
		str_count(text, str_of("]")) && !str_count(text, str_of("{"));
	buf_release(&plain);
	return shows;
}

static bool
add_place(struct buf *subject, struct buf *done, const struct place *place)
{
	bool gone = place->gone.len > 0, come = place->come.len > 0;
	struct buf words = BUF_INIT;

	if ((gone && !can_show(place->gone)) ||
	    (come && !can_show(place->come)))
		return false;
	deed_add_quoted(&words, gone ? place->gone : place->come);
	if (gone && come) {
		buf_add_text(&words, " to ");
		deed_add_quoted(&words, place->come);
	}
	buf_add_text(subject, gone && come ? "reword " : gone ? "take out "
		: "add ");
	buf_add_text(done, gone && come ? "reworded " : gone ? "took out "
		: "added ");
	buf_add_str(subject, buf_str(&words));
	buf_add_str(done, buf_str(&words));
	buf_release(&words);
	return true;
}

/* False, and perhaps half of it done, when the paragraph is to be named. */
static bool
add_places(struct buf *subject, struct buf *done, struct str from,
	struct str to)
{
	struct words_diff diff = WORDS_DIFF_INIT;
	struct place places[PLACES_MAX];
	size_t n, start = subject->len, columns = 0;
	bool all = true;

	words_diff(&diff, from, to);
	n = find_places(places, PLACES_MAX, &diff, from, to);
	words_diff_release(&diff);
	if (!n || n > PLACES_MAX)
		return false;
	for (size_t i = 0; i < n && all; i++) {
		buf_add_text(subject, i ? ", " : "");
		buf_add_text(done, i ? ", " : "");
		all = add_place(subject, done, &places[i]);
		columns += utf8_columns(places[i].gone) +
			utf8_columns(places[i].come);
	}
	return all && columns < utf8_columns(to) && utf8_columns(str_from(
		buf_str(subject), start)) <= COLUMNS_MAX;
}

void
deed_add_reword(struct buf *subject, struct buf *done, struct str from,
	struct str to)
{
	size_t subject_len = subject->len, done_len = done->len;

	if (from.len && to.len && add_places(subject, done, from, to))
		return;
	buf_cut(subject, subject_len);
	buf_cut(done, done_len);
	buf_add_text(subject, !from.len ? "write " : to.len ? "reword "
		: "empty ");
	buf_add_text(done, !from.len ? "wrote " : to.len ? "reworded "
		: "emptied ");
	deed_add_quoted(subject, to.len ? to : from);
	deed_add_quoted(done, to.len ? to : from);
}
