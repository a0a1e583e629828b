/*
 * The list of what has no fate yet, to be worked off: Enter goes to the place.
 */
#include "adref/base/mem.h"
#include "adref/doc/party.h"
#include "adref/record/audit.h"
#include "inside.h"

#include <string.h>

enum { COLS_NAME = 8, COLS_PLACE = 9, COLS_PARTY = 12 };

static void
add_row(struct session *session, const struct audit_row *of)
{
	struct buf text = BUF_INIT, command = BUF_INIT;
	struct list_row *row;

	list_add_cell(&text, *of->name ? of->name : "letter", COLS_NAME);
	list_add_cell(&text, of->where, COLS_PLACE);
	list_add_cell(&text, party_room_name(of->party), COLS_PARTY);
	buf_add_text(&text, of->words);
	row = list_add(session->list, buf_text(&text));
	if (strcmp(of->doc, session->doc_name) == 0) {
		row->node = of->node;
	} else {
		buf_add_format(&command, "documents \"%s\" %s", of->doc,
			of->node.text);
		row->command = mem_text(buf_text(&command));
	}
	buf_release(&text);
	buf_release(&command);
}

int
run_audit(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct buf title = BUF_INIT;
	struct audit audit;

	(void)args;
	if (record_audit(session->record, NULL, NULL, &audit, err) < 0)
		return -1;
	if (!audit.n)
		return err_set(err, ERR_REFUSED, "all that was asked has a "
			"fate");
	audit_add_count(&title, &audit);
	buf_add_text(&title, " without a fate");
	list_open(session, LIST_AUDIT, buf_text(&title));
	for (size_t i = 0; i < audit.n; i++)
		add_row(session, &audit.at[i]);
	list_settle(session);
	audit_release(&audit);
	buf_release(&title);
	return 0;
}
