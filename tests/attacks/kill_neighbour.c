/*
 * kill_neighbour - the evidence is gone before it is looked at
 *
 * Attack: [26] joins rightly, then kills the box that it has joined
 * Exercise: 05_uts
 * Expect: earned 8
 * Seconds: 25
 */
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
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
	int result = join(pid);

	if (result == 0)
		kill(pid, SIGKILL);
	return result;
}
