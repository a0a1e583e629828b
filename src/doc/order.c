/*
 * The longest rising subsequence, by piles (patience sorting).
 */
#include "order.h"

#include <stdlib.h>

#include "adref/base/mem.h"

#define NONE ((size_t)-1)

/* The first of the piles whose top is not below number. */
static size_t
find_pile(const size_t *numbers, const size_t *tops, size_t piles,
	size_t number)
{
	size_t from = 0, to = piles;

	while (from < to) {
		size_t mid = from + (to - from) / 2;

		if (numbers[tops[mid]] < number)
			from = mid + 1;
		else
			to = mid;
	}
	return from;
}

size_t
order_rising(const size_t *numbers, size_t n, bool *stays)
{
	size_t *tops = mem_new(n, sizeof(*tops));	/* indices */
	size_t *below = mem_new(n, sizeof(*below));
	size_t piles = 0, at;

	for (size_t i = 0; i < n; i++) {
		size_t pile = find_pile(numbers, tops, piles, numbers[i]);

		below[i] = pile ? tops[pile - 1] : NONE;
		tops[pile] = i;
		piles += pile == piles;
		stays[i] = false;
	}
	for (at = piles ? tops[piles - 1] : NONE; at != NONE; at = below[at])
		stays[at] = true;
	free(tops);
	free(below);
	return piles;
}
