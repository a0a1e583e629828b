/*
 * The proposals that were read as bytes, for the cache: the parties, the
 * proposals, the stands, each as many as it says. Texts stand behind their
 * length and before a NUL, so that the proposals can lie in the bytes. What
 * comes back is checked as if anybody had written it.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "held_proposals.h"

enum { VERSION = 4, BEYOND = 1 << 24 };

static void
put_number(struct buf *out, size_t number)
{
	uint32_t value = (uint32_t)number;

	buf_add(out, &value, sizeof(value));
}

static void
put_id(struct buf *out, const store_id *id)
{
	buf_add(out, id->bytes, sizeof(id->bytes));
}

static void
put_text(struct buf *out, const char *text)
{
	size_t len = strlen(text);

	put_number(out, len);
	buf_add(out, text, len + 1);
}

/* Only the texts that are not empty, and which those are. */
static void
put_texts(struct buf *out, const struct proposal *from)
{
	struct proposal proposal = *from;
	char **texts[PROPOSAL_TEXTS];
	size_t there = 0;

	proposal_texts(&proposal, texts);
	for (int i = 0; i < PROPOSAL_TEXTS; i++)
		there |= (size_t)(**texts[i] != '\0') << i;
	put_number(out, there);
	for (int i = 0; i < PROPOSAL_TEXTS; i++)
		if (**texts[i])
			put_text(out, *texts[i]);
}

static void
put_proposal(struct buf *out, const struct proposal *proposal)
{
	put_number(out, proposal->number);
	put_number(out, proposal->verb);
	put_number(out, proposal->how);
	put_number(out, proposal->fate);
	put_number(out, proposal->form);
	buf_add(out, &proposal->node, sizeof(proposal->node));
	buf_add(out, &proposal->letter_node, sizeof(proposal->letter_node));
	buf_add(out, &proposal->at, sizeof(proposal->at));
	put_texts(out, proposal);
	put_number(out, proposal->versions_n);
	for (size_t i = 0; i < proposal->versions_n; i++) {
		put_text(out, proposal->versions[i].wording);
		put_text(out, proposal->versions[i].reasons);
		put_text(out, proposal->versions[i].filed);
	}
}

static void
put_stand(struct buf *out, const struct held_stand *stand)
{
	buf_add(out, stand->party, sizeof(stand->party));
	put_number(out, stand->number);
	put_number(out, stand->is.against);
	put_number(out, stand->line);
	put_text(out, stand->is.party);
	put_text(out, stand->is.on);
	put_text(out, stand->is.meeting);
}

static void
put_party(struct buf *out, const struct held_party *party)
{
	buf_add(out, party->code, sizeof(party->code));
	put_id(out, &party->folder);
	put_id(out, &party->stands);
	put_id(out, &party->fates);
	put_number(out, party->whole);
}

void
held_pack(struct buf *out, const struct held_proposals *held)
{
	size_t versions = 0;

	for (size_t i = 0; i < held->all.n; i++)
		versions += held->all.at[i].versions_n;
	put_number(out, VERSION);
	put_id(out, &held->folder);
	put_id(out, &held->fates);
	put_number(out, held->parties_n);
	put_number(out, held->all.n);
	put_number(out, versions);
	put_number(out, held->stands_n);
	for (size_t i = 0; i < held->parties_n; i++)
		put_party(out, &held->parties[i]);
	for (size_t i = 0; i < held->all.n; i++) {
		put_id(out, &held->files[i]);
		put_proposal(out, &held->all.at[i]);
	}
	for (size_t i = 0; i < held->stands_n; i++)
		put_stand(out, &held->stands[i]);
}

/* What is left of the bytes; bad: they ended, or are not what they must be. */
struct taking {
	char *at;
	size_t left;
	bool bad;
};

static void
take(struct taking *taking, void *out, size_t len)
{
	if (taking->bad || len > taking->left) {
		taking->bad = true;
		memset(out, 0, len);
		return;
	}
	memcpy(out, taking->at, len);
	taking->at += len;
	taking->left -= len;
}

static uint32_t
take_number(struct taking *taking)
{
	uint32_t value;

	take(taking, &value, sizeof(value));
	return value;
}

/* One of so many. */
static uint32_t
take_one_of(struct taking *taking, uint32_t many)
{
	uint32_t value = take_number(taking);

	if (value < many)
		return value;
	taking->bad = true;
	return 0;
}

/* How many things follow, each of at least so many bytes: no more room is
 * made than the bytes can fill. */
static size_t
take_count(struct taking *taking, size_t least)
{
	size_t n = take_number(taking);

	if (n <= taking->left / least && n < BEYOND)
		return n;
	taking->bad = true;
	return 0;
}

static char none[1];

static char *
take_text(struct taking *taking)
{
	size_t len = take_number(taking);
	char *text = taking->at;

	if (taking->bad || len >= taking->left || text[len]) {
		taking->bad = true;
		return none;
	}
	taking->at += len + 1;
	taking->left -= len + 1;
	return text;
}

