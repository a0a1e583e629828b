/*
 * Going through the changes, newest first: the index, then the subject, then
 * the text.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "adref/base/when.h"
#include "pick_inside.h"

enum { READS_OF_TEXT = 16 };	/* what comparing a change's files costs */

static int
read_patterns(struct pick *pick, const struct pick_wish *wish,
	struct err *err)
{
	if (wish->subject && rx_new(&pick->subject, str_of(wish->subject),
		RX_FOLD, err) < 0)
		return -1;
	return wish->changed ? find_new(&pick->changed, str_of(wish->changed),
		FIND_PATTERN, err) : 0;
}

/* What leads to the point, and of that what is new since the other. */
static int
read_reach(struct pick *pick, const struct pick_wish *wish, struct err *err)
{
	store_id point = wish->point ? *wish->point : pick->record->tip;
	unsigned char *numbered;
	size_t at;
	int rc;

	if (record_index(pick->record, &pick->index, err) < 0)
		return -1;
	if (wish->since && record_index_to(pick->record, wish->since,
		&pick->index, err) < 0)
		return -1;
	if (record_index_to(pick->record, &point, &pick->index, err) < 0)
		return -1;
	pick->reached = index_reach(pick->index, &point);
	if (wish->since)
		pick->before = index_reach(pick->index, wish->since);
	pick->at = index_n(pick->index);
	for (size_t i = 0; i < pick->at; i++)
		pick->all += pick->reached[i] && !(pick->before &&
			pick->before[i]);
	/* Numbers are those that changes have now, where they have one. */
	numbered = index_reach(pick->index, &pick->record->tip);
	at = index_find(pick->index, &point);
	rc = change_names_read(&pick->names, pick->record, pick->index,
		at < index_n(pick->index) && numbered[at] ? numbered
		: pick->reached, err);
	free(numbered);
	return rc;
}

/* Where the past ends before its beginning, say why; true when it does. */
static bool
tell_gap(const struct pick *pick)
{
	size_t first = 0, n = index_n(pick->index);
	struct store_revision raw = { 0 }, before = { 0 };
	struct err why = ERR_INIT;
	bool ends = false;
	store_id id;

	while (first < n && !pick->reached[first])
		first++;
	if (first == n)
		return false;
	id = index_id(pick->index, first);
	if (store_revision(pick->record->store, &id, &raw, &why) == 0 &&
	    raw.parents_n)
		ends = store_revision(pick->record->store, &raw.parents[0],
			&before, &why) < 0;
	if (ends)
		record_tell(pick->record, "%s", why.text);
	store_revision_release(&raw);
	store_revision_release(&before);
	return ends;
}

/* Drafts are few: to look through all is sooner done than the map of all that
 * index_find() needs is made. */
static bool
is_reached(const struct pick *pick, const store_id *revision)
{
	for (size_t at = index_n(pick->index); at-- > 0;) {
		store_id id = index_id(pick->index, at);

		if (pick->reached[at] && store_id_same(&id, revision))
			return true;
	}
	return false;
}

/* A draft is never moved; the past below it may have been written anew. */
static void
tell_drafts_beside(const struct pick *pick)
{
	for (size_t i = 0; i < pick->names.drafts.n; i++) {
		const struct draft *draft = &pick->names.drafts.at[i];

		if (!store_id_is_none(&draft->revision) &&
		    !is_reached(pick, &draft->revision))
			record_tell(pick->record, "%s is not in the past of this "
				"text: what git has was written anew since, "
				"or the draft is on another branch",
				draft->name);
	}
}

int
pick_new(struct pick **out, struct record *record,
	const struct pick_wish *wish, struct err *err)
{
	struct pick *pick = mem_new(1, sizeof(*pick));

	pick->record = record;
	pick->dated = wish->dated;
	pick->from = wish->from;
	pick->party = wish->party ? mem_text(wish->party) : NULL;
	if (read_patterns(pick, wish, err) < 0 ||
	    read_reach(pick, wish, err) < 0 ||
	    pick_where_read(pick, wish, err) < 0) {
		pick_free(pick);
		return -1;
	}
	pick_words_read(pick, wish);
	if (!tell_gap(pick) && (!wish->point || store_id_same(wish->point,
		&record->tip)))
		tell_drafts_beside(pick);
	*out = pick;
	return 0;
}

