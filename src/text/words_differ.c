/*
 * How two lines differ, as one tells a person: the words gone and come, and
 * nothing of what both have.
 */
#include "adref/text/words.h"

void
words_add_differences(struct buf *out, struct str from, struct str to)
{
	struct words_diff diff = WORDS_DIFF_INIT;
	bool apart = false;

	words_diff(&diff, from, to);
	for (size_t i = 0; i < diff.n; i++) {
		const struct words_run *run = &diff.at[i];

		if (run->op == '=') {
			apart = i > 0;
			continue;
		}
		buf_add_format(out, "%s{%c", apart ? ", " : "", run->op);
		buf_add_str(out, str_part(run->op == '-' ? from : to,
			run->off, run->len));
		buf_add_format(out, "%c}", run->op);
		apart = false;
	}
	words_diff_release(&diff);
}
