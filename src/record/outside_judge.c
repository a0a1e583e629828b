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
#include "outside_place.h"

enum { ID_LEN = sizeof(((node_id *)NULL)->text) - 1 };

/* Why an entry cannot stand; NULL when what it names is, or was, there. */
static const char *
entry_fault(const struct judging *judging, struct str folder,
	struct str entry, struct buf *path)
{
	const struct found *found;

	if (!native_order_path(path, folder, entry))
		return "is no name of a file or folder beside it: take the "
			"line out";
	found = place_found(judging, buf_str(path));
	if (place_has(judging, buf_str(path)) ||
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

	place_add_tip_order(judging, folder, &before);
	rest = buf_str(&before);
	while (good && native_order_next(&rest, &entry, &line)) {
		buf_clear(&path);
		if (!native_order_path(&path, folder, entry) ||
		    !place_has(judging, buf_str(&path)) ||
		    place_line_naming(buf_str(&found->bytes), folder,
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
	place_add_tip_order(judging, folder, &before);
	rest = buf_str(&before);
	while (!there && native_order_next(&rest, &entry, &line)) {
		buf_clear(&path);
		there = native_order_path(&path, folder, entry) &&
			place_has(judging, buf_str(&path));
	}
	buf_release(&before);
	buf_release(&path);
	return there;
}

static void
judge_order(struct judging *judging, struct str folder)
{
	struct found *found = place_order(judging, folder);

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
		const char *path = place_below(judging, &outside->at[i]);

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

	if (place_has(judging, folder))
		return;
	line = place_line_of(judging, top, folder);
	if (!line)
		return;
	tell_named(judging, folder.at, line, top);
	keep_all(judging, folder);
}

/* What is gone and has a line still is only missing. */
static void
judge_gone(struct judging *judging, struct found *found)
{
	const char *path = place_below(judging, found);
	struct str order;
	bool is_free;
	size_t line;

	if (found->state != FOUND_GONE)
		return;
	line = place_line(judging, str_of(path), &order, &is_free);
	if (line && !str_ends(str_of(path), "ORDER")) {
		tell_named(judging, path, line, order);
		found->state = FOUND_LEFT;
	}
}

/* A document of which nothing is left: that is more than an edit. */
static bool
is_all_gone(struct judging *judging)
{
	for (size_t i = 0; i < judging->tip.n; i++) {
		const struct found *found = place_found(judging,
			str_of(judging->tip.at[i]));

		if (!found || found->state != FOUND_GONE)
			return false;
	}
	return judging->tip.n > 0;
}

/*
 * A new file without a place: nothing of it is taken up until a line gives it
 * one.
 */
static void
judge_new(struct judging *judging, struct found *found)
{
	struct str order;
	bool is_free;

	if (found->state == FOUND_TEXT && !found->at_tip && !place_line(
		judging, str_of(place_below(judging, found)), &order, &is_free) &&
	    !is_free)
		outside_leave(judging->outside, found, "no ORDER names it: "
			"put a line with its name where it belongs");
}

/*
 * Whether what a file loses went into another: a paragraph, by its id, that it
 * has no more, or all of a file that is gone.
 */
static bool
went_to(struct str was, const struct found *found, const struct found *other)
{
	const struct str mark = { " {#", 3 };
	struct str now = buf_str(&found->bytes), there = buf_str(&other->bytes);
	size_t off = 0;

	for (;;) {
		struct str id;

		off = str_find(was, off, mark);
		if (off + mark.len + ID_LEN > was.len)
			return found->state == FOUND_GONE &&
				str_same(was, there);
		id = str_part(was, off, mark.len + ID_LEN);
		if (str_find(there, 0, id) < there.len &&
		    str_find(now, 0, id) == now.len)
			return true;
		off += mark.len;
	}
}

/*
 * What went from where it was to a file that has no place stays in the text
 * until that has one.
 */
static void
judge_parted(struct judging *judging, struct found *found)
{
	struct outside *outside = judging->outside;
	struct buf was = BUF_INIT;
	struct err ignored = ERR_INIT;

	if (found->state == FOUND_LEFT || store_read(outside->record->store,
		&outside->record->tip, found->path, &was, &ignored) < 0)
		return;
	for (size_t i = 0; i < outside->n; i++) {
		const struct found *other = &outside->at[i];

		if (other->state != FOUND_LEFT ||
		    !place_below(judging, other) ||
		    !went_to(buf_str(&was), found, other))
			continue;
		outside_leave(outside, found, "text of it is in %s now, which "
			"is left alone too: settle that, or \"git checkout -- "
			"%s\" brings back what was", other->path,
			found->path);
		break;
	}
	buf_release(&was);
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
		if (place_below(judging, &outside->at[i]))
			add_folder(judging, place_below(judging, &outside->at[i]),
				true);
	return 0;
}

static void
each(struct judging *judging, void (*judge_one)(struct judging *judging,
	struct found *found))
{
	struct outside *outside = judging->outside;

	for (size_t i = 0; i < outside->n; i++)
		if (place_below(judging, &outside->at[i]))
			judge_one(judging, &outside->at[i]);
}

static size_t
count_left(const struct outside *outside)
{
	size_t n = 0;

	for (size_t i = 0; i < outside->n; i++)
		n += outside->at[i].state == FOUND_LEFT;
	return n;
}

/* First what decides: the top ORDER, folders, their ORDERs; then the rest. */
static void
judge_once(struct judging *judging)
{
	each(judging, judge_new);
	each(judging, judge_parted);
	judge_order(judging, str_make("", 0));
	for (size_t i = 0; i < judging->folders.n; i++)
		judge_folder(judging, str_of(judging->folders.at[i]));
	for (size_t i = 0; i < judging->folders.n; i++)
		judge_order(judging, str_of(judging->folders.at[i]));
	each(judging, judge_gone);
}

/*
 * What is left alone bears on the rest: a new file has no place when the ORDER
 * that names it is left, and then what was renamed to it must stay. So judge
 * until nothing more is left.
 */
static void
judge(struct judging *judging)
{
	size_t before;

	do {
		before = count_left(judging->outside);
		judge_once(judging);
	} while (count_left(judging->outside) != before);
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
