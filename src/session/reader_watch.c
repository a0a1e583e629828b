/*
 * Patterns that the reader watches: what adds or drops a match of one is told
 * on the first screen and at the paragraph, until it is read. Words are looked
 * at as they would read with every bracket lifted, case not minded.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/base/rx.h"
#include "adref/doc/address.h"
#include "adref/text/words.h"
#include "reader.h"

/* More rows than these would hide the rest of the first screen. */
enum { TOLD_MAX = 8 };

struct watched {
	char *pattern;
	struct rx *rx;		/* NULL: it is none */
};

void
reader_watch_again(struct reader *reader)
{
	const struct bookmark *bookmark = &reader->bookmark;
	struct err ignored = ERR_INIT;

	for (size_t i = 0; i < reader->watched_n; i++) {
		free(reader->watched[i].pattern);
		rx_free(reader->watched[i].rx);
	}
	free(reader->watched);
	reader->watched_n = bookmark->patterns_n;
	reader->watched = mem_new(reader->watched_n,
		sizeof(*reader->watched));
	for (size_t i = 0; i < reader->watched_n; i++) {
		reader->watched[i].pattern = mem_text(bookmark->patterns[i]);
		if (rx_new(&reader->watched[i].rx, str_of(
			bookmark->patterns[i]), RX_FOLD, &ignored) < 0)
			reader->watched[i].rx = NULL;
	}
}

/* How often it stands in a node; NULL: in none. */
static size_t
count(const struct watched *watched, const struct node *node)
{
	struct buf clean = BUF_INIT;
	struct err ignored = ERR_INIT;
	size_t n = 0, from, to = 0;

	if (watched->rx && node) {
		words_add_clean(&clean, node_str(node));
		while (rx_find(watched->rx, buf_str(&clean), to, &from, &to,
			&ignored) > 0)
			n++;
	}
	buf_release(&clean);
	return n;
}

/* Append `"ammunition" added` where one became another; false: no match came
 * or went. */
static bool
add_watched(struct buf *out, const struct watched *watched,
	const struct node *from, const struct node *to)
{
	size_t was = count(watched, from), is = count(watched, to);

	if (was == is)
		return false;
	buf_add_format(out, "%s\"%s\" %s", out->len ? ", " : "",
		watched->pattern, is > was ? "added" : "taken out");
	return true;
}

bool
session_add_watched(struct buf *out, const struct session *session,
	const struct node *node)
{
	const struct reader *reader = session->reader;
	const struct node *old;
	struct buf text = BUF_INIT;
	bool any;

	if (reader && reader->watched_n && session->seen == SEEN_TEXT &&
	    session_is_new(session, node, &old))
		for (size_t i = 0; i < reader->watched_n; i++)
			add_watched(&text, &reader->watched[i], old, node);
	buf_add_str(out, buf_str(&text));
	any = text.len > 0;
	buf_release(&text);
	return any;
}

/* `  watched: "ammunition" added in A.3`; node: where it stands, or stood. */
static void
add_row(struct list *list, const struct buf *what, const struct node *node,
	bool gone)
{
	struct buf text = BUF_INIT;
	struct list_row *row;

	buf_add_format(&text, "  watched: %s %s ", buf_text(what), gone
		? "with" : "in");
	address_add(&text, node);
	row = list_add(list, buf_text(&text));
	if (gone)
		row->command = mem_text("compare");
	else
		row->node = node->id;
	buf_release(&text);
}

/* Of what is gone since. */
static size_t
add_gone(struct list *list, const struct reader *reader,
	const struct diff *diff, size_t told)
{
	for (size_t i = 0; i < diff->n; i++) {
		struct buf what = BUF_INIT;

		for (size_t k = 0; !diff->at[i].to && k < reader->watched_n;
		     k++)
			add_watched(&what, &reader->watched[k],
				diff->at[i].from, NULL);
		if (what.len && told++ < TOLD_MAX)
			add_row(list, &what, diff->at[i].from, true);
		buf_release(&what);
	}
	return told;
}

