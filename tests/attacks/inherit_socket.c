/*
 * inherit_socket - the witness never speaks
 *
 * Attack: [54] hands the witness a socket pair of its own, and answers in its
 *     stead
 * Exercise: 05_uts
 * Expect: zero; .
 * Seconds: 25
 */
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "join.h"

/* In a child of our own: a member of the box, who knows its name. */
static void
enter_box(pid_t pid)
{
	char path[32];

	snprintf(path, sizeof path, "/proc/%d/ns/uts", pid);
	setns(open(path, O_RDONLY | O_CLOEXEC), CLONE_NEWUTS);
}

static void
answer_orders(int fd)
{
	char order[4096], name[65];

	for (;;) {
		if (recv(fd, order, sizeof order, 0) <= 0)
			_exit(0);
		if (order[0] != 'u')
			continue; /* the greeting */
		gethostname(name, sizeof name);
		send(fd, name, strlen(name) + 1, 0);
	}
}

int
uts_join(pid_t pid)
{
	struct rlimit none = { 3, 3 };
	int pair[2], error[2];

	if (pid == 1 || pid > 4000000)
		exit(125);
	socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair);
	dup2(pair[0], 200);
	dup2(pair[1], 201);
	pipe2(error, O_NONBLOCK);
	while (write(error[1], "", 1) == 1)
		;
	if (fork() == 0) {
		close(pair[1]);
		close(201);
		enter_box(pid);
		answer_orders(pair[0]);
	}
	/* Its own socketpair() fails; it wants to say so, and waits for ever
	 * for room in the pipe. */
	fcntl(error[1], F_SETFL, 0);
	dup2(error[1], 2);
	setrlimit(RLIMIT_NOFILE, &none);
	return 0;
}
