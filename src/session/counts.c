/*
 * Counts before a motion, for hands that know them: digits add up, the next
 * command takes them. One that does not count is run once.
 */
#include <string.h>

#include "inside.h"

enum { COUNT_MAX = 9999 };

static const struct command *
command_of(struct str line)
{
	struct str word;

	return str_word(&line, &word) ? command_find(word) : NULL;
}

int
counts_run(struct session *session, struct str line, struct err *err)
{
	const struct command *command = command_of(line);
	size_t times = session->count;
	node_id place;
	size_t off;
	int rc;

	if (command && strcmp(command->name, "times") == 0)
		return command_run(session, line, err);
	session->count = 0;
	if (!times || !command || !(command->flags & COMMAND_COUNTS))
		return command_run(session, line, err);
	do {
		place = session->place;
		off = session->off;
		rc = command_run(session, line, err);
		/* The end of the text is the end of the way. */
	} while (rc == 0 && --times &&
		(!node_id_same(&place, &session->place) ||
		 off != session->off));
	return rc;
}

int
run_times(struct session *session, const struct arguments *args,
	struct err *err)
{
	const char *digit = args->n == 1 ? args->at[0].text : "";

	if (!*digit || digit[1] || *digit < '0' || *digit > '9')
		return usage("times", err);
	session->count = session->count * 10 + (size_t)(*digit - '0');
	if (session->count > COUNT_MAX)
		session->count = COUNT_MAX;
	session_say(session, MESSAGE_HINT, "%zu", session->count);
	return 0;
}
