/*
 * New paragraphs, bullets, headings and rows: where they stand, of what kind
 * they are, and the number they get. Numbers are frozen while a text is live:
 * a new one always gets a suffix, at the end of a list too.
 */
#include <string.h>

#include "adref/doc/address.h"
#include "adref/doc/numbering.h"
#include "adref/text/number.h"
#include "adref/text/quote.h"
#include "structure.h"

static const char *const place_words[PLACES] = {
	[PLACE_BEFORE] = "before", [PLACE_AFTER] = "after",
	[PLACE_UNDER] = "under", [PLACE_AFTER_SECTION] = "after-section",
	[PLACE_ALT] = "alt", [PLACE_SUPRA] = "supra",
	[PLACE_OPTION] = "option",
};

bool
place_word_of(const char *word, enum place_word *out)
{
	for (size_t i = 0; i < PLACES; i++)
		if (strcmp(word, place_words[i]) == 0) {
			*out = (enum place_word)i;
			return true;
		}
	return false;
}

const char *
place_word_text(enum place_word word)
{
	return place_words[word];
}

/* A new node is of the kind of the one beside it, or of those under it. */
static void
set_kind(struct adding *adding)
{
	const struct node *by = adding->by, *like = by;
	struct change *change = &adding->change;

	change->as = by->kind;
	change->level = by->level;
	if (adding->word == PLACE_UNDER) {
		like = last_text_child(by);
		change->as = adding->option && by->kind != NODE_SECTION
			? by->kind
			: like && like->kind != NODE_TABLE ? like->kind
			: by->kind == NODE_SECTION ? NODE_PARAGRAPH
			: by->kind == NODE_TABLE ? NODE_ROW : NODE_ITEM;
	}
	if (change->as == NODE_TABLE)
		change->as = NODE_PARAGRAPH;
}

/* An alternative goes behind those there are of the same paragraph. */
static struct node *
last_alternative(struct node *node)
{
	struct buf key = BUF_INIT, other = BUF_INIT;
	struct number number;
	bool goes_on = number_read(&number, node_str(node));

	number_add_key(&key, node_str(node), &number);
	if (str_find(buf_str(&key), 0, str_of("alt")) < key.len)
		buf_cut(&key, str_find(buf_str(&key), 0, str_of("alt")));
	buf_add_text(&key, "alt");
	while (goes_on && node->next) {
		buf_clear(&other);
		goes_on = number_read(&number, node_str(node->next));
		number_add_key(&other, node_str(node->next), &number);
		goes_on = goes_on && str_starts(buf_str(&other),
			buf_text(&key));
		if (goes_on)
			node = node->next;
	}
	buf_release(&key);
	buf_release(&other);
	return node;
}

/* The last option in a row that node is one of. */
static struct node *
last_option(struct node *node)
{
	while (node->next && number_is_option(node->next))
		node = node->next;
	return node;
}

/* Options stand below what they are options of, one behind the other. */
static void
find_option_place(struct adding *adding)
{
	struct node *last = last_text_child(adding->by);

	adding->option = true;
	adding->word = PLACE_AFTER;
	if (number_is_option(adding->by)) {
		adding->by = last_option(adding->by);
	} else if (last && number_is_option(last)) {
		adding->by = last;
	} else {
		adding->word = PLACE_UNDER;
	}
}

/* `Option 2: ` and its text; without one `No text`. */
static void
add_option(struct adding *adding, struct str text)
{
	find_option_place(adding);
	number_option(&adding->line, adding->word == PLACE_AFTER
		? adding->by : NULL);
	buf_add_str(&adding->line, text.len ? text : str_of("No text"));
}

/* A row keeps its cells: as many empty ones as its neighbour has. */
static void
add_cells(struct buf *out, struct str row)
{
	size_t pipes = 0;

	for (size_t i = 0; i < row.len; i++)
		pipes += row.at[i] == '|' && (!i || row.at[i - 1] != '\\');
	buf_add_char(out, '|');
	while (pipes-- > 1)
		buf_add_text(out, "  |");
}

static int
add_row(struct adding *adding, struct str text, struct err *err)
{
	const struct node *like = adding->word == PLACE_UNDER
		? adding->by->last : adding->by;

	if (text.len && (text.len < 2 || text.at[0] != '|' ||
	    !str_ends(text, "|")))
		return err_set(err, ERR_REFUSED, "a row of a table begins and "
			"ends with |, as in | one | two |");
	if (text.len)
		buf_add_str(&adding->line, text);
	else
		add_cells(&adding->line, like ? node_str(like)
			: str_of("| |"));
	return 0;
}

/*
 * The number, unless the text brings one of its own, and the text. Only an
 * alternative must have a number to be one of.
 */
