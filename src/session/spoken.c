/*
 * A place in words: what it is, and its brackets one by one.
 */
#include "adref/session/spoken.h"

#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "adref/doc/address.h"
#include "adref/doc/notes.h"
#include "adref/doc/party.h"
#include "adref/record/letters.h"
#include "adref/text/attribution.h"
#include "adref/text/words.h"
#include "inside.h"

static const char *
kind_words(const struct node *node)
{
	static const char *const words[] = {
		[NODE_SECTION] = "heading", [NODE_PARAGRAPH] = "paragraph",
		[NODE_ITEM] = "bullet", [NODE_TABLE] = "table",
		[NODE_ROW] = "row", [NODE_NOTE] = "note",
	};

	return node_is_placeholder(node) ? "empty bullet"
		: words[node->kind];
}

static void
add_some(struct buf *out, size_t n, const char *what)
{
	if (n)
		buf_add_format(out, ", %zu %s%s", n, what, n == 1 ? "" : "s");
}

static void
add_counts(struct buf *out, const struct node *node)
{
	size_t slips = 0, brackets = node->pairs;

	for (size_t i = 0; i < node->residue_n; i++) {
		slips += node->residue[i].mate == NULL;
		brackets += node->residue[i].mate && node->residue[i].opens;
	}
	add_some(out, brackets, "bracket");
	add_some(out, slips, "slip");
	add_some(out, node->blanks, "blank");
}

/* What became of it, of a letter received. */
static void
add_letter(struct buf *out, const struct session *session,
	const struct node *node)
{
	const struct letter *letter = session->beside.letter;
	const struct letter_part *part = letter ? letter_part_of(letter,
		&node->id) : NULL;

	if (!part)
		return;
	buf_add_format(out, ", %s", letter_state_said(part->state));
	if (part->state == LETTER_FILED)
		buf_add_format(out, " as %s", part->filed);
}

void
spoken_add_place(struct buf *out, const struct session *session,
	const struct node *node)
{
	static const char *const statuses[] = {
		[STATUS_OPEN] = "", [STATUS_RESERVED] = ", reserved",
		[STATUS_AD_REF] = ", ad ref", [STATUS_AGREED] = ", agreed",
	};
	const struct proposal_places *places = session_proposals(session);
	struct buf line = BUF_INIT, plain = BUF_INIT, watched = BUF_INIT;

	address_add(out, node);
	buf_add_format(out, ", %s", kind_words(node));
	if (node->kind != NODE_NOTE)
		buf_add_format(out, ", level %zu", node_depth(node) + 1);
	buf_add_text(out, statuses[node->status]);
	add_counts(out, node);
	add_some(out, places ? proposal_places_open(places, &node->id) : 0,
		"proposal");
	add_letter(out, session, node);
	if (session_is_new(session, node, NULL))
		buf_add_text(out, ", new to you");
	if (session_add_watched(&watched, session, node))
		buf_add_format(out, ", watched: %s", buf_text(&watched));
	if (node->first && session_is_folded(session, node))
		buf_add_text(out, ", folded");
	if (node->len && node->kind != NODE_TABLE) {
		notes_add_line(&line, session->doc, node_str(node));
		words_add_plain(&plain, buf_str(&line));
		buf_add_text(out, ": ");
		utf8_add_safe(out, buf_str(&plain));
	}
	buf_release(&line);
	buf_release(&plain);
	buf_release(&watched);
}

/* Append the parties of one sign, `and` before the last. */
static void
add_parties(struct buf *out, const struct attribution *all, char sign,
	const char *between, const char *words)
{
	size_t n = 0, left = 0;

	for (size_t i = 0; i < all->n; i++)
		left += all->at[i].sign == sign;
	if (left)
		buf_add_format(out, "%s%s", between, words);
	for (size_t i = 0; i < all->n; i++) {
		if (all->at[i].sign != sign)
			continue;
		left--;
		buf_add_text(out, !n++ ? "" : left ? ", " : " and ");
		buf_add_text(out, party_room_name(all->at[i].code));
	}
}

void
spoken_add_stances(struct buf *out, struct str text)
{
	static const struct {
		char sign;
		const char *words;
	} says[] = {
		{ 0, "asked for by " }, { '+', "kept by " },
		{ '-', "out for " }, { '?', "reserved by " },
	};
	struct attribution all = ATTRIBUTION_INIT;
	size_t from = out->len;

	attribution_read(&all, text);
	for (size_t i = 0; i < sizeof(says) / sizeof(*says); i++)
		add_parties(out, &all, says[i].sign, out->len > from ? ", "
			: "", says[i].words);
	attribution_release(&all);
}

