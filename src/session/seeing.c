/*
 * How the text is seen: as it stands, with names in it, or as somebody would
 * have it. What is not the text as it stands is for reading only.
 */
#include <string.h>

#include "adref/doc/party.h"
#include "inside.h"

bool
ask_view(struct session *session)
{
	static const struct prompt_choice ways[] = {
		{ "t", "text", "view text" },
		{ "c", "clean", "view clean" },
		{ "n", "names", "view names" },
		{ "h", "no names", "view no-names" },
		{ "w", "wanted by", "view-wanted" },
		{ "o", "without", "view-without" },
	};

	if (session->seen != SEEN_TEXT || session_is_then(session))
		return false;
	prompt_choose(session, "view", ways, sizeof(ways) / sizeof(*ways));
	return true;
}

/* Names in the text are a way of showing; the rest is another document. */
static int
see(struct session *session, enum seen seen, const char *party, bool names,
	struct err *err)
{
	session->names = names;
	return session_see(session, seen, party, err);
}

int
run_view(struct session *session, const struct arguments *args,
	struct err *err)
{
	static const struct way {
		const char *word;
		enum seen seen;
		bool names;
		const char *says;
	} ways[] = {
		{ "text", SEEN_TEXT, false, "the text as it stands" },
		{ "clean", SEEN_CLEAN, false,
			"as if all brackets were lifted" },
		{ "names", SEEN_TEXT, true,
			"names are shown in the brackets" },
		{ "no-names", SEEN_UNNAMED, false, "nobody's name is shown" },
	};
	const char *word = args->n ? args->at[0].text : "text";

	if (!args->n && session->seen == SEEN_TEXT && session_is_then(session)
	    && session_then(session, NULL, err) < 0)
		return -1;

	for (size_t i = 0; i < sizeof(ways) / sizeof(*ways); i++) {
		if (strcmp(ways[i].word, word) != 0)
			continue;
		if (see(session, ways[i].seen, NULL, ways[i].names, err) < 0)
			return -1;
		session_say(session, MESSAGE_DONE, "%s", ways[i].says);
		return 0;
	}
	return err_set(err, ERR_USAGE, "\"%.40s\" is no way of seeing: "
		"text, clean, names or no-names", word);
}

static int
see_as(struct session *session, enum seen seen, const char *says,
	const struct arguments *args, struct err *err)
{
	char party[13];

	if (args->n != 1)
		return usage(seen == SEEN_WANTED ? "view-wanted"
			: "view-without", err);
	if (argument_party(&args->at[0], party, err) < 0)
		return -1;
	if (!*party)
		memcpy(party, "CHAIR", sizeof("CHAIR"));
	if (see(session, seen, party, false, err) < 0)
		return -1;
	session_say(session, MESSAGE_DONE, says, party_room_name(party));
	return 0;
}

int
run_view_wanted(struct session *session, const struct arguments *args,
	struct err *err)
{
	return see_as(session, SEEN_WANTED, "as %s wants it", args, err);
}

int
run_view_without(struct session *session, const struct arguments *args,
	struct err *err)
{
	return see_as(session, SEEN_WITHOUT, "without the brackets of %s",
		args, err);
}
