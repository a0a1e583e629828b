/*
 * Acts: changes applied to a document, written as files, saved as a revision.
 * On any failure they are taken back, and the documents in memory forgotten, so
 * that what is read next is what is stored.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "adref/doc/address.h"
#include "adref/doc/files.h"
#include "adref/doc/guard.h"
#include "adref/doc/party.h"
#include "adref/format/native.h"
#include "conf.h"
#include "index.h"
#include "inside.h"
#include "message.h"
#include "person.h"
#include "planned.h"

enum { TRIES = 20, ACT_ID_BYTES = ACT_ID_TEXT / 2 };

/*
 * Chance, and where the act is made: so that two acts differ even where chance
 * is the same each time, as in tests.
 */
void
draw_act_id(const struct record *record, char out[ACT_ID_TEXT + 1])
{
	static const char hex[] = "0123456789abcdef";
	unsigned char bytes[ACT_ID_BYTES];

	env_chance(record->env, bytes, sizeof(bytes));
	for (size_t i = 0; i < ACT_ID_BYTES; i++) {
		bytes[i] ^= record->tip.bytes[i];
		out[2 * i] = hex[bytes[i] >> 4];
		out[2 * i + 1] = hex[bytes[i] & 15];
	}
	out[2 * ACT_ID_BYTES] = '\0';
}

/* For whom: the party by the name the room uses. */
static void
add_author(struct buf *name, struct buf *email, const char *party)
{
	const char *code = party && *party ? party : "CHAIR";

	person_add_clean(name, party_room_name(code));
	buf_add_format(email, "%s@party.invalid", code);
}

int
record_save(struct record *record, const struct saving *saving,
	struct err *err)
{
	struct buf message = BUF_INIT, name = BUF_INIT, email = BUF_INIT;
	char drawn[ACT_ID_TEXT + 1];
	int64_t now = env_clock(record->env);
	int zone = record_zone(record, now);
	store_id revision;
	int rc;

	record_use_parties(record);
	draw_act_id(record, drawn);
	message_write(&message, saving, drawn, record->main);
	add_author(&name, &email, saving->act->party);
	rc = store_save(record->store, &(struct store_save){
		.parent = record->tip, .tree_of = record->tip,
		.also = saving->also ? *saving->also : (store_id){ { 0 } },
		.puts = saving->puts->at, .n = saving->puts->n,
		.author = { buf_text(&name), buf_text(&email), now, zone },
		.committer = { record->person, record->email, now, zone },
		.message = buf_text(&message), .act_id = drawn,
	}, &revision, err);
	if (rc == 0) {
		record->tip = revision;
		index_note(record, &revision);
		if (saving->revision)
			*saving->revision = revision;
		if (store_behind(record->store))
			record_tell(record, "%s",
				store_behind(record->store));
	}
	buf_release(&message);
	buf_release(&name);
	buf_release(&email);
	return rc;
}

/* The files that the changes touched. */
static int
add_touched(struct puts *puts, struct record *record, struct doc *doc,
	const struct touched *touched, struct err *err)
{
	struct buf path = BUF_INIT, bytes = BUF_INIT;

	if (touched->order)
		return puts_add_doc(puts, record, doc, err);
	for (size_t i = 0; i < touched->n; i++) {
		buf_clear(&path);
		buf_clear(&bytes);
		file_path(&path, touched->at[i]);
		native_write(&bytes, doc, touched->at[i]);
		puts_add(puts, doc->name, buf_text(&path),
			str_make(buf_text(&bytes), bytes.len));
	}
	if (touched->notes) {
		buf_clear(&bytes);
		native_write_notes(&bytes, doc);
		puts_add(puts, doc->name, "footnotes.md", bytes.len
			? buf_str(&bytes) : str_make(NULL, 0));
	}
	buf_release(&path);
	buf_release(&bytes);
	return puts_check(puts, record, doc->name, err);
}

/* The nodes an act names, each once. */
static size_t
name_nodes(const struct act *act, const struct planned *planned, node_id *out)
{
	size_t n = 0;

	for (size_t i = 0; i < act->about_n; i++)
		out[n++] = act->about[i];
	for (size_t i = 0; i < act->n; i++) {
		const node_id *node = &planned->changes[i].node;
		bool again = node_id_is_none(node);

		for (size_t k = n > 40 ? n - 40 : 0; k < n && !again; k++)
			again = node_id_same(&out[k], node);
		if (!again)
			out[n++] = *node;
	}
	return n;
}

