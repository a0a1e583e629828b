/*
 * Measures the pairing of brackets over a whole document: reads it once and
 * pairs it anew ROUNDS times. A line is printed for each: microseconds.
 * Nothing is judged here; tests/bench makes a figure of it.
 *
 *	pairs ROUNDS DIR
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "adref/base/env.h"
#include "adref/record/record.h"

static int64_t
now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (int64_t)time.tv_sec * 1000000 + time.tv_nsec / 1000;
}

int
main(int argc, char **argv)
{
	struct record *record = NULL;
	struct err err = ERR_INIT;
	struct doc *doc;
	struct env env;
	int64_t began;

	if (argc != 3) {
		fprintf(stderr, "usage: pairs ROUNDS DIR\n");
		return 2;
	}
	env_system(&env);
	if (record_open(&record, argv[2], RECORD_READ_ONLY, &env, &err) < 0 ||
	    record_doc(record, NULL, &doc, &err) < 0) {
		fprintf(stderr, "pairs: %s\n", err.text);
		record_close(record);
		return 1;
	}
	for (long n = strtol(argv[1], NULL, 10); n > 0; n--) {
		doc->paired = false;
		began = now();
		doc_pair(doc);
		printf("%" PRId64 "\n", now() - began);
	}
	record_close(record);
	return 0;
}
