/*
 * Places that words name, as letters write them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "adref/doc/address.h"
#include "adref/doc/named.h"
#include "build_doc.h"

static const char text[] =
	"# A. Review\n"
	"- Review of actions\n"
	"## 1. Arrangements\n"
	"- Designation of an authority\n"
	"  - Publication of the list\n"
	"  - Timely notice\n"
	"- Funding\n"
	"- Training\n"
	"## The Way Forward\n"
	"- National actions\n"
	"# B. Exchange\n"
	"## 1. Formats\n"
	"- Voluntary use\n"
	"## The Way Forward\n"
	"- Global actions\n"
	"# C. Text\n"
	"14 bis. States shall report.\n"
	"15. States shall act:\n"
	"(a) at once\n";

static const struct sample {
	const char *words, *names;
} samples[] = {
	{ "Under A.1, first bullet, we would say", "A.1.1" },
	{ "the third bullet of A.1 and A.1.1.2", "A.1.3 A.1.1.2" },
	{ "A.1.1, second sub-bullet", "A.1.1.2" },
	{ "In item B, Japan prefers", "B" },
	{ "section B.1 should go", "B.1" },
	{ "the last bullet under A.1.", "A.1.3" },
	{ "paragraph 14 bis", "C.14bis" },
	{ "paragraphs 14 bis and 15", "C.14bis C.15" },
	{ "the Way Forward of item B", "B.s1" },
	{ "We thank you. A first bullet is not A place.", "" },
	{ "the 2nd bullet point under A.1", "A.1.2" },
	{ "A.1 is fine. The first bullet is not.", "A.1" },
	{ "resolution 60/81 of 8 December 2005", "" },
	{ "paragraph 1 of item B", "B.1" },
	{ "in paragraph 1 of A.1, please", "A.1.1" },
	{ "A.1, twelfth bullet", "A.1" },
};

static void
places_are_named(void **state)
{
	struct doc *doc = build_doc(text);

	(void)state;
	doc_derive_ids(doc);
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		struct named all[NAMED_MAX];
		size_t n = named_read(all, doc, str_of(samples[i].words));
		struct buf said = BUF_INIT;

		for (size_t k = 0; k < n; k++) {
			if (k)
				buf_add_char(&said, ' ');
			address_add(&said, all[k].node);
		}
		if (strcmp(buf_text(&said), samples[i].names) != 0)
			fail_msg("\"%s\" names \"%s\", and not \"%s\"",
				samples[i].words, buf_text(&said),
				samples[i].names);
		buf_release(&said);
	}
	doc_free(doc);
}

static void
marked_words_have_their_place(void **state)
{
	static const char line[] = "In A.1.1 the words go. In A.1.2 add them.";
	struct doc *doc = build_doc(text);
	struct buf said = BUF_INIT;

	(void)state;
	doc_derive_ids(doc);
	address_add(&said, named_for(doc, str_of(line), 9, 18));
	buf_add_char(&said, ' ');
	address_add(&said, named_for(doc, str_of(line), 32, 40));
	buf_add_char(&said, ' ');
	address_add(&said, named_for(doc, str_of(line), 0, 0));
	assert_string_equal(buf_text(&said), "A.1.1 A.1.2 A.1.1");
	assert_null(named_for(doc, str_of("nowhere"), 0, 7));
	buf_release(&said);
	doc_free(doc);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(places_are_named),
		cmocka_unit_test(marked_words_have_their_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
