/*
 * Every slip of real texts has repairs, and each of them leaves one slip less.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "adref/doc/repair.h"
#include "format_import_help.h"

/* Put the repair in and take it out again. */
static void
check_made(struct doc *doc, const struct repair *repair)
{
	struct buf line = BUF_INIT, old = BUF_INIT;
	size_t slips = doc->slips;

	buf_add_str(&old, node_str(repair->node));
	buf_add_str(&line, node_str(repair->node));
	buf_splice(&line, repair->off, repair->gone, str_of(repair->come));
	doc_set_line(doc, repair->node, buf_str(&line));
	doc_pair(doc);
	assert_int_equal(doc->slips + 1, slips);
	doc_set_line(doc, repair->node, buf_str(&old));
	doc_pair(doc);
	assert_int_equal(doc->slips, slips);
	buf_release(&line);
	buf_release(&old);
}

/* The slips there are; more than taking it out is offered for each. */
static size_t
check_slips(struct doc *doc)
{
	size_t slips = 0;

	doc_pair(doc);
	for (struct node *at = doc_first(doc); at; at = node_next(at))
		for (size_t i = 0; i < at->residue_n; i++) {
			struct repairs repairs = { NULL, 0, 0 };

			if (at->residue[i].mate)
				continue;
			slips++;
			doc_repairs(&repairs, doc, at, i);
			assert_true(repairs.n > 1);
			for (size_t k = 0; k < repairs.n; k++)
				check_made(doc, &repairs.at[k]);
			repairs_release(&repairs);
		}
	return slips;
}

static size_t
check_text(struct str text)
{
	struct import import = IMPORT_INIT;
	size_t slips = 0;

	help_import(&import, text, import_guess(text));
	for (size_t i = 0; i < import.docs_n; i++)
		slips += check_slips(import.docs[i]);
	import_release(&import);
	return slips;
}

static void
the_sample_letter(void **state)
{
	struct buf text = BUF_INIT;

	(void)state;
	assert_true(help_read_file(&text, "tests/samples/letter-draft-1.txt"));
	assert_int_equal(check_text(buf_str(&text)), 1);
	buf_release(&text);
}

static void
real_drafts(void **state)
{
	static const struct {
		const char *name;
		size_t slips;
	} drafts[] = {
		{ "bms7-letter-draft-1.txt", 1 },
		{ "unfccc-paris-series-a-2015-10-23.txt", 19 },
		{ "unfccc-paris-series-b-2015-12-04.txt", 21 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(drafts) / sizeof(*drafts); i++) {
		struct buf text = BUF_INIT;

		if (help_read_corpus(&text, drafts[i].name))
			assert_int_equal(check_text(buf_str(&text)),
				drafts[i].slips);
		buf_release(&text);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_sample_letter),
		cmocka_unit_test(real_drafts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
