/*
 * Public keys as ssh-keygen writes them. What is not one of a few kinds, whole
 * and of a sufficient length, is not taken: whoever reads a key file for an
 * administrator is the last one who looks at it.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/digest.h"
#include "adref/base/mem.h"
#include "adref/record/access.h"

enum { RSA_BYTES = 3072 / 8, FILE_MAX = 16384 };

/* A length in four bytes and that many: RFC 4251, section 5. */
static bool
take_string(struct str *rest, struct str *out)
{
	size_t len = 0;

	if (rest->len < 4)
		return false;
	for (size_t i = 0; i < 4; i++)
		len = len << 8 | (unsigned char)rest->at[i];
	if (len > rest->len - 4)
		return false;
	*out = str_part(*rest, 4, len);
	*rest = str_from(*rest, 4 + len);
	return true;
}

/* What the bytes of a kind hold behind its name. */
static const struct kind {
	const char *name;
	size_t strings;
	size_t least;		/* bytes of the last one */
} kinds[] = {
	{ "ssh-ed25519", 1, 32 },
	{ "sk-ssh-ed25519@openssh.com", 2, 1 },
	{ "ecdsa-sha2-nistp256", 2, 65 },
	{ "ecdsa-sha2-nistp384", 2, 97 },
	{ "ecdsa-sha2-nistp521", 2, 133 },
	{ "sk-ecdsa-sha2-nistp256@openssh.com", 3, 1 },
	{ "ssh-rsa", 2, RSA_BYTES }
};
enum { KINDS = sizeof(kinds) / sizeof(kinds[0]) };

static const struct kind *
find_kind(struct str name)
{
	for (size_t i = 0; i < KINDS; i++)
		if (str_is(name, kinds[i].name))
			return &kinds[i];
	return NULL;
}

static int
refuse_kind(struct str name, struct err *err)
{
	if (str_starts(name, "-----BEGIN"))
		return err_set(err, ERR_REFUSED, "this is a private key: its "
			"owner keeps it, and sends the file that ends in .pub");
	return err_set(err, ERR_REFUSED, "\"%.*s\" is no kind of key that is "
		"taken: ssh-keygen -t ed25519 makes one that is, and a line "
		"of authorized_keys has no place here",
		(int)(name.len < 40 ? name.len : 40), name.at);
}

static int
check_bytes(const struct kind *kind, struct str bytes, struct err *err)
{
	struct str name, last = { NULL, 0 };
	bool whole = take_string(&bytes, &name) && str_is(name, kind->name);

	for (size_t i = 0; whole && i < kind->strings; i++)
		whole = take_string(&bytes, &last);
	if (!whole || bytes.len)
		return err_set(err, ERR_REFUSED, "what stands behind %s is no "
			"such key, or not all of it", kind->name);
	/* A number is positive: a zero before its highest bit. */
	while (kind->least == RSA_BYTES && last.len && !last.at[0])
		last = str_from(last, 1);
	if (last.len >= kind->least)
		return 0;
	return err_set(err, ERR_REFUSED, "this key is too short (%zu bits): "
		"ssh-keygen -t ed25519 makes a better one", last.len * 8);
}

static void
fill(struct public_key *out, struct str kind, struct str blob,
	struct str bytes)
{
	unsigned char digest[SHA256_LEN];
	struct buf print = BUF_INIT;

	sha256(digest, bytes);
	buf_add_text(&print, "SHA256:");
	base64_add(&print, str_make((const char *)digest, sizeof(digest)));
	out->kind = mem_text_len(kind.at, kind.len);
	out->blob = mem_text_len(blob.at, blob.len);
	out->print = buf_take(&print);
}

static int
read_line(struct public_key *out, struct str line, struct err *err)
{
	struct str kind = { NULL, 0 }, blob = { NULL, 0 };
	struct buf bytes = BUF_INIT;
	const struct kind *known;
	int rc;

	str_word(&line, &kind);
	known = find_kind(kind);
	if (!known)
		return refuse_kind(kind, err);
	str_word(&line, &blob);
	if (!base64_read(&bytes, blob))
		rc = err_set(err, ERR_REFUSED, "what stands behind %s is not "
			"a whole key in base 64", known->name);
	else
		rc = check_bytes(known, buf_str(&bytes), err);
	if (rc == 0)
		fill(out, kind, blob, buf_str(&bytes));
	buf_release(&bytes);
	return rc;
}

int
public_key_read(struct public_key *out, struct str file, struct err *err)
{
	struct str line, only = { NULL, 0 };
	size_t n = 0;

	*out = (struct public_key){ NULL, NULL, NULL };
	if (file.len > FILE_MAX || memchr(file.at ? file.at : "", '\0',
	    file.len))
		return err_set(err, ERR_REFUSED, "this is no file with a "
			"public key");
	while (str_line(&file, &line)) {
		line = str_trim(line);
		if (!line.len || line.at[0] == '#')
			continue;
		n++;
		only = n == 1 ? line : only;
	}
	if (n == 1 || str_starts(only, "-----BEGIN"))
		return read_line(out, only, err);
	return err_set(err, ERR_REFUSED, n ? "there are %zu keys in it: one at "
		"a time" : "there is no key in it", n);
}

void
public_key_release(struct public_key *key)
{
	free(key->kind);
	free(key->blob);
	free(key->print);
	*key = (struct public_key){ NULL, NULL, NULL };
}
