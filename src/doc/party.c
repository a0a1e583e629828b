/*
 * Looking parties up by whatever the room calls them. Which there are is
 * parties.c's; names are compared folded and without accents, so that
 * `turkiye` and `Côte d'Ivoire` are found as they are typed. Nothing here
 * knows a document.
 */
#include "adref/doc/party.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "adref/base/buf.h"
#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "adref/text/attribution.h"

/* How well a party answers to what was typed; less is better. */
enum rank {
	RANK_CODE, RANK_NAME, RANK_BEGINS,
	RANK_ELSE_BEGINS,	/* a name that nobody says in the room */
	RANK_NONE
};

enum { RING = 8, RING_TEXT = 64, NAMED = 6, SAID_SHOWN = 60 };

static const char *const kind_words[] = {
	[PARTY_MEMBER] = "member", [PARTY_OBSERVER] = "observer",
	[PARTY_AGENCY] = "agency", [PARTY_NGO] = "ngo",
	[PARTY_GROUP] = "group", [PARTY_OFFICE] = "office",
};

struct answer {
	const struct party *party;
	enum rank rank;
};

const char *
party_kind_word(enum party_kind kind)
{
	return kind_words[kind];
}

bool
party_kind_of(struct str word, enum party_kind *out)
{
	for (size_t i = 0; i < sizeof(kind_words) / sizeof(*kind_words); i++)
		if (str_is_any_case(word, kind_words[i])) {
			*out = (enum party_kind)i;
			return true;
		}
	return false;
}

static enum rank
rank_name(struct str typed, struct str name, struct buf *bare)
{
	buf_clear(bare);
	utf8_add_bare(bare, name);
	if (str_same(buf_str(bare), typed))
		return RANK_NAME;
	if (bare->len > typed.len && str_same(str_part(buf_str(bare), 0,
			typed.len), typed))
		return RANK_BEGINS;
	return RANK_NONE;
}

static enum rank
better(enum rank a, enum rank b)
{
	return a < b ? a : b;
}

/* The same for an alias, or what the letters of a group's name stand for. */
static enum rank
rank_else(struct str typed, struct str name, struct buf *bare)
{
	enum rank rank = rank_name(typed, name, bare);

	return rank == RANK_BEGINS ? RANK_ELSE_BEGINS : rank;
}

static enum rank
rank_party(struct str typed, const struct party *party, struct buf *bare)
{
	enum rank rank = rank_name(typed, str_of(party->code), bare);
	struct str rest = str_of(party->aliases);

	if (rank == RANK_NAME)
		return RANK_CODE;
	rank = better(rank, rank_name(typed, str_of(party->room), bare));
	rank = better(rank, party->kind == PARTY_MEMBER
		? rank_name(typed, str_of(party->name), bare)
		: rank_else(typed, str_of(party->name), bare));
	while (rest.len) {
		size_t end = str_find(rest, 0, str_of("|"));

		rank = better(rank, rank_else(typed, str_part(rest, 0, end),
			bare));
		rest = str_from(rest, end < rest.len ? end + 1 : end);
	}
	return rank;
}

/* Agencies and NGOs attend; those who negotiate come before them. */
static bool
attends(const struct party *party)
{
	return party->kind == PARTY_AGENCY || party->kind == PARTY_NGO;
}

static int
answer_order(const void *a, const void *b)
{
	const struct answer *x = a, *y = b;
	struct buf one = BUF_INIT, two = BUF_INIT;
	int order;

	if (x->rank != y->rank)
		return x->rank < y->rank ? -1 : 1;
	if (attends(x->party) != attends(y->party))
		return attends(x->party) ? 1 : -1;
	utf8_add_bare(&one, str_of(x->party->room));
	utf8_add_bare(&two, str_of(y->party->room));
	order = str_order(buf_str(&one), buf_str(&two));
	buf_release(&one);
	buf_release(&two);
	return order ? order : strcmp(x->party->code, y->party->code);
}

/* Who answers to a key that is folded already; how many. */
static size_t
find_answers(struct answer *answers, struct str key)
{
	struct buf bare = BUF_INIT;
	size_t n = 0;

	for (size_t i = 0; i < party_count(); i++) {
		const struct party *party = party_at(i);
		enum rank rank = rank_party(key, party, &bare);

		if (rank == RANK_NONE)
			continue;
		answers[n].party = party;
		answers[n++].rank = rank;
	}
	buf_release(&bare);
	return n;
}

/* All who answer, the best first; the caller frees. */
static struct answer *
answers_new(struct str typed, size_t *n)
{
	struct answer *answers = mem_new(party_count(), sizeof(*answers));
	struct buf key = BUF_INIT;

	utf8_add_bare(&key, str_trim(typed));
	*n = find_answers(answers, buf_str(&key));
	/* `the Philippines`, where no name begins so. */
	if (!*n && str_starts(buf_str(&key), "the "))
		*n = find_answers(answers, str_from(buf_str(&key), 4));
	qsort(answers, *n, sizeof(*answers), answer_order);
	buf_release(&key);
	return answers;
}

