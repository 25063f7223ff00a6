/*
 * inotify_rewrite - the last to write has the last word
 *
 * Attack: [51] waits for files to appear, and rewrites each one
 * Exercise: 05_uts
 * Expect: zero; still in the host
 * Seconds: 20
 */
#include <fcntl.h>
#include <stdio.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "join.h"

int
uts_join(pid_t pid)
{
	char event[4096], path[4200];
	int fd, in, i;

	(void)pid;
	if (fork() != 0)
		return 0;
	setsid();
	in = inotify_init();
	inotify_add_watch(in, "/tmp", IN_CREATE | IN_CLOSE_WRITE);
	inotify_add_watch(in, "/submission", IN_CREATE | IN_CLOSE_WRITE);
	alarm(20);
	for (i = 0; i < 1000; i++) {
		if (read(in, event, sizeof event) <= 0)
			break;
		snprintf(path, sizeof path, "/tmp/%s",
			 ((struct inotify_event *)event)->name);
		fd = open(path, O_WRONLY | O_TRUNC);
		if (write(fd, "pass\n", 5) == -1)
			continue;
	}
	_exit(0);
}
