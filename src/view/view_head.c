/*
 * The first row: which text, how far since the draft, for whom the next act
 * is. And the row that keeps the headings in sight. When narrow, the parts
 * that matter least go; the document and the party stay.
 */
#include "view_paint.h"

#include "adref/base/utf8.h"
#include "adref/doc/party.h"
#include "adref/text/words.h"

enum part_name {
	PART_NAME, PART_STANDING, PART_REOPENED, PART_SAVED, PART_SYMBOL,
	PART_FACILITATOR, PART_MEETING, PART_ITEMS, PART_PARTY, PARTS
};

struct parts {
	struct buf text[PARTS];
	const struct paint *paint;
};

/* The first to go comes first; the name and the party never do. */
static const enum part_name going[] = {
	PART_SYMBOL, PART_FACILITATOR, PART_ITEMS, PART_MEETING, PART_SAVED,
	PART_STANDING, PART_REOPENED
};

/* Capitals of ASCII and Latin-1, which is what the room's names need. */
static void
add_upper(struct buf *out, const char *name)
{
	struct str str = str_of(name);

	for (size_t off = 0; off < str.len; ) {
		uint32_t point = utf8_at(str, off, &off);

		if ((point >= 'a' && point <= 'z') || (point >= 0xE0 &&
		    point <= 0xFE && point != 0xF7))
			point -= 0x20;
		utf8_add(out, point);
	}
}

static bool
is_chair(const char *code)
{
	return !*code || str_is(str_of(code), "CHAIR");
}

void
head_add_party(struct buf *out, const struct session *session)
{
	buf_add_text(out, "for ");
	if (is_chair(session->party))
		buf_add_text(out, "the Chair");
	else
		add_upper(out, party_room_name(session->party));
	if (*session->speaker)
		buf_add_format(out, " (%s)",
			party_room_name(session->speaker));
}

/* That the room does not see what one does now: never to be forgotten. */
static void
add_held(struct buf *out, const struct session *session)
{
	if (session->attending.holds)
		buf_add_text(out, "room held  ");
}

static void
add_standing(struct buf *out, const struct standing *standing)
{
	bool draft = standing->draft && *standing->draft;

	buf_add_text(out, draft ? standing->draft : "no draft yet");
	if (standing->since)
		buf_add_format(out, " +%zu", standing->since);
}

/* How the text is seen, when it is not as it stands. */
static void
add_seen(struct buf *out, const struct session *session)
{
	const char *name = session->room == ROOM_UNNAMED ? "a party"
		: party_room_name(session->seen_party);

	if (session->seen == SEEN_WANTED)
		buf_add_format(out, "as %s wants it", name);
	else if (session->seen == SEEN_WITHOUT)
		buf_add_format(out, "without brackets of %s", name);
	else
		buf_add_text(out, session->seen == SEEN_CLEAN
			? "brackets lifted" : "without names");
}

static void
add_saved(struct buf *out, const struct paint *paint)
{
	const struct session *session = paint->session;
	const struct standing *standing = &session->standing;
	int64_t minute;

	if (session->seen != SEEN_TEXT) {
		add_seen(out, session);
	} else if (session_is_then(session)) {
		buf_add_text(out, "reading");
	} else if (session->read_only) {
		buf_add_text(out, "reading");
	} else if (paint_mode(paint) == SESSION_TYPING) {
		buf_add_text(out, session->journaling.unsafe
			? "typing, not safe" : "typing");
	} else if (session->typing.left_refused) {
		buf_add_text(out, "words not saved");
	} else if (standing->saved) {
		minute = standing->saved / 60 + standing->zone;
		minute = (minute % 1440 + 1440) % 1440;
		buf_add_format(out, "saved %02d:%02d", (int)(minute / 60),
			(int)(minute % 60));
	}
}

static void
replace_dashes(struct buf *text)
{
	static const char dash[] = "\u2013";
	size_t at;

	while ((at = str_find(buf_str(text), 0, str_of(dash))) < text->len)
		buf_splice(text, at, sizeof(dash) - 1, str_of("-"));
}

/* `17 June 8.45–10.45`, `item A`. */
static void
add_meeting(struct buf *out, struct buf *items, const struct paint *paint)
{
	const struct session *session = paint->session;
	const struct meeting *meeting = session->meeting
		? meetings_of_key(&session->meetings,
			str_of(session->meeting)) : NULL;

	if (meeting) {
		meeting_add_when(out, meeting);
		meeting_add_items(items, meeting);
	} else if (session->meeting) {
		meeting_add_key_when(out, session->meeting);
	}
	if (paint->view->ascii)
		replace_dashes(out);
}

/* Who has the section one is in. */
static void
add_facilitator(struct buf *out, const struct session *session)
{
	const struct node *place = session_place(session);
	const struct meeting *meeting = place
		? meetings_facilitated(&session->meetings, place) : NULL;

	if (meeting)
		meeting_add_who(out, meeting, false);
}

/* `for INDIA`; a room that sees no names reads `for a party`. */
static void
add_for(struct buf *out, const struct paint *paint)
{
	const struct session *session = paint->session;

	if (session->mirror.is && session->mirror.held)
		buf_add_text(out, "held");
	else if (session->mirror.is && room_hides(paint))
		;
	else if (room_hides(paint) && !is_chair(session->party))
		buf_add_text(out, "for a party");
	else
		head_add_party(out, session);
}

