/*
 * Packing beside the work: when it is due, that it comes to its end while
 * others save, and that it can be ended at any moment.
 */
#include "record_help.h"

#include <dirent.h>

#include "adref/record/pack.h"

enum { SAVES = 450 };		/* three objects each: more than a thousand */

static store_id tips[2 * SAVES];
static size_t saves;

static void
save_some(size_t n)
{
	struct store *store = record_store(record);
	struct err err = ERR_INIT;

	if (!saves)
		ok(store_tip(store, &tips[0], &err), &err);
	for (size_t i = 0; i < n; i++, saves++) {
		char text[40];
		struct store_put put;

		snprintf(text, sizeof(text), "Wording %zu\n", saves);
		put = help_put("outcome/front.md", text);
		ok(help_save(store, &tips[saves], &put, 1, &tips[saves + 1],
			&err), &err);
	}
}

static void
reads_all(void)
{
	for (size_t i = 1; i <= saves; i++) {
		struct buf text = BUF_INIT;
		struct err err = ERR_INIT;
		char want[40];

		snprintf(want, sizeof(want), "Wording %zu\n", i - 1);
		ok(store_read(record_store(record), &tips[i],
			"outcome/front.md", &text, &err), &err);
		assert_string_equal(buf_text(&text), want);
		buf_release(&text);
	}
}

static size_t
count_packs(void)
{
	char line[400];
	DIR *dir;
	struct dirent *file;
	size_t n = 0;

	snprintf(line, sizeof(line), "%s/objects/pack", path);
	dir = opendir(line);
	while (dir && (file = readdir(dir)))
		n += str_ends(str_of(file->d_name), ".pack");
	if (dir)
		closedir(dir);
	return n;
}

static void
it_is_due_when_much_lies_loose(void **state)
{
	(void)state;
	saves = 0;
	assert_false(pack_is_due(record));
	save_some(SAVES);
	assert_true(pack_is_due(record));
}

static void
it_ends_while_others_save(void **state)
{
	struct packing_thread *packing;
	unsigned percent = 0;

	(void)state;
	saves = 0;
	save_some(SAVES);
	packing = pack_begin(record);
	assert_non_null(packing);
	while (pack_look(packing, &percent)) {
		assert_in_range(percent, 0, 100);
		if (saves < 2 * SAVES - 1)
			save_some(1);
	}
	pack_end(packing);
	assert_int_equal(count_packs(), 1);
	assert_false(pack_is_due(record) && saves < SAVES + 100);
	reads_all();
}

static void
ended_at_once_it_took_nothing(void **state)
{
	(void)state;
	saves = 0;
	save_some(SAVES / 10);
	for (int i = 0; i < 5; i++) {
		pack_end(pack_begin(record));
		reads_all();
	}
	pack_end(NULL);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(it_is_due_when_much_lies_loose),
		TEST(it_ends_while_others_save),
		TEST(ended_at_once_it_took_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
