/*
 * Brackets by command: put, lifted, and who stands how to them.
 */
#include "adref/text/bracket.h"

#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/doc/address.h"
#include "adref/doc/party.h"
#include "adref/text/attribution.h"
#include "adref/text/number.h"
#include "adref/text/words.h"
#include "adref/base/utf8.h"
#include "inside.h"

enum { TRIES = 5 };

/* What is to be bracketed, and for whom. */
struct bracketing {
	struct session *session;
	struct change *at;	/* the changes that put the brackets */
	size_t n, cap;
	struct buf close;	/* `]{IND}` */
	char party[13];
	bool signed_for;	/* not a request, but a stance */
};

static void
add_bracket(struct bracketing *out, const struct node *node, size_t off,
	const char *come)
{
	out->at = mem_grow(out->at, &out->cap, out->n + 1, sizeof(*out->at));
	out->at[out->n++] = (struct change){
		.kind = CHANGE_TEXT, .node = node->id, .off = off,
		.gone = "", .come = come,
	};
}

static void
bracket_words(struct bracketing *out, const struct node *node, size_t from,
	size_t to)
{
	struct bracket_pieces pieces = { 0 };

	if (node->kind == NODE_TABLE || (node->kind == NODE_ROW &&
	    memchr(node->line + from, '|', to - from)))
		return;		/* brackets stand inside a cell */
	bracket_cut(&pieces, node_str(node), from, to);
	for (size_t i = 0; i < pieces.n; i++) {
		add_bracket(out, node, pieces.at[i].from, "[");
		add_bracket(out, node, pieces.at[i].to, buf_text(&out->close));
	}
	bracket_pieces_release(&pieces);
}

/* A paragraph's text begins behind its number. */
static size_t
text_start(const struct node *node)
{
	struct number number;

	if (number_read(&number, node_str(node)) && number.end < node->len)
		return number.end;
	return 0;
}

static void
bracket_node(struct bracketing *out, const struct node *node)
{
	if (node->len)
		bracket_words(out, node, text_start(node), node->len);
}

/* Whether a node's own brackets are all paired inside it. */
static bool
is_whole(const struct node *node)
{
	return node->residue_n == 0 && node->len > 0 &&
		node->kind != NODE_ROW && node->kind != NODE_TABLE;
}

/* One pair around a run of whole nodes of one section. */
static void
bracket_run(struct bracketing *out, const struct node *first,
	const struct node *last)
{
	if (first == last) {
		bracket_node(out, first);
		return;
	}
	add_bracket(out, first, text_start(first), "[");
	add_bracket(out, last, last->len, buf_text(&out->close));
}

static void
bracket_range(struct bracketing *out, const struct node *from,
	const struct node *to)
{
	const struct node *first = NULL, *last = NULL;

	for (const struct node *at = from;; at = node_next(at)) {
		bool goes_on = first && is_whole(at) &&
			at->kind != NODE_SECTION &&
			node_section(at) == node_section(first);

		if (first && !goes_on) {
			bracket_run(out, first, last);
			first = NULL;
		}
		if (!first && is_whole(at) && at->kind != NODE_SECTION)
			first = at;
		else if (!first)
			bracket_node(out, at);
		last = at;
		if (at == to)
			break;
	}
	if (first)
		bracket_run(out, first, last);
}

static int
save_brackets(struct bracketing *out, const struct node *node,
	struct str words, const char *what, struct err *err)
{
	struct buf subject = BUF_INIT, done = BUF_INIT, quoted = BUF_INIT;
	struct deed deed = { .kind = "bracket-add", .party = out->party,
		.changes = out->at, .n = out->n, .exact = true };
	int rc;

	if (!out->n)
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
	rc = session_act(out->session, &deed, err);
	if (rc == 0)
		selection_clear(out->session);
	buf_release(&subject);
	buf_release(&done);
	buf_release(&quoted);
	return rc;
}

/* `IND`, `+EU`, `-USA`, `?CHE`, `~EU`. */
static int
read_stance(struct attribution *out, const struct argument *arg,
	struct err *err)
{
	char sign = arg->text[0];
	struct argument party = *arg;
	char code[13];

	if (sign && strchr("+-?~", sign))
		party.text++;
	else
		sign = 0;
	if (sign == '~' && code_is_valid(str_of(party.text)) &&
	    !party_by_code(str_of(party.text)))
		memcpy(code, party.text, strlen(party.text) + 1);
	else if (argument_party(&party, code, err) < 0)
		return -1;
	if (!*code && !sign)
		return 0;
	if (!*code)
		memcpy(code, "CHAIR", sizeof("CHAIR"));
	if (sign != '~') {
		attribution_add(out, sign, str_of(code));
		return 0;
	}
	for (const char *each = "+-?"; *each; each++)
		attribution_drop(out, *each, str_of(code));
	attribution_drop(out, 0, str_of(code));
	return 0;
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
		rc = read_stance(&attribution, &args->at[i], err);
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
	if (n == 1) {
		bracket_node(out, from);
		return save_brackets(out, from, str_from(node_str(from),
			text_start(from)), NULL, err);
	}
	bracket_range(out, from, to);
	snprintf(what, sizeof(what), "%zu paragraphs from here", n);
	return save_brackets(out, from, str_of(""), what, err);
}

