/*
 * The registry: parties by code, with the names the room uses. The 193 members
 * of the United Nations, the observers, agencies and main groups are built in;
 * a negotiation adds to them and corrects them (parties.h), and what is said
 * here is said of the registry in use. CHAIR and SEC are reserved codes.
 */
#ifndef ADREF_DOC_PARTY_H
#define ADREF_DOC_PARTY_H

#include <stdbool.h>
#include <stddef.h>

#include "adref/base/buf.h"
#include "adref/base/err.h"
#include "adref/base/str.h"

enum party_kind {
	PARTY_MEMBER, PARTY_OBSERVER, PARTY_AGENCY, PARTY_NGO, PARTY_GROUP,
	PARTY_OFFICE
};
/* `member`, `observer`, `agency`, `ngo`, `group`, `office`; false when the
 * word is none. */
const char *party_kind_word(enum party_kind kind);
bool party_kind_of(struct str word, enum party_kind *out);

struct party {
	const char *code;	/* ISO 3166 alpha-3, or the group's: EU, G77 */
	const char *name;	/* UN short name */
	const char *room;	/* what the room says: `US`, `Iran` */
	const char *aliases;	/* further names, `|` between, or "" */
	const char *group;	/* regional group of a member, or ""; of a
				 * group: all of that region are its members */
	const char *members;	/* of a group: codes, blanks between; or "" */
	enum party_kind kind;
};

size_t party_count(void);
const struct party *party_at(size_t n);
const struct party *party_by_code(struct str code);
/*
 * Those whose code, name, room name or an alias begins with what was typed
 * (case and accents do not matter); the best first: an exact code, an exact
 * name or alias, then room names in alphabetical order, agencies and NGOs
 * behind the others. At most max; returns how many there are.
 */
size_t party_complete(struct str typed, const struct party **out, size_t max);
/*
 * The one party meant: exact code, name or alias, or the only completion.
 * NULL when none or several answer: `NAM` is Namibia's code and what the room
 * calls the Non-Aligned Movement (NAM-GROUP), and an act for the wrong one
 * would be worse than a question; party_by_code() reads what is stored.
 */
const struct party *party_meant(struct str typed);
/* The code of a party that is named by it or meant so; NULL: nobody is. */
const char *party_code_of(struct str said);
/* The same, with words for the person when nobody answers (ERR_REFUSED), or
 * several do: those are named. */
const char *party_find(struct str said, struct err *err);
/*
 * The members of a group, at most max of them into out; returns how many there
 * are, 0 when they are not known.
 */
size_t party_members(const struct party *group, const struct party **out,
	size_t max);
/* Whether the party is this one, or a member of this group. */
bool party_belongs(const struct party *party, const struct party *group);
/* The room's name of a code: `India` of IND; the code itself when unknown.
 * Borrowed; for an unknown one from a small ring, valid for eight calls. */
const char *party_room_name(const char *code);
/*
 * Append an attribution (`{IND +EU -USA}`) as the room writes it: `India; EU:
 * keep; US: delete`. Nothing when it is none.
 */
void party_add_stances(struct buf *out, struct str attribution);

#endif
