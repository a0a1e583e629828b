/*
 * The choke point: any bytes put into frames and painted. What the painter
 * itself says is in angle brackets here, but that it begins a row: so nothing
 * else that comes out may be a control.
 */
#include "fuzz.h"

#include "../../src/ui/terminal_paint.h"

static char place[] = "<%i%p1%d;%p2%d>", clear[] = "<clear>",
	plain[] = "<plain>", none[] = "", colour[] = "<%p1%d>";

static const struct terminal_info info = {
	.place = place, .clear = clear, .clear_line = none, .plain = plain,
	.bold = plain, .underline = none, .reverse = plain, .colour = colour,
	.enter = none, .leave = none, .hide = none, .show = none,
	.region = none, .scroll = none, .scroll_back = none, .colours = 8,
	.sticks = true
};

/* A joiner is safe between the letters it stands between, and a move may come
 * behind it: whether it may stand there was asked when the frame was filled. */
static void
drop_joiners(struct buf *out, struct str painted)
{
	for (size_t i = 0; i < painted.len; i++)
		if (str_starts(str_from(painted, i), "\xe2\x80\x8c") ||
		    str_starts(str_from(painted, i), "\xe2\x80\x8d"))
			i += 2;
		else
			buf_add_char(out, painted.at[i]);
}

static void
check(const struct painter *painter)
{
	struct buf bare = BUF_INIT;
	struct str out;
	size_t from = 0;

	drop_joiners(&bare, buf_str(&painter->out));
	out = buf_str(&bare);

	for (size_t i = 0; i <= out.len; i++)
		if (i == out.len || out.at[i] == '\r' || out.at[i] == '\n') {
			must(utf8_is_safe(str_part(out, from, i - from)));
			from = i + 1;
		}
	buf_release(&bare);
}

/* Rows of the frame from lines of the bytes, places from their first byte. */
static void
fill(struct frame *frame, struct str bytes)
{
	struct str rest = bytes, line;

	frame_clear(frame, 6, 20);
	for (size_t row = 0; row < 6 && str_line(&rest, &line); row++)
		frame_put(frame, row, line.len ? (unsigned char)line.at[0] % 20
			: 0, 20, line, (enum role)(row % ROLE_COUNT));
	frame->cursor_shown = true;
}

void
fuzz_one(struct str bytes)
{
	struct painter painter;
	struct frame frame = FRAME_INIT;

	for (int utf8 = 0; utf8 < 2; utf8++) {
		struct str rest = bytes;

		painter_init(&painter, &info, utf8, LOOKS_SAFE);
		for (int i = 0; i < 3; i++) {
			fill(&frame, fuzz_part(&rest));
			painter_paint(&painter, &frame);
			check(&painter);
			buf_clear(&painter.out);
		}
		painter_paint(&painter, &frame);
		must(painter.out.len == 0);
		painter_release(&painter);
	}
	frame_release(&frame);
}
