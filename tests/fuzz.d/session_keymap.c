/* A person's keymap, keys as they are written, and arguments of commands. */
#include "fuzz.h"

#include "adref/session/command.h"
#include "adref/session/key.h"
#include "adref/session/keymap.h"

void
fuzz_one(struct str bytes)
{
	struct keymap keymap = KEYMAP_INIT;
	struct key_text keys = { NULL, 0, 0 };
	struct arguments args = { NULL, 0, 0 };
	struct err err = ERR_INIT;
	struct buf name = BUF_INIT;

	keymap_read(&keymap, bytes, "keymap", command_known);
	for (size_t i = 0; i < keymap.findings_n; i++)
		must(str_starts(str_of(keymap.findings[i].text), "keymap:"));
	for (size_t i = 0; i < keymap.n; i++) {
		key_code same;

		buf_clear(&name);
		key_add_name(&name, keymap.at[i].key);
		must(key_of(buf_str(&name), &same) &&
			key_same(same, keymap.at[i].key));
	}
	keymap_release(&keymap);
	keys_read(&keys, bytes, &err);
	keys_release(&keys);
	arguments_read(&args, bytes, &err);
	arguments_release(&args);
	buf_release(&name);
}
