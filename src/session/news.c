/*
 * What others did since one looked: a line each, kept until it is read. It
 * never interrupts.
 */
#include "adref/base/utf8.h"
#include "adref/session/spoken.h"
#include "inside.h"

enum { NEWS_MAX = 50 };

/* `France, J. Otieno: A.1.6: reword "Risk"`. */
static void
add_line(struct buf *out, const struct history_entry *entry)
{
	if (*entry->party) {
		entry_add_for(out, entry);
		buf_add_text(out, ", ");
	}
	buf_add_format(out, "%s: %s\n", entry->committer, entry->subject);
}

void
news_add(struct session *session, const store_id *since)
{
	struct history history = { NULL, 0, 0 };
	struct err ignored = ERR_INIT;
	size_t n = 0;

	if (record_history(session->record, NULL, NULL, NEWS_MAX, &history,
		&ignored) < 0)
		return;
	while (n < history.n && !store_id_same(&history.at[n].revision,
		since))
		n++;
	while (n-- > 0)
		add_line(&session->news, &history.at[n]);
	history_release(&history);
}

int
run_say_news(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct str rest = buf_str(&session->news), line;
	struct buf text = BUF_INIT;

	(void)args;
	if (!str_line(&rest, &line))
		return err_set(err, ERR_REFUSED,
			"nobody else has written meanwhile");
	buf_add_str(&text, line);
	if (rest.len)
		buf_add_text(&text, " (there is more)");
	buf_splice(&session->news, 0, session->news.len - rest.len,
		str_of(""));
	return spoken_say(session, &text);
}
