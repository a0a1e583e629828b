/*
 * Reading and naming who speaks for whom.
 */
#include "adref/doc/voice.h"

#include <string.h>

#include "adref/base/utf8.h"
#include "adref/doc/party.h"

/* Words between the two, as they are typed; those at the end may lack what
 * follows. */
static const char *const betweens[] = {
	" on behalf of ", " on behalf of", "/", " obo ", " for ",
};

/* Where `what` stands in said, case not minded; said.len when nowhere. */
static size_t
find_any_case(struct str said, const char *what)
{
	size_t len = strlen(what);

	for (size_t off = 0; off + len <= said.len; off++)
		if (str_is_any_case(str_part(said, off, len), what))
			return off;
	return said.len;
}

bool
voice_cut(struct str said, struct str *speaker, struct str *party)
{
	/* The Coalition for Rainforest Nations is one. */
	bool whole = party_complete(said, NULL, 0) > 0;

	for (size_t i = 0; i < sizeof(betweens) / sizeof(*betweens) && !whole;
	     i++) {
		size_t at = find_any_case(said, betweens[i]);

		if (at == said.len || !str_trim(str_part(said, 0, at)).len)
			continue;
		*speaker = str_trim(str_part(said, 0, at));
		*party = str_trim(str_from(said, at + strlen(betweens[i])));
		return true;
	}
	return false;
}

static int
read_one(char out[VOICE_CODE], struct str said, struct err *err)
{
	const char *code = party_find(said, err);

	if (!code)
		return -1;
	memcpy(out, code, strlen(code) + 1);
	return 0;
}

int
voice_read(struct voice *out, struct str said, struct err *err)
{
	struct str speaker = str_of(""), party = said;
	struct voice read = { "", "" };

	if (voice_cut(said, &speaker, &party)) {
		if (read_one(read.speaker, speaker, err) < 0)
			return -1;
		if (!party.len)
			return err_set(err, ERR_REFUSED, "on whose behalf "
				"does %s speak?",
				party_room_name(read.speaker));
	}
	if (read_one(read.party, party, err) < 0)
		return -1;
	if (strcmp(read.party, read.speaker) == 0)
		read.speaker[0] = '\0';
	if (strcmp(read.party, "CHAIR") == 0)
		read.party[0] = '\0';
	*out = read;
	return 0;
}

void
voice_add(struct buf *out, const char *party, const char *speaker)
{
	buf_add_text(out, *party ? party_room_name(party) : "the Chair");
	if (speaker && *speaker)
		buf_add_format(out, " (%s)", party_room_name(speaker));
}
