/*
 * What only a git repository can do: be opened, be damaged, be in use by git,
 * refuse to be written.
 */
#include "store_help.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "../../src/store/git.h"

/* git's kinds of objects, as libgit2 counts them. */
enum { GIT_COMMIT = 1, GIT_TREE = 2, GIT_BLOB = 3 };

static const store_id none;

struct bench {
	char folder[220];
	char path[240];		/* of the repository */
	struct store *store;
};

static int
set_up(void **state)
{
	struct bench *bench = calloc(1, sizeof(*bench));

	snprintf(bench->folder, sizeof(bench->folder), "%s", help_folder());
	snprintf(bench->path, sizeof(bench->path), "%s/r", bench->folder);
	bench->store = help_open(bench->path, true);
	*state = bench;
	return 0;
}

static int
tear_down(void **state)
{
	struct bench *bench = *state;

	store_close(bench->store);
	help_drop(bench->folder);
	free(bench);
	return 0;
}

static void
makes_only_what_is_not_there(void **state)
{
	struct bench *bench = *state;
	struct err err = ERR_INIT;
	struct store *store;
	char path[300];

	assert_int_equal(store_make(bench->path, true, &err), -1);
	assert_int_equal(err.code, ERR_REFUSED);
	snprintf(path, sizeof(path), "%s/new/deep", bench->folder);
	assert_int_equal(store_make(path, false, &err), 0);
	assert_int_equal(store_open_git(&store, path, 0, &err), 0);
	assert_string_equal(store_work_tree(store), path);
	assert_false(store_is_read_only(store));
	store_close(store);
	snprintf(path, sizeof(path), "%s/empty", bench->folder);
	assert_int_equal(mkdir(path, 0700), 0);
	assert_int_equal(store_make(path, true, &err), 0);
	assert_int_equal(store_open_git(&store, path, 0, &err), 0);
	assert_null(store_work_tree(store));
	assert_string_equal(store_folder(store), path);
	store_close(store);
}

static void
opens_from_inside_and_says_what_is_missing(void **state)
{
	struct bench *bench = *state;
	struct err err = ERR_INIT;
	struct store *store;
	char path[300];
	store_id id;

	snprintf(path, sizeof(path), "%s/w", bench->folder);
	store = help_open(path, false);
	id = help_save_one(store, &none, "outcome/a/b.md", "1\n");
	store_close(store);
	snprintf(path, sizeof(path), "%s/w/outcome/a", bench->folder);
	assert_int_equal(store_open_git(&store, path, STORE_READ_ONLY, &err),
		0);
	help_tip_is(store, &id);
	store_close(store);
	assert_int_equal(store_open_git(&store, bench->folder, 0, &err), -1);
	assert_int_equal(err.code, ERR_MISSING);
	assert_null(store);
	assert_non_null(strstr(err.text, bench->folder));
	assert_non_null(strstr(err.text, "adref init"));
	snprintf(path, sizeof(path), "%s/nowhere", bench->folder);
	assert_int_equal(store_open_git(&store, path, 0, &err), -1);
	assert_int_equal(err.code, ERR_MISSING);
	assert_non_null(strstr(err.text, "nowhere"));
}

static void
a_reader_writes_nothing(void **state)
{
	struct bench *bench = *state;
	struct store_person who = { "Sec", "sec@host", 1, 0 };
	struct store_put put = help_put("a", "2");
	struct err err = ERR_INIT;
	struct store *reader;
	store_id id, tried;

	id = help_save_one(bench->store, &none, "a", "1");
	assert_int_equal(store_open_git(&reader, bench->path,
		STORE_READ_ONLY, &err), 0);
	assert_true(store_is_read_only(reader));
	assert_int_equal(help_save(reader, &id, &put, 1, &tried, &err), -1);
	assert_int_equal(err.code, ERR_REFUSED);
	assert_int_equal(store_tag(reader, "t", &id, &who, "m\n", &err), -1);
	assert_int_equal(err.code, ERR_REFUSED);
	assert_int_equal(store_keep(reader, true, &err), 0);
	help_tip_is(reader, &id);
	help_read_is(reader, &id, "a", "1");
	store_close(reader);
}

