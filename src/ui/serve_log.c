/*
 * What happened at the door, for the administrator: who was let in, who was
 * not and why. Names and reasons hold what others wrote, so nothing goes into
 * a log that could look like another line.
 */
#include "serve.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <syslog.h>
#include <time.h>
#include <unistd.h>

#include "adref/base/buf.h"
#include "adref/base/utf8.h"

enum { LINE_MAX_LEN = 600 };

static int log_file = -1;
static const char *log_from = "";

void
serve_log_open(const char *from)
{
	log_from = from;
	/* Connected now: later nothing can be. */
	openlog("adref-serve", LOG_PID | LOG_NDELAY, LOG_AUTHPRIV);
}

int
serve_log_to(const char *path, struct err *err)
{
	struct stat is;
	int fd = open(path, O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW |
		O_NONBLOCK | O_CLOEXEC, 0640);

	if (fd >= 0 && fstat(fd, &is) == 0 && S_ISREG(is.st_mode)) {
		log_file = fd;
		return 0;
	}
	err_set(err, ERR_SYSTEM, "the log %s cannot be written: %s", path,
		fd < 0 ? strerror(errno) : "it is no file");
	if (fd >= 0)
		close(fd);
	return -1;
}

/* In one write, so that lines of two do not mix. */
static void
write_line(struct str text)
{
	struct buf line = BUF_INIT;
	time_t now = time(NULL);
	char when[32] = "";
	struct tm tm;
	ssize_t sent;

	if (gmtime_r(&now, &tm))
		strftime(when, sizeof(when), "%Y-%m-%dT%H:%M:%SZ", &tm);
	buf_add_format(&line, "%s %ld ", when, (long)getpid());
	buf_add_str(&line, text);
	buf_add_char(&line, '\n');
	sent = write(log_file, line.data, line.len);
	(void)sent;
	buf_release(&line);
}

void
serve_log(const char *format, ...)
{
	char text[LINE_MAX_LEN];
	struct buf safe = BUF_INIT;
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	if (*log_from)
		buf_add_format(&safe, "%s: ", log_from);
	utf8_add_safe(&safe, str_of(text));
	syslog(LOG_INFO, "%s", buf_text(&safe));
	if (log_file >= 0)
		write_line(buf_str(&safe));
	buf_release(&safe);
}
