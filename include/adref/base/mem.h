/*
 * Memory that is there or ends the program.
 *
 * Running out of memory is not an error a caller can mend: the hook set with
 * mem_on_exhaustion() makes what is unsaved safe, then the program ends with
 * one line on standard error. So nothing here returns NULL, and no caller
 * tests for it.
 */
#ifndef ADREF_BASE_MEM_H
#define ADREF_BASE_MEM_H

#include <stddef.h>

/*
 * Room for n things of size bytes each, all zero; ends the program when n *
 * size does not fit a size_t. With n or size 0 a pointer that may be given to
 * free(). The caller frees with free().
 */
void *mem_new(size_t n, size_t size);

/* As realloc(), for n things of size bytes; what is added is not cleared. */
void *mem_resize(void *ptr, size_t n, size_t size);

/*
 * Make room for at least need things of size bytes in the array ptr that has
 * room for *cap; doubles, sets *cap, returns the array (perhaps moved).
 */
void *mem_grow(void *ptr, size_t *cap, size_t need, size_t size);

/* A copy of text (len bytes of it, a NUL behind); the caller frees. */
char *mem_text(const char *text);
char *mem_text_len(const char *text, size_t len);

/* Called once when memory has run out, before the program ends. */
void mem_on_exhaustion(void (*hook)(void));
/* For callers whose library says that it found no memory. */
_Noreturn void mem_exhausted(void);

#endif
