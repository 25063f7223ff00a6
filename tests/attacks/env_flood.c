/*
 * env_flood - more variables than an observer has room for
 *
 * Attack: [3] joins rightly, then hands COMMAND 20,000 variables
 * Exercise: 05_uts
 * Expect: earned 8
 * Seconds: 25
 */
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

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
	char name[16];
	int i;

	for (i = 0; i < 20000; i++) {
		snprintf(name, sizeof name, "V%d", i);
		setenv(name, "x", 1);
	}
	return join(pid);
}
