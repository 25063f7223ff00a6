/*
 * confine.c - runs a compiler on a file that nobody trusts
 *
 *	confine [OPTION...] -- COMMAND [ARG...]
 *
 * See usage() below.  The compiler's root directory has the host's programs
 * and libraries, read-only, an empty /dev but for null, and /work, which holds
 * what is named and nothing else.  No /proc, no network; no id, no capability
 * and no namespace that could be of use; limits on all that it may use up.
 * What it leaves in /work is fetched by descriptor when all of it is dead.
 */
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <libgen.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "bounds.h"
#include "caps.h"
#include "compat.h"
#include "deny.h"
#include "ids.h"
#include "must.h"
#include "options.h"
#include "patience.h"
#include "root.h"
#include "spawn.h"
#include "user.h"

enum { OUTS = 8, INPUT_MAX = 64 << 20 };

static struct root root;
/* Far more descriptors than a program under test has.  Those that are on their
 * way through sockets count for all processes of a user, and who may have less
 * than that may send none: we have one to send. */
static struct bounds bounds = { .memory = 512 << 20,
				.tasks = 64,
				.file = 32 << 20,
				.descriptors = 1024,
				.cpu = 20 };
static struct {
	int wall; /* seconds */
	long long output; /* bytes of what it says */
	const char *report;
	int nouts;
	struct {
		const char *name, *file;
	} out[OUTS];
	char **argv;
} opt = { .wall = 30, .output = 64 << 10 };

/* What PID 1 of the sandbox tells us at the end. */
struct result {
	int status; /* as a shell's */
	long cpu_ms, memory_kb; /* of the largest process */
};

static struct sandbox {
	struct sync sync;
	int control[2]; /* [0] ours: first /work, then a struct result */
	int said[2]; /* a pipe: all that COMMAND says */
} box;

static void
usage(void)
{
	puts("usage: confine [OPTION...] -- COMMAND [ARG...]\n\n"
	     "Runs a compiler in a sandbox, in its directory /work, where it "
	     "finds nothing but:\n\n"
	     "      --in NAME=FILE      a copy of FILE, as NAME\n"
	     "      --dir NAME=DIR      DIR, read-only, as NAME\n"
	     "      --out NAME=FILE     if COMMAND succeeds: its file NAME is "
	     "copied to FILE\n"
	     "      --wall SECONDS      of time (30), without what a slow "
	     "machine kept us waiting\n"
	     "      --cpu SECONDS       of processor time, for one process "
	     "(20)\n"
	     "      --memory SIZE       for one process (512M)\n"
	     "      --file SIZE         of one file, and of four in all "
	     "(32M)\n"
	     "      --output SIZE       of all that it says (64K)\n"
	     "      --report FILE       write there how it went, wall.ms as "
	     "--wall counts it; a\n"
	     "                          number is a descriptor\n"
	     "  -h, --help              print this\n\n"
	     "What COMMAND says comes out on stdout, unchanged: who prints it "
	     "escapes it.  The exit\n"
	     "status is COMMAND's, as in a shell; 125: confine itself failed.  "
	     "When a limit was\n"
	     "reached, the last line on stderr is \"confine: \" and one of "
	     "time, cpu, memory, file,\n"
	     "output, tasks.");
	exit(0);
}

/* ---- inside ------------------------------------------------------------ */

static void
send_descriptor(int to, int fd)
{
	char space[CMSG_SPACE(sizeof fd)] = "", byte = 'w';
	struct iovec one = { &byte, 1 };
	struct msghdr m = { .msg_iov = &one,
			    .msg_iovlen = 1,
			    .msg_control = space,
			    .msg_controllen = sizeof space };
	struct cmsghdr *c = CMSG_FIRSTHDR(&m);

	c->cmsg_level = SOL_SOCKET;
	c->cmsg_type = SCM_RIGHTS;
	c->cmsg_len = CMSG_LEN(sizeof fd);
	memcpy(CMSG_DATA(c), &fd, sizeof fd);
	must(sendmsg(to, &m, MSG_NOSIGNAL), "send a descriptor");
}

