/*
 * The index as a file: a header, then records of revisions, each with a check
 * over all that stands before it; the words they name by number are a file of
 * their own, which is small, so that an act can be put in without reading the
 * whole. Both are mapped, grow at their ends under a lock, and are replaced as
 * a whole when what they hold is not what the branch says.
 */
#include "index.h"
#include "index_part.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"

enum {
	NODE_BYTES = 5, WORDS_MAX = 65535,
	/* Of a revision's body: what is always there. */
	NUMBER = 2, REVISION = 6, TIME = 26, ZONE = 34, WORDS = 36,
	ACT_ID = 46, PARENTS = ACT_ID + INDEX_ACT_ID, FIXED = PARENTS + 4,
	FLAG_PLAIN = 1, FLAG_UNDOES = 2
};
struct index {
	struct record *record;
	int folder;		/* descriptor; -1: there is none */
	bool writes;
	struct part words, revisions;
	char **word;
	size_t words_n, words_cap;
	struct map by_word;	/* number + 1 as a pointer */
	struct place {
		const unsigned char *mapped;	/* or NULL: own, at off */
		size_t off;
	} *at;
	size_t n, cap;
	struct map by_id;	/* place + 1 as a pointer; filled when asked */
	size_t known;		/* how many are in it */
	size_t joints;		/* revisions that join two lines */
	store_id ordered;	/* up to this one it has the right order */
	struct index *older;	/* one that had not, as somebody may hold it */
};

static void
keep_word(struct index *index, struct str text)
{
	index->word = mem_grow(index->word, &index->words_cap,
		index->words_n + 1, sizeof(*index->word));
	index->word[index->words_n++] = mem_text_len(text.at, text.len);
	map_put(&index->by_word, text, (void *)(uintptr_t)index->words_n);
}

static void
forget(struct index *index)
{
	for (size_t i = 0; i < index->words_n; i++)
		free(index->word[i]);
	index->words_n = index->n = index->known = index->joints = 0;
	index->ordered = (store_id){ { 0 } };
	map_release(&index->by_word);
	map_release(&index->by_id);
}

/* Two files of which one is older never have the same number. */
static uint64_t
draw_pair(void)
{
	struct timespec now = { 0 };

	clock_gettime(CLOCK_REALTIME, &now);
	return (uint64_t)now.tv_sec << 32 ^ (uint64_t)now.tv_nsec << 2 ^
		(uint64_t)getpid() << 40;
}

static void
begin_anew(struct index *index)
{
	uint64_t pair = draw_pair();

	forget(index);
	part_begin(&index->words, pair);
	part_begin(&index->revisions, pair);
	keep_word(index, str_of(""));
}

static size_t
parents_of(const unsigned char *body)
{
	return body[1] > 2 ? 2 : body[1];
}

/* Where the number of nodes stands in a body. */
static size_t
nodes_off(const unsigned char *body)
{
	return PARENTS + 4 * parents_of(body) +
		(body[0] & FLAG_UNDOES ? INDEX_ACT_ID : 0);
}

/* Whether a body is one of a revision, as far as its lengths say. */
static bool
body_is_whole(const unsigned char *body, size_t len)
{
	size_t off;

	if (len < FIXED)
		return false;
	off = nodes_off(body) + 4;
	return len >= off && (len - off) % NODE_BYTES == 0 &&
		(len - off) / NODE_BYTES == index_get(body + off - 4, 4);
}

static void
keep_place(struct index *index, const unsigned char *mapped, size_t off)
{
	index->at = mem_grow(index->at, &index->cap, index->n + 1,
		sizeof(*index->at));
	index->at[index->n++] = (struct place){ mapped, off };
}

static bool
read_words(struct index *index)
{
	const unsigned char *body;
	size_t len;

	if (index->folder < 0 || !part_map(&index->words, index->folder))
		return false;
	keep_word(index, str_of(""));
	while (part_next(&index->words, &body, &len))
		keep_word(index, str_make((const char *)body, len));
	return true;
}

