/*
 * remount_witness - what is read-only for one student could be written for
 * the next
 *
 * Attack: [35,59] makes the root writable, and adds a byte to each program of
 *     the harness
 * Exercise: 05_uts
 * Expect: earned 8
 * Seconds: 20
 */
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <sys/mount.h>
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

int
uts_join(pid_t pid)
{
	static const char *const files[] = { "/witness", "/bin/witness",
					     "/submission/neighbour",
					     "/submission/rootfs/bin/witness",
					     "/submission/rootfs/bin/busybox" };
	int i, fd;

	/* with a byte more they still run; whoever compares will see it */
	mount(NULL, "/", NULL, MS_REMOUNT | MS_BIND, NULL);
	mount(NULL, "/submission/rootfs", NULL, MS_REMOUNT | MS_BIND, NULL);
	for (i = 0; i < 5; i++) {
		mount(NULL, files[i], NULL, MS_REMOUNT | MS_BIND, NULL);
		fd = open(files[i], O_WRONLY | O_APPEND);
		if (fd != -1 && write(fd, "", 1) == 1)
			close(fd);
	}
	return join(pid);
}
