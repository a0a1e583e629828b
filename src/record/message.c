/*
 * Messages of revisions: a subject a delegate can read, and trailers that say
 * what the act was. Written and read here alone. What is read may have been
 * written by anybody.
 */
#include <string.h>

#include "adref/base/utf8.h"
#include "inside.h"
#include "message.h"

enum { NODES_NAMED = 32, SUBJECT_MAX = 400 };

void
message_add_trailer(struct buf *out, const char *name, const char *value)
{
	if (!value || !*value)
		return;
	buf_add_format(out, "%s: ", name);
	utf8_add_safe(out, str_trim(str_of(value)));
	buf_add_char(out, '\n');
}

/* One line, cut at a character when it is very long. */
static void
add_subject(struct buf *out, const char *subject)
{
	struct str shown = utf8_cut(str_of(subject), SUBJECT_MAX);

	utf8_add_safe(out, shown);
	buf_add_text(out, subject[shown.len] ? " …\n\n" : "\n\n");
}

static void
add_nodes(struct buf *out, const struct saving *saving)
{
	if (saving->nodes_n > NODES_NAMED) {
		buf_add_format(out, "Nodes: %zu\n", saving->nodes_n);
		return;
	}
	for (size_t i = 0; i < saving->nodes_n; i++)
		message_add_trailer(out, "Node", saving->nodes[i].text);
}

void
message_write(struct buf *out, const struct saving *saving,
	const char *act_id, const char *main_name)
{
	const struct act *act = saving->act;

	add_subject(out, act->subject && *act->subject ? act->subject
		: act->kind);
	message_add_trailer(out, "Act", act->kind);
	message_add_trailer(out, "Act-Id", act_id);
	if (act->doc && strcmp(act->doc, main_name) != 0)
		message_add_trailer(out, "Document", act->doc);
	add_nodes(out, saving);
	for (size_t i = 0; i < act->proposals_n; i++)
		message_add_trailer(out, "Proposal", act->proposals[i]);
	for (size_t i = 0; i < act->reopens_n; i++)
		message_add_trailer(out, "Reopens", act->reopens[i].text);
	message_add_trailer(out, "Party", act->party);
	message_add_trailer(out, "Speaker", act->speaker);
	message_add_trailer(out, "Meeting", act->meeting);
	message_add_trailer(out, "Reason", act->reason);
	message_add_trailer(out, "Undoes", act->undoes);
	message_add_trailer(out, "Corrects", act->corrects);
	buf_add_text(out, saving->trailers ? saving->trailers : "");
}

char *
safe_text(struct str str)
{
	struct buf out = BUF_INIT;

	utf8_add_safe(&out, str);
	return buf_take(&out);
}

struct str
message_subject(struct str message)
{
	struct str line = str_make("", 0);

	str_line(&message, &line);
	return line;
}

bool
message_next(struct str message, const char *name, size_t *at,
	struct str *value)
{
	size_t len = strlen(name);

	while (*at < message.len) {
		size_t end = str_find(message, *at, str_of("\n"));
		struct str line = str_part(message, *at, end - *at);

		*at = end < message.len ? end + 1 : end;
		if (line.len > len + 1 && str_starts(line, name) &&
		    line.at[len] == ':') {
			*value = str_trim(str_from(line, len + 1));
			return true;
		}
	}
	return false;
}

struct str
message_trailer(struct str message, const char *name)
{
	struct str value;
	size_t at = str_find(message, 0, str_of("\n\n"));

	if (message_next(message, name, &at, &value))
		return value;
	return str_make("", 0);
}
