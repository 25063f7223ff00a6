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

#include "run.h"
#include "scratch.h"
#include "trouble.h"
#include "worker.h"

/* Both have limits of their own, far below; these are for our own mistakes. */
enum { COMPILE_SECONDS = 60, JUDGE_SECONDS = 120 };
/* So much is kept of what they say; of the compiler's, so much is shown. */
enum { JUDGE_MOST = 256 * 1024, COMPILE_MOST = 64 * 1024, SHOWN = 1500 };
/* The compiler crashed: nobody can say what the program would have done. */
enum { COMPILER_CRASHED = 4 };

static const char *work_dir;

/* Told to end, by a signal: what we have started must end, too. */
static void
end(int signal)
{
	(void)signal;
	run_kill();
	scratch_remove(work_dir);
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

/* The linker names a file that the compiler made, and whose name it drew. */
static void
hide_temporary(char *text)
{
	char *at = text, *end;

	while ((at = strstr(at, "/cc"))) {
		end = at + strspn(at, "/abcdefghijklmnopqrstuvwxyz"
				      "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
		if (strncmp(end, ".o", 2) != 0 || end - at != 9) {
			at++;
			continue;
		}
		while (at > text && !strchr(" \n:(", at[-1]))
			at--;
		memmove(at, end - 2, strlen(end - 2) + 1);
		memcpy(at, "it", 2);
	}
}

/* Cuts TEXT after a few lines, and at a line's end. */
static void
shorten(char *text)
{
	char *last;

	if (strlen(text) > SHOWN) {
		text[SHOWN] = '\0';
		last = strrchr(text, '\n');
		if (last)
			*last = '\0';
	}
	while (*text && text[strlen(text) - 1] == '\n')
		text[strlen(text) - 1] = '\0';
}

/* Returns whether there is a program now; else the verdict is in OUT. */
static int
compile(FILE *out, const struct task *task, char **env)
{
	char command[PATH_MAX + 32];
	char *argv[] = { command, (char *)task->topic->name,
			 (char *)task->topic->file, "program", NULL };
	struct run r = { argv,         env, work_dir, COMPILE_SECONDS,
			 COMPILE_MOST, 0,   NULL,     0 };

	snprintf(command, sizeof command, "%s/exercises/compile", toolkit.top);
	run(&r);
	if (r.status == 0)
		return 1;
	hide_temporary(r.out);
	shorten(r.out);
	if (r.status == COMPILER_CRASHED || r.status >= 125)
		trouble("the compiler failed (status %d): %s", r.status, r.out);
	record_all(out, task, "fail", r.out,
		   r.status == -1
		       ? "it does not compile: the compiler did not end"
		       : "it does not compile");
	return 0;
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
	struct run r = { argv,       env, work_dir, JUDGE_SECONDS,
			 JUDGE_MOST, 0,   NULL,     0 };
	int n = 0;

	snprintf(command, sizeof command, "%s/tests/judge", toolkit.top);
	snprintf(checks, sizeof checks, "%s/tests/exercises/%s.bats",
		 toolkit.top, task->topic->name);
	run(&r);
	if (r.status == -1)
		trouble("the judge had not ended after %d seconds",
			JUDGE_SECONDS);
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
