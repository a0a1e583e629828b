/*
 * Writing JSON. The text is compact, on one line, and safe to print: what a
 * terminal might obey or hide is written as \u escapes, which mean the same.
 */
#include "adref/base/json.h"

#include <assert.h>
#include <inttypes.h>

#include "adref/base/utf8.h"

void
json_init(struct json *json, struct buf *out)
{
	json->out = out;
	json->comma = false;
	json->depth = 0;
}

/* Controls, and what RFC 8259 allows but a terminal or a reader may miss. */
static bool
wants_escape(uint32_t point)
{
	return point < 0x20 || (point >= 0x7F && point <= 0x9F) ||
		(point >= 0x200B && point <= 0x200F) ||
		(point >= 0x2028 && point <= 0x202E) ||
		(point >= 0x2060 && point <= 0x206F) ||
		point == 0x061C || point == 0x00AD || point == 0xFEFF ||
		(point >= 0xE0000 && point <= 0xE0FFF);
}

static void
add_escape(struct buf *out, uint32_t point)
{
	if (point == '\n') {
		buf_add_text(out, "\\n");
	} else if (point == '\t') {
		buf_add_text(out, "\\t");
	} else if (point < 0x10000) {
		buf_add_format(out, "\\u%04x", (unsigned)point);
	} else {
		point -= 0x10000;
		buf_add_format(out, "\\u%04x\\u%04x",
			(unsigned)(0xD800 | point >> 10),
			(unsigned)(0xDC00 | (point & 0x3FF)));
	}
}

static void
add_quoted(struct buf *out, struct str text)
{
	size_t off = 0;

	buf_add_char(out, '"');
	while (off < text.len) {
		uint32_t point = utf8_at(text, off, &off);

		if (point == '"' || point == '\\') {
			buf_add_char(out, '\\');
			buf_add_char(out, (char)point);
		} else if (wants_escape(point)) {
			add_escape(out, point);
		} else {
			utf8_add(out, point);
		}
	}
	buf_add_char(out, '"');
}

/* What stands in front of a value; after it a comma is due. */
static void
begin_value(struct json *json, const char *key)
{
	if (json->comma)
		buf_add_char(json->out, ',');
	if (key) {
		add_quoted(json->out, str_of(key));
		buf_add_char(json->out, ':');
	}
	json->comma = true;
}

void
json_open(struct json *json, const char *key, char bracket)
{
	assert(bracket == '{' || bracket == '[');
	begin_value(json, key);
	buf_add_char(json->out, bracket);
	json->comma = false;
	json->depth++;
}

void
json_close(struct json *json, char bracket)
{
	assert(json->depth > 0);
	/* Either of the pair may be named. */
	if (bracket == '{' || bracket == '}')
		buf_add_char(json->out, '}');
	else
		buf_add_char(json->out, ']');
	json->comma = true;
	json->depth--;
}

void
json_text(struct json *json, const char *key, struct str value)
{
	begin_value(json, key);
	add_quoted(json->out, value);
}

void
json_int(struct json *json, const char *key, int64_t value)
{
	begin_value(json, key);
	buf_add_format(json->out, "%" PRId64, value);
}

void
json_bool(struct json *json, const char *key, bool value)
{
	begin_value(json, key);
	buf_add_text(json->out, value ? "true" : "false");
}

void
json_null(struct json *json, const char *key)
{
	begin_value(json, key);
	buf_add_text(json->out, "null");
}
