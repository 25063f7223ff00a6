/*
 * mknod_disk - gets nothing if it gets through: it tells on itself
 *
 * Attack: [37] makes device nodes for disks and memory, and opens them
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
#include <sys/sysmacros.h>
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
	static const int devices[][2] = { { 8, 0 },   { 254, 0 }, { 253, 0 },
					  { 259, 0 }, { 1, 1 },   { 1, 11 } };
	char path[32];
	size_t i;

	for (i = 0; i < sizeof devices / sizeof *devices; i++) {
		snprintf(path, sizeof path, "/tmp/device%zu", i);
		mknod(path, (i < 4 ? S_IFBLK : S_IFCHR) | 0600,
		      makedev(devices[i][0], devices[i][1]));
		if (open(path, O_RDONLY) != -1)
			return true;
	}
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
