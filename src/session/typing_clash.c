/*
 * Two changed the same words of a paragraph: what one typed stands beside what
 * the other wrote, as alternatives, and nothing that either typed is lost. What
 * they did to different words simply stands.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/doc/party.h"
#include "adref/text/bracket.h"
#include "adref/text/number.h"
#include "adref/text/words.h"
#include "typing.h"

/* The changes from `was` to `to` that can be made in `now` too, made there. */
static void
add_carried(struct buf *out, struct str was, struct str to, struct str now)
{
	struct changes changes = { 0 };
	node_id none = { "" };
	size_t at = 0;

	changes_add_words(&changes, &none, was, to);
	for (size_t i = 0; i < changes.n; i++) {
		const struct change *change = &changes.at[i];
		size_t len = strlen(change->gone), off;

		if (!words_carry(was, now, change->off, len, &off) ||
		    off < at)
			continue;
		buf_add_str(out, str_part(now, at, off - at));
		buf_add_text(out, change->come);
		at = off + len;
	}
	buf_add_str(out, str_from(now, at));
	changes_release(&changes);
}

/* Whether its brackets pair within it. */
static bool
is_balanced(struct str words)
{
	struct brackets brackets = BRACKETS_INIT;
	struct tokens tokens = TOKENS_INIT;
	bool is;

	tokens_read(&tokens, words);
	brackets_read(&brackets, &tokens, words);
	is = !brackets.closers && !brackets.openers;
	tokens_release(&tokens);
	brackets_release(&brackets);
	return is;
}

struct beside {
	struct buf line, theirs, ours;	/* the first place, to tell of it */
	const char *party;
	bool unbalanced;
};

static void
add_bracketed(struct buf *out, struct str words, char sign,
	const char *party)
{
	buf_add_char(out, '[');
	buf_add_str(out, words);
	buf_add_char(out, ']');
	if (sign && *party)
		buf_add_format(out, "{%c%s}", sign, party);
}

static bool
has_blank(struct str text, bool end)
{
	return text.len && text.at[end ? text.len - 1 : 0] == ' ';
}

/* One place: theirs, then ours; the blanks at the ends stay outside. */
static void
add_place(struct beside *out, struct str theirs, struct str ours)
{
	struct str a = str_trim(theirs), b = str_trim(ours);

	if (!is_balanced(a) || !is_balanced(b))
		out->unbalanced = true;
	if (!out->theirs.len && !out->ours.len) {
		buf_add_str(&out->theirs, a);
		buf_add_str(&out->ours, b);
	}
	if (has_blank(theirs, false) || has_blank(ours, false))
		buf_add_char(&out->line, ' ');
	if (a.len)
		add_bracketed(&out->line, a, b.len ? 0 : '-', out->party);
	if (b.len)
		add_bracketed(&out->line, b, '+', out->party);
	if ((a.len || b.len) && (has_blank(theirs, true) ||
	    has_blank(ours, true)))
		buf_add_char(&out->line, ' ');
}

static void
add_places(struct beside *out, struct str theirs, struct str ours)
{
	struct words_diff diff = WORDS_DIFF_INIT;

	words_diff(&diff, theirs, ours);
	for (size_t i = 0; i < diff.n;) {
		struct str a = { "", 0 }, b = { "", 0 };

		if (diff.at[i].op == '=') {
			buf_add_str(&out->line, str_part(ours,
				diff.at[i].off, diff.at[i].len));
			i++;
			continue;
		}
		for (; i < diff.n && diff.at[i].op != '='; i++)
			if (diff.at[i].op == '-')
				a = str_part(theirs, diff.at[i].off,
					diff.at[i].len);
			else
				b = str_part(ours, diff.at[i].off,
					diff.at[i].len);
		add_place(out, a, b);
	}
	words_diff_release(&diff);
}

