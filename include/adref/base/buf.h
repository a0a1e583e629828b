/*
 * A string of bytes that grows.
 *
 * Always: data[len] is a NUL once anything was added; bytes may hold NULs of
 * their own. `struct buf b = BUF_INIT;` is an empty one, and so is one that is
 * all zero.
 */
#ifndef ADREF_BASE_BUF_H
#define ADREF_BASE_BUF_H

#include <stddef.h>

#include "adref/base/str.h"

struct buf {
	char *data;
	size_t len;
	size_t cap;
};

#define BUF_INIT { NULL, 0, 0 }

/* The bytes as a C string, "" when empty; borrowed until the next change. */
const char *buf_text(const struct buf *buf);
/* The bytes as a slice; borrowed until the next change. */
struct str buf_str(const struct buf *buf);

void buf_add(struct buf *buf, const void *bytes, size_t len);
void buf_add_str(struct buf *buf, struct str str);
void buf_add_text(struct buf *buf, const char *text);
void buf_add_char(struct buf *buf, char c);
/* n times the character c. */
void buf_add_fill(struct buf *buf, char c, size_t n);
void buf_add_format(struct buf *buf, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Put come in the place of the gone bytes at off; off + gone <= len. */
void buf_splice(struct buf *buf, size_t off, size_t gone, struct str come);
/* Keep the first len bytes; len <= buf->len. */
void buf_cut(struct buf *buf, size_t len);
void buf_clear(struct buf *buf);
/* The bytes, now the caller's to free(); never NULL; the buf is empty. */
char *buf_take(struct buf *buf);
void buf_release(struct buf *buf);

#endif
