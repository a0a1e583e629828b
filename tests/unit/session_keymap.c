/*
 * Keymaps: reading, replacing, findings, and that the built-in ones are in
 * order and ask for no key that goes astray.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "adref/session/keymap.h"

#define CMD(function, name, where, arguments, flags, group, help) name,
static const char *const command_names[] = {
#include "adref/session/commands.def"
};
#undef CMD
enum { COMMANDS = sizeof(command_names) / sizeof(command_names[0]) };

static bool
known(struct str name)
{
	size_t i;

	for (i = 0; i < COMMANDS; i++) {
		if (str_is(name, command_names[i]))
			return true;
	}
	return false;
}

static const char *
command_of(const struct keymap *keymap, enum key_mode mode, const char *name)
{
	const struct binding *binding;
	key_code key;

	assert_true(key_of(str_of(name), &key));
	binding = keymap_find(keymap, mode, key);
	return binding ? binding->command : NULL;
}

static void
test_reading(void **state)
{
	struct keymap keymap = KEYMAP_INIT;
	const struct binding *binding;

	(void)state;
	keymap_read(&keymap, str_of("# a remark\n"
		"\n"
		"bind outline [ bracket-add\n"
		"  bind\toutline  # go 14bis # to there\n"
		"bind outline x find \"a # \\\" # b\" # the end\n"
		"bind typing Esc type-save\r\n"
		"bind list [ list-up"), "own", known);
	assert_int_equal(keymap.findings_n, 0);
	assert_int_equal(keymap.n, 5);
	assert_string_equal(command_of(&keymap, KEYS_OUTLINE, "["),
		"bracket-add");
	assert_string_equal(command_of(&keymap, KEYS_OUTLINE, "#"),
		"go 14bis");
	assert_string_equal(command_of(&keymap, KEYS_OUTLINE, "x"),
		"find \"a # \\\" # b\"");
	assert_string_equal(command_of(&keymap, KEYS_LIST, "["), "list-up");
	assert_null(command_of(&keymap, KEYS_PROMPT, "Esc"));
	binding = keymap_key_of(&keymap, KEYS_OUTLINE, "go");
	assert_non_null(binding);
	assert_int_equal(binding->line, 4);
	assert_string_equal(binding->file, "own");
	assert_null(keymap_key_of(&keymap, KEYS_OUTLINE, "type-save"));
	assert_null(keymap_key_of(&keymap, KEYS_OUTLINE, "g"));
	keymap_release(&keymap);
	assert_int_equal(keymap.n, 0);
}

static void
test_a_later_file_wins(void **state)
{
	struct keymap keymap = KEYMAP_INIT;

	(void)state;
	keymap_read(&keymap, str_of("bind outline u undo\n"
		"bind outline U redo\nbind list u undo\n"), "first", known);
	keymap_read(&keymap, str_of("bind outline u go\n"
		"unbind outline U # not mine\n"), "second", known);
	assert_int_equal(keymap.findings_n, 0);
	assert_int_equal(keymap.n, 2);
	assert_string_equal(command_of(&keymap, KEYS_OUTLINE, "u"), "go");
	assert_null(command_of(&keymap, KEYS_OUTLINE, "U"));
	assert_string_equal(command_of(&keymap, KEYS_LIST, "u"), "undo");
	keymap_release(&keymap);
}

static void
check_finding(const char *line, const char *finding)
{
	struct keymap keymap = KEYMAP_INIT;
	struct buf text = BUF_INIT;

	buf_add_text(&text, "bind outline u undo\n");
	buf_add_text(&text, line);
	buf_add_text(&text, "\nbind outline q quit\n");
	keymap_read(&keymap, buf_str(&text), "own", known);
	assert_int_equal(keymap.findings_n, 1);
	assert_string_equal(keymap.findings[0].text, finding);
	/* Reading went on. */
	assert_non_null(command_of(&keymap, KEYS_OUTLINE, "q"));
	buf_release(&text);
	keymap_release(&keymap);
}

static void
test_findings(void **state)
{
	(void)state;
	check_finding("map outline x go", "own:2: 'map' is not understood: "
		"a line begins with bind or unbind");
	check_finding("bind", "own:2: the mode is missing: outline, letter, "
		"typing, prompt, list or proposals");
	check_finding("bind normal x go", "own:2: there is no mode 'normal': "
		"outline, letter, typing, prompt, list or proposals");
	check_finding("bind outline", "own:2: the key is missing");
	check_finding("bind outline Entr go", "own:2: there is no key 'Entr'");
	check_finding("bind outline x", "own:2: the command is missing");
	check_finding("bind outline x # go", "own:2: the command is missing");
	check_finding("bind outline x fly up", "own:2: there is no command "
		"'fly'");
	check_finding("bind typing x type-save", "own:2: 'x' types itself in "
		"typing mode and cannot be bound");
	check_finding("unbind outline z", "own:2: nothing to unbind: that key "
		"does nothing in outline mode");
	check_finding("unbind outline u undo", "own:2: 'undo' is one word too "
		"many: unbind takes a mode and a key");
}