static void
sees_what_another_handle_saved(void **state)
{
	struct bench *bench = *state;
	struct err err = ERR_INIT;
	struct store *other;
	struct store_put put = help_put("a", "mine");
	store_id first, second, id;

	first = help_save_one(bench->store, &none, "a", "1");
	assert_int_equal(store_open_git(&other, bench->path, 0, &err), 0);
	help_tip_is(other, &first);
	second = help_save_one(other, &first, "a", "2");
	assert_int_equal(help_save(bench->store, &first, &put, 1, &id, &err),
		-1);
	assert_int_equal(err.code, ERR_MOVED);
	help_tip_is(bench->store, &second);
	help_read_is(bench->store, &second, "a", "2");
	id = help_save_one(bench->store, &second, "a", "3");
	help_tip_is(other, &id);
	store_close(other);
}

static void
a_detached_head_is_read_not_written(void **state)
{
	struct bench *bench = *state;
	struct err err = ERR_INIT;
	struct store_put put = help_put("a", "2");
	struct store *store;
	char text[STORE_HEX + 2];
	store_id id, tried;

	id = help_save_one(bench->store, &none, "a", "1");
	store_id_text(&id, text);
	text[STORE_HEX] = '\n';
	text[STORE_HEX + 1] = '\0';
	help_write(bench->path, "HEAD", text);
	assert_int_equal(store_open_git(&store, bench->path, 0, &err), -1);
	assert_int_equal(err.code, ERR_NO_BRANCH);
	assert_non_null(strstr(err.text, "git switch main"));
	assert_int_equal(store_open_git(&store, bench->path, STORE_READ_ONLY,
		&err), 0);
	help_tip_is(store, &id);
	store_close(store);
	assert_int_equal(help_save(bench->store, &id, &put, 1, &tried, &err),
		-1);
	assert_int_equal(err.code, ERR_NO_BRANCH);
}

/*
 * The objects cannot be written: git_commit_create() would answer 0 here, and
 * the branch would not move.
 */
static void
unwritten_objects_are_not_reported_saved(void **state)
{
	struct bench *bench = *state;
	struct store_put put = help_put("b", "2");
	struct err err = ERR_INIT;
	store_id first, id;

	first = help_save_one(bench->store, &none, "a", "1");
	assert_int_equal(help_run(bench->path, "mkdir aside && "
		"for i in 0 1 2 3 4 5 6 7 8 9 a b c d e f; do "
		"for j in 0 1 2 3 4 5 6 7 8 9 a b c d e f; do "
		"test -d objects/$i$j || : >objects/$i$j; done; done"), 0);
	assert_int_equal(help_save(bench->store, &first, &put, 1, &id, &err),
		-1);
	assert_int_equal(err.code, ERR_SYSTEM);
	assert_true(store_id_is_none(&id));
	help_tip_is(bench->store, &first);
	assert_int_equal(help_run(bench->path,
		"find objects -maxdepth 1 -type f -exec rm {} +"), 0);
	assert_int_equal(help_save(bench->store, &first, &put, 1, &id, &err),
		0);
	help_tip_is(bench->store, &id);
	help_read_is(bench->store, &id, "b", "2");
}

static void
a_full_disk_is_not_reported_saved(void **state)
{
	struct bench *bench = *state;
	struct rlimit limit, small;
	struct err err = ERR_INIT;
	struct store_put put;
	store_id first, id;
	char *text = malloc(200001);
	uint32_t seed = 1;
	size_t i;
	int rc;

	for (i = 0; i < 200000; i++) {
		seed = seed * 1664525 + 1013904223;
		text[i] = (char)(' ' + (seed >> 24) % 90);
	}
	text[i] = '\0';
	put = help_put("b", text);
	first = help_save_one(bench->store, &none, "a", "1");
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
	small = limit;
	small.rlim_cur = 8192;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	rc = help_save(bench->store, &first, &put, 1, &id, &err);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
	signal(SIGXFSZ, SIG_DFL);
	assert_int_equal(rc, -1);
	assert_int_equal(err.code, ERR_SYSTEM);
	help_tip_is(bench->store, &first);
	assert_int_equal(help_save(bench->store, &first, &put, 1, &id, &err),
		0);
	help_read_is(bench->store, &id, "b", text);
	free(text);
}

