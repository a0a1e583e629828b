/*
 * What proposals make of a line, and which of them can stand together.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "adref/doc/proposal_text.h"

static const char line[] =
	"1. Each gardener shall return twice the seeds that were lent.";

/* `MOD`, the words or "", the wording. */
struct asked {
	enum proposal_verb verb;
	const char *words, *wording;
};

static void
make(struct proposal *out, const struct asked *asked, const char *was)
{
	proposal_init(out);
	out->verb = asked->verb;
	proposal_set(&out->words, str_of(asked->words));
	proposal_set(&out->was, str_of(was));
	if (asked->verb == PROPOSAL_ADD)
		proposal_set(&out->where, str_of(asked->words));
	proposal_set(&proposal_add_version(out)->wording,
		str_of(asked->wording));
}

static const struct {
	struct asked asked;
	const char *reads;	/* NULL: its words are gone */
} readings[] = {
	{ { PROPOSAL_MOD, "shall", "should" }, "1. Each gardener "
		"{-shall-}{+should+} return twice the seeds that were lent." },
	{ { PROPOSAL_MOD, "", "2. Each gardener shall return the seeds." },
		"1. Each gardener shall return {-twice -}the seeds"
		"{- that were lent-}." },
	{ { PROPOSAL_SUP, "twice", "" }, "1. Each gardener shall return "
		"{-twice -}the seeds that were lent." },
	{ { PROPOSAL_SUP, "", "" }, "{-1. Each gardener shall return twice "
		"the seeds that were lent.-}" },
	{ { PROPOSAL_NOC, "twice", "" }, line },
	{ { PROPOSAL_ADD, "after", "One\n\nTwo" }, "{+One / Two+}" },
};

static void
test_how_it_would_read(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(readings) / sizeof(*readings); i++) {
		struct buf out = BUF_INIT;
		struct proposal of;

		make(&of, &readings[i].asked, line);
		assert_true(proposal_add_reading(&out, &of, str_of(line)));
		assert_string_equal(buf_text(&out), readings[i].reads);
		proposal_release(&of);
		buf_release(&out);
	}
}

static void
found(struct proposal *of, const char *now, size_t from, size_t to)
{
	size_t a, b;

	assert_true(proposal_find_words(of, str_of(now), &a, &b));
	assert_int_equal(a, from);
	assert_int_equal(b, to);
}

/* Its words are the ones it was filed on, wherever they have gone. */
static void
test_words_are_found_again(void **state)
{
	static const struct asked asked = { PROPOSAL_MOD, "the", "their" };
	static const char was[] = "Return the seeds, the bags, the tools";
	struct buf out = BUF_INIT;
	struct proposal of;
	size_t a, b;

	(void)state;
	make(&of, &asked, was);
	of.nth = 2;
	found(&of, was, 18, 21);
	found(&of, "Return the seeds, and then the bags, the tools", 27, 30);
	found(&of, "Return the small seeds, the bags, the tools", 24, 27);
	assert_false(proposal_find_words(&of, str_of("Return the seeds, "
		"some bags, the tools"), &a, &b));
	assert_false(proposal_add_reading(&out, &of, str_of("All else")));
	assert_int_equal(out.len, 0);
	found(&of, "Keep a list of the pots", 15, 18);
	proposal_release(&of);
}

