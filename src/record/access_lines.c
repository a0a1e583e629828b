/*
 * The lines of authorized_keys. Nothing in them needs quoting: paths are plain
 * ones, parties codes, and the person stands behind the key, where sshd reads
 * no further.
 */
#include "adref/record/access.h"

/* The last second of that day, by the server's clock. */
static void
add_expiry(struct buf *out, const char *day)
{
	buf_add_text(out, "expiry-time=\"");
	for (; *day; day++)
		if (*day != '-')
			buf_add_char(out, *day);
	buf_add_text(out, "235959\",");
}

static void
add_line(struct buf *out, const struct access *access,
	const struct access_key *key)
{
	enum access_role role = ACCESS_READER;

	access_role_of(str_of(key->role), &role);
	buf_add_text(out, "restrict,pty,");
	if (*key->until)
		add_expiry(out, key->until);
	buf_add_format(out, "command=\"%s --keys %s", access->program,
		access->folder);
	if (*key->party)
		buf_add_format(out, " --party %s", key->party);
	buf_add_format(out, " --role %s %s\" %s %s", key->role,
		role < ACCESS_DRAFTER ? access->circulated : access->working,
		key->kind, key->blob);
	if (*key->party)
		buf_add_format(out, " %s", key->party);
	buf_add_format(out, " %s\n", key->person);
}

void
access_add_lines(struct buf *out, const struct access *access)
{
	buf_add_text(out, ACCESS_FIRST_LINE "\n");
	for (size_t i = 0; i < access->n; i++)
		if (!*access->keys[i].revoked)
			add_line(out, access, &access->keys[i]);
}
