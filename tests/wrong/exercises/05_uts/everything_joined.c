/*
 * Wrong: joins all that it can get by way of a pidfd
 * Rejected-by: every other namespace is still the host's
 * Shows: the mnt namespace was joined, too
 */
#include <errno.h>
#include <sched.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "join.h"

int
uts_join(pid_t pid)
{
	int fd = syscall(SYS_pidfd_open, pid, 0), result;

	if (fd == -1)
		return -1;
	if (pid == 1) {
		errno = EINVAL;
		return -1;
	}
	result = setns(fd, CLONE_NEWUTS | CLONE_NEWNS);
	close(fd);
	return result;
}
