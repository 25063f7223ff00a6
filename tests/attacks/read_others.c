/*
 * read_others - gets nothing if it finds one: it tells on itself
 *
 * Attack: [62] looks for solutions, tests and other students' work
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
#include <string.h>
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
	static const char *const files[] = { "solutions/05_uts/join.c",
					     "tests/exercises/05_uts.bats",
					     "tests/judge",
					     "Makefile",
					     "join.c",
					     "etc/shadow",
					     "etc/fstab",
					     "etc/hostname",
					     "usr/include/stdio.h",
					     "root/.bashrc" };
	static const char *const tops[] = {
		"",           ".", "..", "../..", "/proc/1/cwd", "/proc/1/root",
		"/submission"
	};
	char path[128];
	size_t i, j;

	for (i = 0; i < 7; i++)
		for (j = 0; j < 10; j++) {
			snprintf(path, sizeof path, "%s/%s", tops[i], files[j]);
			if (access(path, R_OK) == 0)
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
