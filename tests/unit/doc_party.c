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
#include "adref/doc/parties.h"
#include "adref/doc/party.h"
#include "adref/text/attribution.h"

static size_t
count_group(const char *group)
{
	size_t n = 0;

	for (size_t i = 0; i < party_count(); i++)
		n += party_at(i)->kind == PARTY_MEMBER &&
			strcmp(party_at(i)->group, group) == 0;
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

static size_t
count_members(const char *group)
{
	return party_members(party_by_code(str_of(group)), NULL, 0);
}

/* How many there are is as public as who they are. */
static void
test_members_of_groups(void **state)
{
	static const struct {
		const char *code;
		size_t n;
	} groups[] = {
		{ "AFRICA", 54 }, { "APG", 54 }, { "EEG", 23 },
		{ "GRULAC", 33 }, { "WEOG", 29 }, { "G77", 134 },
		{ "NAM-GROUP", 121 }, { "EU", 27 }, { "CARICOM", 14 },
		{ "AOSIS", 39 }, { "ARAB", 22 }, { "LDC", 44 },
		{ "LLDC", 32 }, { "ASEAN", 11 }, { "CANZ", 3 },
		{ "NORDIC", 5 }, { "OIC", 57 }, { "OSCE", 57 },
		{ "NATO", 32 }, { "LMDC", 0 }, { "IND", 0 },
	};
	const struct party *brazil = party_by_code(str_of("BRA"));

	(void)state;
	for (size_t i = 0; i < sizeof(groups) / sizeof(*groups); i++)
		assert_int_equal(count_members(groups[i].code), groups[i].n);
	assert_true(party_belongs(brazil, party_by_code(str_of("G77"))));
	assert_true(party_belongs(brazil, party_by_code(str_of("GRULAC"))));
	assert_true(party_belongs(brazil, brazil));
	assert_false(party_belongs(brazil, party_by_code(str_of("EU"))));
	assert_false(party_belongs(party_by_code(str_of("G77")), brazil));
}

/* A code that a group names and nobody has would be a member lost. */
static void
test_members_are_parties(void **state)
{
	(void)state;
	for (size_t i = 0; i < party_count(); i++) {
		struct str rest = str_of(party_at(i)->members), word;

		while (str_word(&rest, &word))
			if (!party_by_code(word))
				fail_msg("%s names %.*s", party_at(i)->code,
					(int)word.len, word.at);
	}
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
	assert_true(n > 4);	/* States before United Nations agencies */
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
	assert_string_equal(party_meant(str_of("the US"))->code, "USA");
	assert_string_equal(party_meant(str_of("The Bahamas"))->code, "BHS");
	assert_null(party_meant(str_of("the")));
	assert_null(party_meant(str_of("the ")));
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

static void
test_who_is_asked_for(void **state)
{
	struct err err = ERR_INIT;

	(void)state;
	assert_string_equal(party_find(str_of("turkiye"), &err), "TUR");
	assert_string_equal(party_find(str_of("NAM"), &err), "NAM");
	assert_null(party_find(str_of("united"), &err));
	assert_string_equal(err.text, "\"united\" can be Tanzania, UAE, UK, "
		"US, UN-Habitat, UN-Women or one of 13 more: write more of "
		"the name, or the code");
	assert_null(party_find(str_of("guin"), &err));
	assert_string_equal(err.text, "\"guin\" can be Guinea or "
		"Guinea-Bissau: write more of the name, or the code");
	assert_null(party_find(str_of("Atlantis"), &err));
	assert_string_equal(err.text, "no party is called \"Atlantis\"");
	assert_null(party_find(str_of(""), &err));
	assert_string_equal(err.text, "no party is called \"\"");
}

static struct buf told;

static void
tell(void *ctx, const char *why)
{
	(void)ctx;
	buf_add_format(&told, "%s\n", why);
}

static struct parties *
read_table(const char *table)
{
	struct parties *parties;

	buf_clear(&told);
	parties = parties_read(str_of(table), tell, NULL);
	parties_use(parties);
	return parties;
}

static void
test_own_are_joined(void **state)
{
	size_t built_in = party_count();
	struct parties *parties = read_table("code\tkind\tname\troom\t"
		"aliases\tmembers\n"
		"KOR\t\t\tRepublic of Korea\n"
		"REEF\t\tReef Alliance\t\tReefs|The Reef\tFJI, TUV\n"
		"ROWERS\tngo\tUnion of Rowers\n"
		"EU\t\t\t\t-\n");

	(void)state;
	assert_string_equal(buf_text(&told), "");
	assert_int_equal(party_count(), built_in + 2);
	assert_string_equal(party_room_name("KOR"), "Republic of Korea");
	assert_string_equal(party_code_of(str_of("south korea")), "KOR");
	assert_string_equal(party_room_name("REEF"), "Reef Alliance");
	assert_string_equal(party_code_of(str_of("the reef")), "REEF");
	assert_int_equal(count_members("REEF"), 2);
	assert_int_equal(party_by_code(str_of("REEF"))->kind, PARTY_GROUP);
	assert_int_equal(party_by_code(str_of("ROWERS"))->kind, PARTY_NGO);
	assert_string_equal(party_by_code(str_of("EU"))->aliases, "");
	assert_int_equal(count_members("EU"), 27);
	assert_true(party_is_own(party_by_code(str_of("KOR"))));
	assert_false(party_is_own(party_by_code(str_of("IND"))));
	parties_free(parties);
	assert_int_equal(party_count(), built_in);
	assert_string_equal(party_room_name("KOR"), "ROK");
	assert_string_equal(party_room_name("REEF"), "REEF");
}

static void
test_troubles_are_told(void **state)
{
	struct parties *parties = read_table("code\tname\tcolour\tkind\t"
		"members\n"
		"reef\tReef Alliance\n"
		"\n"
		"REEF\tReef\x1B[2J\t\tclub\tFJI XYZ\n"
		"REEF\tAgain\n"
		"KEEPERS\n");

	(void)state;
	assert_string_equal(buf_text(&told),
		"line 1: there is no column \"colour\"; there are code, name, "
		"room, aliases, group, kind and members\n"
		"line 2: \"reef\" is no code: write 2 to 12 capitals, digits "
		"and hyphens, a capital first\n"
		"line 4: \"club\" is no kind; there are member, observer, "
		"agency, ngo, group and office\n"
		"line 5: REEF has a line before this: the first counts\n"
		"line 6: KEEPERS is not built in and has no name\n"
		"line 4: the member \"XYZ\" is no party here\n");
	assert_string_equal(party_room_name("REEF"), "Reef<U+001B>[2J");
	assert_string_equal(party_room_name("KEEPERS"), "KEEPERS");
	parties_free(parties);
	parties = read_table("name\tcode\nReef\tREEF\n");
	assert_non_null(strstr(buf_text(&told), "line 1: the first line "
		"names the columns"));
	assert_null(party_by_code(str_of("REEF")));
	parties_free(parties);
	parties = read_table("code\tname\nREEF\tR\xE9" "cif\n");
	assert_string_equal(buf_text(&told), "line 2: this is not UTF-8 text: "
		"nothing of it is read\n");
	assert_string_equal(party_room_name("IND"), "India");
	parties_free(parties);
	buf_release(&told);
}

/* Each speaks of its own. */
static void
test_two_at_once(void **state)
{
	struct parties *one = read_table("code\tname\nREEF\tReefs\n");
	struct parties *two = read_table("code\tname\nREEF\tRefinery\n");
	const char *held = party_room_name("REEF");

	(void)state;
	assert_string_equal(held, "Refinery");
	assert_ptr_equal(parties_use(one), two);
	assert_string_equal(party_room_name("REEF"), "Reefs");
	assert_string_equal(held, "Refinery");
	parties_free(two);
	assert_string_equal(party_room_name("REEF"), "Reefs");
	parties_free(one);
	assert_null(parties_use(NULL));
	buf_release(&told);
}

static void
puts_in(const char *table, const char *const cells[PARTY_COLUMNS],
	const char *now)
{
	struct buf out = BUF_INIT;

	parties_put(&out, str_of(table), cells);
	assert_string_equal(buf_text(&out), now);
	buf_release(&out);
}

static void
test_rows_are_put_in(void **state)
{
	const char *cells[PARTY_COLUMNS] = { [PARTY_CODE] = "REEF",
		[PARTY_NAME] = "Reef Alliance" };
	struct buf out = BUF_INIT;

	(void)state;
	puts_in("", cells, "code\tname\troom\taliases\tgroup\tkind\t"
		"members\nREEF\tReef Alliance\n");
	/* A person's own columns and order stay; what lacks is added. */
	cells[PARTY_ROOM] = "Reefs";
	puts_in("code\tcolour\tname\nAAA\tred\tFirst\nREEF\tblue\n", cells,
		"code\tcolour\tname\troom\nAAA\tred\tFirst\n"
		"REEF\tblue\tReef Alliance\tReefs\n");
	cells[PARTY_NAME] = NULL;
	puts_in("code\tname\troom\nREEF\tKept\tGone\n", cells,
		"code\tname\troom\nREEF\tKept\tReefs\n");
	assert_false(parties_drop(&out, str_of("code\tname\nA1\tx\n"),
		str_of("REEF")));
	assert_true(parties_drop(&out, str_of("code\tname\nA1\tx\nREEF\ty"
		"\n"), str_of("REEF")));
	assert_string_equal(buf_text(&out), "code\tname\nA1\tx\n");
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
		cmocka_unit_test(test_members_of_groups),
		cmocka_unit_test(test_members_are_parties),
		cmocka_unit_test(test_who_is_asked_for),
		cmocka_unit_test(test_own_are_joined),
		cmocka_unit_test(test_troubles_are_told),
		cmocka_unit_test(test_two_at_once),
		cmocka_unit_test(test_rows_are_put_in),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
