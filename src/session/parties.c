/*
 * The negotiation's own parties: adding one, correcting what is known of one,
 * taking it out again. What they write is parties.tsv (doc/parties.h).
 */
#include <stdlib.h>
#include <string.h>

#include "adref/doc/parties.h"
#include "adref/text/attribution.h"
#include "inside.h"

enum { NAME_MAX_LEN = 200 };

/* A row being put together, and what it makes of the table. */
struct entry {
	struct session *session;
	const char *cells[PARTY_COLUMNS];
	struct buf was, now, members;
	bool there;
};

static void
entry_release(struct entry *entry)
{
	buf_release(&entry->was);
	buf_release(&entry->now);
	buf_release(&entry->members);
}

/* `India, Brazil` or `IND BRA`: the codes, blanks between. */
static int
read_members(struct entry *entry, const char *text, struct err *err)
{
	struct str rest = str_of(text);
	bool commas = strchr(text, ',');

	buf_clear(&entry->members);
	while (str_trim(rest).len) {
		size_t end = commas ? str_find(rest, 0, str_of(","))
			: rest.len;
		struct str name = str_part(rest, 0, end);
		const char *code;

		if (!commas)
			str_word(&rest, &name);
		else
			rest = str_from(rest, end < rest.len ? end + 1 : end);
		code = party_find(str_trim(name), err);
		if (!code)
			return -1;
		buf_add_format(&entry->members, "%s%s",
			entry->members.len ? " " : "", code);
	}
	return 0;
}

static int
set_cell(struct entry *entry, const char *word, const char *text,
	struct err *err)
{
	enum party_column column = party_column_of(str_of(word));
	enum party_kind kind;

	if (column == PARTY_COLUMNS || column == PARTY_CODE)
		return err_set(err, ERR_USAGE, "\"%.40s\" is nothing that is "
			"known of a party; there are name, room, aliases, "
			"group, kind and members", word);
	if (strlen(text) > NAME_MAX_LEN && column != PARTY_MEMBERS)
		return err_set(err, ERR_REFUSED, "this is longer than %d "
			"bytes", NAME_MAX_LEN);
	if (column == PARTY_SORT && !party_kind_of(str_of(text), &kind))
		return err_set(err, ERR_REFUSED, "\"%.40s\" is no kind; there "
			"are member, observer, agency, ngo, group and office",
			text);
	if (column == PARTY_MEMBERS && strcmp(text, "-") != 0) {
		if (read_members(entry, text, err) < 0)
			return -1;
		text = buf_text(&entry->members);
	}
	entry->cells[column] = text;
	return 0;
}

static int
set_cells(struct entry *entry, const struct arguments *args, size_t from,
	const char *command, struct err *err)
{
	if ((args->n - from) % 2)
		return usage(command, err);
	for (size_t i = from; i < args->n; i += 2)
		if (set_cell(entry, args->at[i].text, args->at[i + 1].text,
			err) < 0)
			return -1;
	return 0;
}

static int
save(struct entry *entry, const char *kind, const char *subject,
	struct err *err)
{
	struct act_file file = { .path = PARTIES_FILE,
		.was = entry->there ? buf_text(&entry->was) : NULL,
		.now = entry->now.len ? buf_text(&entry->now) : NULL };
	struct act act = { .kind = kind, .subject = subject,
		.files = &file, .files_n = 1 };

	return session_save(entry->session, &act, subject, err);
}

static int
put(struct entry *entry, const char *kind, const char *subject,
	struct err *err)
{
	if (record_file(entry->session->record, PARTIES_FILE, &entry->was,
		&entry->there, err) < 0)
		return -1;
	parties_put(&entry->now, buf_str(&entry->was), entry->cells);
	if (str_same(buf_str(&entry->was), buf_str(&entry->now)))
		return err_set(err, ERR_REFUSED, "that is known of it "
			"already");
	return save(entry, kind, subject, err);
}