/* What stands behind the place where a change puts a paragraph; false when
 * there is no such place, or it puts something else there. */
static bool
find_behind(node_id *out, const struct doc *doc, const struct change *change)
{
	const struct node *parent = node_id_is_none(&change->parent)
		? doc->root : doc_find(doc, &change->parent);
	const struct node *prev = doc_find(doc, &change->after), *next;

	if (change->kind != CHANGE_ADD || !parent || change->label ||
	    (change->as != NODE_PARAGRAPH && change->as != NODE_ITEM) ||
	    (!prev && !node_id_is_none(&change->after)) ||
	    (prev && prev->parent != parent))
		return false;
	next = prev ? prev->next : parent->first;
	*out = next ? next->id : (node_id){ "" };
	return true;
}

static void
plan(struct planned *out, const struct record *record,
	const struct doc *doc, const struct act *act)
{
	*out = (struct planned){ .on = record->tip, .n = act->n };
	if (act->n == 1)
		out->adds = find_behind(&out->behind, doc, act->changes);
	out->changes = mem_new(act->n + 1, sizeof(*out->changes));
	out->lines = mem_new(act->n + 1, sizeof(*out->lines));
	out->statuses = mem_new(act->n + 1, sizeof(*out->statuses));
	for (size_t i = 0; i < act->n; i++) {
		const struct node *node = doc_find(doc,
			&act->changes[i].node);

		out->changes[i] = act->changes[i];
		if (act->changes[i].kind == CHANGE_ADD &&
		    node_id_is_none(&act->changes[i].node))
			out->changes[i].node = doc_new_id(doc, record->env);
		if (node)
			out->statuses[i] = node->status;
		if (act->changes[i].kind == CHANGE_TEXT && node)
			out->lines[i] = mem_text_len(node->line, node->len);
	}
}

static void
planned_release(struct planned *planned)
{
	for (size_t i = 0; i < planned->n; i++)
		free(planned->lines[i]);
	free(planned->lines);
	free(planned->statuses);
	free(planned->changes);
}

/* An exact act is made for lines that are as they were. */
static int
check_lines(const struct planned *planned, const struct doc *doc,
	struct err *err)
{
	for (size_t i = 0; i < planned->n; i++) {
		const struct node *node = doc_find(doc,
			&planned->changes[i].node);

		if (planned->lines[i] && node &&
		    !str_is(node_str(node), planned->lines[i]))
			return err_set(err, ERR_STALE, "the same words were "
				"changed: the text reads \"%.*s\" now",
				(int)utf8_cut(node_str(node), 300).len,
				node->line);
	}
	return 0;
}

/* What was agreed, perhaps a moment ago by somebody else, is not changed
 * unless the act says so. */
static int
check_agreed(const struct doc *doc, const struct planned *planned,
	const struct act *act, struct err *err)
{
	struct guarded_list agreed;
	struct buf address = BUF_INIT;
	int rc = 0;

	if (act->undoes || act->renumbers)
		return 0;
	guard_find(&agreed, doc, planned->changes, planned->n);
	for (size_t i = 0; i < agreed.n && rc == 0; i++) {
		size_t k = 0;

		while (k < act->reopens_n && !node_id_same(&act->reopens[k],
			&agreed.at[i].id))
			k++;
		if (k < act->reopens_n)
			continue;
		address_add(&address, doc_find(doc, &agreed.at[i].id));
		rc = err_set(err, ERR_REFUSED, "%s is agreed: it is changed "
			"when it is reopened", buf_text(&address));
	}
	buf_release(&address);
	guarded_release(&agreed);
	return rc;
}

static void
files_saved(struct record *record, const struct puts *puts)
{
	docs_saved(record, puts);
	letters_saved(record, puts);
	placeholders_saved(record, puts);
}

/* An act that is being tried, and the document it changes, or NULL. */
struct trying {
	struct record *record;
	struct doc *doc;
	struct puts puts;
	struct saving saving;
	bool begun;		/* the document was changed, or was to be */
};

/* What cannot be saved is not what the next one reads. */
static int
save_tried(struct trying *trying, struct err *err)
{
	int rc;

	trying->begun = true;
	rc = record_save(trying->record, &trying->saving, err);
	if (rc == 0)
		files_saved(trying->record, &trying->puts);
	return rc;
}

