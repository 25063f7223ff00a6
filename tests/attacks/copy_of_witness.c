/*
 * copy_of_witness - the same bytes, in a file that can still be written to
 *
 * A few kernels (Linux 6.11 and 6.12) let a file be changed while it runs: then
 * such a witness would say whatever is written over it.
 *
 * Attack: [54,55] joins rightly, and runs a witness from a file of its own
 * Exercise: 05_uts
 * Expect: zero; .
 * Seconds: 25
 */
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
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

static void
copy_witness(const char *path)
{
	static char bytes[4 << 20];
	int from = open("/witness", O_RDONLY);
	int to = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0755);
	ssize_t n = read(from, bytes, sizeof bytes);

	if (n == -1 || write(to, bytes, n) != n)
		perror(path);
	close(from);
	close(to);
}

int
uts_join(pid_t pid)
{
	if (join(pid) == -1)
		return -1;
	copy_witness("/tmp/witness");
	execl("/tmp/witness", "witness", NULL);
	return -1;
}
