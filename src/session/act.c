/*
 * Saving an act from a session: for whom, in which meeting, and the line that
 * says what it did.
 */
#include <string.h>

#include "adref/base/utf8.h"
#include "adref/doc/party.h"
#include "adref/text/token.h"
#include "adref/text/words.h"
#include "inside.h"

enum { QUOTED_MAX = 32 };

int
session_may_write(const struct session *session, struct err *err)
{
	if (!session->read_only)
		return 0;
	return err_set(err, ERR_REFUSED, "this is open for reading only: "
		"nothing was changed");
}

int
session_may_act(const struct session *session, struct err *err)
{
	struct buf key = BUF_INIT;

	if (session_may_write(session, err) < 0)
		return -1;
	if (session->seen == SEEN_TEXT && !session_is_then(session))
		return 0;
	keymap_add_key(&key, &session->keymap, KEYS_OUTLINE, "view");
	if (session_is_then(session))
		err_set(err, ERR_REFUSED, "this is the text as it was at %s: "
			"%s shows it as it stands", session->then.name,
			buf_text(&key));
	else
		err_set(err, ERR_REFUSED, "this way of seeing the text is for "
			"reading: %s shows it as it stands", buf_text(&key));
	buf_release(&key);
	return -1;
}

int
teach(const struct session *session, const char *why, const char *command,
	const char *does, struct err *err)
{
	bool keys_only = command_find(str_of(command))->flags & COMMAND_KEYS;
	struct buf key = BUF_INIT;

	if (!session->keys && keys_only)
		return err_set(err, ERR_REFUSED, "%s", why);
	if (session->keys)
		keymap_add_key(&key, &session->keymap, KEYS_OUTLINE, command);
	else
		buf_add_text(&key, command);
	err_set(err, ERR_REFUSED, "%s: %s %s", why, buf_text(&key), does);
	buf_release(&key);
	return -1;
}

int
refuse_delegate(const struct session *session, struct err *err)
{
	return err_set(err, ERR_REFUSED, "the text is the drafters': %s files "
		"proposals on it, and says what it is for and against",
		party_room_name(session->party));
}

int
session_may_edit(const struct session *session, struct err *err)
{
	return session->delegate ? refuse_delegate(session, err)
		: session_may_file(session, err);
}

int
session_may_file(const struct session *session, struct err *err)
{
	if (session_may_act(session, err) < 0)
		return -1;
	return session->beside.letter ? err_set(err, ERR_REFUSED, "a letter "
		"stays as it came: mark what it asks, and file it") : 0;
}

/* The plain reading without marks: the text shows other numbers than their
 * labels. Marks that are all there is stay. */
static void
add_words(struct buf *out, struct str words)
{
	struct tokens tokens = TOKENS_INIT;
	struct buf line = BUF_INIT;

	tokens_read(&tokens, words);
	for (size_t i = 0; i < tokens.n; i++)
		if (tokens.at[i].kind != TOKEN_MARK)
			buf_add_str(&line, str_part(words, tokens.at[i].off,
				tokens.at[i].len));
	words_add_plain(out, str_trim(buf_str(&line)).len ? buf_str(&line)
		: words);
	tokens_release(&tokens);
	buf_release(&line);
}

static void
quote(struct buf *out, struct str text)
{
	struct str first = { "", 0 }, last = { "", 0 }, word;

	text = str_trim(text);
	buf_add_char(out, '"');
	if (utf8_columns(text) <= QUOTED_MAX) {
		utf8_add_safe(out, text);
	} else {
		while (str_word(&text, &word)) {
			if (!first.len)
				first = word;
			last = word;
		}
		utf8_add_safe(out, str_part(first, 0, 60));
		buf_add_text(out, " … ");
		utf8_add_safe(out, last.len > 60 ? str_make("", 0) : last);
	}
	buf_add_char(out, '"');
}

void
deed_add_quoted(struct buf *out, struct str words)
{
	struct buf plain = BUF_INIT;

	add_words(&plain, words);
	quote(out, buf_str(&plain));
	buf_release(&plain);
}

void
deed_add_sought(struct buf *out, struct str words)
{
	struct buf plain = BUF_INIT;

	words_add_plain(&plain, words);
	quote(out, buf_str(&plain));
	buf_release(&plain);
}

