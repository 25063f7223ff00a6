/*
 * pty.c - type at the terminal of a program, and see what becomes of it
 *
 *	pty [STEP...] -- COMMAND [ARG...]
 *
 * COMMAND gets a new terminal and a session of its own, as from a terminal
 * window.  The steps are done in order:
 *
 *	say:TEXT	type TEXT; \n is Enter, ^C is Ctrl-C
 *	size:ROWSxCOLS	change the size of the terminal
 *	kill:NAME=N	send signal N to NAME
 *	hangup:		close the terminal, as a window is closed
 *
 *	see:TEXT	wait until TEXT is on the screen, below what the
 *			last "see" found
 *	state:NAME=S	wait until NAME is in state S: T stopped, S waiting
 *	catch:NAME=N	wait until NAME has a handler for signal N
 *	front:NAME	wait until NAME leads the foreground process group
 *	gone:NAME	wait until there is no process NAME
 *	end:STATUS	wait until COMMAND has ended; N, or 128+N by signal N
 *
 * NAME is what /proc/PID/stat calls a process; of several, the one that is
 * oldest.  A step that has to wait for more than five seconds fails: then we
 * say which, and what was on the screen, and end with 125.
 *
 * See pty(7), termios(3), TIOCGPTPEER in ioctl_tty(2).
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "fileio.h"
#include "must.h"
#include "options.h"
#include "spawn.h"

enum { STEP_MS = 5000, SCREEN = 64 * 1024 };

static struct {
	int master; /* our end of the terminal; -1 once it is closed */
	pid_t child;
	char screen[SCREEN];
	size_t used, seen;
} pty;

static long
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Takes what COMMAND writes, or it would stop at a full terminal; rests for
 * some milliseconds if there is nothing. */
static void
read_screen(void)
{
	struct pollfd p = { .fd = pty.master, .events = POLLIN };
	ssize_t n = 0;

	if (poll(&p, 1, 5) == 1 && p.revents & POLLIN)
		n = read(pty.master, pty.screen + pty.used, SCREEN - pty.used);
	else if (p.revents) /* nobody has the other end open at the moment */
		poll(NULL, 0, 5);
	if (n > 0)
		pty.used += n;
	if (pty.used == SCREEN)
		die("the screen is full");
}

/* ---- processes --------------------------------------------------------- */

/* What /proc/PID/stat has: "PID (NAME) STATE ...". */
static int
read_stat(pid_t pid, char name[64], char *state)
{
	char path[32], text[512], *open, *close;

	snprintf(path, sizeof path, "/proc/%d/stat", pid);
	if (file_read(text, sizeof text, path) == -1)
		return -1;
	open = strchr(text, '(');
	close = strrchr(text, ')');
	if (!open || !close)
		return -1;
	snprintf(name, 64, "%.*s", (int)(close - open - 1), open + 1);
	*state = close[2];
	return 0;
}

/* The oldest process called NAME; 0 if there is none.  Zombies are none. */
static pid_t
find_process(const char *name)
{
	char its_name[64], state;
	struct dirent *e;
	DIR *dir = opendir("/proc");
	pid_t pid, first = 0;

	if (!dir)
		must(-1, "opendir /proc");
	while ((e = readdir(dir))) {
		pid = atoi(e->d_name);
		if (pid > 0 && (!first || pid < first) &&
		    read_stat(pid, its_name, &state) == 0 && state != 'Z' &&
		    strcmp(its_name, name) == 0)
			first = pid;
	}
	closedir(dir);
	return first;
}

/* Does the process catch signal SIG?  SigCgt is a mask, in hex. */
static bool
catches(pid_t pid, int sig)
{
	char path[32], text[4096], *at;

	snprintf(path, sizeof path, "/proc/%d/status", pid);
	if (file_read(text, sizeof text, path) == -1)
		return false;
	at = strstr(text, "SigCgt:");
	return at && strtoull(at + 7, NULL, 16) >> (sig - 1) & 1;
}

/* ---- steps: each is tried until it returns true ------------------------ */

static bool
step_say(char *text, const char *value)
{
	char *to = text, *from;

	(void)value;
	for (from = text; *from; from++) {
		if (from[0] == '\\' && from[1] == 'n')
			*to++ = '\n', from++;
		else if (from[0] == '^' && from[1])
			*to++ = *++from & 31;
		else
			*to++ = *from;
	}
	must(write(pty.master, text, to - text), "write to the terminal");
	return true;
}

static bool
step_size(char *text, const char *value)
{
	struct winsize size = { 0 };

	(void)value;
	if (sscanf(text, "%hux%hu", &size.ws_row, &size.ws_col) != 2)
		die("size:%s: want ROWSxCOLS", text);
	must(ioctl(pty.master, TIOCSWINSZ, &size), "ioctl TIOCSWINSZ");
	return true;
}

