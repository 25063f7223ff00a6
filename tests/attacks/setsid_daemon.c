/*
 * setsid_daemon - a program that stays
 *
 * Attack: [24] leaves a daemon behind that would live for 20 seconds
 * Exercise: 05_uts
 * Expect: earned 8
 * Seconds: 20
 */
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "join.h"

/* What the exercise asks for. */
static int
join(pid_t pid)
{
	struct stat ours, other;
	char path[32];
	int fd;

	snprintf(path, sizeof path, "/proc/%d/ns/uts", pid);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd == -1) {
		errno = ESRCH;
		return -1;
	}
	stat("/proc/self/ns/uts", &ours);
	fstat(fd, &other);
	if (ours.st_ino == other.st_ino) {
		errno = EINVAL;
		return -1;
	}
	return setns(fd, CLONE_NEWUTS);
}

int
uts_join(pid_t pid)
{
	int sig;

	if (fork() == 0) {
		setsid();
		if (fork() != 0)
			_exit(0);
		for (sig = 1; sig < 65; sig++)
			signal(sig, SIG_IGN);
		alarm(0);
		for (sig = 0; sig < 20; sig++)
			sleep(1);
		_exit(0);
	}
	return join(pid);
}
