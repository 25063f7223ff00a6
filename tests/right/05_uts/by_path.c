/* Right: compares before it opens, and leaves closing to exec */
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

	sprintf(path, "/proc/%d/ns/uts", pid);
	if (stat(path, &other) || stat("/proc/self/ns/uts", &ours))
		return -1;
	if (ours.st_ino == other.st_ino && ours.st_dev == other.st_dev)
		return errno = EINVAL, -1;
	return setns(open(path, O_RDONLY | O_CLOEXEC), 0);
}
