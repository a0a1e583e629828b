/*
 * One proposal as a file: header lines and versions. What a hostile or a
 * careless hand wrote is refused with its line, or kept as it is.
 */
#include "adref/format/proposal_file.h"

#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"

/* A header line that is a text; `verb`, `from` and the ids are apart. */
struct field {
	const char *name;
	char **text;
};

enum { FIELDS = 18 };

static void
list_fields(const struct proposal *of, struct field out[FIELDS])
{
	struct proposal *proposal = (struct proposal *)of;
	const struct field all[FIELDS] = {
		{ "document", &proposal->doc },
		{ "where", &proposal->where },
		{ "address", &proposal->address },
		{ "words", &proposal->words },
		{ "was", &proposal->was },
		{ "speaker", &proposal->speaker },
		{ "role", &proposal->role },
		{ "meeting", &proposal->meeting },
		{ "letter", &proposal->letter },
		{ "paper", &proposal->paper },
		{ "paper-title", &proposal->paper_title },
		{ "paper-date", &proposal->paper_date },
		{ "paper-parties", &proposal->paper_parties },
		{ "withdrawn", &proposal->withdrawn },
		{ "withdrawn-reason", &proposal->withdrawn_reason },
		{ "circulated", &proposal->circulated },
		{ "moved", &proposal->moved },
		{ "filed-as", &proposal->filed_as },
	};

	memcpy(out, all, sizeof(all));
}

void
proposal_add_path(struct buf *out, const struct proposal *proposal)
{
	buf_add_format(out, "proposals/%s/%u.md", proposal->party,
		proposal->number);
}

bool
proposal_file_number(struct str file, unsigned *out)
{
	struct str digits = file;

	if (!str_ends(file, ".md"))
		return false;
	digits.len -= strlen(".md");
	if (!digits.len || digits.len > 8 || digits.at[0] == '0')
		return false;
	*out = 0;
	for (size_t i = 0; i < digits.len; i++) {
		if (digits.at[i] < '0' || digits.at[i] > '9')
			return false;
		*out = *out * 10 + (unsigned)(digits.at[i] - '0');
	}
	return true;
}

struct reading {
	struct proposal *out;
	struct buf wording, reasons, rest;
	bool verb;
	size_t line;
};

/* `word`: what it says is none of those it may say. */
static int
refuse(const struct reading *reading, const char *name, struct str value,
	struct err *err)
{
	return err_set(err, ERR_REFUSED, "line %zu: %s is \"%.*s\"",
		reading->line, name, (int)(value.len > 60 ? 60 : value.len),
		value.at ? value.at : "");
}

static int
read_node(const struct reading *reading, const char *name, struct str value,
	node_id *out, struct err *err)
{
	*out = node_id_of(value);
	return node_id_is_none(out) ? refuse(reading, name, value, err) : 0;
}

static int
read_count(const struct reading *reading, const char *name, struct str value,
	unsigned *out, struct err *err)
{
	*out = 0;
	for (size_t i = 0; i < value.len; i++) {
		if (value.at[i] < '0' || value.at[i] > '9' || value.len > 6)
			return refuse(reading, name, value, err);
		*out = *out * 10 + (unsigned)(value.at[i] - '0');
	}
	return *out ? 0 : refuse(reading, name, value, err);
}

static int
read_value(struct reading *reading, struct str name, struct str value,
	struct err *err)
{
	struct proposal *out = reading->out;
	struct field fields[FIELDS];

	if (str_is(name, "verb")) {
		reading->verb = true;
		return proposal_verb_of(value, &out->verb) ? 0
			: refuse(reading, "verb", value, err);
	}
	if (str_is(name, "from"))
		return proposal_how_of(value, &out->how) ? 0
			: refuse(reading, "from", value, err);
	if (str_is(name, "node"))
		return read_node(reading, "node", value, &out->node, err);
	if (str_is(name, "letter-node"))
		return read_node(reading, "letter-node", value,
			&out->letter_node, err);
	if (str_is(name, "words-nth"))
		return read_count(reading, "words-nth", value, &out->nth, err);
	list_fields(out, fields);
	for (int i = 0; i < FIELDS; i++)
		if (str_is(name, fields[i].name)) {
			proposal_set(fields[i].text, value);
			return 0;
		}
	return 1;
}

static int
read_header(struct reading *reading, struct str line, struct err *err)
{
	size_t colon = str_find(line, 0, str_of(":"));
	int rc = 1;

	if (colon < line.len)
		rc = read_value(reading, str_part(line, 0, colon),
			str_trim(str_from(line, colon + 1)), err);
	if (rc == 1) {
		buf_add_str(&reading->rest, line);
		buf_add_char(&reading->rest, '\n');
		rc = 0;
	}
	return rc;
}