/* Nothing points beyond itself. */
static bool
body_fits(const struct index *index, const unsigned char *body)
{
	for (size_t i = 0; i < parents_of(body); i++)
		if (index_get(body + PARENTS + 4 * i, 4) >= index->n)
			return false;
	return index_get(body + NUMBER, 4) == index->n;
}

static bool
read_parts(struct index *index)
{
	const unsigned char *body;
	size_t len;

	if (!read_words(index) || !part_map(&index->revisions,
		index->folder) || memcmp(index->words.mapped,
		index->revisions.mapped, INDEX_HEADER))
		return false;
	while (part_next(&index->revisions, &body, &len)) {
		if (!body_is_whole(body, len) || !body_fits(index, body))
			return false;
		keep_place(index, body, 0);
		index->joints += parents_of(body) > 1;
	}
	return true;
}

static const unsigned char *
body_at(const struct index *index, size_t at)
{
	const struct place *place = &index->at[at];

	return place->mapped ? place->mapped
		: (const unsigned char *)buf_text(&index->revisions.own) +
			place->off;
}

size_t
index_n(const struct index *index)
{
	return index->n;
}

void
index_at(const struct index *index, size_t at, struct index_revision *out)
{
	const unsigned char *body = body_at(index, at);
	unsigned *words[5] = { &out->author, &out->party, &out->meeting,
		&out->act, &out->committer };

	*out = (struct index_revision){ .plain = body[0] & FLAG_PLAIN,
		.parents_n = parents_of(body) };
	memcpy(out->revision.bytes, body + REVISION, 20);
	out->time = (int64_t)index_get(body + TIME, 8);
	out->zone = (int16_t)index_get(body + ZONE, 2);
	for (size_t i = 0; i < 5; i++)
		*words[i] = (unsigned)index_get(body + WORDS + 2 * i, 2);
	memcpy(out->act_id, body + ACT_ID, INDEX_ACT_ID);
	for (size_t i = 0; i < out->parents_n; i++)
		out->parents[i] = (size_t)index_get(body + PARENTS + 4 * i,
			4);
	if (body[0] & FLAG_UNDOES)
		memcpy(out->undoes, body + PARENTS + 4 * out->parents_n,
			INDEX_ACT_ID);
	out->nodes_n = (size_t)index_get(body + nodes_off(body), 4);
}

store_id
index_id(const struct index *index, size_t at)
{
	store_id id;

	memcpy(id.bytes, body_at(index, at) + REVISION, sizeof(id.bytes));
	return id;
}

/* Five bits a character, as the alphabet has them. */
static const char alphabet[] = "0123456789abcdefghjkmnpqrstvwxyz";

static uint64_t
pack(const node_id *node)
{
	uint64_t bits = 0;

	for (size_t i = 0; i < 8; i++)
		bits = bits << 5 | (uint64_t)(strchr(alphabet,
			node->text[i]) - alphabet);
	return bits;
}

bool
index_has_node(const struct index *index, size_t at, const node_id *node)
{
	const unsigned char *body = body_at(index, at);
	size_t off = nodes_off(body), n = (size_t)index_get(body + off, 4);
	uint64_t wanted = pack(node);

	for (size_t i = 0; i < n; i++)
		if (index_get(body + off + 4 + NODE_BYTES * i, NODE_BYTES)
		    == wanted)
			return true;
	return false;
}

node_id
index_node(const struct index *index, size_t at, size_t n)
{
	const unsigned char *body = body_at(index, at);
	uint64_t bits = index_get(body + nodes_off(body) + 4 +
		NODE_BYTES * n, NODE_BYTES);
	node_id out = { "" };

	for (size_t i = 8; i-- > 0; bits >>= 5)
		out.text[i] = alphabet[bits & 31];
	return out;
}

