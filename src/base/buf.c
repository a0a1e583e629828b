/*
 * A string of bytes that grows: adding, splicing, handing over. What it must
 * not do: know what the bytes mean.
 */
#include "adref/base/buf.h"

#include <assert.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"

const char *
buf_text(const struct buf *buf)
{
	return buf->data ? buf->data : "";
}

struct str
buf_str(const struct buf *buf)
{
	return str_make(buf_text(buf), buf->len);
}

/* Room for add more bytes and the NUL behind them. */
static void
reserve(struct buf *buf, size_t add)
{
	size_t need = SIZE_MAX;	/* what mem_grow() is sure to refuse */

	if (add < SIZE_MAX - buf->len)
		need = buf->len + add + 1;
	buf->data = mem_grow(buf->data, &buf->cap, need, 1);
}

/*
 * Whether the bytes lie inside the buffer, which may move when it grows: a
 * caller may add a part of a buffer to itself.
 */
static bool
is_own(const struct buf *buf, const char *bytes)
{
	uintptr_t at = (uintptr_t)bytes, data = (uintptr_t)buf->data;

	return buf->data && at >= data && at - data <= buf->len;
}

void
buf_add(struct buf *buf, const void *bytes, size_t len)
{
	const char *from = bytes;
	size_t own = 0;
	bool mine = is_own(buf, from);

	if (mine)
		own = (size_t)(from - buf->data);
	reserve(buf, len);
	if (mine)
		from = buf->data + own;
	if (len)
		memcpy(buf->data + buf->len, from, len);
	buf->len += len;
	buf->data[buf->len] = '\0';
}

void
buf_add_str(struct buf *buf, struct str str)
{
	buf_add(buf, str.at, str.len);
}

void
buf_add_text(struct buf *buf, const char *text)
{
	buf_add(buf, text, strlen(text));
}

void
buf_add_char(struct buf *buf, char c)
{
	if (buf->cap - buf->len < 2)
		reserve(buf, 1);
	buf->data[buf->len++] = c;
	buf->data[buf->len] = '\0';
}

void
buf_add_fill(struct buf *buf, char c, size_t n)
{
	reserve(buf, n);
	memset(buf->data + buf->len, c, n);
	buf->len += n;
	buf->data[buf->len] = '\0';
}

void
buf_add_format(struct buf *buf, const char *format, ...)
{
	va_list args, again;
	int len;

	va_start(args, format);
	va_copy(again, args);
	len = vsnprintf(NULL, 0, format, args);
	assert(len >= 0);
	reserve(buf, (size_t)len);
	vsnprintf(buf->data + buf->len, (size_t)len + 1, format, again);
	buf->len += (size_t)len;
	va_end(again);
	va_end(args);
}

void
buf_splice(struct buf *buf, size_t off, size_t gone, struct str come)
{
	char *copy = NULL;
	size_t tail;

	assert(off <= buf->len && gone <= buf->len - off);
	if (is_own(buf, come.at) && come.len)
		come.at = copy = mem_text_len(come.at, come.len);
	tail = buf->len - off - gone;
	reserve(buf, come.len > gone ? come.len - gone : 0);
	memmove(buf->data + off + come.len, buf->data + off + gone, tail);
	if (come.len)
		memcpy(buf->data + off, come.at, come.len);
	buf->len = off + come.len + tail;
	buf->data[buf->len] = '\0';
	free(copy);
}

void
buf_cut(struct buf *buf, size_t len)
{
	assert(len <= buf->len);
	buf->len = len;
	if (buf->data)
		buf->data[len] = '\0';
}

void
buf_clear(struct buf *buf)
{
	buf_cut(buf, 0);
}

char *
buf_take(struct buf *buf)
{
	char *taken = buf->data ? buf->data : mem_text("");

	memset(buf, 0, sizeof(*buf));
	return taken;
}

void
buf_release(struct buf *buf)
{
	free(buf->data);
	memset(buf, 0, sizeof(*buf));
}