static void
parts_fill(struct parts *parts, const struct paint *paint)
{
	const struct session *session = paint->session;
	const struct standing *standing = &session->standing;

	parts->paint = paint;
	if (session->beside.letter && room_hides(paint))
		buf_add_text(&parts->text[PART_NAME], "a letter");
	else if (!letter_add_name(&parts->text[PART_NAME], paint))
		buf_add_text(&parts->text[PART_NAME],
			session->doc_name ? session->doc_name : "");
	if (session_is_then(parts->paint->session))
		buf_add_format(&parts->text[PART_STANDING], "as it was at %s",
			parts->paint->session->then.name);
	else
		add_standing(&parts->text[PART_STANDING], standing);
	if (standing->reopened)
		buf_add_format(&parts->text[PART_REOPENED], "%zu reopened",
			standing->reopened);
	if (!session->mirror.is)
		add_saved(&parts->text[PART_SAVED], paint);
	if (standing->symbol)
		buf_add_text(&parts->text[PART_SYMBOL], standing->symbol);
	if (!room_hides(paint))
		add_facilitator(&parts->text[PART_FACILITATOR], session);
	add_meeting(&parts->text[PART_MEETING], &parts->text[PART_ITEMS],
		paint);
	add_held(&parts->text[PART_PARTY], session);
	add_for(&parts->text[PART_PARTY], paint);
}

/* Append the parts [from, to) that are not empty. */
static void
parts_join(struct buf *out, const struct parts *parts, size_t from, size_t to)
{
	const char *between = from == PART_NAME ? paint_dot(parts->paint)
		: "  ";

	for (size_t i = from, n = 0; i < to; i++) {
		if (!parts->text[i].len)
			continue;
		buf_add_text(out, !n++ ? "" : i == PART_ITEMS ? " " : between);
		buf_add_str(out, buf_str(&parts->text[i]));
	}
}

static size_t
parts_columns(const struct parts *parts, size_t from, size_t to)
{
	struct buf text = BUF_INIT;
	size_t columns;

	parts_join(&text, parts, from, to);
	columns = paint_columns(buf_str(&text));
	buf_release(&text);
	return columns;
}

static void
parts_fit(struct parts *parts, size_t room)
{
	for (size_t i = 0; i < sizeof(going) / sizeof(*going); i++) {
		if (parts_columns(parts, PART_NAME, PART_SYMBOL) + 2 +
		    parts_columns(parts, PART_SYMBOL, PARTS) <= room)
			return;
		buf_clear(&parts->text[going[i]]);
	}
}

/*
 * The party's end of the row; returns the column where it begins. An act for
 * the wrong one would be worse than a name that is cut: the name gives way.
 */
static size_t
draw_party(const struct parts *parts, struct span span)
{
	const struct paint *paint = parts->paint;
	struct str party = buf_str(&parts->text[PART_PARTY]);
	size_t name = parts_columns(parts, PART_NAME, PART_STANDING);
	size_t room = span.end - span.col, least = room / 6;

	if (room > paint_columns(party) + 1 + least)
		least = room - paint_columns(party) - 1;
	if (least > name)
		least = name;
	span.col += least + (least > 0);
	return paint_right(paint, span, party,
		is_chair(paint->session->party) &&
		!paint->session->attending.holds ? ROLE_HEAD
		: ROLE_HEAD_PARTY);
}

void
head_draw(const struct paint *paint, size_t row)
{
	struct span span = paint_row(paint, row), all = { row, 0, paint->cols };
	struct parts parts = { 0 };
	struct buf left = BUF_INIT, right = BUF_INIT;

	parts_fill(&parts, paint);
	parts_fit(&parts, span.end - span.col);
	parts_join(&left, &parts, PART_NAME, PART_SYMBOL);
	parts_join(&right, &parts, PART_SYMBOL, PART_PARTY);
	paint_fill(paint, all, " ", ROLE_HEAD);
	span.end = draw_party(&parts, span);
	if (span.end > span.col)
		span.end--;
	if (right.len && span.end > span.col)
		span.end = paint_right(paint, (struct span){ row, span.col,
			span.end - 1 }, buf_str(&right), ROLE_HEAD) - 1;
	paint_cut(paint, span, buf_str(&left), ROLE_HEAD);
	for (size_t i = 0; i < PARTS; i++)
		buf_release(&parts.text[i]);
	buf_release(&left);
	buf_release(&right);
}

struct node *
head_above(const struct node *node)
{
	return node->parent ? node_section(node->parent) : NULL;
}

/* Put the heading of section before what is in path, when it fits. */
static bool
prepend_heading(struct buf *path, const struct paint *paint,
	const struct node *section, size_t room)
{
	struct buf heading = BUF_INIT;
	bool fits;

	words_add_plain(&heading, node_str(section));
	if (path->len)
		buf_add_text(&heading, paint->view->ascii ? " > "
			: " \u203A ");
	buf_add_str(&heading, buf_str(path));
	fits = !path->len || paint_columns(buf_str(&heading)) <= room;
	if (fits) {
		buf_clear(path);
		buf_add_str(path, buf_str(&heading));
	}
	buf_release(&heading);
	return fits;
}

void
head_section(const struct paint *paint, size_t row, const struct node *node)
{
	const struct node *section = head_above(node);
	struct span span = paint_row(paint, row);
	struct buf path = BUF_INIT;

	while (section && prepend_heading(&path, paint, section,
	       span.end - span.col))
		section = head_above(section);
	paint_cut(paint, span, buf_str(&path), ROLE_SECTION);
	buf_release(&path);
}
