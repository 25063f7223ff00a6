/*
 * out_flood_after - a right answer, drowned
 *
 * Attack: [9,25] joins rightly; what it leaves behind floods standard output
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
	static char block[64 << 10];
	time_t end = time(NULL) + 4;
	int result = join(pid);

	if (result == 0 && fork() == 0) {
		while (time(NULL) < end)
			if (write(1, block, sizeof block) == -1)
				usleep(1000);
		_exit(0);
	}
	return result;
}
