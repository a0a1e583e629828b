/*
 * Acts on the register of meetings: one more, something else known of one, one
 * less; and the time zone they are in.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/format/meetings.h"
#include "meeting.h"

/* What is to be known: NULL leaves a field as it is. */
struct wish {
	char *at[MEETING_FIELDS];
};

static void
wish_release(struct wish *wish)
{
	for (int i = 0; i < MEETING_FIELDS; i++)
		free(wish->at[i]);
}

/* `17 June, 8.45am to 10.45am`: of this year when none is said. */
static int
read_key(struct wish *wish, struct session *session, struct str said,
	struct err *err)
{
	struct when when = WHEN_INIT;
	struct buf key = BUF_INIT, end = BUF_INIT;
	struct str text = str_trim(said);
	struct tm tm = { .tm_mday = 1 };
	int64_t now;

	if (!text.len || when_read(&when, text) < text.len)
		return meeting_add_value(&key, MEETING_KEY, text, err);
	if (when.year == WHEN_OPEN) {
		now = env_clock(record_env(session->record));
		day_local(now, record_zone(session->record, now), &tm);
		when.year = tm.tm_year + 1900;
	}
	if (!when_is_day(when.year, when.month, when.day))
		return err_set(err, ERR_REFUSED, "%d has no %d %s", when.year,
			when.day, day_month((unsigned)when.month));
	if (!when_fits_weekday(&when))
		return err_set(err, ERR_REFUSED, "%d %s %d is a %s",
			when.day, day_month((unsigned)when.month), when.year,
			when_weekday_name(when_weekday(when.year, when.month,
			when.day)));
	when_add_key(&key, &when);
	free(wish->at[MEETING_KEY]);
	wish->at[MEETING_KEY] = buf_take(&key);
	if (when.to == WHEN_OPEN)
		return 0;
	buf_add_format(&end, "%02d:%02d", when.to / 60, when.to % 60);
	free(wish->at[MEETING_END]);
	wish->at[MEETING_END] = buf_take(&end);
	return 0;
}

static int
set_field(struct wish *wish, struct session *session,
	enum meeting_field field, struct str value, struct err *err)
{
	struct buf kept = BUF_INIT;

	if (field == MEETING_KEY)
		return read_key(wish, session, value, err);
	if (meeting_add_value(&kept, field, value, err) < 0) {
		buf_release(&kept);
		return -1;
	}
	free(wish->at[field]);
	wish->at[field] = buf_take(&kept);
	return 0;
}

/* `form`, or `form=hybrid`, which takes its value along. */
static enum meeting_field
field_of(const struct argument *arg, struct str *value)
{
	struct str text = str_of(arg->text);
	size_t at = str_find(text, 0, str_of("="));

	*value = str_from(text, at + 1);
	return arg->quoted && at == text.len ? MEETING_FIELDS
		: meeting_field_of(str_part(text, 0, at));
}

static int
refuse_field(const char *word, struct err *err)
{
	struct buf list = BUF_INIT;

	for (unsigned i = MEETING_END; i < MEETING_FIELDS; i++)
		buf_add_format(&list, "%s%s", i > MEETING_END ? ", " : "",
			meeting_field_word((enum meeting_field)i));
	err_set(err, ERR_USAGE, "\"%.60s\" is no field of a meeting: there "
		"are %s", word, buf_text(&list));
	buf_release(&list);
	return -1;
}

/* FIELD VALUE from args[i] on, each value up to the next word that names a
 * field. */
static int
read_fields(struct wish *wish, struct session *session,
	const struct arguments *args, size_t i, struct err *err)
{
	int rc = 0;

	while (rc == 0 && i < args->n) {
		struct buf text = BUF_INIT;
		const char *word = args->at[i].text;
		struct str value, ignored;
		enum meeting_field field = field_of(&args->at[i++], &value);

		if (field == MEETING_FIELDS)
			return refuse_field(word, err);
		buf_add_str(&text, value);
		if (i == args->n && !strchr(word, '='))
			rc = err_set(err, ERR_USAGE, "%s is what? \"\" is "
				"nothing", word);
		for (; i < args->n && field_of(&args->at[i], &ignored) ==
		     MEETING_FIELDS; i++)
			buf_add_format(&text, "%s%s", text.len ? " " : "",
				args->at[i].text);
		if (rc == 0)
			rc = set_field(wish, session, field, buf_str(&text),
				err);
		buf_release(&text);
	}
	return rc;
}