void
pick_free(struct pick *pick)
{
	if (!pick)
		return;
	free(pick->reached);
	free(pick->before);
	free(pick->party);
	free(pick->found);
	change_names_release(&pick->names);
	pick_words_release(&pick->words);
	pick_where_release(&pick->where);
	rx_free(pick->subject);
	find_free(pick->changed);
	kept_files_release(pick);
	free(pick);
}

/* The subject, in the words of the corrected party. A revision that cannot be
 * read says nothing. */
static void
add_subject(struct buf *out, struct pick *pick, const store_id *revision)
{
	struct history_entry entry;
	struct err why = ERR_INIT;

	if (entry_read(pick->record, revision, &entry, &why) < 0) {
		record_tell(pick->record, "%s", why.text);
		return;
	}
	buf_add_text(out, entry.subject);
	entry_release(&entry);
}

static int
subject_fits(struct pick *pick, const store_id *revision, unsigned missing,
	struct err *err)
{
	struct buf subject = BUF_INIT, bare = BUF_INIT;
	size_t from, to;
	int fits = 1;

	add_subject(&subject, pick, revision);
	if (missing) {
		utf8_add_bare(&bare, buf_str(&subject));
		fits = !(missing & ~pick_words_in(&pick->words,
			buf_str(&bare)));
	}
	if (fits && pick->subject) {
		rx_start(pick->subject);
		fits = rx_find(pick->subject, buf_str(&subject), 0, &from,
			&to, err);
	}
	buf_release(&subject);
	buf_release(&bare);
	return fits;
}

/* 1, 0, or -1; *reads goes down by what it cost. */
static int
fits(struct pick *pick, size_t at, size_t *reads, struct err *err)
{
	struct index_revision revision;
	unsigned missing;
	int good;

	index_at(pick->index, at, &revision);
	if (!pick_index_fits(pick, at, &revision, &missing))
		return 0;
	good = pick_where_fits(pick, at, &revision, reads, err);
	if (good > 0 && (missing || pick->subject)) {
		*reads -= *reads > 0;
		good = subject_fits(pick, &revision.revision, missing, err);
	}
	if (good > 0 && pick->changed) {
		*reads -= *reads < READS_OF_TEXT ? *reads : READS_OF_TEXT;
		good = pick_text_fits(pick, &revision, err);
	}
	return good;
}

static void
keep(struct pick *pick, size_t at)
{
	pick->found = mem_grow(pick->found, &pick->cap, pick->n + 1,
		sizeof(*pick->found));
	pick->found[pick->n++] = at;
}

int
pick_go(struct pick *pick, size_t reads, size_t enough, struct err *err)
{
	while (pick->at > 0 && reads > 0 && !(enough && pick->n >= enough)) {
		size_t at = --pick->at;
		int good;

		if (!pick->reached[at] || (pick->before && pick->before[at]))
			continue;
		pick->looked++;
		good = fits(pick, at, &reads, err);
		if (good < 0)
			return -1;
		if (good)
			keep(pick, at);
	}
	return pick->at > 0;
}

size_t
pick_looked(const struct pick *pick, size_t *of)
{
	*of = pick->all;
	return pick->looked;
}

size_t
pick_n(const struct pick *pick)
{
	return pick->n;
}

void
pick_at(const struct pick *pick, size_t n, struct picked *out)
{
	struct index_revision revision;

	index_at(pick->index, pick->found[n], &revision);
	*out = (struct picked){ revision.revision, revision.time,
		revision.zone, index_word(pick->index, revision.meeting) };
}

const struct drafts *
pick_drafts(const struct pick *pick)
{
	return &pick->names.drafts;
}

static void
add_drafts(struct history_entry *entry, const struct drafts *drafts)
{
	for (size_t i = 0; i < drafts->n; i++) {
		if (!store_id_same(&drafts->at[i].revision,
			&entry->revision))
			continue;
		entry->drafts = mem_resize(entry->drafts,
			entry->drafts_n + 1, sizeof(char *));
		entry->drafts[entry->drafts_n++] =
			mem_text(drafts->at[i].name);
	}
}

