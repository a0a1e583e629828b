/*
 * Reading adref.conf, which anybody may have edited. Whatever is wrong is said
 * with its line, and what is right counts all the same.
 */
#include "conf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"

enum { CONF_MAX = 64 * 1024, WHY_MAX = 1000, SHOWN_MAX = 60, WRONG_MAX = 5 };

struct reading {
	const struct conf_source *source;
	size_t line;
	size_t wrong;		/* how many things were */
	char *main;
};

static void __attribute__((format(printf, 2, 3)))
wrong(struct reading *reading, const char *format, ...)
{
	char why[WHY_MAX];
	va_list args;

	if (++reading->wrong > WRONG_MAX)
		return;
	va_start(args, format);
	if (vsnprintf(why, sizeof(why), format, args) < 0)
		why[0] = '\0';
	va_end(args);
	reading->source->wrong(reading->source->ctx, why);
}

static bool
is_there(const struct conf_source *source, struct str name)
{
	for (size_t i = 0; i < source->n; i++)
		if (str_is(name, source->names[i]))
			return true;
	return false;
}

static void
no_document(struct reading *reading, struct str name)
{
	const struct conf_source *source = reading->source;
	struct buf list = BUF_INIT;

	for (size_t i = 0; i < source->n; i++)
		buf_add_format(&list, "%s%s", i ? ", " : "",
			source->names[i]);
	wrong(reading, "line %zu: main names \"%.*s\", which is no document; "
		"name one of these: %s", reading->line, (int)name.len,
		name.at, buf_text(&list));
	buf_release(&list);
}

static void
read_main(struct reading *reading, struct str value)
{
	char *name = mem_text_len(value.at, value.len);
	struct str shown = str_part(value, 0, SHOWN_MAX);

	if (!value.len)
		wrong(reading, "line %zu: main has no name behind it: write "
			"main = NAME, as main = outcome", reading->line);
	else if (reading->main)
		wrong(reading, "line %zu sets main again: the first counts",
			reading->line);
	else if (reading->source->n && !is_there(reading->source, value))
		no_document(reading, shown);
	else if (!reading->source->n && !record_is_name(name))
		wrong(reading, "line %zu: \"%.*s\" is no name for a document: "
			"use small letters, digits and hyphens",
			reading->line, (int)shown.len, shown.at);
	else
		reading->main = mem_text(name);
	free(name);
}

static void
read_line(struct reading *reading, struct str line)
{
	size_t at = str_find(line, 0, str_of("="));
	struct str key = str_trim(str_part(line, 0, at));
	struct str value = str_trim(str_from(line, at + 1));
	struct str shown = str_part(str_trim(line), 0, SHOWN_MAX);

	if (!shown.len || shown.at[0] == '#')
		return;
	if (utf8_check(line) < line.len)
		wrong(reading, "line %zu is not UTF-8 text: write it anew",
			reading->line);
	else if (at == line.len)
		wrong(reading, "line %zu: \"%.*s\" is no setting: write main "
			"= NAME, as main = outcome, or a remark behind #",
			reading->line, (int)shown.len, shown.at);
	else if (!str_is(key, "main"))
		wrong(reading, "line %zu: there is no setting \"%.*s\"; there "
			"is main, as main = outcome", reading->line,
			(int)(key.len < SHOWN_MAX ? key.len : SHOWN_MAX),
			key.at);
	else
		read_main(reading, value);
}

char *
conf_read(const struct conf_source *source)
{
	struct reading reading = { .source = source };
	struct str rest = str_part(source->text, 0, CONF_MAX), line;

	if (source->text.len > CONF_MAX)
		wrong(&reading, "it has %zu bytes, and only the first %d are "
			"read: it holds no more than a line or two",
			source->text.len, CONF_MAX);
	if (str_starts(rest, "\xEF\xBB\xBF"))
		rest = str_from(rest, 3);
	while (str_line(&rest, &line)) {
		reading.line++;
		read_line(&reading, line);
	}
	if (reading.wrong > WRONG_MAX) {
		reading.wrong = 0;
		wrong(&reading, "other lines are wrong too: it holds nothing but "
			"main = NAME and remarks behind #");
	}
	return reading.main;
}
