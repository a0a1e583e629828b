/*
 * adref.conf: `key = value` lines, `#` for a remark. Not for other floors.
 */
#ifndef ADREF_SRC_RECORD_CONF_H
#define ADREF_SRC_RECORD_CONF_H

#include "inside.h"

struct conf_source {
	struct str text;
	const char *const *names;	/* of the documents there are */
	size_t n;			/* 0: any name will do */
	/* Called for each thing wrong: a clause with line and way out. */
	void (*wrong)(void *ctx, const char *why);
	void *ctx;
};
/* The main document's name, which the caller frees; NULL when there is none. */
char *conf_read(const struct conf_source *source);

#endif