void
deed_add_request(struct buf *out, const char *party)
{
	const char *name;
	size_t len;

	if (!party || !*party)
		return;
	name = party_room_name(party);
	len = strlen(name);
	buf_add_format(out, " at %s'%s request", name,
		len && name[len - 1] == 's' ? "" : "s");
}

/* How far the text is now: most acts move it by one. */
static void
note_standing(struct session *session, const struct act *act, bool again)
{
	if (again || act->reopens_n) {
		session_moved(session);
		return;
	}
	session->standing.since++;
	session->standing.saved = env_clock(record_env(session->record));
}

/* What became of an act where others had written meanwhile. */
static void
add_how(struct buf *out, const struct act_done *how)
{
	if (how->how == ACT_BESIDE && *how->met)
		buf_add_format(out, ", beside \"%s\" that others wrote "
			"meanwhile", how->met);
	else if (how->how == ACT_BESIDE)
		buf_add_text(out, " (others took the same words out "
			"meanwhile: they stand in brackets)");
	else if (how->how == ACT_STAYS)
		buf_add_text(out, " (others changed it meanwhile: it stays, "
			"in brackets)");
	else if (how->how == ACT_BACK)
		buf_add_text(out, " (others took it out meanwhile: it is "
			"back, in brackets)");
	else if (how->how == ACT_SAME)
		buf_add_text(out, " (others did the same meanwhile)");
	else if (how->again)
		buf_add_text(out, " (others wrote meanwhile)");
}

/* Say it; -1 when some of it is kept as a proposal instead. */
static int
say_done(struct session *session, const char *done,
	const struct act_done *how, struct err *err)
{
	const char *notice = record_notice(session->record);
	struct buf text = BUF_INIT;

	buf_add_text(&text, done);
	add_how(&text, how);
	if (notice)
		buf_add_format(&text, " (%s)", notice);
	session_say(session, MESSAGE_DONE, "%s", buf_text(&text));
	session->back = "undo";
	buf_release(&text);
	return !*how->kept ? 0 : err_set(err, ERR_KEPT, "not applied, kept as "
		"an open proposal: %s, as others changed it meanwhile",
		how->kept);
}

static int
make_act(struct session *session, const struct deed *deed,
	const struct following *following, struct err *err)
{
	struct act act = {
		.doc = deed->files ? NULL : session->doc_name,
		.kind = deed->kind,
		.subject = buf_text(&following->subject),
		.party = following->party,
		.speaker = speaker_of(session, following->party),
		.meeting = session->meeting,
		.reason = following->reason,
		.changes = following->changes.at, .n = following->changes.n,
		.reopens = following->reopens,
		.reopens_n = following->reopens_n,
		.about = deed->about, .about_n = deed->about_n,
		.files = deed->files, .files_n = deed->files_n,
		.renumbers = deed_renumbers(deed), .exact = deed->exact,
	};
	struct act_done done;
	struct err ignored = ERR_INIT;
	int rc;

	if (deed->edits) {
		act.files = deed->edits->files;
		act.files_n = deed->edits->n;
		act.proposals = (const char *const *)deed->edits->names;
		act.proposals_n = deed->edits->names_n;
	}
	rc = record_act(session->record, &act, &done, err);

	if (session_take_doc(session, rc < 0 ? &ignored : err) < 0)
		return -1;
	if (rc < 0)
		return -1;
	note_standing(session, &act, done.again);
	speaker_acted(session, act.party);
	return say_done(session, buf_text(&following->done), &done, err);
}

int
session_save(struct session *session, struct act *act, const char *done,
	struct err *err)
{
	struct err ignored = ERR_INIT;
	struct act_done how;
	int rc;

	if (!act->party) {
		act->party = session->party;
		act->speaker = session->speaker;
	}
	if (!act->meeting)
		act->meeting = session->meeting;
	if (!act->reason)
		act->reason = session->reason;
	rc = record_act(session->record, act, &how, err);
	if (rc == 0)
		session_moved(session);
	else
		session_take_doc(session, &ignored);
	if (rc < 0)
		return -1;
	return say_done(session, done, &how, err);
}

int
session_act(struct session *session, const struct deed *deed,
	struct err *err)
{
	struct following following;
	int rc;

	if (deed->n && session_may_edit(session, err) < 0)
		return -1;
	rc = follow_plan(&following, session, deed, err);
	if (rc == 0)
		rc = make_act(session, deed, &following, err);
	follow_release(&following);
	return rc;
}
