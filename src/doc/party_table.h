/*
 * The built-in registry as data; party.c is the only reader.
 */
#ifndef ADREF_SRC_DOC_PARTY_TABLE_H
#define ADREF_SRC_DOC_PARTY_TABLE_H

#include <stddef.h>

#include "adref/doc/party.h"

extern const struct party party_table[];
extern const size_t party_table_n;

#endif
