/*
 * The key decoder. Start at decoder_take(). What it must not do: read, wait,
 * or know what a key does.
 *
 * Sequences after ECMA-48: CSI is ESC [, parameters 0x30-0x3F, intermediates
 * 0x20-0x2F, a final byte 0x40-0x7E; SS3 is ESC O and one byte. Modifiers
 * (ESC [ 1;5C) are dropped: no key of adref needs them.
 */
#include "terminal_keys.h"

#include <wchar.h>

#include "adref/base/utf8.h"

enum { ESC = 27, DEL = 127, SEQUENCE_MAX = 32, MARK_LEN = 6 };

static const char paste_begin[] = "\033[200~";
static const char paste_end[] = "\033[201~";

/* How many bytes make which key; len 0: more are needed. */
struct taken {
	size_t len;
	uint32_t code;
};

void
decoder_init(struct decoder *decoder, bool utf8)
{
	memset(decoder, 0, sizeof(*decoder));
	decoder->utf8 = utf8;
}

void
decoder_release(struct decoder *decoder)
{
	buf_release(&decoder->held);
	buf_release(&decoder->paste);
}

void
decoder_add(struct decoder *decoder, const char *bytes, size_t len)
{
	buf_add(&decoder->held, bytes, len);
}

bool
decoder_is_amid(const struct decoder *decoder)
{
	return decoder->pasting || decoder->held.len;
}

static void
drop_held(struct decoder *decoder, size_t len)
{
	buf_splice(&decoder->held, 0, len, str_of(""));
}

/* By final byte, alike after CSI and SS3. */
static uint32_t
key_of_final(char final)
{
	static const struct {
		char final;
		uint32_t code;
	} finals[] = {
		{ 'A', KEYS_UP }, { 'B', KEYS_DOWN }, { 'C', KEYS_RIGHT },
		{ 'D', KEYS_LEFT }, { 'H', KEYS_HOME }, { 'F', KEYS_END },
		{ 'a', KEYS_UP }, { 'b', KEYS_DOWN }, { 'c', KEYS_RIGHT },
		{ 'd', KEYS_LEFT }, { 'P', KEYS_F + 1 }, { 'Q', KEYS_F + 2 },
		{ 'R', KEYS_F + 3 }, { 'S', KEYS_F + 4 },
		{ 'Z', KEYS_BACKTAB }
	};
	size_t i;

	for (i = 0; i < sizeof(finals) / sizeof(finals[0]); i++) {
		if (finals[i].final == final)
			return finals[i].code;
	}
	return KEYS_NONE;
}

/* By the number before `~`. */
static uint32_t
key_of_number(unsigned number)
{
	static const uint32_t keys[] = {
		[1] = KEYS_HOME, [2] = KEYS_INSERT, [3] = KEYS_DELETE,
		[4] = KEYS_END, [5] = KEYS_PGUP, [6] = KEYS_PGDN,
		[7] = KEYS_HOME, [8] = KEYS_END,
		[11] = KEYS_F + 1, [12] = KEYS_F + 2, [13] = KEYS_F + 3,
		[14] = KEYS_F + 4, [15] = KEYS_F + 5, [17] = KEYS_F + 6,
		[18] = KEYS_F + 7, [19] = KEYS_F + 8, [20] = KEYS_F + 9,
		[21] = KEYS_F + 10, [23] = KEYS_F + 11, [24] = KEYS_F + 12,
		[25] = KEYS_F + 13, [26] = KEYS_F + 14, [28] = KEYS_F + 15,
		[29] = KEYS_F + 16, [31] = KEYS_F + 17, [32] = KEYS_F + 18,
		[33] = KEYS_F + 19, [34] = KEYS_F + 20
	};

	if (number >= sizeof(keys) / sizeof(keys[0]) || !keys[number])
		return KEYS_NONE;
	return keys[number];
}

