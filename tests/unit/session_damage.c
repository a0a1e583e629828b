/*
 * Damage while one works: what was saved goes, is cut or stands elsewhere while
 * somebody types. The words stay, the text stays on the screen as it was read
 * last, what is said is what is wrong, and when all is there again the same key
 * saves.
 */
#include "store_help.h"

#include <signal.h>
#include <sys/resource.h>

#include "adref/base/mem.h"
#include "session_help.h"

static char *folder;

static struct doc *
sample(void)
{
	struct doc *doc = doc_new("outcome");

	doc_add_section(doc, 1, str_of("A. Market"));
	doc_add(doc, doc_last_section(doc), NODE_PARAGRAPH,
		str_of("Rules of the [market]"));
	doc_add(doc, doc_last_section(doc), NODE_ITEM,
		str_of("Each stall keeps a lamp"));
	return doc;
}

static int
begin_room(void **state)
{
	struct act act = { .kind = "import", .subject = "Import" };
	struct session_options options = { 0 };
	struct doc *doc = sample();
	struct err err = ERR_INIT;
	char path[300];

	(void)state;
	folder = help_folder();
	snprintf(path, sizeof(path), "%s/room", folder);
	setenv("ADREF_NAME", "J. Otieno", 1);
	env_fixed(&env, 1623312000, 5);
	ok(record_make(path, true, NULL, &env, &err), &err);
	ok(record_open(&record, path, 0, &env, &err), &err);
	ok(record_put_docs(record, &doc, 1, &act, NULL, &err), &err);
	doc_free(doc);
	ok(session_open(&session, record, &options, &err), &err);
	ok(session_offer(session, &err), &err);
	return 0;
}

static int
end_room(void **state)
{
	end(state);
	help_drop(folder);
	return 0;
}

/* From outside, in the repository's folder. */
static void
outside(const char *command)
{
	char room[300];

	snprintf(room, sizeof(room), "%s/room", folder);
	assert_int_equal(help_run(room, command), 0);
}

static void
type_words(void)
{
	press("End Enter Space lit");
	assert_int_equal(session->mode, SESSION_TYPING);
}

/* Refused for this reason, and nothing of what was typed is lost. */
static void
stays_typed(const char *why)
{
	session_tick(session);
	press("Esc");
	says(why);
	assert_false(session->quit);
	assert_int_equal(session->mode, SESSION_TYPING);
	assert_string_equal(buf_text(&session->typing.line),
		"Each stall keeps a lamp lit");
	assert_string_equal(here(), "Each stall keeps a lamp");
	session_tick(session);
	stands("Rules of the [market]");
}

static void
saves_again(void)
{
	session_tick(session);
	press("Esc");
	assert_int_equal(session->mode, SESSION_OUTLINE);
	stands("Each stall keeps a lamp lit\n");
	recorded("A.2: add \"lit\"");
}

static void
the_branch_is_gone(void **state)
{
	(void)state;
	type_words();
	outside("mv refs/heads/main kept");
	stays_typed("the branch of ");
	outside("mv kept refs/heads/main");
	saves_again();
}

static void
the_branch_is_cut(void **state)
{
	(void)state;
	type_words();
	outside("cp refs/heads/main kept && : >refs/heads/main");
	stays_typed("refs/heads/main");
	outside("echo 0123456789012345678901234567890123456789 "
		">refs/heads/main");
	stays_typed("revision 0123456789");
	outside("mv kept refs/heads/main");
	saves_again();
}

static void
another_branch_without_a_text(void **state)
{
	(void)state;
	type_words();
	outside("echo ref: refs/heads/other >HEAD");
	stays_typed("from the branch main to other meanwhile");
	outside("echo ref: refs/heads/main >HEAD");
	saves_again();
}

/* Nobody writes to a branch that is not the one before their eyes. */
static void
another_branch_with_a_text(void **state)
{
	(void)state;
	type_words();
	outside("cp refs/heads/main refs/heads/side &&"
		" git symbolic-ref HEAD refs/heads/side");
	stays_typed("from the branch main to side meanwhile");
	outside("git update-ref --no-deref HEAD refs/heads/main");
	stays_typed("from the branch main to none meanwhile");
	outside("git symbolic-ref HEAD refs/heads/main");
	saves_again();
}

