/*
 * Counts as bars. The scale is the row's own: bars tell how one row goes, and
 * not how rows stand to each other; numbers do.
 */
#include "adref/base/bars.h"

void
bars_add(struct buf *out, const size_t *counts, size_t n, bool ascii)
{
	static const char *const blocks[] = { " ", "▁", "▂", "▃", "▄", "▅",
		"▆", "▇", "█" };
	static const char *const plain[] = { " ", "_", "_", ".", ".", "-",
		"-", "=", "#" };
	size_t most = 0;

	for (size_t i = 0; i < n; i++)
		if (counts[i] > most)
			most = counts[i];
	for (size_t i = 0; i < n; i++) {
		size_t height = most ? (counts[i] * 8 + most - 1) / most : 0;

		buf_add_text(out, ascii ? plain[height] : blocks[height]);
	}
}
