/*
 * A proposal as a value: the words for what it is, its texts, its name. Lists
 * of them are in proposals.c; reading and writing them is the format floor's.
 */
#include "adref/doc/proposal.h"

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

void
proposal_texts(struct proposal *proposal, char **out[PROPOSAL_TEXTS])
{
	char **all[PROPOSAL_TEXTS] = {
		&proposal->party, &proposal->doc, &proposal->where,
		&proposal->words, &proposal->was, &proposal->address,
		&proposal->speaker, &proposal->meeting, &proposal->letter,
		&proposal->paper, &proposal->paper_title,
		&proposal->paper_date, &proposal->paper_parties,
		&proposal->withdrawn, &proposal->withdrawn_reason,
		&proposal->rest, &proposal->with, &proposal->decided_by,
		&proposal->decided_on, &proposal->decided_in,
		&proposal->reason, &proposal->note, &proposal->circulated,
		&proposal->moved, &proposal->filed_as, &proposal->role,
	};

	memcpy(out, all, sizeof(all));
}

void
proposal_init(struct proposal *proposal)
{
	char **texts[PROPOSAL_TEXTS];

	*proposal = (struct proposal){ .number = 0 };
	proposal_texts(proposal, texts);
	for (int i = 0; i < PROPOSAL_TEXTS; i++)
		*texts[i] = mem_text("");
}

static void
release_texts(struct proposal *proposal)
{
	char **texts[PROPOSAL_TEXTS];

	proposal_texts(proposal, texts);
	for (int i = 0; i < PROPOSAL_TEXTS; i++)
		free(*texts[i]);
	for (size_t i = 0; i < proposal->versions_n; i++) {
		free(proposal->versions[i].wording);
		free(proposal->versions[i].reasons);
		free(proposal->versions[i].filed);
	}
	free(proposal->versions);
}

void
proposal_release(struct proposal *proposal)
{
	if (!proposal->lent)
		release_texts(proposal);
	for (size_t i = 0; i < proposal->stands_n && proposal->stands_cap;
	     i++) {
		free(proposal->stands[i].party);
		free(proposal->stands[i].on);
		free(proposal->stands[i].meeting);
	}
	if (proposal->stands_cap)
		free(proposal->stands);
	*proposal = (struct proposal){ .number = 0 };
}

void
proposal_own(struct proposal *proposal)
{
	const struct proposal_version *lent = proposal->versions;
	size_t n = proposal->versions_n;
	char **texts[PROPOSAL_TEXTS];

	if (!proposal->lent)
		return;
	proposal_texts(proposal, texts);
	for (int i = 0; i < PROPOSAL_TEXTS; i++)
		*texts[i] = mem_text(*texts[i]);
	proposal->lent = false;
	proposal->versions = NULL;
	proposal->versions_n = proposal->versions_cap = 0;
	for (size_t i = 0; i < n; i++) {
		struct proposal_version *copy = proposal_add_version(proposal);

		proposal_set(&copy->wording, str_of(lent[i].wording));
		proposal_set(&copy->reasons, str_of(lent[i].reasons));
		proposal_set(&copy->filed, str_of(lent[i].filed));
	}
}

void
proposal_copy(struct proposal *out, const struct proposal *from)
{
	*out = *from;
	out->lent = true;
	proposal_own(out);
	out->stands = NULL;
	out->stands_n = out->stands_cap = 0;
	for (size_t i = 0; i < from->stands_n; i++)
		proposal_add_stand(out, str_of(from->stands[i].party),
			from->stands[i].against, str_of(from->stands[i].on),
			str_of(from->stands[i].meeting));
}

void
proposal_undecide(struct proposal *proposal)
{
	char **texts[] = { &proposal->with, &proposal->decided_by,
		&proposal->decided_on, &proposal->decided_in,
		&proposal->reason, &proposal->note };

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		proposal_set(texts[i], str_of(""));
	proposal->fate = *proposal->withdrawn ? FATE_WITHDRAWN : FATE_OPEN;
	proposal->form = FORM_ALTERNATIVE;
	proposal->at = (node_id){ "" };
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

static bool
has_version(const struct proposal *of, const struct proposal_version *version)
{
	for (size_t i = 0; i < of->versions_n; i++)
		if (strcmp(of->versions[i].filed, version->filed) == 0 &&
		    strcmp(of->versions[i].wording, version->wording) == 0 &&
		    strcmp(of->versions[i].reasons, version->reasons) == 0)
			return true;
	return false;
}

bool
proposal_take(struct proposal *now, const struct proposal *there)
{
	bool withdrawn = *there->withdrawn && !*now->withdrawn;
	size_t before = now->versions_n;

	for (size_t i = 0; i < there->versions_n; i++) {
		const struct proposal_version *from = &there->versions[i];
		struct proposal_version *to;

		if (has_version(now, from))
			continue;
		to = proposal_add_version(now);
		proposal_set(&to->wording, str_of(from->wording));
		proposal_set(&to->reasons, str_of(from->reasons));
		proposal_set(&to->filed, str_of(from->filed));
	}
	if (withdrawn) {
		proposal_set(&now->withdrawn, str_of(there->withdrawn));
		proposal_set(&now->withdrawn_reason,
			str_of(there->withdrawn_reason));
	}
	return withdrawn || now->versions_n != before;
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
