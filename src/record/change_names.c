/*
 * Numbering changes: from the index alone.
 */
#include "change_names.h"

#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"

int
change_names_read(struct change_names *out, struct record *record,
	const struct index *index, const unsigned char *reached,
	struct err *err)
{
	unsigned since = 0, last = 0;

	*out = (struct change_names){ .n = index_n(index) };
	if (record_drafts(record, &out->drafts, err) < 0)
		return -1;
	out->draft = mem_new(out->n + 1, sizeof(*out->draft));
	out->since = mem_new(out->n + 1, sizeof(*out->since));
	for (size_t i = 0; i < out->n; i++) {
		const struct draft *draft = NULL;
		store_id id;

		if (!reached[i])
			continue;
		since++;
		if (out->drafts.n) {
			id = index_id(index, i);
			draft = drafts_on(&out->drafts, &id);
		}
		if (draft) {
			last = (unsigned)(draft - out->drafts.at) + 1;
			since = 0;
		}
		out->draft[i] = last;
		out->since[i] = since;
	}
	return 0;
}

void
change_names_release(struct change_names *names)
{
	drafts_release(&names->drafts);
	free(names->draft);
	free(names->since);
	*names = (struct change_names){ .n = 0 };
}

/* `1` of draft-1, as the numbers of its changes have it; "" before the first. */
static const char *
draft_of(const struct change_names *names, size_t at)
{
	unsigned draft = names->draft[at];

	return draft ? names->drafts.at[draft - 1].name + strlen("draft-")
		: "";
}

void
change_names_add(struct buf *out, const struct change_names *names,
	size_t at)
{
	if (names->draft[at])
		buf_add_format(out, "D%s", draft_of(names, at));
	if (names->since[at] || !names->draft[at])
		buf_add_format(out, "+%u", names->since[at]);
}

size_t
change_names_find(const struct change_names *names,
	const unsigned char *reached, struct str draft, size_t count)
{
	struct buf name = BUF_INIT;
	struct str wanted = str_of("");
	size_t at = names->n;

	if (draft.len) {
		draft_add_name(&name, draft);
		wanted = buf_str(&name);
		if (str_starts(wanted, "draft-"))
			wanted = str_from(wanted, strlen("draft-"));
	}
	while (at-- > 0)
		if (reached[at] && names->since[at] == count &&
		    str_is(wanted, draft_of(names, at)))
			break;
	buf_release(&name);
	return at < names->n ? at : names->n;
}
