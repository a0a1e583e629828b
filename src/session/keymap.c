/*
 * Keymap text to bindings, with a finding for each line that is not in order.
 * Start at keymap_read(). What it must not do: run a command or name a key.
 */
#include "adref/session/keymap.h"

#include <stdlib.h>

#include "adref/base/buf.h"
#include "adref/base/mem.h"
#include "adref/session/keymap_text.h"

static const char *const mode_words[KEYS_MODES] = {
	[KEYS_OUTLINE] = "outline", [KEYS_LETTER] = "letter",
	[KEYS_TYPING] = "typing", [KEYS_PROMPT] = "prompt",
	[KEYS_LIST] = "list", [KEYS_PROPOSALS] = "proposals",
	[KEYS_FOLLOW] = "follow"
};

/* Where the line being read comes from. */
struct source {
	const char *file;
	size_t line;
	bool (*known)(struct str command);
};

const char *
key_mode_word(enum key_mode mode)
{
	return mode_words[mode];
}

static struct binding *
find_binding(const struct keymap *keymap, enum key_mode mode, key_code key)
{
	size_t i;

	for (i = 0; i < keymap->n; i++) {
		if (keymap->at[i].mode == mode &&
		    key_same(keymap->at[i].key, key))
			return &keymap->at[i];
	}
	return NULL;
}

static void
drop_binding(struct keymap *keymap, struct binding *binding)
{
	size_t behind = keymap->n - (size_t)(binding - keymap->at) - 1;

	free(binding->command);
	free(binding->file);
	memmove(binding, binding + 1, behind * sizeof(*binding));
	keymap->n--;
}

/* The next word of a line, unless a remark begins there. */
static bool
next_word(struct str *rest, struct str *word)
{
	return str_word(rest, word) && word->at[0] != '#';
}

/* The line from its first word on without a remark at its end. */
static struct str
without_remark(struct str line)
{
	bool quoted = false, between = true;
	size_t off;

	for (off = 0; off < line.len; off++) {
		char c = line.at[off];

		if (quoted && c == '\\')
			off++;
		else if (c == '"')
			quoted = !quoted;
		else if (c == '#' && between && !quoted)
			break;
		between = c == ' ' || c == '\t';
	}
	return str_trim(str_part(line, 0, off));
}

/* MODE KEY of a line; `#` as the key is the key, not a remark. */
static int
read_place(struct str *rest, enum key_mode *mode, key_code *key,
	struct err *err)
{
	struct str word;
	int i;

	if (!next_word(rest, &word))
		return err_set(err, ERR_USAGE, "the mode is missing: "
			"outline, letter, typing, prompt, list or proposals");
	for (i = 0; i < KEYS_MODES && !str_is(word, mode_words[i]); i++)
		;
	if (i == KEYS_MODES)
		return err_set(err, ERR_USAGE, "there is no mode '%.*s': "
			"outline, letter, typing, prompt, list or proposals",
			(int)word.len, word.at);
	*mode = (enum key_mode)i;
	if (!str_word(rest, &word))
		return err_set(err, ERR_USAGE, "the key is missing");
	if (!key_of(word, key))
		return err_set(err, ERR_USAGE, "there is no key '%.*s'",
			(int)word.len, word.at);
	if ((*mode == KEYS_TYPING || *mode == KEYS_PROMPT) &&
	    key_is_text(*key))
		return err_set(err, ERR_REFUSED, "'%.*s' types itself in %s "
			"mode and cannot be bound", (int)word.len, word.at,
			mode_words[*mode]);
	return 0;
}

static int
check_command(const struct source *source, struct str command,
	struct err *err)
{
	struct str rest = command, name;

	if (!str_word(&rest, &name))
		return err_set(err, ERR_USAGE, "the command is missing");
	if (source->known && !source->known(name))
		return err_set(err, ERR_USAGE, "there is no command '%.*s'",
			(int)name.len, name.at);
	return 0;
}

static void
set_binding(struct binding *binding, const struct source *source,
	struct str command)
{
	free(binding->command);
	free(binding->file);
	binding->command = mem_text_len(command.at, command.len);
	binding->file = mem_text(source->file);
	binding->line = source->line;
}

static int
add_conflict(const struct binding *binding, struct err *err)
{
	struct buf name = BUF_INIT;

	key_add_name(&name, binding->key);
	err_set(err, ERR_USAGE, "'%s' is bound twice in %s mode: to %s in "
		"line %zu, and here", buf_text(&name),
		mode_words[binding->mode], binding->command, binding->line);
	buf_release(&name);
	return -1;
}

static int
read_bind(struct keymap *keymap, const struct source *source,
	struct str rest, struct err *err)
{
	struct binding *binding, fresh = { .command = NULL };
	struct str command;
	int status = 0;

