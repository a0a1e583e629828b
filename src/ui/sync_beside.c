/*
 * Syncing beside the editor: `adref sync` as a process of its own, of which
 * both outputs are read without waiting. Ended at any moment, it leaves both
 * texts in order; that is the call's own promise.
 */
#include "sync_beside.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "adref/base/mem.h"
#include "cli.h"
#include "program.h"

/* The program that runs, even when another one lies in its place now. */
static char self[] = "/proc/self/exe";

struct sync_job {
	pid_t pid;
	bool over, stops;
	int status;		/* when it is over */
	int out, says;		/* what it prints, what it says meanwhile */
	struct buf printed, said;
};

static int
fail_begin(struct err *err)
{
	return err_set(err, ERR_SYSTEM, "nothing can be started beside this: "
		"the call adref sync does the same");
}

/* Its ends of both pipes are closed here, whether it runs or not. */
static bool
start(struct sync_job *job, char *const words[])
{
	int out[2], says[2], nothing;
	bool starts;

	if (!program_pipe(out))
		return false;
	if (!program_pipe(says)) {
		close(out[0]);
		close(out[1]);
		return false;
	}
	nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
	starts = nothing >= 0 && program_start(&job->pid, words,
		(int[]){ nothing, out[1], says[1] }, true);
	close(nothing);
	close(out[1]);
	close(says[1]);
	job->out = out[0];
	job->says = says[0];
	fcntl(job->out, F_SETFL, O_NONBLOCK);
	fcntl(job->says, F_SETFL, O_NONBLOCK);
	return starts;
}

static void
job_free(struct sync_job *job)
{
	close(job->out);
	close(job->says);
	buf_release(&job->printed);
	buf_release(&job->said);
	free(job);
}

static struct sync_job *
begin(void *ctx, const char *remote, struct err *err)
{
	const struct cli *cli = ctx;
	const char *dir = cli->given.dir ? cli->given.dir : ".";
	const char *words[] = { self, "-C", dir, "sync", "--progress", "--",
		remote, NULL };
	struct sync_job *job = mem_new(1, sizeof(*job));

	job->out = job->says = -1;
	if (!*remote)
		words[5] = NULL;
	if (start(job, (char *const *)words))
		return job;
	job_free(job);
	fail_begin(err);
	return NULL;
}

static void
take(int fd, struct buf *out)
{
	char block[4096];
	ssize_t n;

	while ((n = read(fd, block, sizeof(block))) > 0 ||
	       (n < 0 && errno == EINTR))
		if (n > 0)
			buf_add(out, block, (size_t)n);
}

/* The last whole line, without whose it is. */
static struct str
last_line(const struct buf *said)
{
	struct str rest = buf_str(said), line, last = { "", 0 };
	struct str name = str_of("adref: ");

	while (str_find(rest, 0, str_of("\n")) < rest.len &&
	       str_line(&rest, &line))
		if (line.len)
			last = line;
	return str_starts(last, "adref: ") ? str_from(last, name.len) : last;
}

static enum sync_state
tell_end(struct sync_job *job, struct buf *said)
{
	bool done = WIFEXITED(job->status) && WEXITSTATUS(job->status) == 0;

	buf_clear(said);
	buf_add_str(said, buf_str(&job->printed));
	if (done)
		return SYNC_DONE;
	if (WIFEXITED(job->status) && last_line(&job->said).len)
		buf_add_str(said, last_line(&job->said));
	else
		buf_add_text(said, job->stops ? "stopped: what is saved "
			"stays, and nothing is half done" : "it ended before "
			"it was done: what is saved stays");
	return SYNC_FAILED;
}

static enum sync_state
look(struct sync_job *job, struct buf *said)
{
	if (!job->over)
		job->over = waitpid(job->pid, &job->status, WNOHANG) != 0;
	/* What it said last is there when it has ended. */
	take(job->out, &job->printed);
	take(job->says, &job->said);
	if (job->over)
		return tell_end(job, said);
	if (last_line(&job->said).len) {
		buf_clear(said);
		buf_add_str(said, last_line(&job->said));
	}
	return SYNC_RUNS;
}

static void
stop(struct sync_job *job)
{
	job->stops = true;
	if (!job->over)
		kill(job->pid, SIGINT);
}

/* One that saves just now does so first, which takes a moment. */
static void
end(struct sync_job *job)
{
	if (!job)
		return;
	if (!job->over) {
		kill(job->pid, SIGTERM);
		while (waitpid(job->pid, &job->status, 0) < 0 &&
		       errno == EINTR)
			continue;
	}
	job_free(job);
}

const struct sync_verbs sync_beside = { begin, look, stop, end };
