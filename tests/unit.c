/*
 * unit.c - call one function of lib/ and print what it did
 *
 *	unit			list the calls
 *	unit CALL ARG...	for tests/lib.bats, which judges
 *
 * What a call says on stderr, and the status that it ends with, are the
 * library's own; what it returns is printed on stdout.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fileio.h"
#include "must.h"
#include "options.h"
#include "spawn.h"
#include "sync.h"

static int
find_errno(const char *name)
{
	int error;

	for (error = 1; error < 4096; error++)
		if (strcmp(errno_name(error), name) == 0)
			return error;
	return atoi(name);
}

/* ---- must.c ------------------------------------------------------------ */

/* must RESULT ERRNO WORDS */
static void
call_must(char **arg)
{
	errno = find_errno(arg[1]);
	printf("%ld\n", must(atol(arg[0]), "%s", arg[2]));
}

/* explain SIDE RESULT ERRNO WORDS */
static void
call_explain(char **arg)
{
	explain = true;
	side = arg[0];
	call_must(arg + 1);
}

static void
call_die(char **arg)
{
	die("%s", arg[0]);
}

static void
call_note(char **arg)
{
	note("%s", arg[0]);
	puts("goes on");
}

static void
call_errno_name(char **arg)
{
	puts(errno_name(atoi(arg[0])));
}

static void
at_exit(void)
{
	puts("handlers have run");
}

/* quit SIDE STATUS */
static void
call_quit(char **arg)
{
	atexit(at_exit);
	side = arg[0];
	quit(atoi(arg[1]));
}

/* ---- fileio.c ---------------------------------------------------------- */

static void
print_result(long result)
{
	printf("%ld %s\n", result, result == -1 ? errno_name(errno) : "");
}

/* file_read SIZE PATH: the buffer, which starts as 'x's, and its guard */
static void
call_file_read(char **arg)
{
	char buf[4096];
	size_t size = atoi(arg[0]);

	memset(buf, 'x', sizeof buf);
	errno = 0;
	print_result(file_read(buf, size, arg[1]));
	printf("[%s]%s\n", buf[size] == 'x' && memchr(buf, 0, size) ? buf : "?",
	       buf[size] == 'x' ? "" : " overrun");
}

/* file_write TEXT PATH */
static void
call_file_write(char **arg)
{
	file_write(arg[0], "%s", arg[1]);
	puts("written");
}

static void
call_file_try_write(char **arg)
{
	errno = 0;
	print_result(file_try_write(arg[0], arg[1]));
}

/* short_write N CALL TEXT PATH: files may grow to N bytes only */
static void
call_short_write(char **arg)
{
	struct rlimit limit = { atoi(arg[0]), atoi(arg[0]) };

	signal(SIGXFSZ, SIG_IGN);
	must(setrlimit(RLIMIT_FSIZE, &limit), "setrlimit");
	if (strcmp(arg[1], "try") == 0)
		call_file_try_write(arg + 2);
	else
		call_file_write(arg + 2);
}

/* file_hold_standard CLOSED...: how 0, 1 and 2 can be used then, and which
 * descriptor is free; on a copy of stdout, as 1 may be closed */
static void
call_file_hold_standard(char **arg)
{
	int fd, mode, out = dup(STDOUT_FILENO);
	char byte;

	for (; *arg; arg++)
		close(atoi(*arg));
	file_hold_standard();
	for (fd = 0; fd <= 2; fd++) {
		mode = fcntl(fd, F_GETFL) & O_ACCMODE;
		dprintf(out, "%d %s%s\n", fd,
			mode == O_RDONLY   ? "read"
			: mode == O_WRONLY ? "write"
					   : "both",
			(fd == 0 ? read(fd, &byte, 1) : write(fd, "", 0)) == -1
			    ? " refused"
			    : "");
	}
	dprintf(out, "next %d\n", open("/dev/null", O_RDONLY) > 2);
}

/* ---- options.c --------------------------------------------------------- */

static void
print_list(const char *name, const struct list *list)
{
	int i;

	for (i = 0; i < list->n; i++)
		printf("%s %s\n", name, list->item[i]);
}

static void
print_text(const char *name, const char *text)
{
	if (text)
		printf("%s %s\n", name, text);
}

/* options STEP ARG...: everything that is not as it was */
static void
call_options(char **arg)
{
	struct options o;
	int argc = 0;

	while (arg[argc])
		argc++;
	o = options_parse(atoi(arg[0]), argc, arg);
	if (explain != o.explain)
		puts("explain was not set");
	print_text("explain", o.explain ? "yes" : NULL);
	print_text("pause", o.pause ? "yes" : NULL);
	print_text("no_map", o.no_map ? "yes" : NULL);
	print_text("root", o.root);
	print_text("hostname", o.hostname);
	print_text("net", o.net);
	print_text("keep", o.keep);
	print_text("memory", o.memory);
	print_text("pids", o.pids);
	print_text("cpu", o.cpu);
	print_list("bind", &o.bind);
	print_list("map", &o.map);
	print_list("deny", &o.deny);
	print_list("kill", &o.kill);
	for (; *o.argv; o.argv++)
		print_text("argv", *o.argv);
	printf("umask %03o\n", (unsigned)umask(0));
}

/* many_options NAME VALUE N: step 9 with NAME VALUE, N times */
static void
call_many_options(char **arg)
{
	char step[] = "9", *words[256] = { step };
	int i, n = 1;

	for (i = 0; i < atoi(arg[2]) && n < 254; i++) {
		words[n++] = arg[0];
		words[n++] = arg[1];
	}
	call_options(words);
}