size_t
party_complete(struct str typed, const struct party **out, size_t max)
{
	size_t n;
	struct answer *answers = answers_new(typed, &n);

	for (size_t i = 0; i < n && i < max; i++)
		out[i] = answers[i].party;
	free(answers);
	return n;
}

const struct party *
party_meant(struct str typed)
{
	const struct party *party = NULL;
	struct answer *answers;
	size_t n;

	if (!str_trim(typed).len)
		return NULL;
	answers = answers_new(typed, &n);
	/* Who is called exactly so, unless another is too: `nam`. */
	if (n == 1 || (n > 1 && answers[0].rank < RANK_BEGINS &&
			answers[1].rank >= RANK_BEGINS))
		party = answers[0].party;
	free(answers);
	return party;
}

const char *
party_code_of(struct str said)
{
	const struct party *party = party_by_code(said);

	if (!party)
		party = party_meant(said);
	return party ? party->code : NULL;
}

/* `Tanzania, UAE, UK or US`; of many the first ones. */
static void
add_answers(struct buf *out, const struct answer *answers, size_t n)
{
	size_t shown = n > NAMED ? NAMED : n;

	for (size_t i = 0; i < shown; i++) {
		if (i)
			buf_add_text(out, i + 1 == n ? " or " : ", ");
		buf_add_text(out, answers[i].party->room);
	}
	if (shown < n)
		buf_add_format(out, " or one of %zu more", n - shown);
}

const char *
party_find(struct str said, struct err *err)
{
	const char *code = party_code_of(said);
	struct str shown = utf8_cut(said, SAID_SHOWN);
	struct buf names = BUF_INIT;
	struct answer *answers;
	size_t n = 0;

	if (code)
		return code;
	answers = answers_new(said, &n);
	add_answers(&names, answers, str_trim(said).len ? n : 0);
	if (names.len)
		err_set(err, ERR_REFUSED, "\"%.*s\" can be %s: write more of "
			"the name, or the code", (int)shown.len, shown.at,
			buf_text(&names));
	else
		err_set(err, ERR_REFUSED, "no party is called \"%.*s\"",
			(int)shown.len, shown.at);
	free(answers);
	buf_release(&names);
	return NULL;
}

static bool
is_named(const struct party *group, const char *code)
{
	struct str rest = str_of(group->members), word;

	while (str_word(&rest, &word))
		if (str_is(word, code))
			return true;
	return false;
}

/* Whether a party is a member of a group. */
static bool
is_member(const struct party *party, const struct party *group)
{
	if (group->kind != PARTY_GROUP)
		return false;
	if (*group->members)
		return is_named(group, party->code);
	return *group->group && party->kind == PARTY_MEMBER &&
		strcmp(party->group, group->group) == 0;
}

bool
party_belongs(const struct party *party, const struct party *group)
{
	return party == group || is_member(party, group);
}

size_t
party_members(const struct party *group, const struct party **out,
	size_t max)
{
	size_t n = 0;

	for (size_t i = 0; i < party_count(); i++) {
		const struct party *party = party_at(i);

		if (!is_member(party, group))
			continue;
		if (n < max)
			out[n] = party;
		n++;
	}
	return n;
}

const char *
party_room_name(const char *code)
{
	static char ring[RING][RING_TEXT];
	static size_t turn;
	const struct party *party = party_by_code(str_of(code));
	char *text;

	if (party)
		return party->room;
	text = ring[turn++ % RING];
	snprintf(text, RING_TEXT, "%s", code);
	return text;
}

static void
add_stance_group(struct buf *out, const struct attribution *who, char sign,
	const char *after)
{
	bool first = true;

	for (size_t i = 0; i < who->n; i++) {
		if (who->at[i].sign != sign)
			continue;
		if (!first)
			buf_add_text(out, ", ");
		else if (out->len)
			buf_add_text(out, "; ");
		buf_add_text(out, party_room_name(who->at[i].code));
		first = false;
	}
	if (!first)
		buf_add_text(out, after);
}

void
party_add_stances(struct buf *out, struct str attribution)
{
	struct attribution who = ATTRIBUTION_INIT;
	struct buf words = BUF_INIT;

	if (attribution_read(&who, attribution)) {
		add_stance_group(&words, &who, 0, "");
		add_stance_group(&words, &who, '+', ": keep");
		add_stance_group(&words, &who, '-', ": delete");
		add_stance_group(&words, &who, '?', ": reserves");
		buf_add_str(out, buf_str(&words));
	}
	attribution_release(&who);
	buf_release(&words);
}
