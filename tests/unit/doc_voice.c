/*
 * Who speaks for whom, as it is said in the room.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "adref/doc/voice.h"

static void
reads(const char *said, const char *party, const char *speaker)
{
	struct voice voice;
	struct err err = ERR_INIT;

	if (voice_read(&voice, str_of(said), &err) < 0)
		fail_msg("%s: %s", said, err.text);
	assert_string_equal(voice.party, party);
	assert_string_equal(voice.speaker, speaker);
}

static void
refuses(const char *said, const char *words)
{
	struct voice voice = { "IND", "FRA" };
	struct err err = ERR_INIT;

	assert_int_equal(voice_read(&voice, str_of(said), &err), -1);
	if (!strstr(err.text, words))
		fail_msg("%s: %s", said, err.text);
	assert_string_equal(voice.party, "IND");
	assert_string_equal(voice.speaker, "FRA");
}

static void
test_reading(void **state)
{
	(void)state;
	reads("India", "IND", "");
	reads("chair", "", "");
	reads("Brazil on behalf of the Group of 77 and China", "G77", "BRA");
	reads("Brazil on behalf of the G77 and China", "G77", "BRA");
	reads("brazil ON BEHALF OF g77", "G77", "BRA");
	reads("BRA/G77", "G77", "BRA");
	reads(" bra / g77 ", "G77", "BRA");
	reads("Kenya for African Group", "AFRICA", "KEN");
	reads("fiji obo psids", "PSIDS", "FJI");
	/* Names that have such words in them. */
	reads("Coalition for Rainforest Nations", "CFRN", "");
	reads("PNG on behalf of the Coalition for Rainforest Nations",
		"CFRN", "PNG");
	reads("India on behalf of India", "IND", "");
	reads("Belgium on behalf of the Chair", "", "BEL");
}

static void
test_refusing(void **state)
{
	(void)state;
	refuses("Atlantis", "no party is called \"Atlantis\"");
	refuses("Atlantis/G77", "no party is called \"Atlantis\"");
	refuses("Brazil/Atlantis", "no party is called \"Atlantis\"");
	refuses("guin/G77", "Guinea or Guinea-Bissau");
	refuses("Brazil on behalf of", "on whose behalf does Brazil speak?");
	refuses("", "no party");
	refuses("/", "no party");
}

static void
names(const char *party, const char *speaker, const char *now)
{
	struct buf out = BUF_INIT;

	voice_add(&out, party, speaker);
	assert_string_equal(buf_text(&out), now);
	buf_release(&out);
}

static void
test_naming(void **state)
{
	(void)state;
	names("", "", "the Chair");
	names("", NULL, "the Chair");
	names("USA", "", "US");
	names("G77", "BRA", "G77 (Brazil)");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_reading),
		cmocka_unit_test(test_refusing),
		cmocka_unit_test(test_naming),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
