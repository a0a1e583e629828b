/*
 * Bytes from a terminal: at once, or in pieces, they are the same keys, but for
 * a paste: which end of it is the last depends on what has come. What a paste
 * brings has no controls.
 */
#include "fuzz.h"

#include "../../src/ui/terminal_keys.h"

enum { KEYS_MAX = 1 << 16 };

static size_t
take(struct decoder *decoder, bool silence, uint32_t *keys, size_t n)
{
	key_code key = decoder_take(decoder, silence);

	while (key.code != KEYS_NONE && n < KEYS_MAX) {
		if (key.code == KEYS_PASTE)
			for (size_t i = 0; i < decoder->paste.len; i++) {
				char c = decoder->paste.data[i];

				must((unsigned char)c >= ' ' || c == '\n' ||
					c == '\t');
			}
		keys[n++] = key.code;
		key = decoder_take(decoder, silence);
	}
	return n;
}

static size_t
decode(struct str bytes, size_t piece, uint32_t *keys)
{
	struct decoder decoder;
	size_t n = 0;

	decoder_init(&decoder, true);
	for (size_t off = 0; off < bytes.len; off += piece) {
		size_t len = bytes.len - off < piece ? bytes.len - off : piece;

		decoder_add(&decoder, bytes.at + off, len);
		n = take(&decoder, false, keys, n);
	}
	n = take(&decoder, true, keys, n);
	decoder_release(&decoder);
	return n;
}

void
fuzz_one(struct str bytes)
{
	static uint32_t whole[KEYS_MAX], pieces[KEYS_MAX];
	size_t n = decode(bytes, bytes.len + 1, whole);
	size_t m = decode(bytes, 1, pieces);

	if (str_find(bytes, 0, str_of("200~")) < bytes.len)
		return;
	must(n == m || n == KEYS_MAX);
	for (size_t i = 0; i < n && i < m; i++)
		must(whole[i] == pieces[i]);
}
