/*
 * A native file: what was read is written, read again and written again: the
 * same bytes; and ORDER. So a file that somebody edited is taken up once.
 */
#include "fuzz.h"

#include "adref/doc/lint.h"
#include "adref/format/native.h"

static bool
read_again(struct buf *out, struct str text)
{
	struct doc *doc = doc_new("outcome");
	struct findings findings = { 0 };
	struct err err = ERR_INIT;
	bool read = native_read_text(doc, "front.md", text, NULL, &err) == 0;

	if (read) {
		struct env env;

		env_fixed(&env, 1624000000, 1);
		doc_draw_ids(doc, &env);
		doc_pair(doc);
		doc_lint(&findings, doc);
		findings_release(&findings);
		if (doc_first(doc))
			native_write(out, doc, doc_first(doc));
	}
	doc_free(doc);
	return read;
}

/* Below the folder it is in, and nowhere else. */
static bool
stays_below(struct str path)
{
	size_t from = 0;

	for (size_t i = 0; i <= path.len; i++) {
		struct str part = str_part(path, from, i - from);

		if (i < path.len && path.at[i] != '/')
			continue;
		if (str_is(part, "..") || str_is(part, ".") ||
		    (!part.len && i < path.len))
			return false;
		from = i + 1;
	}
	return str_starts(path, "a/");
}

static void
check_order(struct str text)
{
	struct str rest = text, entry;
	struct buf path = BUF_INIT;
	size_t line = 0;

	while (native_order_next(&rest, &entry, &line)) {
		buf_clear(&path);
		if (native_order_path(&path, str_of("a/"), entry))
			must(stays_below(buf_str(&path)));
	}
	buf_release(&path);
}

void
fuzz_one(struct str bytes)
{
	struct buf once = BUF_INIT, twice = BUF_INIT;

	check_order(bytes);
	if (read_again(&once, bytes)) {
		must(read_again(&twice, buf_str(&once)));
		must(str_same(buf_str(&once), buf_str(&twice)));
	}
	buf_release(&once);
	buf_release(&twice);
}
