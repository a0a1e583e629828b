/*
 * The files that an act on proposals writes. What must not be done here: give
 * a party's filing another wording; a version is added.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/day.h"
#include "adref/base/mem.h"
#include "adref/base/tsv.h"
#include "adref/format/proposal_file.h"
#include "adref/record/proposals.h"
#include "inside.h"

char *
proposal_time(const struct record *record)
{
	struct buf out = BUF_INIT;
	int zone = record->env->zone;
	struct tm tm = { 0 };

	day_local(env_clock(record->env), zone, &tm);
	buf_add_format(&out, "%04d-%02d-%02dT%02d:%02d%c%02d:%02d",
		tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, tm.tm_hour,
		tm.tm_min, zone < 0 ? '-' : '+', abs(zone) / 60,
		abs(zone) % 60);
	return buf_take(&out);
}

static void
add_name(struct proposal_edits *edits, const struct proposal *proposal)
{
	struct buf name = BUF_INIT;

	proposal_add_name(&name, proposal);
	for (size_t i = 0; i < edits->names_n; i++)
		if (strcmp(edits->names[i], buf_text(&name)) == 0) {
			buf_release(&name);
			return;
		}
	edits->names = mem_grow(edits->names, &edits->names_cap,
		edits->names_n + 1, sizeof(*edits->names));
	edits->names[edits->names_n++] = buf_take(&name);
}

struct act_file *
edits_file(struct proposal_edits *edits, struct record *record,
	const char *path, struct err *err)
{
	struct buf was = BUF_INIT;
	struct act_file *file;
	bool there;

	for (size_t i = 0; i < edits->n; i++)
		if (strcmp(edits->files[i].path, path) == 0)
			return &edits->files[i];
	if (record_file(record, path, &was, &there, err) < 0) {
		buf_release(&was);
		return NULL;
	}
	edits->files = mem_grow(edits->files, &edits->cap, edits->n + 1,
		sizeof(*edits->files));
	file = &edits->files[edits->n++];
	file->path = mem_text(path);
	file->was = there ? mem_text(buf_text(&was)) : NULL;
	file->now = there ? mem_text(buf_text(&was)) : NULL;
	buf_release(&was);
	return file;
}

void
edits_set(struct act_file *file, struct buf *now)
{
	free((char *)file->now);
	file->now = now->len ? buf_take(now) : NULL;
	buf_release(now);
}

int
proposal_edits_filed(struct proposal_edits *edits, struct record *record,
	const struct proposal *now, struct err *err)
{
	struct buf path = BUF_INIT, text = BUF_INIT;
	struct act_file *file;

	proposal_add_path(&path, now);
	file = edits_file(edits, record, buf_text(&path), err);
	buf_release(&path);
	if (!file)
		return -1;
	if (now->versions_n)
		proposal_file_write(&text, now);
	edits_set(file, &text);
	add_name(edits, now);
	return 0;
}

int
edits_row(struct proposal_edits *edits, struct record *record,
	struct table_row *put, struct err *err)
{
	struct act_file *file = edits_file(edits, record, buf_text(&put->path),
		err);
	struct buf now = BUF_INIT;

	if (file) {
		tsv_put(&now, str_of(file->now), str_of(put->key),
			buf_str(&put->row), str_of(put->header));
		edits_set(file, &now);
	}
	buf_release(&put->path);
	buf_release(&put->row);
	return file ? 0 : -1;
}

static int
put_row(struct proposal_edits *edits, struct record *record,
	const struct proposal *proposal, struct table_row *put,
	struct err *err)
{
	struct buf name = BUF_INIT;
	int rc;

	proposal_add_name(&name, proposal);
	put->key = buf_text(&name);
	rc = edits_row(edits, record, put, err);
	if (rc == 0)
		add_name(edits, proposal);
	buf_release(&name);
	return rc;
}

int
proposal_edits_fate(struct proposal_edits *edits, struct record *record,
	const struct proposal *now, struct err *err)
{
	struct table_row put = { .header = fates_header };

	fates_add_path(&put.path, now->party);
	fate_add_row(&put.row, now);
	return put_row(edits, record, now, &put, err);
}

int
proposal_edits_stand(struct proposal_edits *edits, struct record *record,
	const struct proposal *proposal, const char *party,
	const struct proposal_stand *stand, struct err *err)
{
	struct table_row put = { .header = stands_header };

	stands_add_path(&put.path, party);
	if (stand)
		stand_add_row(&put.row, proposal, stand);
	return put_row(edits, record, proposal, &put, err);
}

int
proposal_edits_file(struct proposal_edits *edits, struct record *record,
	const char *path, struct str text, struct err *err)
{
	struct act_file *file = edits_file(edits, record, path, err);
	struct buf now = BUF_INIT;

	if (!file)
		return -1;
	buf_add_str(&now, text);
	edits_set(file, &now);
	return 0;
}

void
proposal_edits_release(struct proposal_edits *edits)
{
	for (size_t i = 0; i < edits->n; i++) {
		free((char *)edits->files[i].path);
		free((char *)edits->files[i].was);
		free((char *)edits->files[i].now);
	}
	for (size_t i = 0; i < edits->names_n; i++)
		free(edits->names[i]);
	free(edits->files);
	free(edits->names);
	*edits = (struct proposal_edits){ 0 };
}
