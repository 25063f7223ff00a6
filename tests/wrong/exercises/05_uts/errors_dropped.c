/*
 * Wrong: does not look at what open(2) and setns(2) return
 * Rejected-by: a process that does not exist is refused
 * Shows: though there is no such process
 */
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "join.h"

int
uts_join(pid_t pid)
{
	struct stat ours = { 0 }, other = { 0 };
	char path[32];
	int fd;

	snprintf(path, sizeof path, "/proc/%d/ns/uts", pid);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	stat("/proc/self/ns/uts", &ours);
	fstat(fd, &other);
	if (ours.st_ino == other.st_ino) {
		errno = EINVAL;
		return -1;
	}
	setns(fd, CLONE_NEWUTS);
	close(fd);
	return 0;
}