/* A meeting as it will be, for its words. */
static struct meeting
as_wished(const struct wish *wish)
{
	static char nothing[1] = "";
	struct meeting meeting;

	for (int i = 0; i < MEETING_FIELDS; i++)
		meeting.at[i] = wish->at[i] ? wish->at[i] : nothing;
	return meeting;
}

static int
add(struct session *session, struct wish *wish, struct err *err)
{
	struct register_act act = { .kind = "meeting-add" };
	struct meeting meeting = as_wished(wish);
	int rc = register_begin(&act, session, MEETINGS_FILE, err);

	meeting_look(session);
	if (rc == 0 && meetings_of_key(&session->meetings,
		str_of(wish->at[MEETING_KEY])))
		rc = err_set(err, ERR_REFUSED, "there is a meeting then "
			"already: meeting-set says more of it");
	buf_add_text(&act.subject, "Meeting ");
	meeting_add_words(&act.subject, &meeting);
	buf_add_str(&act.done, buf_str(&act.subject));
	buf_add_text(&act.subject, ": add");
	buf_add_text(&act.done, ": added");
	meetings_put(&act.now, buf_str(&act.was),
		(const char *const *)wish->at);
	return register_end(&act, session, rc, err);
}

int
run_meeting_add(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct wish wish = { { NULL } };
	int rc;

	if (!args->n)
		return usage("meeting-add", err);
	rc = read_key(&wish, session, str_of(args->at[0].text), err);
	if (rc == 0)
		rc = read_fields(&wish, session, args, 1, err);
	if (rc == 0)
		rc = add(session, &wish, err);
	wish_release(&wish);
	return rc;
}

/* `form hybrid`, `items B and C`, `facilitated by Belgium`, `no place`. */
static void
add_known(struct buf *out, enum meeting_field field, char *value)
{
	struct wish only = { { NULL } };
	struct meeting meeting;

	only.at[field] = value;
	meeting = as_wished(&only);
	if (!*value)
		buf_add_format(out, "no %s", meeting_field_word(field));
	else if (field == MEETING_CHAIR || field == MEETING_FACILITATOR)
		meeting_add_who(out, &meeting, true);
	else if (field == MEETING_ITEMS)
		meeting_add_items(out, &meeting);
	else if (field != MEETING_KEY)
		buf_add_format(out, "%s %s", meeting_field_word(field), value);
	if (field == MEETING_KEY) {
		buf_add_text(out, "moved to ");
		meeting_add_when(out, &meeting);
	}
}

/* What differs from before; false when nothing does. */
static bool
add_differences(struct buf *out, const struct meeting *before,
	const struct wish *wish)
{
	bool differs = false;

	for (unsigned i = 0; i < MEETING_FIELDS; i++) {
		if (!wish->at[i] || strcmp(wish->at[i], before->at[i]) == 0)
			continue;
		buf_add_text(out, differs ? ", " : "");
		add_known(out, (enum meeting_field)i, wish->at[i]);
		differs = true;
	}
	return differs;
}

static bool
is_current(const struct session *session, const struct meeting *meeting)
{
	return session->meeting && strcmp(session->meeting,
		meeting->at[MEETING_KEY]) == 0;
}

static int
set(struct session *session, const struct meeting *before,
	struct wish *wish, struct err *err)
{
	struct register_act act = { .kind = "meeting-set" };
	const char *key = wish->at[MEETING_KEY];
	bool current = is_current(session, before);
	int rc = register_begin(&act, session, MEETINGS_FILE, err);

