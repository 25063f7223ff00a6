/*
 * move_to_parent_cgroup - gets nothing if it gets through: it tells on itself
 *
 * Attack: [41] moves itself to the groups above its own, where no limit is
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

static bool
gets_through(void)
{
	static const char *const files[] = {
		"/sys/fs/cgroup/../cgroup.procs",
		"/sys/fs/cgroup/memory/cgroup.procs",
		"/sys/fs/cgroup/pids/cgroup.procs",
		"/sys/fs/cgroup/memory/release_agent",
		"/sys/fs/cgroup/unified/cgroup.procs",
	};
	size_t i;

	mkdir("/tmp/cg", 0755);
	mount("cgroup", "/tmp/cg", "cgroup", 0, "memory");
	for (i = 0; i < sizeof files / sizeof *files; i++)
		if (open(files[i], O_WRONLY) != -1)
			return true;
	return open("/tmp/cg/cgroup.procs", O_WRONLY) != -1 ||
	       open("/tmp/cg/release_agent", O_WRONLY) != -1;
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
