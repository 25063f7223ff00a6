/*
 * Wrong: looks for a file that there is not, again and again
 * Rejected-by: COMMAND is in the box's UTS namespace
 * Shows: used up its processor time
 */
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <sys/resource.h>
#include <unistd.h>

#include "join.h"

int
uts_join(pid_t pid)
{
	/* so that it does not end by the clock on the wall */
	static const struct rlimit second = { 1, 2 };
	char path[40];
	int fd, result;

	setrlimit(RLIMIT_CPU, &second);
	snprintf(path, sizeof path, "/proc/%d/ns/hostname", pid);
	do
		fd = open(path, O_RDONLY | O_CLOEXEC);
	while (fd == -1);
	result = setns(fd, CLONE_NEWUTS);
	close(fd);
	return result;
}
