/*
 * Choosing proposals: those of a point, in reading order, that all of what is
 * given leaves.
 */
#include "cli_asked.h"

#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "adref/doc/address.h"
#include "adref/doc/party.h"
#include "adref/doc/proposal_said.h"
#include "adref/record/meetings.h"
#include "adref/record/proposals.h"

/* What is given, understood. */
struct wish {
	const char **parties;	/* codes; any of them */
	size_t parties_n, parties_cap;
	bool fates[PROPOSAL_FATES], some_fate;
	const struct node *section;	/* it, and below it; NULL: anywhere */
	struct buf address;	/* of it */
	bool some_meeting;
	char *meeting;		/* its key; NULL: in none */
	struct buf words;	/* bare */
};

/* The next of `IND, FRA`; false at the end. */
static bool
next_of(struct str *rest, struct str *one)
{
	size_t comma = str_find(*rest, 0, str_of(","));

	if (!rest->len)
		return false;
	*one = str_trim(str_part(*rest, 0, comma));
	*rest = str_from(*rest, comma + 1);
	return true;
}

static int
read_parties(struct wish *wish, const char *text, struct err *err)
{
	struct str rest = str_of(text), one;

	while (next_of(&rest, &one)) {
		const char *code = party_find(one, err);

		if (!code)
			return -1;
		wish->parties = mem_grow(wish->parties, &wish->parties_cap,
			wish->parties_n + 1, sizeof(*wish->parties));
		wish->parties[wish->parties_n++] = code;
	}
	return 0;
}

static int
read_fates(struct wish *wish, const char *text, struct err *err)
{
	struct str rest = str_of(text), one;
	enum proposal_fate fate;

	wish->some_fate = true;
	while (next_of(&rest, &one)) {
		if (!proposal_fate_of(one, &fate))
			return err_set(err, ERR_USAGE, "\"%.*s\" is no fate: "
				"open, placed, merged, withdrawn or declined",
				(int)(one.len < 40 ? one.len : 40), one.at);
		wish->fates[fate] = true;
	}
	return 0;
}

static int
read_section(struct wish *wish, const struct asked *asked, struct err *err)
{
	const struct cli *cli = asked->cli;
	const char *name = cli->given.document ? cli->given.document
		: record_main(cli->record);
	struct node *node;

	for (size_t i = 0; i < asked->texts_n; i++) {
		if (strcmp(asked->texts[i].name, name) != 0)
			continue;
		if (address_find(&node, asked->texts[i].doc,
			str_of(cli->given.section), NULL, err) < 0)
			return -1;
		wish->section = node;
		address_add(&wish->address, node);
		return 0;
	}
	return err_set(err, ERR_MISSING, "there is no text \"%.60s\" then",
		name);
}

static int
read_wish(struct wish *wish, const struct asked *asked, struct err *err)
{
	const struct given *given = &asked->cli->given;

	wish->some_meeting = given->meeting != NULL;
	if (given->words)
		utf8_add_bare(&wish->words, str_of(given->words));
	if ((given->of_party && read_parties(wish, given->of_party,
		err) < 0) ||
	    (given->fate && read_fates(wish, given->fate, err) < 0) ||
	    (given->section && read_section(wish, asked, err) < 0) ||
	    (given->meeting && record_meeting_key(asked->cli->record,
		given->meeting, &wish->meeting, err) < 0))
		return -1;
	return 0;
}

static void
wish_release(struct wish *wish)
{
	free(wish->parties);
	free(wish->meeting);
	buf_release(&wish->address);
	buf_release(&wish->words);
}

static bool
is_of_party(const struct wish *wish, const struct proposal *proposal)
{
	for (size_t i = 0; i < wish->parties_n; i++)
		if (strcmp(wish->parties[i], proposal->party) == 0)
			return true;
	return !wish->parties_n;
}

/* What is not in the text any more counts where it was when it was filed. */
static bool
is_below(const struct wish *wish, const struct asked *asked, size_t spot)
{
	const struct node *node = asked_node(asked, spot);
	struct str was = str_of(asked->order.spots[spot].address);

	if (!node)
		return str_starts(was, buf_text(&wish->address)) &&
			(was.len == wish->address.len ||
			was.at[wish->address.len] == '.');
	while (node && node != wish->section)
		node = node->parent;
	return node != NULL;
}

/* In which it was filed, or decided. */
static bool
is_of_meeting(const struct wish *wish, const struct proposal *proposal)
{
	if (!wish->meeting)
		return !*proposal->meeting;
	return strcmp(proposal->meeting, wish->meeting) == 0 ||
		strcmp(proposal->decided_in, wish->meeting) == 0;
}

