/*
 * What the filter of the list of changes asks for.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/base/rx.h"
#include "adref/doc/address.h"
#include "adref/record/meetings.h"
#include "history.h"

static char *
value_of(const struct list *list, const char *key)
{
	struct str value;

	return filter_find(list, key, &value) ? mem_text_len(value.at,
		value.len) : NULL;
}

/* What stands behind a key, unless it means nothing (yet). */
static char *
good_value(struct session *session, const struct list *list, const char *key)
{
	const struct filter_key *keys = filter_keys(LIST_HISTORY);
	struct err ignored = ERR_INIT;
	char *value = value_of(list, key);

	while (strcmp(keys->name, key) != 0)
		keys++;
	if (value && keys->check(session, str_of(value), &ignored) < 0) {
		free(value);
		value = NULL;
	}
	return value;
}

static void
read_where(struct history_wish *out, struct session *session,
	const struct list *list)
{
	char *place = good_value(session, list, "section");
	const struct node *node = place ? address_near(session->doc,
		str_of(place), session_place(session)) : NULL;

	if (node) {
		out->node = node->id;
		out->wish.below = true;
	} else {
		out->node = list->past->node;
	}
	if (!node_id_is_none(&out->node))
		out->wish.node = &out->node;
	out->wish.doc = session->doc_name;
	free(place);
}

static void
read_when(struct history_wish *out, struct session *session,
	const struct list *list)
{
	char *since = good_value(session, list, "since");
	char *meeting = good_value(session, list, "meeting");
	struct err ignored = ERR_INIT;

	if (since && pick_since_read(&out->since, session->record, since,
		&ignored) == 0) {
		if (!out->since.dated)
			out->wish.since = &out->since.revision;
		out->wish.dated = out->since.dated;
		out->wish.from = out->since.from;
	}
	if (meeting)
		record_meeting_key(session->record, meeting, &out->meeting,
			&ignored);
	out->wish.meeting = out->meeting;
	free(since);
	free(meeting);
}

static void
read_who(struct history_wish *out, struct session *session,
	const struct list *list)
{
	const char *code;

	out->party = good_value(session, list, "party");
	code = out->party ? party_typed(str_of(out->party)) : NULL;
	out->wish.party = code;
	out->by = value_of(list, "by");
	if (out->by && strcmp(out->by, "me") == 0)
		out->wish.hands = HANDS_MINE;
	else if (out->by && strcmp(out->by, "others") == 0)
		out->wish.hands = HANDS_OTHERS;
	else
		out->wish.by = out->by;
}

void
history_wish_read(struct history_wish *out, struct session *session,
	const struct list *list)
{
	struct buf words = BUF_INIT;

	*out = (struct history_wish){ .party = NULL };
	filter_add_plain(&words, list);
	out->words = buf_take(&words);
	out->wish.words = out->words;
	out->act = value_of(list, "act");
	out->wish.act = out->act;
	out->subject = good_value(session, list, "subject");
	out->wish.subject = out->subject;
	out->changed = good_value(session, list, "changed");
	out->wish.changed = out->changed;
	read_where(out, session, list);
	read_when(out, session, list);
	read_who(out, session, list);
}

void
history_wish_release(struct history_wish *wish)
{
	free(wish->party);
	free(wish->meeting);
	free(wish->act);
	free(wish->by);
	free(wish->words);
	free(wish->subject);
	free(wish->changed);
}