struct saying {
	struct buf *out;
	const struct node *node;
	struct tokens tokens;
	struct brackets brackets;
	size_t *counts;		/* which opener each is, or belongs to */
	size_t from;		/* where out began */
};

static void
count_openers(struct saying *saying)
{
	const struct brackets *all = &saying->brackets;
	size_t n = 0;

	saying->counts = mem_new(all->n + 1, sizeof(*saying->counts));
	for (size_t i = 0; i < all->n; i++) {
		if (all->at[i].opens)
			saying->counts[i] = ++n;
		else if (all->at[i].mate != BRACKET_NONE)
			saying->counts[i] = saying->counts[all->at[i].mate];
	}
}

/* What comes next is set off from what was said. */
static void
begin_part(struct saying *saying)
{
	struct buf *out = saying->out;

	if (out->len == saying->from)
		return;
	buf_add_text(out, out->data[out->len - 1] == ':' ? " " : ", ");
}

/* Where the mate is, of a bracket that has none in this paragraph. */
static void
add_far(struct saying *saying, size_t index)
{
	const struct residue_end *end = NULL;

	for (size_t i = 0; i < saying->node->residue_n && !end; i++)
		if (saying->node->residue[i].index == index)
			end = &saying->node->residue[i];
	if (!end || !end->mate) {
		buf_add_text(saying->out, ", a slip");
		return;
	}
	buf_add_text(saying->out, end->opens ? ", up to " : ", opened in ");
	address_add(saying->out, end->mate);
}

static void
add_bracket(struct saying *saying, size_t index)
{
	const struct bracket *here = &saying->brackets.at[index];
	bool far = here->mate == BRACKET_NONE;
	const struct bracket *closer = here->opens && !far
		? &saying->brackets.at[here->mate] : here;

	begin_part(saying);
	buf_add_text(saying->out, here->opens ? "opens" : "closes");
	if (saying->counts[index])
		buf_add_format(saying->out, " %zu", saying->counts[index]);
	if (far)
		add_far(saying, index);
	if (closer->attr_len && (here->opens || far)) {
		buf_add_text(saying->out, ", ");
		spoken_add_stances(saying->out, str_part(node_str(
			saying->node), closer->off + closer->len,
			closer->attr_len));
	}
	if (here->opens)
		buf_add_char(saying->out, ':');
}

/* The words between two brackets. */
static void
add_words(struct saying *saying, size_t from, size_t to)
{
	struct buf plain = BUF_INIT;
	struct str words;

	words_add_plain(&plain, str_part(node_str(saying->node), from,
		to - from));
	words = str_trim(buf_str(&plain));
	if (words.len) {
		/* A comma of the text's own sets it off well enough. */
		if (!strchr(",.;:", words.at[0]))
			begin_part(saying);
		utf8_add_safe(saying->out, words);
	}
	buf_release(&plain);
}

void
spoken_add_brackets(struct buf *out, const struct node *node)
{
	struct saying saying = { .out = out, .node = node,
		.tokens = TOKENS_INIT, .brackets = BRACKETS_INIT,
		.from = out->len };
	size_t at = 0;

	tokens_read(&saying.tokens, node_str(node));
	brackets_read(&saying.brackets, &saying.tokens, node_str(node));
	count_openers(&saying);
	for (size_t i = 0; i < saying.brackets.n; i++) {
		const struct bracket *here = &saying.brackets.at[i];

		add_words(&saying, at, here->off);
		add_bracket(&saying, i);
		at = here->off + here->len + here->attr_len;
	}
	add_words(&saying, at, node->len);
	free(saying.counts);
	tokens_release(&saying.tokens);
	brackets_release(&saying.brackets);
}

int
spoken_say(struct session *session, struct buf *text)
{
	buf_clear(&session->message);
	buf_add_str(&session->message, buf_str(text));
	session->message_kind = MESSAGE_HINT;
	buf_release(text);
	return 0;
}

int
run_say_place(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct buf text = BUF_INIT;

	(void)args;
	(void)err;
	spoken_add_place(&text, session, session_place(session));
	return spoken_say(session, &text);
}

int
run_say_brackets(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct buf text = BUF_INIT;

	(void)args;
	(void)err;
	spoken_add_brackets(&text, session_place(session));
	return spoken_say(session, &text);
}
