/*
 * Reading what is to be brought in: the file's bytes, decoded, then made into
 * documents. Nothing is written here, so it may be stopped at any moment.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli_import.h"

enum { IMPORT_MAX = 512 * 1024 * 1024, PROGRESS_BYTES = 1024 * 1024 };

int
import_look(struct err *err)
{
	if (!cli_stopped())
		return 0;
	return err_set(err, ERR_STOPPED, "stopped; nothing was written");
}

static int
progress(void *ctx, size_t done, size_t all)
{
	const bool *tell = ctx;

	if (*tell)
		cli_progress(done, all, "lines");
	return cli_stopped();
}

static int
read_stream(FILE *file, const char *name, struct buf *out, struct err *err)
{
	char block[65536];
	size_t n;

	while ((n = fread(block, 1, sizeof(block), file)) > 0) {
		buf_add(out, block, n);
		if (out->len > IMPORT_MAX)
			return err_set(err, ERR_REFUSED, "%s is larger than "
				"512 MB: bring it in in parts", name);
		if (cli_stopped())
			break;
	}
	if (import_look(err) < 0)
		return -1;
	if (ferror(file))
		return err_set(err, ERR_SYSTEM, "%s cannot be read: %s", name,
			strerror(errno));
	return 0;
}

static int
read_file(const char *path, struct buf *out, struct err *err)
{
	struct stat st;
	FILE *file;
	int rc;

	if (strcmp(path, "-") == 0)
		return read_stream(stdin, import_source(path), out, err);
	if (stat(path, &st) < 0)
		return err_set(err, ERR_MISSING, "%s cannot be read: %s", path,
			strerror(errno));
	if (S_ISDIR(st.st_mode))
		return err_set(err, ERR_REFUSED, "%s is a folder: name the "
			"file in it", path);
	file = fopen(path, "rb");
	if (!file)
		return err_set(err, ERR_SYSTEM, "%s cannot be read: %s", path,
			strerror(errno));
	rc = read_stream(file, path, out, err);
	fclose(file);
	return rc;
}

const char *
import_source(const char *path)
{
	const char *slash = strrchr(path, '/');

	if (strcmp(path, "-") == 0)
		return "standard input";
	return slash && slash[1] ? slash + 1 : path;
}

int
import_bytes(const struct cli *cli, struct buf *out, struct err *err)
{
	const char *name = import_source(cli->args[0]);
	struct buf bytes = BUF_INIT;
	int rc = read_file(cli->args[0], &bytes, err);

	if (rc == 0) {
		rc = import_decode(out, buf_str(&bytes), cli->given.encoding,
			err);
		if (rc < 0)
			err_prefix(err, "%s", name);
	}
	if (rc == 0 && !str_trim(buf_str(out)).len)
		rc = err_set(err, ERR_REFUSED, "%s is empty: there is no text "
			"to bring in", name);
	buf_release(&bytes);
	return rc;
}

/*
 * Without a heading Markdown looks like plain text: then its name tells. A
 * letter received is one document, whatever is annexed to it.
 */
static enum import_form
guess_form(const char *path, struct str text)
{
	struct str name = str_of(import_source(path));
	enum import_form form = import_guess(text);

	return form == IMPORT_TEXT && (str_ends(name, ".md") ||
		str_ends(name, ".markdown")) ? IMPORT_MARKDOWN : form;
}

static int
choose_form(const struct cli *cli, struct str text, enum import_form *out,
	struct err *err)
{
	static const struct {
		const char *name;
		enum import_form form;
	} forms[] = {
		{ "letter", IMPORT_LETTER },
		{ "markdown", IMPORT_MARKDOWN }, { "md", IMPORT_MARKDOWN },
		{ "text", IMPORT_TEXT }, { "txt", IMPORT_TEXT },
	};
	const char *as = cli->given.as;

	*out = guess_form(cli->args[0], text);
	for (size_t i = 0; as && i < sizeof(forms) / sizeof(*forms); i++)
		if (str_is_any_case(str_of(as), forms[i].name)) {
			*out = forms[i].form;
			return 0;
		}
	return !as ? 0 : err_set(err, ERR_USAGE, "\"%.40s\" is no form: "
		"write letter, markdown or text", as);
}

int
import_read(struct cli *cli, struct import *import, struct err *err)
{
	bool tell = false;
	struct import_options options = {
		.main = cli->given.onto ? cli->given.onto
			: cli->given.document ? cli->given.document
			: record_main(cli->record),
		.progress = progress, .ctx = &tell,
	};
	struct buf text = BUF_INIT;
	enum import_form form = IMPORT_TEXT;
	int rc = import_bytes(cli, &text, err);

	if (rc == 0)
		rc = choose_form(cli, buf_str(&text), &form, err);
	if (cli->given.letter_from && form == IMPORT_LETTER)
		form = IMPORT_TEXT;
	if (rc == 0) {
		tell = isatty(2) && text.len > PROGRESS_BYTES;
		rc = import_text(import, buf_str(&text), form, &options, err);
		if (tell)
			cli_progress_end();
	}
	buf_release(&text);
	return rc;
}