static bool
has_words(const struct wish *wish, const struct proposal *proposal)
{
	struct str rest = buf_str(&wish->words), word;
	struct buf all = BUF_INIT, bare = BUF_INIT;
	bool has = true;

	if (!rest.len)
		return true;
	proposal_add_words(&all, proposal);
	utf8_add_bare(&bare, buf_str(&all));
	while (has && str_word(&rest, &word))
		has = str_find(buf_str(&bare), 0, word) < bare.len;
	buf_release(&all);
	buf_release(&bare);
	return has;
}

static bool
is_wished(const struct wish *wish, const struct asked *asked,
	const struct proposal_ordered *at)
{
	const struct proposal *of = at->of;
	const char *doc = asked->cli->given.document;

	return (!doc || strcmp(of->doc, doc) == 0) &&
		is_of_party(wish, of) &&
		(!wish->some_fate || wish->fates[of->fate]) &&
		(!wish->some_meeting || is_of_meeting(wish, of)) &&
		(!wish->section || is_below(wish, asked, at->spot)) &&
		has_words(wish, of);
}

static int
add_text(struct asked *out, const store_id *point, const char *name,
	struct err *err)
{
	struct doc *doc;

	for (size_t i = 0; i < out->texts_n; i++)
		if (strcmp(out->texts[i].name, name) == 0)
			return 0;
	if (record_doc_at(out->cli->record, point, name, &doc, err) < 0)
		return -1;
	out->texts = mem_resize(out->texts, out->texts_n + 1,
		sizeof(*out->texts));
	out->texts[out->texts_n++] = (struct asked_text){ mem_text(name),
		doc };
	proposal_order_doc(&out->order, name, doc);
	return 0;
}

/* The main text, then those that proposals are about as they are met. */
static int
read_texts(struct asked *out, const store_id *point, struct err *err)
{
	struct record *record = out->cli->record;
	int rc = add_text(out, point, record_main(record), err);

	if (rc == 0 && out->cli->given.document)
		rc = add_text(out, point, out->cli->given.document, err);
	for (size_t i = 0; rc == 0 && i < out->all->n; i++)
		if (!out->order.taken[i] && record_is_name(
			out->all->at[i].doc))
			rc = add_text(out, point, out->all->at[i].doc, err);
	proposal_order_rest(&out->order);
	return rc;
}

static int
choose(struct asked *out, struct err *err)
{
	struct wish wish = { .parties = NULL };
	int rc = read_wish(&wish, out, err);

	out->kept = mem_new(out->order.n, sizeof(*out->kept));
	for (size_t i = 0; rc == 0 && i < out->order.n; i++) {
		if (!is_wished(&wish, out, &out->order.at[i]))
			continue;
		out->open += out->order.at[i].of->fate == FATE_OPEN;
		out->kept[out->n++] = i;
	}
	wish_release(&wish);
	return rc;
}

int
asked_read(struct asked *out, struct cli *cli, struct err *err)
{
	const char *at = cli->given.at;
	store_id point;

	*out = (struct asked){ .cli = cli };
	if (cli_open(cli, false, err) < 0 ||
	    record_point(cli->record, at ? at : "now", &point, err) < 0 ||
	    cli_proposals(cli, at, record_main(cli->record), err) < 0)
		return -1;
	out->all = cli->proposals.all;
	proposal_order_init(&out->order, out->all);
	return read_texts(out, &point, err) < 0 ? -1 : choose(out, err);
}

void
asked_release(struct asked *asked)
{
	for (size_t i = 0; i < asked->texts_n; i++) {
		free(asked->texts[i].name);
		doc_free(asked->texts[i].doc);
	}
	free(asked->texts);
	free(asked->kept);
	proposal_order_release(&asked->order);
}

const struct proposal_ordered *
asked_at(const struct asked *asked, size_t n)
{
	return &asked->order.at[asked->kept[n]];
}

const struct node *
asked_node(const struct asked *asked, size_t spot)
{
	const struct proposal_spot *at = &asked->order.spots[spot];

	for (size_t i = 0; i < asked->texts_n; i++)
		if (strcmp(asked->texts[i].name, at->doc) == 0)
			return doc_find(asked->texts[i].doc, &at->node);
	return NULL;
}

void
asked_add_where(struct buf *out, const struct asked *asked, size_t spot)
{
	const struct proposal_spot *at = &asked->order.spots[spot];
	const struct cli *cli = asked->cli;
	const char *unsaid = cli->given.document ? cli->given.document
		: record_main(cli->record);
	bool gone = node_id_is_none(&at->node);

	if (strcmp(at->doc, unsaid) != 0)
		buf_add_format(out, "%s ", at->doc);
	buf_add_format(out, gone ? "(%s)" : "%s", at->address);
}
