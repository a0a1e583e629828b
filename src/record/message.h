/*
 * Writing an act's message. Reading trailers is in inside.h.
 */
#ifndef ADREF_SRC_RECORD_MESSAGE_H
#define ADREF_SRC_RECORD_MESSAGE_H

#include "inside.h"

void message_write(struct buf *out, const struct saving *saving,
	const char *act_id, const char *main_name);

#endif
