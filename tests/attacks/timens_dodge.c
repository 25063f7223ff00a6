/*
 * timens_dodge - a clock of its own
 *
 * Attack: [46] moves to a time namespace that is a day ahead, and waits there
 * Exercise: 05_uts
 * Expect: zero; time|neither ran
 * Seconds: 20
 */
#include <fcntl.h>
#include <sched.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "join.h"

int
uts_join(pid_t pid)
{
	int fd;

	(void)pid;
	unshare(CLONE_NEWTIME);
	fd = open("/proc/self/timens_offsets", O_WRONLY);
	if (write(fd, "monotonic -0 0\nboottime 86400 0\n", 33) == -1)
		fd = -1;
	if (fork() == 0) {
		alarm(30);
		for (;;)
			pause();
	}
	wait(NULL);
	_exit(EXIT_FAILURE);
}