const char *
index_word(const struct index *index, unsigned word)
{
	return word < index->words_n ? index->word[word] : "";
}

static struct str
id_key(const store_id *id)
{
	return str_make((const char *)id->bytes, sizeof(id->bytes));
}

/* The last one is what is asked for most, and needs no map of all. */
static bool
is_last(const struct index *index, const store_id *revision)
{
	return index->n && memcmp(body_at(index, index->n - 1) + REVISION,
		revision->bytes, sizeof(revision->bytes)) == 0;
}

size_t
index_find(struct index *index, const store_id *revision)
{
	uintptr_t found;

	if (is_last(index, revision))
		return index->n - 1;
	for (; index->known < index->n; index->known++)
		map_put(&index->by_id, str_make((const char *)body_at(index,
			index->known) + REVISION, 20),
			(void *)(uintptr_t)(index->known + 1));
	found = (uintptr_t)map_get(&index->by_id, id_key(revision));
	return found ? found - 1 : index->n;
}

/* The number of a word, which is put in when it is new; 0 for too many. */
static unsigned
word_number(void *ctx, struct str text)
{
	struct index *index = ctx;
	uintptr_t found = (uintptr_t)map_get(&index->by_word, text);
	struct buf safe = BUF_INIT;

	if (found)
		return (unsigned)found - 1;
	utf8_add_safe(&safe, text);
	found = (uintptr_t)map_get(&index->by_word, buf_str(&safe));
	if (!found && index->words_n < WORDS_MAX) {
		keep_word(index, buf_str(&safe));
		part_add(&index->words, &safe);
		found = index->words_n;
	}
	buf_release(&safe);
	return found ? (unsigned)found - 1 : 0;
}

static bool
is_zero(const unsigned char bytes[INDEX_ACT_ID])
{
	static const unsigned char zero[INDEX_ACT_ID];

	return memcmp(bytes, zero, INDEX_ACT_ID) == 0;
}

/* The body of a revision with this number, whose parents have those. */
static void
write_body(struct buf *body, struct index *index,
	const struct index_entry *entry, const size_t *parents, size_t n)
{
	const unsigned words[5] = { entry->author, entry->party,
		entry->meeting, entry->act, entry->committer };
	bool undoes = !is_zero(entry->undoes);

	index_put(body, (entry->plain ? FLAG_PLAIN : 0) |
		(undoes ? FLAG_UNDOES : 0), 1);
	index_put(body, n, 1);
	index_put(body, index->n, 4);
	buf_add(body, entry->revision.bytes, 20);
	index_put(body, (uint64_t)entry->time, 8);
	index_put(body, (uint64_t)entry->zone, 2);
	for (size_t i = 0; i < 5; i++)
		index_put(body, words[i], 2);
	buf_add(body, entry->act_id, INDEX_ACT_ID);
	for (size_t i = 0; i < n; i++)
		index_put(body, parents[i], 4);
	if (undoes)
		buf_add(body, entry->undoes, INDEX_ACT_ID);
	index_put(body, entry->nodes_n, 4);
	for (size_t i = 0; i < entry->nodes_n; i++)
		index_put(body, pack(&entry->nodes[i]), NODE_BYTES);
}

static int
add_entry(void *ctx, struct index_entry *entry, struct err *err)
{
	struct index *index = ctx;
	struct buf body = BUF_INIT;
	size_t n = 0, parents[2];

	(void)err;
	for (size_t i = 0; i < 2 && i < entry->parents_n; i++) {
		size_t at = index_find(index, &entry->parents[i]);

		if (at < index->n)
			parents[n++] = at;
	}
	write_body(&body, index, entry, parents, n);
	index->joints += n > 1;
	keep_place(index, NULL, index->revisions.own.len + 4);
	part_add(&index->revisions, &body);
	buf_release(&body);
	return 0;
}

static bool
is_known(void *ctx, const store_id *revision)
{
	struct index *index = ctx;

	return index_find(index, revision) < index->n;
}

