/*
 * Signs that a reader takes for a bracket.
 */
#ifndef ADREF_SRC_DOC_LOOK_ALIKE_H
#define ADREF_SRC_DOC_LOOK_ALIKE_H

#include <stdint.h>

/* The bracket that a sign may be taken for, 0 for any other sign. */
char look_alike(uint32_t point);

#endif
