/*
 * The time zone of a negotiation: that of the room, wherever its drafters sit.
 * It is read again when the tip has moved, for anybody may have set it.
 */
#include <stdlib.h>

#include "adref/base/mem.h"
#include "adref/base/zone.h"
#include "conf.h"
#include "inside.h"

static void
look(struct record *record)
{
	struct buf text = BUF_INIT;
	struct conf conf;
	struct err ignored = ERR_INIT;
	bool there;

	if (store_id_same(&record->zone_at, &record->tip))
		return;
	record_file(record, "adref.conf", &text, &there, &ignored);
	conf_read(&conf, &(struct conf_source){ .text = buf_str(&text),
		.wrong = conf_pass_over });
	free(record->zone);
	record->zone = conf.zone;
	record->zone_at = record->tip;
	conf.zone = NULL;
	conf_release(&conf);
	buf_release(&text);
}

const char *
record_zone_name(struct record *record)
{
	look(record);
	return record->zone ? record->zone : "";
}

int
record_zone(struct record *record, int64_t seconds)
{
	int minutes;

	look(record);
	if (record->zone && zone_at(str_of(record->zone), seconds, &minutes))
		return minutes;
	return record->env->zone;
}

int
record_set_zone(struct record *record, const char *zone, struct err *err)
{
	struct buf was = BUF_INIT, now = BUF_INIT, subject = BUF_INIT;
	struct act_file file = { .path = "adref.conf" };
	struct act act = { .kind = "zone-set", .files = &file,
		.files_n = 1 };
	bool there;
	int rc;

	if (!zone_is(str_of(zone)))
		return err_set(err, ERR_REFUSED, "this machine knows no time "
			"zone \"%.60s\": write America/New_York, -04:00 or "
			"UTC", zone);
	rc = record_file(record, file.path, &was, &there, err);
	conf_put(&now, buf_str(&was), "zone", zone);
	buf_add_format(&subject, "Time zone: %s", zone);
	file.was = there ? buf_text(&was) : NULL;
	file.now = buf_text(&now);
	act.subject = buf_text(&subject);
	if (rc == 0)
		rc = record_act(record, &act, NULL, err);
	buf_release(&was);
	buf_release(&now);
	buf_release(&subject);
	return rc;
}
