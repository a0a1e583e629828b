/*
 * What the words of a command line mean: nodes, parties, counts.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/doc/address.h"
#include "adref/doc/party.h"
#include "inside.h"

int
argument_node(struct session *session, const struct argument *arg,
	struct node **out, struct err *err)
{
	return address_find(out, session->doc, str_of(arg->text), NULL, err);
}

int
argument_party(const struct argument *arg, char out[13], struct err *err)
{
	struct str said = str_of(arg->text);
	const struct party *party = party_by_code(said);

	if (!party)
		party = party_meant(said);
	if (party)
		said = str_of(party->code);
	else
		return err_set(err, ERR_REFUSED, "no party is called \"%.60s\"",
			arg->text);
	memcpy(out, said.at, said.len);
	out[said.len] = '\0';
	if (strcmp(out, "CHAIR") == 0)
		out[0] = '\0';
	return 0;
}

int
argument_count(const struct argument *arg, size_t *out, struct err *err)
{
	char *end;
	unsigned long n = strtoul(arg->text, &end, 10);

	if (!*arg->text || *end || n == 0 || n > 1000000 ||
	    arg->text[0] == '-')
		return err_set(err, ERR_USAGE, "\"%.60s\" is no number from 1 "
			"on", arg->text);
	*out = n;
	return 0;
}