static void
run_command(void)
{
	int null =
	    must(open("/dev/null", O_RDONLY | O_CLOEXEC), "open /dev/null");

	must(dup2(null, STDIN_FILENO), "dup2 to stdin");
	must(dup2(box.said[1], STDOUT_FILENO), "dup2 to stdout");
	must(dup2(box.said[1], STDERR_FILENO), "dup2 to stderr");
	unsetenv("TERM");
	caps_limit(0);
	deny_load(true);
	_exit(spawn_exec(opt.argv));
}

/* Waits for COMMAND, and meanwhile for orphans. */
static struct result
await_command(pid_t command)
{
	struct rusage use;
	struct result r;
	int status;

	while (must(wait4(-1, &status, 0, &use), "wait4") != command)
		;
	r.status = spawn_status(status);
	r.cpu_ms = 1000 * (use.ru_utime.tv_sec + use.ru_stime.tv_sec) +
		   (use.ru_utime.tv_usec + use.ru_stime.tv_usec) / 1000;
	r.memory_kb = use.ru_maxrss;
	return r;
}

/* PID 1.  It alone knows more than COMMAND may; so nobody may look into it. */
static int
run_init(void *arg)
{
	struct result r;
	pid_t command;

	(void)arg;
	sync_wait(&box.sync);
	root_take(&root);
	user_become_root();
	spawn_die_with_host(&box.sync);
	bounds_set(&bounds); /* while there is a /proc */
	root_make(&root);
	/* a mount of its own, to stay writable */
	must(mount("work", "work", NULL, MS_BIND, NULL), "mount work MS_BIND");
	root_enter(&root);
	must(chdir("/work"), "chdir /work");
	send_descriptor(
	    box.control[1],
	    must(open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC), "open /work"));
	must(prctl(PR_SET_DUMPABLE, 0), "prctl PR_SET_DUMPABLE 0");
	command = must(fork(), "fork");
	if (command == 0)
		run_command();
	close(box.said[1]);
	r = await_command(command);
	send(box.control[1], &r, sizeof r, MSG_NOSIGNAL);
	return 0;
}

/* ---- the root directory ------------------------------------------------ */

/* Whatever a compiler needs of the host, where the host has it. */
static void
plan_system(void)
{
	static const char *const dirs[] = { "usr",   "bin",   "sbin",  "lib",
					    "lib32", "lib64", "libx32" };
	static const char *const files[] = { "etc/alternatives",
					     "etc/ld.so.cache", "dev/null" };
	char path[32], link[PATH_MAX];
	size_t i;
	ssize_t n;

	root_add_dir(&root, "etc");
	root_add_dir(&root, "dev");
	root_add_dir(&root, "work");
	root_add_link(&root, "tmp", "work");
	for (i = 0; i < sizeof dirs / sizeof *dirs; i++) {
		snprintf(path, sizeof path, "/%s", dirs[i]);
		n = readlink(path, link, sizeof link - 1);
		if (n != -1) {
			link[n] = '\0';
			root_add_link(&root, dirs[i], strdup(link));
		} else if (errno == EINVAL) { /* there, and no link */
			root_add_bind(&root, dirs[i], strdup(path));
		}
	}
	for (i = 0; i < sizeof files / sizeof *files; i++) {
		snprintf(path, sizeof path, "/%s", files[i]);
		if (access(path, F_OK) == 0)
			root_add_bind(&root, files[i], strdup(path));
	}
}

/* Splits "NAME=FILE" and checks NAME, which will be a name in /work. */
static char *
parse_pair(const char *option, const char *text, char **name)
{
	char *file;

	*name = strdup(text);
	file = *name ? strchr(*name, '=') : NULL;
	if (!file || file == *name || !file[1])
		die("%s %s: want NAME=FILE", option, text);
	*file++ = '\0';
	if (strchr(*name, '/') || **name == '.')
		die("%s %s: NAME is a plain name", option, text);
	return file;
}

static char *
in_work(const char *name)
{
	char *path;

	if (asprintf(&path, "work/%s", name) == -1)
		die("out of memory");
	return path;
}

static void
add_in(const char *text)
{
	const char *why;
	char *name, *file = parse_pair("--in", text, &name);
	int fd = root_open_file(file, INPUT_MAX, &why);

	if (fd == -1)
		die("--in %s: it %s", text, why);
	root_add_copy(&root, in_work(name), fd);
}

static void
add_dir(const char *text)
{
	char *name, *dir = parse_pair("--dir", text, &name);
	char *path = realpath(dir, NULL);

	must(path ? 0 : -1, "realpath %s", dir);
	root_add_bind(&root, in_work(name), path);
}

