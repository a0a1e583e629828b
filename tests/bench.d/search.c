/*
 * Measures looking for words, documents loaded, beside grep: reads the files
 * COPIES times into documents, writes them as often into one file for grep,
 * and has both count the words in turn. A line is printed for each round, all
 * in microseconds of user time: adref's search, and `grep -c -i`; then how
 * many nodes and how many lines had the words. The first line is of a search
 * that still had to hear the text. Nothing is judged here.
 *
 *	search ROUNDS COPIES SCRATCH WORDS FILE…
 *
 * SCRATCH is the file for grep; it is left there.
 */
#include <inttypes.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "adref/base/buf.h"
#include "adref/base/mem.h"
#include "adref/doc/find.h"
#include "adref/format/import.h"

extern char **environ;

struct all {
	struct import *at;
	size_t n;
};

_Noreturn static void
give_up(const char *what, const char *why)
{
	fprintf(stderr, "search: %s: %s\n", what, why);
	exit(1);
}

static int64_t
user_time(int who)
{
	struct rusage usage;

	getrusage(who, &usage);
	return (int64_t)usage.ru_utime.tv_sec * 1000000 +
		usage.ru_utime.tv_usec;
}

static void
read_file(struct buf *out, const char *path)
{
	char bytes[65536];
	FILE *file = fopen(path, "r");
	size_t n;

	if (!file)
		give_up(path, "cannot be read");
	while ((n = fread(bytes, 1, sizeof(bytes), file)) > 0)
		buf_add(out, bytes, n);
	fclose(file);
}

static void
bring_in(struct import *out, const char *path, FILE *scratch)
{
	struct buf bytes = BUF_INIT, text = BUF_INIT;
	struct err err = ERR_INIT;

	read_file(&bytes, path);
	if (fwrite(bytes.data, 1, bytes.len, scratch) != bytes.len)
		give_up(path, "cannot be copied");
	*out = (struct import)IMPORT_INIT;
	if (import_decode(&text, buf_str(&bytes), NULL, &err) < 0 ||
	    import_text(out, buf_str(&text), import_guess(buf_str(&text)),
		NULL, &err) < 0)
		give_up(path, err.text);
	buf_release(&bytes);
	buf_release(&text);
}

static void
bring_all_in(struct all *all, long copies, char **files, size_t files_n,
	const char *scratch)
{
	FILE *file = fopen(scratch, "w");

	if (!file)
		give_up(scratch, "cannot be written");
	all->at = mem_new((size_t)copies * files_n, sizeof(*all->at));
	for (long i = 0; i < copies; i++)
		for (size_t k = 0; k < files_n; k++)
			bring_in(&all->at[all->n++], files[k], file);
	if (fclose(file) != 0)
		give_up(scratch, "cannot be written");
}

/* Nodes that have the words. */
static size_t
count(const struct all *all, struct str words, int64_t *took)
{
	struct find *find;
	struct err err = ERR_INIT;
	int64_t began = user_time(RUSAGE_SELF);
	size_t nodes = 0;

	if (find_new(&find, words, 0, &err) < 0)
		give_up(words.at, err.text);
	for (size_t i = 0; i < all->n; i++)
		for (size_t k = 0; k < all->at[i].docs_n; k++) {
			struct find_range range = { .notes = true,
				.doc = all->at[i].docs[k] };
			struct find_counts counts;

			find_count(find, &range, &counts, &err);
			nodes += counts.nodes;
		}
	find_free(find);
	*took = user_time(RUSAGE_SELF) - began;
	return nodes;
}

/* Lines that have the words. */
static long
grep(const char *words, const char *scratch, int64_t *took)
{
	char *args[] = { (char *)"grep", (char *)"-c", (char *)"-i",
		(char *)"-e", (char *)words, (char *)scratch, NULL };
	int64_t began = user_time(RUSAGE_CHILDREN);
	posix_spawn_file_actions_t actions;
	char said[40] = "";
	int ends[2], status;
	pid_t pid;

	if (pipe(ends) < 0)
		give_up("grep", "no pipe");
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
	if (posix_spawnp(&pid, "grep", &actions, NULL, args, environ) != 0)
		give_up("grep", "cannot be run");
	close(ends[1]);
	if (read(ends[0], said, sizeof(said) - 1) < 0)
		give_up("grep", "says nothing");
	close(ends[0]);
	waitpid(pid, &status, 0);
	posix_spawn_file_actions_destroy(&actions);
	*took = user_time(RUSAGE_CHILDREN) - began;
	return strtol(said, NULL, 10);
}

int
main(int argc, char **argv)
{
	struct all all = { 0 };
	int64_t ours, theirs = 0;
	size_t nodes;
	long lines;

	if (argc < 6) {
		fprintf(stderr, "usage: search ROUNDS COPIES SCRATCH WORDS "
			"FILE...\n");
		return 2;
	}
	bring_all_in(&all, strtol(argv[2], NULL, 10), argv + 5,
		(size_t)argc - 5, argv[3]);
	nodes = count(&all, str_of(argv[4]), &ours);
	printf("first %" PRId64 "\n", ours);
	for (long n = strtol(argv[1], NULL, 10); n > 0; n--) {
		nodes = count(&all, str_of(argv[4]), &ours);
		lines = grep(argv[4], argv[3], &theirs);
		printf("%" PRId64 " %" PRId64 " %zu %ld\n", ours, theirs,
			nodes, lines);
	}
	for (size_t i = 0; i < all.n; i++)
		import_release(&all.at[i]);
	free(all.at);
	return 0;
}
