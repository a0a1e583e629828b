/*
 * Base 64 and SHA-256. The names within sha256() are those of FIPS 180-4,
 * section 6.2.
 */
#include "adref/base/digest.h"

#include <stdint.h>
#include <string.h>

enum { BLOCK = 64, ROUNDS = 64 };

static const uint32_t constants[ROUNDS] = {
	0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1,
	0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3,
	0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
	0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
	0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147,
	0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
	0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b,
	0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
	0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
	0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208,
	0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2
};

static uint32_t
turned(uint32_t word, unsigned by)
{
	return word >> by | word << (32 - by);
}

static void
schedule(uint32_t w[ROUNDS], const unsigned char *block)
{
	for (size_t i = 0; i < 16; i++)
		w[i] = (uint32_t)block[4 * i] << 24 |
			(uint32_t)block[4 * i + 1] << 16 |
			(uint32_t)block[4 * i + 2] << 8 | block[4 * i + 3];
	for (size_t i = 16; i < ROUNDS; i++)
		w[i] = w[i - 16] + w[i - 7] +
			(turned(w[i - 15], 7) ^ turned(w[i - 15], 18) ^
			w[i - 15] >> 3) +
			(turned(w[i - 2], 17) ^ turned(w[i - 2], 19) ^
			w[i - 2] >> 10);
}

static void
take_block(uint32_t hash[8], const unsigned char *block)
{
	uint32_t w[ROUNDS], v[8];

	schedule(w, block);
	memcpy(v, hash, sizeof(v));
	for (size_t i = 0; i < ROUNDS; i++) {
		uint32_t one = v[7] + (turned(v[4], 6) ^ turned(v[4], 11) ^
			turned(v[4], 25)) + ((v[4] & v[5]) ^ (~v[4] & v[6])) +
			constants[i] + w[i];
		uint32_t two = (turned(v[0], 2) ^ turned(v[0], 13) ^
			turned(v[0], 22)) + ((v[0] & v[1]) ^ (v[0] & v[2]) ^
			(v[1] & v[2]));

		memmove(v + 1, v, 7 * sizeof(*v));
		v[4] += one;
		v[0] = one + two;
	}
	for (size_t i = 0; i < 8; i++)
		hash[i] += v[i];
}

/* What is left over, a one bit, zeros, and the number of bits. */
static void
take_rest(uint32_t hash[8], struct str rest, size_t len)
{
	unsigned char last[2 * BLOCK] = { 0 };
	size_t end = rest.len + 9 > BLOCK ? 2 * BLOCK : BLOCK;
	uint64_t bits = (uint64_t)len * 8;

	if (rest.len)
		memcpy(last, rest.at, rest.len);
	last[rest.len] = 0x80;
	for (size_t i = 0; i < 8; i++)
		last[end - 1 - i] = (unsigned char)(bits >> 8 * i);
	for (size_t off = 0; off < end; off += BLOCK)
		take_block(hash, last + off);
}

void
sha256(unsigned char out[SHA256_LEN], struct str bytes)
{
	uint32_t hash[8] = {
		0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
		0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19
	};
	size_t len = bytes.len;

	for (; bytes.len >= BLOCK; bytes = str_from(bytes, BLOCK))
		take_block(hash, (const unsigned char *)bytes.at);
	take_rest(hash, bytes, len);
	for (size_t i = 0; i < SHA256_LEN; i++)
		out[i] = (unsigned char)(hash[i / 4] >> (24 - i % 4 * 8));
}

static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	"abcdefghijklmnopqrstuvwxyz0123456789+/";

void
base64_add(struct buf *out, struct str bytes)
{
	uint32_t held = 0;
	unsigned bits = 0;

	for (size_t i = 0; i < bytes.len; i++) {
		held = (held << 8 | (unsigned char)bytes.at[i]) & 0xffff;
		for (bits += 8; bits >= 6; bits -= 6)
			buf_add_char(out, digits[held >> (bits - 6) & 63]);
	}
	if (bits)
		buf_add_char(out, digits[held << (6 - bits) & 63]);
}

static bool
read_digits(struct buf *out, struct str text)
{
	uint32_t held = 0;
	unsigned bits = 0;

	for (size_t i = 0; i < text.len; i++) {
		const char *digit = text.at[i] ? strchr(digits, text.at[i])
			: NULL;

		if (!digit)
			return false;
		held = (held << 6 | (uint32_t)(digit - digits)) & 0xffff;
		bits += 6;
		if (bits < 8)
			continue;
		bits -= 8;
		buf_add_char(out, (char)(unsigned char)(held >> bits));
	}
	/* Two digits or three are left of four, never one. */
	return !(held & ((1u << bits) - 1));
}

bool
base64_read(struct buf *out, struct str text)
{
	size_t from = out->len;

	if (!text.len || text.len % 4)
		return false;
	if (str_ends(text, "=="))
		text.len -= 2;
	else if (str_ends(text, "="))
		text.len--;
	if (read_digits(out, text))
		return true;
	buf_cut(out, from);
	return false;
}
