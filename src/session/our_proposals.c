/*
 * What became of a party's proposals, one line each: the first screen of those
 * who read for it. Above, what changed since the draft; below, how it stands
 * with brackets.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/doc/address.h"
#include "adref/doc/pair.h"
#include "adref/doc/party.h"
#include "adref/doc/proposal_said.h"
#include "adref/text/attribution.h"
#include "became.h"
#include "reader.h"
#include "since.h"

enum { COLS_NAME = 6, COLS_PLACE = 14 };

struct account {
	struct session *session;
	struct list *list;
	struct became became;
	const char *party;	/* code; "": for nobody */
	size_t lifted;		/* brackets at its request that stood then */
	size_t unread;		/* the row behind the one of what is new;
				 * 0: nothing is */
};

/* `India's`, `US'`. */
static void
add_whose(struct buf *out, const char *party)
{
	const char *name = party_room_name(party);

	buf_add_format(out, "%s'%s", name, str_ends(str_of(name), "s") ? ""
		: "s");
}

static void
add_heading(struct account *account, struct buf *text)
{
	list_add(account->list, buf_text(text))->heading = true;
	buf_release(text);
}

static void
add_printed(struct account *account)
{
	struct buf text = BUF_INIT;
	struct str rest, line;

	printed_add(&text, &account->session->standing.printed, "\n");
	rest = buf_str(&text);
	while (str_line(&rest, &line)) {
		struct buf row = BUF_INIT;

		buf_add_str(&row, line);
		add_heading(account, &row);
	}
	buf_release(&text);
}

/* Brackets at the party's request in a text, and others' on words it wants
 * kept; but (may be NULL): not those that stand in that text, too. */
static void
count_brackets(const char *party, struct doc *doc, const struct doc *but,
	size_t *asked, size_t *others)
{
	struct str code = str_of(party);
	struct pairs pairs = { 0 };
	size_t depth = 0;

	*asked = *others = 0;
	for (struct node *at = doc_first(doc); at; at = node_next(at))
		pairs_add_line(&pairs, at, &depth);
	for (size_t i = 0; i < pairs.n; i++) {
		const struct pair *pair = &pairs.at[i].pair;
		struct attribution who = ATTRIBUTION_INIT;
		bool mine;

		attribution_read(&who, pair_attribution(pair));
		mine = attribution_has(&who, 0, code) &&
			(!but || !pair_stood_in(pair, but));
		*asked += mine;
		*others += !mine && attribution_has(&who, '+', code);
		attribution_release(&who);
	}
	pairs_release(&pairs);
}

static size_t
count_lifted(const struct account *account, struct doc *old)
{
	size_t lifted, ignored;

	if (!*account->party)
		return 0;
	count_brackets(account->party, old, account->session->doc, &lifted,
		&ignored);
	return lifted;
}

/* What is new and was not read yet, also from before. */
static void
add_new(struct account *account)
{
	const struct session *session = account->session;
	size_t n = reader_count_new(session, session->doc_name);
	struct buf text = BUF_INIT;

	if (n) {
		buf_add_format(&text, "  %zu paragraph%s new to you", n,
			n == 1 ? " is" : "s are");
		list_add(account->list, buf_text(&text))->command =
			mem_text("unread-next");
		account->unread = account->list->n;
	}
	buf_release(&text);
}

static int
add_since(struct account *account, struct err *err)
{
	struct buf text = BUF_INIT;
	struct since since;

	if (since_begin(&since, account->session, err) < 0)
		return -1;
	if (since.old) {
		since_add_title(&text, &since, account->session);
		add_heading(account, &text);
		buf_add_text(&text, "  ");
		since_add_counts(&text, &since, account->session);
		list_add(account->list, buf_text(&text))->command =
			mem_text("compare");
		buf_clear(&text);
		since_add_sections(&text, &since);
		if (text.len) {
			buf_splice(&text, 0, 0, str_of("  in "));
			add_heading(account, &text);
		}
	}
	buf_release(&text);
	if (since.old)
		account->lifted = count_lifted(account, since.old);
	add_new(account);
	reader_add_watched(account->session, account->list, &since.diff);
	since_end(&since);
	return 0;
}

/* Where it stands, as it is told; as it was told when it was filed. */
static void
add_place(struct buf *out, const struct proposal *proposal,
	const struct node *node)
{
	struct buf place = BUF_INIT;

	if (node)
		address_add_told(&place, node);
	else
		buf_add_text(&place, proposal->address);
	list_add_cell(out, buf_text(&place), COLS_PLACE);
	buf_release(&place);
}

