/*
 * Which changes the call log is asked for.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "adref/base/mem.h"
#include "adref/doc/address.h"
#include "adref/doc/party.h"
#include "adref/record/meetings.h"
#include "adref/record/pick.h"
#include "cli.h"

/* What a wish borrows from. */
struct wishing {
	struct pick_wish wish;
	struct pick_since since;
	store_id point;
	node_id node;
	char *meeting;
};

/* A node at the tip, or by its id though it is gone. */
static int
read_node(struct cli *cli, const char *said, node_id *out, struct err *err)
{
	struct doc *doc;
	struct node *node;
	int rc;

	if (node_id_is_valid(str_of(said))) {
		*out = node_id_of(str_of(said));
		return 0;
	}
	if (cli_doc(cli, NULL, &doc, err) < 0)
		return -1;
	rc = address_find(&node, doc, str_of(said), NULL, err);
	if (rc == 0)
		*out = node->id;
	doc_free(doc);
	return rc;
}

static int
read_where(struct cli *cli, struct wishing *out, struct err *err)
{
	const char *section = cli->given.section;

	if (!cli->n && !section)
		return 0;
	if (cli->n && section)
		return err_set(err, ERR_USAGE, "a paragraph by itself, or "
			"--section with all below it: one of the two");
	out->wish.node = &out->node;
	out->wish.below = section != NULL;
	out->wish.doc = cli->given.document;
	return read_node(cli, section ? section : cli->args[0], &out->node,
		err);
}

static int
read_who(struct cli *cli, struct wishing *out, struct err *err)
{
	const char *party = cli->given.of_party ? cli->given.of_party
		: cli->given.party;
	const char *by = cli->given.by;

	if (party) {
		out->wish.party = party_find(str_of(party), err);
		if (!out->wish.party)
			return -1;
	}
	if (by && strcmp(by, "me") == 0)
		out->wish.hands = HANDS_MINE;
	else if (by && strcmp(by, "others") == 0)
		out->wish.hands = HANDS_OTHERS;
	else
		out->wish.by = by;
	return 0;
}

static int
read_when(struct cli *cli, struct wishing *out, struct err *err)
{
	const struct given *given = &cli->given;

	if (given->meeting && record_meeting_key(cli->record, given->meeting,
		&out->meeting, err) < 0)
		return -1;
	out->wish.meeting = out->meeting;
	if (record_point(cli->record, given->at ? given->at : "now",
		&out->point, err) < 0)
		return -1;
	out->wish.point = &out->point;
	if (!given->since)
		return 0;
	if (pick_since_read(&out->since, cli->record, given->since, err) < 0)
		return -1;
	if (!out->since.dated)
		out->wish.since = &out->since.revision;
	out->wish.dated = out->since.dated;
	out->wish.from = out->since.from;
	return 0;
}

/* How far it is goes to who waits for it at a terminal. */
static int
go(struct pick *pick, size_t max, struct err *err)
{
	enum { PIECE = 5000 };
	bool shows = isatty(STDERR_FILENO), shown = false;
	size_t looked, all;
	int rc;

	while ((rc = pick_go(pick, PIECE, max, err)) > 0 &&
	       !(max && pick_n(pick) >= max)) {
		looked = pick_looked(pick, &all);
		if (shows)
			cli_progress(looked, all, "changes looked at");
		shown = shows;
	}
	if (shown)
		cli_progress_end();
	return rc < 0 ? -1 : 0;
}

int
cli_pick(struct cli *cli, size_t max, struct pick **out, struct err *err)
{
	struct wishing wishing = { .wish = { .act = cli->given.act,
		.words = cli->given.words, .subject = cli->given.subject,
		.changed = cli->given.changed } };
	int rc = -1;

	*out = NULL;
	if (read_where(cli, &wishing, err) == 0 &&
	    read_who(cli, &wishing, err) == 0 &&
	    read_when(cli, &wishing, err) == 0)
		rc = pick_new(out, cli->record, &wishing.wish, err);
	if (rc == 0)
		rc = go(*out, max, err);
	if (rc < 0) {
		pick_free(*out);
		*out = NULL;
	}
	free(wishing.meeting);
	return rc;
}
