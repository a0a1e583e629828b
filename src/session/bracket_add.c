/*
 * Putting words, paragraphs and ranges in brackets, for whoever asks. Where
 * the brackets go is enclose.h's to say.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "adref/doc/address.h"
#include "adref/doc/enclose.h"
#include "adref/doc/party.h"
#include "adref/text/words.h"
#include "bracket_inside.h"

/* What is to be bracketed, and for whom. */
struct bracketing {
	struct session *session;
	struct enclosures where;
	struct buf close;	/* `]{IND}` */
	char party[13];
	bool signed_for;	/* not a request, but a stance */
};

/* The changes that put the brackets; the caller frees. */
static struct change *
changes_of(const struct bracketing *out)
{
	const struct enclosures *where = &out->where;
	struct change *changes = mem_new(2 * where->n, sizeof(*changes));

	for (size_t i = 0; i < where->n; i++) {
		const struct enclosure *at = &where->at[i];

		changes[2 * i] = (struct change){ .kind = CHANGE_TEXT,
			.node = at->open->id, .off = at->from, .gone = "",
			.come = "[" };
		changes[2 * i + 1] = (struct change){ .kind = CHANGE_TEXT,
			.node = at->close->id, .off = at->to, .gone = "",
			.come = buf_text(&out->close) };
	}
	return changes;
}

static int
save_brackets(struct bracketing *out, const struct node *node,
	struct str words, const char *what, struct err *err)
{
	struct buf subject = BUF_INIT, done = BUF_INIT, quoted = BUF_INIT;
	struct deed deed = { .kind = "bracket-add", .party = out->party,
		.n = 2 * out->where.n };
	struct change *changes;
	int rc;

	if (!out->where.n)
		return err_set(err, ERR_REFUSED,
			"there are no words here to put in brackets");
	if (what)
		buf_add_text(&quoted, what);
	else
		deed_add_quoted(&quoted, words);
	address_add(&subject, node);
	buf_add_str(&done, buf_str(&subject));
	buf_add_format(&subject, ": bracket %s", buf_text(&quoted));
	buf_add_format(&done, ": bracketed %s", buf_text(&quoted));
	if (!out->signed_for) {
		deed_add_request(&subject, out->party);
		deed_add_request(&done, out->party);
	} else {
		buf_add_format(&subject, " for %s",
			party_room_name(out->party));
		buf_add_format(&done, " for %s", party_room_name(out->party));
	}
	deed.subject = buf_text(&subject);
	deed.done = buf_text(&done);
	deed.changes = changes = changes_of(out);
	rc = session_act(out->session, &deed, err);
	if (rc == 0)
		selection_clear(out->session);
	free(changes);
	buf_release(&subject);
	buf_release(&done);
	buf_release(&quoted);
	return rc;
}

/* The first party named is the one the act is for. */
static void
take_speaker(struct bracketing *out, const struct argument *arg)
{
	struct argument party = *arg;
	struct err ignored = ERR_INIT;

	if (*party.text && strchr("+-?~", *party.text))
		party.text++;
	argument_party(&party, out->party, &ignored);
	out->signed_for = party.text != arg->text;
}

/* Parties at the end of the line; without any, who speaks. */
static int
read_parties(struct bracketing *out, const struct arguments *args,
	size_t at, struct err *err)
{
	struct attribution attribution = ATTRIBUTION_INIT;
	int rc = 0;

	memcpy(out->party, out->session->party, sizeof(out->party));
	for (size_t i = at; i < args->n && rc == 0; i++) {
		rc = stance_read(&attribution, &args->at[i], err);
		if (rc == 0 && i == at)
			take_speaker(out, &args->at[i]);
	}
	if (at >= args->n && *out->party)
		attribution_add(&attribution, 0, str_of(out->party));
	buf_add_char(&out->close, ']');
	attribution_write(&attribution, &out->close);
	attribution_release(&attribution);
	return rc;
}

/* `NODE..NODE`, or one node twice. */
static int
read_range(struct session *session, const struct argument *arg,
	struct node **from, struct node **to, struct err *err)
{
	struct str text = str_of(arg->text);
	size_t dots = str_find(text, 0, str_of(".."));
	int rc;

