/*
 * Filing what a letter asks: the words are marked, the place is the one they
 * name unless another is said, the kind is a letter, and the wording is what
 * stands in quotes. It becomes a proposal of the sender, with the letter and
 * the paragraph as its source, by the command that any proposal is filed with.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "adref/doc/address.h"
#include "adref/doc/named.h"
#include "adref/record/letters.h"
#include "proposal.h"

enum { QUOTES = 4 };

bool
letter_is_asked(const struct prompt *prompt)
{
	return prompt->command && strcmp(prompt->command, "letter-propose")
		== 0;
}

struct doc *
prompt_doc(const struct session *session)
{
	return letter_is_asked(&session->prompt) && session->beside.text
		? session->beside.text : session->doc;
}

bool
letter_asks(struct session *session, const char *command)
{
	if (strcmp(command, "letter-propose") != 0 || !session->beside.letter)
		return false;
	prompt_open(session, PROMPT_PLACE, "about which place?", command);
	return true;
}

/* The places that the paragraph names, that of the marked words first. */
static size_t
list_places(const struct session *session, struct node *out[NAMED_MAX + 1])
{
	struct named all[NAMED_MAX];
	const struct node *place = session_place(session);
	struct doc *text = session->beside.text;
	size_t n = place ? named_read(all, text, node_str(place)) : 0;
	size_t count = 0;

	out[count] = doc_find(text, &session->beside.node);
	count += session->beside.named != NAMED_NOWHERE && out[0];
	for (size_t i = 0; i < n; i++) {
		size_t k = 0;

		while (k < count && out[k] != all[i].node)
			k++;
		if (k == count)
			out[count++] = all[i].node;
	}
	return count;
}

static void
say_place(struct session *session, const struct node *node)
{
	struct prompt *prompt = &session->prompt;
	struct hit hit = { (struct node *)node, 0, 0 };

	address_add(&prompt->hint, node);
	buf_add_text(&prompt->takes, "It is about ");
	address_add(&prompt->takes, node);
	prompt_near(session, &hit);
}

/* What finds a node again: its address where that is its own, else its id. */
static char *
name_of(const struct doc *text, const struct node *node)
{
	struct buf address = BUF_INIT;
	struct err ignored = ERR_INIT;
	struct node *found;

	address_add(&address, node);
	if (address_find(&found, text, buf_str(&address), NULL, &ignored) == 0
	    && found == node)
		return buf_take(&address);
	buf_release(&address);
	return mem_text(node->id.text);
}

/* Of an empty answer the places named are offered, Tab for the next one. */
void
letter_hint_place(struct session *session)
{
	struct prompt *prompt = &session->prompt;
	struct node *places[NAMED_MAX + 1], *node;
	struct doc *text = session->beside.text;
	size_t n;

	free(prompt->suggestion);
	prompt->suggestion = NULL;
	if (prompt->text.len) {
		node = address_near(text, buf_str(&prompt->text), NULL);
		if (node)
			say_place(session, node);
		else
			buf_add_text(&prompt->hint, "no place is called so");
		return;
	}
	n = text ? list_places(session, places) : 0;
	if (!n) {
		buf_add_text(&prompt->hint, "14bis, a1.3: nothing is named "
			"here");
		return;
	}
	node = places[prompt->turn % n];
	prompt->suggestion = name_of(text, node);
	say_place(session, node);
	buf_add_text(&prompt->hint, ", or type another");
	if (n > 1)
		prompt->turns = "Another one named";
}

static const struct {
	const char *open, *close;
} signs[] = {
	{ "\"", "\"" }, { "\u201C", "\u201D" }, { "\u00AB", "\u00BB" },
};
enum { SIGNS = sizeof(signs) / sizeof(*signs) };

/* What stands in quotes, from off on; false when nothing more does. */
static bool
next_quoted(struct str text, size_t *off, struct str *out)
{
	for (; *off < text.len; ++*off)
		for (size_t i = 0; i < SIGNS; i++) {
			size_t from = *off + strlen(signs[i].open), end;

			if (!str_starts(str_from(text, *off), signs[i].open))
				continue;
			end = str_find(text, from, str_of(signs[i].close));
			*out = str_trim(str_part(text, from, end - from));
			if (end == text.len || !out->len)
				continue;
			*off = end + strlen(signs[i].close);
			return true;
		}
	return false;
}

