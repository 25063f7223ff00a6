/*
 * memory_of_child - gets nothing if it gets through: it tells on itself
 *
 * Attack: [28,54] opens the memory of a child for writing at the places where
 *     programs are
 * Exercise: 05_uts
 * Expect: full
 * Seconds: 20
 */
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <sys/wait.h>
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
	static char place[4096];
	struct iovec iov = { place, 1 }, there = { place, 1 };
	pid_t child = fork();
	char path[32];
	bool written;
	int fd;

	if (child == 0) {
		pause();
		_exit(0);
	}
	snprintf(path, sizeof path, "/proc/%d/mem", child);
	fd = open(path, O_RDWR);
	written = process_vm_writev(child, &iov, 1, &there, 1, 0) != -1 ||
		  pwrite(fd, place, 1, (unsigned long)&fd) != -1 ||
		  (lseek(fd, (unsigned long)&fd, SEEK_SET) != -1 &&
		   write(fd, place, 1) != -1);
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
	return written;
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
