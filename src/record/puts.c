/*
 * The files of one revision: what an act writes and takes out.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "inside.h"

void
puts_add(struct puts *puts, const char *folder, const char *path,
	struct str bytes)
{
	struct buf whole = BUF_INIT;
	struct store_put *put;

	puts->at = mem_grow(puts->at, &puts->cap, puts->n + 1,
		sizeof(*puts->at));
	put = &puts->at[puts->n++];
	buf_add_format(&whole, "%s%s%s", folder, *folder ? "/" : "", path);
	put->path = buf_take(&whole);
	put->bytes = str_make(NULL, 0);
	if (bytes.at)
		put->bytes = str_make(mem_text_len(bytes.at, bytes.len),
			bytes.len);
}

void
puts_release(struct puts *puts)
{
	for (size_t i = 0; i < puts->n; i++) {
		free((char *)puts->at[i].path);
		free((char *)puts->at[i].bytes.at);
	}
	free(puts->at);
	*puts = (struct puts){ 0 };
}
