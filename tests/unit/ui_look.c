/*
 * How roles look in each set: what is bold, underlined or reversed is so in
 * all, roles that must be told apart are so without colours, and the colours
 * can be read on the ground they are for.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "../../src/ui/terminal_look.h"

static const enum look_set all[] = {
	LOOKS_SAFE, LOOKS_LIGHT, LOOKS_DARK, LOOKS_MONO
};
enum { ALL = sizeof(all) / sizeof(all[0]) };

static void
test_names(void **state)
{
	enum look_set set = LOOKS_SAFE;

	(void)state;
	assert_true(look_find("light", &set) && set == LOOKS_LIGHT);
	assert_true(look_find("dark", &set) && set == LOOKS_DARK);
	assert_true(look_find("mono", &set) && set == LOOKS_MONO);
	assert_false(look_find("", &set) || look_find("Dark", &set));
}

static void
test_attributes(void **state)
{
	struct look mono[ROLE_COUNT], looks[ROLE_COUNT];

	(void)state;
	looks_make(mono, LOOKS_MONO, 256);
	for (int set = 0; set < ALL; set++)
		for (int colours = 0; colours <= 256; colours += 8) {
			looks_make(looks, all[set], colours);
			for (int role = 0; role < ROLE_COUNT; role++)
				assert_int_equal(looks[role].attributes,
					mono[role].attributes);
		}
}

static void
test_no_colours(void **state)
{
	struct look looks[ROLE_COUNT];

	(void)state;
	for (int set = 0; set < ALL; set++) {
		looks_make(looks, all[set], all[set] == LOOKS_MONO ? 256 : 2);
		for (int role = 0; role < ROLE_COUNT; role++)
			assert_int_equal(looks[role].colour, LOOK_DEFAULT);
	}
}

/* What nothing but the look tells apart. */
static void
test_told_apart(void **state)
{
	static const enum role pairs[][2] = {
		{ ROLE_SLIP, ROLE_BRACKET }, { ROLE_SLIP, ROLE_PLAIN },
		{ ROLE_BRACKET, ROLE_PLAIN }, { ROLE_BRACKET, ROLE_INSIDE },
		{ ROLE_REFUSAL, ROLE_MESSAGE }, { ROLE_KEY, ROLE_KEY_TEXT },
		{ ROLE_HEAD_PARTY, ROLE_HEAD }, { ROLE_BLANK, ROLE_PLAIN },
		{ ROLE_LINK, ROLE_PLAIN }, { ROLE_STRONG, ROLE_PLAIN },
		{ ROLE_EMPHASIS, ROLE_STRONG }, { ROLE_ADDED, ROLE_DELETED },
		{ ROLE_SECTION, ROLE_PLAIN }, { ROLE_AGREED, ROLE_DIM },
	};
	struct look looks[ROLE_COUNT];

	(void)state;
	looks_make(looks, LOOKS_MONO, 0);
	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++)
		assert_false(look_same(looks[pairs[i][0]],
			looks[pairs[i][1]]));
}

/* Of xterm, the darkest and the palest of the common ones among the first. */
static void
colour_parts(unsigned colour, double parts[3])
{
	static const unsigned char first[16][3] = {
		{ 0, 0, 0 }, { 205, 0, 0 }, { 0, 205, 0 }, { 205, 205, 0 },
		{ 0, 0, 238 }, { 205, 0, 205 }, { 0, 205, 205 },
		{ 229, 229, 229 }, { 127, 127, 127 }, { 255, 0, 0 },
		{ 0, 255, 0 }, { 255, 255, 0 }, { 92, 92, 255 },
		{ 255, 0, 255 }, { 0, 255, 255 }, { 255, 255, 255 }
	};
	unsigned cube = colour - 16;

	for (int i = 2; i >= 0; i--) {
		if (colour < 16) {
			parts[i] = first[colour][i];
		} else if (colour >= 232) {
			parts[i] = 8 + 10 * (colour - 232.0);
		} else {
			parts[i] = cube % 6 ? 55 + 40 * (cube % 6) : 0;
			cube /= 6;
		}
	}
}

/*
 * As the Web Content Accessibility Guidelines 2 have it: 1 to 21. The cubic is
 * within a hundredth of sRGB's curve.
 */
static double
contrast(unsigned colour, bool on_white)
{
	static const double weights[] = { 0.2126, 0.7152, 0.0722 };
	double parts[3], sum = 0;

	colour_parts(colour, parts);
	for (int i = 0; i < 3; i++) {
		double part = parts[i] / 255;

		sum += weights[i] * part * (0.0125 + part * (0.6822 +
			part * 0.3053));
	}
	return on_white ? 1.05 / (sum + 0.05) : (sum + 0.05) / 0.05;
}

static void
check_contrast(enum look_set set, bool on_white)
{
	struct look looks[ROLE_COUNT];

	for (int colours = 8; colours <= 256; colours *= 2) {
		double least = colours < 256 ? 4.4 : 4.5;

		looks_make(looks, set, colours);
		for (int role = 0; role < ROLE_COUNT; role++) {
			unsigned colour = looks[role].colour;

			if (colour == LOOK_DEFAULT)
				continue;
			assert_in_range(colour, 0, colours - 1);
			if (contrast(colour, on_white) < least)
				fail_msg("role %d: colour %u of %d has %.1f",
					role, colour, colours,
					contrast(colour, on_white));
		}
	}
}

/*
 * 4.5 is what the guidelines ask of text; the old magenta, which has no better
 * neighbour, is a trifle below it on white.
 */
static void
test_contrast(void **state)
{
	struct look looks[ROLE_COUNT];

	(void)state;
	check_contrast(LOOKS_LIGHT, true);
	check_contrast(LOOKS_DARK, false);
	looks_make(looks, LOOKS_LIGHT, 256);
	assert_true(looks[ROLE_BRACKET].colour >= 16);
	assert_true(looks[ROLE_NUMBER].colour != looks[ROLE_NAMES].colour);
}

static void
test_cells(void **state)
{
	struct look looks[ROLE_COUNT], look;
	struct cell cell = { .bytes = "x", .len = 1, .role = ROLE_NUMBER };

	(void)state;
	looks_make(looks, LOOKS_SAFE, 8);
	assert_true(look_same(look_of(looks, &cell), looks[ROLE_NUMBER]));
	cell.flags = CELL_SELECTED | CELL_MISSPELT;
	look = look_of(looks, &cell);
	assert_int_equal(look.attributes, LOOK_REVERSE | LOOK_UNDERLINE);
	assert_int_equal(look.colour, looks[ROLE_NUMBER].colour);
	cell.flags = 0;
	cell.bytes[0] = ' ';
	assert_true(look_same(look_of(looks, &cell), look_plain));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_attributes),
		cmocka_unit_test(test_no_colours),
		cmocka_unit_test(test_told_apart),
		cmocka_unit_test(test_contrast),
		cmocka_unit_test(test_cells),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
