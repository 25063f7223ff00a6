/*
 * open_proc_parent - gets nothing if it gets through: it tells on itself
 *
 * Attack: [29] reads fd, environ, maps, cwd and root of PID 1 and of the
 *     harness
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
	static const char *const files[] = { "environ", "maps",  "auxv", "fd/0",
					     "fd/3",    "cwd/.", "exe" };
	char path[48];
	size_t i;
	int pid;

	for (pid = 1; pid < 3 && pid < getpid(); pid++)
		for (i = 0; i < 7; i++) {
			snprintf(path, sizeof path, "/proc/%d/%s", pid,
				 files[i]);
			if (open(path, O_RDONLY | O_NONBLOCK) != -1)
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
