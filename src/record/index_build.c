/*
 * What the index keeps of a revision, read from the repository: the trailers of
 * an act are believed, of anything else the files are compared. And the walk
 * over what is not indexed yet.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "index.h"

static void
add_node(struct index_entry *entry, const node_id *node)
{
	entry->nodes = mem_grow(entry->nodes, &entry->nodes_cap,
		entry->nodes_n + 1, sizeof(*entry->nodes));
	entry->nodes[entry->nodes_n++] = *node;
}

static int
hex_digit(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f'
		? c - 'a' + 10 : -1;
}

/* The bytes of an act's id; zeros when it is none of ours. */
static void
read_act_id(unsigned char out[INDEX_ACT_ID], struct str text)
{
	if (text.len != 2 * INDEX_ACT_ID)
		return;
	for (size_t i = 0; i < INDEX_ACT_ID; i++) {
		int high = hex_digit(text.at[2 * i]);
		int low = hex_digit(text.at[2 * i + 1]);

		if (high < 0 || low < 0) {
			memset(out, 0, INDEX_ACT_ID);
			return;
		}
		out[i] = (unsigned char)(high << 4 | low);
	}
}

/* One trailer; true when it says that there are nodes which are not named. */
static bool
read_trailer(struct index_entry *entry, struct str name, struct str value,
	const struct index_words *words)
{
	node_id id;

	if (str_is(name, "Act"))
		entry->act = words->number(words->ctx, value);
	else if (str_is(name, "Party"))
		entry->party = words->number(words->ctx, value);
	else if (str_is(name, "Meeting"))
		entry->meeting = words->number(words->ctx, value);
	else if (str_is(name, "Undoes"))
		read_act_id(entry->undoes, value);
	else if (str_is(name, "Act-Id")) {
		entry->plain = false;
		read_act_id(entry->act_id, value);
	} else if (str_is(name, "Node")) {
		id = node_id_of(value);
		if (!node_id_is_none(&id))
			add_node(entry, &id);
	}
	return str_is(name, "Nodes");
}

/* All trailers in one pass, as an index of many revisions waits for this.
 * False when the nodes are not named; an import names none. */
static bool
read_trailers(struct index_entry *entry, struct str message,
	const struct index_words *words)
{
	struct str rest = str_from(message, str_find(message, 0,
		str_of("\n\n"))), line;
	bool unnamed = false;

	while (str_line(&rest, &line)) {
		size_t colon = str_find(line, 0, str_of(":"));

		if (colon < line.len)
			unnamed |= read_trailer(entry, str_part(line, 0,
				colon), str_trim(str_from(line, colon + 1)),
				words);
	}
	return entry->nodes_n && !unnamed;
}

int
index_entry_read(struct index_entry *out, struct record *record,
	const store_id *revision, const struct index_words *words,
	struct err *err)
{
	struct store_revision raw = { 0 };
	bool named;

	*out = (struct index_entry){ .revision = *revision, .plain = true };
	if (store_revision(record->store, revision, &raw, err) < 0)
		return -1;
	out->parents[0] = raw.parents[0];
	out->parents[1] = raw.parents[1];
	out->parents_n = raw.parents_n;
	out->time = raw.time;
	out->zone = raw.zone;
	out->author = words->number(words->ctx, str_of(raw.author));
	out->committer = words->number(words->ctx, str_of(raw.committer));
	named = read_trailers(out, str_of(raw.message), words) &&
		!out->plain;
	store_revision_release(&raw);
	return named ? 0 : index_entry_compare(out, record, err);
}

void
index_entry_release(struct index_entry *entry)
{
	free(entry->nodes);
	*entry = (struct index_entry){ .parents_n = 0 };
}

/* The id at the end of a line of a file, or none. */
static node_id
id_of_line(struct str line)
{
	size_t at = line.len;

	while (at >= 2 && !(line.at[at - 2] == '{' && line.at[at - 1] == '#'))
		at--;
	return at >= 2 && line.len - at >= 9 ? node_id_of(str_part(line, at,
		8)) : (node_id){ "" };
}

/* Lines by id, with the file they stand in. */
struct lines {
	struct map of;		/* id -> a copy of path and line */
};

static void
add_lines(struct lines *lines, const char *path, struct str text)
{
	struct str line;

	while (str_line(&text, &line)) {
		node_id id = id_of_line(line);
		struct buf whole = BUF_INIT;

		if (node_id_is_none(&id))
			continue;
		buf_add_format(&whole, "%s\n", path);
		buf_add_str(&whole, line);
		free(map_put(&lines->of, str_of(id.text),
			buf_take(&whole)));
	}
}

static int
read_side(struct lines *lines, struct record *record, const char *path,
	const store_id *blob, struct err *err)
{
	struct buf text = BUF_INIT;
	int rc;

	if (store_id_is_none(blob))
		return 0;
	rc = store_read_blob(record->store, blob, &text, err);
	if (rc == 0)
		add_lines(lines, path, buf_str(&text));
	buf_release(&text);
	return rc;
}

