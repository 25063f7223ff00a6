/*
 * grade.c - the grader: compile, observe, judge, report
 *
 *	grade [OPTION...] PATH...
 *
 * Goes through the students' folders, lets a pool of workers judge what is in
 * them, keeps a journal, and has the report made from that.  What was judged
 * is not judged again, so the same command after an interruption does the
 * rest.  See docs/grading.md.
 */
#include <fcntl.h>
#include <getopt.h>
#include <limits.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cage.h"
#include "fileio.h"
#include "log.h"
#include "must.h"
#include "pool.h"
#include "progress.h"
#include "scratch.h"
#include "take.h"
#include "trouble.h"
#include "walk.h"
#include "worker.h"

enum { KEY_MOST = 4096, JOBS_MOST = 256 };

static struct {
	int jobs;
	const char *format, *out, *key, *only, *top;
} opt = { .top = "." };

static char key[KEY_MOST];
static size_t key_size;
static long submissions;
static struct take file;

static void __attribute__((noreturn)) usage(void)
{
	puts("usage: grade [OPTION...] PATH...\n\n"
	     "Judges what students have handed in.  PATH is one student's "
	     "folder (it holds\n"
	     "NN_topic/FILE.c) or a folder of students' folders.\n\n"
	     "  --jobs N         so many at a time (default: one a processor)\n"
	     "  --format FORMAT  print this report: text (default), json, "
	     "junit, tap, csv,\n"
	     "                   gradescope, classroom50, html, journal\n"
	     "  --out DIR        keep the journal and all reports there, and "
	     "go on from there\n"
	     "  --key FILE       the course's secret, from which names and "
	     "numbers are drawn\n"
	     "  --only NAME,...  these exercises, such as 05_uts\n"
	     "  --selftest       try the attacks of tests/attacks on this "
	     "machine\n"
	     "  --help           print this\n\n"
	     "Exit status: 0, everything was judged, whatever the grades; 2, "
	     "something could not\n"
	     "be judged; 1, bad usage.");
	exit(0);
}

/* OPTION's value, a number from 1 to MOST. */
static int
number(const char *option, const char *text, int most)
{
	char *end;
	long value = strtol(text, &end, 10);

	if (end == text || *end || value < 1 || value > most)
		bad_usage("--%s: want a number from 1 to %d", option, most);
	return value;
}

static void
take_option(const struct option *o, const char *value)
{
	const char **texts[] = { ['f'] = &opt.format,
				 ['o'] = &opt.out,
				 ['k'] = &opt.key,
				 ['n'] = &opt.only,
				 ['t'] = &opt.top };

	switch (o->val) {
	case 'h':
		usage();
	case 'j':
		opt.jobs = number(o->name, value, JOBS_MOST);
		break;
	case 's':
		worker_seconds = number(o->name, value, 86400);
		break;
	default:
		*texts[o->val] = value;
	}
}

static void
parse(int argc, char **argv)
{
	static const struct option options[] = {
		{ "jobs", 1, NULL, 'j' },
		{ "format", 1, NULL, 'f' },
		{ "out", 1, NULL, 'o' },
		{ "key", 1, NULL, 'k' },
		{ "only", 1, NULL, 'n' },
		{ "seconds", 1, NULL, 's' },
		{ "top", 1, NULL, 't' },
		{ "help", 0, NULL, 'h' },
		{ 0 },
	};
	cpu_set_t cpus;
	int c, i;

	CPU_ZERO(&cpus);
	sched_getaffinity(0, sizeof cpus, &cpus);
	opt.jobs = CPU_COUNT(&cpus) ? CPU_COUNT(&cpus) : 1;
	while ((c = getopt_long(argc, argv, "+", options, &i)) != -1) {
		if (c == '?')
			exit(BAD_USAGE); /* getopt has said why */
		take_option(&options[i], optarg);
	}
	if (!argv[optind])
		bad_usage("want the PATH of a student's folder, or of a folder "
			  "of them");
}

static void
read_key(void)
{
	ssize_t n;
	int fd;

	if (!opt.key)
		return;
	fd = need(open(opt.key, O_RDONLY | O_CLOEXEC), "--key %s", opt.key);
	n = need(read(fd, key, sizeof key), "--key %s", opt.key);
	if (n == 0)
		bad_usage("--key %s: is empty", opt.key);
	key_size = n;
	close(fd);
}

