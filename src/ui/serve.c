/*
 * adref-serve: the editor for those who come in by SSH, and nothing else. sshd
 * starts it as the command that authorized_keys forces on a key. It is linked
 * from the same floors as adref and without those files that can start a
 * program or write one that is named (tests/check-serve). What comes from the
 * other end is keys pressed in a terminal; nothing else of it is obeyed.
 */
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "adref/view/view.h"
#include "editor.h"
#include "serve.h"

enum { STATUS_NO = 1, STATUS_USAGE = 2 };

static const char usage[] =
	"adref-serve [--keys FOLDER] [--party PARTY] [--role ROLE] "
	"[--person NAME] REPOSITORY";

#ifdef __SANITIZE_ADDRESS__
/* Leaks are looked for by another process, which there cannot be. */
const char *__asan_default_options(void);

const char *
__asan_default_options(void)
{
	return "detect_leaks=0";
}
#endif

static void
say(const char *text)
{
	struct buf line = BUF_INIT;
	ssize_t sent;

	buf_add_text(&line, "adref-serve: ");
	utf8_add_safe(&line, str_of(text));
	buf_add_char(&line, '\n');
	sent = write(STDERR_FILENO, line.data, line.len);
	(void)sent;
	buf_release(&line);
}

/* What follows an option; each is given once. */
static int
take_value(const char **slot, char **argv, int *at, struct err *err)
{
	if (*slot || !argv[*at + 1])
		return err_set(err, ERR_USAGE, "%.20s is given twice, or "
			"without what belongs to it: %s", argv[*at], usage);
	*slot = argv[++*at];
	return 0;
}

static int
read_arguments(struct serve *serve, char **argv, struct err *err)
{
	const struct { const char *name, **slot; } options[] = {
		{ "--keys", &serve->keys }, { "--party", &serve->party },
		{ "--role", &serve->role }, { "--person", &serve->person },
	};
	enum { OPTIONS = sizeof(options) / sizeof(options[0]) };

	for (int i = 1; argv[i]; i++) {
		size_t k = 0;

		while (k < OPTIONS && strcmp(argv[i], options[k].name) != 0)
			k++;
		if (k < OPTIONS) {
			if (take_value(options[k].slot, argv, &i, err) < 0)
				return -1;
		} else if (argv[i][0] == '-' || serve->repository) {
			return err_set(err, ERR_USAGE, "\"%.40s\" has no "
				"place here: %s", argv[i], usage);
		} else {
			serve->repository = argv[i];
		}
	}
	return serve->repository ? 0 : err_set(err, ERR_USAGE, "write: %s",
		usage);
}

/* Whatever it says: it is not looked at. */
static int
check_request(const struct serve *serve, struct err *err)
{
	if (serve->wants_command)
		return err_set(err, ERR_REFUSED, "no command is taken, and no "
			"files are sent or fetched: ssh without one opens the "
			"editor");
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return err_set(err, ERR_REFUSED, "the editor needs a "
			"terminal: ssh -t asks for one");
	return 0;
}

static int
open_record(const struct serve *serve, struct record **out, struct err *err)
{
	switch (serve->as) {
	case ACCESS_READER:
		return record_open(out, serve->root, RECORD_READ_ONLY,
			&serve->env, err);
	case ACCESS_DELEGATE:
		return record_open_named(out, serve->root, serve->party,
			&serve->env, err);
	default:
		return record_open(out, serve->root, 0, &serve->env, err);
	}
}

static int
edit(struct serve *serve, int *status, struct err *err)
{
	const struct editor_stay stay = { serve_open_check, serve };
	/* The Chair's team speaks for whoever has the floor. */
	struct session_options options = { .served = true,
		.party = serve->as < ACCESS_DRAFTER ? serve->party : NULL };
	struct session *session = NULL;
	struct record *record = NULL;
	struct view view = { .ascii = false };
	int rc = open_record(serve, &record, err);

	if (rc == 0)
		rc = session_open(&session, record, &options, err);
	if (rc == 0) {
		session_greet(session);
		*status = editor_run(session, &view, false, NULL, &stay, err);
		rc = err->code ? -1 : 0;
	}
	session_close(session);
	view_release(&view);
	record_close(record);
	return rc;
}

static int
admit(struct serve *serve, char **argv, struct err *err)
{
	if (serve_start(serve, err) < 0)
		return -1;
	serve_log_open(serve->from);
	if (read_arguments(serve, argv, err) < 0 ||
	    serve_let_in(serve, err) < 0)
		return -1;
	if (serve->odd_term)
		serve_log("the name of the terminal is not one: forgotten");
	if (check_request(serve, err) < 0 || serve_enclose(serve, err) < 0)
		return -1;
	serve_log("let in: %s for %s as %s", serve->env.name,
		serve->party ? serve->party : "nobody",
		access_role_word(serve->as));
	return 0;
}

int
main(int argc, char **argv)
{
	static struct serve serve;
	struct err err = ERR_INIT;
	int status = 0;
	bool in;

	(void)argc;
	mem_on_exhaustion(editor_abandon);
	in = admit(&serve, argv, &err) == 0;
	if (in && edit(&serve, &status, &err) == 0) {
		serve_log("left (%d)", status);
	} else {
		serve_log("%s: %s", in ? "ended" : "refused", err.text);
		say(err.text);
		status = err.code == ERR_USAGE ? STATUS_USAGE : STATUS_NO;
	}
	access_release(&serve.access);
	return status;
}
