/*
 * Counting terms: how often words stand in the text, how many of the places
 * are in brackets, and how that is over the sections.
 */
#include <string.h>

#include "adref/doc/address.h"
#include "adref/doc/term.h"
#include "inside.h"

static bool
is_word(const struct argument *arg, const char *word)
{
	return !arg->quoted && strcmp(arg->text, word) == 0;
}

/* What stands among the arguments beside the terms. */
static int
read_options(struct session *session, const struct arguments *args,
	struct search_options *options, bool *sections, struct err *err)
{
	size_t at = 0;

	while (at < args->n) {
		const struct argument *arg = &args->at[at];

		if (arg->quoted || is_word(arg, "sections")) {
			*sections |= !arg->quoted;
			at++;
		} else if (search_option(session, args, &at, options,
			err) < 0) {
			return -1;
		}
	}
	return 0;
}

static void
add_part_name(struct buf *out, const struct node *section)
{
	if (!section)
		buf_add_text(out, "before the sections");
	else if (section->kind == NODE_NOTE)
		buf_add_text(out, "notes");
	else
		address_add(out, section);
}

/* A line each: `  A           12, in brackets 4`. */
static void
add_part_lines(struct buf *out, const struct term_counts *counts)
{
	for (size_t i = 0; i < counts->n; i++) {
		const struct term_part *part = &counts->parts[i];
		size_t from;

		buf_add_text(out, "\n  ");
		from = out->len;
		add_part_name(out, part->section);
		if (out->len - from < 8)
			buf_add_fill(out, ' ', 8 - (out->len - from));
		buf_add_format(out, "  %zu, in brackets %zu", part->count.all,
			part->count.bracketed);
	}
}

/* `; A 12, B 29`: all that fits on a message's line. */
static void
add_parts(struct buf *out, const struct term_counts *counts)
{
	for (size_t i = 0; i < counts->n && counts->n > 1; i++) {
		buf_add_text(out, i ? ", " : "; ");
		add_part_name(out, counts->parts[i].section);
		buf_add_format(out, " %zu", counts->parts[i].count.all);
	}
}

static int
count_term(struct buf *out, struct session *session, struct str term,
	bool sections, struct err *err)
{
	const struct search_options *options = &session->search.options;
	struct term_counts counts = { { 0, 0 }, NULL, 0, 0 };
	struct seek seek;
	int rc = seek_begin(&seek, session, term, options, err);

	if (rc == 0)
		rc = term_count(&counts, seek.find, &seek.range, err);
	seek_end(&seek);
	buf_add_text(out, !out->len ? "" : session->keys ? "   " : "\n");
	buf_add_format(out, "\"%.*s\"", (int)term.len, term.at);
	if (session->keys)
		search_add_options(out, options);
	buf_add_format(out, ": %zu, in brackets %zu", counts.total.all,
		counts.total.bracketed);
	if (sections)
		add_part_lines(out, &counts);
	else if (session->keys)
		add_parts(out, &counts);
	term_counts_release(&counts);
	return rc;
}

/* The terms, of which the last is what is looked for from now on. */
static int
count_terms(struct buf *out, struct session *session,
	const struct arguments *args, bool sections, struct err *err)
{
	struct search *search = &session->search;
	int rc = 0;

	for (size_t i = 0; i < args->n && rc == 0; i++) {
		if (!args->at[i].quoted)
			continue;
		buf_clear(&search->words);
		buf_add_text(&search->words, args->at[i].text);
		rc = count_term(out, session, buf_str(&search->words),
			sections, err);
	}
	return rc;
}

int
run_count(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct search_options options = { .flags = 0 };
	struct buf out = BUF_INIT;
	bool sections = false, again;
	int rc;

	if (!args->n || !args->at[0].quoted)
		return usage("count", err);
	if (read_options(session, args, &options, &sections, err) < 0)
		return -1;
	/* No words at the keyboard: those of the last time. */
	again = session->keys && !*args->at[0].text &&
		session->search.words.len;
	if (!again)
		session->search.options = options;
	session->searched = SEARCH_WORDS;
	rc = again ? count_term(&out, session, buf_str(&session->search.words),
		sections, err) : count_terms(&out, session, args, sections,
		err);
	if (rc == 0)
		rc = spoken_say(session, &out);
	buf_release(&out);
	return rc;
}
