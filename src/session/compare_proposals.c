/*
 * What became of proposals between two points, in the list of what differs: a
 * row each, below what differs in the text where they stand.
 */
#include <string.h>

#include "adref/base/utf8.h"
#include "adref/doc/party.h"
#include "compare.h"

/* `A.1.3  IND/1 change "shall" to "should": filed, open` */
static void
add_row(struct list *list, const struct proposal_change *change,
	const char *address, const struct touch *touch)
{
	const struct proposal *of = change->to ? change->to : change->from;
	struct buf text = BUF_INIT, safe = BUF_INIT;
	struct list_row *row;

	buf_add_format(&text, "%s  ", address);
	proposal_add_name(&text, of);
	buf_add_char(&text, ' ');
	proposal_change_add(&text, change, "→");
	utf8_add_safe(&safe, buf_str(&text));
	row = list_add(list, buf_text(&safe));
	if (touch)
		row->revision = touch->revision;
	else
		row->node = change->node;
	buf_clear(&text);
	buf_add_format(&text, "proposal %s %s %s", address, of->party,
		party_room_name(of->party));
	row->also = buf_take(&text);
	buf_release(&safe);
}

size_t
compare_add_proposals(struct list *list,
	const struct proposal_changes *changes, const node_id *node,
	const char *address, const struct touch *touch)
{
	const struct proposal_change *at;
	size_t n;

	at = proposal_changes_on(changes, node, &n);
	for (size_t i = 0; i < n; i++)
		add_row(list, &at[i], address, touch);
	return n;
}
