/*
 * For tests: a negotiation in a repository of its own, made before each test
 * and taken away behind it. Includes cmocka in the order it wants.
 */
#ifndef ADREF_TESTS_RECORD_HELP_H
#define ADREF_TESTS_RECORD_HELP_H

#include "store_help.h"

#include "adref/base/env.h"
#include "adref/record/record.h"

static char *folder;
static char path[300];
static struct env env;
static struct record *record;

static void
ok(int rc, const struct err *err)
{
	if (rc < 0)
		fail_msg("%s", err->text);
}

static int
begin(void **state)
{
	struct err err = ERR_INIT;

	(void)state;
	folder = help_folder();
	snprintf(path, sizeof(path), "%s/room", folder);
	setenv("ADREF_NAME", "J. Otieno", 1);
	env_fixed(&env, 1623312000, 5);
	ok(record_make(path, true, NULL, &env, &err), &err);
	ok(record_open(&record, path, 0, &env, &err), &err);
	return 0;
}

static int
end(void **state)
{
	(void)state;
	record_close(record);
	help_drop(folder);
	return 0;
}

#endif
