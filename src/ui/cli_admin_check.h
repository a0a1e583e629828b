/*
 * `adref admin check` inside: what is found, and the parts that find it.
 */
#ifndef ADREF_SRC_UI_CLI_ADMIN_CHECK_H
#define ADREF_SRC_UI_CLI_ADMIN_CHECK_H

#include <sys/stat.h>

#include "cli_admin.h"

struct finding {
	char *path;		/* or a key */
	const char *what;	/* a clause about it: `is not root's` */
	char *mend;		/* what to type */
};
struct findings {
	struct finding *at;
	size_t n, cap;
};
void finding_add(struct findings *findings, const char *path,
	const char *what, const char *mend, ...)
	__attribute__((format(printf, 4, 5)));
/* False, with a finding, when nothing is there. No link is followed. */
bool finding_stat(struct findings *findings, const char *path,
	struct stat *is);

/* cli_admin_places.c */
void check_program(struct findings *findings, const struct admin *admin);
void check_log(struct findings *findings, const struct admin *admin);
void check_repositories(struct findings *findings,
	const struct admin *admin);

#endif
