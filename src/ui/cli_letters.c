/*
 * Letters received: keeping one, and the list of what became of each.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/day.h"
#include "adref/base/json.h"
#include "adref/base/mem.h"
#include "adref/base/when.h"
#include "adref/doc/address.h"
#include "adref/doc/party.h"
#include "adref/record/letters.h"
#include "adref/text/words.h"
#include "cli_import.h"

char *
cli_read_day(const char *said)
{
	struct str text = str_trim(str_of(said));
	struct when when = WHEN_INIT;
	struct buf out = BUF_INIT;

	if (when_read_day(&when, text) != text.len || when.year == WHEN_OPEN ||
	    !when_is_day(when.year, when.month, when.day))
		return NULL;
	when_add_key(&out, &when);
	return buf_take(&out);
}

int
import_check_received(const struct cli *cli, struct err *err)
{
	const struct given *given = &cli->given;
	char *day;

	if (!given->letter_from || !given->dated)
		return err_set(err, ERR_USAGE, "a letter received has a sender "
			"and a day: --letter-from PARTY --dated 2021-05-28");
	if (given->onto || given->tag || given->document || given->title ||
	    given->symbol || given->date)
		return err_set(err, ERR_USAGE, "a letter received gets its name "
			"from its sender and day, and is no draft");
	if (!party_code_of(str_of(given->letter_from)))
		return err_set(err, ERR_REFUSED, "no party is called \"%.60s\"",
			given->letter_from);
	day = cli_read_day(given->dated);
	free(day);
	return day ? 0 : err_set(err, ERR_USAGE, "\"%.60s\" is no day of the "
		"calendar: write 2021-05-28", given->dated);
}

/* `India's letter of 28 May 2021: letters/ind-2021-05-28 (14 nodes)` */
static void
add_subject(struct buf *out, const struct letter *letter,
	const struct doc *doc)
{
	letter_add_said(out, letter);
	buf_add_format(out, ": %s (", letter->document);
	cli_add_count(out, doc->n, "node");
	buf_add_char(out, ')');
}

char *
cli_today(const struct cli *cli)
{
	struct buf out = BUF_INIT;
	int64_t now = env_clock(&cli->env);

	day_add(&out, now, record_zone(cli->record, now));
	return buf_take(&out);
}

/* Under which name it would be kept. */
static int
name_it(struct cli *cli, const struct letter *letter, struct doc *doc,
	struct err *err)
{
	struct buf name = BUF_INIT;
	int rc = record_letter_name(cli->record, letter->party,
		letter->dated, &name, err);

	free(doc->name);
	doc->name = buf_take(&name);
	return rc;
}

int
import_received(struct cli *cli, struct import *import, struct err *err)
{
	const char *code = party_code_of(str_of(cli->given.letter_from));
	struct letter letter = { .party = (char *)code,
		.dated = cli_read_day(cli->given.dated),
		.received = cli_today(cli) };
	struct act act = { .kind = "letter-keep", .party = code,
		.meeting = cli->given.meeting, .reason = cli->given.reason };
	struct letter_keeping keeping = { &letter, import->docs[0], &act,
		add_subject };
	int rc = -1;

	if (!record_has(cli->record, record_main(cli->record)))
		err_set(err, ERR_REFUSED, "there is no text yet that a letter "
			"could be about: adref import FILE brings it in");
	else if (cli->given.dry_run)
		rc = name_it(cli, &letter, import->docs[0], err);
	else
		rc = record_keep_letter(cli->record, &keeping, err);
	free(letter.document);
	free(letter.dated);
	free(letter.received);
	return rc;
}

static void
add_counts(struct buf *out, const struct letter *letter)
{
	cli_add_count(out, letter->parts_n, "paragraph");
	buf_add_format(out, ": %zu filed, %zu nothing asked, %zu unread",
		letter->counts[LETTER_FILED], letter->counts[LETTER_NOTHING],
		letter->counts[LETTER_UNREAD]);
}

static void
add_letter(struct cli *cli, const struct letter *letter)
{
	cli_add_looked(cli, letter->document, 24, ROLE_SECTION);
	cli_add_looked(cli, party_room_name(letter->party), 14, ROLE_NAMES);
	cli_add_column(&cli->out, letter->dated, 10);
	buf_add_char(&cli->out, ' ');
	add_counts(&cli->out, letter);
	buf_add_char(&cli->out, '\n');
}

/* `filed as IND/3,IND/4` */
static void
add_state(struct buf *out, const struct letter_part *part)
{
	buf_add_text(out, letter_state_said(part->state));
	if (part->state == LETTER_FILED)
		buf_add_format(out, " as %s", part->filed);
}

