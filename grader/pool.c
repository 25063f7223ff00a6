/*
 * pool.c - several submissions at a time, each in a process of its own
 *
 * Each worker writes its lines into a pipe.  When it has ended well, all of
 * them go into the journal at once; when it has not, it is tried once more,
 * and then the journal says that there is no verdict and why.  So a worker
 * that is killed, by whomever, costs its student nothing, and what the pool
 * needs in memory depends on the number of workers alone.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "log.h"
#include "must.h"
#include "pool.h"
#include "progress.h"
#include "scratch.h"
#include "trouble.h"
#include "worker.h"

enum { TRIES = 2, LINES_MOST = 1 << 20 };

static struct slot {
	pid_t pid; /* 0: free */
	int fd; /* its lines come from here */
	int tries;
	struct task task;
	char *bytes, *lines;
	size_t size, length;
} * slots;
static int jobs;
static const char *scratch;

static volatile sig_atomic_t signalled;
static bool full;

static void
on_signal(int number)
{
	signalled = number;
}

bool
pool_stopped(void)
{
	return signalled || full;
}

bool
pool_full(void)
{
	return full;
}

void
pool_open(int n, const char *dir)
{
	struct sigaction action = { .sa_handler = on_signal };

	jobs = n;
	scratch = dir;
	slots = need_memory(calloc(jobs, sizeof *slots));
	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
	sigaction(SIGHUP, &action, NULL);
	signal(SIGXFSZ, SIG_IGN); /* to be told by write(2) */
}

/* In the new process: only its own pipe is open besides the standard ones. */
static void __attribute__((noreturn))
become_worker(struct slot *s, int out, const char *dir)
{
	signal(SIGINT, SIG_IGN); /* the grader will tell us */
	signal(SIGHUP, SIG_IGN);
	dup2(out, STDOUT_FILENO);
	worker(&s->task, s->bytes, s->size, dir);
}

static const char *
dir_of(const struct slot *s)
{
	static char dir[PATH_MAX];

	snprintf(dir, sizeof dir, "%s/%d", scratch, (int)(s - slots));
	return dir;
}

/* Returns 0, or -1 with errno. */
static int
start(struct slot *s)
{
	const char *dir = dir_of(s);
	int pipes[2], error;

	s->tries++;
	s->length = 0;
	if (mkdir(dir, 0700) == -1 || pipe2(pipes, O_CLOEXEC) == -1)
		return -1;
	s->pid = fork();
	if (s->pid == 0)
		become_worker(s, pipes[1], dir);
	error = errno;
	close(pipes[1]);
	s->fd = pipes[0];
	if (s->pid == -1)
		close(pipes[0]);
	errno = error;
	return s->pid == -1 ? -1 : 0;
}

static void
append(const char *lines, size_t length)
{
	if (!full && !log_append(lines, length))
		full = true;
}

/* There is no verdict, and that is not the student's fault. */
static void
give_up(struct slot *s, const char *why)
{
	char *lines;
	size_t length;
	FILE *out = need_memory(open_memstream(&lines, &length));

	record_all(out, &s->task, "cannot", "", why);
	fclose(out);
	append(lines, length);
	free(lines);
}

static void
release(struct slot *s)
{
	free(s->bytes);
	free(s->lines);
	*s = (struct slot){ 0 };
	progress_step(1);
}

/* WHY there was no verdict; the second time it counts. */
static void
failed(struct slot *s, const char *why)
{
	scratch_remove(dir_of(s));
	s->pid = 0;
	if (pool_stopped()) {
		release(s);
		return;
	}
	while (s->tries < TRIES)
		if (start(s) == 0)
			return;
		else
			why = strerror(errno);
	give_up(s, why);
	release(s);
}

/* The worker has closed its pipe. */
static void
ended(struct slot *s)
{
	char why[300], *text = s->lines;
	int status;

	close(s->fd);
	while (waitpid(s->pid, &status, 0) == -1 && errno == EINTR)
		;
	if (status == 0) {
		scratch_remove(dir_of(s));
		append(s->lines, s->length);
		release(s);
		return;
	}
	s->lines[s->length] = '\0';
	if (strncmp(text, "grade: ", 7) == 0)
		text += 7;
	if (s->length && WIFEXITED(status))
		snprintf(why, sizeof why, "%.*s", (int)strcspn(text, "\n"),
			 text);
	else
		snprintf(why, sizeof why, "the grader's worker was killed");
	failed(s, why);
}

static void
take_lines(struct slot *s)
{
	ssize_t n;

	if (!s->lines)
		s->lines = need_memory(malloc(LINES_MOST + 1));
	n = read(s->fd, s->lines + s->length, LINES_MOST - s->length);
	if (n > 0)
		s->length += n;
	else if (n == 0 || errno != EINTR)
		ended(s);
}

static int
busy(void)
{
	int i, n = 0;

	for (i = 0; i < jobs; i++)
		n += slots[i].pid != 0;
	return n;
}

static void
end_all(void)
{
	int i;

	for (i = 0; i < jobs; i++)
		if (slots[i].pid)
			kill(slots[i].pid, SIGTERM);
}

/* Waits until one of them has something to say. */
static void
attend(void)
{
	struct pollfd p[jobs];
	int i;

	if (pool_stopped())
		end_all();
	for (i = 0; i < jobs; i++)
		p[i] = (struct pollfd){ .fd = slots[i].pid ? slots[i].fd : -1,
					.events = POLLIN };
	progress_tick();
	if (poll(p, jobs, 200) <= 0)
		return;
	for (i = 0; i < jobs; i++)
		if (p[i].revents)
			take_lines(&slots[i]);
}

bool
pool_judge(const struct task *task, const char *bytes, size_t size)
{
	struct slot *s;

	while (!pool_stopped() && busy() == jobs)
		attend();
	if (pool_stopped())
		return false;
	for (s = slots; s->pid; s++)
		;
	s->task = *task;
	s->bytes = need_memory(malloc(size));
	s->size = size;
	memcpy(s->bytes, bytes, size);
	if (start(s) == -1)
		failed(s, strerror(errno));
	return true;
}

void
pool_finish(void)
{
	while (busy())
		attend();
}
