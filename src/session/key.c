/*
 * Keys to names and back, and written sequences to keys. One table has the
 * names; the letters with ^ and the function keys are computed. What it must
 * not do: know what any key does (keymap.c) or how a terminal sends it.
 */
#include "adref/session/key.h"

#include <stdlib.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"

enum { FUNCTION_KEYS = 20, CONTROL_KEYS = 32 };

/* The first name of a code is the one that is written. */
static const struct key_name {
	const char *name;
	uint32_t code;
} key_names[] = {
	{ "Space", ' ' },
	{ "Enter", KEYS_ENTER }, { "Esc", KEYS_ESC }, { "Tab", KEYS_TAB },
	{ "BackTab", KEYS_BACKTAB }, { "Backspace", KEYS_BACKSPACE },
	{ "Delete", KEYS_DELETE }, { "Insert", KEYS_INSERT },
	{ "Up", KEYS_UP }, { "Down", KEYS_DOWN },
	{ "Left", KEYS_LEFT }, { "Right", KEYS_RIGHT },
	{ "Home", KEYS_HOME }, { "End", KEYS_END },
	{ "PgUp", KEYS_PGUP }, { "PgDn", KEYS_PGDN },
	{ "^Space", KEYS_CTRL },
	/* What terminals send for these is the named key itself. */
	{ "^@", KEYS_CTRL }, { "^H", KEYS_BACKSPACE }, { "^I", KEYS_TAB },
	{ "^J", KEYS_ENTER }, { "^M", KEYS_ENTER }, { "^[", KEYS_ESC },
	{ "\xE2\x8F\x8E", KEYS_ENTER }, { "\xE2\x90\xA3", ' ' },
	{ "\xE2\x86\x90", KEYS_LEFT }, { "\xE2\x86\x91", KEYS_UP },
	{ "\xE2\x86\x92", KEYS_RIGHT }, { "\xE2\x86\x93", KEYS_DOWN }
};
enum { KEY_NAMES = sizeof(key_names) / sizeof(key_names[0]) };

bool
key_is_text(key_code key)
{
	if (key.code < ' ' || (key.code >= 0x7F && key.code < 0xA0))
		return false;
	return key.code < KEY_NAMED &&
		(key.code < 0xD800 || key.code > 0xDFFF);
}

bool
key_same(key_code a, key_code b)
{
	return a.code == b.code;
}

void
key_add_name(struct buf *out, key_code key)
{
	size_t i;

	for (i = 0; i < KEY_NAMES; i++) {
		if (key_names[i].code == key.code) {
			buf_add_text(out, key_names[i].name);
			return;
		}
	}
	if (key.code > KEYS_CTRL && key.code < KEYS_CTRL + CONTROL_KEYS)
		buf_add_format(out, "^%c", (char)(key.code - KEYS_CTRL + '@'));
	else if (key.code > KEYS_F && key.code <= KEYS_F + FUNCTION_KEYS)
		buf_add_format(out, "F%u", (unsigned)(key.code - KEYS_F));
	else if (key_is_text(key))
		utf8_add(out, key.code);
	else if (key.code == KEYS_ALT)
		buf_add_text(out, "Esc");
	else
		buf_add_text(out, "unknown key");
}

/* ^A … ^_; the names of the table came first. */
static bool
control_of(struct str str, key_code *out)
{
	if (str.len != 2 || str.at[0] != '^' || str.at[1] < 'A' ||
	    str.at[1] > '_')
		return false;
	out->code = KEYS_CTRL + (uint32_t)(str.at[1] - '@');
	return true;
}

/* F1 … F20, without a leading zero. */
static bool
function_of(struct str str, key_code *out)
{
	uint32_t number = 0;
	size_t i;

	if (str.len < 2 || str.len > 3 || str.at[0] != 'F' || str.at[1] == '0')
		return false;
	for (i = 1; i < str.len; i++) {
		if (!utf8_is_digit((unsigned char)str.at[i]))
			return false;
		number = number * 10 + (uint32_t)(str.at[i] - '0');
	}
	out->code = KEYS_F + number;
	return number <= FUNCTION_KEYS;
}

static bool
name_of(struct str str, key_code *out)
{
	char control[2] = { '^', '\0' };
	struct str upper = str;
	size_t i;

	/* ^t is ^T. */
	if (str.len == 2 && str.at[0] == '^' && str.at[1] >= 'a' &&
	    str.at[1] <= 'z') {
		control[1] = (char)(str.at[1] - 'a' + 'A');
		upper = str_make(control, sizeof(control));
	}
	for (i = 0; i < KEY_NAMES; i++) {
		if (str_is(upper, key_names[i].name)) {
			out->code = key_names[i].code;
			return true;
		}
	}
	return control_of(upper, out) || function_of(str, out);
}

bool
key_of(struct str str, key_code *out)
{
	struct str inner = str;
	size_t next;
	key_code key;

	if (!str.len)
		return false;
	if (str.len > 2 && str_starts(str, "<") && str_ends(str, ">"))
		inner = str_part(str, 1, str.len - 2);
	if (name_of(inner, out))
		return true;
	key.code = utf8_at(inner, 0, &next);
	if (next != inner.len || utf8_check(inner) < inner.len ||
	    !key_is_text(key))
		return false;
	*out = key;
	return true;
}

static void
add_key(struct key_text *out, key_code key)
{
	out->at = mem_grow(out->at, &out->cap, out->n + 1, sizeof(*out->at));
	out->at[out->n++] = key;
}

/* `<Enter>` or `<<` at off; moves off past it. */
static int
read_angle(struct key_text *out, struct str word, size_t *off,
	struct err *err)
{
	size_t end = str_find(word, *off, str_of(">"));
	struct str name = str_part(word, *off, end + 1 - *off);
	key_code key = { '<' };

	if (str_starts(str_from(word, *off), "<<")) {
		*off += 2;
		add_key(out, key);
		return 0;
	}
	if (end == word.len)
		return err_set(err, ERR_USAGE, "'<' begins the name of a key, "
			"as in <Enter>; for the character write <<");
	if (!key_of(name, &key))
		return err_set(err, ERR_USAGE, "there is no key '%.*s'",
			(int)name.len, name.at);
	*off = end + 1;
	add_key(out, key);
	return 0;
}

/* A key for each character of a word that is no name as a whole. */
static int
read_word(struct key_text *out, struct str word, struct err *err)
{
	size_t off = 0, next;
	key_code key;

	while (off < word.len) {
		if (word.at[off] == '<') {
			if (read_angle(out, word, &off, err))
				return -1;
			continue;
		}
		utf8_at(word, off, &next);
		if (!key_of(str_part(word, off, next - off), &key))
			return err_set(err, ERR_USAGE,
				"character %zu of '%.*s' is no key",
				off + 1, (int)word.len, word.at);
		add_key(out, key);
		off = next;
	}
	return 0;
}

int
keys_read(struct key_text *out, struct str text, struct err *err)
{
	struct str rest = text, word;
	key_code key;

	*out = (struct key_text){ NULL, 0, 0 };
	while (str_word(&rest, &word)) {
		if (key_of(word, &key))
			add_key(out, key);
		else if (read_word(out, word, err))
			goto failed;
	}
	return 0;
failed:
	keys_release(out);
	return -1;
}

void
keys_release(struct key_text *keys)
{
	free(keys->at);
	*keys = (struct key_text){ NULL, 0, 0 };
}
