/*
 * The terminal's modes, waiting for keys and reading them, sending what was
 * painted. Start at terminal_open(). What it must not do: know the session.
 */
#include "terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "adref/base/buf.h"
#include "adref/base/mem.h"
#include "terminal_info.h"
#include "terminal_keys.h"
#include "terminal_lines.h"
#include "terminal_paint.h"
#include "terminal_signal.h"

enum {
	ESC_WAIT = 25, ESC_WAIT_FAR = 100,	/* ms; far is over SSH */
	PASTE_SILENCE = 2000,
	ROWS_MAX = 500, COLS_MAX = 1000		/* a size is anybody's claim */
};

struct terminal {
	bool utf8, gone, rolls;
	int out;		/* where frames are written */
	int also;		/* ends a wait, too; -1: none */
	int esc_wait;
	char *remark;
	struct terminal_info info;
	struct termios saved;
	struct painter painter;
	struct decoder decoder;
	struct lines lines;
};

/* Whether a locale's name says that it is for another encoding. */
static bool
names_other_encoding(void)
{
	const char *names[] = { "LC_ALL", "LC_CTYPE", "LANG" };
	const char *name = NULL, *dot;
	size_t i;

	for (i = 0; i < 3 && (!name || !*name); i++)
		name = getenv(names[i]);
	dot = name ? strchr(name, '.') : NULL;
	return dot && strncasecmp(dot, ".utf-8", 6) &&
		strncasecmp(dot, ".utf8", 5);
}

static bool
is_utf8(void)
{
	return !strcmp(nl_langinfo(CODESET), "UTF-8");
}

/* LANG=C says nothing of the terminal, and nearly all are UTF-8. */
static bool
set_locale(void)
{
	if (setlocale(LC_CTYPE, "") && is_utf8())
		return true;
	if (names_other_encoding())
		return false;
	return setlocale(LC_CTYPE, "C.UTF-8") && is_utf8();
}

/* Whether it speaks as ECMA-48 has it, so that ESC [ ? 2004 h is harmless. */
static bool
has_escapes(const struct terminal_info *info)
{
	return !strncmp(info->place, "\033[", 2);
}

/*
 * A descriptor of our own, so that writing need not wait for ever and what
 * others have open stays as it is; where there is none, standard output.
 */
