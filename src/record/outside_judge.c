/*
 * What of a document that was edited with other tools is taken up. The rule
 * that all of this serves: no words leave the text that are still on the disk,
 * and none enter it without a place. So a file goes when it is gone and no
 * ORDER names it any more; a new one comes when an ORDER names it; an ORDER is
 * taken when all it names is there and all it no longer names is gone. Start
 * at outside_judge().
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "outside.h"

struct judging {
	struct outside *outside;
	const char *name;	/* of the document */
	struct store_paths tip;	/* its files at the tip, below its folder */
	struct store_paths folders; /* in it that have to do with what differs */
	struct map known;	/* paths in tip, and their folders */
};

/* What differs at a path below the document's folder, or NULL. */
static struct found *
found_at(const struct judging *judging, struct str path)
{
	struct buf whole = BUF_INIT;
	struct found *found;

	buf_add_format(&whole, "%s/%.*s", judging->name, (int)path.len,
		path.at);
	found = map_get(&judging->outside->by_path, buf_str(&whole));
	buf_release(&whole);
	return found;
}

/* The path below the document's folder; NULL when it is another's. */
static const char *
below(const struct judging *judging, const struct found *found)
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

/* Whether a file, or anything in a folder (`name/`), is there. */
static bool
has(const struct judging *judging, struct str path)
{
	const struct outside *outside = judging->outside;
	const struct found *found = found_at(judging, path);

	if (found)
		return is_there(found);
	if (!str_ends(path, "/"))
		return map_get(&judging->known, path) != NULL;
	for (size_t i = 0; i < judging->tip.n; i++) {
		struct str one = str_of(judging->tip.at[i]);

		if (str_same(str_part(one, 0, path.len), path) &&
		    !found_at(judging, one))
			return true;
	}
	for (size_t i = 0; i < outside->n; i++) {
		const char *one = below(judging, &outside->at[i]);

		if (one && str_same(str_part(str_of(one), 0, path.len),
			path) && is_there(&outside->at[i]))
			return true;
	}
	return false;
}

