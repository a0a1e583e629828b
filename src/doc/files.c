/*
 * Which nodes start a file, and what the files are called. First the starts
 * are collected in reading order and long files cut; then names that are there
 * are checked; then the rest are given. A document's text is its files one
 * after the other, so a group of parts must never be torn apart: that is what
 * most of the care here is about.
 */
#include "adref/doc/files.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "adref/base/map.h"
#include "adref/base/mem.h"
#include "file_name.h"

/* A node that starts a file. */
struct start {
	struct node *node;
	const struct node *folder;	/* level-1 section above it, or NULL */
	bool part;		/* cut off, not a section of level 1 or 2 */
	bool crowded;		/* its folder would have too many parts */
	struct str next_group;	/* group of the next start with a name */
};

struct naming {
	struct doc *doc;
	struct start *at;
	size_t n, cap;
	struct map taken;	/* folder and name, `/` between */
	char group[64];		/* of the start before, "" when in none */
	struct map tried;	/* folder and base -> how far base-2 … went */
	size_t grouped;		/* how many are in it */
	size_t part;		/* number of the last part of this folder */
	const struct node *folder;
};

static bool
may_start(const struct node *node)
{
	return !node->parent->parent || node->parent->kind == NODE_SECTION;
}

static bool
must_start(const struct node *node)
{
	return node->kind == NODE_SECTION && node->level <= 2;
}

/* The level-1 section that node is or stands in. */
static const struct node *
folder_of(const struct node *node)
{
	for (; node->parent; node = node->parent)
		if (node->kind == NODE_SECTION && node->level == 1)
			return node;
	return NULL;
}

/* `parts-01` of `parts-01/part-0001`, else empty. */
static struct str
group_of(const char *file)
{
	struct str name = str_of(file);
	size_t slash = str_find(name, 0, str_of("/"));

	return str_part(name, 0, slash < name.len ? slash : 0);
}

static void
add_start(struct naming *naming, struct node *node)
{
	naming->at = mem_grow(naming->at, &naming->cap, naming->n + 1,
		sizeof(*naming->at));
	naming->at[naming->n++] = (struct start){
		.node = node, .folder = folder_of(node),
		.part = !must_start(node),
	};
}

/* Cut the n nodes from first on, all of one file, into parts. */
static void
cut_run(struct naming *naming, struct node *first, size_t n)
{
	size_t parts = (n + FILE_NODES / 2) / FILE_NODES, target;
	size_t since = 0, left = n;
	struct node *at = first;

	if (n <= 2 * FILE_NODES)
		return;
	target = n / parts;
	for (; left; left--, since++, at = node_next(at)) {
		size_t least = at->kind == NODE_SECTION ? target / 2 : target;

		if (at == first || !may_start(at) || since < least ||
		    left < target / 2)
			continue;
		add_start(naming, at);
		since = 0;
	}
}

static void
collect_starts(struct naming *naming)
{
	struct node *first = doc_first(naming->doc), *at;
	size_t run = 0;

	for (at = first; at; at = node_next(at), run++) {
		if (at->file && !may_start(at)) {
			free(at->file);
			at->file = NULL;
		}
		if (!at->file && !must_start(at))
			continue;
		cut_run(naming, first, run);
		add_start(naming, at);
		first = at;
		run = 0;
	}
	cut_run(naming, first, run);
}

/* A name in a folder, without case. */
static void
add_key(struct buf *key, const struct node *folder, struct str name)
{
	buf_add_format(key, "%p/", (const void *)folder);
	for (size_t i = 0; i < name.len; i++) {
		char c = name.at[i];

		buf_add_char(key, c >= 'A' && c <= 'Z' ? (char)(c + 32) : c);
	}
}

/* Claim a name in a folder; false when it is taken. */
static bool
claim(struct naming *naming, const struct node *folder, struct str name)
{
	struct buf key = BUF_INIT;
	bool is_free;

	add_key(&key, folder, name);
	is_free = !map_get(&naming->taken, buf_str(&key));
	map_put(&naming->taken, buf_str(&key), naming);
	buf_release(&key);
	return is_free;
}