static void
add_proposal(struct account *account, const struct proposal *proposal)
{
	const struct node *node = became_node(&account->became, proposal);
	struct buf text = BUF_INIT, name = BUF_INIT;
	struct list_row *row;

	proposal_add_name(&name, proposal);
	buf_add_text(&text, "  ");
	list_add_cell(&text, buf_text(&name), COLS_NAME);
	add_place(&text, proposal, node);
	became_add(&text, &account->became, proposal);
	row = list_add(account->list, buf_text(&text));
	if (node) {
		row->node = node->id;
	} else if (strcmp(proposal->doc, account->session->doc_name) != 0) {
		buf_clear(&name);
		buf_add_format(&name, "documents \"%s\" %s", proposal->doc,
			proposal->node.text);
		row->command = mem_text(buf_text(&name));
	}
	buf_release(&text);
	buf_release(&name);
}

static void
add_proposals(struct account *account)
{
	const struct proposals *all = account->became.all;
	struct buf text = BUF_INIT;
	size_t n = 0;

	for (size_t i = 0; i < all->n; i++)
		n += strcmp(all->at[i].party, account->party) == 0;
	if (n) {
		add_whose(&text, account->party);
		buf_add_format(&text, " %zu proposal%s", n, n == 1 ? "" : "s");
	} else {
		buf_add_format(&text, "%s has filed no proposal",
			party_room_name(account->party));
	}
	add_heading(account, &text);
	for (size_t i = 0; i < all->n; i++)
		if (strcmp(all->at[i].party, account->party) == 0)
			add_proposal(account, &all->at[i]);
}

static void
add_brackets(struct account *account)
{
	struct buf text = BUF_INIT;
	size_t asked, others;
	bool any;

	count_brackets(account->party, account->session->doc, NULL, &asked,
		&others);
	buf_add_text(&text, "In brackets at ");
	add_whose(&text, account->party);
	buf_add_format(&text, " request: %zu", asked);
	if (account->lifted)
		buf_add_format(&text, ", %zu lifted since", account->lifted);
	buf_add_text(&text, "     others' brackets on ");
	add_whose(&text, account->party);
	buf_add_format(&text, " words: %zu", others);
	any = asked || others;
	if (any)
		list_add(account->list, buf_text(&text))->command =
			mem_text("brackets");
	else
		list_add(account->list, buf_text(&text))->heading = true;
	buf_release(&text);
}

/* `outcome · Draft 2, 25 June · reading for India`. */
static void
add_title(struct buf *out, const struct account *account)
{
	const struct session *session = account->session;
	const struct standing *standing = &session->standing;

	buf_add_text(out, session->doc_name);
	if (*standing->draft) {
		buf_add_format(out, " · %s", standing->draft);
		if (standing->since)
			buf_add_format(out, " +%zu", standing->since);
		buf_add_text(out, ", ");
		proposal_add_day(out, standing->date);
	}
	if (*standing->symbol)
		buf_add_format(out, " · %s", standing->symbol);
	buf_add_text(out, session->read_only ? " · reading" : " ·");
	if (*account->party)
		buf_add_format(out, " for %s", party_room_name(
			account->party));
}

static void
start_on_proposal(struct account *account)
{
	struct list *list = account->list;

	list_settle(account->session);
	if (account->unread) {
		list->cursor = account->unread - 1;
		return;
	}
	for (size_t i = list->cursor; i < list->n; i++)
		if (!list->at[i].heading && (!list->at[i].command ||
		    str_starts(str_of(list->at[i].command), "documents"))) {
			list->cursor = i;
			return;
		}
}

int
run_our_proposals(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct account account = { .session = session,
		.party = session->party };
	struct buf title = BUF_INIT;
	char code[13];
	int rc;

	if (args->n && argument_party(&args->at[0], code, err) < 0)
		return -1;
	if (args->n)
		account.party = code;
	if (!*account.party && !session->reader)
		return err_set(err, ERR_REFUSED, "whose proposals? Say who "
			"speaks first");
	if (became_begin(&account.became, session, err) < 0)
		return -1;
	add_title(&title, &account);
	account.list = list_open(session, LIST_OURS, buf_text(&title));
	add_printed(&account);
	rc = add_since(&account, err);
	if (*account.party) {
		add_proposals(&account);
		add_brackets(&account);
	}
	start_on_proposal(&account);
	became_end(&account.became);
	buf_release(&title);
	return rc;
}
