/* Patterns and the text they are looked for in; days, times, words of tables. */
#include "fuzz.h"

#include <string.h>

#include "adref/base/date.h"
#include "adref/base/rx.h"
#include "adref/base/when.h"

static void
check_folded(struct str text)
{
	struct buf once = BUF_INIT, twice = BUF_INIT;

	utf8_add_folded(&once, text);
	utf8_add_folded(&twice, buf_str(&once));
	must(str_same(buf_str(&once), buf_str(&twice)));
	buf_clear(&once);
	utf8_add_bare(&once, text);
	must(utf8_check(buf_str(&once)) == once.len ||
		memchr(text.at, '\0', text.len));
	buf_release(&once);
	buf_release(&twice);
}

/* Clusters from the front are those from the back. */
static void
check_clusters(struct str text)
{
	for (size_t off = 0, next; off < text.len; off = next) {
		next = utf8_next(text, off);
		must(next > off && next <= text.len);
		must(utf8_prev(text, next) < next);
	}
}

void
fuzz_one(struct str bytes)
{
	unsigned flags = bytes.len ? (unsigned char)bytes.at[0] % 8 : 0;
	struct str pattern = fuzz_part(&bytes);
	struct rx *rx = NULL;
	struct err err = ERR_INIT;
	size_t from, to, off = 0;

	check_folded(bytes);
	check_clusters(bytes);
	if (rx_new(&rx, pattern, flags, &err) < 0)
		return;
	rx_start(rx);
	while (off <= bytes.len &&
	       rx_find(rx, bytes, off, &from, &to, &err) > 0) {
		must(from >= off && from <= to && to <= bytes.len);
		off = to > from ? to : to + 1;
	}
	rx_free(rx);
}