static int
keep_tried(void *ctx, const struct touched *touched, struct err *err)
{
	struct trying *trying = ctx;

	trying->begun = true;
	if (add_touched(&trying->puts, trying->record, trying->doc, touched,
		err) < 0)
		return -1;
	return save_tried(trying, err);
}

/* The changes made to the document in memory, and saved with its files. */
static int
change_and_save(struct trying *trying, const struct act *act,
	struct planned *planned, struct err *err)
{
	struct record *record = trying->record;

	if (record_doc(record, act->doc, &trying->doc, err) < 0 ||
	    check_lines(planned, trying->doc, err) < 0 ||
	    check_agreed(trying->doc, planned, act, err) < 0)
		return -1;
	return doc_apply_kept(trying->doc, &(struct changes_kept){
		planned->changes, planned->n, keep_tried, trying },
		record->env, err);
}

int
act_try(struct record *record, const struct act *act,
	struct planned *planned, struct act_done *done, struct err *err)
{
	node_id *nodes = mem_new(act->n + act->about_n + 1, sizeof(*nodes));
	struct trying trying = { .record = record };
	int rc = puts_add_files(&trying.puts, record, act->files,
		act->files_n, err);

	trying.saving = (struct saving){ .act = act, .puts = &trying.puts,
		.nodes = nodes, .nodes_n = name_nodes(act, planned, nodes),
		.revision = &done->revision };
	if (rc == 0)
		rc = act->n ? change_and_save(&trying, act, planned, err)
			: save_tried(&trying, err);
	if (rc < 0 && trying.begun)
		record_forget(record);
	free(nodes);
	puts_release(&trying.puts);
	return rc;
}

static int
refuse_reader(const struct record *record, struct err *err)
{
	if (!record->read_only)
		return 0;
	return err_set(err, ERR_REFUSED,
		"this is open for reading only: nothing was changed");
}

static bool
has_bracket(const char *text)
{
	return text && (strpbrk(text, "[]") || strstr(text, "\xEF\xBC\xBB") ||
		strstr(text, "\xEF\xBC\xBD"));
}

/* Whether a paragraph without brackets comes where nobody came since. */
static bool
addition_fits(const struct planned *planned, const struct doc *doc)
{
	node_id behind;

	return !has_bracket(planned->changes[0].come) &&
		find_behind(&behind, doc, &planned->changes[0]) &&
		node_id_same(&behind, &planned->behind);
}

/*
 * Whether an act fits what there is as it fitted what it was planned on: it
 * changes words of lines that are as they were, or puts in a paragraph between
 * the same two. Brackets in several lines may have come to stand otherwise.
 */
static bool
fits(const struct planned *planned, const struct doc *doc)
{
	bool brackets = false, several = false;

	if (planned->adds)
		return addition_fits(planned, doc);
	for (size_t i = 0; i < planned->n; i++) {
		const struct change *change = &planned->changes[i];
		const struct node *node = doc_find(doc, &change->node);

		if (change->kind != CHANGE_TEXT || !node ||
		    node->status != planned->statuses[i] ||
		    !planned->lines[i] ||
		    !str_is(node_str(node), planned->lines[i]))
			return false;
		several |= !node_id_same(&change->node,
			&planned->changes[0].node);
		brackets |= has_bracket(change->gone) ||
			has_bracket(change->come);
	}
	return !brackets || !several;
}

/* With words that others wrote since it is merged, unless the act is to be
 * planned anew by who made it. */
static int
try_somehow(struct record *record, const struct act *act,
	struct planned *planned, struct act_done *done, struct err *err)
{
	struct doc *doc;

	if (act->exact || !act->n ||
	    store_id_same(&planned->on, &record->tip))
		return act_try(record, act, planned, done, err);
	if (record_doc(record, act->doc, &doc, err) < 0)
		return -1;
	return fits(planned, doc) ? act_try(record, act, planned, done, err)
		: act_try_merged(record, act, planned, done, err);
}

/*
 * What others wrote is taken over, and nobody else writes until this is saved:
 * so it is never second but to plain git, which knows no lock of ours. First
 * without the lock, as what has to be read may be much.
 */
