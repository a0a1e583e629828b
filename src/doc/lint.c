/*
 * What `check` finds. The pairing is doc_pair()'s: an end without a mate is a
 * slip. Here each is told with the likely repair (slip_hint.c); nothing is
 * ever mended.
 */
#include "adref/doc/lint.h"

#include <stdlib.h>
#include <string.h>

#include "adref/base/map.h"
#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "adref/text/bracket.h"
#include "adref/text/token.h"
#include "look_alike.h"
#include "slip_hint.h"

/*
 * A hint reads the whole line: of a line with more slips than anybody mends one
 * by one, the later ones are only counted.
 */
enum { HINTS_MAX = 50 };

struct lint {
	struct findings *out;
	struct doc *doc;
	struct tokens tokens;
	struct brackets brackets;
	struct map notes;	/* label -> the note */
	struct map marked;	/* labels that the text has a mark of */
};

const char *
finding_word(enum finding_kind kind)
{
	static const char *const words[] = {
		[FIND_UNMATCHED_OPEN] = "unmatched-open",
		[FIND_UNMATCHED_CLOSE] = "unmatched-close",
		[FIND_MIXED_BRACKET] = "mixed-bracket",
		[FIND_LOOK_ALIKE] = "look-alike",
		[FIND_NOTE_WITHOUT_TEXT] = "footnote-without-text",
		[FIND_NOTE_WITHOUT_MARK] = "footnote-without-mark",
		[FIND_DUPLICATE_NOTE] = "duplicate-footnote",
		[FIND_MENTION_WITHOUT_TARGET] = "mention-without-target",
		[FIND_DIFFERS_FROM_AGENDA] = "differs-from-agenda",
	};

	return words[kind];
}

static struct finding *
add(struct lint *lint, enum finding_kind kind, const struct node *node,
	size_t off, size_t len)
{
	struct findings *out = lint->out;
	struct finding *finding;

	out->at = mem_grow(out->at, &out->cap, out->n + 1, sizeof(*out->at));
	finding = &out->at[out->n++];
	*finding = (struct finding){
		.kind = kind, .node = node, .off = off, .len = len
	};
	return finding;
}

/* nth: how many slips stand before it in the line. */
static void
add_slip(struct lint *lint, const struct node *node,
	const struct residue_end *end, size_t nth)
{
	struct buf hint = BUF_INIT;

	if (nth < HINTS_MAX)
		hint_slip(&hint, node, &lint->tokens, &lint->brackets,
			end->index);
	else
		buf_add_format(&hint, "slip %zu of this line: mend the "
			"first ones first", nth + 1);
	add(lint, end->opens ? FIND_UNMATCHED_OPEN : FIND_UNMATCHED_CLOSE,
		node, end->off, end->len)->hint = buf_take(&hint);
}

/* A closer of the other width than its opener. */
static void
add_mixed(struct lint *lint, const struct node *node,
	const struct bracket *closer, const struct node *opened, size_t off)
{
	struct finding *finding = add(lint, FIND_MIXED_BRACKET, node,
		closer->off, closer->len);

	finding->opened = opened;
	finding->opened_off = off;
	finding->hint = mem_text(closer->wide
		? "opened by [ and closed by ］ ; likely: \"]\""
		: "opened by ［ and closed by ] ; likely: \"［\" should be "
			"\"[\"");
}

static void
lint_residue(struct lint *lint, const struct node *node)
{
	size_t slips = 0;

	for (size_t i = 0; i < node->residue_n; i++) {
		const struct residue_end *end = &node->residue[i], *mate;

		if (!end->mate) {
			add_slip(lint, node, end, slips++);
			continue;
		}
		mate = &end->mate->residue[end->mate_index];
		if (!end->opens && end->wide != mate->wide)
			add_mixed(lint, node, &lint->brackets.at[end->index],
				end->mate, mate->off);
	}
}

static void
lint_pairs(struct lint *lint, const struct node *node)
{
	for (size_t i = 0; i < lint->brackets.n; i++) {
		const struct bracket *here = &lint->brackets.at[i], *opener;

		if (here->opens || here->mate == BRACKET_NONE)
			continue;
		opener = &lint->brackets.at[here->mate];
		if (opener->wide != here->wide)
			add_mixed(lint, node, here, node, opener->off);
	}
}

char
look_alike(uint32_t point)
{
	switch (point) {
	case 0x27E6: case 0x2045: case 0x2772: case 0x301A: case 0xFE47:
		return '[';
	case 0x27E7: case 0x2046: case 0x2773: case 0x301B: case 0xFE48:
		return ']';
	default:
		return 0;
	}
}

static void
lint_sign(struct lint *lint, const struct node *node,
	const struct token *token)
{
	uint32_t point = utf8_at(node_str(node), token->off, NULL);
	struct buf hint = BUF_INIT;

	if (!look_alike(point))
		return;
	buf_add_str(&hint, str_part(node_str(node), token->off, token->len));
	buf_add_format(&hint, " (U+%04X) is no bracket here; likely: \"%c\"",
		(unsigned)point, look_alike(point));
	add(lint, FIND_LOOK_ALIKE, node, token->off, token->len)->hint =
		buf_take(&hint);
}

