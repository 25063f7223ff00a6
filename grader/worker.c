/*
 * worker.c - one submission: compile it, judge it
 *
 * The bytes that were taken are written to a file of our own, which the
 * exercise's own command compiles; what the student's folder holds besides
 * has no part in it.  tests/judge observes the program and says what stands.
 *
 * What goes wrong here is either the submission's affair, which is a verdict,
 * or ours, which is none.
 */
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "must.h"
#include "run.h"
#include "scratch.h"
#include "trouble.h"
#include "worker.h"

/* Both have limits of their own, far below: this is for our own mistakes. */
int worker_seconds = 120;

/* So much is kept of what they say; of the compiler's, so much is shown. */
enum {
	JUDGE_MOST = 256 * 1024,
	COMPILE_MOST = 65 * 1024, /* all that confine lets through, and why */
	SHOWN = 1500,
	SHOWN_LINES = 12
};
/* The compiler crashed: nobody can say what the program would have done. */
enum { COMPILER_CRASHED = 4 };

static const char *work_dir;

/* Told to end, by a signal: what we have started must end, too.  The grader,
 * or the next one, removes our directory. */
static void
end(int signal)
{
	(void)signal;
	run_kill();
	_exit(TROUBLE);
}

static void
write_file(const char *path, const char *bytes, size_t size)
{
	int fd = need(open(path,
			   O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
			   0600),
		      "create %s", path);
	ssize_t n;

	for (; size; bytes += n, size -= n)
		n = need(write(fd, bytes, size), "write %s", path);
	need(close(fd), "write %s", path);
}

/* "NAME=VALUE", which lasts. */
static char *
setting(const char *name, const char *value)
{
	char *text;

	if (asprintf(&text, "%s=%s", name, value) == -1)
		trouble("no memory left");
	return text;
}

static char **
environment(const struct task *task)
{
	static char *env[8], program[PATH_MAX + 16];
	char **e = env;

	snprintf(program, sizeof program, "%s/program", work_dir);
	*e++ = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:"
	       "/bin";
	*e++ = "LC_ALL=C";
	*e++ = "HOME=/";
	*e++ = setting("TMPDIR", work_dir);
	*e++ = setting("BUILD", toolkit.build);
	*e++ = setting("PROGRAM", program);
	*e++ = setting("SEED", task->seed);
	return env;
}

/* Assembler and linker name a file that the compiler made, and whose name it
 * drew. */
