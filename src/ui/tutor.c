/*
 * Making the tour: the keys are put into its words, then it is brought in as
 * any Markdown is.
 */
#include "tutor.h"

#include <ctype.h>

#include "adref/format/import.h"
#include "adref/session/command.h"

/*
 * The key of a command; where none is bound, the palette's with the command's
 * name. What Markdown would read is quoted.
 */
static void
add_key(struct buf *out, const struct keymap *keymap, struct str command)
{
	static const enum key_mode modes[] = {
		KEYS_OUTLINE, KEYS_TYPING, KEYS_PROMPT, KEYS_LIST
	};
	struct buf name = BUF_INIT, key = BUF_INIT;
	const struct binding *binding = NULL;

	buf_add_str(&name, command);
	for (size_t i = 0; i < 4 && !binding; i++)
		binding = keymap_key_of(keymap, modes[i], buf_text(&name));
	if (binding)
		key_add_name(&key, binding->key);
	else
		buf_add_format(&key, ": %s", buf_text(&name));
	for (size_t i = 0; i < key.len; i++) {
		if (ispunct((unsigned char)key.data[i]))
			buf_add_char(out, '\\');
		buf_add_char(out, key.data[i]);
	}
	buf_release(&name);
	buf_release(&key);
}

static void
add_text(struct buf *out, const struct keymap *keymap)
{
	struct str text = str_of(tutor_text);
	size_t at = 0, open, close;

	while ((open = str_find(text, at, str_of("@{"))) < text.len) {
		close = str_find(text, open, str_of("}"));
		buf_add_str(out, str_part(text, at, open - at));
		add_key(out, keymap, str_part(text, open + 2,
			close - open - 2));
		at = close + 1;
	}
	buf_add_str(out, str_from(text, at));
}

int
tutor_fill(struct record *record, const char *name, struct err *err)
{
	struct import_options options = { .main = record_main(record) };
	struct act act = { .kind = "import", .subject = "Begin the tour" };
	struct import import = IMPORT_INIT;
	struct keymap keymap = KEYMAP_INIT;
	struct buf text = BUF_INIT;
	int rc;

	keymap_read(&keymap, str_of(keymap_built_in(name ? name : "default")),
		"", command_known);
	add_text(&text, &keymap);
	rc = import_text(&import, buf_str(&text), IMPORT_MARKDOWN, &options,
		err);
	if (rc == 0)
		rc = record_put_docs(record, import.docs, import.docs_n, &act,
			NULL, err);
	import_release(&import);
	keymap_release(&keymap);
	buf_release(&text);
	return rc;
}

int
tutor_open(struct record **out, const struct env *env, const char *keymap,
	struct err *err)
{
	if (record_open_memory(out, env, err) < 0)
		return -1;
	if (tutor_fill(*out, keymap, err) == 0)
		return 0;
	record_close(*out);
	*out = NULL;
	return -1;
}
