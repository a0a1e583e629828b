/*
 * What came with an act is another party's; what was there stays whose it is.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "adref/text/reattribute.h"

static void
becomes(const char *before, const char *after,
	const struct reattribution *how, const char *now)
{
	struct buf out = BUF_INIT;

	reattribute_add(&out, str_of(before), str_of(after), how);
	assert_string_equal(buf_text(&out), now);
	buf_release(&out);
}

static void
test_what_came_is_moved(void **state)
{
	const struct reattribution how = { "IND", "DEU", REATTRIBUTE_ASKS };

	(void)state;
	becomes("Keep the log", "Keep [the log]{IND}", &how,
		"Keep [the log]{DEU}");
	becomes("", "A new [paragraph]{IND} of [two]{IND}", &how,
		"A new [paragraph]{DEU} of [two]{DEU}");
	/* Across paragraphs the closer has no mate in the line. */
	becomes("and close here", "and close] here", &how, "and close] here");
	becomes("and close here", "and close]{IND} here", &how,
		"and close]{DEU} here");
	becomes("[a]", "[a]{-IND}", &how, "[a]{-DEU}");
	becomes("shall", "[shall][should]{+IND}", &how,
		"[shall][should]{+DEU}");
}

static void
test_what_was_there_stays(void **state)
{
	const struct reattribution how = { "IND", "DEU", REATTRIBUTE_ASKS };

	(void)state;
	becomes("[a]{IND} and b", "[a]{IND} and [b]{IND}", &how,
		"[a]{IND} and [b]{DEU}");
	becomes("[a b]{IND}", "[a c]{IND}", &how, "[a c]{IND}");
	becomes("[a]{IND}", "[a]{IND +IND}", &how, "[a]{IND +DEU}");
	becomes("[a]{EU}", "[a]{EU IND}", &how, "[a]{DEU EU}");
	becomes("[a]{IND}", "[a]{EU IND}", &how, "[a]{EU IND}");
	becomes("a", "[a]{IND +EU -USA}", &how, "[a]{DEU +EU -USA}");
	becomes("[a]{FRA}", "[a]{FRA}", &how, "[a]{FRA}");
}

/* Of one who stands there already, nothing is doubled or turned round. */
static void
test_who_stands_there_already(void **state)
{
	const struct reattribution how = { "IND", "DEU", REATTRIBUTE_ASKS };

	(void)state;
	becomes("[a]{DEU}", "[a]{DEU IND}", &how, "[a]{DEU}");
	becomes("[a]{+DEU}", "[a]{+DEU -IND}", &how, "[a]{+DEU}");
	becomes("[a]{+DEU}", "[a]{IND +DEU}", &how, "[a]{DEU +DEU}");
}

static void
test_to_and_from_the_chair(void **state)
{
	const struct reattribution gone = { "IND", "", REATTRIBUTE_ASKS };
	const struct reattribution asks = { "", "DEU", REATTRIBUTE_ASKS };
	const struct reattribution wording = { "", "DEU",
		REATTRIBUTE_WORDING };
	const struct reattribution none = { "", "DEU", REATTRIBUTE_NONE };

	(void)state;
	becomes("a", "[a]{IND}", &gone, "[a]");
	becomes("a", "[a]{IND +EU}", &gone, "[a]{+EU}");
	becomes("a [b]", "[a] [b]", &asks, "[a]{DEU} [b]");
	becomes("a [b]{EU}", "[a] [b]{EU}", &asks, "[a]{DEU} [b]{EU}");
	becomes("They shall do", "They [shall][should] do", &wording,
		"They [shall][should]{+DEU} do");
	becomes("They [shall][may] do", "They [shall][may][should] do",
		&wording, "They [shall][may][should]{+DEU} do");
	becomes("They [shall][may]{+EU} do",
		"They [shall][may]{+EU}[should] do", &wording,
		"They [shall][may]{+EU}[should]{+DEU} do");
	becomes("a", "[a]", &none, "[a]");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_came_is_moved),
		cmocka_unit_test(test_what_was_there_stays),
		cmocka_unit_test(test_who_stands_there_already),
		cmocka_unit_test(test_to_and_from_the_chair),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
