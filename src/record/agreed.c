/*
 * When a paragraph was agreed, from the acts on statuses.
 */
#include "adref/record/agreed.h"

#include <stdlib.h>
#include <string.h>

#include "adref/base/map.h"
#include "adref/base/mem.h"
#include "inside.h"
#include "walk.h"

enum { LOOK_BACK = 1000 };

/* The status of a node at a revision; OPEN when it is not there. */
static enum node_status
status_at(struct record *record, const store_id *revision, const char *name,
	const node_id *id)
{
	struct err ignored = ERR_INIT;
	enum node_status status = STATUS_OPEN;
	struct doc *doc = NULL;
	const struct node *node;

	if (record_doc_at(record, revision, name, &doc, &ignored) == 0) {
		node = doc_find(doc, id);
		status = node ? node->status : STATUS_OPEN;
	}
	doc_free(doc);
	return status;
}

/* An act on many nodes does not name them. */
static bool
sets_status(struct record *record, const struct store_revision *raw,
	const store_id *revision, const node_id *node)
{
	struct str message = str_of(raw->message), value;
	struct str doc = message_trailer(message, "Document");
	size_t at = str_find(message, 0, str_of("\n\n"));
	bool named = false, sets = false;
	char *name;

	if (!str_is(message_trailer(message, "Act"), "status-set"))
		return false;
	while (!sets && message_next(message, "Node", &at, &value)) {
		named = true;
		sets = str_is(value, node->text);
	}
	if (named || !raw->parents_n)
		return sets;
	name = doc.len ? mem_text_len(doc.at, doc.len) : NULL;
	sets = status_at(record, revision, name, node) !=
		status_at(record, &raw->parents[0], name, node);
	free(name);
	return sets;
}

/* Looking for the act that set the status of a node and stands. */
struct looking_back {
	struct record *record;
	const node_id *node;
	struct agreed *out;
	struct map gone;
};

static void
look_at(struct looking_back *looking, const struct store_revision *raw)
{
	struct str message = str_of(raw->message);
	struct str undoes = message_trailer(message, "Undoes");

	/* One that was taken back set nothing that stands. */
	if (map_get(&looking->gone, message_trailer(message, "Act-Id")))
		return;
	if (undoes.len) {
		map_put(&looking->gone, undoes, looking);
	} else if (sets_status(looking->record, raw, &raw->id,
		looking->node)) {
		looking->out->time = raw->time;
		looking->out->zone = raw->zone;
		looking->out->meeting = safe_text(message_trailer(message,
			"Meeting"));
	}
}

void
record_agreed(struct record *record, const node_id *node, struct agreed *out)
{
	struct looking_back looking = { record, node, out, MAP_INIT };
	struct store_revision raw = { 0 };
	struct err ignored = ERR_INIT;
	struct walk walk;

	*out = (struct agreed){ .time = 0 };
	walk_begin(&walk, record, &record->tip, NULL);
	for (int i = 0; i < LOOK_BACK && !out->meeting &&
	     walk_next(&walk, &raw, &ignored) > 0; i++) {
		look_at(&looking, &raw);
		store_revision_release(&raw);
	}
	walk_end(&walk);
	if (!out->meeting)
		out->meeting = mem_text("");
	map_release(&looking.gone);
}

void
agreed_release(struct agreed *agreed)
{
	free(agreed->meeting);
	*agreed = (struct agreed){ .time = 0 };
}
