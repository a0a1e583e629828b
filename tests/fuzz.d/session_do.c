/*
 * Lines of commands on a small text: whatever they do, the text is in order.
 */
#include "fuzz.h"

#include <string.h>

#include "../unit/build_doc.h"
#include "adref/format/native.h"
#include "adref/session/command.h"
#include "adref/session/session.h"

enum { LINES_MAX = 12 };

static const char text[] =
	"# A. Lamps\n"
	"1. States [shall][should]{+FRA} keep lamps[^1], [every [second] year].\n"
	"- Lamps of ships\n"
	"  - Lamps of boats\n"
	"2 bis. Bells, as in paragraph 1.\n"
	"## 1. More\n"
	"- \n"
	"[^1]: As agreed before.\n";

static struct env env;

static struct record *
open_record(void)
{
	struct act act = { .kind = "import", .subject = "Import" };
	struct doc *doc = build_doc(text);
	struct record *record;
	struct err err = ERR_INIT;

	env_fixed(&env, 1623312000, 7);
	must(record_open_memory(&record, &env, &err) == 0);
	must(record_put_docs(record, &doc, 1, &act, NULL, &err) == 0);
	doc_free(doc);
	return record;
}

static void
write_all(struct buf *out, const struct doc *doc)
{
	if (doc_first(doc))
		native_write(out, doc, doc_first(doc));
	native_write_notes(out, doc);
}

void
fuzz_one(struct str bytes)
{
	struct record *record = open_record();
	struct session_options options = { .document = NULL };
	struct session *session;
	struct str line;
	struct buf after = BUF_INIT;
	struct err err = ERR_INIT;

	must(session_open(&session, record, &options, &err) == 0);
	for (int i = 0; i < LINES_MAX && str_line(&bytes, &line); i++) {
		err = (struct err)ERR_INIT;
		if (line.len < 1000)
			command_do(session, line, &err);
		must(session->doc != NULL);
	}
	write_all(&after, session->doc);
	must(utf8_check(buf_str(&after)) == after.len);
	session_close(session);
	record_close(record);
	buf_release(&after);
}
