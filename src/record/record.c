/*
 * Opening a negotiation, and which documents it has. They are read in docs.c;
 * acts are in act.c, the past in history.c.
 */
#include "adref/record/record.h"

#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "conf.h"
#include "index.h"
#include "inside.h"
#include "person.h"

static void
forget_names(struct record *record)
{
	for (size_t i = 0; i < record->names_n; i++)
		free(record->names[i]);
	record->names_n = 0;
	record->names_read = false;
}

void
record_forget(struct record *record)
{
	docs_forget(record);
	letters_forget(record);
	forget_names(record);
}

int
record_reread(struct record *record, struct err *err)
{
	record_forget(record);
	return store_tip(record->store, &record->tip, err);
}

/* What holds adref.conf at its place holds a negotiation. */
static int
read_conf(struct record *record, struct buf *out, struct err *err)
{
	const char *folder = store_folder(record->store);
	char id[STORE_HEX + 1];
	store_id last;

	if (store_id_is_none(&record->tip) || store_read(record->store,
		&record->tip, "adref.conf", out, err) == 0)
		return 0;
	if (err->code != ERR_MISSING)
		return -1;
	if (!record_find_last(record, "adref.conf", &last))
		return err_set(err, ERR_REFUSED, "%s has no adref.conf: it is "
			"no negotiation of adref (adref init DIR makes one)",
			folder ? folder : "it");
	store_id_text(&last, id);
	return err_set(err, ERR_REFUSED, "%s has no adref.conf any more: "
		"\"git checkout %.10s -- adref.conf\" and \"git commit\" "
		"bring it back", folder ? folder : "it", id);
}

static void
tell_conf(void *ctx, const char *why)
{
	record_tell(ctx, "adref.conf%s %s", str_starts(str_of(why), "line")
		? "," : ":", why);
}

/* False when the settings name no main document. */
static bool
take_main(struct record *record, struct conf *conf)
{
	if (!conf->main)
		return false;
	free(record->main);
	record->main = conf->main;
	conf->main = NULL;
	return true;
}

/* Which folder is a document even when it lacks all that makes one. */
static void
expect_main(struct record *record, struct str conf)
{
	struct conf read;

	conf_read(&read, &(struct conf_source){ .text = conf,
		.wrong = conf_pass_over });
	take_main(record, &read);
	conf_release(&read);
}

/* The main document: that of adref.conf, else the first there is. */
static int
choose_main(struct record *record, struct err *err)
{
	struct buf text = BUF_INIT;
	struct conf_source source = { .wrong = tell_conf, .ctx = record };
	struct conf conf;

	if (read_conf(record, &text, err) < 0)
		return -1;
	source.text = buf_str(&text);
	source.n = record_names(record, &source.names);
	conf_read(&conf, &source);
	if (!conf.main && source.n && !record_has(record, record->main)) {
		conf.main = mem_text(source.names[0]);
		record_tell(record, "adref.conf names no main document: it is "
			"%s until a line main = NAME says another", conf.main);
	}
	if (take_main(record, &conf))
		forget_names(record);
	conf_release(&conf);
	buf_release(&text);
	return 0;
}

static int
start(struct record *record, const struct env *env, struct err *err)
{
	struct buf conf = BUF_INIT;
	int rc;

	record->env = env;
	record->main = mem_text("outcome");
	person_find(record->store, env, &record->person, &record->email);
	record->read_only = store_is_read_only(record->store);
	rc = record_reread(record, err);
	if (rc == 0)
		rc = read_conf(record, &conf, err);
	expect_main(record, buf_str(&conf));
	if (rc == 0 && (record->read_only || record->delegate ||
	    record->as_it_is))
		record_tell_outside(record);
	else if (rc == 0)
		rc = record_take_up(record, err);
	if (rc == 0)
		rc = choose_main(record, err);
	if (rc == 0)
		record_use_parties(record);
	buf_release(&conf);
	return rc;
}

/* For writing, or as it is where it can only be looked at. */
static int
open_store(struct record *record, const char *path, unsigned flags,
	struct err *err)
{
	unsigned caches = flags & RECORD_CACHES ? STORE_CACHES : 0;
	int rc = store_open_git(&record->store, path, (flags &
		RECORD_READ_ONLY ? STORE_READ_ONLY : 0) | caches, err);

