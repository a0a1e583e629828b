/*
 * Finding out who sits at the keyboard, and making a name fit to stand in a
 * revision. Nothing here trusts what the environment or git's settings say.
 */
#include "person.h"

#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"

/* A name from outside may not forge what stands around it in a revision. */
void
person_add_clean(struct buf *out, const char *name)
{
	struct str str = str_trim(str_of(name));
	size_t from = out->len, next;

	for (size_t off = 0; off < str.len; off = next) {
		uint32_t point = utf8_at(str, off, &next);

		if (point == '<' || point == '>' || point < ' ' ||
		    point == 0x7f || !utf8_is_safe(str_part(str, off,
			next - off)))
			buf_add_char(out, ' ');
		else
			utf8_add(out, point);
	}
	if (out->len == from)
		buf_add_text(out, "unknown");
}

static char *
clean(const char *name)
{
	struct buf out = BUF_INIT;

	person_add_clean(&out, name);
	return buf_take(&out);
}

static const char *
account(void)
{
	const struct passwd *entry = getpwuid(geteuid());

	return entry && entry->pw_name[0] ? entry->pw_name : "unknown";
}

static void
find_outside(struct store *store, char **name, char **email)
{
	const char *given = getenv("ADREF_NAME");
	char *git_name = NULL, *git_email = NULL;
	struct buf mail = BUF_INIT;

	store_git_user(store, &git_name, &git_email);
	*name = clean(given && *given ? given
		: git_name && *git_name ? git_name : account());
	if (git_email && *git_email) {
		*email = clean(git_email);
	} else {
		buf_add_format(&mail, "%s@localhost", account());
		*email = clean(buf_text(&mail));
	}
	buf_release(&mail);
	free(git_name);
	free(git_email);
}

void
person_find(struct store *store, const struct env *env, char **name,
	char **email)
{
	if (!env->name) {
		find_outside(store, name, email);
		return;
	}
	*name = clean(env->name);
	*email = clean(env->email ? env->email : "unknown@localhost");
}
