/*
 * Base 64 (RFC 4648, section 4) and SHA-256 (FIPS 180-4), as far as the keys
 * of SSH need them: sshd names a key in its log by SHA-256 in base 64.
 */
#ifndef ADREF_BASE_DIGEST_H
#define ADREF_BASE_DIGEST_H

#include <stdbool.h>
#include <stddef.h>

#include "adref/base/buf.h"
#include "adref/base/str.h"

enum { SHA256_LEN = 32 };

void sha256(unsigned char out[SHA256_LEN], struct str bytes);
/* Append base 64 without the `=` at its end. */
void base64_add(struct buf *out, struct str bytes);
/*
 * Append the bytes that text stands for; false, and nothing is appended, when
 * it is not base 64 as a program writes it: whole, without blanks, with its
 * `=`, the bits left over zero. So no two texts stand for the same bytes.
 */
bool base64_read(struct buf *out, struct str text);

#endif