/* The seed of all that is drawn in the checks: another for each student and
 * file, the same for each regrade. */
static void
fill_seed(struct task *task)
{
	char text[sizeof task->student + 64 + HEX_SIZE];
	int n = snprintf(text, sizeof text, "%s/%s/%s", task->student,
			 task->topic->name, task->file);

	hmac_hex(task->seed, key, key_size, text, n);
}

/* What can be said without a worker. */
static void
say(const struct task *task, enum taken taken, const char *why)
{
	char *lines;
	size_t length;
	FILE *out = need_memory(open_memstream(&lines, &length));

	if (taken == NOT_TAKEN)
		record_note(out, task, why);
	else
		record_all(out, task, "cannot", "", why);
	fclose(out);
	if (!log_append(lines, length))
		exit(TROUBLE);
	free(lines);
}

static void
grade_one(const struct sender *sender, const struct topic *t)
{
	struct task task = { .topic = t };
	enum taken taken = CANNOT_TAKE;
	const char *why = sender->why;

	snprintf(task.student, sizeof task.student, "%s", sender->name);
	if (sender->dir != -1) {
		taken = take(&file, sender->dir, t->name, t->file);
		why = file.why;
	}
	if (taken == TAKEN) {
		sha256_hex(task.file, file.bytes, file.size);
		fill_seed(&task);
		if (!log_has(&task, NULL)) {
			pool_judge(&task, file.bytes, file.size);
			return; /* the pool tells when it is done */
		}
	} else if (taken == CANNOT_TAKE || !log_has(&task, why)) {
		say(&task, taken, why);
	}
	progress_step(0);
}

static int
grade(const struct sender *sender)
{
	const struct topic *t;

	EACH_TOPIC(t)
	{
		if (pool_stopped())
			return 0;
		grade_one(sender, t);
	}
	return 1;
}

static int
count(const struct sender *sender)
{
	const struct topic *t;

	(void)sender;
	EACH_TOPIC(t)
	submissions++;
	return 1;
}

/* In a process of its own: a report needs memory for all that it tells. */
static int
report(const char *journal)
{
	char program[PATH_MAX + 16];
	char *argv[8] = { program }, **a = argv + 1;
	pid_t pid;
	int status;

	snprintf(program, sizeof program, "%s/report", toolkit.build);
	if (opt.out) {
		*a++ = "--out";
		*a++ = (char *)opt.out;
	}
	if (opt.format || !opt.out) {
		*a++ = "--format";
		*a++ = (char *)(opt.format ? opt.format : "text");
	}
	*a++ = "--";
	*a++ = (char *)journal;
	pid = need(fork(), "fork");
	if (pid == 0) {
		scratch_leave();
		execv(program, argv);
		need(-1, "execv %s", program);
	}
	need(waitpid(pid, &status, 0), "waitpid");
	return WIFEXITED(status) ? WEXITSTATUS(status) : TROUBLE;
}

static void
check_format(void)
{
	static const char *const formats[] = {
		"text",       "json",        "junit", "tap",    "csv",
		"gradescope", "classroom50", "html",  "journal"
	};
	size_t i;

	for (i = 0; opt.format && i < sizeof formats / sizeof *formats; i++)
		if (strcmp(opt.format, formats[i]) == 0)
			return;
	if (opt.format)
		bad_usage("--format %s: there is no such format", opt.format);
}

int
main(int argc, char **argv)
{
	const char *scratch;
	int status;

	file_hold_standard();
	parse(argc, argv);
	check_format();
	read_key();
	toolkit_load(opt.top, opt.only);
	walk_open(argv + optind);
	walk(count, 1);
	scratch = scratch_make();
	log_open(opt.out ? opt.out : scratch);
	file.bytes = need_memory(malloc(FILE_MOST + 1));
	pool_open(opt.jobs, scratch);
	progress_start(submissions);
	walk(grade, 0);
	pool_finish();
	cage_sweep();
	progress_clear();
	if (pool_stopped() && !pool_full())
		note(opt.out ? "stopped; the same command goes on from here"
			     : "stopped; with --out DIR it could go on from "
			       "here");
	if (pool_stopped())
		return TROUBLE;
	status = report(log_path());
	if (opt.out)
		note(status ? "not all was judged, or could be written: %s "
			      "says what"
			    : "all was judged: the reports are in %s",
		     opt.out);
	return status;
}