/* Where a start's name must be met once: its folder, the top for a folder. */
static const struct node *
room_of(const struct start *start, struct str name)
{
	if (start->node == start->folder || group_of(name.at).len)
		return NULL;
	return start->folder;
}

static void
unname(struct start *start)
{
	free(start->node->file);
	start->node->file = NULL;
}

/*
 * Whether a start may keep its name where it stands: a group goes on without
 * a break, and below a level-1 section nothing but groups follows a group.
 */
static bool
group_holds(struct naming *naming, const struct start *start)
{
	struct str group = group_of(start->node->file);
	bool same = str_is(group, naming->group);

	if (start->folder != naming->folder) {
		naming->folder = start->folder;
		naming->group[0] = '\0';
		same = false;
	}
	if (!group.len)
		return start->node == start->folder || !start->folder ||
			!naming->group[0];
	if (start->node == start->folder || group.len >=
	    sizeof(naming->group))
		return false;
	if (!same && !claim(naming, NULL, group))
		return false;
	memcpy(naming->group, group.at, group.len);
	naming->group[group.len] = '\0';
	return true;
}

static void
check_names(struct naming *naming)
{
	for (size_t i = 0; i < naming->n; i++) {
		struct start *start = &naming->at[i];
		struct str name = str_of(start->node->file);

		if (!name.len)
			continue;
		if (!group_holds(naming, start) ||
		    file_name_is_reserved(name) ||
		    !claim(naming, room_of(start, name), name)) {
			unname(start);
			continue;
		}
		if (!group_of(name.at).len)
			naming->group[0] = '\0';
	}
	naming->folder = NULL;
	naming->group[0] = '\0';
}

/* From the end: what follows each start, and how many parts a folder has. */
static void
look_ahead(struct naming *naming)
{
	struct str next = { "", 0 };
	size_t parts = 0, end = naming->n;
	bool plain = false;	/* a name without a group follows */

	for (size_t i = naming->n; i-- > 0;) {
		struct start *start = &naming->at[i];

		start->next_group = next;
		parts += start->part;
		start->crowded = !(plain && start->folder);
		if (start->node->file) {
			next = group_of(start->node->file);
			plain |= !next.len;
		}
		if (i && naming->at[i - 1].folder == start->folder)
			continue;
		while (end > i)
			naming->at[--end].crowded &= parts > FOLDER_PARTS;
		next = str_make("", 0);
		parts = 0;
		plain = false;
	}
}

static void
open_group(struct naming *naming)
{
	unsigned k = 1;
	char name[sizeof(naming->group)];

	do
		snprintf(name, sizeof(name), "parts-%02u", k++ % 100000000);
	while (!claim(naming, NULL, str_of(name)));
	memcpy(naming->group, name, sizeof(name));
	naming->grouped = 0;
}

/* Settle which group the start goes in: naming->group, "" for none. */
static void
choose_group(struct naming *naming, const struct start *start)
{
	bool goes_on = start->next_group.len &&
		str_is(start->next_group, naming->group);

	if (naming->group[0]) {
		if (naming->grouped >= FOLDER_PARTS && !goes_on)
			open_group(naming);
	} else if (start->crowded && start->part) {
		open_group(naming);
	}
}

/* Where to go on with base, base-2 …: what is taken stays taken. */
static unsigned *
tries_of(struct naming *naming, const struct node *room, struct str base)
{
	struct buf key = BUF_INIT;
	unsigned *tries;

	add_key(&key, room, base);
	tries = map_get(&naming->tried, buf_str(&key));
	if (!tries) {
		tries = mem_new(1, sizeof(*tries));
		map_put(&naming->tried, buf_str(&key), tries);
	}
	buf_release(&key);
	return tries;
}

/* A name may not be one of ours or of a device, and is met once. */
static bool
may_have(struct naming *naming, const struct start *start, struct str name)
{
	return !file_name_is_reserved(name) &&
		claim(naming, room_of(start, name), name);
}

