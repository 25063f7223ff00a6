/*
 * ns_nested - a well of namespaces
 *
 * Attack: [15] user namespaces, each in the one before, as deep as may be
 * Exercise: 05_uts
 * Expect: zero; .
 * Seconds: 25
 */
#include <sched.h>
#include <stdlib.h>
#include <unistd.h>

#include "join.h"

int
uts_join(pid_t pid)
{
	int i;

	(void)pid;
	for (i = 0; i < 100; i++)
		if (unshare(CLONE_NEWUSER | CLONE_NEWPID) == -1 || fork() != 0)
			break;
	alarm(3);
	pause();
	_exit(EXIT_FAILURE);
}
