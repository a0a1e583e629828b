/*
 * The Bureau: nominations, each an act, and the list with the places left.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/doc/party.h"
#include "adref/format/bureau.h"
#include "meeting.h"

enum { PARTY_COLS = 20 };

/* `Hungary and Latvia`: who takes a group's places. */
static void
add_taken(struct buf *out, const struct bureau *bureau, const char *group)
{
	bool first = true;

	for (size_t i = 0; i < bureau->n; i++) {
		const struct bureau_member *member = &bureau->at[i];

		if (bureau_is_chair(member) ||
		    strcmp(member->at[BUREAU_GROUP], group) != 0)
			continue;
		buf_add_format(out, "%s%s", first ? "" : ", ",
			party_room_name(member->at[BUREAU_PARTY]));
		first = false;
	}
}

/* The Chair takes no place of its group, but leaves it one less. */
static int
check_places(const struct bureau *bureau, const char *group, bool chair,
	struct err *err)
{
	size_t places = bureau_places(bureau, group) - chair;
	size_t taken = bureau_taken(bureau, group) + !chair;
	struct buf who = BUF_INIT;

	if (taken <= places)
		return 0;
	add_taken(&who, bureau, group);
	err_set(err, ERR_REFUSED, "%s has %zu places%s, and they are taken: "
		"%s", group, places, chair ? " with the Chair" : "",
		buf_text(&who));
	buf_release(&who);
	return -1;
}

static int
check_chair(const struct bureau *bureau, struct err *err)
{
	for (size_t i = 0; i < bureau->n; i++)
		if (bureau_is_chair(&bureau->at[i]))
			return err_set(err, ERR_REFUSED, "%s is the Chair: "
				"bureau-drop %s first", party_room_name(
				bureau->at[i].at[BUREAU_PARTY]),
				bureau->at[i].at[BUREAU_PARTY]);
	return 0;
}

static int
check_nominee(const struct bureau *bureau, const struct party *party,
	bool chair, struct err *err)
{
	bool member = false;

	for (size_t i = 0; party && i < BUREAU_GROUPS; i++)
		member |= strcmp(party->group, bureau_group(i)) == 0;
	if (!member)
		return err_set(err, ERR_REFUSED, "%s is a member of no "
			"regional group", party ? party->room : "the Chair");
	if (bureau_find(bureau, str_of(party->code)))
		return err_set(err, ERR_REFUSED, "%s is in the Bureau already",
			party->room);
	if (chair && check_chair(bureau, err) < 0)
		return -1;
	return check_places(bureau, party->group, chair, err);
}

static void
add_left(struct buf *out, const struct bureau *bureau, const char *group)
{
	size_t places = bureau_places(bureau, group);
	size_t taken = bureau_taken(bureau, group);

	if (taken > places)
		buf_add_format(out, "%zu too many", taken - places);
	else if (taken == places)
		buf_add_text(out, "no place left");
	else
		buf_add_format(out, "%zu place%s left", places - taken,
			places - taken == 1 ? "" : "s");
}

static int
nominate(struct session *session, const struct party *party,
	const char *name, const char *role, struct err *err)
{
	const char *fields[BUREAU_FIELDS] = { party ? party->code : "", name,
		party ? party->group : "", role };
	struct bureau_member as = { { NULL, NULL, NULL,
		mem_text(role ? role : "") } };
	struct register_act act = { .kind = "bureau-add" };
	struct bureau bureau = { 0 };
	int rc = record_bureau(session->record, &bureau, err);

	if (rc == 0)
		rc = check_nominee(&bureau, party, bureau_is_chair(&as), err);
	if (rc == 0)
		rc = register_begin(&act, session, BUREAU_FILE, err);
	if (rc == 0) {
		buf_add_format(&act.subject, "Bureau: add %s",
			party->room);
		buf_add_format(&act.done, "Bureau: added %s", party->room);
		bureau_put(&act.now, buf_str(&act.was), fields);
		bureau_add(&bureau, fields);
		buf_add_format(&act.done, "; %s: ", party->group);
		add_left(&act.done, &bureau, party->group);
	}
	rc = register_end(&act, session, rc, err);
	free(as.at[BUREAU_ROLE]);
	bureau_release(&bureau);
	return rc;
}