/* What a power cut leaves of an object that was not flushed: nothing. */
static void
an_empty_object_is_written_again(void **state)
{
	struct bench *bench = *state;
	struct store_put put = help_put("b", "wanted\n");
	struct err err = ERR_INIT;
	struct buf read = BUF_INIT;
	store_id first, id;

	first = help_save_one(bench->store, &none, "a", "1");
	/* The blob of "wanted\n". */
	assert_int_equal(help_run(bench->path, "mkdir -p objects/ac && "
		": >objects/ac/cc984190960101e0722cedf4febd77aa1f2d14"), 0);
	assert_int_equal(help_save(bench->store, &first, &put, 1, &id, &err),
		0);
	help_read_is(bench->store, &id, "b", "wanted\n");
	assert_int_equal(help_run(bench->path, "chmod u+w objects/ac/* && "
		": >objects/ac/cc984190960101e0722cedf4febd77aa1f2d14"), 0);
	store_close(bench->store);
	assert_int_equal(store_open_git(&bench->store, bench->path, 0, &err),
		0);
	assert_int_equal(store_read(bench->store, &id, "b", &read, &err), -1);
	assert_int_equal(err.code, ERR_DAMAGED);
	assert_int_equal(strncmp(err.text, "b: ", 3), 0);
	buf_release(&read);
}

static void
git_finds_nothing_wrong(void **state)
{
	struct bench *bench = *state;
	struct store_person who = { "Séc", "sec@host", 1623920701, -570 };
	struct store_put puts[] = {
		help_put("outcome/a/x.md", "1"), help_put("outcome/a-b", "2"),
		help_put("outcome/a.md", "3"), help_put("top", "4"),
	};
	store_id first, second;

	if (!help_has_git())
		skip();
	assert_int_equal(help_save(bench->store, &none, puts, 4, &first, NULL),
		0);
	second = help_save_one(bench->store, &first, "outcome/a/x.md", NULL);
	assert_int_equal(store_tag(bench->store, "agenda/draft-1", &second,
		&who, "Draft 1\n", NULL), 0);
	help_git_silent(bench->path, "fsck --strict --no-progress");
	assert_int_equal(help_run(bench->path, "git pack-refs --all && "
		"git repack -adq && git prune-packed"), 0);
	help_tip_is(bench->store, &second);
	first = help_save_one(bench->store, &second, "top", "5");
	help_read_is(bench->store, &first, "outcome/a.md", "3");
	help_git_silent(bench->path, "fsck --strict --no-progress");
	assert_int_equal(store_resolve(bench->store, "agenda/draft-1",
		&first, NULL), 0);
	assert_true(store_id_same(&first, &second));
}

static void
broken_tags_are_listed(void **state)
{
	struct bench *bench = *state;
	struct err err = ERR_INIT;
	struct store_tags tags;
	char text[STORE_HEX + 2];
	store_id id;

	id = help_save_one(bench->store, &none, "a", "1");
	store_id_text(&id, text);
	text[STORE_HEX] = '\n';
	text[STORE_HEX + 1] = '\0';
	help_write(bench->path, "refs/tags/plain", text);
	help_write(bench->path, "refs/tags/garbage", "rubbish\n");
	text[0] = text[0] == '0' ? '1' : '0';
	help_write(bench->path, "refs/tags/absent", text);
	assert_int_equal(store_tags(bench->store, &tags, &err), 0);
	assert_int_equal(tags.n, 3);
	assert_string_equal(tags.at[0].name, "absent");
	assert_true(store_id_is_none(&tags.at[0].revision));
	assert_true(store_id_is_none(&tags.at[1].revision));
	assert_string_equal(tags.at[2].name, "plain");
	assert_true(store_id_same(&tags.at[2].revision, &id));
	assert_string_equal(tags.at[2].message, "");
	store_tags_release(&tags);
	assert_int_equal(store_resolve(bench->store, "absent", &id, &err), -1);
	assert_int_equal(err.code, ERR_DAMAGED);
}

static void
a_forged_header_is_damage(void **state)
{
	struct bench *bench = *state;
	struct store_revision is;
	struct err err = ERR_INIT;
	store_id id;

	if (!help_has_git())
		skip();
	id = help_save_one(bench->store, &none, "a", "1");
	assert_int_equal(help_run(bench->path,
		"git update-ref refs/heads/main $(printf 'tree "
		"4b825dc642cb6eb9a060e54bf8d69288fbee4904\\nauthor A\\nB <c> "
		"1 +0000\\ncommitter A <c> 1 +0000\\n\\nm\\n' | "
		"git hash-object -t commit -w --stdin --literally)"), 0);
	assert_int_equal(store_tip(bench->store, &id, NULL), 0);
	assert_int_equal(store_revision(bench->store, &id, &is, &err), -1);
	assert_int_equal(err.code, ERR_DAMAGED);
	store_revision_release(&is);
}

