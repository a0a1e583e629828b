/*
 * Reading the registers of meetings and of the Bureau.
 */
#include "adref/record/meetings.h"

#include "adref/base/mem.h"
#include "adref/format/bureau.h"
#include "adref/format/meetings.h"
#include "inside.h"

struct telling {
	struct record *record;
	const char *path;
};

static void
tell(void *ctx, size_t line, const char *why)
{
	const struct telling *telling = ctx;

	record_tell(telling->record, "%s, line %zu: %s", telling->path, line,
		why);
}

int
record_meetings(struct record *record, struct meetings *out, struct err *err)
{
	struct telling telling = { record, MEETINGS_FILE };
	struct buf table = BUF_INIT;
	bool there;
	int rc = record_file(record, MEETINGS_FILE, &table, &there, err);

	*out = (struct meetings){ 0 };
	if (rc == 0)
		meetings_read(out, buf_str(&table),
			&(struct table_troubles){ tell, &telling });
	buf_release(&table);
	return rc;
}

int
record_bureau(struct record *record, struct bureau *out, struct err *err)
{
	struct telling telling = { record, BUREAU_FILE };
	struct buf table = BUF_INIT;
	bool there;
	int rc = record_file(record, BUREAU_FILE, &table, &there, err);

	*out = (struct bureau){ 0 };
	if (rc == 0)
		bureau_read(out, buf_str(&table),
			&(struct table_troubles){ tell, &telling });
	buf_release(&table);
	return rc;
}

void
record_check_registers(struct record *record)
{
	struct meetings meetings;
	struct bureau bureau;
	struct err ignored = ERR_INIT;

	if (record_meetings(record, &meetings, &ignored) == 0)
		meetings_release(&meetings);
	if (record_bureau(record, &bureau, &ignored) == 0)
		bureau_release(&bureau);
}

/* Of a register that is empty: as a key is written, when it can be one. */
static char *
key_of(struct str said)
{
	struct buf key = BUF_INIT;
	struct err ignored = ERR_INIT;

	if (meeting_add_value(&key, MEETING_KEY, said, &ignored) == 0)
		return buf_take(&key);
	buf_release(&key);
	return mem_text_len(said.at, said.len);
}

int
record_meeting_key(struct record *record, const char *said, char **key,
	struct err *err)
{
	struct str words = str_trim(str_of(said));
	const struct meeting *found;
	struct meetings meetings;

	*key = NULL;
	if (!words.len || str_is_any_case(words, "none"))
		return 0;
	if (record_meetings(record, &meetings, err) < 0)
		return -1;
	found = meetings.n ? meetings_find(&meetings, words, err) : NULL;
	if (found)
		*key = mem_text(found->at[MEETING_KEY]);
	else if (!meetings.n)
		*key = key_of(words);
	meetings_release(&meetings);
	return *key ? 0 : -1;
}
