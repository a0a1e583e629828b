/*
 * What is asked about the brackets at the cursor: before the Chair lifts what
 * others hold, and how the one who speaks stands to them.
 */
#include <string.h>

#include "adref/base/utf8.h"
#include "adref/doc/party.h"
#include "bracket_inside.h"
#include "wordings.h"

/* More parties than this are not offered one by one. */
enum { CHOICES_MAX = 7, LETTERS = 40 };

/* Answers while they are put together, with their texts. */
struct asking {
	struct prompt_choice at[CHOICES_MAX];
	size_t n;
	struct changes texts;	/* only to own them */
	char taken[LETTERS];	/* letters given away */
};

static void
add_answer(struct asking *asking, const char *letter, struct str words,
	struct str command)
{
	if (asking->n == CHOICES_MAX)
		return;
	asking->at[asking->n++] = (struct prompt_choice){
		changes_text(&asking->texts, str_of(letter)),
		changes_text(&asking->texts, words),
		changes_text(&asking->texts, command),
	};
	strncat(asking->taken, letter, sizeof(asking->taken) -
		strlen(asking->taken) - 1);
}

/* The first letter of a name that no other answer has, else a digit. */
static char
free_letter(const struct asking *asking, const char *name)
{
	struct buf bare = BUF_INIT;
	char letter = '\0';

	utf8_add_bare(&bare, str_of(name));
	buf_add_text(&bare, "123456789");
	for (size_t i = 0; i < bare.len && !letter; i++) {
		char c = bare.data[i];

		if (((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) &&
		    !strchr(asking->taken, c))
			letter = c;
	}
	buf_release(&bare);
	return letter;
}

/* `only India i`, for each that asked where there are several. */
static void
add_each(struct asking *asking, const struct attribution *who,
	const char *command)
{
	for (size_t i = 0; i < who->n; i++) {
		struct buf words = BUF_INIT, line = BUF_INIT;
		const char *name = party_room_name(who->at[i].code);
		char letter[2] = { free_letter(asking, name), '\0' };

		if (!who->at[i].sign && *letter) {
			buf_add_format(&words, "only %s", name);
			buf_add_format(&line, "%s %s", command,
				who->at[i].code);
			add_answer(asking, letter, buf_str(&words),
				buf_str(&line));
		}
		buf_release(&words);
		buf_release(&line);
	}
}

static void
ask_lift(struct session *session, const struct pair *pair,
	const struct attribution *who)
{
	struct asking asking = { .n = 0 };
	struct buf label = BUF_INIT, command = BUF_INIT;
	bool others = attribution_count(who, '-') ||
		attribution_count(who, '?');

	pair_add_command(&command, "bracket-drop", pair);
	holders_add(&label, who, false);
	buf_add_text(&label, ". Lift for all?");
	add_answer(&asking, "y", str_of(""), buf_str(&command));
	if (attribution_count(who, '\0') > 1 ||
	    (attribution_count(who, '\0') && others))
		add_each(&asking, who, buf_text(&command));
	prompt_choose(session, buf_text(&label), asking.at, asking.n);
	changes_release(&asking.texts);
	buf_release(&label);
	buf_release(&command);
}

/* What a party holds it takes back itself, and is not asked. Of wordings side
 * by side one is chosen: lifted brackets would run them together. */
static bool
ask_drop(struct session *session)
{
	struct attribution who = ATTRIBUTION_INIT;
	struct err ignored = ERR_INIT;
	struct pair pair;
	bool asks;

	if (*session->party || !session_bracket(session, &pair) ||
	    !pair.open || !pair.close)
		return false;
	if (pair_alternatives(&pair, NULL) > 1)
		return wordings_open(session, &ignored) == 0;
	attribution_read(&who, pair_attribution(&pair));
	asks = stances_hold(&who);
	if (asks)
		ask_lift(session, &pair, &who);
	attribution_release(&who);
	return asks;
}

/* What may be said of a bracket; without what was said already. */
static void
add_stances(struct asking *asking, const struct attribution *who,
	const char *party, const char *command)
{
	static const struct {
		const char *letter, *words, *sign;
	} stances[] = {
		{ "a", "asks for them", "" }, { "k", "wants words kept", "+" },
		{ "o", "out", "-" }, { "r", "reserves", "?" },
		{ "t", "takes it back", "~" },
	};
	struct str code = str_of(party);
	bool any = false;

	for (size_t i = 0; i < sizeof(stances) / sizeof(*stances); i++) {
		char sign = stances[i].sign[0];
		struct buf line = BUF_INIT;
		bool has = attribution_has(who, sign, code);

		any |= has;
		if (sign == '~' ? !any : has)
			continue;
		buf_add_format(&line, "%s %s%s", command, stances[i].sign,
			party);
		add_answer(asking, stances[i].letter,
			str_of(stances[i].words), buf_str(&line));
		buf_release(&line);
	}
}

static void
ask_stance(struct session *session, const struct pair *pair)
{
	struct attribution who = ATTRIBUTION_INIT;
	struct buf label = BUF_INIT, command = BUF_INIT;
	struct asking asking = { .n = 0 };

	attribution_read(&who, pair_attribution(pair));
	pair_add_command(&command, "bracket-stance", pair);
	add_stances(&asking, &who, session->party, buf_text(&command));
	buf_add_text(&label, party_room_name(session->party));
	prompt_choose(session, buf_text(&label), asking.at, asking.n);
	attribution_release(&who);
	changes_release(&asking.texts);
	buf_release(&label);
	buf_release(&command);
}

static bool
ask_stance_here(struct session *session)
{
	struct err err = ERR_INIT;
	struct pair pair;

	if (pair_here(&pair, session, &err) == 0 && !*session->party)
		teach(session, "the Chair takes no side on a bracket",
			"party-set", "says who speaks", &err);
	else if (!err.code && (!pair.open || !pair.close))
		teach(session, "this bracket has no mate", "slip-repair",
			"offers repairs", &err);
	if (err.code)
		session_refuse(session, &err);
	else
		ask_stance(session, &pair);
	return true;
}

bool
bracket_asks(struct session *session, const char *command)
{
	if (strcmp(command, "bracket-drop") == 0)
		return ask_drop(session);
	if (strcmp(command, "bracket-stance") == 0)
		return ask_stance_here(session);
	if (strcmp(command, "alternative-add") == 0)
		return alternative_asks(session);
	if (strcmp(command, "slip-repair") == 0)
		return slip_asks(session);
	return false;
}
