/*
 * Measures acts: makes them through a session, as an editor does, in each of
 * several negotiations in turn, and a commit of plain git beside them. A line
 * is printed for each round: microseconds of the act in each negotiation, and
 * for git those of `git add FILE` and of `git commit`. tests/bench makes
 * figures of them; nothing is judged here.
 *
 *	acts [-r] ROUNDS [--file] DIR… [--git DIR FILE…]
 *
 * Each act puts brackets around a word in a place of its own, or behind --file
 * files a proposal on one; each commit puts
 * a word into one of the files. So nothing that is written is there already.
 * With -r the disk comes to rest before each, so that none waits for what
 * another left to be written: one wait of an act is for the whole file system.
 */
#include <errno.h>
#include <inttypes.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "adref/base/buf.h"
#include "adref/base/env.h"
#include "adref/base/mem.h"
#include "adref/record/record.h"
#include "adref/session/command.h"
#include "adref/session/session.h"

enum { PLACES_APART = 7919 };	/* a prime: the places are spread */

extern char **environ;

static bool rests;

struct side {
	bool files;		/* proposals, instead of putting brackets */
	struct record *record;
	struct session *session;
	node_id *places;
	size_t n, cap;
};

struct peer {
	const char *dir;	/* NULL: none */
	char **files;
	size_t n;
};

static int64_t
now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (int64_t)time.tv_sec * 1000000 + time.tv_nsec / 1000;
}

/* When a measurement begins. */
static int64_t
begin(void)
{
	if (rests)
		sync();
	return now();
}

_Noreturn static void
give_up(const char *what, const char *why)
{
	fprintf(stderr, "acts: %s: %s\n", what, why);
	exit(1);
}

/* Where a word can be bracketed: text of several words without a bracket. */
static void
find_places(struct side *side)
{
	const struct node *node = doc_first(side->session->doc);

	for (; node; node = node_next(node)) {
		if ((node->kind != NODE_PARAGRAPH && node->kind != NODE_ITEM) ||
		    strpbrk(node->line, "[]{\\*_") ||
		    !strchr(node->line, ' '))
			continue;
		side->places = mem_grow(side->places, &side->cap, side->n + 1,
			sizeof(*side->places));
		side->places[side->n++] = node->id;
	}
}

static void
open_side(struct side *side, const char *dir, const struct env *env)
{
	struct session_options options = { .party = side->files ? "IND"
		: NULL };
	struct err err = ERR_INIT;

	if (record_open(&side->record, dir, 0, env, &err) < 0 ||
	    session_open(&side->session, side->record, &options, &err) < 0)
		give_up(dir, err.text);
	find_places(side);
	if (!side->n)
		give_up(dir, "there is no paragraph to put a bracket in");
}

static void
close_side(struct side *side)
{
	session_close(side->session);
	record_close(side->record);
	free(side->places);
}

/*
 * The act of this round: brackets around the first word of a paragraph, and
 * when all have had theirs, around the second.
 */
static void
write_command(struct buf *out, const struct side *side, size_t round)
{
	node_id id = side->places[round * PLACES_APART % side->n];
	const char *word = doc_find(side->session->doc, &id)->line;

	for (size_t n = round / side->n; n > 0 && strchr(word, ' '); n--)
		word = strchr(word, ' ') + 1;
	buf_clear(out);
	if (side->files) {
		buf_add_format(out, "proposal-add %s add after \"Each party "
			"says what it asks for, number %zu of them.\"",
			id.text, round);
		return;
	}
	buf_add_format(out, "bracket-add %s 1:\"%.*s\" IND", id.text,
		(int)strcspn(word, " "), word);
}

static int64_t
time_act(struct side *side, size_t round)
{
	struct buf command = BUF_INIT;
	struct err err = ERR_INIT;
	int64_t began, took;

	write_command(&command, side, round);
	began = begin();
	if (command_do(side->session, buf_str(&command), &err) < 0)
		give_up(buf_text(&command), err.text);
	took = now() - began;
	buf_release(&command);
	return took;
}

