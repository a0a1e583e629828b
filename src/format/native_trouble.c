/*
 * The list of what is wrong with the files that were read. So that hostile
 * files cannot make it long, only the first ones are kept.
 */
#include "native_trouble.h"

#include <stdlib.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"

enum { TROUBLES_MAX = 1000 };

void
trouble_add(struct native_troubles *troubles,
	const struct native_trouble *trouble, struct str what)
{
	struct native_trouble *kept;

	if (!troubles)
		return;
	if (troubles->n >= TROUBLES_MAX) {
		troubles->more++;
		return;
	}
	troubles->at = mem_grow(troubles->at, &troubles->cap,
		troubles->n + 1, sizeof(*troubles->at));
	kept = &troubles->at[troubles->n++];
	*kept = *trouble;
	kept->path = mem_text(trouble->path);
	kept->what = mem_text_len(what.at, what.len);
}

bool
trouble_bytes(struct native_troubles *troubles, const char *path,
	struct str text)
{
	size_t bad = utf8_check(text);

	if (bad == text.len)
		return false;
	trouble_add(troubles, &(struct native_trouble){
		.kind = TROUBLE_BYTES, .path = (char *)path, .byte = bad,
		.line = 1 + str_count(str_part(text, 0, bad), str_of("\n")) },
		str_make("", 0));
	return true;
}

void
native_troubles_release(struct native_troubles *troubles)
{
	for (size_t i = 0; i < troubles->n; i++) {
		free(troubles->at[i].path);
		free(troubles->at[i].what);
	}
	free(troubles->at);
	*troubles = (struct native_troubles){ 0 };
}