/* Where the words are in what the line became; false when they went. */
static bool
carry_hit(struct hit *hit, const struct session *session,
	const node_id *id, struct str was)
{
	struct node *node = doc_find(session->doc, id);
	size_t end = utf8_prev(was, hit->to), from, last;

	if (!node || hit->from >= end ||
	    !words_carry(was, node_str(node), hit->from, 1, &from) ||
	    !words_carry(was, node_str(node), end, hit->to - end, &last))
		return false;
	*hit = (struct hit){ node, from, last + (hit->to - end) };
	return true;
}

/*
 * Words of one node. When somebody else changed the line meanwhile, the words
 * are looked for in what it became and cut anew, so that pairs nest there too.
 */
static int
add_words(struct bracketing *out, const struct hit *first, struct err *err)
{
	struct hit hit = *first;
	int rc = -1;

	for (int i = 0; rc < 0 && i < TRIES; i++) {
		char *was = mem_text_len(hit.node->line, hit.node->len);
		node_id id = hit.node->id;
		bool again;

		out->n = 0;
		err_clear(err);
		bracket_words(out, hit.node, hit.from, hit.to);
		rc = save_brackets(out, hit.node, str_part(node_str(hit.node),
			hit.from, hit.to - hit.from), NULL, err);
		again = rc < 0 && err->code == ERR_STALE && carry_hit(&hit,
			out->session, &id, str_of(was));
		free(was);
		if (!again)
			break;
	}
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
	for (struct node *at = to; at; at = node_next(at))
		if (at == from)
			return add_between(out, to, from, err);
	return add_between(out, from, to, err);
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
			: add_selection(&out, err);
	free(out.at);
	buf_release(&out.close);
	return rc;
}

/* A bracket of a node by its index, with its mate wherever that is. */
struct pair {
	struct node *open, *close;	/* close NULL: a slip */
	struct bracket opener, closer;
};

static void
read_brackets(struct brackets *out, const struct node *node)
{
	struct tokens tokens = TOKENS_INIT;

	tokens_read(&tokens, node_str(node));
	brackets_read(out, &tokens, node_str(node));
	tokens_release(&tokens);
}

static const struct residue_end *
residue_of(const struct node *node, size_t index)
{
	for (size_t i = 0; i < node->residue_n; i++)
		if (node->residue[i].index == index)
			return &node->residue[i];
	return NULL;
}

static struct bracket
bracket_of(const struct node *node, size_t index)
{
	struct brackets all = BRACKETS_INIT;
	struct bracket one;

	read_brackets(&all, node);
	one = all.at[index];
	brackets_release(&all);
	return one;
}

/* The pair that the bracket with this index belongs to. */
static void
pair_read(struct pair *out, struct node *node, const struct brackets *all,
	size_t index)
{
	const struct bracket *here = &all->at[index];
	const struct residue_end *end;
	struct node *far = node;
	struct bracket other;

	*out = (struct pair){ 0 };
	if (here->mate != BRACKET_NONE) {
		other = all->at[here->mate];
	} else {
		end = residue_of(node, index);
		far = end ? end->mate : NULL;
		if (far)
			other = bracket_of(far,
				far->residue[end->mate_index].index);
	}
	out->open = here->opens ? node : far;
	out->close = here->opens ? far : node;
	out->opener = here->opens ? *here : far ? other
		: (struct bracket){ 0 };
	out->closer = !here->opens ? *here : far ? other
		: (struct bracket){ 0 };
}

/* The pair around the cursor, across nodes too when it stands on one end. */
static int
pair_here(struct pair *out, struct session *session, struct err *err)
{
	struct node *node = session_place(session);
	struct brackets all = BRACKETS_INIT;
	size_t off = session->off, index = BRACKET_NONE;

	if (session->selection.is && !session->selection.whole)
		off = session->selection.from;
	read_brackets(&all, node);
	for (size_t i = 0; i < all.n; i++)
		if (all.at[i].off == off)
			index = i;
	if (index == BRACKET_NONE)
		index = brackets_around(&all, off);
	if (index == BRACKET_NONE && node->pairs == 1 && !node->residue_n)
		index = brackets_opener(&all, 1);
	if (index != BRACKET_NONE)
		pair_read(out, node, &all, index);
	brackets_release(&all);
	if (index == BRACKET_NONE)
		return err_set(err, ERR_REFUSED, node->pairs
			? "which brackets? go to them first"
			: "there are no brackets here");
	return 0;
}

