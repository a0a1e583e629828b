/*
 * What may be written: paths, names of people, names of tags. A newline in an
 * author's name would forge headers and make the whole history unreadable, a
 * path with `..` or `.git` in it would leave the tree. What it must not do:
 * mend what it is given.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "backend.h"

/* Whether text is valid UTF-8 without control characters (C0, DEL, C1). */
static bool
is_plain(struct str text)
{
	size_t off = 0;

	if (utf8_check(text) < text.len)
		return false;
	while (off < text.len) {
		uint32_t point = utf8_at(text, off, &off);

		if (point < 0x20 || (point >= 0x7f && point < 0xa0))
			return false;
	}
	return true;
}

static bool
is_ascii(struct str text)
{
	size_t i;

	for (i = 0; i < text.len; i++) {
		if ((unsigned char)text.at[i] >= 0x80)
			return false;
	}
	return true;
}

/*
 * Whether some file system would take this name for `.git`: in any case, with
 * dots or blanks behind, with invisible characters inside, or in its short
 * form. The rules are those of git fsck.
 */
static bool
is_git_folder(struct str part)
{
	struct str bare = part;

	while (bare.len && (bare.at[bare.len - 1] == '.' ||
	    bare.at[bare.len - 1] == ' '))
		bare.len--;
	if (bare.len == 4 && strncasecmp(bare.at, ".git", 4) == 0)
		return true;
	if (bare.len == 5 && strncasecmp(bare.at, "git~1", 5) == 0)
		return true;
	return part.at[0] == '.' && !is_ascii(part);
}

static const char *
part_fault(struct str part)
{
	if (part.len == 0)
		return "it has an empty part";
	if (part.len > STORE_PART_MAX)
		return "a part of it is too long";
	if (str_is(part, ".") || str_is(part, ".."))
		return "it leaves the repository";
	if (is_git_folder(part))
		return "that name belongs to git";
	return NULL;
}

static const char *
path_fault(struct str path)
{
	size_t off = 0, deep = 0;

	if (path.len == 0)
		return "it is empty";
	if (path.len > STORE_PATH_MAX)
		return "it is too long";
	if (!is_plain(path) || memchr(path.at, '\\', path.len))
		return "it holds a character that no path may hold";
	while (off <= path.len) {
		size_t end = str_find(path, off, str_of("/"));
		const char *fault = part_fault(str_part(path, off, end - off));

		if (fault)
			return fault;
		if (++deep > STORE_DEEP_MAX)
			return "it is too deep";
		off = end + 1;
	}
	return NULL;
}

int
store_check_path(const char *path, struct err *err)
{
	const char *fault = path_fault(str_of(path));

	if (!fault)
		return 0;
	return err_set(err, ERR_REFUSED, "the path \"%.300s\" cannot be used: %s",
		path, fault);
}

static bool
is_name(const char *text)
{
	struct str name = str_of(text);

	return name.len < 1000 && is_plain(name) && !strpbrk(text, "<>");
}

int
store_check_person(const struct store_person *person, const char *what,
	struct err *err)
{
	if (!person->name || !person->email)
		return err_set(err, ERR_REFUSED,
			"the %s has no name or no address", what);
	if (str_trim(str_of(person->name)).len == 0)
		return err_set(err, ERR_REFUSED, "the %s's name is empty",
			what);
	if (!is_name(person->name) || !is_name(person->email))
		return err_set(err, ERR_REFUSED,
			"the %s's name or address \"%.300s\" holds a line end, "
			"a control character, `<` or `>`, or is too long",
			what, person->name);
	if (person->time < 0 || person->zone < -1440 || person->zone > 1440)
		return err_set(err, ERR_REFUSED,
			"the %s's time or time zone is out of range", what);
	return 0;
}

static bool
is_act_id(const char *text)
{
	size_t len;

	if (!text)
		return true;
	for (len = 0; text[len]; len++) {
		if (text[len] <= ' ' || text[len] > '~' || len >= 64)
			return false;
	}
	return true;
}

int
store_check_save(const struct store_save *save, struct err *err)
{
	size_t i;

	if (store_check_person(&save->author, "author", err) < 0 ||
	    store_check_person(&save->committer, "committer", err) < 0)
		return -1;
	if (!save->message || utf8_check(str_of(save->message)) <
	    strlen(save->message))
		return err_set(err, ERR_REFUSED,
			"the message of the change is not valid UTF-8");
	if (!is_act_id(save->act_id))
		return err_set(err, ERR_REFUSED,
			"the id of the act is not short and printable");
	for (i = 0; i < save->n; i++) {
		if (store_check_path(save->puts[i].path, err) < 0)
			return -1;
	}
	return 0;
}

/* After git-check-ref-format(1), and somewhat narrower. */
static const char *
tag_fault(struct str name)
{
	static const char banned[] = " ~^:?*[\\";
	size_t i;

	if (name.len > 200)
		return "it is too long";
	if (name.len && (name.at[0] == '-' || name.at[0] == '/'))
		return "it begins with a sign";
	if (str_is(name, "HEAD") || str_is(name, "@"))
		return "that name belongs to git";
	for (i = 0; i < name.len; i++) {
		if (strchr(banned, name.at[i]))
			return "it holds a blank or a sign git needs";
	}
	if (str_find(name, 0, str_of("..")) < name.len ||
	    str_find(name, 0, str_of("@{")) < name.len ||
	    str_find(name, 0, str_of("/.")) < name.len ||
	    str_find(name, 0, str_of("./")) < name.len ||
	    str_find(name, 0, str_of(".lock/")) < name.len ||
	    str_starts(name, ".") || str_ends(name, ".") ||
	    str_ends(name, ".lock"))
		return "git would not take it";
	return NULL;
}

int
store_check_tag_name(const char *name, struct err *err)
{
	const char *fault = tag_fault(str_of(name));

	if (!fault)
		fault = path_fault(str_of(name));
	if (!fault)
		return 0;
	return err_set(err, ERR_REFUSED, "the name \"%.300s\" cannot be used: %s",
		name, fault);
}

struct put_key {
	const char *path;
	size_t index;
};

static int
put_order(const void *a, const void *b)
{
	const struct put_key *one = a, *two = b;
	int order = strcmp(one->path, two->path);

	if (order)
		return order;
	return (one->index > two->index) - (one->index < two->index);
}

size_t *
store_puts_sorted(const struct store_save *save, size_t *n)
{
	struct put_key *keys = mem_new(save->n, sizeof(*keys));
	size_t *sorted = mem_new(save->n, sizeof(*sorted));
	size_t i;

	for (i = 0; i < save->n; i++) {
		keys[i].path = save->puts[i].path;
		keys[i].index = i;
	}
	if (save->n)
		qsort(keys, save->n, sizeof(*keys), put_order);
	*n = 0;
	for (i = 0; i < save->n; i++) {
		if (i + 1 < save->n &&
		    strcmp(keys[i].path, keys[i + 1].path) == 0)
			continue;
		sorted[(*n)++] = keys[i].index;
	}
	free(keys);
	return sorted;
}
