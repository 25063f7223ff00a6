/*
 * Wrong: joins whatever namespace it is given, its own too
 * Rejected-by: a process in our own UTS namespace is refused: there is no box
 * to join
 * Shows: succeeds and does nothing
 */
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <unistd.h>

#include "join.h"

int
uts_join(pid_t pid)
{
	char path[32];
	int fd, result;

	snprintf(path, sizeof path, "/proc/%d/ns/uts", pid);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd == -1)
		return -1;
	result = setns(fd, CLONE_NEWUTS);
	close(fd);
	return result;
}
