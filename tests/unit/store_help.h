/*
 * What the tests of the store share: a folder that goes away, a save in one
 * line, git itself where it is installed.
 */
#ifndef ADREF_TESTS_STORE_HELP_H
#define ADREF_TESTS_STORE_HELP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "adref/store/store.h"

/* A fresh folder, also the HOME of this test; the caller drops it. */
static inline char *
help_folder(void)
{
	static char path[200];
	const char *base = getenv("TMPDIR");

	snprintf(path, sizeof(path), "%s/adref-store-XXXXXX",
		base && *base ? base : "/tmp");
	assert_non_null(mkdtemp(path));
	setenv("HOME", path, 1);
	setenv("GIT_CONFIG_NOSYSTEM", "1", 1);
	unsetenv("XDG_CONFIG_HOME");
	unsetenv("XDG_STATE_HOME");
	unsetenv("GIT_DIR");
	unsetenv("GIT_WORK_TREE");
	return path;
}

/* Run a shell command in a folder; its exit status. */
static inline int
help_run(const char *folder, const char *command)
{
	char line[2000];

	snprintf(line, sizeof(line), "cd '%s' && { %s; } >'%s.out' 2>&1 "
		"</dev/null", folder, command, folder);
	return system(line);
}

static inline void
help_drop(const char *folder)
{
	char line[600];

	snprintf(line, sizeof(line), "chmod -R u+rwX '%s'; rm -rf '%s'",
		folder, folder);
	assert_int_equal(system(line), 0);
}

static inline int
help_has_git(void)
{
	return system("git --version >/dev/null 2>&1") == 0;
}

/* Whether git prints nothing and says 0. */
static inline void
help_git_silent(const char *folder, const char *arguments)
{
	char line[2000], said[2000];
	FILE *pipe;
	size_t len;

	snprintf(line, sizeof(line), "git -C '%s' %s 2>&1", folder, arguments);
	pipe = popen(line, "r");
	assert_non_null(pipe);
	len = fread(said, 1, sizeof(said) - 1, pipe);
	said[len] = '\0';
	assert_int_equal(pclose(pipe), 0);
	assert_string_equal(said, "");
}

static inline void
help_write(const char *folder, const char *name, const char *text)
{
	char path[1000];
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
}

static inline void
help_file_is(const char *folder, const char *name, const char *text)
{
	char path[1000], read[1000];
	FILE *file;
	size_t len;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	file = fopen(path, "r");
	if (!text) {
		assert_null(file);
		return;
	}
	assert_non_null(file);
	len = fread(read, 1, sizeof(read) - 1, file);
	read[len] = '\0';
	fclose(file);
	assert_string_equal(read, text);
}

static inline struct store_put
help_put(const char *path, const char *text)
{
	struct store_put put = { path, { text, text ? strlen(text) : 0 } };

	return put;
}

static inline struct store_save
help_make_save(const store_id *parent, const struct store_put *puts, size_t n)
{
	struct store_save save = {
		.parent = *parent,
		.tree_of = *parent,
		.puts = puts,
		.n = n,
		.author = { "India", "ind@party", 1623920700, 120 },
		.committer = { "Drafter", "drafter@chair", 1623920700, -210 },
		.message = "A.1: bracket\n\nAct-Id: 5f0c\n",
		.act_id = "5f0c",
	};

	return save;
}

static inline int
help_save(struct store *store, const store_id *parent,
	const struct store_put *puts, size_t n, store_id *out,
	struct err *err)
{
	struct store_save save = help_make_save(parent, puts, n);

	return store_save(store, &save, out, err);
}

/* Save one file and expect that it works. */
static inline store_id
help_save_one(struct store *store, const store_id *parent, const char *path,
	const char *text)
{
	struct store_put put = help_put(path, text);
	struct err err = ERR_INIT;
	store_id id;

	if (help_save(store, parent, &put, 1, &id, &err) < 0)
		fail_msg("%s", err.text);
	return id;
}

static inline void
help_read_is(struct store *store, const store_id *revision, const char *path,
	const char *text)
{
	struct buf read = BUF_INIT;
	struct err err = ERR_INIT;
	int rc = store_read(store, revision, path, &read, &err);

	if (text) {
		assert_int_equal(rc, 0);
		assert_string_equal(buf_text(&read), text);
	} else {
		assert_int_equal(rc, -1);
		assert_int_equal(err.code, ERR_MISSING);
	}
	buf_release(&read);
}

static inline void
help_tip_is(struct store *store, const store_id *id)
{
	store_id tip;

	assert_int_equal(store_tip(store, &tip, NULL), 0);
	assert_true(store_id_same(&tip, id));
}

/* A repository made and opened. */
static inline struct store *
help_open(const char *path, bool bare)
{
	struct store *store = NULL;
	struct err err = ERR_INIT;

	if (store_make(path, bare, &err) < 0 ||
	    store_open_git(&store, path, 0, &err) < 0)
		fail_msg("%s", err.text);
	return store;
}

#endif
