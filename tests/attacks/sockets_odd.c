/*
 * sockets_odd - gets nothing if one is open: it tells on itself
 *
 * Attack: [39] sockets of the families that few use and many exploits need
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
	static const int odd[] = { AF_ALG, AF_VSOCK, AF_PACKET, AF_TIPC,
				   AF_RDS, AF_CAN,   AF_X25,    AF_KEY,
				   AF_SMC, AF_PPPOX, AF_LLC,    AF_BLUETOOTH };
	size_t i;

	for (i = 0; i < sizeof odd / sizeof *odd; i++)
		if (socket(odd[i], SOCK_DGRAM, 0) != -1 ||
		    socket(odd[i], SOCK_SEQPACKET, 0) != -1)
			return true;
	/* 12: NETLINK_NETFILTER */
	return socket(AF_NETLINK, SOCK_RAW, 12) != -1;
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
