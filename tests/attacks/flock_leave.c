/*
 * flock_leave - gets nothing if somebody has locked them: it tells on itself
 *
 * Attack: [44] locks the files that all submissions share
 * Exercise: 05_uts
 * Expect: full
 * Seconds: 20
 */
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
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

static bool
gets_through(void)
{
	int fd = open("/witness", O_RDONLY);
	int other = open("/submission/rootfs/bin/witness", O_RDONLY);

	if (flock(fd, LOCK_EX | LOCK_NB) == -1 ||
	    flock(other, LOCK_EX | LOCK_NB) == -1)
		return errno == EWOULDBLOCK;
	if (fork() == 0) {
		setsid();
		alarm(20);
		pause();
	}
	close(fd);
	close(other);
	return false;
}

int
uts_join(pid_t pid)
{
	int fd;

	if (gets_through())
		_exit(EXIT_FAILURE);
	for (fd = 3; fd < 256; fd++)
		close(fd);
	return join(pid);
}