static uint32_t
key_of_csi(struct str parameters, char final)
{
	unsigned number = 0;
	size_t i = 0;

	while (i < parameters.len && utf8_is_digit(
			(unsigned char)parameters.at[i]) && number < 1000)
		number = number * 10 + (unsigned)(parameters.at[i++] - '0');
	/* `?` and the like begin a report nobody asked for. */
	if (i < parameters.len && parameters.at[i] != ';')
		return KEYS_NONE;
	if (final == '~')
		return key_of_number(number);
	/* ESC [ row ; column R is a report too. */
	if (final == 'R' && parameters.len)
		return KEYS_NONE;
	/* ESC [ c is Right of rxvt, with parameters it is a report. */
	if (final >= 'a' && parameters.len)
		return KEYS_NONE;
	return key_of_final(final);
}

/* ESC alone for now; what follows are keys of their own. */
static struct taken
take_esc(void)
{
	struct taken taken = { 1, KEYS_ESC };

	return taken;
}

static struct taken
take_csi(struct str held, bool silence)
{
	struct taken taken = { 0, KEYS_NONE };
	size_t off = 2;

	/* The console's F1 to F5: ESC [ [ A. */
	if (held.len > 3 && held.at[2] == '[') {
		taken.len = 4;
		if (held.at[3] >= 'A' && held.at[3] <= 'E')
			taken.code = KEYS_F + 1 + (uint32_t)(held.at[3] - 'A');
		return taken;
	}
	while (off < held.len && off < SEQUENCE_MAX &&
	       held.at[off] >= 0x20 && held.at[off] < 0x40)
		off++;
	if (off == held.len || (off == 2 && held.len == 3 &&
	    held.at[2] == '[')) {
		if (silence && held.len == 2)
			return take_esc();
		taken.len = silence ? held.len : 0;
		return taken;
	}
	if (held.at[off] < 0x40 || held.at[off] == DEL) {
		if (off == 2)
			return take_esc();
		taken.len = off;
		return taken;
	}
	taken.len = off + 1;
	taken.code = key_of_csi(str_part(held, 2, off - 2), held.at[off]);
	return taken;
}

/* The keypad in application mode sends SS3 and a letter for each key. */
static uint32_t
key_of_ss3(char final)
{
	if (final == 'M')
		return KEYS_ENTER;
	if (final >= 'j' && final <= 'y')
		return (uint32_t)(final - 'j' + '*');
	if (final >= 'a')
		return KEYS_NONE;
	return key_of_final(final);
}

static struct taken
take_ss3(struct str held, bool silence)
{
	struct taken taken = { 0, KEYS_NONE };
	size_t off = 2;

	/* Old xterms put modifiers there: ESC O 5 C. */
	while (off < held.len && off < SEQUENCE_MAX &&
	       (utf8_is_digit((unsigned char)held.at[off]) ||
		held.at[off] == ';'))
		off++;
	if (off == held.len) {
		if (silence)
			return take_esc();
		return taken;
	}
	if (held.at[off] <= ' ' || held.at[off] == DEL)
		return take_esc();
	taken.len = off + 1;
	taken.code = key_of_ss3(held.at[off]);
	return taken;
}

static struct taken
take_escape(struct str held, bool silence)
{
	struct taken more = { 0, KEYS_NONE };

	if (held.len == 1)
		return silence ? take_esc() : more;
	if (held.at[1] == '[')
		return take_csi(held, silence);
	if (held.at[1] == 'O')
		return take_ss3(held, silence);
	more = take_esc();
	if (held.at[1] >= ' ' && held.at[1] != DEL)
		more.code = KEYS_ALT;
	return more;
}

static uint32_t
key_of_control(unsigned char byte)
{
	switch (byte) {
	case '\t':
		return KEYS_TAB;
	case '\r':
	case '\n':
		return KEYS_ENTER;
	case '\b':
	case DEL:
		return KEYS_BACKSPACE;
	default:
		return KEYS_CTRL + byte;
	}
}

