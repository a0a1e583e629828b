/*
 * Questions answered by a letter: each answer has its letter, its words and
 * the line that it runs. prompt.c hands over what is typed meanwhile.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "inside.h"

void
prompt_choose(struct session *session, const char *label,
	const struct prompt_choice *choices, size_t n)
{
	struct prompt_choice *own = mem_new(n, sizeof(*own));

	for (size_t i = 0; i < n; i++)
		own[i] = (struct prompt_choice){
			mem_text(choices[i].letter),
			mem_text(choices[i].words),
			mem_text(choices[i].command),
		};
	prompt_open(session, PROMPT_CHOICE, label, "");
	session->prompt.choices = own;
	session->prompt.choices_n = n;
	prompt_hint(session);
}

void
choices_release(struct prompt *prompt)
{
	for (size_t i = 0; i < prompt->choices_n; i++) {
		free((char *)prompt->choices[i].letter);
		free((char *)prompt->choices[i].words);
		free((char *)prompt->choices[i].command);
	}
	free(prompt->choices);
	prompt->choices = NULL;
	prompt->choices_n = 0;
}

/* `y / no` of one answer, else `y / only India i / Esc`. */
void
choice_hint(struct session *session)
{
	struct prompt *prompt = &session->prompt;
	const struct binding *leave = keymap_key_of(&session->keymap,
		KEYS_PROMPT, "prompt-leave");

	for (size_t i = 0; i < prompt->choices_n; i++)
		buf_add_format(&prompt->hint, "%s%s%s / ",
			prompt->choices[i].words,
			*prompt->choices[i].words ? " " : "",
			prompt->choices[i].letter);
	if (prompt->choices_n > 1 && leave)
		key_add_name(&prompt->hint, leave->key);
	else
		buf_add_text(&prompt->hint, "no");
}

static const struct prompt_choice *
choice_of(const struct prompt *prompt, struct str text)
{
	struct buf letter = BUF_INIT;
	const struct prompt_choice *found = NULL;

	utf8_add_folded(&letter, text);
	for (size_t i = 0; i < prompt->choices_n && !found; i++)
		if (str_is(buf_str(&letter), prompt->choices[i].letter))
			found = &prompt->choices[i];
	buf_release(&letter);
	return found;
}

void
choice_answer(struct session *session, struct str text)
{
	const struct prompt_choice *choice = choice_of(&session->prompt, text);
	struct err err = ERR_INIT;
	char *line;

	if (!choice && session->prompt.choices_n > 1) {
		session_say(session, MESSAGE_HINT,
			"one of the letters of the question, please");
		return;
	}
	line = choice ? mem_text(choice->command) : NULL;
	prompt_close(session);
	if (!line)
		session_say(session, MESSAGE_HINT, "left as it is");
	else if (command_run(session, str_of(line), &err) < 0)
		session_refuse(session, &err);
	free(line);
}
