/*
 * Steps of typing: what was put in and taken out, by word, so that the last of
 * it can be taken back and done again while the paragraph is still open.
 */
#include <stdlib.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "typing.h"

static void
cut(struct typing_steps *steps, size_t n)
{
	while (steps->n > n) {
		struct typing_step *step = &steps->at[--steps->n];

		free(step->gone);
		free(step->come);
	}
	if (steps->done > n)
		steps->done = n;
}

void
steps_clear(struct typing_steps *steps)
{
	cut(steps, 0);
	free(steps->at);
	*steps = (struct typing_steps){ 0 };
}

static bool
begins_blank(struct str text)
{
	return text.len && utf8_class_of(utf8_at(text, 0, NULL)) == UTF8_BLANK;
}

static bool
ends_blank(struct str text)
{
	return text.len && begins_blank(str_from(text, utf8_prev(text,
		text.len)));
}

/* Whether a step goes on where the one before ended, in the same word. */
static bool
goes_on(const struct typing_step *old, const struct typing_step *new)
{
	struct str gone = str_of(new->gone), come = str_of(new->come);
	struct str old_gone = str_of(old->gone), old_come = str_of(old->come);

	if (old->kind != new->kind || old->after != new->before)
		return false;
	switch (new->kind) {
	case STEP_TYPED:
		return !gone.len && new->off == old->off + old_come.len &&
			!(ends_blank(old_come) && !begins_blank(come));
	case STEP_RUBBED:
		return new->off + gone.len == old->off &&
			!(begins_blank(old_gone) && !begins_blank(gone));
	case STEP_DELETED:
		return new->off == old->off &&
			!(ends_blank(old_gone) && !begins_blank(gone));
	default:
		return false;
	}
}

static char *
joined(char *first, const char *second)
{
	struct buf text = BUF_INIT;

	buf_add_text(&text, first);
	buf_add_text(&text, second);
	free(first);
	return buf_take(&text);
}

static void
go_on(struct typing_step *old, const struct typing_step *new)
{
	if (new->kind == STEP_TYPED) {
		old->come = joined(old->come, new->come);
	} else if (new->kind == STEP_DELETED) {
		old->gone = joined(old->gone, new->gone);
	} else {
		char *tail = old->gone;

		old->gone = joined(mem_text(new->gone), tail);
		free(tail);
	}
	old->off = new->off < old->off ? new->off : old->off;
	old->after = new->after;
}

void
steps_note(struct typing_steps *steps, const struct typing_step *step)
{
	struct typing_step *last;

	cut(steps, steps->done);
	last = steps->n && !steps->closed ? &steps->at[steps->n - 1] : NULL;
	steps->closed = false;
	if (last && goes_on(last, step)) {
		go_on(last, step);
		return;
	}
	steps->at = mem_grow(steps->at, &steps->cap, steps->n + 1,
		sizeof(*steps->at));
	steps->at[steps->n] = *step;
	steps->at[steps->n].gone = mem_text(step->gone);
	steps->at[steps->n].come = mem_text(step->come);
	steps->done = ++steps->n;
}

/* Change the line at a step without noting it as another. */
static void
put(struct session *session, size_t off, const char *gone, const char *come,
	size_t cursor)
{
	struct typing *typing = &session->typing;

	buf_splice(&typing->line, off, str_of(gone).len, str_of(come));
	typing->cursor = cursor;
	typing->marking = false;
}

int
run_type_undo(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct typing_steps *steps = &session->typing.steps;
	const struct typing_step *step;

	(void)args;
	if (!steps->done && session->typing.parted)
		return typing_join(session, true, err);
	if (!steps->done)
		return err_set(err, ERR_REFUSED,
			"nothing was typed here yet that could be taken back");
	step = &steps->at[--steps->done];
	put(session, step->off, step->come, step->gone, step->before);
	return 0;
}

int
run_type_redo(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct typing_steps *steps = &session->typing.steps;
	const struct typing_step *step;

	(void)args;
	if (steps->done == steps->n)
		return err_set(err, ERR_REFUSED,
			"nothing that was typed is taken back");
	step = &steps->at[steps->done++];
	put(session, step->off, step->gone, step->come, step->after);
	return 0;
}
