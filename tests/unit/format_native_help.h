/*
 * The files of a document in memory, for the tests that write and read them.
 */
#ifndef ADREF_TESTS_FORMAT_NATIVE_HELP_H
#define ADREF_TESTS_FORMAT_NATIVE_HELP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "adref/base/map.h"
#include "adref/base/mem.h"
#include "adref/format/native.h"

/* Files in memory, by path. */
struct files {
	struct map by_path;
	char *all[4096];
	size_t n;
};

static inline int
put_file(void *ctx, const char *path, struct str bytes)
{
	struct files *files = ctx;
	char *copy = mem_text_len(bytes.at ? bytes.at : "", bytes.len);

	assert_true(files->n < 4096);
	files->all[files->n++] = copy;
	assert_null(map_put(&files->by_path, str_of(path), copy));
	return 0;
}

static inline int
read_file(void *ctx, const char *path, struct buf *out, struct err *err)
{
	struct files *files = ctx;
	const char *text = map_get(&files->by_path, str_of(path));

	if (!text)
		return err_set(err, ERR_MISSING, "%s is missing", path);
	buf_add_text(out, text);
	return 0;
}

static inline void
files_release(struct files *files)
{
	for (size_t i = 0; i < files->n; i++)
		free(files->all[i]);
	map_release(&files->by_path);
	*files = (struct files){ 0 };
}

#endif