static void
add_part(struct cli *cli, const struct doc *doc,
	const struct letter_part *part)
{
	const struct node *node = doc_find(doc, &part->node);
	struct buf address = BUF_INIT, state = BUF_INIT, plain = BUF_INIT;

	address_add(&address, node);
	add_state(&state, part);
	words_add_plain(&plain, node_str(node));
	cli_add_looked(cli, buf_text(&address), 8, ROLE_NUMBER);
	cli_add_looked(cli, buf_text(&state), 16, part->state ==
		LETTER_UNREAD ? ROLE_STRONG : ROLE_DIM);
	cli_add_safe(cli, buf_str(&plain));
	buf_add_char(&cli->out, '\n');
	buf_release(&address);
	buf_release(&state);
	buf_release(&plain);
}

static void
add_parts(struct cli *cli, const struct doc *doc, const struct letter *letter)
{
	for (size_t i = 0; i < letter->parts_n; i++)
		add_part(cli, doc, &letter->parts[i]);
}

static void
add_letter_json(struct json *json, const struct letter *letter,
	const struct doc *doc)
{
	json_open(json, NULL, '{');
	json_text(json, "document", str_of(letter->document));
	json_text(json, "party", str_of(letter->party));
	json_text(json, "dated", str_of(letter->dated));
	json_text(json, "received", str_of(letter->received));
	json_int(json, "filed", (int64_t)letter->counts[LETTER_FILED]);
	json_int(json, "nothing_asked",
		(int64_t)letter->counts[LETTER_NOTHING]);
	json_int(json, "unread", (int64_t)letter->counts[LETTER_UNREAD]);
	json_open(json, "paragraphs", '[');
	for (size_t i = 0; i < letter->parts_n; i++) {
		const struct letter_part *part = &letter->parts[i];

		json_open(json, NULL, '{');
		json_text(json, "node", str_of(part->node.text));
		json_text(json, "state",
			str_of(letter_state_said(part->state)));
		cli_add_names_json(json, "filed",
			str_of(part->filed));
		json_text(json, "text", node_str(doc_find(doc, &part->node)));
		json_close(json, '}');
	}
	json_close(json, ']');
	json_close(json, '}');
}

struct listing {
	struct cli *cli;
	const store_id *point;
	struct json json;
	bool parts;
};

static int
list_letter(struct listing *listing, const struct letter *letter,
	struct err *err)
{
	struct cli *cli = listing->cli;
	struct doc *doc;

	if (!listing->parts && !cli->given.json) {
		add_letter(cli, letter);
		return 0;
	}
	if (record_doc_at(cli->record, listing->point, letter->document, &doc,
		err) < 0)
		return -1;
	if (cli->given.json)
		add_letter_json(&listing->json, letter, doc);
	else
		add_parts(cli, doc, letter);
	doc_free(doc);
	return 0;
}

static int
list_letters(struct listing *listing, const struct letters *letters,
	struct err *err)
{
	struct cli *cli = listing->cli;
	const char *only = cli->n ? cli->args[0] : NULL;
	int rc = 0;

	if (only && !letters_find(letters, only))
		return err_set(err, ERR_MISSING, "there is no letter \"%.80s\"; "
			"adref letters lists them", only);
	json_init(&listing->json, &cli->out);
	if (cli->given.json)
		json_open(&listing->json, NULL, '[');
	for (size_t i = 0; i < letters->n && rc == 0; i++)
		if (!only || strcmp(only, letters->at[i].document) == 0)
			rc = list_letter(listing, &letters->at[i], err);
	if (cli->given.json) {
		json_close(&listing->json, ']');
		buf_add_char(&cli->out, '\n');
	} else if (!letters->n) {
		buf_add_text(&cli->out, "No letter was received: adref import "
			"FILE --letter-from PARTY --dated DATE keeps one\n");
	}
	return rc;
}

int
call_letters(struct cli *cli, struct err *err)
{
	struct listing listing = { .cli = cli, .parts = cli->n };
	struct letters letters = { 0 };
	store_id point;
	int rc;

	if (cli_open(cli, false, err) < 0 || record_point(cli->record,
		cli->given.at ? cli->given.at : "now", &point, err) < 0)
		return -1;
	listing.point = &point;
	rc = record_letters_at(cli->record, &point, &letters, err);
	if (rc == 0)
		rc = list_letters(&listing, &letters, err);
	if (rc < 0)
		cli_clear(cli);
	letters_release(&letters);
	return rc;
}
