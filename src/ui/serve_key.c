/*
 * Who that is. sshd says with which key somebody came in (ExposeAuthInfo); the
 * keys' folder says whose that is and what they may do. The command line says
 * it again, so that a line of authorized_keys that was edited by hand, or put
 * before another key, opens nothing.
 */
#include "serve.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "adref/base/buf.h"
#include "adref/base/day.h"

enum { PROOF_MAX = 65536 };

/* The file is sshd's, made for this session and for nobody else to write. */
static int
read_proof(struct buf *out, const char *path, struct err *err)
{
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	char block[4096];
	struct stat is;
	ssize_t n = 0;

	if (fd < 0 || fstat(fd, &is) < 0 || !S_ISREG(is.st_mode) ||
	    (is.st_uid != geteuid() && is.st_uid != 0) ||
	    is.st_mode & (S_IWGRP | S_IWOTH) || is.st_size > PROOF_MAX) {
		if (fd >= 0)
			close(fd);
		return err_set(err, ERR_REFUSED, "what sshd says of the key "
			"cannot be trusted");
	}
	while (out->len <= PROOF_MAX && (n = read(fd, block,
	       sizeof(block))) > 0)
		buf_add(out, block, (size_t)n);
	close(fd);
	return n < 0 ? err_set(err, ERR_SYSTEM, "what sshd says of the key "
		"cannot be read") : 0;
}

/* The row of the one key that was used. */
static int
find_key(struct serve *serve, struct str proof, struct err *err)
{
	struct str line, method, kind, blob;
	size_t n = 0;

	while (str_line(&proof, &line)) {
		if (!str_word(&line, &method) || !str_is(method, "publickey"))
			continue;
		kind = blob = (struct str){ NULL, 0 };
		str_word(&line, &kind);
		str_word(&line, &blob);
		serve->key = access_find(&serve->access, kind, blob);
		n++;
	}
	if (n != 1)
		return err_set(err, ERR_REFUSED, "sshd names %zu keys, and "
			"one is needed", n);
	return serve->key ? 0 : err_set(err, ERR_REFUSED, "this key is not "
		"among those that are kept: adref admin key add adds it");
}

static int
check_said(const struct serve *serve, const char *option, const char *said,
	const char *is, struct err *err)
{
	if (!said || strcmp(said, is) == 0)
		return 0;
	return err_set(err, ERR_REFUSED, "key %s is for %s, and the line that "
		"let it in says %s %s", serve->key->print, *is ? is
		: "no party", option, said);
}

static int
check_day(const struct serve *serve, struct err *err)
{
	struct buf today = BUF_INIT;
	int rc;

	day_add(&today, env_clock(&serve->env), serve->env.zone);
	rc = access_check(serve->key, buf_text(&today), err);
	buf_release(&today);
	return rc;
}

static int
check_key(struct serve *serve, struct err *err)
{
	const struct access_key *key = serve->key;
	const char *place;

	if (check_said(serve, "--party", serve->party, key->party, err) < 0 ||
	    check_said(serve, "--role", serve->role, key->role, err) < 0 ||
	    check_said(serve, "--person", serve->person, key->person,
		err) < 0 || check_day(serve, err) < 0)
		return -1;
	access_role_of(str_of(key->role), &serve->as);
	place = serve->as < ACCESS_DRAFTER ? serve->access.circulated
		: serve->access.working;
	if (strcmp(place, serve->repository) != 0)
		return err_set(err, ERR_REFUSED, "a %s does not come into %s",
			key->role, serve->repository);
	serve->party = *key->party ? key->party : NULL;
	serve->env.name = key->person;
	snprintf(serve->email, sizeof(serve->email), "%s@key.invalid",
		strchr(key->print, ':') + 1);
	serve->env.email = serve->email;
	return 0;
}

static int
ask_keys(struct serve *serve, struct err *err)
{
	struct buf proof = BUF_INIT;
	int rc;

	serve_open_begin(serve);
	rc = access_read(&serve->access, serve->keys, err);
	if (rc == 0 && *serve->access.log)
		rc = serve_log_to(serve->access.log, err);
	if (rc == 0 && !*serve->proof)
		rc = err_set(err, ERR_REFUSED, "sshd does not say which key "
			"this is: ExposeAuthInfo yes is missing in its "
			"configuration");
	if (rc == 0)
		rc = read_proof(&proof, serve->proof, err);
	if (rc == 0)
		rc = find_key(serve, buf_str(&proof), err);
	if (rc == 0)
		rc = check_key(serve, err);
	buf_release(&proof);
	return rc;
}

/* No keys are kept: the server's own file is all there is. */
static int
ask_arguments(struct serve *serve, struct err *err)
{
	serve->as = serve->party ? ACCESS_DELEGATE : ACCESS_READER;
	if (!serve->role && !serve->party)
		return err_set(err, ERR_USAGE, "who is that: --party PARTY, or "
			"--role reader, drafter or chair");
	if (serve->role && !access_role_of(str_of(serve->role), &serve->as))
		return err_set(err, ERR_USAGE, "there is no role \"%.40s\": "
			"reader, delegate, drafter or chair", serve->role);
	if (serve->as == ACCESS_DELEGATE && !serve->party)
		return err_set(err, ERR_USAGE, "a delegate is of a party: "
			"--party PARTY");
	if (!serve->person && serve->as != ACCESS_READER)
		return err_set(err, ERR_USAGE, "who writes has a name: "
			"--person \"J. Otieno\"");
	if (serve->person && access_check_person(serve->person, err) < 0)
		return -1;
	serve->env.name = serve->person ? serve->person : "reader";
	return 0;
}

int
serve_let_in(struct serve *serve, struct err *err)
{
	char *root;

	env_system(&serve->env);
	if ((serve->keys ? ask_keys(serve, err)
	    : ask_arguments(serve, err)) < 0)
		return -1;
	root = serve->repository[0] == '/'
		? realpath(serve->repository, NULL) : NULL;
	if (!root || strlen(root) >= sizeof(serve->root)) {
		free(root);
		return err_set(err, ERR_REFUSED, "there is no %.200s",
			serve->repository);
	}
	memcpy(serve->root, root, strlen(root) + 1);
	free(root);
	return 0;
}
