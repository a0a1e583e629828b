/*
 * Who git says is at the keyboard: user.name and user.email, the only two
 * settings that are read outside the repository. What it must not do: let any
 * other setting of those files take effect.
 */
#include <pwd.h>
#include <stdlib.h>
#include <unistd.h>

#include <git2.h>

#include "adref/base/mem.h"
#include "git.h"

/* The value of key in one file, or NULL; the caller frees. */
static char *
setting_in(const char *path, const char *key)
{
	git_config *config;
	git_buf value = { 0 };
	char *text = NULL;

	if (access(path, R_OK) < 0 || git_config_open_ondisk(&config, path) < 0)
		return NULL;
	if (git_config_get_string_buf(&value, config, key) == 0 && value.size)
		text = mem_text(value.ptr);
	git_buf_dispose(&value);
	git_config_free(config);
	return text;
}

static const char *
home_folder(void)
{
	const char *home = getenv("HOME");
	const struct passwd *account;

	if (home && home[0] == '/')
		return home;
	account = getpwuid(geteuid());
	return account ? account->pw_dir : "/";
}

/* The files in git's order: the first that has the setting wins. */
enum { FILES = 4 };

static void
name_files(const struct git_store *git, char *files[FILES])
{
	const char *xdg = getenv("XDG_CONFIG_HOME");
	struct buf path = BUF_INIT;

	files[0] = gitstore_path(git, "config");
	buf_add_format(&path, "%s/.gitconfig", home_folder());
	files[1] = buf_take(&path);
	if (xdg && xdg[0] == '/')
		buf_add_format(&path, "%s/git/config", xdg);
	else
		buf_add_format(&path, "%s/.config/git/config", home_folder());
	files[2] = buf_take(&path);
	files[3] = mem_text("/etc/gitconfig");
}

void
gitstore_user(struct store *store, char **name, char **email)
{
	char *files[FILES];
	size_t i;

	name_files((struct git_store *)store, files);
	for (i = 0; i < FILES; i++) {
		if (!*name)
			*name = setting_in(files[i], "user.name");
		if (!*email)
			*email = setting_in(files[i], "user.email");
		free(files[i]);
	}
}