static void
links_and_submodules_are_not_files(void **state)
{
	struct bench *bench = *state;
	struct store_differences list;
	struct store_entries entries;
	struct err err = ERR_INIT;
	store_id id;

	if (!help_has_git())
		skip();
	id = help_save_one(bench->store, &none, "a", "1");
	assert_int_equal(help_run(bench->path,
		"b=$(printf /etc/passwd | git hash-object -w --stdin) && "
		"t=$(printf '120000 blob %s\\tlink\\n100644 blob %s\\tfile\\n' "
		"$b $b | git mktree) && git update-ref refs/heads/main "
		"$(git -c user.name=x -c user.email=y commit-tree $t -m m)"),
		0);
	assert_int_equal(store_tip(bench->store, &id, NULL), 0);
	help_read_is(bench->store, &id, "link", NULL);
	assert_int_equal(store_list(bench->store, &id, "", &entries, &err), 0);
	assert_int_equal(entries.at[1].kind, STORE_OTHER);
	store_entries_release(&entries);
	assert_int_equal(store_compare(bench->store, &none, &id, &list, &err),
		0);
	assert_int_equal(list.n, 1);
	assert_string_equal(list.at[0].path, "file");
	store_differences_release(&list);
	/* A put beside it leaves it as it is. */
	id = help_save_one(bench->store, &id, "other", "1");
	assert_int_equal(help_run(bench->path,
		"git ls-tree main link | grep -q ^120000"), 0);
}

static void
add_entry(struct buf *tree, const char *mode_and_name, const store_id *id)
{
	buf_add(tree, mode_and_name, strlen(mode_and_name) + 1);
	buf_add(tree, id->bytes, sizeof(id->bytes));
}

/* A tree as nobody would write it becomes the tip. */
static store_id
put_odd_tree(struct git_store *git, struct err *err)
{
	struct buf tree = BUF_INIT, commit = BUF_INIT;
	char text[STORE_HEX + 1];
	store_id blob, folder, all, id;

	assert_int_equal(gitstore_write(git, GIT_BLOB, str_of("1"), &blob,
		err), 0);
	add_entry(&tree, "100644 f", &blob);
	assert_int_equal(gitstore_write(git, GIT_TREE, buf_str(&tree), &folder,
		err), 0);
	buf_clear(&tree);
	add_entry(&tree, "40000 dir", &folder);
	add_entry(&tree, "0 odd", &blob);
	add_entry(&tree, "100755 run", &blob);
	add_entry(&tree, "100644 x", &blob);
	assert_int_equal(gitstore_write(git, GIT_TREE, buf_str(&tree), &all,
		err), 0);
	store_id_text(&all, text);
	buf_add_format(&commit, "tree %s\nauthor A <a> 1 +0000\ncommitter A "
		"<a> 1 +0000\n\nm\n", text);
	assert_int_equal(gitstore_write(git, GIT_COMMIT, buf_str(&commit), &id,
		err), 0);
	assert_int_equal(gitstore_move(git, "refs/heads/main", &none, &id,
		err), 0);
	buf_release(&tree);
	buf_release(&commit);
	return id;
}

/* What no put names stays as it is, and a put beside it finds its place. */
static void
an_odd_tree_is_kept(void **state)
{
	struct bench *bench = *state;
	struct store_put puts[] = { help_put("dir", NULL),
		help_put("run", "2"), help_put("x.y", "2"), help_put("x-", "2"),
		help_put("x/y", NULL) };
	struct store_entries entries;
	struct err err = ERR_INIT;
	store_id id = put_odd_tree((struct git_store *)bench->store, &err);

	assert_int_equal(help_save(bench->store, &id, puts, 4, &id, &err), 0);
	help_read_is(bench->store, &id, "dir/f", "1");
	help_read_is(bench->store, &id, "run", "2");
	help_read_is(bench->store, &id, "x", "1");
	help_read_is(bench->store, &id, "x-", "2");
	help_read_is(bench->store, &id, "x.y", "2");
	assert_int_equal(store_list(bench->store, &id, "", &entries, &err), 0);
	assert_int_equal(entries.n, 6);
	assert_string_equal(entries.at[1].name, "odd");
	assert_int_equal(entries.at[1].kind, STORE_OTHER);
	store_entries_release(&entries);
	/* A name that begins another, the longer one first. */
	id = help_save_one(bench->store, &id, "y.z", "1");
	id = help_save_one(bench->store, &id, "y", "1");
	help_read_is(bench->store, &id, "y.z", "1");
	/* A file is no folder, even where nothing is to be left in it. */
	assert_int_equal(help_save(bench->store, &id, puts + 4, 1, &id, &err),
		-1);
	assert_int_equal(err.code, ERR_REFUSED);
}