static int
open_out(void)
{
	char name[200];
	int out = ttyname_r(STDOUT_FILENO, name, sizeof(name)) == 0
		? open(name, O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
		: -1;

	return out < 0 ? STDOUT_FILENO : out;
}

static void
send(struct terminal *terminal, struct str bytes)
{
	while (bytes.len && !terminal->gone) {
		ssize_t sent = write(terminal->out, bytes.at, bytes.len);

		if (sent >= 0)
			bytes = str_from(bytes, (size_t)sent);
		else if (errno == EAGAIN && !signals_left())
			poll(&(struct pollfd){ terminal->out, POLLOUT, 0 },
				1, ESC_WAIT);
		else if (errno != EAGAIN && errno != EINTR)
			terminal->gone = true;
		/* A terminal that takes nothing must not keep us here. */
		if (sent < 0 && signals_left())
			return;
	}
}

/* What gives the terminal back; also what a crash sends. */
static void
add_restore(const struct terminal *terminal, struct buf *out)
{
	const struct terminal_info *info = &terminal->info;

	if (terminal->rolls) {
		buf_add_text(out, "\r\n");
		return;
	}
	buf_add_text(out, info->plain);
	if (has_escapes(info))
		buf_add_text(out, "\033[?2004l");
	buf_add_text(out, info->show);
	if (*info->leave) {
		buf_add_text(out, info->leave);
		return;
	}
	/* No other screen: go to the last row, wherever that is now. */
	terminal_info_add(out, info->place, ROWS_MAX, 0);
	buf_add_text(out, "\r\n");
}

static struct termios
raw_modes(const struct termios *saved)
{
	struct termios raw = *saved;

	/* ^S ^Q ^Z ^C are keys, and Enter is not another one's line end. */
	raw.c_iflag &= ~(tcflag_t)(BRKINT | ICRNL | INLCR | IGNCR | ISTRIP |
		IXON | IXOFF | PARMRK | INPCK);
	raw.c_oflag &= ~(tcflag_t)OPOST;
	raw.c_lflag &= ~(tcflag_t)(ECHO | ECHONL | ICANON | ISIG | IEXTEN);
	raw.c_cflag = (raw.c_cflag & ~(tcflag_t)(CSIZE | PARENB)) | CS8;
	raw.c_cc[VMIN] = 1;
	raw.c_cc[VTIME] = 0;
	return raw;
}

static void
enter(struct terminal *terminal)
{
	struct termios raw = raw_modes(&terminal->saved);

	tcsetattr(STDOUT_FILENO, TCSADRAIN, &raw);
	lines_forget(&terminal->lines);
	if (terminal->rolls)
		return;
	send(terminal, str_of(terminal->info.enter));
	if (has_escapes(&terminal->info))
		send(terminal, str_of("\033[?2004h"));
	painter_forget(&terminal->painter);
}

static void
leave(struct terminal *terminal)
{
	struct buf bytes = BUF_INIT;

	add_restore(terminal, &bytes);
	send(terminal, buf_str(&bytes));
	buf_release(&bytes);
	/* Not TCSADRAIN: a stuck terminal would keep us for ever. */
	tcsetattr(STDOUT_FILENO, TCSANOW, &terminal->saved);
}

/* The terminal's own name, else one that nearly all understand. */
static int
find_info(struct terminal *terminal, struct err *err)
{
	static const char *const fallbacks[] = { "xterm", "vt100", "ansi" };
	const char *name = getenv("TERM");
	struct buf remark = BUF_INIT;
	size_t i;

	name = name ? name : "";
	if (terminal_info_read(&terminal->info, name))
		return 0;
	for (i = 0; i < sizeof(fallbacks) / sizeof(fallbacks[0]); i++) {
		if ((!strcmp(name, "dumb") && !terminal->rolls) ||
		    !terminal_info_read(&terminal->info, fallbacks[i]))
			continue;
		if (terminal->rolls)
			return 0;
		buf_add_format(&remark, "The terminal '%s' is not known on "
			"this host; using '%s'. If the screen is garbled, "
			"set TERM", name, fallbacks[i]);
		terminal->remark = buf_take(&remark);
		return 0;
	}
	return err_set(err, ERR_SYSTEM, "the terminal '%s' cannot be drawn "
		"on; set TERM to what it is, xterm for instance, or use "
		"adref show, do and play", name);
}

static void
free_terminal(struct terminal *terminal)
{
	painter_release(&terminal->painter);
	decoder_release(&terminal->decoder);
	terminal_info_release(&terminal->info);
	lines_release(&terminal->lines);
	free(terminal->remark);
	free(terminal);
}

static void
prepare(struct terminal *terminal, enum look_set looks)
{
	terminal->utf8 = set_locale();
	if (!terminal->utf8 && !terminal->remark)
		terminal->remark = mem_text("This locale is not UTF-8: what "
			"is not ASCII shows as ?. LC_ALL=C.UTF-8 mends it");
	terminal->esc_wait = getenv("SSH_CONNECTION") ? ESC_WAIT_FAR :
		ESC_WAIT;
	painter_init(&terminal->painter, &terminal->info, terminal->utf8,
		looks);
	decoder_init(&terminal->decoder, terminal->utf8);
}

int
terminal_open(struct terminal **out, bool rolls, const char *look,
	struct err *err)
{
	struct terminal *terminal;
	enum look_set looks;
	struct buf restore = BUF_INIT;

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return err_set(err, ERR_USAGE, "the editor needs a terminal; "
			"without one use adref show, do or play");
	if (look_choose(&looks, look, err) < 0)
		return -1;
	terminal = mem_new(1, sizeof(*terminal));
	terminal->rolls = rolls;
	terminal->also = -1;
	if (find_info(terminal, err))
		goto failed;
	if (tcgetattr(STDOUT_FILENO, &terminal->saved)) {
		err_set(err, ERR_SYSTEM, "the terminal does not tell its "
			"modes: %s", strerror(errno));
		goto failed;
	}
	terminal->out = open_out();
	prepare(terminal, looks);
	add_restore(terminal, &restore);
	signals_catch(&terminal->saved, buf_str(&restore));
	buf_release(&restore);
	enter(terminal);
	*out = terminal;
	return 0;
failed:
	free_terminal(terminal);
	return -1;
}

void
terminal_close(struct terminal *terminal)
{
	if (!terminal)
		return;
	leave(terminal);
	signals_release();
	if (terminal->out != STDOUT_FILENO)
		close(terminal->out);
	free_terminal(terminal);
}

void
terminal_abandon(void)
{
	signals_abandon();
}

bool
terminal_is_utf8(const struct terminal *terminal)
{
	return terminal->utf8;
}

const char *
terminal_remark(const struct terminal *terminal)
{
	return terminal->remark;
}

static size_t
size_of(size_t told, size_t known, size_t usual, size_t most)
{
	size_t size = told ? told : known ? known : usual;

	return size < most ? size : most;
}

void
terminal_size(const struct terminal *terminal, size_t *rows, size_t *cols)
{
	struct winsize told = { .ws_row = 0 };

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &told))
		told.ws_row = told.ws_col = 0;
	*rows = size_of(told.ws_row, terminal->info.rows, 24, ROWS_MAX);
	*cols = size_of(told.ws_col, terminal->info.cols, 80, COLS_MAX);
}

