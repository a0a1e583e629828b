/*
 * Proposals as values: their words, their lists. Reading and writing them is
 * the format floor's; where they go in a text is proposal_place.c.
 */
#include "adref/doc/proposal.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"

struct word_pair {
	const char *word, *said;
};

static const struct word_pair verbs[] = {
	[PROPOSAL_ADD] = { "ADD", "add" },
	[PROPOSAL_MOD] = { "MOD", "change" },
	[PROPOSAL_SUP] = { "SUP", "delete" },
	[PROPOSAL_NOC] = { "NOC", "keep" },
};
static const struct word_pair hows[] = {
	[HOW_FLOOR] = { "floor", "from the floor" },
	[HOW_WRITING] = { "writing", "in writing" },
	[HOW_BILATERAL] = { "bilateral", "bilaterally" },
	[HOW_INFORMAL] = { "informal", "in informal-informals" },
};
static const struct word_pair fates[] = {
	[FATE_OPEN] = { "open", "open" },
	[FATE_PLACED] = { "placed", "placed" },
	[FATE_MERGED] = { "merged", "merged" },
	[FATE_WITHDRAWN] = { "withdrawn", "withdrawn" },
	[FATE_DECLINED] = { "declined", "not taken up" },
};
static const struct word_pair forms[] = {
	[FORM_ALTERNATIVE] = { "alternative", "as an alternative" },
	[FORM_BRACKETED] = { "bracketed", "in brackets" },
	[FORM_CLEAN] = { "clean", "without brackets" },
};

/* The index of a word in a table of n; -1 when it is none. */
static int
word_find(const struct word_pair *table, int n, struct str word)
{
	for (int i = 0; i < n; i++)
		if (str_is_any_case(word, table[i].word) ||
		    str_is_any_case(word, table[i].said))
			return i;
	return -1;
}

#define COUNT(table) ((int)(sizeof(table) / sizeof(*(table))))

const char *
proposal_verb_word(enum proposal_verb verb)
{
	return verbs[verb].word;
}

bool
proposal_verb_of(struct str word, enum proposal_verb *out)
{
	int at = word_find(verbs, COUNT(verbs), word);

	if (at >= 0)
		*out = (enum proposal_verb)at;
	return at >= 0;
}

const char *
proposal_how_word(enum proposal_how how)
{
	return hows[how].word;
}

bool
proposal_how_of(struct str word, enum proposal_how *out)
{
	int at = word_find(hows, COUNT(hows), word);

	if (at >= 0)
		*out = (enum proposal_how)at;
	return at >= 0;
}

const char *
proposal_fate_word(enum proposal_fate fate)
{
	return fates[fate].word;
}

bool
proposal_fate_of(struct str word, enum proposal_fate *out)
{
	int at = word_find(fates, COUNT(fates), word);

	if (at >= 0)
		*out = (enum proposal_fate)at;
	return at >= 0;
}

const char *
proposal_form_word(enum proposal_form form)
{
	return forms[form].word;
}

bool
proposal_form_of(struct str word, enum proposal_form *out)
{
	int at = word_find(forms, COUNT(forms), word);

	if (at >= 0)
		*out = (enum proposal_form)at;
	return at >= 0;
}

const char *
proposal_verb_said(enum proposal_verb verb)
{
	return verbs[verb].said;
}

const char *
proposal_how_said(enum proposal_how how)
{
	return hows[how].said;
}

const char *
proposal_fate_said(enum proposal_fate fate)
{
	return fates[fate].said;
}

const char *
proposal_form_said(enum proposal_form form)
{
	return forms[form].said;
}

enum { FIELDS = 22 };

/* Every owned string, so that none is forgotten. */
static void
list_fields(struct proposal *proposal, char **out[FIELDS])
{
	char **all[FIELDS] = {
		&proposal->party, &proposal->doc, &proposal->where,
		&proposal->words, &proposal->was, &proposal->address,
		&proposal->speaker, &proposal->meeting, &proposal->letter,
		&proposal->paper, &proposal->paper_title,
		&proposal->paper_date, &proposal->paper_parties,
		&proposal->withdrawn, &proposal->withdrawn_reason,
		&proposal->rest, &proposal->with, &proposal->decided_by,
		&proposal->decided_on, &proposal->decided_in,
		&proposal->reason, &proposal->note,
	};

	memcpy(out, all, sizeof(all));
}

void
proposal_init(struct proposal *proposal)
{
	char **fields[FIELDS];

	*proposal = (struct proposal){ .number = 0 };
	list_fields(proposal, fields);
	for (int i = 0; i < FIELDS; i++)
		*fields[i] = mem_text("");
}

void
proposal_release(struct proposal *proposal)
{
	char **fields[FIELDS];

	list_fields(proposal, fields);
	for (int i = 0; i < FIELDS; i++)
		free(*fields[i]);
	for (size_t i = 0; i < proposal->versions_n; i++) {
		free(proposal->versions[i].wording);
		free(proposal->versions[i].reasons);
		free(proposal->versions[i].filed);
	}
	free(proposal->versions);
	for (size_t i = 0; i < proposal->stands_n; i++) {
		free(proposal->stands[i].party);
		free(proposal->stands[i].on);
		free(proposal->stands[i].meeting);
	}
	free(proposal->stands);
	*proposal = (struct proposal){ .number = 0 };
}

void
proposal_set(char **field, struct str text)
{
	char *copy = mem_text_len(text.len ? text.at : "", text.len);

	free(*field);
	*field = copy;
}

