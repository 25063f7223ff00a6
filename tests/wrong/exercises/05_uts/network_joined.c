/*
 * Wrong: joins the network namespace, and takes whatever it gets
 * Rejected-by: COMMAND is in the box's UTS namespace
 * Shows: in the box's net namespace, and still in the host's UTS
 */
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdbool.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "join.h"

/* Is it the namespace that we are in? */
static bool
is_ours(int fd)
{
	struct stat ours, other;

	return stat("/proc/self/ns/net", &ours) == 0 &&
	       fstat(fd, &other) == 0 && ours.st_dev == other.st_dev &&
	       ours.st_ino == other.st_ino;
}

static int
join(int fd)
{
	if (is_ours(fd)) {
		errno = EINVAL;
		return -1;
	}
	return setns(fd, 0);
}

int
uts_join(pid_t pid)
{
	char path[32];
	int fd, result, error;

	snprintf(path, sizeof path, "/proc/%d/ns/net", pid);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd == -1) {
		if (errno == ENOENT)
			errno = ESRCH;
		return -1;
	}
	result = join(fd);
	error = errno;
	close(fd);
	errno = error;
	return result;
}