/* The next number. */
static void
name_part(struct naming *naming, struct start *start, struct buf *name)
{
	size_t from = name->len;

	do {
		buf_cut(name, from);
		buf_add_format(name, naming->group[0] ? "part-%04zu"
			: "part-%02zu", ++naming->part);
	} while (!may_have(naming, start, buf_str(name)));
}

/* Try base, base-2 …. */
static void
name_section(struct naming *naming, struct start *start, struct buf *name)
{
	unsigned *tries;
	size_t base;

	file_name_add(name, start->node);
	base = name->len;
	tries = tries_of(naming, room_of(start, buf_str(name)),
		buf_str(name));
	do {
		buf_cut(name, base);
		if (++*tries > 1)
			buf_add_format(name, "-%u", *tries);
	} while (!may_have(naming, start, buf_str(name)));
}

static void
name_start(struct naming *naming, struct start *start)
{
	struct buf name = BUF_INIT;

	if (naming->group[0])
		buf_add_format(&name, "%s/", naming->group);
	if (start->part)
		name_part(naming, start, &name);
	else
		name_section(naming, start, &name);
	start->node->file = buf_take(&name);
}

static void
enter_folder(struct naming *naming, const struct node *folder)
{
	naming->folder = folder;
	naming->group[0] = '\0';
	naming->grouped = 0;
	naming->part = 0;
}

static void
give_names(struct naming *naming)
{
	for (size_t i = 0; i < naming->n; i++) {
		struct start *start = &naming->at[i];
		struct str group;

		if (i == 0 || start->folder != naming->folder)
			enter_folder(naming, start->folder);
		if (!start->node->file) {
			choose_group(naming, start);
			if (!naming->group[0] && !naming->part)
				naming->part = 1;
			name_start(naming, start);
			naming->grouped++;
			continue;
		}
		group = group_of(start->node->file);
		if (!str_is(group, naming->group))
			naming->grouped = 0;
		naming->grouped++;
		memcpy(naming->group, group.at, group.len);
		naming->group[group.len] = '\0';
	}
}

/*
 * `a/b.md`: the name b in the folder of the section a; in a group a the whole
 * of it; where the document has neither, the name a.
 */
static void
claim_path(struct naming *naming, struct str path)
{
	size_t slash = str_find(path, 0, str_of("/"));
	struct str above = str_part(path, 0, slash < path.len ? slash : 0);
	const struct node *at = above.len ? doc_first(naming->doc) : NULL;
	struct str name = path;

	while (at && !(at->file && (str_same(group_of(at->file), above) ||
		(folder_of(at) == at && str_is(above, at->file)))))
		at = node_next(at);
	if (above.len && !at)
		name = above;
	else if (at && !group_of(at->file).len)
		name = str_from(path, slash + 1);
	else
		at = NULL;
	if (str_ends(name, ".md"))
		name.len -= strlen(".md");
	claim(naming, at, name);
}

void
doc_name_files(struct doc *doc)
{
	doc_name_files_beside(doc, NULL, 0);
}

void
doc_name_files_beside(struct doc *doc, const char *const *paths, size_t n)
{
	struct naming naming = { .doc = doc };

	for (size_t i = 0; i < n; i++)
		claim_path(&naming, str_of(paths[i]));
	collect_starts(&naming);
	check_names(&naming);
	look_ahead(&naming);
	give_names(&naming);
	map_release(&naming.taken);
	map_release_all(&naming.tried);
	free(naming.at);
}

void
file_path(struct buf *out, const struct node *start)
{
	const struct node *folder;

	if (!start) {
		buf_add_text(out, "front.md");
		return;
	}
	folder = folder_of(start);
	if (group_of(start->file).len)
		buf_add_format(out, "%s.md", start->file);
	else if (folder == start)
		buf_add_format(out, "%s/section.md", start->file);
	else if (folder && folder->file)
		buf_add_format(out, "%s/%s.md", folder->file, start->file);
	else
		buf_add_format(out, "%s.md", start->file);
}
