/*
 * shm_leave - gets nothing if it finds them: it tells on itself
 *
 * Attack: [44] leaves shared memory, a queue and a file for the next
 *     submission, and looks for them
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
#include <sys/msg.h>
#include <sys/shm.h>
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
	int fd;

	if (shmget(0xb0c5, 4096, 0600) != -1 || msgget(0xb0c5, 0600) != -1 ||
	    access("/tmp/boxwright-attack", F_OK) == 0 ||
	    access("/dev/shm/boxwright-attack", F_OK) == 0)
		return true;
	shmget(0xb0c5, 4096, IPC_CREAT | 0600);
	msgget(0xb0c5, IPC_CREAT | 0600);
	fd = open("/tmp/boxwright-attack", O_WRONLY | O_CREAT, 0666);
	close(fd);
	fd = open("/dev/shm/boxwright-attack", O_WRONLY | O_CREAT, 0666);
	close(fd);
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