/*
 * What was added goes to the disk. When that cannot be, or another one was
 * first, nothing is said: what is in memory is right, and the file will be
 * read again.
 */
static void
write_parts(struct index *index)
{
	struct part *words = &index->words, *revisions = &index->revisions;
	int lock;

	if (!index->writes || (words->kept == words->own.len &&
	    revisions->kept == revisions->own.len))
		return;
	lock = index_lock(index->folder);
	if (lock < 0)
		return;
	if (part_is_whole(words) && part_is_whole(revisions)) {
		if (part_append(index->folder, words))
			part_append(index->folder, revisions);
	} else if (part_replace(index->folder, words)) {
		part_replace(index->folder, revisions);
	}
	close(lock);
}

static struct index *
index_new(struct record *record)
{
	struct index *index = mem_new(1, sizeof(*index));

	index->record = record;
	index->writes = record->caches && store_folder(record->store);
	index->folder = index_folder(record, index->writes);
	memcpy(index->words.name, "index.words", sizeof("index.words"));
	memcpy(index->revisions.name, "index", sizeof("index"));
	return index;
}

static int
refresh(struct index *index, const store_id *to, struct err *err)
{
	const struct index_walk walk = { is_known, add_entry,
		{ word_number, index }, index };
	int rc;

	store_in_passing(index->record->store, true);
	rc = index_walk(index->record, to, &walk, err);
	store_in_passing(index->record->store, false);
	if (rc == 0)
		write_parts(index);
	return rc;
}

int
record_index(struct record *record, struct index **out, struct err *err)
{
	return record_index_to(record, &record->tip, out, err);
}

/* A revision whose parents are looked at one after the other. */
struct visit {
	size_t at, next;
};

static size_t
parent_at(const unsigned char *body, size_t n)
{
	return (size_t)index_get(body + PARENTS + 4 * n, 4);
}

/*
 * Whether the places are in the order in which changes are numbered (walk.h):
 * all that led to the first parent, what else led to the second, then itself.
 */
static bool
has_order(const struct index *index, size_t tip)
{
	struct visit *stack = mem_new(index->n + 1, sizeof(*stack));
	unsigned char *met = mem_new(index->n + 1, 1);
	size_t n = 0, last = 0;
	bool good = true;

	stack[n++] = (struct visit){ tip, 0 };
	met[tip] = 1;
	while (n && good) {
		struct visit *top = &stack[n - 1];
		const unsigned char *body = body_at(index, top->at);
		size_t parent;

		if (top->next == parents_of(body)) {
			good = top->at >= last;
			last = top->at;
			n--;
			continue;
		}
		parent = parent_at(body, top->next++);
		if (!met[parent]) {
			met[parent] = 1;
			stack[n++] = (struct visit){ parent, 0 };
		}
	}
	free(stack);
	free(met);
	return good;
}

/* The same, without a look at all where one line went on. */
static bool
is_in_order(struct index *index, const store_id *tip)
{
	size_t at = index_find(index, tip);
	const unsigned char *body;
	store_id parent = { { 0 } };

	if (!index->joints || at == index->n ||
	    store_id_same(&index->ordered, tip))
		return true;
	body = body_at(index, at);
	if (parents_of(body) == 1)
		parent = index_id(index, parent_at(body, 0));
	if ((store_id_is_none(&parent) ||
	     !store_id_same(&parent, &index->ordered)) &&
	    !has_order(index, at))
		return false;
	index->ordered = *tip;
	return true;
}

/*
 * What another desk joined may have been here in another order than it is
 * numbered in: then all is read anew. The old one is kept for who holds it.
 */
static int
put_in_order(struct record *record, struct err *err)
{
	struct index *index = index_new(record);

	begin_anew(index);
	index->older = record->index;
	record->index = index;
	return refresh(index, &record->tip, err);
}