static void
add_out(const char *text)
{
	char *name;

	if (opt.nouts == OUTS)
		die("more than %d --out", OUTS);
	opt.out[opt.nouts].file = parse_pair("--out", text, &name);
	opt.out[opt.nouts++].name = name;
}

/* ---- outside ----------------------------------------------------------- */

static int
receive_descriptor(int from)
{
	char space[CMSG_SPACE(sizeof(int))], byte;
	struct iovec one = { &byte, 1 };
	struct msghdr m = { .msg_iov = &one,
			    .msg_iovlen = 1,
			    .msg_control = space,
			    .msg_controllen = sizeof space };
	int fd;

	if (recvmsg(from, &m, MSG_CMSG_CLOEXEC) != 1 || !CMSG_FIRSTHDR(&m))
		exit(EXIT_STEP); /* it has said why */
	memcpy(&fd, CMSG_DATA(CMSG_FIRSTHDR(&m)), sizeof fd);
	return fd;
}

/* What the tools say when a file grew too large: they alone know. */
static bool
says_file(const char *text)
{
	return strstr(text, "File too large") ||
	       strstr(text, "File size limit exceeded") ||
	       strstr(text, "No space left on device");
}

/*
 * What they say of SIGXCPU.  The limit counts ticks, and wait4 tells the time
 * that was used; where many programs run, the second can be half of the first.
 */
static bool
says_cpu(const char *text)
{
	return strstr(text, "CPU time limit exceeded");
}

/* Passes on what COMMAND says, until it has ended: NULL, or the limit. */
static const char *
listen_to(struct result *r)
{
	struct pollfd p[2] = { { .fd = box.said[0], .events = POLLIN },
			       { .fd = box.control[0], .events = POLLIN } };
	static char text[16384];
	long end = patience_ms() + 1000L * opt.wall, left;
	long long said = 0;
	bool file = false, cpu = false;
	ssize_t n;

	for (;;) {
		left = end - patience_ms();
		if (left <= 0)
			return "time";
		if (patience_poll(p, 2, left < 100 ? left : 100) == -1 &&
		    errno != EINTR)
			must(-1, "poll");
		n = p[0].revents ? read(box.said[0], text, sizeof text - 1) : 0;
		if (n > 0) {
			if (n > opt.output - said)
				n = opt.output - said;
			text[n] = '\0';
			file |= says_file(text);
			cpu |= says_cpu(text);
			fwrite(text, 1, n, stdout);
			said += n;
			if (said == opt.output)
				return "output";
			continue; /* all that it said, before its end counts */
		}
		if (p[0].revents) /* nobody has the other end any more */
			p[0].fd = -1;
		if (p[1].revents) {
			n = recv(box.control[0], r, sizeof *r, 0);
			if (n != sizeof *r)
				die("the sandbox died");
			break;
		}
	}
	if (r->status == 0)
		return NULL;
	if (cpu || r->cpu_ms >= 750L * bounds.cpu)
		return "cpu";
	if (file)
		return "file";
	if (r->memory_kb >= bounds.memory / 1024 / 3)
		return "memory";
	return NULL;
}

static void
end_sandbox(pid_t pid)
{
	struct timespec seconds = { .tv_sec = 10 };
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGCHLD);
	kill(pid, SIGKILL);
	while (waitpid(pid, NULL, WNOHANG) == 0)
		if (sigtimedwait(&set, NULL, &seconds) == -1 && errno == EAGAIN)
			die("the sandbox does not end");
}

/* Copies NAME, as COMMAND left it in WORK, to FILE, which is a new one. */
static bool
fetch(int work, const char *name, const char *file)
{
	int from =
	    openat(work, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	struct stat s;
	off_t at = 0;
	ssize_t n;
	int to;

	if (from == -1 || fstat(from, &s) == -1 || !S_ISREG(s.st_mode) ||
	    s.st_size > bounds.file) {
		note("COMMAND made no file %s that can be taken", name);
		return false;
	}
	if (unlink(file) == -1 && errno != ENOENT)
		must(-1, "unlink %s", file);
	to = must(open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
		       s.st_mode & 0100 ? 0755 : 0644),
		  "create %s", file);
	do
		n = sendfile(to, from, &at, s.st_size - at);
	while (n > 0);
	must(n, "write %s", file);
	must(close(to), "close %s", file);
	close(from);
	return true;
}