struct proposal_version *
proposal_add_version(struct proposal *proposal)
{
	struct proposal_version *version;

	proposal->versions = mem_grow(proposal->versions,
		&proposal->versions_cap, proposal->versions_n + 1,
		sizeof(*proposal->versions));
	version = &proposal->versions[proposal->versions_n++];
	version->wording = mem_text("");
	version->reasons = mem_text("");
	version->filed = mem_text("");
	return version;
}

void
proposal_add_stand(struct proposal *proposal, struct str party, bool against,
	struct str on, struct str meeting)
{
	struct proposal_stand *stand;

	proposal->stands = mem_grow(proposal->stands, &proposal->stands_cap,
		proposal->stands_n + 1, sizeof(*proposal->stands));
	stand = &proposal->stands[proposal->stands_n++];
	stand->party = mem_text_len(party.at, party.len);
	stand->against = against;
	stand->on = mem_text_len(on.len ? on.at : "", on.len);
	stand->meeting = mem_text_len(meeting.len ? meeting.at : "",
		meeting.len);
}

const struct proposal_version *
proposal_last(const struct proposal *proposal)
{
	return proposal->versions_n
		? &proposal->versions[proposal->versions_n - 1] : NULL;
}

const char *
proposal_wording(const struct proposal *proposal)
{
	const struct proposal_version *last = proposal_last(proposal);

	return last ? last->wording : "";
}

void
proposal_add_name(struct buf *out, const struct proposal *proposal)
{
	buf_add_format(out, "%s/%u", proposal->party, proposal->number);
}

static size_t
count_stands(const struct proposal *proposal, bool against)
{
	size_t n = 0;

	for (size_t i = 0; i < proposal->stands_n; i++)
		n += proposal->stands[i].against == against;
	return n;
}

/* The party itself is for it. */
size_t
proposal_for(const struct proposal *proposal)
{
	return 1 + count_stands(proposal, false);
}

size_t
proposal_against(const struct proposal *proposal)
{
	return count_stands(proposal, true);
}

static bool
is_code_byte(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
}

bool
proposal_name_read(struct str name, char party[13], unsigned *number)
{
	size_t slash = str_find(name, 0, str_of("/"));
	struct str digits = str_from(name, slash + 1);

	if (slash < 2 || slash > 12 || !digits.len || digits.len > 8 ||
	    digits.at[0] == '0')
		return false;
	for (size_t i = 0; i < slash; i++) {
		char c = name.at[i];

		party[i] = c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
		if (!is_code_byte(party[i]))
			return false;
	}
	party[slash] = '\0';
	*number = 0;
	for (size_t i = 0; i < digits.len; i++) {
		if (digits.at[i] < '0' || digits.at[i] > '9')
			return false;
		*number = *number * 10 + (unsigned)(digits.at[i] - '0');
	}
	return true;
}

void
proposals_release(struct proposals *proposals)
{
	for (size_t i = 0; i < proposals->n; i++)
		proposal_release(&proposals->at[i]);
	free(proposals->at);
	map_release(&proposals->by_name);
	*proposals = (struct proposals){ 0 };
}

struct proposal *
proposals_add(struct proposals *proposals)
{
	proposals->at = mem_grow(proposals->at, &proposals->cap,
		proposals->n + 1, sizeof(*proposals->at));
	proposal_init(&proposals->at[proposals->n]);
	return &proposals->at[proposals->n++];
}

static int
by_party(const void *left, const void *right)
{
	const struct proposal *a = left, *b = right;
	int order = strcmp(a->party, b->party);

	return order ? order : (a->number > b->number) -
		(a->number < b->number);
}

void
proposals_sort(struct proposals *proposals)
{
	struct buf name = BUF_INIT;

	if (proposals->n)
		qsort(proposals->at, proposals->n, sizeof(*proposals->at),
			by_party);
	map_release(&proposals->by_name);
	for (size_t i = 0; i < proposals->n; i++) {
		buf_clear(&name);
		proposal_add_name(&name, &proposals->at[i]);
		map_put(&proposals->by_name, buf_str(&name),
			(void *)(uintptr_t)(i + 1));
	}
	buf_release(&name);
}

struct proposal *
proposals_find(const struct proposals *proposals, struct str name)
{
	struct proposal wanted = { .number = 0 };
	struct buf text = BUF_INIT;
	char party[13];
	uintptr_t at;

	if (!proposal_name_read(name, party, &wanted.number))
		return NULL;
	wanted.party = party;
	proposal_add_name(&text, &wanted);
	at = (uintptr_t)map_get(&proposals->by_name, buf_str(&text));
	buf_release(&text);
	return at ? &proposals->at[at - 1] : NULL;
}

bool
proposal_is_on(const struct proposal *proposal, const char *doc,
	const node_id *node)
{
	return strcmp(proposal->doc, doc) == 0 &&
		(node_id_same(&proposal->node, node) ||
		node_id_same(&proposal->at, node));
}

size_t
proposals_open(const struct proposals *proposals, const char *doc)
{
	size_t n = 0;

	for (size_t i = 0; i < proposals->n; i++)
		n += proposals->at[i].fate == FATE_OPEN &&
			strcmp(proposals->at[i].doc, doc) == 0;
	return n;
}

size_t
proposals_on(const struct proposals *proposals, const char *doc,
	const node_id *node)
{
	size_t n = 0;

	for (size_t i = 0; i < proposals->n; i++)
		n += proposal_is_on(&proposals->at[i], doc, node);
	return n;
}
