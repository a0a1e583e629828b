/*
 * The doctor: what is wrong with a repository and with what is stored in it,
 * in lines, and mended when that is wished.
 */
#include <stdlib.h>

#include "adref/record/proposals.h"
#include "adref/store/doctor.h"
#include "cli.h"

static const char *const states[] = {
	[ILL_NAMED] = "", [ILL_CURABLE] = "; --mend puts it right",
	[ILL_CURED] = "; it was put right"
};

static size_t
add_ills(struct cli *cli, const struct store_ills *ills)
{
	size_t left = 0;

	for (size_t i = 0; i < ills->n; i++) {
		cli_add_safe(cli, str_of(ills->at[i].what));
		buf_add_format(&cli->out, "%s\n", states[ills->at[i].state]);
		left += ills->at[i].state != ILL_CURED;
	}
	return left;
}

/* What the files say, read one by one; what is wrong comes as notices. */
static size_t
read_files(struct cli *cli)
{
	struct err err = ERR_INIT;
	const char *const *names, *notice;
	size_t found = 0;

	if (cli_open(cli, false, &err) < 0) {
		cli_add_safe(cli, str_of(err.text));
		buf_add_char(&cli->out, '\n');
		return 1;
	}
	for (size_t i = 0, n = record_names(cli->record, &names); i < n; i++) {
		struct doc *doc;

		err = (struct err)ERR_INIT;
		if (record_doc(cli->record, names[i], &doc, &err) < 0) {
			cli_add_safe(cli, str_of(err.text));
			buf_add_char(&cli->out, '\n');
			found++;
		}
	}
	err = (struct err)ERR_INIT;
	cli_proposals(cli, NULL, record_main(cli->record), &err);
	while ((notice = record_notice(cli->record))) {
		cli_add_safe(cli, str_of(notice));
		buf_add_char(&cli->out, '\n');
		found++;
	}
	return found;
}

static int
check_may_mend(const struct cli *cli, struct err *err)
{
	enum access_role role;

	if (cli_role(cli, &role, err) < 0)
		return -1;
	return role >= ACCESS_DRAFTER ? 0 : err_set(err, ERR_REFUSED,
		"who only reads or files mends nothing: nothing was changed");
}

static void
add_sum(struct buf *out, size_t left, size_t looked)
{
	if (left)
		buf_add_format(out, "%zu thing%s wrong, ", left, left == 1
			? " is" : "s are");
	else
		buf_add_text(out, "Nothing is wrong, ");
	buf_add_format(out, "%zu objects read\n", looked);
}

int
call_doctor(struct cli *cli, struct err *err)
{
	unsigned flags = (cli->given.deep ? DOCTOR_DEEP : 0) |
		(cli->given.mend ? DOCTOR_MEND : 0);
	struct store_ills ills;
	size_t left;

	if (cli->given.mend && check_may_mend(cli, err) < 0)
		return -1;
	if (store_examine(cli->given.dir ? cli->given.dir : ".", flags, &ills,
		err) < 0)
		return -1;
	left = add_ills(cli, &ills);
	left += read_files(cli);
	add_sum(&cli->out, left, ills.looked);
	if (left)
		cli->status = STATUS_NO;
	store_ills_release(&ills);
	return 0;
}
