/* A form that a delegation filled in and sent back, read against a draft. */
#include "fuzz.h"

#include "../unit/build_doc.h"
#include "adref/format/form.h"

static const char draft_text[] =
	"# A. Lamps\n"
	"1. States [shall][should] keep lamps[^1].\n"
	"- Lamps of ships\n"
	"  - Lamps of boats\n"
	"[^1]: As agreed before.\n";

void
fuzz_one(struct str bytes)
{
	struct doc *draft = build_doc(draft_text);
	struct form_about about = { .party = NULL };
	struct form form = { .filings = NULL };
	struct err err = ERR_INIT;
	struct env env;

	env_fixed(&env, 1624000000, 1);
	doc_draw_ids(draft, &env);
	doc_pair(draft);
	if (utf8_check(bytes) == bytes.len &&
	    form_about_read(&about, bytes, &err) == 0) {
		form_read(&form, bytes, draft, &about, "Draft 1");
		for (size_t i = 0; i < form.filings_n; i++)
			must(form.filings[i].wording && form.filings[i].reasons
				&& form.filings[i].words);
		form_release(&form);
	}
	form_about_release(&about);
	doc_free(draft);
}
