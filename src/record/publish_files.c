/*
 * The files of an edition: the texts as of a point and what goes with them. A
 * text is read and written anew, so that nothing crosses but what stands in it;
 * no file of the working repository is copied but the two registers.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/doc/parties.h"
#include "adref/doc/seen.h"
#include "adref/format/meetings.h"
#include "adref/format/proposal_file.h"
#include "circulated.h"
#include "conf.h"

/* Letters are their senders', and stay with the drafters. */
static bool
is_circulated(const char *name)
{
	return !str_starts(str_of(name), "letters/") &&
		strcmp(name, "letters") != 0;
}

static int
add_doc(struct edition *edition, const char *name, struct err *err)
{
	struct doc *doc, *bare;

	if (record_doc_whole(edition->record, &edition->point, name, &doc,
		err) < 0)
		return -1;
	if (edition->unnamed) {
		bare = doc_seen(doc, SEEN_UNNAMED, NULL);
		doc_free(doc);
		doc = bare;
	}
	edition->docs = mem_grow(edition->docs, &edition->docs_cap,
		edition->docs_n + 1, sizeof(*edition->docs));
	edition->docs[edition->docs_n++] = doc;
	return 0;
}

/* Its own settings: which text is the main one, and where the room is. */
static const char *
settle(struct edition *edition, struct conf *conf)
{
	struct record *record = edition->record;
	struct buf text = BUF_INIT;
	const char *main_name;

	record_read_text(record, &edition->point, "adref.conf", false, &text);
	conf_read(conf, &(struct conf_source){ .text = buf_str(&text),
		.wrong = conf_pass_over });
	buf_release(&text);
	main_name = conf->main ? conf->main : record->main;
	buf_add_format(&edition->conf, "main = %s\n", main_name);
	if (conf->zone)
		buf_add_format(&edition->conf, "zone = %s\n", conf->zone);
	return main_name;
}

int
edition_read(struct edition *edition, struct err *err)
{
	struct store_paths names = { 0 };
	struct conf conf;
	const char *main_name = settle(edition, &conf);
	int rc = record_names_at(edition->record, &edition->point, main_name,
		&names, err);

	for (size_t i = 0; rc == 0 && i < names.n; i++)
		if (is_circulated(names.at[i]))
			rc = add_doc(edition, names.at[i], err);
	if (rc == 0 && !edition->docs_n)
		rc = err_set(err, ERR_REFUSED, "there is no text then");
	conf_release(&conf);
	store_paths_release(&names);
	return rc;
}

void
edition_release(struct edition *edition)
{
	for (size_t i = 0; i < edition->docs_n; i++)
		doc_free(edition->docs[i]);
	free(edition->docs);
	buf_release(&edition->conf);
	edition->docs = NULL;
	edition->docs_n = edition->docs_cap = 0;
}

static bool
has(const struct edition *edition, const char *name)
{
	for (size_t i = 0; i < edition->docs_n; i++)
		if (strcmp(edition->docs[i]->name, name) == 0)
			return true;
	return false;
}

/* A text that is there and is not in the edition goes. */
static int
add_gone(struct puts *puts, const struct edition *edition,
	struct record *there, struct err *err)
{
	const char *const *names;
	size_t n = record_names(there, &names);
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < n; i++) {
		struct store_paths paths = { 0 };

		if (has(edition, names[i]))
			continue;
		rc = list_doc_files(there, &there->tip, names[i], &paths,
			err);
		for (size_t k = 0; k < paths.n; k++)
			puts_add(puts, names[i], paths.at[k],
				str_make(NULL, 0));
		store_paths_release(&paths);
	}
	return rc;
}

/* A register as it was; NULL bytes: there was none. */
static void
add_register(struct puts *puts, const struct edition *edition,
	const char *path)
{
	struct buf text = BUF_INIT;

	puts_add(puts, "", path, record_read_text(edition->record,
		&edition->point, path, true, &text) ? text.len
		? buf_str(&text) : str_of("") : str_make(NULL, 0));
	buf_release(&text);
}

int
edition_add(struct puts *puts, const struct edition *edition,
	struct record *there, struct err *err)
{
	int rc = add_gone(puts, edition, there, err);

	for (size_t i = 0; rc == 0 && i < edition->docs_n; i++)
		rc = puts_add_doc(puts, there, edition->docs[i], err);
	add_register(puts, edition, MEETINGS_FILE);
	add_register(puts, edition, PARTIES_FILE);
	puts_add(puts, "", "adref.conf", buf_str(&edition->conf));
	return rc;
}

/* `FRA/1,USA/4` by the names they have there; those that are not there are
 * nobody's to know. */
static void
set_with(struct proposal *shown, const struct proposals *all)
{
	struct str rest = str_of(shown->with);
	struct buf with = BUF_INIT;

	while (rest.len) {
		size_t comma = str_find(rest, 0, str_of(","));
		const struct proposal *of = proposals_find(all,
			str_trim(str_part(rest, 0, comma)));

		rest = str_from(rest, comma + 1);
		if (of && *of->circulated)
			buf_add_format(&with, "%s%s", with.len ? "," : "",
				of->circulated);
	}
	proposal_set(&shown->with, buf_str(&with));
	buf_release(&with);
}

/* The row of a proposal that was taken in from there, by its name there. */
static void
add_row(struct buf *out, const struct proposal *of,
	const struct proposals *all)
{
	struct proposal shown;
	char party[13];

	proposal_copy(&shown, of);
	if (proposal_name_read(str_of(of->circulated), party,
		&shown.number)) {
		proposal_set(&shown.party, str_of(party));
		proposal_set(&shown.note, str_of(""));
		set_with(&shown, all);
		fate_add_row(out, &shown);
	}
	proposal_release(&shown);
}

static const struct proposal *
find_circulated(const struct proposals *all, const struct proposal *filed)
{
	struct buf name = BUF_INIT;
	const struct proposal *found = NULL;

	proposal_add_name(&name, filed);
	for (size_t i = 0; i < all->n && !found; i++)
		if (strcmp(all->at[i].circulated, buf_text(&name)) == 0)
			found = &all->at[i];
	buf_release(&name);
	return found;
}

/* The table of one party, from its first proposal there on. */
static size_t
add_table(struct puts *puts, const struct proposals *filed, size_t first,
	const struct proposals *all)
{
	struct buf path = BUF_INIT, table = BUF_INIT;
	const char *party = filed->at[first].party;
	size_t i;

	for (i = first; i < filed->n &&
	     strcmp(filed->at[i].party, party) == 0; i++) {
		const struct proposal *of = find_circulated(all,
			&filed->at[i]);

		if (of)
			add_row(&table, of, all);
	}
	if (table.len)
		buf_splice(&table, 0, 0, str_of(fates_header));
	fates_add_path(&path, party);
	puts_add(puts, "", buf_text(&path), table.len ? buf_str(&table)
		: str_make(NULL, 0));
	buf_release(&path);
	buf_release(&table);
	return i;
}

int
edition_add_fates(struct puts *puts, const struct edition *edition,
	struct record *there, struct err *err)
{
	struct proposals all = { 0 };
	const struct proposals *filed;
	int rc = record_proposals_at(edition->record, &edition->point, &all,
		err);

	if (rc == 0)
		rc = record_proposals(there, &filed, err);
	for (size_t i = 0; rc == 0 && i < filed->n;)
		i = add_table(puts, filed, i, &all);
	proposals_release(&all);
	return rc;
}