void
terminal_paint(struct terminal *terminal, const struct frame *frame)
{
	painter_paint(&terminal->painter, frame);
	send(terminal, buf_str(&terminal->painter.out));
	buf_clear(&terminal->painter.out);
}

void
terminal_say(struct terminal *terminal, struct str lines, struct str input,
	size_t cursor)
{
	struct buf bytes = BUF_INIT;
	size_t rows, cols;

	terminal_size(terminal, &rows, &cols);
	lines_add(&terminal->lines, &bytes, lines, input, cursor, cols,
		terminal->utf8);
	send(terminal, buf_str(&bytes));
	buf_release(&bytes);
}

void
terminal_forget(struct terminal *terminal)
{
	painter_forget(&terminal->painter);
}

void
terminal_suspend(struct terminal *terminal)
{
	leave(terminal);
	signals_stop();
	/* The shell may have been told other modes meanwhile. */
	tcgetattr(STDOUT_FILENO, &terminal->saved);
	enter(terminal);
}

int
terminal_left(const struct terminal *terminal)
{
	int number = signals_left();

	return number || !terminal->gone ? number : SIGHUP;
}

void
terminal_also(struct terminal *terminal, int fd)
{
	terminal->also = fd;
}

/* Wait for bytes and hold them; true for silence, not when interrupted. Amid
 * a key nothing else ends the wait. */
static bool
read_bytes(struct terminal *terminal, int wait)
{
	struct pollfd ready[2] = { { STDIN_FILENO, POLLIN, 0 },
		{ terminal->also, POLLIN, 0 } };
	bool amid = decoder_is_amid(&terminal->decoder);
	char bytes[4096];
	ssize_t len;
	int n = poll(ready, terminal->also < 0 || amid ? 1 : 2, wait);

	if (n <= 0)
		return !n;
	if (!ready[0].revents)
		return true;
	len = read(STDIN_FILENO, bytes, sizeof(bytes));
	if (len > 0)
		decoder_add(&terminal->decoder, bytes, (size_t)len);
	else if (!len || (errno != EINTR && errno != EAGAIN))
		terminal->gone = true;
	return false;
}

/* What signals have to say that the editor should know. */
static bool
is_changed(struct terminal *terminal)
{
	bool resized = signals_resized();

	/* The terminal has moved or cut what it showed. */
	if (resized)
		painter_forget(&terminal->painter);
	if (signals_asked_to_stop()) {
		terminal_suspend(terminal);
		return true;
	}
	if (signals_continued()) {
		/* Stopped from outside: the shell has set its own modes. */
		enter(terminal);
		return true;
	}
	return resized;
}

static int
wait_for(const struct terminal *terminal, int wait)
{
	if (terminal->decoder.pasting)
		return PASTE_SILENCE;
	return decoder_is_amid(&terminal->decoder) ? terminal->esc_wait : wait;
}

key_code
terminal_read(struct terminal *terminal, int wait)
{
	key_code key = decoder_take(&terminal->decoder, false);
	bool amid, silence;

	while (key.code == KEYS_NONE && !terminal_left(terminal)) {
		if (is_changed(terminal)) {
			key.code = KEYS_RESIZE;
			break;
		}
		amid = decoder_is_amid(&terminal->decoder);
		silence = read_bytes(terminal, wait_for(terminal, wait));
		key = decoder_take(&terminal->decoder, silence);
		if (!amid && silence)
			break;
	}
	return key;
}

bool
terminal_is_waiting(struct terminal *terminal)
{
	struct pollfd ready = { STDIN_FILENO, POLLIN, 0 };

	return decoder_is_amid(&terminal->decoder) ||
		poll(&ready, 1, 0) > 0;
}

struct str
terminal_pasted(const struct terminal *terminal, bool *cut)
{
	*cut = terminal->decoder.cut;
	return buf_str(&terminal->decoder.paste);
}
