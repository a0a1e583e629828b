/*
 * Proposals as files: what is written reads back, what a careless or hostile
 * hand wrote is refused with its line or kept.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "adref/base/env.h"
#include "adref/format/proposal_file.h"

enum { ROUNDS = 4000 };

static const char whole[] =
	"verb: MOD\n"
	"from: writing\n"
	"node: k3f9x2d7\n"
	"document: outcome\n"
	"address: A.1\n"
	"words: shall\n"
	"words-nth: 2\n"
	"was: States shall report, and shall publish\n"
	"letter: letters/ind-2021-05-28\n"
	"letter-node: p0mr4w9c\n"
	"paper: SL/WP.3\n"
	"withdrawn: 2021-06-20T10:00+00:00\n"
	"colour: green\n"
	"\n"
	"## 2021-05-28T10:00+00:00\n"
	"\n"
	"> should\n"
	">  \n"
	"\n"
	"\\# not a version\n"
	"\\\\ a backslash\n"
	"\n"
	"more reasons\n"
	"\n"
	"## 2021-05-29T10:00+00:00\n"
	"\n"
	"> may\n";

static int
read(struct proposal *out, const char *text, struct err *err)
{
	proposal_init(out);
	return proposal_file_read(out, str_of(text), err);
}

static void
test_a_file_reads_and_is_written_alike(void **state)
{
	struct proposal proposal;
	struct buf out = BUF_INIT;
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(read(&proposal, whole, &err), 0);
	assert_int_equal(proposal.verb, PROPOSAL_MOD);
	assert_int_equal(proposal.how, HOW_WRITING);
	assert_int_equal(proposal.fate, FATE_WITHDRAWN);
	assert_string_equal(proposal.words, "shall");
	assert_int_equal(proposal.nth, 2);
	assert_string_equal(proposal.letter_node.text, "p0mr4w9c");
	assert_string_equal(proposal.rest, "colour: green\n");
	assert_int_equal(proposal.versions_n, 2);
	assert_string_equal(proposal.versions[0].wording, "should\n ");
	assert_string_equal(proposal.versions[0].reasons,
		"# not a version\n\\ a backslash\n\nmore reasons");
	assert_string_equal(proposal_wording(&proposal), "may");
	proposal_file_write(&out, &proposal);
	assert_string_equal(buf_text(&out), whole);
	buf_release(&out);
	proposal_release(&proposal);
}

static void
refused(const char *text, const char *why)
{
	struct proposal proposal;
	struct err err = ERR_INIT;

	assert_int_equal(read(&proposal, text, &err), -1);
	assert_int_equal(err.code, ERR_REFUSED);
	assert_string_equal(err.text, why);
	proposal_release(&proposal);
}

static void
test_what_is_wrong_is_named_with_its_line(void **state)
{
	(void)state;
	refused("", "line 0: a proposal has lines verb:, document: and node:");
	refused("verb: MOD\nnode: abc\n", "line 2: node is \"abc\"");
	refused("\nverb: ALTER\n", "line 2: verb is \"ALTER\"");
	refused("verb: ADD\nwords-nth: 0\n", "line 2: words-nth is \"0\"");
	refused("verb: ADD\nwords-nth: 2nd\n",
		"line 2: words-nth is \"2nd\"");
	refused("verb: ADD\nwords-nth: 1234567\n",
		"line 2: words-nth is \"1234567\"");
	refused("verb: ADD\nwords-nth: -1\n",
		"line 2: words-nth is \"-1\"");
	refused("verb: ADD\nwords-nth:\n", "line 2: words-nth is \"\"");
	refused("verb: 0123456789012345678901234567890123456789"
		"0123456789012345678901234567890\n", "line 1: verb is "
		"\"0123456789012345678901234567890123456789"
		"01234567890123456789\"");
	refused("verb: ADD\nfrom: hearsay\n", "line 2: from is \"hearsay\"");
	refused("verb: ADD\nnode: k3f9x2d7\ndocument: outcome\n",
		"line 3: no version begins with ## and its time");
}

static void
random_text(struct buf *out, struct env *env, size_t max)
{
	static const char alphabet[] = "ab #>\\\n:\t[]{}";
	unsigned char dice[64];

	env_chance(env, dice, sizeof(dice));
	for (size_t i = 1; i < 1 + dice[0] % max; i++)
		buf_add_char(out, alphabet[dice[i] % (sizeof(alphabet) - 1)]);
}

/* Whatever wording and reasons hold: written twice it is the same, and the
 * words are those. */
