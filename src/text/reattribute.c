/*
 * Putting stances down to another party: those that came with a change of the
 * line, and no others. Which came is read from the edits between the two lines.
 */
#include "adref/text/reattribute.h"

#include "adref/text/attribution.h"
#include "adref/text/bracket.h"
#include "adref/text/join.h"

struct moving {
	struct str before, after;
	const struct reattribution *how;
	struct words_edits edits;
	struct brackets brackets;	/* of after */
};

/* The edit that the byte at off of the line came with, or NULL. */
static const struct words_edit *
edit_at(const struct moving *moving, size_t off)
{
	for (size_t i = 0; i < moving->edits.n; i++) {
		const struct words_edit *edit = &moving->edits.at[i];
		const char *at = moving->after.at + off;

		if (edit->come.len && at >= edit->come.at &&
		    at < edit->come.at + edit->come.len)
			return edit;
	}
	return NULL;
}

/* Whether what went with an edit had a stance already. */
static bool
was_there(const struct moving *moving, const struct words_edit *edit,
	const struct stance *stance)
{
	struct str gone = str_part(moving->before, edit->off, edit->gone);
	struct attribution who = ATTRIBUTION_INIT;
	bool there = false;

	for (size_t off = 0; off < gone.len && !there; off++) {
		struct str rest = str_from(gone, off);

		there = attribution_read(&who, str_part(rest, 0,
			attribution_len(rest))) && attribution_has(&who,
			stance->sign, str_of(stance->code));
	}
	attribution_release(&who);
	return there;
}

static bool
has_signed(const struct attribution *who, struct str code)
{
	return attribution_has(who, '+', code) ||
		attribution_has(who, '-', code) ||
		attribution_has(who, '?', code);
}

/* A stance of the one is the other's, unless that has one of its own. */
static void
move_stance(struct attribution *who, struct stance stance,
	const struct reattribution *how)
{
	struct str to = str_of(how->to);

	attribution_drop(who, stance.sign, str_of(how->from));
	if (to.len && !(stance.sign && has_signed(who, to)))
		attribution_add(who, stance.sign, to);
}

static void
move_stances(struct attribution *who, const struct moving *moving,
	const struct words_edit *edit)
{
	struct attribution were = ATTRIBUTION_INIT;

	for (size_t i = 0; i < who->n; i++)
		attribution_add(&were, who->at[i].sign,
			str_of(who->at[i].code));
	for (size_t i = 0; i < were.n; i++)
		if (str_is(str_of(were.at[i].code), moving->how->from) &&
		    !was_there(moving, edit, &were.at[i]))
			move_stance(who, were.at[i], moving->how);
	attribution_release(&were);
}

/* Brackets that came and are nobody's. */
static void
claim(struct attribution *who, const struct moving *moving,
	const struct bracket *closer, const struct words_edit *edit)
{
	enum reattribute_new how = moving->how->new_ones;
	struct str to = str_of(moving->how->to);

	if (how == REATTRIBUTE_ASKS)
		attribution_add(who, '\0', to);
	else if (how == REATTRIBUTE_WORDING && closer->mate != BRACKET_NONE &&
		 edit_at(moving, moving->brackets.at[closer->mate].off) ==
		 edit)
		attribution_add(who, '+', to);
}

static void
add_stances(struct buf *out, const struct moving *moving,
	const struct bracket *closer)
{
	size_t at = closer->off + closer->len;
	struct str now = str_part(moving->after, at, closer->attr_len);
	const struct words_edit *edit = edit_at(moving, closer->attr_len ? at
		: closer->off);
	struct attribution who = ATTRIBUTION_INIT;

	if (!edit || (closer->attr_len && !attribution_read(&who, now))) {
		buf_add_str(out, now);
	} else {
		if (*moving->how->from)
			move_stances(&who, moving, edit);
		else if (!closer->attr_len)
			claim(&who, moving, closer, edit);
		attribution_write(&who, out);
	}
	attribution_release(&who);
}

void
reattribute_add(struct buf *out, struct str before, struct str after,
	const struct reattribution *how)
{
	struct moving moving = { .before = before, .after = after,
		.how = how };
	size_t from = 0;

	words_edits(&moving.edits, before, after);
	brackets_read_line(&moving.brackets, after);
	for (size_t i = 0; i < moving.brackets.n; i++) {
		const struct bracket *closer = &moving.brackets.at[i];
		size_t to = closer->off + closer->len;

		if (closer->opens)
			continue;
		buf_add_str(out, str_part(after, from, to - from));
		add_stances(out, &moving, closer);
		from = to + closer->attr_len;
	}
	buf_add_str(out, str_from(after, from));
	words_edits_release(&moving.edits);
	brackets_release(&moving.brackets);
}
