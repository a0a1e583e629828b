/*
 * Spelling by hunspell: finding a dictionary, asking it, remembering what it
 * said. Built without hunspell (no WITH_HUNSPELL) no dictionary is ever found.
 */
#include "adref/base/spell.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "adref/base/map.h"
#include "adref/base/mem.h"

#ifdef WITH_HUNSPELL
#include <hunspell.h>
#else
typedef struct Hunhandle Hunhandle;
#endif

enum { WORD_MAX = 100, REMEMBERED_MAX = 100000 };

const char spell_folders[] = "/usr/share/hunspell:/usr/local/share/hunspell:"
	"/usr/share/myspell:/usr/share/myspell/dicts";

struct spell {
	Hunhandle *handle;
	const char *name;
	struct map known;	/* words asked for: yes or no */
};

static char yes, no;

#ifdef WITH_HUNSPELL

static int
open_files(struct spell *spell, const char *aff, const char *dic,
	struct err *err)
{
	spell->handle = Hunspell_create(aff, dic);
	if (spell->handle && strcmp(Hunspell_get_dic_encoding(spell->handle),
		"UTF-8") == 0)
		return 0;
	return err_set(err, ERR_MISSING, "spelling is off: %s is no "
		"dictionary in UTF-8", dic);
}

static bool
ask(struct spell *spell, const char *word)
{
	return Hunspell_spell(spell->handle, word) != 0;
}

static void
suggest(struct spell *spell, const char *word, size_t max, struct buf *out)
{
	char **words = NULL;
	int n = Hunspell_suggest(spell->handle, &words, word);

	for (int i = 0; i < n && (size_t)i < max; i++) {
		buf_add_text(out, i ? ", " : "");
		buf_add_text(out, words[i]);
	}
	Hunspell_free_list(spell->handle, &words, n);
}

static void
close_files(struct spell *spell)
{
	if (spell->handle)
		Hunspell_destroy(spell->handle);
}

static bool
can_spell(struct err *err)
{
	(void)err;
	return true;
}

#else

static int
open_files(struct spell *spell, const char *aff, const char *dic,
	struct err *err)
{
	(void)spell;
	(void)aff;
	return err_set(err, ERR_MISSING, "%s cannot be read", dic);
}

static bool
ask(struct spell *spell, const char *word)
{
	(void)spell;
	(void)word;
	return true;
}

static void
suggest(struct spell *spell, const char *word, size_t max, struct buf *out)
{
	(void)spell;
	(void)word;
	(void)max;
	(void)out;
}

static void
close_files(struct spell *spell)
{
	(void)spell;
}

static bool
can_spell(struct err *err)
{
	err_set(err, ERR_MISSING, "spelling is off: this adref was built "
		"without hunspell");
	return false;
}

#endif

/* Whether FOLDER/NAME.aff and .dic are there to be read. */
static bool
find_files(struct str folder, const char *name, struct buf *aff,
	struct buf *dic)
{
	buf_clear(aff);
	buf_clear(dic);
	buf_add_str(aff, folder);
	buf_add_format(aff, "/%s.aff", name);
	buf_add_str(dic, folder);
	buf_add_format(dic, "/%s.dic", name);
	return folder.len && access(buf_text(aff), R_OK) == 0 &&
		access(buf_text(dic), R_OK) == 0;
}

/* British first, wherever it is; the name that was found, or NULL. */
static const char *
find(const char *folders, struct buf *aff, struct buf *dic)
{
	static const char *const names[] = {
		"en_GB-oxendict", "en_GB", "en_ZA", "en_AU", "en_CA", "en_US",
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		for (struct str rest = str_of(folders); rest.len;) {
			size_t end = str_find(rest, 0, str_of(":"));

			if (find_files(str_part(rest, 0, end), names[i], aff,
				dic))
				return names[i];
			rest = str_from(rest, end + 1);
		}
	return NULL;
}

int
spell_open(struct spell **out, const char *folders, struct err *err)
{
	struct spell *spell = mem_new(1, sizeof(*spell));
	struct buf aff = BUF_INIT, dic = BUF_INIT;
	int rc = -1;

	if (can_spell(err)) {
		spell->name = find(folders ? folders : spell_folders, &aff,
			&dic);
		rc = spell->name ? open_files(spell, buf_text(&aff),
			buf_text(&dic), err) : err_set(err, ERR_MISSING,
			"spelling is off: there is no English dictionary "
			"(Debian's hunspell-en-gb has one) in %s",
			folders ? folders : spell_folders);
	}
	buf_release(&aff);
	buf_release(&dic);
	if (rc < 0) {
		spell_close(spell);
		return -1;
	}
	*out = spell;
	return 0;
}

void
spell_close(struct spell *spell)
{
	if (!spell)
		return;
	close_files(spell);
	map_release(&spell->known);
	free(spell);
}

const char *
spell_name(const struct spell *spell)
{
	return spell->name;
}

bool
spell_knows(struct spell *spell, struct str word)
{
	void *known = map_get(&spell->known, word);
	char text[WORD_MAX + 1];

	if (known)
		return known == &yes;
	if (!word.len || word.len > WORD_MAX)
		return true;
	memcpy(text, word.at, word.len);
	text[word.len] = '\0';
	known = ask(spell, text) ? &yes : &no;
	if (spell->known.n < REMEMBERED_MAX)
		map_put(&spell->known, word, known);
	return known == &yes;
}

void
spell_add(struct spell *spell, struct str word)
{
	map_put(&spell->known, word, &yes);
}

void
spell_suggest(struct spell *spell, struct str word, size_t max,
	struct buf *out)
{
	char text[WORD_MAX + 1];

	if (!word.len || word.len > WORD_MAX)
		return;
	memcpy(text, word.at, word.len);
	text[word.len] = '\0';
	suggest(spell, text, max, out);
}
