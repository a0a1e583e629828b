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
	const char *code = party_find(str_of(arg->text), err);

	if (!code)
		return -1;
	if (strcmp(code, "CHAIR") == 0)
		code = "";
	memcpy(out, code, strlen(code) + 1);
	return 0;
}

void
argument_add(struct buf *line, const char *text)
{
	buf_add_text(line, " \"");
	for (; *text; text++) {
		if (*text == '"' || *text == '\\')
			buf_add_char(line, '\\');
		buf_add_char(line, *text);
	}
	buf_add_char(line, '"');
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
