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
struct conf {
	char *main;	/* the main document's name, or NULL */
	char *zone;	/* the negotiation's time zone, or NULL */
	char *circulated;	/* where the circulated text is, or NULL */
};
/* Into *out, which need not be empty before; conf_release() when done. */
void conf_read(struct conf *out, const struct conf_source *source);
void conf_release(struct conf *conf);
/* A `wrong` for those to whom nothing is to be told. */
void conf_pass_over(void *ctx, const char *why);
/* Append the text with this setting instead of what it said before. */
void conf_put(struct buf *out, struct str text, const char *key,
	const char *value);

#endif