static int
add_line(struct adding *adding, struct str text, struct err *err)
{
	static const enum number_way ways[PLACES] = {
		[PLACE_ALT] = NUMBER_ALT, [PLACE_SUPRA] = NUMBER_SUPRA,
		[PLACE_BEFORE] = NUMBER_SUPRA,
	};
	struct number number;
	bool numbered = true;

	if (adding->word != PLACE_UNDER && !number_read(&number, text))
		numbered = number_beside(&adding->line, adding->by,
			ways[adding->word]);
	if (!numbered && adding->word >= PLACE_ALT)
		return err_set(err, ERR_REFUSED, "this has no number that "
			"\"%s\" could be said of",
			place_word_text(adding->word));
	buf_add_str(&adding->line, text);
	return 0;
}

static int
check_place(struct adding *adding, struct err *err)
{
	if (adding->by->kind == NODE_NOTE)
		return err_set(err, ERR_REFUSED,
			"a footnote is added where its mark is");
	if (adding->word == PLACE_AFTER && adding->by->kind == NODE_SECTION)
		adding->word = PLACE_AFTER_SECTION;
	if (adding->word != PLACE_AFTER_SECTION)
		return 0;
	adding->by = node_section(adding->by);
	return adding->by ? 0 : err_set(err, ERR_REFUSED,
		"this stands in no section");
}

int
adding_plan(struct adding *adding, struct str text, struct err *err)
{
	struct change *change = &adding->change;
	struct buf line = BUF_INIT;
	int rc = 0;

	if (check_place(adding, err) < 0)
		return -1;
	if (adding->word == PLACE_OPTION)
		add_option(adding, text);
	set_kind(adding);
	if (!adding->option)
		rc = change->as == NODE_ROW ? add_row(adding, text, err)
			: add_line(adding, text, err);
	if (rc < 0)
		return -1;
	if (adding->word == PLACE_ALT)
		adding->by = last_alternative(adding->by);
	set_place(change, adding->by, adding->word == PLACE_SUPRA
		? PLACE_BEFORE : adding->word, change->as == NODE_SECTION);
	if (change->as == NODE_ROW)
		buf_add_str(&line, str_trim(buf_str(&adding->line)));
	else
		quote_add_line(&line, str_trim(buf_str(&adding->line)));
	buf_release(&adding->line);
	adding->line = line;
	change->come = buf_text(&adding->line);
	change->node = doc_new_id(adding->session->doc,
		record_env(adding->session->record));
	return 0;
}

void
adding_release(struct adding *adding)
{
	buf_release(&adding->line);
}

/* A row of empty cells says nothing, either. */
static bool
says_words(const struct change *change)
{
	const char *words = change->come;

	if (change->as == NODE_ROW)
		words += strspn(words, "| ");
	return *words != '\0';
}

/* Words that come to a paragraph are said otherwise than one that comes. */
static const char *
side_of(const struct change *change, const struct node *by)
{
	if (node_id_same(&change->after, &by->id))
		return "behind";
	return node_id_same(&change->parent, &by->id) ? "under" : "before";
}

int
adding_act(struct session *session, const struct change *change,
	const struct node *by, struct err *err)
{
	static const char *const kinds[] = {
		[NODE_SECTION] = "heading", [NODE_PARAGRAPH] = "paragraph",
		[NODE_ITEM] = "bullet", [NODE_ROW] = "row",
		[NODE_TABLE] = "table", [NODE_NOTE] = "note",
	};
	struct deed deed = { .kind = "node-add", .changes = change, .n = 1 };
	struct buf said = BUF_INIT;
	bool says = says_words(change);
	int rc;

	address_add(&said, by);
	buf_add_format(&said, ": %s %s %s it", says ? "new" : "an empty",
		kinds[change->as], side_of(change, by));
	if (says) {
		buf_add_text(&said, ": ");
		deed_add_quoted(&said, str_of(change->come));
	}
	deed.subject = deed.done = buf_text(&said);
	rc = session_act(session, &deed, err);
	buf_release(&said);
	return rc;
}

int
structure_plan_add(struct changes *changes, struct session *session,
	const struct added *added, struct err *err)
{
	struct adding adding = { .session = session, .by = added->by,
		.word = added->word, .change = { .kind = CHANGE_ADD } };
	int rc = adding_plan(&adding, added->text, err);

	if (rc == 0) {
		adding.change.node = added->id;
		adding.change.come = changes_text(changes,
			buf_str(&adding.line));
		changes_add(changes, adding.change);
	}
	adding_release(&adding);
	return rc;
}

int
run_node_add(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct adding adding = { .session = session,
		.change = { .kind = CHANGE_ADD } };
	int rc;

	if (args->n != 3 || !args->at[2].quoted)
		return usage("node-add", err);
	if (argument_node(session, &args->at[0], &adding.by, err) < 0)
		return -1;
	if (!place_word_of(args->at[1].text, &adding.word))
		return err_set(err, ERR_USAGE, "\"%.40s\" is no place: write "
			"before, after, under, after-section, alt, supra or "
			"option", args->at[1].text);
	rc = adding_plan(&adding, str_of(args->at[2].text), err);
	if (rc == 0)
		rc = adding_act(session, &adding.change, adding.by, err);
	adding_release(&adding);
	return rc;
}
