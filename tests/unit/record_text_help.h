/*
 * For tests of acts: a short text in a repository of its own, made before each
 * test; the folder of all of them goes at the end.
 */
#ifndef ADREF_TESTS_RECORD_TEXT_HELP_H
#define ADREF_TESTS_RECORD_TEXT_HELP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "adref/base/env.h"
#include "adref/record/record.h"

static struct env env;
static char folder[] = "/tmp/adref-record-XXXXXX";
static char path[200];
static struct record *record;

static void
ok(int rc, const struct err *err)
{
	if (rc < 0)
		fail_msg("%s", err->text);
}

static struct doc *
sample(void)
{
	struct doc *doc = doc_new("outcome");

	doc_add_section(doc, 1, str_of("A. Marking"));
	doc_add(doc, doc_last_section(doc), NODE_PARAGRAPH,
		str_of("1. States shall mark all goods."));
	doc_add(doc, doc_last_section(doc), NODE_PARAGRAPH,
		str_of("2. States shall report."));
	doc_add_section(doc, 1, str_of("B. Tracing"));
	doc_add(doc, doc_last_section(doc), NODE_ITEM, str_of("requests"));
	return doc;
}

static struct record *
open_again(void)
{
	struct record *out = NULL;
	struct err err = ERR_INIT;

	ok(record_open(&out, path, 0, &env, &err), &err);
	return out;
}

static int
begin(void **state)
{
	static int n;
	struct act act = { .kind = "import", .subject = "Import" };
	struct doc *doc = sample();
	struct err err = ERR_INIT;

	(void)state;
	setenv("ADREF_NAME", "J. Otieno", 1);
	env_fixed(&env, 1623312000, 5);
	snprintf(path, sizeof(path), "%s/n%d", folder, n++);
	ok(record_make(path, n % 2, NULL, &env, &err), &err);
	record = open_again();
	ok(record_put_docs(record, &doc, 1, &act, NULL, &err), &err);
	doc_free(doc);
	return 0;
}

static int
end(void **state)
{
	(void)state;
	record_close(record);
	record = NULL;
	return 0;
}

static struct doc *
outcome(struct record *of)
{
	struct doc *doc = NULL;
	struct err err = ERR_INIT;

	ok(record_doc(of, NULL, &doc, &err), &err);
	return doc;
}

/* Replace `gone` in the nth node by `come`. */
static int
reword(struct record *of, size_t nth, const char *gone, const char *come,
	struct err *err)
{
	struct node *node = doc_first(outcome(of));
	struct change change = { .kind = CHANGE_TEXT, .gone = gone,
		.come = come };
	struct act act = { .kind = "text-set", .subject = come,
		.party = "IND", .changes = &change, .n = 1 };

	while (nth--)
		node = node_next(node);
	change.node = node->id;
	change.off = str_find(node_str(node), 0, str_of(gone));
	return record_act(of, &act, NULL, err);
}

static const char *
line(struct record *of, size_t nth)
{
	struct node *node = doc_first(outcome(of));

	while (nth--)
		node = node_next(node);
	return node->line;
}

static int
make_folder(void **state)
{
	(void)state;
	return mkdtemp(folder) ? 0 : -1;
}

static int
drop_folder(void **state)
{
	pid_t pid = fork();

	(void)state;
	if (pid == 0) {
		execlp("rm", "rm", "-rf", folder, (char *)NULL);
		_exit(127);
	}
	return pid > 0 ? 0 : -1;
}

#endif
