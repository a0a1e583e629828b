/*
 * What kept its order: for comparing and matching, where only what truly moved
 * is to be told as moved.
 */
#ifndef ADREF_SRC_DOC_ORDER_H
#define ADREF_SRC_DOC_ORDER_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Mark in stays[i] a longest strictly rising subsequence of the n different
 * numbers; returns its length. O(n log n).
 */
size_t order_rising(const size_t *numbers, size_t n, bool *stays);

#endif
