/*
 * mount_storm_and_join - more mounts than an observer has room for
 *
 * Attack: [16] joins rightly, in the midst of 1,500 mounts that whoever looks
 *     must read
 * Exercise: 05_uts
 * Expect: earned 8
 * Seconds: 30
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
	char path[32];
	int i;

	mkdir("/tmp/m", 0755);
	for (i = 0; i < 1500; i++)
		if (mount("none", "/tmp/m", "tmpfs", 0, NULL) == -1)
			break;
	snprintf(path, sizeof path, "/tmp/m/%d", i);
	return join(pid);
}
