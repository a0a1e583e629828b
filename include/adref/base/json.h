/*
 * Writing JSON (RFC 8259): commas and quotes are kept right here, nobody else
 * writes them. Text that is not valid UTF-8 is written with U+FFFD.
 */
#ifndef ADREF_BASE_JSON_H
#define ADREF_BASE_JSON_H

#include <stdbool.h>
#include <stdint.h>

#include "adref/base/buf.h"
#include "adref/base/str.h"

struct json {
	struct buf *out;	/* where it goes; the caller's */
	bool comma;		/* a comma is due before the next value */
	int depth;
};

void json_init(struct json *json, struct buf *out);
/* Open an object or array, as a value, or under key when key is not NULL. */
void json_open(struct json *json, const char *key, char bracket);
void json_close(struct json *json, char bracket);
void json_text(struct json *json, const char *key, struct str value);
void json_int(struct json *json, const char *key, int64_t value);
void json_bool(struct json *json, const char *key, bool value);
void json_null(struct json *json, const char *key);

#endif