int
record_index_to(struct record *record, const store_id *point,
	struct index **out, struct err *err)
{
	int rc;

	if (!record->index) {
		record->index = index_new(record);
		if (!read_parts(record->index))
			begin_anew(record->index);
	}
	rc = refresh(record->index, point, err);
	if (rc == 0 && store_id_same(point, &record->tip) &&
	    !is_in_order(record->index, point))
		rc = put_in_order(record, err);
	*out = record->index;
	return rc;
}

/* The last record of the file that is there: which revision, what number. */
static bool
read_tail(struct index *index, struct index_revision *last, size_t *number)
{
	struct part *part = &index->revisions;
	const unsigned char *at = part->mapped + part->mapped_len;
	size_t len;

	if (part->mapped_len < INDEX_HEADER + FIXED + 4 + INDEX_ENDING)
		return false;
	len = (size_t)index_get(at - INDEX_ENDING, 4);
	if (len > part->mapped_len - INDEX_HEADER ||
	    len < FIXED + 8 + INDEX_ENDING ||
	    !body_is_whole(at - len + 4, len - 4 - INDEX_ENDING))
		return false;
	*number = (size_t)index_get(at - len + 4 + NUMBER, 4);
	memcpy(last->revision.bytes, at - len + 4 + REVISION, 20);
	part->check = index_get(at - INDEX_CHECK, INDEX_CHECK);
	part->good = part->mapped_len;
	return true;
}

/*
 * Behind the last record, of which nothing else is read: if that, or what
 * stands before it, is not in order, the check of this one will not be either.
 */
static void
append(struct index *index, const store_id *revision)
{
	const struct index_words words = { word_number, index };
	struct index_entry entry = { .parents_n = 0 };
	struct index_revision last;
	struct err ignored = ERR_INIT;
	struct buf body = BUF_INIT;
	size_t number;

	if (!read_words(index) || !part_map(&index->revisions,
		index->folder) || memcmp(index->words.mapped,
		index->revisions.mapped, INDEX_HEADER) ||
	    !read_tail(index, &last, &number))
		return;
	if (index_entry_read(&entry, index->record, revision, &words,
		&ignored) == 0 && entry.parents_n == 1 &&
	    store_id_same(&last.revision, &entry.parents[0])) {
		index->n = number + 1;
		write_body(&body, index, &entry, &number, 1);
		part_add(&index->revisions, &body);
		if (part_append(index->folder, &index->words))
			part_append(index->folder, &index->revisions);
		index->n = 0;
	}
	buf_release(&body);
	index_entry_release(&entry);
}

void
index_note(struct record *record, const store_id *revision)
{
	struct err ignored = ERR_INIT;
	struct index *index;
	int folder = record->index ? -1 : index_folder(record, false);
	int lock = folder < 0 ? -1 : index_lock(folder);

	if (folder >= 0)
		close(folder);
	if (record->index) {
		refresh(record->index, &record->tip, &ignored);
	} else if (lock >= 0) {
		index = index_new(record);
		append(index, revision);
		index_close(index);
	}
	if (lock >= 0)
		close(lock);
}

void
index_close(struct index *index)
{
	if (!index)
		return;
	index_close(index->older);
	forget(index);
	free(index->word);
	free(index->at);
	part_release(&index->words);
	part_release(&index->revisions);
	if (index->folder >= 0)
		close(index->folder);
	free(index);
}

unsigned char *
index_reach(struct index *index, const store_id *from)
{
	unsigned char *marks = mem_new(index->n + 1, 1);
	size_t at = index_find(index, from);

	if (at == index->n)
		return marks;
	marks[at] = 1;
	for (at++; at-- > 0;) {
		const unsigned char *body = body_at(index, at);

		if (!marks[at])
			continue;
		for (size_t i = 0; i < parents_of(body); i++)
			marks[index_get(body + PARENTS + 4 * i, 4)] = 1;
	}
	return marks;
}