static void
test_any_words_come_back(void **state)
{
	struct env env;

	(void)state;
	env_fixed(&env, 0, 11);
	for (int round = 0; round < ROUNDS; round++) {
		struct proposal first, second;
		struct buf wording = BUF_INIT, reasons = BUF_INIT;
		struct buf a = BUF_INIT, b = BUF_INIT;
		struct err err = ERR_INIT;

		assert_int_equal(read(&first, whole, &err), 0);
		random_text(&wording, &env, 40);
		random_text(&reasons, &env, 40);
		proposal_set(&first.versions[0].wording,
			str_trim(buf_str(&wording)));
		proposal_set(&first.versions[0].reasons,
			str_trim(buf_str(&reasons)));
		proposal_file_write(&a, &first);
		assert_int_equal(read(&second, buf_text(&a), &err), 0);
		assert_string_equal(second.versions[0].wording,
			first.versions[0].wording);
		assert_string_equal(second.versions[0].reasons,
			first.versions[0].reasons);
		proposal_file_write(&b, &second);
		assert_string_equal(buf_text(&b), buf_text(&a));
		proposal_release(&first);
		proposal_release(&second);
		buf_release(&wording);
		buf_release(&reasons);
		buf_release(&a);
		buf_release(&b);
	}
}

static void
count_trouble(void *ctx, size_t line, const char *why)
{
	char *lines = ctx;
	size_t len = strlen(lines);

	(void)why;
	snprintf(lines + len, 40 - len, "%zu ", line);
}

static void
test_tables_give_what_they_can(void **state)
{
	char lines[40] = "";
	const struct table_trouble trouble = { count_trouble, lines };
	struct proposals all = { 0 };
	struct proposal *one = proposals_add(&all);
	struct buf row = BUF_INIT;

	(void)state;
	proposal_set(&one->party, str_of("IND"));
	one->number = 3;
	proposals_sort(&all);
	fates_read(&all, str_of("proposal\tfate\nIND/4\tplaced\n"
		"IND/3\tlost\nind/3\tdeclined\t\t\t\tCHAIR\tnow\t\ta\\tb\n"),
		&trouble);
	assert_string_equal(lines, "2 3 ");
	one = proposals_find(&all, str_of("ind/3"));
	assert_int_equal(one->fate, FATE_DECLINED);
	assert_string_equal(one->reason, "a\tb");
	fate_add_row(&row, one);
	assert_string_equal(buf_text(&row),
		"IND/3\tdeclined\t\t\t\tCHAIR\tnow\t\ta\\tb\n");
	buf_release(&row);
	proposals_release(&all);
}

/* What is open or withdrawn has no place, and nobody need be told. */
static void
test_fates_that_are_none(void **state)
{
	char lines[40] = "";
	const struct table_trouble trouble = { count_trouble, lines };
	struct proposals all = { 0 };
	struct proposal *one = proposals_add(&all);

	(void)state;
	proposal_set(&one->party, str_of("IND"));
	one->number = 3;
	proposals_sort(&all);
	fates_read(&all, str_of(""), &trouble);
	fates_read(&all, str_of("proposal\tfate\nIND/3\n"), NULL);
	fates_read(&all, str_of("proposal\tfate\nIND/3\twithdrawn\tnew\n"),
		&trouble);
	fates_read(&all, str_of("proposal\tfate\nIND/3\topen\n"), &trouble);
	assert_string_equal(lines, "");
	one = proposals_find(&all, str_of("IND/3"));
	assert_int_equal(one->fate, FATE_OPEN);
	fates_read(&all, str_of("proposal\tfate\nIND/3\tplaced\toddly\n"),
		&trouble);
	assert_string_equal(lines, "2 ");
	assert_int_equal(one->fate, FATE_PLACED);
	proposals_release(&all);
}

