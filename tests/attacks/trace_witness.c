/*
 * trace_witness - gets nothing if it gets through: it tells on itself
 *
 * Attack: [28,54] traces a child of its own: whoever can, can trace the
 *     witness
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
#include <sys/ptrace.h>
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

static bool
gets_through(void)
{
	pid_t child = fork();
	bool traced;

	if (child == 0) {
		if (ptrace(PTRACE_TRACEME, 0, NULL, NULL) != -1)
			_exit(1);
		pause();
		_exit(0);
	}
	traced = ptrace(PTRACE_SEIZE, child, NULL, NULL) != -1;
	usleep(10 * 1000);
	traced |= waitpid(child, NULL, WNOHANG) != 0;
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
	return traced;
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