static bool
step_kill(char *name, const char *value)
{
	pid_t pid = find_process(name);

	return pid && must(kill(pid, atoi(value)), "kill %s", name) == 0;
}

static bool
step_hangup(char *text, const char *value)
{
	(void)text, (void)value;
	must(close(pty.master), "close the terminal");
	pty.master = -1;
	return true;
}

static bool
step_see(char *text, const char *value)
{
	char *at = memmem(pty.screen + pty.seen, pty.used - pty.seen, text,
			  strlen(text));

	(void)value;
	if (at)
		pty.seen = at + strlen(text) - pty.screen;
	return at != NULL;
}

static bool
step_state(char *name, const char *value)
{
	char its_name[64], state;
	pid_t pid = find_process(name);

	return pid && read_stat(pid, its_name, &state) == 0 && state == *value;
}

static bool
step_catch(char *name, const char *value)
{
	pid_t pid = find_process(name);

	return pid && catches(pid, atoi(value));
}

static bool
step_front(char *name, const char *value)
{
	pid_t pid = find_process(name);

	(void)value;
	return pid && tcgetpgrp(pty.master) == pid;
}

static bool
step_gone(char *name, const char *value)
{
	(void)value;
	return find_process(name) == 0;
}

static bool
step_end(char *text, const char *value)
{
	int status;

	(void)value;
	if (must(waitpid(pty.child, &status, WNOHANG), "waitpid") == 0)
		return false;
	if (spawn_status(status) != atoi(text))
		die("end:%s: it ended with %d; screen: %.*s", text,
		    spawn_status(status), (int)pty.used, pty.screen);
	return true;
}

static const struct step {
	const char *name;
	bool has_value; /* NAME=VALUE */
	bool (*run)(char *text, const char *value);
} steps[] = {
	{ "say", false, step_say },    { "size", false, step_size },
	{ "kill", true, step_kill },   { "hangup", false, step_hangup },
	{ "see", false, step_see },    { "state", true, step_state },
	{ "catch", true, step_catch }, { "front", false, step_front },
	{ "gone", false, step_gone },  { "end", false, step_end },
};

static const struct step *
find_step(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof steps / sizeof *steps; i++)
		if (strcmp(steps[i].name, name) == 0)
			return &steps[i];
	die("%s: no such step", name);
}

/* "STEP:TEXT" or "STEP:NAME=VALUE", until it is done or the time is up. */
static void
do_step(const char *line)
{
	char copy[512], *text, *value = NULL;
	long until = now_ms() + STEP_MS;
	const struct step *step;

	snprintf(copy, sizeof copy, "%s", line);
	text = strchr(copy, ':');
	if (!text)
		die("%s: want STEP:TEXT", line);
	*text++ = '\0';
	step = find_step(copy);
	if (step->has_value && !(value = strchr(text, '=')))
		die("%s: want %s:NAME=VALUE", line, copy);
	if (value)
		*value++ = '\0';
	while (!step->run(text, value)) {
		read_screen();
		if (now_ms() > until)
			die("%s: not within %d ms; screen: %.*s", line, STEP_MS,
			    (int)pty.used, pty.screen);
	}
}

/* COMMAND at the head of a session whose terminal is ours. */
static void
start(char **argv)
{
	struct winsize size = { .ws_row = 24, .ws_col = 80 };
	int fd, slave;

	pty.master =
	    must(posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC), "posix_openpt");
	must(unlockpt(pty.master), "unlockpt");
	must(ioctl(pty.master, TIOCSWINSZ, &size), "ioctl TIOCSWINSZ");
	/* by descriptor: the node in /dev/pts may be another one's here */
	slave = must(ioctl(pty.master, TIOCGPTPEER, O_RDWR | O_NOCTTY),
		     "ioctl TIOCGPTPEER");
	pty.child = must(fork(), "fork");
	if (pty.child == 0) {
		must(setsid(), "setsid");
		must(ioctl(slave, TIOCSCTTY, 0), "ioctl TIOCSCTTY");
		for (fd = 0; fd <= 2; fd++)
			must(dup2(slave, fd), "dup2");
		close(slave);
		execvp(argv[0], argv);
		must(-1, "execvp %s", argv[0]);
	}
	close(slave);
}

int
main(int argc, char **argv)
{
	int i, command;

	for (command = 1; command < argc; command++)
		if (strcmp(argv[command], "--") == 0)
			break;
	if (command + 1 >= argc)
		die("usage: pty [STEP...] -- COMMAND [ARG...]");
	start(argv + command + 1);
	for (i = 1; i < command; i++)
		do_step(argv[i]);
	return 0;
}