static void
test_names_of_files(void **state)
{
	static const char *const bad[] = { "1.txt", ".md", "0.md", "01.md",
		"123456789.md", "1a.md", "1:.md", "../1.md" };
	unsigned number;

	(void)state;
	assert_true(proposal_file_number(str_of("12345678.md"), &number));
	assert_int_equal(number, 12345678);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_false(proposal_file_number(str_of(bad[i]), &number));
}

/* A line's end in a value is a blank, and an empty line of wording stays. */
static void
test_values_are_one_line(void **state)
{
	struct proposal first, second;
	struct buf out = BUF_INIT;
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(read(&first, "verb: MOD\nnode: k3f9x2d7\n"
		"document: outcome\n\n## 2021-05-28T10:00+00:00\n\n>a\n>\n> b\n",
		&err), 0);
	assert_string_equal(first.versions[0].wording, "a\n\nb");
	proposal_set(&first.words, str_of("a\r\nb"));
	proposal_file_write(&out, &first);
	assert_int_equal(read(&second, buf_text(&out), &err), 0);
	assert_string_equal(second.words, "a  b");
	proposal_release(&first);
	proposal_release(&second);
	buf_release(&out);
}

static void
test_rows_of_stands_are_read_one_by_one(void **state)
{
	char lines[40] = "";
	const struct table_trouble trouble = { count_trouble, lines };
	struct str rest = str_of("proposal\tstands\nind/3\tfor\tnow\n"
		"IND/3\tmaybe\nIND\tfor\nIND/9\tagainst\n");
	struct tsv_row row = { .number = 0 };
	struct stand_row stand;

	(void)state;
	assert_true(stands_next(&rest, &row, &stand, &trouble));
	assert_string_equal(stand.party, "IND");
	assert_int_equal(stand.number, 3);
	assert_false(stand.against);
	assert_true(str_is(stand.on, "now"));
	assert_true(stands_next(&rest, &row, &stand, &trouble));
	assert_int_equal(stand.number, 9);
	assert_true(stand.against);
	assert_int_equal(stand.line, 5);
	assert_false(stands_next(&rest, &row, &stand, &trouble));
	assert_string_equal(lines, "3 4 ");
}

static void
test_names(void **state)
{
	char party[13];
	unsigned number;

	(void)state;
	assert_true(proposal_name_read(str_of("ind/12"), party, &number));
	assert_string_equal(party, "IND");
	assert_int_equal(number, 12);
	assert_true(proposal_name_read(str_of("NAM-GROUP/1"), party, &number));
	assert_false(proposal_name_read(str_of("IND/0"), party, &number));
	assert_false(proposal_name_read(str_of("IND/01"), party, &number));
	assert_false(proposal_name_read(str_of("IND"), party, &number));
	assert_false(proposal_name_read(str_of("IND/"), party, &number));
	assert_false(proposal_name_read(str_of("/1"), party, &number));
	assert_false(proposal_name_read(str_of("../1"), party, &number));
	assert_false(proposal_name_read(str_of("IND/1a"), party, &number));
	assert_false(proposal_name_read(str_of("ABCDEFGHIJKLM/1"), party,
		&number));
	assert_false(proposal_name_read(str_of("IND/123456789"), party,
		&number));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_file_reads_and_is_written_alike),
		cmocka_unit_test(test_what_is_wrong_is_named_with_its_line),
		cmocka_unit_test(test_any_words_come_back),
		cmocka_unit_test(test_tables_give_what_they_can),
		cmocka_unit_test(test_fates_that_are_none),
		cmocka_unit_test(test_names_of_files),
		cmocka_unit_test(test_values_are_one_line),
		cmocka_unit_test(test_rows_of_stands_are_read_one_by_one),
		cmocka_unit_test(test_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
