/*
 * own_userns - gets nothing if it gets through: it tells on itself
 *
 * Attack: [15,39] all of it again as the root of a user namespace of its own
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
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
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
tries(void)
{
	struct rlimit more = { RLIM_INFINITY, RLIM_INFINITY };

	return setrlimit(RLIMIT_FSIZE, &more) != -1 ||
	       open("/proc/sys/kernel/core_pattern", O_WRONLY) != -1 ||
	       syscall(SYS_bpf, -1, 0, 0) != -1 ||
	       mount("/dev/sda", "/tmp", "ext4", 0, NULL) != -1 ||
	       open("/proc/1/mem", O_RDWR) != -1 ||
	       syscall(SYS_ptrace, 0x4206, 1, 0, 0) != -1;
}

static bool
gets_through(void)
{
	int status = 0;

	if (fork() == 0) {
		unshare(CLONE_NEWUSER | CLONE_NEWNS);
		_exit(tries());
	}
	return wait(&status) != -1 && status != 0;
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