/* Words that are marked reach over the quotes they stand in. */
static struct str
with_quotes(struct str line, size_t from, size_t to)
{
	for (size_t i = 0; i < SIGNS; i++) {
		if (str_ends(str_part(line, 0, from), signs[i].open))
			from -= strlen(signs[i].open);
		if (str_starts(str_from(line, to), signs[i].close))
			to += strlen(signs[i].close);
	}
	return str_part(line, from, to - from);
}

/* What the letter says that the wording could be. */
struct offer {
	struct str marked;		/* or empty */
	struct str quotes[QUOTES];
	size_t n;
};

static void
read_offer(struct offer *out, const struct session *session)
{
	const struct node *place = session_place(session);
	const struct selection *what = &session->selection;
	struct str text = node_str(place);
	size_t off = 0;

	*out = (struct offer){ .n = 0 };
	if (what->is && !what->whole && node_id_same(&what->node,
		&place->id)) {
		out->marked = str_trim(str_part(text, what->from,
			what->to - what->from));
		text = with_quotes(text, what->from, what->to);
	}
	while (out->n < QUOTES && next_quoted(text, &off,
		&out->quotes[out->n]))
		out->n++;
}

/* Whether words stand in a node, at one place. */
static bool
stands_in(struct node *node, struct str words)
{
	char *text = mem_text_len(words.at, words.len);
	struct argument argument = { .text = text, .quoted = true };
	struct err ignored = ERR_INIT;
	struct hit hit;
	bool stands = words.len && hit_exact(&hit, node, &argument, &ignored)
		== 0;

	free(text);
	return stands;
}

/*
 * The words that are meant and the wording: of two quotes the one that stands
 * in the text is to be replaced by the other.
 */
static void
choose_words(const struct offer *offer, struct node *node, struct str *words,
	struct str *wording)
{
	*words = str_of("");
	*wording = offer->n ? offer->quotes[0] : offer->marked;
	for (size_t i = 0; i < offer->n && offer->n > 1; i++)
		if (stands_in(node, offer->quotes[i])) {
			*words = offer->quotes[i];
			*wording = offer->quotes[i ? 0 : 1];
			return;
		}
}

/* Of words to go, or to stay: those that stand there, else all of it. */
static struct str
choose_part(const struct offer *offer, struct node *node)
{
	for (size_t i = 0; i < offer->n; i++)
		if (stands_in(node, offer->quotes[i]))
			return offer->quotes[i];
	return stands_in(node, offer->marked) ? offer->marked : str_of("");
}

static void
add_quoted(struct buf *line, struct str text)
{
	char *copy = mem_text_len(text.at, text.len);

	if (text.len)
		argument_add(line, copy);
	free(copy);
}

/*
 * Run a command on the text beside, for the sender, and come back to where one
 * was in the letter.
 */
static int
run_beside(struct session *session, struct str line, struct err *err)
{
	char *letter = session->doc_name;
	struct err ignored = ERR_INIT;
	node_id near[sizeof(session->near) / sizeof(node_id)];
	char party[sizeof(session->party)];
	char speaker[sizeof(session->speaker)];
	struct stay stay;
	int rc;

	memcpy(near, session->near, sizeof(near));
	memcpy(party, session->party, sizeof(party));
	memcpy(speaker, session->speaker, sizeof(speaker));
	if (!*party)
		letter_speak(session, session->beside.letter->party);
	stay_note(&stay, session);
	selection_clear(session);
	session->doc_name = mem_text(session->beside.name);
	session->place = session->beside.node;
	session->off = 0;
	rc = session_take_doc(session, err);
	if (rc == 0)
		rc = command_do(session, line, err);
	free(session->doc_name);
	session->doc_name = letter;
	session->place = stay.place;
	session->off = stay.off;
	memcpy(session->party, party, sizeof(party));
	memcpy(session->speaker, speaker, sizeof(speaker));
	memcpy(session->near, near, sizeof(near));
	if (session_take_doc(session, rc < 0 ? &ignored : err) < 0)
		rc = -1;
	stay_release(&stay);
	return rc;
}

/* `proposal-add ID VERB … letter NAME#NODE`, and what the arguments are. */
static int
file(struct session *session, struct buf *line, struct err *err)
{
	buf_add_format(line, " letter %s#%s", session->doc_name,
		session->place.text);
	return run_beside(session, buf_str(line), err);
}

