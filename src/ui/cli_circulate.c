/*
 * Calls between the working repository and the circulated one: publish, collect.
 */
#include "adref/record/circulated.h"

#include "cli.h"

/* It is the Chair's word what goes out; a drafter prepares it. */
static int
check_chair(const struct cli *cli, struct err *err)
{
	enum access_role role;

	if (cli_role(cli, &role, err) < 0)
		return -1;
	return role == ACCESS_CHAIR ? 0 : err_set(err, ERR_REFUSED,
		"publishing is the Chair's: nothing was changed");
}

int
call_publish(struct cli *cli, struct err *err)
{
	struct publish_wish wish = { .point = cli->args[0],
		.to = cli->given.format,
		.unnamed = cli->given.unattributed != NULL };
	struct published published = { 0 };
	int rc = -1;

	if (check_chair(cli, err) == 0 && cli_open(cli, true, err) == 0)
		rc = record_publish(cli->record, &wish, &published, err);
	if (rc == 0) {
		cli_add_safe(cli, str_of(published.title));
		buf_add_text(&cli->out, published.again
			? " is circulated already in " : " is circulated in ");
		cli_add_safe(cli, str_of(published.to));
		if (*published.drafts)
			buf_add_format(&cli->out, ", tagged as %s",
				published.drafts);
		buf_add_char(&cli->out, '\n');
	}
	published_release(&published);
	return rc;
}

/* What was left there is said, and is a finding. */
int
call_collect(struct cli *cli, struct err *err)
{
	struct collected collected = { 0 };
	int rc = cli_open(cli, true, err);

	if (rc == 0)
		rc = record_collect(cli->record, &collected, err);
	for (size_t i = 0; rc == 0 && i < collected.taken_n; i++) {
		cli_add_safe(cli, str_of(collected.taken[i]));
		buf_add_char(&cli->out, '\n');
	}
	if (rc == 0 && !collected.taken_n) {
		buf_add_text(&cli->out, "Nothing new was filed in ");
		cli_add_safe(cli, str_of(collected.from));
		buf_add_char(&cli->out, '\n');
	}
	for (size_t i = 0; rc == 0 && i < collected.left_n; i++)
		cli_complain(collected.left[i]);
	if (rc == 0 && collected.left_n)
		cli->status = STATUS_NO;
	collected_release(&collected);
	return rc;
}
