/*
 * Reading what one party has: the files that differ from those that were read
 * before, and what became of its proposals. Whom it stands with is read in
 * held_stands.c.
 */
#include "held_proposals.h"

#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "adref/format/proposal_file.h"
#include "inside.h"

/* A folder's entries; none when it is not there. */
int
held_list(const struct held_source *source, const char *path,
	struct store_entries *out, struct err *err)
{
	struct err why = ERR_INIT;

	if (store_id_is_none(source->revision) ||
	    store_list(source->record->store, source->revision, path, out,
		&why) == 0 || why.code == ERR_MISSING)
		return 0;
	return err_set(err, why.code, "%s", why.text);
}

store_id
held_entry(const struct store_entries *entries, const char *name,
	enum store_kind kind)
{
	for (size_t i = 0; i < entries->n; i++)
		if (entries->at[i].kind == kind &&
		    strcmp(entries->at[i].name, name) == 0)
			return entries->at[i].id;
	return (store_id){ { 0 } };
}

static void
tell(struct held_reading *reading, const char *why)
{
	reading->party->whole = false;
	if (reading->source->tells)
		record_tell(reading->source->record, "%s: %s", reading->path,
			why);
}

void
held_tell_row(void *ctx, size_t line, const char *why)
{
	struct held_reading *reading = ctx;

	reading->party->whole = false;
	if (reading->source->tells)
		record_tell(reading->source->record, "%s, line %zu: %s",
			reading->path, line, why);
}

/* A file's text; false when there is none to be read. */
bool
held_read_text(struct held_reading *reading, const store_id *id,
	struct buf *out)
{
	struct err why = ERR_INIT;

	if (store_read_blob(reading->source->record->store, id, out,
		&why) < 0) {
		tell(reading, why.text);
		return false;
	}
	if (utf8_check(buf_str(out)) == out->len &&
	    !memchr(buf_text(out), '\0', out->len))
		return true;
	tell(reading, "it is not UTF-8 text, and is left alone");
	return false;
}

/* A file of a proposal. */
struct filed {
	unsigned number;
	store_id id;
};

static int
by_number(const void *left, const void *right)
{
	const struct filed *a = left, *b = right;

	return (a->number > b->number) - (a->number < b->number);
}

/* What a party has filed, by number; the caller frees. */
static struct filed *
take_filed(const struct store_entries *entries, size_t *n)
{
	struct filed *out = mem_new(entries->n, sizeof(*out));

	*n = 0;
	for (size_t i = 0; i < entries->n; i++) {
		const struct store_entry *entry = &entries->at[i];

		if (entry->kind != STORE_FILE || !proposal_file_number(
			str_of(entry->name), &out[*n].number))
			continue;
		out[(*n)++].id = entry->id;
	}
	if (*n)
		qsort(out, *n, sizeof(*out), by_number);
	return out;
}

static bool
read_proposal(struct held_reading *reading, const struct filed *filed,
	struct proposal *out)
{
	struct buf text = BUF_INIT, path = BUF_INIT;
	struct err why = ERR_INIT;
	bool good;

	proposal_init(out);
	proposal_set(&out->party, str_of(reading->party->code));
	out->number = filed->number;
	proposal_add_path(&path, out);
	reading->path = buf_text(&path);
	good = held_read_text(reading, &filed->id, &text);
	if (good && proposal_file_read(out, buf_str(&text), &why) < 0) {
		tell(reading, why.text);
		good = false;
	}
	if (!good)
		proposal_release(out);
	reading->held->fresh += good;
	buf_release(&text);
	buf_release(&path);
	return good;
}

/* A party's proposals as they were and as they are now. */
struct change_of {
	struct held_rest was;
	struct proposals now;
	store_id *files;
	size_t parsed;		/* how many of them were read anew */
};

/* The party's among the rest; those before it are passed over, they stay. */
static struct held_rest
take_rest(struct held_reading *reading, const char *code)
{
	struct held_rest *rest = &reading->rest;
	size_t from = 0, to = rest->n;
	struct held_rest out;

	while (from < to) {
		size_t mid = from + (to - from) / 2;

		if (strcmp(rest->at[mid].party, code) < 0)
			from = mid + 1;
		else
			to = mid;
	}
	while (to < rest->n && strcmp(rest->at[to].party, code) == 0)
		to++;
	out = (struct held_rest){ .n = to - from };
	if (rest->n) {
		out.at = rest->at + from;
		out.files = rest->files + from;
		rest->at += to;
		rest->files += to;
		rest->n -= to;
	}
	return out;
}

/* The one that was read from this file, out of those before; or NULL. */
static struct proposal *
find_read(const struct change_of *change, const struct filed *filed)
{
	for (size_t i = 0; i < change->was.n; i++)
		if (change->was.at[i].party &&
		    change->was.at[i].number == filed->number)
			return store_id_same(&change->was.files[i], &filed->id)
				? &change->was.at[i] : NULL;
	return NULL;
}

