/*
 * Meetings in words: when, on which items, with whom in the chair. Nothing
 * here looks at a clock, so a year is never said.
 */
#include <ctype.h>
#include <string.h>

#include "adref/doc/meeting.h"
#include "adref/doc/party.h"

bool
meeting_key_when(struct str key, struct when *out)
{
	*out = (struct when)WHEN_INIT;
	return key.len >= 10 && when_read(out, key) == key.len &&
		out->year != WHEN_OPEN;
}

bool
meeting_when(const struct meeting *meeting, struct when *out)
{
	struct str end = str_of(meeting->at[MEETING_END]);
	struct when to = WHEN_INIT;

	if (!meeting_key_when(str_of(meeting->at[MEETING_KEY]), out))
		return false;
	if (out->from != WHEN_OPEN && end.len &&
	    when_read_time(&to, end) == end.len)
		out->to = to.from;
	return true;
}

void
meeting_add_when(struct buf *out, const struct meeting *meeting)
{
	struct when when;

	if (meeting_when(meeting, &when))
		when_add_said(out, &when);
	else
		buf_add_text(out, meeting->at[MEETING_KEY]);
}

void
meeting_add_key_when(struct buf *out, const char *key)
{
	struct when when;

	if (meeting_key_when(str_of(key), &when))
		when_add_said(out, &when);
	else
		buf_add_text(out, key);
}

bool
meeting_next_item(struct str *rest, struct str *item)
{
	size_t end;

	*rest = str_trim(*rest);
	end = str_find(*rest, 0, str_of(","));
	*item = str_trim(str_part(*rest, 0, end));
	*rest = str_from(*rest, end < rest->len ? end + 1 : end);
	return item->len > 0;
}

void
meeting_add_items(struct buf *out, const struct meeting *meeting)
{
	struct str rest = str_of(meeting->at[MEETING_ITEMS]), item;
	bool several = str_find(rest, 0, str_of(",")) < rest.len;
	const char *before = several ? "items " : "item ";

	while (meeting_next_item(&rest, &item)) {
		buf_add_text(out, before);
		buf_add_str(out, item);
		before = str_find(rest, 0, str_of(",")) < rest.len ? ", "
			: " and ";
	}
}

static bool
is_code(struct str text)
{
	bool is = text.len >= 2 && text.len <= 12 &&
		isupper((unsigned char)text.at[0]);

	for (size_t i = 1; is && i < text.len; i++)
		is = isupper((unsigned char)text.at[i]) || text.at[i] == '-' ||
			isdigit((unsigned char)text.at[i]);
	return is;
}

bool
meeting_next_who(struct str *rest, struct str *code, struct str *person)
{
	size_t end = str_find(*rest, 0, str_of(";")), comma;

	*person = str_trim(str_part(*rest, 0, end));
	*code = str_of("");
	*rest = str_from(*rest, end < rest->len ? end + 1 : end);
	comma = str_find(*person, 0, str_of(","));
	if (is_code(str_trim(str_part(*person, 0, comma)))) {
		*code = str_trim(str_part(*person, 0, comma));
		*person = str_trim(str_from(*person, comma + 1));
	}
	return code->len || person->len;
}

static void
add_one(struct buf *out, struct str code, struct str person, bool persons)
{
	char text[13] = "";

	memcpy(text, code.at, code.len);
	buf_add_text(out, party_room_name(text));
	if (!code.len)
		buf_add_str(out, person);
	if (!code.len || !person.len || !persons)
		return;
	buf_add_text(out, " (");
	buf_add_str(out, person);
	buf_add_char(out, ')');
}

/* `Belgium and Uruguay (A. Person)`. */
static void
add_who(struct buf *out, struct str who, bool persons)
{
	struct str code, person;
	const char *before = "";

	while (meeting_next_who(&who, &code, &person)) {
		buf_add_text(out, before);
		add_one(out, code, person, persons);
		before = str_find(who, 0, str_of(";")) < who.len ? ", "
			: " and ";
	}
}

void
meeting_add_who(struct buf *out, const struct meeting *meeting, bool persons)
{
	bool facilitated = *meeting->at[MEETING_FACILITATOR];
	const char *who = meeting->at[facilitated ? MEETING_FACILITATOR
		: MEETING_CHAIR];

	if (!*who)
		return;
	buf_add_text(out, facilitated ? "facilitated by " : "chaired by ");
	add_who(out, str_of(who), persons);
}
