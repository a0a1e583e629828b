/*
 * Speaking to another repository: how it is named, with which keys, and what
 * is said when it fails. What it must not do: ask for a password, take a host
 * at its word, start a program, or print what the other side says as it is.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "git_remote.h"

enum { CALLED_MAX = 80, SAID_MAX = 200 };

void
gitstore_far_release(struct git_far *far)
{
	free(far->url);
	free(far->folder);
	free(far->called);
	free(far->kept);
	*far = (struct git_far){ NULL, NULL, NULL, NULL };
}

/* The last part of a place, without what is only habit: `hub` of
 * ssh://host/srv/hub.git/. */
static struct str
last_part(struct str url)
{
	size_t from;

	while (url.len && url.at[url.len - 1] == '/')
		url.len--;
	if (str_ends(url, "/.git"))
		url.len -= 5;
	else if (str_ends(url, ".git"))
		url.len -= 4;
	for (from = url.len; from && !strchr("/:", url.at[from - 1]); from--)
		;
	return str_from(url, from);
}

static char *
safe_part(struct str text)
{
	struct buf safe = BUF_INIT;

	if (text.len > CALLED_MAX) {
		text.len = CALLED_MAX;
		text.len = utf8_check(text);
	}
	utf8_add_safe(&safe, text);
	buf_text(&safe);
	return buf_take(&safe);
}

/* A reference of this name for a remote that has one, else for its place. */
static char *
name_kept(const char *remote, const char *url, bool named)
{
	struct buf name = BUF_INIT;
	int valid = 0;
	git_oid oid;
	char hex[13] = "";

	buf_add_format(&name, "refs/adref/sync/%s", remote);
	if (named && git_reference_name_is_valid(&valid, buf_text(&name)) == 0
	    && valid)
		return buf_take(&name);
	buf_clear(&name);
	if (git_odb_hash(&oid, url, strlen(url), GIT_OBJECT_BLOB) == 0)
		git_oid_tostr(hex, sizeof(hex), &oid);
	buf_add_format(&name, "refs/adref/sync/at-%s", hex);
	return buf_take(&name);
}

/* The url of a remote of the repository's own configuration, or NULL. */
static char *
look_up(struct git_store *git, const char *name)
{
	git_config *config;
	git_buf value = { 0 };
	struct buf key = BUF_INIT;
	char *url = NULL;

	if (git_repository_config_snapshot(&config, git->repo) < 0)
		return NULL;
	buf_add_format(&key, "remote.%s.url", name);
	if (git_config_get_string_buf(&value, config, buf_text(&key)) == 0)
		url = mem_text(value.ptr);
	git_error_clear();
	git_buf_dispose(&value);
	git_config_free(config);
	buf_release(&key);
	return url;
}

/* `host:folder`, as ssh has it; a colon behind a slash is one of a name. */
static bool
is_host_and_folder(const char *url)
{
	const char *colon = strchr(url, ':');
	const char *slash = strchr(url, '/');

	return colon && colon != url && (!slash || colon < slash) &&
		access(url, F_OK) < 0;
}

/* A folder that a remote is configured with is seen from the top. */
static char *
find_folder(const struct git_store *git, const char *path, bool named)
{
	struct buf whole = BUF_INIT;

	if (named && *path != '/')
		buf_add_format(&whole, "%s/", git->work ? git->work
			: git->folder);
	buf_add_text(&whole, path);
	return buf_take(&whole);
}

static int
settle_place(struct git_store *git, struct git_far *out, bool named,
	struct err *err)
{
	struct str url = str_of(out->url);
	size_t scheme = str_find(url, 0, str_of("://"));

	if (str_starts(url, "ssh://") || str_starts(url, "https://"))
		return 0;
	if (str_starts(url, "file://")) {
		out->folder = mem_text(out->url + strlen("file://"));
		return 0;
	}
	if (scheme < url.len)
		return err_set(err, ERR_REFUSED, "%.*s:// is not spoken: "
			"https:// and ssh:// prove who is there, and nobody "
			"reads along", (int)(scheme > 20 ? 20 : scheme),
			url.at);
	if (is_host_and_folder(out->url))
		return 0;
	out->folder = find_folder(git, out->url, named);
	free(out->url);
	out->url = mem_text(out->folder);
	return 0;
}

/* The one of its own configuration that is meant when none is named. */
static int
find_usual(struct git_store *git, char **out, struct err *err)
{
	git_strarray names = { NULL, 0 };
	const char *usual = NULL;

	if (git_remote_list(&names, git->repo) < 0)
		return gitstore_fail(err, ERR_DAMAGED,
			"the configuration of the repository cannot be read");
	for (size_t i = 0; i < names.count; i++)
		if (names.count == 1 || strcmp(names.strings[i],
			"origin") == 0)
			usual = names.strings[i];
	*out = usual ? mem_text(usual) : NULL;
	git_strarray_dispose(&names);
	return usual ? 0 : err_set(err, ERR_MISSING, "say with which "
		"repository: none is the usual one (\"git remote add origin "
		"PLACE\" makes it that)");
}