/* The ORDER of a folder (`` or `name/`) as it is at the tip. */
static void
add_tip_order(const struct judging *judging, struct str folder,
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

static struct found *
find_order(const struct judging *judging, struct str folder)
{
	struct buf path = BUF_INIT;
	struct found *found;

	buf_add_format(&path, "%.*sORDER", (int)folder.len, folder.at);
	found = found_at(judging, buf_str(&path));
	buf_release(&path);
	return found;
}

/* The ORDER as it will be. */
static void
add_order(const struct judging *judging, struct str folder, struct buf *out)
{
	const struct found *found = find_order(judging, folder);

	if (!found || found->state == FOUND_LEFT)
		add_tip_order(judging, folder, out);
	else if (found->state == FOUND_TEXT)
		buf_add_str(out, buf_str(&found->bytes));
}

/* The line of an ORDER's text that names the path; 0 when none does. */
static size_t
line_naming(struct str order, struct str folder, struct str path)
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

/* The same of the ORDER as it will be. */
static size_t
line_of(const struct judging *judging, struct str folder, struct str path)
{
	struct buf order = BUF_INIT;
	size_t line;

	add_order(judging, folder, &order);
	line = line_naming(buf_str(&order), folder, path);
	buf_release(&order);
	return line;
}

/* Why an entry cannot stand; NULL when what it names is, or was, there. */
static const char *
entry_fault(const struct judging *judging, struct str folder,
	struct str entry, struct buf *path)
{
	const struct found *found;

	if (!native_order_path(path, folder, entry))
		return "is no name of a file or folder beside it: take the "
			"line out";
	found = found_at(judging, buf_str(path));
	if (has(judging, buf_str(path)) ||
	    map_get(&judging->known, buf_str(path)))
		return NULL;
	return found && found->state == FOUND_LEFT
		? "cannot be taken up itself"
		: "is not there: put it there, or take the line out";
}

/* Each thing an ORDER names is there, or was and is only missing. */
static bool
names_what_is(struct judging *judging, struct found *found,
	struct str folder)
{
	struct str rest = buf_str(&found->bytes), entry;
	const char *fault = NULL;
	struct map seen = MAP_INIT;
	struct buf path = BUF_INIT;
	size_t line = 0;

	while (!fault && native_order_next(&rest, &entry, &line)) {
		buf_clear(&path);
		fault = entry_fault(judging, folder, entry, &path);
		if (fault)
			outside_leave(judging->outside, found, "line %zu, "
				"\"%.*s\", %s", line, (int)(entry.len < 80
				? entry.len : 80), entry.at, fault);
		else if (map_put(&seen, buf_str(&path), judging))
			record_tell(judging->outside->record, "%s, line %zu, "
				"names %s/%s a second time: the first counts",
				found->path, line, judging->name,
				buf_text(&path));
	}
	map_release(&seen);
	buf_release(&path);
	return !fault;
}

/* What an ORDER named at the tip and names no more is gone as well. */
static bool
lets_go_what_is_gone(struct judging *judging, struct found *found,
	struct str folder)
{
	struct buf before = BUF_INIT, path = BUF_INIT;
	struct str rest, entry;
	size_t line = 0;
	bool good = true;

	add_tip_order(judging, folder, &before);
	rest = buf_str(&before);
	while (good && native_order_next(&rest, &entry, &line)) {
		buf_clear(&path);
		if (!native_order_path(&path, folder, entry) ||
		    !has(judging, buf_str(&path)) ||
		    line_naming(buf_str(&found->bytes), folder,
			buf_str(&path)))
			continue;
		if (found->state == FOUND_GONE)
			outside_leave(judging->outside, found, "it is missing, "
				"and what it names is there: \"git checkout "
				"-- %s\" brings it back", found->path);
		else
			outside_leave(judging->outside, found, "it names "
				"%.*s no more, and that is there: to delete "
				"it take the file out too, to keep it put the "
				"line back", (int)entry.len, entry.at);
		good = false;
	}
	buf_release(&before);
	buf_release(&path);
	return good;
}

/*
 * An ORDER that is empty while what it named is there is what a power cut
 * leaves: the next save writes it again.
 */
static bool
is_cut_off(const struct judging *judging, const struct found *found,
	struct str folder)
{
	struct buf before = BUF_INIT, path = BUF_INIT;
	struct str rest, entry;
	size_t line = 0;
	bool there = false;

	if (found->state != FOUND_TEXT || found->bytes.len)
		return false;
	add_tip_order(judging, folder, &before);
	rest = buf_str(&before);
	while (!there && native_order_next(&rest, &entry, &line)) {
		buf_clear(&path);
		there = native_order_path(&path, folder, entry) &&
			has(judging, buf_str(&path));
	}
	buf_release(&before);
	buf_release(&path);
	return there;
}

static void
judge_order(struct judging *judging, struct str folder)
{
	struct found *found = find_order(judging, folder);

	if (!found || found->state == FOUND_LEFT)
		return;
	if (is_cut_off(judging, found, folder))
		found->state = FOUND_LEFT;
	else if (found->state == FOUND_GONE || names_what_is(judging, found,
		folder))
		lets_go_what_is_gone(judging, found, folder);
}

/* Take back from what goes everything below a folder of the document. */
static void
keep_all(struct judging *judging, struct str folder)
{
	struct outside *outside = judging->outside;

	for (size_t i = 0; i < outside->n; i++) {
		const char *path = below(judging, &outside->at[i]);

		if (path && outside->at[i].state == FOUND_GONE &&
		    str_same(str_part(str_of(path), 0, folder.len), folder))
			outside->at[i].state = FOUND_LEFT;
	}
}

static void
tell_named(struct judging *judging, const char *path, size_t line,
	struct str folder)
{
	record_tell(judging->outside->record, "%s/%s is missing, and "
		"%s/%.*sORDER, line %zu, names it: \"git checkout -- %s/%s\" "
		"brings it back; to delete it take that line out as well",
		judging->name, path, judging->name, (int)folder.len,
		folder.at, line, judging->name, path);
}

/* A folder of which nothing is left goes when no line names it. */
static void
judge_folder(struct judging *judging, struct str folder)
{
	const struct str top = { "", 0 };
	size_t line;

	if (has(judging, folder))
		return;
	line = line_of(judging, top, folder);
	if (!line)
		return;
	tell_named(judging, folder.at, line, top);
	keep_all(judging, folder);
}

/*
 * The line that gives a file its place, 0 when there is none; *order is the
 * folder of its ORDER. Where a file needs no line it is `free`.
 */
static size_t
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
		return line_of(judging, folder, path);
	line = line_of(judging, *order, folder);
	if (!line || str_is(name, "section.md") || str_is(name, "ORDER"))
		return line;
	*order = folder;
	return line_of(judging, folder, path);
}