/* Whether the bytes may become a character when more come. */
static bool
is_begun(struct str held)
{
	unsigned char first = (unsigned char)held.at[0];
	size_t need = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2, i;

	if (first < 0xC2 || first > 0xF4 || held.len >= need)
		return false;
	for (i = 1; i < held.len; i++) {
		if (((unsigned char)held.at[i] & 0xC0) != 0x80)
			return false;
	}
	return true;
}

static struct taken
take_character(struct str held, bool utf8, bool silence)
{
	unsigned char first = (unsigned char)held.at[0];
	struct taken taken = { 1, KEYS_NONE };
	key_code key;

	if (!utf8) {
		wint_t wide = btowc(first);

		key.code = wide == WEOF ? 0 : (uint32_t)wide;
	} else if (is_begun(held)) {
		taken.len = silence ? held.len : 0;
		return taken;
	} else {
		key.code = utf8_at(held, 0, &taken.len);
		if (key.code == UTF8_BAD && taken.len == 1)
			return taken;
	}
	if (key_is_text(key))
		taken.code = key.code;
	return taken;
}

static struct taken
take_key(struct str held, bool utf8, bool silence)
{
	unsigned char first = (unsigned char)held.at[0];
	struct taken taken = { 1, KEYS_NONE };

	if (first == ESC)
		return take_escape(held, silence);
	if (first >= ' ' && first != DEL)
		return take_character(held, utf8, silence);
	taken.code = key_of_control(first);
	return taken;
}

/* CR and CR LF are one new line; other controls but tabs are left out. */
static void
add_pasted(struct decoder *decoder, struct str bytes)
{
	size_t i;

	for (i = 0; i < bytes.len; i++) {
		char c = bytes.at[i];
		bool second = c == '\n' && decoder->after_return;

		decoder->after_return = c == '\r';
		if (c == '\r')
			c = '\n';
		if (second || c == DEL || (c >= 0 && c < ' ' &&
		    c != '\n' && c != '\t'))
			continue;
		if (decoder->paste.len >= PASTE_MAX)
			decoder->cut = true;
		else
			buf_add_char(&decoder->paste, c);
	}
}

static void
begin_paste(struct decoder *decoder)
{
	drop_held(decoder, MARK_LEN);
	decoder->pasting = true;
	decoder->after_return = false;
	decoder->cut = false;
	buf_clear(&decoder->paste);
}

/*
 * Where the paste ends in what is held. A mark that another one follows came
 * out of the pasted text itself.
 */
static size_t
find_paste_end(struct str held)
{
	struct str mark = str_of(paste_end);
	size_t end = str_find(held, 0, mark), begin, next;

	while (end < held.len) {
		begin = str_find(held, end, str_of(paste_begin));
		next = str_find(held, end + MARK_LEN, mark);
		if (next >= begin)
			break;
		end = next;
	}
	return end;
}

/* True when the paste is complete. */
static bool
go_on_pasting(struct decoder *decoder, bool silence)
{
	struct str held = buf_str(&decoder->held);
	size_t end = find_paste_end(held);
	bool found = end < held.len;

	/* The last bytes may be the beginning of the mark. */
	if (!found && !silence)
		end = held.len < MARK_LEN ? 0 : held.len - (MARK_LEN - 1);
	add_pasted(decoder, str_part(held, 0, end));
	drop_held(decoder, found ? end + MARK_LEN : end);
	decoder->pasting = !found && !silence;
	return !decoder->pasting;
}

key_code
decoder_take(struct decoder *decoder, bool silence)
{
	key_code key = { KEYS_NONE };
	struct taken taken;

	for (;;) {
		if (decoder->pasting) {
			if (go_on_pasting(decoder, silence))
				key.code = KEYS_PASTE;
			return key;
		}
		if (!decoder->held.len)
			return key;
		if (str_starts(buf_str(&decoder->held), paste_begin)) {
			begin_paste(decoder);
			continue;
		}
		taken = take_key(buf_str(&decoder->held), decoder->utf8,
			silence);
		drop_held(decoder, taken.len);
		if (taken.code != KEYS_NONE || !taken.len) {
			key.code = taken.code;
			return key;
		}
	}
}
