/* The index of revisions, its first part put in place of one that is kept. */
#include "fuzz.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "../../src/record/index_part.h"

static char folder[] = "/tmp/adref-fuzz-XXXXXX";

static void
drop(void)
{
	char path[100];

	snprintf(path, sizeof(path), "%s/index", folder);
	unlink(path);
	rmdir(folder);
}

static int
open_folder(void)
{
	static int fd = -1;

	if (fd < 0) {
		must(mkdtemp(folder) != NULL);
		atexit(drop);
		fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		must(fd >= 0);
	}
	return fd;
}

void
fuzz_one(struct str bytes)
{
	int at = open_folder();
	int fd = openat(at, "index", O_WRONLY | O_CREAT | O_TRUNC, 0600);
	struct part part = { .name = "index" };
	const unsigned char *body;
	size_t len, sum = 0;

	must(fd >= 0 && write(fd, bytes.at, bytes.len) ==
		(ssize_t)bytes.len);
	close(fd);
	if (part_map(&part, at)) {
		while (part_next(&part, &body, &len))
			for (size_t i = 0; i < len; i++)
				sum += body[i];
		must(part.good <= part.mapped_len);
	}
	must(sum <= 255 * bytes.len);
	part_release(&part);
}
