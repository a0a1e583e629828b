/*
 * A negotiation kept twice: a copy of all that is recorded, and a negotiation
 * made anew from it.
 */
#include "adref/store/store.h"
#include "cli_admin.h"

static void
add_copied(struct cli *cli, const struct store_copied *copied)
{
	cli_add_count(&cli->out, copied->revisions, "change");
	buf_add_text(&cli->out, ", ");
	cli_add_count(&cli->out, copied->names, "name");
	buf_add_format(&cli->out, " of drafts and branches: all %zu parts "
		"were read back\n", copied->objects);
}

int
admin_backup(struct cli *cli, struct err *err)
{
	const char *from = cli->given.dir ? cli->given.dir : ".";
	struct store_copied copied = { 0 };

	if (store_copy(from, cli->args[1], &copied, err) < 0)
		return -1;
	buf_add_text(&cli->out, "Copied to ");
	cli_add_safe(cli, str_of(cli->args[1]));
	buf_add_text(&cli->out, ": ");
	add_copied(cli, &copied);
	return 0;
}

/* What is there is never overwritten, and nothing is made of no copy. */
static int
make_place(const char *from, const char *to, struct err *err)
{
	struct store *store;

	if (store_open_git(&store, from, STORE_READ_ONLY, err) < 0)
		return -1;
	store_close(store);
	return store_make(to, true, err);
}

int
admin_restore(struct cli *cli, struct err *err)
{
	const char *from = cli->args[1], *to = cli->args[2];
	struct store_copied copied = { 0 };
	struct record *record;

	if (make_place(from, to, err) < 0 ||
	    store_copy(from, to, &copied, err) < 0 ||
	    record_open(&record, to, RECORD_READ_ONLY, &cli->env, err) < 0)
		return -1;
	record_close(record);
	buf_add_text(&cli->out, "The negotiation is in ");
	cli_add_safe(cli, str_of(to));
	buf_add_text(&cli->out, ": ");
	add_copied(cli, &copied);
	return 0;
}