static int
find_far(struct git_store *git, const char *remote, struct git_far *out,
	struct err *err)
{
	char *url = look_up(git, remote);
	bool named = url != NULL;

	*out = (struct git_far){ NULL, NULL, NULL, NULL };
	out->url = url ? url : mem_text(remote);
	out->called = safe_part(named && strcmp(remote, "origin") != 0
		? str_of(remote) : last_part(str_of(out->url)));
	out->kept = name_kept(remote, out->url, named);
	if (settle_place(git, out, named, err) == 0)
		return 0;
	gitstore_far_release(out);
	return -1;
}

int
gitstore_far(struct git_store *git, const char *remote, struct git_far *out,
	struct err *err)
{
	char *usual = NULL;
	int rc = *remote ? 0 : find_usual(git, &usual, err);

	if (rc == 0)
		rc = find_far(git, usual ? usual : remote, out, err);
	free(usual);
	return rc;
}

int
gitstore_open_far(git_remote **out, struct git_store *git, const char *url)
{
	git_remote_create_options options;

	git_remote_create_options_init(&options,
		GIT_REMOTE_CREATE_OPTIONS_VERSION);
	options.repository = git->repo;
	options.flags = GIT_REMOTE_CREATE_SKIP_INSTEADOF |
		GIT_REMOTE_CREATE_SKIP_DEFAULT_FETCHSPEC;
	return git_remote_create_with_opts(out, url, &options);
}

static bool
goes_on(struct git_talk *talk, size_t done, size_t all)
{
	const struct store_going *going = talk->going;

	if (going && going->on && !going->on(going->ctx, talk->does,
	    done, all))
		talk->stopped = true;
	return !talk->stopped;
}

static int
note_fetched(const git_indexer_progress *now, void *ctx)
{
	return goes_on(ctx, now->received_objects, now->total_objects) ? 0
		: GIT_EUSER;
}

static int
note_pushed(unsigned done, unsigned all, size_t bytes, void *ctx)
{
	(void)bytes;
	return goes_on(ctx, done, all) ? 0 : GIT_EUSER;
}

static int
lacks(struct git_talk *talk, const char *what)
{
	talk->keyless = true;
	talk->lacks = what;
	return GIT_EAUTH;
}

/* The keys that the agent holds, once; nothing else, and nobody is asked. */
static int
find_keys(git_credential **out, const char *url, const char *user,
	unsigned allowed, void *ctx)
{
	struct git_talk *talk = ctx;
	const char *self = getenv("LOGNAME");

	(void)url;
	if (!user || !*user)
		user = self && *self ? self : "git";
	if (allowed & GIT_CREDENTIAL_USERNAME)
		return git_credential_username_new(out, user);
	if (!(allowed & GIT_CREDENTIAL_SSH_KEY))
		return lacks(talk, "it wants a password, which is not asked "
			"for here: use ssh with a key");
	if (talk->asked)
		return lacks(talk, "it takes none of the keys that the agent "
			"holds (\"ssh-add -l\" lists them)");
	talk->asked = true;
	return git_credential_ssh_key_from_agent(out, user);
}

/* What it says of a name that it does not take; hostile. */
static int
note_refusal(const char *name, const char *status, void *ctx)
{
	struct git_talk *talk = ctx;
	struct str said = str_of(status);

	(void)name;
	if (!status || talk->refused.len)
		return 0;
	if (said.len > SAID_MAX) {
		said.len = SAID_MAX;
		said.len = utf8_check(said);
	}
	utf8_add_safe(&talk->refused, said);
	if (!talk->refused.len)
		buf_add_text(&talk->refused, "it does not say why");
	return 0;
}

/* The check of certificates and known hosts is libgit2's own, which is strict
 * as long as nobody takes it over. */
void
gitstore_talk(git_remote_callbacks *out, struct git_talk *talk)
{
	git_remote_init_callbacks(out, GIT_REMOTE_CALLBACKS_VERSION);
	out->credentials = find_keys;
	out->transfer_progress = note_fetched;
	out->push_transfer_progress = note_pushed;
	out->push_update_reference = note_refusal;
	out->payload = talk;
}

bool
gitstore_talk_begin(struct git_talk *talk)
{
	return goes_on(talk, 0, 0);
}

int
gitstore_talk_fail(struct git_talk *talk, const char *called, struct err *err)
{
	const git_error *reason = git_error_last();
	bool gives = strcmp(talk->does, "given") == 0;
	struct buf safe = BUF_INIT;

	/* Whoever waited for an answer was woken, and told nothing yet. */
	if (!goes_on(talk, 0, 0))
		return err_set(err, ERR_STOPPED, "stopped: nothing was %s %s",
			gives ? "given to" : "taken in from", called);
	if (talk->keyless)
		return err_set(err, ERR_REFUSED, "%s lets nobody in: %s",
			called, talk->lacks);
	if (reason && reason->message)
		utf8_add_safe(&safe, str_trim(str_of(reason->message)));
	err_set(err, ERR_SYSTEM, "nothing can be %s %s %s%s%s", talk->does,
		gives ? "to" : "from", called, safe.len ? ": " : "", buf_text(&safe));
	buf_release(&safe);
	return -1;
}
