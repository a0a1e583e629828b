/*
 * Reading lines `word value` that may be anybody's.
 */
#include "fields.h"

#include <string.h>

#include "adref/base/utf8.h"
#include "adref/text/attribution.h"

enum { NAME_MAX_BYTES = 200 };

static void
wrong(struct fields *fields, const char *what)
{
	if (!fields->wrong)
		fields->wrong = what;
}

struct str
fields_value(struct fields *fields, const char *word)
{
	struct str line = { "", 0 };

	if (!str_line(&fields->rest, &line) || !str_starts(line, word) ||
	    line.len <= strlen(word) || line.at[strlen(word)] != ' ') {
		wrong(fields, word);
		return str_of("");
	}
	return str_from(line, strlen(word) + 1);
}

void
fields_line(struct fields *fields, const char *line, const char *what)
{
	struct str read = { "", 0 };

	if (!str_line(&fields->rest, &read) || !str_is(read, line))
		wrong(fields, what);
}

uint64_t
fields_number(struct fields *fields, const char *word, uint64_t max)
{
	struct str value = fields_value(fields, word);
	uint64_t number = 0;
	bool good = value.len > 0 && value.len < 16;

	for (size_t i = 0; i < value.len && good; i++) {
		good = value.at[i] >= '0' && value.at[i] <= '9';
		number = number * 10 + (uint64_t)(value.at[i] - '0');
	}
	if (good && number <= max)
		return number;
	wrong(fields, word);
	return 0;
}

node_id
fields_id(struct fields *fields, const char *word)
{
	struct str value = fields_value(fields, word);

	if (value.len && !node_id_is_valid(value))
		wrong(fields, word);
	return node_id_of(value);
}

char *
fields_name(struct fields *fields, const char *word)
{
	struct str value = fields_value(fields, word);
	struct buf safe = BUF_INIT;

	utf8_add_safe(&safe, str_part(value, 0, NAME_MAX_BYTES));
	if (!value.len || value.len > NAME_MAX_BYTES ||
	    safe.len > NAME_MAX_BYTES)
		wrong(fields, word);
	return buf_take(&safe);
}

void
fields_party(struct fields *fields, char out[13])
{
	struct str value = fields_value(fields, "party");

	*out = '\0';
	if (!value.len)
		return;
	if (!code_is_valid(value)) {
		wrong(fields, "party");
		return;
	}
	memcpy(out, value.at, value.len);
	out[value.len] = '\0';
}
