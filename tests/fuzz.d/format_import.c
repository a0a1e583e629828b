/* A letter, a Markdown file, a text in some encoding: the first byte chooses. */
#include "fuzz.h"

#include "adref/format/import.h"
#include "adref/format/native.h"

static int
keep(void *ctx, const char *path, struct str bytes)
{
	(void)ctx;
	must(*path && utf8_check(bytes) == bytes.len);
	return 0;
}

void
fuzz_one(struct str bytes)
{
	static const char *const encodings[] = { NULL, "windows-1252",
		"latin1", "utf-8" };
	struct import import = IMPORT_INIT;
	struct buf text = BUF_INIT;
	struct err err = ERR_INIT;
	unsigned char first;
	struct import_options options = { .main = "outcome" };

	if (!bytes.len)
		return;
	first = (unsigned char)bytes.at[0];
	if (import_decode(&text, str_from(bytes, 1), encodings[first / 4 % 4],
		&err) == 0) {
		enum import_form form = first % 4 == 3
			? import_guess(buf_str(&text))
			: (enum import_form)(first % 4);

		if (import_text(&import, buf_str(&text), form, &options,
			&err) == 0)
			for (size_t i = 0; i < import.docs_n; i++) {
				struct env env;

				env_fixed(&env, 1624000000, 1);
				doc_draw_ids(import.docs[i], &env);
				doc_pair(import.docs[i]);
				native_write_all(import.docs[i], keep, NULL);
			}
		import_release(&import);
	}
	buf_release(&text);
}