void
reader_add_watched(struct session *session, struct list *list,
	const struct diff *since)
{
	const struct reader *reader = session->reader;
	struct buf more = BUF_INIT;
	size_t told = 0;

	if (!reader || !reader->watched_n || !session_place(session))
		return;
	for (struct node *at = doc_first(session->doc); at;
	     at = place_next(session, at)) {
		struct buf what = BUF_INIT;

		if (session_add_watched(&what, session, at) &&
		    told++ < TOLD_MAX)
			add_row(list, &what, at, false);
		buf_release(&what);
	}
	told = add_gone(list, reader, since, told);
	if (told > TOLD_MAX) {
		buf_add_format(&more, "  watched: %zu more", told - TOLD_MAX);
		list_add(list, buf_text(&more))->heading = true;
	}
	buf_release(&more);
}

static int
check_pattern(const char *pattern, struct err *err)
{
	struct rx *rx;

	if (!*pattern || strpbrk(pattern, "\r\n"))
		return err_set(err, ERR_REFUSED, "a pattern is one line of "
			"words: ammunition, arms|weapons");
	if (rx_new(&rx, str_of(pattern), RX_FOLD, err) < 0)
		return -1;
	rx_free(rx);
	return 0;
}

/* In the file first, and then here. */
static int
change(struct session *session, const char *pattern, bool watch,
	struct err *err)
{
	struct reader *reader = session->reader;
	bool (*put)(struct bookmark *, const char *) = watch
		? bookmark_watch : bookmark_unwatch;

	if (!reader->file)
		return err_set(err, ERR_REFUSED, "nothing is kept here: a "
			"pattern is watched from one reading to the next");
	if (reader_change_file(session, put, pattern, err) < 0)
		return -1;
	put(&reader->bookmark, pattern);
	reader_watch_again(reader);
	return 0;
}

int
run_watch(struct session *session, const struct arguments *args,
	struct err *err)
{
	if (args->n != 1)
		return usage("watch", err);
	if (check_pattern(args->at[0].text, err) < 0 ||
	    change(session, args->at[0].text, true, err) < 0)
		return -1;
	session_say(session, MESSAGE_DONE, "\"%s\" is watched", args->at[0]
		.text);
	return 0;
}

int
run_watch_drop(struct session *session, const struct arguments *args,
	struct err *err)
{
	const struct bookmark *bookmark = &session->reader->bookmark;
	size_t n = bookmark->patterns_n;

	if (args->n != 1)
		return usage("watch-drop", err);
	if (change(session, args->at[0].text, false, err) < 0)
		return -1;
	if (bookmark->patterns_n == n)
		return err_set(err, ERR_MISSING, "\"%.60s\" is not watched: "
			"watches lists what is", args->at[0].text);
	session_say(session, MESSAGE_DONE, "\"%s\" is watched no more",
		args->at[0].text);
	return 0;
}

static void
add_pattern(struct list *list, const char *pattern)
{
	struct list_row *row = list_add(list, pattern);
	struct buf line = BUF_INIT;

	buf_add_text(&line, "hits");
	argument_add(&line, pattern);
	buf_add_text(&line, " pattern");
	row->command = buf_take(&line);
	buf_add_text(&line, "watch-drop");
	argument_add(&line, pattern);
	row->drop = buf_take(&line);
}

int
watches_open(struct session *session, struct err *err)
{
	const struct bookmark *bookmark = &session->reader->bookmark;
	struct list *list = list_open(session, LIST_WATCHES,
		"Watched patterns");

	(void)err;
	for (size_t i = 0; i < bookmark->patterns_n; i++)
		add_pattern(list, bookmark->patterns[i]);
	if (session->keys)
		list_add(list, "(watch another one)")->command =
			mem_text("watch");
	list_settle(session);
	return 0;
}

int
run_watches(struct session *session, const struct arguments *args,
	struct err *err)
{
	(void)args;
	return watches_open(session, err);
}