static void
write_report(const struct result *r, const char *limit, long wall_ms)
{
	bool number = opt.report[strspn(opt.report, "0123456789")] == '\0';
	FILE *f =
	    number ? fdopen(atoi(opt.report), "w") : fopen(opt.report, "we");

	must(f ? 0 : -1, "open %s", opt.report);
	fprintf(f,
		"status=%d\nlimit=%s\nwall.ms=%ld\ncpu.ms=%ld\n"
		"memory.kb=%ld\n",
		r->status, limit ? limit : "", wall_ms, r->cpu_ms,
		r->memory_kb);
	must(fclose(f), "write %s", opt.report);
}

static int
confine(void)
{
	struct ids ids = ids_choose();
	struct result r = { 128 + SIGKILL, 0, 0 };
	long start = patience_ms();
	const char *limit;
	int i, work;
	pid_t pid;

	must(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, box.control),
	     "socketpair");
	must(pipe2(box.said, O_CLOEXEC), "pipe2");
	sync_open(&box.sync);
	pid = spawn(run_init, NULL,
		    CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWNET |
			CLONE_NEWIPC | CLONE_NEWUTS);
	ids_map(&ids, pid);
	sync_go(&box.sync);
	close(box.control[1]);
	close(box.said[1]);
	work = receive_descriptor(box.control[0]);
	limit = listen_to(&r);
	end_sandbox(pid);
	for (i = 0; i < opt.nouts && r.status == 0 && !limit; i++)
		if (!fetch(work, opt.out[i].name, opt.out[i].file))
			r.status = 1;
	if (opt.report)
		write_report(&r, limit, patience_ms() - start);
	if (fflush(stdout) == EOF)
		must(-1, "write to stdout");
	if (limit)
		note("%s", limit);
	return r.status;
}

/* "64K", "32M", "2G" in bytes. */
static long long
parse_size(const char *option, const char *text)
{
	static const char units[] = "KMG";
	char number[24];
	size_t n = strlen(text);
	const char *unit = n ? strchr(units, text[n - 1] & ~32) : NULL;
	int shift = unit && *unit ? 10 * (unit - units + 1) : 0;

	if (n >= sizeof number)
		die("%s %s: too large", option, text);
	snprintf(number, sizeof number, "%.*s", (int)(shift ? n - 1 : n), text);
	return option_number(option, number, 1, (1ULL << 50) >> shift) << shift;
}

static void
set_option(int c)
{
	if (c == 'i')
		add_in(optarg);
	else if (c == 'd')
		add_dir(optarg);
	else if (c == 'o')
		add_out(optarg);
	else if (c == 'w')
		opt.wall = option_number("--wall", optarg, 1, 3600);
	else if (c == 'c')
		bounds.cpu = option_number("--cpu", optarg, 1, 3600);
	else if (c == 'm')
		bounds.memory = parse_size("--memory", optarg);
	else if (c == 'f')
		bounds.file = parse_size("--file", optarg);
	else if (c == 'p')
		opt.output = parse_size("--output", optarg);
	else if (c == 'r')
		opt.report = optarg;
	else if (c == 'h')
		usage();
	else
		exit(EXIT_STEP);
}

int
main(int argc, char **argv)
{
	static const struct option longopts[] = {
		{ "in", 1, NULL, 'i' },
		{ "dir", 1, NULL, 'd' },
		{ "out", 1, NULL, 'o' },
		{ "wall", 1, NULL, 'w' },
		{ "cpu", 1, NULL, 'c' },
		{ "memory", 1, NULL, 'm' },
		{ "file", 1, NULL, 'f' },
		{ "output", 1, NULL, 'p' },
		{ "report", 1, NULL, 'r' },
		{ "help", 0, NULL, 'h' },
		{ 0 },
	};
	char size[32];
	int c;

	plan_system(); /* first /work, then what the options put there */
	while ((c = getopt_long(argc, argv, "+h", longopts, NULL)) != -1)
		set_option(c);
	if (optind == argc)
		die("want -- COMMAND [ARG...]; try --help");
	opt.argv = argv + optind;
	snprintf(size, sizeof size, "%lld", INPUT_MAX + 4 * bounds.file);
	root.size = size;
	return confine();
}
