/*
 * chroot_dotdot - gets nothing if it finds it: it tells on itself
 *
 * Attack: [34] leaves its root by an open directory, chroot(2) and "..", and
 *     looks for the host
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
	static const char *const hosts[] = { "etc/shadow", "etc/fstab",
					     "usr/bin/cc", "boot", "var/lib" };
	int i, fd = open("/", O_RDONLY);
	size_t j;

	mkdir("/tmp/jail", 0755);
	if (chroot("/tmp/jail") == -1)
		return false;
	fchdir(fd);
	for (i = 0; i < 64; i++)
		chdir("..");
	for (j = 0; j < sizeof hosts / sizeof *hosts; j++)
		if (access(hosts[j], F_OK) == 0)
			return true;
	chroot(".");
	return false;
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