	if (rc == 0 || err->code != ERR_NO_BRANCH ||
	    !(flags & RECORD_ELSE_LOOK))
		return rc;
	err_clear(err);
	rc = store_open_git(&record->store, path, STORE_READ_ONLY | caches,
		err);
	if (rc == 0)
		record_tell(record, "%s is not on a branch, so nothing can be "
			"changed here: `git switch main` puts it on one", path);
	return rc;
}

int
record_open(struct record **out, const char *path, unsigned flags,
	const struct env *env, struct err *err)
{
	struct record *record = mem_new(1, sizeof(*record));

	record->as_it_is = flags & RECORD_AS_IT_IS;
	if (open_store(record, path, flags, err) < 0 ||
	    start(record, env, err) < 0) {
		record_close(record);
		return -1;
	}
	record->caches = !record->read_only || flags & RECORD_CACHES;
	*out = record;
	return 0;
}

int
record_open_delegate(struct record **out, const char *path,
	const char *party, const struct env *env, struct err *err)
{
	struct record *record = mem_new(1, sizeof(*record));
	int rc = store_open_git(&record->store, path, 0, err);

	record->delegate = mem_text(party);
	if (rc == 0) {
		delegate_limit(record);
		rc = start(record, env, err);
	}
	if (rc < 0) {
		record_close(record);
		return -1;
	}
	delegate_limit(record);
	record->caches = true;
	*out = record;
	return 0;
}

int
record_open_memory(struct record **out, const struct env *env,
	struct err *err)
{
	struct record *record = mem_new(1, sizeof(*record));

	if (store_open_memory(&record->store) < 0 ||
	    start(record, env, err) < 0) {
		record_close(record);
		return -1;
	}
	*out = record;
	return 0;
}

void
record_close(struct record *record)
{
	if (!record)
		return;
	record_forget(record);
	docs_release(record);
	index_close(record->index);
	proposals_forget(record);
	numbers_release(&record->numbers);
	if (record->store)
		store_close(record->store);
	free(record->names);
	free(record->main);
	free(record->zone);
	free(record->delegate);
	free(record->person);
	free(record->email);
	notices_release(&record->notices);
	own_parties_release(&record->own);
	corrections_release(&record->corrections);
	free(record);
}

int
record_make(const char *path, bool bare, const char *main_name,
	const struct env *env, struct err *err)
{
	struct record *record = mem_new(1, sizeof(*record));
	struct act act = { .kind = "init", .subject = "Begin" };
	struct buf conf = BUF_INIT;
	struct puts puts = { 0 };
	struct saving saving = { .act = &act, .puts = &puts };
	int rc = -1;

	buf_add_format(&conf, "main = %s\n", main_name ? main_name
		: "outcome");
	if (store_make(path, bare, err) < 0 ||
	    store_open_git(&record->store, path, 0, err) < 0 ||
	    start(record, env, err) < 0)
		goto out;
	puts_add(&puts, "", "adref.conf", buf_str(&conf));
	rc = record_save(record, &saving, err);
out:
	puts_release(&puts);
	buf_release(&conf);
	record_close(record);
	return rc;
}

struct store *
record_store(struct record *record)
{
	return record->store;
}

const struct env *
record_env(const struct record *record)
{
	return record->env;
}

bool
record_is_read_only(const struct record *record)
{
	return record->read_only;
}

const store_id *
record_tip(const struct record *record)
{
	return &record->tip;
}

const char *
record_committer(const struct record *record)
{
	return record->person;
}

const char *
record_main(const struct record *record)
{
	return record->main;
}

/* Where documents are looked for, and what becomes of their names. */
struct finding {
	const store_id *revision;
	const char *main;
	void (*add)(void *ctx, const char *name);
	void *ctx;
};

static void
add_name(void *ctx, const char *name)
{
	struct record *record = ctx;
	size_t at = record->names_n;

	record->names = mem_grow(record->names, &record->names_cap,
		record->names_n + 1, sizeof(*record->names));
	if (strcmp(name, record->main) == 0) {
		memmove(record->names + 1, record->names,
			record->names_n * sizeof(*record->names));
		at = 0;
	}
	record->names[at] = mem_text(name);
	record->names_n++;
}