/* What plain git made has the nodes that were compared. */
static void
add_compared(struct history_entry *entry, const struct index *index,
	size_t at, size_t n)
{
	if (entry->nodes_n || *entry->act_id)
		return;
	entry->nodes = mem_new(n + 1, sizeof(*entry->nodes));
	for (size_t i = 0; i < n; i++)
		entry->nodes[entry->nodes_n++] = index_node(index, at, i);
}

int
pick_read(const struct pick *pick, size_t n, struct history_entry *out,
	struct err *err)
{
	size_t at = pick->found[n];
	struct index_revision revision;
	struct buf name = BUF_INIT;

	index_at(pick->index, at, &revision);
	if (entry_read(pick->record, &revision.revision, out, err) < 0) {
		record_tell(pick->record, "%s", err->text);
		return -1;
	}
	change_names_add(&name, &pick->names, at);
	out->change = buf_take(&name);
	add_drafts(out, &pick->names.drafts);
	add_compared(out, pick->index, at, revision.nodes_n);
	return 0;
}

void
history_entry_release(struct history_entry *entry)
{
	entry_release(entry);
}

/* The year of a day that is said without one: the last that is not to come. */
static int
year_of(const struct when *when, int64_t now)
{
	int year = 1970 + (int)(now / (366 * 86400));

	while (when_days(year + 1, when->month, when->day) <= now / 86400)
		year++;
	return year;
}

static bool
read_day(struct pick_since *out, struct record *record, struct str said)
{
	struct when when = WHEN_INIT;
	size_t len = when_read_day(&when, said);
	int64_t now = env_clock(record->env);

	if (!len || str_trim(str_from(said, len)).len)
		return false;
	if (when.year == WHEN_OPEN)
		when.year = year_of(&when, now);
	out->dated = true;
	out->from = (int64_t)when_days(when.year, when.month, when.day) *
		86400;
	out->from -= (int64_t)record_zone(record, out->from) * 60;
	return true;
}

int
pick_since_read(struct pick_since *out, struct record *record,
	const char *said, struct err *err)
{
	struct err ignored = ERR_INIT;

	*out = (struct pick_since){ .dated = false };
	if (record_point(record, said, &out->revision, &ignored) == 0 ||
	    read_day(out, record, str_trim(str_of(said))))
		return 0;
	return err_set(err, ERR_REFUSED, "\"%.60s\" is no point and no day: "
		"write D1, D1+14, 2021-06-17 or 17 June", said);
}

/* Each word of the index that stands in a column, once. */
struct column {
	char **at;
	size_t n, cap;
	struct map met;
};

static void
add_once(struct column *column, const char *word)
{
	if (!*word || map_put(&column->met, str_of(word), column))
		return;
	column->at = mem_grow(column->at, &column->cap, column->n + 1,
		sizeof(*column->at));
	column->at[column->n++] = mem_text(word);
}

static int
by_text(const void *left, const void *right)
{
	return strcmp(*(char *const *)left, *(char *const *)right);
}

static void
column_end(struct column *column, char ***out, size_t *n)
{
	if (column->n)
		qsort(column->at, column->n, sizeof(*column->at), by_text);
	map_release(&column->met);
	*out = column->at;
	*n = column->n;
}

int
record_words_known(struct record *record, struct words_known *out,
	struct err *err)
{
	struct column acts = { .met = MAP_INIT }, hands = { .met = MAP_INIT };
	struct index *index;

	*out = (struct words_known){ .acts_n = 0 };
	if (record_index(record, &index, err) < 0)
		return -1;
	for (size_t i = index_n(index); i-- > 0;) {
		struct index_revision at;

		index_at(index, i, &at);
		add_once(&acts, index_word(index, at.act));
		add_once(&hands, index_word(index, at.committer));
	}
	column_end(&acts, &out->acts, &out->acts_n);
	column_end(&hands, &out->hands, &out->hands_n);
	return 0;
}

void
words_known_release(struct words_known *known)
{
	for (size_t i = 0; i < known->acts_n; i++)
		free(known->acts[i]);
	for (size_t i = 0; i < known->hands_n; i++)
		free(known->hands[i]);
	free(known->acts);
	free(known->hands);
	*known = (struct words_known){ .acts_n = 0 };
}
