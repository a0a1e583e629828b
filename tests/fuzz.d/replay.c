/*
 * Gives a target the bytes of files, each from a place of its own, so that a
 * sanitizer sees what is read behind them; and the same cut in two, and with
 * each of a few bytes changed. Prints how many there were.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "fuzz.h"

enum { CUTS = 16 };

static size_t given;

static void
give(const char *bytes, size_t len)
{
	char *own = malloc(len ? len : 1);

	must(own != NULL);
	memcpy(own, bytes, len);
	fuzz_one(str_make(own, len));
	free(own);
	given++;
}

static void
give_all(char *bytes, size_t len)
{
	give(bytes, len);
	for (size_t i = 1; i < CUTS && len > CUTS; i++) {
		size_t at = len / CUTS * i;
		char was = bytes[at];

		give(bytes, at);
		bytes[at] = (char)(was ^ (1 << i % 8));
		give(bytes, len);
		bytes[at] = was;
	}
}

static int
replay(const char *path)
{
	FILE *file = fopen(path, "rb");
	char *bytes = NULL;
	size_t len = 0, n;

	if (!file) {
		fprintf(stderr, "%s: %s\n", path, strerror(errno));
		return 1;
	}
	do {
		char *more = realloc(bytes, len + BUFSIZ);

		must(more != NULL);
		bytes = more;
		n = fread(bytes + len, 1, BUFSIZ, file);
		len += n;
	} while (n);
	fclose(file);
	give_all(bytes, len);
	free(bytes);
	return 0;
}

int
main(int argc, char **argv)
{
	int rc = 0;

	for (int i = 1; i < argc; i++)
		rc |= replay(argv[i]);
	printf("%zu inputs\n", given);
	return rc || !given;
}
