/*
 * The table of why bullets are left empty, placeholders.tsv: told to each
 * document that is read, and written by acts.
 */
#include "adref/record/placeholders.h"

#include <string.h>

#include "adref/base/tsv.h"
#include "adref/base/utf8.h"
#include "adref/doc/placeholder.h"
#include "inside.h"

static const char path[] = "placeholders.tsv";
static const char header[] = "bullet\treason\tby\ton\n";
enum column { BULLET, REASON, BY, ON, COLUMNS };

/* `outcome#k3f9x2d7` */
static bool
read_bullet(struct str cell, const char *doc, struct str *node)
{
	size_t hash = str_find(cell, 0, str_of("#"));

	*node = str_from(cell, hash + 1);
	return str_is(str_part(cell, 0, hash), doc) && node_id_is_valid(*node);
}

void
placeholders_tell(struct record *record, const store_id *revision,
	struct doc *doc)
{
	struct buf text = BUF_INIT, reason = BUF_INIT;
	struct tsv_row row = { .number = 0 };
	struct str rest, node;

	placeholders_forget(doc);
	if (!record_read_text(record, revision, path, store_id_same(revision,
		&record->tip), &text))
		return;
	rest = buf_str(&text);
	while (tsv_next(&rest, &row)) {
		if (row.n <= REASON || !read_bullet(row.cells[BULLET],
			doc->name, &node))
			continue;
		buf_clear(&reason);
		tsv_cell(&reason, &row, REASON);
		placeholder_explain(doc, node, buf_str(&reason));
	}
	buf_release(&text);
	buf_release(&reason);
}

void
placeholders_saved(struct record *record, const struct puts *puts)
{
	for (size_t i = 0; i < puts->n; i++)
		if (strcmp(puts->at[i].path, path) == 0)
			for (size_t k = 0; k < record->held_n; k++)
				placeholders_tell(record, &record->tip,
					record->held[k].doc);
}

int
placeholder_edits_reason(struct proposal_edits *edits, struct record *record,
	const struct placeholder_reason *why, struct err *err)
{
	const char *cells[COLUMNS] = { NULL, why->reason, why->by, why->on };
	struct table_row put = { .header = header };
	struct buf bullet = BUF_INIT;
	int rc;

	buf_add_format(&bullet, "%s#%s", why->doc, why->node.text);
	cells[BULLET] = put.key = buf_text(&bullet);
	buf_add_text(&put.path, path);
	if (*why->reason)
		tsv_add_row(&put.row, cells, COLUMNS);
	rc = edits_row(edits, record, &put, err);
	buf_release(&bullet);
	return rc;
}
