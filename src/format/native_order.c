/*
 * What stands in an ORDER: names of files and folders, one a line, which
 * anybody may have typed. What it must not do: let a name lead out of its
 * folder.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/map.h"
#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "adref/format/native.h"

enum { NAME_MAX_LEN = 255 };

bool
native_order_next(struct str *rest, struct str *entry, size_t *line)
{
	if (*line == 0 && str_starts(*rest, "\xEF\xBB\xBF"))
		*rest = str_from(*rest, 3);
	while (str_line(rest, entry)) {
		++*line;
		*entry = str_trim(*entry);
		if (entry->len)
			return true;
	}
	return false;
}

static bool
is_plain_name(struct str name)
{
	if (!name.len || name.len > NAME_MAX_LEN || name.at[0] == '.' ||
	    str_is(name, "ORDER") || utf8_check(name) < name.len)
		return false;
	for (size_t i = 0; i < name.len; i++)
		if (name.at[i] == '/' || name.at[i] == '\\' ||
		    (unsigned char)name.at[i] < ' ' || name.at[i] == 0x7f)
			return false;
	return true;
}

bool
native_order_path(struct buf *out, struct str folder, struct str entry)
{
	bool is_file = str_ends(entry, ".md");

	if (str_ends(entry, "/"))
		entry.len--;
	if (!is_plain_name(entry) || (folder.len && !is_file))
		return false;
	buf_add_str(out, folder);
	buf_add_str(out, entry);
	if (!is_file)
		buf_add_char(out, '/');
	return true;
}

/* Whether troubles say that what the entry names could not be read. */
static bool
is_unread(const struct native_troubles *troubles, const char *order,
	struct str path)
{
	for (size_t i = 0; i < troubles->n; i++) {
		const struct native_trouble *trouble = &troubles->at[i];
		struct str bad = str_of(trouble->path);

		if (trouble->kind == TROUBLE_MISSING &&
		    str_is(bad, order) && str_is(path, trouble->what))
			return true;
		/* In a folder: what is in it. */
		if (trouble->kind == TROUBLE_BYTES && bad.len >= path.len &&
		    str_same(str_part(bad, 0, path.len), path) &&
		    (bad.len == path.len || str_ends(path, "/")))
			return true;
	}
	return false;
}

/* An entry to keep, and the one it stands behind (empty: none). */
struct kept {
	struct str entry, anchor;
};
struct keeping {
	struct kept *at;
	size_t n, cap;
};

static void
find_kept(struct keeping *keeping, const char *order, const struct map *now,
	struct str before, const struct native_troubles *troubles)
{
	struct str folder = str_part(str_of(order), 0,
		strlen(order) - strlen("ORDER"));
	struct str entry, anchor = { "", 0 };
	struct buf path = BUF_INIT;
	size_t line = 0;

	while (native_order_next(&before, &entry, &line)) {
		buf_clear(&path);
		if (map_get(now, entry)) {
			anchor = entry;
		} else if (native_order_path(&path, folder, entry) &&
			   is_unread(troubles, order, buf_str(&path))) {
			keeping->at = mem_grow(keeping->at, &keeping->cap,
				keeping->n + 1, sizeof(*keeping->at));
			keeping->at[keeping->n++] = (struct kept){ entry,
				anchor };
		}
	}
	buf_release(&path);
}

static void
add_entry(struct buf *out, struct str entry)
{
	buf_add_str(out, entry);
	buf_add_char(out, '\n');
}

static void
add_kept(struct buf *out, const struct keeping *keeping, struct str anchor)
{
	for (size_t i = 0; i < keeping->n; i++)
		if (str_same(keeping->at[i].anchor, anchor))
			add_entry(out, keeping->at[i].entry);
}

void
native_order_keep(struct buf *out, const char *path, struct str now,
	struct str before, const struct native_troubles *troubles)
{
	struct keeping keeping = { 0 };
	struct map entries = MAP_INIT;
	struct str rest = now, line;

	if (!troubles || !troubles->n) {
		buf_add_str(out, now);
		return;
	}
	while (str_line(&rest, &line))
		map_put(&entries, line, out);
	find_kept(&keeping, path, &entries, before, troubles);
	add_kept(out, &keeping, str_make("", 0));
	for (rest = now; str_line(&rest, &line);) {
		add_entry(out, line);
		add_kept(out, &keeping, line);
	}
	map_release(&entries);
	free(keeping.at);
}
