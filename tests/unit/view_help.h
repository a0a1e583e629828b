/*
 * For the tests of the view floor: a session filled by hand over a document
 * made here, drawn, and asked what stands in a row. Included by view_*.c only.
 */
#ifndef ADREF_TESTS_UNIT_VIEW_HELP_H
#define ADREF_TESTS_UNIT_VIEW_HELP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "adref/base/env.h"
#include "adref/base/utf8.h"
#include "adref/view/view.h"

#define BAR "\u258C"

struct scene {
	struct session session;
	struct view view;
	struct frame frame;
	struct buf text;	/* the frame's, row by row */
};

static const char keys_text[] =
	"bind outline x bracket-add\n"
	"bind outline u undo\n"
	"bind outline b bracket-next\n"
	"bind outline ? help\n"
	"bind list q list-leave\n"
	"bind typing Esc type-save\n"
	"bind prompt Enter prompt-enter\n";

static inline struct node *
add(struct scene *scene, struct node *parent, enum node_kind kind,
	const char *line)
{
	return doc_add(scene->session.doc, parent, kind, str_of(line));
}

static inline void
scene_open(struct scene *scene)
{
	memset(scene, 0, sizeof(*scene));
	scene->session.doc = doc_new("outcome");
	scene->session.doc_name = scene->session.doc->name;
	keymap_read(&scene->session.keymap, str_of(keys_text), "keys", NULL);
}

/* The document is complete: ids and pairs. The cursor is on node. */
static inline void
scene_ready(struct scene *scene, const struct node *node)
{
	struct env env;

	env_fixed(&env, 1624000000, 1);
	doc_draw_ids(scene->session.doc, &env);
	doc_pair(scene->session.doc);
	if (node)
		scene->session.place = node->id;
}

static inline void
scene_close(struct scene *scene)
{
	doc_free(scene->session.doc);
	keymap_release(&scene->session.keymap);
	map_release(&scene->session.folded);
	buf_release(&scene->session.message);
	buf_release(&scene->session.typing.line);
	buf_release(&scene->session.prompt.text);
	buf_release(&scene->session.prompt.hint);
	buf_release(&scene->session.prompt.takes);
	buf_release(&scene->session.prompt.near);
	frame_release(&scene->frame);
	view_release(&scene->view);
	buf_release(&scene->text);
}

static inline void
scene_say(struct scene *scene, enum session_message kind, const char *text)
{
	buf_clear(&scene->session.message);
	buf_add_text(&scene->session.message, text);
	scene->session.message_kind = kind;
}

static inline void
draw(struct scene *scene, size_t rows, size_t cols)
{
	scene->session.rows = rows;
	scene->session.cols = cols;
	view_frame(&scene->view, &scene->session, &scene->frame);
	buf_clear(&scene->text);
	frame_add_text(&scene->text, &scene->frame);
	assert_int_equal(scene->frame.rows, rows);
	assert_int_equal(scene->frame.cols, cols);
	assert_true(scene->frame.cursor_shown);
	assert_true(scene->frame.cursor_row < rows);
	assert_true(scene->frame.cursor_col < cols);
}

/* A row of what was drawn, without trailing blanks. */
static inline struct str
row_of(const struct scene *scene, size_t row)
{
	struct str rest = buf_str(&scene->text), line = str_of("");

	for (size_t i = 0; i <= row; i++)
		if (!str_line(&rest, &line))
			return str_of("");
	return line;
}

static inline bool
has(struct str text, const char *words)
{
	return str_find(text, 0, str_of(words)) < text.len;
}

static inline bool
shows(const struct scene *scene, const char *words)
{
	return has(buf_str(&scene->text), words);
}

/* The first row with these words; the count of rows when there is none. */
static inline size_t
row_with(const struct scene *scene, const char *words)
{
	size_t row = 0;

	while (row < scene->frame.rows && !has(row_of(scene, row), words))
		row++;
	return row;
}

static inline size_t
rows_with_bar(const struct scene *scene)
{
	size_t n = 0;

	for (size_t row = 0; row < scene->frame.rows; row++)
		n += str_starts(row_of(scene, row), BAR);
	return n;
}

static inline const struct cell *
cell_in(const struct scene *scene, size_t row, size_t col)
{
	return &scene->frame.cells[row * scene->frame.cols + col];
}

#define assert_row(scene, row, expected) do { \
	struct str line_ = row_of(scene, row); \
	char *text_ = strndup(line_.at ? line_.at : "", line_.len); \
	assert_string_equal(text_, expected); \
	free(text_); \
} while (0)

#endif
