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
#include "adref/base/zone.h"

enum { CONF_MAX = 64 * 1024, WHY_MAX = 1000, SHOWN_MAX = 60, WRONG_MAX = 5 };

struct reading {
	const struct conf_source *source;
	size_t line;
	size_t wrong;		/* how many things were */
	struct conf *out;
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
	else if (reading->out->main)
		wrong(reading, "line %zu sets main again: the first counts",
			reading->line);
	else if (reading->source->n && !is_there(reading->source, value))
		no_document(reading, shown);
	else if (!reading->source->n && !record_is_name(name))
		wrong(reading, "line %zu: \"%.*s\" is no name for a document: "
			"use small letters, digits and hyphens",
			reading->line, (int)shown.len, shown.at);
	else
		reading->out->main = mem_text(name);
	free(name);
}

static void
read_zone(struct reading *reading, struct str value)
{
	struct str shown = str_part(value, 0, SHOWN_MAX);

	if (reading->out->zone)
		wrong(reading, "line %zu sets zone again: the first counts",
			reading->line);
	else if (!zone_is(value))
		wrong(reading, "line %zu: this machine knows no time zone "
			"\"%.*s\": write zone = America/New_York, or -04:00",
			reading->line, (int)shown.len, shown.at);
	else
		reading->out->zone = mem_text_len(value.at, value.len);
}

static void
read_circulated(struct reading *reading, struct str value)
{
	if (reading->out->circulated)
		wrong(reading, "line %zu sets circulated again: the first "
			"counts", reading->line);
	else if (!value.len)
		wrong(reading, "line %zu: circulated has no folder behind it: "
			"adref publish POINT --to DIR sets it",
			reading->line);
	else
		reading->out->circulated = mem_text_len(value.at, value.len);
}

static bool
is_setting(struct str line, struct str *key, struct str *value)
{
	size_t at = str_find(line, 0, str_of("="));

	*key = str_trim(str_part(line, 0, at));
	*value = str_trim(str_from(line, at + 1));
	return at < line.len;
}

static void
read_line(struct reading *reading, struct str line)
{
	struct str shown = str_part(str_trim(line), 0, SHOWN_MAX);
	struct str key, value;

	if (!shown.len || shown.at[0] == '#')
		return;
	if (utf8_check(line) < line.len)
		wrong(reading, "line %zu is not UTF-8 text: write it anew",
			reading->line);
	else if (!is_setting(line, &key, &value))
		wrong(reading, "line %zu: \"%.*s\" is no setting: write main "
			"= NAME, as main = outcome, or a remark behind #",
			reading->line, (int)shown.len, shown.at);
	else if (str_is(key, "main"))
		read_main(reading, value);
	else if (str_is(key, "zone"))
		read_zone(reading, value);
	else if (str_is(key, "circulated"))
		read_circulated(reading, value);
	else
		wrong(reading, "line %zu: there is no setting \"%.*s\"; there "
			"are main, as main = outcome, zone and circulated",
			reading->line,
			(int)(key.len < SHOWN_MAX ? key.len : SHOWN_MAX),
			key.at);
}

void
conf_read(struct conf *out, const struct conf_source *source)
{
	struct reading reading = { .source = source, .out = out };
	struct str rest = str_part(source->text, 0, CONF_MAX), line;

	*out = (struct conf){ NULL, NULL, NULL };
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
			"main, zone, circulated and remarks behind #");
	}
}

void
conf_pass_over(void *ctx, const char *why)
{
	(void)ctx;
	(void)why;
}

void
conf_release(struct conf *conf)
{
	free(conf->main);
	free(conf->zone);
	free(conf->circulated);
	*conf = (struct conf){ NULL, NULL, NULL };
}

void
conf_put(struct buf *out, struct str text, const char *name,
	const char *value)
{
	bool put = false;
	struct str line, key, was;

	while (str_line(&text, &line)) {
		if (!is_setting(line, &key, &was) || !str_is(key, name)) {
			buf_add_str(out, line);
			buf_add_char(out, '\n');
		} else if (!put) {
			buf_add_format(out, "%s = %s\n", name, value);
			put = true;
		}
	}
	if (!put)
		buf_add_format(out, "%s = %s\n", name, value);
}