static bool
is_document(const struct store_entries *entries)
{
	for (size_t i = 0; i < entries->n; i++)
		if (entries->at[i].kind == STORE_FILE &&
		    (strcmp(entries->at[i].name, "front.md") == 0 ||
		     strcmp(entries->at[i].name, "ORDER") == 0 ||
		     strcmp(entries->at[i].name, "footnotes.md") == 0))
			return true;
	return false;
}

/*
 * A folder of the present that cannot be read hides no other one. It is told
 * of, and where it is the main document's the document is there all the same,
 * so that who opens it hears what is wrong, and is not shown another one.
 */
static int
pass_over(struct record *record, const struct finding *finding,
	const char *folder, struct err *err)
{
	if (!*folder || err->code != ERR_DAMAGED ||
	    finding->revision != &record->tip)
		return -1;
	record_tell(record, "%s, and what is in it is not shown: \"adref "
		"doctor\" says what is missing", err->text);
	if (strcmp(folder, finding->main) == 0)
		finding->add(finding->ctx, folder);
	err_clear(err);
	return 0;
}

/* Documents below a folder: itself, or those one level further down. */
static int
find_names(struct record *record, const struct finding *finding,
	const char *folder, int levels, struct err *err)
{
	struct store_entries entries = { 0 };
	int rc = store_list(record->store, finding->revision, folder,
		&entries, err);

	if (rc < 0)
		rc = pass_over(record, finding, folder, err);
	else if (*folder && (is_document(&entries) ||
	    strcmp(folder, finding->main) == 0))
		finding->add(finding->ctx, folder);
	else if (levels > 0)
		for (size_t i = 0; i < entries.n && rc == 0; i++) {
			struct buf path = BUF_INIT;

			if (entries.at[i].kind != STORE_FOLDER ||
			    strcmp(entries.at[i].name, "proposals") == 0)
				continue;
			buf_add_format(&path, "%s%s%s", folder,
				*folder ? "/" : "", entries.at[i].name);
			rc = find_names(record, finding, buf_text(&path),
				levels - 1, err);
			buf_release(&path);
		}
	store_entries_release(&entries);
	return rc;
}

size_t
record_names(struct record *record, const char *const **names)
{
	const struct finding finding = { &record->tip, record->main, add_name,
		record };
	struct err ignored = ERR_INIT;

	if (!record->names_read && !store_id_is_none(&record->tip))
		find_names(record, &finding, "", 2, &ignored);
	record->names_read = true;
	if (names)
		*names = (const char *const *)record->names;
	return record->names_n;
}

static void
add_path(void *ctx, const char *name)
{
	struct store_paths *paths = ctx;

	paths->at = mem_grow(paths->at, &paths->cap, paths->n + 1,
		sizeof(*paths->at));
	paths->at[paths->n++] = mem_text(name);
}

int
record_names_at(struct record *record, const store_id *revision,
	const char *main_name, struct store_paths *out, struct err *err)
{
	const struct finding finding = { revision, main_name, add_path, out };

	return find_names(record, &finding, "", 2, err);
}

void
record_stand_at(struct record *record, const store_id *revision)
{
	record_forget(record);
	record->tip = *revision;
}

/* What can be read is not left for what cannot. */
static int
check_moved(struct record *record, const store_id *tip, struct err *err)
{
	struct store_revision is = { 0 };
	const char *folder = store_folder(record->store);

	if (store_id_is_none(tip))
		return err_set(err, ERR_DAMAGED, "the branch of %s is gone, "
			"and all that was saved with it: \"adref doctor\" "
			"says where it can be found", folder ? folder : "it");
	if (store_revision(record->store, tip, &is, err) < 0)
		return -1;
	store_revision_release(&is);
	return 0;
}

int
record_refresh(struct record *record, struct err *err)
{
	store_id tip;

	if (store_tip(record->store, &tip, err) < 0)
		return -1;
	if (store_id_same(&tip, &record->tip))
		return 0;
	if (check_moved(record, &tip, err) < 0)
		return -1;
	if (!docs_follow(record, &record->tip, &tip))
		record_forget(record);
	record->tip = tip;
	for (size_t i = 0; i < record->held_n; i++)
		placeholders_tell(record, &tip, record->held[i].doc);
	return 1;
}
