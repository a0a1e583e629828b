/*
 * The registry: complete, without doubles, and found as the room speaks.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "adref/base/buf.h"
#include "adref/base/utf8.h"
#include "adref/doc/party.h"
#include "adref/text/attribution.h"

static size_t
count_group(const char *group)
{
	size_t n = 0;

	for (size_t i = 0; i < party_count(); i++)
		n += strcmp(party_at(i)->group, group) == 0;
	return n;
}

static void
test_members(void **state)
{
	size_t members = 0;

	(void)state;
	for (size_t i = 0; i < party_count(); i++) {
		const struct party *party = party_at(i);

		members += party->kind == PARTY_MEMBER;
		assert_true(code_is_valid(str_of(party->code)));
		assert_ptr_equal(party_by_code(str_of(party->code)), party);
		if (party->kind == PARTY_MEMBER) {
			assert_int_equal(strlen(party->code), 3);
			assert_true(*party->group != '\0');
		}
	}
	assert_int_equal(members, 193);
	assert_null(party_at(party_count()));
}

static void
test_groups(void **state)
{
	(void)state;
	assert_int_equal(count_group("African"), 54);
	assert_int_equal(count_group("Asia-Pacific"), 54);
	assert_int_equal(count_group("Eastern European"), 23);
	assert_int_equal(count_group("GRULAC"), 33);
	assert_int_equal(count_group("WEOG"), 29);
	assert_string_equal(party_by_code(str_of("USA"))->group, "WEOG");
	assert_string_equal(party_by_code(str_of("ISR"))->group, "WEOG");
	assert_string_equal(party_by_code(str_of("TUR"))->group, "WEOG");
	assert_string_equal(party_by_code(str_of("KIR"))->group,
		"Asia-Pacific");
	assert_string_equal(party_by_code(str_of("CYP"))->group,
		"Asia-Pacific");
}

/* Nobody is called exactly what another is called, but for NAM. */
static void
test_names_are_unique(void **state)
{
	(void)state;
	for (size_t i = 0; i < party_count(); i++) {
		const struct party *party = party_at(i), *found;

		found = party_meant(str_of(party->name));
		assert_ptr_equal(found, party);
		found = party_meant(str_of(party->room));
		assert_ptr_equal(found, party);
		if (strcmp(party->code, "NAM") != 0)
			assert_ptr_equal(party_meant(str_of(party->code)),
				party);
	}
	assert_null(party_meant(str_of("nam")));
	assert_string_equal(party_by_code(str_of("NAM"))->name, "Namibia");
}

static const char *
first(const char *typed, size_t *n)
{
	const struct party *out[40];

	*n = party_complete(str_of(typed), out, 40);
	return *n ? out[0]->code : "";
}

static void
test_complete(void **state)
{
	const struct party *out[4];
	size_t n;

	(void)state;
	assert_string_equal(first("ger", &n), "DEU");
	assert_int_equal(n, 1);
	assert_string_equal(first("ind", &n), "IND");
	assert_true(n >= 2);
	assert_string_equal(first("in", &n), "IND");	/* not AILAC */
	assert_string_equal(first("fra", &n), "FRA");
	assert_string_equal(first("us", &n), "USA");
	assert_string_equal(first("türk", &n), "TUR");
	assert_string_equal(first("COTE", &n), "CIV");
	assert_string_equal(first("viet", &n), "VNM");
	assert_string_equal(first("zzz", &n), "");
	assert_int_equal(n, 0);
	n = party_complete(str_of("uni"), out, 4);
	assert_int_equal(n, 4);
	assert_string_equal(out[0]->code, "TZA");	/* Tanzania */
	assert_string_equal(out[1]->code, "ARE");	/* UAE */
	assert_string_equal(out[2]->code, "GBR");	/* UK */
	assert_string_equal(out[3]->code, "USA");	/* US */
	assert_true(party_complete(str_of("a"), out, 1) > 1);
}

static void
test_meant(void **state)
{
	(void)state;
	assert_string_equal(party_meant(str_of("ger"))->code, "DEU");
	assert_string_equal(party_meant(str_of(" russia "))->code, "RUS");
	assert_string_equal(party_meant(str_of("turkey"))->code, "TUR");
	assert_string_equal(party_meant(str_of("DPRK"))->code, "PRK");
	assert_string_equal(party_meant(str_of("non-aligned"))->code,
		"NAM-GROUP");
	assert_string_equal(party_meant(str_of("chair"))->code, "CHAIR");
	assert_null(party_meant(str_of("uni")));
	assert_null(party_meant(str_of("")));
	assert_null(party_meant(str_of(" ")));
	assert_null(party_meant(str_of("Atlantis")));
}

static void
test_room_names(void **state)
{
	const char *one, *two;

	(void)state;
	assert_string_equal(party_room_name("IND"), "India");
	assert_string_equal(party_room_name("USA"), "US");
	assert_string_equal(party_room_name("BOL"), "Bolivia");
	one = party_room_name("XX-1");
	two = party_room_name("XX-2");
	assert_string_equal(one, "XX-1");
	assert_string_equal(two, "XX-2");
}

static void
test_stances(void **state)
{
	struct buf out = BUF_INIT;

	(void)state;
	party_add_stances(&out, str_of("{IND CAN +ARAB -USA ?EU}"));
	assert_string_equal(buf_text(&out), "India, Canada; Arab Group: keep; "
		"US: delete; EU: reserves");
	buf_clear(&out);
	party_add_stances(&out, str_of("{+EU}"));
	assert_string_equal(buf_text(&out), "EU: keep");
	buf_clear(&out);
	party_add_stances(&out, str_of("{no attribution}"));
	assert_string_equal(buf_text(&out), "");
	buf_release(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_members),
		cmocka_unit_test(test_groups),
		cmocka_unit_test(test_names_are_unique),
		cmocka_unit_test(test_complete),
		cmocka_unit_test(test_meant),
		cmocka_unit_test(test_room_names),
		cmocka_unit_test(test_stances),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