static const struct {
	struct asked a, b;
	enum proposals_fit fit;
} fits[] = {
	/* Changes: of the same words, of others, of the same words alike. */
	{ { PROPOSAL_MOD, "shall", "should" }, { PROPOSAL_MOD, "shall",
		"may" }, FIT_CONTRADICT },
	{ { PROPOSAL_MOD, "shall", "should" }, { PROPOSAL_MOD, "twice",
		"three times" }, FIT_TOGETHER },
	{ { PROPOSAL_MOD, "shall", "should" }, { PROPOSAL_MOD, "gardener "
		"shall", "gardener should" }, FIT_SAME },
	{ { PROPOSAL_MOD, "shall return", "should return" }, { PROPOSAL_MOD,
		"", "Each gardener shall return twice the seeds." },
		FIT_TOGETHER },
	{ { PROPOSAL_MOD, "twice the seeds", "the seeds" }, { PROPOSAL_MOD,
		"", "Each gardener shall return thrice the seeds that were "
		"lent." }, FIT_CONTRADICT },
	/* To delete, against a change and against another deletion. */
	{ { PROPOSAL_SUP, "", "" }, { PROPOSAL_MOD, "shall", "should" },
		FIT_CONTRADICT },
	{ { PROPOSAL_SUP, "twice", "" }, { PROPOSAL_MOD, "shall", "should" },
		FIT_TOGETHER },
	{ { PROPOSAL_SUP, "twice", "" }, { PROPOSAL_MOD, "twice",
		"three times" }, FIT_CONTRADICT },
	{ { PROPOSAL_SUP, "", "" }, { PROPOSAL_SUP, "", "" }, FIT_SAME },
	{ { PROPOSAL_SUP, "", "" }, { PROPOSAL_SUP, "twice", "" },
		FIT_TOGETHER },
	/* To keep, against each. */
	{ { PROPOSAL_NOC, "", "" }, { PROPOSAL_SUP, "twice", "" },
		FIT_CONTRADICT },
	{ { PROPOSAL_NOC, "", "" }, { PROPOSAL_SUP, "", "" },
		FIT_CONTRADICT },
	{ { PROPOSAL_NOC, "shall", "" }, { PROPOSAL_MOD, "shall", "should" },
		FIT_CONTRADICT },
	{ { PROPOSAL_NOC, "shall", "" }, { PROPOSAL_MOD, "twice", "thrice" },
		FIT_TOGETHER },
	{ { PROPOSAL_NOC, "shall", "" }, { PROPOSAL_NOC, "shall", "" },
		FIT_SAME },
	{ { PROPOSAL_NOC, "shall", "" }, { PROPOSAL_NOC, "twice", "" },
		FIT_TOGETHER },
	/* What is added stands beside anything, unless its place goes. */
	{ { PROPOSAL_ADD, "after", "More" }, { PROPOSAL_SUP, "", "" },
		FIT_TOGETHER },
	{ { PROPOSAL_ADD, "under", "More" }, { PROPOSAL_SUP, "", "" },
		FIT_CONTRADICT },
	{ { PROPOSAL_ADD, "under", "More" }, { PROPOSAL_NOC, "", "" },
		FIT_TOGETHER },
	{ { PROPOSAL_ADD, "under", "More" }, { PROPOSAL_ADD, "under", "Less" },
		FIT_TOGETHER },
	{ { PROPOSAL_ADD, "under", "More" }, { PROPOSAL_ADD, "under", "More" },
		FIT_SAME },
	/* Words that are in no line. */
	{ { PROPOSAL_MOD, "must", "may" }, { PROPOSAL_SUP, "", "" },
		FIT_UNKNOWN },
};

static void
test_which_can_stand_together(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(fits) / sizeof(*fits); i++) {
		struct proposal a, b;

		make(&a, &fits[i].a, line);
		make(&b, &fits[i].b, line);
		if (proposals_fit(&a, &b, str_of(line)) != fits[i].fit ||
		    proposals_fit(&b, &a, str_of(line)) != fits[i].fit)
			fail_msg("sample %zu fits otherwise", i);
		proposal_release(&a);
		proposal_release(&b);
	}
}

/* Filed on different states of the line, they meet in the present one. */
static void
test_the_present_line_counts_where_they_differ(void **state)
{
	static const struct asked one = { PROPOSAL_MOD, "shall", "should" };
	static const struct asked two = { PROPOSAL_MOD, "shall", "may" };
	static const struct asked far = { PROPOSAL_MOD, "seeds", "plants" };
	struct proposal a, b, c;
	struct str now = str_of("Each and every gardener shall return seeds");

	(void)state;
	make(&a, &one, "Each gardener shall return seeds");
	make(&b, &two, "Each and every gardener shall return seeds");
	make(&c, &far, "Every gardener shall return seeds");
	assert_int_equal(proposals_fit(&a, &b, now), FIT_CONTRADICT);
	assert_int_equal(proposals_fit(&a, &c, now), FIT_TOGETHER);
	now = str_of("Each gardener will return seeds");
	assert_int_equal(proposals_fit(&a, &b, now), FIT_UNKNOWN);
	proposal_release(&a);
	proposal_release(&b);
	proposal_release(&c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_how_it_would_read),
		cmocka_unit_test(test_words_are_found_again),
		cmocka_unit_test(test_which_can_stand_together),
		cmocka_unit_test(
			test_the_present_line_counts_where_they_differ),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
