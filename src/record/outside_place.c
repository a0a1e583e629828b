/*
 * Where a file of a document that was edited with other tools has its place:
 * what is there, and which line of an ORDER names it. What it must not do:
 * decide.
 */
#include <string.h>

#include "outside_place.h"

struct found *
place_found(const struct judging *judging, struct str path)
{
	struct buf whole = BUF_INIT;
	struct found *found;

	buf_add_format(&whole, "%s/%.*s", judging->name, (int)path.len,
		path.at);
	found = map_get(&judging->outside->by_path, buf_str(&whole));
	buf_release(&whole);
	return found;
}

const char *
place_below(const struct judging *judging, const struct found *found)
{
	size_t len = strlen(judging->name);

	if (strncmp(found->path, judging->name, len) != 0 ||
	    found->path[len] != '/')
		return NULL;
	return found->path + len + 1;
}

static bool
is_there(const struct found *found)
{
	return found->state == FOUND_TEXT ||
		(found->state == FOUND_LEFT && found->at_tip);
}

bool
place_has(const struct judging *judging, struct str path)
{
	const struct outside *outside = judging->outside;
	const struct found *found = place_found(judging, path);

	if (found)
		return is_there(found);
	if (!str_ends(path, "/"))
		return map_get(&judging->known, path) != NULL;
	for (size_t i = 0; i < judging->tip.n; i++) {
		struct str one = str_of(judging->tip.at[i]);

		if (str_same(str_part(one, 0, path.len), path) &&
		    !place_found(judging, one))
			return true;
	}
	for (size_t i = 0; i < outside->n; i++) {
		const char *one = place_below(judging, &outside->at[i]);

		if (one && str_same(str_part(str_of(one), 0, path.len),
			path) && is_there(&outside->at[i]))
			return true;
	}
	return false;
}

void
place_add_tip_order(const struct judging *judging, struct str folder,
	struct buf *out)
{
	struct record *record = judging->outside->record;
	struct buf path = BUF_INIT;
	struct err ignored = ERR_INIT;

	buf_add_format(&path, "%s/%.*sORDER", judging->name, (int)folder.len,
		folder.at);
	store_read(record->store, &record->tip, buf_text(&path), out,
		&ignored);
	buf_release(&path);
}

struct found *
place_order(const struct judging *judging, struct str folder)
{
	struct buf path = BUF_INIT;
	struct found *found;

	buf_add_format(&path, "%.*sORDER", (int)folder.len, folder.at);
	found = place_found(judging, buf_str(&path));
	buf_release(&path);
	return found;
}

/* The ORDER as it will be. */
static void
add_order(const struct judging *judging, struct str folder, struct buf *out)
{
	const struct found *found = place_order(judging, folder);

	if (!found || found->state == FOUND_LEFT)
		place_add_tip_order(judging, folder, out);
	else if (found->state == FOUND_TEXT)
		buf_add_str(out, buf_str(&found->bytes));
}

size_t
place_line_naming(struct str order, struct str folder, struct str path)
{
	struct buf named = BUF_INIT;
	struct str entry;
	size_t line = 0;
	bool is = false;

	while (!is && native_order_next(&order, &entry, &line)) {
		buf_clear(&named);
		is = native_order_path(&named, folder, entry) &&
			str_same(buf_str(&named), path);
	}
	buf_release(&named);
	return is ? line : 0;
}

size_t
place_line_of(const struct judging *judging, struct str folder, struct str path)
{
	struct buf order = BUF_INIT;
	size_t line;

	add_order(judging, folder, &order);
	line = place_line_naming(buf_str(&order), folder, path);
	buf_release(&order);
	return line;
}

size_t
place_line(const struct judging *judging, struct str path, struct str *order,
	bool *is_free)
{
	size_t slash = str_find(path, 0, str_of("/"));
	struct str folder = str_part(path, 0, slash < path.len ? slash + 1
		: 0);
	struct str name = str_from(path, folder.len);
	size_t line;

	*order = str_make("", 0);
	*is_free = !folder.len && (str_is(name, "front.md") ||
		str_is(name, "footnotes.md") || str_is(name, "ORDER"));
	if (*is_free)
		return 0;
	if (!folder.len)
		return place_line_of(judging, folder, path);
	line = place_line_of(judging, *order, folder);
	if (!line || str_is(name, "section.md") || str_is(name, "ORDER"))
		return line;
	*order = folder;
	return place_line_of(judging, folder, path);
}