static void
read_filed(struct held_reading *reading, struct change_of *change,
	const struct store_entries *entries)
{
	size_t n;
	struct filed *filed = take_filed(entries, &n);
	struct proposals *now = &change->now;

	now->at = mem_new(n, sizeof(*now->at));
	change->files = mem_new(n, sizeof(*change->files));
	for (size_t i = 0; i < n; i++) {
		struct proposal *read = find_read(change, &filed[i]);

		if (read) {
			now->at[now->n] = *read;
			read->party = NULL;	/* it is there no more */
		} else if (read_proposal(reading, &filed[i],
			&now->at[now->n])) {
			change->parsed++;
		} else {
			continue;
		}
		change->files[now->n++] = filed[i].id;
	}
	free(filed);
}

static void
read_fates(struct held_reading *reading, struct change_of *change)
{
	const struct held_party *was = reading->was;
	struct held_party *party = reading->party;
	struct buf path = BUF_INIT, text = BUF_INIT;
	const struct table_trouble trouble = { held_tell_row, reading };

	if (was && was->whole && !change->parsed &&
	    store_id_same(&was->fates, &party->fates))
		return;
	for (size_t i = 0; i < change->now.n; i++) {
		proposal_own(&change->now.at[i]);
		proposal_undecide(&change->now.at[i]);
	}
	fates_add_path(&path, party->code);
	reading->path = buf_text(&path);
	if (!store_id_is_none(&party->fates) &&
	    held_read_text(reading, &party->fates, &text))
		fates_read(&change->now, buf_str(&text), &trouble);
	if (!was || !store_id_same(&was->fates, &party->fates))
		reading->held->fresh++;
	buf_release(&path);
	buf_release(&text);
}

static void
add(struct held_proposals *held, const struct proposal *at,
	const store_id *files, size_t n)
{
	struct proposals *all = &held->all;

	if (!n)
		return;
	all->at = mem_grow(all->at, &all->cap, all->n + n, sizeof(*all->at));
	held->files = mem_grow(held->files, &held->files_cap, all->n + n,
		sizeof(*held->files));
	memcpy(all->at + all->n, at, n * sizeof(*at));
	memcpy(held->files + all->n, files, n * sizeof(*files));
	all->n += n;
}

/* From here on the proposals are added one by one: those behind make room. */
static void
set_apart(struct held_reading *reading, const struct change_of *change)
{
	struct held_rest *rest = &reading->rest;

	reading->held->all.n -= change->was.n + rest->n;
	reading->apart[0] = mem_new(rest->n, sizeof(*rest->at));
	reading->apart[1] = mem_new(rest->n, sizeof(*rest->files));
	if (rest->n) {
		memcpy(reading->apart[0], rest->at,
			rest->n * sizeof(*rest->at));
		memcpy(reading->apart[1], rest->files,
			rest->n * sizeof(*rest->files));
	}
	rest->at = reading->apart[0];
	rest->files = reading->apart[1];
	rest->apart = true;
}

/* What the party has now stands in the place of what it had. */
static void
put(struct held_reading *reading, struct change_of *change)
{
	size_t n = change->now.n;

	for (size_t i = 0; i < change->was.n; i++)
		if (change->was.at[i].party)
			proposal_release(&change->was.at[i]);
	if (!reading->rest.apart && n != change->was.n)
		set_apart(reading, change);
	if (reading->rest.apart) {
		add(reading->held, change->now.at, change->files, n);
	} else if (n) {
		memcpy(change->was.at, change->now.at,
			n * sizeof(*change->was.at));
		memcpy(change->was.files, change->files,
			n * sizeof(*change->files));
	}
	free(change->now.at);
	free(change->files);
}

void
held_keep_party(struct held_reading *reading, const char *code)
{
	struct held_rest was;

	if (!reading->rest.apart)
		return;
	was = take_rest(reading, code);
	add(reading->held, was.at, was.files, was.n);
}

/* A party that is there, or (party NULL) is no more. */
void
held_read_party(struct held_reading *reading, const char *code)
{
	struct change_of change = { .was = take_rest(reading, code) };
	struct store_entries entries = { 0 };
	struct buf path = BUF_INIT;
	struct err why = ERR_INIT;

	if (reading->party) {
		reading->party->whole = true;
		buf_add_format(&path, "proposals/%s", code);
		reading->path = buf_text(&path);
		if (!store_id_is_none(&reading->party->folder) &&
		    held_list(reading->source, reading->path, &entries,
			&why) < 0)
			tell(reading, why.text);
		read_filed(reading, &change, &entries);
		read_fates(reading, &change);
		held_read_stands(reading, &entries);
	} else {
		map_put(&reading->dropped, str_of(code), reading);
	}
	put(reading, &change);
	store_entries_release(&entries);
	buf_release(&path);
}

