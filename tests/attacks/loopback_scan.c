/*
 * loopback_scan - gets nothing if somebody answers: it tells on itself
 *
 * Attack: [43] looks for services of the host on 127.0.0.1
 * Exercise: 05_uts
 * Expect: full
 * Seconds: 20
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
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
	static const int ports[] = {
		22,   25,   53,   80,   111,  443,  631,
		3000, 5432, 6379, 8000, 8080, 2375, 10250
	};
	struct sockaddr_in a = { .sin_family = AF_INET };
	size_t i;
	int fd;

	a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	for (i = 0; i < sizeof ports / sizeof *ports; i++) {
		fd = socket(AF_INET, SOCK_STREAM, 0);
		a.sin_port = htons(ports[i]);
		if (connect(fd, (void *)&a, sizeof a) == 0)
			return true;
		close(fd);
	}
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