/* Where brackets do not pair within the places, the whole texts. */
static void
add_whole(struct beside *out, struct str theirs, struct str ours)
{
	struct number number;
	size_t start = number_read(&number, theirs) && str_same(
		str_part(theirs, 0, number.end),
		str_part(ours, 0, number.end)) ? number.end : 0;

	buf_clear(&out->line);
	buf_clear(&out->theirs);
	buf_clear(&out->ours);
	out->unbalanced = false;
	buf_add_str(&out->line, str_part(theirs, 0, start));
	add_place(out, str_from(theirs, start), str_from(ours, start));
}

static void
put_beside(struct beside *out, const struct session *session,
	struct str theirs, struct str ours)
{
	struct str before = str_of(session->typing.before);
	struct buf all_theirs = BUF_INIT, all_ours = BUF_INIT;

	out->party = session->party;
	add_carried(&all_theirs, before, ours, theirs);
	add_carried(&all_ours, before, theirs, ours);
	add_places(out, buf_str(&all_theirs), buf_str(&all_ours));
	if (out->unbalanced)
		add_whole(out, theirs, ours);
	buf_release(&all_theirs);
	buf_release(&all_ours);
}

static void
beside_release(struct beside *beside)
{
	buf_release(&beside->line);
	buf_release(&beside->theirs);
	buf_release(&beside->ours);
}

void
typing_ask_clash(struct session *session, const struct node *node)
{
	static const struct prompt_choice choices[] = {
		{ "b", "yours beside them", "type-beside" },
		{ "l", "leave yours", "type-leave" },
	};
	struct beside beside = { .party = "" };
	struct buf label = BUF_INIT, ours = BUF_INIT;

	if (typing_source(&ours, node, typing_line(session), NULL) == 0)
		put_beside(&beside, session, node_str(node), buf_str(&ours));
	if (beside.theirs.len) {
		buf_add_text(&label, "changed meanwhile to ");
		deed_add_quoted(&label, buf_str(&beside.theirs));
		buf_add_char(&label, ':');
	} else {
		buf_add_text(&label, "somebody took these words out:");
	}
	prompt_choose(session, buf_text(&label), choices, 2);
	buf_release(&label);
	buf_release(&ours);
	beside_release(&beside);
}

static int
act_beside(struct session *session, const struct node *node,
	const struct beside *beside, struct err *err)
{
	struct changes changes = { 0 };
	struct buf subject = BUF_INIT, done = BUF_INIT;
	int rc;

	changes_add_words(&changes, &node->id, node_str(node),
		buf_str(&beside->line));
	buf_add_text(&subject, "put ");
	deed_add_quoted(&subject, buf_str(beside->ours.len ? &beside->ours
		: &beside->theirs));
	if (beside->theirs.len && beside->ours.len) {
		buf_add_text(&subject, " beside ");
		deed_add_quoted(&subject, buf_str(&beside->theirs));
	} else {
		buf_add_text(&subject, " in brackets");
	}
	deed_add_request(&subject, session->party);
	buf_add_str(&done, buf_str(&subject));
	rc = typing_act(session, "alternative-add", node, &changes, &subject,
		&done, err);
	changes_release(&changes);
	buf_release(&subject);
	buf_release(&done);
	return rc;
}

int
run_type_beside(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct node *node = doc_find(session->doc, &session->typing.node);
	struct beside beside = { .party = "" };
	struct buf ours = BUF_INIT;
	int rc;

	(void)args;
	if (!node || node->kind == NODE_ROW)
		return err_set(err, ERR_REFUSED, "two wordings cannot stand "
			"beside each other here: leave yours, and type it "
			"where it belongs");
	rc = typing_source(&ours, node, typing_line(session), err);
	if (rc == 0)
		put_beside(&beside, session, node_str(node), buf_str(&ours));
	if (rc == 0 && beside.unbalanced)
		rc = err_set(err, ERR_REFUSED, "one of the two has a bracket "
			"without a mate: mend that first, then the two can "
			"stand beside each other");
	else if (rc == 0)
		rc = act_beside(session, node, &beside, err);
	if (rc == 0)
		typing_end(session);
	buf_release(&ours);
	beside_release(&beside);
	return rc;
}
