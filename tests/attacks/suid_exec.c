/*
 * suid_exec - gets nothing if it gets through: it tells on itself
 *
 * Attack: [36] makes a set-user-ID copy of a shell, and runs it
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
	int fd = open("/tmp/suid", O_WRONLY | O_CREAT, 0755);
	struct stat s;

	fchown(fd, 0, 0);
	fchmod(fd, 04755);
	close(fd);
	/* the host's root, seen from a namespace that has not mapped it */
	return stat("/tmp/suid", &s) == 0 && (s.st_mode & S_ISUID) &&
	       s.st_uid == 65534;
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