/* More names than are kept for the next act. */
static void
a_long_folder_is_read_where_it_lies(void **state)
{
	enum { FILES = 300, LEN = 240 };
	static char names[FILES][LEN + 1];
	struct bench *bench = *state;
	struct store_put puts[FILES];
	struct err err = ERR_INIT;
	store_id id;
	int i;

	for (i = 0; i < FILES; i++) {
		memset(names[i], 'x', LEN);
		names[i][0] = (char)('a' + i / 20);
		names[i][1] = (char)('a' + i % 20);
		puts[i] = help_put(names[i], "1");
	}
	assert_int_equal(help_save(bench->store, &none, puts, FILES, &id,
		&err), 0);
	id = help_save_one(bench->store, &id, names[7], "2");
	help_read_is(bench->store, &id, names[7], "2");
	help_read_is(bench->store, &id, names[8], "1");
}

/* A change of nothing is a revision all the same, even the first. */
static void
nothing_is_saved_too(void **state)
{
	struct bench *bench = *state;
	struct store_entries entries;
	struct store_save save = help_make_save(&none, NULL, 0);
	struct err err = ERR_INIT;
	store_id id;

	save.act_id = NULL;
	assert_int_equal(store_save(bench->store, &save, &id, &err), 0);
	help_tip_is(bench->store, &id);
	assert_int_equal(store_list(bench->store, &id, "", &entries, &err), 0);
	assert_int_equal(entries.n, 0);
	store_entries_release(&entries);
}

/* The branch goes to what follows it, to itself, and nowhere else. */
static void
a_branch_goes_forward_only(void **state)
{
	struct bench *bench = *state;
	struct err err = ERR_INIT;
	store_id one, two;

	one = help_save_one(bench->store, &none, "a", "1");
	two = help_save_one(bench->store, &one, "a", "2");
	assert_int_equal(gitstore_forward(bench->store, &two, &two, &err), 0);
	assert_int_equal(gitstore_forward(bench->store, &two, &one, &err), -1);
	assert_int_equal(err.code, ERR_REFUSED);
	help_tip_is(bench->store, &two);
}

static void
another_owner_is_refused(void **state)
{
	struct bench *bench = *state;
	struct err err = ERR_INIT;
	struct store *store;

	if (geteuid() != 0)
		skip();
	assert_int_equal(chown(bench->path, 54321, 54321), 0);
	assert_int_equal(store_open_git(&store, bench->path, STORE_READ_ONLY,
		&err), -1);
	assert_int_equal(err.code, ERR_REFUSED);
	assert_non_null(strstr(err.text, bench->path));
	/* Shared with a group of ours. */
	assert_int_equal(chown(bench->path, 54321, getegid()), 0);
	assert_int_equal(chmod(bench->path, 02775), 0);
	assert_int_equal(store_open_git(&store, bench->path, STORE_READ_ONLY,
		&err), 0);
	store_close(store);
	assert_int_equal(chmod(bench->path, 0777), 0);
	assert_int_equal(store_open_git(&store, bench->path, STORE_READ_ONLY,
		&err), -1);
}

static void
a_shared_repository_is_writable_for_its_group(void **state)
{
	struct bench *bench = *state;
	struct err err = ERR_INIT;
	mode_t before = umask(022);

	assert_int_equal(help_run(bench->path,
		"printf '[core]\\n\\tsharedRepository = group\\n' >>config"),
		0);
	store_close(bench->store);
	assert_int_equal(store_open_git(&bench->store, bench->path, 0, &err),
		0);
	help_save_one(bench->store, &none, "a", "1");
	assert_int_equal(umask(before), 022);
	assert_int_equal(help_run(bench->path,
		"test -z \"$(find objects/?? -type d ! -perm -020)\" && "
		"test -n \"$(find adref/lock -perm -020)\""), 0);
	assert_int_equal(help_run(bench->path, "chmod 2770 ."), 0);
	umask(077);
	assert_true(store_cache_write(bench->store, "a", str_of("1")));
	umask(before);
	assert_int_equal(help_run(bench->path,
		"test \"$(find adref/cache -perm 2770)\" = adref/cache && "
		"test \"$(find adref/cache -perm 660)\" = adref/cache/a"),
		0);
}

