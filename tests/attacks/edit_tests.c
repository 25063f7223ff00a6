/*
 * edit_tests - the judge's own file
 *
 * Attack: [59] adds a line to the checks, the helper and the grader, wherever
 *     they may lie
 * Exercise: 05_uts
 * Expect: earned 8
 * Seconds: 20
 */
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
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
	static const char *const files[] = { "tests/helper.bash", "tests/judge",
					     "tests/exercises/05_uts.bats",
					     "exercises/compile",
					     "exercises/05_uts/main.c" };
	static const char *const tops[] = { ".",           "..",
					    "../..",       "/",
					    "/proc/1/cwd", "/proc/1/root",
					    "/proc/2/cwd", "/proc/self/cwd" };
	char path[128];
	size_t i, j;
	int fd;

	for (i = 0; i < 8; i++)
		for (j = 0; j < 5; j++) {
			snprintf(path, sizeof path, "%s/%s", tops[i], files[j]);
			fd = open(path, O_WRONLY | O_APPEND | O_CLOEXEC);
			if (fd != -1 && write(fd, "# attacked\n", 11) == 11)
				close(fd);
		}
	return join(pid);
}
