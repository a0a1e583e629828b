/*
 * Memory: cleared, grown by doubling, and the end of the program when there is
 * none. The end is watched in a child process.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "adref/base/mem.h"

static void
test_new_is_zero(void **state)
{
	unsigned char *bytes = mem_new(100, 3);
	size_t i;

	(void)state;
	for (i = 0; i < 300; i++)
		assert_int_equal(bytes[i], 0);
	free(bytes);
	free(mem_new(0, 8));
	free(mem_new(8, 0));
}

static void
test_grow_doubles(void **state)
{
	size_t cap = 0;
	int *numbers = NULL;

	(void)state;
	numbers = mem_grow(numbers, &cap, 1, sizeof(*numbers));
	assert_true(cap >= 1);
	numbers[0] = 7;
	cap = 1;
	numbers = mem_grow(numbers, &cap, 20, sizeof(*numbers));
	assert_true(cap >= 20 && cap < 40);
	assert_int_equal(numbers[0], 7);
	numbers[19] = 1;
	assert_ptr_equal(mem_grow(numbers, &cap, 20, sizeof(*numbers)),
		numbers);
	free(numbers);
}

static void
test_text_is_copied(void **state)
{
	char *copy = mem_text("draft"), *part = mem_text_len("draft", 2);
	char *none = mem_text_len(NULL, 0);

	(void)state;
	assert_string_equal(copy, "draft");
	assert_string_equal(part, "dr");
	assert_string_equal(none, "");
	free(copy);
	free(part);
	free(none);
}

static int hook_pipe;

static void
hook(void)
{
	if (write(hook_pipe, "x", 1) != 1)
		_exit(99);
	/* Running out again inside the hook still ends the program. */
	mem_new(SIZE_MAX, 2);
}

static void
test_exhaustion_runs_hook_and_ends(void **state)
{
	int ends[2], status;
	char byte;
	pid_t child;

	(void)state;
	assert_int_equal(pipe(ends), 0);
	child = fork();
	if (!child) {
		hook_pipe = ends[1];
		close(STDERR_FILENO);
		mem_on_exhaustion(hook);
		mem_new(SIZE_MAX / 2, 3);
		_exit(0);
	}
	close(ends[1]);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), EXIT_FAILURE);
	assert_int_equal(read(ends[0], &byte, 1), 1);
	assert_int_equal(read(ends[0], &byte, 1), 0);
	close(ends[0]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_new_is_zero),
		cmocka_unit_test(test_grow_doubles),
		cmocka_unit_test(test_text_is_copied),
		cmocka_unit_test(test_exhaustion_runs_hook_and_ends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
