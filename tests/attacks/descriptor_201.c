/*
 * descriptor_201 - a harness that trips over it would judge nobody
 *
 * Attack: [54] hands the witness a file where the harness expects a socket,
 *     and stops it
 * Exercise: 05_uts
 * Expect: zero; .
 * Seconds: 25
 */
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "join.h"

int
uts_join(pid_t pid)
{
	struct rlimit none = { 3, 3 };
	int error[2];

	(void)pid;
	dup2(0, 200);
	dup2(0, 201);
	pipe2(error, O_NONBLOCK);
	while (write(error[1], "", 1) == 1)
		;
	fcntl(error[1], F_SETFL, 0);
	dup2(error[1], 2);
	if (fork() == 0) { /* somebody has to hold the other end */
		alarm(20);
		pause();
	}
	setrlimit(RLIMIT_NOFILE, &none);
	return 0;
}