static void
judge_file(struct judging *judging, struct found *found)
{
	const char *path = below(judging, found);
	struct str order;
	bool is_free;
	size_t line;

	if (found->state == FOUND_LEFT)
		return;
	line = place_line(judging, str_of(path), &order, &is_free);
	if (found->state == FOUND_GONE && line && !str_ends(str_of(path),
		"ORDER")) {
		tell_named(judging, path, line, order);
		found->state = FOUND_LEFT;
	} else if (found->state == FOUND_TEXT && !found->at_tip && !line &&
		   !is_free) {
		outside_leave(judging->outside, found, "no ORDER names it: "
			"put a line with its name where it belongs");
	}
}

/* A document of which nothing is left: that is more than an edit. */
static bool
is_all_gone(struct judging *judging)
{
	for (size_t i = 0; i < judging->tip.n; i++) {
		const struct found *found = found_at(judging,
			str_of(judging->tip.at[i]));

		if (!found || found->state != FOUND_GONE)
			return false;
	}
	return judging->tip.n > 0;
}

static void
add_folder(struct judging *judging, const char *path, bool differs)
{
	const char *slash = strchr(path, '/');
	struct str folder;

	if (!slash)
		return;
	folder = str_make(path, (size_t)(slash - path) + 1);
	if (!differs)
		map_put(&judging->known, folder, judging);
	for (size_t i = 0; i < judging->folders.n && differs; i++)
		differs = !str_is(folder, judging->folders.at[i]);
	if (!differs)
		return;
	judging->folders.at = mem_grow(judging->folders.at,
		&judging->folders.cap, judging->folders.n + 1,
		sizeof(*judging->folders.at));
	judging->folders.at[judging->folders.n++] = mem_text_len(folder.at,
		folder.len);
}

static int
read_tip(struct judging *judging, struct err *err)
{
	struct outside *outside = judging->outside;

	if (list_doc_files(outside->record, &outside->record->tip,
		judging->name, &judging->tip, err) < 0)
		return -1;
	for (size_t i = 0; i < judging->tip.n; i++) {
		map_put(&judging->known, str_of(judging->tip.at[i]), judging);
		add_folder(judging, judging->tip.at[i], false);
	}
	for (size_t i = 0; i < outside->n; i++)
		if (below(judging, &outside->at[i]))
			add_folder(judging, below(judging, &outside->at[i]),
				true);
	return 0;
}

/* First what decides: the top ORDER, folders, their ORDERs; then the rest. */
static void
judge(struct judging *judging)
{
	struct outside *outside = judging->outside;

	judge_order(judging, str_make("", 0));
	for (size_t i = 0; i < judging->folders.n; i++)
		judge_folder(judging, str_of(judging->folders.at[i]));
	for (size_t i = 0; i < judging->folders.n; i++)
		judge_order(judging, str_of(judging->folders.at[i]));
	for (size_t i = 0; i < outside->n; i++)
		if (below(judging, &outside->at[i]))
			judge_file(judging, &outside->at[i]);
}

int
outside_judge(struct outside *outside, const char *name, struct err *err)
{
	struct judging judging = { .outside = outside, .name = name };
	int rc = read_tip(&judging, err);

	if (rc == 0 && is_all_gone(&judging)) {
		record_tell(outside->record, "all files of %s are missing: "
			"\"git checkout -- %s\" brings them back; to delete "
			"the document use \"git rm -r %s\" and \"git commit\"",
			name, name, name);
		keep_all(&judging, str_make("", 0));
	} else if (rc == 0) {
		judge(&judging);
	}
	store_paths_release(&judging.tip);
	store_paths_release(&judging.folders);
	map_release(&judging.known);
	return rc;
}