/* Ids of `some` whose line is not the same in `other`; met: those that are in
 * both are told by the other side. */
static void
add_different(struct index_entry *entry, const struct lines *some,
	const struct lines *other, bool met)
{
	for (size_t i = 0; i < some->of.cap; i++) {
		const struct map_slot *slot = &some->of.slots[i];
		const char *there;
		node_id id;

		if (!slot->key)
			continue;
		there = map_get(&other->of, str_make(slot->key, slot->len));
		if (there && (met || strcmp(there, slot->value) == 0))
			continue;
		id = node_id_of(str_make(slot->key, slot->len));
		add_node(entry, &id);
	}
}

static int
by_text(const void *left, const void *right)
{
	const node_id *a = left, *b = right;

	return strcmp(a->text, b->text);
}

/* The nodes that are otherwise than in one parent. */
static int
compare_with(struct index_entry *entry, struct record *record,
	const store_id *parent, struct err *err)
{
	struct store_differences differences = { 0 };
	struct lines from = { MAP_INIT }, to = { MAP_INIT };
	int rc = store_compare(record->store, parent, &entry->revision,
		&differences, err);

	entry->nodes_n = 0;
	for (size_t i = 0; i < differences.n && rc == 0; i++) {
		const struct store_difference *at = &differences.at[i];

		if (!str_ends(str_of(at->path), ".md") ||
		    str_starts(str_of(at->path), "proposals/"))
			continue;
		rc = read_side(&from, record, at->path, &at->from, err);
		if (rc == 0)
			rc = read_side(&to, record, at->path, &at->to, err);
	}
	add_different(entry, &to, &from, false);
	add_different(entry, &from, &to, true);
	if (entry->nodes_n)
		qsort(entry->nodes, entry->nodes_n, sizeof(*entry->nodes),
			by_text);
	map_release_all(&from.of);
	map_release_all(&to.of);
	store_differences_release(&differences);
	return rc;
}

/* Of two lists in order, what is in both. */
static void
keep_common(struct index_entry *entry, const struct index_entry *other)
{
	size_t kept = 0, k = 0;

	for (size_t i = 0; i < entry->nodes_n; i++) {
		while (k < other->nodes_n && by_text(&other->nodes[k],
			&entry->nodes[i]) < 0)
			k++;
		if (k < other->nodes_n && node_id_same(&other->nodes[k],
			&entry->nodes[i]))
			entry->nodes[kept++] = entry->nodes[i];
	}
	entry->nodes_n = kept;
}

int
index_entry_compare(struct index_entry *entry, struct record *record,
	struct err *err)
{
	struct index_entry other = { .revision = entry->revision };
	int rc = compare_with(entry, record, &entry->parents[0], err);

	if (rc == 0 && entry->parents_n > 1 && entry->nodes_n) {
		rc = compare_with(&other, record, &entry->parents[1], err);
		if (rc == 0)
			keep_common(entry, &other);
	}
	free(other.nodes);
	return rc;
}

/* Revisions on the way down, each read once. */
struct step {
	struct index_entry entry;
	size_t next;		/* the parent that is looked at next */
};
struct steps {
	struct step *at;
	size_t n, cap;
	struct map met;
};

static struct str
id_key(const store_id *id)
{
	return str_make((const char *)id->bytes, sizeof(id->bytes));
}

/* A revision that cannot be read ends its line: what is above it is good. */
static void
push(struct steps *steps, struct record *record,
	const struct index_walk *walk, const store_id *revision)
{
	struct err why = ERR_INIT;
	struct step *step;

	if (store_id_is_none(revision) || walk->known(walk->ctx, revision) ||
	    map_put(&steps->met, id_key(revision), steps))
		return;
	steps->at = mem_grow(steps->at, &steps->cap, steps->n + 1,
		sizeof(*steps->at));
	step = &steps->at[steps->n];
	step->next = 0;
	if (index_entry_read(&step->entry, record, revision,
		&walk->words, &why) < 0) {
		record_tell(record, "%s", why.text);
		index_entry_release(&step->entry);
		return;
	}
	steps->n++;
}

int
index_walk(struct record *record, const store_id *from,
	const struct index_walk *walk, struct err *err)
{
	struct steps steps = { .n = 0 };
	int rc = 0;

	push(&steps, record, walk, from);
	while (steps.n && rc == 0) {
		struct step *top = &steps.at[steps.n - 1];

		if (top->next < top->entry.parents_n && top->next < 2) {
			store_id parent = top->entry.parents[top->next++];

			push(&steps, record, walk, &parent);
			continue;
		}
		rc = walk->add(walk->ctx, &top->entry, err);
		index_entry_release(&top->entry);
		steps.n--;
	}
	while (steps.n)
		index_entry_release(&steps.at[--steps.n].entry);
	free(steps.at);
	map_release(&steps.met);
	return rc;
}