static void
all_objects_are_gone(void **state)
{
	(void)state;
	type_words();
	outside("mv objects kept && mkdir objects");
	stays_typed("cannot be put together");
	outside("rm -r objects && mv kept objects");
	session_tick(session);
	says("can be read again");
	saves_again();
}

static void
all_objects_are_cut(void **state)
{
	(void)state;
	type_words();
	outside("cp -a objects kept && find objects -type f -exec chmod u+w "
		"{} + && for f in $(find objects -type f); do : >$f; done");
	stays_typed("is damaged");
	outside("rm -rf objects && mv kept objects");
	saves_again();
}

static void
the_repository_is_elsewhere(void **state)
{
	(void)state;
	type_words();
	outside("mv ../room ../elsewhere");
	stays_typed("room");
	assert_int_equal(help_run(folder, "mv elsewhere room"), 0);
	saves_again();
}

/* Every key finds a text, and none ends the program but those that are to. */
static void
every_key_when_nothing_can_be_read(void **state)
{
	(void)state;
	press("End Enter Space lit");
	outside("mv objects kept && mkdir objects");
	press("Esc ^G");
	assert_true(session->unread);
	for (char key = '!'; key <= '~'; key++) {
		if (key == 'q' || key == 't')
			continue;
		session_key(session, (key_code){ (uint32_t)key });
		session_tick(session);
		press("⏎ x⏎ Esc Esc Esc ^G");
		if (session->quit || !session->doc)
			fail_msg("%c leaves: %s", key, message());
	}
	stands("Rules of the [market]");
}

static void
another_journal(void **state)
{
	(void)state;
	type_words();
	assert_true(session_keep(session));
	outside("rm -r adref");
	press("Space well");
	assert_true(session_keep(session));
	outside("grep -q 'lit well' adref/journal/*.text");
}

/* As good as a full disk, for all that this process writes. */
static void
fill_disk(bool full)
{
	struct rlimit limit;

	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &limit);
	limit.rlim_cur = full ? 0 : limit.rlim_max;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

static void
the_disk_is_full(void **state)
{
	(void)state;
	type_words();
	fill_disk(true);
	press("Left");
	assert_false(session_keep(session));
	buf_clear(&session->message);
	session->message_kind = MESSAGE_NONE;
	assert_true(session_tick(session));
	says("not safe until you keep it: ");
	says("/room/adref/journal: File too large");
	assert_true(session->journaling.unsafe);
	stays_typed("cannot be written");
	says("Esc tries again");
	fill_disk(false);
	assert_true(session_keep(session));
	outside("grep -q 'lamp lit' adref/journal/*.text");
	session_tick(session);
	assert_false(session->journaling.unsafe);
	saves_again();
}

static struct buf written = BUF_INIT;

static int
write_here(const char *path, struct str bytes, bool over, struct err *err)
{
	if (strcmp(path, "full") == 0)
		return err_set(err, ERR_SYSTEM, "the disk is full");
	if (!over && written.len)
		return 1;
	buf_clear(&written);
	buf_add_str(&written, bytes);
	return 0;
}

static void
words_are_written_elsewhere(void **state)
{
	(void)state;
	session->write_file = write_here;
	press(":unsaved-write⏎");
	press("x⏎");
	says("nothing to write");
	type_words();
	outside("mv refs/heads/main kept");
	stays_typed("^O writes it to a file");
	press("^O full⏎");
	says("the disk is full");
	press("^O words⏎");
	says("stands in words");
	assert_string_equal(buf_text(&written), "outcome, A.2, for the Chair: "
		"typed and not saved\n\nEach stall keeps a lamp lit\n");
	press("Space well ^O words⏎");
	assert_int_equal(session->mode, SESSION_PROMPT);
	press("n ^O words⏎ y");
	assert_non_null(strstr(buf_text(&written), "lit well"));
	assert_int_equal(session->mode, SESSION_TYPING);
	buf_release(&written);
}

