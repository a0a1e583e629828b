/*
 * The registry: parties by code, with the names the room uses. The 193 members
 * of the United Nations, the observers and the main groups are built in.
 * CHAIR and SEC are reserved codes.
 */
#ifndef ADREF_DOC_PARTY_H
#define ADREF_DOC_PARTY_H

#include <stdbool.h>
#include <stddef.h>

#include "adref/base/buf.h"
#include "adref/base/str.h"

enum party_kind { PARTY_MEMBER, PARTY_OBSERVER, PARTY_GROUP, PARTY_OFFICE };

struct party {
	const char *code;	/* ISO 3166 alpha-3, or the group's: EU, G77 */
	const char *name;	/* UN short name */
	const char *room;	/* what the room says: `US`, `Iran` */
	const char *aliases;	/* further names, `|` between, or "" */
	const char *group;	/* regional group of a member, or "" */
	enum party_kind kind;
};

size_t party_count(void);
const struct party *party_at(size_t n);
const struct party *party_by_code(struct str code);
/*
 * Those whose code, name, room name or an alias begins with what was typed
 * (case and accents do not matter); the best first: an exact code, an exact
 * name or alias, then room names in alphabetical order. At most max; returns
 * how many there are.
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
/* The room's name of a code: `India` of IND; the code itself when unknown.
 * Borrowed; for an unknown one from a small ring, valid for eight calls. */
const char *party_room_name(const char *code);
/*
 * Append an attribution (`{IND +EU -USA}`) as the room writes it: `India; EU:
 * keep; US: delete`. Nothing when it is none.
 */
void party_add_stances(struct buf *out, struct str attribution);

#endif
