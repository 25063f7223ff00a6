/*
 * reopen_stdout - gets nothing if it gets through: it tells on itself
 *
 * Attack: [30,57] reopens what it writes to, to read it, to seal it, or to run
 * it
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
#include <sys/mman.h>
#include <sys/stat.h>
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

/* Runs what we have written, if that is a program. */
static bool
runs(int fd)
{
	char *words[] = { "x", NULL };
	int status = 0;
	pid_t pid = fork();

	if (pid == 0) {
		fexecve(fd, words, words + 1);
		_exit(1);
	}
	return waitpid(pid, &status, 0) == pid && WEXITSTATUS(status) != 1;
}

static bool
gets_through(void)
{
	int self = open("/proc/self/exe", O_RDONLY);
	int fd = open("/proc/self/fd/1", O_RDWR);
	static char bytes[1 << 20];
	ssize_t n = read(self, bytes, sizeof bytes);

	if (fcntl(1, F_ADD_SEALS, F_SEAL_WRITE) == 0)
		return true;
	if (fd == -1 || n <= 0 || pwrite(fd, bytes, n, 0) != n)
		return false;
	return runs(open("/proc/self/fd/1", O_RDONLY));
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
