/*
 * How words are looked for: in the question for them by a key and a letter,
 * behind them on a command's line by a word.
 */
#include <string.h>

#include "adref/base/utf8.h"
#include "inside.h"

enum way { WAY_FLAG, WAY_LITERAL, WAY_SECTION, WAY_NOTES };

static const struct option {
	const char *letter, *word;	/* NULL: by its word alone */
	const char *asks, *says;	/* to be chosen; chosen, or NULL */
	enum way way;
	unsigned flag;
} all[] = {
	{ "c", "case", "case", "case minded", WAY_FLAG, FIND_CASE },
	{ "w", "words", "whole words", "whole words", WAY_FLAG, FIND_WORDS },
	{ "p", "pattern", "pattern", "pattern", WAY_FLAG, FIND_PATTERN },
	{ "s", "section", "section", "this section", WAY_SECTION, 0 },
	{ "n", "notes", "notes", "notes too", WAY_NOTES, 0 },
	{ NULL, "literal", NULL, NULL, WAY_LITERAL, 0 },
	{ NULL, "source", NULL, "as written", WAY_FLAG, FIND_SOURCE },
};
enum { ALL = sizeof(all) / sizeof(all[0]) };

static bool
is_on(const struct search_options *options, const struct option *option)
{
	switch (option->way) {
	case WAY_FLAG:
		return options->flags & option->flag;
	case WAY_LITERAL:
		return !(options->flags & FIND_PATTERN);
	case WAY_SECTION:
		return options->section;
	case WAY_NOTES:
		break;
	}
	return options->notes;
}

static void
turn(struct session *session, struct search_options *options,
	const struct option *option)
{
	const struct node *section = session_place(session)
		? node_section(session_place(session)) : NULL;

	switch (option->way) {
	case WAY_FLAG:
		options->flags ^= option->flag;
		break;
	case WAY_LITERAL:
		options->flags &= ~(unsigned)FIND_PATTERN;
		break;
	case WAY_SECTION:
		options->section = !options->section && section;
		options->within = section ? section->id : (node_id){ "" };
		break;
	case WAY_NOTES:
		options->notes = !options->notes;
		break;
	}
}

/* `in NODE`: only there, with all below it. */
static int
read_in(struct session *session, const struct arguments *args, size_t *at,
	struct search_options *options, struct err *err)
{
	struct node *node;

	if (*at + 1 >= args->n)
		return err_set(err, ERR_USAGE, "in what? Write in NODE: an id "
			"or an address");
	if (argument_node(session, &args->at[*at + 1], &node, err) < 0)
		return -1;
	options->section = true;
	options->within = node->id;
	*at += 2;
	return 0;
}

int
search_option(struct session *session, const struct arguments *args,
	size_t *at, struct search_options *options, struct err *err)
{
	const struct argument *arg = &args->at[*at];

	if (!arg->quoted && strcmp(arg->text, "in") == 0)
		return read_in(session, args, at, options, err);
	for (size_t i = 0; i < ALL && !arg->quoted; i++) {
		if (strcmp(all[i].word, arg->text) != 0)
			continue;
		if (!is_on(options, &all[i]))
			turn(session, options, &all[i]);
		++*at;
		return 0;
	}
	return err_set(err, ERR_USAGE, "\"%.60s\" is no way of looking: write "
		"case, words, pattern, literal, section, notes or in NODE",
		arg->text);
}

bool
search_has_options(const struct prompt *prompt)
{
	return prompt->kind == PROMPT_WORDS &&
		(strcmp(prompt->command, "find") == 0 ||
		 strcmp(prompt->command, "count") == 0 ||
		 strcmp(prompt->command, "replace") == 0);
}

void
search_hint_options(struct session *session)
{
	struct prompt *prompt = &session->prompt;

	for (size_t i = 0; i < ALL && all[i].letter; i++)
		buf_add_format(&prompt->hint, "%s%s %s%s", i ? "  " : "",
			all[i].letter, is_on(&prompt->options, &all[i])
			? "no " : "", all[i].asks);
}

void
search_choose(struct session *session, struct str letter)
{
	struct prompt *prompt = &session->prompt;
	struct buf folded = BUF_INIT;
	bool known = false;

	utf8_add_folded(&folded, letter);
	for (size_t i = 0; i < ALL && all[i].letter && !known; i++) {
		known = str_is(buf_str(&folded), all[i].letter);
		if (known)
			turn(session, &prompt->options, &all[i]);
	}
	prompt->choosing = !known;
	if (!known)
		session_say(session, MESSAGE_HINT, "one of the letters at the "
			"right, please");
	buf_release(&folded);
}

void
search_add_options(struct buf *out, const struct search_options *options)
{
	for (size_t i = 0; i < ALL; i++)
		if (all[i].says && is_on(options, &all[i]))
			buf_add_format(out, ", %s", all[i].says);
}

void
search_add_arguments(struct buf *line, const struct search_options *options)
{
	for (size_t i = 0; i < ALL; i++)
		if (is_on(options, &all[i]))
			buf_add_format(line, " %s", all[i].word);
}
