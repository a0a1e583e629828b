/*
 * Making the proposals those of a revision: which parties differ, by the ids of
 * their folders. Each is read in held_party.c; what they stand for is joined to
 * the proposals at the end, whose ever they are.
 */
#include "held_proposals.h"

#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"

void
held_release(struct held_proposals *held)
{
	proposals_release(&held->all);
	free(held->files);
	free(held->parties);
	for (size_t i = 0; i < held->stands_n; i++)
		held_stand_release(&held->stands[i]);
	free(held->stands);
	free(held->joined);
	free(held->versions);
	free(held->bytes);
	*held = (struct held_proposals){ .fresh = 0 };
}

static int
by_code(const void *left, const void *right)
{
	const struct held_party *a = left, *b = right;

	return strcmp(a->code, b->code);
}

/* A code, when name is one with this behind. */
static bool
read_code(struct str name, const char *behind, char out[HELD_CODE])
{
	struct buf text = BUF_INIT;
	unsigned number;
	bool good = str_ends(name, behind);

	name.len -= good ? strlen(behind) : 0;
	buf_add_str(&text, name);
	buf_add_text(&text, "/1");
	good = good && proposal_name_read(buf_str(&text), out, &number) &&
		str_is(name, out);
	buf_release(&text);
	return good;
}

/* The parties there are, sorted; the caller frees. */
static struct held_party *
take_parties(const struct store_entries *folders,
	const struct store_entries *fates, size_t *n)
{
	struct held_party *out = mem_new(folders->n + fates->n, sizeof(*out));
	size_t all = 0;

	for (size_t i = 0; i < folders->n; i++)
		if (folders->at[i].kind == STORE_FOLDER && read_code(
			str_of(folders->at[i].name), "", out[all].code))
			out[all++].folder = folders->at[i].id;
	for (size_t i = 0; i < fates->n; i++)
		if (fates->at[i].kind == STORE_FILE && read_code(
			str_of(fates->at[i].name), ".tsv", out[all].code))
			out[all++].fates = fates->at[i].id;
	if (all)
		qsort(out, all, sizeof(*out), by_code);
	*n = 0;
	for (size_t i = 0; i < all; i++) {
		if (!*n || by_code(&out[*n - 1], &out[i]) != 0)
			out[(*n)++] = out[i];
		else if (store_id_is_none(&out[i].fates))
			out[*n - 1].folder = out[i].folder;
		else
			out[*n - 1].fates = out[i].fates;
	}
	return out;
}

static bool
is_as_it_was(const struct held_party *was, const struct held_party *now)
{
	return was->whole && store_id_same(&was->folder, &now->folder) &&
		store_id_same(&was->fates, &now->fates);
}

/* Those that differ are read; both lists are sorted. */
static void
read_parties(struct held_reading *reading, struct held_party *now, size_t n)
{
	struct held_proposals *held = reading->held;
	size_t at = 0;

	reading->rest = (struct held_rest){ held->all.at, held->files,
		held->all.n, false };
	for (size_t i = 0; i <= n; i++) {
		for (; at < held->parties_n && (i == n || by_code(
		     &held->parties[at], &now[i]) < 0); at++) {
			reading->party = NULL;
			held_read_party(reading, held->parties[at].code);
		}
		if (i == n)
			break;
		reading->was = at < held->parties_n && by_code(
			&held->parties[at], &now[i]) == 0
			? &held->parties[at++] : NULL;
		if (reading->was && is_as_it_was(reading->was, &now[i])) {
			now[i] = *reading->was;
			held_keep_party(reading, now[i].code);
			continue;
		}
		reading->party = &now[i];
		held_read_party(reading, now[i].code);
	}
	free(reading->apart[0]);
	free(reading->apart[1]);
	free(held->parties);
	held->parties = now;
	held->parties_n = held->parties_cap = n;
}

static int
read_differing(struct held_proposals *held, const struct held_source *source,
	struct err *err)
{
	struct held_reading reading = { .source = source, .held = held };
	struct store_entries folders = { 0 }, fates = { 0 };
	struct held_party *now;
	size_t n;
	int rc = held_list(source, "proposals", &folders, err);

	if (rc == 0)
		rc = held_list(source, "fates", &fates, err);
	if (rc == 0) {
		now = take_parties(&folders, &fates, &n);
		read_parties(&reading, now, n);
		held_merge_stands(&reading);
		held_join_stands(held, source);
	}
	free(reading.stands);
	map_release(&reading.dropped);
	store_entries_release(&folders);
	store_entries_release(&fates);
	return rc;
}

int
held_refresh(struct held_proposals *held, const struct held_source *source,
	struct err *err)
{
	struct store_entries top = { 0 };
	store_id folder, fates;
	int rc = held_list(source, "", &top, err);

	folder = held_entry(&top, "proposals", STORE_FOLDER);
	fates = held_entry(&top, "fates", STORE_FOLDER);
	if (rc == 0 && (!held->joined ||
	    !store_id_same(&folder, &held->folder) ||
	    !store_id_same(&fates, &held->fates))) {
		rc = read_differing(held, source, err);
		if (rc == 0) {
			held->folder = folder;
			held->fates = fates;
		}
	}
	store_entries_release(&top);
	return rc;
}
