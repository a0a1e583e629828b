/*
 * A session that is open: whether its key still opens one. The keys' folder is
 * asked with each look at what others wrote, and read only when it is another
 * file than before, or another day. Keys that cannot be read let nobody in; whoever is in stays
 * until they can be.
 */
#include "serve.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "adref/base/buf.h"
#include "adref/base/day.h"

/* When the keys were written last; nothing of it is there: zeros. */
static struct stat
look(const struct serve *serve)
{
	struct stat is = { .st_size = 0 };
	struct buf path = BUF_INIT;

	buf_add_format(&path, "%s/keys.tsv", serve->keys);
	if (stat(buf_text(&path), &is) < 0)
		memset(&is, 0, sizeof(is));
	buf_release(&path);
	return is;
}

static bool
is_other(const struct stat *a, const struct stat *b)
{
	return a->st_ino != b->st_ino || a->st_size != b->st_size ||
		a->st_mtim.tv_sec != b->st_mtim.tv_sec ||
		a->st_mtim.tv_nsec != b->st_mtim.tv_nsec;
}

static void
read_day(const struct serve *serve, char out[SERVE_DAY + 1])
{
	struct buf today = BUF_INIT;

	day_add(&today, env_clock(&serve->env), serve->env.zone);
	snprintf(out, SERVE_DAY + 1, "%s", buf_text(&today));
	buf_release(&today);
}

void
serve_open_begin(struct serve *serve)
{
	if (!serve->keys)
		return;
	serve->keys_as = look(serve);
	read_day(serve, serve->day);
}

/* As whom it let in is as whom it still would. */
static int
check(const struct serve *serve, const struct access_key *is,
	struct err *err)
{
	const struct access_key *was = serve->key;

	if (!is)
		return err_set(err, ERR_REFUSED, "this key is not kept any "
			"more");
	if (strcmp(is->party, was->party) != 0 ||
	    strcmp(is->role, was->role) != 0 ||
	    strcmp(is->person, was->person) != 0)
		return err_set(err, ERR_REFUSED, "this key is for something "
			"else now: come in again");
	return access_check(is, serve->day, err);
}

int
serve_open_check(void *ctx, struct err *err)
{
	struct serve *serve = ctx;
	struct access access = { .folder = NULL };
	struct err ignored = ERR_INIT;
	struct stat was = serve->keys_as;
	char day[SERVE_DAY + 1];
	int rc = 0;

	if (!serve->keys)
		return 0;
	memcpy(day, serve->day, sizeof(day));
	serve_open_begin(serve);
	if (!is_other(&was, &serve->keys_as) && strcmp(day, serve->day) == 0)
		return 0;
	if (access_read(&access, serve->keys, &ignored) == 0)
		rc = check(serve, access_find(&access, str_of(serve->key->kind),
			str_of(serve->key->blob)), err);
	access_release(&access);
	return rc;
}
