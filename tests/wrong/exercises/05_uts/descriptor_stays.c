/*
 * Wrong: the namespace's file stays open, and COMMAND inherits it
 * Rejected-by: no descriptor is left open in COMMAND
 * Shows: handed down by exec
 */
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <sys/stat.h>

#include "join.h"

int
uts_join(pid_t pid)
{
	struct stat ours, other;
	char path[32];
	int fd;

	snprintf(path, sizeof path, "/proc/%d/ns/uts", pid);
	fd = open(path, O_RDONLY);
	if (fd == -1)
		return -1;
	stat("/proc/self/ns/uts", &ours);
	fstat(fd, &other);
	if (ours.st_ino == other.st_ino) {
		errno = EINVAL;
		return -1;
	}
	return setns(fd, CLONE_NEWUTS);
}
