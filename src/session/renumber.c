/*
 * Renumbering as one act: numbers and the mentions of them, shown before. The
 * concordance needs nothing kept: ids stay, so the numbers of any two points
 * can be laid side by side.
 */
#include <string.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "adref/doc/address.h"
#include "adref/doc/renumber.h"
#include "inside.h"

enum { TOLD_MAX = 3 };		/* mentions that stay, in the message */

/* What is asked for. */
struct wish {
	struct node *below;	/* NULL: all */
	bool preview, numbers_only;
	struct renumbering plan;
};

static int
read_wish(struct wish *wish, struct session *session,
	const struct arguments *args, struct err *err)
{
	*wish = (struct wish){ .below = NULL };
	if (!args->n)
		return usage("renumber", err);
	for (size_t i = 1; i < args->n; i++) {
		if (strcmp(args->at[i].text, "preview") == 0)
			wish->preview = true;
		else if (strcmp(args->at[i].text, "numbers-only") == 0)
			wish->numbers_only = true;
		else
			return usage("renumber", err);
	}
	if (strcmp(args->at[0].text, "all") != 0 &&
	    argument_node(session, &args->at[0], &wish->below, err) < 0)
		return -1;
	doc_renumber(&wish->plan, session->doc, wish->below);
	if (wish->plan.n > wish->plan.stuck ||
	    (wish->preview && wish->plan.unresolved))
		return 0;
	renumbering_release(&wish->plan);
	if (wish->below && !wish->below->first)
		return err_set(err, ERR_REFUSED, "nothing stands below this: "
			"name the section, or all");
	return err_set(err, ERR_REFUSED, "the numbers are in order: there is "
		"nothing to renumber");
}

static void
add_arrow(struct buf *out, const char *from, const char *to)
{
	buf_add_format(out, "%s \xE2\x86\x92 %s", from, to);
}

/* `A.3 bis   3 bis → 4   "States … records"`. */
static void
add_number_line(struct buf *out, const struct renumbered *one)
{
	size_t from = out->len;

	address_add(out, one->node);
	buf_add_fill(out, ' ', out->len - from < 12 ? 12 - (out->len - from)
		: 1);
	if (one->to)
		add_arrow(out, one->from, one->to);
	else
		buf_add_format(out, "%s stays: its letters go no further",
			one->from);
	buf_add_text(out, "  ");
	deed_add_quoted(out, node_str(one->node));
}

static void
add_mention_line(struct buf *out, const struct remention *one)
{
	size_t from = out->len;

	address_add(out, one->node);
	buf_add_fill(out, ' ', out->len - from < 12 ? 12 - (out->len - from)
		: 1);
	buf_add_char(out, '"');
	utf8_add_safe(out, str_of(one->said));
	buf_add_text(out, one->come ? "\" \xE2\x86\x92 \"" : "\" stays: ");
	utf8_add_safe(out, str_of(one->becomes));
	buf_add_text(out, one->come ? "\"" : "");
}

/* `12 numbers, 3 mentions of them, 1 mention that stays`. */
static void
add_counts(struct buf *out, const struct wish *wish)
{
	const struct renumbering *plan = &wish->plan;
	size_t numbers = plan->n - plan->stuck;
	size_t mentions = wish->numbers_only ? 0
		: plan->mentions_n - plan->unresolved;

	buf_add_format(out, "%zu number%s", numbers, numbers == 1 ? "" : "s");
	if (mentions)
		buf_add_format(out, " and %zu mention%s", mentions,
			mentions == 1 ? "" : "s");
}

static void
add_what(struct buf *out, const struct wish *wish)
{
	if (wish->below)
		address_add(out, wish->below);
	else
		buf_add_text(out, "all");
}

static void
add_edit(struct changes *changes, const struct node *node, size_t off,
	struct str gone, const char *come)
{
	if (str_is(gone, come))
		return;
	changes_add(changes, (struct change){ .kind = CHANGE_TEXT,
		.node = node->id, .off = off,
		.gone = changes_text(changes, gone),
		.come = changes_text(changes, str_of(come)) });
}

static void
add_number_edits(struct changes *changes, const struct renumbered *one)
{
	struct str line = node_str(one->node);
	size_t core_end = one->core_off + one->core_len;

	if (!one->core)
		return;
	add_edit(changes, one->node, one->core_off, str_part(line,
		one->core_off, one->core_len), one->core);
	add_edit(changes, one->node, one->suffix_len ? one->suffix_off
		: core_end, str_part(line, one->suffix_off,
			one->suffix_len), one->suffix);
}

static void
add_edits(struct changes *changes, const struct wish *wish)
{
	const struct renumbering *plan = &wish->plan;

	for (size_t i = 0; i < plan->n; i++)
		add_number_edits(changes, &plan->at[i]);
	for (size_t i = 0; i < plan->mentions_n && !wish->numbers_only; i++) {
		const struct remention *one = &plan->mentions[i];

		if (one->come)
			add_edit(changes, one->node, one->off,
				str_part(node_str(one->node), one->off,
					one->len), one->come);
	}
}

