/*
 * dns_out - gets nothing if there is a way: it tells on itself
 *
 * Attack: [42] sends a name query and a TCP connection to the outside
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
	struct sockaddr_in dns = { .sin_family = AF_INET,
				   .sin_port = htons(53) };
	int udp = socket(AF_INET, SOCK_DGRAM, 0);
	int tcp = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);

	/* an address for documentation: nobody has it */
	inet_pton(AF_INET, "192.0.2.53", &dns.sin_addr);
	return sendto(udp, "x", 1, 0, (void *)&dns, sizeof dns) != -1 ||
	       connect(tcp, (void *)&dns, sizeof dns) != -1 ||
	       errno == EINPROGRESS;
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