/* What was gathered belongs to the version that ends here. */
static void
end_version(struct reading *reading)
{
	struct proposal *out = reading->out;
	struct proposal_version *version;

	if (!out->versions_n)
		return;
	version = &out->versions[out->versions_n - 1];
	proposal_set(&version->wording, buf_str(&reading->wording));
	proposal_set(&version->reasons, str_trim(buf_str(&reading->reasons)));
	buf_clear(&reading->wording);
	buf_clear(&reading->reasons);
}

static void
read_body(struct reading *reading, struct str line)
{
	if (line.len && line.at[0] == '>') {
		line = str_from(line, line.len > 1 && line.at[1] == ' ' ? 2
			: 1);
		if (reading->wording.len)
			buf_add_char(&reading->wording, '\n');
		buf_add_str(&reading->wording, line);
		return;
	}
	if (str_starts(line, "\\#") || str_starts(line, "\\>") ||
	    str_starts(line, "\\\\"))
		line = str_from(line, 1);
	buf_add_str(&reading->reasons, line);
	buf_add_char(&reading->reasons, '\n');
}

static int
read_line(struct reading *reading, struct str line, struct err *err)
{
	struct proposal *out = reading->out;

	reading->line++;
	if (str_starts(line, "## ")) {
		end_version(reading);
		proposal_set(&proposal_add_version(out)->filed,
			str_trim(str_from(line, 3)));
		return 0;
	}
	if (out->versions_n) {
		read_body(reading, line);
		return 0;
	}
	return str_trim(line).len ? read_header(reading, line, err) : 0;
}

static int
check(const struct reading *reading, struct err *err)
{
	const struct proposal *out = reading->out;

	if (!reading->verb || !*out->doc || node_id_is_none(&out->node))
		return err_set(err, ERR_REFUSED, "line %zu: a proposal has "
			"lines verb:, document: and node:", reading->line);
	if (!out->versions_n)
		return err_set(err, ERR_REFUSED, "line %zu: no version begins "
			"with ## and its time", reading->line);
	return 0;
}

int
proposal_file_read(struct proposal *out, struct str text, struct err *err)
{
	struct reading reading = { .out = out };
	struct str line;
	int rc = 0;

	while (rc == 0 && str_line(&text, &line))
		rc = read_line(&reading, line, err);
	end_version(&reading);
	if (rc == 0)
		rc = check(&reading, err);
	if (rc == 0 && *out->withdrawn)
		out->fate = FATE_WITHDRAWN;
	proposal_set(&out->rest, buf_str(&reading.rest));
	buf_release(&reading.wording);
	buf_release(&reading.reasons);
	buf_release(&reading.rest);
	return rc;
}

/* A header's value is one line. */
static void
add_header(struct buf *out, const char *name, const char *value)
{
	size_t from;

	if (!*value)
		return;
	buf_add_format(out, "%s: ", name);
	from = out->len;
	buf_add_text(out, value);
	for (size_t i = from; i < out->len; i++)
		if (out->data[i] == '\n' || out->data[i] == '\r')
			out->data[i] = ' ';
	buf_add_char(out, '\n');
}

static void
add_version(struct buf *out, const struct proposal_version *version)
{
	struct str rest = str_of(version->wording), line;

	buf_add_format(out, "\n## %s\n", version->filed);
	if (rest.len)
		buf_add_char(out, '\n');
	while (str_line(&rest, &line)) {
		buf_add_text(out, "> ");
		buf_add_str(out, line);
		buf_add_char(out, '\n');
	}
	rest = str_of(version->reasons);
	if (rest.len)
		buf_add_char(out, '\n');
	while (str_line(&rest, &line)) {
		if (line.len && strchr("#>\\", line.at[0]))
			buf_add_char(out, '\\');
		buf_add_str(out, line);
		buf_add_char(out, '\n');
	}
}

void
proposal_file_write(struct buf *out, const struct proposal *proposal)
{
	struct field fields[FIELDS];

	add_header(out, "verb", proposal_verb_word(proposal->verb));
	add_header(out, "from", proposal_how_word(proposal->how));
	add_header(out, "node", proposal->node.text);
	list_fields(proposal, fields);
	for (int i = 0; i < FIELDS; i++) {
		add_header(out, fields[i].name, *fields[i].text);
		if (strcmp(fields[i].name, "words") == 0 && proposal->nth)
			buf_add_format(out, "words-nth: %u\n", proposal->nth);
		if (strcmp(fields[i].name, "letter") == 0)
			add_header(out, "letter-node",
				proposal->letter_node.text);
	}
	buf_add_text(out, proposal->rest);
	for (size_t i = 0; i < proposal->versions_n; i++)
		add_version(out, &proposal->versions[i]);
}