static int
pair_named(struct pair *out, struct session *session,
	const struct arguments *args, struct err *err)
{
	struct brackets all = BRACKETS_INIT;
	struct node *node;
	size_t n, index;

	if (argument_node(session, &args->at[0], &node, err) < 0 ||
	    argument_count(&args->at[1], &n, err) < 0)
		return -1;
	read_brackets(&all, node);
	index = brackets_opener(&all, n);
	if (index != BRACKET_NONE)
		pair_read(out, node, &all, index);
	brackets_release(&all);
	if (index == BRACKET_NONE)
		return err_set(err, ERR_REFUSED,
			"there is no bracket %zu in this paragraph", n);
	return 0;
}

static struct str
pair_words(const struct pair *pair)
{
	const struct node *node = pair->open ? pair->open : pair->close;
	size_t from = pair->open ? pair->opener.off + pair->opener.len : 0;
	size_t to = pair->close == node ? pair->closer.off : node->len;

	return str_part(node_str(node), from, to - from);
}

/* Lifting `a [ b` leaves one blank, not two: the one behind goes too. */
static size_t
blank_behind(const struct node *node, const struct bracket *one)
{
	size_t end = one->off + one->len + one->attr_len;

	return one->off && node->line[one->off - 1] == ' ' &&
		end < node->len && node->line[end] == ' ';
}

static int
drop_pair(struct session *session, const struct pair *pair, struct err *err)
{
	const struct node *node = pair->open ? pair->open : pair->close;
	struct buf subject = BUF_INIT, done = BUF_INIT, words = BUF_INIT;
	struct change changes[2];
	struct deed deed = { .kind = "bracket-drop", .changes = changes };
	char *gone[2] = { NULL, NULL };
	int rc;

	for (int i = 0; i < 2; i++) {
		const struct node *at = i ? pair->close : pair->open;
		const struct bracket *one = i ? &pair->closer : &pair->opener;

		if (!at)
			continue;
		gone[i] = mem_text_len(at->line + one->off, one->len +
			one->attr_len + blank_behind(at, one));
		changes[deed.n++] = (struct change){
			.kind = CHANGE_TEXT, .node = at->id, .off = one->off,
			.gone = gone[i], .come = "",
		};
	}
	deed_add_quoted(&words, pair_words(pair));
	address_add(&subject, node);
	buf_add_str(&done, buf_str(&subject));
	buf_add_format(&subject, ": lift the brackets of %s",
		buf_text(&words));
	buf_add_format(&done, ": lifted the brackets of %s",
		buf_text(&words));
	deed.subject = buf_text(&subject);
	deed.done = buf_text(&done);
	rc = session_act(session, &deed, err);
	if (rc == 0)
		selection_clear(session);
	session->at_bracket = false;
	free(gone[0]);
	free(gone[1]);
	buf_release(&subject);
	buf_release(&done);
	buf_release(&words);
	return rc;
}

int
run_bracket_drop(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct pair pair;
	int rc;

	if (args->n && args->n != 2)
		return usage("bracket-drop", err);
	rc = args->n ? pair_named(&pair, session, args, err)
		: pair_here(&pair, session, err);
	return rc < 0 ? -1 : drop_pair(session, &pair, err);
}

static int
save_stance(struct session *session, const struct pair *pair,
	const struct arguments *args, const struct attribution *now,
	struct err *err)
{
	struct buf come = BUF_INIT, subject = BUF_INIT;
	size_t off = pair->closer.off + pair->closer.len;
	char *gone = mem_text_len(pair->close->line + off,
		pair->closer.attr_len);
	struct change change = { .kind = CHANGE_TEXT, .gone = gone,
		.node = pair->close->id, .off = off };
	struct deed deed = { .kind = "bracket-stance", .changes = &change,
		.n = 1 };
	int rc;

	attribution_write(now, &come);
	change.come = buf_text(&come);
	address_add(&subject, pair->open);
	buf_add_text(&subject, ": on ");
	deed_add_quoted(&subject, pair_words(pair));
	for (size_t i = 2; i < args->n; i++)
		buf_add_format(&subject, " %s", args->at[i].text);
	deed.subject = deed.done = buf_text(&subject);
	rc = strcmp(gone, buf_text(&come)) == 0
		? err_set(err, ERR_REFUSED, "so it stands already")
		: session_act(session, &deed, err);
	free(gone);
	buf_release(&come);
	buf_release(&subject);
	return rc;
}

int
run_bracket_stance(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct attribution now = ATTRIBUTION_INIT;
	struct pair pair;
	int rc = 0;

	if (args->n < 3)
		return usage("bracket-stance", err);
	if (pair_named(&pair, session, args, err) < 0)
		return -1;
	if (!pair.close)
		return err_set(err, ERR_REFUSED,
			"this bracket has no mate: mend that first");
	attribution_read(&now, str_part(node_str(pair.close),
		pair.closer.off + pair.closer.len, pair.closer.attr_len));
	for (size_t i = 2; i < args->n && rc == 0; i++)
		rc = read_stance(&now, &args->at[i], err);
	if (rc == 0)
		rc = save_stance(session, &pair, args, &now, err);
	attribution_release(&now);
	return rc;
}
