/*
 * Loaded before a program, lets one of its allocations fail: the one with the
 * number in NOMEM_AT, counted from 1. Without it, the number of allocations is
 * written at the end to the file named in NOMEM_COUNT.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static unsigned long done, fails;

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t n, size_t size);
extern void *__libc_realloc(void *old, size_t size);

static int
is_its_turn(void)
{
	if (__atomic_add_fetch(&done, 1, __ATOMIC_RELAXED) != fails)
		return 0;
	errno = ENOMEM;
	return 1;
}

void *
malloc(size_t size)
{
	return is_its_turn() ? NULL : __libc_malloc(size);
}

void *
calloc(size_t n, size_t size)
{
	return is_its_turn() ? NULL : __libc_calloc(n, size);
}

void *
realloc(void *old, size_t size)
{
	return is_its_turn() ? NULL : __libc_realloc(old, size);
}

/* Before this there is no environment to read. */
__attribute__((constructor)) static void
begin(void)
{
	const char *at = getenv("NOMEM_AT");

	fails = at ? strtoul(at, NULL, 10) : 0;
}

__attribute__((destructor)) static void
tell(void)
{
	const char *path = getenv("NOMEM_COUNT");
	char text[32];
	int fd = path ? open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600) : -1;

	if (fd < 0)
		return;
	snprintf(text, sizeof(text), "%lu\n", done);
	if (write(fd, text, strlen(text)) < 0)
		_exit(1);
	close(fd);
}
