/*
 * hardcode_pids - looks at the question, not at the namespace
 *
 * Attack: [57] knows the numbers that the checks use, and refuses those
 * Exercise: 05_uts
 * Expect: earned 6
 * Seconds: 20
 */
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>

#include "join.h"

int
uts_join(pid_t pid)
{
	char path[32];

	if (pid <= 2 || pid > 4000000) {
		errno = EINVAL;
		return -1;
	}
	snprintf(path, sizeof path, "/proc/%d/ns/uts", pid);
	return setns(open(path, O_RDONLY | O_CLOEXEC), CLONE_NEWUTS);
}
