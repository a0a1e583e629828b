/*
 * The registers of meetings and of the Bureau, as they are at the tip. What is
 * wrong with their files is told once, with the line (record_notice()).
 */
#ifndef ADREF_RECORD_MEETINGS_H
#define ADREF_RECORD_MEETINGS_H

#include "adref/doc/bureau.h"
#include "adref/doc/meeting.h"
#include "adref/record/record.h"

/* Into *out, which the caller releases; empty where there is no file. */
int record_meetings(struct record *record, struct meetings *out,
	struct err *err);
int record_bureau(struct record *record, struct bureau *out, struct err *err);
/* Only tell what is wrong with their files. */
void record_check_registers(struct record *record);
/*
 * The key of the meeting that is meant (meetings_find()), which the caller
 * frees; NULL when `none` is. While the register is empty anything will do.
 */
int record_meeting_key(struct record *record, const char *said, char **key,
	struct err *err);

#endif
