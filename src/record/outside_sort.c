/*
 * Which document each path is of that was edited with other tools, and what
 * becomes of those that are of none. Start at outside_sort().
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "conf.h"
#include "outside.h"

/* Each name once; the empty one is none. */
static void
add_name(struct store_paths *names, struct str name)
{
	for (size_t i = 0; i < names->n; i++)
		if (str_is(name, names->at[i]))
			return;
	if (!name.len)
		return;
	names->at = mem_grow(names->at, &names->cap, names->n + 1,
		sizeof(*names->at));
	names->at[names->n++] = mem_text_len(name.at, name.len);
}

/* Whether a file that only a document has is found in a folder. */
static bool
begins_document(const struct outside *outside, struct str folder)
{
	static const char *const names[] = { "ORDER", "front.md",
		"footnotes.md" };
	bool begins = false;

	for (size_t i = 0; i < 3 && !begins; i++) {
		struct buf path = BUF_INIT;

		buf_add_format(&path, "%.*s/%s", (int)folder.len, folder.at,
			names[i]);
		begins = map_get(&outside->by_path, buf_str(&path)) != NULL;
		buf_release(&path);
	}
	return begins;
}

/*
 * The document a path is of: one that the tip has, or one that begins with
 * what is found, in a folder at the top or one below. Empty: of none.
 */
static struct str
document_of(const struct outside *outside, const char *path)
{
	const char *const *names;
	size_t n = record_names(outside->record, &names);
	const char *slash = strchr(path, '/');

	for (size_t i = 0; i < n; i++) {
		size_t len = strlen(names[i]);

		if (strncmp(path, names[i], len) == 0 && path[len] == '/')
			return str_of(names[i]);
	}
	if (str_starts(str_of(path), "proposals/"))
		return str_make("", 0);
	for (int deep = 0; deep < 2 && slash; deep++) {
		struct str folder = str_make(path, (size_t)(slash - path));

		if (begins_document(outside, folder))
			return folder;
		slash = strchr(slash + 1, '/');
	}
	return str_make("", 0);
}

struct judging_conf {
	struct outside *outside;
	struct found *found;
};

static void
leave_conf(void *ctx, const char *why)
{
	struct judging_conf *judging = ctx;

	outside_leave(judging->outside, judging->found, "%s", why);
}

/* The documents there will be may be named as the main one. */
static void
judge_conf(struct outside *outside, struct found *found)
{
	struct judging_conf judging = { outside, found };
	struct store_paths names = { 0 };
	struct conf_source source = { .text = buf_str(&found->bytes),
		.wrong = leave_conf, .ctx = &judging };
	struct conf conf;
	const char *const *there;
	size_t n = record_names(outside->record, &there);

	for (size_t i = 0; i < n; i++)
		add_name(&names, str_of(there[i]));
	for (size_t i = 0; i < outside->n; i++)
		add_name(&names, document_of(outside, outside->at[i].path));
	source.names = (const char *const *)names.at;
	source.n = names.n;
	conf_read(&conf, &source);
	conf_release(&conf);
	store_paths_release(&names);
}

/* What belongs to no document. */
static void
judge_other(struct outside *outside, struct found *found)
{
	struct str path = str_of(found->path);

	if (found->state == FOUND_GONE)
		outside_leave(outside, found, "it is missing; \"git checkout "
			"-- %s\" brings it back", found->path);
	else if (found->state == FOUND_TEXT && str_is(path, "adref.conf"))
		judge_conf(outside, found);
	else if (found->state == FOUND_TEXT && !strchr(found->path, '/') &&
		 !str_ends(path, ".tsv"))
		outside_leave(outside, found, "only texts are taken up; \"git "
			"checkout -- %s\" brings back what it was",
			found->path);
}

/* In a document's folder other things than its files have no place. */
static bool
is_text_or_order(const char *path)
{
	return str_ends(str_of(path), ".md") ||
		str_ends(str_of(path), "/ORDER");
}

int
outside_sort(struct outside *outside, struct err *err)
{
	struct store_paths names = { 0 };
	int rc = 0;

	for (size_t i = 0; i < outside->n; i++) {
		struct found *found = &outside->at[i];
		struct str name = document_of(outside, found->path);

		add_name(&names, name);
		if (!name.len)
			judge_other(outside, found);
		else if (found->state != FOUND_LEFT &&
			 !is_text_or_order(found->path))
			outside_leave(outside, found, "only texts are taken "
				"up");
	}
	for (size_t i = 0; i < names.n && rc == 0; i++)
		rc = outside_judge(outside, names.at[i], err);
	store_paths_release(&names);
	return rc;
}