static int
act_with_lock(struct record *record, const struct act *act,
	struct planned *planned, struct act_done *done, struct err *err)
{
	int moved = record_refresh(record, err), again = 0;

	if (moved >= 0 && store_keep(record->store, true, err) < 0)
		return -1;
	if (moved >= 0)
		again = record_refresh(record, err);
	if (moved < 0 || again < 0)
		return -1;
	done->again |= moved || again;
	return try_somehow(record, act, planned, done, err);
}

/* Until it is saved, or cannot be for another reason than being second. */
static int
act_until_saved(struct record *record, const struct act *act,
	struct planned *planned, struct act_done *done, struct err *err)
{
	for (int i = 0; i < TRIES; i++) {
		struct err why = ERR_INIT;
		int rc = act_with_lock(record, act, planned, done, &why);

		store_keep(record->store, false, NULL);
		if (rc == 0)
			return 0;
		if (why.code != ERR_MOVED)
			return done->again
				? err_set(err, why.code, "somebody else was "
					"first, and %s", why.text)
				: err_set(err, why.code, "%s", why.text);
	}
	return err_set(err, ERR_SYSTEM,
		"others write without a pause: nothing was changed, try again");
}

int
record_act(struct record *record, const struct act *act,
	struct act_done *done, struct err *err)
{
	struct planned planned;
	struct act_done ignored;
	struct doc *doc = NULL;
	int rc;

	if (!done)
		done = &ignored;
	*done = (struct act_done){ .again = false };
	if (refuse_reader(record, err) < 0 ||
	    delegate_check(record, act->party, act->speaker, err) < 0 ||
	    (act->n && record_doc(record, act->doc, &doc, err) < 0))
		return -1;
	plan(&planned, record, doc, act);
	rc = act_until_saved(record, act, &planned, done, err);
	planned_release(&planned);
	return rc;
}

/*
 * The first document of an empty negotiation is its main one, whatever it is
 * called. A repository that plain git made has no adref.conf yet.
 */
static bool
name_main(struct record *record, struct doc **docs, size_t n)
{
	bool is_new = store_id_is_none(&record->tip), has_main = false;

	for (size_t i = 0; i < n; i++)
		has_main |= strcmp(docs[i]->name, record->main) == 0;
	if (!n || (has_main && !is_new) || record_names(record, NULL))
		return false;
	if (!has_main) {
		free(record->main);
		record->main = mem_text(docs[0]->name);
	}
	return true;
}

/* Settings that come with the documents. */
static void
add_settings(struct puts *puts, struct record *record, bool names_main,
	const char *zone)
{
	struct buf was = BUF_INIT, main = BUF_INIT, conf = BUF_INIT;
	struct err ignored = ERR_INIT;
	bool there;

	if (!names_main && !zone)
		return;
	record_file(record, "adref.conf", &was, &there, &ignored);
	if (names_main)
		conf_put(&main, buf_str(&was), "main", record->main);
	else
		buf_add_str(&main, buf_str(&was));
	if (zone)
		conf_put(&conf, buf_str(&main), "zone", zone);
	else
		buf_add_str(&conf, buf_str(&main));
	puts_add(puts, "", "adref.conf", buf_str(&conf));
	buf_release(&was);
	buf_release(&main);
	buf_release(&conf);
}

static int
try_put(struct record *record, struct doc **docs, size_t n,
	const struct act *act, struct act_done *done, struct err *err)
{
	struct puts puts = { 0 };
	struct saving saving = { .act = act, .puts = &puts,
		.revision = &done->revision };
	int rc = 0;

	add_settings(&puts, record, name_main(record, docs, n), act->zone);
	for (size_t i = 0; i < n && rc == 0; i++)
		rc = puts_add_doc(&puts, record, docs[i], err);
	if (rc == 0)
		rc = puts_add_files(&puts, record, act->files, act->files_n,
			err);
	if (rc == 0)
		rc = record_save(record, &saving, err);
	record_forget(record);
	puts_release(&puts);
	return rc;
}

int
record_put_docs(struct record *record, struct doc **docs, size_t n,
	const struct act *act, struct act_done *done, struct err *err)
{
	struct act_done ignored;

	if (refuse_reader(record, err) < 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		doc_draw_ids(docs[i], record->env);
	return try_put(record, docs, n, act, done ? done : &ignored, err);
}
