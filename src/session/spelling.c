/*
 * Spelling by command: the list of words that nobody knows, teaching one; and
 * opening the dictionary, when it is first asked for or nobody types.
 */
#include "spelling.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/base/own.h"
#include "adref/base/utf8.h"
#include "adref/doc/address.h"

enum { WORDS_MAX = 1000, SUGGEST_MAX = 30, LINE_WORDS = 200 };

void
spelling_start(struct session *session,
	const struct session_options *options)
{
	struct spelling *spelling = &session->spelling;

	if (options->words_file)
		spelling->own_file = mem_text(options->words_file);
	if (options->dictionaries && *options->dictionaries)
		spelling->folders = mem_text(options->dictionaries);
	spelling_know(spelling, options->words);
}

void
spelling_release(struct spelling *spelling)
{
	spell_close(spelling->spell);
	map_release(&spelling->known);
	free(spelling->own_file);
	free(spelling->folders);
}

int
spelling_open(struct session *session, struct err *err)
{
	struct spelling *spelling = &session->spelling;

	if (spelling->spell)
		return 0;
	spelling->tried = true;
	if (spell_open(&spelling->spell, spelling->folders, err) < 0)
		return -1;
	spelling_learn_names(session);
	return 0;
}

void
spelling_switched(struct session *session)
{
	if (session->spelling.spell)
		spelling_learn_names(session);
}

bool
spelling_idle(struct session *session)
{
	struct err ignored = ERR_INIT;

	record_use_parties(session->record);
	return !session->spelling.tried && session->doc &&
		spelling_open(session, &ignored) == 0;
}

/* One line for each word, where it is met first. */
struct gathering {
	struct session *session;
	struct list *list;
	struct map rows;	/* words: how often they were met */
};

static void
add_word(struct gathering *out, const struct node *node, struct str address,
	const struct misspelt *at)
{
	struct str word = str_part(node_str(node), at->off, at->len);
	struct buf text = BUF_INIT;
	struct list_row *row;
	size_t width = utf8_columns(word);

	buf_add_str(&text, word);
	buf_add_fill(&text, ' ', width < 20 ? 22 - width : 2);
	buf_add_str(&text, address);
	width = utf8_columns(address);
	buf_add_fill(&text, ' ', width < 10 ? 12 - width : 2);
	if (out->list->n < SUGGEST_MAX)
		spelling_suggest(&out->session->spelling, word, &text);
	row = list_add(out->list, buf_text(&text));
	row->node = node->id;
	row->from = at->off;
	row->to = at->off + at->len;
	buf_release(&text);
}

static void
add_words(struct gathering *out, const struct node *node, struct str address)
{
	struct misspelt at[LINE_WORDS];
	size_t n = spelling_look(out->session, node_str(node),
		MISSPELT_NO_CURSOR, at, LINE_WORDS);

	for (size_t i = 0; i < n && out->list->n < WORDS_MAX; i++) {
		struct str word = str_part(node_str(node), at[i].off,
			at[i].len);

		if (!map_put(&out->rows, word, out))
			add_word(out, node, address, &at[i]);
	}
}

static void
gather(struct gathering *out)
{
	struct address_walk walk;
	struct node *node;

	address_walk_init(&walk, out->session->doc);
	while ((node = address_walk_next(&walk)))
		add_words(out, node, address_walk_text(&walk));
	address_walk_release(&walk);
}

int
run_spelling(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct gathering out = { .session = session };

	(void)args;
	if (spelling_open(session, err) < 0)
		return -1;
	spelling_learn_names(session);
	out.list = list_open(session, LIST_SPELLING,
		"Words that no dictionary knows");
	gather(&out);
	map_release(&out.rows);
	if (!out.list->n) {
		list_close(session);
		return err_set(err, ERR_REFUSED, "every word is known (%s)",
			spell_name(session->spelling.spell));
	}
	list_settle(session);
	return 0;
}

/* Behind the words that were taught before; the folder is made. */
static int
write_word(const char *path, const char *word, struct err *err)
{
	FILE *file;
	int rc = 0;

	own_make_folders(path);
	file = fopen(path, "a");
	if (!file || fprintf(file, "%s\n", word) < 0)
		rc = -1;
	if (file && fclose(file) != 0)
		rc = -1;
	if (rc < 0)
		err_set(err, ERR_SYSTEM, "%s cannot be written: %s", path,
			strerror(errno));
	return rc;
}

/* The word of the list's row, or the first one of the paragraph. */
static char *
word_here(const struct session *session)
{
	const struct list *list = session->list;
	const struct list_row *row = list && list->kind == LIST_SPELLING &&
		list->cursor < list->n ? &list->at[list->cursor] : NULL;
	const struct node *node = row ? doc_find(session->doc, &row->node)
		: session_place(session);
	struct misspelt at;

	if (row && node && row->to <= node->len)
		return mem_text_len(node->line + row->from,
			row->to - row->from);
	if (row || !node || !spelling_look(session, node_str(node),
		MISSPELT_NO_CURSOR, &at, 1))
		return NULL;
	return mem_text_len(node->line + at.off, at.len);
}

/* The row goes; the others stay as they are. */
static void
drop_row(struct session *session)
{
	struct list *list = session->list;

	if (!list || list->kind != LIST_SPELLING || list->cursor >= list->n)
		return;
	free(list->at[list->cursor].text);
	free(list->at[list->cursor].command);
	list->n--;
	memmove(list->at + list->cursor, list->at + list->cursor + 1,
		(list->n - list->cursor) * sizeof(*list->at));
	if (list->cursor && list->cursor >= list->n)
		list->cursor--;
	if (!list->n)
		list_close(session);
}

int
run_word_learn(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct spelling *spelling = &session->spelling;
	char *word;
	int rc;

	if (args->n > 1)
		return usage("word-learn", err);
	if (spelling_open(session, err) < 0)
		return -1;
	word = args->n ? mem_text(args->at[0].text) : word_here(session);
	if (!word || !*word || strpbrk(word, " \t\n")) {
		free(word);
		return err_set(err, ERR_REFUSED, "every word of this "
			"paragraph is known");
	}
	if (!spelling->own_file)
		rc = err_set(err, ERR_REFUSED, "there is no HOME where the "
			"word could be kept");
	else
		rc = write_word(spelling->own_file, word, err);
	if (rc == 0) {
		spelling_know(spelling, str_of(word));
		drop_row(session);
		session_say(session, MESSAGE_DONE, "\"%s\" is known from now "
			"on", word);
	}
	free(word);
	return rc;
}