static void
hide_temporary(char *text)
{
	char *at = text, *end;

	while ((at = strstr(at, "/cc"))) {
		end = at + strspn(at, "/abcdefghijklmnopqrstuvwxyz"
				      "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
		if (*end != '.' || end - at != 9) {
			at++;
			continue;
		}
		while (at > text && !strchr(" \n:(", at[-1]))
			at--;
		memmove(at, end - 2, strlen(end - 2) + 1);
		memcpy(at, "it", 2);
	}
}

/* Leaves the first few lines of TEXT, without those that only say which file
 * includes which. */
static void
shorten(char *text)
{
	char *from = text, *to = text, *end;
	int lines = 0;
	size_t n;

	for (; *from && lines < SHOWN_LINES; from = end) {
		end = from + strcspn(from, "\n");
		end += *end == '\n';
		n = end - from;
		if (strncmp(from, "In file included", 16) == 0 ||
		    strncmp(from + strspn(from, " "), "from ", 5) == 0)
			continue;
		if (to - text + n > SHOWN)
			break;
		memmove(to, from, n);
		to += n;
		lines++;
	}
	while (to > text && to[-1] == '\n')
		to--;
	*to = '\0';
}

/* The limit that the compiler reached, if any: confine's last line. */
static const char *
limit(const char *text)
{
	static const char *const limits[] = { "time", "cpu",    "memory",
					      "file", "output", "tasks" };
	char line[40];
	size_t i, n, length = strlen(text);

	for (i = 0; i < sizeof limits / sizeof *limits; i++) {
		n = snprintf(line, sizeof line, "\nconfine: %s\n", limits[i]);
		if (strcmp(text, line + 1) == 0 ||
		    (length >= n && strcmp(text + length - n, line) == 0))
			return limits[i];
	}
	return NULL;
}

/* The compiler has failed: writes the verdict, or ends the process if there
 * can be none. */
static void
not_compiled(FILE *out, const struct task *task, struct run *r)
{
	const char *reached = limit(r->out);
	char cause[100] = "it does not compile";

	if (r->status == -1)
		trouble("the compiler had not ended after %d seconds",
			worker_seconds);
	if (r->status == EXIT_STEP ||
	    (!reached &&
	     (r->status == COMPILER_CRASHED || r->status > EXIT_STEP)))
		trouble("the compiler failed with status %d: %s", r->status,
			r->out);
	if (reached)
		snprintf(cause, sizeof cause,
			 "it does not compile: the compiler reached its limit "
			 "of %s",
			 reached);
	hide_temporary(r->out);
	shorten(r->out);
	record_all(out, task, "fail", r->out, cause);
}

/* Returns whether there is a program now; else the verdict is in OUT. */
static int
compile(FILE *out, const struct task *task, char **env)
{
	char command[PATH_MAX + 32];
	char *argv[] = { command,
			 "--confined",
			 (char *)task->topic->name,
			 (char *)task->topic->file,
			 "program",
			 NULL };
	struct run r = { .argv = argv,
			 .env = env,
			 .dir = work_dir,
			 .seconds = worker_seconds,
			 .most = COMPILE_MOST };

	snprintf(command, sizeof command, "%s/exercises/compile", toolkit.top);
	run(&r);
	if (r.status != 0)
		not_compiled(out, task, &r);
	return r.status == 0;
}

/* The fields of a record, ended by NUL in place; returns their number. */
static int
split(char *line, char *field[], int most)
{
	int n = 0;

	while (n < most) {
		field[n++] = line;
		line = strchr(line, '\t');
		if (!line)
			break;
		*line++ = '\0';
	}
	return n;
}

/* check NUMBER MAX VERDICT NAME EXPECTED OBSERVED EVIDENCE CAUSE READ */
static void
judged(FILE *out, const struct task *task, int check, char *line)
{
	char *f[10] = { 0 };
	struct finding finding;

	if (split(line, f, 10) != 10 || atoi(f[1]) != check ||
	    check > task->topic->checks)
		trouble("tests/judge said something strange");
	finding = (struct finding){ f[3], f[5], f[6], f[7], f[8], f[9] };
	if (strcmp(f[3], "cannot") == 0) {
		if (strncmp(f[8], "cannot judge here: ", 19) != 0)
			trouble("%s", *f[8] ? f[8] : "the judge failed");
		finding.cause += 19;
	} else if (strcmp(f[3], "pass") != 0 && strcmp(f[3], "fail") != 0) {
		trouble("tests/judge said something strange");
	}
	record_check(out, task, check, &finding);
}

static void
judge(FILE *out, const struct task *task, char **env)
{
	char command[PATH_MAX + 32], checks[PATH_MAX + 128], *line, *end_of;
	char *argv[] = { command, checks, NULL };
	struct run r = { .argv = argv,
			 .env = env,
			 .dir = work_dir,
			 .seconds = worker_seconds,
			 .most = JUDGE_MOST };
	int n = 0;

	snprintf(command, sizeof command, "%s/tests/judge", toolkit.top);
	snprintf(checks, sizeof checks, "%s/tests/exercises/%s.bats",
		 toolkit.top, task->topic->name);
	run(&r);
	if (r.status == -1)
		trouble("the judge had not ended after %d seconds",
			worker_seconds);
	record_make_steady(r.out);
	for (line = r.out; (end_of = strchr(line, '\n')); line = end_of + 1) {
		*end_of = '\0';
		if (strncmp(line, "check\t", 6) == 0)
			judged(out, task, ++n, line);
	}
	if (n != task->topic->checks)
		trouble("the judge died with status %d after %d of %d checks",
			r.status, n, task->topic->checks);
}

void
worker(const struct task *task, const char *bytes, size_t size, const char *dir)
{
	char path[PATH_MAX + 64], *lines, **env;
	size_t length;
	FILE *out = need_memory(open_memstream(&lines, &length));

	work_dir = dir;
	scratch_leave();
	signal(SIGTERM, end);
	need(prctl(PR_SET_PDEATHSIG, SIGTERM), "prctl");
	dup2(STDOUT_FILENO, STDERR_FILENO);
	snprintf(path, sizeof path, "%s/%s", dir, task->topic->file);
	write_file(path, bytes, size);
	env = environment(task);
	if (compile(out, task, env))
		judge(out, task, env);
	need(fclose(out), "write to memory");
	for (; length; length -= size, lines += size)
		size = need(write(STDOUT_FILENO, lines, length), "write");
	_exit(JUDGED);
}
