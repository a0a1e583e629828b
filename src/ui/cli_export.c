/*
 * The call that gives a document out: as Markdown or plain text, printed or
 * put in a file.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "adref/base/own.h"
#include "adref/format/export.h"
#include "cli.h"

static void
add_part(struct buf *out, const char *text)
{
	if (*text)
		buf_add_format(out, ", %s", text);
}

/* The draft that stands at this point; NULL when none does. */
static const struct draft *
draft_at(const struct drafts *drafts, const store_id *point)
{
	for (size_t i = 0; i < drafts->n; i++)
		if (store_id_same(&drafts->at[i].revision, point))
			return &drafts->at[i];
	return NULL;
}

/* What goes out with the text: the line that says which it is, and lines that
 * are printed with the draft. */
struct outgoing {
	struct buf banner, printed;
	bool draft;		/* something is printed with it */
};

/* Names that a draft leaves out stand all the same when they are asked for. */
static bool
asks_names(const struct given *given)
{
	return given->named || given->wanted_by || given->without;
}

static void
add_draft(struct cli *cli, struct outgoing *out, const struct draft *draft)
{
	struct printed printed = draft->printed;

	add_part(&out->banner, draft->title);
	add_part(&out->banner, draft->symbol);
	add_part(&out->banner, draft->date);
	out->draft = *draft->symbol || printed_is(&draft->printed);
	printed.unnamed = printed.unnamed && !asks_names(&cli->given);
	if (printed.unnamed)
		cli->given.unnamed = "";
	printed_add(&out->printed, &printed, "\n");
}

/* What the text was called at a point of the past. */
static int
add_past(struct cli *cli, struct outgoing *out, struct err *err)
{
	struct history history = { 0 };
	struct drafts drafts = { 0 };
	const struct draft *draft;
	store_id point;

	if (record_point(cli->record, cli->given.at, &point, err) < 0 ||
	    record_drafts(cli->record, &drafts, err) < 0)
		return -1;
	draft = draft_at(&drafts, &point);
	if (draft) {
		add_draft(cli, out, draft);
	} else if (record_history(cli->record, &point, NULL, 1, &history,
		err) < 0) {
		drafts_release(&drafts);
		return -1;
	} else if (history.n) {
		add_part(&out->banner, history.at[0].change);
		buf_add_text(&out->banner, ", ");
		cli_add_time(&out->banner, history.at[0].time,
			history.at[0].zone, false);
	}
	history_release(&history);
	drafts_release(&drafts);
	return 0;
}

static int
add_present(struct cli *cli, struct outgoing *out, struct err *err)
{
	struct standing standing;

	if (record_standing(cli->record, &standing, err) < 0)
		return -1;
	add_draft(cli, out, &(struct draft){ .title = standing.draft,
		.symbol = standing.symbol, .date = standing.date,
		.printed = standing.printed });
	if (*standing.draft && standing.since)
		buf_add_format(&out->banner, ", %zu change%s since",
			standing.since, standing.since == 1 ? "" : "s");
	standing_release(&standing);
	return 0;
}

static int
read_outgoing(struct cli *cli, struct outgoing *out, struct err *err)
{
	buf_add_text(&out->banner, cli->given.document ? cli->given.document
		: record_main(cli->record));
	return cli->given.at ? add_past(cli, out, err)
		: add_present(cli, out, err);
}

int
cli_write_file(const char *path, struct str bytes, struct err *err)
{
	struct buf beside = BUF_INIT;
	struct stat st;
	FILE *file;
	int rc = 0;

	if (stat(path, &st) == 0 && !S_ISREG(st.st_mode))
		return err_set(err, ERR_REFUSED, "%s is no file", path);
	buf_add_format(&beside, "%s.%ld.new", path, (long)getpid());
	file = fopen(buf_text(&beside), "wxb");
	if (!file)
		rc = -1;
	else if (fwrite(bytes.at, 1, bytes.len, file) != bytes.len ||
		 fflush(file) != 0 || fsync(fileno(file)) != 0)
		rc = -1;
	if (file && fclose(file) != 0)
		rc = -1;
	if (rc == 0)
		rc = rename(buf_text(&beside), path);
	if (rc < 0) {
		err_set(err, ERR_SYSTEM, "%s could not be written: %s", path,
			strerror(errno));
		if (file)
			remove(buf_text(&beside));
	}
	buf_release(&beside);
	return rc;
}

int
cli_write_new(const char *path, struct str bytes, bool over, struct err *err)
{
	if (!over && access(path, F_OK) == 0)
		return 1;
	return own_write(path, bytes, err);
}

int
call_export(struct cli *cli, struct err *err)
{
	struct export_options options = {
		.named = cli->given.named != NULL,
	};
	const char *format = cli->given.format;
	struct outgoing with = { BUF_INIT, BUF_INIT, false };
	struct buf out = BUF_INIT;
	struct doc *doc = NULL;
	bool text;
	int rc = -1;

	if (!format || (strcmp(format, "md") && strcmp(format, "txt")))
		return err_set(err, ERR_USAGE, "write: adref export --to md, "
			"or --to txt");
	if (cli_doc(cli, cli->given.at, &doc, err) < 0 ||
	    read_outgoing(cli, &with, err) < 0 || cli_see(cli, &doc, err) < 0)
		goto out;
	text = strcmp(format, "txt") == 0;
	if (text || with.draft)
		options.banner = buf_text(&with.banner);
	options.printed = buf_text(&with.printed);
	if (text)
		export_text(&out, doc, &options);
	else
		export_markdown(&out, doc, &options);
	rc = 0;
	if (cli->given.output)
		rc = cli_write_file(cli->given.output, str_make(buf_text(&out),
			out.len), err);
	else
		buf_add_str(&cli->out, buf_str(&out));
out:
	doc_free(doc);
	buf_release(&with.banner);
	buf_release(&with.printed);
	buf_release(&out);
	return rc;
}