/* Where there is no way to a file, none is promised. */
static void
no_file_from_here(void **state)
{
	(void)state;
	type_words();
	outside("mv refs/heads/main kept");
	stays_typed("Esc tries again");
	assert_null(strstr(message(), "file"));
	press("^O");
	says("no file is written from here");
}

static void
nobody_leaves_without_a_word(void **state)
{
	(void)state;
	session->write_file = write_here;
	type_words();
	outside("mv refs/heads/main kept");
	press("Esc ^G q");
	assert_false(session->quit);
	assert_string_equal(session->prompt.label, "what you typed could not "
		"be saved, and is lost when you leave:");
	press("Esc Enter ^Y");
	assert_string_equal(buf_text(&session->typing.line),
		"Each stall keeps a lamp lit");
	press("^G q w words⏎");
	says("stands in words");
	press("q");
	assert_true(session->quit);
	buf_release(&written);
}

static void
who_wants_leaves(void **state)
{
	(void)state;
	type_words();
	outside("mv refs/heads/main kept");
	press("Esc ^G q y");
	assert_true(session->quit);
}

/* What was saved after all, or left of one's own will, is not asked about. */
static void
no_question_without_need(void **state)
{
	(void)state;
	type_words();
	outside("mv refs/heads/main kept");
	press("Esc");
	outside("mv kept refs/heads/main");
	press("Esc Enter Space well ^G q");
	assert_true(session->quit);
}

/* Cut the file of what stands under a name at the top. */
static void
cut_at_top(const char *name)
{
	struct store_entries entries = { 0 };
	struct err err = ERR_INIT;
	char id[STORE_HEX + 1] = "", command[200];

	ok(store_list(record_store(record), record_tip(record), "", &entries,
		&err), &err);
	for (size_t i = 0; i < entries.n; i++)
		if (strcmp(entries.at[i].name, name) == 0)
			store_id_text(&entries.at[i].id, id);
	store_entries_release(&entries);
	snprintf(command, sizeof(command), "chmod u+w objects/%.2s/%s && "
		": >objects/%.2s/%s", id, id + 2, id, id + 2);
	outside(command);
}

/* Not another document, and not adref.conf, is what is wrong. */
static void
the_main_folder_is_damaged(void **state)
{
	struct act act = { .kind = "import", .subject = "Import" };
	struct doc *agenda = doc_new("agenda"), *doc;
	struct err err = ERR_INIT;
	char path[300];

	(void)state;
	doc_add(agenda, NULL, NODE_PARAGRAPH, str_of("Opening"));
	ok(record_put_docs(record, &agenda, 1, &act, NULL, &err), &err);
	doc_free(agenda);
	cut_at_top("outcome");
	session_close(session);
	record_close(record);
	snprintf(path, sizeof(path), "%s/room", folder);
	ok(record_open(&record, path, 0, &env, &err), &err);
	ok(session_open(&session, record, &(struct session_options){
		.document = "agenda" }, &err), &err);
	says("the folder \"outcome\"");
	says("\"adref doctor\" says what is missing");
	assert_string_equal(record_main(record), "outcome");
	assert_int_equal(record_doc(record, NULL, &doc, &err), -1);
	assert_int_equal(err.code, ERR_DAMAGED);
}

#define DAMAGE(name) cmocka_unit_test_setup_teardown(name, begin_room, \
	end_room)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		DAMAGE(the_branch_is_gone), DAMAGE(the_branch_is_cut),
		DAMAGE(another_branch_without_a_text),
		DAMAGE(another_branch_with_a_text),
		DAMAGE(all_objects_are_gone), DAMAGE(all_objects_are_cut),
		DAMAGE(the_repository_is_elsewhere),
		DAMAGE(every_key_when_nothing_can_be_read),
		DAMAGE(another_journal), DAMAGE(the_disk_is_full),
		DAMAGE(words_are_written_elsewhere),
		DAMAGE(no_file_from_here),
		DAMAGE(nobody_leaves_without_a_word),
		DAMAGE(who_wants_leaves), DAMAGE(no_question_without_need),
		DAMAGE(the_main_folder_is_damaged),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