static void
lint_mark(struct lint *lint, const struct node *node,
	const struct token *token)
{
	struct str label = token_label(node_str(node), token);
	struct buf hint = BUF_INIT;

	map_put(&lint->marked, label, lint->doc);
	if (map_get(&lint->notes, label))
		return;
	buf_add_text(&hint, "no footnote has the label ");
	buf_add_str(&hint, label);
	add(lint, FIND_NOTE_WITHOUT_TEXT, node, token->off, token->len)->hint =
		buf_take(&hint);
}

/* Whether a line has anything that a finding could be about. */
static bool
is_worth_reading(const struct node *node)
{
	return node->kind != NODE_TABLE && node->len &&
		(memchr(node->line, '[', node->len) ||
		memchr(node->line, ']', node->len) ||
		memchr(node->line, 0xE2, node->len) ||
		memchr(node->line, 0xE3, node->len) ||
		memchr(node->line, 0xEF, node->len));
}

static int
by_place(const void *a, const void *b)
{
	const struct finding *x = a, *y = b;

	if (x->off != y->off)
		return x->off < y->off ? -1 : 1;
	return (int)x->kind - (int)y->kind;
}

static void
lint_node(struct lint *lint, const struct node *node)
{
	size_t from = lint->out->n;

	if (!is_worth_reading(node))
		return;
	tokens_read(&lint->tokens, node_str(node));
	brackets_read(&lint->brackets, &lint->tokens, node_str(node));
	lint_residue(lint, node);
	lint_pairs(lint, node);
	for (size_t i = 0; i < lint->tokens.n; i++) {
		const struct token *token = &lint->tokens.at[i];

		if (token->kind == TOKEN_SIGN)
			lint_sign(lint, node, token);
		else if (token->kind == TOKEN_MARK)
			lint_mark(lint, node, token);
	}
	/* They came by kind; they are told in the order of the text. */
	if (lint->out->n > from)
		qsort(lint->out->at + from, lint->out->n - from,
			sizeof(*lint->out->at), by_place);
}

/* `8-2` behind a note `8`: the base's length; 0 for any other label. */
static size_t
again_base(const char *label)
{
	size_t len = strlen(label), at = len;

	while (at && utf8_is_digit((unsigned char)label[at - 1]))
		at--;
	if (at == len || at < 2 || label[at - 1] != '-' || label[at] == '0' ||
	    (label[at] == '1' && len == at + 1))
		return 0;
	return at - 1;
}

static void
lint_note(struct lint *lint, const struct node *note)
{
	size_t base = again_base(note->label);
	struct buf hint = BUF_INIT;

	if (base && map_get(&lint->notes, str_make(note->label, base))) {
		buf_add_format(&hint, "there is a footnote %.*s already",
			(int)base, note->label);
		add(lint, FIND_DUPLICATE_NOTE, note, 0, note->len)->hint =
			buf_take(&hint);
	}
	if (!map_get(&lint->marked, str_of(note->label))) {
		buf_add_format(&hint, "nothing in the text has the mark [^%s]",
			note->label);
		add(lint, FIND_NOTE_WITHOUT_MARK, note, 0, note->len)->hint =
			buf_take(&hint);
	}
}

void
doc_lint(struct findings *out, struct doc *doc)
{
	struct lint lint = { .out = out, .doc = doc };
	struct node *at;

	doc_pair(doc);
	for (at = doc->notes->first; at; at = at->next)
		map_put(&lint.notes, str_of(at->label), at);
	for (at = doc_first(doc); at; at = node_next(at))
		lint_node(&lint, at);
	for (at = doc->notes->first; at; at = at->next) {
		lint_note(&lint, at);
		lint_node(&lint, at);
	}
	map_release(&lint.notes);
	map_release(&lint.marked);
	tokens_release(&lint.tokens);
	brackets_release(&lint.brackets);
}

/* Of a pair in which doc has the other note, that one is the finding. */
static struct alike
turned(const struct alike *alike)
{
	struct alike other = *alike;

	other.doc = alike->other_doc;
	other.note = alike->other;
	other.other_doc = alike->doc;
	other.other = alike->note;
	return other;
}

void
doc_lint_alike(struct findings *out, const struct doc *doc,
	const struct alikes *alikes)
{
	struct lint lint = { .out = out };

	for (size_t i = 0; i < alikes->n; i++) {
		struct alike alike = alikes->at[i];
		struct buf hint = BUF_INIT;
		struct finding *finding;

		if (alike.doc != doc && alike.other_doc != doc)
			continue;
		if (alike.doc != doc)
			alike = turned(&alike);
		buf_add_text(&hint, alike.same ? "says the same as "
			: "says nearly the same as ");
		alike_add_other(&hint, &alike);
		if (!alike.same) {
			buf_add_text(&hint, ": ");
			alike_add_differences(&hint, &alike);
		}
		finding = add(&lint, FIND_DUPLICATE_NOTE, alike.note, 0,
			alike.note->len);
		finding->hint = buf_take(&hint);
		finding->like = alike.other;
		finding->like_doc = alike.other_doc;
	}
}

void
findings_release(struct findings *findings)
{
	for (size_t i = 0; i < findings->n; i++)
		free(findings->at[i].hint);
	free(findings->at);
	*findings = (struct findings){ NULL, 0, 0 };
}
