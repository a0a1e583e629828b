/* Small files beside the history, settings, and messages of git. */
#include "fuzz.h"

#include "../../src/record/conf.h"
#include "adref/record/journal.h"
#include "adref/record/presence.h"

static void
check_journal(struct str bytes)
{
	struct journal_entry entry = { .kind = NODE_PARAGRAPH };
	struct buf once = BUF_INIT, twice = BUF_INIT;
	struct err err = ERR_INIT;

	if (journal_read(&entry, bytes, &err) == 0) {
		must(utf8_is_safe(str_of(entry.person)));
		must(entry.cursor <= strlen(entry.line));
		journal_write(&once, &entry);
		journal_entry_release(&entry);
		must(journal_read(&entry, buf_str(&once), &err) == 0);
		journal_write(&twice, &entry);
		must(str_same(buf_str(&once), buf_str(&twice)));
	}
	journal_entry_release(&entry);
	buf_release(&once);
	buf_release(&twice);
}

static void
check_presence(struct str bytes)
{
	struct presence presence = { .person = NULL };
	struct err err = ERR_INIT;

	if (presence_read(&presence, bytes, &err) == 0) {
		must(utf8_is_safe(str_of(presence.person)));
		presence_release(&presence);
	}
}

static void
check_settings(struct str bytes)
{
	struct conf_source source = { .text = bytes, .wrong = conf_pass_over };
	struct conf conf = { NULL, NULL, NULL };
	struct buf text = BUF_INIT;

	conf_read(&conf, &source);
	conf_release(&conf);
	conf_put(&text, bytes, "main", "outcome");
	source.text = buf_str(&text);
	conf_read(&conf, &source);
	if (utf8_check(bytes) == bytes.len)
		must(conf.main && strcmp(conf.main, "outcome") == 0);
	conf_release(&conf);
	buf_release(&text);
}

static void
check_message(struct str bytes)
{
	struct str value, subject = message_subject(bytes);
	char *safe = safe_text(subject);
	size_t at = 0;

	must(utf8_is_safe(str_of(safe)));
	free(safe);
	message_trailer(bytes, "Act-Id");
	while (message_next(bytes, "Node", &at, &value))
		must(value.at >= bytes.at && value.at + value.len <=
			bytes.at + bytes.len);
}

void
fuzz_one(struct str bytes)
{
	check_journal(bytes);
	check_presence(bytes);
	check_settings(bytes);
	check_message(bytes);
}
