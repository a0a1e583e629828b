/*
 * Memory that is there or ends the program: the one place where allocation
 * can fail. What it must not do: return NULL, or try to go on after the hook
 * has run.
 */
#include "adref/base/mem.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SMALLEST_GROWTH = 8 };

static void (*exhaustion_hook)(void);

void
mem_on_exhaustion(void (*hook)(void))
{
	exhaustion_hook = hook;
}

/*
 * The hook is forgotten before it is called: should it run out of memory
 * itself, the program still ends.
 */
void
mem_exhausted(void)
{
	void (*hook)(void) = exhaustion_hook;

	exhaustion_hook = NULL;
	if (hook)
		hook();
	fputs("adref: out of memory\n", stderr);
	_Exit(EXIT_FAILURE);
}

/* n * size, at least 1 so that malloc(0) is never asked. */
static size_t
product(size_t n, size_t size)
{
	if (!n || !size)
		return 1;
	if (n > SIZE_MAX / size)
		mem_exhausted();
	return n * size;
}

void *
mem_new(size_t n, size_t size)
{
	void *ptr = calloc(1, product(n, size));

	if (!ptr)
		mem_exhausted();
	return ptr;
}

void *
mem_resize(void *ptr, size_t n, size_t size)
{
	void *moved = realloc(ptr, product(n, size));

	if (!moved)
		mem_exhausted();
	return moved;
}

void *
mem_grow(void *ptr, size_t *cap, size_t need, size_t size)
{
	size_t want = *cap;

	if (need <= want)
		return ptr;
	if (want < SMALLEST_GROWTH)
		want = SMALLEST_GROWTH;
	while (want < need)
		want = want > SIZE_MAX / 2 ? need : want * 2;
	ptr = mem_resize(ptr, want, size);
	*cap = want;
	return ptr;
}

char *
mem_text(const char *text)
{
	return mem_text_len(text, strlen(text));
}

char *
mem_text_len(const char *text, size_t len)
{
	char *copy;

	if (len == SIZE_MAX)
		mem_exhausted();
	copy = mem_resize(NULL, len + 1, 1);
	if (len)
		memcpy(copy, text, len);
	copy[len] = '\0';
	return copy;
}
