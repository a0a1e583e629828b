/*
 * The frames that the cases expect: none has more rows or columns than its
 * case says, whatever the program prints. Each folder of the cases with `keys`
 * is looked at, without running anything.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>
#include <dirent.h>

#include "adref/base/buf.h"
#include "adref/base/utf8.h"

/* The cases from where the tests are run; none from elsewhere. */
static const char cases[] = "tests/cases";

/* Read a file of a folder; false when there is none. */
static bool
read_file(struct buf *out, const char *folder, const char *name)
{
	struct buf path = BUF_INIT;
	char bytes[4096];
	size_t len;
	bool read;
	FILE *file;

	buf_clear(out);
	buf_add_format(&path, "%s/%s", folder, name);
	file = fopen(buf_text(&path), "r");
	buf_release(&path);
	while (file && (len = fread(bytes, 1, sizeof(bytes), file)) > 0)
		buf_add(out, bytes, len);
	/* A folder opens too, but nothing is read from it. */
	read = file && !ferror(file);
	if (file)
		fclose(file);
	return read;
}

static size_t
count_lines(struct str text)
{
	struct str line;
	size_t n = 0;

	while (str_line(&text, &line))
		n++;
	return n;
}

/* The frame is the last thing printed; what steps print may be longer. */
static void
check_frame(const char *folder, struct str out, size_t rows, size_t cols)
{
	size_t n = count_lines(out);
	struct str line;

	if (n < rows && !str_starts(out, "adref: "))
		fail_msg("%s: %zu rows, not %zu", folder, n, rows);
	for (; str_line(&out, &line); n--)
		if (n <= rows && utf8_columns(line) > cols)
			fail_msg("%s: wider than %zu: %.*s", folder, cols,
				(int)line.len, line.at);
}

/* Whether the folder is a case that presses keys. */
static bool
check_case(const char *folder)
{
	struct buf size = BUF_INIT, out = BUF_INIT, keys = BUF_INIT;
	size_t rows = 24, cols = 80;
	bool presses = read_file(&keys, folder, "keys");

	if (presses) {
		if (read_file(&size, folder, "size") && sscanf(
			buf_text(&size), "%zux%zu", &rows, &cols) != 2)
			fail_msg("%s: what size is %s", folder,
				buf_text(&size));
		assert_true(read_file(&out, folder, "out"));
		check_frame(folder, buf_str(&out), rows, cols);
	}
	buf_release(&keys);
	buf_release(&size);
	buf_release(&out);
	return presses;
}

/* All folders below one; how many press keys. */
static size_t
check_below(const char *folder)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;
	size_t n = 0;

	if (!dir)
		return 0;
	n += check_case(folder);
	while ((entry = readdir(dir))) {
		struct buf path = BUF_INIT;

		if (entry->d_name[0] == '.')
			continue;
		buf_add_format(&path, "%s/%s", folder, entry->d_name);
		n += check_below(buf_text(&path));
		buf_release(&path);
	}
	closedir(dir);
	return n;
}

static void
test_frames_fit(void **state)
{
	size_t n = check_below(cases);

	(void)state;
	if (!n)
		skip();
	assert_true(n > 40);
}

/* A frame that is one column too wide is found. */
static void
test_widths(void **state)
{
	(void)state;
	assert_int_equal(utf8_columns(str_of("│ 引航员 é")), 10);
	assert_int_equal(count_lines(str_of("a\n\nb\n")), 3);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_frames_fit),
		cmocka_unit_test(test_widths),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
