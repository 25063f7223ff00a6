/*
 * watch.c - run a command whenever a file has been saved
 *
 *	watch FILE COMMAND [ARG...]
 *
 * Editors save in two ways: they write the file, or they write another one and
 * rename it.  After a rename, a watch on the old file would wait for ever: so
 * the directory is watched, and names are compared.  One save may be several
 * events; those that come within a moment count as one, and so do those that
 * come while COMMAND runs.
 *
 * Ends with 0 at Ctrl-C.  See inotify(7).
 */
#include <libgen.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/wait.h>
#include <unistd.h>

#include "must.h"
#include "trouble.h"

enum { MOMENT_MS = 30 };

static void
end(int number)
{
	(void)number;
	_exit(0);
}

/* Reads the events that are there; has one of them NAME? */
static bool
saved(int fd, const char *name)
{
	char events[4096]
	    __attribute__((aligned(__alignof__(struct inotify_event))));
	const struct inotify_event *e;
	ssize_t n = need(read(fd, events, sizeof events), "read events");
	bool found = false;
	char *p;

	for (p = events; p < events + n; p += sizeof *e + e->len) {
		e = (const struct inotify_event *)p;
		if (e->mask & IN_IGNORED)
			trouble("the folder is gone");
		found |= e->len && strcmp(e->name, name) == 0;
	}
	return found;
}

/* Waits until the file has been saved, and nothing more happens. */
static void
wait_for_save(int fd, const char *name)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };

	while (!saved(fd, name))
		;
	while (poll(&p, 1, MOMENT_MS) > 0)
		saved(fd, name);
}

static void
run_command(char **argv)
{
	pid_t pid = need(fork(), "fork");

	if (pid == 0) {
		execvp(argv[0], argv);
		need(-1, "execvp %s", argv[0]);
	}
	need(waitpid(pid, NULL, 0), "waitpid");
}

int
main(int argc, char **argv)
{
	char copy[PATH_MAX], name[NAME_MAX + 1], *dir;
	int fd;

	if (argc < 3)
		bad_usage("want FILE COMMAND [ARG...]");
	snprintf(copy, sizeof copy, "%s", argv[1]);
	snprintf(name, sizeof name, "%s", basename(copy));
	snprintf(copy, sizeof copy, "%s", argv[1]);
	dir = dirname(copy);
	fd = need(inotify_init1(IN_CLOEXEC), "inotify_init1");
	need(inotify_add_watch(fd, dir,
			       IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE |
				   IN_ONLYDIR),
	     "inotify_add_watch %s", dir);
	signal(SIGINT, end);
	signal(SIGTERM, end);
	for (;;) {
		run_command(argv + 2);
		wait_for_save(fd, name);
	}
}