/* The mentions that could not be resolved, the first few of them. */
static void
add_unresolved(struct buf *out, const struct wish *wish)
{
	const struct renumbering *plan = &wish->plan;
	size_t told = 0;

	if (!plan->unresolved || wish->numbers_only)
		return;
	buf_add_format(out, "; look yourself at %zu mention%s:",
		plan->unresolved, plan->unresolved == 1 ? "" : "s");
	for (size_t i = 0; i < plan->mentions_n && told < TOLD_MAX; i++) {
		const struct remention *one = &plan->mentions[i];

		if (one->come)
			continue;
		buf_add_text(out, told++ ? ", " : " ");
		address_add(out, one->node);
		buf_add_text(out, " \"");
		utf8_add_safe(out, str_of(one->said));
		buf_add_char(out, '"');
	}
	if (told < plan->unresolved)
		buf_add_text(out, " \xE2\x80\xA6");
}

static int
renumber(struct session *session, const struct wish *wish, struct err *err)
{
	struct changes changes = { 0 };
	struct buf subject = BUF_INIT, done = BUF_INIT;
	struct deed deed = { .kind = "renumber" };
	int rc;

	add_edits(&changes, wish);
	buf_add_text(&subject, "Renumber ");
	add_what(&subject, wish);
	buf_add_text(&subject, ": ");
	add_counts(&subject, wish);
	buf_add_text(&done, "Renumbered ");
	add_what(&done, wish);
	buf_add_text(&done, ": ");
	add_counts(&done, wish);
	add_unresolved(&done, wish);
	deed.subject = buf_text(&subject);
	deed.done = buf_text(&done);
	deed.changes = changes.at;
	deed.n = changes.n;
	rc = session_act(session, &deed, err);
	changes_release(&changes);
	buf_release(&subject);
	buf_release(&done);
	return rc;
}

/* The whole preview as lines, for a script. */
static void
say_preview(struct session *session, const struct wish *wish)
{
	struct buf *out = &session->message;
	const struct renumbering *plan = &wish->plan;

	buf_clear(out);
	for (size_t i = 0; i < plan->n; i++) {
		add_number_line(out, &plan->at[i]);
		buf_add_char(out, '\n');
	}
	for (size_t i = 0; i < plan->mentions_n && !wish->numbers_only; i++) {
		add_mention_line(out, &plan->mentions[i]);
		buf_add_char(out, '\n');
	}
	if (plan->n > plan->stuck) {
		add_counts(out, wish);
		buf_add_text(out, " would change; nothing is changed yet");
	} else {
		buf_add_text(out, "the numbers are in order");
	}
	session->message_kind = MESSAGE_HINT;
}

int
run_renumber(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct wish wish;
	int rc = 0;

	if (read_wish(&wish, session, args, err) < 0)
		return -1;
	if (wish.preview)
		say_preview(session, &wish);
	else
		rc = renumber(session, &wish, err);
	renumbering_release(&wish.plan);
	return rc;
}

/* A row that runs the renumbering when it is entered. */
static void
add_row(struct list *list, const struct buf *text, const char *command)
{
	list_add(list, buf_text(text))->command = mem_text(command);
}

static void
fill_list(struct list *list, const struct wish *wish, const char *command)
{
	const struct renumbering *plan = &wish->plan;
	struct buf text = BUF_INIT, only = BUF_INIT;

	list_add(list, "Numbers")->heading = true;
	for (size_t i = 0; i < plan->n; i++) {
		buf_clear(&text);
		add_number_line(&text, &plan->at[i]);
		add_row(list, &text, command);
	}
	if (plan->mentions_n)
		list_add(list, "Mentioned in the text")->heading = true;
	for (size_t i = 0; i < plan->mentions_n; i++) {
		buf_clear(&text);
		add_mention_line(&text, &plan->mentions[i]);
		add_row(list, &text, command);
	}
	if (plan->mentions_n > plan->unresolved) {
		list_add(list, "Or")->heading = true;
		buf_add_format(&only, "%s numbers-only", command);
		buf_clear(&text);
		buf_add_text(&text, "only the numbers: leave all mentions as "
			"they are");
		add_row(list, &text, buf_text(&only));
	}
	buf_release(&text);
	buf_release(&only);
}

int
run_renumber_look(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct argument all = { .text = (char *)"all" };
	const struct arguments whole = { &all, 1, 0 };
	struct buf title = BUF_INIT, command = BUF_INIT;
	struct wish wish;
	struct list *list;

	if (read_wish(&wish, session, args->n ? args : &whole, err) < 0)
		return -1;
	buf_add_text(&command, "renumber ");
	buf_add_text(&command, wish.below ? wish.below->id.text : "all");
	buf_add_text(&title, "Renumber ");
	add_what(&title, &wish);
	buf_add_text(&title, ": ");
	add_counts(&title, &wish);
	list = list_open(session, LIST_RENUMBER, buf_text(&title));
	fill_list(list, &wish, buf_text(&command));
	list_settle(session);
	renumbering_release(&wish.plan);
	buf_release(&title);
	buf_release(&command);
	return 0;
}

bool
ask_renumber(struct session *session)
{
	const struct node *section = node_section(session_place(session));
	struct buf words = BUF_INIT, command = BUF_INIT;
	struct prompt_choice choices[] = {
		{ "a", "all", "renumber-look all" }, { "s", NULL, NULL },
	};

	if (!section)
		return false;
	buf_add_text(&words, "only what stands in ");
	address_add(&words, section);
	buf_add_format(&command, "renumber-look %s", section->id.text);
	choices[1].words = buf_text(&words);
	choices[1].command = buf_text(&command);
	prompt_choose(session, "renumber what?", choices, 2);
	buf_release(&words);
	buf_release(&command);
	return true;
}
