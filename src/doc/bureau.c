/*
 * Who is nominated to the Bureau, and which places are left.
 */
#include "adref/doc/bureau.h"

#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/doc/party.h"

enum { PLACES = 3 };

static const char *
group_of(const char *const fields[BUREAU_FIELDS])
{
	const struct party *party;

	if (fields[BUREAU_GROUP] && *fields[BUREAU_GROUP])
		return fields[BUREAU_GROUP];
	party = party_by_code(str_of(fields[BUREAU_PARTY]));
	return party ? party->group : "";
}

bool
bureau_add(struct bureau *bureau, const char *const fields[BUREAU_FIELDS])
{
	struct bureau_member *member;

	if (bureau_find(bureau, str_of(fields[BUREAU_PARTY])))
		return false;
	bureau->at = mem_grow(bureau->at, &bureau->cap, bureau->n + 1,
		sizeof(*bureau->at));
	member = &bureau->at[bureau->n++];
	for (int i = 0; i < BUREAU_FIELDS; i++)
		member->at[i] = mem_text(i == BUREAU_GROUP ? group_of(fields)
			: fields[i] ? fields[i] : "");
	return true;
}

void
bureau_release(struct bureau *bureau)
{
	for (size_t i = 0; i < bureau->n; i++)
		for (int k = 0; k < BUREAU_FIELDS; k++)
			free(bureau->at[i].at[k]);
	free(bureau->at);
	*bureau = (struct bureau){ 0 };
}

const struct bureau_member *
bureau_find(const struct bureau *bureau, struct str code)
{
	for (size_t i = 0; i < bureau->n; i++)
		if (str_is(code, bureau->at[i].at[BUREAU_PARTY]))
			return &bureau->at[i];
	return NULL;
}

bool
bureau_is_chair(const struct bureau_member *member)
{
	struct str role = str_of(member->at[BUREAU_ROLE]);

	return str_is_any_case(role, "chair") ||
		str_is_any_case(role, "chair-designate") ||
		str_is_any_case(role, "president");
}

const char *
bureau_group(size_t n)
{
	static const char *const groups[BUREAU_GROUPS] = {
		"African", "Asia-Pacific", "Eastern European", "GRULAC",
		"WEOG"
	};

	return n < BUREAU_GROUPS ? groups[n] : "";
}

size_t
bureau_places(const struct bureau *bureau, const char *group)
{
	size_t places = PLACES;

	for (size_t i = 0; i < bureau->n; i++)
		if (bureau_is_chair(&bureau->at[i]) &&
		    strcmp(bureau->at[i].at[BUREAU_GROUP], group) == 0)
			places = PLACES - 1;
	return places;
}

size_t
bureau_taken(const struct bureau *bureau, const char *group)
{
	size_t taken = 0;

	for (size_t i = 0; i < bureau->n; i++)
		taken += !bureau_is_chair(&bureau->at[i]) &&
			strcmp(bureau->at[i].at[BUREAU_GROUP], group) == 0;
	return taken;
}
