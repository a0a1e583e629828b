/*
 * Where the circulated text is: found, opened, made. What must not happen here:
 * that the working repository, or a negotiation of somebody else, is taken for
 * it.
 */
#include "circulated.h"
#include "walk.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "conf.h"

char *
circulated_place(struct record *record)
{
	struct buf text = BUF_INIT;
	struct err ignored = ERR_INIT;
	struct conf conf;
	char *place;
	bool there;

	record_file(record, "adref.conf", &text, &there, &ignored);
	conf_read(&conf, &(struct conf_source){ .text = buf_str(&text),
		.wrong = conf_pass_over });
	place = conf.circulated;
	conf.circulated = NULL;
	conf_release(&conf);
	buf_release(&text);
	return place;
}

/* Its first revision was published: it has an act's id, and no act. */
static int
is_published(struct record *there, bool *out, struct err *err)
{
	struct store_revision is = { 0 };
	struct walk walk;
	int rc;

	*out = store_id_is_none(&there->tip);
	walk_begin(&walk, there, &there->tip, NULL);
	while ((rc = walk_next(&walk, &is, err)) > 0) {
		struct str message = str_of(is.message);

		*out = message_trailer(message, "Act-Id").len &&
			!message_trailer(message, "Act").len;
		store_revision_release(&is);
	}
	walk_end(&walk);
	return rc;
}

static int
check(struct record *there, const struct record *record, const char *path,
	struct err *err)
{
	bool published;

	if (strcmp(store_folder(there->store),
		store_folder(record->store)) == 0)
		return err_set(err, ERR_REFUSED, "%s is the working repository "
			"itself: the circulated text lies elsewhere", path);
	if (is_published(there, &published, err) < 0)
		return -1;
	return published ? 0 : err_set(err, ERR_REFUSED, "%s holds something "
		"that was not published from here: name a folder that is not "
		"there yet", path);
}

int
circulated_open(struct record **out, struct record *record, const char *path,
	unsigned flags, struct err *err)
{
	int rc;

	*out = NULL;
	if (access(path, F_OK) < 0)
		return err_set(err, ERR_MISSING, "%s, where the text is "
			"circulated, is not there", path);
	rc = record_open(out, path, flags | RECORD_AS_IT_IS, record->env, err);
	if (rc == 0)
		rc = check(*out, record, path, err);
	if (rc < 0) {
		record_close(*out);
		*out = NULL;
	}
	record_use_parties(record);
	return rc;
}

/* Its path as it may be kept: from the root, and one line. */
static int
take_place(const struct record *there, struct buf *out, struct err *err)
{
	const char *work = store_work_tree(there->store);

	buf_add_text(out, work ? work : store_folder(there->store));
	while (out->len > 1 && out->data[out->len - 1] == '/')
		buf_cut(out, out->len - 1);
	return utf8_is_safe(buf_str(out)) ? 0 : err_set(err, ERR_REFUSED,
		"this folder's name holds a character that adref.conf cannot: "
		"name another");
}

/* Only its place; what adref.conf says else stays. */
static int
keep_place(struct record *record, const char *place, struct err *err)
{
	struct buf was = BUF_INIT, now = BUF_INIT;
	struct act_file file = { .path = "adref.conf" };
	struct act act = { .kind = "circulated-set",
		.subject = "The text is circulated in another repository",
		.files = &file, .files_n = 1 };
	bool there;
	int rc = record_file(record, file.path, &was, &there, err);

	conf_put(&now, buf_str(&was), "circulated", place);
	file.was = there ? buf_text(&was) : NULL;
	file.now = buf_text(&now);
	if (rc == 0)
		rc = record_act(record, &act, NULL, err);
	buf_release(&was);
	buf_release(&now);
	return rc;
}

static int
refuse_other(const char *kept, struct err *err)
{
	return err_set(err, ERR_REFUSED, "the text is circulated in %s: "
		"adref.conf says so, and is to be changed first", kept);
}

/* Said before and now: it must be the same. */
static int
settle_place(struct record *record, const struct record *there,
	struct err *err)
{
	char *kept = circulated_place(record);
	struct buf place = BUF_INIT;
	int rc = take_place(there, &place, err);

	if (rc == 0 && kept && strcmp(kept, buf_text(&place)) != 0)
		rc = refuse_other(kept, err);
	else if (rc == 0 && !kept)
		rc = keep_place(record, buf_text(&place), err);
	free(kept);
	buf_release(&place);
	return rc;
}

/* Made where nothing is, and an empty folder is as good as that; but not
 * beside the one that is said already, and not when it was only lost. */
static int
make(struct record *record, const char *path, bool may, struct err *err)
{
	char *kept = circulated_place(record);
	struct err ignored = ERR_INIT;
	bool is_there = access(path, F_OK) == 0;
	int rc = 0;

	if (is_there && may && !kept)
		store_make(path, true, &ignored);
	else if (!is_there && kept && strcmp(kept, path) != 0)
		rc = refuse_other(kept, err);
	else if (!is_there && !may)
		rc = err_set(err, ERR_MISSING, "%s, where the text is "
			"circulated, is not there: --to with that folder makes "
			"it anew", path);
	else if (!is_there)
		rc = store_make(path, true, err);
	free(kept);
	return rc;
}

int
circulated_make(struct record **out, struct record *record, const char *path,
	bool may, struct err *err)
{
	*out = NULL;
	if (make(record, path, may, err) == 0 &&
	    circulated_open(out, record, path, 0, err) == 0 &&
	    settle_place(record, *out, err) == 0)
		return 0;
	record_close(*out);
	*out = NULL;
	return -1;
}