	buf_add_text(&act.subject, "Meeting ");
	meeting_add_when(&act.subject, before);
	buf_add_text(&act.subject, ": ");
	if (!add_differences(&act.subject, before, wish) && rc == 0)
		rc = err_set(err, ERR_REFUSED, "this is known already");
	if (rc == 0 && key && strcmp(key, before->at[MEETING_KEY]) != 0 &&
	    meetings_of_key(&session->meetings, str_of(key)))
		rc = err_set(err, ERR_REFUSED, "there is another meeting then "
			"already");
	meetings_change(&act.now, buf_str(&act.was),
		before->at[MEETING_KEY], (const char *const *)wish->at);
	rc = register_end(&act, session, rc, err);
	if (rc == 0 && key && current)
		meeting_become(session, mem_text(key));
	return rc;
}

static const struct meeting *
find(struct session *session, const char *said, struct err *err)
{
	meeting_look(session);
	return meetings_find(&session->meetings, str_of(said), err);
}

/* At the keyboard one says what is to be known of the current meeting. */
static int
set_current(struct session *session, const char *said, struct err *err)
{
	struct buf line = BUF_INIT;
	struct arguments args = { 0 };
	int rc;

	buf_add_text(&line, "x ");
	buf_add_text(&line, said);
	rc = arguments_read(&args, buf_str(&line), err);
	if (rc == 0) {
		free(args.at[0].text);
		args.at[0].text = mem_text(session->meeting);
		rc = args.n > 1 ? run_meeting_set(session, &args, err)
			: usage("meeting-set", err);
	}
	arguments_release(&args);
	buf_release(&line);
	return rc;
}

bool
meeting_asks(struct session *session)
{
	const struct meeting *meeting = session->meeting
		? meetings_of_key(&session->meetings,
			str_of(session->meeting)) : NULL;
	struct buf label = BUF_INIT;

	if (!meeting)
		return false;
	meeting_add_when(&label, meeting);
	buf_add_text(&label, ": say form, end, place, items …");
	prompt_open(session, PROMPT_TEXT, buf_text(&label), "meeting-set");
	buf_release(&label);
	return true;
}

int
run_meeting_set(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct wish wish = { { NULL } };
	const struct meeting *before;
	int rc;

	if (args->n == 1 && session->keys && session->meeting)
		return set_current(session, args->at[0].text, err);
	if (!args->n && session->keys)
		return err_set(err, ERR_REFUSED, "no meeting of the list is "
			"the current one: say that first");
	if (args->n < 2)
		return usage("meeting-set", err);
	before = find(session, args->at[0].text, err);
	if (!before)
		return -1;
	rc = read_fields(&wish, session, args, 1, err);
	if (rc == 0)
		rc = set(session, before, &wish, err);
	wish_release(&wish);
	return rc;
}

int
run_meeting_drop(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct register_act act = { .kind = "meeting-drop" };
	const struct meeting *meeting;
	bool current;
	int rc;

	if (args->n != 1)
		return usage("meeting-drop", err);
	meeting = find(session, args->at[0].text, err);
	if (!meeting)
		return -1;
	current = is_current(session, meeting);
	rc = register_begin(&act, session, MEETINGS_FILE, err);
	buf_add_text(&act.subject, "Meeting ");
	meeting_add_words(&act.subject, meeting);
	buf_add_str(&act.done, buf_str(&act.subject));
	buf_add_text(&act.subject, ": drop");
	buf_add_text(&act.done, ": dropped");
	meetings_drop(&act.now, buf_str(&act.was),
		str_of(meeting->at[MEETING_KEY]));
	rc = register_end(&act, session, rc, err);
	if (rc == 0 && current)
		meeting_become(session, NULL);
	return rc;
}

int
run_zone_set(struct session *session, const struct arguments *args,
	struct err *err)
{
	if (args->n != 1)
		return usage("zone-set", err);
	if (record_set_zone(session->record, args->at[0].text, err) < 0)
		return -1;
	session_moved(session);
	session_say(session, MESSAGE_DONE, "Time zone: %s",
		args->at[0].text);
	session->back = "undo";
	return 0;
}