static void
reads_two_settings_and_no_more(void **state)
{
	struct bench *bench = *state;
	char *name, *email;

	store_git_user(bench->store, &name, &email);
	if (access("/etc/gitconfig", F_OK) < 0) {
		assert_null(name);
		assert_null(email);
	}
	free(name);
	free(email);
	help_write(bench->folder, ".gitconfig",
		"[user]\n\tname = A B\n\temail = a@b\n[core]\n"
		"\tsharedRepository = group\n");
	store_git_user(bench->store, &name, &email);
	assert_string_equal(name, "A B");
	assert_string_equal(email, "a@b");
	free(name);
	free(email);
	assert_int_equal(help_run(bench->path,
		"printf '[user]\\n\\tname = Other\\n' >>config"), 0);
	store_git_user(bench->store, &name, &email);
	assert_string_equal(name, "Other");
	assert_string_equal(email, "a@b");
	free(name);
	free(email);
}

/* What is read is what was written last, whole; or nothing. */
static void
a_derived_file_is_whole_or_not_there(void **state)
{
	struct bench *bench = *state;
	struct err err = ERR_INIT;
	struct store *reader;
	char name[300], bytes[300];
	size_t len;
	char *read;
	FILE *file;

	assert_null(store_cache_read(bench->store, "sums", &len));
	assert_true(store_cache_write(bench->store, "sums", str_of("old")));
	assert_true(store_cache_write(bench->store, "sums",
		str_of("a sum, somewhat longer than four words of a machine")));
	read = store_cache_read(bench->store, "sums", &len);
	assert_non_null(read);
	assert_true(str_is(str_make(read, len), "a sum, somewhat longer than "
		"four words of a machine"));
	free(read);
	assert_int_equal(store_open_git(&reader, bench->path, STORE_READ_ONLY,
		&err), 0);
	assert_false(store_cache_write(reader, "sums", str_of("other")));
	store_close(reader);
	assert_int_equal(store_open_git(&reader, bench->path,
		STORE_READ_ONLY | STORE_CACHES, &err), 0);
	assert_true(store_cache_write(reader, "others", str_of("other")));
	snprintf(name, sizeof(name), "%s/adref/cache/sums", bench->path);
	file = fopen(name, "rb");
	len = fread(bytes, 1, sizeof(bytes), file);
	fclose(file);
	for (size_t i = 0; i < 9 * len; i++) {
		size_t all = len;

		bytes[i / 9] ^= i % 9 < 8 ? 1 << i % 9 : 0;
		file = fopen(name, "wb");
		assert_int_equal(fwrite(bytes, 1, i % 9 < 8 ? len : i / 9,
			file), i % 9 < 8 ? len : i / 9);
		fclose(file);
		assert_null(store_cache_read(reader, "sums", &all));
		bytes[i / 9] ^= i % 9 < 8 ? 1 << i % 9 : 0;
	}
	assert_int_equal(unlink(name), 0);
	assert_int_equal(symlink("../../config", name), 0);
	assert_null(store_cache_read(reader, "sums", &len));
	store_close(reader);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(makes_only_what_is_not_there),
		TEST(opens_from_inside_and_says_what_is_missing),
		TEST(a_reader_writes_nothing),
		TEST(sees_what_another_handle_saved),
		TEST(a_detached_head_is_read_not_written),
		TEST(unwritten_objects_are_not_reported_saved),
		TEST(a_full_disk_is_not_reported_saved),
		TEST(an_empty_object_is_written_again),
		TEST(git_finds_nothing_wrong),
		TEST(broken_tags_are_listed),
		TEST(a_forged_header_is_damage),
		TEST(links_and_submodules_are_not_files),
		TEST(an_odd_tree_is_kept),
		TEST(a_long_folder_is_read_where_it_lies),
		TEST(nothing_is_saved_too),
		TEST(a_branch_goes_forward_only),
		TEST(another_owner_is_refused),
		TEST(a_shared_repository_is_writable_for_its_group),
		TEST(reads_two_settings_and_no_more),
		TEST(a_derived_file_is_whole_or_not_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