	if (read_place(&rest, &fresh.mode, &fresh.key, err))
		return -1;
	command = without_remark(rest);
	if (check_command(source, command, err))
		return -1;
	binding = find_binding(keymap, fresh.mode, fresh.key);
	if (binding && !strcmp(binding->file, source->file))
		status = add_conflict(binding, err);
	if (!binding) {
		keymap->at = mem_grow(keymap->at, &keymap->cap, keymap->n + 1,
			sizeof(*keymap->at));
		binding = &keymap->at[keymap->n++];
		*binding = fresh;
	}
	set_binding(binding, source, command);
	return status;
}

static int
read_unbind(struct keymap *keymap, struct str rest, struct err *err)
{
	struct binding *binding;
	enum key_mode mode;
	struct str word;
	key_code key;

	if (read_place(&rest, &mode, &key, err))
		return -1;
	if (next_word(&rest, &word))
		return err_set(err, ERR_USAGE, "'%.*s' is one word too many: "
			"unbind takes a mode and a key",
			(int)word.len, word.at);
	binding = find_binding(keymap, mode, key);
	if (!binding)
		return err_set(err, ERR_MISSING, "nothing to unbind: that key "
			"does nothing in %s mode", mode_words[mode]);
	drop_binding(keymap, binding);
	return 0;
}

static int
read_line(struct keymap *keymap, const struct source *source,
	struct str line, struct err *err)
{
	struct str verb;

	if (!next_word(&line, &verb))
		return 0;
	if (str_is(verb, "bind"))
		return read_bind(keymap, source, line, err);
	if (str_is(verb, "unbind"))
		return read_unbind(keymap, line, err);
	return err_set(err, ERR_USAGE, "'%.*s' is not understood: a line "
		"begins with bind or unbind", (int)verb.len, verb.at);
}

static void
add_finding(struct keymap *keymap, const struct source *source,
	const struct err *err)
{
	struct buf text = BUF_INIT;

	buf_add_format(&text, "%s:%zu: %s", source->file, source->line,
		err->text);
	keymap->findings = mem_grow(keymap->findings, &keymap->findings_cap,
		keymap->findings_n + 1, sizeof(*keymap->findings));
	keymap->findings[keymap->findings_n++].text = buf_take(&text);
}

void
keymap_read(struct keymap *keymap, struct str text, const char *file,
	bool (*known)(struct str command))
{
	struct source source = { file, 0, known };
	struct str rest = text, line;
	struct err err;

	while (str_line(&rest, &line)) {
		source.line++;
		err_clear(&err);
		if (read_line(keymap, &source, line, &err))
			add_finding(keymap, &source, &err);
	}
}

void
keymap_release(struct keymap *keymap)
{
	size_t i;

	for (i = 0; i < keymap->n; i++) {
		free(keymap->at[i].command);
		free(keymap->at[i].file);
	}
	for (i = 0; i < keymap->findings_n; i++)
		free(keymap->findings[i].text);
	free(keymap->at);
	free(keymap->findings);
	*keymap = (struct keymap)KEYMAP_INIT;
}

const struct binding *
keymap_find(const struct keymap *keymap, enum key_mode mode, key_code key)
{
	const struct binding *found = find_binding(keymap, mode, key);

	return found || mode != KEYS_PROPOSALS ? found
		: find_binding(keymap, KEYS_LIST, key);
}

/* Asked for every key on the screen, at every key pressed. */
static bool
begins_with_word(const char *text, const char *word)
{
	while (*word && *text == *word) {
		text++;
		word++;
	}
	return !*word && (!*text || *text == ' ' || *text == '\t');
}

static const struct binding *
find_command(const struct keymap *keymap, enum key_mode mode,
	const char *command)
{
	size_t i;

	for (i = 0; i < keymap->n; i++) {
		const struct binding *binding = &keymap->at[i];

		if (binding->mode == mode &&
		    begins_with_word(binding->command, command))
			return binding;
	}
	return NULL;
}

const struct binding *
keymap_key_of(const struct keymap *keymap, enum key_mode mode,
	const char *command)
{
	const struct binding *found = find_command(keymap, mode, command);

	return found || mode != KEYS_PROPOSALS ? found
		: find_command(keymap, KEYS_LIST, command);
}

void
keymap_add_key(struct buf *out, const struct keymap *keymap,
	enum key_mode mode, const char *command)
{
	const struct binding *binding = keymap_key_of(keymap, mode, command);

	if (binding)
		key_add_name(out, binding->key);
	else
		buf_add_text(out, command);
}

const char *
keymap_built_in(const char *name)
{
	if (!strcmp(name, "default"))
		return keymap_default;
	if (!strcmp(name, "vim"))
		return keymap_vim;
	return NULL;
}