int
run_bureau_add(struct session *session, const struct arguments *args,
	struct err *err)
{
	char code[13];

	if (!args->n || args->n > 3)
		return usage("bureau-add", err);
	if (argument_party(&args->at[0], code, err) < 0)
		return -1;
	return nominate(session, party_by_code(str_of(code)),
		args->n > 1 ? args->at[1].text : NULL,
		args->n > 2 ? args->at[2].text : NULL, err);
}

int
run_bureau_drop(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct register_act act = { .kind = "bureau-drop" };
	struct bureau bureau = { 0 };
	char code[13];
	int rc;

	if (args->n != 1)
		return usage("bureau-drop", err);
	if (argument_party(&args->at[0], code, err) < 0)
		return -1;
	rc = record_bureau(session->record, &bureau, err);
	if (rc == 0 && !bureau_find(&bureau, str_of(code)))
		rc = err_set(err, ERR_REFUSED, "%s is not in the Bureau",
			*code ? party_room_name(code) : "the Chair");
	if (rc == 0)
		rc = register_begin(&act, session, BUREAU_FILE, err);
	buf_add_format(&act.subject, "Bureau: drop %s", party_room_name(code));
	buf_add_format(&act.done, "Bureau: dropped %s",
		party_room_name(code));
	bureau_drop(&act.now, buf_str(&act.was), str_of(code));
	bureau_release(&bureau);
	return register_end(&act, session, rc, err);
}

static void
add_member(struct list *list, const struct bureau_member *member)
{
	struct buf text = BUF_INIT, drop = BUF_INIT;
	struct list_row *row;

	list_add_cell(&text, party_room_name(member->at[BUREAU_PARTY]),
		PARTY_COLS);
	buf_add_text(&text, member->at[BUREAU_NAME]);
	if (*member->at[BUREAU_ROLE])
		buf_add_format(&text, "%s%s", *member->at[BUREAU_NAME]
			? " · " : "", member->at[BUREAU_ROLE]);
	buf_cut(&text, str_trim(buf_str(&text)).len);
	row = list_add(list, buf_text(&text));
	buf_add_format(&drop, "bureau-drop %s", member->at[BUREAU_PARTY]);
	row->drop = buf_take(&drop);
	row->also = mem_text(member->at[BUREAU_GROUP]);
	buf_release(&text);
}

static void
add_group(struct list *list, const struct bureau *bureau, const char *group)
{
	struct buf text = BUF_INIT;

	buf_add_format(&text, "%s: ", group);
	add_left(&text, bureau, group);
	list_add(list, buf_text(&text))->heading = true;
	for (size_t i = 0; i < bureau->n; i++)
		if (strcmp(bureau->at[i].at[BUREAU_GROUP], group) == 0)
			add_member(list, &bureau->at[i]);
	buf_release(&text);
}

int
bureau_open(struct session *session, struct err *err)
{
	struct bureau bureau;
	struct list *list;

	if (record_bureau(session->record, &bureau, err) < 0)
		return -1;
	list = list_open(session, LIST_BUREAU, "Bureau");
	for (size_t i = 0; i < BUREAU_GROUPS; i++)
		add_group(list, &bureau, bureau_group(i));
	if (session->keys && !session->read_only)
		list_add(list, "another nominee")->command =
			mem_text("bureau-add");
	list_settle(session);
	bureau_release(&bureau);
	return 0;
}

int
run_bureau(struct session *session, const struct arguments *args,
	struct err *err)
{
	return args->n ? usage("bureau", err) : bureau_open(session, err);
}