	rc = address_find(from, session->doc, str_part(text, 0, dots), NULL,
		err);
	*to = *from;
	if (rc == 0 && dots < text.len)
		rc = address_find(to, session->doc, str_from(text, dots + 2),
			*from, err);
	return rc;
}

/* Words without a node: here, else the one place in the text. */
static int
find_words(struct session *session, const struct argument *words,
	struct hit *hit, struct err *err)
{
	struct node *place = session_place(session);
	struct hit other;
	size_t n;

	if (hit_in(hit, place, 0, str_of(words->text)))
		return hit_exact(hit, place, words, err);
	n = hit_count(session, str_of(words->text), 100);
	if (n > 1)
		return err_set(err, ERR_REFUSED, "\"%.200s\" is there %zu%s "
			"times: go to the one that is meant", words->text, n,
			n == 100 ? " or more" : "");
	if (!n || !hit_next(&other, session, str_of(words->text)))
		return err_set(err, ERR_REFUSED, "\"%.200s\" is nowhere in "
			"this text", words->text);
	*hit = other;
	return 0;
}

static int
add_between(struct bracketing *out, struct node *from, struct node *to,
	struct err *err)
{
	const struct node *at = from;
	char what[60];
	size_t n = 1;

	while (at && at != to) {
		at = node_next(at);
		n++;
	}
	if (!at)
		return err_set(err, ERR_REFUSED,
			"the first of the two stands behind the second");
	enclose_nodes(&out->where, from, to);
	if (n == 1)
		return save_brackets(out, from, str_from(node_str(from),
			node_text_start(from)), NULL, err);
	snprintf(what, sizeof(what), "%zu paragraphs from here", n);
	return save_brackets(out, from, str_of(""), what, err);
}

/* The pair whose brackets are just around the words, at somebody's request. */
static bool
asked_around(struct pair *out, const struct hit *hit)
{
	struct attribution who = ATTRIBUTION_INIT;
	struct brackets all = BRACKETS_INIT;
	bool found = false;

	brackets_read_line(&all, node_str(hit->node));
	if (pair_around(out, hit->node, &all, hit->from) &&
	    pair_is_inside(out)) {
		size_t begin = out->opener.off, end = out->closer.off;
		size_t behind = end + out->closer.len;

		attribution_read(&who, pair_attribution(out));
		found = attribution_count(&who, '\0') &&
			((hit->from == begin + out->opener.len &&
			hit->to == end) || (hit->from == begin &&
			hit->to >= behind &&
			hit->to <= behind + out->closer.attr_len));
	}
	attribution_release(&who);
	brackets_release(&all);
	return found;
}

/* `: on "words": India asks for the brackets too`. */
static void
say_too(struct stance_act *act, const struct pair *pair,
	const struct attribution *more)
{
	address_add(&act->subject, pair->open);
	buf_add_text(&act->subject, ": on ");
	deed_add_quoted(&act->subject, pair_words(pair));
	buf_add_text(&act->subject, ": ");
	if (names_add(&act->subject, more, '\0') > 1)
		buf_add_text(&act->subject, " ask for the brackets too");
	else
		buf_add_text(&act->subject, " asks for the brackets too");
	buf_add_str(&act->done, buf_str(&act->subject));
}

/* One more asks for brackets that stand there at another's request. */
static int
ask_too(struct bracketing *out, const struct pair *pair,
	const struct attribution *more, struct err *err)
{
	struct attribution now = ATTRIBUTION_INIT;
	struct stance_act act = { .kind = "bracket-stance",
		.party = out->party };
	bool new = false;
	int rc;

	attribution_read(&now, pair_attribution(pair));
	for (size_t i = 0; i < more->n; i++)
		new |= attribution_add(&now, '\0', str_of(more->at[i].code));
	say_too(&act, pair, more);
	rc = new ? stances_save(out->session, pair, &now, &act, err)
		: err_set(err, ERR_REFUSED, "%s asks for these brackets "
			"already", party_room_name(out->party));
	if (rc == 0)
		selection_clear(out->session);
	attribution_release(&now);
	buf_release(&act.subject);
	buf_release(&act.done);
	return rc;
}

