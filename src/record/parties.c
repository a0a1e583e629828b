/*
 * The negotiation's own parties: parties.tsv at the tip, read anew when it has
 * changed. Names that an older registry gave out may still be in somebody's
 * hands, so it is kept until the negotiation is closed.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "inside.h"

static void
tell(void *ctx, const char *why)
{
	record_tell(ctx, PARTIES_FILE ", %s", why);
}

static void
read_anew(struct record *record, struct str text)
{
	struct own_parties *own = &record->own;

	own->all = mem_grow(own->all, &own->cap, own->n + 1,
		sizeof(*own->all));
	own->all[own->n++] = parties_read(text, tell, record);
	free(own->text);
	own->text = mem_text_len(text.at, text.len);
}

/* What cannot be read leaves the registry as it was. */
static void
look(struct record *record)
{
	struct own_parties *own = &record->own;
	struct buf text = BUF_INIT;
	struct err ignored = ERR_INIT;
	bool there;

	if (own->n && store_id_same(&own->tip, &record->tip))
		return;
	if (record_file(record, PARTIES_FILE, &text, &there, &ignored) == 0 &&
	    (!own->n || strcmp(own->text, buf_text(&text)) != 0))
		read_anew(record, buf_str(&text));
	own->tip = record->tip;
	buf_release(&text);
}

void
record_use_parties(struct record *record)
{
	if (!record) {
		parties_use(NULL);
		return;
	}
	look(record);
	parties_use(record->own.n ? record->own.all[record->own.n - 1]
		: NULL);
}

void
own_parties_release(struct own_parties *own)
{
	for (size_t i = 0; i < own->n; i++)
		parties_free(own->all[i]);
	free(own->all);
	free(own->text);
}
