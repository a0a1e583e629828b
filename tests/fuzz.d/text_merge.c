/* Three lines: what differs between two, and two changes of one put together. */
#include "fuzz.h"

#include "adref/text/bracket.h"
#include "adref/text/merge.h"
#include "adref/text/words.h"

/* The runs give both texts back. */
static void
check_diff(struct str a, struct str b)
{
	struct words_diff diff = WORDS_DIFF_INIT;
	size_t in_a = 0, in_b = 0;

	words_diff(&diff, a, b);
	for (size_t i = 0; i < diff.n; i++) {
		in_a += diff.at[i].op == '+' ? 0 : diff.at[i].len;
		in_b += diff.at[i].op == '-' ? 0 : diff.at[i].len;
	}
	must(in_a == a.len && in_b == b.len);
	words_diff_release(&diff);
}

static size_t
slips(struct str line)
{
	struct brackets all = BRACKETS_INIT;
	size_t n;

	brackets_read_line(&all, line);
	n = all.closers + all.openers;
	brackets_release(&all);
	return n;
}

/* Lines that are whole stay whole, and stay text. */
static void
check_merge(struct str base, struct str ours, struct str theirs)
{
	struct merge_step our = { ours, "FRA" }, their = { theirs, "IND" };
	struct merge_lines lines = { .base = base, .ours = { &our, 1 },
		.theirs = { &their, 1 } };
	struct merge_met met = MERGE_MET_INIT;
	struct buf out = BUF_INIT;

	words_merge(&out, &lines, &met);
	must(utf8_check(buf_str(&out)) == out.len);
	if (!slips(base) && !slips(ours) && !slips(theirs))
		must(!slips(buf_str(&out)));
	merge_met_release(&met);
	buf_release(&out);
}

void
fuzz_one(struct str bytes)
{
	struct str base = fuzz_part(&bytes), ours = fuzz_part(&bytes);
	struct str theirs = bytes;

	if (!fuzz_is_line(base) || !fuzz_is_line(ours) ||
	    !fuzz_is_line(theirs))
		return;
	check_diff(base, ours);
	check_diff(ours, theirs);
	check_merge(base, ours, theirs);
}