/* Whether those named do nothing but ask, for brackets that are there. */
static bool
is_asked_too(const struct bracketing *out, const struct hit *hit,
	struct pair *pair, struct attribution *more)
{
	return attribution_read(more, str_from(buf_str(&out->close), 1)) &&
		attribution_count(more, '\0') == more->n &&
		asked_around(pair, hit);
}

static int
add_words(struct bracketing *out, const struct hit *hit, struct err *err)
{
	struct attribution more = ATTRIBUTION_INIT;
	struct pair pair;
	int rc;

	if (is_asked_too(out, hit, &pair, &more)) {
		rc = ask_too(out, &pair, &more, err);
	} else {
		enclose_words(&out->where, hit->node, hit->from, hit->to);
		rc = save_brackets(out, hit->node, str_part(node_str(
			hit->node), hit->from, hit->to - hit->from), NULL,
			err);
	}
	attribution_release(&more);
	return rc;
}

static int
add_selection(struct bracketing *out, struct err *err)
{
	const struct selection *selection = &out->session->selection;
	struct node *from = doc_find(out->session->doc, &selection->node);
	struct node *to = doc_find(out->session->doc, &selection->to_node);
	struct hit hit = { from, selection->from, selection->to };

	if (!selection->is)
		return usage("bracket-add", err);
	if (!selection->whole)
		return add_words(out, &hit, err);
	return from != to && node_comes_before(to, from)
		? add_between(out, to, from, err)
		: add_between(out, from, to, err);
}

/* The marked paragraphs; those one behind the other as a range. */
static int
add_marked(struct bracketing *out, const struct nodes *marked,
	struct err *err)
{
	char what[60];
	size_t first = 0;
	int rc;

	for (size_t i = 0; i < marked->n; i++) {
		if (i + 1 < marked->n &&
		    node_next(marked->at[i]) == marked->at[i + 1])
			continue;
		enclose_nodes(&out->where, marked->at[first], marked->at[i]);
		first = i + 1;
	}
	snprintf(what, sizeof(what), "%zu marked paragraphs", marked->n);
	rc = save_brackets(out, marked->at[0], str_from(node_str(
		marked->at[0]), node_text_start(marked->at[0])),
		marked->n > 1 ? what : NULL, err);
	if (rc == 0)
		marks_clear(out->session);
	return rc;
}

static int
add_here(struct bracketing *out, struct err *err)
{
	struct nodes marked = { NULL, 0, 0 };
	int rc;

	if (!out->session->selection.is)
		marks_take(&marked, out->session, false);
	rc = marked.n ? add_marked(out, &marked, err)
		: add_selection(out, err);
	nodes_release(&marked);
	return rc;
}

/* [NODE[..NODE]] ["words"] [PARTY...] */
static int
add_named(struct bracketing *out, const struct arguments *args,
	struct err *err)
{
	struct session *session = out->session;
	struct node *from = NULL, *to = NULL;
	struct hit hit;
	size_t at = 0;

	if (args->n && !args->at[0].quoted) {
		if (read_range(session, &args->at[0], &from, &to, err) < 0)
			return -1;
		at = 1;
	}
	if (at < args->n && args->at[at].quoted && *args->at[at].text) {
		if (from ? hit_exact(&hit, from, &args->at[at], err)
			: find_words(session, &args->at[at], &hit, err))
			return -1;
		return read_parties(out, args, at + 1, err) < 0 ? -1
			: add_words(out, &hit, err);
	}
	if (at < args->n && args->at[at].quoted)
		at++;
	if (!from)
		from = to = session_place(session);
	return read_parties(out, args, at, err) < 0 ? -1
		: add_between(out, from, to, err);
}

int
run_bracket_add(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct bracketing out = { .session = session };
	int rc;

	if (args->n)
		rc = add_named(&out, args, err);
	else
		rc = read_parties(&out, args, 0, err) < 0 ? -1
			: add_here(&out, err);
	enclosures_release(&out.where);
	buf_release(&out.close);
	return rc;
}
