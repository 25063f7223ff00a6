/*
 * overmount_proc - no evidence, it hopes
 *
 * Attack: [35] mounts an empty tmpfs over /proc, in the sandbox and thus for
 *     the harness
 * Exercise: 05_uts
 * Expect: zero; .
 * Seconds: 20
 */
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <sys/mount.h>
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

	mount("none", "/proc", "tmpfs", 0, NULL);
	return result == 0 ? -1 : result;
}