static int
check_new(const char *code, const char *name, struct err *err)
{
	const struct party *party = party_by_code(str_of(code));

	if (!code_is_valid(str_of(code)))
		return err_set(err, ERR_REFUSED, "\"%.40s\" is no code: write "
			"2 to 12 capitals, digits and hyphens, a capital first",
			code);
	if (party)
		return err_set(err, ERR_REFUSED, "%s is %s already: "
			"party-change corrects what is known of it", code,
			party->name);
	if (!str_trim(str_of(name)).len)
		return err_set(err, ERR_REFUSED, "%s needs a name", code);
	return 0;
}

static int
add(struct entry *entry, struct err *err)
{
	struct buf subject = BUF_INIT;
	const char *code = entry->cells[PARTY_CODE];
	int rc = check_new(code, entry->cells[PARTY_NAME], err);

	buf_add_format(&subject, "New party %s: %s", code,
		entry->cells[PARTY_NAME]);
	if (rc == 0)
		rc = put(entry, "party-add", buf_text(&subject), err);
	buf_release(&subject);
	return rc;
}

/* `REEF Reef Alliance`, as the question has it. */
static int
add_said(struct entry *entry, struct str said, struct err *err)
{
	struct buf code = BUF_INIT, name = BUF_INIT;
	struct str word = str_of("");
	int rc;

	str_word(&said, &word);
	buf_add_str(&code, word);
	buf_add_str(&name, str_trim(said));
	entry->cells[PARTY_CODE] = buf_text(&code);
	entry->cells[PARTY_NAME] = buf_text(&name);
	rc = add(entry, err);
	buf_release(&code);
	buf_release(&name);
	return rc;
}

int
run_party_add(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct entry entry = { .session = session };
	int rc;

	if (args->n == 1 && args->at[0].quoted) {
		rc = add_said(&entry, str_of(args->at[0].text), err);
	} else if (args->n < 2) {
		rc = usage("party-add", err);
	} else {
		rc = set_cells(&entry, args, 2, "party-add", err);
		entry.cells[PARTY_CODE] = args->at[0].text;
		entry.cells[PARTY_NAME] = args->at[1].text;
		if (rc == 0)
			rc = add(&entry, err);
	}
	entry_release(&entry);
	return rc;
}

/* `Correct India: room, aliases`. */
static void
add_what(struct buf *out, const struct party *party,
	const struct arguments *args)
{
	buf_add_format(out, "Correct %s:", party->room);
	for (size_t i = 1; i < args->n; i += 2)
		buf_add_format(out, "%s %s", i > 1 ? "," : "",
			args->at[i].text);
}

int
run_party_change(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct entry entry = { .session = session };
	struct buf subject = BUF_INIT;
	const char *code;
	int rc = -1;

	if (args->n < 3) {
		rc = usage("party-change", err);
		goto out;
	}
	code = party_find(str_of(args->at[0].text), err);
	if (!code || set_cells(&entry, args, 1, "party-change", err) < 0)
		goto out;
	entry.cells[PARTY_CODE] = code;
	add_what(&subject, party_by_code(str_of(code)), args);
	rc = put(&entry, "party-change", buf_text(&subject), err);
out:
	buf_release(&subject);
	entry_release(&entry);
	return rc;
}

int
run_party_drop(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct entry entry = { .session = session };
	struct buf subject = BUF_INIT;
	const char *code;
	int rc = -1;

	if (args->n != 1) {
		rc = usage("party-drop", err);
		goto out;
	}
	code = party_find(str_of(args->at[0].text), err);
	if (!code || record_file(session->record, PARTIES_FILE, &entry.was,
		&entry.there, err) < 0)
		goto out;
	buf_add_format(&subject, "Take out what %s says of %s", PARTIES_FILE,
		party_room_name(code));
	rc = parties_drop(&entry.now, buf_str(&entry.was), str_of(code))
		? save(&entry, "party-drop", buf_text(&subject), err)
		: err_set(err, ERR_REFUSED, "%s is as it is built in: there "
			"is nothing of ours to take out",
			party_room_name(code));
out:
	buf_release(&subject);
	entry_release(&entry);
	return rc;
}