static int
ask_verb(struct session *session, const struct node *node)
{
	static const struct {
		const char *letter, *words, *verb;
	} verbs[] = {
		{ "c", "change", "change" }, { "a", "add after", "add after" },
		{ "u", "add under", "add under" }, { "d", "delete", "delete" },
		{ "k", "keep", "keep" },
	};
	enum { VERBS = sizeof(verbs) / sizeof(*verbs) };
	struct prompt_choice choices[VERBS];
	struct buf label = BUF_INIT, lines[VERBS];

	address_add(&label, node);
	buf_add_text(&label, ": what is asked?");
	for (size_t i = 0; i < VERBS; i++) {
		lines[i] = (struct buf)BUF_INIT;
		buf_add_format(&lines[i], "letter-propose %s %s",
			node->id.text, verbs[i].verb);
		choices[i] = (struct prompt_choice){ verbs[i].letter,
			verbs[i].words, buf_text(&lines[i]) };
	}
	prompt_choose(session, buf_text(&label), choices, VERBS);
	buf_release(&label);
	for (size_t i = 0; i < VERBS; i++)
		buf_release(&lines[i]);
	return 0;
}

/* What is to be written in the text: offered, and taken with Enter. */
static int
ask_wording(struct session *session, const struct arguments *args,
	struct node *node, struct err *err)
{
	struct offer offer;
	struct str words, wording;
	struct buf line = BUF_INIT, label = BUF_INIT;
	bool change = strcmp(args->at[1].text, "change") == 0;

	(void)err;
	read_offer(&offer, session);
	choose_words(&offer, node, &words, &wording);
	buf_add_text(&line, "letter-propose");
	for (size_t i = 0; i < args->n; i++)
		buf_add_format(&line, " %s", args->at[i].text);
	buf_add_format(&label, "%s ", change ? "change" : "add");
	if (change && words.len) {
		deed_add_quoted(&label, words);
		add_quoted(&line, words);
		buf_add_text(&label, " in ");
	}
	if (!change)
		buf_add_format(&label, "%s ", args->at[2].text);
	address_add(&label, node);
	buf_add_text(&label, change ? " to" : ":");
	prompt_open(session, PROMPT_WORDING, buf_text(&label),
		buf_text(&line));
	prompt_offer(session, "As the letter has it", wording);
	prompt_offer(session, "The words marked", offer.marked);
	for (size_t i = 0; i < offer.n; i++)
		prompt_offer(session, "Other words in quotes",
			offer.quotes[i]);
	buf_release(&line);
	buf_release(&label);
	return 0;
}

/* Delete and keep need no wording. */
static int
file_part(struct session *session, const struct arguments *args,
	struct node *node, struct err *err)
{
	struct offer offer;
	struct buf line = BUF_INIT;
	int rc;

	read_offer(&offer, session);
	buf_add_format(&line, "proposal-add %s %s", node->id.text,
		args->at[1].text);
	add_quoted(&line, choose_part(&offer, node));
	rc = file(session, &line, err);
	buf_release(&line);
	return rc;
}

static int
file_wording(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct buf line = BUF_INIT;
	int rc;

	buf_add_text(&line, "proposal-add");
	for (size_t i = 0; i < args->n; i++) {
		if (args->at[i].quoted)
			argument_add(&line, args->at[i].text);
		else
			buf_add_format(&line, " %s", args->at[i].text);
	}
	rc = file(session, &line, err);
	buf_release(&line);
	return rc;
}

static int
find_place(struct session *session, const struct argument *argument,
	struct node **out, struct err *err)
{
	if (!session->beside.text)
		return err_set(err, ERR_REFUSED, "there is no text beside this "
			"letter");
	if (!*argument->text)
		return err_set(err, ERR_REFUSED, "which place is it about? "
			"Type its number");
	return address_find(out, session->beside.text, str_of(argument->text),
		NULL, err);
}

/* What was answered so far: the place, the kind, the wording. */
int
run_letter_propose(struct session *session, const struct arguments *args,
	struct err *err)
{
	enum proposal_verb verb;
	struct node *node;

	if (!session->beside.letter)
		return err_set(err, ERR_REFUSED, "this is no letter that was "
			"received");
	if (!args->n)
		return usage("letter-propose", err);
	if (find_place(session, &args->at[0], &node, err) < 0)
		return -1;
	if (args->n == 1)
		return ask_verb(session, node);
	if (!proposal_verb_of(str_of(args->at[1].text), &verb))
		return usage("letter-propose", err);
	if (args->at[args->n - 1].quoted)
		return file_wording(session, args, err);
	if (verb == PROPOSAL_ADD || verb == PROPOSAL_MOD)
		return ask_wording(session, args, node, err);
	return file_part(session, args, node, err);
}