/* number TEXT MIN MAX */
static void
call_number(char **arg)
{
	printf("%llu\n",
	       option_number("--x", arg[0], strtoull(arg[1], NULL, 10),
			     strtoull(arg[2], NULL, 10)));
}

/* ---- sync.c: each is a host and a box, which is our child -------------- */

static void
print_end(const char *who, pid_t pid)
{
	int status;

	must(waitpid(pid, &status, 0), "waitpid");
	printf("%s %d\n", who, spawn_status(status));
}

/* Starts a box that waits, then says so, and ends with 7. */
static pid_t
start_waiting_box(struct sync *s)
{
	pid_t pid;

	sync_open(s);
	pid = must(fork(), "fork");
	if (pid != 0)
		return pid;
	side = "box";
	sync_wait(s);
	dprintf(STDOUT_FILENO, "box goes on\n");
	_exit(7);
}

static void
call_sync_go(char **arg)
{
	struct sync s;
	struct pollfd nothing;
	pid_t pid = start_waiting_box(&s);

	(void)arg;
	nothing = (struct pollfd){ .fd = s.host, .events = POLLIN };
	dprintf(STDOUT_FILENO,
		poll(&nothing, 1, 50) == 0 ? "it waits\n" : "it is gone\n");
	sync_go(&s);
	print_end("box", pid);
}

static void
call_sync_host_dies(char **arg)
{
	struct sync s;
	pid_t pid = start_waiting_box(&s);

	(void)arg;
	close(s.box);
	close(s.host);
	print_end("box", pid);
}

static void
call_sync_box_dies(char **arg)
{
	struct sync s;
	pid_t pid = start_waiting_box(&s);

	(void)arg;
	kill(pid, SIGKILL);
	print_end("box", pid);
	sync_go(&s); /* neither SIGPIPE nor an error */
	sync_pause_host(&s, true, pid);
	puts("host goes on");
}

static void
call_sync_host_gone(char **arg)
{
	struct sync s;

	(void)arg;
	sync_open(&s);
	printf("%d\n", sync_host_gone(&s));
	close(s.host);
	printf("%d\n", sync_host_gone(&s));
}

/* sync_pause on|off: the host's stdin is ours */
static void
call_sync_pause(char **arg)
{
	bool on = strcmp(arg[0], "on") == 0;
	struct sync s;
	sigset_t all;
	pid_t pid;

	file_hold_standard(); /* or the socket pair takes a closed stdin */
	sigfillset(&all);
	sigdelset(&all, SIGALRM);
	sigprocmask(SIG_BLOCK, &all, NULL);
	sync_open(&s);
	pid = must(fork(), "fork");
	if (pid == 0) {
		side = "box";
		sync_wait(&s);
		sync_pause_box(&s, on);
		dprintf(STDOUT_FILENO, "box goes on\n");
		_exit(7);
	}
	sync_go(&s);
	if (arg[1])
		raise(atoi(arg[1]));
	sync_pause_host(&s, on, pid);
	print_end("box", pid);
}

/* The host dies while the box is paused: before it has even looked. */
static void
call_sync_pause_host_dies(char **arg)
{
	struct sync s;
	struct pollfd p;
	pid_t pid;

	(void)arg;
	sync_open(&s);
	pid = must(fork(), "fork");
	if (pid == 0) {
		side = "box";
		close(s.host);
		sync_pause_box(&s, true);
		_exit(7);
	}
	close(s.box);
	p = (struct pollfd){ .fd = s.host, .events = POLLIN };
	must(poll(&p, 1, 5000), "poll");
	close(s.host);
	print_end("box", pid);
}

static const struct {
	const char *name;
	int args; /* at least */
	void (*run)(char **arg);
} calls[] = {
	{ "must", 3, call_must },
	{ "explain", 4, call_explain },
	{ "die", 1, call_die },
	{ "note", 1, call_note },
	{ "errno_name", 1, call_errno_name },
	{ "quit", 2, call_quit },
	{ "file_read", 2, call_file_read },
	{ "file_write", 2, call_file_write },
	{ "file_try_write", 2, call_file_try_write },
	{ "short_write", 4, call_short_write },
	{ "file_hold_standard", 0, call_file_hold_standard },
	{ "options", 1, call_options },
	{ "many_options", 3, call_many_options },
	{ "number", 3, call_number },
	{ "sync_go", 0, call_sync_go },
	{ "sync_host_dies", 0, call_sync_host_dies },
	{ "sync_box_dies", 0, call_sync_box_dies },
	{ "sync_host_gone", 0, call_sync_host_gone },
	{ "sync_pause", 1, call_sync_pause },
	{ "sync_pause_host_dies", 0, call_sync_pause_host_dies },
};

int
main(int argc, char **argv)
{
	size_t i;

	alarm(10); /* whatever hangs */
	for (i = 0; i < sizeof calls / sizeof *calls; i++)
		if (argc < 2) {
			puts(calls[i].name);
		} else if (strcmp(calls[i].name, argv[1]) == 0) {
			if (argc - 2 < calls[i].args)
				die("%s: want %d words", argv[1],
				    calls[i].args);
			calls[i].run(argv + 2);
			return 0;
		}
	if (argc >= 2)
		die("%s: no such call", argv[1]);
	return 0;
}
