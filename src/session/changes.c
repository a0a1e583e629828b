/*
 * A list of changes with their texts, and the changes of text that make one
 * line of another. They are made word by word, so that two who reword
 * different words of a paragraph do not stand in each other's way.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/text/words.h"
#include "inside.h"

const char *
changes_text(struct changes *changes, struct str text)
{
	changes->texts = mem_grow(changes->texts, &changes->texts_cap,
		changes->texts_n + 1, sizeof(*changes->texts));
	return changes->texts[changes->texts_n++] =
		mem_text_len(text.at ? text.at : "", text.len);
}

void
changes_add(struct changes *changes, struct change change)
{
	changes->at = mem_grow(changes->at, &changes->cap, changes->n + 1,
		sizeof(*changes->at));
	changes->at[changes->n++] = change;
}

void
changes_release(struct changes *changes)
{
	for (size_t i = 0; i < changes->texts_n; i++)
		free(changes->texts[i]);
	free(changes->texts);
	free(changes->at);
	*changes = (struct changes){ 0 };
}

/* One place where words went, came or both: the runs from the i-th on. */
static size_t
add_place(struct changes *changes, const struct words_diff *diff, size_t i,
	struct change change, struct str from, struct str to)
{
	struct str gone = { "", 0 }, come = { "", 0 };

	for (; i < diff->n && diff->at[i].op != '='; i++) {
		const struct words_run *run = &diff->at[i];

		if (run->op == '-')
			gone = str_part(from, run->off, run->len);
		else
			come = str_part(to, run->off, run->len);
	}
	change.gone = changes_text(changes, gone);
	change.come = changes_text(changes, come);
	changes_add(changes, change);
	return i;
}

void
changes_add_words(struct changes *changes, const node_id *node,
	struct str from, struct str to)
{
	struct change change = { .kind = CHANGE_TEXT, .node = *node };
	struct words_diff diff = WORDS_DIFF_INIT;

	words_diff(&diff, from, to);
	for (size_t i = 0; i < diff.n;) {
		if (diff.at[i].op != '=') {
			i = add_place(changes, &diff, i, change, from, to);
			change.off += strlen(changes->at[changes->n - 1].gone);
		} else {
			change.off += diff.at[i++].len;
		}
	}
	words_diff_release(&diff);
}

int
changes_carry(struct changes *changes, size_t index, struct str was,
	struct str now, struct err *err)
{
	if (str_same(was, now))
		return 0;
	for (size_t i = index; i < changes->n; i++) {
		struct change *change = &changes->at[i];

		if (!words_carry(was, now, change->off, strlen(change->gone),
			&change->off))
			return err_set(err, ERR_STALE, "somebody changed the "
				"same words meanwhile: it reads \"%.*s\"",
				(int)(now.len > 300 ? 300 : now.len), now.at);
	}
	return 0;
}
