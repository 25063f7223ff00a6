/*
 * env_secrets - gets nothing if it finds something: it tells on itself
 *
 * Attack: [31] looks for anything of the host in its environment
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
	static const char *const secrets[] = {
		"LD_PRELOAD",  "SEED",          "BUILD",
		"PROGRAM",     "GITHUB_TOKEN",  "HOME_OF_TEACHER",
		"BATS_TMPDIR", "SSH_AUTH_SOCK", "KEY"
	};
	size_t i;

	for (i = 0; i < sizeof secrets / sizeof *secrets; i++)
		if (getenv(secrets[i]))
			return true;
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
