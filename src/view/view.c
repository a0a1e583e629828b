/*
 * A session drawn into a frame: which rows of the screen belong to what. Start
 * here; the parts are in the files beside, one each. Nothing here changes a
 * session.
 *
 * From a full screen down, what goes first: rows of the panel, the key lines,
 * the panel, the head, the message; the cursor's row stays.
 */
#include "adref/view/view.h"

#include "view_outline.h"
#include "view_paint.h"

/* Screens of fewer rows than this do without. */
enum {
	MESSAGE_FROM = 2,
	HEAD_FROM = 3,
	PANEL_FROM = 10,	/* with the rule above it */
	KEYS_FROM = 9,
	KEYS_TWO_FROM = 14,
	LETTER_PANEL_FROM = 20,	/* the text that a letter names has rows */
	LETTER_PANEL_MORE = 3,
	MESSAGE_MAX = 3
};

struct screen {
	struct band head, text, rule, panel, message, keys;
};

static size_t
panel_wish(size_t rows)
{
	static const struct {
		size_t from, rows;
	} wishes[] = {
		{ 50, 10 }, { 36, 8 }, { 30, 6 }, { 20, 4 }, { 18, 3 },
		{ 16, 2 }, { PANEL_FROM, 1 }
	};

	for (size_t i = 0; i < sizeof(wishes) / sizeof(*wishes); i++)
		if (rows >= wishes[i].from)
			return wishes[i].rows;
	return 0;
}

/* The rows of each part but the text, in order of their sizes. */
static void
share_fixed(struct screen *screen, const struct paint *paint)
{
	size_t rows = paint->rows;
	bool list = paint_mode(paint) == SESSION_LIST;
	bool zoom = paint->session->zoom && !list;

	screen->message.rows = rows >= MESSAGE_FROM;
	screen->head.rows = rows >= HEAD_FROM;
	if (paint->session->room != ROOM_NONE && !list)
		return;
	screen->keys.rows = (rows >= KEYS_FROM) + (rows >= KEYS_TWO_FROM &&
		(!list || paint->session->list->listed));
	screen->panel.rows = list ? 0 : panel_wish(rows);
	if (!list && paint->session->beside.letter &&
	    rows >= LETTER_PANEL_FROM && !letter_is_wide(paint))
		screen->panel.rows += LETTER_PANEL_MORE;
	if (zoom)
		screen->keys.rows = screen->panel.rows = 0;
	screen->rule.rows = screen->panel.rows > 0 || (list &&
		rows >= KEYS_FROM);
}

static size_t
share_used(const struct screen *screen)
{
	return screen->head.rows + screen->rule.rows + screen->panel.rows +
		screen->message.rows + screen->keys.rows;
}

/* A wording leaves so many rows to the text it is for. */
enum { TEXT_MIN = 4 };

static bool
has_text_to_spare(const struct screen *screen, const struct paint *paint)
{
	const struct session *session = paint->session;

	return session->mode == SESSION_PROMPT &&
		session->prompt.kind == PROMPT_WORDING &&
		share_used(screen) + TEXT_MIN < paint->rows;
}

/* A message that needs more rows takes them from the panel, then the keys; a
 * wording takes the text's instead of the keys. */
static void
share_message(struct screen *screen, const struct paint *paint)
{
	size_t rows;

	if (!screen->message.rows)
		return;
	rows = message_rows(paint, MESSAGE_MAX);
	while (screen->message.rows < rows) {
		if (screen->panel.rows > 1)
			screen->panel.rows--;
		else if (has_text_to_spare(screen, paint))
			;
		else if (screen->keys.rows)
			screen->keys.rows--;
		else
			break;
		screen->message.rows++;
	}
}

/* The panel gives rows to a paragraph that needs them, down to one. */
static void
share_text(struct screen *screen, size_t rows, size_t wish)
{
	while (screen->panel.rows > 1 && share_used(screen) + wish > rows)
		screen->panel.rows--;
	screen->text.rows = rows - share_used(screen);
}

static void
band_after(struct band *band, const struct band *before)
{
	band->row = before->row + before->rows;
}

static void
place_bands(struct screen *screen, bool list)
{
	if (list) {
		band_after(&screen->rule, &screen->head);
		band_after(&screen->text, &screen->rule);
		band_after(&screen->panel, &screen->text);
	} else {
		band_after(&screen->text, &screen->head);
		band_after(&screen->rule, &screen->text);
		band_after(&screen->panel, &screen->rule);
	}
	band_after(&screen->message, &screen->panel);
	band_after(&screen->keys, &screen->message);
}

/* With one row, what is typed into a prompt is what the cursor is on. */
static void
share_prompt(struct screen *screen, const struct paint *paint)
{
	if (paint->session->mode != SESSION_PROMPT || paint->rows > 1)
		return;
	screen->text.rows = 0;
	screen->message = (struct band){ 0, 1 };
}

static void
draw_bottom(const struct paint *paint, const struct screen *screen)
{
	if (screen->rule.rows)
		paint_rule(paint, screen->rule.row, ROLE_RULE);
	panel_draw(paint, screen->panel);
	keys_draw(paint, screen->keys);
	message_draw(paint, screen->message);
}

/* A screen for a room: the text, and a row for what is asked or said. */
static void
draw_room(const struct paint *paint)
{
	struct screen screen = { 0 };

	share_fixed(&screen, paint);
	share_message(&screen, paint);
	screen.text.rows = paint->rows - share_used(&screen);
	place_bands(&screen, false);
	share_prompt(&screen, paint);
	if (screen.head.rows)
		head_draw(paint, screen.head.row);
	room_draw(paint, screen.text);
	draw_bottom(paint, &screen);
}

/* A letter leaves the right half to the text it is about. */
static void
draw_outline(const struct paint *paint)
{
	bool wide = letter_is_wide(paint);
	struct paint left = *paint;
	struct outline *outline;
	struct screen screen = { 0 };

	if (wide)
		left.cols = paint->cols / 2;
	if (paint->session->room != ROOM_NONE) {
		draw_room(paint);
		return;
	}
	outline = outline_new(&left);

	share_fixed(&screen, paint);
	share_message(&screen, paint);
	share_text(&screen, paint->rows, outline_wish(outline));
	place_bands(&screen, false);
	share_prompt(&screen, paint);
	if (screen.head.rows)
		head_draw(paint, screen.head.row);
	outline_draw(outline, screen.text);
	if (wide)
		letter_draw_beside(paint, screen.text, left.cols);
	draw_bottom(paint, &screen);
	outline_free(outline);
}

static void
draw_list(const struct paint *paint)
{
	struct screen screen = { 0 };

	share_fixed(&screen, paint);
	share_message(&screen, paint);
	screen.text.rows = paint->rows - share_used(&screen);
	place_bands(&screen, true);
	share_prompt(&screen, paint);
	if (screen.head.rows)
		list_draw_title(paint, screen.head.row);
	list_draw(paint, screen.text);
	draw_bottom(paint, &screen);
}

void
view_release(struct view *view)
{
	layout_kept_free(view->kept);
	view->kept = NULL;
}

void
view_frame(struct view *view, const struct session *session,
	struct frame *frame)
{
	struct paint paint = { .view = view, .session = session,
		.frame = frame };

	record_use_parties(session->record);
	frame_clear(frame, session->rows, session->cols);
	paint.rows = frame->rows;
	paint.cols = frame->cols;
	frame->cursor_row = frame->cursor_col = 0;
	frame->cursor_shown = true;
	if (paint_mode(&paint) == SESSION_LIST)
		draw_list(&paint);
	else
		draw_outline(&paint);
}
