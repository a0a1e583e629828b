/*
 * The words that a prompt has found, with those around them, for the line
 * below it: one sees what Enter will take before pressing it. From the node's
 * source to words without signs; a view cuts what is too long.
 */
#include "adref/base/utf8.h"
#include "adref/text/token.h"
#include "adref/text/words.h"
#include "inside.h"

enum { BEFORE = 40, AFTER = 400, BEHIND = 40 };	/* bytes of the line */

/* Where the words before off begin: at a word at most BEFORE bytes before. */
static size_t
begin_of(struct str line, size_t off)
{
	struct tokens tokens = TOKENS_INIT;
	size_t from = off;

	if (off <= BEFORE)
		return 0;
	tokens_read(&tokens, line);
	for (size_t i = 0; i < tokens.n && from == off; i++)
		if (tokens.at[i].kind == TOKEN_WORD &&
		    tokens.at[i].off + BEFORE >= off)
			from = tokens.at[i].off < off ? tokens.at[i].off : off;
	tokens_release(&tokens);
	return from;
}

static size_t
end_of(struct str line, size_t off)
{
	size_t end = off + AFTER < line.len ? off + AFTER : line.len;

	while (end > off && end < line.len &&
	       ((unsigned char)line.at[end] & 0xC0) == 0x80)
		end--;
	return end;
}

/* The length of near when the line's bytes [from, to) are added. */
static size_t
length_with(const struct buf *near, const struct doc *doc, struct str line,
	size_t from, size_t to)
{
	struct buf plain = BUF_INIT;
	size_t len;

	notes_add_plain(&plain, doc, str_part(line, from, to - from));
	len = near->len + plain.len;
	buf_release(&plain);
	return len;
}

void
hit_add_near(struct buf *out, const struct doc *doc, const struct hit *hit,
	size_t *from, size_t *to)
{
	struct str line = node_str(hit->node);
	size_t begin = begin_of(line, hit->from);

	if (begin)
		buf_add_text(out, "… ");
	*from = length_with(out, doc, line, begin, hit->from);
	*to = length_with(out, doc, line, begin, hit->to);
	notes_add_plain(out, doc, str_part(line, begin,
		end_of(line, hit->to) - begin));
	if (*to > out->len)
		*to = out->len;
	if (*from > *to)
		*from = *to;
}

void
prompt_near(struct session *session, const struct hit *hit)
{
	struct prompt *prompt = &session->prompt;

	buf_clear(&prompt->near);
	hit_add_near(&prompt->near, session->doc, hit, &prompt->near_from,
		&prompt->near_to);
}

/* Whole words of what stands behind off, a few of them. */
static void
add_behind(struct buf *out, struct str line, size_t off)
{
	size_t end = off + BEHIND;

	if (end >= line.len) {
		words_add_plain(out, str_from(line, off));
		return;
	}
	while (end > off && line.at[end] != ' ')
		end--;
	words_add_plain(out, str_part(line, off, end - off));
	buf_add_text(out, " …");
}

void
hit_add_compared(struct buf *out, const struct hit *hit, const char *come)
{
	struct str line = node_str(hit->node);
	size_t begin = begin_of(line, hit->from);
	struct buf from = BUF_INIT, to = BUF_INIT;

	if (begin)
		buf_add_text(out, "… ");
	words_add_plain(out, str_part(line, begin, hit->from - begin));
	words_add_plain(&from, str_part(line, hit->from,
		hit->to - hit->from));
	words_add_plain(&to, str_of(come));
	words_add_marked(out, buf_str(&from), buf_str(&to));
	add_behind(out, line, hit->to);
	buf_release(&from);
	buf_release(&to);
}