static void
read_whole(const char *path, struct buf *out)
{
	FILE *file = fopen(path, "rb");
	char block[4096];
	size_t n;

	if (!file)
		give_up(path, strerror(errno));
	while ((n = fread(block, 1, sizeof(block), file)) > 0)
		buf_add(out, block, n);
	fclose(file);
}

static void
write_whole(const char *path, const struct buf *bytes)
{
	FILE *file = fopen(path, "wb");

	if (!file || fwrite(bytes->data, 1, bytes->len, file) != bytes->len ||
	    fclose(file) != 0)
		give_up(path, strerror(errno));
}

/* Put a word at the beginning of the first bullet. */
static void
edit_file(const char *path)
{
	struct buf text = BUF_INIT, edited = BUF_INIT;
	const char *bullet;
	size_t from;

	read_whole(path, &text);
	bullet = strstr(buf_text(&text), "\n- ");
	if (!bullet)
		give_up(path, "there is no bullet to edit");
	from = (size_t)(bullet - text.data) + 3;
	buf_add(&edited, text.data, from);
	buf_add_text(&edited, "also ");
	buf_add(&edited, text.data + from, text.len - from);
	write_whole(path, &edited);
	buf_release(&text);
	buf_release(&edited);
}

static int64_t
time_program(const char *const *args)
{
	int64_t began = begin();
	int status, why;
	pid_t pid;

	why = posix_spawnp(&pid, args[0], NULL, NULL, (char *const *)args,
		environ);
	if (why)
		give_up(args[0], strerror(why));
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			give_up(args[0], strerror(errno));
	if (!WIFEXITED(status) || WEXITSTATUS(status))
		give_up(args[0], "it failed");
	return now() - began;
}

static void
time_peer(const struct peer *peer, size_t round)
{
	const char *file = peer->files[round % peer->n];
	const char *const add[] = { "git", "-C", peer->dir, "add", file, NULL };
	const char *const commit[] = { "git", "-C", peer->dir, "commit",
		"-q", "-m", "one word", NULL };
	struct buf path = BUF_INIT;
	int64_t first;

	buf_add_format(&path, "%s/%s", peer->dir, file);
	edit_file(buf_text(&path));
	buf_release(&path);
	first = time_program(add);
	printf(" %" PRId64 " %" PRId64, first, time_program(commit));
}

static void
run(struct side *sides, size_t n, const struct peer *peer, size_t rounds)
{
	for (size_t round = 0; round < rounds; round++) {
		for (size_t i = 0; i < n; i++)
			printf("%s%" PRId64, i ? " " : "",
				time_act(&sides[i], round));
		if (peer->dir)
			time_peer(peer, round);
		printf("\n");
		fflush(stdout);
	}
}

int
main(int argc, char **argv)
{
	struct peer peer = { .dir = NULL };
	struct side *sides;
	struct env env;
	bool files = false;
	size_t n = 0;
	int dirs;

	if (argc > 1 && strcmp(argv[1], "-r") == 0) {
		rests = true;
		argv++;
		argc--;
	}
	if (argc < 3) {
		fprintf(stderr, "usage: acts [-r] ROUNDS [--file] DIR… "
			"[--git DIR FILE…]\n");
		return 2;
	}
	for (dirs = 2; dirs < argc && strcmp(argv[dirs], "--git") != 0; dirs++)
		continue;
	if (dirs + 2 < argc) {
		peer.dir = argv[dirs + 1];
		peer.files = argv + dirs + 2;
		peer.n = (size_t)(argc - dirs - 2);
	}
	env_system(&env);
	sides = mem_new((size_t)dirs, sizeof(*sides));
	for (int i = 2; i < dirs; i++) {
		if (strcmp(argv[i], "--file") == 0) {
			files = true;
			continue;
		}
		sides[n].files = files;
		open_side(&sides[n++], argv[i], &env);
		files = false;
	}
	run(sides, n, &peer, strtoul(argv[1], NULL, 10));
	while (n > 0)
		close_side(&sides[--n]);
	free(sides);
	return 0;
}