static void
take_node(struct taking *taking, node_id *out)
{
	take(taking, out, sizeof(*out));
	if (memchr(out->text, '\0', sizeof(out->text)))
		return;
	taking->bad = true;
	*out = (node_id){ "" };
}

static void
take_code(struct taking *taking, char out[HELD_CODE])
{
	take(taking, out, HELD_CODE);
	if (memchr(out, '\0', HELD_CODE))
		return;
	taking->bad = true;
	out[0] = '\0';
}

static void
take_proposal(struct taking *taking, struct proposal *out,
	struct proposal_version *versions, size_t versions_n)
{
	char **texts[PROPOSAL_TEXTS];
	uint32_t there;

	*out = (struct proposal){ .lent = true, .versions = versions };
	out->number = take_number(taking);
	out->verb = (enum proposal_verb)take_one_of(taking, PROPOSAL_NOC + 1);
	out->how = (enum proposal_how)take_one_of(taking, HOW_INFORMAL + 1);
	out->fate = (enum proposal_fate)take_one_of(taking, FATE_DECLINED + 1);
	out->form = (enum proposal_form)take_one_of(taking, FORM_CLEAN + 1);
	take_node(taking, &out->node);
	take_node(taking, &out->letter_node);
	take_node(taking, &out->at);
	there = take_number(taking);
	proposal_texts(out, texts);
	for (int i = 0; i < PROPOSAL_TEXTS; i++)
		*texts[i] = there >> i & 1 ? take_text(taking) : none;
	out->versions_n = take_number(taking);
	if (!out->versions_n || out->versions_n > versions_n) {
		taking->bad = true;
		out->versions_n = 0;
	}
	for (size_t i = 0; i < out->versions_n; i++) {
		versions[i].wording = take_text(taking);
		versions[i].reasons = take_text(taking);
		versions[i].filed = take_text(taking);
	}
}

/* In order, each once: what is looked for is found by halving. */
static bool
is_behind(const struct proposal *proposal, const struct proposal *before)
{
	int order = strcmp(proposal->party, before->party);

	return order > 0 || (order == 0 && proposal->number > before->number);
}

static void
take_proposals(struct taking *taking, struct held_proposals *out, size_t n,
	size_t versions)
{
	size_t used = 0;

	out->all.at = mem_new(n, sizeof(*out->all.at));
	out->all.cap = out->files_cap = n;
	out->files = mem_new(n, sizeof(*out->files));
	out->versions = mem_new(versions, sizeof(*out->versions));
	while (out->all.n < n && !taking->bad) {
		struct proposal *proposal = &out->all.at[out->all.n];

		take(taking, &out->files[out->all.n++],
			sizeof(*out->files));
		take_proposal(taking, proposal, out->versions + used,
			versions - used);
		used += proposal->versions_n;
		if (out->all.n > 1 && !is_behind(proposal, proposal - 1))
			taking->bad = true;
	}
}

static void
take_parties(struct taking *taking, struct held_proposals *out, size_t n)
{
	out->parties = mem_new(n, sizeof(*out->parties));
	out->parties_cap = n;
	for (; out->parties_n < n && !taking->bad; out->parties_n++) {
		struct held_party *party = &out->parties[out->parties_n];

		take_code(taking, party->code);
		take(taking, &party->folder, sizeof(party->folder));
		take(taking, &party->stands, sizeof(party->stands));
		take(taking, &party->fates, sizeof(party->fates));
		party->whole = take_one_of(taking, 2);
		if (out->parties_n && strcmp(party->code, party[-1].code) <= 0)
			taking->bad = true;
	}
}

static void
take_stands(struct taking *taking, struct held_proposals *out, size_t n)
{
	out->stands = mem_new(n, sizeof(*out->stands));
	out->stands_cap = n;
	for (; out->stands_n < n && !taking->bad; out->stands_n++) {
		struct held_stand *stand = &out->stands[out->stands_n];

		stand->lent = true;
		take_code(taking, stand->party);
		stand->number = take_number(taking);
		stand->is.against = take_one_of(taking, 2);
		stand->line = take_number(taking);
		stand->is.party = take_text(taking);
		stand->is.on = take_text(taking);
		stand->is.meeting = take_text(taking);
	}
}

bool
held_unpack(struct held_proposals *out, char *bytes, size_t len)
{
	struct taking taking = { bytes, len, false };
	size_t parties, proposals, versions, stands;

	out->bytes = bytes;
	if (take_number(&taking) != VERSION)
		return false;
	take(&taking, &out->folder, sizeof(out->folder));
	take(&taking, &out->fates, sizeof(out->fates));
	/* Each has an id or more. */
	parties = take_count(&taking, sizeof(store_id));
	proposals = take_count(&taking, sizeof(store_id));
	versions = take_count(&taking, 3);
	stands = take_count(&taking, HELD_CODE);
	take_parties(&taking, out, parties);
	take_proposals(&taking, out, proposals, versions);
	take_stands(&taking, out, stands);
	return !taking.bad && !taking.left;
}
