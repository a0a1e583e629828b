/*
 * A list of changes with copies of their texts. Making them is change.c's.
 */
#include "adref/doc/changes.h"

#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/text/join.h"
#include "adref/text/words.h"

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
changes_add_words(struct changes *changes, const node_id *node,
	struct str from, struct str to)
{
	struct words_edits edits = WORDS_EDITS_INIT;

	words_edits(&edits, from, to);
	for (size_t i = 0; i < edits.n; i++) {
		const struct words_edit *edit = &edits.at[i];

		changes_add(changes, (struct change){ .kind = CHANGE_TEXT,
			.node = *node, .off = edit->off,
			.gone = changes_text(changes, str_part(from,
				edit->off, edit->gone)),
			.come = changes_text(changes, edit->come) });
	}
	words_edits_release(&edits);
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

void
changes_release(struct changes *changes)
{
	for (size_t i = 0; i < changes->texts_n; i++)
		free(changes->texts[i]);
	free(changes->texts);
	free(changes->at);
	*changes = (struct changes){ 0 };
}
