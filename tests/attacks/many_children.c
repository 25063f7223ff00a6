/*
 * many_children - a witness in a crowd
 *
 * Attack: [1] joins rightly, with 300 processes around that whoever looks
 *     must list
 * Exercise: 05_uts
 * Expect: earned 8
 * Seconds: 30
 */
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
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
	int i;

	for (i = 0; i < 300; i++)
		if (fork() == 0) {
			alarm(5);
			pause();
			_exit(0);
		}
	return join(pid);
}