static void
test_bound_twice(void **state)
{
	struct keymap keymap = KEYMAP_INIT;

	(void)state;
	keymap_read(&keymap, str_of("bind outline ^M go\n"
		"bind outline Enter find\n"), "own", known);
	assert_int_equal(keymap.findings_n, 1);
	assert_string_equal(keymap.findings[0].text, "own:2: 'Enter' is bound "
		"twice in outline mode: to go in line 1, and here");
	assert_string_equal(command_of(&keymap, KEYS_OUTLINE, "Enter"),
		"find");
	keymap_release(&keymap);
	keymap_read(&keymap, str_of("bind outline x go\nunbind outline x\n"
		"bind outline x find\n"), "own", NULL);
	assert_int_equal(keymap.findings_n, 0);
	keymap_release(&keymap);
}

static void
test_hostile_text(void **state)
{
	static const char text[] = "bind outline \xFF go\n\0bind\n\"\\";
	struct keymap keymap = KEYMAP_INIT;

	(void)state;
	keymap_read(&keymap, str_make(text, sizeof(text) - 1), "own", NULL);
	assert_int_equal(keymap.n, 0);
	assert_int_equal(keymap.findings_n, 3);
	keymap_release(&keymap);
}

/* What cannot be done without, in either map. */
static const struct {
	enum key_mode mode;
	const char *command;
} needed[] = {
	{ KEYS_OUTLINE, "move-down" }, { KEYS_OUTLINE, "move-up" },
	{ KEYS_OUTLINE, "go" }, { KEYS_OUTLINE, "find" },
	{ KEYS_OUTLINE, "bracket-add" }, { KEYS_OUTLINE, "bracket-drop" },
	{ KEYS_OUTLINE, "party-set" }, { KEYS_OUTLINE, "text-edit" },
	{ KEYS_OUTLINE, "undo" }, { KEYS_OUTLINE, "redo" },
	{ KEYS_OUTLINE, "history" }, { KEYS_OUTLINE, "history-node" },
	{ KEYS_OUTLINE, "help" }, { KEYS_OUTLINE, "palette" },
	{ KEYS_OUTLINE, "quit" }, { KEYS_TYPING, "type-save" },
	{ KEYS_TYPING, "type-leave" }, { KEYS_TYPING, "type-rub" },
	{ KEYS_PROMPT, "prompt-enter" }, { KEYS_PROMPT, "prompt-leave" },
	{ KEYS_LIST, "list-enter" }, { KEYS_LIST, "list-leave" },
	{ KEYS_LIST, "list-filter" }
};

static void
check_built_in(const char *name)
{
	static const char *const astray[] = { "^A", "^B", "^S", "^Q" };
	struct keymap keymap = KEYMAP_INIT;
	size_t i, mode;

	assert_non_null(keymap_built_in(name));
	keymap_read(&keymap, str_of(keymap_built_in(name)), name, known);
	for (i = 0; i < keymap.findings_n; i++)
		print_error("%s\n", keymap.findings[i].text);
	assert_int_equal(keymap.findings_n, 0);
	for (i = 0; i < sizeof(needed) / sizeof(needed[0]); i++)
		assert_non_null(keymap_key_of(&keymap, needed[i].mode,
			needed[i].command));
	for (mode = 0; mode < KEYS_MODES; mode++) {
		for (i = 0; i < sizeof(astray) / sizeof(astray[0]); i++)
			assert_null(command_of(&keymap, (enum key_mode)mode,
				astray[i]));
	}
	keymap_release(&keymap);
}

static void
test_built_in(void **state)
{
	(void)state;
	check_built_in("default");
	check_built_in("vim");
	assert_null(keymap_built_in("emacs"));
	assert_null(keymap_built_in(""));
	assert_string_equal(key_mode_word(KEYS_OUTLINE), "outline");
	assert_string_equal(key_mode_word(KEYS_LIST), "list");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_reading),
		cmocka_unit_test(test_a_later_file_wins),
		cmocka_unit_test(test_findings),
		cmocka_unit_test(test_bound_twice),
		cmocka_unit_test(test_hostile_text),
		cmocka_unit_test(test_built_in)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
